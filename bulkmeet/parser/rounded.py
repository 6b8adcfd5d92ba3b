"""Ids that end in 0 or are too short beside one that a spreadsheet has changed: digits may be lost, too. Pure."""

from msgspec.structs import replace

from bulkmeet.cells.ids import cut_short_beside, may_be_rounded_beside, was_changed
from bulkmeet.columns.fields import Field
from bulkmeet.model import Cell, Parsed
from bulkmeet.parser.together import ReadColumn


def with_rounded(read: ReadColumn) -> ReadColumn:
    """The column of ids, if a cell shows that they were numbers once, with what that says of the others.

    It is a warning at each that ends in 0, and an error at each that is too short.
    """
    if read.column.field is not Field.USER_ID:
        return read
    both = zip(read.cells, read.meanings, strict=True)
    changed = next((cell for cell, meaning in both if was_changed(cell) or _is_mangled(meaning)), None)
    if changed is None:
        return read
    meanings = [_beside(changed, cell, meaning) for cell, meaning in zip(read.cells, read.meanings, strict=True)]
    return replace(read, meanings=meanings)


def _is_mangled(parsed: Parsed[str]) -> bool:
    return any(problem.code == "id_mangled" for problem in parsed.problems)


def _beside(changed: Cell, cell: Cell, parsed: Parsed[str]) -> Parsed[str]:
    whole = cut_short_beside(changed, cell, parsed)
    return replace(whole, problems=(*whole.problems, *may_be_rounded_beside(changed, cell, whole)))
