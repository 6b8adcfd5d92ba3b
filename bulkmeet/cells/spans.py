"""A start and an end in one cell, as timetables write them: 9:00 - 10:00, 2:00-3:30 PM, 10 Sep 2026 14h à 15h30."""

import re
from datetime import time

from bulkmeet.cells.dates import DateOrder, parse_clock, parse_when
from bulkmeet.cells.datewords import LONGEST
from bulkmeet.cells.text import text_of
from bulkmeet.model import Cell

BETWEEN = re.compile(
    r"\s*(?:[-\u2010-\u2015\u2212→〜\uff5e~]|->|\b(?:to|until|till|bis|tot|hasta|até|às|as|à|a|al|alle|au)\b|から)\s*",
    re.IGNORECASE,
)
OPENING = re.compile(r"^(?:from|von|de|des|da|dalle|das|van)\s+(?=[0-9])", re.IGNORECASE)
MERIDIEM = re.compile(r"[0-9]\s?([ap])\.?\s?m\b", re.IGNORECASE)
HOUR_AT_END = re.compile(r"(?:^|\s)(?:0?[1-9]|1[0-2])(?:[:.][0-5][0-9])?$")
LONGEST_MINUTES = 8 * 60
RANGES = frozenset({"time_range", "date_range"})


def is_span(cell: Cell) -> bool:
    """Whether the cell cannot be read as one moment because it runs from one to another."""
    if not isinstance(cell, str):
        return False
    codes = {problem.code for read in (parse_when(cell, "ymd"), parse_clock(cell)) for problem in read.problems}
    return not codes.isdisjoint(RANGES) and split_span(cell, "ymd") is not None


def split_span(cell: Cell, order: DateOrder | None) -> tuple[str, str] | None:
    """The start and the end, each as a cell of its own would say it; None where the cell is no such thing.

    `2:00 - 3:30 PM` is in the afternoon at both ends, and `11:00 - 1:00 PM` begins in the morning.
    """
    if isinstance(cell, str) and len(cell) > LONGEST:
        return None
    text = OPENING.sub("", text_of(cell))
    for between in reversed(list(BETWEEN.finditer(text))):
        start, end = text[: between.start()].strip(), text[between.end() :].strip()
        start = _with_meridiem(start, end) if start and _names_a_clock(end, order) else ""
        if start and _names_a_clock(start, order):
            return start, end
    return None


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
