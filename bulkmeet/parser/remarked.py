"""Remarks that say of a row that it is off, beside a column that marks such rows and does not mark this one."""

from collections.abc import Iterator, Sequence

from bulkmeet.cells.flags import ALL_DIGITS_ALIKE, any_mentions_cancelling
from bulkmeet.cells.remarks import any_remark_says_off, remark_says_off
from bulkmeet.cells.text import folded, quoted
from bulkmeet.columns import fields
from bulkmeet.columns.fields import KNOWN, Column, Field
from bulkmeet.columns.unread import DO_NOT, begins_with_mark
from bulkmeet.model import Cell, Issue, Problem
from bulkmeet.parser.readers import issue_at
from bulkmeet.sheet import Sheet


def remarked_off(sheet: Sheet, mapping: fields.Mapping, left_out: Sequence[str]) -> Iterator[Issue]:
    """An error at each such remark of a row that is not left out.

    Without a column of marks the remarks stop all rows, and their column has to be ignored or the rows marked.
    """
    marks = (*mapping.of(Field.CANCELLED), *mapping.of(Field.GOING_AHEAD))
    for column in mapping.columns if marks else ():
        if column.field is not Field.IGNORE or column.how != KNOWN:
            continue
        cells = sheet.rows.columns[column.index]
        off = _off(cells.cells)
        for row, place in enumerate(cells.places):
            if place in off and not left_out[row]:
                yield _asked(column, cells.cells[place], marks[0], sheet.rows.numbers[row])


def _off(cells: Sequence[Cell]) -> set[int]:
    """The places of the remarks; many texts are looked at once together, as mostly none is one."""
    texts = {cell.translate(ALL_DIGITS_ALIKE) for cell in cells if isinstance(cell, str)}
    if not (any_mentions_cancelling(texts) or any_remark_says_off(texts) or DO_NOT.search(folded("\n".join(texts)))):
        return set()
    off = {text for text in texts if remark_says_off(text) or begins_with_mark(text)}
    alike = (cell.translate(ALL_DIGITS_ALIKE) if isinstance(cell, str) else "" for cell in cells)
    return {place for place, text in enumerate(alike) if text in off}


def _asked(column: Column, remark: Cell, mark: Column, row: int) -> Issue:
    message = (
        f"{quoted(remark)} says that this meeting may not take place as it stands, and {mark.named} does not "
        f"mark it as cancelled; mark it there, or take those words out of {column.named}."
    )
    return issue_at(Problem("remark_says_off", message), column, row, remark)
