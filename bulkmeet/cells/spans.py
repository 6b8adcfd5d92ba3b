"""A start and an end in one cell, as timetables write them: 9:00 - 10:00, 2:00-3:30 PM, 10 Sep 2026 14h à 15h30."""

import re
from datetime import time

from bulkmeet.cells.clocks import HALVES, with_latin_halves
from bulkmeet.cells.dates import DateOrder, parse_clock, parse_when
from bulkmeet.cells.datewords import LONGEST
from bulkmeet.cells.endings import parse_end, parse_end_clock
from bulkmeet.cells.text import text_of, tidy
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern

BETWEEN = pattern(
    r"\s*(?:[-\u2010-\u2015\u2212→〜\uff5e~]|->|\.{2,3}|…|\b(?:to|until|till|thru|through|bis|tot|hasta|até|às|as|à|a|al|alle|au)\b|から)\s*",
    re.IGNORECASE,
)
OPENING = pattern(r"(^|.*[\s,])(?:from|von|de|des|da|dalle|das|van)\s+(?=[0-9])", re.IGNORECASE)
"""The last of such words, so that those of 13 de enero de 2027 de 9h stay but for the one before the time."""
_ISO_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]"
INTERVAL = pattern(rf"({_ISO_DAY}[0-9:.]+\S*) ?/ ?((?:{_ISO_DAY})?[0-9:.]+\S*)")
"""How ISO 8601 writes a start and an end, the end with what it does not share with the start."""
HOURS_AT_END = pattern(r"[0-9]\s?(uhr|h|hrs|heures|uur|horas?|ore)\.?$", re.IGNORECASE)
BARE_HOUR_AT_END = pattern(r"(?:^|[\s,])[0-9]{1,2}$")
MERIDIEM = pattern(r"[0-9]\s?([ap])\.?\s?m\b", re.IGNORECASE)
HOUR_AT_END = pattern(r"(?:^|\s)(?:0?[1-9]|1[0-2])(?:[:.][0-5][0-9])?$")
HOURS_ALONE = pattern(
    r"(?:(?:kl\.?|klo|klock[ae]n|klokk[ae]n?|godz\.?|ore|um|von|from|de|das|dalle)\s*)?"
    rf"(?P<start>[0-9]{{1,2}}){BETWEEN.pattern}(?P<end>[0-9]{{1,2}})",
    re.IGNORECASE,
)
LONGEST_OF_FIVES = 4
"""How many hours a span has at most whose end may be minutes as well."""
EARLIEST_OF_ONE_DIGIT = 7
"""Below it, 1-2 may be in the afternoon, and in a timetable the first two lessons."""
LONGEST_MINUTES = 8 * 60
MARKED = pattern(rf"({'|'.join(HALVES)})\s?[0-9]|[0-9]\s?([ap])\.?\s?m\b", re.IGNORECASE)
BARE_CLOCK = pattern(r"(?P<hour>[0-9]{1,2})(?:[:.][0-9]{2}|\s?[時点點시](?:\s?(?:[0-9]{1,2}\s?[分분]?|半))?)?")
NOON = 12
HOURS_OF_DAY = 24


def is_span(cell: Cell) -> bool:
    """Whether the cell cannot be read as one moment because it runs from one to another."""
    if not isinstance(cell, str) or any(read.value for read in (parse_when(cell, "ymd"), parse_clock(cell))):
        return False
    return split_span(cell, "ymd") is not None


def split_span(cell: Cell, order: DateOrder | None) -> tuple[str, str] | None:
    """The start and the end, each as a cell of its own would say it; None where the cell is no such thing.

    `2:00 - 3:30 PM` and `午後2:00~3:30` are in the afternoon at both ends, `11:00 - 1:00 PM` begins in the morning,
    and of 9-10 Uhr both are hours.
    """
    if isinstance(cell, str) and len(cell) > LONGEST:
        return None
    text = with_latin_halves(text_of(cell))
    if interval := INTERVAL.fullmatch(text):
        return interval[1], interval[2]
    for between in reversed(list(BETWEEN.finditer(text))):
        start, end = text[: between.start()].strip(), text[between.end() :].strip()
        if not start or not _ends_at_a_clock(end, order):
            continue
        for begins in (OPENING.sub(r"\1", start), start):
            begun = _with_meridiem(_with_hours(begins, end), end)
            ended = _in_the_same_half(end, begun)
            if begun and ended and _names_a_clock(begun, order):
                return begun, ended
    return None


