"""How the columns of a sheet are read: by their headers, by what stands in them, and by their neighbours."""

import csv
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulkmeet.columns.fields import RESULT_FIELDS, Column, Field, Mapping
from bulkmeet.columns.ignored import IGNORED
from bulkmeet.columns.looks import Shows, has_clock, has_day, shows
from bulkmeet.columns.mapping import (
    is_series_key,
    looks_like_log,
    map_columns,
    missing_fields,
)
from bulkmeet.columns.normalise import normalise, read_heading
from bulkmeet.columns.recognise import recognise
from bulkmeet.columns.scores import header_score, meetings_score
from bulkmeet.columns.synonyms import MEANINGS
from bulkmeet.errors import WrongUsage
from bulkmeet.model import Cell

CORPUS = Path(os.environ.get("BULKMEET_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus at {CORPUS}; set BULKMEET_CORPUS")

DAYS: list[Cell] = ["2026-09-10", "2026-09-11"]
CLOCKS: list[Cell] = ["9:30", "14:00"]
MOMENTS: list[Cell] = ["2026-09-10 09:30", "2026-09-11 14:00"]
ADDRESSES: list[Cell] = ["ann@example.com", "ben@example.com"]
PEOPLE: list[Cell] = ["Ann One", "Ben Two"]

Sheet = dict[str, Sequence[Cell]] | list[tuple[str, Sequence[Cell]]]


def read(sheet: Sheet, **overrides: str) -> Mapping:
    pairs = list(sheet.items()) if isinstance(sheet, dict) else sheet
    return map_columns([header for header, _ in pairs], [cells for _, cells in pairs], overrides)


def fields(sheet: Sheet, **overrides: str) -> list[str | None]:
    return [column.field and column.field.value for column in read(sheet, **overrides).columns]


def only(header: str, cells: Sequence[Cell] = ()) -> Column:
    return read({header: cells}).columns[0]


def codes(mapping: Mapping) -> list[tuple[str, str, str | None]]:
    return [(issue.severity, issue.code, issue.cell) for issue in mapping.issues]


# ---- headers by themselves ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("\ufeffTitle", "title"),
        ("Start_Date *", "start date"),
        ("start-date:", "start date"),
        ("START.DATE?", "start date"),
        ("Start\u00a0 Date", "start date"),
        ("Ti\u200btle", "title"),
        ("Title\n(short)", "title"),
        ("\uff33\uff54\uff41\uff52\uff54", "start"),  # full-width letters
        ("Participant 3 \u2013 phone", "participant 3 phone"),
        ("Organisateur d\u2019une réunion", "organisateur d'une réunion"),
        ("Attendees (optional)", "attendees"),
        ("Date (dd/mm/yyyy)", "date"),
        ("Start Time (Eastern Time (US & Canada))", "start time"),
        ("Email (host)", "email (host)"),
        ("(min)", "(min)"),
        ("???", ""),
    ],
)
def test_a_header_is_compared_without_what_people_vary(header: str, name: str) -> None:
    assert normalise(header) == name


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Duration", None),
        ("Duration (min)", "min"),
        ("Duration (mins.)", "min"),
        ("Duration [in minutes]", "min"),
        ("Duration Hr", "h"),
        ("duration_hours", "h"),
        ("duration minutes", "min"),
        ("durationInMinutes", "min"),
        ("DurationMinutes", "min"),
        ("Length in hours", "h"),
        ("Dauer (Std.)", "h"),
        ("Duration (s)", "s"),
        ("Duration (hh:mm)", None),
        ("Durations", "?"),
    ],
)
def test_the_unit_of_a_duration_comes_from_its_header(header: str, unit: str | None) -> None:
    column = only(header)
    expected = (None, None) if unit == "?" else (Field.DURATION, unit)
    assert (column.field, column.unit) == expected


@pytest.mark.parametrize(
    ("header", "zone"),
    [
        ("Start (America/New_York)", "America/New_York"),
        ("Start (UTC)", "UTC"),
        ("Start (GMT+2)", "GMT+2"),
        ("Start [Pacific Standard Time]", "Pacific Standard Time"),
        ("Start (CEST)", "CEST"),
        ("start_datetime_utc", "UTC"),
        ("Start (local time)", None),
        ("Start (yyyy-mm-dd hh:mm)", None),
    ],
)
def test_the_zone_of_a_time_may_stand_in_its_header(header: str, zone: str | None) -> None:
    assert read_heading(header).zone == zone or only(header).zone == zone
    assert (only(header).field is Field.START) == (header != "Start (local time)")


def test_a_unit_is_not_told_of_a_column_that_has_none() -> None:
    column = only("Email (s)", ADDRESSES)
    assert (column.field, column.unit) == (Field.EMAIL, None)


def test_talk_time_keeps_its_unit() -> None:
    assert (only("Talk time (s)").field, only("Talk time (s)").unit) == (Field.TALK_TIME, "s")
    assert (only("talk_time").field, only("talk_time").unit) == (Field.TALK_TIME, None)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("start_datetime", Field.START),
        ("end_datetime", Field.END),
        ("title", Field.TITLE),
        ("user_id", Field.USER_ID),
        ("meeting_type", Field.MEETING_TYPE),
        ("duration", Field.DURATION),
        ("recurrence", Field.RECURRENCE),
        ("call_out", Field.CALL_OUT),
        ("participants_info[].email", Field.EMAIL),
        ("participants_info.name", Field.NAME),
        ("participants_info[].phone", Field.PHONE),
        ("participants_info[].display_name", Field.DISPLAY_NAME),
        ("participants_info[].talk_time", Field.TALK_TIME),
        ("participants_info[].is_organizer", Field.IS_ORGANIZER),
        ("participants_info[].call_in_method", Field.CALL_IN_METHOD),
        ("participants_info[].phone_number", Field.PHONE_NUMBER),
    ],
)
def test_the_apis_own_names_are_known(header: str, field: Field) -> None:
    assert only(header).field is field


def test_the_apis_phone_number_is_not_what_people_call_a_phone_number() -> None:
    assert only("phone_number").field is Field.PHONE_NUMBER
    assert only("Phone number").field is Field.PHONE


