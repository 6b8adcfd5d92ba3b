"""What the reading of columns means for the meetings, and what a coordinator is told of columns not used."""

import pytest

from bulkmeet.cli.columns_report import column_lines
from bulkmeet.examine import Examined
from bulkmeet.model import Cell, Status
from tests.sheets import emails, errors, examined, meetings, message, sheet_of, statuses, warnings

HEADERS = ["Title", "Start", "End", "Host email"]
ROW = ["Lab", "2026-09-10 10:00", "11:00", "jo@example.com"]


def not_used(found: Examined) -> list[str]:
    lines = list(column_lines(found, None))
    assert lines[0].startswith("  A  “Title”")
    return [line for line in lines if line.startswith("  Not used: ")]


def test_one_cell_with_two_addresses_is_an_error_of_its_own_and_changes_no_other_row() -> None:
    people = ["Attendee 1 name", "Attendee 1 email", "Attendee 2 name", "Attendee 2 email"]
    rows: list[list[Cell]] = [
        [*ROW, "Ana Ruiz", "ana@example.com", "Ben Okafor", "ben@example.com"],
        ["Chem", *ROW[1:], "Eve Li", "eve@example.com; ana@example.com", None, None],
    ]
    found = examined(sheet_of([*HEADERS, *people], rows))
    assert errors(found.issues) == [("email_more_than_one", "F3")]
    (lab,) = meetings(found)
    assert [(person.name, person.email) for person in lab.participants] == [
        ("Ana Ruiz", "ana@example.com"),
        ("Ben Okafor", "ben@example.com"),
    ]


def test_the_same_holds_for_a_row_for_each_person() -> None:
    rows: list[list[Cell]] = [
        [*ROW, "Ana Ruiz", "ana@example.com"],
        ["Chem", *ROW[1:], "Eve Li", "eve@example.com; ana@example.com"],
    ]
    found = examined(sheet_of([*HEADERS, "Name", "Email"], rows))
    assert errors(found.issues) == [("email_more_than_one", "F3")]
    assert [emails(meeting) for meeting in meetings(found)] == [["ana@example.com"]]


def test_a_cancelled_lesson_is_not_created_whatever_else_its_column_says() -> None:
    cells = ["room 7", None, "CANCELLED!!", "see Ana", "cancelled - sick"]
    rows = [[f"Lab {number}", *ROW[1:], cell] for number, cell in enumerate(cells)]
    found = examined(sheet_of([*HEADERS, "Status"], rows))
    assert [meeting.title for meeting in meetings(found)] == ["Lab 1"]
    assert [row for row, status in statuses(found).items() if status is Status.SKIPPED] == [4, 6]
    told = [issue.cell for issue in found.issues if issue.code == "cancelled_unreadable"]
    assert told == ["E2", "E5"]


def test_columns_not_used_are_named_in_the_plan() -> None:
    headers = [*HEADERS, "Notes", "Room", "Colour", "bulkmeet_status", ""]
    found = examined(sheet_of(headers, [[*ROW, "bring pens", None, "blue", None, None]]))
    assert not_used(found) == ["  Not used: E “Notes”, F “Room”, G “Colour”"]


def test_a_status_that_says_nothing_of_cancelling_is_named_with_what_it_says() -> None:
    rows = [[f"Lab {cell}", *ROW[1:], cell] for cell in ("moved", "room?", "moved", "late", "blue")]
    found = examined(sheet_of([*HEADERS, "Status"], rows))
    assert not_used(found) == ["  Not used: E “Status” (“moved”, “room?”, “late”)"]


def test_of_a_status_that_is_mostly_understood_only_the_rows_of_other_words_are_held_back() -> None:
    words = ["Accepted", "Accepted", "Declined", "Accepted", "Accept_Queue"]
    found = examined(sheet_of([*HEADERS, "Status"], [[f"Talk {n}", *ROW[1:], word] for n, word in enumerate(words)]))
    assert errors(found.issues) == [("cancelled_unclear", "E4"), ("cancelled_unreadable", "E6")]
    assert [meeting.title for meeting in meetings(found)] == ["Talk 0", "Talk 1", "Talk 3"]
    assert not any("=ignore" in issue.message for issue in found.issues)


