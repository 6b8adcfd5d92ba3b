"""The user's own workbook comes back with the results to the right of the table, and nothing else in it changed."""

import os
import re
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, is_zipfile

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.escape import unescape

from bulkmeet.columns.fields import RESULT_FIELDS
from bulkmeet.errors import RunStopped
from bulkmeet.loader.load import load
from bulkmeet.loader.sheetxml import SheetXml, feed
from bulkmeet.results.package import worksheet_part
from bulkmeet.results.placing import existing_columns
from bulkmeet.results.sheetxml import SheetStream, XmlRow
from bulkmeet.results.workbook import write_workbook

CORPUS = Path(os.environ.get("BULKMEET_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
MAY_CHANGE = re.compile(r"styles\.xml$|/tables/|workbook\.xml$", re.IGNORECASE)
"""Where the results add to lists: of styles, of a table's columns, and the hidden name of a filter."""
HEADERS = tuple(str(field) for field in RESULT_FIELDS)
CREATED = (
    "created",
    "6236730000000001",
    "https://meetings.example.com/1?a=1&b=2",
    "Created.",
    "2026-11-02T10:00:00Z",
    "k1",
)
FAILED = ("failed", "", "", "=1+1 was <refused>", "2026-11-02T10:00:01Z", "k2")
TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def plain_workbook() -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Meetings"
    for row in (["Plan of November"], [], ["title", "start"], ["Demo", "10:00"], [], ["Late", "=1+1"], ["Total"]):
        sheet.append(row)
    sheet["B3"].font = Font(bold=True)
    book.create_sheet("Notes").append(["untouched"])
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def hand_made(
    rows: str,
    before: str = "",
    after: str = "",
    prefix: str = "",
    namespace: str = TRANSITIONAL,
    target: str = "worksheets/sheet1.xml",
) -> bytes:
    """A workbook of one sheet whose XML is written out; `rows` is the inside of its sheetData."""
    p = f"{prefix}:" if prefix else ""
    declared = f"xmlns:{prefix}" if prefix else "xmlns"
    office = TRANSITIONAL.replace("spreadsheetml/2006/main", "officeDocument/2006/relationships")
    if namespace == STRICT:
        office = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    sheet = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{p}worksheet {declared}="{namespace}">'
        f"{before}<{p}sheetData>{rows}</{p}sheetData>{after}</{p}worksheet>"
    )
    saved = BytesIO()
    with ZipFile(saved, "w") as package:
        package.writestr("xl/media/image1.png", b"\x89PNG not really" * 9, ZIP_STORED)
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{namespace}" xmlns:q="{office}"><sheets>'
            '<sheet name="Other" sheetId="1" q:id="r8"/><sheet name="Meetings &amp; more" sheetId="2" q:id="r9"/>'
            "</sheets></workbook>",
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r9" Type="{office}/worksheet" '
            f'Target="{target}"/></Relationships>',
        )
        package.writestr("xl/worksheets/sheet1.xml", sheet)
        package.writestr("docProps/app.xml", "<odd/>")
    return saved.getvalue()


def rebuilt(book: bytes, sheet: bytes) -> bytes:
    """The same package with another first worksheet."""
    saved = BytesIO()
    with ZipFile(BytesIO(book)) as old, ZipFile(saved, "w") as new:
        for info in old.infolist():
            new.writestr(info, sheet if info.filename.endswith("sheet1.xml") else old.read(info))
    return saved.getvalue()


def text_cell(address: str, text: str, more: str = "") -> str:
    return f'<c r="{address}" t="inlineStr"{more}><is><t>{text}</t></is></c>'


def written(
    folder: Path,
    before: bytes,
    cells: Mapping[int, tuple[str, ...]],
    sheet: str = "Meetings & more",
    header_row: int = 1,
    existing: Mapping[str, int] | None = None,
) -> Path:
    source, target = folder / "meetings.xlsx", folder / "meetings.results.xlsx"
    source.write_bytes(before)
    write_workbook(source, target, sheet, header_row, HEADERS, cells, existing)
    assert source.read_bytes() == before
    return target


def sheet_xml(path: Path, part: str = "xl/worksheets/sheet1.xml") -> str:
    with ZipFile(path) as package:
        return package.read(part).decode()


