"""Cells as points in time, and the order of day and month that a whole column agrees on."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Literal

from bulkmeet.cells.clocks import MILITARY, begins_with_clock, clock_in, clock_of_digits
from bulkmeet.cells.datetext import ORDERS, DateOrder, FoundDate, find_date
from bulkmeet.cells.datewords import ENGLISH_MONTHS, ENGLISH_WEEKDAYS, LONGEST
from bulkmeet.cells.refusals import refusal
from bulkmeet.cells.sampledays import DAY
from bulkmeet.cells.serials import clock_of_fraction, to_the_second, when_of_number
from bulkmeet.cells.text import is_blank, parse_text, printable, quoted, refused, tidy
from bulkmeet.model import Cell, Parsed, When
from bulkmeet.patterns import pattern

__all__ = ["ORDERS", "DateOrder", "infer_order", "parse_clock", "parse_dated_clock", "parse_when", "readings"]

Agreement = DateOrder | Literal["ambiguous", "contradictory"] | None

ISO = pattern(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ](?!24)[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,6})?)?(?:Z|\+(?:0[0-9]|1[0-3]):[0-5][0-9])?)?"
)
NUMBER = pattern(r"[0-9]{1,14}(?:[.,][0-9]{1,20})?")
SEPARATOR = pattern(
    r"(?P<t>[Tt](?=[0-9]))|:(?=[0-9]{2}:)"
    r"| ?(?P<mark>[-\u2013\u2014|/;\u00b7]) |[ ,]+|(?=[午上下오])|(?=[0-9]{1,2}[:時시])"
)
DAY_FRACTION = pattern(r"0?[.,](?:[0-9]|[0-9]{3,20})")
MILITARY_WITHOUT_ZERO = pattern(r"[6-9][0-5][0-9]")
"""930 is 0930 whose zero a spreadsheet has dropped; below six, 230 is as likely to be the afternoon's."""
LAST_YEAR_WITHOUT_DATE = 1904
"""A spreadsheet that dates a bare time of day puts it on its day zero, in 1899, 1900 or (made on a Mac) 1904."""

DAY_ZERO = pattern(r"\b(?:1899|190[04])\b|(?:1/0|0/1)/")
"""The same in a text, as 1/0/00 10:00 is."""
WRONG_DAYS = frozenset({"date_ambiguous", "date_impossible", "date_order_disagrees", "weekday_disagrees"})


def readings(cell: Cell) -> dict[DateOrder, date]:
    """The dates a text can mean by the order of its numbers; empty for a cell that does not depend on it."""
    if not isinstance(cell, str) or len(cell) > LONGEST:
        return {}
    found = find_date(tidy(cell))
    return found.readings() if found and found.orders else {}


def infer_order(cells: Iterable[Cell]) -> Agreement:
    """The order of day, month and year that all numeric dates of a column agree on.

    None when no cell depends on it. 31/12/2026 proves day first, 05/30/2026 month first, 03/04/2026 nothing;
    04/04/2026 proves nothing either, but is the same both ways and makes no column ambiguous.
    """
    proven: set[DateOrder] = set()
    doubtful = False
    for cell in {cell for cell in cells if isinstance(cell, str)}:
        days = readings(cell)
        if len(days) == 1:
            proven.update(days)
        doubtful = doubtful or len(set(days.values())) > 1
    if len(proven) > 1:
        return "contradictory"
    return next(iter(proven), "ambiguous" if doubtful else None)


def parse_when(cell: Cell, order: DateOrder | None) -> Parsed[When]:
    """Read a cell of a start, end or date column; `order` is for numeric dates that can be read in several ways.

    Nothing is filled in: what the cell leaves out is None. An offset is in seconds east of UTC; a zone is in the
    text's own words and stands beside the offset where the text has both (then the offset counts).
    """
    match cell:
        case datetime() if cell.year > LAST_YEAR_WITHOUT_DATE:
            return Parsed(_when_of_datetime(cell))
        case datetime() | time() | timedelta():
            message = f"{quoted(cell)} is a time without a date; write it like {DAY} 14:30."
            return refused("date_unreadable", message)
        case date():
            return Parsed(When(cell))
        case bool():
            return refusal(cell, "date")
        case int() | float():
            read = when_of_number(cell)
            return Parsed(read) if read else refusal(cell, "date")
        case _:
            return _when_of_text(cell, order)


