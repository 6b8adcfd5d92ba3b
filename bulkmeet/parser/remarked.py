"""Remarks in columns nobody reads that say of a row that it is off, where no column marks this one as such."""

from collections.abc import Container, Iterator, Sequence

from bulkmeet.cells.flags import (
    ALL_DIGITS_ALIKE,
    any_mentions_cancelling,
    is_word_for_cancelled,
    parse_going_ahead,
    says_cancelled,
    says_plainly_not_cancelled,
)
from bulkmeet.cells.remarks import any_remark_says_off, is_shortened, is_shortest
from bulkmeet.cells.text import column_letter, folded, is_blank, quoted, text_of
from bulkmeet.columns import fields
from bulkmeet.columns.choices import said_key
from bulkmeet.columns.donealready import says_done
from bulkmeet.columns.fields import KNOWN, SAYING_OFF, Column, Field
from bulkmeet.columns.normalise import normalise
from bulkmeet.columns.notenames import speak_of_notes
from bulkmeet.columns.unread import CANCELLED_NOT_USED, DO_NOT, UNKNOWN, marks_of_rows
from bulkmeet.model import Cell, Issue, Problem
from bulkmeet.parser.keyed import Key, key_in
from bulkmeet.parser.readers import issue_at
from bulkmeet.sheet import Sheet

DIGITS = "0123456789"
_SAYS = "says that this meeting may not take place as it stands"


def remarked_off(sheet: Sheet, mapping: fields.Mapping, left_out: Sequence[str]) -> Iterator[Issue]:
    """An error at each such remark of a row that is not left out, a warning where a mark says plainly that it is on.

    A column that has to be read or left out as a whole is told of at its header, and not here.
    """
    saying_off = (column for column in mapping.columns if column.field in SAYING_OFF)
    # What is not done yet may be cancelled all the same.
    marks = tuple(mark for mark in saying_off if not says_done(mark.header))
    abbreviations = key_in(sheet.asides)
    plain = [(mark, sheet.rows.columns[mark.index], _plain(mark, sheet)) for mark in marks]
    told_of = {(issue.cell or "").rstrip(DIGITS) for issue in mapping.issues if issue.code == CANCELLED_NOT_USED}
    for column in mapping.columns:
        if not _may_hold_remarks(column) or column_letter(column.index) in told_of:
            continue
        cells = sheet.rows.columns[column.index]
        off = _off(cells.cells, is_known=column.how == KNOWN)
        if not speak_of_notes(normalise(column.header)):
            off = {place for place in off if not is_shortest(cells.cells[place])}
        off = _explained(cells.cells, off, abbreviations)
        key = said_key(column, mapping.columns) if off else ""
        is_status = bool(off) and not marks and _may_be_status(cells.cells, is_known=column.how == KNOWN)
        doubtful = _doubtful(cells.cells, off) if is_status else frozenset()
        told = off | doubtful
        for row, place in enumerate(cells.places if off else ()):
            if place not in told or left_out[row]:
                continue
            said = next(((mark, own.cells[own.places[row]]) for mark, own, on in plain if own.places[row] in on), None)
            remark = cells.cells[place]
            if place in doubtful:
                problem = _doubted(remark)
            elif said:
                problem = _warned(remark, *said)
            elif marks:
                problem = _asked(column, remark, marks[0], key)
            else:
                problem = _asked_without_marks(column, remark, key, is_status=is_status)
            yield issue_at(problem, column, sheet.rows.numbers[row], remark)


def _may_hold_remarks(column: Column) -> bool:
    """Whether nobody reads the column, and nobody said to leave it out."""
    is_known = column.field is Field.IGNORE and column.how == KNOWN
    return is_known or (column.field is None and column.how == UNKNOWN)


def _plain(mark: Column, sheet: Sheet) -> set[int]:
    """The places of the cells of a column of marks that say plainly that the meeting takes place."""
    says_on = _goes_ahead if mark.field is Field.GOING_AHEAD else says_plainly_not_cancelled
    return {place for place, cell in enumerate(sheet.rows.columns[mark.index].cells) if says_on(cell)}


def _goes_ahead(cell: Cell) -> bool:
    return parse_going_ahead(cell).value is True


def _off(cells: Sequence[Cell], *, is_known: bool) -> set[int]:
    """The places of the remarks; many texts are looked at once together, as mostly none is one."""
    texts = {cell.translate(ALL_DIGITS_ALIKE) for cell in cells if isinstance(cell, str)}
    if any_mentions_cancelling(texts) or any_remark_says_off(texts) or DO_NOT.search(folded("\n".join(texts))):
        off = set(marks_of_rows([text for text in texts if not is_blank(text)], is_known=is_known))
    else:
        off = set() if is_known else {text for text in texts if is_word_for_cancelled(text, widely=True)}
    if not off:
        return set()
    alike = (cell.translate(ALL_DIGITS_ALIKE) if isinstance(cell, str) else "" for cell in cells)
    return {place for place, text in enumerate(alike) if text in off}


def _explained(cells: Sequence[Cell], off: set[int], key: Key) -> set[int]:
    """The places of the remarks by what the sheet's own key says; what it does not explain stays."""
    if not key.off and not key.begins_otherwise:
        return off
    plain = {place for place in off if not (is_shortened(cells[place]) and key.says_otherwise(cells[place]))}
    return plain | {place for place, cell in enumerate(cells) if key.says_off(cell)}


def _may_be_status(cells: Sequence[Cell], *, is_known: bool) -> bool:
    """Whether the column could as well be read as one of marks: what else it says is known, or, in no notes, a word."""
    filled = [cell for cell in cells if not is_blank(cell)]
    return all(_is_of_status(cell) or (not is_known and len(text_of(cell).split()) == 1) for cell in filled)


def _doubtful(cells: Sequence[Cell], off: Container[int]) -> frozenset[int]:
    """The places of what else such a column says and nobody knows, which may say as much: “Completed”, “fait”."""
    filled = ((place, cell) for place, cell in enumerate(cells) if place not in off and not is_blank(cell))
    return frozenset(place for place, cell in filled if says_cancelled(cell).problems)


def _is_of_status(cell: Cell) -> bool:
    return all(problem.code == "cancelled_unclear" for problem in says_cancelled(cell).problems)


def _doubted(cell: Cell) -> Problem:
    message = (
        f"{quoted(cell)} does not say plainly whether this meeting takes place, and the column says of other rows that "
        "they may not; delete the row, or clear the cell if the meeting takes place."
    )
    return Problem("remark_says_off", message)


def _asked_without_marks(column: Column, remark: Cell, key: str, *, is_status: bool) -> Problem:
    says = "may say that this meeting is cancelled" if is_shortened(remark) else _SAYS
    told = f"{quoted(remark)} {says}; delete the row, or"
    if is_status:
        message = (
            f'{told} leave out all rows that say so when you run bulkmeet, with --map "{key}=cancelled", or, if this '
            f"meeting takes place, take those words out of {column.named}."
        )
        return Problem("remark_says_off", message)
    message = (
        f"{told} mark it in a column “Cancelled”, or, if it takes place, take those words out of {column.named}; only "
        f'if that column never says so of the meetings, leave it out when you run bulkmeet, with --map "{key}=ignore".'
    )
    return Problem("remark_says_off", message)


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
