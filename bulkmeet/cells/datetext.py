"""The date at the beginning of a text, in every order it can be read in."""

import re
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.cells.clocks import begins_with_clock
from bulkmeet.cells.dateforms import in_usual_order
from bulkmeet.cells.datewords import month_of, weekdays_of
from bulkmeet.patterns import pattern

DateOrder = Literal["dmy", "mdy", "ymd"]
ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")

FIRST_PLANNED_YEAR = 2025
"""No sheet from before this program was written lists meetings to come."""
YEARS_AHEAD = 2


class FoundDate(Struct, frozen=True):
    """A date at the beginning of a text.

    `days` holds the date for each order in which there is one; where the text itself tells the order, `orders`
    is empty and `days` has the one date, or none if it is impossible. `orders` are those its shape allows.
    `weekdays` are those the text names, from 0 for Monday; none where it names none, and several for a word such as
    "do" that means several. `rest` is what stands behind it.
    """

    days: dict[DateOrder, date]
    rest: str
    orders: frozenset[DateOrder] = frozenset()
    weekdays: frozenset[int] = frozenset()

    def readings(self) -> dict[DateOrder, date]:
        """The readings nobody has chosen between; a weekday beside the date leaves out those it contradicts.

        The year first counts beside another order only where it is as likely: 26/09/10 is hardly a day of 2010, nor
        31/12/26 one of 2031.
        """
        fitting: dict[DateOrder, date] = {order: day for order, day in self.days.items() if not self.contradicts(day)}
        later: dict[DateOrder, date] = {order: day for order, day in fitting.items() if order != "ymd"}
        return fitting if self._may_begin_with_a_year(later) else later or fitting

    def _may_begin_with_a_year(self, later: dict[DateOrder, date]) -> bool:
        """Whether two digits at the beginning are as likely a year as those at the end; with dots only if that is past.

        `later` are the readings with the year at the end.
        """
        first = self.days.get("ymd")
        if first is None or first.year < FIRST_PLANNED_YEAR:
            return False
        latest = max((day.year for day in later.values()), default=first.year)
        return latest < FIRST_PLANNED_YEAR or ("mdy" in self.orders and first.year <= latest + YEARS_AHEAD)

    def contradicts(self, day: date) -> bool:
        """Whether the text names another weekday than the day's."""
        return bool(self.weekdays) and day.weekday() not in self.weekdays


NOT_MORE = r"(?![0-9])"
YEAR = r"(?:[0-9]{4}(?![0-9])|[0-9]{2}(?![0-9:]))"
"""Two digits before a colon are no year: 10 Sep 10:00:00 has none."""
SHORT_YEAR = "['\u2019][0-9]{2}(?![0-9:])"
LETTERS = r"[^\W\d_]"
NUMERIC = pattern(rf"([0-9]{{1,2}})([-/.]) ?([0-9]{{1,2}})\2 ?({YEAR})")
YEAR_FIRST = pattern(rf"(?P<y>[0-9]{{4}})(?P<sep>[-/.]) ?(?P<m>[0-9]{{1,2}})(?P=sep) ?(?P<d>[0-9]{{1,2}})\.?{NOT_MORE}")
CJK = pattern(r"(?P<y>[0-9]{4}) ?[年년] ?(?P<m>[0-9]{1,2}) ?[月월] ?(?P<d>[0-9]{1,2}) ?[日일]")
DAY_MONTH = pattern(
    rf"(?:the |den |le |el )?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th|er|º|°|ª)?[ ./-]*(?:de |of )?"
    rf"(?P<m>{LETTERS}{{3,12}})[ .,/-]*(?:de |del |di )?(?P<y>{YEAR}|{SHORT_YEAR})",
    re.IGNORECASE,
)
MONTH_DAY = pattern(
    rf"(?P<m>{LETTERS}{{3,12}})[ .-]*(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?[ ,.-]+"
    rf"(?P<y>[0-9]{{4}}{NOT_MORE}|{SHORT_YEAR})",
    re.IGNORECASE,
)
YEAR_MONTH_DAY = pattern(rf"(?P<y>[0-9]{{4}})[ ,.-]+(?P<m>{LETTERS}{{3,12}})[ .-]+(?P<d>[0-9]{{1,2}}){NOT_MORE}")
ORDERED = (YEAR_FIRST, CJK, DAY_MONTH, MONTH_DAY, YEAR_MONTH_DAY)

LEADING = pattern(r"(?:am|le|el|il|op|em|dia|dnia|den|dne|d\.|la|on) (?=\w)", re.IGNORECASE)
"""Words that say nothing before a date: am 12.01.2027, el 12/01/2027. Behind a clock it would be another am."""
YEAR_WORD = pattern(r" ?(?:roku|r|года|год|\u0433|року|\u0440)(?![^\W\d_])\.?,?|\.(?=[ ,]|$)", re.IGNORECASE)
"""What stands behind a year: “year” in Polish, Russian, Bulgarian and Ukrainian, or a dot as in Hungary and Croatia."""
LISTOPADA = pattern(r"listopada(?= [0-9]{4} ?(?:r\b|roku\b))", re.IGNORECASE)
"""November to a Pole, who writes roku behind the year, and October to a Croat."""

