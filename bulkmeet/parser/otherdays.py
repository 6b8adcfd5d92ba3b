"""Days in a column that is not read, as another one gives the start or the end, held against these. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date

from bulkmeet.cells.dates import DateOrder, parse_when
from bulkmeet.cells.text import is_blank, printable, quoted
from bulkmeet.cells.zones import local_time
from bulkmeet.columns import fields
from bulkmeet.columns.choices import key_for
from bulkmeet.columns.fields import DATED_STARTS, Column, Field
from bulkmeet.model import Cell, Facts, Issue, Problem
from bulkmeet.parser.readers import issue_at
from bulkmeet.sheet import Distinct, Sheet

ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")
DAYS = DATED_STARTS | {Field.END, Field.END_DATE}
NO_DAYS: frozenset[date] = frozenset()
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
    """An error at each such cell whose day is neither that on which its row starts nor that on which it ends.

    `facts` are by row, and `zone` is that of times without one. A column that mostly says other days than the meetings'
    says when something else was.
    """
    placed = {column.index: column for column in mapping.columns}
    for column in mapping.columns:
        read = None if column.day_of is None else placed[column.day_of]
        if read is None or read.field not in DAYS:
            continue
        is_start = read.field in DATED_STARTS
        days = [NO_DAYS if left_out[row] else _days_of(said, zone, is_start=is_start) for row, said in enumerate(facts)]
        orders = (column.order,) if column.order else tuple(dict.fromkeys((order or ORDERS[0], *ORDERS)))
        cells = sheet.rows.columns[column.index]
        agree, differ = max((_compared(cells, days, one) for one in orders), key=lambda rows: len(rows[0]))
        if len(agree) > len(differ):
            key = printable(key_for(column, mapping.columns))
            yield from _told(sheet, column, read, key, differ)


def _told(sheet: Sheet, column: Column, read: Column, key: str, rows: Sequence[int]) -> Iterator[Issue]:
    ours, theirs = (sheet.rows.columns[one.index] for one in (column, read))
    for row in rows:
        cell, other = ours.cells[ours.places[row]], theirs.cells[theirs.places[row]]
        message = (
            f"{quoted(cell)} says another day than {quoted(other)} in {read.named}; correct the one that is wrong, or "
            f'leave this column out when you run bulkmeet, with --map "{key}=ignore".'
        )
        yield issue_at(Problem("says_another_day", message), column, sheet.rows.numbers[row], cell)


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


def _days_of(said: Facts, zone: str, *, is_start: bool) -> frozenset[date]:
    """The days on which a meeting starts and ends, where it is held; none where that is not known.

    What ends a series is on another day than its first meeting. A start with an offset of its own says when and not
    where: the day may be anybody's.
    """
    if said.start is None or (said.recurrence and not is_start):
        return NO_DAYS
    moments = [said.start] if said.end is None else [said.start, said.end]
    is_anywhere = said.zone.startswith(("UTC", "GMT")) and not said.zone_assumed and said.zone != zone
    zones = (said.zone, *FARTHEST) if is_anywhere else (said.zone,)
    return frozenset(local_time(moment, one).date() for moment in moments for one in zones)
