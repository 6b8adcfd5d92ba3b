"""Texts of a date that programs and calendars write in an order of their own, put into the usual one."""

import re
from datetime import date

from bulkmeet.patterns import pattern

UNIX = pattern(
    r"((?:[^\W\d_]+\.?,? )?[^\W\d_]{3,9}) ([0-9]{1,2}) ([0-9]{1,2}:[0-9:]+)( [A-Z]{2,5}| [+-][0-9]{4})?"
    r" ([0-9]{4})(?![0-9])(.*)"
)
COMPACT = pattern(r"([0-9]{4})([0-9]{2})([0-9]{2})[T ]([0-9]{2}):?([0-9]{2})(?::?([0-9]{2}))?(?![0-9])(.*)")
WEEK_DATE = pattern(r"([0-9]{4})-?W([0-5][0-9])-?([1-7])(?=[T ]|$)")
LONG_DASHES = pattern(r"([0-9]{1,4})[\u2013\u2014]([0-9]{1,2})[\u2013\u2014]([0-9]{1,4})(?![0-9])")
ERA = pattern(r"(?:令和 ?([0-9]{1,2})年 ?([0-9]{1,2})月 ?([0-9]{1,2})日|R([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{1,2}))")
YEAR_BEFORE_REIWA = 2018


def in_usual_order(text: str) -> str:
    """A tidied text with its date first and its clock behind, in Gregorian years; other texts as they are.

    Put in order are what C and Java write (Thu Sep 10 10:00:00 UTC 2026), iCalendar's 20260910T100000Z, the week dates
    of ISO 8601 (2026-W37-4), the years of the present Japanese era (令和8年, R8.9.10), and dates with long dashes.
    """
    if unix := UNIX.fullmatch(text):
        return f"{unix[1]} {unix[2]} {unix[5]} {unix[3]}{unix[4] or ''}{unix[6]}"
    if compact := COMPACT.fullmatch(text):
        return "{}-{}-{}T{}:{}:{}{}".format(*compact.groups(default="00"))
    if week := WEEK_DATE.match(text):
        return _day_of_week(week) + text[week.end() :]
    if era := ERA.match(text):
        year, month, day = (int(part) for part in era.groups() if part)
        return f"{YEAR_BEFORE_REIWA + year}-{month:02}-{day:02}{text[era.end() :]}"
    return LONG_DASHES.sub(r"\1-\2-\3", text, count=1) if LONG_DASHES.match(text) else text


def _day_of_week(week: re.Match[str]) -> str:
    try:
        return date.fromisocalendar(int(week[1]), int(week[2]), int(week[3])).isoformat()
    except ValueError:
        return week[0]
