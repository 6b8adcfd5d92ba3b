from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.cellvalues import iso_value, number_of, plain_text
from bulkmeet.loader.load import load
from bulkmeet.loader.numberformats import Shown, shown_by
from bulkmeet.loader.sharedtexts import SharedTexts
from bulkmeet.loader.sheetxml import feed
from bulkmeet.model import Cell, Unreadable
from bulkmeet.sheet import Sheet

moment = datetime.fromisoformat

HEADERS = ("Title", "Start", "Duration", "Host ID")


def workbook(*rows: tuple[Any, ...]) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows or (HEADERS, ("A", moment("2027-03-01 10:00"), 30, 5123456789012345)):
        sheet.append(row)
    return book, sheet


def read(book: Workbook, folder: Path, sheet: str | None = None) -> Sheet:
    path = folder / "meetings.xlsx"
    book.save(path)
    return load(path, sheet=sheet)


def rewritten(book: Workbook, folder: Path, part: str, old: str, new: str) -> Path:
    """The workbook with a piece of one part's XML exchanged: what openpyxl itself would not write."""
    saved, path = BytesIO(), folder / "meetings.xlsx"
    book.save(saved)
    with ZipFile(saved) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        parts = {name: source.read(name).decode() for name in source.namelist()}
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)
        for name, content in parts.items():
            target.writestr(name, content)
    return path


def codes(sheet: Sheet) -> list[tuple[str, int | None]]:
    return [(issue.code, issue.row) for issue in sheet.issues]


def test_cells_come_with_their_types(tmp_path: Path) -> None:
    values: tuple[Cell, ...] = (
        "text",
        7,
        0.5,
        True,
        moment("2027-03-01 10:30"),
        time(9, 30),
        timedelta(hours=26, minutes=15),
        5123456789012345,
    )
    book, _ = workbook(tuple(f"Column {letter}" for letter in "abcdefgh"), values)
    assert read(book, tmp_path).rows[0].cells == values


def test_a_date_without_a_time_in_its_format_is_a_date(tmp_path: Path) -> None:
    book, sheet = workbook(("Title", "Start", "End"), ("A", moment("2027-03-01 00:00"), moment("2027-03-01 00:00")))
    sheet["B2"].number_format = "dd/mm/yyyy"
    sheet["C2"].number_format = "dd/mm/yyyy hh:mm"
    assert read(book, tmp_path).rows[0].cells[1:] == (date(2027, 3, 1), moment("2027-03-01 00:00"))


def test_errors_and_formulas_never_calculated_are_no_values(tmp_path: Path) -> None:
    book, _ = workbook(("Title", "Start"), ("=B2&1", "#N/A"))
    title, start = read(book, tmp_path).rows[0].cells
    assert isinstance(title, Unreadable)
    assert title.shown == "=B2&1"
    assert "not in the file" in title.why
    assert isinstance(start, Unreadable)
    assert start.shown == "#N/A"


def test_a_formula_that_was_calculated_has_its_value(tmp_path: Path) -> None:
    book, _ = workbook(("Title", "Start"), ("=B2&1", "x"))
    path = rewritten(book, tmp_path, "xl/worksheets/sheet1.xml", "<v />", "<v>7</v>")
    assert load(path).rows[0].cells[0] == 7


def test_a_text_with_escaped_line_breaks_has_line_breaks(tmp_path: Path) -> None:
    book, _ = workbook(("Title", "Start"), ("A", "x"))
    path = rewritten(book, tmp_path, "xl/worksheets/sheet1.xml", "<t>A</t>", "<t>A_x000D_\nB</t>")
    assert load(path).rows[0].cells[0] == "A\nB"


def test_pronunciation_is_no_part_of_a_text(tmp_path: Path) -> None:
    book, _ = workbook(("Title", "Start"), ("A", "x"))
    runs = "<r><t>会</t></r><r><t>議</t></r><rPh><t>かいぎ</t></rPh>"
    path = rewritten(book, tmp_path, "xl/worksheets/sheet1.xml", "<t>A</t>", runs)
    assert load(path).rows[0].cells[0] == "会議"


def test_shared_texts_are_counted_with_the_empty_ones_and_in_any_namespace() -> None:
    xml = b"""<x:sst xmlns:x="http://example.com/any"><x:si><x:t>A</x:t></x:si><x:si><x:t/></x:si>
        <x:si><x:r><x:t xml:space="preserve">B </x:t></x:r><x:r><x:t>C</x:t></x:r></x:si></x:sst>"""
    shared = SharedTexts()
    for _ in feed(BytesIO(xml), shared):
        pass
    assert shared.texts == ["A", "", "B C"]


