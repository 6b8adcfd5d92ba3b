"""A start and an end in one cell, and AM and PM in a column of their own, as timetables write them."""

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulkmeet.cells.dates import parse_clock
from bulkmeet.cells.meridiem import parse_meridiem
from bulkmeet.cells.spans import is_span, split_span
from bulkmeet.model import Cell
from tests.sheets import errors, examined, meetings, message, only, sheet_of, shown

HOST = "ann@example.com"


def hours(text: str) -> list[tuple[str, str] | None]:
    """When each meeting of a sheet begins and ends, in New York; None for one that is not sent."""
    sent = [part.meeting for part in examined(text).parts]
    return [None if one is None else (shown(one.start), shown(one.end)) for one in sent]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9:00-10:00", "9:00", "10:00"),
        ("9:00 to 10:30", "9:00", "10:30"),
        ("von 9:00 bis 10:30 Uhr", "9:00", "10:30 Uhr"),
        ("de 9h à 10h30", "9h", "10h30"),
        ("2:00 - 3:30 PM", "2:00 PM", "3:30 PM"),
        ("11:00 - 1:00 PM", "11:00 AM", "1:00 PM"),
        ("12:00-1:00 pm", "12:00 PM", "1:00 pm"),
        ("10:00 - 12:00 pm", "10:00 AM", "12:00 pm"),
        ("9:30am - 10:15am", "9:30am", "10:15am"),
        ("December 9, 2026 9:30 AM → 10:15 AM", "December 9, 2026 9:30 AM", "10:15 AM"),
        ("2026-09-10 23:00 - 2026-09-11 01:00", "2026-09-10 23:00", "2026-09-11 01:00"),
        ("2026-09-10T09:00Z/2026-09-10T10:00Z", "2026-09-10T09:00Z", "2026-09-10T10:00Z"),
        ("2026-09-10T09:00/10:00", "2026-09-10T09:00", "10:00"),
        ("9-10 Uhr", "9 Uhr", "10 Uhr"),
        ("13 Jan 2027 de 9h à 10h30", "13 Jan 2027 9h", "10h30"),
        ("13 de enero de 2027 de 9h a 10h", "13 de enero de 2027 9h", "10h"),
        ("from 9 to 10 am", "9 AM", "10 am"),
        ("0900-1000", "0900", "1000"),
        ("noon - 1pm", "noon", "1pm"),
        ("9:00..10:00", "9:00", "10:00"),
        ("23:00-24:00", "23:00", "24:00"),
        ("1:00 - 2:30 μ.μ.", "1:00 PM", "2:30 PM"),
        ("11:00 - 1:00 \u0441л.\u043e\u0431.", "11:00 AM", "1:00 PM"),
        ("9:00 ÖÖ - 1:30 ÖS", "9:00 AM", "1:30 PM"),
    ],
)
def test_a_span_is_told_apart_where_both_sides_are_times(text: str, start: str, end: str) -> None:
    assert split_span(text, "ymd") == (start, end)


@pytest.mark.parametrize(
    "text", ["2026-12-09", "9:00", "9-10", "2:00 - 1:00 PM", "2026-12-09T09:00:00-05:00", "Mon - Fri", "-", ""]
)
def test_what_is_one_moment_or_none_is_no_span(text: str) -> None:
    assert not is_span(text)


@given(st.times(), st.times(), st.sampled_from([" - ", "-", " to ", " bis ", "\u2013"]))
def test_whatever_is_joined_to_a_span_comes_apart_again(start: time, end: time, between: str) -> None:
    halves = split_span(f"{start:%H:%M}{between}{end:%H:%M}", None)
    assert halves is not None
    clocks = [parse_clock(half).value for half in halves]
    assert [read and read.clock for read in clocks] == [one.replace(second=0, microsecond=0) for one in (start, end)]


def test_a_column_of_spans_gives_start_and_end_and_says_so() -> None:
    sheet = f"""
        Title | Date       | Time           | Host email
        A     | 2026-09-10 | 9:00 - 10:00   | {HOST}
        B     | 2026-09-10 | 2:00 - 3:30 PM | {HOST}
    """
    assert hours(sheet) == [
        ("2026-09-10 09:00", "2026-09-10 10:00"),
        ("2026-09-10 14:00", "2026-09-10 15:30"),
    ]
    assert "give a start and an end" in message(examined(sheet).issues, "start_and_end_in_one")


