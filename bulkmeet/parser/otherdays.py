"""Days in a column that is not read, as another one gives the start or the end, held against these. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bulkmeet.cells.dates import ORDERS, DateOrder, parse_when
from bulkmeet.cells.text import address, is_blank, printable, quoted
from bulkmeet.cells.zones import local_time
from bulkmeet.columns import fields
from bulkmeet.columns.choices import key_for
from bulkmeet.columns.fields import DATED_STARTS, Column, Field
from bulkmeet.model import Cell, Facts, Issue, Problem
from bulkmeet.parser.readers import issue_at
from bulkmeet.sheet import Distinct, Sheet

DAYS = DATED_STARTS | {Field.END, Field.END_DATE}
NO_DAYS: frozenset[date] = frozenset()
AFTER_MIDNIGHT = 5 * 60 * 60
LONGEST = 31 * 24 * 60 * 60
"""In seconds: what is longer than a month is hardly one meeting."""
FARTHEST = ("UTC-12:00", "UTC+14:00")
"""Where it is still, or already, another day."""


def against_days(
    sheet: Sheet,
    mapping: fields.Mapping,
    facts: Sequence[Facts],
    left_out: Sequence[str],
    order: DateOrder | None,
    zone: str,
) -> Iterator[Issue]:
    """An error at each such cell whose day is none of those on which the meeting of its row is held.

    `facts` are by row, and `zone` is that of times without one. A column that mostly says other days may say when
    something else was, which is one warning.
    """
    placed = {column.index: column for column in mapping.columns}
    for column in mapping.columns:
        read = None if column.day_of is None else placed[column.day_of]
        if read is None or read.field not in DAYS:
            continue
        days = [NO_DAYS if left_out[row] else _days_of(said, zone) for row, said in enumerate(facts)]
        orders = (column.order,) if column.order else tuple(dict.fromkeys((order or ORDERS[0], *ORDERS)))
        cells = sheet.rows.columns[column.index]
        agree, differ = max((_compared(cells, days, one) for one in orders), key=lambda rows: len(rows[0]))
        key = printable(key_for(column, mapping.columns))
        if len(agree) > len(differ):
            yield from _told(sheet, column, read, key, differ)
        elif differ:
            yield _warned(sheet, column, read, len(differ))


def _told(sheet: Sheet, column: Column, read: Column, key: str, rows: Sequence[int]) -> Iterator[Issue]:
    ours, theirs = (sheet.rows.columns[one.index] for one in (column, read))
    for row in rows:
        cell, other = ours.cells[ours.places[row]], theirs.cells[theirs.places[row]]
        message = (
            f"{quoted(cell)} says another day than {quoted(other)} in {read.named}; correct the one that is wrong, or "
            f'leave this column out when you run bulkmeet, with --map "{key}=ignore".'
        )
        yield issue_at(Problem("says_another_day", message), column, sheet.rows.numbers[row], cell)


def _warned(sheet: Sheet, column: Column, read: Column, differing: int) -> Issue:
    many = "In one row it says" if differing == 1 else f"In {differing:,} rows it says"
    message = (
        f"{column.named} is not used, as {read.named} says when the meetings are. {many} another day; check which of "
        "the two is right."
    )
    row = sheet.header_row
    return Issue("other_days_not_used", message, "warning", row=row, cell=address(column.index, row))


def _compared(
    cells: Distinct, allowed: Sequence[frozenset[date]], order: DateOrder
) -> tuple[Sequence[int], Sequence[int]]:
    """The rows that agree with the days of a column, and those that do not."""
    days = [_day(cell, order) for cell in cells.cells]
    known = [row for row, place in enumerate(cells.places) if days[place] is not None and allowed[row]]
    agree = [row for row in known if days[cells.places[row]] in allowed[row]]
    return agree, [row for row in known if days[cells.places[row]] not in allowed[row]]


def _day(cell: Cell, order: DateOrder) -> date | None:
    when = None if is_blank(cell) else parse_when(cell, order).value
    return when.day if when is not None else None


def _days_of(said: Facts, zone: str) -> frozenset[date]:
    """The days on which a meeting is held, where it is and in `zone`; none where that is not known, or of a series.

    What starts after midnight may be of the evening before. A start with an offset of its own says when and not where:
    the day may be anybody's.
    """
    if said.start is None or said.recurrence:
        return NO_DAYS
    end = said.start if said.end is None or said.end - said.start > LONGEST else said.end
    is_anywhere = said.zone.startswith(("UTC", "GMT")) and not said.zone_assumed and said.zone != zone
    zones = {said.zone, zone or said.zone, *(FARTHEST if is_anywhere else ())}
    return frozenset(day for one in zones for day in _days_between(said.start - AFTER_MIDNIGHT, end, one))


def _days_between(start: int, end: int, zone: str) -> Iterator[date]:
    first, last = (local_time(moment, zone).date() for moment in (start, end))
    return (first + timedelta(days=more) for more in range((last - first).days + 1))
