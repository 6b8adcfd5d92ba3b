"""Workbooks of other formats: read through calamine and with what it does not tell, or refused in plain words."""

import os
from datetime import datetime, time
from pathlib import Path
from struct import pack

import openpyxl
import pytest

from bulkmeet.errors import UnreadableFile, WrongUsage
from bulkmeet.loader.load import load
from bulkmeet.model import Unreadable
from bulkmeet.results.write import ensure_writable, output_beside
from bulkmeet.sheet import Sheet
from tests.command_line import CommandLine
from tests.oldformats import BOF, ODS_COVERED, Value, ods, ods_text, ods_value, ole, record, xls

moment = datetime.fromisoformat

CORPUS = Path(os.environ.get("BULKMEET_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus of spreadsheets at {CORPUS.name}")

HEADERS = ("Title", "Start", "Duration", "Host ID", "Email")
FIRST: tuple[Value, ...] = ("Review", moment("2031-03-03 09:00"), 30.0, 5123456789012345.0, "ann@example.com")
SECOND: tuple[Value, ...] = ("Sync", moment("2031-03-04 10:15"), 45.0, 5123456789012345.0, "ben@example.com")


def codes(sheet: Sheet) -> list[tuple[str, int | None]]:
    return [(issue.code, issue.row) for issue in sheet.issues if issue.code != "format_only_read"]


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        load(path)
    return str(caught.value)


@pytest.mark.parametrize("is_1904", [False, True])
def test_an_xls_is_read_with_dates_and_whole_ids(tmp_path: Path, *, is_1904: bool) -> None:
    sheet = load(xls(tmp_path / "may.xls", [HEADERS, FIRST, SECOND], is_1904=is_1904))
    assert (sheet.name, sheet.headers, sheet.reader) == ("May", HEADERS, "calamine, for .xls")
    assert [row.cells for row in sheet.rows] == [FIRST, SECOND]
    assert [type(cell) for cell in sheet.rows[0].cells] == [str, datetime, int, int, str]
    assert [(issue.code, issue.severity) for issue in sheet.issues] == [("format_only_read", "warning")]


def test_errors_hidden_rows_and_merges_of_an_xls_are_seen_though_calamine_does_not_tell(tmp_path: Path) -> None:
    hidden = record(0x0208, pack("<HHHHHHI", 2, 0, 5, 255, 0, 0, 0x20))
    column = record(0x007D, pack("<HHHHHH", 2, 2, 2000, 0, 1, 0))
    merged = record(0x00E5, pack("<HHHHH", 1, 1, 2, 0, 0))
    formula = record(0x0006, pack("<HHH", 2, 4, 0) + b"\x02\0\x07\0\0\0\xff\xff" + bytes(8))
    rows: list[tuple[Value, ...]] = [HEADERS, ("Review", "#N/A", *FIRST[2:]), (None, *SECOND[1:4])]
    sheet = load(xls(tmp_path / "may.xls", rows, more=hidden + column + merged + formula))
    assert sheet.rows[0].cells[1] == Unreadable("#N/A", "an error, not a value")
    assert sheet.rows[1].cells[4] == Unreadable("#DIV/0!", "an error, not a value")
    assert sheet.rows[1].cells[0] == "Review"
    assert codes(sheet) == [("hidden_rows", 3), ("hidden_columns", None), ("merged_cells", 2)]


def test_old_protected_and_other_files_in_the_same_container_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "may.xls"
    assert "password" in refusal(xls(path, [HEADERS], first=record(0x002F, bytes(6))))
    assert "Excel 95" in refusal(xls(path, [HEADERS], version=0x0500))
    path.write_bytes(ole("WordDocument", b"anything"))
    assert "no workbook" in refusal(path)
    path.write_bytes(ole("Workbook", record(BOF, pack("<HHHHII", 0x0600, 5, 0, 0, 0, 6)))[:1500])
    assert "damaged" in refusal(path)


def test_a_container_whose_chain_bites_its_tail_is_damaged(tmp_path: Path) -> None:
    path = xls(tmp_path / "may.xls", [HEADERS, FIRST])
    content = bytearray(path.read_bytes())
    content[512 + 8 : 512 + 12] = pack("<I", 2)
    path.write_bytes(content)
    assert "damaged" in refusal(path)


def test_a_container_that_names_a_sector_of_its_table_twice_is_damaged(tmp_path: Path) -> None:
    path = xls(tmp_path / "may.xls", [HEADERS, FIRST])
    content = bytearray(path.read_bytes())
    content[0x50:0x54] = content[0x4C:0x50]  # each time it is named, the table would grow by what the sector holds
    path.write_bytes(content)
    assert "damaged" in refusal(path)


def test_an_ods_is_read_with_dates_times_and_whole_ids(tmp_path: Path) -> None:
    row = (
        *("Review", ods_value("date", "2031-03-03T09:00:00"), ods_value("time", "PT00H45M00S")),
        *(ods_value("float", "5123456789012345"), "ann@example.com"),
    )
    sheet = load(ods(tmp_path / "may.ods", [HEADERS, row]))
    assert sheet.rows[0].cells == (
        *("Review", moment("2031-03-03 09:00"), time(0, 45)),
        *(5123456789012345, "ann@example.com"),
    )
    assert codes(sheet) == []


def test_merged_cells_of_an_ods_are_filled_as_those_of_other_workbooks(tmp_path: Path) -> None:
    over = 'table:number-rows-spanned="2" table:number-columns-spanned="1"'
    first = (ods_text("Review", over), ods_value("date", "2031-03-03T09:00:00", over), "x", "y", "ann@example.com")
    second = (ODS_COVERED, ODS_COVERED, "x", "y", "ben@example.com")
    sheet = load(ods(tmp_path / "may.ods", [HEADERS, first, second]))
    assert [row.cells[:2] for row in sheet.rows] == [("Review", moment("2031-03-03 09:00"))] * 2
    assert codes(sheet) == [("merged_cells", 2)]
    assert "A2:A3 and B2:B3" in sheet.issues[-1].message


def test_a_merge_of_an_ods_is_found_behind_repeated_rows_and_cells_and_a_table_in_a_cell(tmp_path: Path) -> None:
    inner = (
        "<table:table-cell><table:table><table:table-row><table:table-cell/></table:table-row></table:table>"
        "</table:table-cell>"
    )
    twice = ods_text("x", 'table:number-columns-repeated="2"')
    first = ("Review", twice, inner, ods_text("ann@example.com", 'table:number-rows-spanned="2"'))
    second = ("Lunch", twice, inner, ODS_COVERED)
    path = ods(tmp_path / "may.ods", [HEADERS, *[["<table:table-cell/>"]] * 3, first, second])
    sheet = load(path)
    assert [(row.number, row.cells[0], row.cells[4]) for row in sheet.rows] == [
        *((5, "Review", "ann@example.com"), (6, "Lunch", "ann@example.com"))
    ]
    assert "E5:E6" in sheet.issues[-1].message


def test_error_values_of_an_ods_are_told_from_empty_cells_wherever_they_are_repeated(tmp_path: Path) -> None:
    repeated = 'table:number-columns-repeated="2" office:value-type="string" office:string-value="" '
    error = f'<table:table-cell {repeated}calcext:value-type="error">{{}}<text:p>#N/A</text:p></table:table-cell>'
    note = "<office:annotation><text:p>Ask Jo</text:p></office:annotation>"
    sheet = load(ods(tmp_path / "may.ods", [HEADERS, ("Review", error.format(note), "y", "ann@example.com")]))
    assert sheet.rows[0].cells[1:4] == (*[Unreadable("#N/A", "an error, not a value")] * 2, "y")


def test_error_values_repeated_over_a_whole_sheet_are_refused(tmp_path: Path) -> None:
    far = (
        '<table:table-cell table:number-columns-repeated="9000" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    )
    assert "error values" in refusal(ods(tmp_path / "may.ods", [HEADERS, *[[far]] * 30]))


def test_hidden_rows_and_columns_of_an_ods_are_named(tmp_path: Path) -> None:
    path = ods(tmp_path / "may.ods", [HEADERS, ("Review", "x"), ("Lunch", "y")], hidden=2)
    assert codes(load(path)) == [("hidden_rows", 3), ("hidden_columns", None)]


def test_a_protected_ods_and_another_document_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "may.ods"
    assert "password" in refusal(ods(path, [HEADERS], manifest="<manifest:encryption-data/>"))
    assert "no spreadsheet" in refusal(ods(path, [HEADERS], kind="application/vnd.oasis.opendocument.text"))


def test_a_sheet_wider_than_any_list_in_another_format_is_one_sentence(tmp_path: Path) -> None:
    far = '<table:table-cell table:number-columns-repeated="1000000000"/>'
    assert refusal(ods(tmp_path / "may.ods", [HEADERS, (far, "x")])).endswith(".")


@needs_corpus
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("legacy/password.xls", "password"),
        ("legacy/xor-encryption-abc.xls", "password"),
        ("legacy/pass_protected.ods", "password"),
        ("legacy/testEXCEL_95.xls", "Excel 95"),
        ("xlsx/pass_protected.xlsx", "password"),
        ("xlsx/Simple.xlsb", "unusual make"),
        ("hostile/issue_594_dos.ods", "damaged or of an unusual make"),
    ],
)
def test_what_cannot_be_read_of_the_corpus_says_why(name: str, told: str) -> None:
    assert told in refusal(CORPUS / name)


