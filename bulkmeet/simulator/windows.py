"""How many requests are let in: exact sliding windows over the times they arrived (pure, clock handed in).

The shape of Dialpad's own windows is not documented; the strictest reading is that no window of the length,
wherever it begins, holds more than the limit.
"""

from collections import deque
from collections.abc import Iterable

from bulkmeet.errors import WrongUsage


class Windows:
    """Several limits at once, each a number of requests in any stretch of so many seconds."""

    def __init__(self, limits: Iterable[tuple[int | None, float]], *, count_refused: bool = False) -> None:
        self._count_refused = count_refused
        self._windows: list[tuple[deque[float], float]] = []
        for limit, seconds in limits:
            if limit is None:
                continue
            if limit < 1:
                raise WrongUsage(f"A limit of {limit} lets nothing in; give 1 or more, or none at all.")
            self._windows.append((deque(maxlen=limit), seconds))

    def admit(self, now: float) -> float:
        """Let a request in that arrives at `now` (seconds, never going back).

        Returns 0.0 if it is in, and counted, else the seconds after which one would be.
        """
        waits = (times[0] + seconds - now for times, seconds in self._windows if len(times) == times.maxlen)
        wait = max(waits, default=0.0)
        if wait <= 0 or self._count_refused:
            for times, _ in self._windows:
                times.append(now)
        return max(wait, 0.0)
