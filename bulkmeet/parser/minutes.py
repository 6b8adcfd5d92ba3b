"""Bare numbers of durations whose header names no unit."""

from collections.abc import Iterable, Iterator, Sequence

from bulkmeet.cells.durations import is_bare_number
from bulkmeet.cells.text import quoted
from bulkmeet.columns.fields import Field
from bulkmeet.model import Issue, Problem
from bulkmeet.parser.readers import issue_at
from bulkmeet.parser.together import ReadColumn, of_fields


def assumed_minutes(read: Iterable[ReadColumn], left_out: Sequence[str], header_row: int) -> Iterator[Issue]:
    """Say once of a column that its bare numbers were taken for minutes; `left_out` has a reason for rows that are."""
    for numbers in of_fields(read, (Field.DURATION,)):
        column = numbers.column
        bare = {
            place
            for place, (cell, parsed) in enumerate(zip(numbers.cells, numbers.meanings, strict=True))
            if column.unit is None and parsed.value is not None and is_bare_number(cell)
        }
        if any(place in bare and not reason for place, reason in zip(numbers.places, left_out, strict=True)):
            message = (
                f"The bare numbers in {column.named} are read as minutes; "
                f"if they are not, name the unit in the header, like {quoted(column.header + ' (h)')}."
            )
            yield issue_at(Problem("duration_in_minutes", message, "warning"), column, header_row, column.header)
