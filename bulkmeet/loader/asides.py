"""The texts beside a table, which are no part of a meeting and may say something of them all. Pure."""

from collections.abc import Collection, Iterator
from itertools import chain, islice

from bulkmeet.cells.text import is_blank, text_of
from bulkmeet.loader.passages import is_lone_text
from bulkmeet.loader.reshaping import filled
from bulkmeet.model import Row
from bulkmeet.sheet import Aside, Grid

MOST_ROWS = 100
"""How many rows are looked at on each side: notes are few, and what a second table holds is none."""


def asides_in(above: Collection[Row], body: Grid, table: Grid, width: int) -> tuple[Aside, ...]:
    """The texts in the rows above the headers, in those of the `body` that are not in the `table`, and behind it.

    A row that holds one text and nothing else counts at both ends of the table as well, though it is read as a row.
    """
    lone = (row for row in _ends_of(table) if is_lone_text(row.cells))
    rows = chain(above, islice(_left_out(body, table), MOST_ROWS), lone)
    return tuple(chain(chain.from_iterable(map(_texts_in, rows)), _behind(table, width)))


def _left_out(body: Grid, table: Grid) -> Iterator[Row]:
    if len(body) == len(table):
        return
    kept = set(table.numbers)
    for place, number in enumerate(body.numbers):
        if number not in kept:
            yield body[place]


def _ends_of(table: Grid) -> Iterator[Row]:
    last = max(MOST_ROWS, len(table) - MOST_ROWS)
    return map(table.__getitem__, chain(range(min(MOST_ROWS, len(table))), range(last, len(table))))


def _behind(table: Grid, width: int) -> Iterator[Aside]:
    for index, column in enumerate(table.columns[width:], width):
        for place in islice(filled(column), MOST_ROWS):
            cell = column.cells[column.places[place]]
            if isinstance(cell, str):
                yield Aside(table.numbers[place], index, text_of(cell))


def _texts_in(row: Row) -> Iterator[Aside]:
    for index, cell in enumerate(row.cells):
        if isinstance(cell, str) and not is_blank(cell):
            yield Aside(row.number, index, text_of(cell))
