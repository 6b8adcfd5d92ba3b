"""A row to what it says: every cell read as its column means it, every issue with its cell."""

from datetime import date, datetime, time, timedelta

import pytest

from bulkmeet.columns.fields import RESULT_FIELDS
from bulkmeet.grouping import group_rows
from bulkmeet.model import Cell, Draft, Facts, Host, Participant, Settled, Status, Unreadable
from bulkmeet.parser.people import merged
from tests.sheets import errors, examined, message, parsed, sheet_of, shown, warnings


def draft(text: str, **options: object) -> Draft:
    """The one row of a sheet, read without an issue."""
    parsing = parsed(text, **options)
    assert not errors(parsing.issues), parsing.issues
    (only,) = parsing.drafts
    return only


# ---- what a row says ---------------------------------------------------------------------------------------


def test_a_row_is_read_column_by_column() -> None:
    read = draft("""
        Key | Title   | Start            | End              | user_id          | Meeting_Type | Repeat | Call out?
        K1  | Kickoff | 2026-09-10 10:00 | 2026-09-10 11:30 | 5123456789012345 | large        | weekly | yes
    """)
    assert (read.row, read.facts.key, read.facts.title) == (2, "K1", "Kickoff")
    assert (shown(read.facts.start), shown(read.facts.end)) == ("2026-09-10 10:00", "2026-09-10 11:30")
    assert read.facts.host == Host(user_id="5123456789012345")
    assert (read.facts.meeting_type, read.facts.recurrence, read.facts.call_out) == (
        "LARGE_MEETING",
        "FREQ=WEEKLY",
        True,
    )
    assert (read.facts.duration, read.participants, read.facts.skip, read.facts.settled) == (None, (), "", None)


def test_what_is_blank_says_nothing() -> None:
    assert draft("Title | Start | End | Host email | Email\n | | | | ann@example.com") == Draft(
        row=2, facts=Facts(zone="America/New_York"), participants=(Participant(email="ann@example.com"),)
    )


def test_a_host_is_an_id_before_an_address_and_addresses_are_compared_in_lower_case() -> None:
    both = draft(
        "Title | Start | End | user_id | Host email\nA | 2026-09-10 10:00 | | 5123456789012345 | jo@example.com"
    )
    assert both.facts.host == Host(user_id="5123456789012345")
    assert draft("Title | Start | Host email\nA | 2026-09-10 10:00 | Jo@Example.com").facts.host == Host(
        email="jo@example.com"
    )


def test_an_issue_has_the_address_the_column_and_the_value_of_its_cell() -> None:
    (issue,) = parsed("Title | Start | End | Email\nA | 2026-09-10 10:00 | 2026-09-10 11:00 | ann@@example.com").issues
    assert (issue.code, issue.severity, issue.row, issue.column, issue.cell) == (
        "email_malformed",
        "error",
        2,
        "Email",
        "D2",
    )
    assert issue.value == "ann@@example.com"


def test_two_addresses_where_the_host_stands_ask_for_the_one_who_hosts() -> None:
    (issue,) = parsed("Title | Start | Host email\nA | 2026-09-10 10:00 | jo@example.com; ann@example.com").issues
    assert (issue.code, issue.cell) == ("email_more_than_one", "C2")
    assert issue.message.endswith("and a meeting has one host; keep the one who hosts.")


def test_a_value_is_cut_and_escaped_where_it_is_shown() -> None:
    sheet = sheet_of(["Title", "Start", "Email"], [["A", "2026-09-10 10:00", "\x1b[2J" + "x" * 500]])
    (issue,) = [issue for issue in parsed(sheet).issues if issue.cell == "C2"]
    assert issue.value is not None
    assert issue.value.startswith("\\x1b[2J")
    assert len(issue.value) == 200
    assert "\x1b" not in issue.message


def test_all_that_is_wrong_with_a_row_is_told_at_once() -> None:
    found = parsed("Title | Start | Duration (h) | user_id | Email\n#REF! | tomorrow | soon | 6.2E+15 | ann").issues
    assert errors(found) == [
        ("unreadable_cell", "A2"),
        ("date_unreadable", "B2"),
        ("duration_unreadable", "C2"),
        ("id_mangled", "D2"),
        ("email_malformed", "E2"),
    ]


def test_a_formula_that_was_never_calculated_is_an_error() -> None:
    sheet = sheet_of(
        ["Title", "Start"], [[Unreadable("=B9", "a formula whose result is not in the file"), "2026-09-10 10:00"]]
    )
    parsing = parsed(sheet)
    assert errors(parsing.issues) == [("unreadable_cell", "A2")]
    assert parsing.drafts[0].facts.doubtful == {"title"}


def test_cells_that_are_equal_to_a_computer_are_not_read_alike() -> None:
    sheet = sheet_of(["Title", "Start", "Duration (h)"], [["A", None, 1], ["A", None, True], ["A", None, 1.0]])
    parsing = parsed(sheet)
    assert errors(parsing.issues) == [("duration_unreadable", "C3")]
    assert [row.facts.duration for row in parsing.drafts] == [3600, None, 3600]


def test_columns_with_the_same_header_are_not_taken_for_each_other() -> None:
    parsing = parsed("Objet | Début | Début | Fin | Fin\nA | 2026-09-10 | 25:99 | 2026-09-10 | 11:00")
    assert errors(parsing.issues) == [("time_unreadable", "C2")]
    assert "start_time" in parsing.drafts[0].facts.doubtful
    assert "start_date" not in parsing.drafts[0].facts.doubtful


