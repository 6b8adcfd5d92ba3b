"""What a row says besides its times and its people: key, host, duration, why it is left out, what became of it."""

from collections.abc import Sequence

from msgspec import Struct

from bulkmeet.cells.examples import title_says_example
from bulkmeet.cells.flags import is_done
from bulkmeet.cells.text import quoted
from bulkmeet.cells.titles import title_says_cancelled
from bulkmeet.columns.asked import Asked, asked_of
from bulkmeet.columns.donealready import says_done
from bulkmeet.columns.fields import RESULT_FIELDS, Column, Field
from bulkmeet.columns.looks import has_day
from bulkmeet.columns.mapping import is_series_key
from bulkmeet.model import Cell, Host, Problem, Settled, Status
from bulkmeet.parser.together import Found, ReadColumn, Said, together

HOST = (Field.USER_ID, Field.HOST_EMAIL)
EXAMPLE = "Not sent: its title says it is an example."
DAY_ALONE = "Not sent: it has a day and no time, as all-day entries do, and a Dialpad meeting needs a start and an end."
"""Counts only where no other column has the start."""
LEFT_OUT = (Field.CANCELLED, Field.GOING_AHEAD, Field.TITLE, Field.ALL_DAY)


class Fate(Struct, frozen=True):
    """What the result columns of an earlier run say of a row, and what is wrong with them."""

    settled: Settled | None
    found: tuple[Found, ...] = ()

    @property
    def is_created(self) -> bool:
        """Whether an earlier run has created the row's meeting."""
        return self.settled is not None and self.settled.status is Status.CREATED


def in_series(columns: Sequence[ReadColumn], rows: int) -> list[bool]:
    """For each of so many rows whether all meetings of a series share its key."""
    if not any(is_series_key(column.column) for column in columns):
        return [False] * rows
    return together(columns, rows, lambda said: any(is_series_key(cell.column) for cell in said.cells[:1]))


def host_of(said: Said) -> Host | None:
    """The host by id, else by email address."""
    user_id, email = said.text(Field.USER_ID), said.text(Field.HOST_EMAIL)
    if user_id:
        return Host(user_id=user_id)
    return Host(email=email.lower()) if email else None


def duration_of(said: Said) -> int | None:
    """Seconds; hours and minutes in columns of their own add up."""
    return sum(int(cell.value) for cell in said.cells) if said.cells else None


def reasons_to_leave_out(columns: Sequence[ReadColumn], rows: int) -> list[str]:
    """For each of so many rows the reason for leaving it out on purpose, or nothing."""
    # Mostly there is none, and then the titles need not be held against the other columns row by row.
    return together(columns, rows, _why_left_out) if any(map(_may_leave_out, columns)) else [""] * rows


def why_not(column: Column, cell: Cell) -> str:
    """The reason for leaving a row out that such a cell gives which says no to going ahead."""
    what = "that this person does not come" if asked_of(column) is Asked.PERSON else "it does not take place"
    return f"Not sent: {quoted(cell)} in {column.named} says {what}."


def _may_leave_out(column: ReadColumn) -> bool:
    if column.column.field is Field.GOING_AHEAD:
        return any(meaning.value is False for meaning in column.meanings)
    values = [meaning.value for meaning in column.meanings if meaning.value]
    return any(map(_title_says_why, values)) if column.column.field is Field.TITLE else bool(values)


def _title_says_why(title: str) -> str:
    if title_says_cancelled(title):
        return "Not sent: its title says it is cancelled."
    return EXAMPLE if title_says_example(title) else ""


def _why_left_out(said: Said) -> str:
    cancelled, title, all_day = map(said.first, (Field.CANCELLED, Field.TITLE, Field.ALL_DAY))
    if cancelled is not None and cancelled.value:
        return f"Not sent: {cancelled.column.named} says it is {_how_off(cancelled.column, cancelled.cell)}."
    for cell in said.cells:
        if cell.column.field is Field.GOING_AHEAD and not cell.value:
            return why_not(cell.column, cell.cell)
    if title is not None and (reason := _title_says_why(title.value)):
        return reason
    if all_day is not None and has_day(all_day.cell):
        return DAY_ALONE
    if all_day is not None and all_day.value:
        return "Not sent: an all-day entry has no start and end time, which a Dialpad meeting needs."
    return ""


def _how_off(column: Column, cell: Cell) -> str:
    return "done" if says_done(column.header) and is_done(cell) else "cancelled"


def fate_of(said: Said) -> Fate:
    """What the result columns of an earlier run say of the row."""
    cell = said.first(Field.RESULT_STATUS)
    if cell is None:
        return Fate(None)
    try:
        status = Status(str(cell.value).casefold())
    except ValueError:
        message = (
            f"{quoted(cell.value)} is no status of bulkmeet; put back what stood there ({', '.join(Status)}), "
            "or clear the cell."
        )
        return Fate(None, (Found(Problem("status_unreadable", message), cell.column, cell.cell),))
    meeting_id, meeting_url, message, at, key = [said.text(field) or "" for field in RESULT_FIELDS[1:]]
    return Fate(Settled(status, meeting_id, meeting_url, message, at, key))