@needs_corpus
def test_an_xlsb_and_a_strict_workbook_are_read() -> None:
    assert load(CORPUS / "xlsx" / "date.xlsb").rows[0].cells == (moment("2021-01-02 00:00").date(), 16)
    strict = load(CORPUS / "xlsx" / "SampleSS.strict.xlsx", sheet="First Sheet")
    assert (strict.headers, len(strict.rows)) == (("2nd row", "2nd row 2nd column"), 1)


def test_the_results_of_an_xls_go_into_an_xlsx_with_the_same_rows(tmp_path: Path) -> None:
    path = xls(tmp_path / "may.xls", [("ACME",), HEADERS, FIRST, (), ("Total", 2.0), SECOND])
    assert output_beside(path) == tmp_path / "may.results.xlsx"
    assert output_beside(tmp_path / "text.xls") == tmp_path / "text.results.xls"
    ensure_writable(tmp_path / "may.results.xlsx", path, as_text=False)
    with pytest.raises(WrongUsage, match=r"ends in \.xlsx"):
        ensure_writable(tmp_path / "other.xls", path, as_text=False)
    bulkmeet = CommandLine(tmp_path / "there")
    done = bulkmeet("run", path, "--api", "simulator", "--timezone", "UTC", "--yes", "--verbose")
    assert done.code == 0, done.said
    assert "Read by calamine, for .xls." in done.out
    assert "results go into a new workbook (.xlsx)" in done.said
    found = openpyxl.load_workbook(tmp_path / "may.results.xlsx")["May"]
    rows = {row[0].row: [cell.value for cell in row] for row in found.iter_rows() if row[0].value}
    titles = {number: row[0] for number, row in rows.items()}
    assert titles == {1: "ACME", 2: "Title", 3: "Review", 5: "Total", 6: "Sync"}
    assert rows[3][:4] == ["Review", FIRST[1], 30, "5123456789012345"]
    assert (rows[3][5], rows[6][5], rows[5][5]) == ("created", "created", None)
    again = bulkmeet("rerun", tmp_path / "may.results.xlsx", "--api", "simulator", "--timezone", "UTC", "--yes")
    assert "nothing to send" in again.said.lower()