def test_a_text_that_the_file_does_not_hold_is_unreadable(tmp_path: Path) -> None:
    book, _ = workbook(("Title", "Start"), ("A", "x"))
    inline, shared = 't="inlineStr"><is><t>A</t></is>', 't="s"><v>9</v>'
    path = rewritten(book, tmp_path, "xl/worksheets/sheet1.xml", inline, shared)
    assert isinstance(load(path).rows[0].cells[0], Unreadable)


def test_a_workbook_that_counts_from_1904_gives_the_same_days(tmp_path: Path) -> None:
    book, _ = workbook()
    book.epoch = moment("1904-01-01 00:00")
    assert read(book, tmp_path).rows[0].cells[1] == moment("2027-03-01 10:00")


def test_merged_cells_hidden_rows_and_hidden_columns_are_seen(tmp_path: Path) -> None:
    book, sheet = workbook(HEADERS, ("A", "x", 30, 1), (None, None, None, 2), ("B", "y", 30, 3))
    sheet.merge_cells("A2:A3")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    found = read(book, tmp_path)
    assert [row.cells[0] for row in found.rows] == ["A", "A", "B"]
    assert [found.is_filled(row, column) for row, column in ((2, 0), (3, 0), (4, 0), (3, 1))] == [0, 1, 0, 0]
    assert codes(found) == [("hidden_rows", 4), ("hidden_columns", None), ("merged_cells", 2)]


def test_the_visible_sheet_with_the_most_known_headers_is_taken_and_the_others_named(tmp_path: Path) -> None:
    book, _ = workbook(("Row Labels", "Count"), ("x", 1))
    book.create_sheet("Plan").append(HEADERS)
    book["Plan"].append(("A", "x", 30, 1))
    hidden = book.create_sheet("Lookups")
    hidden.append((*HEADERS, "End", "Email"))
    hidden.append(("B", "y"))
    hidden.sheet_state = "hidden"
    found = read(book, tmp_path)
    assert found.name == "Plan"
    assert codes(found) == [("other_sheets", None)]
    assert "“Sheet”" in found.issues[0].message


def test_a_sheet_without_a_start_holds_no_meetings_however_many_of_its_headers_are_known(tmp_path: Path) -> None:
    book, _ = workbook(("Title", "Type", "Time zone", "Host email"), ("Kickoff", "Large", "UTC", "ann@example.com"))
    schedule = book.create_sheet("Schedule")
    schedule.append(("Title", "Start", "End"))
    schedule.append(("Kickoff", "2026-09-10 10:00", "2026-09-10 11:00"))
    assert read(book, tmp_path).name == "Schedule"


def test_two_sheets_of_meetings_are_a_question(tmp_path: Path) -> None:
    book, _ = workbook()
    book.copy_worksheet(book.worksheets[0]).title = "May"
    with pytest.raises(UnreadableFile, match="“Sheet” and “May”; name one with --sheet"):
        read(book, tmp_path)


def test_a_sheet_is_found_by_its_name_trimmed_and_in_any_case(tmp_path: Path) -> None:
    book, sheet = workbook()
    sheet.title = "Meetings FY27 "
    assert read(book, tmp_path, " meetings fy27").name == "Meetings FY27 "
    with pytest.raises(UnreadableFile, match="no sheet “June”; the workbook has “Meetings FY27”"):
        read(book, tmp_path, "June")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("30", 30),
        ("5.123456789012345E15", 5123456789012345),
        ("5123456789012345", 5123456789012345),
        ("46329.5", 46329.5),
    ],
)
def test_numbers_keep_the_digits_of_ids(text: str, number: float) -> None:
    assert number_of(text) == number
    assert type(number_of(text)) is type(number)


@pytest.mark.parametrize("text", ["NaN", "INF", "1e400", "12abc"])
def test_what_is_no_number_is_unreadable(text: str) -> None:
    assert isinstance(number_of(text), Unreadable)


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("General", Shown.NUMBER),
        ('0 "days"', Shown.NUMBER),
        ("yyyy-mm-dd", Shown.DATE),
        ("[$-409]d\\-mmm\\-yy", Shown.DATE),
        ("m/d/yy h:mm", Shown.MOMENT),
        ("h:mm AM/PM", Shown.MOMENT),
        ("[h]:mm", Shown.SPAN),
    ],
)
def test_a_number_format_tells_dates_times_and_spans_apart(number_format: str, shown: Shown) -> None:
    assert shown_by(number_format) is shown


def test_iso_cells_are_read_and_one_with_an_offset_stays_text() -> None:
    assert iso_value("2027-03-01") == date(2027, 3, 1)
    assert iso_value("2027-03-01T10:00:00") == moment("2027-03-01 10:00")
    assert iso_value("10:30:00") == time(10, 30)
    assert iso_value("2027-03-01T10:00:00Z") == "2027-03-01T10:00:00Z"


def test_half_a_pair_of_surrogates_stays_escaped() -> None:
    assert plain_text("_xD83D_ _x0041_") == "_xD83D_ A"