# ---- times -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        ("Start | End", "2026-09-10 10:00 | 2026-09-10 11:00"),
        ("Start | End", "2026-09-10 10:00 | 11:00"),
        ("Start Date | Start Time | End Date | End Time", "2026-09-10 | 10:00 | 2026-09-10 | 11:00"),
        ("Start Date | Start Time | End Time", "2026-09-10 | 10 AM | 11 AM"),
        ("Start | End", "1789048800 | 1789052400"),
        ("Start | End", "2026-09-10T14:00:00Z | 2026-09-10T15:00:00Z"),
        ("Start | End", "2026-09-10T16:00:00+02:00 | 17:00"),
        ("Start | End", "2026-09-10 16:00 CEST | 17:00"),
        ("Start (UTC) | End (UTC)", "2026-09-10 14:00 | 2026-09-10 15:00"),
        ("Start Date | Start Time (UTC) | End Time (UTC)", "2026-09-10 | 14:00 | 15:00"),
        ("Start Date (UTC) | Start Time (ET) | Duration", "2026-09-10 | 10:00 | 60 min"),
        ("Start | End (UTC)", "2026-09-10T10:00:00-04:00 | 15:00"),
        ("Start | End | Time zone", "2026-09-10 16:00 | 17:00 | Europe/Berlin"),
        ("Start | End | Time zone", "2026-09-10 07:00 | 08:00 | Pacific Standard Time"),
    ],
)
def test_a_start_and_an_end_are_found_however_they_are_written(headers: str, cells: str) -> None:
    read = draft(f"Title | {headers}\nA | {cells}")
    assert shown(read.facts.start) == "2026-09-10 10:00"
    assert (read.facts.end or (read.facts.start or 0) + (read.facts.duration or 0)) - (read.facts.start or 0) == 3600


def test_cells_of_a_workbook_come_with_their_types() -> None:
    row: tuple[Cell, ...] = ("A", date(2026, 9, 10), time(10, 0), timedelta(minutes=45))
    (read,) = parsed(sheet_of(["Title", "Start Date", "Start Time", "Duration"], [row])).drafts
    assert (shown(read.facts.start), read.facts.duration) == ("2026-09-10 10:00", 2700)
    (read,) = parsed(sheet_of(["Title", "Start"], [["A", datetime(2026, 9, 10, 10, 0)]])).drafts  # noqa: DTZ001 - as Excel has it
    assert shown(read.facts.start) == "2026-09-10 10:00"


def test_a_date_alone_is_never_taken_for_midnight() -> None:
    for cell in (date(2026, 9, 10), "2026-09-10"):
        parsing = parsed(sheet_of(["Title", "Start", "End"], [["A", cell, "2026-09-10 11:00"]]))
        assert errors(parsing.issues) == [("start_without_time", "B2")]
    parsing = parsed("Title | Start Date | Start Time | End Date | End Time\nA | 2026-09-10 | | 2026-09-10 |")
    assert errors(parsing.issues) == [("start_without_time", "C2"), ("end_without_time", "E2")]


def test_a_date_whose_time_is_blank_may_be_that_of_an_all_day_entry() -> None:
    found = parsed(
        "Title | Start Date | Start Time | End Time\nA | 2026-09-10 | | 11:00\nB | 2026-09-10 | 10:00 |"
    ).issues
    assert message(found, "start_without_time").endswith("like 14:30, or delete the row if it is an all-day entry.")


@pytest.mark.parametrize(
    "words",
    [
        *("終日", "全天", "종일", "весь день", "celý den", "cały dzień", "all day", "ganztägig", "toute la journée"),
        *("todo el día", "tutto il giorno", "dia inteiro", "hele dag"),
    ],
)
def test_a_day_that_is_said_to_be_whole_is_told_what_it_lacks(words: str) -> None:
    found = parsed(f"Title | Start\nA | 2027/02/11 {words}").issues
    assert errors(found) == [("all_day_entry", "B2")]
    assert message(found, "all_day_entry").endswith("write its time, or delete the row.")
    assert errors(parsed(f"Title | Date | Start Time\nA | 2027/02/11 | {words}").issues) == [("all_day_entry", "C2")]
    assert parsed(f"Title | Start | All day\nA | 2027/02/11 10:00 | {words}").drafts[0].facts.skip


def test_a_time_alone_is_no_start() -> None:
    parsing = parsed("Title | Start Date | Start Time\nA | | 10:00")
    assert errors(parsing.issues) == [("start_without_date", "B2")]
    assert (
        message(parsing.issues, "start_without_date")
        == "There is no date here for “10:00”; type it in every row, like 2027-10-13."
    )
    assert errors(parsed("Title | Start\nA | 2026-09-10 10:00\nB | 10:00").issues) == [("date_unreadable", "B3")]


def test_a_part_with_an_error_is_not_called_missing_as_well() -> None:
    found = parsed("Title | Start Date | Start Time | End Time\nA | 2026-02-30 | 10:00 | 11:00").issues
    assert errors(found) == [("date_impossible", "B2")]
    found = parsed("Title | Start Date | Start Time | End Time\nA | 2026-02-03 | 25:99 | 11:00").issues
    assert errors(found) == [("time_unreadable", "C2")]


def test_a_time_beside_another_date_than_its_row_s_is_an_error_that_names_both() -> None:
    found = parsed("Title | Start date | Start time | End time\nA | 2027-02-15 | 2027-02-24 10:00 | 11:00")
    assert errors(found.issues) == [("dates_disagree", "C2")]
    for told in ("“2027-02-24 10:00”", "“2027-02-15” in “Start date”"):
        assert told in message(found.issues, "dates_disagree")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (datetime.fromisoformat("2027-02-24 10:00"), "dates_disagree"),
        (46442.5, "dates_disagree"),
        ("15/03/2027 10:00", "dates_disagree"),
        ("31/02/2027 10:00", "date_impossible"),
        ("03/02/2027 10:00", "date_ambiguous"),
    ],
)
def test_a_date_in_a_time_s_cell_is_not_dropped_however_it_is_written(cell: Cell, told: str) -> None:
    rows = [("A", date(2027, 2, 15), cell, "jo@example.com")]
    assert (told, "C2") in errors(parsed(sheet_of(("Title", "Start date", "Time", "Host email"), rows)).issues)


