"""The start and the end of a row: its date and time cells, in the zone they are meant in, to UTC seconds."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from operator import attrgetter

import msgspec
from msgspec import Struct

from bulkmeet.cells.datewords import ENGLISH_WEEKDAYS, weekdays_of
from bulkmeet.cells.text import quoted, refused
from bulkmeet.cells.zonenames import fixed
from bulkmeet.cells.zones import contradiction, parse_zone, to_utc
from bulkmeet.columns.fields import Column, Field
from bulkmeet.model import Parsed, Problem, Span
from bulkmeet.parser.doubts import on_its_day
from bulkmeet.parser.endings import completed, overnight, with_day_of_midnight
from bulkmeet.parser.givenzones import UNREADABLE, ZONE_UNSETTLED, Default, Zones
from bulkmeet.parser.moments import END, START, Moment, lacking, moment_of
from bulkmeet.parser.together import NO_FIELDS, Found, ReadCell, Said

TOLD_OF_CLOCKS = frozenset({"time_does_not_exist", "time_exists_twice", ZONE_UNSETTLED})
ABBREVIATION = "zone_abbreviation"


class Instant(Struct, frozen=True):
    """A point in time: UTC seconds, the zone it was read in, and whether that is only the default."""

    seconds: int
    zone: str
    assumed: bool = False


class Times(Struct, frozen=True):
    """What a row says of when it begins and ends, in UTC seconds; `assumed` as in `Instant`, `within` as in Facts."""

    start: int | None
    end: int | None
    zone: str
    assumed: bool
    found: tuple[Found, ...]
    doubtful: frozenset[Field]
    within: tuple[Span, ...] = ()


TIMED = {
    Field.START: attrgetter("start"),
    Field.START_TIME: attrgetter("start"),
    Field.END: attrgetter("end"),
    Field.END_TIME: attrgetter("end"),
}


def times_of(said: Said, header_zones: Mapping[int, str], default: Default, columns: Mapping[Field, Column]) -> Times:
    """The start and the end of a row, as `read_times` reads them.

    Where several columns give one of them, each in a zone of its own, the first counts and the others have to agree.
    """
    read = partial(read_times, header_zones=header_zones, default=default, columns=columns)
    times = read(said)
    if len(said.cells) == len({cell.column.field for cell in said.cells}):
        return times
    found = tuple(_disagreeing(said, times, read))
    doubtful = times.doubtful.union(one.column.field for one in found if one.column.field)
    return msgspec.structs.replace(times, found=times.found + found, doubtful=doubtful)


def _disagreeing(said: Said, times: Times, read: Callable[[Said], Times]) -> Iterator[Found]:
    """Every time that is another moment than the one another column gives of the same start or end."""
    for other in said.cells:
        field = other.column.field
        first = said.first(field) if field in TIMED else None
        if field is None or first is None or first is other:
            continue
        own_zone = {Field.TIMEZONE, Field.END_TIMEZONE} if other.column.zone else set()
        besides = {field, *own_zone}
        alone = read(
            Said(tuple(one for one in said.cells if one is other or one.column.field not in besides), NO_FIELDS)
        )
        one, another = TIMED[field](times), TIMED[field](alone)
        if another is None:
            yield from (found for found in alone.found if found.column is other.column)
        elif one not in {None, another}:
            message = (
                f"{quoted(other.cell)} in {other.column.named} is not the same moment as {quoted(first.cell)} "
                f"in {first.column.named}; correct one of them, or leave one of the columns out."
            )
            yield Found(Problem("times_disagree", message), other.column, other.cell)


def read_times(said: Said, header_zones: Mapping[int, str], default: Default, columns: Mapping[Field, Column]) -> Times:
    """The start and the end of a row.

    `header_zones` are the zones that headers name, by the index of their column; `columns` tells which column a date
    or a time of day should stand in.
    """
    found: list[Found] = []
    doubtful = set(said.doubtful)
    zones = Zones(_zone(said, Field.TIMEZONE), header_zones, default, said.first(Field.TIMEZONE))
    end_zone = _zone(said, Field.END_TIMEZONE)
    end_cell = said.first(Field.END_TIMEZONE)
    end_zones = zones if end_zone is None else msgspec.structs.replace(zones, row=end_zone, cell=end_cell)
    start_moment, end_moment = moment_of(said, START, columns), moment_of(said, END, columns)
    if end_moment is not None and start_moment is not None:
        found.extend(_zone_only_at_end(start_moment, end_moment, zones, end_zones))
        told, following = overnight(start_moment, end_moment)
        found.extend(told)
        end_moment = completed(following, start_moment, end_zones, apart=end_zone is not None)
    if end_moment is not None and end_moment.when.day is None:
        # The start has no day that it could have, and that is said of the start.
        doubtful.add(END.whole)
        end_moment = None
    found.extend(odd := list(_on_another_weekday(said, start_moment)))
    start = _taken(start_moment, zones, columns, found, doubtful)
    end = _taken(end_moment, end_zones, columns, found, doubtful)
    return Times(
        start.seconds if start else None,
        end.seconds if end else None,
        start.zone if start else default.zone,
        any(instant.assumed for instant in (start, end) if instant),
        tuple(dict.fromkeys(found)),
        frozenset(doubtful),
        () if start or odd else on_its_day(start_moment, zones, columns),
    )


def _zone_only_at_end(start: Moment, end: Moment, zones: Zones, end_zones: Zones) -> Iterator[Found]:
    """That only the end says its zone, in its cell or its header: the start may well be meant in that, too."""
    said_of_start = (start.when.offset, start.when.zone, zones.given(start.parts))
    said_of_end = (end.when.offset, end.when.zone, end_zones.in_header(end.parts))
    if end_zones.row is not None or said_of_start != (None, None, None) or said_of_end == (None, None, None):
        return
    message = (
        f"{quoted(start.at.cell)} is in no time zone of its own, but its end {quoted(end.at.cell)} is; "
        "write the zone of both."
    )
    yield Found(Problem("zone_only_at_end", message), start.at.column, start.at.cell)


def in_utc(moment: Moment, zones: Zones) -> Parsed[Instant]:
    """A moment that has a day and a clock as a point in time."""
    when = with_day_of_midnight(moment.when)
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
    zone = given or zones.default.zone
    read = to_utc(when.day, when.clock, zone)
    if given is None and zones.default.doubt is not None and _is_doubted(read, zones.default):
        return Parsed(None, (zones.default.doubt,))
    header = None if named.value else zones.in_header(moment.parts)
    if header and header != given and to_utc(when.day, when.clock, header).value != read.value:
        message = (
            f"{quoted(moment.at.cell)} would be in {header} by its header and in {zone} by its row; take one of them "
            'away, or leave a column out when you run bulkmeet, with --map "Their header=ignore".'
        )
        return refused("zones_contradict", message)
    return _instant(read, zone, assumed=given is None)


def _is_doubted(read: Parsed[int], default: Default) -> bool:
    return default.is_unsettled or any(problem.code.startswith(ABBREVIATION) for problem in read.problems)


def _zone(said: Said, field: Field) -> str | None:
    return UNREADABLE if field in said.doubtful else said.text(field)


def _on_another_weekday(said: Said, start: Moment | None) -> Iterator[Found]:
    """That the weekday in a column of its own is not that of the date: one of them is a slip."""
    cell = said.first(Field.WEEKDAY)
    if cell is None or start is None or start.when.day is None:
        return
    named, day = weekdays_of(cell.value), start.when.day
    if named and day.weekday() not in named:
        message = (
            f"{quoted(cell.cell)} is not the weekday of {day}, a {ENGLISH_WEEKDAYS[day.weekday()]}; mend one of them."
        )
        yield Found(Problem("weekday_disagrees", message), cell.column, cell.cell)


def _taken(
    moment: Moment | None, zones: Zones, columns: Mapping[Field, Column], found: list[Found], doubtful: set[Field]
) -> Instant | None:
    """The moment in time, or None; then its cells are doubtful, so that it is not called missing too."""
    if moment is None:
        return None
    if moment.found or moment.side.meridiem in doubtful:
        found.extend(moment.found)
        doubtful.add(moment.side.whole)
        return None
    if moment.when.day is None or moment.when.clock is None:
        found.extend(lacking(moment, columns, doubtful))
        doubtful.add(moment.side.whole)
        return None
    parsed = in_utc(moment, zones)
    for problem in parsed.problems:
        at = _mended_at(problem, moment, zones)
        if problem != zones.default.doubt or all(one.problem != problem for one in found):
            found.append(Found(problem, at.column, at.cell))
    if parsed.value is None:
        doubtful.add(moment.side.whole)
    return parsed.value


def _mended_at(problem: Problem, moment: Moment, zones: Zones) -> ReadCell:
    """The cell to change: the one that says the zone, or that of the time of day where clocks skip or repeat it."""
    if problem.code in TOLD_OF_CLOCKS:
        return next((part for part in reversed(moment.parts) if part.value.clock is not None), moment.at)
    if moment.when.zone is not None and problem.code.startswith("zone_"):
        return next((part for part in moment.parts if part.value.zone == moment.when.zone), moment.at)
    says_zone = problem.code.startswith(ABBREVIATION)
    return zones.cell if says_zone and zones.cell is not None else moment.at


def _instant(utc: Parsed[int], zone: str, *, assumed: bool = False) -> Parsed[Instant]:
    return Parsed(None if utc.value is None else Instant(utc.value, zone, assumed), utc.problems)
