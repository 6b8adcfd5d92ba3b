"""Steps that wait for the disk at the same time share one transaction, and none of them suffers from another."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from bulkmeet.errors import RunStopped
from bulkmeet.ledger.records import SENDING, Candidate, RunFacts, Waiting
from bulkmeet.ledger.store import Ledger
from bulkmeet.ledger.thread import LedgerThread
from bulkmeet.model import Outcome, Request, Response, Result, Status
from bulkmeet.sender import BeforeFirstByte
from tests.command_line import fill_up
from tests.sending import dispatch_by, enter, statuses

NOON = "2030-01-01T12:00:00Z"
CREATED = Outcome(Status.CREATED, "Created.", "6236730000000001")
LONG = Outcome(Status.CREATED, "It was created, and this is a long story. " * 50, "6236730000000001")
HUGE = Outcome(Status.CREATED, "x" * 100_000, "6236730000000001")
KEYS = [f"bm{number}" for number in range(64)]


class Disk:
    """What a connection says to it, and a commit that takes until somebody lets it go on."""

    def __init__(self, ledger: Ledger) -> None:
        self.commits = 0
        self.committing, self.go_on = threading.Event(), threading.Event()
        ledger._connection.set_trace_callback(self._hear)

    def _hear(self, statement: str) -> None:
        if statement == "COMMIT":
            self.commits += 1
            self.committing.set()
            assert self.go_on.wait(5)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite3"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger(path) as ledger:
        fill(ledger)
        yield ledger


def fill(ledger: Ledger, keys: Sequence[str] = KEYS) -> None:
    """A run whose meetings have these identities."""
    ledger.begin(RunFacts("r", NOON, "/home/ana/a.xlsx", "Sheet1", 1, "https://dialpad.com", "out.xlsx", "0" * 64))
    results = [Result((row,), Status.PENDING, key, "", key) for row, key in enumerate(keys, 2)]
    ledger.enter("r", results, [Candidate(key, key, b"{}") for key in keys])


def status_of(ledger: Ledger, key: str) -> str:
    ((status,),) = ledger.rows("SELECT status FROM meetings WHERE key = ?", key)
    return str(status)


async def test_what_comes_while_a_commit_is_under_way_is_done_together_in_the_next(ledger: Ledger) -> None:
    disk = Disk(ledger)
    with LedgerThread(ledger) as journal:
        first, *others = [Waiting(place, key, key, b"") for place, key in enumerate(KEYS)]
        steps = [asyncio.create_task(journal.sending(first))]
        assert await asyncio.to_thread(disk.committing.wait, 5)
        steps += [asyncio.create_task(journal.sending(other)) for other in others]
        await asyncio.sleep(0)
        disk.go_on.set()
        await asyncio.gather(*steps)
        assert disk.commits == 2
        await asyncio.gather(*(journal.settle(other, CREATED) for other in others), journal.put_back(first, "again"))
        assert disk.commits < 2 + len(KEYS) / 2
    assert {status_of(ledger, key) for key in KEYS[1:]} == {Status.CREATED}
    assert status_of(ledger, KEYS[0]) == Status.PENDING


async def test_nobody_goes_on_before_the_commit_that_has_their_step(ledger: Ledger, path: Path) -> None:
    disk = Disk(ledger)
    with LedgerThread(ledger) as journal, Ledger(path) as other:
        steps = [asyncio.create_task(journal.sending(Waiting(0, key, key, b""))) for key in KEYS[:20]]
        assert await asyncio.to_thread(disk.committing.wait, 5)
        await asyncio.sleep(0.02)
        assert not any(step.done() for step in steps)
        assert {status_of(other, key) for key in KEYS} == {Status.PENDING}
        disk.go_on.set()
        await asyncio.gather(*steps)
        assert {status_of(other, key) for key in KEYS[:20]} == {SENDING}


class Witness:
    """A sender that looks into the ledger, by a connection of its own, at what is durable when a request leaves."""

    def __init__(self, path: Path) -> None:
        self.seen: list[str] = []
        self._ledger = Ledger(path)

    async def send(self, request: Request, before_first_byte: BeforeFirstByte) -> Response:
        await before_first_byte()
        assert request.body is not None
        ((status,),) = self._ledger.rows("SELECT status FROM meetings WHERE body = ?", request.body)
        self.seen.append(status)
        return Response(sent=True, status=200, body=b'{"id": "6236730000000001"}', content_type="application/json")

    def close(self) -> None:
        self._ledger.__exit__(None, None, None)


async def test_of_hundreds_that_leave_at_once_none_leaves_before_it_is_written_down(path: Path) -> None:
    titles = [f"Meeting {number:03}" for number in range(300)]
    with Ledger(path) as ledger:
        enter(ledger, titles)
        commits = 0

        def hear(statement: str) -> None:
            nonlocal commits
            commits += statement == "COMMIT"

        ledger._connection.set_trace_callback(hear)
        witness = Witness(path)
        assert await dispatch_by(witness, ledger) is None
        witness.close()
        assert witness.seen == [SENDING] * len(titles)
        assert set(statuses(ledger).values()) == {Status.CREATED}
        assert commits < len(titles) / 2


@pytest.mark.parametrize("place", [0, 5, 9])
async def test_a_step_that_fails_takes_none_of_its_neighbours_with_it(ledger: Ledger, place: int) -> None:
    gone = KEYS[40]
    ledger.sending(gone)
    keys = KEYS[:9]
    with LedgerThread(ledger) as journal:
        steps = [journal.sending(Waiting(0, key, key, b"")) for key in [*keys[:place], gone, *keys[place:]]]
        ended = await asyncio.gather(*steps, return_exceptions=True)
    assert [index for index, error in enumerate(ended) if error is not None] == [place]
    assert isinstance(ended[place], RunStopped)
    assert {status_of(ledger, key) for key in keys} == {SENDING}
    assert len(ledger.rows("SELECT 1 FROM attempts WHERE key = ?", gone)) == 1


def test_what_a_person_would_call_a_bug_is_raised_where_it_was_made(ledger: Ledger) -> None:
    errors = ledger.together([partial(ledger.sending, KEYS[0]), lambda: 1 // 0, partial(ledger.sending, KEYS[1])])
    assert [type(error) for error in errors] == [type(None), ZeroDivisionError, type(None)]
    assert [status_of(ledger, key) for key in KEYS[:3]] == [SENDING, SENDING, Status.PENDING]


def test_one_that_is_alone_is_not_tried_twice(ledger: Ledger) -> None:
    tried: list[str] = []

    def busy() -> None:
        tried.append("once")
        raise RunStopped("The ledger is busy with another program.")

    (error,) = ledger.together([busy])
    assert isinstance(error, RunStopped)
    assert tried == ["once"]


def test_on_a_full_disk_every_answer_that_fits_is_kept_and_nothing_more_is_let_out(ledger: Ledger) -> None:
    for key in KEYS[:3]:
        ledger.sending(key)
    (pages,) = ledger._connection.execute("PRAGMA page_count").fetchone()
    ledger._connection.execute(f"PRAGMA max_page_count={pages}")  # as if the disk were full
    settling = [partial(ledger.settle, key, HUGE if key == KEYS[1] else CREATED) for key in KEYS[:3]]
    errors = ledger.together([*settling[:2], partial(ledger.sending, KEYS[3]), settling[2]])
    assert [isinstance(error, RunStopped) for error in errors] == [False, True, True, False]
    said = [status_of(ledger, key) for key in KEYS[:4]]
    assert said == [Status.CREATED, SENDING, Status.CREATED, Status.PENDING]


def test_64_answers_that_come_at_once_when_the_disk_is_full_are_written_down(small_disk: Path) -> None:
    with Ledger(small_disk / "ledger.sqlite3") as ledger:
        fill(ledger, [*KEYS, "bmlast"])
        ledger.together([partial(ledger.sending, key) for key in KEYS])
        fill_up(small_disk)
        settling = [partial(ledger.settle, key, LONG) for key in KEYS]
        *settled, refused = ledger.together([*settling, partial(ledger.sending, "bmlast")])
        assert settled == [None] * len(KEYS)
        assert isinstance(refused, RunStopped)
        assert {status_of(ledger, key) for key in KEYS} == {Status.CREATED}
        assert status_of(ledger, "bmlast") == Status.PENDING


async def test_what_was_handed_over_is_written_even_if_everybody_is_cancelled_and_it_is_closed(ledger: Ledger) -> None:
    ledger.together([partial(ledger.sending, key) for key in KEYS])
    disk = Disk(ledger)
    with LedgerThread(ledger) as journal:
        steps = [asyncio.create_task(journal.settle(Waiting(0, key, key, b""), CREATED)) for key in KEYS]
        assert await asyncio.to_thread(disk.committing.wait, 5)
        for step in steps:
            step.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*steps)
        disk.go_on.set()
    assert {status_of(ledger, key) for key in KEYS} == {Status.CREATED}


async def test_a_request_that_is_left_before_its_step_was_begun_certainly_never_left(ledger: Ledger) -> None:
    disk = Disk(ledger)
    with LedgerThread(ledger) as journal:
        first = asyncio.create_task(journal.sending(Waiting(0, KEYS[0], KEYS[0], b"")))
        assert await asyncio.to_thread(disk.committing.wait, 5)
        second = asyncio.create_task(journal.sending(Waiting(1, KEYS[1], KEYS[1], b"")))
        await asyncio.sleep(0)
        second.cancel()
        with suppress(asyncio.CancelledError):
            await second
        disk.go_on.set()
        await first
    assert [status_of(ledger, key) for key in KEYS[:2]] == [SENDING, Status.PENDING]