def parse_clock(cell: Cell) -> Parsed[When]:
    """Read a cell of a time-of-day column; only the clock counts where the cell holds a date as well.

    A number from 0 up to 1 is Excel's fraction of a day; four digits without a colon (1400) are hours and minutes.
    """
    match cell:
        case datetime():
            read = _when_of_datetime(cell)
            return Parsed(When(clock=read.clock, offset=read.offset))
        case time():
            moment = to_the_second(datetime.combine(date(2000, 1, 1), cell.replace(tzinfo=None)))
            return Parsed(When(clock=moment.time() if moment.day == 1 else cell.replace(microsecond=0)))
        case timedelta():
            return _clock_or_refusal(_clock_of_fraction(cell / timedelta(days=1)), cell)
        case bool() | date():
            return refusal(cell, "time")
        case int() | float() if not isinstance(cell, int) or cell == 0 or not 600 <= cell <= 9999:
            return _clock_or_refusal(_clock_of_number(cell), cell)
        case _:
            return _clock_of_text(cell)


def parse_dated_clock(cell: Cell, order: DateOrder | None) -> Parsed[When]:
    """Read a time of day as `parse_clock` does, with the date that stands beside it; a spreadsheet's day zero is none.

    `order` is for numeric dates, as in `parse_when`; a date that cannot be read is an error here too.
    """
    read = parse_clock(cell)
    if read.value is None or not _has_day_beside(cell):
        return read
    whole = parse_when(cell, order)
    if whole.value is not None:
        return read if whole.value.day is None or whole.value.day.year <= LAST_YEAR_WITHOUT_DATE else whole
    wrong = tuple(problem for problem in whole.problems if problem.code in WRONG_DAYS)
    return Parsed(None, wrong) if wrong else read


def _has_day_beside(cell: Cell) -> bool:
    """Whether a cell that gives a time of day may give a date as well: 10.30.00 is only a time."""
    if not isinstance(cell, str):
        return isinstance(cell, datetime | float)
    text = tidy(cell)
    return clock_in(text, cell) is None and DAY_ZERO.search(text) is None


def _when_of_datetime(cell: datetime) -> When:
    moment = to_the_second(cell)
    offset = moment.utcoffset()
    seconds = None if offset is None else round(offset.total_seconds())
    return When(moment.date(), moment.time(), seconds)


def _clock_or_refusal(clock: time | None, cell: Cell) -> Parsed[When]:
    return refusal(cell, "time") if clock is None else Parsed(When(clock=clock))


def _clock_of_fraction(fraction: float) -> time | None:
    return clock_of_fraction(fraction) if 0 <= fraction < 1 else None


def _clock_of_number(number: float) -> time | None:
    """The clock of a day fraction, or of a serial day with one."""
    if 0 <= number < 1:
        return clock_of_fraction(number)
    when = when_of_number(number)
    return when.clock if when and when.offset is None else None


# ---- texts -------------------------------------------------------------------------------------------------


def _when_of_text(cell: Cell, order: DateOrder | None) -> Parsed[When]:
    whole = parse_text(cell)
    if whole.value is None or is_blank(cell):
        return Parsed(None, whole.problems)
    text = tidy(whole.value)
    if len(text) > LONGEST:
        return refusal(cell, "date")
    if ISO.fullmatch(text) and (read := _iso(text)):
        return Parsed(read)
    if NUMBER.fullmatch(text):
        read = when_of_number(float(text.replace(",", ".")))
        return Parsed(read) if read else refusal(cell, "date")
    found = find_date(text)
    clock = _clock_behind(found, cell) if found else None
    if found is None or clock is None:
        return refusal(cell, "date")
    day = _chosen(found, order, cell, clock.value)
    problems = day.problems + clock.problems
    if day.value is None or clock.value is None:
        return Parsed(None, problems)
    behind = clock.value
    return Parsed(When(day.value, behind.clock, behind.offset, behind.zone), problems)


def _iso(text: str) -> When | None:
    """The usual ISO 8601 forms, by the standard library, which is fast; None where they hold no date."""
    try:
        if len(text) == 10:
            return When(date.fromisoformat(text))
        return _when_of_datetime(datetime.fromisoformat(text.replace(",", ".")))
    except ValueError:
        return None


