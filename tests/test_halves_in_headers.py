"""AM or PM in the header over times without one: read as the header says, and never at night for an afternoon."""

from datetime import date, datetime, time

import pytest

from bulkmeet.columns.halfnames import half_named
from bulkmeet.model import Cell
from bulkmeet.sheet import Sheet
from tests.sheets import errors, examined, meetings, message, only, sheet_of, shown, table

HOST = "ann@example.com"


def sheet(header: str, cell: Cell) -> Sheet:
    """A meeting on 10 September whose time stands in the third column."""
    return sheet_of(("Title", "Date", header, "Duration", "Host email"), [("A", "2026-09-10", cell, "15 min", HOST)])


def begins(header: str, cell: Cell) -> str:
    """When the meeting begins, in New York."""
    return shown(only(examined(sheet(header, cell), column_map={header: "start_time"})).start)[11:]


@pytest.mark.parametrize("header", ["Time (PM)", "Start (pm)", "Afternoon start", "Start PM", "时间 (下午)"])
@pytest.mark.parametrize(
    "cell", ["3:30", "03:30", "0330", "3.30", time(3, 30), 3.5 / 24, "15:30", time(15, 30), "3:30 PM"]
)
def test_hours_below_a_header_that_says_pm_are_in_the_afternoon(header: str, cell: Cell) -> None:
    assert begins(header, cell) == "15:30"


@pytest.mark.parametrize(
    ("header", "cell", "expected"),
    [
        *(("Time (PM)", "12:15", "12:15"), ("Time (PM)", "noon", "12:00"), ("Time (PM)", "3:30 ET", "15:30")),
        *(("Time (AM)", "12:15", "00:15"), ("Time (AM)", time(9), "09:00"), ("Time (a.m.)", "0:15", "00:15")),
        ("Time (am/pm)", "14:30", "14:30"),
    ],
)
def test_twelve_is_noon_below_pm_and_midnight_below_am(header: str, cell: Cell, expected: str) -> None:
    assert begins(header, cell) == expected


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        *(("Time (PM)", "3:30 AM"), ("Time (PM)", "0:15"), ("Time (PM)", "midnight")),
        *(("Time (AM)", "14:30"), ("Time (AM)", "3:30 PM"), ("Time (PM)", "2026-09-10T03:30:00Z")),
    ],
)
def test_a_time_that_contradicts_its_header_is_an_error_at_its_cell(header: str, cell: Cell) -> None:
    found = examined(sheet(header, cell), column_map={header: "start_time"})
    assert ("meridiem_contradicts", "C2") in errors(found.issues)
    assert "as the header “" in message(found.issues, "meridiem_contradicts")
    assert not meetings(found)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("3:30 - 3:45", ("15:30", "15:45")),
        ("12:15 - 1:00", ("12:15", "13:00")),
        ("11:30 AM - 12:30 PM", ("11:30", "12:30")),
        ("3:30 - 3:45 PM", ("15:30", "15:45")),
        ("14:00 - 15:00", ("14:00", "15:00")),
    ],
)
def test_spans_below_pm_are_in_the_afternoon(cell: str, expected: tuple[str, str]) -> None:
    text = f"Title | Date | Time (PM) | Host email\nA | 2026-09-10 | {cell} | {HOST}"
    meeting = only(examined(text, column_map={"Time (PM)": "start_time"}))
    assert (shown(meeting.start)[11:], shown(meeting.end)[11:]) == expected


def test_a_span_across_noon_below_pm_is_to_be_written_with_both() -> None:
    text = f"Title | Date | Time (PM) | Host email\nA | 2026-09-10 | 11:30 - 12:30 | {HOST}"
    found = examined(text, column_map={"Time (PM)": "start_time"})
    assert errors(found.issues) == [("meridiem_contradicts", "C2")]
    assert "write AM or PM behind each" in message(found.issues, "meridiem_contradicts")


def test_a_start_and_an_end_in_columns_of_their_own_are_read_by_their_headers() -> None:
    text = f"Title | Date | Start (PM) | End (PM) | Host email\nA | 2026-09-10 | 3:30 | 4:15 | {HOST}"
    meeting = only(examined(text, column_map={"Start (PM)": "start_time", "End (PM)": "end_time"}))
    assert (shown(meeting.start)[11:], shown(meeting.end)[11:]) == ("15:30", "16:15")


