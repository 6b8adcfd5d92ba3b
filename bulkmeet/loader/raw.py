"""What a reader finds before anybody looks for a table in it."""

from msgspec import Struct

from bulkmeet.loader.strikes import StruckRows
from bulkmeet.sheet import Grid


class Merge(Struct, frozen=True, array_like=True):
    """A block of merged cells: rows as the spreadsheet numbers them, columns from 0, both inclusive."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


class RawSheet(Struct, frozen=True):
    """One worksheet as it stands: every row that holds something, and what was hidden, merged or struck through.

    `others` are the names of the other visible sheets that hold rows and were passed over. `reader` says which reader
    was used and why.
    """

    name: str
    rows: Grid
    merges: tuple[Merge, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    others: tuple[str, ...] = ()
    reader: str = ""
    struck: tuple[StruckRows, ...] = ()