@pytest.mark.parametrize(
    "cell",
    [
        *(
            datetime.fromisoformat("2027-02-15 10:00"),
            "2027-02-15 10:00",
            "Mon 15 Feb 2027, 10:00",
            "10.00.00",
            time(10),
        ),
        *map(datetime.fromisoformat, ("1899-12-30 10:00", "1900-01-01 10:00")),
        *("30/12/1899 10:00", "1/0/00 10:00", "1900-01-00 10:00"),
    ],
)
def test_the_row_s_own_date_and_a_spreadsheet_s_day_zero_beside_a_time_say_nothing_new(cell: Cell) -> None:
    rows = [("A", date(2027, 2, 15), cell, "45 min", "jo@example.com")]
    found = parsed(sheet_of(("Title", "Start date", "Time", "Duration", "Host email"), rows))
    assert [shown(one.facts.start) for one in found.drafts] == ["2027-02-15 10:00"], found.issues


@pytest.mark.parametrize(
    ("cell", "end"), [("2027-11-13 00:15", "2027-11-13 00:15"), ("2027-11-12 24:00", "2027-11-13 00:00")]
)
def test_a_date_in_an_end_time_s_cell_is_the_end_s(cell: str, end: str) -> None:
    read = draft(f"Title | Date | Start time | End time\nLate close | 2027-11-12 | 23:45 | {cell}")
    assert (shown(read.facts.start), shown(read.facts.end)) == ("2027-11-12 23:45", end)


@pytest.mark.parametrize("header", ["End", "End time"])
def test_only_the_ends_on_another_day_need_a_date(header: str) -> None:
    drafts = parsed(f"""
        Title | Date       | Start | {header}
        Late  | 2027-11-12 | 23:45 | 2027-11-13 00:15
        Later | 2027-11-15 | 23:50 | 2027-11-16 00:10
        Early | 2027-11-16 | 09:00 | 09:30
    """).drafts
    assert [shown(one.facts.end) for one in drafts] == ["2027-11-13 00:15", "2027-11-16 00:10", "2027-11-16 09:30"]


def test_an_end_that_is_only_a_time_needs_a_start() -> None:
    parsing = parsed("Title | Start | End\nA | | 11:00\nB | 2026-09-10 10:00 | 11:00")
    assert parsing.drafts[0].facts.end is None
    assert "end" in parsing.drafts[0].facts.doubtful
    assert not errors(parsing.issues)


def test_an_hour_that_clocks_skip_or_repeat_is_an_error_unless_an_offset_tells() -> None:
    assert errors(parsed("Title | Start\nA | 2026-03-08 02:30").issues) == [("time_does_not_exist", "B2")]
    assert errors(parsed("Title | Start\nA | 2026-11-01 01:30").issues) == [("time_exists_twice", "B2")]
    assert shown(draft("Title | Start\nA | 2026-11-01T01:30:00-05:00").facts.start, "UTC") == "2026-11-01 06:30"
    assert shown(draft("Title | Start\nA | 2026-11-01T01:30:00-04:00").facts.start, "UTC") == "2026-11-01 05:30"


def test_an_abbreviation_that_is_not_in_use_then_is_an_error() -> None:
    assert errors(parsed("Title | Start\nA | 2026-09-10 10:00 EST").issues) == [("zone_abbreviation_wrong", "B2")]


def test_an_abbreviation_that_is_wrong_for_its_date_is_pointed_out_once_at_the_zone_s_own_cell() -> None:
    sheet = "Title | Date | From | To | Zone\nA | 2026-07-01 | 10:00 | 11:00 | EST"
    (issue,) = parsed(sheet).issues
    assert (issue.code, issue.cell, issue.value) == ("zone_abbreviation_wrong", "E2", "EST")
    assert not errors(parsed(sheet.replace("EST", "America/New_York")).issues)


def test_an_abbreviation_in_the_time_s_own_cell_is_pointed_out_there_whatever_the_row_s_zone_is() -> None:
    sheet = "Title | Start | End | Zone\nA | 2026-07-01 10:00 EST | 2026-07-01 11:00 | Europe/Berlin"
    assert errors(parsed(sheet).issues) == [("zone_abbreviation_wrong", "B2")]


def test_a_zone_that_stands_in_the_time_is_told_of_there_and_not_at_the_date() -> None:
    sheet = "Title | Date | Time\nA | 2026-06-08 | 9:00 a.m. PST"
    assert errors(parsed(sheet).issues) == [("zone_abbreviation_wrong", "C2")]


# ---- zones -------------------------------------------------------------------------------------------------


def test_only_times_without_any_zone_of_their_own_are_in_the_assumed_one() -> None:
    rows = """
        Title | Start                     | End   | Time zone
        A     | 2026-09-10 10:00          | 11:00 |
        B     | 2026-09-10 10:00          | 11:00 | Europe/Berlin
        C     | 2026-09-10T10:00:00+02:00 | 11:00 |
        D     | 2026-09-10T10:00:00+02:00 | 2026-09-10T11:00:00+02:00 |
    """
    assert [row.facts.zone_assumed for row in parsed(rows).drafts] == [True, False, False, False]
    assert not draft("Title | Start (ET) | End (ET)\nA | 2026-09-10 10:00 | 11:00").facts.zone_assumed
    assert not draft("Title | Start (ET) | End\nA | 2026-09-10 10:00 | 2026-09-10 11:00").facts.zone_assumed


def test_a_zone_that_cannot_be_read_is_never_replaced_by_another() -> None:
    parsing = parsed("Title | Start | End | Time zone\nA | 2026-09-10 10:00 | 11:00 | Atlantis")
    assert errors(parsing.issues) == [("zone_unknown", "D2")]
    assert (parsing.drafts[0].facts.start, parsing.drafts[0].facts.end) == (None, None)
    assert {"timezone", "start", "end"} <= parsing.drafts[0].facts.doubtful


def test_nor_is_one_in_a_header() -> None:
    parsing = parsed(
        "Title | Start (Atlantic/Atlantis) | End (UTC)\nA | 2026-09-10 10:00 | 11:00\nB | 2026-09-10T10:00:00Z | 11:00"
    )
    assert errors(parsing.issues) == [("zone_unknown", "B1")]
    assert parsing.drafts[0].facts.start is None
    assert "start" in parsing.drafts[0].facts.doubtful
    assert shown(parsing.drafts[1].facts.start, "UTC") == "2026-09-10 10:00"