def test_an_end_whose_header_says_nothing_does_not_become_the_next_night() -> None:
    text = f"Title | Date | Start (PM) | End | Host email\nA | 2026-09-10 | 3:30 | 4:15 | {HOST}"
    assert not meetings(examined(text, column_map={"Start (PM)": "start_time", "End": "end_time"}))


@pytest.mark.parametrize("cell", ["2026-09-10 3:30", datetime.combine(date(2026, 9, 10), time(3, 30))])
def test_a_date_and_time_below_pm_is_in_the_afternoon(cell: Cell) -> None:
    rows = [("A", cell, "15 min", HOST)]
    found = examined(
        sheet_of(("Title", "Start (PM)", "Duration", "Host email"), rows), column_map={"Start (PM)": "start"}
    )
    assert shown(only(found).start) == "2026-09-10 15:30"


def test_an_hour_and_a_minute_of_their_own_are_read_by_the_header_of_the_hour() -> None:
    found = table(
        f"Title | Date | Hour (PM) | Minute | Duration | Host email\nA | 2026-09-10 | 3 | 30 | 15 min | {HOST}"
    )
    maps = {"Hour (PM)": "start_hour", "Minute": "start_minute"}
    assert shown(only(examined(found, column_map=maps)).start)[11:] == "15:30"


@pytest.mark.parametrize(
    ("header", "half"),
    [
        *(
            ("Start p.m.", "pm"),
            ("Afternoon start", "pm"),
            ("Start (early afternoon)", "pm"),
            ("PM", "pm"),
            ("Time (PM, ET)", "pm"),
            ("開始 (午後)", "pm"),
            ("시작 (오전)", "am"),
        ),
        *(("Time AM", "am"), ("Start (A.M.)", "am"), ("AM or PM", None), ("a.m./p.m.", None), ("上午/下午", None)),
        *(("PM start", None), ("Call with PM", None), ("Project manager (PM) start", None), ("Evening start", None)),
        *(("Beginn am", None), ("BEGINN AM", None), ("Start am Montag", None), ("Ampm", None), ("Stamp", None)),
    ],
)
def test_only_a_plain_am_or_pm_of_a_header_counts(header: str, half: str | None) -> None:
    assert half_named(header) == half


@pytest.mark.parametrize("header", ["PM start", "pm time", "Evening start"])
@pytest.mark.parametrize("cell", ["9:30", "03:30", time(3, 30), "8:30 - 9:15"])
def test_a_time_below_a_header_of_a_project_manager_perhaps_is_asked_about(header: str, cell: Cell) -> None:
    found = examined(sheet(header, cell), column_map={header: "start_time"})
    assert ("hour_unclear", "C2") in errors(found.issues)
    assert f"if the header “{header}” means that" in message(found.issues, "hour_unclear")
    assert not meetings(found)


@pytest.mark.parametrize(("cell", "expected"), [("3:30 PM", "15:30"), ("9:30 am", "09:30"), ("14:30", "14:30")])
def test_a_time_that_says_its_half_itself_needs_no_such_header(cell: str, expected: str) -> None:
    assert begins("PM start", cell) == expected


def test_below_such_a_header_hours_after_noon_show_that_24_are_counted() -> None:
    text = f"""
        Title | Date       | PM start | Duration | Host email
        A     | 2026-09-10 | 9:00     | 15 min   | {HOST}
        B     | 2026-09-10 | 14:00    | 15 min   | {HOST}
        C     | 2026-09-10 | 3:30     | 15 min   | {HOST}
    """
    found = examined(text, column_map={"PM start": "start_time"})
    assert [shown(meeting.start)[11:] for meeting in meetings(found)] == ["09:00", "14:00"]
    assert errors(found.issues) == [("hour_unclear", "C4")]


def test_pm_counts_beside_the_same_header_with_am() -> None:
    text = f"""
        Title | Date       | AM start | PM start | Duration | Host email
        B     | 2026-09-10 | 9:00     | 2:30     | 15 min   | {HOST}
    """
    found = examined(text, column_map={"AM start": "ignore", "PM start": "start_time"})
    assert shown(only(found).start)[11:] == "14:30"
