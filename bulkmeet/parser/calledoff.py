"""Cells for a time or for people that say instead that the meeting is off: “entfällt”, “cancelled”. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from bulkmeet.cells.emails import is_one_address
from bulkmeet.cells.flags import any_mentions_cancelling, is_word_for_cancelled, mentions_cancelling
from bulkmeet.cells.remarks import any_remark_says_off, remark_says_off
from bulkmeet.cells.text import folded, quoted, text_of
from bulkmeet.cells.words import NOBODY
from bulkmeet.columns.donealready import says_done
from bulkmeet.columns.fields import SAYING_OFF, Column, Field
from bulkmeet.model import Cell, Parsed, Problem
from bulkmeet.parser.together import ReadColumn

OF_TIME = frozenset(
    {Field.START, Field.START_DATE, Field.START_TIME, Field.END, Field.END_DATE, Field.END_TIME, Field.DURATION}
)
OF_PEOPLE = frozenset(
    {Field.ATTENDEES, Field.EMAIL, Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.DISPLAY_NAME}
    | {Field.PHONE, Field.PHONE_NUMBER, Field.HOST_EMAIL, Field.HOST_NAME, Field.USER_ID}
)


def with_called_off(read: ReadColumn, columns: Iterable[Column]) -> ReadColumn:
    """The column with an error at each cell that holds a word for cancelled or put off instead of what it is for.

    `columns` are those of the sheet, of which one may mark the rows that are off.
    """
    field = read.column.field
    if field not in OF_TIME | OF_PEOPLE:
        return read
    says_off: Callable[[Cell, Parsed[object]], bool] = _no_time if field in OF_TIME else _nobody
    texts = [cell for cell in read.cells if isinstance(cell, str) and not is_one_address(cell)]
    if not _may_say_off(texts):
        return read
    instead = "write here who it is" if field in OF_PEOPLE else "write its time here"
    mark = next((column for column in columns if column.field in SAYING_OFF and not says_done(column.header)), None)
    meanings = [
        Parsed(None, (_problem(cell, mark, instead),)) if says_off(cell, meaning) else meaning
        for cell, meaning in zip(read.cells, read.meanings, strict=True)
    ]
    return replace(read, meanings=meanings)


def _may_say_off(texts: Sequence[str]) -> bool:
    """Mostly none does, which is told faster of all of them together."""
    return any_mentions_cancelling(texts) or any_remark_says_off(texts)


def _no_time(cell: Cell, meaning: Parsed[object]) -> bool:
    is_unread = isinstance(cell, str) and meaning.value is None
    return is_unread and (mentions_cancelling(cell) or remark_says_off(cell))


def _nobody(cell: Cell, meaning: Parsed[object]) -> bool:
    """Whether the cell, or an entry of its list, is such a word; one that also stands for nobody is taken for that."""
    del meaning
    if not isinstance(cell, str) or folded(text_of(cell)).rstrip(" .!") in NOBODY:
        return False
    first = cell.split(maxsplit=1)[:1]  # of which cancelled@example.com is somebody
    return (remark_says_off(cell) and "@" not in "".join(first)) or any(
        is_word_for_cancelled(entry) for entry in re.split(r"[;,\n]", cell)
    )


def _problem(cell: Cell, mark: Column | None, instead: str) -> Problem:
    is_cancelled = mentions_cancelling(cell) or is_word_for_cancelled(cell)
    looks = "is cancelled" if is_cancelled else "does not take place as it stands"
    how = f"mark it in {mark.named}" if mark else "move that word to a column “Cancelled”"
    message = f"{quoted(cell)} looks as if this meeting {looks}; delete the row or {how}, or else {instead}."
    return Problem("looks_cancelled", message)
