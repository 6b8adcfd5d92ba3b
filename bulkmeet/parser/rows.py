"""A sheet's rows to drafts. Everything is read column by column; only the last step puts the columns into rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import repeat
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.cells.dates import DateOrder
from bulkmeet.cells.text import text_of
from bulkmeet.columns import fields
from bulkmeet.columns.fields import PEOPLE_FIELDS, RESULT_FIELDS, Column, Field
from bulkmeet.columns.halfnames import halves_of
from bulkmeet.model import Cell, Draft, Facts, Issue, Span
from bulkmeet.parser.addressed import with_addresses_of_hosts
from bulkmeet.parser.afternoons import without_unclear_hours
from bulkmeet.parser.belowdays import as_typed
from bulkmeet.parser.calledoff import with_called_off
from bulkmeet.parser.dittos import without_dittos
from bulkmeet.parser.doubts import doubted_by, possible_days
from bulkmeet.parser.enddays import with_days_of_ends
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
from bulkmeet.parser.givenzones import Default
from bulkmeet.parser.halves import with_halves, without_proven
from bulkmeet.parser.hinted import asking_which_half
from bulkmeet.parser.hours import with_clocks_of_hours
from bulkmeet.parser.leftout import about_left_out
from bulkmeet.parser.minutes import assumed_units
from bulkmeet.parser.moments import END, START
from bulkmeet.parser.orders import date_order
from bulkmeet.parser.otherdays import against_days
from bulkmeet.parser.people import People, people_of
from bulkmeet.parser.provisional import marked_provisional
from bulkmeet.parser.readers import issue_at, readers_for
from bulkmeet.parser.remarked import remarked_off
from bulkmeet.parser.rounded import with_rounded
from bulkmeet.parser.sheetzones import about_zone, zone_of_sheet, zones_in_headers
from bulkmeet.parser.shownunits import with_hours_shown
from bulkmeet.parser.spanned import in_form_of_spans
from bulkmeet.parser.struck import STRUCK, Strikes, strikes_in
from bulkmeet.parser.times import Times, times_of
from bulkmeet.parser.together import Found, Placed, ReadColumn, lines_of, of_fields, read_column, together, values
from bulkmeet.parser.typed import without_type_names
from bulkmeet.parser.unsettled import free_slots, with_unsettled
from bulkmeet.parser.wayout import with_way_out
from bulkmeet.parser.weeklydays import against_weekdays
from bulkmeet.settings import Settings
from bulkmeet.sheet import Sheet

SIDES = tuple(field for side in (START, END) for field in (side.whole, side.day, side.clock, side.meridiem))
TIMES = (*SIDES, Field.WEEKDAY, Field.TIMEZONE, Field.END_TIMEZONE)

NOTHING_DOUBTFUL: frozenset[str] = frozenset()


class Columns(Struct, frozen=True):
    """The columns that say something, and what they say where it takes several of them.

    Rows that differ in their people alone are one line: `line_of` has the line of every row. `lines` are the columns
    besides those of people, with a cell a line; `times`, `fates` and `reasons` to leave it out are by line, too.
    `people` and `left_out`, which knows what is struck through, are by row.
    """

    read: Sequence[ReadColumn]
    lines: Sequence[ReadColumn]
    line_of: Sequence[int]
    times: Sequence[Times]
    fates: Sequence[Fate]
    reasons: Sequence[str]
    people: Sequence[People]
    left_out: Sequence[str]
    strikes: Strikes


class Parsing(Struct, frozen=True):
    """Every row of a sheet as a draft, in its order, and everything that is wrong with their cells.

    `facts` are those of the drafts, what several of them share only once. `zone` is the one that times without one of
    their own were read in; `zone_told` says that the sheet gives it.
    """

    drafts: tuple[Draft, ...]
    facts: tuple[Facts, ...]
    issues: tuple[Issue, ...]
    order: DateOrder | None
    zone: str = ""
    zone_told: bool = False


def parse_rows(sheet: Sheet, mapping: fields.Mapping, settings: Settings) -> Parsing:
    """Parse every row. The order of day and month is inferred from the whole of the date columns."""
    order, about_order = date_order(sheet, mapping, settings)
    zones, about_zones = zones_in_headers(mapping, sheet.header_row)
    of_sheet = zone_of_sheet(sheet, settings)
    default = of_sheet.default
    read = _read(sheet, mapping, order, settings, default.zone)
    columns = _together(read, len(sheet.rows), zones, default, strikes_in(sheet, mapping), settings.duration)
    found = _found(columns)
    facts, facts_of = _shared_facts(columns, _doubtful(columns, found), possible_days(found))
    drafts = tuple(map(Draft, sheet.rows.numbers, facts_of, (person.participants for person in columns.people)))
    in_cells = _issues(sheet, columns, found)
    about_rows = about_left_out(sheet, mapping, columns.left_out, columns.fates, columns.line_of)
    about_remarks = remarked_off(sheet, mapping, columns.left_out)
    about_minutes = assumed_units(columns.read, mapping, columns.left_out, sheet.header_row)
    about_default = about_zone(of_sheet, columns.times)
    about_provisional = marked_provisional(sheet, mapping, columns.left_out)
    about_weekdays = against_weekdays(sheet, mapping, facts_of, columns.left_out)
    about_days = against_days(sheet, mapping, facts_of, columns.left_out, order, default.zone)
    others = (*about_remarks, *about_provisional, *about_zones, *about_default, *about_minutes, *about_rows)
    issues = (*about_order, *in_cells, *about_weekdays, *about_days, *others)
    return Parsing(drafts, facts, issues, order, default.zone, of_sheet.is_told)


def _read(
    sheet: Sheet, mapping: fields.Mapping, order: DateOrder | None, settings: Settings, zone: str
) -> list[ReadColumn]:
    """The columns that are used, each of their different cells read once."""
    cells = sheet.rows.columns
    adding_up = len(mapping.of(Field.DURATION)) > 1
    halves = halves_of(mapping.columns)
    read = [
        read_column(half, cells[half.index], reader, _is_zero if adding_up and _is_duration(half) else _never)
        for column in mapping.columns
        for half, reader in readers_for(column, order, settings.region, halves.get(column.index))
    ]
    read = [without_dittos(without_type_names(column, mapping.columns)) for column in read]
    read = [as_typed(column, sheet.below_days, sheet.rows.numbers) for column in read]
    read = [with_unsettled(with_way_out(in_form_of_spans(column), mapping.columns, zone)) for column in read]
    read = [with_rounded(with_called_off(column, mapping.columns)) for column in read]
    read = with_halves(read, is_order_said=settings.date_order is not None)
    read = [asking_which_half(column, halves) for column in with_clocks_of_hours(read, halves)]
    return without_unclear_hours(read)


def _together(
    read: list[ReadColumn],
    rows: int,
    header_zones: Mapping[int, str],
    default: Default,
    strikes: Strikes,
    lasting: int | None,
) -> Columns:
    places = {column.column.field: column.column for column in reversed(read) if column.column.field is not None}
    times_in = partial(times_of, header_zones=header_zones, default=default, columns=places)
    lines, line_of = lines_of([column for column in read if column.column.field not in PEOPLE_FIELDS], rows)
    count = len(lines[0].places) if lines else 1
    times = with_days_of_ends(together(of_fields(lines, TIMES), count, times_in), lines, lasting)
    read, lines = with_hours_shown(read, lines, times)
    reasons = reasons_to_leave_out(of_fields(lines, LEFT_OUT), count)
    if DAY_ALONE in reasons:
        told = zip(reasons, times, strict=True)
        reasons = ["" if why == DAY_ALONE and time.start is not None else why for why, time in told]
    return Columns(
        read,
        lines,
        line_of,
        times,
        together(of_fields(lines, RESULT_FIELDS), count, fate_of),
        reasons,
        together(of_fields(read, PEOPLE_FIELDS), rows, people_of),
        _left_out(reasons, line_of, strikes, free_slots(read)),
        strikes,
    )


def _left_out(
    reasons: Sequence[str], line_of: Iterable[int], strikes: Strikes, free: Iterable[tuple[int, str]]
) -> list[str]:
    """For every row why it is left out; those that are struck through are, too, and slots nobody has booked."""
    left_out = [reasons[line] for line in line_of]
    for place, reason in free:
        left_out[place] = left_out[place] or reason
    for place in strikes.rows:
        left_out[place] = left_out[place] or STRUCK
    return left_out


def _shared_facts(
    columns: Columns, doubtful: Mapping[int, frozenset[str]], days: Mapping[int, tuple[Span, ...]]
) -> tuple[tuple[Facts, ...], Sequence[Facts]]:
    """All different facts, and those of every row.

    Rows share the facts of their line unless something is doubtful or struck through in them.
    """
    of_line = _facts(columns)
    facts = [of_line[line] for line in columns.line_of]
    own_ones = {*doubtful, *columns.strikes.rows}
    if not own_ones:
        return tuple(of_line), facts
    known: dict[tuple[int, str, frozenset[str], tuple[Span, ...]], Facts] = {}
    for place in own_ones:
        doubts, may_be = doubtful.get(place, NOTHING_DOUBTFUL), days.get(place, facts[place].within)
        own = (columns.line_of[place], columns.left_out[place], doubts, may_be)
        if own not in known:
            known[own] = replace(facts[place], skip=own[1], doubtful=doubts, within=may_be)
        facts[place] = known[own]
    return tuple({id(one): one for one in facts}.values()), facts


def _facts(columns: Columns) -> list[Facts]:
    """What each line says, whatever is doubtful."""
    count = len(columns.times)

    def said(*wanted: Field) -> list[ReadColumn]:
        return of_fields(columns.lines, wanted)

    facts = map(
        Facts,
        values(said(Field.KEY), count),
        values(said(Field.TITLE), count),
        (time.start for time in columns.times),
        (time.end for time in columns.times),
        together(said(Field.DURATION), count, duration_of),
        (time.zone for time in columns.times),
        together(said(*HOST), count, host_of),
        values(said(Field.MEETING_TYPE), count),
        values(said(Field.RECURRENCE), count),
        values(said(Field.CALL_OUT), count),
        columns.reasons,
        (fate.settled for fate in columns.fates),
        repeat(NOTHING_DOUBTFUL),
        values(said(Field.HOST_NAME), count),
        (time.assumed for time in columns.times),
        in_series(said(Field.KEY), count),
        (time.within for time in columns.times),
    )
    return list(facts)


def _found(columns: Columns) -> list[Placed]:
    """Whatever is wrong with a cell by itself, then what is wrong with some of them together."""
    return [
        *with_addresses_of_hosts(without_proven(_found_in_cells(columns.read), columns.read), columns.read),
        *columns.strikes.cells,
        *_found_in_lines([time.found for time in columns.times], columns.line_of),
        *_found_in_lines([fate.found for fate in columns.fates], columns.line_of),
        *((place, one) for place, person in enumerate(columns.people) if person.found for one in person.found),
    ]


def _issues(sheet: Sheet, columns: Columns, found: Iterable[Placed]) -> list[Issue]:
    """What was found, in the order of the rows; in those that are left out on purpose nothing matters."""
    wanted = sorted((one for one in found if not columns.left_out[one[0]]), key=itemgetter(0))
    issues = (issue_at(one.problem, one.column, sheet.rows.numbers[place], one.cell) for place, one in wanted)
    return list(dict.fromkeys(issues))  # a cell for a start and an end may say the same of both


def _doubtful(columns: Columns, found: Iterable[Placed]) -> dict[int, frozenset[str]]:
    """By the places of the rows, the fields whose cells have an error."""
    doubts: dict[int, set[str]] = {}
    for place, one in found:
        if one.problem.severity == "error" and one.column.field is not None:
            doubts.setdefault(place, set()).update(map(str, doubted_by(one, one.column.field)))
    of_lines = {line: set(map(str, time.doubtful)) for line, time in enumerate(columns.times) if time.doubtful}
    for place, line in enumerate(columns.line_of if of_lines else ()):
        if line in of_lines:
            doubts.setdefault(place, set()).update(of_lines[line])
    return {place: frozenset(doubt) for place, doubt in doubts.items()}


def _found_in_cells(read: Iterable[ReadColumn]) -> Iterator[Placed]:
    for column in read:
        problems = {place: meaning.problems for place, meaning in enumerate(column.meanings) if meaning.problems}
        if not problems:
            continue
        for row, place in enumerate(column.places):
            for problem in problems.get(place, ()):
                yield row, Found(problem, column.column, column.cells[place])


def _found_in_lines(found: Sequence[Sequence[Found]], line_of: Sequence[int]) -> Iterator[Placed]:
    return ((place, one) for place, line in enumerate(line_of if any(found) else ()) for one in found[line])


def _is_duration(column: Column) -> bool:
    return column.field is Field.DURATION


def _is_zero(cell: Cell) -> bool:
    return not text_of(cell).strip("0")


def _never(cell: Cell) -> bool:
    del cell
    return False