def grid(path: Path, part: str = "xl/worksheets/sheet1.xml") -> dict[str, str]:
    """Every cell that holds something, by address, with rows and cells checked to be in ascending order."""
    with ZipFile(path) as package:
        root = fromstring(package.read(part))
    found: dict[str, str] = {}
    number = 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        before, number = number, int(row.get("r", number + 1))
        assert number > before
        column = 0
        for cell in row.iterfind("{*}c"):
            letters = (cell.get("r") or "").rstrip("0123456789")
            left, column = column, column_index_from_string(letters) if letters else column + 1
            assert column > left
            assert cell.get("r") in {None, f"{letters}{number}"}
            if text := "".join(cell.itertext()):
                found[f"{column}.{number}"] = text
    return found


def line(path: Path, row: int, width: int = 8) -> list[str]:
    cells = grid(path)
    return [cells.get(f"{column}.{row}", "") for column in range(1, width + 1)]


def results_at(column: int, row: int, values: tuple[str, ...] = HEADERS) -> dict[str, str]:
    return {f"{column + index}.{row}": value for index, value in enumerate(values) if value}


def test_results_stand_right_of_the_table_and_openpyxl_reads_them(tmp_path: Path) -> None:
    target = written(tmp_path, plain_workbook(), {4: CREATED, 6: FAILED}, "Meetings", header_row=3)
    sheet = load_workbook(target)["Meetings"]
    assert [cell.value for cell in sheet[3]] == ["title", "start", *HEADERS]
    assert [cell.value for cell in sheet[4]] == ["Demo", "10:00", *CREATED]
    assert [cell.value for cell in sheet[6]] == ["Late", "=1+1", *[value or None for value in FAILED]]
    assert [cell.value for cell in sheet[7]] == ["Total", *[None] * 7]
    assert sheet["D4"].data_type == "s"
    assert sheet["F6"].data_type == "s"


def test_every_other_part_comes_back_byte_for_byte_in_its_place(tmp_path: Path) -> None:
    before = plain_workbook()
    extended = BytesIO(before)
    with ZipFile(extended, "a") as package:
        package.comment = b"kept"
        package.writestr("xl/media/image1.png", os.urandom(3_000_000), ZIP_STORED)
        package.writestr("xl/drawings/odd & name.vml", b"<not xml")
    target = written(tmp_path, extended.getvalue(), {4: CREATED}, "Meetings", header_row=3)
    with ZipFile(extended) as old, ZipFile(target) as new:
        assert new.testzip() is None
        assert new.comment == b"kept"
        kept = [(info.filename, info.date_time, info.compress_type) for info in old.infolist()]
        there = [(info.filename, info.date_time, info.compress_type) for info in new.infolist()]
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert there[: len(kept)] == kept
    assert [name for name, *_ in there[len(kept) :]] == ["xl/worksheets/_rels/sheet1.xml.rels"]
    assert changed == ["xl/worksheets/sheet1.xml", "xl/styles.xml"]


def test_the_users_own_cells_keep_their_bytes(tmp_path: Path) -> None:
    own = (
        '<row r="1"  ht="20" spans=\'1:2\'><c s="3" r="A1" t="s"><v>0</v></c></row>\n'
        '<row r="2"><c r="A2" t="inlineStr"><is><r><rPr><b/><color rgb="FF00"></color></rPr><t>a &gt; b</t></r></is>'
        '</c><c r="B2"><f>A1</f><v>7</v><extLst><ext uri="x"/></extLst></c><extLst/></row>'
    )
    after = sheet_xml(written(tmp_path, hand_made(own), {2: FAILED}))
    for piece in re.findall(r"<c .*?</c>|<extLst/>|\n", own):
        assert piece in after
    assert '<row r="1"  ht="20"><c' in after
    assert after.index("k2") < after.index("</c><extLst/></row>")


def test_a_header_looks_like_the_one_beside_it_and_columns_get_a_width(tmp_path: Path) -> None:
    target = written(tmp_path, plain_workbook(), {4: CREATED}, "Meetings", header_row=3)
    sheet = load_workbook(target)["Meetings"]
    assert sheet["C3"].font.bold
    assert not sheet["C4"].font.bold
    assert sheet.column_dimensions["F"].width == 60


