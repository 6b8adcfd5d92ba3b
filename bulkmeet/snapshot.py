"""A copy of the user's file to work on, so that rows and results stay together while Excel has it open."""

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bulkmeet.absent import a_folder, a_lock_file, not_there
from bulkmeet.errors import RunStopped, UnreadableFile

PIECE_BYTES = 1_000_000
NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL})
"""How opening fails where a name is none, or not that of a file; Windows calls a name with a quotation mark invalid."""


@contextmanager
def snapshot(file: Path) -> Iterator[Path]:
    """A private copy with the same name and permissions, gone when the block ends.

    Raises:
        UnreadableFile: when there is no such file or it cannot be read.
        RunStopped: when there is no room for the copy.
    """
    with _opened(file) as source, _own_folder() as folder:
        copy = folder / file.name
        try:
            with copy.open("wb") as target:
                target.writelines(_pieces(source, file))
            copy.chmod(stat.S_IMODE(os.fstat(source.fileno()).st_mode) & 0o666 | stat.S_IWUSR)
        except OSError as error:
            raise RunStopped(_no_room(error)) from error
        yield copy


@contextmanager
def _own_folder() -> Iterator[Path]:
    try:
        folder = tempfile.TemporaryDirectory(prefix="bulkmeet-", ignore_cleanup_errors=True)
    except OSError as error:
        raise RunStopped(_no_room(error)) from error
    with folder as name:
        yield Path(name)


def _no_room(error: OSError) -> str:
    return (
        f"The sheet could not be copied into the folder for temporary files ({error.strerror}); "
        "free some space there, or name another folder in the environment variable TMPDIR."
    )


def _pieces(source: BinaryIO, file: Path) -> Iterator[bytes]:
    try:
        while piece := source.read(PIECE_BYTES):
            yield piece
    except OSError as error:
        raise UnreadableFile(_unreadable(file, error)) from None


def _unreadable(file: Path, error: OSError) -> str:
    return f"{file} cannot be read ({error.strerror}); close it elsewhere and try again."


def _opened(file: Path) -> BinaryIO:
    if lock := a_lock_file(file):
        raise UnreadableFile(lock)
    try:
        if file.is_dir():
            raise UnreadableFile(a_folder(file))
        if file.exists() and not file.is_file():
            raise UnreadableFile(f"{file} is not a file; save it as one.")
        return file.open("rb")
    except OSError as error:
        if error.errno in NOT_THERE:
            raise UnreadableFile(not_there(file)) from None
        raise UnreadableFile(_unreadable(file, error)) from None


def digest_of(file: Path) -> str:
    """The file's SHA-256 in hexadecimal digits; empty when it cannot be read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
