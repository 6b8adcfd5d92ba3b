"""Cells in which an export wrote the name of a kind of data, whatever their column is for: no value. Pure."""

from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.cells.text import quoted, refused
from bulkmeet.cells.typenames import any_names_type, names_type
from bulkmeet.columns.choices import said_key
from bulkmeet.columns.fields import PEOPLE_FIELDS, RESULT_FIELDS, Column, Field
from bulkmeet.model import Cell, Parsed
from bulkmeet.parser.together import ReadColumn

NOT_NEEDED = PEOPLE_FIELDS | {Field.HOST_NAME, Field.CANCELLED, Field.GOING_AHEAD, Field.ALL_DAY, Field.CALL_OUT}
"""What a meeting can be created without."""


def without_type_names(read: ReadColumn, columns: Sequence[Column]) -> ReadColumn:
    """The column with an error, and no value, at each such cell; `columns` are all those of the sheet."""
    texts = [cell for cell in read.cells if isinstance(cell, str)]
    if read.column.field in RESULT_FIELDS or not any_names_type(texts):
        return read
    otherwise = "or type it here"
    if read.column.field in NOT_NEEDED:
        key = said_key(read.column, columns)
        otherwise += f', or leave the column out when you run bulkmeet, with --map "{key}=ignore"'
    meanings = [
        _refused(cell, otherwise) if isinstance(cell, str) and names_type(cell) else meaning
        for cell, meaning in zip(read.cells, read.meanings, strict=True)
    ]
    return replace(read, meanings=meanings)


def _refused(cell: Cell, otherwise: str) -> Parsed[object]:
    return refused(
        "type_not_value",
        f"{quoted(cell)} is the name of a kind of data, which the export wrote instead of the value; export the file "
        f"again with the value itself, {otherwise}.",
    )
