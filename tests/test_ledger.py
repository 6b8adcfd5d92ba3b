"""The ledger: what was sent is written down before it leaves, durably, and is never forgotten or sent twice."""

import asyncio
import os
import resource
import sqlite3
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulkmeet.errors import RunStopped, WrongUsage
from bulkmeet.ledger.records import Candidate, RunFacts, Waiting, identity
from bulkmeet.ledger.schema import SAFE_WAL, VERSION
from bulkmeet.ledger.store import LEFT_OPEN, Ledger
from bulkmeet.ledger.thread import LedgerThread
from bulkmeet.model import Host, Meeting, Outcome, Result, Status

NOON = "2030-01-01T12:00:00Z"
CREATED = Outcome(Status.CREATED, "Created.", "6236730000000001", "https://example.com/m/1")
FAILED = Outcome(Status.FAILED, "Dialpad refused it (400): title is too long")
UNKNOWN = Outcome(Status.UNKNOWN, "It was sent, but no answer came in time.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "ledger.sqlite3"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger(path, lambda: NOON) as opened:
        yield opened


def facts(run: str) -> RunFacts:
    return RunFacts(run, NOON, "/home/ana/meetings.xlsx", "Sheet1", 1, "https://dialpad.com", "out.xlsx", "0" * 64)


def candidate(key: str, body: bytes = b"{}") -> Candidate:
    return Candidate(key, f"Title of {key}", body)


def pending(key: str, row: int = 2) -> Result:
    return Result((row,), Status.PENDING, f"Title of {key}", "", key)


def enter(ledger: Ledger, run: str, *keys: str, body: bytes = b"{}") -> None:
    """A run whose sheet has these meetings, one a row from row 2 on."""
    ledger.begin(facts(run))
    results = [pending(key, row) for row, key in enumerate(keys, 2)]
    ledger.enter(run, results, [candidate(key, body) for key in keys])


def statuses(ledger: Ledger, run: str) -> list[str]:
    return [result.status.value for result in ledger.results(run)]


def waiting(ledger: Ledger, run: str) -> list[str]:
    return [each.key for each in ledger.waiting(run, -1, 100)]


# ---- a meeting's way through it ----------------------------------------------------------------------------


def test_a_meeting_goes_from_pending_to_sending_to_created(ledger: Ledger) -> None:
    enter(ledger, "r", "bma", body=b'{"title":"Algebra"}')
    assert ledger.waiting("r", -1, 10) == [Waiting(0, "bma", "Title of bma", b'{"title":"Algebra"}')]
    ledger.sending("bma")
    assert waiting(ledger, "r") == []
    ledger.settle("bma", CREATED)
    assert list(ledger.results("r")) == [
        Result((2,), Status.CREATED, "Title of bma", "Created.", "bma", CREATED.meeting_id, CREATED.meeting_url, NOON)
    ]


@pytest.mark.parametrize("outcome", [CREATED, FAILED, UNKNOWN])
def test_how_it_ended_is_what_the_results_and_a_later_run_see(ledger: Ledger, outcome: Outcome) -> None:
    enter(ledger, "r", "bma")
    ledger.sending("bma")
    ledger.settle("bma", outcome)
    (result,) = ledger.results("r")
    known = ledger.known(["bma"])["bma"]
    assert (result.status, result.message, result.meeting_id) == (outcome.status, outcome.message, outcome.meeting_id)
    assert (known.status, known.message, known.meeting_id) == (outcome.status, outcome.message, outcome.meeting_id)


def test_what_certainly_created_nothing_waits_again(ledger: Ledger) -> None:
    enter(ledger, "r", "bma")
    ledger.sending("bma")
    ledger.put_back("bma", "no connection could be made")
    assert waiting(ledger, "r") == ["bma"]
    assert [result.message for result in ledger.results("r")] == ["no connection could be made"]
    ledger.sending("bma")


@pytest.mark.parametrize("outcome", [None, CREATED, FAILED, UNKNOWN])
def test_what_is_not_pending_is_not_let_out(ledger: Ledger, outcome: Outcome | None) -> None:
    enter(ledger, "r", "bma")
    ledger.sending("bma")
    if outcome:
        ledger.settle("bma", outcome)
    before = list(ledger.results("r"))
    with pytest.raises(RunStopped, match="took over a meeting"):
        ledger.sending("bma")
    assert list(ledger.results("r")) == before


def test_what_the_ledger_has_never_seen_is_not_let_out(ledger: Ledger) -> None:
    with pytest.raises(RunStopped):
        ledger.sending("bmz")


def test_every_attempt_is_kept_with_its_answer(ledger: Ledger, path: Path) -> None:
    enter(ledger, "r", "bma")
    ledger.sending("bma")
    ledger.put_back("bma", "the server asked to wait (429)")
    ledger.sending("bma")
    ledger.settle("bma", CREATED)
    with sqlite3.connect(path) as other:
        attempts = other.execute("SELECT key, run, ended, answer FROM attempts ORDER BY rowid").fetchall()
    other.close()
    assert attempts == [("bma", "r", NOON, "the server asked to wait (429)"), ("bma", "r", NOON, "Created.")]


# ---- a program that ended in the middle --------------------------------------------------------------------


def test_what_was_being_sent_when_the_program_ended_is_unknown_and_never_waits_again(path: Path) -> None:
    with Ledger(path) as ledger:
        enter(ledger, "r", "bma", "bmb", "bmc")
        ledger.sending("bma")
        ledger.settle("bma", CREATED)
        ledger.sending("bmb")
    with Ledger(path) as ledger:
        assert statuses(ledger, "r") == ["created", "unknown", "pending"]
        assert ledger.recover() == 1
        assert ledger.recover() == 0
        assert statuses(ledger, "r") == ["created", "unknown", "pending"]
        assert waiting(ledger, "r") == ["bmc"]
        assert ledger.known(["bmb"])["bmb"].message == LEFT_OPEN


def test_even_before_it_recovers_it_does_not_call_sending_by_another_name_than_unknown(ledger: Ledger) -> None:
    enter(ledger, "r", "bma")
    ledger.sending("bma")
    assert ledger.known(["bma"])["bma"].status is Status.UNKNOWN
    assert [result.message for result in ledger.results("r")] == [LEFT_OPEN]
    assert ledger.counts("r")[Status.UNKNOWN] == 1


# ---- whose identity is the same ----------------------------------------------------------------------------

PARTS = st.tuples(
    st.sampled_from(["https://dialpad.com", "https://dialpad.com#42"]) | st.text(max_size=5),
    st.none() | st.sampled_from(["", "A-1", "null", "None"]) | st.text(max_size=5),
    st.sampled_from(["1", "11", "5835806903417907"]),
    st.sampled_from(["Algebra", "algebra", "Algebra "]) | st.text(min_size=1, max_size=5),
    st.sampled_from([1_893_456_000, 1_893_456_001]),
    st.sampled_from([1_893_459_600, 1_893_459_601]),
)
Parts = tuple[str, str | None, str, str, int, int]


def identity_of(parts: Parts, copy: int = 0, **others: object) -> str:
    account, group_key, user_id, title, start, end = parts
    members: dict[str, object] = {"rows": (2,), "meeting_type": "PERSONAL", "zone": "UTC", "host": Host(email="a@b.c")}
    members |= others
    meeting = Meeting(title=title, start=start, end=end, group_key=group_key, **members)  # type: ignore[arg-type]  # the test's own
    return identity(account, meeting, user_id, copy)


@given(PARTS, PARTS)
@settings(max_examples=300, deadline=None)
def test_two_meetings_are_the_same_when_all_six_things_are_and_only_then(one: Parts, other: Parts) -> None:
    assert (identity_of(one) == identity_of(other)) == (one == other)


@given(PARTS, st.integers(0, 5))
@settings(max_examples=50, deadline=None)
def test_what_else_a_meeting_says_and_where_it_stands_makes_no_difference(parts: Parts, copy: int) -> None:
    elsewhere = {"rows": (7, 8), "zone": "Asia/Tokyo", "duration": 60, "call_out": True, "host": Host(user_id="9")}
    assert identity_of(parts, copy) == identity_of(parts, copy, **elsewhere)


@given(PARTS)
@settings(max_examples=50, deadline=None)
def test_every_copy_that_was_asked_for_is_another_meeting(parts: Parts) -> None:
    assert len({identity_of(parts, copy) for copy in range(20)}) == 20


@given(PARTS)
@settings(max_examples=100, deadline=None)
def test_a_key_is_a_short_text_that_no_spreadsheet_takes_for_a_number_a_date_or_a_formula(parts: Parts) -> None:
    key = identity_of(parts)
    assert key.startswith("bm")
    assert len(key) == 32
    assert key.isascii()
    assert key.isalnum()
    assert key == key.lower()


def test_the_identity_stays_the_same_for_ever_because_ledgers_hold_it() -> None:
    parts = ("https://dialpad.com", "A-1", "5835806903417907", "Algebra", 1_893_456_000, 1_893_459_600)
    assert identity_of(parts) == "bm69adb49f6f3c2e746a00966a2d4396"


# ---- what a later run may claim ----------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [CREATED, UNKNOWN, None])
def test_a_later_run_does_not_claim_what_exists_or_may_exist(ledger: Ledger, outcome: Outcome | None) -> None:
    enter(ledger, "first", "bma")
    ledger.sending("bma")
    if outcome:
        ledger.settle("bma", outcome)
    before = ledger.known(["bma"])
    enter(ledger, "second", "bma", "bmb", body=b'{"new":1}')
    assert waiting(ledger, "second") == ["bmb"]
    assert ledger.known(["bma"]) == before


@pytest.mark.parametrize("outcome", [FAILED, None])
def test_a_later_run_claims_what_failed_or_was_never_sent_with_what_its_sheet_says_now(
    ledger: Ledger, outcome: Outcome | None
) -> None:
    enter(ledger, "first", "bmx", "bma", body=b'{"old":1}')
    if outcome:
        ledger.sending("bma")
        ledger.settle("bma", outcome)
    enter(ledger, "second", "bma", body=b'{"new":1}')
    assert ledger.waiting("second", -1, 10) == [Waiting(0, "bma", "Title of bma", b'{"new":1}')]
    assert waiting(ledger, "first") == ["bmx"]
    assert ledger.known(["bma"])["bma"].message == ""


def test_what_the_sheet_has_and_the_run_does_not_send_is_not_claimed(ledger: Ledger) -> None:
    ledger.begin(facts("r"))
    invalid = Result((3,), Status.INVALID, "Biology", "C3: it has no end.")
    ledger.enter("r", [pending("bma"), invalid, pending("bmb", 4)], [candidate("bmb")])
    assert waiting(ledger, "r") == ["bmb"]
    assert statuses(ledger, "r") == ["pending", "invalid", "pending"]
    assert list(ledger.results("r"))[1] == invalid


def test_10_000_waiting_meetings_come_in_pages_in_the_sheets_order_each_once(ledger: Ledger) -> None:
    enter(ledger, "r", *(f"bm{number:05}" for number in range(10_000)))
    seen: list[str] = []
    after = -1
    while page := ledger.waiting("r", after, 200):
        assert len(page) <= 200
        seen += [each.key for each in page]
        ledger.sending(page[0].key)
        after = page[-1].place
    assert seen == [f"bm{number:05}" for number in range(10_000)]


def test_thousands_of_identities_are_looked_up_at_once_and_unseen_ones_left_out(ledger: Ledger) -> None:
    enter(ledger, "r", *(f"bm{number}" for number in range(2_000)))
    found = ledger.known([*(f"bm{number}" for number in range(5_000)), ""])
    assert set(found) == {f"bm{number}" for number in range(2_000)}


# ---- what the results of a run say -------------------------------------------------------------------------


def test_results_are_what_became_of_the_open_meetings_even_if_a_later_run_settled_them(ledger: Ledger) -> None:
    enter(ledger, "first", "bma", "bmb")
    enter(ledger, "second", "bmb")
    ledger.sending("bmb")
    ledger.settle("bmb", CREATED)
    assert statuses(ledger, "first") == ["pending", "created"]
    assert statuses(ledger, "second") == ["created"]


@pytest.mark.parametrize("status", [Status.SKIPPED, Status.INVALID, Status.CREATED, Status.FAILED])
def test_what_was_not_open_in_a_run_stays_what_it_was(ledger: Ledger, status: Status) -> None:
    ledger.begin(facts("first"))
    settled = Result((2,), status, "Algebra", "As it was.", "bma", "1", "u", NOON)
    ledger.enter("first", [settled], [])
    enter(ledger, "second", "bma")
    ledger.sending("bma")
    ledger.settle("bma", UNKNOWN)
    assert list(ledger.results("first")) == [settled]


def test_the_rows_of_a_group_come_back_as_they_were(ledger: Ledger) -> None:
    ledger.begin(facts("r"))
    group = Result((2, 5, 1_000_000), Status.INVALID, "Zoë’s “Algebra”\n", "x" * 1000)  # noqa: RUF001 - as people type
    ledger.enter("r", [group], [])
    assert list(ledger.results("r")) == [group]


def test_counts_name_every_status(ledger: Ledger) -> None:
    enter(ledger, "r", "bma", "bmb", "bmc")
    ledger.sending("bma")
    ledger.settle("bma", CREATED)
    assert ledger.counts("r") == dict.fromkeys(Status, 0) | {Status.CREATED: 1, Status.PENDING: 2}


def test_only_an_unknown_meeting_is_resolved_by_a_persons_word(ledger: Ledger) -> None:
    enter(ledger, "r", "bma", "bmb")
    for key, outcome in (("bma", UNKNOWN), ("bmb", CREATED)):
        ledger.sending(key)
        ledger.settle(key, outcome)
    assert ledger.resolve("bma", Outcome(Status.PENDING, "It is to be sent again."))
    assert not ledger.resolve("bma", FAILED)
    assert not ledger.resolve("bmb", FAILED)
    assert statuses(ledger, "r") == ["pending", "created"]


@pytest.mark.parametrize("word", [Status.CREATED, Status.PENDING])
def test_so_is_one_that_came_in_a_results_sheet_of_another_computer(ledger: Ledger, word: Status) -> None:
    ledger.begin(facts("r"))
    ledger.enter("r", [Result((2,), Status.UNKNOWN, "Algebra", "It may exist.", "bma")], [])
    assert ledger.known(["bma"]) == {}
    assert ledger.resolve("bma", Outcome(word, "As somebody who looked said."))
    assert not ledger.resolve("bma", FAILED)
    assert ledger.known(["bma"])["bma"].status is word
    assert statuses(ledger, "r") == [word]


# ---- runs and users ----------------------------------------------------------------------------------------


def test_two_runs_of_one_second_have_two_names_and_the_newest_comes_first(ledger: Ledger) -> None:
    names = [ledger.begin(facts("2030-01-01-120000")).run for _ in range(3)]
    assert names == ["2030-01-01-120000", "2030-01-01-120000-2", "2030-01-01-120000-3"]
    assert [run.run for run, _ in ledger.runs()] == names[::-1]


def test_a_run_is_found_again_as_it_was_begun_with_the_digest_of_its_end(ledger: Ledger) -> None:
    ledger.begin(facts("r"))
    ledger.finish("r", "f" * 64)
    assert ledger.facts("r") == msgspec.structs.replace(facts("r"), digest="f" * 64)


def test_the_zone_of_a_file_is_that_of_its_last_run_or_of_its_copys_that_sent_a_meeting(ledger: Ledger) -> None:
    def begin(run: str, *, zone: str, account: str = "https://dialpad.com", **changes: str) -> None:
        ledger.begin(msgspec.structs.replace(facts(run), timezone=zone, account=account, **changes))
        ledger.enter(run, [pending(run)], [candidate(run)])

    def zone() -> str:
        return ledger.last_timezone("/home/ana/meetings.xlsx", "0" * 64, "https://dialpad.com")

    begin("a", zone="Europe/Berlin", started="2030-01-01T12:00:00Z")
    assert zone() == "", "nothing was sent"
    ledger.sending("a")
    assert zone() == "Europe/Berlin"
    begin("b", zone="Europe/Paris", started="2030-01-01T13:00:00Z", file="/home/ana/copy.xlsx")
    ledger.sending("b")
    assert zone() == "Europe/Paris", "a copy of the file"
    begin("c", zone="UTC", started="2030-01-01T14:00:00Z", account="https://sandbox.example")
    begin("d", zone="UTC", started="2030-01-01T14:00:00Z", file="/home/ana/other.xlsx", digest="1" * 64)
    begin("e", zone="", started="2030-01-01T14:00:00Z")
    for run in ("c", "d", "e"):
        ledger.sending(run)
    assert zone() == "Europe/Paris", "not that of another account or file, nor of a run that read no such time"


def test_a_run_that_never_was_is_wrong_usage(ledger: Ledger) -> None:
    with pytest.raises(WrongUsage, match="no run “r”; `bulkmeet status`"):
        ledger.facts("r")


def test_users_are_remembered_by_account_and_the_last_look_up_counts(ledger: Ledger) -> None:
    ledger.remember_user("one", "ana@example.com", "1")
    ledger.remember_user("one", "ana@example.com", "2")
    ledger.remember_user("two", "ana@example.com", "3")
    assert ledger.users("one") == {"ana@example.com": "2"}
    assert ledger.users("three") == {}


# ---- the file ----------------------------------------------------------------------------------------------


def test_only_its_owner_may_read_it(ledger: Ledger, path: Path) -> None:
    enter(ledger, "r", "bma")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}


