"""What an end leaves to its start: the day, the zone, and the offset where it cannot have changed since."""

from datetime import time, timedelta

from msgspec.structs import replace

from bulkmeet.cells.text import quoted
from bulkmeet.cells.zonenames import fixed
from bulkmeet.cells.zones import parse_zone, to_utc
from bulkmeet.model import Problem, When
from bulkmeet.parser.givenzones import Zones
from bulkmeet.parser.moments import Moment
from bulkmeet.parser.together import Found

LONGEST_NIGHT = 12 * 3600
"""Seconds; what would last longer in a span that ends before it starts is rather a slip, or an hour without its PM."""


def with_day_of_midnight(when: When) -> When:
    """The moment with 24:00 as the 00:00 of the day after it."""
    if when.day is None or not when.ends_day:
        return when
    return replace(when, day=when.day + timedelta(days=1), ends_day=False)


def overnight(start: Moment, end: Moment) -> tuple[tuple[Found, ...], Moment]:
    """The end on the next day where one cell gives both, like 22:00 - 01:00, and a warning that says so."""
    from_one = {part.column.index for part in start.parts} & {part.column.index for part in end.parts}
    day, starts, ends = start.when.day, start.when.clock, end.when.clock
    if not from_one or end.when.day is not None or day is None or starts is None or ends is None or ends >= starts:
        return (), end
    if end.when.ends_day or _seconds(ends) + 86400 - _seconds(starts) > LONGEST_NIGHT:
        return (), end
    message = f"{quoted(end.at.cell)} is taken to end on the day after it starts, at {ends:%H:%M}; check that it does."
    told = Found(Problem("ends_next_day", message, "warning"), end.at.column, end.at.cell)
    return (told,), replace(end, when=replace(end.when, day=day + timedelta(days=1)))


def _seconds(clock: time) -> int:
    return clock.hour * 3600 + clock.minute * 60 + clock.second


def completed(end: Moment, start: Moment, zones: Zones, *, apart: bool) -> Moment:
    """The end with what it leaves to its start: the day, and the offset or zone where the sheet names none for it.

    `zones` are the end's; `apart` says that its row gives it one of its own.
    """
    dated = replace(end, when=replace(end.when, day=end.when.day or start.when.day))
    if end.when.offset is not None or end.when.zone is not None:
        return dated
    given = zones.given(end.parts)
    if given is not None:
        own = apart or zones.row is None
        return dated if own else _unless_the_start_is_elsewhere(dated, start, given)
    return _in_zone_of(dated, start, zones)


def _in_zone_of(end: Moment, start: Moment, zones: Zones) -> Moment:
    """The end in its start's zone, by the zone's rules: clocks may change between the two.

    Where the start has only an offset, nobody knows those rules, so it is the end's only on the same day.
    """
    zone = start.when.zone or zones.in_header(start.parts) or None
    offset = start.when.offset
    if offset is None or _is_region(start.when.zone):
        return replace(end, when=replace(end.when, zone=zone))
    if end.when.day != start.when.day:
        message = (
            f"{quoted(end.at.cell)} is on another day than its start, which has only an offset ({fixed(offset)}), and "
            "clocks may have changed by then; write the end with its offset too, or give both a time zone."
        )
        return _refused(end, Problem("end_offset_unclear", message))
    return replace(end, when=replace(end.when, offset=offset, zone=zone))


def _unless_the_start_is_elsewhere(end: Moment, start: Moment, given: str) -> Moment:
    """The end in the zone that the row gives for both, as long as that has the offset which stands at the start."""
    offset = start.when.offset
    if offset is None or not given or _is_on(start.when, given):
        return end
    message = (
        f"{quoted(end.at.cell)} would be in {given}, but its start is at {fixed(offset)}, which is not the time there; "
        "write the end with its offset too."
    )
    return _refused(end, Problem("end_offset_unclear", message))


def _is_on(when: When, zone: str) -> bool:
    """Whether a time with an offset is one of the zone's own; of an hour that comes twice either will do."""
    if when.day is None or when.clock is None:
        return True
    there, exact = (to_utc(when.day, when.clock, zone, offset).value for offset in (None, when.offset))
    return there is None or there == exact


def _is_region(zone: str | None) -> bool:
    named = parse_zone(zone).value
    return named is not None and "/" in named


def _refused(end: Moment, problem: Problem) -> Moment:
    return replace(end, found=(*end.found, Found(problem, end.at.column, end.at.cell)))