def test_old_column_widths_make_room_where_they_reach_over_the_results(tmp_path: Path) -> None:
    before = '<cols><col min="1" max="1" width="9"/><col hidden="1" min="2" max="16384" style="4"/></cols>'
    row = f'<row r="1">{text_cell("A1", "title")}{text_cell("B1", "start")}</row>'
    after = sheet_xml(written(tmp_path, hand_made(row, before), {}))
    ranges = re.findall(r'<col min="(\d+)" max="(\d+)"([^>]*)/>', after)
    assert ranges[:2] == [("1", "1", ' width="9"'), ("2", "2", ' hidden="1" style="4"')]
    assert [(low, high) for low, high, _ in ranges[2:-1]] == [(str(n), str(n)) for n in range(3, 9)]
    assert ranges[-1] == ("9", "16384", ' hidden="1" style="4"')


def test_rows_that_the_file_leaves_out_are_put_in_their_place(tmp_path: Path) -> None:
    rows = f'<row r="1">{text_cell("A1", "title")}</row><row r="4"/><row r="6" ht="9" />'
    after = written(tmp_path, hand_made(rows), {2: CREATED, 4: FAILED, 5: CREATED, 6: FAILED, 9: CREATED})
    assert grid(after) == {
        "1.1": "title",
        **results_at(2, 1),
        **results_at(2, 2, CREATED),
        **results_at(2, 4, FAILED),
        **results_at(2, 5, CREATED),
        **results_at(2, 6, FAILED),
        **results_at(2, 9, CREATED),
    }
    assert '<row r="6" ht="9"><c' in sheet_xml(after)


def test_a_sheet_without_any_row_still_gets_its_results(tmp_path: Path) -> None:
    empty = rebuilt(hand_made(""), f'<worksheet xmlns="{TRANSITIONAL}"><sheetData/></worksheet>'.encode())
    after = written(tmp_path, empty, {2: CREATED})
    assert grid(after) == {**results_at(1, 1), **results_at(1, 2, CREATED)}


def test_rows_and_cells_without_addresses_are_counted(tmp_path: Path) -> None:
    rows = (
        "<row><c t='inlineStr'><is><t>title</t></is></c><c><v>1</v></c></row>"
        "<row><c><v>2</v></c><c><v>3</v></c><c/><c><v>4</v></c></row><row><c><v>5</v></c></row>"
    )
    after = grid(written(tmp_path, hand_made(rows), {3: CREATED}))
    assert after == {
        "1.1": "title",
        "2.1": "1",
        "1.2": "2",
        "2.2": "3",
        "4.2": "4",
        "1.3": "5",
        **results_at(5, 1),
        **results_at(5, 3, CREATED),
    }


def test_rows_without_a_number_stand_where_their_cells_say_for_the_loader_and_the_results_alike(tmp_path: Path) -> None:
    titles = {3: "Demo", 4: "Review", 7: "Late"}
    rows = [(1, "title", "start"), *((row, title, "10:00") for row, title in titles.items())]
    data = "".join(f"<row>{text_cell(f'A{row}', a)}{text_cell(f'B{row}', b)}</row>" for row, a, b in rows)
    data = data.replace(f"<row>{text_cell('A4', 'Review')}", f'<row hidden="1">{text_cell("A4", "Review")}')
    sheet = f'<worksheet xmlns="{TRANSITIONAL}"><sheetData>{data}</sheetData></worksheet>'
    source = tmp_path / "meetings.xlsx"
    source.write_bytes(rebuilt(plain_workbook(), sheet.encode()))
    read = load(source, sheet="Meetings")
    results = {row.number: ("created", str(row.cells[0]), "", "", "", "") for row in read.rows}
    target = written(tmp_path, source.read_bytes(), results, "Meetings", read.header_row)
    again = load(target, sheet="Meetings")
    by_openpyxl = load_workbook(target)["Meetings"]
    assert {row.number: row.cells[0] for row in read.rows} == titles
    assert [issue.row for issue in read.issues if issue.code == "hidden_rows"] == [4]
    assert {row.number: row.cells[3] for row in again.rows} == titles
    assert {row: by_openpyxl.cell(row, 4).value for row in titles} == titles
    assert [cell.value for cell in by_openpyxl["A"]] == ["title", None, "Demo", "Review", None, None, "Late"]
    assert len(re.findall("<row", sheet_xml(target))) == len(rows)
    grid(target)


