"""Pending meetings to outcomes: wait for the pace, write down that it leaves, send it, write down what came.

The dispatcher is handed its sender, limiter, journal and clock, and opens nothing itself. What waits, waits in
the ledger: only as many meetings are in memory as are on their way, and one page of the next.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from random import Random

from bulkmeet.errors import RunStopped
from bulkmeet.ledger.records import Journal, Waiting
from bulkmeet.limiter import Limiter, Place
from bulkmeet.model import Halt, Outcome, Retry, Status, Verdict
from bulkmeet.sender import Sender
from bulkmeet.wire import judge_create, stored_request

AT_ONCE = 128
"""Requests: enough for the pace where the API takes six seconds to answer, and for many to share a commit."""
PAGE = 200
ATTEMPTS = 5
FIRST_BACKOFF = 0.5
LONGEST_BACKOFF = 30.0
SAME_IN_A_ROW = 20
HOLDS_IN_A_ROW = 200


class Dispatcher:
    """Sends the pending meetings of a run, each at most once.

    `now` gives UTC seconds since the epoch; `observe` is told each outcome once it is durable.
    """

    def __init__(
        self,
        *,
        sender: Sender,
        limiter: Limiter,
        journal: Journal,
        now: Callable[[], float],
        observe: Callable[[Outcome], None],
        random: Random,
    ) -> None:
        self._sender = sender
        self._limiter = limiter
        self._journal = journal
        self._now = now
        self._observe = observe
        self._random = random
        self._free = asyncio.Semaphore(AT_ONCE)
        self._under_way: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._halt: Halt | None = None
        self._error: BaseException | None = None
        self._last: deque[str] = deque(maxlen=SAME_IN_A_ROW)
        self._holds = 0
        self.unrecorded: dict[str, Outcome] = {}
        """Outcomes by key that the ledger had no room for: the results sheet is the only place left for them."""

    def stop(self) -> None:
        """Start nothing more; what is under way finishes."""
        self._stopping.set()
        self._limiter.close()

    async def run(self, run: str) -> Halt | None:
        """Send what is pending in the run; returns why it stopped early, or None.

        Raises:
            RunStopped: when the ledger cannot be written.
        """
        try:
            await self._start_all(run)
            while self._under_way:
                await asyncio.wait(self._under_way)
        except asyncio.CancelledError:
            await self._abandon()
            raise
        if self._error is not None:
            raise self._error
        return self._halt

    async def _start_all(self, run: str) -> None:
        try:
            async for waiting in self._pending(run):
                place = await self._limiter.acquire()
                if place is None:
                    return
                task = asyncio.create_task(self._create(waiting, place))
                self._under_way.add(task)
                task.add_done_callback(self._finished)
        except RunStopped as stop:  # what is under way finishes all the same
            self._error = self._error or stop
            self.stop()

    async def _pending(self, run: str) -> AsyncIterator[Waiting]:
        """The run's pending meetings in order, each once there is room to send it."""
        after = -1
        while page := await self._journal.waiting(run, after, PAGE):
            for waiting in page:
                await self._free.acquire()
                if self._stopping.is_set():
                    return
                yield waiting
            after = page[-1].place

    async def _create(self, waiting: Waiting, place: Place | None) -> None:
        """One meeting, until it is settled or back in the ledger as pending."""
        failures = 0
        while place is not None:
            verdict = await self._attempt(waiting, place)
            if isinstance(verdict, Retry) and not verdict.hold:
                failures += 1
                if failures == ATTEMPTS:
                    verdict = _never_got_out(verdict)
            if isinstance(verdict, Outcome):
                await self._settle(waiting, verdict)
                return
            await self._journal.put_back(waiting, verdict.reason)
            match verdict:
                case Halt():
                    self._stop_because(verdict)
                    return
                case Retry(hold=True):
                    self._hold(verdict, place)
                case Retry():
                    await self._pause(failures)
            place = await self._limiter.acquire()

    async def _attempt(self, waiting: Waiting, place: Place) -> Verdict:
        async def leaving() -> None:
            await place.leave(lambda: self._journal.sending(waiting))

        try:
            response = await self._sender.send(stored_request(waiting.body), leaving)
        finally:
            place.given_up()
        return judge_create(response, self._now())

    async def _settle(self, waiting: Waiting, outcome: Outcome) -> None:
        try:
            await self._journal.settle(waiting, outcome)
        except RunStopped:
            self.unrecorded[waiting.key] = outcome
            raise
        self._observe(outcome)
        if outcome.status is Status.CREATED:
            self._limiter.answered()
            self._holds = 0
        self._last.append("" if outcome.status is Status.CREATED else outcome.message)
        if len(self._last) == SAME_IN_A_ROW and len(set(self._last)) == 1 and self._last[0]:
            self._stop_because(Halt(f"The last {SAME_IN_A_ROW} meetings all ended the same way: {outcome.message}"))

    def _hold(self, retry: Retry, place: Place) -> None:
        """The whole run waits; a server that only ever asks to wait ends it."""
        place.refused(retry.after)
        self._holds += 1
        if self._holds == HOLDS_IN_A_ROW:
            self._stop_because(Halt(f"Nothing gets through: {retry.reason} {HOLDS_IN_A_ROW} times in a row."))

    async def _pause(self, failures: int) -> None:
        """Exponential backoff with full jitter, cut short when the run stops."""
        longest = min(LONGEST_BACKOFF, FIRST_BACKOFF * 2**failures)
        try:
            async with asyncio.timeout(self._random.uniform(0, longest)):
                await self._stopping.wait()
        except TimeoutError:
            return

    def _stop_because(self, halt: Halt) -> None:
        if self._halt is None:
            self._halt = halt
        self.stop()

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._free.release()
        if not task.cancelled() and (error := task.exception()) is not None:
            self._error = self._error or error
            self.stop()

    async def _abandon(self) -> None:
        """Leave at once: what is on its way stays written down as sending."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)


def _never_got_out(retry: Retry) -> Outcome:
    return Outcome(
        Status.FAILED, f"It was never sent, because {retry.reason}; check the connection and run it again with rerun."
    )
