"""A group to a meeting: what its rows say together, what is missing, what cannot be; all of it told at once."""

import re
import time
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bulkmeet.model import Host, Participant, Status
from tests.sheets import (
    NEW_YORK,
    emails,
    errors,
    examined,
    meetings,
    message,
    messages,
    only,
    sheet_of,
    shown,
    statuses,
    warnings,
)

JO = Host(email="jo@example.com")


# ---- a group becomes a meeting -----------------------------------------------------------------------------


def test_the_rows_of_a_group_make_one_meeting() -> None:
    meeting = only(
        examined("""
        Key | Title   | Start            | End   | Host email     | Name | Email           | Call out | Repeat
        K1  | Kickoff | 2026-09-10 10:00 | 11:30 | jo@example.com | Ann  | ann@example.com |          |
        K1  |         |                  |       |                | Ben  | ben@example.com | yes      | weekly
    """)
    )
    assert meeting.rows == (2, 3)
    assert (meeting.title, shown(meeting.start), shown(meeting.end)) == (
        "Kickoff",
        "2026-09-10 10:00",
        "2026-09-10 11:30",
    )
    assert (meeting.host, meeting.meeting_type, meeting.zone, meeting.group_key) == (
        JO,
        "UNIQUE_MEETING",
        NEW_YORK,
        "K1",
    )
    assert (meeting.duration, meeting.recurrence, meeting.call_out) == (None, "FREQ=WEEKLY", True)
    assert meeting.participants == (
        Participant(email="ann@example.com", name="Ann"),
        Participant(email="ben@example.com", name="Ben"),
    )


def test_what_the_first_row_leaves_blank_a_later_one_may_say() -> None:
    meeting = only(
        examined("""
        Key | Title   | Start                     | Duration | Host email     | Email
        K1  |         |                           |          |                | ann@example.com
        K1  | Kickoff | 2026-09-10T10:00:00+02:00 | 30 min   | jo@example.com | ben@example.com
    """)
    )
    assert (meeting.title, meeting.host, meeting.end - meeting.start) == ("Kickoff", JO, 1800)
    assert (meeting.zone, emails(meeting)) == ("UTC+02:00", ["ann@example.com", "ben@example.com"])


def test_the_same_person_twice_is_invited_once() -> None:
    meeting = only(
        examined("""
        Key | Title   | Start            | End   | Host email     | Name    | Email           | Phone
        K1  | Kickoff | 2026-09-10 10:00 | 11:30 | jo@example.com |         | ann@example.com |
        K1  | Kickoff | 2026-09-10 10:00 | 11:30 | jo@example.com | Ann One | ANN@example.com | +14155550100
    """)
    )
    assert meeting.participants == (Participant(email="ann@example.com", name="Ann One", phone="+14155550100"),)


FAMILY = """
    Title   | Start            | End   | Host email     | Email              | Name     | Phone        | Is organizer
    Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | family@example.com | Ana Ruiz | {phone}      | {organizer}
    Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | Family@example.com | {name}   | +14155550101 | no
"""


@pytest.mark.parametrize(
    ("name", "phone", "organizer", "severity", "told"),
    [
        ("Ben Ruiz", "", "", "warning", "“Ben Ruiz” has the same email address as “Ana Ruiz”, so they count as one"),
        ("Ben Ruiz", "", "yes", "error", "“Ben Ruiz” has the same email address as “Ana Ruiz”, so they count as one"),
        ("ana  RUIZ", "+14155550102", "", "warning", "“ana RUIZ” is in this meeting twice, with another phone each"),
        ("", "", "yes", "error", "“Ana Ruiz” is in this meeting twice, with another organizer mark each time"),
    ],
)
def test_two_people_with_one_address_are_pointed_out(
    name: str, phone: str, organizer: str, severity: str, told: str
) -> None:
    found = examined(FAMILY.format(name=name, phone=phone, organizer=organizer))
    (issue,) = found.issues
    assert (issue.code, issue.severity, issue.cell) == ("person_contradicts", severity, "E3")
    assert issue.message.startswith(told)
    assert bool(meetings(found)) == (severity == "warning")


def test_one_person_whose_rows_agree_is_no_contradiction() -> None:
    found = examined(FAMILY.format(name="ana ruiz", phone="", organizer="no"))
    assert [issue.code for issue in found.issues] == ["row_repeated"]


