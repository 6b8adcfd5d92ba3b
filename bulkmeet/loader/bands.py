"""Rows between meetings that only head those below them: “WEEK 1”, merged across the table. Pure.

A meeting whose other cells are still missing looks much like one, and a heading may say that all below is done with.
So only what can be neither is left out, and any other row stays one, to be asked about.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, pairwise

from bulkmeet.cells.dates import DateOrder
from bulkmeet.cells.text import is_blank, text_of
from bulkmeet.columns.fields import Field
from bulkmeet.loader.daycells import day_in, day_with_time, order_of
from bulkmeet.loader.days import columns_for, lone_cells
from bulkmeet.loader.headingwords import WEEKDAY, form_of, is_harmless, is_period, kinds_in, names_day, weekdays_in
from bulkmeet.loader.passages import is_lone_text
from bulkmeet.loader.raw import Merge
from bulkmeet.loader.reshaping import as_wide_as
from bulkmeet.loader.timed import timed_rows
from bulkmeet.model import Cell
from bulkmeet.sheet import Distinct, Grid

WIDE = 3
"""How many columns a row is merged across at least, besides half of the table's."""
TALLEST = 3
"""How many rows a merge has at most that is one row's heading."""
DaysOf = tuple[Sequence[int], Sequence[date | None]]
"""For a column where in its different cells that of every row is, and the days that these name."""
_SEVERAL = 2
"""How many periods alike head the rows below them where they stand in place of titles and nothing is merged."""


def band_rows(
    rows: Grid, headers: Sequence[str], merges: Sequence[Merge], date_order: DateOrder | None = None
) -> list[int]:
    """The places of the rows of a table with these headers that only head others.

    They stand in its first column, merged from there or not, with a day or a clock in some row below, before the next
    of them. One stays that another row, with a day or a clock, has the like of in that column, and so does one with
    another day than the rows below. `date_order` is that of numeric dates where it was given.
    """
    first = next((index for index, header in enumerate(headers) if header), 0)
    merged = _merged(merges, first, len(headers))
    lone = dict(lone_cells(as_wide_as(rows, max(len(headers), len(rows.columns), 2))))
    heads = {place: cell for place, cell in lone.items() if isinstance(cell, date) or is_lone_text([cell])}
    heads.update(_filled_throughout(rows, merged))
    bands = {place: cell for place, cell in heads.items() if rows.numbers[place] in merged and _is_harmless(cell)}
    bands.update(_periods(rows, headers, first, {at: cell for at, cell in heads.items() if at not in bands}))
    if not bands:
        return []
    timed = timed_rows(rows)
    for place in heads:
        timed[place] = 0
    bands = _unlike_meetings(bands, rows.columns[first], timed)
    said = {place for place, cell in bands.items() if _says_day(cell)}
    order = date_order or (order_of(chain.from_iterable(column.cells for column in rows.columns)) if said else None)
    days = _days(rows, order) if said else []
    return [
        place
        for place, end in pairwise((*sorted(heads), len(rows)))
        if place in bands
        and timed.find(1, place + 1, end) >= 0
        and (place not in said or _agrees(bands[place], range(place + 1, end), days, order))
    ]


def _merged(merges: Sequence[Merge], first: int, width: int) -> frozenset[int]:
    """The numbers of the rows merged from the first column of a table so wide, across much of it."""
    return frozenset(
        number
        for merge in merges
        if merge.last_row - merge.first_row < TALLEST and merge.first_column == first and _is_wide(merge, width)
        for number in range(merge.first_row, merge.last_row + 1)
    )


def _is_wide(merge: Merge, width: int) -> bool:
    across = min(merge.last_column + 1, width) - merge.first_column
    return across >= WIDE and 2 * across >= width


def _filled_throughout(rows: Grid, merged: frozenset[int]) -> Iterator[tuple[int, Cell]]:
    """The places of rows of a merge so tall that its text was filled into all of their cells, with that text."""
    for place, number in enumerate(rows.numbers if merged else ()):
        if number in merged:
            texts = {cell for cell in rows[place].cells if not is_blank(cell)}
            if len(texts) == 1:
                yield place, texts.pop()


def _is_harmless(cell: Cell) -> bool:
    return is_harmless(kinds_in(cell))


def _periods(rows: Grid, headers: Sequence[str], first: int, heads: Mapping[int, Cell]) -> Iterator[tuple[int, Cell]]:
    """The bare periods alone in the first column.

    Where that has the titles, “Q1 2027” may be one: there several alike share all rows among them.
    """
    periods = {
        place: cell
        for place, cell in heads.items()
        if isinstance(cell, str) and is_period(kinds_in(cell)) and not is_blank(rows[place].cells[first])
    }
    if periods and first in (columns_for(headers, Field.TITLE) or [first]):
        counts = Counter(map(form_of, periods.values()))
        top = form_of(periods[0]) if 0 in periods else None
        periods = {at: cell for at, cell in periods.items() if form_of(cell) == top and counts[top] >= _SEVERAL}
    yield from periods.items()


def _unlike_meetings(bands: Mapping[int, Cell], column: Distinct, timed: Sequence[int]) -> dict[int, Cell]:
    """Those bands of which no row with a day or a clock has the like in their column."""
    of_meetings = {which for which, is_one in zip(column.places, timed, strict=True) if is_one}
    forms = {form_of(column.cells[which]) for which in of_meetings}
    forms.update([form[:1] for form in forms])
    return {place: cell for place, cell in bands.items() if form_of(cell) not in forms}


def _says_day(cell: Cell) -> bool:
    kinds = kinds_in(cell)
    return names_day(kinds) or WEEKDAY in kinds


def _days(rows: Grid, order: DateOrder | None) -> list[DaysOf]:
    return [
        (column.places, [day_in(cell, order) or day_with_time(cell, order) for cell in column.cells])
        for column in rows.columns
    ]


def _agrees(cell: Cell, below: range, days: Sequence[DaysOf], order: DateOrder | None) -> bool:
    """Whether the rows below a band are all of the day, or the day of the week, that it names."""
    day, weekdays = day_in(cell, order), weekdays_in(text_of(cell))
    named = ([one for places, of_cells in days if (one := of_cells[places[place]])] for place in below)
    if day is not None:
        return all(day in of_row for of_row in named)
    return bool(weekdays) and all(any(one.weekday() in weekdays for one in of_row) for of_row in named)
