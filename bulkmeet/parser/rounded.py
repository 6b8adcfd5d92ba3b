"""Ids ending in 0 beside one that a spreadsheet has changed: their last digit may be lost, too. Pure."""

from msgspec.structs import replace

from bulkmeet.cells.ids import may_be_rounded_beside, was_changed
from bulkmeet.columns.fields import Field
from bulkmeet.model import Parsed
from bulkmeet.parser.together import ReadColumn


def with_rounded(read: ReadColumn) -> ReadColumn:
    """The column of ids with a warning at each that ends in 0, if a cell shows that the ids were numbers once."""
    changed = next(filter(was_changed, read.cells), None) if read.column.field is Field.USER_ID else None
    if changed is None:
        return read
    meanings = [
        Parsed(meaning.value, (*meaning.problems, *may_be_rounded_beside(changed, cell, meaning)))
        for cell, meaning in zip(read.cells, read.meanings, strict=True)
    ]
    return replace(read, meanings=meanings)