def test_an_end_may_have_a_zone_of_its_own() -> None:
    rows = """
        Title  | Start            | End              | Start time zone  | End time zone
        Flight | 2026-09-10 10:00 | 2026-09-10 17:30 | America/New_York | Europe/London
        Call   | 2026-09-10 16:00 | 2026-09-10 17:00 | Europe/Berlin    |
    """
    flight, call = parsed(rows).drafts
    assert (shown(flight.facts.start, "UTC"), shown(flight.facts.end, "UTC")) == (
        "2026-09-10 14:00",
        "2026-09-10 16:30",
    )
    assert (shown(call.facts.start, "UTC"), shown(call.facts.end, "UTC")) == ("2026-09-10 14:00", "2026-09-10 15:00")
    assert not flight.facts.zone_assumed
    assert flight.facts.zone == "America/New_York"


def test_a_zone_of_the_end_says_nothing_of_the_start() -> None:
    for header in ("End Timezone", "End TZ", "end_timezone"):
        read = draft(f"Title | Start | End | {header}\nA | 2026-09-10 10:00 | 2026-09-10 17:00 | Europe/Berlin")
        assert (shown(read.facts.start), shown(read.facts.end)) == ("2026-09-10 10:00", "2026-09-10 11:00")
        assert read.facts.zone_assumed
    contradictory = parsed("Title | Start (UTC) | End (UTC) | End tz\nA | 2026-09-10 14:00 | 17:00 | Europe/Berlin")
    assert errors(contradictory.issues) == [("zones_contradict", "C2")]
    read = draft("Title | Start | End | End tz\nA | 2026-09-10T10:00:00-04:00 | 17:00 | Europe/Berlin")
    assert shown(read.facts.end) == "2026-09-10 11:00"


def test_a_zone_of_the_end_that_cannot_be_read_leaves_the_end_doubtful() -> None:
    parsing = parsed("Title | Start | End | Time zone | End tz\nA | 2026-09-10 10:00 | 11:00 | UTC | Atlantis")
    assert errors(parsing.issues) == [("zone_unknown", "E2")]
    assert shown(parsing.drafts[0].facts.start, "UTC") == "2026-09-10 10:00"
    assert parsing.drafts[0].facts.end is None
    assert "end" in parsing.drafts[0].facts.doubtful


def test_an_offset_that_its_own_zone_does_not_have_is_an_error() -> None:
    found = parsed("Title | Start\nA | 2026-09-10T10:00:00+05:00[Europe/Berlin]").issues
    assert errors(found) == [("offset_disagrees", "B2")]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2027-03-27 22:00", "2027-03-28 03:00"),
        ("2027-03-27 22:00 Europe/London", "2027-03-28 03:00"),
        ("2027-03-27T22:00:00+00:00[Europe/London]", "2027-03-28 03:00"),
        ("2027-03-28T00:30:00+00:00[Europe/London]", "03:00"),
    ],
)
def test_an_end_after_clocks_changed_is_read_by_the_rules_of_its_starts_zone(start: str, end: str) -> None:
    read = draft(f"Title | Start | End\nA | {start} | {end}", timezone="Europe/London")
    assert shown(read.facts.end, "UTC") == "2027-03-28 02:00"


def test_an_offset_at_the_start_is_the_ends_on_the_same_day_only() -> None:
    rows = """
        Title | Start                     | End
        A     | 2027-03-27T21:00:00-05:00 | 2027-03-27 22:00
        B     | 2027-03-27T22:00:00-05:00 | 2027-03-28 03:00
        C     | 2027-03-27T22:00:00-05:00 | 2027-03-28T03:00:00-05:00
    """
    parsing = parsed(rows)
    assert errors(parsing.issues) == [("end_offset_unclear", "C3")]
    assert [shown(row.facts.end, "UTC") for row in parsing.drafts if row.facts.end] == [
        "2027-03-28 03:00",
        "2027-03-28 08:00",
    ]


def test_an_end_is_not_read_in_the_rows_zone_where_the_starts_offset_is_another() -> None:
    rows = """
        Title | Start                     | End              | Time zone
        A     | 2027-03-10T21:00:00-08:00 | 2027-03-11 01:00 | America/New_York
        B     | 2027-03-10T21:00:00-05:00 | 2027-03-10 22:00 | America/New_York
    """
    parsing = parsed(rows)
    assert errors(parsing.issues) == [("end_offset_unclear", "C2")]
    assert shown(parsing.drafts[1].facts.end) == "2027-03-10 22:00"


def test_one_time_in_the_zones_of_several_places_is_read_once_and_compared() -> None:
    rows = """
        Title | Date       | Time (UK) | Time (US Eastern) | Duration (min)
        A     | 2027-01-13 | 15:00     | 10:00             | 30
        B     | 2027-01-14 | 15:00     |                   | 30
        C     | 2027-01-15 |           | 10:00             | 30
        D     | 2027-03-15 | 14:00     | 10:00             | 30
    """
    parsing = parsed(rows)
    assert not errors(parsing.issues)
    assert [shown(row.facts.start, "UTC")[11:] for row in parsing.drafts] == ["15:00", "15:00", "15:00", "14:00"]
    told = message(examined(rows).issues, "times_in_several_zones")
    assert told.startswith("“Time (UK)” is used, and “Time (US Eastern)” is only compared with it: both give")


def test_of_three_zones_two_are_compared() -> None:
    rows = (
        "Title | Date | Time (UK) | Time (ET) | Time (Tokyo) | Duration\nA | 2027-01-13 | 9:00 | 4:00 | 18:00 | 30 min"
    )
    told = message(examined(rows).issues, "times_in_several_zones")
    assert "“Time (ET)” and “Time (Tokyo)” are only compared with it: all give the start time" in told


