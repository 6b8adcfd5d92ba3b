"""A results workbook looks like the sheet it came from, says how the run ended, and loses nothing of the original."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring

from bulkmeet.columns.fields import RESULT_FIELDS, SUMMARY_SHEET
from bulkmeet.loader.load import load
from bulkmeet.model import Status
from bulkmeet.results.placing import existing_columns
from bulkmeet.results.summarysheet import Summary
from bulkmeet.results.workbook import write_workbook
from tests.command_line import CommandLine, meeting
from tests.rich_workbook import HEADER_ROW, HEADERS, SHEET, opened, parts_of, rich_workbook

RESULTS = tuple(map(str, RESULT_FIELDS))
URL = "https://meetings.example.com/m/1?a=1&b=2"
AT = datetime(2026, 11, 2, tzinfo=UTC).isoformat()
CELLS = {
    4: ("created", "6236730000000001", URL, "Created.", AT, "k1"),
    5: ("invalid", "", "", "B5: “25:00” is not a time of day.", "", ""),
    6: ("pending", "", "javascript:alert(1)", "Not sent yet.", "", "k3"),
}
COUNTS = {Status.CREATED: 1, Status.INVALID: 1, Status.PENDING: 1}
SUMMARY = Summary("2026-11-02", "term.xlsx", "https://dialpad.com", AT, COUNTS, ("bulkmeet rerun term.results.xlsx",))
MEETINGS = "xl/worksheets/sheet1.xml"
ADDED_TO = {
    MEETINGS,
    "xl/worksheets/_rels/sheet1.xml.rels",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "[Content_Types].xml",
}


@pytest.fixture(params=["table", "filter"])
def book(request: pytest.FixtureRequest) -> bytes:
    """A workbook with one of everything, its meetings in a table or under a filter."""
    return rich_workbook(with_table=request.param == "table")


def with_results(folder: Path, book: bytes, cells: Mapping[int, tuple[str, ...]] = CELLS, **more: Any) -> Path:
    source, target = folder / "term.xlsx", folder / "term.results.xlsx"
    source.write_bytes(book)
    write_workbook(source, target, SHEET, HEADER_ROW, RESULTS, cells, {}, summary=SUMMARY, **more)
    return target


def sheet_of(path: Path, name: str = SHEET) -> Any:  # noqa: ANN401 - openpyxl's sheets have many types
    return opened(path)[name]


def colour(cell: Any) -> str:  # noqa: ANN401 - openpyxl's cells have many types
    return str(cell.fill.fgColor.rgb) if cell.fill.patternType == "solid" else ""


def test_every_part_that_nothing_is_added_to_is_the_same_to_the_byte(tmp_path: Path, book: bytes) -> None:
    before, after = parts_of(book), parts_of(with_results(tmp_path, book))
    tables = {name for name in before if "/tables/" in name}
    changed = {name for name in before if before[name] != after[name]}
    assert changed == ADDED_TO | tables
    assert [name for name in after if name not in before] == ["xl/worksheets/sheet3.xml"]
    assert {"xl/media/image9.png", "xl/charts/chart1.xml", "xl/ctrlProps/ctrlProp1.xml"} < set(before)


def test_of_the_parts_that_are_added_to_nothing_goes(tmp_path: Path, book: bytes) -> None:
    """Every element that was there is there, with its attributes and text, but for what has to grow."""
    before, after = parts_of(book), parts_of(with_results(tmp_path, book))
    grows = {"autoFilter", "table", "tableColumns", "fonts", "fills", "cellXfs", "dimension", "sheetView", "selection"}
    for name in ADDED_TO:
        old, new = (
            [
                (element.tag, tuple(sorted(element.items())), (element.text or "").strip())
                for element in fromstring(part[name]).iter()
                if element.tag.rpartition("}")[2] not in grows and element.get("name") != "_xlnm._FilterDatabase"
            ]
            for part in (before, after)
        )
        for element in old:
            assert element in new, name
            new.remove(element)


def test_the_users_own_rows_keep_their_bytes(tmp_path: Path, book: bytes) -> None:
    before, after = (part[MEETINGS].decode() for part in (parts_of(book), parts_of(with_results(tmp_path, book))))
    own = re.findall(r"<row r=\"\d+\"[^>]*>(.*?)</row>", before, re.DOTALL)
    assert len(own) == 5
    assert all(row in after for row in own)
    assert before[before.index("<conditionalFormatting") : before.index("<pageMargins")] in after
    assert before[before.index("<pageMargins") :] in after


def test_new_cells_look_like_the_ones_beside_them_and_the_status_has_a_colour(tmp_path: Path, book: bytes) -> None:
    sheet = sheet_of(with_results(tmp_path, book))
    assert [cell.value for cell in sheet[HEADER_ROW]] == [*HEADERS, *RESULTS]
    for column in range(7, 13):
        header = sheet.cell(HEADER_ROW, column)
        assert (header.font.bold, colour(header)) == (True, "001F4E79")
        assert sheet.cell(4, column).border.bottom.style == "thin"
    assert [colour(sheet.cell(row, 7)) for row in (4, 5, 6)] == ["FFDDF2DD", "FFFFD9D6", "FFDCE9F9"]
    assert [colour(sheet.cell(row, 10)) for row in (4, 5, 6)] == ["", "00EAF1F8", ""]
    assert sheet.cell(5, 10).alignment.vertical == "top"
    assert [sheet.cell(4, column).number_format for column in (7, 8, 10, 12)] == ["@", "@", "General", "@"]
    assert (sheet["H4"].value, sheet["H4"].data_type) == ("6236730000000001", "s")
    assert [sheet.column_dimensions[letter].width for letter in "AGJ"] == [31, 16, 60]


def test_the_address_of_a_meeting_is_a_link_and_nothing_else_becomes_one(tmp_path: Path, book: bytes) -> None:
    sheet = sheet_of(with_results(tmp_path, book))
    assert sheet["I4"].hyperlink.target == URL
    assert (sheet["I4"].font.underline, str(sheet["I4"].font.color.rgb)) == ("single", "FF0563C1")
    assert sheet["I6"].hyperlink is None
    assert sheet["I6"].value == "javascript:alert(1)"


def test_the_header_stays_in_sight_and_the_filter_reaches_over_the_results(tmp_path: Path, book: bytes) -> None:
    workbook = opened(with_results(tmp_path, book))
    sheet = workbook[SHEET]
    if sheet.tables:
        assert sheet.freeze_panes == "A4"
        assert sheet.tables["Lessons"].ref == sheet.tables["Lessons"].autoFilter.ref == "A3:L6"
        assert [column.name for column in sheet.tables["Lessons"].tableColumns] == [*HEADERS, *RESULTS]
        assert sheet.auto_filter.ref is None
    else:
        assert sheet.freeze_panes == "B4"
        assert sheet.auto_filter.ref == "A3:L6"
        assert "$A$3:$L$6" in parts_of(tmp_path / "term.results.xlsx")["xl/workbook.xml"].decode()


EDITIONS = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def test_a_strict_workbook_gets_all_that_a_transitional_one_gets_in_its_own_edition(
    tmp_path: Path, book: bytes
) -> None:
    (tmp_path / "strict").mkdir()
    strict = with_results(tmp_path / "strict", in_edition(book, *EDITIONS))
    assert not [name for name, part in parts_of(strict).items() for transitional, _ in EDITIONS if transitional in part]
    back = in_edition(strict.read_bytes(), *((strictly, usual) for usual, strictly in EDITIONS))
    assert parts_of(back) == parts_of(with_results(tmp_path, book))


def in_edition(book: bytes, *replaced: tuple[bytes, bytes]) -> bytes:
    """The workbook with the namespaces of another edition of the standard."""
    saved = BytesIO()
    with ZipFile(BytesIO(book)) as old, ZipFile(saved, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            for one, other in replaced:
                content = content.replace(one, other)
            new.writestr(info, content)
    return saved.getvalue()


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ('totalsRowCount="1"', "a row of totals"),
        ('tableType="queryTable"', "data from elsewhere"),
        ('headerRowCount="0"', "no headers"),
    ],
)
def test_a_table_that_may_not_grow_stays_as_it_is(tmp_path: Path, table: str, why: str) -> None:
    book = rich_workbook()
    saved = BytesIO()
    with ZipFile(BytesIO(book)) as old, ZipFile(saved, "w") as new:
        for info in old.infolist():
            content = old.read(info).decode("utf-8", "surrogateescape")
            if "/tables/" in info.filename:
                content = content.replace('headerRowCount="1"', "").replace("<table ", f"<table {table} ", 1)
            new.writestr(info, content.encode("utf-8", "surrogateescape"))
    after = parts_of(with_results(tmp_path, saved.getvalue()))
    assert after["xl/tables/table1.xml"] == parts_of(saved.getvalue())["xl/tables/table1.xml"], why


def test_the_summary_says_how_the_run_ended_and_what_to_type(tmp_path: Path, book: bytes) -> None:
    sheet = sheet_of(with_results(tmp_path, book), SUMMARY_SHEET)
    rows = {str(row[0].value): row[1].value for row in sheet.iter_rows() if row[0].value}
    assert [rows[name] for name in ("Run", "File", "Sent to", "Finished (UTC)")] == [
        "2026-11-02",
        "term.xlsx",
        "https://dialpad.com",
        AT,
    ]
    assert {status: rows[status] for status in Status} == {**dict.fromkeys(Status, 0), **COUNTS}
    assert "bulkmeet rerun term.results.xlsx" in rows


def test_results_written_again_are_updated_in_place_and_nothing_grows(tmp_path: Path, book: bytes) -> None:
    once = with_results(tmp_path, book)
    existing = existing_columns([*HEADERS, *RESULTS], RESULTS)
    first = parts_of(once)
    write_workbook(once, once, SHEET, HEADER_ROW, RESULTS, CELLS, existing, summary=SUMMARY)
    assert parts_of(once) == first
    mended = CELLS | {5: ("created", "6236730000000002", URL + "2", "Created.", AT, "k2")}
    write_workbook(once, once, SHEET, HEADER_ROW, RESULTS, mended, existing, summary=SUMMARY)
    workbook = opened(once)
    sheet: Any = workbook[SHEET]
    assert workbook.sheetnames == [SHEET, "Rooms & notes", SUMMARY_SHEET]
    assert (sheet["G5"].value, colour(sheet["G5"])) == ("created", "FFDDF2DD")
    assert [sheet[cell].hyperlink.target for cell in ("I4", "I5")] == [URL, URL + "2"]
    again = parts_of(once)
    assert again["xl/worksheets/_rels/sheet1.xml.rels"].count(b"/hyperlink") == 2
    assert {name for name in first if again[name] != first[name]} == {
        MEETINGS,
        "xl/styles.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
    }
    write_workbook(once, once, SHEET, HEADER_ROW, RESULTS, CELLS, existing, summary=SUMMARY)
    back = parts_of(once)
    assert back["xl/worksheets/_rels/sheet1.xml.rels"] == first["xl/worksheets/_rels/sheet1.xml.rels"]
    for cells in (mended, CELLS):
        write_workbook(once, once, SHEET, HEADER_ROW, RESULTS, cells, existing, summary=SUMMARY)
    assert parts_of(once) == back


def test_a_results_workbook_is_read_as_the_meetings_it_came_from(tmp_path: Path, book: bytes) -> None:
    target = with_results(tmp_path, book)
    read = load(target)
    assert (read.name, read.header_row, read.headers) == (SHEET, HEADER_ROW, (*HEADERS, *RESULTS))
    assert [row.cells[6] for row in read.rows if row.number in CELLS] == ["created", "invalid", "pending"]
    assert not any(SUMMARY_SHEET in issue.message for issue in read.issues)


def test_prefixes_and_sheets_without_a_view_are_no_obstacle(tmp_path: Path) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = '<x:c r="A1" t="inlineStr" s="1"><x:is><x:t>title</x:t></x:is></x:c>'
    sheet = (
        f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="1">{cells}</x:row><x:row/></x:sheetData></x:worksheet>'
    )
    saved = BytesIO()
    with ZipFile(BytesIO(rich_workbook(with_table=False))) as old, ZipFile(saved, "w") as new:
        for info in old.infolist():
            new.writestr(info, sheet if info.filename == MEETINGS else old.read(info))
    source, target = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    source.write_bytes(saved.getvalue())
    write_workbook(source, target, SHEET, 1, RESULTS, {2: CELLS[4]}, {}, summary=SUMMARY)
    after = sheet_of(target)
    assert [cell.value for cell in after[2]] == [None, *CELLS[4]]
    assert (after.freeze_panes, after.auto_filter.ref) == ("A2", "A1:G2")
    assert after["D2"].hyperlink.target == URL


def test_a_run_leaves_a_workbook_that_says_what_to_type_next(bulkmeet: CommandLine) -> None:
    bulkmeet.xlsx("term.xlsx", [meeting("Demo"), meeting("Broken", hour=11, Start="2031-03-04 25:00")])
    done = bulkmeet("run", "term.xlsx", "--api", "simulator", "--yes")
    workbook = opened(bulkmeet.folder / "term.results.xlsx")
    said = [str(row[0]) for row in workbook[SUMMARY_SHEET].iter_rows(values_only=True) if row[0]]
    assert done.code == 1
    assert any("bulkmeet rerun term.results.xlsx --api simulator" in line for line in said)
    again = bulkmeet("rerun", "term.results.xlsx", "--api", "simulator", "--yes")
    assert again.code == 1
    assert SUMMARY_SHEET not in again.said
    workbook = opened(bulkmeet.folder / "term.results.xlsx")
    assert workbook.sheetnames == ["Sheet", SUMMARY_SHEET]
