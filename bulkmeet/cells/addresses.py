"""Where rows and cells stand by what a worksheet's XML says of them: one rule for reading and for writing results.

ECMA-376 (18.3.1.4, 18.3.1.73) lets an exporter leave out the number of a row and the address of a cell.
"""

from bulkmeet.cells.text import column_index
from bulkmeet.patterns import pattern

ADDRESS = pattern(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def position_of(address: str) -> tuple[int, int] | None:
    """The column, counted from 0, and the row that an address such as C14 names; None if it is no address."""
    match = ADDRESS.fullmatch(address)
    return (column_index(match[1]), int(match[2])) if match else None


def row_number(written: str | None, addressed: int | None, previous: int) -> int:
    """The number of a row: its own, else that of its first cell with an address, else the next.

    `written` is the row's attribute as it stands, `addressed` the row in that cell's address, `previous` the
    number of the row before (0 at the top). Raises ValueError if what is written is no number.
    """
    if written is not None:
        return int(written)
    return previous + 1 if addressed is None else addressed