@pytest.mark.parametrize("field", RESULT_FIELDS)
def test_result_columns_are_recognised_by_their_exact_name(field: Field) -> None:
    assert only(field.value).field is field
    assert only(field.value.replace("_", " ")).field is None


@pytest.mark.parametrize(
    "header",
    ["Order Date", "Date Scheduled", "Reminder Date", "Creation Time", "created_at", "Registered at"],
)
def test_a_date_of_something_else_is_never_the_start(header: str) -> None:
    mapping = read({header: MOMENTS})
    assert mapping.columns[0].field is Field.IGNORE
    assert mapping.issues == ()
    assert "a start" in missing_fields(mapping)


def test_the_invitees_zone_is_not_the_meetings() -> None:
    assert fields({"Time Zone": ["UTC"], "Invitee Time Zone": ["UTC"], "CustomerTimeZone": ["UTC"]}) == [
        "timezone",
        "ignore",
        "ignore",
    ]


def test_every_name_is_declared_once() -> None:
    lines = [meaning.names for meaning in MEANINGS] + list(IGNORED)
    names = [name.strip() for line in lines for name in line.split(";")]
    assert len(names) == len(set(names))


# ---- headers that need their cells -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Participants", ADDRESSES, "attendees"),
        ("Participants", [3, 12], "ignore"),
        ("Attendees", ["4"], "ignore"),
        ("Attendees", ["Ann One; Ben Two"], "attendees"),
        ("Guest", ["Yes", "No"], "ignore"),
        ("Attendee", PEOPLE, "name"),
        ("Attendee", ADDRESSES, "attendees"),
        ("Confirmed", ["TRUE"], "going_ahead"),
        ("Confirmed", ADDRESSES, "attendees"),
        ("Email", ADDRESSES, "email"),
        ("Email", ["ann@example.com, ben@example.com"], "attendees"),
        ("Email", ["ann@example.com; ben@example.com", "cy@example.com", "di@example.com"], "email"),
        ("Attendee 1 email", ["ann@example.com; ben@example.com"], "email"),
        ("Guest Email", ["ann@example.com; ben@example.com"], "attendees"),
        ("Organizer", ADDRESSES, "host_email"),
        ("Organizer", PEOPLE, "host_name"),
        ("Organizer?", ["yes", "no"], "is_organizer"),
        ("Host", ["5835806903417907"], "user_id"),
        ("Host", [5835806903417907], "user_id"),
        ("Host", [], "host_email"),
        ("Status", ["Confirmed", "Cancelled"], "cancelled"),
        ("Status", ["Room booked", "Waiting for Ben"], "ignore"),
        ("Status", [1, 0], "ignore"),
        ("Status", ["moved", "see Ana", "room?", "CANCELLED!!"], "cancelled"),
        ("Lesson status", ["moved", "waiting", "cancelled - sick"], "cancelled"),
        ("Status", ["moved", "not cancelled yet?"], "ignore"),
        ("Canceled", [False, True], "cancelled"),
        ("Role", ["Organizer", "Attendee"], "is_organizer"),
        ("Role", ["Head of sales"], "ignore"),
        ("Session Type", ["M"], "ignore"),
        ("Session Type", ["LARGE_MEETING"], "meeting_type"),
        ("Meeting Type", ["Webinar"], "meeting_type"),
        ("Type", ["Large meeting"], "meeting_type"),
        ("Meeting ID", ["812 3456 7890"], "key"),
        ("Meeting ID", [], "ignore"),
        ("Participant ID (UPN)", ADDRESSES, "email"),
        ("Participant ID", ["77"], "ignore"),
        ("Data", ["10/09/2026"], "start_date"),
    ],
)
def test_cells_decide_what_an_ambiguous_header_means(header: str, cells: Sequence[Cell], field: str) -> None:
    assert fields({header: cells}) == [field]


def test_a_word_for_date_that_is_also_english_needs_days_in_its_cells() -> None:
    assert fields({"Data": ["some text"]}) == [None]


def test_a_name_is_the_title_unless_a_column_is_about_a_person() -> None:
    assert fields({"Name": ["Kickoff"], "Start": MOMENTS, "Attendees": ADDRESSES})[0] == "title"
    assert fields({"Name": PEOPLE, "Start": MOMENTS, "Email": ADDRESSES})[0] == "name"
    assert fields({"Topic": ["Kickoff"], "Name": PEOPLE}) == ["title", "name"]


def test_a_type_is_the_title_only_of_peoples_appointments() -> None:
    assert fields({"First Name": ["Ann"], "Email": ADDRESSES, "Type": ["Consultation"]})[2] == "title"
    assert fields({"Name": ["Kickoff"], "Type": ["Webinar"]}) == ["title", "ignore"]


def test_an_email_beside_the_persons_name_is_one_persons_whatever_its_cells_hold() -> None:
    lists: list[Cell] = ["ann@example.com; ben@example.com", "cy@example.com; di@example.com"]
    assert fields({"Title": ["A"], "Name": PEOPLE, "Email": lists}) == ["title", "name", "email"]
    assert fields({"Title": ["A"], "Guest phone": ["1"], "Guest email": lists}) == ["title", "phone", "email"]
    assert fields({"Name": ["Kickoff"], "Start": MOMENTS, "Email": lists}) == ["title", "start", "attendees"]
    assert fields({"Title": ["A"], "Guest 2 name": PEOPLE, "Email": lists})[2] == "attendees"


def test_a_user_email_is_the_host_unless_another_column_is() -> None:
    assert fields({"User Email": ADDRESSES}) == ["host_email"]
    assert fields({"Host": ADDRESSES, "User Email": ADDRESSES}) == ["host_email", "email"]
    assert fields({"Host": ADDRESSES, "User Email": ADDRESSES, "Email": ADDRESSES})[1] == "ignore"


