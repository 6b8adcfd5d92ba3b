"""What the ledger tells of one meeting, and the names of its runs for a shell to complete."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bulkmeet.ledger.history import histories, run_names
from bulkmeet.ledger.records import Candidate, RunFacts
from bulkmeet.ledger.store import LEFT_OPEN, Ledger
from bulkmeet.model import Outcome, Result, Status

BODY = b'{"title":"Algebra","user_id":5835806903417907}'
REFUSED = Outcome(Status.FAILED, "Dialpad refused it (422): title is too long")
CREATED = Outcome(Status.CREATED, "Created.", "6236730000000001", "https://example.com/m/1")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger whose clock goes on by a second each time it is read."""
    seconds = iter(range(60))
    with Ledger(tmp_path / "ledger.sqlite3", lambda: f"2030-01-01T12:00:{next(seconds):02}Z") as opened:
        yield opened


def facts(run: str, started: str) -> RunFacts:
    return RunFacts(run, started, "/home/ana/term.xlsx", "Sheet1", 1, "https://dialpad.com", "out.xlsx", "0" * 64)


def run_with(ledger: Ledger, run: str, *outcomes: Outcome | None, row: int = 2) -> None:
    """A run that sends one meeting, once for each of these; None is an answer that never came."""
    hour = len(ledger.runs()) + 1
    ledger.begin(facts(run, f"2030-01-01T{hour:02}:00:00Z"))
    ledger.enter(
        run, [Result((row, row + 1), Status.PENDING, "Algebra", "", "bma")], [Candidate("bma", "Algebra", BODY)]
    )
    for outcome in outcomes:
        ledger.sending("bma")
        if outcome is not None:
            ledger.settle("bma", outcome)


def test_a_meeting_is_told_with_its_runs_its_request_and_each_attempt(ledger: Ledger) -> None:
    run_with(ledger, "first", REFUSED)
    ledger.finish("first", "0" * 64)
    run_with(ledger, "second", CREATED, row=7)
    (found,) = histories(ledger, ["bma"])
    assert (found.key, found.run) == ("bma", "second")
    assert (found.known.status, found.known.meeting_id, found.known.body) == (Status.CREATED, CREATED.meeting_id, BODY)
    assert [(each.run, each.answer) for each in found.attempts] == [
        ("first", REFUSED.message),
        ("second", CREATED.message),
    ]
    assert all(each.sent < each.ended for each in found.attempts)
    assert [(each.facts.run, each.rows, bool(each.finished)) for each in found.appearances] == [
        ("first", (2, 3), True),
        ("second", (7, 8), False),
    ]


def test_what_a_killed_run_left_in_sending_is_unknown_and_without_an_answer(ledger: Ledger) -> None:
    run_with(ledger, "first", None)
    (found,) = histories(ledger, ["bma"])
    assert (found.known.status, found.known.message) == (Status.UNKNOWN, LEFT_OPEN)
    assert [(each.ended, each.answer) for each in found.attempts] == [("", "")]


def test_keys_come_in_their_order_once_each_and_strange_ones_not_at_all(ledger: Ledger) -> None:
    ledger.begin(facts("first", "2030-01-01T01:00:00Z"))
    keys = ("bma", "bmb")
    results = [Result((row,), Status.PENDING, key, "", key) for row, key in enumerate(keys, 2)]
    ledger.enter("first", results, [Candidate(key, key, BODY) for key in keys])
    assert [found.key for found in histories(ledger, ["bmb", "", "bmz", "bma", "bmb"])] == ["bmb", "bma"]
    assert [found.attempts for found in histories(ledger, keys)] == [(), ()]


def test_the_names_of_the_newest_runs_come_first_and_the_file_is_only_read(ledger: Ledger) -> None:
    for name in ("first", "second"):
        ledger.begin(facts(name, f"2030-01-01T0{len(name)}:00:00Z"))
    before = ledger.path.read_bytes()
    assert run_names(ledger.path) == ["second", "first"]
    assert ledger.path.read_bytes() == before


@pytest.mark.parametrize("content", [None, b"", b"no database " * 99])
def test_where_there_is_no_ledger_there_are_no_names_and_none_is_made(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "none #1?.sqlite3"
    if content is not None:
        path.write_bytes(content)
    assert run_names(path) == []
    assert path.exists() == (content is not None)
    assert run_names(tmp_path) == []


def test_a_database_of_another_program_has_no_runs(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE songs (name TEXT)")
    connection.close()
    assert run_names(path) == []
