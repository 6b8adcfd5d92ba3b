"""An .xlsx or .xlsm workbook to the rows of the sheet that holds meetings. Runs in the guarded child only."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import islice
from zipfile import ZipFile

from msgspec import Struct

from bulkmeet.loader.cellvalues import CellReader, Styles, read_styles
from bulkmeet.loader.choice import choose
from bulkmeet.loader.fastsheet import FastSheet
from bulkmeet.loader.frames import Again, Begun, Ending, Frame, Rows
from bulkmeet.loader.gathering import UNSIGNED
from bulkmeet.loader.limits import seconds_for
from bulkmeet.loader.outline import Part, outline_of
from bulkmeet.loader.pieces import Odd
from bulkmeet.loader.sharedtexts import SharedTexts, shared_texts
from bulkmeet.loader.sheetxml import SheetXml, feed
from bulkmeet.loader.strikes import Struck
from bulkmeet.loader.values import Teller
from bulkmeet.loader.zipparts import inspect_parts
from bulkmeet.model import Row

ROWS_PER_FRAME = 500
FAST = "the fast reader"
CAREFUL = "the careful reader"


class Workbook(Struct, frozen=True):
    """An open workbook, ready to have its sheets read."""

    archive: ZipFile
    parts: tuple[Part, ...]
    read_cell: CellReader


def read_workbook(archive: ZipFile, wanted: str | None, size: int) -> Iterator[Frame]:
    """Everything the parent has to know of the workbook: how long it may take, the rows, then the rest.

    `wanted` names the sheet; without it the visible sheet that has the most known headers is taken. `size` is the
    file's, in bytes.
    """
    yield Begun(seconds_for(inspect_parts(archive), size))
    outline = outline_of(archive)
    read_cell = CellReader(_texts(archive, outline.texts), _styles(archive, outline.styles), outline.epoch)
    workbook = Workbook(archive, outline.sheets, read_cell)
    part, others = choose(workbook.parts, wanted, lambda part: _rows(workbook, part, SheetXml(read_cell)))
    yield from _tell(workbook, part, others)


def _tell(workbook: Workbook, part: Part, others: tuple[str, ...]) -> Iterator[Frame]:
    fast = FastSheet(workbook.read_cell)
    sheet, reader = fast.sheet, FAST
    try:
        with workbook.archive.open(part.path) as stream:
            yield from fast.frames(stream)
    except (Odd, MemoryError) as odd:
        yield Again()
        why = str(odd) if isinstance(odd, Odd) else "the fast one needed too much memory"
        sheet, reader = SheetXml(workbook.read_cell), f"{CAREFUL}, because {why}"
        yield from _carefully(_rows(workbook, part, sheet))
    hidden_rows, hidden_columns = tuple(sheet.hidden_rows), tuple(sheet.hidden_columns)
    struck = sheet.take_struck()
    yield Ending(part.name, tuple(sheet.merges), hidden_rows, hidden_columns, others, reader, struck=struck)


def _carefully(rows: Iterator[Row]) -> Iterator[Rows]:
    teller = Teller()
    for batch in iter(lambda: list(islice(rows, ROWS_PER_FRAME)), []):
        cells = array(UNSIGNED, [teller.number(cell) for row in batch for cell in row.cells])
        yield teller.rows([row.number for row in batch], [len(row.cells) for row in batch], cells)[0]
        if teller.is_full:
            teller.forget()


def _rows(workbook: Workbook, part: Part, sheet: SheetXml) -> Iterator[Row]:
    with workbook.archive.open(part.path) as stream:
        for _ in feed(stream, sheet):
            yield from sheet.rows
            sheet.rows.clear()


def _texts(archive: ZipFile, path: str) -> Sequence[str | Struck]:
    if not path:
        return ()
    try:
        with archive.open(path) as stream:
            return shared_texts(stream)
    except Odd:
        target = SharedTexts()
        with archive.open(path) as stream:
            for _ in feed(stream, target):
                pass
        return target.texts


def _styles(archive: ZipFile, path: str) -> Styles:
    if not path:
        return Styles()
    with archive.open(path) as stream:
        return read_styles(stream)
