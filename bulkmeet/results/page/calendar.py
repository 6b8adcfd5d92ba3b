"""Meetings to places in a calendar: days, hours, and lanes where several are under way at once. Pure.

Minutes are counted as clocks in the calendar's zone show them: from 1970-01-01 00:00 there, or from a day's midnight.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from msgspec import Struct

from bulkmeet.cells.lengths import MINUTE
from bulkmeet.cells.zones import local_time

HOUR_MINUTES = 60
DAY_MINUTES = 24 * HOUR_MINUTES
SHORTEST = 15
"""A shorter block could not be read or touched, so that is the room it takes."""

MOST_LANES = 4
MOST_DAYS = 31
OFFICE_HOURS = (9, 17)
FIRST_WEEKDAY = 3
"""1970-01-01 was a Thursday, the fourth day of its week."""

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - what clocks show has no offset


class Span(Struct, frozen=True, gc=False):
    """When a meeting is, in minutes since 1970 as clocks show it; `meeting` is its place in the list."""

    meeting: int
    start: int
    end: int


class Block(Struct, frozen=True, gc=False, array_like=True):
    """A meeting, or its part on one day, in minutes since midnight, in the n-th (from 0) of so many lanes."""

    meeting: int
    start: int
    end: int
    lane: int
    lanes: int


class Crowd(Struct, frozen=True, array_like=True):
    """More meetings than fit side by side: those that begin in one hour, together in one place."""

    hour: int
    meetings: tuple[int, ...]


class Day(Struct, frozen=True):
    """What stands on one day; `hours` counts the meetings under way in each of its 24 hours."""

    blocks: tuple[Block, ...]
    crowds: tuple[Crowd, ...]
    hours: tuple[int, ...]


def span_of(meeting: int, start: int, end: int, zone: str) -> Span:
    """When a meeting from `start` to `end` (UTC seconds since the epoch) is on the clocks of `zone`.

    It is as long as it lasts, even where clocks go back meanwhile.
    """
    local = minutes_at(start, zone)
    return Span(meeting, local, local + max(1, (end - start) // MINUTE))


def minutes_at(epoch: int, zone: str) -> int:
    """What clocks in `zone` show at `epoch` (UTC seconds), in minutes since 1970-01-01 00:00."""
    shown = local_time(epoch, zone).replace(tzinfo=None) - EPOCH
    return shown.days * DAY_MINUTES + shown.seconds // MINUTE


def lay_out(spans: Iterable[Span]) -> dict[int, Day]:
    """Every day that has meetings, by its number since 1970-01-01, in order."""
    days: dict[int, list[Span]] = {}
    for span in spans:
        for day, piece in _pieces(span):
            days.setdefault(day, []).append(piece)
    return {day: _day(sorted(days[day], key=_by_start)) for day in sorted(days)}


def hours_in_use(days: Iterable[Day]) -> tuple[int, int]:
    """The first hour and the one after the last that a calendar of these days must show; office hours at least."""
    first, last = OFFICE_HOURS
    for day in days:
        used = [hour for hour, count in enumerate(day.hours) if count]
        first, last = min([first, *used[:1]]), max([last, *(hour + 1 for hour in used[-1:])])
    return first, last


def weeks_of(days: Mapping[int, Day]) -> dict[int, list[Day]]:
    """The days of each week, by the number of its Monday."""
    weeks: dict[int, list[Day]] = {}
    for number, day in days.items():
        weeks.setdefault(number - (number + FIRST_WEEKDAY) % 7, []).append(day)
    return weeks


def _pieces(span: Span) -> Iterator[tuple[int, Span]]:
    """The parts of a meeting on each of its days; one of more than a month shows its first month."""
    first = span.start // DAY_MINUTES
    last = min((span.end - 1) // DAY_MINUTES, first + MOST_DAYS - 1)
    for day in range(first, last + 1):
        midnight = day * DAY_MINUTES
        yield day, Span(span.meeting, max(0, span.start - midnight), min(DAY_MINUTES, span.end - midnight))


def _day(pieces: Sequence[Span]) -> Day:
    clusters = [_in_lanes(cluster) for cluster in _clusters(pieces)]
    crowded = {_hour(block) for blocks in clusters if blocks[0].lanes > MOST_LANES for block in blocks}
    blocks = [block for cluster in clusters for block in cluster]
    return Day(
        tuple(block for block in blocks if _hour(block) not in crowded),
        tuple(_crowds(block for block in blocks if _hour(block) in crowded)),
        _hours(pieces),
    )


def _clusters(pieces: Iterable[Span]) -> Iterator[list[Span]]:
    """Runs of meetings that hang together, as each begins before all the earlier ones have ended."""
    cluster: list[Span] = []
    end = 0
    for piece in pieces:
        if cluster and piece.start >= end:
            yield cluster
            cluster = []
        cluster.append(piece)
        end = max(end, _bottom(piece))
    if cluster:
        yield cluster


def _in_lanes(cluster: Sequence[Span]) -> list[Block]:
    """Each meeting in the first lane that is free when it begins."""
    free_from: list[int] = []
    lanes: list[int] = []
    for piece in cluster:
        lane = next((lane for lane, free in enumerate(free_from) if free <= piece.start), len(free_from))
        free_from[lane : lane + 1] = [_bottom(piece)]
        lanes.append(lane)
    return [
        Block(piece.meeting, piece.start, piece.end, lane, len(free_from))
        for piece, lane in zip(cluster, lanes, strict=True)
    ]


def _crowds(blocks: Iterable[Block]) -> Iterator[Crowd]:
    for hour, together in groupby(blocks, key=_hour):
        yield Crowd(hour, tuple(block.meeting for block in together))


def _hour(block: Block) -> int:
    return block.start // HOUR_MINUTES


def _hours(pieces: Iterable[Span]) -> tuple[int, ...]:
    counts = [0] * 24
    for piece in pieces:
        for hour in range(piece.start // HOUR_MINUTES, (piece.end - 1) // HOUR_MINUTES + 1):
            counts[hour] += 1
    return tuple(counts)


def _bottom(piece: Span) -> int:
    return max(piece.end, piece.start + SHORTEST)


def _by_start(piece: Span) -> tuple[int, int, int]:
    """The longer first of those that begin together."""
    return piece.start, -piece.end, piece.meeting
