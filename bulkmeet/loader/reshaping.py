"""A grid with fewer rows, with other cells, or as wide as it should be. Pure."""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence

from bulkmeet.cells.text import is_blank
from bulkmeet.loader.gathering import UNSIGNED, key_of
from bulkmeet.model import Cell
from bulkmeet.sheet import Distinct, Grid


def cut(grid: Grid, start: int, end: int | None = None) -> Grid:
    """The rows from one place up to another."""
    if start == 0 and end in (None, len(grid)):
        return grid
    return Grid(grid.numbers[start:end], _each(grid, lambda column: Distinct(column.cells, column.places[start:end])))


def without(grid: Grid, places: Sequence[int]) -> Grid:
    """The grid without the rows at these places, which are in order."""
    if not places:
        return grid
    columns = _each(grid, lambda column: Distinct(column.cells, _without(column.places, places)))
    return Grid(_without(grid.numbers, places), columns)


def changed(grid: Grid, cells: Mapping[int, Mapping[int, Cell]]) -> Grid:
    """The grid with other cells, given by the index of their column and the place of their row."""
    width = max(len(grid.columns), *(index + 1 for index in cells)) if cells else len(grid.columns)
    wide = as_wide_as(grid, width)
    columns = [_changed(column, cells[at]) if at in cells else column for at, column in enumerate(wide.columns)]
    return Grid(grid.numbers, tuple(columns))


def as_wide_as(grid: Grid, width: int) -> Grid:
    """The grid with so many columns, blank ones where it has fewer."""
    blank = Distinct((None,), array(UNSIGNED, bytes(len(grid) * array(UNSIGNED).itemsize)))
    missing = width - len(grid.columns)
    return Grid(grid.numbers, grid.columns[:width] + (blank,) * missing)


def tidied(grid: Grid) -> Grid:
    """The grid with blanks in place of empty texts, and of the different cells that none of its rows holds any more."""
    return Grid(grid.numbers, _each(grid, _tidied))


def blank_rows(grid: Grid) -> Sequence[int]:
    """The places of the rows that a person would call empty."""
    rows: Sequence[int] = range(len(grid))
    for column in grid.columns:
        blanks = blanks_of(column)
        if len(blanks) > 1 or 0 in column.places:
            rows = [row for row in rows if column.places[row] in blanks]
        else:
            return ()
    return rows


def blanks_of(column: Distinct) -> frozenset[int]:
    """The places of the column's cells that a person would call empty."""
    return frozenset(place for place, cell in enumerate(column.cells) if is_blank(cell))


def filled(column: Distinct) -> Iterator[int]:
    """The places of the rows in which the column is not empty."""
    blanks = blanks_of(column)
    rows = enumerate(column.places) if len(blanks) < len(column.cells) else ()
    return (row for row, place in rows if place not in blanks)


def _each(grid: Grid, change: Callable[[Distinct], Distinct]) -> tuple[Distinct, ...]:
    """The columns changed; one that stands there many times, like the blank one before a far cell, is changed once."""
    done = {key: change(column) for key, column in {id(column): column for column in grid.columns}.items()}
    return tuple([done[id(column)] for column in grid.columns])


def _without(numbers: Sequence[int], places: Sequence[int]) -> "array[int]":
    kept = array(UNSIGNED)
    start = 0
    for place in places:
        kept.extend(numbers[start:place])
        start = place + 1
    kept.extend(numbers[start:])
    return kept


def _changed(column: Distinct, cells: Mapping[int, Cell]) -> Distinct:
    places = array(UNSIGNED, column.places)
    different = list(column.cells)
    known = {key_of(cell): place for place, cell in enumerate(different)}
    for row, cell in cells.items():
        key = key_of(cell)
        if key not in known:
            known[key] = len(different)
            different.append(cell)
        places[row] = known[key]
    return Distinct(different, places)


def _tidied(column: Distinct) -> Distinct:
    used = set(column.places)
    if len(used | {0}) == len(column.cells) and "" not in column.cells:
        return column
    return Distinct(
        [(cell if place in used and cell != "" else None) for place, cell in enumerate(column.cells)], column.places
    )