BARE_HOURS = {
    "9\u201310": ("09:00", "10:00"),
    "09\u201310": ("09:00", "10:00"),
    "13-15": ("13:00", "15:00"),
    "kl. 9\u201310": ("09:00", "10:00"),
    "20 bis 24": ("20:00", "00:00"),
    "01-03": ("01:00", "03:00"),
}
MOSTLY = f"Title | Date | {{}} | Host email\nA | 2026-09-10 | {{}} | {HOST}\nB | 2026-09-11 | {{}} | {HOST}"


@pytest.mark.parametrize(("cell", "clocks"), BARE_HOURS.items())
@pytest.mark.parametrize(
    ("header", "other"), [("Kl.", "09.00\u201309.45"), ("Start time", "9:00-9:45"), ("Time", "9-10")]
)
def test_bare_hours_are_a_span_in_a_column_of_times(
    header: str, other: str, cell: str, clocks: tuple[str, str]
) -> None:
    read = hours(MOSTLY.format(header, other, cell))
    assert read[0] == ("2026-09-10 09:00", f"2026-09-10 {'10:00' if other == '9-10' else '09:45'}")
    assert read[1] is not None
    assert (read[1][0][-5:], read[1][1][-5:]) == clocks


def test_bare_hours_are_a_span_where_most_of_a_column_is() -> None:
    rows = "\n".join(f"A{day} | 2026-09-{day} | {cell} | {HOST}" for day, cell in enumerate(BARE_HOURS, 10))
    sheet = f"Title | Date | Kl. | Host email\nA | 2026-09-09 | 09.00\u201309.45 | {HOST}\n{rows}"
    assert not errors(examined(sheet).issues)
    assert [times and (times[0][-5:], times[1][-5:]) for times in hours(sheet)[1:]] == [*BARE_HOURS.values()]


@pytest.mark.parametrize("cell", ["1-2", "9-9", "10-9", "9-25", "Room 9-10", "5", "2-13"])
def test_what_are_no_hours_for_sure_is_told_among_spans_and_leaves_the_others(cell: str) -> None:
    found = examined(MOSTLY.format("Time", "9:00-9:45", cell))
    assert [where for _, where in errors(found.issues)] == ["C3"]
    assert [shown(meeting.start) for meeting in meetings(found)] == ["2026-09-10 09:00"]


def test_lessons_of_a_timetable_are_no_hours() -> None:
    assert hours(MOSTLY.format("Time", "5-6", "7-8")) == [None, None]


@pytest.mark.parametrize("header", ["Room", "Age", "Grade", "Ages"])
def test_bare_numbers_in_other_columns_are_no_hours(header: str) -> None:
    text = f"Title | Start | End | {header} | Host email\nA | 2026-09-10 11:00 | 12:00 | 9-10 | {HOST}"
    assert hours(text) == [("2026-09-10 11:00", "2026-09-10 12:00")]


def test_two_bare_numbers_below_a_date_are_no_hours() -> None:
    assert hours(f"Title | Date | Host email\nA | 9-10 | {HOST}") == [None]


def test_a_date_with_a_span_ends_on_the_same_day() -> None:
    sheet = f"Title | When | Host email\nA | December 9, 2026 9:30 AM → 10:15 AM | {HOST}"
    assert hours(sheet.replace("When", "Start")) == [("2026-12-09 09:30", "2026-12-09 10:15")]


@pytest.mark.parametrize(
    ("span", "ends"),
    [
        ("22:00-01:00", "2026-09-11 01:00"),
        ("8 PM - 1 AM", "2026-09-11 01:00"),
        ("16:00 - 00:00", "2026-09-11 00:00"),
        ("20:00 - midnight", "2026-09-11 00:00"),
    ],
)
def test_a_span_past_midnight_ends_on_the_next_day_and_says_so(span: str, ends: str) -> None:
    for header, cell in (("Start", f"2026-09-10 {span}"), ("Date | Time", f"2026-09-10 | {span}")):
        sheet = f"Title | {header} | Host email\nA | {cell} | {HOST}"
        ((_, end),) = [times for times in hours(sheet) if times]
        assert end == ends
        assert "on the day after it starts" in message(examined(sheet).issues, "ends_next_day")