def test_the_column_may_be_left_out_where_no_word_of_it_may_mean_cancelled() -> None:
    found = examined(sheet_of([*HEADERS, "Status"], [[word, *ROW[1:], word] for word in ("New", "Lead", "Customer")]))
    assert [(issue.cell, "Status=ignore" in issue.message) for issue in found.issues] == [("E3", True), ("E4", True)]
    assert [meeting.title for meeting in meetings(found)] == ["New"]


def test_a_yes_among_words_nobody_knows_is_no_status() -> None:
    found = examined(
        sheet_of([*HEADERS, "Status"], [[f"T{n}", *ROW[1:], c] for n, c in enumerate(("yes", "New", "x2", "x3", "x4"))])
    )
    assert not any(status is Status.SKIPPED for status in statuses(found).values())


def test_cells_without_a_header_are_named_as_not_used_by_their_letter() -> None:
    found = examined(sheet_of([*HEADERS, ""], [[*ROW, "something"]]))
    assert not_used(found) == ["  Not used: E (no header)"]


def test_many_columns_not_used_are_cut_and_none_is_nothing_to_tell() -> None:
    notes = [f"Question {number}" for number in range(15)]
    (line,) = not_used(examined(sheet_of([*HEADERS, *notes], [[*ROW, *[None] * 15]])))
    assert line.endswith("“Question 11” and 3 more")
    assert not_used(examined(sheet_of(HEADERS, [ROW]))) == []


def test_the_numbered_columns_of_people_stand_in_one_line_and_lone_ones_in_their_own() -> None:
    people = [f"Attendee {number} {what}" for number in (1, 2, 3) for what in ("name", "email")]
    found = examined(sheet_of([*HEADERS, *people, "Duration (min)"], [[*ROW, *[None] * 7]]))
    assert list(column_lines(found, 80))[-2:] == [
        "  E-J  “Attendee 1 name” and 5 more  name, email of 3 people",
        "  K    “Duration (min)”              duration (min)",
    ]


def test_a_cancelled_lesson_is_seen_however_far_down_it_stands() -> None:
    rows: list[list[Cell]] = [[f"Lab {number}", *ROW[1:], "moved"] for number in range(200)]
    rows.append(["Last", *ROW[1:], "cancelled"])
    found = examined(sheet_of([*HEADERS, "Status"], rows))
    assert statuses(found)[202] is Status.SKIPPED


@pytest.mark.parametrize("remark", ["Postponed to May", "verschoben", "Cancelled by the client", "DO NOT BOOK"])
@pytest.mark.parametrize(("header", "off"), [("Cancelled", "Yes"), ("Status", "Cancelled")])
@pytest.mark.parametrize("unclear", [None, "-"])
def test_a_remark_that_says_a_row_is_off_is_asked_about_where_the_column_of_marks_says_nothing(
    remark: str, header: str, off: str, unclear: Cell
) -> None:
    rows: list[list[Cell]] = [[*ROW, None, "bring pens"], ["Chem", *ROW[1:], unclear, remark]]
    rows.append(["Art", *ROW[1:], off, remark])
    found = examined(sheet_of([*HEADERS, header, "Notes"], rows))
    assert errors(found.issues) == [("remark_says_off", "F3")]
    assert '--map "Notes=ignore"' in message(found.issues, "remark_says_off")
    assert list(statuses(found).values()) == [Status.PENDING, Status.INVALID, Status.SKIPPED]
    assert not errors(examined(sheet_of([*HEADERS, header, "Notes"], rows), column_map={"Notes": "ignore"}).issues)


@pytest.mark.parametrize(
    "remark",
    ["was cancelled, now reinstated", "on hold music", "please do not schedule anything after", "Postponed to May"],
)
@pytest.mark.parametrize(
    ("header", "on", "off"),
    [("Cancelled", "No", "Yes"), ("Status", "Confirmed", "Cancelled"), ("Going ahead?", "Yes", "No")],
)
def test_a_plain_mark_counts_for_more_than_a_remark_beside_it(remark: str, header: str, on: str, off: str) -> None:
    rows: list[list[Cell]] = [["Chem", *ROW[1:], on, remark], ["Art", *ROW[1:], off, remark]]
    found = examined(sheet_of([*HEADERS, header, "Notes"], rows))
    assert errors(found.issues) == []
    assert ("remark_says_off", "F2") in warnings(found.issues)
    assert f"“{on}” in “{header}” says that this meeting does" in message(found.issues, "remark_says_off")
    assert list(statuses(found).values()) == [Status.PENDING, Status.SKIPPED]