@pytest.mark.parametrize(
    ("headers", "times"),
    [
        ("Time (GMT) | Time (EST)", "15:00 | 11:00"),
        ("Time (UK) | Time (US Eastern)", "01:00 | 20:00"),
        ("London time | New York time", "15:00 | 11:00"),
    ],
)
def test_times_of_several_places_that_are_not_one_moment_are_an_error(headers: str, times: str) -> None:
    found = parsed(f"Title | Date | {headers} | Duration (min)\nA | 2027-01-13 | {times} | 30").issues
    assert errors(found) == [("times_disagree", "D2")]
    for part in (*headers.split(" | "), *times.split(" | ")):
        assert f"“{part}”" in message(found, "times_disagree")


def test_the_other_places_time_is_compared_by_its_header_whatever_the_row_says_of_the_first() -> None:
    headers = "Title | Date | Time Berlin | Time Tokyo | Time zone | Duration (min)"
    for tokyo, told in (("17:00", []), ("18:00", [("times_disagree", "D2")])):
        found = parsed(f"{headers}\nA | 2027-01-13 | 9:00 | {tokyo} | Europe/Berlin | 30").issues
        assert errors(found) == told


def test_a_time_with_a_zone_beside_one_without_is_asked_about() -> None:
    found = examined("Title | Date | Start Time | Time (UK) | Duration\nA | 2027-07-13 | 10:00 | 11:00 | 30 min")
    assert ("two_columns_for_field", "D1") in errors(found.issues)


def test_two_times_in_one_zone_are_still_one_too_many() -> None:
    found = examined("Title | Date | Time (UK) | Time (London) | Duration\nA | 2027-01-13 | 15:00 | 15:00 | 30 min")
    assert ("two_columns_for_field", "D1") in errors(found.issues)


# ---- the order of day and month ----------------------------------------------------------------------------


def test_one_date_of_a_column_settles_how_all_of_them_are_read() -> None:
    parsing = parsed("Title | Start\nA | 03/04/2026 10:00\nB | 31/12/2026 10:00")
    assert [shown(row.facts.start) for row in parsing.drafts] == ["2026-04-03 10:00", "2026-12-31 10:00"]
    parsing = parsed("Title | Start\nA | 03/04/2026 10:00\nB | 12/31/2026 10:00")
    assert [shown(row.facts.start) for row in parsing.drafts] == ["2026-03-04 10:00", "2026-12-31 10:00"]


def test_a_column_that_reads_both_ways_is_an_error_until_somebody_says_how() -> None:
    text = "Title | Start\nA | 03/04/2026 10:00\nB | 05/06/2026 10:00"
    assert errors(parsed(text).issues) == [("date_ambiguous", "B2"), ("date_ambiguous", "B3")]
    assert shown(parsed(text, date_order="dmy").drafts[0].facts.start) == "2026-04-03 10:00"
    assert shown(parsed(text, date_order="mdy").drafts[0].facts.start) == "2026-03-04 10:00"


def test_dates_that_contradict_each_other_settle_nothing() -> None:
    found = parsed("Title | Start\nA | 31/12/2026 10:00\nB | 12/31/2026 10:00\nC | 03/04/2026 10:00").issues
    assert warnings(found) == [("date_order_mixed", "B1")]
    assert errors(found) == [("date_ambiguous", "B4")]


HALF_CONVERTED: list[list[Cell]] = [
    ["A", date(2031, 5, 4), "10:00"],
    ["B", "13/04/2031", "10:00"],
    ["C", date(2031, 4, 4), "10:00"],
    ["D", date(2031, 2, 3), "10:00"],
]


def test_each_date_that_excel_may_have_swapped_is_an_error_with_both_its_readings() -> None:
    parsing = parsed(sheet_of(["Title", "Start Date", "Start Time"], HALF_CONVERTED))
    assert errors(parsing.issues) == [("date_half_converted", "B2"), ("date_half_converted", "B5")]
    assert parsing.issues[0].message == (
        "This may be 4 May or 5 April: it is a real date and others are texts like “13/04/2031”, as Excel leaves them "
        "when it reads a file in another country's order and swaps day and month; correct what is wrong, then make the "
        "texts real dates too, or, once every real date is right, add --date-order dmy when you run bulkmeet."
    )
    assert "3 February or 2 March" in parsing.issues[1].message


def test_it_stays_a_warning_at_each_of_them_once_the_order_is_said() -> None:
    parsing = parsed(sheet_of(["Title", "Start Date", "Start Time"], HALF_CONVERTED), date_order="dmy")
    assert warnings(parsing.issues) == [("date_half_converted", "B2"), ("date_half_converted", "B5")]
    assert "read as 4 May, but may be 5 April" in parsing.issues[0].message
    assert not errors(parsing.issues)
    assert all(draft.facts.start for draft in parsing.drafts)


def test_a_weekday_beside_it_proves_which_of_the_two_it_is() -> None:
    rows: list[list[Cell]] = [
        ["A", "Sunday", date(2031, 5, 4), "10:00"],
        ["B", "Sun", "13/04/2031", "10:00"],
        ["C", "Sun", date(2031, 2, 3), "10:00"],
        ["D", None, date(2031, 2, 1), "10:00"],
    ]
    found = parsed(sheet_of(["Title", "Weekday", "Start Date", "Start Time"], rows)).issues
    assert errors(found) == [
        *(("date_half_converted", "C4"), ("weekday_disagrees", "B4"), ("date_half_converted", "C5")),
    ]


def test_so_it_does_under_a_header_that_says_the_order() -> None:
    found = parsed(sheet_of(["Title", "Start Date (dd/mm/yyyy)", "Start Time"], HALF_CONVERTED)).issues
    assert errors(found) == [("date_half_converted", "B2"), ("date_half_converted", "B5")]


def test_a_date_of_a_cancelled_row_is_not_asked_about() -> None:
    rows = [[*row, cancelled] for row, cancelled in zip(HALF_CONVERTED, ["yes", "no", "no", "no"], strict=True)]
    found = parsed(sheet_of(["Title", "Start Date", "Start Time", "Cancelled"], rows)).issues
    assert errors(found) == [("date_half_converted", "B5")]


