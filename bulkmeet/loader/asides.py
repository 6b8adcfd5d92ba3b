"""The texts beside a table, which are no part of a meeting and may say something of them all. Pure."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from itertools import chain, islice

from msgspec.structs import replace

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
    rows = chain(above, islice(_left_out(body, table), MOST_ROWS))
    return tuple(chain(chain.from_iterable(map(_texts_in, rows)), _lone(table), _behind(table, width)))


def _left_out(body: Grid, table: Grid) -> Iterator[Row]:
    if len(body) == len(table):
        return
    kept = set(table.numbers)
    for place, number in enumerate(body.numbers):
        if number not in kept:
            yield body[place]


def _lone(table: Grid) -> Iterator[Aside]:
    """The texts alone in their rows, near both ends; those between meetings, or above the first of several, head some.

    What stands above all meetings, or below them, is a note to all.
    """
    last = max(MOST_ROWS, len(table) - MOST_ROWS)
    ends = (*range(min(MOST_ROWS, len(table))), *range(last, len(table)))
    lone = [place for place in ends if is_lone_text(table[place].cells)]
    if not lone:
        return
    every = {place for place, count in enumerate(_filled_in_rows(table)) if count == 1}
    meetings = [place for place in range(len(table)) if place not in every] or [len(table)]
    are_several = any(meetings[0] < place < meetings[-1] for place in every)
    for place in lone:
        is_heading = place < meetings[-1] and (place > meetings[0] or are_several)
        yield from (replace(text, is_heading=is_heading) for text in _texts_in(table[place]))


def _filled_in_rows(table: Grid) -> list[int]:
    """How many cells of each row are filled."""
    counts = [0] * len(table)
    for column in table.columns:
        for place in filled(column):
            counts[place] += 1
    return counts


def _behind(table: Grid, width: int) -> Iterator[Aside]:
    for index, column in enumerate(table.columns[width:], width):
        for place in islice(filled(column), MOST_ROWS):
            cell = column.cells[column.places[place]]
            if isinstance(cell, str):
                yield Aside(table.numbers[place], index, text_of(cell), is_behind=True)


def _texts_in(row: Row) -> Iterator[Aside]:
    for index, cell in enumerate(row.cells):
        if isinstance(cell, str | date) and not is_blank(cell):
            shown = cell.date() if isinstance(cell, datetime) and cell.time() == time() else cell
            yield Aside(row.number, index, text_of(shown))
