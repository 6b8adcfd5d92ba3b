"""Rows that a status calls provisional or tentative: they are created, and that is pointed out."""

from collections.abc import Iterator, Sequence

from bulkmeet.cells.flags import unsettled_beside
from bulkmeet.cells.provisional import says_provisional, shows_time
from bulkmeet.cells.text import quoted
from bulkmeet.columns import fields
from bulkmeet.columns.fields import Column, Field
from bulkmeet.columns.unread import UNKNOWN
from bulkmeet.model import Cell, Issue, Problem
from bulkmeet.parser.readers import issue_at
from bulkmeet.sheet import Sheet


def marked_provisional(sheet: Sheet, mapping: fields.Mapping, left_out: Sequence[str]) -> Iterator[Issue]:
    """A warning at each such cell of a row that is not left out, in a status column or in one that nobody knows."""
    for column in mapping.columns:
        cells = sheet.rows.columns[column.index]
        told = _provisional(cells.cells) if _is_status(column) else ()
        if not told or shows_time(cells.cells):
            continue
        for row, place in enumerate(cells.places):
            if place in told and not left_out[row]:
                cell = cells.cells[place]
                yield issue_at(_warned(cell), column, sheet.rows.numbers[row], cell)


def _is_status(column: Column) -> bool:
    return column.field is Field.CANCELLED or (column.field is None and column.how == UNKNOWN)


def _provisional(cells: Sequence[Cell]) -> set[int]:
    """The places of such cells, without those that are an error beside “confirmed”."""
    asked = unsettled_beside(cells)[0]
    return {place for place, cell in enumerate(cells) if says_provisional(cell) and cell not in asked}


def _warned(cell: Cell) -> Problem:
    message = f"{quoted(cell)} says that this meeting is not settled yet; delete the row if it is to wait."
    return Problem("provisional", message, "warning")
