"""Tables in blocks of a day each: the date in a row of its own above them, or in the first row only. Pure.

What is filled in is said with its rows. What could also be a slip stays as it is, and is asked about later.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import pairwise

from msgspec import Struct

from bulkmeet.cells.dates import DateOrder, infer_order, parse_clock, parse_when
from bulkmeet.cells.spans import split_span
from bulkmeet.cells.text import is_blank, text_of
from bulkmeet.columns.fields import Field
from bulkmeet.columns.looks import mentions_day
from bulkmeet.columns.normalise import LONGEST_HEADER
from bulkmeet.columns.recognise import recognise
from bulkmeet.loader.reshaping import as_wide_as, blanks_of, changed, tidied, without
from bulkmeet.loader.undated import undated_rows
from bulkmeet.loader.wording import rows_named
from bulkmeet.model import Cell, Issue, Row
from bulkmeet.sheet import Grid

FIRST_REAL_YEAR = 1905
FEW_BLANKS = 8
"""A spreadsheet that dates a bare time of day puts it on its day zero, in 1899, 1900 or (made on a Mac) 1904."""

Filled = tuple[Grid, list[Issue]]


class Day(Struct, frozen=True):
    """A row that holds a date alone: its number, the date as it stands there, and the day it means."""

    row: int
    cell: Cell
    day: date


Headings = Mapping[int, Day]
"""The rows that hold a date alone, by their places."""


class Blocks(Struct, frozen=True):
    """Where the days of a timetable begin, where one ends without another, and the day above the headers."""

    headings: Headings
    ends: Container[int]
    first: Day | None


def fill_days(
    rows: Grid,
    headers: Sequence[str],
    above: Row | None,
    struck: Container[int] = (),
    date_order: DateOrder | None = None,
) -> Filled:
    """The rows under the headers, each of a block with the date of its day, and what was filled in.

    `above` is the row just above the headers, which may hold the date of the first block. Dates in rows that are
    `struck` through, given by their numbers, are handed to no other row. `date_order` is that of numeric dates where it
    was given; else they show it themselves.
    """
    dates, starts = _columns(headers, Field.START_DATE), _columns(headers, Field.START, Field.START_TIME)
    if len(starts) != 1 or len(dates) > 1:
        return rows, []
    wide = as_wide_as(rows, max(len(headers), len(rows.columns), 2))
    lone = dict(_lone_cells(wide))
    headings = _headings(lone, rows.numbers, date_order)
    if not headings and not dates:
        return rows, []
    clocks = _cells(wide, starts[0])
    ends = {place for place, cell in lone.items() if place not in headings and _ends_block(cell, clocks[place])}
    if headings or _has_blanks(wide, dates[0]):
        ends.update(place for place in undated_rows(wide) if not _is_time(clocks[place]))
    if not headings:
        return (rows, []) if ends else _below_first_rows(wide, dates[0], clocks, struck, date_order)
    first = _day_above(above, date_order) if above and not dates else None
    if any(day.row in struck for day in (first, *headings.values()) if day):
        return rows, []
    if _is_unclear(wide, headings, clocks) or (not dates and not _all_stand_below(headings, first, clocks)):
        return rows, []
    blocks = Blocks(headings, ends, first)
    return _filled(wide, blocks, clocks, dates[0] if dates else None, starts[0])


def _columns(headers: Sequence[str], *fields: Field) -> list[int]:
    """The columns whose headers mean one of these fields; those that may mean it only where no other does."""
    sure: list[int] = []
    unsure: list[int] = []
    for column, header in enumerate(headers):
        meaning = recognise(header).meaning if 0 < len(header) <= LONGEST_HEADER else None
        if meaning is not None and meaning.field in fields:
            (unsure if meaning.choose else sure).append(column)
    return sure or unsure


# ---- a row with the date alone, above the meetings of its day ----------------------------------------------


def _lone_cells(rows: Grid) -> Iterator[tuple[int, Cell]]:
    """The places of the rows that have one cell filled, with that cell. Such a row has a blank in one of any two."""
    blanks = [blanks_of(column) for column in rows.columns]
    counts: list[int] = []
    for column, blank in zip(rows.columns, blanks, strict=True):
        # The cells of rows that were taken out are blank, too, and may be thousands.
        few = len(blank) <= FEW_BLANKS
        counts.append(sum(map(column.places.count, blank) if few else map(blank.__contains__, column.places)))
        if counts.count(0) > 1:
            return
    one, two = sorted(range(len(counts)), key=counts.__getitem__)[:2]
    pairs = zip(rows.columns[one].places, rows.columns[two].places, strict=True)
    for place, (this, that) in enumerate(pairs):
        if this in blanks[one] or that in blanks[two]:
            filled = [cell for cell in rows[place].cells if not is_blank(cell)]
            if len(filled) == 1:
                yield place, filled[0]


def _ends_block(lone: Cell, clock: Cell) -> bool:
    """Whether what stands alone in a row may head others, as “To be scheduled” does: all but times and addresses."""
    is_address = isinstance(lone, str) and "@" in lone
    return not (is_address or _is_time(clock))


def _is_time(clock: Cell) -> bool:
    return _is_time_alone(clock) and _clock(clock) is not None


def _headings(lone: Mapping[int, Cell], numbers: Sequence[int], given: DateOrder | None) -> dict[int, Day]:
    order = given or _order(lone.values())
    days = {place: _day(cell, order) for place, cell in lone.items()}
    return {place: Day(numbers[place], lone[place], day) for place, day in days.items() if day}


def _day_above(row: Row, given: DateOrder | None) -> Day | None:
    filled = [cell for cell in row.cells if not is_blank(cell)]
    day = _day(filled[0], given or _order(filled)) if len(filled) == 1 else None
    return Day(row.number, filled[0], day) if day else None


def _filled(rows: Grid, blocks: Blocks, clocks: Sequence[Cell], column: int | None, start: int) -> Filled:
    """The rows without the headings, with their dates in the column for dates or else before the times."""
    cells: dict[int, Cell] = {}
    dates = _cells(rows, column) if column is not None else []
    above = blocks.first
    for place, clock in enumerate(clocks):
        above = None if place in blocks.ends else blocks.headings.get(place, above)
        if place in blocks.headings or above is None or not _is_time_alone(clock):
            continue
        if not dates:
            cells[place] = _moment(clock, above.day)
        elif is_blank(dates[place]):
            cells[place] = above.cell
    if not cells:
        return rows, []
    filled = changed(rows, {start if column is None else column: cells})
    return tidied(without(filled, sorted(blocks.headings))), [_told(blocks, [rows.numbers[place] for place in cells])]


def _told(blocks: Blocks, filled: Sequence[int]) -> Issue:
    numbers = [day.row for day in (blocks.first, *blocks.headings.values()) if day]
    what, each = ("A date stands", "it") if len(numbers) == 1 else ("Dates stand", "each")
    message = (
        f"{what} alone in {rows_named(numbers)}, so {each} was taken for the day of the rows below: "
        f"{rows_named(filled)}."
    )
    return Issue("day_above_rows", message, "warning", row=numbers[0])


def _is_unclear(rows: Grid, headings: Container[int], clocks: Sequence[Cell]) -> bool:
    """Whether a row without a time is about a day after all: then those below it may belong to that one."""
    return any(
        any(map(mentions_day, rows[place].cells))
        for place, clock in enumerate(clocks)
        if place not in headings and not _is_time_alone(clock)
    )


def _all_stand_below(headings: Headings, first: Day | None, clocks: Sequence[Cell]) -> bool:
    """Whether every row with a time has a heading above it, and none names a day of its own."""
    covered = 0 if first else min(headings)
    others = ((place, clock) for place, clock in enumerate(clocks) if place not in headings and not is_blank(clock))
    return all(place >= covered and _is_time_alone(clock) for place, clock in others)


def _is_time_alone(cell: Cell) -> bool:
    if isinstance(cell, datetime):
        return cell.year < FIRST_REAL_YEAR
    return isinstance(cell, time) or (isinstance(cell, str) and not is_blank(cell) and not mentions_day(cell))


def _moment(clock: Cell, day: date) -> Cell:
    if isinstance(clock, datetime):
        return datetime.combine(day, clock.time())
    return datetime.combine(day, clock) if isinstance(clock, time) else f"{day} {text_of(clock)}"


# ---- the date in the first row of each day -----------------------------------------------------------------


def _below_first_rows(
    rows: Grid, column: int, clocks: Sequence[Cell], struck: Container[int], given: DateOrder | None
) -> Filled:
    """The rows with the dates filled down, if it is plain that each stands only in the first row of its day.

    That is so where every date stands once, later ones further down, each row below has a later time than the one
    above it, several days have such rows, and these are no fewer than the dates.
    """
    if not _has_blanks(rows, column):
        return rows, []
    dates = _cells(rows, column)
    meetings = [place for place, clock in enumerate(clocks) if not is_blank(clock)]
    blank = [place for place in meetings if is_blank(dates[place])]
    if not blank or len(meetings) > 2 * len(blank):
        return rows, []
    by_blocks = _goes_by_blocks([(dates[place], clocks[place]) for place in meetings], given)
    if not by_blocks or _is_unclear(rows, (), clocks):
        return rows, []
    if any(rows.numbers[place] in struck and not is_blank(dates[place]) for place in meetings):
        return rows, []
    numbers = [rows.numbers[place] for place in blank]
    message = (
        "Each date stands only in the first row of its day, so it was filled down into the rows below it: "
        f"{rows_named(numbers)}."
    )
    filled = changed(rows, {column: dict(_filled_down(dates, blank))})
    return filled, [Issue("dates_filled_down", message, "warning", row=numbers[0])]


def _filled_down(dates: Sequence[Cell], blank: Iterable[int]) -> Iterator[tuple[int, Cell]]:
    wanted = frozenset(blank)
    value: Cell = None
    for place, cell in enumerate(dates):
        value = value if is_blank(cell) else cell
        if place in wanted:
            yield place, value


def _goes_by_blocks(meetings: Sequence[tuple[Cell, Cell]], given: DateOrder | None) -> bool:
    """Whether meetings, each with its date and its time, go by days in their order and by times within each."""
    order = given or _order(cell for cell, _ in meetings)
    blocks: list[tuple[date, list[time]]] = []
    for cell, start in meetings:
        clock, day = _clock(start), None if is_blank(cell) else _day(cell, order)
        if clock is None or (day is None and (not is_blank(cell) or not blocks)):
            return False
        if day is not None:
            blocks.append((day, [clock]))
        else:
            blocks[-1][1].append(clock)
    in_order = _rises(day for day, _ in blocks) and all(_rises(clocks) for _, clocks in blocks)
    return in_order and sum(len(clocks) > 1 for _, clocks in blocks) > 1


def _rises(values: Iterable[date] | Iterable[time]) -> bool:
    return all(one < next_one for one, next_one in pairwise(values))  # type: ignore[operator]  # all are of one kind


def _clock(cell: Cell) -> time | None:
    span = split_span(cell, None)
    read = parse_clock(span[0] if span else cell).value
    return read.clock if read else None


# ---- cells -------------------------------------------------------------------------------------------------


def _order(cells: Iterable[Cell]) -> DateOrder | None:
    order = infer_order(cells)
    return None if order == "ambiguous" or order == "contradictory" else order


def _day(cell: Cell, order: DateOrder | None) -> date | None:
    """The day that a cell names, and no time of day; numbers name none."""
    match cell:
        case datetime():
            return cell.date() if cell.time() == time() and cell.year >= FIRST_REAL_YEAR else None
        case date():
            return cell
        case str():
            read = parse_when(cell, order).value
            return read.day if read and read.clock is None else None
    return None


def _has_blanks(rows: Grid, column: int) -> bool:
    return any(map(rows.columns[column].places.count, blanks_of(rows.columns[column])))


def _cells(rows: Grid, column: int) -> list[Cell]:
    different = rows.columns[column].cells
    return [different[place] for place in rows.columns[column].places]