def test_so_are_a_start_and_an_end_together() -> None:
    headers = ["Title", "Start", "End"]
    real = datetime(2031, 4, 5, 10, 0)  # noqa: DTZ001 - as Excel has it
    found = parsed(sheet_of(headers, [["A", "04/13/2031 10:00", real]])).issues
    assert errors(found) == [("date_half_converted", "C2")]
    assert "--date-order mdy" in message(found, "date_half_converted")
    late = datetime(2031, 4, 20, 11, 0)  # noqa: DTZ001 - as Excel has it
    found = parsed(sheet_of(headers, [["A", "04/13/2031 10:00", late], ["B", real, late]])).issues
    assert errors(found) == [("date_half_converted", "B3")]


@pytest.mark.parametrize(
    "cells",
    [
        [date(2031, 5, 4), "2031-04-13"],
        [date(2031, 5, 4), "13 April 2031"],
        [date(2031, 5, 4), date(2031, 4, 20), "13/04/2031"],
        [date(2031, 5, 5), "13/04/2031"],
        ["05/04/2031", "13/04/2031"],
        [date(2031, 5, 4), "TBD"],
    ],
)
def test_real_dates_beside_texts_that_leave_no_doubt_are_no_error(cells: list[Cell]) -> None:
    found = parsed(sheet_of(["Title", "Start Date", "Start Time"], [["A", cell, "10:00"] for cell in cells])).issues
    assert "date_half_converted" not in [code for code, _ in errors(found)]


# ---- durations ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "cell", "seconds"),
    [
        ("Duration", "45 min", 2700),
        ("Duration", "1:30", 5400),
        ("Duration (h)", "1.5", 5400),
        ("Length (minutes)", "90", 5400),
    ],
)
def test_a_duration_has_its_unit_in_the_cell_or_in_the_header(header: str, cell: str, seconds: int) -> None:
    parsing = parsed(f"Title | Start | {header}\nA | 2026-09-10 10:00 | {cell}")
    assert parsing.drafts[0].facts.duration == seconds
    assert not parsing.issues


def test_a_bare_number_is_minutes_and_that_is_said_once_of_the_column() -> None:
    parsing = parsed("Title | Start | Duration\nA | 2026-09-10 10:00 | 30\nB | 2026-09-10 11:00 | 45")
    assert [row.facts.duration for row in parsing.drafts] == [1800, 2700]
    assert warnings(parsing.issues) == [("duration_in_minutes", "C1")]
    assert "“Duration (h)”" in message(parsing.issues, "duration_in_minutes")


def test_hours_and_minutes_in_columns_of_their_own_add_up() -> None:
    parsing = parsed("""
        Title | Start            | Duration Hr | Duration Min
        A     | 2026-09-10 10:00 | 1           | 30
        B     | 2026-09-10 12:00 | 0           | 45
        C     | 2026-09-10 14:00 | 2           | 00
    """)
    assert [row.facts.duration for row in parsing.drafts] == [5400, 2700, 7200]
    assert not errors(parsing.issues)


# ---- people ------------------------------------------------------------------------------------------------


def test_one_participant_a_row() -> None:
    read = draft("""
        Title | Start            | First name | Last name | Email           | Phone          | Talk time (s)
        A     | 2026-09-10 10:00 | Ana        | Ruiz      | ana@example.com | (415) 555-0100 | 90
    """)
    assert read.participants == (
        Participant(email="ana@example.com", name="Ana Ruiz", phone="+14155550100", talk_time=90000),
    )


def test_numbered_columns_and_lists_bring_more() -> None:
    read = draft("""
        Title | Start            | Attendee 1 name | Attendee 1 email | Attendee 2 email | Guest emails
        A     | 2026-09-10 10:00 | Ana             | ana@example.com  | ben@example.com  | cy@example.com;di@example.com
    """)
    assert [(person.name, person.email) for person in read.participants] == [
        ("Ana", "ana@example.com"),
        (None, "ben@example.com"),
        (None, "cy@example.com"),
        (None, "di@example.com"),
    ]


def test_a_box_that_is_not_ticked_is_nobody() -> None:
    assert draft("Title | Start | Email | Is organizer\nA | 2026-09-10 10:00 | | no").participants == ()


@pytest.mark.parametrize(
    ("header", "cell"), [("Is organizer", "TRUE"), ("Talk time (s)", "90"), ("Call_in_method", "phone")]
)
def test_what_is_said_of_nobody_is_pointed_out(header: str, cell: str) -> None:
    parsing = parsed(f"Title | Start | Name | Email | {header}\nA | 2026-09-10 10:00 | | | {cell}")
    assert warnings(parsing.issues) == [("person_without_name", "E2")]
    assert parsing.issues[0].value == cell
    assert not errors(parsing.issues)
    assert parsing.drafts[0].participants == ()
    assert not parsed(
        f"Title | Start | Name | Email | {header}\nA | 2026-09-10 10:00 | | a@example.com | {cell}"
    ).issues
    parsing = parsed(f"Title | Start | Name | Email | {header}\nA | 2026-09-10 10:00 | #REF! | | {cell}")
    assert not warnings(parsing.issues)


def test_who_has_only_a_name_cannot_be_invited_and_that_is_said() -> None:
    parsing = parsed("""
        Title | Start            | Name     | Email | Phone
        A     | 2026-09-10 10:00 | Ana Ruiz |       |
        A     | 2026-09-10 10:00 | Ben      |       | +14155550100
    """)
    assert warnings(parsing.issues) == [("attendee_without_email", "C2")]
    assert not errors(parsing.issues)
    parsing = parsed("Title | Start | Name | Email\nA | 2026-09-10 10:00 | Ana Ruiz | ana@")
    assert not warnings(parsing.issues)


def test_the_same_person_twice_is_one_and_each_entry_completes_the_other() -> None:
    people = (
        Participant(email="ana@example.com", name="Ana", is_organizer=False),
        Participant(email="ben@example.com"),
        Participant(email="Ana@Example.com", name="Ana Ruiz", phone="+14155550100"),
        Participant(name="Cy"),
        Participant(name="Cy"),
        Participant(name="Cy", phone="+14155550101"),
    )
    assert merged(people) == (
        Participant(email="ana@example.com", name="Ana", phone="+14155550100", is_organizer=False),
        Participant(email="ben@example.com"),
        Participant(name="Cy"),
        Participant(name="Cy", phone="+14155550101"),
    )


