"""Rows to columns, while they are read: each column has its different cells and, for every row, which of them it is."""

from array import array
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import zip_longest

from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.limits import TABLE_CELLS
from bulkmeet.model import Cell, Row
from bulkmeet.sheet import Distinct, Grid

UNSIGNED = "I"
FIRST_ROWS = 1_000
ROOM = 4
"""Rows are turned into columns together unless that makes so many times the cells there are: one far cell could."""


class Column:
    """A column that grows. It is blank from its end to the last row."""

    def __init__(self) -> None:
        self.place_of = _Places()
        self._places = array(UNSIGNED)

    def add(self, row: int, places: Iterable[int]) -> None:
        """Add cells by their places, the first of them in a row counted from 0."""
        self._fill(row)
        self._places.extend(places)

    def done(self, rows: int) -> Distinct:
        """The column of so many rows."""
        self._fill(rows)
        return Distinct(self.place_of.cells, self._places)

    def _fill(self, rows: int) -> None:
        if len(self._places) < rows:
            self._places.frombytes(bytes((rows - len(self._places)) * self._places.itemsize))


class Gatherer:
    """Takes rows in their order, and has them as a grid in the end."""

    def __init__(self) -> None:
        self._numbers = array(UNSIGNED)
        self._columns: dict[int, Column] = {}

    def add(self, rows: Iterable[Row]) -> None:
        """Add rows one by one."""
        for row in rows:
            at = self._begin([row.number])
            for index, cell in enumerate(row.cells):
                if cell is not None:
                    column = self.column(index)
                    column.add(at, [column.place_of[key_of(cell)]])

    def add_texts(self, numbers: Sequence[int], records: Sequence[Sequence[str]]) -> None:
        """Add rows of texts; among the first an empty one counts as a cell, as it tells how long the row of headers is.

        Raises UnreadableFile when the columns are too many for so many rows.
        """
        widest = max(map(len, records), default=0)
        if widest * len(records) > ROOM * sum(map(len, records)):
            for number, record in zip(numbers, records, strict=True):
                self.add_texts([number], [record])
            return
        at = self._begin(numbers)
        for index, texts in enumerate(zip_longest(*records)):
            if index in self._columns or at < FIRST_ROWS or any(texts):
                column = self.column(index)
                column.add(at, map(column.place_of.__getitem__, texts))

    def add_coded(
        self,
        numbers: Sequence[int],
        widths: Sequence[int],
        codes: "array[int]",
        place_of: Callable[[int, Column], Callable[[int], int]],
    ) -> None:
        """Add rows of codes, of which 0 is the blank cell; `place_of` says what they are in the column at an index.

        Raises UnreadableFile when the columns are too many for so many rows.
        """
        widest = max(widths, default=0)
        if widest * len(widths) > ROOM * len(codes):
            end = 0
            for number, width in zip(numbers, widths, strict=True):
                self.add_coded([number], [width], codes[end : end + width], place_of)
                end += width
            return
        at = self._begin(numbers)
        if widest * len(widths) != len(codes):
            codes = _widened(codes, widths, widest)
        for index in range(widest):
            part = codes[index::widest]
            if index in self._columns or any(part):
                column = self.column(index)
                column.add(at, map(place_of(index, column), part))

    def column(self, index: int) -> Column:
        """The column with an index, begun if there was none.

        Raises UnreadableFile when there are too many columns for so many rows: each has a place for every row.
        """
        column = self._columns.get(index)
        if column is None:
            column = self._columns[index] = Column()
            self._refuse_too_wide()
        return column

    def grid(self) -> Grid:
        """All rows."""
        rows = len(self._numbers)
        columns = {index: column.done(rows) for index, column in self._columns.items()}
        blank = Distinct((None,), array(UNSIGNED, bytes(rows * self._numbers.itemsize)))
        width = max(columns, default=-1) + 1
        return Grid(self._numbers, tuple([columns.get(index, blank) for index in range(width)]))

    def _begin(self, numbers: Iterable[int]) -> int:
        """Count rows whose cells are added next, and say where among all rows the first of them is."""
        at = len(self._numbers)
        self._numbers.extend(numbers)
        self._refuse_too_wide()
        return at

    def _refuse_too_wide(self) -> None:
        if len(self._columns) * len(self._numbers) > TABLE_CELLS:
            raise UnreadableFile("The table is far too wide for a list of meetings; remove columns on its right.")


def key_of(cell: Cell) -> Hashable:
    """What tells a cell from others; 1, 1.0 and TRUE are equal in Python and different in a sheet."""
    return cell if isinstance(cell, str) else (type(cell), cell)


class _Places(dict[Hashable, int]):
    """The key of a cell → its place in the column. A new cell gets the next place; the blank one has the first."""

    def __init__(self) -> None:
        self.cells: list[Cell] = [None]
        self[None] = 0

    def __missing__(self, key: Hashable) -> int:
        place = self[key] = len(self.cells)
        self.cells.append(key[1] if isinstance(key, tuple) else key)  # type: ignore[arg-type]  # as key_of makes them
        return place


def _widened(codes: "array[int]", widths: Iterable[int], widest: int) -> "array[int]":
    """The codes of rows that are all made as wide as the widest."""
    wide = array(UNSIGNED)
    blank = array(UNSIGNED, bytes(widest * wide.itemsize))
    end = 0
    for width in widths:
        wide += codes[end : end + width]
        wide += blank[width:]
        end += width
    return wide
