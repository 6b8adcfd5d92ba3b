"""Why a text is no date, time of day or duration, and what to write instead."""

import re
from typing import Literal

from msgspec.structs import replace

from bulkmeet.cells.datetext import find_date
from bulkmeet.cells.datewords import ALL_DAY, LONGEST, NOTHING, UNDECIDED, UNDECIDED_INSIDE, month_of
from bulkmeet.cells.dittos import points_above
from bulkmeet.cells.sampledays import DAY
from bulkmeet.cells.stillopen import still_open
from bulkmeet.cells.text import folded, overflowed, quoted, refused, text_of, tidy, too_narrow
from bulkmeet.model import Cell, Parsed, Problem, T
from bulkmeet.patterns import pattern

Kind = Literal["date", "time", "duration"]

NOUN: dict[Kind, str] = {"date": "a date", "time": "a time of day", "duration": "a duration"}
LIKE: dict[Kind, str] = {
    "date": f"write it like {DAY} 14:30",
    "time": "write it like 14:30",
    "duration": "write it like 45 min or 1:30 (hours:minutes)",
}
SPAN = pattern(
    r"[0-9].*?(?:[→⇒\u2013\u2014~〜]|\.\.|\b(?:to|bis|until|till|thru|through|au|al|tot|até|hasta)\b| - "
    # 9-10am and 10-12 September, but not the 09-10 of 2026-09-10
    r"|(?<=[0-9])(?<![0-9]-[0-9])(?<![0-9]-[0-9]{2})\.?(?:h|[ap]m)?-(?=[0-9]+(?:[:.h]|[ap]m|[,.]? [^\W\d]|, [0-9]{4}))"
    r"|[0-9]T[0-9:]+/|(?:[:h][0-9]{2}|[0-9]h)\S* ?(?:à|a|al|e|y|-) ?(?=[0-9])).*[0-9]",
    re.IGNORECASE,
)
ERA = pattern(r"(?:令和|平成|昭和|[RHS])\s?(?:[0-9]{1,2}|元)[年./]")
OFFSET_OF_A_DAY = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2} ?(?:Z|[+-][0-9]{2}:?[0-9]{2})")
CLOCK_PART = pattern(r"[\s,]+[0-9]{1,2}[:.h][0-9]{2}.*$")
PART_OF_DATE = pattern(
    r"[0-9]{1,2}[-/.] ?[0-9]{1,2}\.?"
    r"|[0-9]{4}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{4}|[0-9]{1,2}月 ?[0-9]{1,2}日.*"
)
HOUR = pattern(r"[0-9]\s?(?::|h|[ap]\.?\s?m\b|uhr|uur|[時点點시])", re.IGNORECASE)
DECIMAL_HOUR = pattern(r"(?P<hour>[01]?[0-9]|2[0-3])[.,](?P<part>[0-9]{1,2})")
MINUTES = 60
WHOLE_DAYS = "is of whole days, and a Dialpad meeting needs its hours"
_ALL_DAY = pattern(rf"(?<![a-z])(?:{'|'.join(sorted(ALL_DAY, key=len, reverse=True))})(?![a-z])")
WORD_AND_NUMBER = pattern(r"[0-9]{0,4}(?:st|nd|rd|th|\.)?[ -]*([^\W\d_]{3,12})\.?[ -]*[0-9]{0,4}(?:st|nd|rd|th)?")