WEEKDAY_BEFORE = pattern(rf"(?:le )?({LETTERS}{{2,}}(?:-feira)?)\.?,? (?=[\w])", re.IGNORECASE)
WEEKDAY_BEHIND = pattern(
    rf" ?\(({LETTERS}+)\.?\)| ?([月火水木金土日]曜日?|[월화수목금토일]요일|(?:星期|周)[一二三四五六日])"
    rf"|(?!,? [PU]T\b),? ({LETTERS}{{2,}}(?:-feira)?)\.?(?![\w])"
)
BEFORE_A_DATE = pattern(r"(?:,| -| \|)? (?:(?:on|le|el|il|op|den|the|del|du|em|dia|of) )?", re.IGNORECASE)
NOON_OR_MIDNIGHT = pattern(r"12[:.][0-9]{2} am")
"""Before 10.09.2026 it is noon to a German (am is on), and midnight to others."""
NORDIC_THURSDAY = pattern(r"^to\.? (?=[0-9]{1,2}[./] ?[0-9]{1,2}\b)", re.IGNORECASE)
"""Elsewhere it is the English word: to be settled."""


def find_date(text: str) -> FoundDate | None:
    """Find the date that a tidied text begins with, a weekday before it or behind it; None if there is none.

    Of 14:30, 10 September 2026 the clock is in `rest`, as if it stood behind.
    """
    text = NORDIC_THURSDAY.sub("torsdag ", LISTOPADA.sub("november", text))
    return _find_first(in_usual_order(_without_leading(text))) or _find_behind_a_clock(text)


def _without_leading(text: str) -> str:
    leading = LEADING.match(text)
    return text[leading.end() :] if leading else text


def _find_first(text: str) -> FoundDate | None:
    found = _find(text)
    if found is None and (named := WEEKDAY_BEFORE.match(text)):
        named_days = weekdays_of(named[1])
        found = _find(_without_leading(text[named.end() :]), named_days) if named_days else None
    if found is None:
        return None
    behind = WEEKDAY_BEHIND.match(found.rest)
    weekdays = weekdays_of(next(filter(None, behind.groups()))) if behind else frozenset()
    if behind is None or not weekdays:
        return found
    return FoundDate(found.days, found.rest[behind.end() :], found.orders, weekdays)


def _find_behind_a_clock(text: str) -> FoundDate | None:
    for gap in BEFORE_A_DATE.finditer(text) if text[:1].isalnum() else ():
        found = _find_first(text[gap.end() :])
        doubtful = found and found.orders == {"dmy"} and NOON_OR_MIDNIGHT.fullmatch(text[: gap.start()])
        if found and not doubtful and begins_with_clock(text[: gap.start()]):
            return FoundDate(found.days, f" {text[: gap.start()]}{found.rest}", found.orders, found.weekdays)
    return None


def _find(text: str, weekdays: frozenset[int] = frozenset()) -> FoundDate | None:
    found = _found(text, weekdays)
    year_word = YEAR_WORD.match(found.rest) if found else None
    return replace(found, rest=found.rest[year_word.end() :]) if found and year_word else found


def _found(text: str, weekdays: frozenset[int]) -> FoundDate | None:
    if numeric := NUMERIC.match(text):
        return _numeric(numeric, weekdays)
    for form in ORDERED:
        found = form.match(text)
        month = _month(found["m"]) if found else None
        if found and month:
            day = _day(_year(found["y"]), month, int(found["d"]))
            return FoundDate({"ymd": day} if day else {}, text[found.end() :], weekdays=weekdays)
    return None


def _numeric(found: re.Match[str], weekdays: frozenset[int]) -> FoundDate:
    first, second, last = int(found[1]), int(found[3]), _year(found[4])
    readings: dict[DateOrder, date | None] = {"dmy": _day(last, second, first)}
    # 10.09.2026 is day first wherever dates are written with dots: nobody writes month.day.year
    if found[2] != ".":
        readings["mdy"] = _day(last, first, second)
    if len(found[4]) == 2:
        readings["ymd"] = _day(_year(found[1]), second, int(found[4]))
    days = {order: day for order, day in readings.items() if day}
    return FoundDate(days, found.string[found.end() :], frozenset(readings), weekdays)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(text: str) -> int | None:
    return int(text) if text.isdecimal() else month_of(text)


def _year(text: str) -> int:
    """A year of two digits is taken as Excel and POSIX take it: 00 to 68 is 20xx, 69 to 99 is 19xx."""
    year = int(text.lstrip("'\u2019"))
    if len(text) == 4:
        return year
    return year + (2000 if year <= 68 else 1900)