def test_a_date_that_excel_may_have_swapped_keeps_its_meeting_from_being_created() -> None:
    rows: list[list[Any]] = [
        ["A", date(2031, 5, 4), "10:00", "30 min", "jo@example.com"],
        ["B", "13/04/2031", "10:00", "30 min", "jo@example.com"],
    ]
    sheet = sheet_of(["Title", "Date", "Start Time", "Duration", "Host email"], rows)
    assert statuses(examined(sheet)) == {2: Status.INVALID, 3: Status.PENDING}
    assert statuses(examined(sheet, date_order="dmy")) == {2: Status.PENDING, 3: Status.PENDING}


def test_people_of_one_row_with_one_address_are_pointed_out_without_a_cell() -> None:
    found = examined("""
        Title | Start            | End   | Host email     | Attendee 1 name | Attendee 1 email | Attendee 2 name | Attendee 2 email
        A     | 2026-09-10 10:00 | 11:00 | jo@example.com | Ana             | f@example.com    | Ben             | f@example.com
    """)  # noqa: E501 - a table of one row
    (issue,) = found.issues
    assert (issue.code, issue.row, issue.cell) == ("person_contradicts", 2, None)


@pytest.mark.parametrize(
    ("column", "first", "second", "name"),
    [
        ("Title", "Kickoff", "Kick-off", "title"),
        ("Start", "2026-09-10 10:00", "2026-09-10 10:30", "start"),
        ("End", "2026-09-10 11:00", "2026-09-10 11:30", "end"),
        ("Host email", "jo@example.com", "mia@example.com", "host"),
        ("meeting_type", "PERSONAL", "LARGE_MEETING", "meeting type"),
        ("Repeat", "weekly", "daily", "recurrence"),
        ("Call out", "yes", "no", "call out"),
    ],
)
def test_rows_that_contradict_each_other_are_an_error_that_names_both_cells(
    column: str, first: str, second: str, name: str
) -> None:
    whole = {
        "Key": "K1",
        "Title": "A",
        "Start": "2026-09-10 10:00",
        "End": "2026-09-10 11:00",
        "Host email": "jo@example.com",
    }
    one, two = {**whole, column: first}, {**whole, column: second}
    found = examined(sheet_of(list(one), [list(one.values()), list(two.values())]))
    letter = "ABCDEF"[list(one).index(column)]
    assert errors(found.issues) == [("rows_contradict", f"{letter}3")]
    assert message(found.issues, "rows_contradict").startswith(f"The {name} here is not the one in {letter}2,")
    assert statuses(found) == {2: Status.INVALID, 3: Status.INVALID}


def test_of_a_date_and_a_time_the_cells_that_differ_are_named() -> None:
    rows = "Key | Title | Start Date | Start Time | Duration | Host email | Email\n"
    rows += "K1 | A | 2026-09-10 | 10:00 | 30 min | jo@example.com | ann@example.com\n"
    found = examined(rows + "K1 | A | 2026-09-10 | 10:30 | 30 min | jo@example.com | ben@example.com")
    assert errors(found.issues) == [("rows_contradict", "D3")]
    assert " in D2," in message(found.issues, "rows_contradict")
    found = examined(rows + "K1 | A | 2026-09-11 | 10:00 | 30 min | jo@example.com | ben@example.com")
    assert errors(found.issues) == [("rows_contradict", "C3")]


def test_one_invalid_row_makes_its_whole_group_invalid() -> None:
    found = examined("""
        Key | Title   | Start            | End   | Host email     | Email
        K1  | Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | ann@example.com
        K1  | Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | ben@@example.com
        K2  | Review  | 2026-09-11 10:00 | 11:00 | jo@example.com | ann@example.com
    """)
    assert statuses(found) == {2: Status.INVALID, 3: Status.INVALID, 4: Status.PENDING}
    assert messages(found)[2] == messages(found)[3]
    assert messages(found)[2].startswith("F3: “ben@@example.com” is not an email address")


