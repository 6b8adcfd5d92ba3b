"""A column as its different values and, for every row, which of them stands there.

A list of meetings repeats itself: what is costly is done once for each different value, and the rows only point to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from bulkmeet.model import Cell, Sheet

NUMBERS = frozenset({bool, int, float})


class Distinct(Struct, frozen=True):
    """The different cells of a column in the order they first appear, and for every row the place of its cell there."""

    cells: Sequence[Cell]
    places: Sequence[int]


def distinct_columns(sheet: Sheet, indexes: Iterable[int]) -> Mapping[int, Distinct]:
    """The columns of a sheet with these indexes."""
    return {index: distinct([row.cells[index] for row in sheet.rows]) for index in indexes}


def distinct(cells: Sequence[Cell]) -> Distinct:
    """A column's cells as their different values."""
    if len(NUMBERS.intersection(map(type, cells))) > 1:
        # 1, 1.0 and TRUE are equal in Python and different in a sheet.
        typed, places = numbered(list(zip(map(type, cells), cells, strict=True)))
        return Distinct([cell for _, cell in typed], places)
    return Distinct(*numbered(cells))


def numbered(items: Iterable[Any]) -> tuple[list[Any], list[int]]:
    """The different items in the order they first appear, and for every item its place in them."""
    known = _Places()
    places = list(map(known.__getitem__, items))
    return list(known), places


class _Places(dict[Any, int]):
    """Gives every new item the next place."""

    def __missing__(self, item: object) -> int:
        place = self[item] = len(self)
        return place
