"""The ledger's file: older and newer versions, damage, disks that fill up, and places it must not be in."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from bulkmeet.errors import RunStopped, WrongUsage
from bulkmeet.ledger import place, schema
from bulkmeet.ledger.place import linux_kind, mac_kind, network_kind, windows_kind
from bulkmeet.ledger.records import Candidate, RunFacts
from bulkmeet.ledger.reserve import BYTES
from bulkmeet.ledger.schema import STEPS, VERSION
from bulkmeet.ledger.store import Ledger
from bulkmeet.model import Outcome, Result, Status
from tests.command_line import fill_up

NOON = "2030-01-01T12:00:00Z"
CREATED = Outcome(Status.CREATED, "Created.", "6236730000000001", "https://example.com/m/1")
KEYS = [f"bm{number:030}" for number in range(400)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "ledger.sqlite3"


def fill(ledger: Ledger, run: str = "r", keys: list[str] = KEYS) -> None:
    """A run whose meetings have these identities; the first is created."""
    ledger.begin(RunFacts(run, NOON, "/home/ana/a.xlsx", "Sheet1", 1, "https://dialpad.com", "out.xlsx", "0" * 64))
    results = [Result((row,), Status.PENDING, f"Title {key}", "", key) for row, key in enumerate(keys, 2)]
    ledger.enter(run, results, [Candidate(key, f"Title {key}", b'{"title":"x"}' * 9) for key in keys])
    ledger.sending(keys[0])
    ledger.settle(keys[0], CREATED)


# ---- versions ----------------------------------------------------------------------------------------------


def test_a_ledger_of_every_older_version_is_brought_up_to_date_with_all_that_it_holds(path: Path) -> None:
    with Ledger(path) as ledger:
        fill(ledger)
        expected = ledger.runs(), list(ledger.results("r")), ledger.known(KEYS)
        shape = _shape(path)
    for version in range(1, VERSION):
        older = path.with_name(f"of-{version}.sqlite3")
        _older(path, older, version)
        with Ledger(older) as ledger:
            assert (ledger.runs(), list(ledger.results("r")), ledger.known(KEYS)) == expected
            fill(ledger, "later", ["bmlater"])
        assert _shape(older) == shape
        with Ledger(older) as ledger:  # and once more, as any other
            assert ledger.known(["bmlater"])["bmlater"].status is Status.CREATED


def _older(newest: Path, older: Path, version: int) -> None:
    """What that version of the program would have written."""
    old = sqlite3.connect(older, isolation_level=None)
    for statement in ";".join(STEPS[:version]).split(";"):
        old.execute(statement)
    old.execute(f"PRAGMA user_version={version}")
    old.execute("ATTACH ? AS newest", (str(newest),))
    for (table,) in old.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
        columns = ", ".join(name for _, name, *_ in old.execute(f"PRAGMA main.table_info({table})"))
        old.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newest.{table}")  # noqa: S608 - names from the schema
    old.close()


def _shape(path: Path) -> tuple[int, dict[str, list[object]]]:
    """The version, and the columns of each table."""
    connection = sqlite3.connect(path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    columns = {name: connection.execute(f"PRAGMA table_info({name})").fetchall() for (name,) in tables}
    connection.close()
    return version, columns


# ---- damage ------------------------------------------------------------------------------------------------


def cut_off(content: bytes) -> bytes:
    return content[: len(content) // 2]


def cut_off_in_a_page(content: bytes) -> bytes:
    return content[: len(content) - 5000]


def without_its_beginning(content: bytes) -> bytes:
    return b"\0" * 100 + content[100:]


def with_another_page_size(content: bytes) -> bytes:
    return content[:16] + b"\x00\x03" + content[18:]


def overwritten_in_the_middle(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + b"\xa5" * 8192 + content[middle + 8192 :]


def emptied(_content: bytes) -> bytes:
    return b""


@pytest.mark.parametrize(
    "damage",
    [
        cut_off,
        cut_off_in_a_page,
        without_its_beginning,
        with_another_page_size,
        overwritten_in_the_middle,
        emptied,
    ],
)
def test_a_damaged_ledger_is_found_before_a_run_and_left_as_it_is(path: Path, damage: Callable[[bytes], bytes]) -> None:
    with Ledger(path) as ledger:
        fill(ledger)
    path.with_name(f"{path.name}.lock").touch()  # as every run leaves it
    damaged = damage(path.read_bytes())
    path.write_bytes(damaged)
    with pytest.raises(RunStopped) as stopped, Ledger(path) as ledger:
        ledger.verify()
    assert "is damaged, and it is what keeps meetings from being created twice; restore it" in str(stopped.value)
    assert path.read_bytes() == damaged


def test_an_index_that_has_lost_a_meeting_is_found_before_the_meeting_is_created_again(path: Path) -> None:
    with Ledger(path) as ledger:
        fill(ledger)
        ledger.verify()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute("CREATE TABLE other (key TEXT PRIMARY KEY)")
    ((empty,),) = connection.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name = 'other' AND type = 'index'")
    connection.execute("UPDATE sqlite_master SET rootpage = ? WHERE name = 'sqlite_autoindex_meetings_1'", (empty,))
    connection.close()
    with Ledger(path) as ledger:
        assert ledger.known(KEYS[:1]) == {}  # it would be created a second time
        with pytest.raises(RunStopped, match="is damaged"):
            ledger.verify()


def test_a_folder_in_its_place_is_told_plainly(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(RunStopped, match=r"^The ledger .* cannot be used \(Is a directory\); choose another"):
        Ledger(path)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o666])
def test_one_that_others_could_read_is_closed_to_them(path: Path, mode: int) -> None:
    with Ledger(path):
        path.chmod(mode)
    with Ledger(path):
        assert path.stat().st_mode & 0o777 == 0o600


# ---- a disk that is full -----------------------------------------------------------------------------------


@pytest.mark.parametrize("safe", [(3, 0, 0), (99, 0, 0)], ids=["WAL", "DELETE"])
def test_answers_that_come_when_the_disk_is_full_are_written_down_and_nothing_more_is_sent(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch, safe: tuple[int, ...]
) -> None:
    monkeypatch.setattr(schema, "SAFE_WAL", safe)
    path = small_disk / "ledger.sqlite3"
    long = Outcome(
        Status.CREATED, "It was created, and this is a long story. " * 50, "6236730000000001", "https://a.b/c"
    )
    with Ledger(path) as ledger:
        fill(ledger)
        on_their_way = KEYS[1:65]
        for key in on_their_way:
            ledger.sending(key)
        filler = fill_up(small_disk)
        for key in on_their_way[:-1]:
            ledger.settle(key, long)
        ledger.put_back(on_their_way[-1], "the server asked to wait (429)")
        with pytest.raises(RunStopped, match=r"^The disk is full"):
            ledger.sending(KEYS[65])
    with Ledger(path) as ledger:
        assert ledger.recover() == 0
        assert {ledger.known([key])[key].meeting_id for key in on_their_way[:-1]} == {long.meeting_id}
        assert [each.key for each in ledger.waiting("r", -1, 1)] == [on_their_way[-1]]
        fill_up(small_disk)
        with pytest.raises(RunStopped, match=r"nothing was sent\. Free some space there and try again"):
            fill(ledger, "later")
        filler.unlink()
        ledger.begin(RunFacts("later", NOON, "a", "b", 1, "c", "d", "e"))
        ledger.sending(KEYS[65])


def test_room_is_set_aside_for_as_long_as_a_run_lasts(path: Path) -> None:
    reserve = path.with_name("ledger.sqlite3.reserve")
    with Ledger(path) as ledger:
        assert not reserve.exists()
        fill(ledger)
        assert reserve.stat().st_blocks * 512 >= BYTES
        assert reserve.stat().st_mode & 0o777 == 0o600
        with Ledger(path) as other:
            other.finish("r", "")  # as `bulkmeet results` does
        assert reserve.exists()
        ledger.finish("r", "")
        assert not reserve.exists()


# ---- network file systems ----------------------------------------------------------------------------------

MOUNTS = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 master:2 - ext4 /dev/vda rw
31 27 0:40 / /home rw,relatime shared:3 - nfs4 nas:/home rw,vers=4.2,addr=192.0.2.7
32 31 254:1 / /home/ben rw,relatime - ext4 /dev/vdb rw
33 27 0:41 / /mnt/c rw,noatime - 9p C:\134 rw,aname=drvfs;path=C:\134;uid=1000,trans=fd,rfd=8,wfd=8
34 27 0:42 / /mnt/my\040share rw - cifs //nas/my\040share rw,vers=3.0
35 27 0:43 / /mnt/host rw - 9p shared rw,trans=virtio
36 27 0:44 / /sandbox rw - 9p none rw,trans=fd,rfdno=4,wfdno=4,cache=remote_revalidating
37 27 0:45 / /mnt/ssh rw - fuse.sshfs ana@example.com:/ rw,user_id=1000
38 27 0:46 / /mnt/crypt rw - fuse.gocryptfs /home/ana/.crypt rw
39 27 0:47 / /data rw - nfs nas:/data rw
40 39 254:2 / /data rw - xfs /dev/vdc rw
41 27 0:48 / /late rw - xfs /dev/vdd rw
42 41 0:49 / /late rw - fuse.rclone drive: rw
this line is none
""".replace("\\\\", "\\")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/ledger.sqlite3", None),
        ("/home/ana/.local/state/ledger.sqlite3", "nfs4"),
        ("/home", "nfs4"),
        ("/homework/ledger.sqlite3", None),
        ("/home/ben/ledger.sqlite3", None),
        ("/home/benjamin/ledger.sqlite3", "nfs4"),
        ("/mnt/c/Users/ana/ledger.sqlite3", "9p"),
        ("/mnt/my share/ledger.sqlite3", "cifs"),
        ("/mnt/host/ledger.sqlite3", "9p"),
        ("/sandbox/ledger.sqlite3", None),
        ("/mnt/ssh/ledger.sqlite3", "fuse.sshfs"),
        ("/mnt/crypt/ledger.sqlite3", None),
        ("/data/ledger.sqlite3", None),
        ("/late/ledger.sqlite3", "fuse.rclone"),
    ],
)
def test_on_linux_the_nearest_mount_tells_whether_it_is_a_network_file_system(path: str, kind: str | None) -> None:
    assert linux_kind(PurePosixPath(path), MOUNTS) == kind


