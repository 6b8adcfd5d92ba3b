"""What the cells of a timetable name: a day, a time of day, or both. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, time

from bulkmeet.cells.dates import DateOrder, infer_order, parse_clock, parse_when
from bulkmeet.cells.spans import split_span
from bulkmeet.cells.text import is_blank
from bulkmeet.columns.looks import mentions_day
from bulkmeet.loader.reshaping import blanks_of
from bulkmeet.model import Cell
from bulkmeet.sheet import Grid

FIRST_REAL_YEAR = 1905
"""A spreadsheet that dates a bare time of day puts it on its day zero, in 1899, 1900 or (made on a Mac) 1904."""


def order_of(cells: Iterable[Cell]) -> DateOrder | None:
    """The order of day and month that the numeric dates among the cells show; None where they show none."""
    order = infer_order(cells)
    return None if order == "ambiguous" or order == "contradictory" else order


def day_in(cell: Cell, order: DateOrder | None) -> date | None:
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


def clock_in(cell: Cell) -> time | None:
    """The time of day that a cell names, or the first of a span."""
    span = split_span(cell, None)
    read = parse_clock(span[0] if span else cell).value
    return read.clock if read else None


def is_time_alone(cell: Cell) -> bool:
    """Whether a cell in a column of times names no day, whatever else it holds."""
    if isinstance(cell, datetime):
        return cell.year < FIRST_REAL_YEAR
    return isinstance(cell, time) or (isinstance(cell, str) and not is_blank(cell) and not mentions_day(cell))


def is_time(cell: Cell) -> bool:
    """Whether a cell is a time of day, or a span of them, and names no day."""
    return is_time_alone(cell) and clock_in(cell) is not None


def day_with_time(cell: Cell, order: DateOrder | None) -> date | None:
    """The day of a cell that names one and a time of day as well, or a span from there on."""
    if isinstance(cell, datetime):
        return cell.date() if cell.year >= FIRST_REAL_YEAR and cell.time() != time() else None
    if not isinstance(cell, str) or not mentions_day(cell):
        return None
    span = split_span(cell, order)
    read = parse_when(span[0] if span else cell, order).value
    return read.day if read and read.clock is not None else None


def has_blanks(rows: Grid, column: int) -> bool:
    """Whether a column is empty in some row."""
    return any(map(rows.columns[column].places.count, blanks_of(rows.columns[column])))


def cells_of(rows: Grid, column: int) -> list[Cell]:
    """The cells of a column, one a row."""
    different = rows.columns[column].cells
    return [different[place] for place in rows.columns[column].places]