# ---- start and end -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ({"Start Time": MOMENTS}, ["start"]),
        ({"Start Date": DAYS}, ["start_date"]),
        ({"Date": MOMENTS}, ["start"]),
        ({"Start Date & Time": MOMENTS}, ["start"]),
        ({"Start": DAYS}, ["start"]),
        ({"Start": CLOCKS}, ["start_time"]),
        ({"Start Date": DAYS, "Start Time": CLOCKS}, ["start_date", "start_time"]),
        ({"Start Date": (), "Start Time": ()}, ["start_date", "start_time"]),
        ({"Start Date": DAYS, "Start Time": MOMENTS}, ["start_date", "start_time"]),
        ({"Start": DAYS, "Start Time": CLOCKS}, ["start_date", "start_time"]),
        ({"Date": DAYS, "Time": CLOCKS}, ["start_date", "start_time"]),
        ({"Date": DAYS, "Start": CLOCKS, "End": CLOCKS}, ["start_date", "start_time", "end_time"]),
        ({"Date": (), "Start": (), "End": ()}, ["start_date", "start_time", "end_time"]),
        ({"Start": MOMENTS, "End": CLOCKS}, ["start", "end_time"]),
        ({"Start": MOMENTS, "End Time": MOMENTS}, ["start", "end"]),
        ({"Start": (), "End": ()}, ["start", "end"]),
        ({"End Date": DAYS, "End Time": CLOCKS}, ["end_date", "end_time"]),
        ({"Beginnt am": DAYS, "Beginnt um": CLOCKS}, ["start_date", "start_time"]),
        ({"Date": DAYS, "From": CLOCKS, "To": CLOCKS}, ["start_date", "start_time", "end_time"]),
        ({"From": MOMENTS, "To": MOMENTS}, ["start", "end"]),
        ({"Subject": ["Hi"], "To": ADDRESSES}, ["title", "email"]),
        ({"From": ADDRESSES, "To": ADDRESSES}, [None, "email"]),
        ({"From": CLOCKS, "Subject": ["Hi"], "To": CLOCKS}, [None, "title", None]),
        ({"Datum": DAYS, "Uhrzeit": CLOCKS, "bis": CLOCKS}, ["start_date", "start_time", "end_time"]),
        ({"Date": DAYS, "Heure": CLOCKS, "à": CLOCKS}, ["start_date", "start_time", "end_time"]),
        ({"Date": DAYS, "Time": CLOCKS, "To": ["Ana", "Ben"]}, ["start_date", "start_time", None]),
        ({"Uhrzeit": CLOCKS, "Thema": ["Hi"], "bis": CLOCKS}, ["start_time", "title", None]),
    ],
)
def test_a_start_and_an_end_come_whole_or_as_day_and_time(sheet: Sheet, expected: list[str | None]) -> None:
    assert fields(sheet) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (DAYS, CLOCKS, ["start_date", "start_time"]),
        (CLOCKS, DAYS, ["start_time", "start_date"]),
        ((), (), ["start_date", "start_time"]),
    ],
)
def test_two_columns_of_one_name_are_the_day_and_then_the_time(
    first: Sequence[Cell], second: Sequence[Cell], expected: list[str]
) -> None:
    mapping = read([("Début", first), ("Début", second)])
    assert [column.field for column in mapping.columns] == expected
    assert mapping.issues == ()


def test_a_vague_date_beside_a_whole_start_is_left_out_and_said_so() -> None:
    mapping = read({"StartTime": MOMENTS, "TheDate": DAYS})
    assert [column.field for column in mapping.columns] == [Field.START, Field.IGNORE]
    assert codes(mapping) == [("warning", "column_not_used", "B")]
    assert "“StartTime” holds the day and the time itself" in mapping.issues[0].message


def test_a_start_and_a_start_date_of_its_own_are_an_error() -> None:
    mapping = read({"Start": MOMENTS, "Start Date": DAYS, "Start Time": CLOCKS})
    assert {code for _, code, _ in codes(mapping)} == {"two_columns_for_field"}
    assert "“Start” and “Start Date” could both be the start" in mapping.issues[0].message


def test_the_apis_start_beats_a_start_date_without_a_word() -> None:
    mapping = read({"start_datetime": [1789000000], "Start Date": DAYS, "Start Time": CLOCKS})
    assert [column.field for column in mapping.columns] == [Field.START, Field.IGNORE, Field.IGNORE]
    assert mapping.issues == ()


def test_days_in_a_time_column_are_passed_over_with_a_warning() -> None:
    mapping = read({"Start Date": DAYS, "Start Time": MOMENTS})
    assert codes(mapping) == [("warning", "days_not_used", "B")]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-09-10", Shows.DAY),
        ("3/4/2026", Shows.DAY),
        ("10. Sept. 2026", Shows.DAY),
        ("September 10, 2026", Shows.DAY),
        ("4月9日(木)", Shows.DAY),
        ("20260910", Shows.DAY),
        ("9:30", Shows.CLOCK),
        ("3:30 PM", Shows.CLOCK),
        ("10h00", Shows.CLOCK),
        ("14.30", Shows.CLOCK),
        ("noon", Shows.CLOCK),
        (0.5, Shows.CLOCK),
        ("2026-09-10T01:00:00Z", Shows.BOTH),
        ("2026-09-10 16:00:00", Shows.BOTH),
        ("2026-09-10T16:30:00.000+00:00", Shows.BOTH),
        ("2026-09-10 00:00:00", Shows.DAY),
        ("9/10/2026 2:12:00 AM", Shows.BOTH),
        ("10 septembre 2026 à 10h00", Shows.BOTH),
        ("26/03/2026 12:00", Shows.BOTH),
        ("3/4/2026 12:00 AM", Shows.DAY),
        ("12/Jan/27 12:00 AM", Shows.DAY),
        ("12/Jan/27 2:30 PM", Shows.BOTH),
        (1789000000, Shows.BOTH),
        (46275.4166666667, Shows.BOTH),
        ("46275.4166666667", Shows.BOTH),
        (46275, Shows.DAY),
        (datetime(2026, 9, 10, 9, 30), Shows.BOTH),  # noqa: DTZ001 - cells carry no zone
        (datetime(2026, 9, 10), Shows.DAY),  # noqa: DTZ001 - cells carry no zone
        (datetime(1899, 12, 30, 9, 30), Shows.CLOCK),  # noqa: DTZ001 - cells carry no zone
        (date(2026, 9, 10), Shows.DAY),
        (time(9, 30), Shows.CLOCK),
        (timedelta(hours=9), Shows.CLOCK),
        ("TBD", Shows.NOTHING),
        (60, Shows.NOTHING),
        (float("nan"), Shows.NOTHING),
        (None, Shows.NOTHING),
        (True, Shows.NOTHING),
    ],
)
def test_a_cell_shows_a_day_a_time_or_both(cell: Cell, expected: Shows) -> None:
    assert shows([cell]) == expected
    assert (has_day(cell), has_clock(cell)) == (Shows.DAY in expected, Shows.CLOCK in expected)


