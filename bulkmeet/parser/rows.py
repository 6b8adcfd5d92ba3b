"""A sheet's rows to drafts. Everything is read column by column; only the last step puts the columns into rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.cells.dates import DateOrder
from bulkmeet.cells.durations import is_bare_number
from bulkmeet.cells.text import quoted, text_of
from bulkmeet.cells.zones import parse_zone
from bulkmeet.columns import fields
from bulkmeet.columns.fields import PERSON_FIELDS, RESULT_FIELDS, Column, Field
from bulkmeet.model import Cell, Draft, Issue, Problem
from bulkmeet.parser.afternoons import without_unclear_hours
from bulkmeet.parser.facts import (
    DAY_ALONE,
    HOST,
    LEFT_OUT,
    Fate,
    duration_of,
    fate_of,
    host_of,
    in_series,
    reasons_to_leave_out,
)
from bulkmeet.parser.givenzones import UNREADABLE
from bulkmeet.parser.hours import with_clocks_of_hours
from bulkmeet.parser.leftout import about_left_out, with_way_out
from bulkmeet.parser.moments import END, START
from bulkmeet.parser.orders import date_order
from bulkmeet.parser.people import People, people_of
from bulkmeet.parser.readers import issue_at, readers_for
from bulkmeet.parser.struck import STRUCK, Strikes, strikes_in
from bulkmeet.parser.times import Times, times_of
from bulkmeet.parser.together import Found, ReadColumn, of_fields, read_column, together, values
from bulkmeet.settings import Settings
from bulkmeet.sheet import Distinct, Sheet

SIDES = tuple(field for side in (START, END) for field in (side.whole, side.day, side.clock, side.meridiem))
TIMES = (*SIDES, Field.WEEKDAY, Field.TIMEZONE, Field.END_TIMEZONE)
PEOPLE = PERSON_FIELDS | {Field.ATTENDEES}

Placed = tuple[int, Found]
"""Something found, and the place of its row in the sheet."""


class Columns(Struct, frozen=True):
    """The columns that say something, and what they say in every row where it takes several of them."""

    read: Sequence[ReadColumn]
    times: Sequence[Times]
    people: Sequence[People]
    fates: Sequence[Fate]
    left_out: Sequence[str]
    strikes: Strikes = Strikes()


class Parsing(Struct, frozen=True):
    """Every row of a sheet as a draft, in its order, and everything that is wrong with their cells."""

    drafts: tuple[Draft, ...]
    issues: tuple[Issue, ...]
    order: DateOrder | None


def parse_rows(sheet: Sheet, mapping: fields.Mapping, settings: Settings) -> Parsing:
    """Parse every row. The order of day and month is inferred from the whole of the date columns."""
    cells = sheet.rows.columns
    order, about_order = date_order(sheet, mapping, settings)
    zones, about_zones = _zones_in_headers(mapping, sheet.header_row)
    columns = _together(_read(cells, mapping, order, settings), len(sheet.rows), zones, settings.timezone)
    columns = _without_struck(columns, strikes_in(sheet, mapping))
    found = _found(columns)
    drafts = _drafts(sheet, columns, _doubtful(columns, found))
    issues = _issues(sheet, columns, found)
    about_rows = about_left_out(sheet, mapping, columns.left_out, columns.fates)
    about_minutes = _assumed_minutes(columns, sheet.header_row)
    return Parsing(drafts, (*about_order, *issues, *about_zones, *about_minutes, *about_rows), order)


def _read(
    cells: Sequence[Distinct], mapping: fields.Mapping, order: DateOrder | None, settings: Settings
) -> list[ReadColumn]:
    """The columns that are used, each of their different cells read once."""
    adding_up = len(mapping.of(Field.DURATION)) > 1
    read = [
        read_column(half, cells[half.index], reader, _is_zero if adding_up and _is_duration(half) else _never)
        for column in mapping.columns
        for half, reader in readers_for(column, order, settings.region)
    ]
    read = [with_way_out(column, mapping.columns) for column in read]
    return without_unclear_hours(with_clocks_of_hours(read))


def _together(read: list[ReadColumn], rows: int, header_zones: Mapping[int, str], default_zone: str) -> Columns:
    places = {column.column.field: column.column for column in reversed(read) if column.column.field is not None}
    times = partial(times_of, header_zones=header_zones, default_zone=default_zone, columns=places)
    all_times = together(of_fields(read, TIMES), rows, times)
    left_out = reasons_to_leave_out(of_fields(read, LEFT_OUT), rows)
    if DAY_ALONE in left_out:
        told = zip(left_out, all_times, strict=True)
        left_out = ["" if why == DAY_ALONE and time.start is not None else why for why, time in told]
    return Columns(
        read,
        all_times,
        together(of_fields(read, PEOPLE), rows, people_of),
        together(of_fields(read, RESULT_FIELDS), rows, fate_of),
        left_out,
    )


def _without_struck(columns: Columns, strikes: Strikes) -> Columns:
    """The rows that are struck through left out too."""
    if not strikes.rows:
        return replace(columns, strikes=strikes)
    left_out = [reason or (STRUCK if place in strikes.rows else "") for place, reason in enumerate(columns.left_out)]
    return replace(columns, left_out=left_out, strikes=strikes)


def _drafts(sheet: Sheet, columns: Columns, doubtful: Sequence[frozenset[str]]) -> tuple[Draft, ...]:
    rows = len(sheet.rows)

    def said(*wanted: Field) -> list[ReadColumn]:
        return of_fields(columns.read, wanted)

    drafts = map(
        Draft,
        sheet.rows.numbers,
        values(said(Field.KEY), rows),
        values(said(Field.TITLE), rows),
        (time.start for time in columns.times),
        (time.end for time in columns.times),
        together(said(Field.DURATION), rows, duration_of),
        (time.zone for time in columns.times),
        together(said(*HOST), rows, host_of),
        values(said(Field.MEETING_TYPE), rows),
        values(said(Field.RECURRENCE), rows),
        values(said(Field.CALL_OUT), rows),
        (person.participants for person in columns.people),
        columns.left_out,
        (fate.settled for fate in columns.fates),
        doubtful,
        values(said(Field.HOST_NAME), rows),
        (time.assumed for time in columns.times),
        in_series(said(Field.KEY), rows),
    )
    return tuple(drafts)


def _found(columns: Columns) -> list[Placed]:
    """Whatever is wrong with a cell by itself, then what is wrong with some of them together."""
    return [
        *_found_in_cells(columns.read),
        *columns.strikes.cells,
        *_found_together(time.found for time in columns.times),
        *_found_together(fate.found for fate in columns.fates),
        *_found_together(person.found for person in columns.people),
    ]


def _issues(sheet: Sheet, columns: Columns, found: Iterable[Placed]) -> list[Issue]:
    """What was found, in the order of the rows; in those that are left out on purpose nothing matters."""
    wanted = sorted((one for one in found if not columns.left_out[one[0]]), key=itemgetter(0))
    return [issue_at(one.problem, one.column, sheet.rows.numbers[place], one.cell) for place, one in wanted]


def _doubtful(columns: Columns, found: Iterable[Placed]) -> list[frozenset[str]]:
    """For every row the fields whose cells have an error."""
    doubts: dict[int, set[str]] = {}
    for place, one in found:
        if one.problem.severity == "error" and one.column.field is not None:
            doubts.setdefault(place, set()).add(str(one.column.field))
    for place, time in enumerate(columns.times):
        if time.doubtful:
            doubts.setdefault(place, set()).update(map(str, time.doubtful))
    nothing: frozenset[str] = frozenset()
    return [frozenset(doubts[place]) if place in doubts else nothing for place in range(len(columns.times))]


def _found_in_cells(read: Iterable[ReadColumn]) -> Iterator[Placed]:
    for column in read:
        problems = {place: meaning.problems for place, meaning in enumerate(column.meanings) if meaning.problems}
        if not problems:
            continue
        for row, place in enumerate(column.places):
            for problem in problems.get(place, ()):
                yield row, Found(problem, column.column, column.cells[place])


def _found_together(found: Iterable[Sequence[Found]]) -> Iterator[Placed]:
    return ((place, one) for place, several in enumerate(found) if several for one in several)


def _zones_in_headers(mapping: fields.Mapping, header_row: int) -> tuple[dict[int, str], list[Issue]]:
    zones: dict[int, str] = {}
    issues: list[Issue] = []
    for column in mapping.columns:
        if column.zone is not None:
            parsed = parse_zone(column.zone)
            issues.extend(issue_at(problem, column, header_row, column.header) for problem in parsed.problems)
            zones[column.index] = parsed.value or UNREADABLE
    return zones, issues


def _assumed_minutes(columns: Columns, header_row: int) -> Iterator[Issue]:
    """Say once of a column that its bare numbers were taken for minutes."""
    for read in of_fields(columns.read, (Field.DURATION,)):
        column = read.column
        bare = {
            place
            for place, (cell, parsed) in enumerate(zip(read.cells, read.meanings, strict=True))
            if column.unit is None and parsed.value is not None and is_bare_number(cell)
        }
        if any(place in bare and not reason for place, reason in zip(read.places, columns.left_out, strict=True)):
            message = (
                f"The bare numbers in {quoted(column.header)} are read as minutes; "
                f"if they are not, name the unit in the header, like {quoted(column.header + ' (h)')}."
            )
            yield issue_at(Problem("duration_in_minutes", message, "warning"), column, header_row, column.header)


def _is_duration(column: Column) -> bool:
    return column.field is Field.DURATION


def _is_zero(cell: Cell) -> bool:
    return not text_of(cell).strip("0")


def _never(cell: Cell) -> bool:
    del cell
    return False
