"""Whether the ledger would lie on a network file system, where SQLite's locks cannot be trusted.

That is question 5 of sqlite.org/faq.html. Two computers could each believe to be alone with it there, and both send.
What cannot be told passes.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from bulkmeet.errors import WrongUsage
from bulkmeet.patterns import pattern

NETWORK = frozenset(
    {
        *("nfs", "nfs3", "nfs4", "cifs", "smb3", "smbfs", "smb2", "9p", "afs", "afpfs", "ncpfs", "coda", "ceph"),
        *("glusterfs", "lustre", "beegfs", "orangefs", "pvfs2", "gpfs", "webdav", "davfs", "ftp", "vboxsf", "vmhgfs"),
        *("drvfs", "prl_fs"),
    }
)
FUSE = "fuse."
NETWORK_FUSE = frozenset(
    {
        *("sshfs", "glusterfs", "ceph", "ceph-fuse", "davfs", "davfs2", "rclone", "s3fs", "gcsfuse", "curlftpfs"),
        *("smbnetfs", "gvfsd-fuse", "vmhgfs-fuse", "juicefs", "seaweedfs", "cvmfs2", "goofys", "blobfuse2"),
    }
)
ESCAPED = pattern(r"\\([0-7]{3})")
MAC_MOUNT = pattern(r".+? on (?P<point>/.*) \((?P<kind>\w+)(?:, [^()]*)?\)")
DRIVE_REMOTE = 4


def refuse_network(ledger: Path) -> None:
    """Refuse a ledger on a network file system.

    Raises:
        WrongUsage: when it lies, or would lie, on one.
    """
    kind = network_kind(ledger)
    if kind is None:
        return
    what = "copy it to a folder on" if ledger.exists() else "choose a place for it on"
    raise WrongUsage(
        f"The ledger {ledger} is on a network file system ({kind}), where two computers could each believe to be alone "
        f"with it and create meetings twice; {what} this computer's own disk, and name that with --ledger."
    )


def network_kind(path: Path) -> str | None:
    """The kind of network file system that a path lies on, which need not exist; None when it is local or unknown."""
    try:
        place = path.resolve()
        if sys.platform == "win32":
            return windows_kind(os.path.abspath(path), _drive_type)  # noqa: PTH100 - as typed: a drive letter counts
        if sys.platform == "darwin":
            listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False, timeout=5).stdout
            return mac_kind(PurePosixPath(place), listed)
        return linux_kind(PurePosixPath(place), Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape"))
    except (OSError, RuntimeError, subprocess.SubprocessError):
        return None


def linux_kind(path: PurePosixPath, mountinfo: str) -> str | None:
    """By the text of /proc/self/mountinfo (man 5 proc): the mount with the longest path above this one decides."""
    found: tuple[int, str | None] = (-1, None)
    for line in mountinfo.splitlines():
        before, dash, after = line.partition(" - ")
        fields, kind = before.split(" "), after.split(" ")
        if not dash or len(fields) < 5:
            continue
        point = PurePosixPath(ESCAPED.sub(lambda match: chr(int(match[1], 8)), fields[4]))
        # Of two mounts on one place the later covers the earlier.
        if path.is_relative_to(point) and len(point.parts) >= found[0]:
            found = len(point.parts), _named(kind[0], kind[-1])
    return found[1]


def mac_kind(path: PurePosixPath, listed: str) -> str | None:
    """By what `mount` prints on a Mac: `//ana@nas/share on /Volumes/share (smbfs, nodev)`."""
    found: tuple[int, str | None] = (-1, None)
    for match in map(MAC_MOUNT.fullmatch, listed.splitlines()):
        if match and path.is_relative_to(match["point"]):
            parts = len(PurePosixPath(match["point"]).parts)
            found = max(found, (parts, _named(match["kind"], "")), key=lambda each: each[0])
    return found[1]


def windows_kind(path: str, drive_type: Callable[[str], int]) -> str | None:
    """By the path: `\\\\server\\share`, or the letter of a drive that Windows says is remote."""
    plain = path.removeprefix("\\\\?\\").replace("/", "\\")
    if plain.startswith("\\\\") or plain[:4].upper() == "UNC\\":
        return "a shared folder"
    return "a network drive" if plain[1:2] == ":" and drive_type(f"{plain[:2]}\\") == DRIVE_REMOTE else None


def _named(kind: str, options: str) -> str | None:
    if kind == "9p":
        # gVisor shows the container's own disk as 9p over a file descriptor; so does WSL the Windows drives.
        own = "trans=fd" in options.split(",") and "aname=drvfs" not in options
        return None if own else kind
    is_network = kind.removeprefix(FUSE) in NETWORK_FUSE if kind.startswith(FUSE) else kind in NETWORK
    return kind if is_network else None


def _drive_type(root: str) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(root))
