"""The ledger on a thread of its own: a disk that is slow to sync must not hold up the event loop, and the pace."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from bulkmeet.ledger.records import Waiting
from bulkmeet.ledger.store import Ledger
from bulkmeet.model import Outcome

P = ParamSpec("P")
T = TypeVar("T")


class LedgerThread:
    """The ledger as the dispatcher's Journal: one thread, so that there is one writer."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="ledger")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown()

    async def waiting(self, run: str, after: int, limit: int) -> list[Waiting]:
        """The next pending meetings of the run beyond the place `after`."""
        return await self._do(self.ledger.waiting, run, after, limit)

    async def sending(self, waiting: Waiting) -> None:
        """The request is about to leave."""
        await self._do(self.ledger.sending, waiting.key)

    async def put_back(self, waiting: Waiting, reason: str) -> None:
        """The request certainly created nothing."""
        await self._do(self.ledger.put_back, waiting.key, reason)

    async def settle(self, waiting: Waiting, outcome: Outcome) -> None:
        """What became of the meeting."""
        await self._do(self.ledger.settle, waiting.key, outcome)

    async def remember_user(self, account: str, email: str, user_id: str) -> None:
        """Keep what a look-up found."""
        await self._do(self.ledger.remember_user, account, email, user_id)

    async def _do(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        call = asyncio.get_running_loop().run_in_executor(self._thread, lambda: work(*args, **kwargs))
        # Whoever asked may be cancelled while this waits behind a slow commit; what came of a meeting is written all
        # the same. Without the shield, a call that has not begun would be dropped.
        return await asyncio.shield(call)
