"""Numbers, spans of time, and row numbers in words, as a person would say them. Pure."""

from collections import Counter
from collections.abc import Iterable

from bulkmeet.cells.lengths import MINUTE, lasting
from bulkmeet.model import Status

OPEN = (Status.INVALID, Status.FAILED, Status.UNKNOWN, Status.PENDING)
"""The statuses that leave somebody something to do."""

SPANS = 8


def counted(number: int, noun: str) -> str:
    """1 meeting, 1,200 meetings."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def about(seconds: float) -> str:
    """How long something may take, no more exact than it can be known: 1 second, 40 seconds, 5 minutes, 2 h 20 min."""
    if seconds < 100:
        return counted(max(1, round(seconds)), "second")
    minutes = round(seconds / MINUTE)
    return counted(minutes, "minute") if minutes < 100 else lasting(minutes * MINUTE)


def row_ranges(rows: Iterable[int]) -> str:
    """Row numbers as people write them: row 9, rows 2-5, 9, 12."""
    spans: list[list[int]] = []
    for row in sorted(set(rows)):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    said = [str(one) if one == two else f"{one}-{two}" for one, two in spans]
    noun = "row" if len(spans) == 1 and spans[0][0] == spans[0][1] else "rows"
    more = f" and {len(said) - SPANS} more" if len(said) > SPANS else ""
    return f"{noun} {', '.join(said[:SPANS])}{more}"


def status_counts(statuses: Iterable[Status]) -> dict[Status, int]:
    """How many there are of each status, all of them named."""
    return {**dict.fromkeys(Status, 0), **Counter(statuses)}