@st.composite
def addressed_loosely(draw: st.DrawFn) -> str:
    """Rows in ascending order whose numbers and cells' addresses are there or not, as exporters please."""
    rows, number = [], 0
    for _ in range(draw(st.integers(1, 5))):
        number += draw(st.integers(1, 3))
        column, cells = -1, []
        for _ in range(draw(st.integers(0, 3))):
            column += draw(st.integers(1, 2))
            shown = draw(st.sampled_from(["", f"{chr(65 + column)}{number}", f"{chr(97 + column)}{number}"]))
            where = shown and f' r="{shown}"'
            cells.append(f"<c{where}/>" if draw(st.booleans()) else f"<c{where}><v>{number}</v></c>")
        counted = draw(st.sampled_from(["", f' r="{number}"', f" r=' {number} '"]))
        rows.append(f"<row{counted}>{''.join(cells)}</row>")
    return "".join(rows)


@given(rows=addressed_loosely())
def test_the_loader_and_the_results_agree_where_every_cell_stands(rows: str) -> None:
    xml = f'<worksheet xmlns="{TRANSITIONAL}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    sheet, stream = SheetXml(lambda *parts: parts[2]), SheetStream([xml])
    stream.head()
    found = {
        (row.number, cell.column)
        for row in stream.rows()
        if isinstance(row, XmlRow)
        for cell in stream.names.cells(row.body)
        if cell.holds
    }
    for _ in feed(BytesIO(xml), sheet):
        pass
    assert found == {
        (row.number, column) for row in sheet.rows for column, cell in enumerate(row.cells) if cell is not None
    }


def test_elements_with_a_prefix_and_strict_workbooks_are_understood(tmp_path: Path) -> None:
    rows = '<x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row><x:row r="2" spans="1:1"/>'
    after = written(
        tmp_path,
        hand_made(rows, prefix="x", namespace=STRICT, target="/xl/worksheets/SHEET1.xml"),
        {2: CREATED},
    )
    assert grid(after) == {"1.1": "7", **results_at(2, 1), **results_at(2, 2, CREATED)}
    assert '<x:c r="B2" t="inlineStr"><x:is><x:t xml:space="preserve">created</x:t></x:is></x:c>' in sheet_xml(after)


def test_a_stray_cell_far_right_is_not_overwritten_and_mere_formatting_is_no_obstacle(tmp_path: Path) -> None:
    rows = (
        f'<row r="1">{text_cell("A1", "title")}<c r="C1" s="5"/></row>'
        f'<row r="2">{text_cell("A2", "Demo")}<c r="C2" s="5"/><c r="E2" s="6"></c><c r="XFD2" s="7"/></row>'
        f'<row r="3">{text_cell("B3", "stray")}</row>'
    )
    after = written(tmp_path, hand_made(rows), {2: CREATED, 3: FAILED})
    assert grid(after) == {
        "1.1": "title",
        "1.2": "Demo",
        "2.3": "stray",
        **results_at(3, 1),
        **results_at(3, 2, CREATED),
        **results_at(3, 3, FAILED),
    }
    xml = sheet_xml(after)
    assert '<c r="C2" s="5" t="inlineStr">' in xml
    assert '<c r="E2" s="6" t="inlineStr">' in xml
    assert '<c r="XFD2" s="7"/></row>' in xml


def test_results_are_not_hidden_under_merged_cells(tmp_path: Path) -> None:
    rows = f'<row r="1">{text_cell("A1", "banner")}</row><row r="2">{text_cell("A2", "title")}</row>'
    merges = '<mergeCells><mergeCell ref="A1:H1"/><mergeCell ref="A2:C2"/><mergeCell ref="A9:XFD9"/></mergeCells>'
    after = grid(written(tmp_path, hand_made(rows, after=merges), {3: CREATED}, header_row=2))
    assert after == {"1.1": "banner", "1.2": "title", **results_at(4, 2), **results_at(4, 3, CREATED)}


def test_a_sheet_used_up_to_its_last_column_is_refused_with_the_column(tmp_path: Path) -> None:
    rows = f'<row r="1">{text_cell("A1", "title")}{text_cell("XFC1", "stray")}</row>'
    with pytest.raises(RunStopped, match=r"no room for the results.*column XFC"):
        written(tmp_path, hand_made(rows), {})
    assert not (tmp_path / "meetings.results.xlsx").exists()