def test_a_row_that_may_belong_to_a_meeting_keeps_it_from_being_created() -> None:
    found = examined("""
        Title   | Start            | End   | Host email     | Email
        Standup | 2026-09-10 10:00 | 10:30 | jo@example.com | ann@example.com
        Standup | 2026-09-10 10:00 | 10:30 | jo@example.com | ben@example.com
        Standup | tomorrow         | 10:30 | jo@example.com | cy@example.com
        Standup | 2026-09-11 10:00 | 10:30 | jo@example.com | ann@example.com
    """)
    assert errors(found.issues) == [("row_may_belong", "A2"), ("date_unreadable", "B4"), ("row_may_belong", "A5")]
    assert messages(found)[2].startswith("A2: Row 4 may be one more person of this meeting")
    assert not meetings(found)


def test_a_row_that_adds_nobody_is_pointed_out() -> None:
    found = examined("""
        Title   | Start            | End   | Host email     | Email
        Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | ann@example.com
        Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | ANN@example.com
        Review  | 2026-09-11 10:00 | 11:00 | jo@example.com |
        Review  | 2026-09-11 10:00 | 11:00 | jo@example.com |
    """)
    assert warnings(found.issues) == [("row_repeated", "A3"), ("row_repeated", "A5")]
    assert [meeting.rows for meeting in meetings(found)] == [(2, 3), (4, 5)]


def test_a_row_that_leaves_out_what_tells_its_meeting_has_to_say_it() -> None:
    found = examined("""
        Title   | Start            | End   | Host email     | Email
        Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | ann@example.com
                |                  |       |                | ben@example.com
    """)
    assert errors(found.issues) == [("row_incomplete", "A3")]
    assert message(found.issues, "row_incomplete").startswith(
        "This row has no title, start, end or host; if it is of another list, move it to a sheet of its own; only if "
        "it is one more person of the meeting in row 2, repeat what is there."
    )
    assert not meetings(found)


def test_in_a_sheet_with_keys_only_the_key_has_to_be_repeated() -> None:
    found = examined("""
        Key | Title   | Start            | End   | Host email     | Email
        K1  | Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | ann@example.com
            |         |                  |       |                | ben@example.com
        K1  |         |                  |       |                | cy@example.com
    """)
    assert errors(found.issues) == [("row_incomplete", "A3")]
    assert "no “Key”;" in message(found.issues, "row_incomplete")
    assert statuses(found) == dict.fromkeys((2, 3, 4), Status.INVALID)


def test_a_row_that_fits_two_meetings_is_valid_in_neither_and_by_itself() -> None:
    found = examined(
        """
        Title   | Start            | End   | Host email      | Email
        Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com  | ann@example.com
        Kickoff | 2026-09-10 10:00 | 11:00 | mia@example.com | ben@example.com
        Kickoff | 2026-09-10 10:00 | 11:00 |                 | cy@example.com
        """,
        host=JO,
    )
    assert errors(found.issues) == [("row_may_belong", "A2"), ("row_may_belong", "A3"), ("row_unclear", "A4")]
    assert not meetings(found)


# ---- what is missing ---------------------------------------------------------------------------------------


def test_a_row_with_a_title_alone_gets_one_sentence_and_is_not_created() -> None:
    found = examined("""
        Title  | Start            | End   | Host email     | Email
        Week 1 |                  |       |                |
        A      | 2026-09-10 10:00 | 11:00 | jo@example.com | ann@example.com
        B      |                  |       | jo@example.com |
    """)
    assert errors(found.issues) == [("row_bare", "A2"), ("start_missing", "B4"), ("end_missing", "C4")]
    assert message(found.issues, "row_bare") == (
        "This row has a title and nothing else; delete it if it is a heading or a note, or fill in its start, its end "
        "and its host if it is a meeting."
    )
    assert statuses(found)[2] is Status.INVALID


@pytest.mark.parametrize(
    ("start", "code"),
    [
        ("January 21, 2027 → January 22, 2027", "date_range"),
        ("2027-01-21 all day", "all_day_entry"),
        ("tomorrow 10:00 AM → 11:00 AM", "date_range"),
    ],
)
@pytest.mark.parametrize(
    "sheet",
    [
        "Title | Date | Host email\nA | January 26, 2027 11:30 PM → 11:45 PM | jo@example.com\nB | {} | jo@example.com",
        "Title | Start | End | Host email\nA | 2027-01-12 10:00 | 11:00 | jo@example.com\nB | {} | | jo@example.com",
    ],
    ids=["in one column", "in two"],
)
def test_a_start_that_is_told_with_its_end_is_not_said_to_lack_one_as_well(sheet: str, start: str, code: str) -> None:
    found = examined(sheet.format(start))
    assert [issue.code for issue in found.issues if issue.severity == "error"] == [code]


