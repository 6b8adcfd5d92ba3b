"""Rows that somebody struck through: they are cancelled as people cancel them, and never created silently."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from bulkmeet.examine import Examined
from bulkmeet.loader.load import load
from bulkmeet.loader.sharedtexts import SharedTexts, shared_texts
from bulkmeet.loader.sheetxml import feed
from bulkmeet.loader.strikes import Struck
from bulkmeet.model import Status
from tests.sheets import errors, examined, message, messages, statuses, warnings

HEADERS = ("Title", "Start", "End", "Host email", "Email", "Room")
STRUCK, PLAIN = Font(strike=True), Font(strike=False, bold=True)


def book_of(*titles: str | CellRichText) -> Workbook:
    """A workbook with a meeting under each title, from row 2 on."""
    book = Workbook()
    assert book.active is not None
    book.active.append(HEADERS)
    for day, title in enumerate(titles, 1):
        start = f"2026-09-{day:02} 10:00"
        book.active.append([title, start, start.replace("10:", "11:"), "jo@example.com", "ann@example.com", "7"])
    return book


def strike(book: Workbook, *cells: str, font: Font = STRUCK) -> None:
    for cell in cells:
        book.active[cell].font = font  # type: ignore[index]


def read(book: Workbook, folder: Path) -> Examined:
    book.save(folder / "book.xlsx")
    return examined(load(folder / "book.xlsx"))


def test_a_row_that_is_struck_through_is_left_out_and_named(tmp_path: Path) -> None:
    book = book_of("Algebra", "Biology", "Chemistry")
    strike(book, "A3", "B3", "C3", "D3", "E3", "F3")
    strike(book, "A4", "B4", "Z4", font=PLAIN)
    found = read(book, tmp_path)
    assert statuses(found) == {2: Status.PENDING, 3: Status.SKIPPED, 4: Status.PENDING}
    assert messages(found)[3].startswith("Not sent: its row is struck through;")
    assert warnings(found.issues) == [("row_struck_through", "A3")]
    assert message(found.issues, "row_struck_through").startswith(
        "Row 3 is struck through, so nothing is created from it"
    )


@pytest.mark.parametrize("cells", [["A3"], ["B3", "C3", "D3", "E3"]], ids=["its title", "most of it"])
def test_its_title_or_most_of_it_is_enough(tmp_path: Path, cells: Sequence[str]) -> None:
    book = book_of("Algebra", "Biology")
    strike(book, *cells)
    assert statuses(read(book, tmp_path)) == {2: Status.PENDING, 3: Status.SKIPPED}


def test_a_single_cell_that_is_struck_through_is_a_question_unless_nobody_reads_it(tmp_path: Path) -> None:
    book = book_of("Algebra", "Biology")
    strike(book, "F2", "E3", "G3")
    found = read(book, tmp_path)
    assert statuses(found) == {2: Status.PENDING, 3: Status.INVALID}
    assert errors(found.issues) == [("cell_struck_through", "E3")]


def test_a_merged_title_that_is_struck_through_counts_for_all_its_rows(tmp_path: Path) -> None:
    book = book_of("Algebra", "Biology", "-", "Chemistry")
    strike(book, "A3")
    book.active.merge_cells("A3:A4")  # type: ignore[union-attr]
    found = read(book, tmp_path)
    assert [statuses(found)[row] for row in (2, 3, 4, 5)] == ["pending", "skipped", "skipped", "pending"]


@pytest.mark.parametrize(
    ("struck", "plain", "status"),
    [("Biology", "", Status.SKIPPED), ("Biology ", "Chemistry", Status.PENDING)],
    ids=["all of it", "a word of it"],
)
def test_a_text_whose_letters_are_all_struck_through_counts_too(
    tmp_path: Path, struck: str, plain: str, status: Status
) -> None:
    runs = [TextBlock(InlineFont(strike=True), struck), *([TextBlock(InlineFont(b=True), plain)] if plain else [])]
    assert statuses(read(book_of("Algebra", CellRichText(runs)), tmp_path)) == {2: Status.PENDING, 3: status}


def test_shared_texts_say_whether_they_are_struck_through() -> None:
    run = "<r><rPr><strike{}/><b/></rPr><t>{}</t></r>"
    texts = [
        "<t>plain</t>",
        run.format("", "all") + "<r><t xml:space='preserve'> </t></r>" + run.format(' val="1"', "of it"),
        run.format("", "some") + "<r><t>of it</t></r>",
        run.format(' val="0"', "none of it"),
    ]
    xml = f"<sst>{''.join(f'<si>{text}</si>' for text in texts)}</sst>".encode()
    careful = SharedTexts()
    for _ in feed(BytesIO(xml), careful):
        pass
    assert shared_texts(BytesIO(xml)) == careful.texts == ["plain", Struck("all of it"), "someof it", "none of it"]


def test_the_careful_reader_sees_it_too(tmp_path: Path) -> None:
    book = book_of("Algebra", "Biology")
    strike(book, "A3")
    book.save(tmp_path / "book.xlsx")
    with ZipFile(tmp_path / "book.xlsx") as old, ZipFile(tmp_path / "odd.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<sheetData>", b"<sheetData><!-- odd -->"))
    sheet = load(tmp_path / "odd.xlsx")
    assert sheet.reader.startswith("the careful reader")
    assert sheet.struck == {3: frozenset({0})}
