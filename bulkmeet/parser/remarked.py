"""Remarks that say of a row that it is off, beside a column that marks such rows and does not mark this one."""

from collections.abc import Iterator, Sequence

from bulkmeet.cells.flags import (
    ALL_DIGITS_ALIKE,
    any_mentions_cancelling,
    parse_going_ahead,
    says_plainly_not_cancelled,
)
from bulkmeet.cells.remarks import any_remark_says_off, remark_says_off
from bulkmeet.cells.text import folded, printable, quoted
from bulkmeet.columns import fields
from bulkmeet.columns.choices import key_for
from bulkmeet.columns.fields import KNOWN, Column, Field
from bulkmeet.columns.unread import DO_NOT, begins_with_mark
from bulkmeet.model import Cell, Issue, Problem
from bulkmeet.parser.readers import issue_at
from bulkmeet.sheet import Sheet


def remarked_off(sheet: Sheet, mapping: fields.Mapping, left_out: Sequence[str]) -> Iterator[Issue]:
    """An error at each such remark of a row that is not left out, a warning where a mark says plainly that it is on.

    Without a column of marks the remarks stop all rows, and their column has to be ignored or the rows marked.
    """
    marks = (*mapping.of(Field.CANCELLED), *mapping.of(Field.GOING_AHEAD))
    plain = [(mark, sheet.rows.columns[mark.index], _plain(mark, sheet)) for mark in marks]
    for column in mapping.columns if marks else ():
        if column.field is not Field.IGNORE or column.how != KNOWN:
            continue
        cells = sheet.rows.columns[column.index]
        off = _off(cells.cells)
        for row, place in enumerate(cells.places):
            if place not in off or left_out[row]:
                continue
            said = next(((mark, own.cells[own.places[row]]) for mark, own, on in plain if own.places[row] in on), None)
            key = printable(key_for(column, mapping.columns))
            remark = cells.cells[place]
            problem = _warned(remark, *said) if said else _asked(column, remark, marks[0], key)
            yield issue_at(problem, column, sheet.rows.numbers[row], remark)


def _plain(mark: Column, sheet: Sheet) -> set[int]:
    """The places of the cells of a column of marks that say plainly that the meeting takes place."""
    says_on = _goes_ahead if mark.field is Field.GOING_AHEAD else says_plainly_not_cancelled
    return {place for place, cell in enumerate(sheet.rows.columns[mark.index].cells) if says_on(cell)}


def _goes_ahead(cell: Cell) -> bool:
    return parse_going_ahead(cell).value is True


def _off(cells: Sequence[Cell]) -> set[int]:
    """The places of the remarks; many texts are looked at once together, as mostly none is one."""
    texts = {cell.translate(ALL_DIGITS_ALIKE) for cell in cells if isinstance(cell, str)}
    if not (any_mentions_cancelling(texts) or any_remark_says_off(texts) or DO_NOT.search(folded("\n".join(texts)))):
        return set()
    off = {text for text in texts if remark_says_off(text) or begins_with_mark(text)}
    alike = (cell.translate(ALL_DIGITS_ALIKE) if isinstance(cell, str) else "" for cell in cells)
    return {place for place, text in enumerate(alike) if text in off}


def _asked(column: Column, remark: Cell, mark: Column, key: str) -> Problem:
    message = (
        f"{quoted(remark)} says that this meeting may not take place as it stands, and {mark.named} does not "
        f"say plainly whether it does; write it there, or take those words out of {column.named}, or leave "
        f'that column out when you run bulkmeet, with --map "{key}=ignore".'
    )
    return Problem("remark_says_off", message)


def _warned(remark: Cell, mark: Column, cell: Cell) -> Problem:
    message = (
        f"{quoted(remark)} speaks of what does not take place as planned, but {quoted(cell)} in {mark.named} "
        "says that this meeting does; if it does not, mark it there."
    )
    return Problem("remark_says_off", message, "warning")
