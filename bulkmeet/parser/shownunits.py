"""Durations without a unit beside a start and an end, which show that their bare numbers count hours. Pure."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from bulkmeet.cells.durations import UNIT_SECONDS, bare_number
from bulkmeet.columns.fields import Field
from bulkmeet.model import Cell, Parsed
from bulkmeet.parser.times import Times
from bulkmeet.parser.together import ReadColumn, of_fields

LONGEST_HOURS = 24


def with_hours_shown(
    read: Sequence[ReadColumn], lines: Sequence[ReadColumn], times: Sequence[Times]
) -> tuple[list[ReadColumn], list[ReadColumn]]:
    """The columns, those by row and those by line, with the only duration in hours if more lines agree than differ.

    3,50 by itself may be many things, but from 9:00 to 12:30 it is hours; and 2 is no 2 minutes from 9:00 to 11:00.
    """
    durations = of_fields(lines, (Field.DURATION,))
    if len(durations) != 1 or durations[0].column.unit is not None or not _are_hours(durations[0], times):
        return list(read), list(lines)
    told = durations[0].column
    by_row, by_line = ([_in_hours(one) if one.column is told else one for one in columns] for columns in (read, lines))
    return by_row, by_line


def _are_hours(durations: ReadColumn, times: Sequence[Times]) -> bool:
    agreed = list(_agreeing(durations, times))
    return 2 * sum(agreed) > len(agreed)


def _agreeing(durations: ReadColumn, times: Sequence[Times]) -> Iterator[bool]:
    """For each line that says both a start and an end whether it lasts so many hours."""
    numbers = [bare_number(cell) for cell in durations.cells]
    for place, time in zip(durations.places, times, strict=True):
        hours = numbers[place]
        if hours is not None and time.start is not None and time.end is not None:
            yield hours * UNIT_SECONDS["h"] == time.end - time.start


def _in_hours(durations: ReadColumn) -> ReadColumn:
    both = zip(durations.cells, durations.meanings, strict=True)
    meanings = [in_hours(cell) or meaning for cell, meaning in both]
    return replace(durations, column=replace(durations.column, unit="h"), meanings=meanings)


def in_hours(cell: Cell) -> Parsed[int] | None:
    """A bare number as so many hours, in seconds; None for every other cell."""
    hours = bare_number(cell)
    return Parsed(round(hours * UNIT_SECONDS["h"])) if hours is not None and 0 < hours <= LONGEST_HOURS else None