def test_all_that_is_missing_is_told_at_once_each_with_its_cell() -> None:
    found = examined("""
        Title | Start            | End   | Host email     | Email
        A     | 2026-09-10 10:00 | 11:00 | jo@example.com | ann@example.com
              |                  |       |                |
    """)
    assert errors(found.issues) == [
        ("title_missing", "A3"),
        ("start_missing", "B3"),
        ("end_missing", "C3"),
        ("host_missing", "D3"),
    ]
    assert messages(found)[3].endswith("And 1 more.")


def test_a_row_without_a_host_names_its_cell() -> None:
    text = """
        Title | Start            | End   | user_id
        A     | 2026-09-10 10:00 | 11:00 | 5123456789012345
        B     | 2026-09-11 10:00 | 11:00 |
    """
    found = examined(text)
    assert errors(found.issues) == [("host_missing", "D3")]
    assert statuses(found) == {2: Status.PENDING, 3: Status.INVALID}
    assert [meeting.host for meeting in meetings(examined(text, host=JO))] == [Host(user_id="5123456789012345"), JO]


def test_a_sheet_without_any_host_column_is_told_so_once() -> None:
    text = "Title | Start | End\nA | 2026-09-10 10:00 | 11:00\nB | 2026-09-11 10:00 | 11:00"
    found = examined(text)
    assert [(issue.code, issue.row, issue.cell) for issue in found.issues] == [("host_missing", None, None)]
    assert "--host" in found.issues[0].message
    assert statuses(found) == {2: Status.INVALID, 3: Status.INVALID}
    assert all("--host" in said for said in messages(found).values())
    assert {meeting.host for meeting in meetings(examined(text, host=JO))} == {JO}


def test_names_of_hosts_are_no_hosts() -> None:
    found = examined(
        "Title | Start | End | Host name\nA | 2026-09-10 10:00 | 11:00 | Jo\nB | 2026-09-11 10:00 | 11:00 | Jo"
    )
    assert errors(found.issues) == [("host_missing", None)]
    assert message(found.issues, "host_missing").startswith("“Host name” says only the hosts' names, ")


def test_a_missing_host_is_pointed_out_where_a_person_would_type_one_and_names_the_other_column() -> None:
    sheet = "Title | Start | End | Host ID | Host email\nA | 2026-09-10 10:00 | 11:00 | | "
    found = examined(sheet)
    assert errors(found.issues) == [("host_missing", "E2")]
    said = message(found.issues, "host_missing")
    assert "type the host's email here, or their Dialpad user id in column D, or add --host EMAIL" in said


def test_a_missing_host_is_asked_for_in_the_only_way_its_column_takes() -> None:
    sheet = "Title | Start | End | {}\nA | 2026-09-10 10:00 | 11:00 | \nB | 2026-09-11 10:00 | 11:00 | {}"
    by_id = examined(sheet.format("Host ID", "5123456789012345"))
    assert "; type the host's Dialpad user id here, or add --host" in message(by_id.issues, "host_missing")
    by_email = examined(sheet.format("Host email", "jo@example.com"))
    assert "; type the host's email here, or add --host" in message(by_email.issues, "host_missing")


def test_of_names_and_addresses_in_one_column_it_says_how_many_are_which_and_offers_the_map() -> None:
    hosts = ["Ana Ruiz", "Ben Okafor", "Chen Li", "Dana Park <dana@example.com>"]
    rows = [[f"Talk {number}", "2026-09-10 10:00", "11:00", host] for number, host in enumerate(hosts)]
    found = examined(sheet_of(["Subject", "Start", "End", "Meeting Organizer"], rows))
    assert [(issue.code, issue.row, issue.column) for issue in found.issues] == [
        ("host_missing", None, "Meeting Organizer")
    ]
    said = found.issues[0].message
    assert said.startswith("“Meeting Organizer” holds an email address in 1 of 4 rows and only a name in the others;")
    assert 'add --map "Meeting Organizer=host_email"' in said


