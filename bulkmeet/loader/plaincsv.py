"""Large delimited files in which nothing needs care: Arrow reads them in a third of the time.

Whatever is out of the ordinary, a row that is longer than others or a quotation mark in the middle of a cell, is left
to the careful reader; both read the same of what both read.
"""

import codecs
import csv
from array import array
from collections.abc import Iterator
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from bulkmeet.loader.gathering import UNSIGNED
from bulkmeet.loader.limits import COLUMNS, CSV_CELL_CHARACTERS, TABLE_CELLS
from bulkmeet.loader.reshaping import blank_rows, without
from bulkmeet.patterns import pattern
from bulkmeet.sheet import Distinct, Grid

if TYPE_CHECKING:
    import pyarrow as pa

WORTH_IT_BYTES = 2_000_000
"""From here on a check is done sooner for loading Arrow, which takes a tenth of a second."""
_BARE_RETURN = pattern(rb"\r(?!\n)")
MARK = "\0"
"""A cell that none is like, as the text holds no NUL."""
PIECE_BYTES = 1 << 16
BLOCK_BYTES = 1 << 22
"""What Arrow reads at once; a line has to fit in."""


def read_plain(path: Path, delimiter: str, width: int) -> Grid | None:
    """The rows of a UTF-8 file of so many columns, as the careful reader has them; None if that has to read it."""
    if path.stat().st_size < WORTH_IT_BYTES or not 0 < width <= COLUMNS:
        return None
    lines = _plain_lines(path, delimiter.encode())
    if lines is None or lines * width > TABLE_CELLS:
        return None
    columns = _columns(path, delimiter, width, 1 + lines)
    if columns is None or any(map(_is_too_long, columns)):
        return None
    grid = Grid(array(UNSIGNED, range(1, 1 + lines)), tuple(columns))
    return without(grid, blank_rows(grid))


def _plain_lines(path: Path, delimiter: bytes) -> int | None:
    """How many line feeds end its lines; None if a character in it may part them, or their cells, in another way.

    Without a bare return, whatever parts no records at a line feed makes them fewer than these, and so shows.
    """
    lines = 0
    with path.open("rb") as file:
        for piece in _pieces(file):
            if b"\0" in piece or _BARE_RETURN.search(piece) or len(piece) > BLOCK_BYTES:
                return None
            if b'"' in piece and not _is_well_quoted(piece, delimiter):
                return None
            lines += piece.count(b"\n") + (not piece.endswith(b"\n"))
    return lines


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """The file in pieces of whole lines; the last one that is not may be longer than Arrow can take."""
    rest = b""
    while (piece := file.read(PIECE_BYTES)) and len(rest) <= BLOCK_BYTES:
        end = piece.rfind(b"\n") + 1
        if end:
            yield rest + piece[:end]
            rest = b""
        rest += piece[end:]
    if rest:
        yield rest


def _is_well_quoted(piece: bytes, delimiter: bytes) -> bool:
    """Whether each quotation mark either begins or ends a cell, and the last line closes what it opens."""
    before, after = (delimiter, b"\n"), (delimiter, b"\n", b"\r")
    if any(one + b'"' + two in piece for one in before for two in after):
        return False
    begins = sum(piece.count(one + b'"') for one in before) + piece.startswith(b'"')
    ends = sum(piece.count(b'"' + one) for one in after) + piece.endswith(b'"')
    return begins == ends and begins + ends == piece.count(b'"') and _is_closed(piece, delimiter)


def _is_closed(piece: bytes, delimiter: bytes) -> bool:
    last = piece[piece.rfind(b"\n", 0, -1) + 1 :].decode(errors="replace")
    try:
        return len(list(csv.reader([last], delimiter=delimiter.decode(), strict=True))) == 1
    except csv.Error:
        return False


class _BelowMarks(RawIOBase):
    """A file below a line of cells that no other is like: in each column they take the first place, the blank one's."""

    def __init__(self, file: BinaryIO, delimiter: str, width: int) -> None:
        if file.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
            file.seek(0)
        self._parts = (BytesIO((delimiter.join([MARK] * width) + "\n").encode()), file)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        above, file = self._parts
        return above.read(size) or file.read(size)


def _columns(path: Path, delimiter: str, width: int, rows: int) -> list[Distinct] | None:
    """The records as columns; None if they are not so many `rows`, the marks among them, of such a width."""
    import pyarrow as pa  # here, so that small files do not wait for it

    try:
        table = _table(path, delimiter, width)
    except pa.ArrowException:
        return None
    if table.num_rows != rows:
        return None
    left = table.columns[::-1]
    del table
    columns = [_distinct(left.pop()) for _ in range(len(left))]  # each gives its room back once it is taken over
    pa.default_memory_pool().release_unused()  # a check of a million rows needs the room
    return columns


def _table(path: Path, delimiter: str, width: int) -> "pa.Table":
    """A row of marks and the records, each column as codes of its different cells. Raises ArrowException."""
    import pyarrow as pa
    from pyarrow import csv as arrow

    names = list(map(str, range(width)))
    coded = pa.dictionary(pa.int32(), pa.string())
    with path.open("rb") as file:
        return arrow.read_csv(
            _BelowMarks(file, delimiter, width),
            arrow.ReadOptions(use_threads=False, block_size=BLOCK_BYTES, column_names=names),
            arrow.ParseOptions(delimiter=delimiter, ignore_empty_lines=False),
            arrow.ConvertOptions(column_types=dict.fromkeys(names, coded), strings_can_be_null=False),
        ).unify_dictionaries()


def _is_too_long(column: Distinct) -> bool:
    return any(isinstance(cell, str) and len(cell) > CSV_CELL_CHARACTERS for cell in column.cells)


def _distinct(column: "pa.ChunkedArray") -> Distinct:
    """The column without the mark."""
    places = array(UNSIGNED)
    for chunk in column.chunks:  # each a block as it was read, so that its first row stands at the beginning
        places.frombytes(memoryview(chunk.indices.buffers()[1])[: len(chunk) * places.itemsize])
    del places[0]
    return Distinct([None, *column.chunk(0).dictionary.to_pylist()[1:]], places)
