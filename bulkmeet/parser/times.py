"""The start and the end of a row: its date and time cells, in the zone they are meant in, to UTC seconds."""

from collections.abc import Iterator, Mapping

import msgspec
from msgspec import Struct

from bulkmeet.cells.text import quoted
from bulkmeet.cells.zonenames import fixed
from bulkmeet.cells.zones import contradiction, parse_zone, to_utc
from bulkmeet.columns.fields import Column, Field
from bulkmeet.model import Parsed, Problem, When
from bulkmeet.parser.together import Found, ReadCell, Said

UNREADABLE = ""
"""Stands for a zone that the sheet names and nobody can read: never a reason to fall back on another one."""


class Side(Struct, frozen=True):
    """A start or an end: the fields it can come in, and what to write."""

    name: str
    whole: Field
    day: Field
    clock: Field
    example: tuple[str, str]


START = Side("start", Field.START, Field.START_DATE, Field.START_TIME, ("2026-09-10", "14:30"))
END = Side("end", Field.END, Field.END_DATE, Field.END_TIME, ("2026-09-10", "15:30"))


class Moment(Struct, frozen=True):
    """A start or an end as its cells give it, still without its zone."""

    side: Side
    when: When
    parts: tuple[ReadCell, ...]

    @property
    def at(self) -> ReadCell:
        """The cell to point to: the whole one or the day."""
        return self.parts[0]


class Instant(Struct, frozen=True):
    """A point in time: UTC seconds, the zone it was read in, and whether that is only the default."""

    seconds: int
    zone: str
    assumed: bool = False


class Times(Struct, frozen=True):
    """What a row says of when it begins and ends, in UTC seconds; `assumed` as in `Instant`."""

    start: int | None
    end: int | None
    zone: str
    assumed: bool
    found: tuple[Found, ...]
    doubtful: frozenset[Field]


class Zones(Struct, frozen=True):
    """Where a time's zone comes from when its own cell does not say: the row, its column's header, the option."""

    row: str | None
    headers: Mapping[int, str]
    default: str

    def given(self, parts: tuple[ReadCell, ...]) -> str | None:
        """The zone that the row or a header gives, the time's before the day's; None where the sheet gives none."""
        if self.row is not None:
            return self.row
        columns = [part.column.index for part in reversed(parts)]
        return next((self.headers[index] for index in columns if index in self.headers), None)


def times_of(said: Said, header_zones: Mapping[int, str], default_zone: str, columns: Mapping[Field, Column]) -> Times:
    """The start and the end of a row.

    `header_zones` are the zones that headers name, by the index of their column; `columns` tells which column a date
    or a time of day should stand in.
    """
    found: list[Found] = []
    doubtful = set(said.doubtful)
    zones = Zones(_zone(said, Field.TIMEZONE), header_zones, default_zone)
    end_zone = _zone(said, Field.END_TIMEZONE)
    end_zones = zones if end_zone is None else msgspec.structs.replace(zones, row=end_zone)
    start_moment, end_moment = moment_of(said, START), moment_of(said, END)
    if end_moment is not None and start_moment is not None:
        end_moment = completed(end_moment, start_moment, end_zones)
    if end_moment is not None and end_moment.when.day is None:
        # The start has no day that it could have, and that is said of the start.
        doubtful.add(END.whole)
        end_moment = None
    start = _taken(start_moment, zones, columns, found, doubtful)
    end = _taken(end_moment, end_zones, columns, found, doubtful)
    return Times(
        start.seconds if start else None,
        end.seconds if end else None,
        start.zone if start else default_zone,
        any(instant.assumed for instant in (start, end) if instant),
        tuple(found),
        frozenset(doubtful),
    )


def moment_of(said: Said, side: Side) -> Moment | None:
    """One moment from a whole column, or from a date column and a time column; None where all are blank."""
    parts = tuple(cell for field in (side.whole, side.day, side.clock) if (cell := said.first(field)) is not None)
    if not parts:
        return None
    whens: list[When] = [part.value for part in parts]
    day = next((when.day for when in whens if when.day is not None), None)
    clock = next((when.clock for when in reversed(whens) if when.clock is not None), None)
    offset = next((when.offset for when in whens if when.offset is not None), None)
    zone = next((when.zone for when in whens if when.zone is not None), None)
    return Moment(side, When(day, clock, offset, zone), parts)


def completed(end: Moment, start: Moment, zones: Zones) -> Moment:
    """The end with what it leaves to its start: the day, and the offset or zone where the sheet names none for it."""
    when = msgspec.structs.replace(end.when, day=end.when.day or start.when.day)
    if when.offset is None and when.zone is None and zones.given(end.parts) is None:
        when = msgspec.structs.replace(when, offset=start.when.offset, zone=start.when.zone)
    return msgspec.structs.replace(end, when=when)


def in_utc(moment: Moment, zones: Zones) -> Parsed[Instant]:
    """A moment that has a day and a clock as a point in time."""
    when = moment.when
    assert when.day is not None and when.clock is not None  # noqa: S101, PT018 - `_taken` has asked for both
    if problem := contradiction(when):
        return Parsed(None, (problem,))
    if when.offset is not None:
        return _instant(to_utc(when.day, when.clock, "UTC", when.offset), fixed(when.offset))
    named = parse_zone(when.zone)
    if named.problems:
        return Parsed(None, named.problems)
    given = named.value or zones.given(moment.parts)
    if given == UNREADABLE:
        return Parsed()
    zone = given or zones.default
    return _instant(to_utc(when.day, when.clock, zone), zone, assumed=given is None)


def _zone(said: Said, field: Field) -> str | None:
    return UNREADABLE if field in said.doubtful else said.text(field)


def _taken(
    moment: Moment | None, zones: Zones, columns: Mapping[Field, Column], found: list[Found], doubtful: set[Field]
) -> Instant | None:
    """The moment in time, or None; then its cells are doubtful, so that it is not called missing too."""
    if moment is None:
        return None
    if moment.when.day is None or moment.when.clock is None:
        found.extend(_lacking(moment, columns, doubtful))
        doubtful.add(moment.side.whole)
        return None
    parsed = in_utc(moment, zones)
    found.extend(Found(problem, moment.at.column, moment.at.cell) for problem in parsed.problems)
    if parsed.value is None:
        doubtful.add(moment.side.whole)
    return parsed.value


def _lacking(moment: Moment, columns: Mapping[Field, Column], doubtful: set[Field]) -> Iterator[Found]:
    """That a moment has no date or no time of day, at the cell where it should stand, unless that has an error."""
    side, there = moment.side, moment.at
    lacks, part, example = (
        ("time of day", side.clock, side.example[1])
        if moment.when.clock is None
        else ("date", side.day, side.example[0])
    )
    if part in doubtful or side.whole in doubtful:
        return
    code = f"{side.name}_without_{lacks.split()[0]}"
    if part in columns and columns[part].index != there.column.index:
        message = f"There is no {lacks} here for {quoted(there.cell)}; type it in every row, like {example}."
        yield Found(Problem(code, message), columns[part], None)
    else:
        message = f"{quoted(there.cell)} has no {lacks}; write it like {' '.join(side.example)}."
        yield Found(Problem(code, message), there.column, there.cell)


def _instant(utc: Parsed[int], zone: str, *, assumed: bool = False) -> Parsed[Instant]:
    return Parsed(None if utc.value is None else Instant(utc.value, zone, assumed), utc.problems)
