"""Tables that stand beside each other in one sheet, with an empty column between them. Pure."""

from collections.abc import Sequence

from msgspec import Struct

from bulkmeet.cells.text import address
from bulkmeet.columns.fields import RESULT_FIELDS, Field
from bulkmeet.columns.recognise import recognise
from bulkmeet.loader.reshaping import filled
from bulkmeet.loader.wording import columns_named
from bulkmeet.model import Issue
from bulkmeet.sheet import Grid

REPEATED = 2
"""How many headers must stand on both sides before the right one is a table of its own."""


class Apart(Struct, frozen=True):
    """How many columns belong to the table, and what is to be said of those behind them."""

    width: int
    issues: tuple[Issue, ...] = ()


def columns_apart(header_row: int, headers: Sequence[str], body: Grid) -> Apart:
    """What stands behind the first column that is wholly empty: a table of its own if it repeats the headers.

    Else it may be another list, whose people or dates would be read into the rows they happen to stand beside.
    """
    width = len(headers)
    for gap in (column for column in range(REPEATED, width - 1) if not headers[column]):
        left, right = _names(headers[:gap]), _names(headers[gap:])
        if len(left) < REPEATED or not right or _is_filled(body, gap):
            continue
        first = next(column for column in range(gap, width) if headers[column])
        named = columns_named(range(first, width))
        where = address(first, header_row)
        if len(left & right) >= REPEATED:
            message = f"A second table stands beside the first, so {named} were left out; put its rows below."
            return Apart(gap, (Issue("second_table", message, row=header_row, cell=where),))
        if not any(map(_is_used, headers[first:])):
            return Apart(width)
        message = (
            f"An empty column stands before {named}, which were read as part of the same rows; "
            "if they are another list, put it on a sheet of its own."
        )
        return Apart(width, (Issue("columns_apart", message, "warning", row=header_row, cell=where),))
    return Apart(width)


def _names(headers: Sequence[str]) -> set[str]:
    return {header.casefold() for header in headers if header}


def _is_filled(body: Grid, column: int) -> bool:
    return column < len(body.columns) and any(True for _ in filled(body.columns[column]))


def _is_used(header: str) -> bool:
    meaning = recognise(header).meaning
    return meaning is not None and meaning.field not in {Field.IGNORE, *RESULT_FIELDS}
