"""Sheets of bulkmeet's own in a workbook, which are written anew each time: their cells, and their place in it."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from bulkmeet.results.celltext import letters, xml_text
from bulkmeet.results.margins import MOST_LINKS
from bulkmeet.results.markup import (
    EDITION,
    attribute_text,
    attributes_of,
    children_of,
    found,
    into,
    relation_attribute,
)
from bulkmeet.results.parts import DECLARATION, SPREADSHEET, Parts, part_of_sheet

MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN = EDITION + b"/spreadsheetml/main"
LINE_POINTS, HIGHEST_POINTS = 15, 400
WORKSHEET = SPREADSHEET + "worksheet+xml"


class OwnCell(Struct, frozen=True):
    """A cell: what stands in it, its style, the place in the workbook that it is a link to, and if it may be high."""

    value: str | int = ""
    style: bytes | None = None
    link: str = ""
    wraps: bool = False


Line = Sequence[OwnCell]


class OwnSheet(Struct, frozen=True):
    """A sheet: its lines (made anew each time they are asked for), the columns' widths, what is frozen and filtered."""

    name: str
    lines: Callable[[], Iterable[Line]]
    widths: Sequence[int]
    frozen_rows: int = 0
    is_filtered: bool = False


def put_sheet(parts: Parts, sheet: OwnSheet) -> None:
    """Put the sheet behind the workbook's others, or into the place of the one that has its name."""
    there = part_of_sheet(parts, sheet.name)
    namespace = STRICT_MAIN if parts.is_strict else MAIN
    if there is not None:
        parts.put(there, written(sheet, namespace))
        return
    part = parts.add("xl/worksheets/sheet%d.xml", written(sheet, namespace), WORKSHEET)
    relation = parts.relate(parts.workbook, "worksheet", part)
    workbook = parts.read(parts.workbook)
    ids = [int(number) for number in _sheet_ids(workbook) if number.isdigit()]
    attributes = {b"name": attribute_text(sheet.name), b"sheetId": b"%d" % (max(ids, default=0) + 1)}
    attributes |= relation_attribute(workbook, relation.encode())
    parts.put(parts.workbook, into(workbook, b"sheets", b"sheet", attributes))


def written(sheet: OwnSheet, namespace: bytes) -> Iterator[bytes]:
    """The worksheet's part."""
    yield DECLARATION + b'<worksheet xmlns="%b">' % namespace
    yield _view(sheet.frozen_rows)
    yield b"<cols>%b</cols><sheetData>" % b"".join(
        b'<col min="%d" max="%d" width="%d" customWidth="1"/>' % (number, number, width)
        for number, width in enumerate(sheet.widths, 1)
    )
    rows = 0
    links: list[bytes] = []
    for rows, line in enumerate(sheet.lines(), 1):
        yield b'<row r="%d"%b>%b</row>' % (rows, _height(line, sheet.widths), b"".join(_cells(rows, line)))
        if len(links) < MOST_LINKS:
            links += _links(rows, line)
    yield b"</sheetData>"
    if sheet.is_filtered:
        yield b'<autoFilter ref="A1:%b%d"/>' % (letters(len(sheet.widths) - 1), max(rows, 1))
    if links:
        yield b"<hyperlinks>%b</hyperlinks>" % b"".join(links[:MOST_LINKS])
    yield b"</worksheet>"


def place_in(sheet: str, cell: str) -> str:
    """A cell of a sheet as a link names it: 'Term 2'!C14."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"


def _view(frozen: int) -> bytes:
    if not frozen:
        return b'<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>'
    pane = b'<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>' % (frozen, frozen + 1)
    selection = b'<selection pane="bottomLeft"/>'
    return b'<sheetViews><sheetView workbookViewId="0">%b%b</sheetView></sheetViews>' % (pane, selection)


def _height(line: Line, widths: Sequence[int]) -> bytes:
    """How high a row is whose texts are wrapped: not every program works that out for itself on opening."""
    texts = ((str(cell.value), width) for cell, width in zip(line, widths, strict=False) if cell.wraps)
    lines = max((1 + len(text) // width + text.count("\n") for text, width in texts), default=1)
    return b"" if lines == 1 else b' ht="%d" customHeight="1"' % min(LINE_POINTS * lines, HIGHEST_POINTS)


def _cells(row: int, line: Line) -> Iterator[bytes]:
    for column, cell in enumerate(line):
        style = b"" if cell.style is None else b' s="%b"' % cell.style
        opening = b'<c r="%b%d"%b' % (letters(column), row, style)
        if isinstance(cell.value, int):
            yield b"%b><v>%d</v></c>" % (opening, cell.value)
        elif cell.value:
            yield b'%b t="inlineStr"><is><t xml:space="preserve">%b</t></is></c>' % (opening, xml_text(cell.value))
        elif style:
            yield opening + b"/>"


def _links(row: int, line: Line) -> list[bytes]:
    return [
        b'<hyperlink ref="%b%d" location="%b"/>' % (letters(column), row, attribute_text(cell.link))
        for column, cell in enumerate(line)
        if cell.link
    ]


def _sheet_ids(workbook: bytes) -> Iterator[bytes]:
    sheets = found(workbook, b"sheets")
    for element in children_of(workbook, sheets) if sheets else ():
        yield attributes_of(workbook[element.start : element.opened]).get(b"sheetId", b"")