@pytest.mark.parametrize("options", [{}, {"host": JO, "duration": 1800}])
def test_a_broken_cell_is_not_called_missing_as_well_nor_replaced_by_an_option(options: dict[str, Any]) -> None:
    found = examined(
        """
        Title | Start            | End   | Host email     | Time zone
        A     | 2026-09-10 10:00 | 11:00 | jo@            |
        B     | tomorrow         | 11:00 | jo@example.com |
        C     | 2026-09-10 10:00 | 25:99 | jo@example.com |
        D     | 2026-09-10 10:00 | 11:00 | jo@example.com | Atlantis
        #REF! | 2026-09-10 10:00 | 11:00 | jo@example.com |
        """,
        **options,
    )
    assert errors(found.issues) == [
        ("email_malformed", "D2"),
        ("date_unreadable", "B3"),
        ("time_unreadable", "C4"),
        ("zone_unknown", "E5"),
        ("unreadable_cell", "A6"),
    ]
    assert not meetings(found)


# ---- when it starts and how long it lasts ------------------------------------------------------------------


def test_an_end_comes_from_a_duration_the_sheets_own_before_the_option() -> None:
    text = """
        Title | Start            | Duration | Host email
        A     | 2026-09-10 10:00 | 45 min   | jo@example.com
        B     | 2026-09-11 10:00 |          | jo@example.com
    """
    own, default = meetings(examined(text, duration=1800))
    assert (own.end - own.start, own.duration) == (2700, 2700)
    assert (default.end - default.start, default.duration) == (1800, None)
    found = examined(text)
    assert errors(found.issues) == [("end_missing", "C3")]


def test_an_end_and_a_duration_have_to_agree() -> None:
    headers = "Key | Title | Start | End | Duration | Host email\n"
    found = examined(headers + "K1 | A | 2026-09-10 10:00 | 11:00 | 60 min | jo@example.com")
    assert only(found).duration == 3600
    found = examined(headers + "K1 | A | 2026-09-10 10:00 | 11:00 | | jo@example.com\nK1 | | | | 90 min |")
    assert errors(found.issues) == [("duration_disagrees", "E3")]
    assert message(found.issues, "duration_disagrees").startswith(
        "From start to end it lasts 1 h, but the duration says 1 h 30 min;"
    )


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        ("09:00", "This meeting ends before it starts;"),
        ("10:00", "This meeting ends when it starts;"),
        ("2026-09-09 11:00", "This meeting ends before it starts;"),
    ],
)
def test_an_end_before_its_start_is_never_moved_to_the_next_day(end: str, sentence: str) -> None:
    found = examined(
        f"Title | Start | End | Duration | Host email\nA | 2026-09-10 10:00 | {end} | 30 min | jo@example.com"
    )
    assert errors(found.issues) == [("end_before_start", "C2")]
    assert message(found.issues, "end_before_start").startswith(sentence)


def test_a_meeting_may_go_past_midnight_where_the_end_has_its_date() -> None:
    headers = "Title | Start Date | Start Time | End Date | End Time | Host email\n"
    meeting = only(examined(headers + "A | 2026-09-10 | 23:00 | 2026-09-11 | 1:00 | jo@example.com"))
    assert meeting.end - meeting.start == 7200


def test_clocks_that_change_during_a_meeting_do_not_change_how_long_it_lasts() -> None:
    headers = "Title | Start | End | Host email\n"
    meeting = only(examined(headers + "A | 2026-03-08 01:30 | 2026-03-08 03:30 | jo@example.com"))
    assert meeting.end - meeting.start == 3600


@pytest.mark.parametrize(
    ("end", "severity", "code"),
    [
        ("2026-09-10 10:04", "warning", "unusual_length"),
        ("2026-09-10 22:01", "warning", "unusual_length"),
        ("2026-10-12 10:00", "error", "too_long"),
    ],
)
def test_a_length_out_of_the_ordinary_is_pointed_out(end: str, severity: str, code: str) -> None:
    (issue,) = examined(f"Title | Start | End | Host email\nA | 2026-09-10 10:00 | {end} | jo@example.com").issues
    assert (issue.severity, issue.code, issue.cell) == (severity, code, "C2")


