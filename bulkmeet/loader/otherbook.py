"""An .xls, .xlsb or .ods workbook to the rows of the sheet that holds meetings. Runs in the guarded child only.

calamine reads the values. What it does not tell (errors look like empty cells) is read beside it.
"""

from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from zipfile import ZipFile

from msgspec import Struct
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.beside import PROTECTED, Beside, beside_xls, beside_xlsb, bundled_xlsb, xls_sheets
from bulkmeet.loader.cellvalues import ERROR_VALUE
from bulkmeet.loader.choice import choose
from bulkmeet.loader.frames import Begun, Ending, Frame
from bulkmeet.loader.gathering import UNSIGNED
from bulkmeet.loader.limits import CELL_CHARACTERS, CELLS, seconds_for
from bulkmeet.loader.ole import Container
from bulkmeet.loader.opendocument import beside_ods
from bulkmeet.loader.outline import Part, relations_of
from bulkmeet.loader.values import Teller
from bulkmeet.loader.zipparts import XLSB, inspect_parts, kind_of_book
from bulkmeet.model import Cell, Row, Unreadable

ROWS_PER_FRAME = 500
LAST_FICTITIOUS_DAY = datetime(1899, 12, 31).date()  # noqa: DTZ001 - a spreadsheet's days belong to no zone
UNUSUAL = "The workbook is damaged or of an unusual make; open it in Excel and save it as a new workbook (.xlsx)."


class Source(Struct, frozen=True):
    """What is known of a workbook besides calamine: of each sheet by its index."""

    beside: Callable[[int], Beside]
    reader: str


def read_xls(path: Path, wanted: str | None) -> Iterator[Frame]:
    """Everything the parent has to know of an .xls; `wanted` names the sheet."""
    content = path.read_bytes()
    yield Begun(seconds_for(len(content), len(content)))
    container = Container(content)
    stream = container.read("Workbook")
    if stream is None:
        stream = container.read("Book")
    if stream is None:
        raise UnreadableFile("The file is of an old Office format and no workbook; save the meetings as .xlsx or CSV.")
    starts = xls_sheets(stream)
    source = Source(lambda index: beside_xls(stream, starts[index]), "calamine, for .xls")
    yield from _read(path, wanted, source)


def read_zipped(path: Path, archive: ZipFile, wanted: str | None) -> Iterator[Frame]:
    """The same of an .xlsb or .ods."""
    yield Begun(seconds_for(inspect_parts(archive), path.stat().st_size))
    if kind_of_book(archive) == XLSB:
        source = Source(lambda index: _beside_xlsb(archive, index), "calamine, for .xlsb")
    else:
        source = Source(lambda index: beside_ods(archive, index), "calamine, for .ods")
    yield from _read(path, wanted, source)


def _beside_xlsb(archive: ZipFile, index: int) -> Beside:
    names = {name.casefold(): name for name in archive.namelist()}
    relations = relations_of(archive, names, "xl/workbook.bin")
    sheet = bundled_xlsb(archive.read(names["xl/workbook.bin"]))[index]
    return beside_xlsb(archive.read(names[relations[sheet][1].casefold()]))


def _read(path: Path, wanted: str | None, source: Source) -> Iterator[Frame]:
    with _panics_told():
        book = CalamineWorkbook.from_path(path)
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
        parts = [Part(sheet.name, sheet.visible is SheetVisibleEnum.Visible, "") for sheet in sheets]
        part, others = choose(parts, wanted, lambda part: _rows(book.get_sheet_by_name(part.name), Beside()))
        beside = source.beside([sheet.name for sheet in book.sheets_metadata].index(part.name))
        rows = _rows(book.get_sheet_by_name(part.name), beside)
        teller = Teller()
        for batch in iter(lambda: list(islice(rows, ROWS_PER_FRAME)), []):
            cells = array(UNSIGNED, [teller.number(cell) for row in batch for cell in row.cells])
            yield teller.rows([row.number for row in batch], [len(row.cells) for row in batch], cells)[0]
            if teller.is_full:
                teller.forget()
    hidden = tuple(beside.hidden_rows), tuple(beside.hidden_columns)
    yield Ending(part.name, tuple(beside.merges), *hidden, others, source.reader)


@contextmanager
def _panics_told() -> Iterator[None]:
    """calamine's own exceptions, and the panics of Rust, which Python takes for something like Ctrl-C."""
    try:
        yield
    except PasswordError as error:
        raise UnreadableFile(PROTECTED) from error
    except CalamineError as error:
        raise UnreadableFile(UNUSUAL) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise UnreadableFile(UNUSUAL) from error
        raise


def _rows(sheet: CalamineSheet, beside: Beside) -> Iterator[Row]:
    """The rows that hold something. calamine counts them from the first, and columns from the first filled one."""
    if sheet.total_height * sheet.total_width > CELLS:
        raise UnreadableFile("The sheet holds far more than a list of meetings; remove what does not belong to it.")
    left = sheet.start[1] if sheet.start else 0
    errors: dict[int, list[tuple[int, str]]] = {}
    for (row, column), shown in beside.errors.items():
        errors.setdefault(row, []).append((column, shown))
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells: list[Cell] = [None] * left + [_cell(value) for value in values]
        for column, shown in errors.get(number, ()):
            cells += [None] * (column + 1 - len(cells))
            cells[column] = Unreadable(shown, ERROR_VALUE)
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield Row(number, tuple(cells))


def _cell(value: object) -> Cell:
    """The value as the reader of .xlsx gives it."""
    if isinstance(value, str):
        if len(value) > CELL_CHARACTERS:
            raise UnreadableFile(f"A cell holds more than {CELL_CHARACTERS:,} characters, more than Excel allows.")
        return value.replace("\r\n", "\n").replace("\r", "\n") or None
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime) and value.date() <= LAST_FICTITIOUS_DAY:
        return value.time()
    return value  # type: ignore[return-value]  # a date, a time, a span, a truth
