"""The start and the end of a row: its date and time cells, in the zone they are meant in, to UTC seconds."""

from collections.abc import Mapping

from msgspec import Struct

from bulkmeet.cells.text import quoted
from bulkmeet.cells.zonenames import fixed
from bulkmeet.cells.zones import contradiction, parse_zone, to_utc
from bulkmeet.columns.fields import Column, Field
from bulkmeet.model import Parsed, When
from bulkmeet.parser.readers import ReadCell, error

Cells = Mapping[Field, ReadCell]


class Moment(Struct, frozen=True):
    """A start or an end as its cells give it, still without its zone; `at` is the cell to point to."""

    when: When
    at: ReadCell


class Zones(Struct, frozen=True):
    """Where a time's zone comes from when its own cell does not say: the row, its column's header, the option."""

    row: str | None
    headers: Mapping[int, str]
    default: str

    def of(self, column: Column) -> str:
        """The zone for times in this column, in canonical text."""
        return self.row or self.headers.get(column.index) or self.default


def moment_of(cells: Cells, whole: Field, day: Field, clock: Field) -> Moment | None:
    """One moment from a whole column, or from a date column and a time column; None where all are blank."""
    parts = [cells[field] for field in (whole, day, clock) if field in cells]
    if not parts:
        return None
    whens: list[When] = [part.value for part in parts]
    merged = When(
        day=next((when.day for when in whens if when.day is not None), None),
        clock=next((when.clock for when in reversed(whens) if when.clock is not None), None),
        offset=next((when.offset for when in whens if when.offset is not None), None),
        zone=next((when.zone for when in whens if when.zone is not None), None),
    )
    return Moment(merged, parts[0])


def start_in_utc(moment: Moment, zones: Zones) -> tuple[Parsed[int], str]:
    """The start in UTC seconds, and the zone it was read in."""
    when = moment.when
    shown = quoted(moment.at.cell)
    if when.clock is None:
        return error("start_without_time", f"{shown} has no time of day; write it like 2026-09-10 14:30."), ""
    if when.day is None:
        return error("start_without_date", f"{shown} has no date; write it like 2026-09-10 14:30."), ""
    return _in_utc(moment, zones)


def end_in_utc(moment: Moment, start: Moment | None, zones: Zones) -> Parsed[int]:
    """The end in UTC seconds; an end that is only a time of day is on the start's day and in its offset or zone."""
    when = moment.when
    shown = quoted(moment.at.cell)
    if when.clock is None:
        return error("end_without_time", f"{shown} has no time of day; write it like 2026-09-10 15:30.")
    if when.day is None and start is None:
        return error("end_without_date", f"{shown} has no date; write it like 2026-09-10 15:30.")
    if start is not None:
        when = _completed(when, start.when)
    return _in_utc(Moment(when, moment.at), zones)[0]


def _in_utc(moment: Moment, zones: Zones) -> tuple[Parsed[int], str]:
    when = moment.when
    assert when.day is not None  # noqa: S101 - both callers have refused what lacks a part
    assert when.clock is not None  # noqa: S101
    zone = zones.of(moment.at.column)
    if when.offset is not None:
        problem = contradiction(when)
        if problem is not None:
            return Parsed(None, (problem,)), ""
        zone = fixed(when.offset)
    elif when.zone is not None:
        named = parse_zone(when.zone)
        if named.value is None:
            return Parsed(None, named.problems), ""
        zone = named.value
    return to_utc(when.day, when.clock, zone, when.offset), zone


def _completed(end: When, start: When) -> When:
    if end.day is not None and (end.offset is not None or end.zone is not None):
        return end
    own_zone = end.offset is not None or end.zone is not None
    return When(
        day=end.day or start.day,
        clock=end.clock,
        offset=end.offset if own_zone else start.offset,
        zone=end.zone if own_zone else start.zone,
    )
