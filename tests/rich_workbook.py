"""A workbook that has one of everything a coordinator's may have, and that openpyxl would lose half of."""

import base64
import warnings
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

SHEET = "Term 2 (new)"
HEADER_ROW = 3
HEADERS = ("Title", "Start", "End", "Host", "Attendee email", "Seats")
HOST = "5835806903417907"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg=="
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ANCHOR = (
    "<xdr:from><xdr:col>7</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{0}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
    "<xdr:to><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
)
GEOMETRY = (
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="300000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
)
SHAPES = (
    f"<xdr:twoCellAnchor>{ANCHOR.format(10, 12)}<xdr:pic><xdr:nvPicPr>"
    '<xdr:cNvPr id="20" name="Logo"/><xdr:cNvPicPr/></xdr:nvPicPr>'
    '<xdr:blipFill><a:blip r:embed="rIdPicture"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
    f"<xdr:spPr>{GEOMETRY}</xdr:spPr></xdr:pic><xdr:clientData/></xdr:twoCellAnchor>"
    f"<xdr:twoCellAnchor>{ANCHOR.format(13, 15)}"
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="21" name="Text box"/>'
    f'<xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr>{GEOMETRY}</xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r>'
    "<a:t>Rooms are booked until six</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor>"
)
RICH_TEXT = "<r><rPr><b/><color rgb='FFFF0000'/></rPr><t>Alg</t></r><r><t>ebra</t></r>"
SPARKLINES = (
    '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:sparklineGroups '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroup><x14:sparklines>'
    f"<x14:sparkline><xm:f>'{SHEET}'!F4:F6</xm:f><xm:sqref>F8</xm:sqref></x14:sparkline></x14:sparklines>"
    "</x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
)
CONTROLS = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" Requires="x14"><controls>'
    f'<control xmlns:r="{OFFICE}" shapeId="1045" r:id="rIdBox" name="Check Box 1"/></controls></mc:Choice>'
    "</mc:AlternateContent>"
)
CHECK_BOX = (
    '<v:shape id="_x0000_s1045" type="#_x0000_t201" xmlns:v="urn:schemas-microsoft-com:vml" '
    'style="position:absolute;margin-left:400pt;margin-top:10pt;width:80pt;height:16pt"><v:textbox><div>Sent<br>'
    '</div></v:textbox><x:ClientData xmlns:x="urn:schemas-microsoft-com:office:excel" ObjectType="Checkbox">'
    "<x:Anchor>7, 0, 0, 5, 9, 0, 1, 5</x:Anchor></x:ClientData></v:shape>"
)


def rich_workbook(*, with_table: bool = True) -> bytes:
    """The workbook; its meetings are in a table, or else under a filter of the worksheet."""
    book = _by_openpyxl(with_table=with_table)
    saved = BytesIO()
    with ZipFile(BytesIO(book)) as old, ZipFile(saved, "w") as new:
        for info in old.infolist():
            new.writestr(info, _enriched(info.filename, old.read(info)))
        new.writestr("xl/media/image9.png", PNG)
        new.writestr("xl/drawings/headerPicture.vml", "<xml xmlns:v='urn:schemas-microsoft-com:vml'/>")
        new.writestr("xl/ctrlProps/ctrlProp1.xml", '<formControlPr objectType="CheckBox"/>')
    return saved.getvalue()


def parts_of(book: bytes | Path) -> dict[str, bytes]:
    """The parts of a workbook by name."""
    with ZipFile(BytesIO(book) if isinstance(book, bytes) else book) as package:
        return {name: package.read(name) for name in package.namelist()}


