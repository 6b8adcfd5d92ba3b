"""How the tests of the sending half send: meetings into a ledger, and a dispatcher over real sockets.

Run as a program (`python -m tests.sending URL LEDGER`) it sends what is pending, so that a test can kill it.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from random import Random
from unittest.mock import patch

from bulkmeet import limiter
from bulkmeet.dispatcher import Dispatcher
from bulkmeet.ledger.records import Candidate, RunFacts, identity
from bulkmeet.ledger.store import Ledger
from bulkmeet.ledger.thread import LedgerThread
from bulkmeet.limiter import Limiter
from bulkmeet.model import Halt, Host, Meeting, Outcome, Result, Status
from bulkmeet.sender import Sender
from bulkmeet.settings import Key, Rate
from bulkmeet.simulator import Simulator
from bulkmeet.transport import Transport
from bulkmeet.wire import create_request

RUN = "2030-01-01-120000"
ACCOUNT = "https://dialpad.com"
USER_ID = "5835806903417907"
FAST = Rate(1000, 1)
TITLES = ("Algebra", "Biology", "Chemistry", "Drama", "English", "French", "Geography", "History")


class Hurried(Random):
    """Backs off for next to no time."""

    def uniform(self, a: float, b: float) -> float:  # noqa: ARG002 - random's own signature
        return a


def meeting(title: str) -> Meeting:
    """A valid meeting with that title."""
    start = 1_893_456_000
    host = Host(user_id=USER_ID)
    return Meeting((2,), title, start, start + 3600, host, "UNIQUE_MEETING", "UTC")


def candidate(title: str) -> Candidate:
    body = create_request(meeting(title), USER_ID).body
    assert body is not None
    return Candidate(identity(ACCOUNT, meeting(title), USER_ID), title, body)


def enter(ledger: Ledger, titles: Iterable[str] = TITLES, run: str = RUN) -> None:
    """A run of a sheet that has these meetings."""
    candidates = [candidate(title) for title in titles]
    ledger.begin(RunFacts(run, "2030-01-01T12:00:00Z", "meetings.xlsx", "Sheet1", 1, ACCOUNT, "out.xlsx", ""))
    results = [Result((row,), Status.PENDING, each.title, "", each.key) for row, each in enumerate(candidates, 2)]
    ledger.enter(run, results, candidates)


def results(ledger: Ledger, run: str = RUN) -> dict[str, Result]:
    """What became of each meeting, by title."""
    return {result.title: result for result in ledger.results(run)}


def statuses(ledger: Ledger, run: str = RUN) -> dict[str, Status]:
    return {title: result.status for title, result in results(ledger, run).items()}


async def dispatch(
    url: str,
    ledger: Ledger,
    *,
    run: str = RUN,
    rate: Rate = FAST,
    timeout: float = 30.0,  # noqa: ASYNC109 - the transport's own
    journal: LedgerThread | None = None,
    on_start: Callable[[Dispatcher], None] = lambda _: None,
    observe: Callable[[Outcome], None] = lambda _: None,
) -> Halt | None:
    """Send what is pending in a run; `on_start` is handed the dispatcher before it begins."""
    with journal or LedgerThread(ledger) as open_journal:
        async with Transport(url, Key("simulator"), timeout=timeout, connections=64) as transport:
            dispatcher = Dispatcher(
                sender=transport,
                limiter=Limiter(rate),
                journal=open_journal,
                now=time.time,
                observe=observe,
                random=Hurried(),
            )
            on_start(dispatcher)
            with at_once():
                return await dispatcher.run(run)


def at_once() -> AbstractContextManager[object]:
    """Within it a first request goes without the wait for a run that has just ended: see test_limiter."""
    return patch.object(limiter, "START_SECONDS", 0.0)


async def dispatch_by(sender: Sender, ledger: Ledger) -> Halt | None:
    """Send what is pending as fast as can be, by a sender of the test's own."""
    with LedgerThread(ledger) as journal:
        dispatcher = Dispatcher(
            sender=sender,
            limiter=Limiter(Rate(100_000, 1)),
            journal=journal,
            now=time.time,
            observe=lambda _: None,
            random=Hurried(),
        )
        return await dispatcher.run(RUN)


def posted(simulator: Simulator) -> Counter[str]:
    """How often each meeting's create arrived whole, by title."""
    bodies = [recorded.body for recorded in simulator.recorded if recorded.method == "POST" and recorded.body]
    return Counter(json.loads(body)["title"] for body in bodies)


def created(simulator: Simulator) -> dict[str, str]:
    """The ids of the meetings that exist, by title; each exists once."""
    ids = {str(meeting["title"]): meeting_id for meeting_id, meeting in simulator.created.items()}
    assert len(ids) == len(simulator.created), "a meeting exists twice"
    return ids


if __name__ == "__main__":
    with Ledger(Path(sys.argv[2])) as its_ledger:
        asyncio.run(dispatch(sys.argv[1], its_ledger, rate=Rate(200, 1)))
