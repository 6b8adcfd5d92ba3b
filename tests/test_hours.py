"""An hour and a minute in columns of their own, as some timetables and room systems export them."""

import pytest

from bulkmeet.columns.fields import Field
from tests.sheets import columns_of, errors, examined, message, only, parsed, shown, table

HOST = "ann@example.com"


def span(text: str) -> tuple[str, str]:
    """When the one meeting begins and ends, in New York."""
    meeting = only(examined(text))
    return shown(meeting.start)[11:], shown(meeting.end)[11:]


@pytest.mark.parametrize(
    ("headers", "cells", "expected"),
    [
        ("Start Hour | Start Min | Duration (min)", "9 | 5 | 30", ("09:05", "09:35")),
        ("Hour | Minute | Duration (min)", "14 | 30 | 30", ("14:30", "15:00")),
        ("Stunde | Minute | Dauer (min)", "09 | 00 | 30", ("09:00", "09:30")),
        ("Start hour | Start minute | End hour | End minute", "9 | 5 | 10 | 0", ("09:05", "10:00")),
        ("Start hour | Min | End hour | Min", "9 | 5 | 10 | 0", ("09:05", "10:00")),
        ("Hour | Min | AM/PM | Duration", "2 | 30 | PM | 45 min", ("14:30", "15:15")),
    ],
)
def test_an_hour_and_a_minute_side_by_side_are_the_time(headers: str, cells: str, expected: tuple[str, str]) -> None:
    assert span(f"Title | Date | {headers} | Host email\nA | 2026-09-10 | {cells} | {HOST}") == expected


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        ("Start Time | Hour | Min", "9:00 | 1 | 30"),
        ("Time | Hours | Minutes", "9:00 | 1 | 30"),
        ("Time | Hour | Min", "9:00 | 90 | 30"),
        ("Time | End Hour | Start Min", "9:00 | 9 | 30"),
    ],
)
def test_other_hours_and_minutes_are_not_taken_for_the_time(headers: str, cells: str) -> None:
    mapping = columns_of(table(f"Title | Date | {headers}\nA | 2026-09-10 | {cells}"))
    assert not any(column.field in {Field.START_HOUR, Field.START_MINUTE} for column in mapping.columns)


def test_an_hour_without_its_minute_is_an_error_and_so_is_the_reverse() -> None:
    found = parsed("""
        Title | Date       | Hour | Min | Duration (min)
        A     | 2026-09-10 | 9    |     | 30
        B     | 2026-09-10 |      | 15  | 30
        C     | 2026-09-10 | 9    | 15  | 30
    """).issues
    assert errors(found) == [("time_unreadable", "C2"), ("time_unreadable", "C3")]
    assert "without its minute" in message(found[:1], "time_unreadable")


def test_an_empty_column_of_times_does_not_stand_in_their_way() -> None:
    text = "Title | Date | Hour | Min | Time (ET) | Duration | Host email\nA | 2026-09-10 | 9 | 5 | | 30 min | {}"
    assert span(text.format(HOST)) == ("09:05", "09:35")


def test_an_hour_of_24_ends_the_day() -> None:
    text = (
        "Title | Date | Start hour | Start min | End hour | End min | Host email\nA | 2026-09-10 | 22 | 0 | 24 | 0 | {}"
    )
    assert span(text.format(HOST)) == ("22:00", "00:00")


def test_early_hours_among_late_ones_may_be_in_the_afternoon() -> None:
    rows = "\n".join(f"A{hour} | 2026-09-10 | {hour} | 30 | 30" for hour in (9, 11, 1))
    assert errors(parsed(f"Title | Date | Hour | Min | Duration (min)\n{rows}").issues) == [("hour_unclear", "C4")]
