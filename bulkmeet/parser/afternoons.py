"""Columns of times that go on after noon from the beginning: 9:00, 11:30, 1:00, 2:30.

Nobody says AM or PM there, and no time is after 12:59, so 1:00 is far rather in the afternoon than at night. The same
holds for the end of any 12:40-1:00, whatever the rest of the sheet says.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.cells.text import quoted, refused, text_of
from bulkmeet.columns.fields import Field
from bulkmeet.model import Parsed, When
from bulkmeet.parser.together import ReadColumn, of_fields
from bulkmeet.patterns import pattern

CLOCKS = (Field.START, Field.START_TIME, Field.END, Field.END_TIME)
MERIDIEMS = (Field.START_MERIDIEM, Field.END_MERIDIEM)
EARLY = pattern(r"(?:^|\s)[1-6][:.][0-5][0-9]$")
"""An hour that is at night if 24 are counted, and in the afternoon if 12 are."""
EARLY_IN_SPAN = pattern(r"(?<![0-9:.])([1-6])[:.]([0-5][0-9])(?![0-9:.])")
SAYS_WHICH = pattern(r"[0-9]\s?(?:[ap]\.?\s?m?\b|h|uhr|uur)|[上下午前後時]", re.IGNORECASE)
"""What settles an hour of a span: AM or PM, or a word that goes with 24 hours."""
EARLY_HOURS, MORNING, AFTERNOON = range(1, 7), range(7, 13), range(13, 24)


def without_unclear_hours(columns: Sequence[ReadColumn]) -> list[ReadColumn]:
    """The columns, with an error for each early hour where the times of the sheet give no hint that 24 are counted."""
    clocks = of_fields(columns, CLOCKS)
    if of_fields(columns, MERIDIEMS):
        return list(columns)
    hours = {hour for column in clocks for meaning in column.meanings if (hour := _hour(meaning)) is not None}
    counts_12 = not hours.isdisjoint(MORNING) and hours.isdisjoint(AFTERNOON)
    starts = {column.column.index: column for column in clocks if not _ends_a_span(column)}
    return [
        _refusing_ends(starts[column.column.index], column, counts_12=counts_12)
        if _ends_a_span(column)
        else _refusing_early(column)
        if counts_12 and column in clocks
        else column
        for column in columns
    ]


def _ends_a_span(column: ReadColumn) -> bool:
    return column.column.until is not None and column.column.until is column.column.field


def _hour(meaning: Parsed[When]) -> int | None:
    return None if meaning.value is None or meaning.value.clock is None else meaning.value.clock.hour


def _refusing_early(column: ReadColumn) -> ReadColumn:
    in_span = column.column.until is not None
    return replace(
        column,
        meanings=[
            _unclear(text) if _may_be_either(text, meaning, in_span=in_span) else meaning
            for text, meaning in zip(map(text_of, column.cells), column.meanings, strict=True)
        ],
    )


def _refusing_ends(start: ReadColumn, end: ReadColumn, *, counts_12: bool) -> ReadColumn:
    """The ends of spans with an error for each early hour, unless that is told of the start in the same cell."""
    return replace(
        end,
        meanings=[
            _unclear(text)
            if (_goes_past_noon(begun, ended) or (counts_12 and _hour(begun) not in EARLY_HOURS))
            and _may_be_either(text, ended, in_span=True)
            else ended
            for text, begun, ended in zip(map(text_of, end.cells), start.meanings, end.meanings, strict=True)
        ],
    )


def _goes_past_noon(start: Parsed[When], end: Parsed[When]) -> bool:
    apart = start.value is not None and end.value is not None and end.value.day not in {None, start.value.day}
    return _hour(start) in MORNING and not apart


def _may_be_either(text: str, meaning: Parsed[When], *, in_span: bool) -> bool:
    if _hour(meaning) not in EARLY_HOURS:
        return False
    if EARLY.search(text):
        return True
    clocks = EARLY_IN_SPAN.findall(text) if in_span and not SAYS_WHICH.search(text) else []
    clock = meaning.value.clock if meaning.value is not None else None
    return any(clock is not None and (clock.hour, clock.minute) == (int(hour), int(minute)) for hour, minute in clocks)


def _unclear(text: str) -> Parsed[When]:
    return refused(
        "hour_unclear",
        f"{quoted(text)} is at night or in the afternoon; write it with AM or PM, or with two digits, "
        "like 01:30 or 13:30.",
    )
