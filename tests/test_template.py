"""bulkmeet template: a workbook to fill in, with examples that check accepts and nothing is created from."""

from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest

from bulkmeet.cells.zones import parse_zone
from bulkmeet.columns.fields import EXAMPLES_SHEET, HELP_SHEET
from bulkmeet.columns.mapping import map_columns
from bulkmeet.template import COLUMNS, ZONES
from tests.command_line import CommandLine
from tests.rich_workbook import opened


@pytest.fixture
def sheet(bulkmeet: CommandLine) -> Any:  # noqa: ANN401 - openpyxl's sheets have many types
    """The sheet to fill in, of a template that the command has written."""
    assert bulkmeet("template", "new.xlsx", ledger=False).code == 0
    return opened(bulkmeet.folder / "new.xlsx")["Meetings"]


def test_the_sheet_to_fill_in_is_empty_so_that_no_half_of_an_example_can_stay(bulkmeet: CommandLine) -> None:
    written = bulkmeet("template", "new.xlsx", ledger=False)
    assert "bulkmeet check new.xlsx" in written.out
    checked = bulkmeet("check", "new.xlsx")
    assert checked.code == 3
    assert checked.sentence == "The table has headers but no rows under them; add a row for each meeting."
    assert opened(bulkmeet.folder / "new.xlsx")["Meetings"].max_row == 1


def test_check_accepts_the_examples_and_says_that_nothing_is_created_from_them(bulkmeet: CommandLine) -> None:
    bulkmeet("template", "new.xlsx", ledger=False)
    checked = bulkmeet("check", "new.xlsx", "--sheet", EXAMPLES_SHEET)
    assert checked.code == 0
    assert "There is nothing to send." in checked.out
    assert "Rows 2 to 4 are examples by their titles, so nothing is created from them" in " ".join(checked.said.split())


def test_people_of_an_example_are_never_invited_to_what_is_typed(bulkmeet: CommandLine) -> None:
    bulkmeet("template", "new.xlsx", ledger=False)
    book = openpyxl.load_workbook(bulkmeet.folder / "new.xlsx")
    row = {"Title": "Kick-off", "Start date": "2031-03-03", "Start time": "14:30", "End time": "15:15"}
    typed = row | {"Host email": "jo@example.com", "Time zone": "UTC", "Attendees": "fay@example.com 415 555 0142"}
    for number, column in enumerate(COLUMNS, 1):
        book["Meetings"].cell(2, number, typed.get(column.header))
    book.save(bulkmeet.folder / "new.xlsx")
    checked = bulkmeet("check", "new.xlsx")
    assert checked.code == 0
    assert "fay@example.com" in checked.out
    assert "dana.park" not in checked.said
    assert "Example" not in checked.said


def test_examples_copied_into_the_meetings_are_meetings_without_a_word_of_warning(bulkmeet: CommandLine) -> None:
    bulkmeet("template", "new.xlsx", ledger=False)
    book = openpyxl.load_workbook(bulkmeet.folder / "new.xlsx")
    for row in (2, 3, 4):
        for cell in book[EXAMPLES_SHEET][row]:
            value = cell.value.removeprefix("Example: ") if isinstance(cell.value, str) else cell.value
            book["Meetings"][cell.coordinate].value = value
    book.save(bulkmeet.folder / "new.xlsx")
    document = bulkmeet("check", "new.xlsx", "--json").document
    assert document["issues"] == []
    assert (document["rows"], document["meetings"], document["counts"]["pending"]) == (3, 2, 2)
    assert [result["rows"] for result in document["results"]] == [[2], [3, 4]]
    assert bulkmeet("run", "new.xlsx", "--api", "simulator", "--yes").code == 0
    results = opened(bulkmeet.folder / "new.results.xlsx")
    assert results.sheetnames == ["Meetings", HELP_SHEET, EXAMPLES_SHEET, "Lists", "bulkmeet summary"]


def test_a_file_that_is_there_is_never_written_over(bulkmeet: CommandLine) -> None:
    path = bulkmeet.folder / "new.xlsx"
    path.write_text("somebody's work")
    done = bulkmeet("template", "new.xlsx", ledger=False)
    assert (done.code, done.sentence) == (2, "There is a file new.xlsx already; choose another name.")
    assert path.read_text() == "somebody's work"
    assert bulkmeet("template", "new.csv", ledger=False).code == 2


def test_every_header_is_known_for_certain() -> None:
    headers = [column.header for column in COLUMNS]
    mapping = map_columns(headers, [[] for _ in headers], {})
    assert not mapping.issues
    assert all(column.field is not None and not column.by_likeness for column in mapping.columns)
    fields = [(column.field, column.person) for column in mapping.columns]
    assert len(set(fields)) == len(fields)


def test_headers_say_what_goes_in_and_which_ones_are_required(sheet: Any) -> None:  # noqa: ANN401 - see above
    assert [cell.value for cell in sheet[1]] == [column.header for column in COLUMNS]
    required = {cell.value for cell in sheet[1] if cell.comment.text.startswith("Required.")}
    assert required == {"Title", "Start date", "Start time", "Host email"}
    assert len({cell.fill.fgColor.rgb for cell in sheet[1] if cell.value in required}) == 1
    assert all("\nExample: " in cell.comment.text for cell in sheet[1])
    assert sheet.freeze_panes == "B2"


def test_columns_are_formatted_all_the_way_down(sheet: Any) -> None:  # noqa: ANN401 - see above
    formats = {cell.value: sheet.column_dimensions[cell.column_letter].number_format for cell in sheet[1] if cell.value}
    assert (formats["Start date"], formats["Start time"]) == ("yyyy-mm-dd", "hh:mm")
    assert formats["Host ID"] == formats["Attendee phone"] == "@"
    examples = sheet.parent[EXAMPLES_SHEET]
    assert isinstance(examples["B2"].value, datetime)
    assert examples["B2"].value.date() > date.today()  # noqa: DTZ011 - the template goes by this computer's day
    assert examples["C2"].value == time(14, 30)


def test_choices_are_offered_and_each_of_them_is_one_that_bulkmeet_takes(sheet: Any) -> None:  # noqa: ANN401 - see above
    lists = sheet.parent["Lists"]
    assert lists.sheet_state == "hidden"
    offered = {}
    for offer in sheet.data_validations.dataValidation:
        column = sheet[f"{str(offer.sqref)[0]}1"].value
        offered[column] = [row[0].value for row in lists[offer.formula1.removeprefix("Lists!").replace("$", "")]]
    assert set(offered) == {"Time zone", "Meeting type", "Call out"}
    assert offered["Call out"] == ["Yes", "No"]
    assert "LARGE_MEETING" in offered["Meeting type"]
    assert offered["Time zone"] == list(ZONES)
    assert [zone for zone in ZONES if parse_zone(zone).value is None] == []


def test_help_is_a_few_plain_lines_and_never_taken_for_meetings(bulkmeet: CommandLine) -> None:
    bulkmeet("template", "new.xlsx", ledger=False)
    book = openpyxl.load_workbook(bulkmeet.folder / "new.xlsx", read_only=True)
    lines = [row[0] for row in book[HELP_SHEET].iter_rows(values_only=True) if row[0]]
    book.close()
    assert len(lines) < 13
    said = bulkmeet("check", "new.xlsx", "--sheet", EXAMPLES_SHEET).said
    assert HELP_SHEET not in said