# ---- several people in one row -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "field", "person"),
    [
        ("Attendee 1 Email", "email", 1),
        ("Attendee 1 Name", "name", 1),
        ("Attendee Email 2", "email", 2),
        ("Email 1", "email", 1),
        ("email2", "email", 2),
        ("Email (3)", "email", 3),
        ("E-Mail #2", "email", 2),
        ("Participant 3 \u2013 phone", "phone", 3),
        ("Guest's name", "name", 0),
        ("attendee_1_email", "email", 1),
        ("Invitee 12 First Name", "first_name", 12),
        ("participants_info[0].email", "email", 1),
        ("participants_info[2].phone_number", "phone_number", 3),
        ("participants_info.1.display_name", "display_name", 2),
        ("Guest #2", "attendees", 0),
        ("Attendee 1", "attendees", 0),
        ("Student email", "email", 0),
        ("Client phone", "phone", 0),
    ],
)
def test_a_wide_sheet_says_whose_email_a_column_holds(header: str, field: str, person: int) -> None:
    column = only(header)
    assert (column.field, column.person) == (field, person)


def test_several_people_and_several_lists_do_not_compete() -> None:
    mapping = read(
        {
            "Email": ADDRESSES,
            "Email 1": ADDRESSES,
            "Email 2": ADDRESSES,
            "Guest 3": PEOPLE,
            "Guest 4": PEOPLE,
            "Required Attendees": ADDRESSES,
            "Optional Attendees": ADDRESSES,
        }
    )
    assert [column.person for column in mapping.of(Field.EMAIL)] == [0, 1, 2]
    assert len(mapping.of(Field.ATTENDEES)) == 4
    assert mapping.issues == ()


# ---- two columns for one field -----------------------------------------------------------------------------


def test_two_equally_good_columns_are_an_error_that_tells_how_to_choose() -> None:
    mapping = read({"Topic": ["Kickoff"], "Start": MOMENTS, "Subject": ["Kickoff"]})
    assert codes(mapping) == [("error", "two_columns_for_field", "C")]
    issue = mapping.issues[0]
    assert (issue.column, issue.row) == ("Subject", None)
    assert "“Topic” and “Subject” could both be the title" in issue.message
    assert '--map "Topic=ignore" or --map "Subject=ignore"' in issue.message
    assert len(mapping.of(Field.TITLE)) == 1


def test_the_advice_of_the_error_settles_it() -> None:
    assert fields({"Topic": ["A"], "Subject": ["B"]}, Topic="ignore") == ["ignore", "title"]


def test_two_addresses_in_a_row_may_both_be_invited() -> None:
    sheet: Sheet = {"Student Email": ADDRESSES, "Parent Email": ADDRESSES}
    assert 'invite both when you run bulkmeet, with --map "Parent Email=attendees"' in read(sheet).issues[0].message
    assert read(sheet, **{"Parent Email": "attendees"}).issues == ()


def test_columns_with_the_same_header_are_told_apart_by_their_letters() -> None:
    sheet: Sheet = [("Topic", ["A"]), ("Topic", ["B"])]
    assert '--map "A=ignore" or --map "B=ignore"' in read(sheet).issues[0].message
    mapping = read(sheet, B="ignore")
    assert [column.field for column in mapping.columns] == [Field.TITLE, Field.IGNORE]
    assert mapping.issues == ()


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ({"Service": ["A"], "Topic": ["B"]}, ["ignore", "title"]),
        ({"Service": ["A"]}, ["title"]),
        ({"Host ID": ["1"], "user_id": ["2"]}, ["ignore", "user_id"]),
        ({"Title": (), "Topic": ["A"]}, ["ignore", "title"]),
        ({"Meeting ID": ["1"], "Event UUID": ["2"]}, ["ignore", "key"]),
    ],
)
def test_the_better_column_wins_without_a_word(sheet: Sheet, expected: list[str]) -> None:
    assert fields(sheet) == expected
    assert read(sheet).issues == ()


@pytest.mark.parametrize("title", ["Session Title", "Talk title", "Veranstaltungstitel", "Titre de la séance"])
@pytest.mark.parametrize("theme", ["Topic", "Thema", "Track"])
def test_beside_the_title_of_a_session_its_topic_is_none(title: str, theme: str) -> None:
    sheet: Sheet = {theme: ["Kernel", "Data"], title: ["Booting in anger", "Postgres at night"], "Start": MOMENTS}
    assert [column.header for column in read(sheet).of(Field.TITLE)] == [title]
    told = {(severity, code) for severity, code, _ in codes(read(sheet))}
    assert told == {("warning", "column_not_recognised" if theme == "Track" else "topic_not_used")}


@pytest.mark.parametrize(
    "sheet",
    [
        {"Title": ["A"], "Topic": ["B"]},
        {"Meeting title": ["A"], "Subject": ["B"]},
        {"Session title": ["A"], "Event title": ["B"], "Topic": ["C"]},
    ],
)
def test_beside_other_titles_it_is_still_asked_which_is_meant(sheet: Sheet) -> None:
    assert "two_columns_for_field" in {code for _, code, _ in codes(read(sheet))}


