"""Delimited text as a new workbook of text cells, for what text has no place for: colours, notes, a second sheet."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from bulkmeet.cells.text import text_of
from bulkmeet.columns.fields import Field
from bulkmeet.errors import RunStopped
from bulkmeet.loader.limits import ROWS
from bulkmeet.results.celltext import letters, xml_text
from bulkmeet.results.csvfile import csv_rows
from bulkmeet.results.markup import TRANSITIONAL
from bulkmeet.results.ownsheets import MAIN, WORKSHEET
from bulkmeet.results.parts import DECLARATION, OFFICE, RELATIONS, SPREADSHEET
from bulkmeet.sheet import Dialect, Sheet

NAME = "Meetings"
WIDEST, NARROWEST, LOOKED_AT = 44, 12, 200
TEXT_STYLE, HEADER_STYLE = b"1", b"2"
STYLES = (
    b'<styleSheet xmlns="%b"><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    b'<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill>'
    b'<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1">'
    b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">'
    b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    b'<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    b'<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>'
    b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>' % MAIN
)


@contextmanager
def text_workbook(source: Path, table: Sheet) -> Iterator[Path]:
    """The rows of delimited text as the sheet NAME of a workbook, each under its number; gone when the block ends.

    All cells are text: what a value means is what bulkmeet reads in it again. Raises RunStopped.
    """
    rows = csv_rows(source, table.dialect or Dialect(), is_ours=Field.RESULT_STATUS in table.headers)
    with tempfile.TemporaryDirectory(prefix="bulkmeet-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "text.xlsx"
        try:
            _write(path, table.header_row, _widths(table), rows)
        except OSError as error:
            raise RunStopped(f"There is no room for the new workbook ({error.strerror}); free some space.") from error
        yield path


def _write(path: Path, header_row: int, widths: Sequence[int], rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _content_types())
        package.writestr("_rels/.rels", _relations(("officeDocument", "xl/workbook.xml")))
        package.writestr("xl/workbook.xml", _workbook())
        related = ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")
        package.writestr("xl/_rels/workbook.xml.rels", _relations(*related))
        package.writestr("xl/styles.xml", DECLARATION + STYLES)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as out:
            out.write(_head(widths, header_row))
            for number, cells in rows:
                if number > ROWS:
                    raise RunStopped("The file has more rows than a worksheet holds; split it into smaller ones.")
                out.write(_row(number, cells, HEADER_STYLE if number == header_row else TEXT_STYLE))
            out.write(b"</sheetData></worksheet>")


def _widths(table: Sheet) -> list[int]:
    """How wide each column is, by its header and its first cells, in characters."""
    firsts = [table.headers, *(row.cells for row in islice(table.rows, LOOKED_AT))]
    longest = (max(len(text_of(cells[at])) for cells in firsts if at < len(cells)) for at in range(len(table.headers)))
    return [min(max(length + 3, NARROWEST), WIDEST) for length in longest]


def _row(number: int, cells: Sequence[str], style: bytes) -> bytes:
    written = [
        b'<c r="%b%d" s="%b" t="inlineStr"><is><t xml:space="preserve">%b</t></is></c>'
        % (letters(column), number, style, xml_text(text))
        for column, text in enumerate(cells)
        if text
    ]
    return b'<row r="%d">%b</row>' % (number, b"".join(written)) if written else b""


def _head(widths: Sequence[int], header_row: int) -> bytes:
    columns = b"".join(
        b'<col min="%d" max="%d" width="%d" customWidth="1" style="%b"/>' % (number, number, width, TEXT_STYLE)
        for number, width in enumerate(widths, 1)
    )
    pane = b'<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>'
    view = b'<sheetViews><sheetView tabSelected="1" workbookViewId="0">%b</sheetView></sheetViews>' % (
        pane % (header_row, header_row + 1)
    )
    opening = DECLARATION + b'<worksheet xmlns="%b">' % MAIN + view
    return opening + (b"<cols>%b</cols>" % columns if columns else b"") + b"<sheetData>"


def _workbook() -> bytes:
    return DECLARATION + (
        b'<workbook xmlns="%b" xmlns:r="%b"><bookViews><workbookView/></bookViews><sheets>'
        b'<sheet name="%b" sheetId="1" r:id="rId1"/></sheets></workbook>' % (MAIN, TRANSITIONAL, NAME.encode())
    )


def _relations(*related: tuple[str, str]) -> bytes:
    lines = b"".join(
        b'<Relationship Id="rId%d" Type="%b%b" Target="%b"/>' % (number, OFFICE, kind.encode(), target.encode())
        for number, (kind, target) in enumerate(related, 1)
    )
    return DECLARATION + b'<Relationships xmlns="%b">%b</Relationships>' % (RELATIONS, lines)


def _content_types() -> bytes:
    overrides = b"".join(
        b'<Override PartName="/xl/%b" ContentType="%b"/>' % (part, kind.encode())
        for part, kind in (
            (b"workbook.xml", SPREADSHEET + "sheet.main+xml"),
            (b"worksheets/sheet1.xml", WORKSHEET),
            (b"styles.xml", SPREADSHEET + "styles+xml"),
        )
    )
    return DECLARATION + (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Default Extension="xml" ContentType="application/xml"/>%b</Types>' % overrides
    )
