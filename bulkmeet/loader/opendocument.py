"""What calamine does not tell of a sheet in an .ods: errors, hidden rows and columns, merged cells.

The elements and attributes are those of OpenDocument 1.3, part 3, chapter 9; `calcext` is LibreOffice's own.
"""

from collections.abc import Callable
from itertools import product
from typing import IO
from zipfile import ZipFile

from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.beside import Beside
from bulkmeet.loader.limits import COLUMNS, ERRORS, ROWS
from bulkmeet.loader.sheetxml import Attributes, CellText, feed, local_name
from bulkmeet.patterns import pattern

CONTENT = "content.xml"
SCANNED_BYTES = 1 << 20
OVERLAP_BYTES = 100

_TELLING = pattern(rb'value-type="error"|-(?:rows|columns)-spanned="(?!1")|:visibility="(?:collapse|filter)"')
_HIDDEN = frozenset({"collapse", "filter"})
_CELLS = frozenset({"table-cell", "covered-table-cell"})

Begin = Callable[[Attributes], None]


def beside_ods(archive: ZipFile, index: int) -> Beside:
    """The sheet with that index, counted from 0. The XML is taken apart only where it holds any of this."""
    with archive.open(CONTENT) as stream:
        if not _tells_anything(stream):
            return Beside()
    target = _Tables(index)
    with archive.open(CONTENT) as stream:
        for _ in feed(stream, target):
            if target.is_done:
                break
    return target.found


def _tells_anything(stream: IO[bytes]) -> bool:
    rest = b""
    while piece := stream.read(SCANNED_BYTES):
        if _TELLING.search(rest + piece):
            return True
        rest = piece[-OVERLAP_BYTES:]
    return False


class _Tables:
    """Counts the rows and columns of one table; a table within a cell is none of the sheets."""

    def __init__(self, index: int) -> None:
        self.found = Beside()
        self.is_done = False
        self._before = index
        self._depth = 0
        self._row = self._rows = self._first = self._column = self._notes = 0
        self._is_filled = self._is_hidden = False
        self._error: tuple[int, int] | None = None
        self._text = CellText()
        self.data = self._text.add
        self._starts: dict[str, Begin] = {
            "table-column": self._start_column,
            "table-row": self._start_row,
            **dict.fromkeys(_CELLS, self._start_cell),
        }

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        name = local_name(tag)
        if name == "table":
            self._depth += 1
        elif self._is_within() and name in self._starts:
            self._starts[name]({local_name(key): value for key, value in attributes.items()})
            is_error = name in _CELLS and any(_says_error(*item) for item in attributes.items())
            self._error = (self._first, self._column) if is_error else None
        elif name == "annotation":
            self._notes += 1
        self._text.open = self._error is not None and name == "p" and not self._notes

    def end(self, tag: str) -> None:
        """An element ends."""
        name = local_name(tag)
        self._text.open = self._text.open and name != "p"
        if name == "annotation":
            self._notes -= 1
        elif name in _CELLS and self._is_within():
            self._end_cell()
        elif name == "table-row" and self._is_within():
            self._end_row()
        elif name == "table":
            self._depth -= 1
            if not self._depth:
                self.is_done = not self._before
                self._before -= 1

    def close(self) -> None:
        """The document ends."""

    def _is_within(self) -> bool:
        return self._depth == 1 and not self._before

    def _start_column(self, attributes: Attributes) -> None:
        end = min(self._column + _repeated(attributes, "columns"), COLUMNS)
        if attributes.get("visibility") in _HIDDEN:
            self.found.hidden_columns += range(self._column, end)
        self._column = end

    def _start_row(self, attributes: Attributes) -> None:
        self._rows = _repeated(attributes, "rows")
        self._column = 0
        self._is_filled = False
        self._is_hidden = attributes.get("visibility") in _HIDDEN

    def _end_row(self) -> None:
        if self._is_hidden and self._is_filled:
            self.found.hidden_rows += range(self._row + 1, min(self._row + self._rows, ROWS) + 1)
        self._row = min(self._row + self._rows, ROWS)

    def _start_cell(self, attributes: Attributes) -> None:
        rows = min(_number(attributes, "number-rows-spanned"), ROWS)
        columns = min(_number(attributes, "number-columns-spanned"), COLUMNS)
        if rows * columns > 1:
            self.found.add_merge(self._row, self._row + rows - 1, self._column, self._column + columns - 1)
        repeated = min(_repeated(attributes, "columns"), COLUMNS)
        self._is_filled = self._is_filled or "value-type" in attributes
        self._first = self._column
        self._column += repeated

    def _end_cell(self) -> None:
        shown = self._text.take().strip()
        if self._error is None:
            return
        rows, columns = range(self._row + 1, self._row + self._rows + 1), range(*self._error)
        if len(self.found.errors) + len(rows) * len(columns) > ERRORS:
            raise UnreadableFile(f"The sheet holds more than {ERRORS:,} error values; mend them and save it again.")
        self.found.errors.update(dict.fromkeys(product(rows, columns), shown or "#ERROR!"))
        self._error = None


def _says_error(name: str, value: str) -> bool:
    """LibreOffice writes the type twice: a text for all programs, an error for itself."""
    return value == "error" and local_name(name) == "value-type"


def _repeated(attributes: Attributes, what: str) -> int:
    return _number(attributes, f"number-{what}-repeated")


def _number(attributes: Attributes, name: str) -> int:
    return max(int(attributes.get(name, "1")), 1)
