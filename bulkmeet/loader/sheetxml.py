"""The XML of worksheets and shared texts, streamed: limits hold while it is read, not afterwards.

openpyxl's full reading was measured at 43 s for 50,000 merges and 500 MB for 100,000 rows, and it takes a
text of 150 million characters without a word; so the parts that can be large are read here, through
defusedxml, in pieces that are forgotten at once.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import IO, Protocol

from defusedxml.ElementTree import DefusedXMLParser

from bulkmeet.cells.addresses import position_of, row_number
from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.limits import (
    CELL_CHARACTERS,
    CELLS,
    COLUMNS,
    MERGES,
    ROWS,
    SHEET_CHARACTERS,
)
from bulkmeet.loader.raw import Merge
from bulkmeet.loader.strikes import Runs, Struck, StruckRows
from bulkmeet.model import Cell, Row

CHUNK_BYTES = 65_536

Attributes = dict[str, str]


class Target(Protocol):
    """What an XML parser tells about a document, piece by piece."""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """The next piece of text."""

    def close(self) -> None:
        """The document ends."""


def feed(stream: IO[bytes], target: Target) -> Iterator[None]:
    """Read the XML into the target, pausing after each piece so that what was found can be taken away."""
    parser = DefusedXMLParser(target=target)
    while piece := stream.read(CHUNK_BYTES):
        parser.feed(piece)
        yield
    parser.close()
    yield


@lru_cache(maxsize=1024)
def local_name(tag: str) -> str:
    """An element's name without its namespace: exporters differ in prefixes and editions of the standard."""
    return tag.rpartition("}")[2]


class CellText:
    """Collects text while it is `open`, up to what a cell may hold."""

    def __init__(self) -> None:
        self.open = False
        self._pieces: list[str] = []
        self._length = 0

    def add(self, text: str) -> None:
        """The next piece; raises UnreadableFile beyond Excel's limit."""
        if not self.open:
            return
        self._length += len(text)
        if self._length > CELL_CHARACTERS:
            raise UnreadableFile(f"A cell holds more than {CELL_CHARACTERS:,} characters, more than Excel allows.")
        self._pieces.append(text)

    def take(self) -> str:
        """What was collected since the last time."""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._length = 0
        return text


Read = Cell | Struck
"""What is read of a cell: its value, and whether that is struck through."""


class ReadCell(Protocol):
    """Turns a cell's parts as the XML gives them into its value; what is not there is None."""

    def __call__(self, kind: str, style: str, value: str | None, formula: str | None, inline: str | None) -> Read:
        """The cell's value."""


