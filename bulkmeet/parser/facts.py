"""What a row says besides its times and its people: key, host, duration, why it is left out, what became of it."""

from msgspec import Struct

from bulkmeet.cells.flags import title_says_cancelled
from bulkmeet.cells.text import quoted
from bulkmeet.columns.fields import RESULT_FIELDS, Field
from bulkmeet.columns.mapping import is_series_key
from bulkmeet.model import Host, Problem, Settled, Status
from bulkmeet.parser.together import Found, Said

HOST = (Field.USER_ID, Field.HOST_EMAIL)
LEFT_OUT = (Field.CANCELLED, Field.TITLE, Field.ALL_DAY)


class Key(Struct, frozen=True):
    """The sheet's own key for a meeting; that of a `series` is shared by all its meetings."""

    text: str | None
    series: bool


class Fate(Struct, frozen=True):
    """What the result columns of an earlier run say of a row, and what is wrong with them."""

    settled: Settled | None
    found: tuple[Found, ...] = ()


def key_of(said: Said) -> Key:
    """The first key of the row."""
    cell = said.first(Field.KEY)
    return Key(None, series=False) if cell is None else Key(str(cell.value), is_series_key(cell.column))


def in_time(key: Key, start: int | None) -> str | None:
    """The key that tells meetings apart: of a series it does so only together with the start, in UTC seconds."""
    if key.series:
        return f"{key.text} {start}" if start is not None else None
    return key.text


def host_of(said: Said) -> Host | None:
    """The host by id, else by email address."""
    user_id, email = said.text(Field.USER_ID), said.text(Field.HOST_EMAIL)
    if user_id:
        return Host(user_id=user_id)
    return Host(email=email.lower()) if email else None


def duration_of(said: Said) -> int | None:
    """Seconds; hours and minutes in columns of their own add up."""
    return sum(int(cell.value) for cell in said.cells) if said.cells else None


def why_left_out(said: Said) -> str:
    """The reason for leaving a row out on purpose, or nothing."""
    cancelled, title, all_day = (said.first(field) for field in LEFT_OUT)
    if cancelled is not None and cancelled.value:
        return f"Not sent: {quoted(cancelled.column.header)} says it is cancelled."
    if title is not None and title_says_cancelled(title.value):
        return "Not sent: its title says it is cancelled."
    if all_day is not None and all_day.value:
        return "Not sent: an all-day entry has no start and end time, which a Dialpad meeting needs."
    return ""


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
