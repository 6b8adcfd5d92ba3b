"""Spreadsheets that nobody would write on purpose: texts, tables, delimited files and workbooks, mutated at random."""

import os
import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TypeVar
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, is_zipfile

from hypothesis import strategies as st

T = TypeVar("T")

SCALE = int(os.environ.get("BULKMEET_FUZZ", "1"))
"""How many times as many examples as `make test` tries: BULKMEET_FUZZ=50 takes about a quarter of an hour."""


def _listed(*lines: str) -> tuple[str, ...]:
    """The texts that stand between the broken bars of the lines."""
    return tuple(" ¦ ".join(lines).split(" ¦ "))


HEADERS = _listed(
    "Title ¦ Subject ¦ Start ¦ End ¦ Date ¦ Start time ¦ End time ¦ End date ¦ Duration ¦ Duration (h) ¦ Time zone",
    "Host ¦ Host email ¦ User ID ¦ Meeting type ¦ Repeats ¦ Call out ¦ Key ¦ Attendees ¦ Email ¦ Attendee 1 Name",
    "Notes ¦ Phone ¦ Attendee 1 Email ¦ Attendee 2 Email ¦ Status ¦ All day event ¦ Start (ET) ¦ Talk time",
    "Is organizer ¦ Début ¦ Début ¦ bulkmeet_status ¦ bulkmeet_meeting_id ¦ bulkmeet_key ¦ Join time ¦ Order Date",
    "Betreff ¦ Beginnt am ¦ 件名 ¦ 開始日 ¦ ",
)
NEEDED: Mapping[str, tuple[str, ...]] = {
    "Title": ("Budget", "Fjord AS \u2013 kick-off", "Retro; part 2"),
    "Start": ("2031-03-04 09:30", "2031-03-04T09:30:00Z", "14 March 2031 2:30 PM", "2031-06-05 16:00"),
    "Duration": ("45", "1:30", "1,5 h", "45 min"),
    "Host email": ("ana@example.com", "5123456789012345", "Ana Ruiz <ana@example.com>"),
}
"""What a list of meetings cannot do without, and cells that are right there."""
ORDINARY = _listed(
    "Budget ¦ Fjord AS \u2013 kick-off ¦ 2031-03-04 09:30 ¦ 2031-03-04T09:30:00Z ¦ 04/03/2031 ¦ 3/14/31 2:30 PM",
    "9:30 ¦ 14. März 2031 ¦ 2031-03-04 ¦ 14h30 ¦ 0930 ¦ 2:30 PM - 3:15 PM ¦ 45 ¦ 1:30 ¦ 1,5 ¦ 45 min",
    "ana@example.com ¦ Total ¦ Ana Ruiz <ana@example.com>; ben@example.org ¦ 5123456789012345 ¦ 6.23673E+15",
    "+14155550101 ¦ America/New_York ¦ W. Europe Standard Time ¦ UTC+2 ¦ EST ¦ FREQ=WEEKLY;COUNT=4 ¦ every 2 weeks",
    "weekly ¦ UNIQUE_MEETING ¦ yes ¦ no ¦ TRUE ¦ Cancelled ¦ created ¦ skipped ¦ unknown ¦ noon ¦ TBD",
    "Exported by Ana ¦ ",
)
ODD = _listed(
    "=1+1 ¦ '=1+1 ¦ @SUM(A1) ¦ #N/A ¦ ######## ¦ _x000D_ ¦ _x0041_ ¦ \x1b]0;owned\x07 ¦ \x1b[31mred",
    "\u202egpj.exe ¦ 24:00 ¦ 1e400 ¦ NaN ¦ -1 ¦ ² ¦ ½ ¦ \u0663 ¦ 1_000 ¦ \uff11\uff12:\uff13\uff10",
    "\u0660\u0669:\u0663\u0660 ¦ 25:61 ¦ -9:30 ¦ 00:00 ¦ 2031-02-30 ¦ 0000-00-00 ¦ 9999-12-31 23:59 ¦ 10000-01-01",
    "1899-12-30 ¦ 31/31/2031 ¦ 2031-W10-1 ¦ 0 min ¦ -30m ¦ @ ¦ 2031-03-04 09:30 +99:99 ¦ 2031-03-04T09:30:00+23:59",
    "9999-12-31T23:59:59-12:00 ¦ 0001-01-01 00:00 +14:00 ¦ P1DT2H ¦ 99999999999 hours ¦ 1e9 days",
    "FREQ=DAILY;COUNT=99999999999 ¦ FREQ=;UNTIL=0 ¦ every 0 weeks ¦ a@b ¦ mailto: ¦ \ufeff",
    "RRULE:FREQ=YEARLY;BYMONTH=13;BYSETPOS=0 ¦ every 999999999999 years until 9999-99-99 ¦ Etc/GMT+99",
    '"<>"@example.com',
    "Ana <ana@example.com ¦ <<<>>>;;;,,, ¦ ../../etc/passwd ¦ \u200b ¦ \u3000 ¦ \u2028",
)
LONG = ("1" * 5000, "9" * 30, ";" * 300, "a@" + "b." * 200 + "c", "UTC" + "+" * 50, "\U0001f550" * 50, "e\u0301" * 200)
CHARACTERS = (
    "\x00\x01\x08\t\n\x0b\r\x1b\x1f\x7f\x85\xa0\xad\u0301\u061c\u200b\u202e\u2028\u2066\ufeff\ufffe\U0001f550"
    "'\"`=+-@;,|&<>%\\/:#.()[]{}*?_ 0159AMPZeé²½\u0663日年月時午"
)
NUMBERS = _listed(
    "0 ¦ -1 ¦ 1 ¦ 0.5 ¦ 59 ¦ 60 ¦ 61 ¦ 46000.5 ¦ 47911.395833333 ¦ 2958465.99999 ¦ 2958466 ¦ 1e308 ¦ 1e400",
    "-1e-400 ¦ NaN ¦ INF ¦ 0x10 ¦ 1_0 ¦ \u0663 ¦  5  ¦  ¦ 5123456789012345 ¦ 1789000000",
)
ENCODINGS = _listed(
    "utf-8 ¦ utf-8-sig ¦ utf-16 ¦ utf-16-le ¦ utf-16-be ¦ cp1252 ¦ mac-roman ¦ cp932 ¦ utf-32 ¦ utf-7 ¦ cp037 ¦ gb18030"
)
DELIMITERS = (",", ";", "\t", "|", ":", " ", "\x1f", "ab")