def test_the_topics_of_a_course_are_its_titles() -> None:
    sheet: Sheet = {"Course title": ["Maths 101"], "Topic": ["Algebra 1", "Algebra 2"], "Start": MOMENTS}
    assert [column.header for column in read(sheet).of(Field.TITLE)] == ["Topic"]
    repeated: Sheet = {"Session title": ["Weekly call"], "Topic": ["Budget", "Hiring"], "Start": MOMENTS}
    assert "two_columns_for_field" in {code for _, code, _ in codes(read(repeated))}


def test_a_topic_that_is_said_to_be_the_title_is_it_and_so_is_one_beside_an_empty_title() -> None:
    assert fields({"Session Title": ["Booting"], "Topic": ["Kernel"]}, Topic="title") == ["ignore", "title"]
    assert fields({"Session Title": (), "Topic": ["Kernel"]}) == ["ignore", "title"]


def test_hours_and_minutes_add_up() -> None:
    mapping = read({"Duration Hr": [1, 2], "Duration Min": [30, 0]})
    assert [column.unit for column in mapping.of(Field.DURATION)] == ["h", "min"]
    assert mapping.issues == ()


@pytest.mark.parametrize(
    "sheet", [{"Duration Hr": [1.5], "Duration Min": [90]}, {"Length": [1], "Meeting Duration": [1]}]
)
def test_one_length_told_twice_does_not_add_up(sheet: Sheet) -> None:
    assert [code for _, code, _ in codes(read(sheet))] == ["two_columns_for_field"]


# ---- columns that are not recognised -----------------------------------------------------------------------


def test_a_header_that_is_only_something_like_a_known_one_is_named_with_its_field_but_not_used() -> None:
    mapping = read({"The meeting title": ["Kickoff"]})
    assert (mapping.columns[0].field, mapping.columns[0].resembles) == (None, Field.TITLE)
    assert codes(mapping) == [("warning", "column_not_recognised", "A")]
    told, advice = mapping.issues[0].message.split(": ")
    assert told == "The column “The meeting title” is not used; it resembles title"
    assert advice == 'add --map "The meeting title=title" when you run bulkmeet to use it.'
    assert missing_fields(mapping)[0] == "a title"


def test_an_unknown_header_is_named() -> None:
    mapping = read({"Room colour": ["blue"]})
    assert mapping.issues[0].message == "The column “Room colour” is not used."
    assert mapping.columns[0].how == "unrecognised"


def test_an_unknown_column_of_addresses_comes_with_the_way_to_invite_them() -> None:
    sheet: Sheet = {"Host email": ADDRESSES, "Buddies": ADDRESSES, "": ADDRESSES, "My attendees": ADDRESSES}
    mapping = read(sheet)
    assert mapping.issues[0].message == (
        "“Buddies” holds email addresses like “ann@example.com”, but nothing says whose, so it is not used; "
        'say so when you run bulkmeet, with --map "Buddies=attendees" or --map "Buddies=host_email", or leave it out '
        'with --map "Buddies=ignore".'
    )
    assert '--map "C=attendees"' in mapping.issues[1].message
    assert '--map "My attendees=host_email"' in mapping.issues[2].message
    assert {issue.severity for issue in mapping.issues} == {"error"}
    assert read({"Buddies": ADDRESSES}, Buddies="attendees").issues == ()
    assert read({"Buddies": ADDRESSES}, Buddies="ignore").issues == ()


def test_cells_without_a_header_are_named_by_their_letter() -> None:
    mapping = read({"Title": ["A"], "": ["something"]})
    assert codes(mapping) == [("warning", "column_without_header", "B")]
    assert mapping.issues[0].message.startswith("Column B has no header")
    assert fields({"Title": ["A"], "": ["1 h"]}, B="duration") == ["title", "duration"]


def test_a_blank_column_is_nothing_to_tell() -> None:
    assert read({"Title": ["A"], "": []}).issues == ()


def test_a_header_is_shown_harmlessly() -> None:
    mapping = read({"Room\x1b[2J colour": ["blue"]})
    assert "\x1b" not in mapping.issues[0].message


# ---- --map -------------------------------------------------------------------------------------------------


def test_map_beats_everything_the_header_says() -> None:
    assert fields({"Title": ["A"], "What": ["B"]}, What="title") == ["ignore", "title"]
    assert fields({"Notes": MOMENTS}, Notes="start_datetime") == ["start"]
    assert fields({"Start Date": MOMENTS}, **{"Start Date": "start_date"}) == ["start_date"]


def test_map_takes_a_header_as_it_stands_before_one_like_it() -> None:
    assert fields([("room", ["A"]), ("Room", ["B"])], Room="title") == ["ignore", "title"]
    assert fields({"Meeting_Room *": ["A"]}, **{"meeting room": "title"}) == ["title"]


def test_map_keeps_the_unit_and_the_person_of_the_header() -> None:
    column = read({"How long (min)": [30]}, **{"How long (min)": "duration"}).columns[0]
    assert (column.field, column.unit) == (Field.DURATION, "min")
    column = read({"Guest 2 mail": ADDRESSES}, **{"Guest 2 mail": "email"}).columns[0]
    assert (column.field, column.person) == (Field.EMAIL, 2)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        *(("participants", "attendees"), ("Invitees", "attendees"), ("guests", "attendees")),
        *(("participant_email", "email"), ("attendee_email", "email"), ("host", "host_email")),
        *(("start_datetime", "start"), ("end_datetime", "end"), ("time zone", "timezone"), ("subject", "title")),
    ],
)
def test_map_takes_the_names_a_header_could_have(name: str, field: str) -> None:
    assert fields({"What": []}, What=name) == [field]


@pytest.mark.parametrize(
    "name", ["attendee", "from", "notes", "guest 2", "email (min)", "bulkmeet_status", "confirmed"]
)
def test_map_refuses_a_name_that_is_no_field_or_could_be_several(name: str) -> None:
    with pytest.raises(WrongUsage, match="which is not a field"):
        read({"What": []}, What=name)


def test_map_to_no_field_names_the_fields() -> None:
    with pytest.raises(WrongUsage, match="“titel_x”, which is not a field; did you mean “title”") as caught:
        read({"Topic": ["A"]}, Topic="titel_x")
    assert "duration" in str(caught.value)
    assert "bulkmeet_status" not in str(caught.value)


