"""Times below a header that may put them after noon and may not: “PM start”, where PM may be a project manager."""

from collections.abc import Container

from msgspec.structs import replace

from bulkmeet.cells.meridiem import NOON
from bulkmeet.cells.text import quoted, refused, text_of
from bulkmeet.columns.fields import Field
from bulkmeet.columns.halfnames import half_hinted
from bulkmeet.model import Cell, Parsed, When
from bulkmeet.parser.afternoons import CLOCKS, EARLY_HOURS, SAYS_WHICH
from bulkmeet.parser.together import ReadColumn

ENDS = frozenset({Field.END, Field.END_TIME})


def asking_which_half(column: ReadColumn, halves: Container[int]) -> ReadColumn:
    """The column with an error at each time before noon that its header leaves open.

    Where others show that 24 hours are counted, only early ones are open. `halves` are the columns whose half is known.
    """
    field = column.column.field
    hint = half_hinted(column.column.header) if field in CLOCKS and column.column.index not in halves else ""
    if not hint:
        return column
    counts_24 = any((hour := _hour(meaning)) is not None and not 0 < hour <= NOON for meaning in column.meanings)
    asked = EARLY_HOURS if counts_24 else range(1, NOON)
    example = "End (PM)" if field in ENDS and column.column.until is None else "Start (PM)"
    return replace(
        column,
        meanings=[
            _asked(cell, column.column.header, hint, example)
            if _hour(meaning) in asked and not SAYS_WHICH.search(text_of(cell))
            else meaning
            for cell, meaning in zip(column.cells, column.meanings, strict=True)
        ],
    )


def _hour(meaning: Parsed[When]) -> int | None:
    when = meaning.value
    return None if when is None or when.clock is None or when.offset is not None else when.clock.hour


def _asked(cell: Cell, header: str, hint: str, example: str) -> Parsed[When]:
    return refused(
        "hour_unclear",
        f"{quoted(cell)} is after noon if the header {quoted(header)} means that, and before it if not; write it with "
        f"AM or PM, or, for all, make the header {quoted(example)} or take {quoted(hint)} out of it.",
    )
