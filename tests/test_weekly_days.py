"""Weekdays such as MWF beside a column that says how the rows repeat: both must mean the same days."""

from typing import Any

import pytest

from bulkmeet.cells.recurrence import parse_recurrence
from bulkmeet.columns.weekly import weekdays_in
from bulkmeet.model import Cell, Status
from tests.sheets import errors, examined, message, sheet_of, statuses

HEADERS = ("Title", "Days", "Start", "Duration", "Host email", "Recurrence")
MONDAY, TUESDAY, FRIDAY = "2027-01-11 09:00", "2027-01-12 09:00", "2027-01-15 09:00"


def classes(*rows: tuple[Cell, Cell, Cell], header: str = "Days", **options: Any) -> list[tuple[str, str | int | None]]:
    """The errors for rows of days, a start and a recurrence, behind two that agree."""
    cells = [("TR", TUESDAY, "every Tuesday and Thursday until 2027-05-07"), *rows]
    headers = [header if name == "Days" else name for name in HEADERS]
    sheet = sheet_of(
        headers, [(f"C{n}", days, start, "1 h", "ann@example.com", how) for n, (days, start, how) in enumerate(cells)]
    )
    return errors(examined(sheet, **options).issues)


@pytest.mark.parametrize(
    ("days", "start", "how"),
    [
        *(("MWF", MONDAY, "weekly until 2027-05-07"), ("TR", MONDAY, "weekly, 6 times"), ("MW", MONDAY, None)),
        *(("T", MONDAY, "weekly until 2027-05-07"), ("F", MONDAY, None), ("MW", MONDAY, "FREQ=DAILY;COUNT=9")),
        *(("MW", MONDAY, "FREQ=WEEKLY;BYDAY=MO,FR;COUNT=9"), ("MWF", MONDAY, "every Monday and Wednesday, 9 times")),
        *(("M", MONDAY, "every Monday and Wednesday, 9 times"), ("TR", TUESDAY, "FREQ=MONTHLY;COUNT=4")),
        ("TR", TUESDAY, "FREQ=WEEKLY;INTERVAL=2;COUNT=4"),
    ],
)
def test_days_on_which_the_row_does_not_repeat_are_an_error_at_the_row(days: Cell, start: Cell, how: Cell) -> None:
    assert classes((days, start, how)) == [("weekdays_disagree", "B3")]


@pytest.mark.parametrize(
    ("days", "start", "how"),
    [
        *(("MWF", MONDAY, "every Monday, Wednesday and Friday until 2027-05-07"), ("M", MONDAY, "weekly, 9 times")),
        *(("F", FRIDAY, None), ("MTWThF", MONDAY, "every weekday, 20 times"), ("TBA", MONDAY, "weekly, 9 times")),
        *(("MW", MONDAY, "FREQ=WEEKLY;BYDAY=WE,MO;COUNT=9"), (None, MONDAY, "weekly, 9 times")),
        ("Mon-Fri", MONDAY, "every weekday, 20 times"),
    ],
)
def test_of_the_same_days_nothing_is_said(days: Cell, start: Cell, how: Cell) -> None:
    assert classes((days, start, how)) == []


def test_the_other_rows_are_created_and_the_map_settles_it() -> None:
    assert classes(("MWF", MONDAY, "weekly, 6 times"), column_map={"Days": "ignore"}) == []
    sheet = f"""
        Title | Days | Start      | Duration | Host email      | Recurrence
        Algae | MWF  | {MONDAY}   | 1 h      | ann@example.com | weekly, 6 times
        Birds | TR   | {TUESDAY}  | 1 h      | ann@example.com | every Tuesday and Thursday, 6 times
    """
    found = examined(sheet)
    assert list(statuses(found).values()) == [Status.INVALID, Status.PENDING]
    assert message(found.issues, "weekdays_disagree") == (
        "These are the weekdays Monday, Wednesday and Friday, but how it repeats names no weekdays, so it would be on "
        "Monday only; write them into “Recurrence”, like “every Monday, Wednesday and Friday until 2027-12-17”, or "
        "mend them here."
    )


def test_the_example_it_gives_can_be_read() -> None:
    rule = parse_recurrence("every Monday, Wednesday and Friday until 2027-12-17").value
    assert rule == "FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20271217"


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        *(("MWF", [0, 2, 4]), ("TR", [1, 3]), ("TTh", [1, 3]), ("MTWTF", [0, 1, 2, 3, 4]), ("SU", [6]), ("SS", [5, 6])),
        *(("Mon-Fri", [0, 1, 2, 3, 4]), ("Fri to Mon", [4, 5, 6, 0]), ("Mo/Mi", [0, 2]), ("Tue & Thu", [1, 3])),
        ("Mon, then Bill", []),
    ],
)
def test_letters_and_words_for_weekdays(cell: str, days: list[int]) -> None:
    assert [min(named) for named in weekdays_in(cell, "days")] == days
