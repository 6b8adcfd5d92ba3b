"""A table whose first row is a meeting already, as programs write it that export no headers."""

from collections.abc import Sequence

from bulkmeet.cells.text import quoted, text_of
from bulkmeet.columns.looks import has_address, has_clock, is_number, mentions_day, mostly
from bulkmeet.columns.scores import header_score
from bulkmeet.model import Cell

VALUES = 2
"""So many headers that are values like those below them show a row of values; one may be a year or a room."""
KNOWN = 2
"""So many headers that are known show a row of headers."""
_KINDS = (has_address, mentions_day, has_clock, is_number)


def headers_missing(header_row: int, headers: Sequence[str], examples: Sequence[Sequence[Cell]]) -> str:
    """What to do where the row taken for the headers is one of values, as a sentence; else nothing.

    `examples` are different cells of each column.
    """
    if header_score(headers) >= KNOWN:
        return ""
    alike = [header for header, cells in zip(headers, examples, strict=True) if _goes_on(header, cells)]
    if len(alike) < VALUES:
        return ""
    shown = quoted(" | ".join(filter(None, map(text_of, headers))))
    return (
        f"There are no headers: row {header_row} holds values like the rows below it, {shown}. Put a row of headers "
        "above the first meeting, such as Title, Start, Duration and Host email."
    )


def _goes_on(header: str, cells: Sequence[Cell]) -> bool:
    """Whether the header is a value of the same kind as most cells below it."""
    return any(is_of_kind(header) and mostly(is_of_kind, cells) for is_of_kind in _KINDS if text_of(header))