@pytest.mark.parametrize(
    ("field", "header"), [("title", "Grupo"), ("start_date", "Soort"), ("title", "Thema"), ("host", "Correo")]
)
def test_map_with_the_field_first_is_asked_whether_it_is_meant_the_other_way_round(field: str, header: str) -> None:
    with pytest.raises(WrongUsage, match=f'did you mean --map "{header.lower()}={field}"') as caught:
        read({header: ["A"], "Start": MOMENTS}, **{field: header.lower()})
    assert "which is not a field" not in str(caught.value)


def test_a_header_that_is_also_a_field_is_a_header() -> None:
    with pytest.raises(WrongUsage, match="which is not a field"):
        read({"Title": ["A"], "Grupo": ["B"]}, Title="Grupo")


def test_a_header_with_quotation_marks_is_named_by_its_letter_in_words_to_copy() -> None:
    message = read({'"Email"': ADDRESSES, "Start": MOMENTS}).issues[0].message
    assert '--map "A=attendees"' in message


def test_map_of_a_column_the_sheet_lacks_names_those_like_it() -> None:
    with pytest.raises(WrongUsage, match="“Tpoic”, which the sheet does not have; did you mean “Topic”"):
        read({"Topic": ["A"], "Start": MOMENTS}, Tpoic="title")


# ---- what is missing, where the headers are, and what is no schedule at all --------------------------------


@pytest.mark.parametrize(
    ("headers", "missing"),
    [
        (["Title", "Start", "End"], ()),
        (["Title", "Start", "Duration"], ()),
        (["Title", "Start"], ("an end or a duration",)),
        (["Title", "Start Time", "Start Date", "End Time"], ()),
        (["First Name", "Order Date"], ("a title", "a start", "an end or a duration")),
    ],
)
def test_what_a_sheet_lacks_is_told_in_plain_words(headers: list[str], missing: tuple[str, ...]) -> None:
    assert missing_fields(map_columns(headers, [], {})) == missing


def test_times_without_a_day_lack_a_date() -> None:
    mapping = read({"Title": ["A"], "Start": CLOCKS, "End": CLOCKS})
    assert missing_fields(mapping) == ("a date for the start",)


def test_with_a_default_duration_no_end_is_missing() -> None:
    assert missing_fields(read({"Title": ["A"], "Start": MOMENTS}), default_duration=True) == ()


def test_the_header_row_scores_higher_than_titles_and_rows() -> None:
    assert header_score(["ACME Corp - Meeting plan", "", ""]) == 0
    assert header_score(["Kickoff", "2026-09-10", "ann@example.com"]) == 0
    assert header_score(["Mtg #", "Title\n(short)", "Start Date", "Dur.", "Call out?", "Attendee mail"]) == 6
    assert header_score(["Title", "Title", "title"]) == 1


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        (["Name (Original Name)", "User Email", "Join Time", "Leave Time"], "log of past attendance"),
        (["Full Name", "User Action", "Timestamp"], "log of past attendance"),
        (["Name", "First Join", "Last Leave", "In-Meeting Duration"], "log of past attendance"),
        (["First Name", "Email", "Registration Time", "Approval Status"], "list of registrations"),
        (["subject", "meetingId", "meetingInstanceKey", "startTime", "endTime"], "report of meetings that were held"),
        (["Call ID", "Direction", "From", "To", "Start time", "End time", "Disposition"], "log of calls"),
        (["Date", "Time", "Caller", "Callee", "Call Type", "Talk time"], "log of calls"),
        (["call_id", "date_started", "date_connected", "date_ended", "name", "email"], "log of calls"),
    ],
)
def test_a_log_is_recognised_as_no_schedule(headers: list[str], reason: str) -> None:
    assert reason in (looks_like_log(headers) or "")


ATTENDED = """
First Join | Last Leave ; Join time | Leave time ; Erster Beitritt | Letzter Austritt
Erste Teilnahme | Letztes Verlassen
Beitrittszeit | Verlassenzeit ; Zeitpunkt des Beitritts | Zeitpunkt des Verlassens
Première connexion | Dernière déconnexion ; Première participation | Dernier départ
Heure de connexion | Heure de sortie
Primera unión | Última salida ; Hora de incorporación | Hora de abandono ; Primo accesso | Ultima uscita
Ora di partecipazione | Ora di abbandono ; Primeira entrada | Última saída ; Hora de Ingresso | Hora da Saída
Eerste deelname | Laatste vertrek ; Tijdstip van deelname | Tijdstip van vertrek ; 最初の参加 | 最後の退出
参加時刻 | 退出時刻 ; 首次加入 | 上次离开 ; 加入时间 | 离开时间 ; 加入時間 | 離開時間 ; 첫 참가 | 마지막 퇴장
참가 시간 | 나간 시간 ; Första anslutning | Lämnade senast ; Anslutningstid | Tid för lämnande
Første deltagelse | Sidst forladt ; Første deltakelse | Sist forlatt ; Pierwsze dołączenie | Ostatnie opuszczenie
Czas dołączenia | Czas opuszczenia ; První připojení | Poslední odchod ; Čas připojení | Čas opuštění
Ensimmäinen liittyminen | Viimeinen poistuminen ; Liittymisaika | Poistumisaika ; Első csatlakozás | Utolsó kilépés
Csatlakozás időpontja | Távozás időpontja ; Prima alăturare | Ultima părăsire ; İlk Katılma | Son Ayrılma
Katılma Zamanı | Ayrılma Zamanı ; Первое присоединение | Последний выход ; Время присоединения | Время выхода
Перше приєднання | Останній вихід ; Πρώτη συμμετοχή | Τελευταία αποχώρηση
"""


@pytest.mark.parametrize("pair", [pair for line in ATTENDED.strip().splitlines() for pair in line.split(" ; ")])
def test_when_people_came_and_left_shows_a_report_of_attendance_in_every_language(pair: str) -> None:
    assert looks_like_log(["Name", *pair.split(" | "), "E-mail"]) == "this is a log of past attendance, not a schedule"


