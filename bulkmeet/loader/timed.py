"""Which rows hold a day or a time of day, as meetings do: what heads, counts or explains them holds none. Pure."""

from functools import lru_cache

from bulkmeet.cells.text import is_blank
from bulkmeet.columns.looks import has_clock, has_day, mentions_day
from bulkmeet.loader.passages import LIKE_A_TIME, is_lone_text
from bulkmeet.model import Cell
from bulkmeet.sheet import Grid


def is_timed(cell: Cell) -> bool:
    """Whether the cell reads as a day, a day of the week or a time of day, typed or as a text."""
    return _text_is_timed(cell) if isinstance(cell, str) else _is_timed(cell)


def _is_timed(cell: Cell) -> bool:
    return not is_blank(cell) and (has_day(cell) or has_clock(cell) or mentions_day(cell))


@lru_cache(maxsize=1024)
def _text_is_timed(text: str) -> bool:
    return _is_timed(text)


def is_words(cell: Cell) -> bool:
    """Whether the cell is a text without an address, a day or a clock."""
    return isinstance(cell, str) and "@" not in cell and not LIKE_A_TIME.search(cell) and not is_timed(cell)


def timed_rows(rows: Grid) -> bytearray:
    """For every row 1 where some cell of it is timed, else 0."""
    timed = bytearray(len(rows))
    for column in rows.columns:
        holds = [is_timed(cell) for cell in column.cells]
        if any(holds):
            for row, place in enumerate(column.places):
                timed[row] |= holds[place]
    return timed


def below_timed(rows: Grid) -> int:
    """The place below the last row that holds a day or a clock; one past the end where none does.

    A text alone, such as “Printed on 12 January”, is no such row.
    """
    for place in reversed(range(len(rows))):
        cells = rows[place].cells
        if any(map(is_timed, cells)) and not is_lone_text(cells):
            return place + 1
    return len(rows)
