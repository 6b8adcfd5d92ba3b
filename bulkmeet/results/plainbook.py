"""A plain .xlsx with the rows of a workbook whose own format is only read (.xls, .xlsb, .ods), for its results.

Every row stands where it stood, those that are no meetings too, so that results and messages name the same cells.
Formats, formulas and other sheets stay behind, which the loader's warning says.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from bulkmeet.cells.text import text_of
from bulkmeet.loader.guard import read_guarded
from bulkmeet.loader.numberformats import EPOCH_1900
from bulkmeet.model import Cell, Row
from bulkmeet.results.celltext import letters, xml_text

EXACT_DIGITS = 10**15
"""Excel keeps 15 digits of a number; from here on it is an id, and written as text."""

_OFFICE = "http://schemas.openxmlformats.org"
_MAIN = f"{_OFFICE}/spreadsheetml/2006/main"
_RELATIONS = f"{_OFFICE}/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORMATS = ("General", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss", "[h]:mm:ss")
_DATE, _MOMENT, _TIME, _SPAN = range(1, 5)
_DAY = timedelta(days=1)


@contextmanager
def plain_copy(source: Path, sheet: str) -> Iterator[Path]:
    """The sheet of `source` as a workbook of its own, gone when the block ends. Raises UnreadableFile."""
    rows = read_guarded(source, sheet).rows
    with tempfile.TemporaryDirectory(prefix="bulkmeet-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "plain.xlsx"
        with ZipFile(copy, "w", ZIP_DEFLATED) as package:
            for name, content in _parts(sheet).items():
                package.writestr(name, _HEAD + content)
            with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
                part.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
                part.writelines(map(_row, rows))
                part.write(b"</sheetData></worksheet>")
        yield copy


def _parts(sheet: str) -> dict[str, str]:
    name = xml_text(sheet).decode().replace('"', "&quot;")
    return {
        "[Content_Types].xml": f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": _relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/styles.xml": _styles(),
    }


def _styles() -> str:
    """A style for each of the formats, which have the numbers that Excel leaves to workbooks (from 164 on)."""
    own = list(enumerate(_FORMATS))[1:]
    formats = "".join(f'<numFmt numFmtId="{163 + at}" formatCode="{code}"/>' for at, code in own)
    looks = 'fontId="0" fillId="0" borderId="0" xfId="0"'
    styles = "".join(f'<xf numFmtId="{163 + at}" {looks} applyNumberFormat="1"/>' for at, _ in own)
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(own)}">{formats}</numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(_FORMATS)}"><xf numFmtId="0" {looks}/>{styles}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    found = "".join(
        f'<Relationship Id="rId{at}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{found}</Relationships>'


def _row(row: Row) -> bytes:
    cells = [
        _cell(b"%b%d" % (letters(column), row.number), cell)
        for column, cell in enumerate(row.cells)
        if cell is not None
    ]
    return b'<row r="%d">%b</row>' % (row.number, b"".join(cells))


def _cell(address: bytes, cell: Cell) -> bytes:
    match cell:
        case bool():
            return b'<c r="%b" t="b"><v>%d</v></c>' % (address, cell)
        case int() | float() if abs(cell) < EXACT_DIGITS:
            return _number(address, 0, cell)
        case datetime():
            return _number(address, _MOMENT, (cell - EPOCH_1900) / _DAY)
        case date():
            return _number(address, _DATE, (datetime.combine(cell, time()) - EPOCH_1900).days)
        case time():
            return _number(address, _TIME, (datetime.combine(EPOCH_1900, cell) - EPOCH_1900) / _DAY)
        case timedelta():
            return _number(address, _SPAN, cell / _DAY)
        case _:
            text = xml_text(cell if isinstance(cell, str) else text_of(cell))
            return b'<c r="%b" t="inlineStr"><is><t xml:space="preserve">%b</t></is></c>' % (address, text)


def _number(address: bytes, style: int, number: float) -> bytes:
    return b'<c r="%b" s="%d"><v>%b</v></c>' % (address, style, repr(number).encode())