def test_a_start_in_the_past_is_an_error_until_it_is_allowed() -> None:
    text = """
        Title | Start            | End   | Host email
        A     | 2026-01-04 18:59 | 20:00 | jo@example.com
        B     | 2026-01-04 19:00 | 20:00 | jo@example.com
    """
    found = examined(text)
    assert datetime(2026, 1, 5, tzinfo=UTC).timestamp() == meetings(found)[0].start
    assert errors(found.issues) == [("start_in_past", "B2")]
    assert message(found.issues, "start_in_past") == (
        "This meeting starts in the past, at 2026-01-04 18:59; correct the start, delete the row if it is over, or add "
        "--allow-past when you run bulkmeet."
    )
    assert len(meetings(examined(text, allow_past=True))) == 2


def test_a_start_in_the_past_is_shown_in_the_zone_of_the_row_that_says_it() -> None:
    found = examined("""
        Key | Title | Start                     | Duration | Host email     | Email
        K1  | A     |                           | 30 min   | jo@example.com | ann@example.com
        K1  |       | 2025-09-10T10:00:00+02:00 |          |                | ben@example.com
        K2  | B     | tomorrow                  | 30 min   | jo@example.com | ann@example.com
        K2  |       | 2025-09-10T10:00:00+02:00 |          |                | ben@example.com
    """)
    assert errors(found.issues) == [("start_in_past", "C3"), ("date_unreadable", "C4"), ("start_in_past", "C5")]
    assert all("at 2025-09-10 10:00" in issue.message for issue in found.issues if issue.code == "start_in_past")


# ---- recurrence --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "rule"),
    [
        ("2026-09-10 10:00", "FREQ=WEEKLY;UNTIL=20261219T045959Z"),
        ("2026-09-10T10:00:00Z", "FREQ=WEEKLY;UNTIL=20261218T235959Z"),
        ("2026-09-10T10:00:00+05:30", "FREQ=WEEKLY;UNTIL=20261218T182959Z"),
        ("2026-09-10T10:00:00-08:00", "FREQ=WEEKLY;UNTIL=20261219T075959Z"),
        ("2026-09-10 10:00 Europe/Berlin", "FREQ=WEEKLY;UNTIL=20261218T225959Z"),
        ("2026-09-10 10:00 EDT", "FREQ=WEEKLY;UNTIL=20261219T045959Z"),
    ],
)
def test_the_last_day_of_a_series_ends_where_the_meeting_is(start: str, rule: str) -> None:
    cells = f"A | {start} | 30 min | weekly until 2026-12-18 | jo@example.com"
    assert only(examined(f"Title | Start | Duration | Repeat | Host email\n{cells}")).recurrence == rule


@pytest.mark.parametrize("rule", ["weekly", "FREQ=DAILY;INTERVAL=2"])
def test_a_series_without_an_end_is_created_and_warned_about(rule: str) -> None:
    text = "Title | Start | Duration | Repeat | Host email\nA | 2026-09-10 10:00 | 30 min | {} | jo@example.com"
    found = examined(text.format(rule))
    assert warnings(found.issues) == [("repeats_without_end", "D2")]
    assert meetings(found)
    assert not warnings(examined(text.format(f"{rule};COUNT=3" if "=" in rule else f"{rule}, 3 times")).issues)


def test_a_series_that_ends_before_it_starts_is_an_error() -> None:
    text = "Title | Start | Duration | Repeat | Host email\nA | 2026-09-10 10:00 | 30 min | {} | jo@example.com"
    found = examined(text.format("weekly until 2026-09-09"))
    assert errors(found.issues) == [("repeats_end_too_early", "D2")]
    for last in ("weekly until 2026-09-10", "FREQ=DAILY;UNTIL=20260910T140000Z"):
        assert meetings(examined(text.format(last)))


LASTING = "Title | Start | End | Repeat | Host email\nA | 2026-09-10 10:00 | {} | {} | jo@example.com"


