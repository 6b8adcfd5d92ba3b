"""A column of dates called by what is held then, “Evening” or “Webinar”: read if confirmed, or named at least."""

from datetime import date

import pytest

from bulkmeet.columns.fields import Field
from bulkmeet.errors import UnreadableFile
from bulkmeet.model import Cell
from tests.sheets import errors, examined, meetings, message, sheet_of, shown

HEADERS = ["From", "To", "Subject", "Host email"]
ROWS: list[list[Cell]] = [
    ["16:00", "16:10", "Maths for Ana", "jo@example.com"],
    ["16:10", "16:20", "Maths for Ben", "jo@example.com"],
]
DAY = date(2026, 3, 4)


@pytest.mark.parametrize("header", ["Evening", "Afternoon", "Abend", "Elternabend", "Soirée", "Interview", "Webinar"])
def test_the_only_dates_beside_hours_are_the_day_by_likeness(header: str) -> None:
    found = examined(sheet_of([header, *HEADERS], [[DAY, *row] for row in ROWS]))
    assert [shown(one.start) for one in meetings(found)] == ["2026-03-04 16:00", "2026-03-04 16:10"]
    assert f'--map "{header}=start_date"' in message(found.issues, "column_by_likeness")


@pytest.mark.parametrize(
    "header",
    [
        *("First session", "First date", "1st lesson", "First class date", "Date of first session", "Next meeting"),
        *("Erster Termin", "Première séance", "Primera clase", "Prima lezione", "Eerste les", "Pierwsze spotkanie"),
    ],
)
def test_so_are_the_days_of_the_first_of_a_series(header: str) -> None:
    found = examined(sheet_of([header, *HEADERS], [[DAY, *row] for row in ROWS]))
    assert [shown(one.start) for one in meetings(found)] == ["2026-03-04 16:00", "2026-03-04 16:10"]
    assert f'--map "{header}=start_date"' in message(found.issues, "column_by_likeness")


def test_a_count_at_the_foot_of_the_column_takes_nothing_from_that() -> None:
    rows: list[list[Cell]] = [[DAY, *row] for row in ROWS]
    found = examined(sheet_of(["Evening", *HEADERS], [*rows, ["Slots taken", None, None, 6, None]]))
    assert len(meetings(found)) == len(ROWS)
    assert {str(place)[1:] for _, place in errors(found.issues)} == {"4"}


@pytest.mark.parametrize(
    "header",
    [
        *("Order date", "Papers out", "Fee changed on", "Last session", "Paid", "Due", "Evening booked", "Birthday"),
        *("Reminder", "Invited", "Ordered", "Report evening", "First name", "First contact", "First payment"),
        *("First", "Next", "First session booked", "Erste Zahlung", "Next meeting of client"),
    ],
)
def test_dates_of_anything_else_are_never_the_day(header: str) -> None:
    with pytest.raises(UnreadableFile):
        examined(sheet_of([header, *HEADERS], [[DAY, *row] for row in ROWS]))


def test_dates_that_may_be_the_day_are_named_in_the_refusal_whatever_stands_below_them() -> None:
    rows: list[list[Cell]] = [[date(2026, 3, 4), *row] for row in ROWS]
    with pytest.raises(UnreadableFile) as refused:
        examined(sheet_of(["Xyzzy", *HEADERS], [*rows, ["Slots taken", None, None, 6, None]]))
    assert '“Xyzzy” holds dates or times; if it says when the meetings are, add --map "Xyzzy=start_date"' in str(
        refused.value
    )


def test_beside_other_dates_nobody_knows_is_asked_which() -> None:
    with pytest.raises(UnreadableFile, match=r"Evening.*Abc|Abc.*Evening"):
        examined(sheet_of(["Evening", *HEADERS, "Abc"], [[DAY, *row, date(2026, 4, 5)] for row in ROWS]))


def test_without_hours_of_their_own_the_dates_are_only_offered() -> None:
    with pytest.raises(UnreadableFile, match="Evening=start_date"):
        examined(sheet_of(["Evening", "Subject", "Host email"], [[DAY, "Maths", "jo@example.com"]]))


def test_beside_a_day_it_is_nothing() -> None:
    rows: list[list[Cell]] = [[date(2026, 5, 6), *row, DAY] for row in ROWS]
    found = examined(sheet_of(["Date", *HEADERS, "Evening"], rows))
    assert found.mapping.of(Field.START_DATE)[0].header == "Date"
