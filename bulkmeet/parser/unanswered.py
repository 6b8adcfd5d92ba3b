"""Rows of meetings that a column asks of whether they take place, and that leave it blank: nobody has settled it."""

from collections.abc import Sequence

from bulkmeet.columns.fields import Column, Field
from bulkmeet.model import Problem
from bulkmeet.parser.together import Found, ReadColumn, Said, of_fields, together

OF_A_MEETING = (Field.TITLE, Field.START, Field.START_DATE, Field.START_TIME)
"""A row that says none of these is one more person of the meeting above."""


def unanswered(read: Sequence[ReadColumn], rows: int) -> Sequence[Sequence[Found]]:
    """For each of so many rows an error where such a column, filled in elsewhere, leaves the question open."""
    asking = [column.column for column in of_fields(read, (Field.GOING_AHEAD,)) if _is_filled_in(column)]
    if not asking:
        return ()

    def left_open(said: Said) -> tuple[Found, ...]:
        if not any(cell.column.field in OF_A_MEETING for cell in said.cells) or Field.GOING_AHEAD in said.doubtful:
            return ()
        answered = [cell.column for cell in said.cells]
        return tuple([_asked(column) for column in asking if column not in answered])

    return together(of_fields(read, (Field.GOING_AHEAD, *OF_A_MEETING)), rows, left_open)


def _asked(column: Column) -> Found:
    message = f"{column.named} does not say whether this meeting takes place; write Yes or No."
    return Found(Problem("going_ahead_unclear", message), column, None)


def _is_filled_in(column: ReadColumn) -> bool:
    return any(meaning.value is not None or meaning.problems for meaning in column.meanings)