@pytest.mark.parametrize(
    ("end", "rule", "days", "every", "like"),
    [
        ("2026-10-02 10:15", "daily", "22 days", "every day", "every day until 2026-10-02"),
        ("2026-09-11 10:30", "daily", "1 day", "every day", "every day until 2026-09-11"),
        ("2026-11-26 11:00", "weekly", "77 days", "every week", "every week until 2026-11-26"),
        (
            "2026-09-12 11:00",
            "every Monday, Wednesday and Thursday",
            "2 days",
            "every week on Monday, Wednesday and Thursday",
            "",
        ),
        ("2026-10-01 11:00", "every 2 weeks", "21 days", "every 2 weeks", "every 2 weeks until 2026-10-01"),
        ("2026-12-10 11:00", "monthly", "91 days", "every month", "every month until 2026-12-10"),
        ("2026-10-01 11:00", "FREQ=MONTHLY;BYMONTHDAY=10,20", "21 days", "every month on day 10,20", "FREQ="),
        ("2026-10-01 11:00", "FREQ=MONTHLY;BYDAY=1TH,3TH", "21 days", "every month on the first Thursday and", ""),
    ],
)
def test_a_meeting_that_goes_on_when_the_next_begins_ends_where_its_series_does(
    end: str, rule: str, days: str, every: str, like: str
) -> None:
    found = examined(LASTING.format(end, rule))
    assert [(issue.severity, issue.code, issue.cell) for issue in found.issues] == [("error", "overlaps_next", "C2")]
    told = message(found.issues, "overlaps_next")
    assert told.startswith(f"This meeting ends {days} after it starts, though it repeats {every}")
    assert like in told
    (typed,) = re.findall("like “(.+)”", told)
    mended = only(examined(LASTING.format("11:00", typed)))
    assert mended.recurrence
    assert f"UNTIL={end[:10].replace('-', '')[:6]}" in mended.recurrence


@pytest.mark.parametrize(
    ("end", "rule"),
    [
        ("2026-09-11 10:00", "daily"),
        ("2026-09-12 10:00", "every 2 days"),
        ("2026-09-12 10:00", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("2026-09-15 10:00", "monthly"),
        ("2026-09-15 10:00", "FREQ=DAILY;COUNT=1"),
    ],
)
def test_a_long_meeting_that_is_over_before_the_next_may_repeat(end: str, rule: str) -> None:
    assert not errors(examined(LASTING.format(end, rule)).issues)


def test_a_meeting_that_repeats_at_the_same_hour_may_last_until_then_when_clocks_change() -> None:
    text = LASTING.replace("2026-09-10", "2026-10-31").format("2026-11-01 10:00", "daily, 3 times")
    assert only(examined(text)).end - only(examined(text)).start == 25 * 3600


@pytest.mark.parametrize("rule", ["daily until 2026-10-02", "daily, 10 times"])
def test_where_the_series_has_an_end_only_that_of_the_first_meeting_is_asked_for(rule: str) -> None:
    told = message(examined(LASTING.format("2026-10-02 10:15", rule)).issues, "overlaps_next")
    assert told.endswith("though it repeats every day; write the end of the first meeting here.")


def test_a_duration_longer_than_the_time_until_the_next_is_told_where_it_stands() -> None:
    text = "Title | Start | Duration | Repeat | Host email\nA | 2026-09-10 10:00 | 25 h | daily | jo@example.com"
    found = examined(text)
    assert errors(found.issues) == [("overlaps_next", "C2")]
    assert "lasts 1 day 1 h, though it repeats every day; correct" in message(found.issues, "overlaps_next")


# ---- the assumed time zone ---------------------------------------------------------------------------------


def test_that_times_are_read_in_this_computers_zone_is_said_once() -> None:
    text = """
        Title | Start            | End   | Host email
        A     | 2026-09-10 10:00 | 11:00 | jo@example.com
        B     | 2026-09-11 10:00 | 11:00 | jo@example.com
    """
    found = examined(text, timezone_assumed=True)
    assert warnings(found.issues) == [("timezone_assumed", None)]
    assert found.issues[0].message == (
        "Times without a zone of their own are read in America/New_York, this computer's zone; "
        "if that is not meant, add --timezone and the right one when you run bulkmeet."
    )
    assert len(meetings(found)) == 2
    assert not examined(text).issues


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        ("Start | End | Time zone", "2026-09-10 10:00 | 11:00 | Europe/Berlin"),
        ("Start (UTC) | End (UTC)", "2026-09-10 10:00 | 11:00"),
        ("Start | End", "2026-09-10T10:00:00Z | 11:00"),
        ("Start | Duration", "1789048800 | 30 min"),
    ],
)
def test_it_is_not_said_where_every_time_has_a_zone(headers: str, cells: str) -> None:
    found = examined(f"Title | {headers} | Host email\nA | {cells} | jo@example.com", timezone_assumed=True)
    assert not found.issues
    assert meetings(found)


