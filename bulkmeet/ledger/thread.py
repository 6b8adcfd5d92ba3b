"""The ledger on a thread of its own: a disk that is slow to sync must not hold up the event loop, and the pace."""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import NamedTuple, Self

from bulkmeet.ledger.records import Waiting
from bulkmeet.ledger.store import Ledger
from bulkmeet.model import Outcome


class Step(NamedTuple):
    """What is to be written, and who waits until that is durable."""

    write: Callable[[], object]
    written: asyncio.Future[None]


class LedgerThread:
    """The ledger as the dispatcher's Journal: one thread, so that there is one writer."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="ledger")
        self._steps: deque[Step] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown()

    async def waiting(self, run: str, after: int, limit: int) -> list[Waiting]:
        """The next pending meetings of the run beyond the place `after`."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self.ledger.waiting, run, after, limit)

    async def sending(self, waiting: Waiting) -> None:
        """The request is about to leave. Whoever is cancelled before that is being written leaves it unwritten."""
        await self._write(partial(self.ledger.sending, waiting.key), may_be_left=True)

    async def put_back(self, waiting: Waiting, reason: str) -> None:
        """The request certainly created nothing."""
        await self._write(partial(self.ledger.put_back, waiting.key, reason))

    async def settle(self, waiting: Waiting, outcome: Outcome) -> None:
        """What became of the meeting."""
        await self._write(partial(self.ledger.settle, waiting.key, outcome))

    async def remember_user(self, account: str, email: str, user_id: str) -> None:
        """Keep what a look-up found."""
        await self._write(partial(self.ledger.remember_user, account, email, user_id))

    async def _write(self, write: Callable[[], object], *, may_be_left: bool = False) -> None:
        """Write with the next commit, and return once that is durable."""
        loop = asyncio.get_running_loop()
        step = Step(write, loop.create_future())
        self._steps.append(step)
        self._thread.submit(self._commit, loop)
        # Whoever asked may be cancelled while this waits behind a slow commit; what came of a meeting is written all
        # the same, and nobody else's wait ends for it.
        try:
            await asyncio.shield(step.written)
        except asyncio.CancelledError:
            if may_be_left:
                with suppress(ValueError, IndexError):  # it has been taken, or is being taken just now
                    self._steps.remove(step)
            raise

    def _commit(self, loop: asyncio.AbstractEventLoop) -> None:
        """On the thread: write all that came while it was busy; for later calls there may be nothing left."""
        steps: list[Step] = []
        with suppress(IndexError):
            while True:
                steps.append(self._steps.popleft())
        if steps:
            errors = self.ledger.together([step.write for step in steps])
            loop.call_soon_threadsafe(_tell, steps, errors)


def _tell(steps: list[Step], errors: list[Exception | None]) -> None:
    for step, error in zip(steps, errors, strict=True):
        if error is None:
            step.written.set_result(None)
        else:
            step.written.set_exception(error)