def test_it_is_set_so_that_a_commit_is_on_the_disk_when_it_returns(ledger: Ledger) -> None:
    asked = [ledger._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    full, extra = 2, 3
    assert asked == (["wal", full] if sqlite3.sqlite_version_info >= SAFE_WAL else ["delete", extra])


def test_what_one_connection_has_written_another_sees(path: Path) -> None:
    with Ledger(path) as one, Ledger(path) as other:
        enter(one, "r", "bma")
        assert waiting(other, "r") == ["bma"]


def test_two_connections_cannot_both_let_one_meeting_out(path: Path) -> None:
    with Ledger(path) as one:
        enter(one, "r", *(f"bm{number}" for number in range(30)))
    let_out: list[str] = []
    start = threading.Barrier(4)

    def let_them_out() -> None:
        with Ledger(path) as own:
            start.wait()
            for number in range(30):
                try:
                    own.sending(f"bm{number}")
                except RunStopped:
                    continue
                let_out.append(f"bm{number}")

    threads = [threading.Thread(target=let_them_out) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(let_out) == sorted(f"bm{number}" for number in range(30))


def test_two_programs_may_make_it_at_the_same_time(path: Path) -> None:
    errors: list[BaseException] = []
    start = threading.Barrier(4)

    def make() -> None:
        start.wait()
        try:
            with Ledger(path) as own:
                own.remember_user("one", "ana@example.com", "1")
        except RunStopped as error:
            errors.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_an_empty_file_becomes_a_ledger(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Ledger(path) as ledger:
        enter(ledger, "r", "bma")


# ---- files it must not touch -------------------------------------------------------------------------------


def refuse(path: Path) -> str:
    """Open it, which must fail and change nothing; returns why it failed."""
    before = path.read_bytes()
    with pytest.raises(RunStopped) as stopped:
        Ledger(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
    return str(stopped.value)


def test_a_ledger_of_a_newer_version_is_refused(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger._connection.execute(f"PRAGMA user_version={VERSION + 1}")
    assert "written by a newer bulkmeet; update bulkmeet" in refuse(path)


@pytest.mark.parametrize("content", [b"title,start\nAlgebra,14:30\n" * 100, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_refused_with_a_warning_of_what_is_at_stake(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    message = refuse(path)
    assert str(path) in message
    assert "keeps meetings from being created twice" in message


@pytest.mark.parametrize("version", [0, VERSION, 17])
@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_database_of_another_program_is_refused(path: Path, version: int, mode: str) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute(f"PRAGMA journal_mode={mode}")
    other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.execute(f"PRAGMA user_version={version}")
    other.close()
    assert "a database of another program" in refuse(path)


@contextmanager
def not_as_root() -> Iterator[None]:
    """Root may write anywhere: be nobody for a while."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.parametrize("there", [False, True])
def test_a_folder_that_cannot_be_written_to_is_told_plainly(there: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if there:
            with Ledger(folder / "ledger.sqlite3"):
                pass
        folder.chmod(0o555)
        with not_as_root(), pytest.raises(RunStopped, match=r"cannot be used \(Permission denied\)"):
            Ledger(folder / "ledger.sqlite3" if there else folder / "new" / "ledger.sqlite3")
        folder.chmod(0o700)


def test_a_folder_that_is_a_file_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("not a folder")
    with pytest.raises(RunStopped, match="choose another with --ledger"):
        Ledger(tmp_path / "state" / "ledger.sqlite3")


# ---- a disk that is full, and a ledger that is busy --------------------------------------------------------


def fill_up(ledger: Ledger) -> None:
    """No page may be added to the database, as if the disk were full."""
    (pages,) = ledger._connection.execute("PRAGMA page_count").fetchone()
    ledger._connection.execute(f"PRAGMA max_page_count={pages}")


def make_room(ledger: Ledger) -> None:
    ledger._connection.execute("PRAGMA max_page_count=1000000")


@contextmanager
def no_file_may_grow_beyond(size: int) -> Iterator[None]:
    """A disk that fails while a commit is being written, as the operating system reports it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


LONG = Outcome(Status.CREATED, "x" * 100_000, "6236730000000001")


def test_a_full_disk_stops_the_run_in_one_sentence_and_changes_nothing(ledger: Ledger) -> None:
    enter(ledger, "r", "bma")
    ledger.sending("bma")
    fill_up(ledger)
    with pytest.raises(RunStopped, match=r"^The disk is full or failing, so the ledger .* could not be written"):
        ledger.settle("bma", LONG)
    assert statuses(ledger, "r") == ["unknown"]


def test_when_there_is_room_again_the_ledger_can_be_used_at_once(ledger: Ledger) -> None:
    enter(ledger, "r", "bma")
    ledger.sending("bma")
    fill_up(ledger)
    for _ in range(3):
        with pytest.raises(RunStopped, match="The disk is full"):
            ledger.settle("bma", LONG)
    make_room(ledger)
    ledger.settle("bma", LONG)
    assert statuses(ledger, "r") == ["created"]


def test_a_whole_run_that_does_not_fit_is_not_entered_by_half(ledger: Ledger) -> None:
    ledger.begin(facts("r"))
    fill_up(ledger)
    keys = [f"bm{number}" for number in range(2_000)]
    with pytest.raises(RunStopped, match="The disk is full"):
        ledger.enter("r", [pending(key) for key in keys], [candidate(key) for key in keys])
    assert (list(ledger.results("r")), ledger.known(keys)) == ([], {})


@pytest.mark.parametrize("work", [Ledger.sending, lambda ledger, key: ledger.settle(key, LONG)])
def test_a_disk_that_fails_in_the_middle_of_a_commit_is_told_plainly_and_survived(
    ledger: Ledger, path: Path, work: Callable[[Ledger, str], None]
) -> None:
    enter(ledger, "r", "bma")
    with no_file_may_grow_beyond(512), pytest.raises(RunStopped, match="The disk is full or failing"):
        work(ledger, "bma")
    assert waiting(ledger, "r") == ["bma"]
    with Ledger(path) as other:
        assert waiting(other, "r") == ["bma"]
    enter(ledger, "later", "bma")
    ledger.sending("bma")
    assert waiting(ledger, "later") == []


def test_a_ledger_that_another_program_holds_is_called_busy(ledger: Ledger, path: Path) -> None:
    enter(ledger, "r", "bma")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    ledger._connection.execute("PRAGMA busy_timeout=50")
    with pytest.raises(RunStopped, match="busy with another program; try again"):
        ledger.sending("bma")
    other.execute("ROLLBACK")
    other.close()
    ledger.sending("bma")


# ---- on its own thread -------------------------------------------------------------------------------------


async def test_the_dispatcher_uses_it_without_holding_up_the_loop(path: Path) -> None:
    started, go_on = threading.Event(), threading.Event()

    def slow_disk() -> str:
        started.set()
        assert go_on.wait(5)
        return NOON

    with Ledger(path) as quick:
        enter(quick, "r", "bma")
    with Ledger(path, slow_disk) as ledger, LedgerThread(ledger) as journal:
        (first,) = await journal.waiting("r", -1, 10)
        leaving = asyncio.create_task(journal.sending(first))
        assert await asyncio.to_thread(started.wait, 5)
        assert not leaving.done()
        go_on.set()
        await leaving
        await journal.settle(first, CREATED)
        assert statuses(ledger, "r") == ["created"]


async def test_what_was_begun_is_written_even_if_nobody_waits_for_it_any_more(path: Path) -> None:
    started, go_on = threading.Event(), threading.Event()

    def slow_disk() -> str:
        started.set()
        assert go_on.wait(5)
        return NOON

    with Ledger(path) as quick:
        enter(quick, "r", "bma")
    with Ledger(path, slow_disk) as ledger:
        with LedgerThread(ledger) as journal:
            (first,) = await journal.waiting("r", -1, 10)
            leaving = asyncio.create_task(journal.sending(first))
            assert await asyncio.to_thread(started.wait, 5)
            leaving.cancel()
            with pytest.raises(asyncio.CancelledError):
                await leaving
            go_on.set()
        assert statuses(ledger, "r") == ["unknown"]


async def test_an_outcome_that_waits_behind_a_slow_commit_is_written_even_if_its_caller_is_cancelled(
    path: Path,
) -> None:
    started, go_on = threading.Event(), threading.Event()

    def slow_disk() -> str:
        started.set()
        assert go_on.wait(5)
        return NOON

    with Ledger(path) as quick:
        enter(quick, "r", "bma", "bmb")
        quick.sending("bma")
    with Ledger(path, slow_disk) as ledger, LedgerThread(ledger) as journal:
        (second,) = await journal.waiting("r", -1, 10)
        slow = asyncio.create_task(journal.sending(second))
        assert await asyncio.to_thread(started.wait, 5)
        settling = asyncio.create_task(journal.settle(Waiting(0, "bma", "", b""), CREATED))
        await asyncio.sleep(0)
        settling.cancel()
        with pytest.raises(asyncio.CancelledError):
            await settling
        go_on.set()
        await slow
        await journal.settle(second, FAILED)
        assert statuses(ledger, "r") == ["created", "failed"]


async def test_what_goes_wrong_on_the_thread_comes_out_where_it_was_asked_for(ledger: Ledger) -> None:
    enter(ledger, "r", "bma")
    with LedgerThread(ledger) as journal:
        (first,) = await journal.waiting("r", -1, 10)
        await journal.sending(first)
        await journal.put_back(first, "no connection could be made")
        await journal.sending(first)
        await journal.remember_user("one", "ana@example.com", "1")
        with pytest.raises(RunStopped):
            await journal.sending(first)
    assert ledger.users("one") == {"ana@example.com": "1"}
