"""Columns of times that go on after noon from the beginning: 9:00, 11:30, 1:00, 2:30.

Nobody says AM or PM there, and no time is after 12:59, so 1:00 is far rather in the afternoon than at night.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.cells.text import quoted, refused, text_of
from bulkmeet.columns.fields import Field
from bulkmeet.model import Parsed, When
from bulkmeet.parser.together import ReadColumn, of_fields

CLOCKS = (Field.START, Field.START_TIME, Field.END, Field.END_TIME)
MERIDIEMS = (Field.START_MERIDIEM, Field.END_MERIDIEM)
EARLY = re.compile(r"(?:^|\s)[1-6][:.][0-5][0-9]$")
"""An hour that is at night if 24 are counted, and in the afternoon if 12 are."""
EARLY_HOURS, MORNING, AFTERNOON = range(1, 7), range(7, 13), range(13, 24)


def without_unclear_hours(columns: Sequence[ReadColumn]) -> list[ReadColumn]:
    """The columns, with an error for each early hour where the times of the sheet give no hint that 24 are counted."""
    clocks = of_fields(columns, CLOCKS)
    hours = {hour for column in clocks for meaning in column.meanings if (hour := _hour(meaning)) is not None}
    counts_12 = not hours.isdisjoint(MORNING) and hours.isdisjoint(AFTERNOON)
    if not counts_12 or of_fields(columns, MERIDIEMS):
        return list(columns)
    return [_refusing_early(column) if column in clocks else column for column in columns]


def _hour(meaning: Parsed[When]) -> int | None:
    return None if meaning.value is None or meaning.value.clock is None else meaning.value.clock.hour


def _refusing_early(column: ReadColumn) -> ReadColumn:
    return replace(
        column,
        meanings=[
            _unclear(text) if _hour(meaning) in EARLY_HOURS and EARLY.search(text) else meaning
            for text, meaning in zip(map(text_of, column.cells), column.meanings, strict=True)
        ],
    )


def _unclear(text: str) -> Parsed[When]:
    return refused(
        "hour_unclear",
        f"{quoted(text)} is at night or in the afternoon; write it with AM or PM, or with two digits, "
        "like 01:30 or 13:30.",
    )
