"""Times that stand below the rows of their days, told of as they were typed. Pure."""

from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.cells.refusals import refusal
from bulkmeet.model import Cell, Parsed
from bulkmeet.parser.moments import START
from bulkmeet.parser.together import ReadColumn
from bulkmeet.sheet import BelowDays

STARTS = (START.whole, START.clock)
ABOUT_MOMENTS = ("date_", "time_", "all_day_")
"""How the codes begin of what is wrong with a text that is no date or no time of day."""


def as_typed(read: ReadColumn, below: BelowDays | None, rows: Sequence[int]) -> ReadColumn:
    """The column with what was typed for cells, once they were read with their days; what is no time is called so.

    `rows` are the numbers of all rows of the sheet.
    """
    if below is None or read.column.index != below.column:
        return read
    apart = {place for number, place in zip(rows, read.places, strict=True) if number not in below.rows}
    is_start = read.column.field in STARTS
    meanings = [
        _no_time(meaning, cell, below.like) if is_start and place not in apart else meaning
        for place, (cell, meaning) in enumerate(zip(read.cells, read.meanings, strict=True))
    ]
    return replace(read, cells=[below.typed.get(cell, cell) for cell in read.cells], meanings=meanings)


def _no_time(meaning: Parsed[object], cell: Cell, like: str) -> Parsed[object]:
    if meaning.value is not None or not any(one.code.startswith(ABOUT_MOMENTS) for one in meaning.problems):
        return meaning
    return refusal(cell, "time", like)