def test_the_dimension_goes_the_header_is_frozen_and_extensions_stay(tmp_path: Path) -> None:
    before = '<dimension ref="A1:B2"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>'
    tail = '<autoFilter ref="A1:A2"/><rowBreaks/><extLst><ext uri="{05C60535}"><o:s xmlns:o="urn:o"/></ext></extLst>'
    after = sheet_xml(written(tmp_path, hand_made(f'<row r="1">{text_cell("A1", "t")}</row>', before, tail), {}))
    assert "<dimension" not in after
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    assert f'<sheetView workbookViewId="0">{pane}</sheetView></sheetViews><cols>' in after
    assert after.endswith(f"</sheetData>{tail.replace('A1:A2', 'A1:G2')}</worksheet>")


def test_comments_cdata_and_other_encodings_do_not_mislead(tmp_path: Path) -> None:
    rows = (
        '<!-- <row r="1"><c r="Z1"><v>1</v></c></row> -->'
        '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[</row></sheetData> & é]]></t></is></c></row>'
    )
    utf_8 = hand_made(rows)
    expected = {"1.1": "</row></sheetData> & é", **results_at(2, 1), **results_at(2, 2, CREATED)}
    assert grid(written(tmp_path, utf_8, {2: CREATED})) == expected
    with ZipFile(BytesIO(utf_8)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert grid(written(tmp_path, rebuilt(utf_8, sheet.encode("utf-16")), {2: CREATED})) == expected


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    book = hand_made("")
    sheet = b'<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet><sheetData></sheetData></worksheet>'
    with pytest.raises(RunStopped, match="document type"):
        written(tmp_path, rebuilt(book, sheet), {2: CREATED})


def test_rows_across_the_pieces_a_long_sheet_is_read_in_stay_whole(tmp_path: Path) -> None:
    filler, more = "x" * 997, '<extLst><ext uri="x"><rowThing a="1"/></ext></extLst>'
    rows = "".join(f'<row r="{n}">{text_cell(f"A{n}", f"{n}{filler}")}{more * 9}</row>\n' for n in range(1, 4001))
    after = grid(written(tmp_path, hand_made(rows), dict.fromkeys(range(2, 4001), CREATED)))
    assert len(after) == 4000 * 7
    assert after["1.4000"] == f"4000{filler}"
    assert after["7.4000"] == "k1"


@pytest.mark.parametrize("stray", ['<c r="AC3900">', '<c  r="AC3900">', "<c r='AC3900'>", "<c>"])
def test_a_stray_cell_far_down_a_long_sheet_is_not_written_over_however_its_address_stands(
    tmp_path: Path, stray: str
) -> None:
    header = "".join(text_cell(f"{get_column_letter(column)}1", f"h{column}") for column in range(1, 29))
    rows = [f'<row r="{n}">{text_cell(f"A{n}", "x" * 600)}</row>' for n in range(2, 4001)]
    rows[3898] = f'<row r="3900">{text_cell("AB3900", "last")}{stray}<v>7</v></c></row>'
    source = hand_made(f'<row r="1">{header}</row>{"".join(rows)}')
    after = grid(written(tmp_path, source, dict.fromkeys(range(2, 4001), CREATED)))
    assert after["29.3900"] == "7"
    assert after["30.1"] == HEADERS[0]
    assert results_at(30, 3900, CREATED).items() <= after.items()


@pytest.mark.parametrize("style", ["%b", "%", "7%d"])
def test_a_style_that_no_workbook_has_is_written_as_it_stands(tmp_path: Path, style: str) -> None:
    cell = text_cell("A1", "title", f' s="{style}"')
    rows = f'<row r="1">{cell}</row><row r="2">{cell.replace("A1", "A2")}</row>'
    after = sheet_xml(written(tmp_path, hand_made(rows), {2: CREATED}))
    assert f'<c r="B2" s="{style}" t="inlineStr"><is><t xml:space="preserve">created</t>' in after


@pytest.mark.parametrize("attributes", ['r="C2" s="9" t="s"', 'r="C2" t="s" s="9"', 't="s" s="9" r="C2"'])
@pytest.mark.parametrize("behind", ["", '<c r="I2"><v>my own</v></c>', "<extLst/>"])
def test_results_are_replaced_however_they_were_saved_and_what_stands_behind_them_stays(
    tmp_path: Path, attributes: str, behind: str
) -> None:
    titles = "".join(text_cell(f"{letter}1", text) for letter, text in zip("ABCDEFGH", "ab", strict=False))
    rows = f'<row r="1">{titles}</row><row r="2">{text_cell("A2", "Demo")}<c {attributes}><v>4</v></c>{behind}</row>'
    existing = {name: index for index, name in enumerate(HEADERS, 2)}
    target = written(tmp_path, hand_made(rows), {2: CREATED}, existing=existing)
    assert line(target, 2, 9) == ["Demo", "", *CREATED, "my own" if "own" in behind else ""]
    assert '<c r="C2" s="9" t="inlineStr">' in sheet_xml(target)
    assert behind in sheet_xml(target)


def test_the_sheet_is_compressed_at_the_quick_level(tmp_path: Path) -> None:
    target = written(tmp_path, plain_workbook(), dict.fromkeys(range(4, 900), CREATED), "Meetings", header_row=3)
    quick = zlib.compressobj(3, zlib.DEFLATED, -zlib.MAX_WBITS)
    with ZipFile(target) as package:
        squeezed = quick.compress(package.read("xl/worksheets/sheet1.xml")) + quick.flush()
        assert package.getinfo("xl/worksheets/sheet1.xml").compress_size == len(squeezed)


def test_results_written_over_themselves_are_replaced_in_their_columns(tmp_path: Path) -> None:
    target = written(tmp_path, plain_workbook(), {4: CREATED, 6: FAILED}, "Meetings", header_row=3)
    headers = [str(cell.value) for cell in load_workbook(target)["Meetings"][3]]
    existing = existing_columns(headers, HEADERS)
    once = sheet_xml(target)
    write_workbook(target, target, "Meetings", 3, HEADERS, {4: CREATED, 6: FAILED}, existing)
    assert sheet_xml(target) == once
    write_workbook(target, target, "Meetings", 3, HEADERS, {5: FAILED, 6: CREATED}, existing)
    sheet = load_workbook(target)["Meetings"]
    assert [cell.value for cell in sheet[3]] == ["title", "start", *HEADERS]
    assert [cell.value for cell in sheet[4]] == ["Demo", "10:00", *CREATED]
    assert [cell.value for cell in sheet[5]] == [None, None, *[value or None for value in FAILED]]
    assert [cell.value for cell in sheet[6]] == ["Late", "=1+1", *CREATED]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["meetings.results.xlsx", "meetings.xlsx"]


def test_results_are_replaced_between_columns_of_the_users_and_keep_their_colours(tmp_path: Path) -> None:
    headers = ["bulkmeet_message", "title", "Bulkmeet_Status", "start"]
    misleading = 'see r="A2" here'
    titles = "".join(text_cell(f"{letter}1", text) for letter, text in zip("ABCD", headers, strict=True))
    rows = (
        f'<row r="1">{titles}</row>'
        f'<row r="2"><c r="A2" s="8"><v>1</v></c>{text_cell("B2", misleading)}'
        '<c r="C2" t="s" s="9"><v>4</v></c><c r="D2"><v>1</v></c></row>'
        '<row r="3"><c r="D3"><v>2</v></c></row>'
    )
    existing = existing_columns(headers, HEADERS)
    assert existing == {"bulkmeet_message": 0, "bulkmeet_status": 2}
    unsent = ("pending", "", "", "", "", "")
    after = written(tmp_path, hand_made(rows), {2: unsent, 3: CREATED}, existing=existing)
    status, number, url, message, at, key = CREATED
    assert [line(after, row) for row in (1, 2, 3)] == [
        [*headers, "bulkmeet_meeting_id", "bulkmeet_meeting_url", "bulkmeet_at", "bulkmeet_key"],
        ["", misleading, "pending", "1", "", "", "", ""],
        [message, "", status, "2", number, url, at, key],
    ]
    assert '<c r="A2" s="8"/>' in sheet_xml(after)
    assert '<c r="C2" s="9" t="inlineStr">' in sheet_xml(after)


def test_a_text_is_cut_at_what_a_cell_holds(tmp_path: Path) -> None:
    rows = f'<row r="1">{text_cell("A1", "title")}</row>'
    values = ("x" * 40_000, "\N{GRINNING FACE}" * 20_000, "", "", "", "")
    after = grid(written(tmp_path, hand_made(rows), {2: values}))
    assert after["2.2"] == "x" * 32_767
    assert after["3.2"] == "\N{GRINNING FACE}" * 16_383


texts = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), st.sampled_from("_x0D<&\r\n ")
    ),
    max_size=20,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.tuples(*[texts] * 6))
