"""Meetings that start at night in a sheet of the day: pointed out, never moved."""

from datetime import time

import pytest

from bulkmeet.model import Cell
from bulkmeet.sheet import Sheet
from tests.sheets import examined, meetings, sheet_of, warnings

HOST = "ann@example.com"


def sheet(*clocks: Cell, zone: str = "America/New_York") -> Sheet:
    rows = [
        (f"A{place}", "2026-09-10", clock, "20 min", zone, f"h{place}@example.com")
        for place, clock in enumerate(clocks)
    ]
    return sheet_of(("Title", "Date", "Time", "Duration", "Time zone", "Host email"), rows)


def test_a_start_at_night_among_others_by_day_is_pointed_out_at_its_cell() -> None:
    found = examined(sheet(time(9), time(11, 40), time(1), time(2, 40), time(14)))
    assert warnings(found.issues) == [("starts_at_night", "C4"), ("starts_at_night", "C5")]
    assert len(meetings(found)) == 5
    assert "at 02:40, at night" in [issue.message for issue in found.issues][1]


@pytest.mark.parametrize("clocks", [(time(20), time(22)), (time(9), time(6), time(10)), (time(6), time(6, 30))])
def test_nothing_is_said_of_the_evening_or_of_an_hour_that_is_not_that_early(clocks: tuple[time, ...]) -> None:
    assert warnings(examined(sheet(*clocks)).issues) == []


def test_a_day_without_a_time_is_told_as_such_and_not_as_a_start_at_night() -> None:
    rows = [
        ("Owls", "2026-09-10 09:00", "2026-09-10 10:00", HOST),
        ("Bears", "2026-09-11 00:00", "2026-09-12 00:00", HOST),
        ("Bats", "2026-09-12 11:00", "2026-09-12 12:00", HOST),
    ]
    found = examined(sheet_of(("Title", "Start", "End", "Host email"), rows))
    assert [issue.code for issue in found.issues if issue.row == 3] == ["all_day_entry"]


@pytest.mark.parametrize("clocks", [(time(9), time(3, 30), time(10), time(4)), (time(20), time(2)), (time(9), time(1))])
def test_each_start_at_night_is_pointed_out_where_half_of_all_are_so_too(clocks: tuple[time, ...]) -> None:
    found = examined(sheet(*clocks))
    expected = [("starts_at_night", f"C{row}") for row, clock in enumerate(clocks, 2) if clock < time(6)]
    assert warnings(found.issues) == expected
    assert all("most others by day" not in issue.message for issue in found.issues)


def test_the_starts_of_rows_that_are_not_right_yet_count_and_are_pointed_out_too() -> None:
    wrong = sheet_of(
        ("Title", "Date", "Time", "Ends", "Host email"),
        [
            ("A", "2026-09-10", time(9), time(10), HOST),
            ("B", "2026-09-10", time(13), time(1, 30), HOST),
            ("C", "2026-09-11", time(3, 30), time(4), HOST),
            ("D", "2026-09-12", time(2, 30), time(2), HOST),
        ],
    )
    found = examined(wrong)
    assert len(meetings(found)) == 2
    told = [issue for issue in found.issues if issue.code == "starts_at_night"]
    assert [issue.cell for issue in told] == ["C4", "C5"]


def test_a_cancelled_row_says_nothing_of_the_day() -> None:
    rows = [("A", "2026-09-10", time(3), HOST, ""), ("B", "2026-09-11", time(9), HOST, "Cancelled")]
    found = examined(sheet_of(("Title", "Date", "Time", "Host email", "Status"), rows), duration=1200)
    assert warnings(found.issues) == [("most_start_at_night", "C2")]


def test_midnight_is_at_night_beside_other_hours() -> None:
    found = examined(sheet(time(0), time(0, 30), time(9)))
    assert warnings(found.issues) == [("most_start_at_night", "C2")]
    assert found.issues[0].message.startswith("2 of 3 meetings start at night, the first at 00:00")


def test_a_sheet_that_lost_every_pm_is_told_so_once_at_its_first_early_start() -> None:
    found = examined(sheet(time(19), time(3, 30), time(1), time(5, 45)))
    assert warnings(found.issues) == [("most_start_at_night", "C3")]
    assert found.issues[0].message.startswith(
        "3 of 4 meetings start at night, the first at 03:30; check the times, and"
    )
    assert len(meetings(found)) == 4


def test_a_meeting_alone_at_night_is_pointed_out() -> None:
    found = examined(sheet("3:30"))
    assert warnings(found.issues) == [("most_start_at_night", "C2")]
    assert found.issues[0].message.startswith("This meeting starts at night, at 03:30; check the times, and write PM")


@pytest.mark.parametrize("clocks", [(time(3), time(4)), (time(9), time(10), time(1))])
def test_the_hours_of_utc_say_nothing_of_the_day(clocks: tuple[time, ...]) -> None:
    assert warnings(examined(sheet(*clocks, zone="UTC")).issues) == []


def test_a_sheet_whose_meetings_all_start_at_midnight_is_told_once_that_times_may_be_missing() -> None:
    found = examined(sheet("12:00 AM", "00:00", time(0)))
    assert warnings(found.issues) == [("all_at_midnight", "C2")]
    assert found.issues[0].message.startswith("All 3 meetings start at midnight exactly, so the column “Time” may hold")
    assert len(meetings(found)) == 3


@pytest.mark.parametrize("clocks", [(time(0), time(0, 30)), (time(0), time(9)), (time(0, 1),)])
def test_a_single_start_that_is_not_at_midnight_shows_that_the_times_are_real(clocks: tuple[time, ...]) -> None:
    assert "all_at_midnight" not in {code for code, _ in warnings(examined(sheet(*clocks)).issues)}


def test_midnight_in_utc_is_no_time_of_day() -> None:
    assert warnings(examined(sheet(time(0), time(0), zone="UTC")).issues) == []