@pytest.mark.parametrize(
    "headers",
    [
        "Title | Start | End | Timestamp | Join URL",
        "Title | Date | Join link | Time left",
        "Title | Time to join | End time",
        "Title | Join before | Start | Leave blank",
        "Titel | Beitrittslink | Startzeit | Endzeit",
        "Formation | Lien de connexion | Heure de début | Heure de fin",
        "Curso | Fecha | Hora de inicio | Hora de fin | Enlace de unión",
        "Kurs | Deltagelse | Starttid | Sluttid",
        "会議 | 参加時刻 | 終了時刻",
        "Trip | Departure time | Arrival time",
        "Name | First day | Last day",
    ],
)
def test_a_schedule_is_not_taken_for_a_log(headers: str) -> None:
    assert looks_like_log(headers.split(" | ")) is None


def test_a_key_that_a_series_shares_is_marked() -> None:
    assert is_series_key(only("iCalUId", ["x"]))
    assert not is_series_key(only("Booking Id", ["x"]))


@pytest.mark.parametrize(
    ("header", "cells", "of_series"),
    [
        ("Meeting ID", ["812 3456 7890", "899 0000 1111"], True),
        ("Webinar ID", ["81234567890"], False),
        ("Meeting ID", ["M1", "M2"], False),
        ("Meeting ID", [1, 2], False),
        ("Booking ID", ["812 3456 7890"], False),
    ],
)
def test_the_number_one_joins_a_call_by_is_shared_by_its_series(
    header: str, cells: list[Cell], *, of_series: bool
) -> None:
    assert is_series_key(only(header, cells)) == of_series


def test_a_sheet_with_a_start_speaks_louder_than_one_with_more_known_headers() -> None:
    lists = meetings_score(["Title", "Type", "Host", "Notes", "Room"])
    assert meetings_score(["Title", "When", "Duration"]) > lists > meetings_score(["Colour", "Title"])


# ---- laws --------------------------------------------------------------------------------------------------

known = st.sampled_from([name for meaning in MEANINGS for name in meaning.names.split("; ")])
headers_of_any_kind = st.one_of(known, st.text(max_size=30), st.sampled_from(["", "Email 2", "((", "Début"]))
cells_of_any_kind = st.one_of(
    st.none(), st.text(max_size=20), st.integers(), st.floats(), st.booleans(), st.datetimes(), st.times()
)
a_column = st.tuples(headers_of_any_kind, st.lists(cells_of_any_kind, max_size=3))
columns_of_any_kind = st.lists(a_column, max_size=8)


@settings(max_examples=60, deadline=None)
@given(columns_of_any_kind)
def test_no_column_is_lost_whatever_the_sheet(sheet: list[tuple[str, list[Cell]]]) -> None:
    mapping = map_columns([header for header, _ in sheet], [cells for _, cells in sheet], {})
    assert [(column.index, column.header) for column in mapping.columns] == [
        (index, header) for index, (header, _) in enumerate(sheet)
    ]
    for column in mapping.columns:
        told = any(issue.column == column.header for issue in mapping.issues)
        is_seen = any(character.isprintable() for character in column.header.strip())  # a soft hyphen is not
        assert column.field or told or not is_seen or column.how != "unrecognised"


@settings(max_examples=60, deadline=None)
@given(columns_of_any_kind)
def test_a_field_that_takes_one_column_never_gets_two(sheet: list[tuple[str, list[Cell]]]) -> None:
    mapping = map_columns([header for header, _ in sheet], [cells for _, cells in sheet], {})
    taken = [
        (column.field, column.person)
        for column in mapping.columns
        if column.field not in (None, Field.IGNORE, Field.ATTENDEES, Field.DURATION, Field.GOING_AHEAD)
    ]
    assert len(taken) == len(set(taken))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_blanks_and_marks_around_a_header_do_not_matter(header: str) -> None:
    assert normalise(f" \u00a0{header}\n* ") == normalise(header)


# ---- the corpus --------------------------------------------------------------------------------------------

OUTLOOK = (
    "title start_date start_time end_date end_time all_day ignore ignore ignore host attendees attendees"
    + " ignore" * 10
)
EXPECTED = {
    "ambiguous_dates.csv": "title start_date start_time duration",
    "bookings_concatenated.tsv": (
        "start name email phone ignore ignore host_name host_email title ignore duration ignore ignore "
        "ignore attendees ignore ignore ignore ignore key ignore"
    ),
    "calendly_events.csv": (
        "host_name ignore name first_name last_name email ignore ignore phone title start end ignore ignore "
        "cancelled ignore ignore ignore ignore ignore ignore ignore ignore ignore ignore ignore ignore "
        "attendees "
        "ignore ignore ignore ignore host_email key ignore ignore ignore"
    ),
    "csv_named.xlsx": "title start end",
    "date_text_zoo.csv": "title start",
    "eventbrite_attendees.csv": (
        "ignore ignore first_name last_name email ignore ignore ignore ignore cancelled phone"
    ),
    "excel_sep_line.csv": "title start end attendees",
    "excel_unicode_text.txt": "title start end attendees",
    "formula_injection.csv": "title start end email phone",
    "google_calendar_import.csv": OUTLOOK.split(" host")[0],
    "header_only.csv": "title start end user_id attendees",
    "ja_committee_ditto_times.csv": "start_date start_time title - ignore",
    "no_newline_cr_only_quote_open.csv": "title start end",
    "outlook_en-GB.csv": OUTLOOK.replace("host", "host_email"),
    "outlook_en-US.csv": OUTLOOK.replace("host", "host_name"),
    "outlook_fr_duplicate_headers.csv": OUTLOOK.replace("host", "host_name"),
    "terminal_escape_and_bidi.csv": "title start end email",
    "webex_timetable_end_before_start.csv": (
        "title host_email ignore ignore start end duration attendees ignore ignore ignore ignore"
    ),
    "zoom_participants_with_meeting_block.csv": "key title start end host_email duration ignore -",
}