def test_any_text_comes_back_as_it_was(tmp_path: Path, values: tuple[str, ...]) -> None:
    target = written(tmp_path, plain_workbook(), {4: values}, "Meetings", header_row=3)
    row = load_workbook(target)["Meetings"][4]
    read = [str(row[index].value or "") for index in range(2, len(row))]
    assert [unescape(text) for text in read] + [""] * (6 - len(read)) == list(values)


@pytest.mark.parametrize(
    ("book", "reason"),
    [
        (b"not a workbook any more", r"has changed since it was read; put"),
        (plain_workbook(), r"has changed since it was read \(it has no worksheet Meetings & more any more\)"),
        (hand_made("<row"), r"has changed since it was read \(the worksheet is damaged\)"),
        (rebuilt(hand_made(""), b"<worksheet><sheetData>"), r"has changed since .* \(the worksheet breaks off\)"),
        (hand_made('<row r="1"><c r="A1"><v>1</row>'), r"has changed since it was read \(the worksheet is damaged\)"),
    ],
)
def test_a_file_that_changed_since_it_was_read_is_one_sentence(tmp_path: Path, book: bytes, reason: str) -> None:
    (tmp_path / "meetings.results.xlsx").write_text("old")
    with pytest.raises(RunStopped, match=reason):
        written(tmp_path, book, {2: CREATED})
    assert (tmp_path / "meetings.results.xlsx").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 2