def opened(path: Path) -> Workbook:
    """The workbook as openpyxl reads it, which says of some things that it passes them over."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(path.read_bytes()))


def _by_openpyxl(*, with_table: bool) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    sheet["A1"] = "Plan of the term"
    sheet.merge_cells("A1:F1")
    rows = [
        ["Algebra", "2031-03-04 10:00", "2031-03-04 10:45", HOST, "ann@example.com", 12],
        ["Biology", "2031-03-04 25:00", "2031-03-04 11:45", HOST, "ben@example", 9],
        ["Chemistry", "2031-03-05 10:00", "2031-03-05 10:45", HOST, "chen@example.com", 7],
    ]
    for number, row in enumerate([HEADERS, *rows], HEADER_ROW):
        for column, value in enumerate(row, 1):
            _dress(sheet.cell(number, column, value), number)
    sheet["F6"] = "=F5-2"
    sheet["B5"].comment = Comment("Ask the office", "Ana Ruiz")
    look = DifferentialStyle(fill=PatternFill(bgColor="FFEEAA"))
    sheet.conditional_formatting.add("F4:F6", Rule("cellIs", operator="lessThan", formula=["10"], dxf=look))
    choice = DataValidation("list", formula1='"Algebra,Biology,Chemistry"')
    choice.add("A4:A40")
    sheet.add_data_validation(choice)
    sheet.row_dimensions.group(5, 6, hidden=False)
    sheet.column_dimensions["A"].width = 31
    sheet.oddHeader.center.text = "&G"
    book.defined_names["Seats"] = DefinedName("Seats", attr_text=f"'{SHEET}'!$F$4:$F$6")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=6, min_row=4, max_row=6))
    sheet.add_chart(chart, "H4")
    if with_table:
        table = Table(displayName="Lessons", ref="A3:F6")
        table.tableStyleInfo = TableStyleInfo("TableStyleMedium2", showRowStripes=True)
        sheet.add_table(table)
    else:
        sheet.auto_filter.ref = "A3:F6"
        sheet.freeze_panes = "B4"
    other: Any = book.create_sheet("Rooms & notes")
    other.append(["Room", "Seats"])
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def _dress(cell: Any, number: int) -> None:  # noqa: ANN401 - openpyxl's cells have many types
    line = Border(bottom=Side("thin", color="999999"))
    cell.border = line
    if number == HEADER_ROW:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F4E79")
    elif number % 2:
        cell.fill = PatternFill("solid", fgColor="EAF1F8")
        cell.alignment = Alignment(vertical="top")


def _enriched(name: str, content: bytes) -> bytes:
    text = content.decode("utf-8", "surrogateescape")
    if name == "xl/worksheets/sheet1.xml":
        text = text.replace("<v></v>", "<v>7</v>").replace("<v />", "<v>7</v>")
        text = text.replace("<is><t>Algebra</t></is>", f"<is>{RICH_TEXT}</is>")
        head, sign, tail = text.partition("<legacyDrawing ")
        drawing, end, rest = (sign + tail).partition("/>")
        header_picture = f'<legacyDrawingHF xmlns:r="{OFFICE}" r:id="rIdHF"/>'
        rest = rest.replace("</worksheet>", SPARKLINES + "</worksheet>")
        text = head + drawing + end + header_picture + CONTROLS + rest
    elif name == "xl/worksheets/_rels/sheet1.xml.rels":
        text = text.replace(
            "</Relationships>",
            f'<Relationship Id="rIdHF" Type="{OFFICE}/vmlDrawing" Target="/xl/drawings/headerPicture.vml"/>'
            f'<Relationship Id="rIdBox" Type="{OFFICE}/ctrlProp" Target="/xl/ctrlProps/ctrlProp1.xml"/>'
            "</Relationships>",
        )
    elif name == "xl/drawings/drawing1.xml":
        names = "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' "
        names += f"xmlns:xdr='http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing' xmlns:r='{OFFICE}'"
        text = _before_the_end(text, SHAPES.replace("<xdr:twoCellAnchor>", f"<xdr:twoCellAnchor {names}>"))
    elif name == "xl/drawings/_rels/drawing1.xml.rels":
        picture = f'<Relationship Id="rIdPicture" Type="{OFFICE}/image" Target="/xl/media/image9.png"/>'
        text = text.replace("</Relationships>", picture + "</Relationships>")
    elif name == "xl/sharedStrings.xml":
        text = text.replace("<si><t>Algebra</t></si>", f"<si>{RICH_TEXT}</si>")
    elif name == "[Content_Types].xml":
        control = '<Override PartName="/xl/ctrlProps/ctrlProp1.xml" '
        control += 'ContentType="application/vnd.ms-excel.controlproperties+xml"/>'
        picture = '<Default Extension="png" ContentType="image/png"/>'
        text = text.replace("</Types>", control + "</Types>").replace("<Default ", picture + "<Default ", 1)
    elif name.endswith(".vml"):
        text = _before_the_end(text, CHECK_BOX)
    return text.encode("utf-8", "surrogateescape")


def _before_the_end(text: str, added: str) -> str:
    at = text.rindex("</")
    return text[:at] + added + text[at:]