class SheetXml:
    """The rows of a worksheet that hold something, and what is merged, hidden or struck through.

    `rows` fills up while the XML is read and may be emptied at any time.
    """

    def __init__(self, read_cell: ReadCell) -> None:
        self.rows: list[Row] = []
        self.merges: list[Merge] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[int] = []
        self._struck: dict[tuple[int, ...], list[int]] = {}
        self._struck_columns: list[int] = []
        self._runs = Runs()
        self._read_cell = read_cell
        self._text = CellText()
        self.data = self._text.add
        self._number = 0
        self._row: Attributes = {}
        self._addressed: int | None = None
        self._cells: dict[int, Cell] = {}
        self._column = -1
        self._cell: Attributes | None = None
        self._pronunciation = False
        self._parts: dict[str, str] = {}
        self._cells_left = CELLS
        self._characters_left = SHEET_CHARACTERS
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "row": self._start_row,
            "c": self._start_cell,
            "v": self._start_text,
            "f": self._start_text,
            "t": self._start_text,
            "rPh": self._start_pronunciation,
            "r": lambda _: self._runs.start(),
            "strike": self._runs.strike,
            "mergeCell": self._merge,
            "col": self._columns,
        }
        self._ends: dict[str, Callable[[str], None]] = {
            "row": self._end_row,
            "c": self._end_cell,
            "v": self._end_text,
            "f": self._end_text,
            "t": self._end_text,
            "rPh": self._end_pronunciation,
        }

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if handler := self._starts.get(local_name(tag)):
            handler(attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = local_name(tag)
        if handler := self._ends.get(name):
            handler(name)

    def close(self) -> None:
        """Nothing is left open."""

    def _start_row(self, attributes: Attributes) -> None:
        self._row = attributes
        self._addressed = None
        self._cells = {}
        self._struck_columns = []
        self._column = -1

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._parts = {}
        position = position_of(attributes.get("r", ""))
        self._column = position[0] if position else self._column + 1
        if not self._column < COLUMNS:
            raise UnreadableFile(f"The workbook has more than {COLUMNS:,} columns, more than Excel allows.")
        if position and self._addressed is None:
            self._addressed = position[1]

    def _start_text(self, attributes: Attributes) -> None:
        del attributes
        self._text.open = self._cell is not None and not self._pronunciation

    def _end_text(self, name: str) -> None:
        if self._text.open:
            self._text.open = False
            text = self._text.take()
            self._parts[name] = self._parts.get(name, "") + text
            if name == "t":
                self._runs.add(text)

    def _start_pronunciation(self, attributes: Attributes) -> None:
        del attributes
        self._pronunciation = True

    def _end_pronunciation(self, name: str) -> None:
        del name
        self._pronunciation = False

    def _end_cell(self, name: str) -> None:
        del name
        attributes, parts = self._cell or {}, self._parts
        self._cell = None
        in_text = self._runs.take()
        if not parts:
            return
        kind, style = attributes.get("t", "n"), attributes.get("s", "")
        value = self._read_cell(kind, style, parts.get("v"), parts.get("f"), parts.get("t"))
        if isinstance(value, Struck):
            in_text, value = True, value.cell
        if value is not None:
            self._cells[self._column] = value
            if in_text:
                self._struck_columns.append(self._column)

    def _end_row(self, name: str) -> None:
        del name
        number = row_number(self._row.get("r"), self._addressed, self._number)
        if not self._number < number <= ROWS:
            raise UnreadableFile("The workbook's rows are numbered out of order; open it in Excel and save it anew.")
        self._number = number
        if self._row.get("hidden") in {"1", "true"}:
            self.hidden_rows.append(number)
        if self._cells:
            self._keep_row()

    def spend(self, width: int, characters: int) -> None:
        """Count a row of so many cells and characters; raises UnreadableFile beyond what a sheet may hold."""
        self._cells_left -= width
        self._characters_left -= characters
        if self._cells_left < 0 or self._characters_left < 0:
            raise UnreadableFile("The sheet holds far more than a list of meetings; remove what does not belong to it.")

    def strike(self, number: int, columns: Sequence[int]) -> None:
        """Note of a row which of its columns are struck through."""
        self._struck.setdefault(tuple(columns), []).append(number)

    def take_struck(self) -> tuple[StruckRows, ...]:
        """What is struck through in the rows since the last time."""
        found = tuple(StruckRows(columns, tuple(rows)) for columns, rows in self._struck.items())
        self._struck.clear()
        return found

    def _keep_row(self) -> None:
        width = max(self._cells) + 1
        self.spend(width, sum(len(cell) for cell in self._cells.values() if isinstance(cell, str)))
        cells: list[Cell] = [None] * width
        for column, cell in self._cells.items():
            cells[column] = cell
        self.rows.append(Row(self._number, tuple(cells)))
        self._cells = {}
        if self._struck_columns:
            self.strike(self._number, self._struck_columns)

    def _merge(self, attributes: Attributes) -> None:
        if len(self.merges) >= MERGES:
            raise UnreadableFile(f"The sheet has more than {MERGES:,} merged cells; unmerge them and save it again.")
        first, _, last = attributes.get("ref", "").partition(":")
        start, end = position_of(first), position_of(last or first)
        if start is None or end is None:
            raise UnreadableFile("The sheet has merged cells without a place; unmerge them and save it again.")
        self.merges.append(Merge(start[1], end[1], start[0], end[0]))

    def _columns(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in {"1", "true"}:
            first, last = int(attributes.get("min", "1")) - 1, min(int(attributes.get("max", "0")), COLUMNS)
            room = COLUMNS - len(self.hidden_columns)
            self.hidden_columns += range(first, min(last, first + room))