def test_an_early_end_of_a_span_may_be_in_the_afternoon() -> None:
    found = examined(f"Title | Date | Time | Host email\nA | 2026-09-10 | 11:00 - 1:00 | {HOST}")
    assert errors(found.issues) == [("hour_unclear", "C2")]


SCHOOL_DAY = ("9:00-9:20", "11:40-12:00", "12:40-1:00", "1:00-1:20", "2:40 to 3:00")


@pytest.mark.parametrize(
    ("headers", "day", "column"), [("Date | Time", "2026-09-10 | ", "C"), ("When", "Sep 10, 2026 ", "B")]
)
def test_spans_that_go_on_after_noon_from_the_beginning_are_not_taken_for_the_night(
    headers: str, day: str, column: str
) -> None:
    rows = [f"{span} | {day}{span} | {HOST}" for span in SCHOOL_DAY]
    found = examined("\n".join([f"Title | {headers} | Host email", *rows]))
    assert {cell for code, cell in errors(found.issues) if code == "hour_unclear"} == {
        f"{column}{row}" for row in (4, 5, 6)
    }
    assert [code for code, _ in errors(found.issues)] == ["hour_unclear"] * 3
    assert [meeting.title for meeting in meetings(found)] == list(SCHOOL_DAY[:2])


@pytest.mark.parametrize("span", ["12:40-1:00", "9:00 - 2:30"])
def test_a_span_over_noon_is_unclear_even_where_the_others_count_24_hours(span: str) -> None:
    rows = [f"{time} | 2026-09-10 | {time} | {HOST}" for time in ("9:00-10:00", "13:00-14:00", span, "4:00-5:00")]
    found = examined("\n".join(["Title | Date | Time | Host email", *rows]))
    assert errors(found.issues) == [("hour_unclear", "C4")]


@pytest.mark.parametrize("span", ["1:00-2:30 AM", "1:00-2:30 Uhr", "01:00-02:30"])
def test_an_early_hour_that_a_span_settles_itself_is_taken(span: str) -> None:
    rows = f"A | 2026-09-10 9:00-10:00 | {HOST}\nB | 2026-09-10 {span} | {HOST}"
    assert errors(examined(f"Title | When | Host email\n{rows}").issues) == []


def test_a_span_that_names_the_next_day_itself_may_end_early() -> None:
    rows = f"A | 2026-09-10 13:00-14:00 | {HOST}\nB | 2026-09-10 11:00 - 2026-09-11 1:00 | {HOST}"
    assert errors(examined(f"Title | When | Host email\n{rows}").issues) == []


@pytest.mark.parametrize("span", ["9:00-9:00", "14:00-13:00", "8:00 - 7:30"])
def test_a_span_that_would_last_more_than_half_a_day_is_rather_a_slip(span: str) -> None:
    found = examined(f"Title | Date | Time | Host email\nA | 2026-09-10 | {span} | {HOST}")
    assert errors(found.issues) == [("end_before_start", "C2")]


def test_in_columns_of_their_own_an_end_before_its_start_is_an_error() -> None:
    found = examined(f"Title | Date | Start | End | Host email\nA | 2026-09-10 | 22:00 | 01:00 | {HOST}")
    assert errors(found.issues) == [("end_before_start", "D2")]


def test_a_day_behind_the_span_is_the_starts_too() -> None:
    assert hours(f"Title | Start | Host email\nA | 9am-10am 10 Sep 2026 | {HOST}") == [
        ("2026-09-10 09:00", "2026-09-10 10:00")
    ]