def first_worksheet(path: Path) -> tuple[str, str] | None:
    """The name and the part of a workbook's first worksheet; None for what is no zip of XML."""
    if not is_zipfile(path):
        return None
    with ZipFile(path) as package:
        workbook = next((name for name in package.namelist() if name.endswith("workbook.xml")), None)
        if workbook is None:
            return None
        sheet = fromstring(package.read(workbook)).find("{*}sheets/{*}sheet")
        assert sheet is not None
        name = sheet.get("name", "")
        return name, worksheet_part(package, name)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here; set BULKMEET_CORPUS")
@pytest.mark.parametrize("path", sorted((CORPUS / "xlsx").glob("*.xls[xm]")), ids=lambda path: path.name)
def test_real_workbooks_get_their_results_and_keep_their_other_parts(tmp_path: Path, path: Path) -> None:
    found = first_worksheet(path)
    if found is None:
        pytest.skip("no zip of XML")
    name, part = found
    target = tmp_path / "results.xlsx"
    before = grid(path, part)
    write_workbook(path, target, name, 1, HEADERS, {2: CREATED, 70_000: FAILED})
    after = grid(target, part)
    start = next(int(where.split(".")[0]) for where, text in after.items() if text == "bulkmeet_status")
    assert after == {
        **before,
        **results_at(start, 1),
        **results_at(start, 2, CREATED),
        **results_at(start, 70_000, FAILED),
    }
    with ZipFile(path) as old, ZipFile(target) as new:
        relations = part.replace("worksheets/", "worksheets/_rels/") + ".rels"
        changed = {other for other in old.namelist() if old.read(other) != new.read(other)}
        assert changed <= {part, relations, *(name for name in old.namelist() if MAY_CHANGE.search(name))}


@pytest.mark.parametrize("space", [b" ", b"\n", b"\t"])
def test_rows_are_handed_on_as_they_come_whatever_follows_their_name(space: bytes) -> None:
    read = 0

    def pieces() -> Iterator[bytes]:
        nonlocal read
        yield b"<worksheet><sheetData>"
        for read in range(1, 101):
            yield b'<row%br="%d"><c r="A%d"><v>1</v></c></row>' % (space, read, read)
        yield b"</sheetData></worksheet>"

    stream = SheetStream(pieces())
    stream.head()
    behind = [read - row.number for row in stream.rows() if isinstance(row, XmlRow)]
    assert len(behind) == 100
    assert max(behind) <= 1
