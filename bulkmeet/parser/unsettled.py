"""Rows that a status column calls open or pending where it says of others that they are settled. Pure."""

from msgspec.structs import replace

from bulkmeet.cells.flags import unsettled_beside
from bulkmeet.cells.text import quoted
from bulkmeet.columns.fields import Field
from bulkmeet.model import Cell, Parsed, Problem
from bulkmeet.parser.together import ReadColumn


def with_unsettled(read: ReadColumn) -> ReadColumn:
    """The column of marks of cancelled rows with an error at each cell that may say that nothing is decided yet."""
    if read.column.field is not Field.CANCELLED:
        return read
    doubtful, settled = unsettled_beside(read.cells)
    if not doubtful:
        return read
    meanings = [
        Parsed(None, (_problem(cell, settled),)) if cell in doubtful else meaning
        for cell, meaning in zip(read.cells, read.meanings, strict=True)
    ]
    return replace(read, meanings=meanings)


def _problem(cell: Cell, settled: Cell) -> Problem:
    message = (
        f"{quoted(cell)} may mean that this is not settled yet, since other rows say {quoted(settled)}; "
        "write Confirmed to create it, or Cancelled to leave it out."
    )
    return Problem("cancelled_unclear", message)