def rows_of(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    if content.startswith(b"\xff\xfe"):
        text = content.decode("utf-16")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252")
    lines = re.split(r"\r\n|\r|\n", text)
    if lines[0].startswith("sep="):
        lines = lines[1:]
    delimiter = max(",;\t", key=lines[0].count)
    return list(csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter))


@needs_corpus
@pytest.mark.parametrize("name", EXPECTED)
def test_real_exports_are_read_as_they_are_meant(name: str) -> None:
    headers, *rows = rows_of(CORPUS / "made" / name)
    examples = [[row[index] for row in rows if index < len(row)] for index in range(len(headers))]
    mapping = map_columns(headers, examples, {})
    assert " ".join(column.field or "-" for column in mapping.columns) == EXPECTED[name]
    assert [issue.code for issue in mapping.issues if issue.severity == "error"] == []


@needs_corpus
def test_every_delimited_file_of_the_corpus_has_its_expectation() -> None:
    made = {path.name for path in (CORPUS / "made").iterdir() if path.suffix in (".csv", ".tsv", ".txt")}
    assert made - set(EXPECTED) == {"zero_bytes.csv"}


@needs_corpus
def test_an_attendance_log_behind_a_meeting_block_is_found_out() -> None:
    rows = rows_of(CORPUS / "made" / "zoom_participants_with_meeting_block.csv")
    assert any(looks_like_log(row) for row in rows)


MEANT = {
    "start": {"start", "start_time"},
    "start_date": {"start_date", "start"},
    "start_time": {"start_time", "start"},
    "end": {"end", "end_time"},
    "end_date": {"end_date", "end"},
    "end_time": {"end_time", "end"},
    "host_id": {"user_id"},
    "host_email": {"host_email", "host_name"},
    "host_name": {"host_name", "host_email"},
    "participant_name": {"name", "first_name", "title", "attendees"},
    "participant_email": {"email", "host_email", "end_time"},
    "participant_phone": {"phone"},
    "participant_name+email": {"email"},
    "group_key": {"key"},
    "group_key (trap)": {"ignore", "key"},
    "attendee_list": {"attendees"},
    "attendee_list (trap)": {"attendees", "ignore"},
    "skip_row": {"cancelled"},
    "meeting_type (trap)": {"meeting_type", "ignore", "title"},
    "timezone (NOT meeting zone)": {"ignore"},
    "not_a_start (trap)": {"ignore"},
    "result column (ignore)": {"ignore", "cancelled"},
    "title": {"title", "name", "meeting_type"},
    "is_organizer": {"is_organizer", "host_email"},
}
"""What the synonyms' own field names are here; a chooser may decide among several."""
SAID_IN_PROSE = {
    *('subject starts "canceled:"', "duration hr + duration min", "first name + last name"),
    *("attendee n name", "attendee n email"),
}
CORRECTED = {"start time", "end time", "join_time", "phone number"}
"""Names the list gives to several fields: the start time of Zoom is a start, a join time only ever a trap."""


def listed_synonyms() -> Iterator[tuple[str, str]]:
    if not (CORPUS / "SYNONYMS.tsv").is_file():
        return
    lines = (CORPUS / "SYNONYMS.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for field, names, *_ in (line.split("\t") for line in lines):
        for name in names.split(";"):
            bare = re.sub(r" \((?:1st|2nd|only|when|Organizer|EMS|appointment|name).*$", "", name.strip())
            if bare and bare not in SAID_IN_PROSE | CORRECTED and "canceled:" not in bare.casefold():
                yield field, bare


@needs_corpus
@pytest.mark.parametrize(("field", "name"), sorted(set(listed_synonyms())))
def test_every_synonym_seen_in_the_wild_is_known(field: str, name: str) -> None:
    meaning = recognise(name).meaning
    assert meaning is not None
    assert meaning.field in MEANT.get(field, {field})


def test_the_program_starts_without_waiting_for_fuzzy_matching() -> None:
    script = "import sys, bulkmeet.columns.mapping; sys.exit('rapidfuzz' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_of_three_columns_for_one_field_all_are_named_with_what_leaves_one() -> None:
    issues = read({"Title": ["A"], "Topic": ["B"], "Subject": ["C"]}).issues
    assert [issue.cell for issue in issues] == ["B", "C"]
    for issue in issues:
        assert issue.message == (
            "The columns “Title”, “Topic” and “Subject” could all be the title: keep one and leave the others out when "
            'you run bulkmeet, like --map "Topic=ignore" --map "Subject=ignore".'
        )
    assert not read({"Title": ["A"], "Topic": ["B"], "Subject": ["C"]}, Topic="ignore", Subject="ignore").issues


@pytest.mark.parametrize(
    "text", ["E-mail 1 - Value", "Marta 1", "Decision 3", "2 Maintainers", "Septet 4", "1 Juniors"]
)
def test_a_word_that_begins_like_a_month_is_no_day(text: str) -> None:
    assert not has_day(text)


@pytest.mark.parametrize(
    "text", ["Mai 1", "Sept. 4", "1. März", "5-Jan-2027", "3 de agosto", "12 févr. 2027", "Dec2027"]
)
def test_a_month_beside_a_number_is_a_day(text: str) -> None:
    assert has_day(text)


def test_a_list_of_contacts_is_no_schedule() -> None:
    headers = ["First Name", "E-mail 1 - Label", "E-mail 1 - Value", "Phone 1 - Value"]
    assert looks_like_log(headers) == "this is a list of contacts, not a schedule"


def test_a_name_that_is_no_person_s_is_the_title_where_nothing_else_is() -> None:
    names: list[Cell] = ["Kick-off: Brook & Sons", "Training \u2013 Dune Media", "Review of the plan"]
    assert fields({"Name": names, "Client email": ADDRESSES}) == ["title", "email"]
    assert fields({"Name": ["Ana Lima", "Jo Park", "Dr. Kim Lee"], "Client email": ADDRESSES}) == ["name", "email"]
    assert fields({"Title": ["Demo"], "Name": names, "Client email": ADDRESSES}) == ["title", "name", "email"]
