"""What is shown of each column: how it is read and why, and examples before and after."""

from bulkmeet.columns.fields import Mapping
from bulkmeet.explain import Explained, explain, mapping_of
from bulkmeet.model import Cell
from tests.sheets import examined, settings_with, sheet_of

HEADERS = ["Title", "Start", "End", "Host email"]
ROW: list[Cell] = ["Lab", "2026-09-10 10:00", "11:00", "jo@example.com"]


def explained(headers: list[str], *rows: list[Cell]) -> dict[str, Explained]:
    sheet = sheet_of(headers, rows)
    found = examined(sheet)
    columns = explain(sheet, found.mapping, settings_with({}), found.issues)
    return {column.header: column for column in columns}


def after(column: Explained) -> list[str | None]:
    return [example.after for example in column.examples]


def test_a_column_is_told_with_its_field_the_reason_and_its_cells_before_and_after() -> None:
    title = explained(HEADERS, ROW, ["Chem", *ROW[1:]])["Title"]
    assert (title.letter, title.field, title.how) == ("A", "title", "by its name and cells")
    assert [(example.row, example.cell, example.before, example.after) for example in title.examples] == [
        (2, "A2", "Lab", "Lab"),
        (3, "A3", "Chem", "Chem"),
    ]


def test_moments_are_shown_in_their_zone_and_in_utc() -> None:
    columns = explained(HEADERS, ROW)
    assert after(columns["Start"]) == ["2026-09-10 10:00 America/New_York (14:00 UTC)"]
    assert after(columns["End"]) == ["2026-09-10 11:00 America/New_York (15:00 UTC)"]
    split = explained(
        ["Title", "Date (dd/mm/yyyy)", "Start time", "Duration (min)", "Host email"],
        ["Lab", "13/09/2026", "20:30", 45, "jo@example.com"],
    )
    assert split["Date (dd/mm/yyyy)"].date_order == "dmy"
    assert after(split["Start time"]) == ["2026-09-13 20:30 America/New_York (2026-09-14 00:30 UTC)"]
    assert (split["Duration (min)"].unit, after(split["Duration (min)"])) == ("min", ["45 min"])


def test_people_flags_and_ids_are_shown_as_they_will_be_sent() -> None:
    columns = explained(
        ["Title", "Start", "End", "User id", "Attendees", "Call out", "Phone", "Attendee 2 email", "Repeats"],
        [
            *ROW[:3],
            "5835806903417907",
            "Ana Ruiz <ana@example.com>; ben@example.com",
            *("yes", "(415) 555-0100", "cy@example.com", "weekly"),
        ],
    )
    assert after(columns["User id"]) == ["5835806903417907"]
    assert after(columns["Attendees"]) == ["Ana Ruiz <ana@example.com>; ben@example.com"]
    assert after(columns["Call out"]) == ["yes"]
    assert after(columns["Phone"]) == ["+14155550100"]
    assert columns["Attendee 2 email"].person == 2
    assert after(columns["Repeats"]) == ["FREQ=WEEKLY (every week without an end)"]


def test_a_phone_number_beside_a_list_of_one_is_shown_with_whose_it_is() -> None:
    columns = explained([*HEADERS, "Attendees", "Phone"], [*ROW, "Ana Ruiz <ana@example.com>", "(415) 555-0100"])
    assert after(columns["Phone"]) == ["+14155550100, the number of ana@example.com"]


def test_a_cell_with_a_problem_is_among_the_examples() -> None:
    rows = [[f"Lab {number}", f"2026-09-{number:02} 10:00", *ROW[2:]] for number in range(1, 20)]
    rows[11][1] = "2026-09-12 25:00"
    start = explained(HEADERS, *rows)["Start"]
    assert [example.cell for example in start.examples] == ["B2", "B3", "B13"]
    assert start.examples[2].after is None
    assert start.examples[2].problem == "“2026-09-12 25:00” is not a time of day; write it like 14:30."


def test_examples_differ_in_kind_if_they_can() -> None:
    times: list[Cell] = ["30", "45", "60", "1:30", "2 h"]
    rows = [[f"Lab {number}", ROW[1], cell, ROW[3]] for number, cell in enumerate(times)]
    duration = explained(["Title", "Start", "Duration", "Host email"], *rows)["Duration"]
    assert [example.before for example in duration.examples] == ["30", "1:30", "2 h"]
    same = explained(HEADERS, ROW, ROW, ROW)["Title"]
    assert len(same.examples) == 1


def test_a_column_not_used_has_examples_but_no_meaning() -> None:
    columns = explained([*HEADERS, "Colour", "Order date", "Empty"], [*ROW, "blue", "2026-01-01", None])
    assert (columns["Colour"].field, columns["Colour"].how) == ("ignore", "known, not used")
    assert [(example.before, example.after) for example in columns["Order date"].examples] == [("2026-01-01", None)]
    assert (columns["Empty"].field, columns["Empty"].how, columns["Empty"].examples) == (None, "unrecognised", ())


def test_a_sheet_without_rows_or_without_a_start_is_explained_too() -> None:
    settings = settings_with({})
    for sheet in (sheet_of(["Title", "Colour"], []), sheet_of(["Title", "Colour"], [["Lab", "blue"]])):
        columns = explain(sheet, mapping_of(sheet, settings), settings)
        assert [column.field for column in columns] == ["title", "ignore"]
    assert explain(sheet_of([], []), Mapping(()), settings) == ()
