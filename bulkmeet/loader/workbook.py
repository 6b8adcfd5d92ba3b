"""An .xlsx or .xlsm workbook to the rows of the sheet that holds meetings. Runs in the guarded child only.

openpyxl tells what the workbook is made of; sheets and shared texts are streamed (see sheetxml).
"""

from collections.abc import Iterator, Sequence
from io import SEEK_END
from itertools import islice
from typing import BinaryIO
from zipfile import ZipFile

import openpyxl
from msgspec import Struct
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS, STYLES_TYPE

from bulkmeet.cells.text import quoted
from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.cellvalues import CellReader, Shown, read_styles
from bulkmeet.loader.frames import Begun, Ending, Frame, Rows, pack
from bulkmeet.loader.limits import (
    BASE_SECONDS,
    LONGEST_SECONDS,
    SECONDS_PER_MEGABYTE,
    SECONDS_PER_PACKED_MEGABYTE,
)
from bulkmeet.loader.sheetxml import SharedTexts, SheetXml, feed
from bulkmeet.loader.table import HEADER_ROWS, best_header_score
from bulkmeet.loader.wording import listed
from bulkmeet.loader.zipparts import inspect_parts
from bulkmeet.model import Row

ROWS_PER_FRAME = 500
STRICT = b"http://purl.oclc.org/ooxml/"


class Part(Struct, frozen=True):
    """A worksheet: its name, whether people see it, and where in the file it stands."""

    name: str
    is_visible: bool
    path: str


class Workbook(Struct, frozen=True):
    """An open workbook, ready to have its sheets read."""

    archive: ZipFile
    parts: tuple[Part, ...]
    read_cell: CellReader


def read_workbook(stream: BinaryIO, wanted: str | None) -> Iterator[Frame]:
    """Everything the parent has to know of the workbook: how long it may take, the rows, then the rest.

    `wanted` names the sheet; without it the visible sheet that has the most known headers is taken.
    """
    if not openpyxl.DEFUSEDXML:
        raise UnreadableFile("Workbooks are read only with the package defusedxml; install bulkmeet again.")
    with ZipFile(stream) as archive:
        yield Begun(_seconds(inspect_parts(archive), stream.seek(0, SEEK_END)))
        workbook = _open(stream)
        part, others = _choose(workbook, wanted)
        yield from _tell(workbook, part, others)


def _seconds(unpacked: int, packed: int) -> float:
    more = min(SECONDS_PER_MEGABYTE * unpacked, SECONDS_PER_PACKED_MEGABYTE * packed) / 1e6
    return min(BASE_SECONDS + more, LONGEST_SECONDS)


def _tell(workbook: Workbook, part: Part, others: tuple[str, ...]) -> Iterator[Frame]:
    sheet = SheetXml(workbook.read_cell)
    for rows in _batches(_rows(workbook, part, sheet)):
        yield Rows([(row.number, [pack(cell) for cell in row.cells]) for row in rows])
    hidden_rows, hidden_columns = tuple(sheet.hidden_rows), tuple(sheet.hidden_columns)
    yield Ending(part.name, tuple(sheet.merges), hidden_rows, hidden_columns, others)


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, ROWS_PER_FRAME)):
        yield batch


def _rows(workbook: Workbook, part: Part, sheet: SheetXml) -> Iterator[Row]:
    with workbook.archive.open(part.path) as stream:
        for _ in feed(stream, sheet):
            yield from sheet.rows
            sheet.rows.clear()


def _open(stream: BinaryIO) -> Workbook:
    reader = ExcelReader(stream, read_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_workbook()
    outline = reader.archive.read(reader.parser.workbook_part_name)
    if STRICT in outline:
        raise UnreadableFile("The workbook was saved as “Strict Open XML”; save it as a normal Excel workbook (.xlsx).")
    names = set(reader.valid_files)
    parts = tuple(
        Part(sheet.name, sheet.state == "visible", relation.target)
        for sheet, relation in reader.parser.find_sheets()
        if relation.target in names and relation.Type.endswith("/worksheet")
    )
    texts = _shared_texts(reader)
    return Workbook(reader.archive, parts, CellReader(texts, _styles(reader), reader.wb.epoch))


def _shared_texts(reader: ExcelReader) -> Sequence[str]:
    path = _path_of(reader, SHARED_STRINGS)
    if not path:
        return ()
    target = SharedTexts()
    with reader.archive.open(path) as stream:
        for _ in feed(stream, target):
            pass
    return target.texts


def _styles(reader: ExcelReader) -> Sequence[Shown]:
    path = _path_of(reader, STYLES_TYPE)
    if not path:
        return ()
    with reader.archive.open(path) as stream:
        return read_styles(stream)


def _path_of(reader: ExcelReader, content_type: str) -> str | None:
    overrides = (part for part in reader.package.Override if part.ContentType == content_type)
    paths = (part.PartName.lstrip("/") for part in overrides)
    return next((path for path in paths if path in reader.valid_files), None)


def _choose(workbook: Workbook, wanted: str | None) -> tuple[Part, tuple[str, ...]]:
    """The sheet to read, and the names of the other visible ones that hold rows."""
    if not workbook.parts:
        raise UnreadableFile("The workbook holds no worksheet that can be read; save it anew as a workbook (.xlsx).")
    visible = [part for part in workbook.parts if part.is_visible]
    if wanted is not None:
        return _named(workbook.parts, wanted), ()
    if not visible:
        raise UnreadableFile("All sheets of the workbook are hidden; show the one with the meetings.")
    if len(visible) == 1:
        return visible[0], ()
    scores = {part: _score(workbook, part) for part in visible}
    filled = [part for part in visible if scores[part] is not None] or visible[:1]
    best = max(scores[part] or 0 for part in filled)
    winners = [part for part in filled if (scores[part] or 0) == best]
    if len(winners) > 1:
        names = listed([quoted(part.name) for part in winners])
        raise UnreadableFile(f"Several sheets may hold the meetings: {names}; name one with --sheet.")
    return winners[0], tuple(part.name for part in filled if part is not winners[0])


def _score(workbook: Workbook, part: Part) -> int | None:
    """How many headers are known in the best of the sheet's first rows; None where it holds no rows."""
    rows = list(islice(_rows(workbook, part, SheetXml(workbook.read_cell)), HEADER_ROWS))
    return best_header_score(rows) if rows else None


def _named(parts: Sequence[Part], wanted: str) -> Part:
    exact = [part for part in parts if part.name == wanted]
    alike = [part for part in parts if part.name.strip().casefold() == wanted.strip().casefold()]
    if exact or alike:
        return (exact or alike)[0]
    names = listed([quoted(part.name) for part in parts])
    raise UnreadableFile(f"There is no sheet {quoted(wanted)}; the workbook has {names}.")
