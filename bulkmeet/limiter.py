"""The pace of requests: aiolimiter spreads them evenly, and the rest keeps what it cannot know.

aiolimiter counts from when a request is let go. What the API counts is when it arrives, and the first requests
go over cold connections: so windows count from when each request really left, and a request that was let go but
has not left yet takes a place as if it left now. Once the API refuses, requests leave one by one, each a gap
after the one before: the gap falls back quickly to what was refused last, and only slowly below it.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext

from aiolimiter import AsyncLimiter
from msgspec import Struct

from bulkmeet.settings import Rate

SPREAD = 1.012
"""How much longer than the API's the intervals are, for requests that travel at different speeds."""
MARGIN_SECONDS = 0.008
"""How much longer than the API's each window is; less than SPREAD adds, or one late request would delay all others."""
LATELY = 20
"""Requests: so many are left in the API's own second."""
CATCH_UP_SECONDS = 0.2
"""What a stalled loop costs is made up for, up to so long a stall."""
START_SECONDS = 0.25
"""A run begins so late, in case the one before it has just caught up: together they keep to the windows."""

HOLD_SECONDS = 1.0
"""How long a hold is when the API does not say; longer while the gap is longer."""
SLOWEST = 8.0
"""Intervals: the longest gap."""
SOON = 20
"""A refusal after fewer answers than these means that the pace is too fast by far; a later one, by a little."""
FAR, LITTLE, LITTLE_AT_MOST = 1.5, 1.05, 1.2
"""How many times longer a gap becomes; the last: how many intervals it reaches little by little."""
TOWARDS_EDGE = 1 / 20
BEYOND_EDGE = 2e-6
"""What part of the way an answer takes the gap to the edge, and, times the answers so far, the edge on to LEAST."""
LEAST, NONE = 0.8, 0.9
"""Intervals: where a gap tends to when nothing is refused, and how short it must be to be none."""


class Gap:
    """The least seconds between two departures: 0 until the API refuses, and again when it has long not.

    `edge` remembers what was refused: with every answer the gap comes back to it, the edge itself moves on only
    slowly at first, and so few requests are spent on finding out again that the API still refuses.
    """

    def __init__(self, interval: float) -> None:
        self.seconds = 0.0
        self._interval = interval
        self._edge = 0.0
        self._answers = 0

    @property
    def slowness(self) -> float:
        """How many times as long as the API's interval it is, at least once."""
        return max(1.0, self.seconds / self._interval)

    def refused(self) -> None:
        """The API refused a request that kept to this gap."""
        refused = max(self.seconds, self._interval)
        if self._answers < SOON:
            self._edge = refused * LITTLE
            self.seconds = min(refused * FAR, self._interval * SLOWEST)
        else:
            self._edge = max(self._edge, min(refused * LITTLE, self._interval * LITTLE_AT_MOST))
            self.seconds = max(self.seconds, self._edge)
        self._answers = 0

    def answered(self) -> None:
        """The API took a request."""
        self._answers += 1
        if self.seconds:
            self._edge *= (LEAST * self._interval / self._edge) ** (BEYOND_EDGE * self._answers)
            self.seconds *= (self._edge / self.seconds) ** TOWARDS_EDGE
            if self.seconds < NONE * self._interval:
                self.seconds = 0.0


class Place:
    """A request's place in the pace, from when it is let go until it has left."""

    def __init__(self, limiter: "Limiter") -> None:
        self._limiter = limiter
        self._let_go_at = _now()
        self._open = True
        self._left_at: float | None = None

    async def leave(self, before: Callable[[], Awaitable[None]]) -> None:
        """Wait until it is the request's turn, then do what must be done before it leaves; it leaves right after."""
        async with self._limiter.one_by_one():
            await self._limiter.when_the_gap_is_over(before)
            await self._limiter.until_windows_open()
            self.left()

    def left(self) -> None:
        """The request leaves now, or as soon as the loop comes to it.

        aiohttp writes it in a task that it starts now, so a loop that stalls in between holds it back: until that task
        is about to run the place stays taken.
        """
        if self._open and self._left_at is None:
            self._left_at = _now()
            self._limiter.about_to_depart()
            asyncio.get_running_loop().call_soon(self._written)

    def _written(self) -> None:
        self._left_at = _now()
        self._limiter.note_departure(self._let_go_at, self._left_at)
        self._close()

    def given_up(self) -> None:
        """The request did not leave and will not; after `left` this does nothing."""
        if self._open and self._left_at is None:
            self._close()

    def refused(self, seconds: float | None) -> None:
        """The API asked to wait, for so many seconds if it said so."""
        self._limiter.hold(seconds, self._left_at)

    def _close(self) -> None:
        self._open = False
        self._limiter.close_place()


class Window(Struct, frozen=True):
    """At most `count` requests in any `seconds`."""

    count: int
    seconds: float


