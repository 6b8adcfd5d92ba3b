"""Ctrl-C, SIGTERM or a closed window, once a run may have sent something: they ask, and cut nothing short."""

import asyncio
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from bulkmeet.errors import Interrupted

NUMBERS = (signal.SIGINT, signal.SIGTERM, *((signal.SIGHUP,) if hasattr(signal, "SIGHUP") else ()))
PATIENCE_SECONDS = 30.0


class Stopping:
    """Counts how often a run was asked to stop; the handlers stay until the process ends, which comes soon after.

    They raise nothing, so that no result is lost to a second Ctrl-C; only when somebody still asks after
    PATIENCE_SECONDS is the rest given up: a disk may hang.
    """

    def __init__(self) -> None:
        self._asked = 0
        self._run = ""
        self._since: float | None = None
        self._act: Callable[[int], None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def asked(self) -> bool:
        """Whether somebody asked to stop."""
        return self._asked > 0

    def listen(self, run: str) -> None:
        """From here on a signal only asks; one that is ignored, as under nohup, stays so."""
        self._run = run
        for number in NUMBERS:
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._hear)

    @contextmanager
    def told(self, act: Callable[[int], None]) -> Iterator[None]:
        """Within the running loop: call `act` with how often it was asked, until the block ends."""
        self._loop = asyncio.get_running_loop()
        self._act = act
        if self._asked:
            self._loop.call_soon(self._tell, self._asked)
        try:
            yield
        finally:
            self._act = None

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        self._asked += 1
        # Where nothing is on its way any more, or is waited for any more, it should not take long.
        if self._since is None and (self._act is None or self._asked > 1):
            self._since = time.monotonic()
        if self._act is not None and self._loop is not None:
            self._loop.call_soon_threadsafe(self._tell, self._asked)
        elif self._since is not None and time.monotonic() - self._since > PATIENCE_SECONDS:
            raise Interrupted(
                "Interrupted; what was created is in the ledger: "
                f"write the results with `bulkmeet results {self._run}`."
            )

    def _tell(self, asked: int) -> None:
        if self._act is not None:
            self._act(asked)