def refusal(cell: Cell, kind: Kind, example: str | None = None) -> Parsed[T]:
    """The problem of a text that could not be read as `kind`; the `example` is one of those that can be."""
    shown, like = quoted(cell), f"write it like {example}" if example else LIKE[kind]
    if isinstance(cell, str) and len(cell) > LONGEST:  # some of the patterns below take very long over long texts
        return refused(f"{kind}_unreadable", f"{shown} is not {NOUN[kind]}; {like}.")
    text = tidy(text_of(cell))
    if overflowed(text):
        return too_narrow(cell, f"{kind}_unreadable")
    if _undecided(text):
        return refused(f"{kind}_undecided", f"{shown} is not {NOUN[kind]} yet; {like}, or leave the row out.")
    if kind != "duration" and says_all_day(text):
        message = f"{shown} says that this is an all-day entry, and a Dialpad meeting needs a start and an end"
        return refused("all_day_entry", f"{message}; write its time, or delete the row.")
    if points_above(cell):
        return refused(f"{kind}_unreadable", f"{shown} points to another row; {like} in every row.")
    if SPAN.search(text):
        return span(cell, kind)
    if kind == "time" and (found := DECIMAL_HOUR.fullmatch(text)):
        message = f"{shown} is a number that may stand for {_hours_of(found)}; type it as a time, like 14:30."
        return refused("time_unreadable", message)
    if kind == "date" and (problem := _of_date(text, cell)):
        return Parsed(None, (problem,))
    return refused(f"{kind}_unreadable", f"{shown} is not {NOUN[kind]}; {like}.")


def _of_date(text: str, cell: Cell) -> Problem | None:
    """The problem of a text with only some of what makes a date."""
    if OFFSET_OF_A_DAY.fullmatch(text):
        message = f"{quoted(cell)} has an offset from UTC and no time of day; write it like {DAY}, or with its time."
        return Problem("date_unreadable", message)
    if ERA.search(text):
        return Problem("date_unreadable", f"{quoted(cell)} counts the years of an era; write the year like {DAY}.")
    if isinstance(cell, str) and _lacks_a_part(text):
        message = f"{quoted(cell)} is not a whole date: day, month and year are needed; write it like {DAY}."
        return Problem("date_without_year", message)
    return None


def _hours_of(number: re.Match[str]) -> str:
    """The times that 14.3 may stand for, with the minutes behind the point or as a part of the hour: 14:30 or 14:18."""
    hour, minutes, part = int(number["hour"]), int(number["part"].ljust(2, "0")), float(f"0.{number['part']}")
    read = [minutes] if minutes < MINUTES else []
    return " or ".join(dict.fromkeys(f"{hour}:{minute:02}" for minute in (*read, round(part * MINUTES))))


def says_all_day(text: str) -> bool:
    """Whether a text says, perhaps behind a date, that something takes the whole day: 2027/02/11 終日."""
    return _ALL_DAY.search(folded(text)) is not None


def without_time(parsed: Parsed[T]) -> Parsed[T]:
    """The same for a column of days, whose times stand in another one: what to write there is a day alone."""
    problems = tuple(
        replace(problem, message=problem.message.replace(f"{DAY} 14:30", DAY)) for problem in parsed.problems
    )
    return Parsed(parsed.value, problems) if problems else parsed


def needing_hours(parsed: Parsed[T], cell: Cell) -> Parsed[T]:
    """The same for a column of moments, where days alone do not do, not even a first and a last one."""
    if not is_of_whole_days(parsed, cell):
        return parsed
    how = f"write its start like {DAY} 14:30 and its end into a column of its own, or delete the row"
    return refused("date_range", f"{quoted(cell)} {WHOLE_DAYS}; {how}.")


def is_of_whole_days(parsed: Parsed[T], cell: Cell) -> bool:
    """Whether what is wrong with a text is that it runs from one day to another without an hour."""
    return any(one.code == "date_range" for one in parsed.problems) and not HOUR.search(text_of(cell))


def span(cell: Cell, kind: Kind) -> Parsed[T]:
    """The problem of a text that holds a start and an end."""
    how = "write one duration" if kind == "duration" else "put the end in a column of its own"
    return refused(f"{kind}_range", f"{quoted(cell)} runs from one {_point(kind)} to another; {how}.")


def _point(kind: Kind) -> str:
    return "value" if kind == "duration" else kind


def _undecided(text: str) -> bool:
    words = folded(text)
    return (
        words in UNDECIDED
        or still_open(words)
        or NOTHING.issuperset(words)
        or bool(UNDECIDED_INSIDE.intersection(re.findall(r"\w+", words)))
    )


def _lacks_a_part(text: str) -> bool:
    day = CLOCK_PART.sub("", text)
    if find_date(day):
        return False
    if PART_OF_DATE.fullmatch(day):
        return True
    named = WORD_AND_NUMBER.fullmatch(day)
    return named is not None and month_of(named[1]) is not None
