"""What is forgotten is not in the ledger's file any more; what keeps meetings from being created twice is."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from bulkmeet.ledger import schema
from bulkmeet.ledger.forgetting import FORGOTTEN, Open, forget, forgettable
from bulkmeet.ledger.records import Candidate, RunFacts
from bulkmeet.ledger.store import Ledger
from bulkmeet.model import Outcome, Result, Status

OLD, DAY, NEW = "2026-08-31T23:59:59Z", "2026-09-01T00:00:00Z", "2026-09-01T00:00:01Z"
CREATED = Outcome(Status.CREATED, "canary answer", "6236730000000001", "https://example.com/canary")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite3"


def enter(ledger: Ledger, run: str, started: str, **outcomes: Outcome | None) -> None:
    """A run with meetings of these keys and ends; None leaves one on its way."""
    facts = RunFacts(run, started, "/canary.xlsx", "canary", 1, "https://dialpad.com", "canary.csv", "0" * 64)
    ledger.begin(replace(facts, options='{"host":"canary"}'))
    results = [Result((row,), Status.PENDING, "canary title", "", key) for row, key in enumerate(outcomes, 2)]
    ledger.enter(run, results, [Candidate(key, "canary title", b'{"title":"canary"}') for key in outcomes])
    for key, outcome in outcomes.items():
        if outcome is None or outcome.status is not Status.PENDING:
            ledger.sending(key)
            if outcome is not None:
                ledger.settle(key, outcome)
    ledger.finish(run, "f" * 64)


@pytest.mark.parametrize("secure", ["ON", "OFF"])
@pytest.mark.parametrize("safe", [(3, 0, 0), (99, 0, 0)], ids=["WAL", "DELETE"])
def test_not_a_byte_is_left_even_where_sqlite_does_not_overwrite_what_it_deletes(
    path: Path, monkeypatch: pytest.MonkeyPatch, secure: str, safe: tuple[int, ...]
) -> None:
    monkeypatch.setattr(schema, "SAFE_WAL", safe)
    failed = Outcome(Status.FAILED, "canary refusal")
    with Ledger(path, lambda: OLD) as ledger:
        ledger._connection.execute(f"PRAGMA secure_delete={secure}")
        enter(ledger, "old", OLD, bma=CREATED, bmb=failed)
        ledger.remember_user("canary", "canary@example.com", "1")
        before = ledger.known(["bma", "bmb"])
        assert any(b"canary" in file.read_bytes() for file in path.parent.iterdir())
        forget(ledger, ["old"], DAY)
        assert [file for file in path.parent.iterdir() if b"canary" in file.read_bytes()] == []
        after = ledger.known(["bma", "bmb"])
        assert {key: (known.status, known.meeting_id) for key, known in after.items()} == {
            key: (known.status, known.meeting_id) for key, known in before.items()
        }
        assert after["bma"].message == FORGOTTEN
        assert ledger.accounts(["bma"]) == {"https://dialpad.com"}
        ledger.verify()


def test_what_was_created_is_not_claimed_again_and_what_failed_is(path: Path) -> None:
    with Ledger(path, lambda: OLD) as ledger:
        enter(ledger, "old", OLD, bma=CREATED, bmb=Outcome(Status.FAILED, "no"))
        forget(ledger, ["old"], DAY)
        ledger.begin(RunFacts("new", NEW, "a", "b", 1, "c", "d", "e"))
        candidates = [Candidate(key, "Algebra", b"{}") for key in ("bma", "bmb")]
        ledger.enter("new", [Result((2,), Status.PENDING, "Algebra", "", key.key) for key in candidates], candidates)
        assert [(each.key, each.body) for each in ledger.waiting("new", -1, 9)] == [("bmb", b"{}")]


@pytest.mark.parametrize(
    ("outcome", "pending", "kept"),
    [
        (Outcome(Status.UNKNOWN, "?"), False, [Open("old", 1, 0)]),
        (Outcome(Status.UNKNOWN, "?"), True, [Open("old", 1, 0)]),
        (None, True, [Open("old", 1, 0)]),
        (Outcome(Status.PENDING, "later"), False, [Open("old", 0, 1)]),
        (Outcome(Status.PENDING, "later"), True, []),
    ],
    ids=["unknown", "unknown, with pending", "on its way", "pending", "pending, with pending"],
)
def test_what_is_open_is_kept_back(path: Path, outcome: Outcome | None, pending: bool, kept: list[Open]) -> None:
    with Ledger(path, lambda: OLD) as ledger:
        enter(ledger, "old", OLD, bma=CREATED, bmb=outcome)
        found = forgettable(ledger, DAY, pending=pending)
        assert list(found.kept) == kept
        assert [facts.run for facts in found.runs] == ([] if kept else ["old"])
        # Whatever it is told, the title by which a person finds an unknown meeting is not forgotten.
        forget(ledger, ["old"], DAY)
        if outcome is None or outcome.status is Status.UNKNOWN:
            assert ledger.known(["bmb"])["bmb"].body == b'{"title":"canary"}'


def test_only_what_is_older_than_the_day_is_found_and_each_run_once(path: Path) -> None:
    with Ledger(path, lambda: OLD) as ledger:
        enter(ledger, "old", OLD, bma=CREATED)
        enter(ledger, "new", DAY, bmb=CREATED)
        ledger.remember_user("one", "ana@example.com", "1")
        found = forgettable(ledger, DAY, pending=False)
        assert ([facts.run for facts in found.runs], found.meetings, found.users) == (["old"], 1, 1)
        assert forgettable(ledger, OLD, pending=False).runs == ()
        forget(ledger, ["old"], DAY)
        assert forgettable(ledger, DAY, pending=False).runs == ()
        assert ledger.facts("old").forgotten == OLD
        assert ledger.facts("new").forgotten == ""
        assert [result.title for result in ledger.results("new")] == ["canary title"]
        assert ledger.users("one") == {}