# ---- rows left out on purpose, and results of earlier runs -------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "cells", "reason"),
    [
        ("Title | Canceled", "A | true", "Not sent: “Canceled” says it is cancelled."),
        ("Title | Status", "A | Cancelled", "Not sent: “Status” says it is cancelled."),
        ("Title | Category", "Canceled: A | x", "Not sent: its title says it is cancelled."),
        ("Title | All day event", "A | True", "Not sent: an all-day entry has no start and end time"),
    ],
)
def test_a_row_is_left_out_with_the_reason_and_nothing_else_is_wrong_with_it(
    headers: str, cells: str, reason: str
) -> None:
    parsing = parsed(f"{headers} | Start | Email\n{cells} | no date | no address")
    assert parsing.drafts[0].facts.skip.startswith(reason)
    assert not parsing.issues


def test_what_a_results_sheet_says_of_a_row_is_kept() -> None:
    said = ("Created", "6236730000000001", "https://example.com/1", "Created.", "2026-01-02T03:04:05Z", "bm1")
    (read,) = parsed(sheet_of(["Title", "Start", *RESULT_FIELDS], [["A", "2026-09-10 10:00", *said]])).drafts
    assert read.facts.settled == Settled(Status.CREATED, *said[1:])


def test_a_status_somebody_has_typed_is_an_error_and_a_blank_one_is_new() -> None:
    parsing = parsed("Title | Start | bulkmeet_status\nA | 2026-09-10 10:00 | done\nB | 2026-09-10 10:00 |")
    assert errors(parsing.issues) == [("status_unreadable", "C2")]
    assert parsing.issues[0].value == "done"
    assert [row.facts.settled for row in parsing.drafts] == [None, None]


def test_a_key_that_a_whole_series_shares_counts_only_with_the_start() -> None:
    parsing = parsed("""
        Title | Start            | UID
        A     | 2026-09-10 10:00 | s1
        A     | 2026-09-17 10:00 | s1
        A     | TBD              | s1
    """)
    assert [(row.facts.key, row.facts.in_series) for row in parsing.drafts] == [("s1", True)] * 3
    assert [group.rows for group in group_rows(parsing.drafts)] == [(2,), (3,), (4,)]


def test_what_tells_the_meetings_of_a_series_does_not_change_the_key_they_are_known_by() -> None:
    calls = "Title | Start | End | Host email | Meeting ID"
    rows = [f"Call | 2026-09-{day} 10:00 | 2026-09-{day} 11:00 | ann@example.com | 98765432101" for day in (10, 17)]
    more = [f"Own {n} | 2026-09-1{n} 12:00 | 2026-09-1{n} 13:00 | ann@example.com | key-{n}" for n in range(1, 6)]
    before, after = (examined("\n".join((calls, *rows[:1], *added))) for added in ((), more))
    assert [part.meeting and part.meeting.group_key for part in before.parts] == ["98765432101"]
    assert after.parts[0].meeting == before.parts[0].meeting


def test_a_zone_in_a_header_and_another_in_the_row_are_an_error_where_they_differ() -> None:
    found = parsed("""
        Title | Start (UTC)      | Time zone
        A     | 2026-09-10 14:00 | America/New_York
        B     | 2026-09-10 14:00 | Africa/Abidjan
        C     | 2026-09-10 14:00 |
        D     | 2026-09-10T14:00-04:00 | America/New_York
    """)
    assert errors(found.issues) == [("zones_contradict", "B2")]
    assert [None if row.facts.start is None else shown(row.facts.start, "UTC") for row in found.drafts][1:] == [
        "2026-09-10 14:00",
        "2026-09-10 14:00",
        "2026-09-10 18:00",
    ]


def test_an_end_without_a_zone_is_in_the_one_that_the_header_of_the_start_names() -> None:
    read = draft("Title | Start (UTC) | End\nA | 2026-09-10 14:00 | 2026-09-10 15:00")
    assert (shown(read.facts.start, "UTC"), shown(read.facts.end, "UTC")) == ("2026-09-10 14:00", "2026-09-10 15:00")


@pytest.mark.parametrize(
    ("headers", "end"),
    [
        ("Start | End", "2026-09-10 15:30 UTC"),
        ("Start | End", "2026-09-10T15:30Z"),
        ("Start | End (UTC)", "2026-09-10 15:30"),
    ],
)
def test_a_zone_that_only_the_end_names_is_an_error(headers: str, end: str) -> None:
    parsing = parsed(f"Title | {headers}\nA | 2026-09-10 14:00 | {end}")
    assert errors(parsing.issues) == [("zone_only_at_end", "B2")]


def test_times_that_go_on_after_noon_from_the_beginning_are_not_taken_for_the_night() -> None:
    parsing = parsed("""
        Title | Date       | Start | End
        A     | 2026-09-10 | 9:00  | 10:00
        B     | 2026-09-10 | 11:30 | 12:15
        C     | 2026-09-10 | 1:00  | 2:30
        D     | 2026-09-10 | 01:00 | 02:30
    """)
    assert errors(parsing.issues) == [("hour_unclear", "C4"), ("hour_unclear", "D4")]


@pytest.mark.parametrize("other", ["13:00 | 14:00", "9:00 AM | 1:00 PM"])
def test_where_a_time_is_plainly_after_noon_the_others_count_24_hours(other: str) -> None:
    days = (
        f"{title} | 2026-09-10 | {times}"
        for title, times in (("A", "9:00 | 10:00"), ("B", other), ("C", "1:00 | 2:30"))
    )
    assert not errors(parsed("\n".join(("Title | Date | Start | End", *days))).issues)


def test_a_phone_number_beside_a_list_of_people_makes_no_person_of_its_own() -> None:
    parsing = parsed("""
        Title | Start            | Attendees                        | Phone
        A     | 2026-09-10 10:00 | ann@example.com; ben@example.com | +1 415 555 0142
        B     | 2026-09-10 10:00 | ann@example.com                  |
    """)
    assert errors(parsing.issues) == [("phone_of_whom", "D2")]
    assert [len(row.participants) for row in parsing.drafts] == [0, 1]