scrap = st.text(CHARACTERS, max_size=12)
texts = st.one_of(
    st.sampled_from(ORDINARY),
    st.sampled_from(ORDINARY),
    st.sampled_from(ODD + LONG),
    scrap,
    st.text(max_size=8),
    st.builds(
        lambda text, more, at: text[:at] + more + text[at:], st.sampled_from(ORDINARY), scrap, st.integers(0, 12)
    ),
)
known_headers = st.builds(
    lambda order, more: [*order, *more], st.permutations(list(NEEDED)), st.lists(st.sampled_from(HEADERS), max_size=5)
)
any_headers = st.lists(st.one_of(st.sampled_from(HEADERS), texts), min_size=1, max_size=9)


def _mostly(usual: st.SearchStrategy[T], other: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    """The other one time in six."""
    return st.integers(0, 5).flatmap(lambda number: other if number == 5 else usual)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Rows of texts with headers somewhere near the top; now and then they are ragged, repeated or blank."""
    top = draw(_mostly(known_headers, any_headers))
    right = [st.sampled_from(NEEDED[name]) if name in NEEDED else texts for name in top]
    ordinary = st.tuples(*(_mostly(cell, texts) for cell in right)).map(list)
    ragged = st.one_of(st.lists(texts, max_size=10), st.just(top), st.just(["Total", "1"]))
    above = draw(_mostly(st.just([]), st.lists(st.lists(texts, max_size=2), max_size=2)))
    least = draw(_mostly(st.just(1), st.just(0)))
    return [*above, top, *draw(st.lists(_mostly(ordinary, ragged), min_size=least, max_size=6))]


# ---- delimited text ----------------------------------------------------------------------------------------


@st.composite
def delimited_files(draw: st.DrawFn) -> bytes:
    """A table as delimited text, in some encoding, with quotation marks where they belong and where not."""
    delimiter = draw(_mostly(st.sampled_from(DELIMITERS[:3]), st.sampled_from(DELIMITERS)))
    end = draw(_mostly(st.sampled_from(("\r\n", "\n", "\r")), st.sampled_from(("\n\r", "\u2028", "\r\r\n"))))
    quote = draw(_mostly(st.sampled_from(("needed", "always")), st.sampled_from(("never", "open"))))
    lines = [delimiter.join(_quoted(cell, quote, delimiter) for cell in row) for row in draw(tables())]
    start = draw(_mostly(st.just(""), st.sampled_from((f"sep={delimiter}{end}", "\ufeff", f"# note{end}"))))
    encoding = draw(_mostly(st.just("utf-8"), st.sampled_from(ENCODINGS)))
    content = (start + end.join(lines)).encode(encoding, errors="replace")
    return draw(_mostly(st.just(content), damaged(content)))


def _quoted(cell: str, how: str, delimiter: str) -> str:
    is_needed = any(special in cell for special in (delimiter, '"', "\n", "\r"))
    if how == "always" or (how == "needed" and is_needed):
        return '"' + cell.replace('"', '""') + '"'
    return f'"{cell}' if how == "open" and is_needed else cell


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """The bytes with some of them changed, left out, put in or repeated."""
    data = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 64)))
        match draw(st.sampled_from(("flip", "cut", "leave out", "put in", "repeat"))):
            case "flip" if at < len(data):
                data[at] ^= draw(st.integers(1, 255))
            case "cut":
                del data[at:]
            case "leave out":
                del data[at:end]
            case "put in":
                data[at:at] = draw(st.one_of(st.binary(max_size=8), scrap.map(str.encode)))
            case _:
                data[at:at] = data[at:end] * draw(st.integers(1, 3))
    return bytes(data)


@st.composite
def damaged_book(draw: st.DrawFn, content: bytes) -> bytes:
    """A whole workbook with bytes of one of its parts damaged, or of itself where it is no zip archive."""
    if not is_zipfile(BytesIO(content)):
        return draw(damaged(content))
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        chosen = draw(st.sampled_from(source.namelist()))
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, draw(damaged(part)) if name == chosen else part)
    return stream.getvalue()


# ---- workbooks ---------------------------------------------------------------------------------------------

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SHEET = "xl/worksheets/sheet1.xml"
PARTS: Mapping[str, str] = {
    "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="0"/><sheets>'
    '<sheet name="Plan" sheetId="1" r:id="rId1"/><sheet name="Lists" sheetId="2" state="hidden" r:id="rId2"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/worksheet" Target="/xl/worksheets/sheet2.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId4" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/styles.xml": f'{_XML}<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" '
    'formatCode="dddd\\,\\ d\\ mmm\\ yyyy\\ h:mm"/></numFmts><cellXfs count="6"><xf numFmtId="0"/>'
    '<xf numFmtId="14"/><xf numFmtId="18"/><xf numFmtId="22"/><xf numFmtId="46"/><xf numFmtId="164"/>'
    "</cellXfs></styleSheet>",
    "xl/sharedStrings.xml": f'{_XML}<sst xmlns="{_MAIN}" count="3" uniqueCount="3"><si><t>Budget</t></si><si><r><t>Off'
    '</t></r><r><t xml:space="preserve">site </t></r><rPh sb="0" eb="1"><t>x</t></rPh></si><si><t>_x000D_</t></si>'
    "</sst>",
    "xl/worksheets/sheet2.xml": f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData/></worksheet>',
}
_ROWS = (
    '<row r="1">{headers}</row><row r="2" hidden="1"><c r="A2" t="s"><v>0</v></c><c r="B2" s="3"><v>47911.5</v></c>'
    '<c r="C2"><v>45</v></c><c r="D2" t="inlineStr"><is><t>ana@example.com</t></is></c><c r="E2" t="b"><v>1</v></c>'
    '</row><row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="5"><f>B2+1</f><v>47912.5</v></c><c r="C3" s="4">'
    '<v>0.25</v></c><c r="D3" t="str"><f>LOWER("A")</f><v>ben@example.com</v></c></row><row r="5"><c r="A5" t="e">'
    '<v>#N/A</v></c><c r="B5" t="d"><v>2031-03-04T09:30:00</v></c><c r="C5"><f>1+1</f></c></row>'
)
_FRAME = (
    '{xml}<worksheet xmlns="{main}"><dimension ref="A1:E5"/><cols><col min="5" max="5" hidden="1"/></cols><sheetData>'
    '{rows}</sheetData><mergeCells count="1"><mergeCell ref="D3:D5"/></mergeCells></worksheet>'
)
VALUES = NUMBERS + _listed(
    "A0 ¦ A1:XFD1048576 ¦ XFD1048577 ¦ A1048577 ¦ ZZZZ1 ¦ A ¦ A1:A ¦ B9:A1 ¦ $A$1 ¦ true ¦ s ¦ n ¦ e ¦ b ¦ str",
    "d ¦ inlineStr ¦ inlinestr ¦ hidden ¦ veryHidden ¦ rId1 ¦ rId99 ¦ ../../../etc/passwd ¦ &#0; ¦ &x; ¦ &amp;",
    '[h]:mm ¦ yyyy-mm-dd;@ ¦ " ¦ worksheets/sheet1.xml ¦ http://127.0.0.1:9/x ¦ preserve ¦ External',
)
PIECES = _listed(
    '<!-- --> ¦ <![CDATA[x]]> ¦ <?pi x?> ¦ <row/> ¦ <c/> ¦ <c t="s"/> ¦ <f/> ¦ <sheetData/> ¦ &lt; ¦ &#x1F550;',
    "_x005F_",
    '<is><t>x</t></is> ¦ <c r="A2"><v>1</v></c> ¦ <c r="XFD1048576"><v>1</v></c> ¦ <row r="1048576"/> ¦ <v>7</v>',
    "<mergeCell ref='A1:C9'/> ¦ <mergeCell ref='A2:A2000'/> ¦ <extLst><ext/></extLst>",
)
BROKEN_PIECES = _listed(
    "</row> ¦ <row> ¦ <v> ¦ </sheetData> ¦ &#8; ¦ &#xD800; ¦ \ufffe ¦ &nope; ¦ <x:y/>",
    '<!DOCTYPE x [<!ENTITY a "b">]>',
    "<a>" * 2000,
)
_ATTRIBUTE = re.compile(r'="[^"]*"')
_ELEMENT = re.compile(r"<([\w:-]+)(?: [^<>]*)?(?:/>|>[^<>]*</\1>)")
_CONTENT = re.compile(r">[^<>]+<")
_TAG = re.compile(r"<[^<>]*>")


@st.composite
def worksheets(draw: st.DrawFn) -> str:
    """A worksheet: the ordinary one, or one with cells of any type and style."""
    if draw(st.integers(0, 2)) == 2:
        named = [*NEEDED, draw(st.sampled_from(HEADERS))]
        cells = "".join(
            _cell(f"{letter}1", "inlineStr", "0", name) for letter, name in zip("ABCDE", named, strict=True)
        )
        return _FRAME.format(xml=_XML, main=_MAIN, rows=_ROWS.format(headers=cells))
    rows = "".join(_row(draw, number, row) for number, row in enumerate(draw(tables()), 1))
    return _FRAME.format(xml=_XML, main=_MAIN, rows=rows)


def _row(draw: st.DrawFn, number: int, texts: Sequence[str]) -> str:
    kinds = _mostly(st.just("inlineStr"), st.sampled_from(("n", "n", "s", "b", "e", "d", "str")))
    cells = ""
    for index, text in enumerate(texts):
        kind = draw(kinds)
        value = draw(st.sampled_from(NUMBERS + LONG[:2])) if kind in {"n", "s", "b"} else text
        cells += _cell(f"{chr(ord('A') + index % 26)}{number}", kind, draw(st.sampled_from("0123456")), value)
    return f'<row r="{number}">{cells}</row>'


def _cell(address: str, kind: str, style: str, value: str) -> str:
    escaped = value.replace("&", "&amp;").replace("<", "&lt;")
    escaped = "".join(character for character in escaped if character in "\t\n\r" or " " <= character < "\ufffe")
    content = f"<is><t>{escaped}</t></is>" if kind == "inlineStr" else f"<v>{escaped}</v>"
    return f'<c r="{address}" s="{style}" t="{kind}">{content}</c>'


@st.composite
def workbooks(draw: st.DrawFn) -> bytes:
    """A workbook with some of its XML changed, a part gone, and now and then its bytes damaged."""
    parts = {**PARTS, SHEET: draw(worksheets())}
    for _ in range(draw(st.integers(0, 2))):
        name = draw(st.sampled_from((SHEET, SHEET, SHEET, *PARTS)))
        if name in parts:
            parts[name] = draw(changed_xml(parts[name]))
    content = _packed(draw, parts)
    return draw(_mostly(st.just(content), damaged(content)))


_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_ODS = (
    '<?xml version="1.0"?><office:document-content xmlns:office="{oasis}:office:1.0" xmlns:table="{oasis}:table:1.0" '
    'xmlns:text="{oasis}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Plan">{rows}'
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/>'
    "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
)
_ODS_CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
_ODS_DATE = '<table:table-cell office:value-type="date" office:date-value="2031-03-04T09:30:00"/>'


@st.composite
def open_documents(draw: st.DrawFn) -> bytes:
    """An .ods whose XML is changed in a few places."""
    names = "".join(map(_ODS_CELL.format, NEEDED))
    cells = _ODS_CELL.format("Budget") + _ODS_DATE + "".join(map(_ODS_CELL.format, ("45", "ana@example.com")))
    rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in (names, cells, cells))
    xml = _ODS.format(oasis=_OASIS, rows=rows)
    for _ in range(draw(st.integers(0, 3))):
        xml = draw(changed_xml(xml))
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0"/>')
        archive.writestr("content.xml", xml.encode("utf-8", errors="replace"))
    return stream.getvalue()


@st.composite
def changed_xml(draw: st.DrawFn, xml: str) -> str:
    """The XML with one attribute, element or text changed, left out, repeated or put in."""
    how = draw(st.sampled_from(("attribute", "attribute", "without", "twice", "text", "put in", "put in", "cut")))
    patterns = {"attribute": _ATTRIBUTE, "without": _ELEMENT, "twice": _ELEMENT, "text": _CONTENT, "put in": _TAG}
    found = list(patterns.get(how, _TAG).finditer(xml))
    if not found:
        return xml
    match = draw(st.sampled_from(found))
    start, end = match.span()
    value = draw(st.one_of(st.sampled_from(VALUES), texts)).replace("<", "&lt;")
    new = {
        "attribute": f'="{value}"',
        "without": "",
        "twice": match[0] * draw(st.integers(2, 4)),
        "text": f">{value}<",
        "put in": match[0] + draw(_mostly(st.sampled_from(PIECES), st.sampled_from(BROKEN_PIECES))),
        "cut": "",
    }[how]
    return xml[:start] + new + ("" if how == "cut" else xml[end:])


def _packed(draw: st.DrawFn, parts: Mapping[str, str]) -> bytes:
    stream = BytesIO()
    gone = draw(_mostly(st.none(), st.sampled_from(sorted(parts))))
    encoding = draw(_mostly(st.just("utf-8"), st.sampled_from(("utf-8-sig", "utf-16", "latin-1"))))
    with ZipFile(stream, "w", draw(st.sampled_from((ZIP_DEFLATED, ZIP_STORED)))) as archive:
        for name, xml in parts.items():
            if name != gone:
                archive.writestr(name, xml.encode(encoding if name == SHEET else "utf-8", errors="replace"))
    return stream.getvalue()
