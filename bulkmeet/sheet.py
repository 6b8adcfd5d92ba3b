"""A sheet as it was found in a file: its headers, and its rows kept as columns."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from bulkmeet.model import Cell, Issue, Row


class Distinct(Struct, frozen=True):
    """A column: its different cells, of which the first is always blank, and for every row the place of its cell there.

    A list of meetings repeats itself: what is costly is done once for each different cell.
    """

    cells: Sequence[Cell]
    places: Sequence[int]


class Grid(Struct, frozen=True):
    """Rows kept as columns of one length; `numbers` are the rows' numbers, as the spreadsheet shows them."""

    numbers: Sequence[int]
    columns: tuple[Distinct, ...]

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, place: int) -> Row:
        return Row(self.numbers[place], tuple([column.cells[column.places[place]] for column in self.columns]))

    def __iter__(self) -> Iterator[Row]:
        return map(self.__getitem__, range(len(self.numbers)))


class Dialect(Struct, frozen=True):
    """How a delimited text file was written, so that the results can be written the same way.

    `blanks` says that there are some between a delimiter and the quotation mark that opens a cell, and mean nothing.
    """

    encoding: str = "utf-8"
    delimiter: str = ","
    line_end: str = "\r\n"
    blanks: bool = False


class Aside(Struct, frozen=True):
    """A text that stands beside the meetings, at a row as the spreadsheet shows it and a column counted from 0.

    `is_heading` says that it stands between the rows and may speak of those below it alone, `is_behind` that it stands
    behind one of them.
    """

    row: int
    column: int
    text: str
    is_heading: bool = False
    is_behind: bool = False


class BelowDays(Struct, frozen=True):
    """A column, counted from 0, in which times stand below rows that give their days, and one of its times.

    `rows` are the numbers of those below such a day. In the sheet's rows a time has its day before it, what is no time
    stands as it was typed; `typed` is what was typed of each of the former.
    """

    column: int
    rows: frozenset[int]
    typed: Mapping[Cell, Cell]
    like: str


class Sheet(Struct, frozen=True):
    """The table found in a file.

    `name` is the worksheet's name and None for delimited text; `dialect` the other way round. `header_row` is
    the number the spreadsheet shows for the row that holds the headers. `issues` says what the reader
    passed over or filled in; `reader` which reader of workbooks was used, and why not the fastest; `struck` which
    columns, counted from 0, are struck through, by the row's number. `asides` are texts above, below and behind the
    table, for what they may say of all meetings. `below_days` says which times were given their days. `filled` has, by
    the column's place, the first and last row of each run of cells that have the value of the row above by a merge.
    """

    path: str
    name: str | None
    dialect: Dialect | None
    header_row: int
    headers: tuple[str, ...]
    rows: Grid
    issues: tuple[Issue, ...] = ()
    reader: str = ""
    struck: Mapping[int, frozenset[int]] = {}
    asides: tuple[Aside, ...] = ()
    below_days: BelowDays | None = None
    filled: Mapping[int, Sequence[tuple[int, int]]] = {}

    def is_filled(self, row: int, column: int) -> bool:
        """Whether a merge gave the cell the value of a row above it."""
        runs = self.filled.get(column, ())
        place = bisect_right(runs, row, key=lambda run: run[0])
        return place > 0 and row <= runs[place - 1][1]
