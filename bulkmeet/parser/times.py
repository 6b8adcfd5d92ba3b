"""The start and the end of a row: its date and time cells, in the zone they are meant in, to UTC seconds."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

import msgspec
from msgspec import Struct

from bulkmeet.cells.text import quoted, refused
from bulkmeet.cells.zonenames import fixed
from bulkmeet.cells.zones import contradiction, parse_zone, to_utc
from bulkmeet.columns.fields import Field
from bulkmeet.model import Parsed, When
from bulkmeet.parser.together import Found, ReadCell, Said

UNREADABLE = ""
"""Stands for a zone that the sheet names and nobody can read: never a reason to fall back on another one."""


class Side(Struct, frozen=True):
    """A start or an end: the fields it can come in, and what to write."""

    name: str
    whole: Field
    day: Field
    clock: Field
    example: str


START = Side("start", Field.START, Field.START_DATE, Field.START_TIME, "2026-09-10 14:30")
END = Side("end", Field.END, Field.END_DATE, Field.END_TIME, "2026-09-10 15:30")


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


def times_of(said: Said, header_zones: Mapping[int, str], default_zone: str) -> Times:
    """The start and the end of a row; `header_zones` are those that headers name, by the index of their column."""
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
    start, end = _taken(start_moment, zones, found, doubtful), _taken(end_moment, end_zones, found, doubtful)
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


def in_utc(moment: Moment, zones: Zones, doubtful: AbstractSet[Field]) -> Parsed[Instant]:
    """The moment as a point in time; of a part whose cell has an error already (`doubtful`) nothing more is said."""
    when = moment.when
    if when.day is None or when.clock is None:
        return _without_a_part(moment, doubtful)
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


def _taken(moment: Moment | None, zones: Zones, found: list[Found], doubtful: set[Field]) -> Instant | None:
    """The moment in time, or None; then its cells are doubtful, so that it is not called missing too."""
    if moment is None:
        return None
    parsed = in_utc(moment, zones, doubtful)
    for problem in parsed.problems:
        found.append(Found(problem, moment.at.column, moment.at.cell))
        if problem.severity == "error" and moment.at.column.field is not None:
            doubtful.add(moment.at.column.field)
    if parsed.value is None:
        doubtful.add(moment.side.whole)
    return parsed.value


def _without_a_part(moment: Moment, doubtful: AbstractSet[Field]) -> Parsed[Instant]:
    side = moment.side
    lacks, part = ("time of day", side.clock) if moment.when.clock is None else ("date", side.day)
    if part in doubtful or side.whole in doubtful:
        return Parsed()
    message = f"{quoted(moment.at.cell)} has no {lacks}; write it like {side.example}."
    return refused(f"{side.name}_without_{lacks.split()[0]}", message)


def _instant(utc: Parsed[int], zone: str, *, assumed: bool = False) -> Parsed[Instant]:
    return Parsed(None if utc.value is None else Instant(utc.value, zone, assumed), utc.problems)
