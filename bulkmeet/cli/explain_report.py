"""How the columns are read, as lines for a terminal. Pure."""

import textwrap
from collections.abc import Iterator, Sequence

from bulkmeet.cells.text import is_blank, quoted
from bulkmeet.cli import layout
from bulkmeet.cli.plan_report import Line
from bulkmeet.columns.fields import KNOWN, Field
from bulkmeet.explain import Example, Explained

MARGIN = " " * 4
CELL = 7
LONGEST = 240
"""Characters of what a cell means; a list of fifty people need not fill the screen."""


def explain_lines(columns: Sequence[Explained], width: int | None) -> Iterator[Line]:
    """A paragraph for every column, none of its lines wider than the terminal's `width`, where words let it."""
    for column in columns:
        if is_blank(column.header) and not column.examples:
            continue
        yield from wrapped(f"{column.letter:<3} ", f"{named(column)} {_read_as(column)}", width, "bold")
        for example in column.examples:
            yield from _example(example, width)
        if not column.examples:
            yield f"{MARGIN}(no cell is filled)", ""
    yield "", ""


def named(column: Explained) -> str:
    """The column by its header."""
    return "(no header)" if is_blank(column.header) else quoted(column.header)


def _read_as(column: Explained) -> str:
    """What it is read as, and why; then what the header says of its values."""
    if column.field is None:
        return "is not recognised, and not used" if column.how == "unrecognised" else f"is not used: {column.how}"
    if column.field == Field.IGNORE:
        return "is known, and of no use to a meeting" if column.how == KNOWN else f"is left out, {column.how}"
    notes = [
        f"{name} {value}"
        for name, value in (("in", column.unit), ("zone", column.zone), ("dates", column.date_order))
        if value
    ]
    return f"is {what(column)}, {column.how}" + "".join(f"; {note}" for note in notes)


def what(column: Explained) -> str:
    """The field, and whose it is of several people in a row."""
    return f"{column.field} of person {column.person}" if column.person else str(column.field)


def _example(example: Example, width: int | None) -> Iterator[Line]:
    start = f"{MARGIN}{example.cell:<{CELL}} "
    yield from wrapped(start, f"{quoted(example.before)}{meaning(example)}", width, "")
    if example.problem is not None:
        yield from wrapped(" " * len(start), f"! {example.problem}", width, "warning")


def meaning(example: Example) -> str:
    """An arrow and what the cell means; nothing where nobody reads it."""
    return "" if example.after is None else f" → {textwrap.shorten(example.after, LONGEST, placeholder=' …')}"


def wrapped(start: str, text: str, width: int | None, style: str) -> Iterator[Line]:
    """The text behind its start, broken between words, and further lines below where it began."""
    return ((line, style) for line in layout.wrapped(" ".join(text.split()), width, start, " " * len(start)))