@pytest.mark.parametrize("end", ["24:00", "24:00:00", "24h", "24 Uhr", "24.00 Uhr", "24h00", timedelta(days=1)])
def test_an_end_at_24_is_the_midnight_at_the_end_of_the_day(end: Cell) -> None:
    sheet = sheet_of(["Title", "Date", "Start", "End", "Host email"], [["A", "2026-09-10", "22:00", end, HOST]])
    assert shown(only(examined(sheet)).end) == "2026-09-11 00:00"


def test_a_day_may_end_at_24_and_not_begin_there() -> None:
    whole = f"Title | Start | End | Host email\nA | 2026-09-10 22:00 | 2026-09-10 24:00 | {HOST}"
    assert hours(whole) == [("2026-09-10 22:00", "2026-09-11 00:00")]
    found = examined(f"Title | Date | Start | End | Host email\nA | 2026-09-10 | 24:00 | 24:00 | {HOST}")
    assert errors(found.issues) == [("time_unreadable", "C2")]


@pytest.mark.parametrize(
    "span", ["2:00pm - 3:00pm (PDT)", "2:00 - 3:00 pm PDT", "14:00 PDT - 15:00", "2pm - 3pm America/Los_Angeles"]
)
def test_a_zone_at_one_side_of_a_span_counts_for_both(span: str) -> None:
    for header, cell in (("Start", f"2026-09-10 {span}"), ("Date | Time", f"2026-09-10 | {span}")):
        sheet = f"Title | {header} | Host email\nA | {cell} | {HOST}"
        assert hours(sheet) == [("2026-09-10 17:00", "2026-09-10 18:00")]


def test_a_row_with_only_a_start_among_spans_lacks_an_end_in_that_column() -> None:
    found = examined(f"""
        Title | Date       | Time          | Host email
        A     | 2026-09-10 | 9:00 - 10:00  | {HOST}
        B     | 2026-09-10 | 11:00         | {HOST}
        C     | 2026-09-10 | 13:00 - 14:00 | {HOST}
    """)
    assert errors(found.issues) == [("end_missing", "C3")]


@pytest.mark.parametrize(
    ("headers", "start"),
    [
        ("Start | End", "2026-09-10 9:00 - 10:00"),
        ("Start | End time", "2026-09-10 9:00 - 10:00"),
        ("Date | Time | End", "2026-09-10 | 9:00 - 10:00"),
        ("Date | Time | End time", "2026-09-10 | 9:00 - 10:00"),
    ],
)
def test_a_span_is_read_beside_a_column_for_ends_and_has_to_agree_with_it(headers: str, start: str) -> None:
    day = "" if "End time" in headers else "2026-09-10 "
    sheet = f"Title | {headers} | Host email\nA | {start} | {{}} | {HOST}\nB | {start} | {day}10:00 | {HOST}"
    assert hours(sheet.format("")) == [("2026-09-10 09:00", "2026-09-10 10:00")] * 2
    found = examined(sheet.format(f"{day}11:00"))
    assert [issue.code for issue in found.issues if issue.severity == "error"] == ["times_disagree"]


def test_a_range_of_whole_days_among_spans_is_said_to_lack_its_hours_in_their_form() -> None:
    found = examined(f"""
        Title | Date                                  | Host email
        A     | February 1, 2027 9:30 AM → 11:00 AM   | {HOST}
        B     | February 11, 2027 → February 12, 2027 | {HOST}
        C     | February 3, 2027 9:30 AM → 25:00 PM   | {HOST}
        D     | February 4, 2027 9:30 AM → 11:00 AM   | {HOST}
    """)
    assert [issue.message for issue in found.issues if issue.severity == "error"] == [
        (
            "“February 11, 2027 → February 12, 2027” is of whole days, and a Dialpad meeting needs its hours; write it "
            "like February 1, 2027 9:30 AM → 11:00 AM, or delete the row."
        ),
        (
            "“February 3, 2027 9:30 AM → 25:00 PM” cannot be read as a start and an end; write it like "
            "February 1, 2027 9:30 AM → 11:00 AM."
        ),
    ]


