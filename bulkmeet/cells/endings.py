"""Cells as the end of something: as any other moment, except that 24:00 is the midnight at the end of its day."""

import re
from datetime import time, timedelta

from msgspec.structs import replace

from bulkmeet.cells.dates import DateOrder, parse_clock, parse_dated_clock, parse_when
from bulkmeet.cells.datewords import LONGEST
from bulkmeet.model import Cell, Parsed, When
from bulkmeet.patterns import pattern

TWENTY_FOUR = pattern(
    r"(?<![0-9:./-])24(?:[:.h]00(?::00)?(?![0-9:])(?: ?(?:uhr|hrs|uur|h)\b)?|(?: ?(?:h|uhr|uur|heures)\b))",
    re.IGNORECASE,
)
WHOLE_DAY = timedelta(days=1)


def parse_end(cell: Cell, order: DateOrder | None) -> Parsed[When]:
    """Read a cell of an end or an end's date as `parse_when` does."""
    begins = _with_midnight(cell)
    if begins is None:
        return parse_when(cell, order)
    return _at_the_end(parse_when(begins, order)) or parse_when(cell, order)


def parse_end_clock(cell: Cell) -> Parsed[When]:
    """Read a cell of an end's time of day as `parse_clock` does; 24:00 may also be a spreadsheet's one whole day."""
    if cell == WHOLE_DAY:
        return Parsed(When(clock=time(0), ends_day=True))
    begins = _with_midnight(cell)
    if begins is None:
        return parse_clock(cell)
    return _at_the_end(parse_clock(begins)) or parse_clock(cell)


def parse_dated_end_clock(cell: Cell, order: DateOrder | None) -> Parsed[When]:
    """Read a cell of an end's time of day as `parse_end_clock` does, with the date that may stand beside it."""
    if cell == WHOLE_DAY:
        return parse_end_clock(cell)
    begins = _with_midnight(cell)
    read = None if begins is None else _at_the_end(parse_dated_clock(begins, order))
    return read or parse_dated_clock(cell, order)


def _with_midnight(cell: Cell) -> str | None:
    """The text with 00:00 where 24:00 stands in it; None where it does not."""
    if not isinstance(cell, str) or len(cell) > LONGEST or "24" not in cell:
        return None
    text, found = TWENTY_FOUR.subn("00:00", cell)
    return text if found == 1 else None


def _at_the_end(read: Parsed[When]) -> Parsed[When] | None:
    """The moment at the end of its day; None where that is not what the text says."""
    when = read.value
    if when is None or when.clock != time(0):
        return None
    return replace(read, value=replace(when, ends_day=True))
