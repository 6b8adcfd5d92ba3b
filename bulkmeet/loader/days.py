"""Tables in blocks of a day each: the date in a row of its own above them, or in the first row only. Pure.

What is filled in is said with its rows. What could also be a slip stays as it is, and is asked about later.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.cells.dates import DateOrder, parse_when
from bulkmeet.cells.text import is_blank, text_of
from bulkmeet.columns.fields import Field
from bulkmeet.columns.looks import mentions_day
from bulkmeet.columns.normalise import LONGEST_HEADER
from bulkmeet.columns.recognise import recognise
from bulkmeet.loader.daycells import cells_of, day_in, day_with_time, has_blanks, is_time, is_time_alone, order_of
from bulkmeet.loader.firstrows import fill_from_first_rows
from bulkmeet.loader.reshaping import as_wide_as, blanks_of, changed, tidied, without
from bulkmeet.loader.undated import undated_rows
from bulkmeet.loader.wording import rows_named
from bulkmeet.model import Cell, Issue, Row
from bulkmeet.sheet import BelowDays, Grid

FEW_BLANKS = 8
SOME_DAY = date(2027, 10, 13)


class Filled(Struct, frozen=True):
    """The rows, what was filled into them, and the times that were given their days."""

    rows: Grid
    issues: Sequence[Issue] = ()
    below: BelowDays | None = None


class Day(Struct, frozen=True):
    """A row that holds a date alone: its number, the date as it stands there, and the day it means."""

    row: int
    cell: Cell
    day: date


Headings = Mapping[int, Day]
"""The rows that hold a date alone, by their places."""


class Blocks(Struct, frozen=True):
    """Where the days of a timetable begin, where one ends without another, and the day above the headers.

    `own` are the days of the rows whose times have one beside them, by their places.
    """

    headings: Headings
    ends: Container[int]
    first: Day | None
    own: Mapping[int, date]


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
    dates, starts = columns_for(headers, Field.START_DATE), columns_for(headers, Field.START, Field.START_TIME)
    if len(starts) != 1 or len(dates) > 1:
        return Filled(rows)
    wide = as_wide_as(rows, max(len(headers), len(rows.columns), 2))
    lone = dict(lone_cells(wide))
    headings = _headings(lone, rows.numbers, date_order)
    if not headings and not dates:
        return Filled(rows)
    clocks = cells_of(wide, starts[0])
    ends = {place for place, cell in lone.items() if place not in headings and _ends_block(cell, clocks[place])}
    if headings or has_blanks(wide, dates[0]):
        ends.update(place for place in undated_rows(wide) if not is_time(clocks[place]))
    if not headings:
        if ends:
            return Filled(rows)
        return Filled(*fill_from_first_rows(wide, dates[0], clocks, struck, date_order))
    first = _day_above(above, date_order) if above and not dates else None
    if any(day.row in struck for day in (first, *headings.values()) if day):
        return Filled(rows)
    blocks = Blocks(headings, ends, first, dict(_days_of_their_own(clocks, [*lone.values(), *clocks], date_order)))
    if _is_unclear(wide, blocks, clocks) or (not dates and not _all_stand_below(blocks, clocks)):
        return Filled(rows)
    return _with_dates(wide, blocks, clocks, dates[0]) if dates else _with_days(wide, blocks, clocks, starts[0])


def columns_for(headers: Sequence[str], *fields: Field) -> list[int]:
    """The columns whose headers mean one of these fields; those that may mean it only where no other does."""
    sure: list[int] = []
    unsure: list[int] = []
    for column, header in enumerate(headers):
        meaning = recognise(header).meaning if 0 < len(header) <= LONGEST_HEADER else None
        if meaning is not None and meaning.field in fields:
            (unsure if meaning.choose else sure).append(column)
    return sure or unsure


# ---- a row with the date alone, above the meetings of its day ----------------------------------------------


def lone_cells(rows: Grid) -> Iterator[tuple[int, Cell]]:
    """The places of the rows that have one cell filled, with that cell. Such a row has a blank in one of any two."""
    blanks: list[frozenset[int]] = []
    counts: list[int] = []
    for column in rows.columns:
        blanks.append(blank := blanks_of(column))
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
    return not (is_address or is_time(clock))


def _headings(lone: Mapping[int, Cell], numbers: Sequence[int], given: DateOrder | None) -> dict[int, Day]:
    order = given or order_of(lone.values())
    days = {place: day_in(cell, order) for place, cell in lone.items()}
    return {place: Day(numbers[place], lone[place], day) for place, day in days.items() if day}


def _day_above(row: Row, given: DateOrder | None) -> Day | None:
    filled = [cell for cell in row.cells if not is_blank(cell)]
    day = day_in(filled[0], given or order_of(filled)) if len(filled) == 1 else None
    return Day(row.number, filled[0], day) if day else None


def _days_of_their_own(
    clocks: Sequence[Cell], all_days: Iterable[Cell], given: DateOrder | None
) -> Iterator[tuple[int, date]]:
    dated = [place for place, clock in enumerate(clocks) if not is_blank(clock) and not is_time_alone(clock)]
    order = given or (order_of(all_days) if dated else None)
    for place in dated:
        if day := day_with_time(clocks[place], order):
            yield place, day


def _covered(blocks: Blocks, rows: int) -> Iterator[tuple[int, Day]]:
    """The places of the rows below a day that gives them theirs. One with another day of its own ends that block."""
    above = blocks.first
    for place in range(rows):
        above = None if place in blocks.ends else blocks.headings.get(place, above)
        if above is not None and place in blocks.own and blocks.own[place] != above.day:
            above = None
        if above is not None and place not in blocks.headings and place not in blocks.own:
            yield place, above


def _with_dates(rows: Grid, blocks: Blocks, clocks: Sequence[Cell], column: int) -> Filled:
    """The rows without the headings, with their dates in the column for dates."""
    dates = cells_of(rows, column)
    cells = {
        place: above.cell
        for place, above in _covered(blocks, len(rows))
        if is_time_alone(clocks[place]) and is_blank(dates[place])
    }
    return _filled(rows, blocks, column, cells)


def _with_days(rows: Grid, blocks: Blocks, clocks: Sequence[Cell], column: int) -> Filled:
    """The rows without the headings, with their days before the times; what is no time stays as it was typed."""
    covered = {place: above for place, above in _covered(blocks, len(rows)) if not is_blank(clocks[place])}
    texts = {clock for place in covered if isinstance(clock := clocks[place], str)}
    no_times = {text for text in texts if not _is_read_behind_a_day(text)}
    timed = [place for place in covered if is_time_alone(clock := clocks[place]) and clock not in no_times]
    moments = {place: _moment(clocks[place], covered[place].day) for place in timed}
    filled = _filled(rows, blocks, column, moments)
    if not timed:
        return filled
    whole = {clocks[place] for place in blocks.own}
    typed = {moment: clocks[place] for place, moment in moments.items() if moment not in whole}
    below = frozenset(rows.numbers[place] for place in covered)
    return replace(filled, below=BelowDays(column, below, typed, _time_of(clocks[timed[0]])))


def _is_read_behind_a_day(text: str) -> bool:
    """Whether a text is a time of day also with a day before it, as 0.375 is not."""
    return is_time(text) and day_with_time(_moment(text, SOME_DAY), None) == SOME_DAY


def _filled(rows: Grid, blocks: Blocks, column: int, cells: Mapping[int, Cell]) -> Filled:
    if not cells:
        return Filled(rows)
    filled = changed(rows, {column: cells})
    told = _told(blocks, [rows.numbers[place] for place in cells])
    return Filled(tidied(without(filled, sorted(blocks.headings))), [told])


def _told(blocks: Blocks, filled: Sequence[int]) -> Issue:
    numbers = [day.row for day in (blocks.first, *blocks.headings.values()) if day]
    what, each = ("A date stands", "it") if len(numbers) == 1 else ("Dates stand", "each")
    message = (
        f"{what} alone in {rows_named(numbers)}, so {each} was taken for the day of the rows below: "
        f"{rows_named(filled)}."
    )
    return Issue("day_above_rows", message, "warning", row=numbers[0])


def _is_unclear(rows: Grid, blocks: Blocks, clocks: Sequence[Cell]) -> bool:
    """Whether a row without a time is about a day after all: then those below it may belong to that one."""
    return any(
        any(map(mentions_day, rows[place].cells))
        for place, clock in enumerate(clocks)
        if place not in blocks.headings and place not in blocks.own and not is_time_alone(clock)
    )


def _all_stand_below(blocks: Blocks, clocks: Sequence[Cell]) -> bool:
    """Whether every row with a time has a heading above it, or a day of its own beside the time."""
    covered = 0 if blocks.first else min(blocks.headings)
    others = (
        (place, clock)
        for place, clock in enumerate(clocks)
        if place not in blocks.headings and place not in blocks.own and not is_blank(clock)
    )
    return all(place >= covered and (is_time_alone(clock) or _is_no_moment(clock)) for place, clock in others)


def _is_no_moment(cell: Cell) -> bool:
    """Whether it is something else than a text and gives no date either, such as the number 10.15."""
    return not isinstance(cell, str | date) and parse_when(cell, None).value is None


def _moment(clock: Cell, day: date) -> Cell:
    if isinstance(clock, datetime):
        return datetime.combine(day, clock.time())
    return datetime.combine(day, clock) if isinstance(clock, time) else f"{day} {text_of(clock)}"


def _time_of(clock: Cell) -> str:
    return text_of(clock.time() if isinstance(clock, datetime) else clock)