def test_nor_for_rows_that_are_left_out() -> None:
    found = examined(
        """
        Title        | Start            | Duration | Host email     | bulkmeet_status
        Cancelled: A | 2026-09-10 10:00 | 30 min   | jo@example.com |
        B            | 2026-09-10 10:00 | 30 min   | jo@example.com | created
        """,
        timezone_assumed=True,
    )
    assert not found.issues


@pytest.mark.parametrize("days", [1, 3])
def test_a_meeting_from_midnight_to_midnight_is_an_all_day_entry_whatever_the_sheet_calls_it(days: int) -> None:
    found = examined(f"""
        Title   | Start            | End                     | Host email
        Holiday | 2026-09-10 00:00 | 2026-09-{10 + days} 00:00 | ann@example.com
    """)
    assert errors(found.issues) == [("all_day_entry", "C2")]
    assert "from midnight to midnight" in message(found.issues, "all_day_entry")


def test_a_meeting_that_ends_at_midnight_is_none() -> None:
    found = examined("Title | Start | End | Host email\nLate | 2026-09-10 23:00 | 2026-09-11 00:00 | ann@example.com")
    assert not errors(found.issues)


@pytest.mark.parametrize(("rule", "warned"), [("FREQ=WEEKLY;BYDAY=MO", True), ("FREQ=WEEKLY;BYDAY=TU,TH", False)])
def test_a_first_meeting_on_none_of_its_weekdays_is_pointed_out(rule: str, warned: bool) -> None:
    found = examined(
        "Title | Start | End | Host email | Recurrence\n"
        f"A | 2026-09-10 10:00 | 2026-09-10 11:00 | ann@example.com | {rule}"
    )
    assert not errors(found.issues)
    assert ("start_off_the_rule" in {issue.code for issue in found.issues}) is warned


@pytest.mark.parametrize("title", ["ada@example.com", "<ada.roe@example.com>", "mailto:ada@example.com"])
def test_an_email_address_alone_is_no_title(title: str) -> None:
    row = (title, "2026-09-10 14:30", "2026-09-10 15:00", "lena@example.com")
    found = examined(sheet_of(("Title", "Start", "End", "Host email"), [row]))
    assert [(issue.code, issue.severity, issue.cell) for issue in found.issues] == [("title_is_address", "error", "A2")]
    other = examined(sheet_of(("Title", "Start", "End", "Host email"), [(f"Ask {title}", *row[1:])]))
    assert only(other).title == f"Ask {title}"


@pytest.mark.parametrize("email", [None, "ann@example.com"])
def test_a_sheet_of_equal_rows_takes_no_time(email: str | None) -> None:
    row = ["Demo", "2026-09-10 10:00", "2026-09-10 11:00", "jo@example.com", email]
    sheet = sheet_of(["Title", "Start", "End", "Host email", "Email"], [row] * 20_000)
    began = time.process_time()
    found = examined(sheet)
    assert time.process_time() - began < 3
    assert [issue.message.split(";")[0] for issue in found.issues if issue.row == 20_001] == [
        "This row adds nobody to the meeting in row 20000"
    ]


def test_a_row_that_adds_nobody_is_held_against_the_nearest_one_with_its_people() -> None:
    found = examined("""
        Title   | Start            | End   | Host email     | Email
        Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | ann@example.com
        Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | ben@example.com
        Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | ben@example.com
    """)
    (told,) = found.issues
    assert (told.cell, told.message.partition(";")[0]) == ("A4", "This row adds nobody to the meeting in row 3")


def test_a_row_that_only_brings_a_name_is_not_to_be_removed() -> None:
    found = examined("""
        Title   | Start            | End   | Host email     | Email           | Name
        Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | ann@example.com |
        Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | ann@example.com | Ann Roe
    """)
    told = found.issues[0].message
    assert "but a name or a phone number that is not there; keep it for that" in told
    assert "remove" not in told


def test_beside_weekly_classes_nothing_else_is_said_of_how_long_the_term_is() -> None:
    sheet = """
        Title   | Days | Start Date | Start Time | End Date   | End Time | Host email
        History | TR   | 01/19/2027 | 13:00      | 05/07/2027 | 14:15    | jo@example.com
    """
    found = examined(sheet)
    assert errors(found.issues) == [("weekdays_not_used", "B1")]
    assert statuses(found)[2] is Status.INVALID
    assert [code for code, _ in errors(examined(sheet, column_map={"Days": "ignore"}).issues)] == ["too_long"]