def _clock_behind(found: FoundDate, cell: Cell) -> Parsed[When] | None:
    """What follows a date: nothing, or a separator and a clock; None for anything else."""
    if not found.rest.strip(" ,"):
        return Parsed(When())
    separator = SEPARATOR.match(found.rest)
    if separator is None:
        return None
    text = found.rest[separator.end() :]
    if separator["mark"] and not begins_with_clock(text):
        return None
    if digits := MILITARY.fullmatch(text):
        return clock_of_digits(digits["digits"], cell)
    return clock_in(text, cell, after_t=bool(separator["t"]))


def _chosen(found: FoundDate, order: DateOrder | None, cell: Cell, behind: When | None) -> Parsed[date]:
    """The date that is meant, given the order of its column; `behind` is the time of day that follows it."""
    if not found.days:
        message = f"{quoted(cell)} is not a day of the calendar; write it like {DAY} (year-month-day)."
        return refused("date_impossible", message)
    # an order with the year first says nothing about 03/04/2026
    if found.orders and order and (order in found.orders or order != "ymd"):
        if order not in found.days:
            message = f"{quoted(cell)} does not fit the date order {order}; write it like {DAY} (year-month-day)."
            return refused("date_order_disagrees", message)
        meant = {found.days[order]}
        meant = {day for day in meant if not found.contradicts(day)}
    else:
        meant = set(found.readings().values())
    if not meant:
        return _weekday_disagrees(found, order, cell)
    return Parsed(meant.pop()) if len(meant) == 1 else _ambiguous(found, cell, behind)


def _weekday_disagrees(found: FoundDate, order: DateOrder | None, cell: Cell) -> Parsed[date]:
    day = found.days.get(order) if order else None
    day = day or next(iter(found.days.values()))
    message = (
        f"{quoted(cell)} contradicts itself: {day} is a {ENGLISH_WEEKDAYS[day.weekday()]}; mend the day or the date."
    )
    return refused("weekday_disagrees", message)


def _ambiguous(found: FoundDate, cell: Cell, behind: When | None) -> Parsed[date]:
    days = found.readings()
    told = {order: _named(day, order, spelt="ymd" not in days) for order, day in days.items()}
    orders = " or ".join(f"--date-order {order}" for order in days)
    message = (
        f"{quoted(cell)} can be {' or '.join(told.values())}; "
        f"write it like {next(iter(days.values()))}{_spelt(behind)}, or add {orders} when you run bulkmeet."
    )
    return refused("date_ambiguous", message)


def _spelt(behind: When | None) -> str:
    """The time of day behind a date, as an example shows it, with its zone; nothing for one with an offset."""
    if behind is None or behind.clock is None or behind.offset is not None:
        return ""
    zone = f" {printable(behind.zone)}" if behind.zone else ""
    return f" {behind.clock:%H:%M}{zone}"


def _named(day: date, order: DateOrder, *, spelt: bool) -> str:
    """The day as a message tells it; `spelt` without its year, where that is not in question."""
    if not spelt:
        return day.isoformat()
    month = ENGLISH_MONTHS[day.month - 1]
    return f"{day.day} {month}" if order == "dmy" else f"{month} {day.day}"


def _clock_of_text(cell: Cell) -> Parsed[When]:
    whole = parse_text(cell)
    if whole.value is None or is_blank(cell):
        return Parsed(None, whole.problems)
    text = tidy(whole.value)
    if len(text) > LONGEST:
        return refusal(cell, "time")
    if digits := MILITARY.fullmatch(text):
        return clock_of_digits(digits["digits"], cell)
    if MILITARY_WITHOUT_ZERO.fullmatch(text):
        return clock_of_digits(f"0{text}", cell)
    if re.fullmatch(r"0[.,][0-9]{2}", text):
        return _unclear_fraction(text, cell)
    if DAY_FRACTION.fullmatch(text) or (NUMBER.fullmatch(text) and len(text) > 5):
        return _clock_or_refusal(_clock_of_number(float(text.replace(",", "."))), cell)
    read = clock_in(text, cell)
    if read is None and (found := find_date(text)):
        read = _clock_behind(found, cell) if found.rest else None
    return refusal(cell, "time") if read is None else read


def _unclear_fraction(text: str, cell: Cell) -> Parsed[When]:
    fraction = clock_of_fraction(float(text.replace(",", ".")))
    message = f"{quoted(cell)} can be 00:{text[2:]} or, as a part of the day, {fraction}; write the one that is meant."
    return refused("time_unreadable", message)