def split_hours(cell: Cell) -> tuple[str, str] | None:
    """The start and the end of a span of bare hours, 9-10 or kl. 13-15, as hh:mm; None for any other cell.

    Only a column of times makes two numbers that, and not those of rooms, lessons or days.
    """
    hours = HOURS_ALONE.fullmatch(tidy(cell)) if isinstance(cell, str) and len(cell) <= LONGEST else None
    if hours is None or may_be_lessons(cell):
        return None
    start, end = int(hours["start"]), int(hours["end"])
    may_be_minutes = end - start > LONGEST_OF_FIVES and end % 5 == 0  # 10-15 is a quarter past ten to some
    return (f"{start:02}:00", f"{end:02}:00") if start < end <= HOURS_OF_DAY and not may_be_minutes else None


def may_be_hour_and_minutes(cell: Cell) -> bool:
    """Whether two bare numbers are no span of hours, but may be one hour with its minutes: 14-00, 13-45."""
    hours = HOURS_ALONE.fullmatch(tidy(cell)) if isinstance(cell, str) and len(cell) <= LONGEST else None
    return hours is not None and (int(hours["end"]) > HOURS_OF_DAY or int(hours["end"]) <= int(hours["start"]))


def may_be_lessons(cell: Cell) -> bool:
    """Whether two bare numbers may be hours of either half of the day, or the lessons of a timetable: 1-2."""
    hours = HOURS_ALONE.fullmatch(tidy(cell)) if isinstance(cell, str) and len(cell) <= LONGEST else None
    return hours is not None and len(hours["start"]) == 1 and int(hours["start"]) < EARLIEST_OF_ONE_DIGIT


def _ends_at_a_clock(text: str, order: DateOrder | None) -> bool:
    whens = (parse_end(text, order).value, parse_end_clock(text).value)
    return any(when is not None and when.clock is not None for when in whens)


def _with_hours(start: str, end: str) -> str:
    """The start with the word for hours that stands only behind the end: 9-10 Uhr, 9 à 10 h."""
    hours = HOURS_AT_END.search(end)
    return f"{start} {hours[1]}" if hours and BARE_HOUR_AT_END.search(start) else start


def _names_a_clock(text: str, order: DateOrder | None) -> bool:
    when = parse_when(text, order).value
    return _clock(text) is not None or (when is not None and when.clock is not None)


def _clock(text: str) -> time | None:
    read = parse_clock(text).value
    return None if read is None else read.clock


def _with_meridiem(start: str, end: str) -> str:
    """The start with the AM or PM that stands only behind the end, or with the other where it would come after that.

    Nothing where neither makes a meeting of usual length: 2:00 - 1:00 PM is a slip.
    """
    found, ends = MERIDIEM.search(end), _clock(end)
    if found is None or ends is None or not HOUR_AT_END.search(start):
        return start
    for meridiem in ("AM", "PM") if found[1] in "aA" else ("PM", "AM"):
        starts = _clock(f"{start} {meridiem}")
        if (
            starts is not None
            and 0 < ends.hour * 60 + ends.minute - starts.hour * 60 - starts.minute <= LONGEST_MINUTES
        ):
            return f"{start} {meridiem}"
    return ""


def _in_the_same_half(end: str, start: str) -> str:
    """The end with the half of the day that stands only at the start: 午後3:00~3:30, 3:00 PM - 3:30.

    Nothing where it would be before its start then, in the morning: 午前11:00~1:00. Noon needs no such word, and what
    begins in the afternoon may end on the next day.
    """
    marked, clock = [*MARKED.finditer(start)], BARE_CLOCK.fullmatch(end)
    if not marked or clock is None or int(clock["hour"]) > NOON:
        return end
    before, behind = marked[-1].groups()
    is_morning = (HALVES[before] if before else behind.lower()) == "a"
    starts = _last_clock(start)
    if is_morning and int(clock["hour"]) == NOON and starts is not None and starts.hour:
        return end
    ended = f"{before}{end}" if before else f"{end} {behind}{'m' if behind.islower() else 'M'}"
    ends = _clock(ended)
    if starts is not None and ends is not None and ends > starts:
        return ended
    return "" if is_morning else end


def _last_clock(text: str) -> time | None:
    """The time of day that a text ends with, perhaps behind a date."""
    when = parse_when(text, "ymd").value
    return _clock(text) or (None if when is None else when.clock)
