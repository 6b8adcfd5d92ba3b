"""Times of a 12-hour clock whose AM or PM stands only in the header of their column: “Time (PM)” over 3:30."""

import re

from msgspec.structs import replace

from bulkmeet.cells.clocks import HALVES
from bulkmeet.cells.datewords import MIDNIGHTS, NOONS
from bulkmeet.cells.meridiem import NOON, Meridiem, in_half
from bulkmeet.cells.text import folded, quoted, refused, text_of, tidy
from bulkmeet.columns.fields import Column
from bulkmeet.model import Cell, Parsed, When
from bulkmeet.patterns import pattern

_WORDS = "|".join(map(re.escape, (*map(folded, HALVES), *sorted(NOONS | MIDNIGHTS))))
_SAYS_ITSELF = pattern(rf"[0-9](?:[ap]\b|\s?[ap]\.?\s?m\b)|{_WORDS}")


def by_header(read: Parsed[When], cell: Cell, column: Column, half: Meridiem | None) -> Parsed[When]:
    """What the cell gives, in the half of the day that its header names; an error where the two contradict."""
    when = read.value
    if half is None or when is None or when.clock is None or when.ends_day:
        return read
    exact = in_half(when.clock, half)
    if _says_itself(cell):
        exact = when.clock if (when.clock.hour >= NOON) == (half == "pm") else None
    if exact is None or (when.offset is not None and exact != when.clock):
        header = quoted(column.header)
        message = f"{quoted(cell)} is no time {half.upper()}, as the header {header} says; correct one of them."
        return refused("meridiem_contradicts", message)
    return replace(read, value=replace(when, clock=exact))


def span_by_header(
    span: tuple[Parsed[When], Parsed[When]], cell: Cell, column: Column, half: Meridiem | None
) -> tuple[Parsed[When], Parsed[When]]:
    """The same of a start and an end in one cell; where one says AM or PM itself, both are as they stand."""
    if half is None or span[1].value is None:
        return by_header(span[0], cell, column, half), span[1]
    if _says_itself(cell):
        return span
    start, end = (by_header(one, cell, column, half) for one in span)
    return _refused_both(cell, column, half) if _goes_back(start.value, end.value) else (start, end)


def _says_itself(cell: Cell) -> bool:
    return isinstance(cell, str) and _SAYS_ITSELF.search(folded(tidy(text_of(cell)))) is not None


def _goes_back(start: When | None, end: When | None) -> bool:
    if start is None or end is None or start.clock is None or end.clock is None or end.ends_day:
        return False
    return end.clock <= start.clock and end.day in {None, start.day}


def _refused_both(cell: Cell, column: Column, half: Meridiem) -> tuple[Parsed[When], Parsed[When]]:
    message = (
        f"{quoted(cell)} does not end after it starts if both are {half.upper()}, as the header "
        f"{quoted(column.header)} says; write AM or PM behind each of the two."
    )
    both: Parsed[When] = refused("meridiem_contradicts", message)
    return both, both
