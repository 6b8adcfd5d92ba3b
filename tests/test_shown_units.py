"""Durations whose numbers have no unit, beside starts and ends that show that they are hours."""

from typing import Any

import pytest

from bulkmeet.examine import Examined
from bulkmeet.explain import explain
from bulkmeet.model import Cell, Status
from tests.sheets import errors, examined, message, settings_with, sheet_of, statuses

HEADERS = ("Title", "Date", "From", "To", "Duration", "Host email")


def lessons(*lasting: tuple[str, str | None, Cell], header: str = "Duration", **options: Any) -> Examined:
    """A lesson a day from an hour to another, with what its duration says."""
    rows = [
        (f"Lesson {at}", f"2027-04-{12 + at}", start, end, duration, "jo@example.com")
        for at, (start, end, duration) in enumerate(lasting)
    ]
    return examined(sheet_of([*HEADERS[:4], header, HEADERS[5]], rows), **options)


def test_numbers_that_agree_with_start_and_end_as_hours_are_hours() -> None:
    found = lessons(("09:00", "12:30", "3,50"), ("09:00", "12:00", "3,00"), ("14:00", "16:00", 2))
    assert errors(found.issues) == []
    assert set(statuses(found).values()) == {Status.PENDING}
    assert message(found.issues, "duration_in_hours") == (
        "The bare numbers in “Duration” are read as hours, as the starts and ends beside them show; if they are not, "
        "name the unit in the header, like “Duration (min)”."
    )


def test_the_row_that_does_not_agree_is_told_so_in_hours() -> None:
    found = lessons(("09:00", "12:30", 3.5), ("09:00", "12:00", 3), ("14:00", "16:00", 3))
    assert errors(found.issues) == [("duration_disagrees", "E4")]
    assert "it lasts 2 h, but the duration says 3 h" in message(found.issues, "duration_disagrees")


def test_a_row_without_an_end_lasts_hours_as_the_others_do() -> None:
    found = lessons(("09:00", "12:30", 3.5), ("09:00", "12:00", 3), ("14:00", None, 2))
    meeting = found.parts[2].meeting
    assert meeting is not None
    assert meeting.end - meeting.start == 2 * 60 * 60


@pytest.mark.parametrize("duration", [30, "30"])
def test_minutes_stay_minutes(duration: Cell) -> None:
    found = lessons(("09:00", "09:30", duration), ("10:00", "10:30", duration))
    assert errors(found.issues) == []
    assert "read as minutes" in message(found.issues, "duration_in_minutes")


def test_where_as_many_rows_differ_nothing_is_shown() -> None:
    found = lessons(("09:00", "12:30", 3.5), ("09:00", "12:00", 4.5))
    assert [code for code, _ in errors(found.issues)] == ["duration_unclear", "duration_unclear"]


def test_a_unit_in_the_header_or_in_the_cells_counts_alone() -> None:
    assert [code for code, _ in errors(lessons(("09:00", "11:00", 2), header="Duration (min)").issues)] == [
        "duration_disagrees"
    ]
    assert errors(lessons(("09:00", "11:00", "2 h"), ("12:00", "12:30", "30 min")).issues) == []


def test_the_explanation_shows_the_hours() -> None:
    first = ("A", "2027-04-12", "09:00", "12:30", "3,50", "jo@example.com")
    rows = [first, ("B", "2027-04-13", "09:00", "11:00", "2", "jo@example.com")]
    sheet = sheet_of(HEADERS, rows)
    columns = explain(sheet, examined(sheet).mapping, settings_with({}))
    assert [example.after for example in columns[4].examples] == ["3 h 30 min", "2 h"]