class Limiter:
    """One pace for everything that goes to the API: creates, look-ups and retries alike."""

    def __init__(self, rate: Rate) -> None:
        self._interval = 1 / rate.per_second
        self._bucket = max(1.0, rate.per_second * CATCH_UP_SECONDS)
        self._spacing = AsyncLimiter(self._bucket, self._bucket * self._interval * SPREAD)
        a_second = -(-rate.count // rate.seconds)
        a_minute = max(1, rate.count * 60 // rate.seconds)
        self._windows = (Window(a_second, 1 + MARGIN_SECONDS), Window(a_minute, 60 + MARGIN_SECONDS))
        self._departures: deque[float] = deque(maxlen=a_minute)
        self._getting_out = deque([0.0] * LATELY, maxlen=LATELY)
        self._preparing = deque([0.0] * LATELY, maxlen=LATELY)
        self._open_places = 0
        self._departing = 0
        self._let_go_at: float | None = None
        self._held_until = 0.0
        self._gap = Gap(self._interval)
        self._closed = False
        self._asking = asyncio.Lock()
        self._leaving = asyncio.Lock()
        self._waiting: asyncio.Timeout | None = None
        self._changed = asyncio.Event()

    async def acquire(self) -> Place | None:
        """Wait until a request may be let go, in the order of asking; None once the limiter is closed."""
        async with self._asking:
            if not self._closed:
                await self._until_let_go()
            if self._closed:
                return None
            self._let_go_at = _now()
            self._open_places += 1
            return Place(self)

    def close(self) -> None:
        """Let nothing more go; whoever waits is told at once."""
        if self._waiting is not None and not self._closed:
            self._waiting.reschedule(_now())
        self._closed = True

    def hold(self, seconds: float | None, left_at: float | None = None) -> None:
        """The API asked to wait: nothing more is let go for so long, and then at a slower pace.

        A refused request that left before the hold ended, by the loop's clock, says nothing of the pace after it.
        """
        now = _now()
        if (now if left_at is None else left_at) >= self._held_until:
            self._gap.refused()
        own = HOLD_SECONDS * self._gap.slowness
        self._held_until = max(self._held_until, now + (own if seconds is None else seconds))

    def answered(self) -> None:
        """The API took a request: the pace recovers a little."""
        self._gap.answered()

    def one_by_one(self) -> AbstractAsyncContextManager[None]:
        """For as long as a request takes to leave: nobody else does, while there is a gap to keep."""
        return self._leaving if self._gap.seconds else nullcontext()

    async def when_the_gap_is_over(self, before: Callable[[], Awaitable[None]]) -> None:
        """Do that, and end when the last departure is as long ago as the gap says.

        It begins earlier by what it took at least lately: a slow disk would make every gap longer.
        """
        await self._until_gap_is_over(min(self._preparing))
        began = _now()
        await before()
        self._preparing.append(_now() - began)
        await self._until_gap_is_over(0.0)

    async def _until_gap_is_over(self, but: float) -> None:
        if self._gap.seconds and self._departures:
            await asyncio.sleep(self._departures[-1] + self._gap.seconds - but - _now())

    async def until_windows_open(self) -> None:
        """Wait, if what was let go early for the ledger's sake was ready earlier than others were lately."""
        while True:
            full_until = max(self._full_until(window, self._departing) for window in self._windows)
            if full_until <= _now():
                return
            await asyncio.sleep(full_until - _now())

    def about_to_depart(self) -> None:
        """Called by a Place, once, before its request leaves."""
        self._departing += 1

    def note_departure(self, let_go_at: float, left_at: float) -> None:
        """Called by a Place, once, if its request leaves."""
        self._departing -= 1
        self._departures.append(left_at)
        self._getting_out.append(left_at - let_go_at)

    def close_place(self) -> None:
        """Called by a Place, once."""
        self._open_places -= 1
        self._changed.set()

    async def _until_let_go(self) -> None:
        """Wait for the pace, then for holds and windows: last what must be true when the request is let go."""
        try:
            async with asyncio.timeout(None) as self._waiting:
                if self._let_go_at is None:
                    await self._begin()
                await self._spacing.acquire()
                while (delay := self._delay()) > 0:
                    await self._sleep(delay)
        except TimeoutError:
            return
        finally:
            self._waiting = None

    async def _begin(self) -> None:
        self._let_go_at = _now()
        await asyncio.sleep(START_SECONDS)
        await self._spacing.acquire(self._bucket - 1)  # there is nothing to catch up with yet

    def _delay(self) -> float:
        """Seconds until a request may be let go, as far as is known now."""
        now = _now()
        next_one = (self._let_go_at or 0.0) + self._gap.seconds
        return max(self._held_until, next_one, *(self._opening(window, now) for window in self._windows)) - now

    def _opening(self, window: Window, now: float) -> float:
        """When fewer than `count` requests will have left within the window, those about to leave included.

        What every request took lately to get out, for the ledger's sake above all, the next one will take too.
        """
        if self._open_places >= window.count:
            return now + window.seconds
        return self._full_until(window, self._open_places) - min(MARGIN_SECONDS, *self._getting_out)

    def _full_until(self, window: Window, others: int) -> float:
        """When so few requests will have left within the window that these others and one more may."""
        places = window.count - others
        return self._departures[-places] + window.seconds if len(self._departures) >= places else 0.0

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
