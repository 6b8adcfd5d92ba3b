"""Bare numbers of durations whose header names no unit."""

from collections.abc import Iterable, Iterator, Sequence

from bulkmeet.cells.durations import is_bare_number
from bulkmeet.cells.text import quoted
from bulkmeet.columns.fields import Column, Field, Mapping
from bulkmeet.model import Issue, Problem
from bulkmeet.parser.readers import issue_at
from bulkmeet.parser.together import ReadColumn, of_fields

IN_HOURS = "duration_in_hours"


def assumed_units(
    read: Iterable[ReadColumn], mapping: Mapping, left_out: Sequence[str], header_row: int
) -> Iterator[Issue]:
    """Say once of a column what its bare numbers were taken for; `left_out` has a reason for rows that are.

    They are minutes, or hours where starts and ends have shown that.
    """
    unsaid = {column.index for column in mapping.of(Field.DURATION) if column.unit is None}
    for numbers in of_fields(read, (Field.DURATION,)):
        column = numbers.column
        bare = {
            place
            for place, (cell, parsed) in enumerate(zip(numbers.cells, numbers.meanings, strict=True))
            if column.index in unsaid and parsed.value is not None and is_bare_number(cell)
        }
        if any(place in bare and not reason for place, reason in zip(numbers.places, left_out, strict=True)):
            yield issue_at(_problem(column), column, header_row, column.header)


def _problem(column: Column) -> Problem:
    if column.unit is None:
        message = (
            f"The bare numbers in {column.named} are read as minutes; "
            f"if they are not, name the unit in the header, like {quoted(column.header + ' (h)')}."
        )
        return Problem("duration_in_minutes", message, "warning")
    message = (
        f"The bare numbers in {column.named} are read as hours, as the starts and ends beside them show; "
        f"if they are not, name the unit in the header, like {quoted(column.header + ' (min)')}."
    )
    return Problem(IN_HOURS, message, "warning")
