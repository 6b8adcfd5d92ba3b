"""A column of dates that is not read, as another gives the start whole: a row it contradicts is not created."""

from collections.abc import Sequence
from typing import Any

import pytest

from bulkmeet.columns.mapping import map_columns
from bulkmeet.model import Cell, Status
from tests.sheets import errors, examined, message, sheet_of, statuses

STARTS = ("19/04/2027 09:00", "20/04/2027 11:10", "06/05/2027 13:40")
ENDS = ("19/04/2027 10:00", "20/04/2027 12:00", "06/05/2027 14:30")
DAYS = ("19/04/2027", "20/04/2027", "06/05/2027")


def told(
    days: Sequence[Cell],
    header: str = "TheDate",
    starts: Sequence[Cell] = STARTS,
    ends: Sequence[Cell] = ENDS,
    **options: Any,
) -> list[tuple[str, str | int | None]]:
    """The errors for meetings beside a column of such days, at most one of them wrong."""
    headers = ("Title", header, "StartTime", "EndTime", "Host email")
    cells = zip(days, starts, ends, strict=True)
    rows = [(f"Lesson {number}", *three, "jo@example.com") for number, three in enumerate(cells)]
    return errors(examined(sheet_of(headers, rows), **options).issues)


@pytest.mark.parametrize("header", ["TheDate", "Date", "Meeting date", "Datum"])
def test_another_day_than_the_start_is_an_error_at_its_cell(header: str) -> None:
    assert told((*DAYS[:2], "07/05/2027"), header) == [("says_another_day", "B4")]
    assert told(DAYS, header) == []


def test_it_names_both_days_and_how_to_leave_the_column_out() -> None:
    headers = ("Title", "TheDate", "StartTime", "EndTime", "Host email")
    days = (*DAYS[:2], "07/05/2027")
    sheet = sheet_of(headers, [("Lesson", *cells, "jo@example.com") for cells in zip(days, STARTS, ENDS, strict=True)])
    found = examined(sheet)
    assert list(statuses(found).values()) == [Status.PENDING, Status.PENDING, Status.INVALID]
    assert message(found.issues, "says_another_day") == (
        "“07/05/2027” says another day than “06/05/2027 13:40” in “StartTime”; correct the one that is wrong, or leave "
        'this column out when you run bulkmeet, with --map "TheDate=ignore".'
    )
    assert errors(examined(sheet, column_map={"TheDate": "ignore"}).issues) == []


@pytest.mark.parametrize("days", [("01/03/2027", "02/03/2027", "06/05/2027"), ("01/03/2027", None, None)])
def test_a_column_that_mostly_says_other_days_is_pointed_out_and_stops_nothing(days: Sequence[Cell]) -> None:
    assert told(days, "Date") == []
    headers = ("Title", "Date", "StartTime", "EndTime", "Host email")
    sheet = sheet_of(headers, [("Lesson", *cells, "jo@example.com") for cells in zip(days, STARTS, ENDS, strict=True)])
    said = message(examined(sheet).issues, "other_days_not_used")
    assert said.startswith("“Date” is not used, as “StartTime” says when the meetings are. In ")


def test_a_day_within_a_meeting_of_several_days_is_as_good() -> None:
    ends = (*ENDS[:2], "08/05/2027 12:00")
    assert told((*DAYS[:2], "07/05/2027"), ends=ends) == []
    assert told((*DAYS[:2], "09/05/2027"), ends=ends) == [("says_another_day", "B4")]


def test_what_starts_after_midnight_may_be_of_the_evening_before() -> None:
    starts, ends = (*STARTS[:2], "06/05/2027 00:30"), (*ENDS[:2], "06/05/2027 01:30")
    assert told((*DAYS[:2], "05/05/2027"), starts=starts, ends=ends) == []
    assert told((*DAYS[:2], "04/05/2027"), starts=starts, ends=ends) == [("says_another_day", "B4")]


def test_the_day_may_be_that_of_the_sheets_own_zone() -> None:
    headers = ("Title", "Date", "Start", "End", "Time zone", "Host email")
    rows = [
        ("Call", day, f"{day} 09:00", f"{day} 10:00", "Europe/Berlin", "jo@example.com") for day in ("2027-04-19",) * 2
    ]
    late = ("Call", "2027-03-05", "2027-03-04 20:30", "2027-03-04 21:00", "America/Los_Angeles", "jo@example.com")
    assert errors(examined(sheet_of(headers, [*rows, late]), timezone="Europe/Berlin").issues) == []


def test_one_day_of_a_series_says_nothing_of_its_start() -> None:
    headers = ("Title", "Date", "Start", "End", "Recurrence", "Host email")
    once = [
        ("Call", f"2027-04-{day}", f"2027-04-{day} 09:00", f"2027-04-{day} 10:00", None, "jo@example.com")
        for day in (19, 20)
    ]
    weekly = ("Call", "2027-03-10", "2027-03-03 09:00", "2027-03-03 10:00", "weekly", "jo@example.com")
    assert errors(examined(sheet_of(headers, [*once, weekly])).issues) == []


def test_what_is_no_day_contradicts_nothing() -> None:
    assert told((*DAYS[:2], "next week")) == []
    assert told((*DAYS[:2], None)) == []


def test_the_day_of_the_end_is_as_good() -> None:
    ends = (*ENDS[:2], "07/05/2027 01:00")
    assert told((*DAYS[:2], "07/05/2027"), ends=ends) == []


def test_the_days_may_be_written_in_another_order_throughout() -> None:
    assert told(("04/19/2027", "04/20/2027", "05/06/2027")) == []
    assert told(("04/19/2027", "04/20/2027", "05/07/2027")) == [("says_another_day", "B4")]


def test_the_day_of_a_start_with_an_offset_may_be_that_of_any_place() -> None:
    starts = ("2027-04-19T09:00:00Z", "2027-04-20T11:00:00Z", "2027-05-06T22:30:00Z")
    ends = ("2027-04-19T10:00:00Z", "2027-04-20T12:00:00Z", "2027-05-06T23:00:00Z")
    assert told(("2027-04-19", "2027-04-20", "2027-05-07"), starts=starts, ends=ends) == []
    wrong = ("2027-04-19", "2027-04-20", "2027-05-09")
    assert told(wrong, starts=starts, ends=ends) == [("says_another_day", "B4")]


def test_a_second_column_for_the_date_is_held_against_the_one_that_is_read() -> None:
    headers = ("Title", "Date", "Start date", "Start time", "Duration", "Host email")
    days = (("2027-04-19", "2027-04-19"), ("2027-04-20", "2027-04-20"), ("2027-05-07", "2027-05-06"))
    sheet = sheet_of(headers, [("Lesson", *both, "10:00", "1 h", "jo@example.com") for both in days])
    assert errors(examined(sheet).issues) == [("says_another_day", "B4")]
    chosen = {"Start date": "start_date"}
    assert errors(examined(sheet, column_map=chosen).issues) == []


def test_the_days_of_bookings_are_no_days_of_meetings() -> None:
    for header in ("Created", "Booking date", "RSVP by", "Deadline", "Last modified"):
        columns = map_columns((header, "StartTime"), (DAYS, STARTS), {}).columns
        assert columns[0].day_of is None
        assert told((*DAYS[:2], "07/05/2027"), header) == []