@pytest.mark.parametrize("mounts", ["", "nonsense", "1 2 3 - nfs4", " - "])
def test_what_cannot_be_told_passes(mounts: str) -> None:
    assert linux_kind(PurePosixPath("/home/ana/ledger.sqlite3"), mounts) is None
    assert mac_kind(PurePosixPath("/Users/ana/ledger.sqlite3"), mounts) is None


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/Users/ana/Library/ledger.sqlite3", None),
        ("/Volumes/Our (old) share/ledger.sqlite3", "smbfs"),
        ("/Volumes/stick/ledger.sqlite3", None),
        ("/Volumes/cloud/ledger.sqlite3", "webdav"),
        ("/System/Volumes/Data/home/ana/ledger.sqlite3", "nfs"),
    ],
)
def test_so_does_it_on_a_mac(path: str, kind: str | None) -> None:
    listed = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
nas:/home on /System/Volumes/Data/home (nfs, nodev, nosuid, automounted)
//ana@nas/share on /Volumes/Our (old) share (smbfs, nodev, nosuid, mounted by ana)
/dev/disk4s1 on /Volumes/stick (msdos, local, nodev, nosuid, noowners)
https://cloud.example.com on /Volumes/cloud (webdav)
"""
    assert mac_kind(PurePosixPath(path), listed) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (r"C:\Users\ana\ledger.sqlite3", None),
        (r"H:\ledger.sqlite3", "a network drive"),
        (r"\\nas\home\ledger.sqlite3", "a shared folder"),
        ("//nas/home/ledger.sqlite3", "a shared folder"),
        (r"\\?\C:\Users\ana\ledger.sqlite3", None),
        (r"\\?\H:\ledger.sqlite3", "a network drive"),
        (r"\\?\UNC\nas\home\ledger.sqlite3", "a shared folder"),
        (r"\\wsl$\Ubuntu\home\ana\ledger.sqlite3", "a shared folder"),
    ],
)
def test_so_does_it_on_windows(path: str, kind: str | None) -> None:
    drives = {"C:\\": 3, "H:\\": 4}
    assert windows_kind(path, lambda root: drives[root]) == kind


@pytest.mark.parametrize(("there", "then"), [(False, "choose a place for it on"), (True, "copy it to a folder on")])
def test_a_ledger_on_one_is_refused_before_anything_is_written(
    path: Path, monkeypatch: pytest.MonkeyPatch, there: bool, then: str
) -> None:
    if there:
        with Ledger(path):
            pass
    before = list(path.parent.parent.rglob("*"))
    monkeypatch.setattr(place, "network_kind", lambda _: "nfs4")
    with pytest.raises(WrongUsage, match=rf"on a network file system \(nfs4\).*{then} this computer's own disk"):
        Ledger(path)
    assert list(path.parent.parent.rglob("*")) == before


def test_this_computers_own_folders_pass(path: Path) -> None:
    assert network_kind(path) is None
    assert network_kind(Path(os.devnull)) is None