def test_where_no_other_is_a_span_both_its_hours_and_its_own_column_are_asked_for() -> None:
    found = examined(f"""
        Title | Start                   | End              | Host email
        A     | 2026-09-10 9:00         | 2026-09-10 10:00 | {HOST}
        B     | 2026-09-11 \u2013 2026-09-12 |                  | {HOST}
    """)
    assert message(found.issues, "date_range") == (
        "“2026-09-11 \u2013 2026-09-12” is of whole days, and a Dialpad meeting needs its hours; write its start like "
        "2027-10-13 14:30 and its end into a column of its own, or delete the row."
    )


def test_am_and_pm_in_columns_of_their_own_belong_to_the_times_on_their_left() -> None:
    assert hours(f"""
        Title | Date       | Start | AM/PM | End   | AM/PM | Host email
        A     | 2026-09-10 | 4:30  | PM    | 5:15  | PM    | {HOST}
        B     | 2026-09-10 | 11:30 | a.m.  | 12:15 | p.m.  | {HOST}
        C     | 2026-09-10 | 16:30 | PM    | 17:15 | PM    | {HOST}
    """) == [
        ("2026-09-10 16:30", "2026-09-10 17:15"),
        ("2026-09-10 11:30", "2026-09-10 12:15"),
        ("2026-09-10 16:30", "2026-09-10 17:15"),
    ]


def test_a_range_over_days_with_a_zone_on_both_sides_is_no_start_alone() -> None:
    found = examined("""
        Title | Date                                                             | Host email
        Retro | January 14, 2027 10:00 AM (GMT+1) → 11:00 AM                     | jo@example.com
        Away  | January 25, 2027 2:00 PM (GMT+1) → January 26, 2027 11:00 AM (GMT+1) | jo@example.com
    """)
    assert [(meeting.end - meeting.start) // 3600 for meeting in meetings(found)] == [1, 21]


def test_what_is_no_time_of_day_yet_is_to_be_written_like_the_ranges_beside_it() -> None:
    found = examined("""
        Title | Date       | Time            | Host email
        Owls  | 2026-09-10 | 9:30 to 10:15   | jo@example.com
        Bears | 2026-09-11 | TBC             | jo@example.com
    """)
    assert "write it like 9:30 to 10:15, or leave the row out" in message(found.issues, "time_undecided")


def test_no_hour_is_guessed_where_am_or_pm_is_missing_or_contradicts() -> None:
    found = examined(f"""
        Title | Date       | Start   | AM/PM | End   | Host email
        A     | 2026-09-10 | 4:30    |       | 17:15 | {HOST}
        B     | 2026-09-10 | 16:30   | AM    | 17:15 | {HOST}
        C     | 2026-09-10 | 4:30 PM |       | 17:15 | {HOST}
        D     | 2026-09-10 | 16:30   |       | 17:15 | {HOST}
    """)
    assert errors(found.issues) == [("meridiem_missing", "D2"), ("meridiem_contradicts", "D3")]


def test_am_and_pm_of_no_time_stop_everything() -> None:
    found = examined("Title | Start | End | Room | AM/PM\nA | 2026-09-10 9:00 | 2026-09-10 10:00 | 12 | PM")
    assert ("meridiem_alone", "E1") in errors(found.issues)


@pytest.mark.parametrize(("text", "read"), [("AM", "am"), ("p.m.", "pm"), ("P", "pm"), ("午後", "pm"), (" ", None)])
def test_am_and_pm_are_read_however_they_are_spelt(text: str, read: str | None) -> None:
    assert parse_meridiem(text).value == read
    assert not parse_meridiem(text).problems


def test_anything_else_is_neither_am_nor_pm() -> None:
    assert [problem.code for problem in parse_meridiem("noon-ish").problems] == ["meridiem_unreadable"]


def test_a_weekday_in_a_column_of_its_own_must_be_that_of_the_date() -> None:
    found = examined(f"""
        Title | Day      | Date       | Start | End   | Host email
        A     | Thursday | 2026-09-10 | 10:00 | 11:00 | {HOST}
        B     | Mon      | 2026-09-10 | 10:00 | 11:00 | {HOST}
        C     |          | 2026-09-10 | 12:00 | 13:00 | {HOST}
    """)
    assert errors(found.issues) == [("weekday_disagrees", "B3")]
    assert "a Thursday" in message(found.issues, "weekday_disagrees")
