"""What a workbook's number format makes of a number: dates and times are numbers that look like some."""

import re
from datetime import datetime, time, timedelta
from enum import Enum

from bulkmeet.patterns import pattern

DAY = timedelta(days=1)
EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's days belong to no zone
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - see above
PHANTOM_DAY = 60
"""Excel counts a 29 February 1900, which never was, as day 60."""

_MILLISECONDS = 86_400_000

_LITERAL = pattern(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:hh?|mm?|ss?)\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = pattern(r"\[[hms]{1,2}\]", re.IGNORECASE)
_DATE_PART = pattern(r"[dmyhs]", re.IGNORECASE)
_TIME_PART = pattern(r"[hs]", re.IGNORECASE)


class Shown(Enum):
    """What a number format makes of a number."""

    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    SPAN = "span"


BUILT_IN: dict[str, Shown] = {
    **{str(number): Shown.DATE for number in (14, 15, 16, 17, *range(27, 32), 36, *range(50, 55), 57, 58)},
    **{str(number): Shown.MOMENT for number in (18, 19, 20, 21, 22, 32, 33, 45, 47)},
    "46": Shown.SPAN,
}
"""ECMA-376, 18.8.30: formats that a workbook names by number alone; left out are those that differ by country."""


def shown_by(number_format: str) -> Shown:
    """What the format shows: a date alone, a date or time of day, or a span of time such as [h]:mm."""
    bare = _LITERAL.sub("", number_format).split(";")[0]
    if _ELAPSED.search(bare):
        return Shown.SPAN
    if not _DATE_PART.search(bare):
        return Shown.NUMBER
    return Shown.MOMENT if _TIME_PART.search(bare) else Shown.DATE


def moment_of(number: float, epoch: datetime) -> datetime | time:
    """The moment that a number of days stands for, a time of day below one, to the millisecond.

    Raises OverflowError or ValueError where there is no such day.
    """
    days, fraction = divmod(number, 1)
    within = timedelta(milliseconds=round(fraction * _MILLISECONDS))
    if not days and within < DAY:
        return (EPOCH_1904 + within).time()
    if epoch == EPOCH_1900 and 1 <= number < PHANTOM_DAY:
        days += 1
    return epoch + timedelta(days=days) + within


def span_of(number: float) -> timedelta:
    """The span of time of so many days, to the millisecond. Raises OverflowError where it is too long."""
    return timedelta(milliseconds=round(number * _MILLISECONDS))
