"""An event loop whose clock jumps to the next timer, so that hours of waiting pass in milliseconds."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

LEAST_STEP = 1e-6
"""Every look for events takes some time, as in life: a timer that rounding has set for now would spin for ever."""


class VirtualClock(selectors.DefaultSelector):
    """Where the loop would sleep, time jumps."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Time jumps by the whole timeout; what comes from outside, from a socket or a thread, is never seen."""
        if timeout is None:
            raise AssertionError("everybody waits for somebody else, and nothing will ever happen")
        self.now += max(timeout, LEAST_STEP)
        return []


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """For code that waits with timers only."""

    def __init__(self) -> None:
        self._clock = VirtualClock()
        super().__init__(self._clock)

    def time(self) -> float:
        """Seconds since the loop was made, every wait counted in full."""
        return self._clock.now

    def stall(self, seconds: float) -> None:
        """Something blocks the loop for so long: time goes by, and nobody else runs."""
        self._clock.now += seconds


def in_virtual_time(main: Coroutine[Any, Any, T]) -> T:
    """Run it to its end on a loop of its own, as asyncio.run does."""
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        return runner.run(main)


def stall(seconds: float) -> None:
    """Block the running loop, which must be a virtual one."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualTimeLoop)
    loop.stall(seconds)
