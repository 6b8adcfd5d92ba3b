"""The pace of requests: aiolimiter spreads them evenly, and windows keep what it cannot know.

aiolimiter counts from when a request is let go. What the API counts is when it arrives, and the first requests
go over cold connections: so the windows count from when each request really left, and a request that was let
go but has not left yet takes a place as if it left now.
"""

import asyncio
from collections import deque

from aiolimiter import AsyncLimiter
from msgspec import Struct

from bulkmeet.settings import Rate

MARGIN_SECONDS = 0.012
"""How much longer than the API's each window is, for requests that travel at different speeds."""

SLOWEST = 8.0
SLOWER = 1.5
RECOVERY = 0.995
HOLD_SECONDS = 1.0


class Place:
    """A request's place in the pace, from when it is let go until it has left."""

    def __init__(self, limiter: "Limiter") -> None:
        self._limiter = limiter
        self._open = True

    def left(self) -> None:
        """The request leaves now."""
        self._close(counts=True)

    def given_up(self) -> None:
        """The request did not leave and will not; after `left` this does nothing."""
        self._close(counts=False)

    def _close(self, *, counts: bool) -> None:
        if self._open:
            self._open = False
            self._limiter.close_place(counts=counts)


class Window(Struct, frozen=True):
    """At most `count` requests in any `seconds`."""

    count: int
    seconds: float


class Limiter:
    """One pace for everything that goes to the API: creates, look-ups and retries alike."""

    def __init__(self, rate: Rate) -> None:
        self._interval = rate.seconds / rate.count
        self._spacing = AsyncLimiter(1, self._interval)
        a_second = -(-rate.count // rate.seconds)
        a_minute = max(1, rate.count * 60 // rate.seconds)
        self._windows = (Window(a_second, 1 + MARGIN_SECONDS), Window(a_minute, 60 + MARGIN_SECONDS))
        self._departures: deque[float] = deque(maxlen=a_minute)
        self._open_places = 0
        self._held_until = 0.0
        self._slowness = 1.0
        self._closed = False
        self._turn = asyncio.Lock()
        self._waiting: asyncio.Timeout | None = None
        self._changed = asyncio.Event()

    async def acquire(self) -> Place | None:
        """Wait until a request may be let go, in the order of asking; None once the limiter is closed."""
        async with self._turn:
            if not self._closed:
                await self._until_let_go()
            if self._closed:
                return None
            self._open_places += 1
            return Place(self)

    def close(self) -> None:
        """Let nothing more go; whoever waits is told at once."""
        if self._waiting is not None and not self._closed:
            self._waiting.reschedule(_now())
        self._closed = True

    def hold(self, seconds: float | None) -> None:
        """The API asked to wait: nothing more is let go for so long, and then at a slower pace."""
        now = _now()
        if self._held_until <= now:
            self._slowness = min(self._slowness * SLOWER, SLOWEST)
        self._held_until = max(self._held_until, now + (HOLD_SECONDS * self._slowness if seconds is None else seconds))

    def answered(self) -> None:
        """The API took a request: the pace recovers a little."""
        self._slowness = max(1.0, self._slowness * RECOVERY)

    def close_place(self, *, counts: bool) -> None:
        """Called by a Place, once."""
        self._open_places -= 1
        if counts:
            self._departures.append(_now())
        self._changed.set()

    async def _until_let_go(self) -> None:
        """Wait for the pace, then for holds and windows: last what must be true when the request is let go."""
        try:
            async with asyncio.timeout(None) as self._waiting:
                if self._slowness > 1:
                    await asyncio.sleep(self._interval * self._slowness)
                await self._spacing.acquire()
                while (delay := self._delay()) > 0:
                    await self._sleep(delay)
        except TimeoutError:
            return
        finally:
            self._waiting = None

    def _delay(self) -> float:
        """Seconds until a request may be let go, as far as is known now."""
        now = _now()
        return max(self._held_until - now, *(self._wait_for(window, now) for window in self._windows))

    def _wait_for(self, window: Window, now: float) -> float:
        """Seconds until fewer than `count` requests have left within the window, those about to leave included."""
        places = window.count - self._open_places
        if places <= 0:
            return window.seconds
        if len(self._departures) < places:
            return 0.0
        return self._departures[-places] + window.seconds - now

    async def _sleep(self, seconds: float) -> None:
        """Sleep, or until a place was closed, which may make the wait shorter."""
        self._changed.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            return


def _now() -> float:
    return asyncio.get_running_loop().time()
