"""check --annotate: the user's own workbook, with what is wrong at its cells and on a sheet of its own."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring

from bulkmeet.cli.annotating import annotate
from bulkmeet.columns.fields import ISSUES_SHEET
from bulkmeet.errors import RunStopped
from bulkmeet.loader.load import load
from bulkmeet.model import Issue
from bulkmeet.results.issuelist import Annotation
from bulkmeet.results.workbook import annotate_workbook
from tests.command_line import CommandLine, invalid, meeting
from tests.rich_workbook import HEADER_ROW, HEADERS, SHEET, opened, parts_of, rich_workbook

BAD_TIME = Issue(
    "time", "“25:00” is not a time of day; write it like 14:30.", row=5, column="Start", cell="B5", value="25:00"
)
BAD_HOST = Issue("host", "This meeting has no host; type one.", row=6, column="Host", cell="D6")
LIKELY = Issue("likely", "The column is read as seats.", "warning", column="Seats", cell="F")
FAR = Issue("far", "A cell that the file leaves out.", "warning", row=9, column="H", cell="H9", value="=1+1")
WHOLE = Issue("zone", "Times are read in UTC.", "warning")
ROW = Issue("total", "The row looks like a total.", "warning", row=7)
ISSUES = (WHOLE, LIKELY, BAD_TIME, BAD_HOST, FAR, ROW)
MEETINGS = "xl/worksheets/sheet1.xml"
RED, YELLOW = "FFFFC7CA", "FFFFF0B0"


@pytest.fixture(params=["table", "filter"])
def book(request: pytest.FixtureRequest) -> bytes:
    """A workbook with one of everything, its meetings in a table or under a filter."""
    return rich_workbook(with_table=request.param == "table")


def annotated(folder: Path, book: bytes, issues: tuple[Issue, ...] = ISSUES, name: str = "out.xlsx") -> Path:
    source, target = folder / "term.xlsx", folder / name
    source.write_bytes(book)
    annotate_workbook(source, target, Annotation(SHEET, HEADER_ROW, HEADERS, issues))
    return target


def sheet_of(path: Path, name: str = SHEET) -> Any:  # noqa: ANN401 - openpyxl's sheets have many types
    return opened(path)[name]


def colours(path: Path) -> dict[str, str]:
    """The cells that bulkmeet has coloured."""
    return {
        cell.coordinate: str(cell.fill.fgColor.rgb)
        for row in sheet_of(path).iter_rows()
        for cell in row
        if cell.fill.patternType == "solid" and cell.fill.fgColor.rgb in {RED, YELLOW}
    }


def notes(path: Path) -> dict[str, str]:
    return {
        cell.coordinate: str(cell.comment.text)
        for row in sheet_of(path).iter_rows()
        for cell in row
        if cell.comment is not None
    }


def test_bad_cells_are_coloured_and_keep_all_else_of_how_they_look(tmp_path: Path, book: bytes) -> None:
    target = annotated(tmp_path, book)
    assert colours(target) == {"B5": RED, "D6": RED, "F3": YELLOW, "H9": YELLOW}
    before, after = sheet_of(tmp_path / "term.xlsx"), sheet_of(target)
    for cell in ("B5", "D6", "F3"):
        for what in ("border", "number_format", "alignment", "protection", "value"):
            assert repr(getattr(after[cell], what)) == repr(getattr(before[cell], what)), (cell, what)
        assert after[cell].font.b == before[cell].font.b
    assert str(after["F3"].font.color.rgb) == "FF1A1A1B", "white on yellow could not be read"


def test_each_bad_cell_has_a_note_and_the_users_own_note_stays(tmp_path: Path, book: bytes) -> None:
    assert notes(annotated(tmp_path, book)) == {
        "B5": f"Ask the office\n\nbulkmeet:\nError: {BAD_TIME.message}",
        "D6": f"bulkmeet:\nError: {BAD_HOST.message}",
        "F3": f"bulkmeet:\nWarning: {LIKELY.message}",
        "H9": f"bulkmeet:\nWarning: {FAR.message}",
    }


def test_a_cell_with_several_issues_names_all_of_them_and_the_worst_gives_the_colour(
    tmp_path: Path, book: bytes
) -> None:
    minor = Issue("minor", "It is long.", "warning", row=6, cell="D6")
    target = annotated(tmp_path, book, (minor, BAD_HOST))
    assert colours(target) == {"D6": RED}
    assert notes(target)["D6"] == f"bulkmeet:\nError: {BAD_HOST.message}\nWarning: {minor.message}"


def test_every_note_has_its_own_box_in_the_drawing(tmp_path: Path, book: bytes) -> None:
    parts = parts_of(annotated(tmp_path, book))
    (drawing,) = [content.decode() for name, content in parts.items() if name.endswith(".vml") and b"Note" in content]
    ids = re.findall(r'id="(_x0000_s\d+)"', drawing)
    assert len(ids) == len(set(ids)) == 5, "one that was there, one check box, three of ours"
    fromstring(drawing.replace("<br>", ""))


def test_all_issues_are_listed_with_links_to_their_cells(tmp_path: Path, book: bytes) -> None:
    sheet = sheet_of(annotated(tmp_path, book), ISSUES_SHEET)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [
        ["Severity", "Row", "Cell", "Column", "What is wrong and what to do", "Value"],
        ["error", 5, "B5", "Start", BAD_TIME.message, "25:00"],
        ["error", 6, "D6", "Host", BAD_HOST.message, None],
        ["warning", None, None, None, WHOLE.message, None],
        ["warning", 3, "F3", "Seats", LIKELY.message, None],
        ["warning", 7, None, None, ROW.message, None],
        ["warning", 9, "H9", "H", FAR.message, "=1+1"],
    ]
    assert [sheet[cell].hyperlink.location for cell in ("C2", "B6")] == [f"'{SHEET}'!B5", f"'{SHEET}'!A7"]
    assert sheet["F7"].data_type == "s"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:F7")


def test_nothing_but_what_was_added_differs(tmp_path: Path, book: bytes) -> None:
    before, after = parts_of(book), parts_of(annotated(tmp_path, book))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        MEETINGS,
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "[Content_Types].xml",
    }
    assert [name for name in after if name not in before] == ["xl/worksheets/sheet3.xml"]
    old, new = before[MEETINGS].decode(), after[MEETINGS].decode()
    assert new[new.index("</sheetData>") :] == old[old.index("</sheetData>") :]
    assert new[: new.index("<row")] == old[: old.index("<row")]
    unstyled = [re.sub(r' s="\d+"', "", xml) for xml in (old, new)]
    assert unstyled[1].replace('<c r="H9"/>', "").replace('<row r="9"></row>', "") == unstyled[0]


def test_annotated_again_without_issues_the_sheet_is_as_it_was(tmp_path: Path, book: bytes) -> None:
    """Colours, notes and boxes go; the fills below them, and white letters, come back."""
    target = annotated(tmp_path, book)
    annotate_workbook(target, target, Annotation(SHEET, HEADER_ROW, HEADERS, ()))
    before, after = sheet_of(tmp_path / "term.xlsx"), sheet_of(target)
    assert colours(target) == {}
    assert notes(target) == {"B5": "Ask the office"}
    for row in before.iter_rows():
        for cell in row:
            other = after[cell.coordinate]
            assert (other.fill.patternType, other.fill.fgColor.rgb) == (cell.fill.patternType, cell.fill.fgColor.rgb)
            assert (other.font.b, other.value) == (cell.font.b, cell.value)
            assert repr(other.border) == repr(cell.border)
    assert after["F3"].font.color.theme == 0
    boxes = parts_of(target)["xl/drawings/commentsDrawing1.vml"]
    assert boxes.count(b'ObjectType="Note"') == 1
    assert b'ObjectType="Checkbox"' in boxes
    assert [cell.value for cell in opened(target)[ISSUES_SHEET]["E"]][1:] == ["Nothing is wrong."]


def test_annotated_twice_is_annotated_once(tmp_path: Path, book: bytes) -> None:
    target = annotated(tmp_path, book)
    first = parts_of(target)
    annotate_workbook(target, target, Annotation(SHEET, HEADER_ROW, HEADERS, ISSUES))
    again = parts_of(target)
    assert colours(target) == {"B5": RED, "D6": RED, "F3": YELLOW, "H9": YELLOW}
    assert opened(target).sheetnames == [SHEET, "Rooms & notes", ISSUES_SHEET]
    assert list(again) == list(first)
    assert again["xl/comments/comment1.xml"] == first["xl/comments/comment1.xml"]


def test_notes_are_known_again_when_libreoffice_has_written_them(tmp_path: Path) -> None:
    """It names no author, and writes line ends as numbers."""
    saved = BytesIO()
    with ZipFile(annotated(tmp_path, rich_workbook())) as old, ZipFile(saved, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "xl/comments/comment1.xml":
                content = content.replace(b"\n", b"&#10;").replace(b"<author>bulkmeet</author>", b"<author> </author>")
            new.writestr(info, content)
    target = annotated(tmp_path, saved.getvalue(), (BAD_HOST,), name="again.xlsx")
    assert notes(target) == {"B5": "Ask the office", "D6": f"bulkmeet:\nError: {BAD_HOST.message}"}


def test_a_conversation_keeps_its_words(tmp_path: Path) -> None:
    saved = BytesIO()
    with ZipFile(BytesIO(rich_workbook())) as old, ZipFile(saved, "w") as new:
        for info in old.infolist():
            new.writestr(info, old.read(info).replace(b"Ana Ruiz", b"tc={0000-0001}"))
    target = annotated(tmp_path, saved.getvalue())
    assert notes(target)["B5"] == "Ask the office"
    assert colours(target)["B5"] == RED


def test_a_sheet_without_notes_gets_a_drawing_for_them(tmp_path: Path) -> None:
    saved = BytesIO()
    with ZipFile(BytesIO(rich_workbook())) as old, ZipFile(saved, "w") as new:
        for info in old.infolist():
            content = re.sub(rb"<legacyDrawing [^>]*/>", b"", old.read(info))
            content = re.sub(rb"<Relationship [^>]*(?:comment1|commentsDrawing1)[^>]*/>", b"", content)
            if "omment" not in info.filename:
                new.writestr(info, content)
    target = annotated(tmp_path, saved.getvalue())
    xml = parts_of(target)[MEETINGS].decode()
    assert (
        xml.index("<drawing ") < xml.index("<legacyDrawing ") < xml.index("<legacyDrawingHF ") < xml.index("<controls")
    )
    assert set(notes(target)) == {"B5", "D6", "F3", "H9"}


def test_a_file_that_changed_meanwhile_is_one_sentence_and_writes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "term.xlsx"
    source.write_text("gone")
    with pytest.raises(RunStopped, match="has changed since it was read"):
        annotate_workbook(source, tmp_path / "out.xlsx", Annotation(SHEET, HEADER_ROW, HEADERS, ISSUES))
    assert [path.name for path in tmp_path.iterdir()] == ["term.xlsx"]


# ---- as it is typed ----------------------------------------------------------------------------------------


def test_an_annotated_workbook_is_mended_and_given_back(bulkmeet: CommandLine) -> None:
    (bulkmeet.folder / "term.xlsx").write_bytes(rich_workbook())
    done = bulkmeet("check", "term.xlsx", "--timezone", "UTC", "--annotate", "seen.xlsx")
    assert done.code == 1
    assert "Annotated workbook: seen.xlsx (2 cells marked)" in done.said
    again = bulkmeet("check", "seen.xlsx", "--timezone", "UTC", "--json")
    assert again.document["counts"]["invalid"] == 1
    assert not [issue for issue in again.document["issues"] if ISSUES_SHEET in issue["message"]]
    xml = (parts_of(bulkmeet.folder / "seen.xlsx")[MEETINGS]).decode()
    mended = xml.replace("2031-03-04 25:00", "2031-03-04 11:00").replace("ben@example<", "ben@example.com<")
    saved = BytesIO()
    with ZipFile(bulkmeet.folder / "seen.xlsx") as old, ZipFile(saved, "w") as new:
        for info in old.infolist():
            new.writestr(info, mended if info.filename == MEETINGS else old.read(info))
    (bulkmeet.folder / "seen.xlsx").write_bytes(saved.getvalue())
    run = bulkmeet("run", "seen.xlsx", "--timezone", "UTC", "--api", "simulator", "--yes")
    assert run.code == 0
    results = bulkmeet.folder / "seen.results.xlsx"
    assert colours(results) == {}
    assert notes(results) == {"B5": "Ask the office"}


def test_of_a_csv_file_a_new_workbook_is_annotated_and_read_again(bulkmeet: CommandLine) -> None:
    bulkmeet.csv("term.csv", [meeting("Demo"), invalid("Broken"), meeting("=1+1", hour=12)])
    done = bulkmeet("check", "term.csv", "--annotate", "seen.xlsx", "--json")
    assert done.document["output"] == "seen.xlsx"
    assert "It is a new workbook with the same columns" in done.said
    target = bulkmeet.folder / "seen.xlsx"
    sheet = sheet_of(target, "Meetings")
    assert [cell.value for cell in sheet["A"]] == ["Title", "Demo", "Broken", "=1+1"]
    assert (sheet["A4"].data_type, sheet["D2"].number_format, sheet["F2"].value) == ("s", "@", "007")
    assert str(sheet["B3"].fill.fgColor.rgb) == RED
    assert "25:00" in sheet["B3"].comment.text
    again = bulkmeet("check", "seen.xlsx", "--json")
    assert again.document["counts"] == done.document["counts"]
    assert [issue["cell"] for issue in again.document["issues"]] == [issue["cell"] for issue in done.document["issues"]]


def test_what_stood_in_the_place_of_the_annotated_workbook_is_kept(bulkmeet: CommandLine) -> None:
    bulkmeet.xlsx("term.xlsx", [invalid("Broken")])
    (bulkmeet.folder / "seen.xlsx").write_text("somebody's work")
    done = bulkmeet("check", "term.xlsx", "--annotate", "seen.xlsx")
    assert "is kept as seen." in done.said
    kept = list(bulkmeet.folder.glob("seen.*Z.xlsx"))
    assert [path.read_text() for path in kept] == ["somebody's work"]
    renewed = bulkmeet("check", "seen.xlsx", "--annotate", "seen.xlsx")
    assert renewed.code == 1
    assert len(list(bulkmeet.folder.glob("seen.*Z.xlsx"))) == 1


def test_what_was_saved_while_an_annotated_workbook_was_looked_at_is_kept(tmp_path: Path) -> None:
    read, place = tmp_path / "as-it-was-read.xlsx", tmp_path / "seen.xlsx"
    read.write_bytes(rich_workbook())
    place.write_bytes(b"saved again since")
    said = annotate(place, read, place, load(read, sheet=SHEET), ())
    (kept,) = tmp_path.glob("seen.*Z.xlsx")
    assert kept.read_bytes() == b"saved again since"
    assert said[-1] == f"  The workbook that was there before is kept as {kept}."


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("seen.csv", "--annotate writes a workbook; give it a name that ends in .xlsx."),
        ("term.xlsx", "--annotate names the sheet itself; choose another name, so that yours stays as it is."),
        ("nowhere/seen.xlsx", "The annotated workbook cannot be written to nowhere/seen.xlsx"),
    ],
)
def test_a_place_that_cannot_be_meant_is_refused(bulkmeet: CommandLine, output: str, sentence: str) -> None:
    path = bulkmeet.xlsx("term.xlsx", [invalid("Broken")])
    before = path.read_bytes()
    done = bulkmeet("check", "term.xlsx", "--annotate", output)
    assert done.code == 2
    assert done.sentence.startswith(sentence)
    assert path.read_bytes() == before


def test_strict_workbooks_come_back_as_plain_ones(bulkmeet: CommandLine) -> None:
    path = bulkmeet.xlsx("term.xlsx", [invalid("Broken")])
    transitional = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    saved = BytesIO()
    with ZipFile(path) as old, ZipFile(saved, "w") as new:
        for info in old.infolist():
            content = old.read(info).replace(transitional, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
            new.writestr(info, content.replace(office, b"http://purl.oclc.org/ooxml/officeDocument/relationships"))
    path.write_bytes(saved.getvalue())
    done = bulkmeet("check", "term.xlsx", "--annotate", "seen.xlsx")
    assert "It is a new workbook with the same columns" in done.said
    seen = load(bulkmeet.folder / "seen.xlsx")
    assert [row.cells[0] for row in seen.rows] == ["Broken"]
    sheet = sheet_of(bulkmeet.folder / "seen.xlsx", seen.name or "")
    assert str(sheet["B2"].fill.fgColor.rgb) == RED
