"""The date at the beginning of a text, in every order it can be read in."""

import re
from datetime import date
from typing import Literal

from msgspec import Struct

from bulkmeet.cells.datewords import month_of, weekday_of

DateOrder = Literal["dmy", "mdy", "ymd"]


class FoundDate(Struct, frozen=True):
    """A date at the beginning of a text.

    `days` holds the date for each order in which there is one; where the text itself tells the order, `orders`
    is empty and `days` has the one date, or none if it is impossible. `orders` are those its shape allows.
    `weekday` counts from 0 for Monday. `rest` is what stands behind it.
    """

    days: dict[DateOrder, date]
    rest: str
    orders: frozenset[DateOrder] = frozenset()
    weekday: int | None = None

    def readings(self) -> dict[DateOrder, date]:
        """The readings nobody has chosen between; a weekday beside the date leaves out those it contradicts.

        The year first (26/09/10) counts only where no other order makes a date of a two-digit year: else every
        31/12/26 could be 2031.
        """
        fitting: dict[DateOrder, date] = {
            order: day for order, day in self.days.items() if self.weekday is None or day.weekday() == self.weekday
        }
        later: dict[DateOrder, date] = {order: day for order, day in fitting.items() if order != "ymd"}
        return later or fitting


NOT_MORE = r"(?![0-9])"
YEAR = r"(?:[0-9]{4}(?![0-9])|[0-9]{2}(?![0-9:]))"
"""Two digits before a colon are no year: 10 Sep 10:00:00 has none."""
LETTERS = r"[^\W\d_]"
NUMERIC = re.compile(rf"([0-9]{{1,2}})([-/.]) ?([0-9]{{1,2}})\2 ?({YEAR})")
YEAR_FIRST = re.compile(
    rf"(?P<y>[0-9]{{4}})(?P<sep>[-/.]) ?(?P<m>[0-9]{{1,2}})(?P=sep) ?(?P<d>[0-9]{{1,2}})\.?{NOT_MORE}"
)
CJK = re.compile(r"(?P<y>[0-9]{4}) ?[年년] ?(?P<m>[0-9]{1,2}) ?[月월] ?(?P<d>[0-9]{1,2}) ?[日일]")
DAY_MONTH = re.compile(
    rf"(?:the |den |le |el )?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th|er|º|°|ª)?[ ./-]*(?:de |of )?"
    rf"(?P<m>{LETTERS}{{3,12}})[ .,/-]*(?:de |del |di )?(?P<y>{YEAR})",
    re.IGNORECASE,
)
MONTH_DAY = re.compile(
    rf"(?P<m>{LETTERS}{{3,12}})[ .-]*(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?[ ,.-]+(?P<y>[0-9]{{4}}){NOT_MORE}",
    re.IGNORECASE,
)
YEAR_MONTH_DAY = re.compile(rf"(?P<y>[0-9]{{4}})[ .-]+(?P<m>{LETTERS}{{3,12}})[ .-]+(?P<d>[0-9]{{1,2}}){NOT_MORE}")
ORDERED = (YEAR_FIRST, CJK, DAY_MONTH, MONTH_DAY, YEAR_MONTH_DAY)

WEEKDAY_BEFORE = re.compile(rf"({LETTERS}{{2,}}(?:-feira)?)\.?,? (?=[\w])")
WEEKDAY_BEHIND = re.compile(rf" ?\(({LETTERS}+)\.?\)| ?([月火水木金土日]曜日?)")
YEAR_BEHIND_THE_CLOCK = re.compile(
    rf"({LETTERS}{{3,9}}) ([0-9]{{1,2}}) ([0-9]{{1,2}}:[0-9:]+)( [A-Z]{{2,5}}| [+-][0-9]{{4}})? ([0-9]{{4}})"
)
COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})?(.*)")


def find_date(text: str) -> FoundDate | None:
    """Find the date that a tidied text begins with, a weekday before it or behind it; None if there is none."""
    found = _find(text)
    if found is None and (named := WEEKDAY_BEFORE.match(text)):
        weekday = weekday_of(named[1])
        found = None if weekday is None else _find(text[named.end() :], weekday)
    if found is None:
        return None
    behind = WEEKDAY_BEHIND.match(found.rest)
    weekday = weekday_of(behind[1] or behind[2]) if behind else None
    if behind is None or weekday is None:
        return found
    return FoundDate(found.days, found.rest[behind.end() :], found.orders, weekday)


def _find(text: str, weekday: int | None = None) -> FoundDate | None:
    text = _usual_order(text)
    if numeric := NUMERIC.match(text):
        return _numeric(numeric, weekday)
    for pattern in ORDERED:
        found = pattern.match(text)
        month = _month(found["m"]) if found else None
        if found and month:
            day = _day(_year(found["y"]), month, int(found["d"]))
            return FoundDate({"ymd": day} if day else {}, text[found.end() :], weekday=weekday)
    return None


def _usual_order(text: str) -> str:
    """Thu Sep 10 10:00:00 UTC 2026 (C, Java) and 20260910T100000Z (iCalendar) with their parts as elsewhere."""
    if unix := YEAR_BEHIND_THE_CLOCK.fullmatch(text):
        return f"{unix[1]} {unix[2]} {unix[5]} {unix[3]}{unix[4] or ''}"
    if compact := COMPACT.fullmatch(text):
        return "{}-{}-{}T{}:{}:{}{}".format(*compact.groups(default="00"))
    return text


def _numeric(found: re.Match[str], weekday: int | None) -> FoundDate:
    first, second, last = int(found[1]), int(found[3]), _year(found[4])
    readings: dict[DateOrder, date | None] = {"dmy": _day(last, second, first)}
    # 10.09.2026 is day first wherever dates are written with dots: nobody writes month.day.year
    if found[2] != ".":
        readings["mdy"] = _day(last, first, second)
    if len(found[4]) == 2:
        readings["ymd"] = _day(_year(found[1]), second, int(found[4]))
    days = {order: day for order, day in readings.items() if day}
    return FoundDate(days, found.string[found.end() :], frozenset(readings), weekday)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(text: str) -> int | None:
    return int(text) if text.isdecimal() else month_of(text)


def _year(text: str) -> int:
    """A year of two digits is taken as Excel and POSIX take it: 00 to 68 is 20xx, 69 to 99 is 19xx."""
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year <= 68 else 1900)
