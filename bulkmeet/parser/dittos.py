"""Cells that point to the one above them, in whatever column: no value, as rows are sorted and deleted. Pure."""

from msgspec.structs import replace

from bulkmeet.cells.dittos import is_ditto_mark, points_above
from bulkmeet.cells.text import quoted, refused, text_of
from bulkmeet.columns.fields import RESULT_FIELDS, Field
from bulkmeet.model import Cell, Parsed
from bulkmeet.parser.readers import TIMED
from bulkmeet.parser.together import ReadColumn

TOLD_BY_THEIR_READERS = TIMED | {Field.DURATION, Field.ATTENDEES}
"""What is refused with an example of what to write."""
NOT_LOOKED_AT = TOLD_BY_THEIR_READERS.union(RESULT_FIELDS, {Field.WEEKDAY})
NAMES = frozenset({Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.DISPLAY_NAME, Field.HOST_NAME})
"""Where one word may be somebody's name: Same, Dito."""


def without_dittos(read: ReadColumn) -> ReadColumn:
    """The column with an error, and no value, at each such cell."""
    field = read.column.field
    if field in NOT_LOOKED_AT or field is None:
        return read
    points = _is_no_name if field in NAMES else points_above
    if not any(map(points, read.cells)):
        return read
    meanings = [
        _refused(cell) if points(cell) else meaning for cell, meaning in zip(read.cells, read.meanings, strict=True)
    ]
    return replace(read, meanings=meanings)


def _is_no_name(cell: Cell) -> bool:
    return points_above(cell) and (is_ditto_mark(text_of(cell)) or len(text_of(cell).split()) > 1)


def _refused(cell: Cell) -> Parsed[object]:
    message = f"{quoted(cell)} points to another row; type here what it stands for, in every row."
    return refused("points_to_another_row", message)