def test_a_phone_number_beside_a_list_of_one_person_is_theirs() -> None:
    sheet = """
        Title | Start            | Attendees                   | Phone
        A     | 2026-09-10 10:00 | Ann <ann@example.com>       | +1 415 555 0142
        B     | 2026-09-10 11:00 | Ann <ann@example.com>       |
        C     | 2026-09-10 12:00 | ann@example.com 4155550142  | (415) 555-0142
        D     | 2026-09-10 13:00 | ann@example.com 4155550143  | (415) 555-0142
    """
    parsing = parsed(sheet)
    assert errors(parsing.issues) == [("phone_of_whom", "D5")]
    assert [person.phone for row in parsing.drafts for person in row.participants] == [
        "+14155550142",
        None,
        "+14155550142",
    ]


def test_what_is_said_of_a_phone_beside_a_list_of_several_mends_it() -> None:
    sheet = "Title | Start | Attendees | Phone\nA | 2026-09-10 10:00 | {} | 415 555 0142"
    found = parsed(sheet.format("ann@example.com; ben@example.com")).issues
    assert "like ann@example.com 415 555 0142, or clear it" in message(found, "phone_of_whom")
    mended = parsed(sheet.format("ann@example.com 415 555 0142; ben@example.com"))
    assert errors(mended.issues) == []
    assert [person.phone for person in mended.drafts[0].participants] == ["+14155550142", None]


def test_what_to_write_is_shown_in_the_form_of_the_column_and_lies_ahead() -> None:
    apart = parsed("Title | Date | Start time\nA | TBD | soon").issues
    assert "write it like 2027-10-13, or leave" in message(apart, "date_undecided")
    assert "write it like 14:30" in message(apart, "time_unreadable")
    whole = parsed("Title | Start\nA | TBD").issues
    assert "write it like 2027-10-13 14:30, or leave" in message(whole, "date_undecided")


@pytest.mark.parametrize("text", ["26/09/10", "26-09-10", "26.09.10", "27/01/13", "28/02/27", "26/12/31"])
def test_two_digits_that_may_be_a_year_at_either_end_are_asked_about(text: str) -> None:
    sheet = f"Title | Start\nA | {text} 10:00"
    found = parsed(sheet).issues
    assert errors(found) == [("date_ambiguous", "B2")]
    assert "--date-order dmy or --date-order ymd" in message(found, "date_ambiguous")
    year_first = draft(sheet, date_order="ymd")
    assert shown(year_first.facts.start)[2:10] == text.replace("/", "-").replace(".", "-")


def test_one_date_that_can_only_end_with_its_year_settles_the_others() -> None:
    parsing = parsed("Title | Start\nA | 28/02/27 10:00\nB | 15/02/27 10:00")
    assert [shown(row.facts.start)[:10] for row in parsing.drafts] == ["2027-02-28", "2027-02-15"]
    assert shown(draft("Title | Start\nA | 31/12/26 10:00").facts.start)[:10] == "2026-12-31"
    assert shown(draft("Title | Start\nA | 28.02.27 10:00").facts.start)[:10] == "2027-02-28"


def test_a_header_and_the_option_that_say_different_orders_contradict_each_other() -> None:
    sheet = "Title | Start (DD/MM/YYYY)\nA | {} 10:00"
    found = parsed(sheet.format("03/04/2027"), date_order="mdy").issues
    assert errors(found) == [("date_order_contradicts", "B1")]
    assert not parsed(sheet.format("03/04/2027"), date_order="dmy").issues
    assert not parsed(sheet.format("2027-04-03"), date_order="mdy").issues


@pytest.mark.parametrize(("other", "offered"), [("uncompleted", True), ("cancelled", False)])
def test_a_status_that_is_unclear_offers_to_leave_its_own_column_out_unless_it_holds_cancelled_rows(
    other: str, offered: bool
) -> None:
    found = parsed(
        f"""
        title | timeStatus
        One   | {other}
        Two   | confirmed
        Three | happy
        """
    )
    said = message(found.issues, "cancelled_unreadable")
    assert said.startswith("“happy” does not say plainly")
    assert ('--map "timeStatus=ignore"' in said) is offered


@pytest.mark.parametrize("header", ["Zrušeno", "Cancelled", "Peruttu", "Otkazano"])
def test_a_column_of_nothing_but_cancelled_rows_is_never_advised_to_be_left_out(header: str) -> None:
    found = parsed(f"title | {header}\nOne | ehkä\nTwo | ano\nThree | ne")
    assert "=ignore" not in message(found.issues, "cancelled_unreadable")
    assert [bool(draft.facts.skip) for draft in found.drafts] == [False, True, False]
    found = parsed(f"title | {header}\nOne | ehkä")
    assert "=ignore" not in message(found.issues, "cancelled_unreadable")


def test_a_rescheduled_booking_is_unclear_and_an_uncompleted_one_goes_ahead() -> None:
    found = parsed(
        """
        title | timeStatus
        One   | uncompleted
        Two   | rescheduled
        """
    )
    assert errors(found.issues) == [("cancelled_unclear", "B3")]


def test_a_start_that_is_only_a_day_may_be_an_all_day_entry() -> None:
    found = parsed(
        """
        title   | start            | end
        Review  | 2027-05-03 09:00 | 2027-05-03 10:00
        Holiday | 2027-05-04       | 2027-05-05
        """
    )
    assert message(found.issues, "start_without_time").endswith("14:30, or delete the row if it is an all-day entry.")
    assert "all-day" not in message(found.issues, "end_without_time")


def test_several_addresses_in_a_cell_for_one_are_offered_as_those_of_all_to_invite() -> None:
    guests = ("cy@example.com", "di@example.com", "ann@example.com, bo@example.com")
    rows = [("A", "2026-09-10 10:00", guest) for guest in guests]
    told = message(parsed(sheet_of(("Title", "Start", "Email"), rows)).issues, "email_more_than_one")
    assert told.endswith('--map "Email=attendees".')
