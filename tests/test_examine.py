"""A sheet to what can be said of it: its meetings, its issues, and one result for every row, whatever it holds."""

import csv
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulkmeet.cells.zones import local_time
from bulkmeet.columns.fields import RESULT_FIELDS, Field
from bulkmeet.columns.mapping import columns_of_grid
from bulkmeet.errors import UnreadableFile, WrongUsage
from bulkmeet.examine import Examined, examine, examine_sheet
from bulkmeet.ledger.records import Known
from bulkmeet.model import Cell, Host, Issue, Meeting, Participant, Status, Unreadable
from bulkmeet.results.rows import result_cells
from bulkmeet.settings import Settings
from bulkmeet.sheet import Sheet
from tests.sheets import (
    NEW_YORK,
    NOW,
    emails,
    errors,
    examined,
    meetings,
    message,
    messages,
    only,
    settings_with,
    sheet_of,
    shown,
    statuses,
    warnings,
)

JO = Host(email="jo@example.com")


# ---- sheets that are none of meetings ----------------------------------------------------------------------


SLOTS = (
    "09:00-10:30 hrs | 11:00-12:30 hrs",
    "9:00 | 10:00 | 11:00",
    "8h00-9h30 | 10h-11h30",
    "Period 1 (9.00 \u2013 9.45) | Period 2 (9.50 \u2013 10.35)",
)


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ("Name | Email | Phone", "holds a title, none a start, none an end or a duration; add what is missing"),
        ("Title | Start Time | End Time", "holds a date for the start;"),
        (
            "Room | Monday 11 Jan | Tuesday 12 Jan",
            "has a column for each day; make it a list with a row",
        ),
        *((f"Week | Day | {slots}", "has a column for each time of day; make it a list with a row") for slots in SLOTS),
        ("Name | Join time | Leave time", "this is a log of past attendance, not a schedule"),
    ],
)
def test_a_sheet_that_is_no_list_of_meetings_is_refused_with_what_it_lacks(headers: str, reason: str) -> None:
    with pytest.raises(UnreadableFile, match="meetings") as stop:
        examined(f"{headers}\n1 | 2 | 3")
    assert reason in str(stop.value)


@pytest.mark.parametrize(
    "headers",
    [("Start (9:00)", "End (10:30)"), ("Talk", "9:00-10:00"), ("1-2 days", "3-4 days"), ("2014-02-19 10:30", "0.3")],
)
def test_samples_of_times_in_headers_and_counts_of_days_make_no_timetable(headers: tuple[str, ...]) -> None:
    assert columns_of_grid(headers, [["x"]] * len(headers)) is None


def test_meetings_without_headers_are_no_timetable() -> None:
    with pytest.raises(UnreadableFile, match="There are no headers"):
        examined("""
            Opening | 2026-09-10 | 9:00  | 10:00 | jo@example.com
            Closing | 2026-09-11 | 14:00 | 15:30 | jo@example.com
        """)


@pytest.mark.parametrize(
    ("headers", "lacking"),
    [
        ("Room | Start | End | Host email", "a title;"),
        ("Title | Start | Room | Host email", "an end or a duration;"),
        ("Room | Start | Level | Host email", "a title, none an end or a duration;"),
    ],
)
def test_where_only_such_a_column_is_missing_all_else_that_is_wrong_is_told_with_it(headers: str, lacking: str) -> None:
    found = examined(f"{headers}\nA | tomorrow | 11:00 | jo@\nB | 2026-09-10 10:00 | 11:00 | jo@example.com")
    assert errors(found.issues) == [("column_missing", None), ("date_unreadable", "B2"), ("email_malformed", "D2")]
    assert f"holds {lacking}" in found.issues[0].message
    assert statuses(found) == {2: Status.INVALID, 3: Status.INVALID}


def test_a_log_of_attendance_below_a_block_about_its_meeting_is_one_too() -> None:
    passed_over = Issue("second_table", "A second table starts here.", row=4, value="Name | Join Time | Leave Time")
    sheet = sheet_of(["Topic", "Start", "End"], [["Lab", "2026-09-10 10:00", "2026-09-10 11:00"]], [passed_over])
    with pytest.raises(UnreadableFile, match="log of past attendance"):
        examined(sheet)


@pytest.mark.parametrize(
    ("sections", "people", "visits", "labels"),
    [
        (
            ("1. Résumé", "2. Participants", "3. Activités pendant la réunion"),
            ("Nom", "Première connexion", "Dernière déconnexion", "Durée", "E-mail", "Rôle"),
            ("Nom", "Heure de connexion", "Heure de sortie", "Durée", "E-mail", "Rôle"),
            ("Titre de la réunion", "Heure de début", "Heure de fin"),
        ),
        (
            ("1. Samenvatting", "2. Deelnemers", "3. Activiteiten tijdens de vergadering"),
            ("Naam", "Eerste deelname", "Laatste vertrek", "Duur", "E-mail", "Rol"),
            ("Naam", "Tijdstip van deelname", "Tijdstip van vertrek", "Duur", "E-mail", "Rol"),
            ("Titel van vergadering", "Begintijd", "Eindtijd"),
        ),
    ],
    ids=["fr", "nl"],
)
def test_a_report_of_attendance_in_numbered_sections_is_refused_without_advice_how_to_read_it(
    tmp_path: Path, sections: Sequence[str], people: Sequence[str], visits: Sequence[str], labels: Sequence[str]
) -> None:
    came, went = "12/01/2027 16:02:11", "12/01/2027 16:40:05"
    person = ("Ada Roe", came, went, "37 min 54 s", "ada@example.com", "Organizer")
    summary = [(labels[0], "Choir board"), (labels[1], came), (labels[2], went)]
    rows = [sections[:1], *summary, (), sections[1:2], people, person, (), sections[2:], visits, person]
    path = tmp_path / "report.csv"
    path.write_text("\n".join("\t".join(row) for row in rows), "utf-16")
    with pytest.raises(UnreadableFile, match="this is a log of past attendance, not a schedule") as stop:
        examine(path, path, Settings(), NOW, look_up_nothing)
    assert "--map" not in str(stop.value)


@pytest.mark.parametrize(
    "text",
    ["房间,楼层名称\n会议室和培训室,二层办公大楼\n", "所有房间和楼层的名称、编号与人数\n"],
    ids=["no_column", "no_row"],
)
def test_a_refusal_says_how_the_letters_were_read_where_that_was_assumed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rooms.csv"
    path.write_bytes(text.encode("gb18030"))
    with pytest.raises(UnreadableFile, match=r"it was read as Simplified Chinese \(GB18030\)\. If .* “CSV UTF-8”"):
        examine(path, path, Settings(), NOW, look_up_nothing)
    path.write_bytes(text.encode())
    with pytest.raises(UnreadableFile) as certain:
        examine(path, path, Settings(), NOW, look_up_nothing)
    assert "was read as" not in str(certain.value)


@pytest.mark.parametrize(
    "text",
    [
        "Lab | 2026-09-10 10:00 | 45 | jo@example.com\nFair | 2026-09-11 10:00 | 30 | al@example.com",
        "Lab | 10.09.2026 | 9:00 | R2\nFair | 11.09.2026 | 10:30 | R3\nTour | 12.09.2026 | 9:00 | R2",
        "11 | 7a | MEI | 1 | 1\n12 | 7a | KOR | 2 | 1",
    ],
)
def test_a_table_without_headers_is_told_so(text: str) -> None:
    with pytest.raises(UnreadableFile, match="no headers: row 1 holds values like the rows below it") as refused:
        examined(text)
    assert "--map" not in str(refused.value)


def test_a_table_without_headers_loses_no_meeting_to_maps_that_name_its_columns_by_letters() -> None:
    text = "Lab | 2026-09-10 10:00 | 45 | jo@example.com\nFair | 2026-09-11 10:00 | 30 | al@example.com"
    said = {"A": "title", "B": "start", "C": "duration", "D": "host_email"}
    with pytest.raises(UnreadableFile, match="There are no headers"):
        examined(text, column_map=said)
    assert len(meetings(examined(f"W | X | Y | Z\n{text}", column_map=said))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Class | 9:00 | 10:00\n7a | Maths | Art\n7b | Art | Maths",
        "Team | Room | 2026\nSales | 2 | 12\nLegal | 3 | 14",
        "Topic | Host | 2025 | 2026\nLab | jo@example.com | 1 | 2\nFair | jo@example.com | 2 | 3",
    ],
    ids=["clocks_above_subjects", "one_year", "known_headers"],
)
def test_headers_that_are_numbers_are_headers_all_the_same(text: str) -> None:
    with pytest.raises(UnreadableFile, match=r"No column of .* holds|a column for each time of day"):
        examined(text)


def test_with_a_duration_for_all_no_end_is_needed() -> None:
    assert meetings(examined("Title | Start | Host email\nA | 2026-09-10 10:00 | jo@example.com", duration=1800))


def test_a_column_can_be_said_to_be_something_and_has_to_be_there() -> None:
    text = "What | Start | End | Host email\nA | 2026-09-10 10:00 | 11:00 | jo@example.com"
    assert only(examined(text, column_map={"What": "title"})).title == "A"
    with pytest.raises(WrongUsage, match="names the column “Whatt”"):
        examined(text, column_map={"Whatt": "title"})


def test_a_column_without_a_header_is_called_by_its_letter() -> None:
    text = """
        Title | Start            | End   | Host email     |
        A     | 2026-09-10 10:00 | 11:00 | jo@example.com | CANCELLED
        B     | 2026-09-11 10:00 | 11:00 | jo@example.com |
    """
    found = examined(text)
    assert errors(found.issues) == [("remark_says_off", "E2")]
    assert (
        '--map "E=cancelled", or, if this meeting takes place, take those words out of Column E' in messages(found)[2]
    )
    taken_out = examined(text, column_map={"E": "cancelled"})
    assert messages(taken_out)[2] == "Not sent: Column E says it is cancelled."


# ---- issues ------------------------------------------------------------------------------------------------


def test_issues_come_in_the_order_of_the_sheet_and_a_result_says_its_own() -> None:
    found = examined("""
        Title | Start            | End   | Host email     | Email | Zoom
        A     | 2026-09-10 10:00 | 9:00  | jo@example.com | a@    | 1
        #REF! | tomorrow         | 11:00 |                | b@    | 2
    """)
    assert [issue.cell for issue in found.issues] == ["F1", "C2", "E2", "A3", "B3", "D3", "E3"]
    assert messages(found)[2].startswith("C2: This meeting ends before it starts")
    assert " E2: " in messages(found)[2]
    assert messages(found)[3].startswith("A3: ")
    assert messages(found)[3].endswith("And 1 more.")
    assert {part.result.title for part in found.parts} == {"A", ""}


def test_an_error_that_belongs_to_no_meeting_concerns_all_of_them() -> None:
    found = examined("""
        Title | Start (Europe/Atlantis) | End   | Host email
        A     | 2026-09-10 10:00     | 11:00 | jo@example.com
        B     | 2026-09-10T10:00Z    | 11:00 | jo@example.com
    """)
    assert errors(found.issues)[0] == ("zone_unknown", "B1")
    assert statuses(found) == {2: Status.INVALID, 3: Status.INVALID}
    assert all(said.startswith("B1: “Europe/Atlantis”") for said in messages(found).values())

    found = examined("""
        Topic | Subject | Start            | End   | Host email
        A     | B       | 2026-09-10 10:00 | 11:00 | jo@example.com
    """)
    assert [code for code, _ in errors(found.issues)] == ["two_columns_for_field"]
    assert statuses(found) == {2: Status.INVALID}


def test_a_row_left_out_says_why_and_nothing_about_it_is_wrong() -> None:
    shifted = Issue("row_too_long", "The row has more cells than there are headers.", row=3, cell="E3")
    hidden = Issue("hidden_rows", "Hidden or filtered rows were read like all others: rows 3 and 4.", "warning", row=3)
    rows: list[Sequence[Cell]] = [
        ["A", "2026-09-10 10:00", "11:00", "jo@example.com"],
        ["Cancelled: B", "2025-09-10 10:00", "9:00", "jo@"],
        ["C", "2026-09-11 10:00", "11:00", "jo@example.com"],
    ]
    found = examined(sheet_of(["Title", "Start", "End", "Host email"], rows, [shifted, hidden]))
    assert statuses(found) == {2: Status.PENDING, 3: Status.SKIPPED, 4: Status.PENDING}
    assert messages(found)[3] == "Not sent: its title says it is cancelled."
    assert [issue.code for issue in found.issues] == ["hidden_rows"]


def test_an_entry_with_a_day_in_place_of_a_moment_is_an_all_day_one() -> None:
    found = examined("""
        summary   | start.date | end.date   | start.dateTime       | end.dateTime         | primaryEmail
        Staff day | 2026-09-10 | 2026-09-11 |                      |                      | jo@example.com
        Kickoff   |            |            | 2026-09-10T09:00:00Z | 2026-09-10T10:00:00Z | jo@example.com
        Review    | 2026-09-12 | 2026-09-12 | 2026-09-12T09:00:00Z | 2026-09-12T10:00:00Z | jo@example.com
    """)
    assert statuses(found) == {2: Status.SKIPPED, 3: Status.PENDING, 4: Status.PENDING}
    assert messages(found)[2].startswith("Not sent: it has a day and no time, as all-day entries do")
    assert not found.issues


def test_the_day_alone_is_that_of_the_start_where_a_time_stands_beside_it() -> None:
    found = examined("""
        Title   | start.date | start.time | end.time | Host email
        Kickoff | 2026-09-10 | 09:00      | 10:00    | jo@example.com
    """)
    assert shown(only(found).start) == "2026-09-10 09:00"


def test_a_cancelled_participant_is_left_out_of_a_meeting_that_goes_ahead() -> None:
    found = examined("""
        Key | Title   | Start            | End   | Host email     | Email           | Status
        K1  | Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | ann@example.com | Confirmed
        K1  | Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | ben@            | Cancelled
        K1  | Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | cy@example.com  | Confirmed
    """)
    assert emails(only(found)) == ["ann@example.com", "cy@example.com"]
    assert statuses(found) == {2: Status.PENDING, 3: Status.SKIPPED, 4: Status.PENDING}
    assert not found.issues


# ---- a results sheet as input ------------------------------------------------------------------------------

CREATED = Known(Status.CREATED, b"", "6236730000000001", "https://example.com/1", "Created.", "2026-01-02T03:04:05Z")
HEADERS = ("Title", "Start", "Duration", "Host email", "Email", *RESULT_FIELDS)


def results_sheet(*rows: str) -> Sheet:
    """Rows with a title, a start, an email, and what the result columns say from the left."""
    cells = []
    for row in rows:
        title, start, email, *said = (text.strip() or None for text in row.split("|"))
        blank = [None] * (len(RESULT_FIELDS) - len(said))
        cells.append([title, start, "30 min", "jo@example.com", email, *said, *blank])
    return sheet_of(HEADERS, cells)


@pytest.mark.parametrize("status", ["created", "unknown"])
def test_what_is_created_or_unknown_is_never_sent_again_and_stays_as_it_is(status: str) -> None:
    found = examined(
        results_sheet(f"A | 2025-01-01 10:00 | ann@ | {status} | 62367 | https://e/1 | Words. | 2026-01-01Z | bm1")
    )
    (part,) = found.parts
    assert part.meeting is None
    assert result_cells([part.result])[2] == (status, "62367", "https://e/1", "Words.", "2026-01-01Z", "bm1")
    assert not found.issues, "nothing is wrong with what is closed: a start that is past by now does not matter"


@pytest.mark.parametrize(
    "said", ["", "failed | | | No. | | bm1", "pending | | | | | bm1", "invalid", "skipped | | | Not sent: cancelled."]
)
def test_what_is_new_or_was_not_sent_is_open(said: str) -> None:
    found = examined(results_sheet(f"A | 2026-09-10 10:00 | ann@example.com | {said}"))
    assert only(found).title == "A"
    assert statuses(found) == {2: Status.PENDING}


def test_what_was_invalid_and_still_is_stays_invalid() -> None:
    found = examined(results_sheet("A | 2026-09-10 10:00 | ann@ | invalid"))
    assert statuses(found) == {2: Status.INVALID}


@pytest.mark.parametrize("said", ["skipped | 6236730000000001 | | Created by an earlier run.", "skipped | | | | | bm1"])
def test_what_was_skipped_because_it_exists_stays_skipped(said: str) -> None:
    found = examined(results_sheet(f"A | 2025-01-01 10:00 | ann@example.com | {said}"), known={"bm1": CREATED})
    (part,) = found.parts
    assert (part.result.status, part.result.meeting_id) == (Status.SKIPPED, "6236730000000001")
    assert not found.issues


def test_a_created_row_that_is_cancelled_later_keeps_its_result() -> None:
    found = examined(
        results_sheet("Cancelled: A | 2026-09-10 10:00 | ann@example.com | created | 62367 | | Created. | | bm1")
    )
    (part,) = found.parts
    assert (part.result.status, part.result.meeting_id) == (Status.CREATED, "62367")


@pytest.mark.parametrize(
    ("sheet", "ledger", "becomes"),
    [
        ("failed", Status.CREATED, Status.CREATED),
        ("pending", Status.CREATED, Status.CREATED),
        ("invalid", Status.CREATED, Status.CREATED),
        ("unknown", Status.CREATED, Status.CREATED),
        ("failed", Status.UNKNOWN, Status.UNKNOWN),
        ("unknown", Status.PENDING, Status.PENDING),
        ("unknown", Status.FAILED, Status.PENDING),
        ("unknown", Status.UNKNOWN, Status.UNKNOWN),
        ("created", Status.PENDING, Status.CREATED),
        ("created", Status.UNKNOWN, Status.CREATED),
        ("failed", Status.FAILED, Status.PENDING),
    ],
)
def test_the_ledger_knows_better_than_the_sheet(sheet: str, ledger: Status, becomes: Status) -> None:
    """Unknown becomes pending once somebody has resolved it with --resend, and created with --created."""
    known = Known(ledger, b"", "6236730000000001" if ledger is Status.CREATED else "", "", "Said.", "")
    text = (
        f"A | 2026-09-10 10:00 | ann@example.com | {sheet} | {'62367' if sheet == 'created' else ''} | | Old. | | bm1"
    )
    found = examined(results_sheet(text), known={"bm1": known})
    (part,) = found.parts
    assert part.result.status is becomes
    assert (part.meeting is not None) == (becomes is Status.PENDING)
    if sheet != "created" and becomes is Status.CREATED:
        assert (part.result.meeting_id, part.result.message) == ("6236730000000001", "Said.")
    if sheet == "created":
        assert (part.result.meeting_id, part.result.message) == ("62367", "Old.")


def test_a_person_added_to_a_created_meeting_is_not_sent_and_that_is_said() -> None:
    found = examined(
        results_sheet(
            "A | 2026-09-10 10:00 | ann@example.com | created | 62367 | https://e/1 | Created. | | bm1",
            "A | 2026-09-10 10:00 | ben@example.com | created | 62367 | https://e/1 | Created. | | bm1",
            "A | 2026-09-10 10:00 | cy@example.com",
        )
    )
    assert not meetings(found)
    assert warnings(found.issues) == [("row_added_later", 4)]
    assert message(found.issues, "row_added_later") == messages(found)[4]
    assert "that of row 2, was created, so it was not sent; invite the person in Dialpad" in messages(found)[4]
    assert statuses(found) == {2: Status.CREATED, 3: Status.CREATED, 4: Status.SKIPPED}
    assert [part.result.rows for part in found.parts] == [(2, 3), (4,)]
    assert found.parts[1].result.meeting_id == "62367"


def test_and_it_stays_said_when_the_sheet_comes_back() -> None:
    words = "This row was added after its meeting, that of row 2, was created"
    found = examined(
        results_sheet(
            "A | 2026-09-10 10:00 | ann@example.com | created | 62367 | https://e/1 | Created. | | bm1",
            f"A | 2026-09-10 10:00 | cy@example.com | skipped | 62367 | https://e/1 | {words} | | bm1",
        ),
        known={"bm1": CREATED},
    )
    assert statuses(found) == {2: Status.CREATED, 3: Status.SKIPPED}
    assert messages(found)[3] == words


def test_a_person_added_to_an_unknown_meeting_waits_until_it_is_resolved() -> None:
    sheet = results_sheet(
        "A | 2026-09-10 10:00 | ann@example.com | unknown | | | Look. | | bm1",
        "A | 2026-09-10 10:00 | ben@example.com |",
    )
    found = examined(sheet)
    assert statuses(found) == {2: Status.UNKNOWN, 3: Status.SKIPPED}
    assert found.parts[1].result.key == ""
    resent = examined(sheet, known={"bm1": Known(Status.PENDING, b"", "", "", "", "")})
    assert emails(only(resent)) == ["ann@example.com", "ben@example.com"]


def test_a_row_copied_together_with_its_result_is_pointed_out() -> None:
    found = examined(
        results_sheet(
            "A | 2026-09-10 10:00 | ann@example.com | created | 62367 | | Created. | | bm1",
            "A | 2026-09-10 10:00 | ben@example.com | created | 62367 | | Created. | | bm1",
            "B | 2026-09-11 10:00 | ann@example.com | created | 62367 | | Created. | | bm1",
            "Cancelled: A | 2026-09-10 10:00 | cy@example.com | created | 62367 | | Created. | | bm1",
        )
    )
    assert warnings(found.issues) == [("result_copied", 4)]
    assert "clear its bulkmeet columns" in message(found.issues, "result_copied")
    assert not meetings(found)


def test_a_status_that_bulkmeet_did_not_write_keeps_the_row_from_being_sent() -> None:
    found = examined(results_sheet("A | 2026-09-10 10:00 | ann@example.com | sent"))
    assert errors(found.issues) == [("status_unreadable", "F2")]
    assert not meetings(found)


# ---- laws --------------------------------------------------------------------------------------------------

JUNK: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(
        ["Kickoff", "2026-09-10 10:00", "03/04/2026", "10:00", "30 min", "weekly", "yes", "created", "bm1"]
    ),
    st.sampled_from(
        ["jo@example.com", "Ann <ann@example.com>; b@", "+1 415 555 0100", "Europe/Berlin", "Cancelled", "#REF!"]
    ),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.datetimes(timezones=st.sampled_from([None, UTC])),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.builds(Unreadable, st.text(max_size=9), st.just("an error, not a value")),
)
KNOWN_HEADERS = st.sampled_from((
    *map(str, Field),
    *("Title", "Start", "Start (UTC)", "Start (Europe/Atlantis)", "End", "Duration (h)", "Duration (min)"),
    *("Host", "Attendees", "UID", "Attendee 1 email", "Attendee 2 name", "", "Room", "Meeting ID", "Status"),
))  # fmt: skip


@st.composite
def junk(draw: st.DrawFn) -> Sheet:
    """A sheet that has what a list of meetings needs, and anything else."""
    headers = ["Title", "Start", draw(st.sampled_from(["End", "Duration"])), *draw(st.lists(KNOWN_HEADERS, max_size=8))]
    rows = draw(st.lists(st.lists(JUNK, min_size=len(headers), max_size=len(headers)), min_size=1, max_size=8))
    return sheet_of(headers, rows)


def look_up_nothing(_: object) -> dict[str, Known]:
    return {}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(junk(), st.booleans(), st.sampled_from([None, "dmy"]))
def test_whatever_a_sheet_holds_every_row_gets_exactly_one_result(
    sheet: Sheet, with_host: bool, order: str | None
) -> None:
    options = settings_with({"host": JO if with_host else None, "date_order": order, "timezone_assumed": True})
    try:
        found = examine_sheet(sheet, options, NOW, look_up_nothing)
    except UnreadableFile:
        return
    rows = [row for part in found.parts for row in part.result.rows]
    assert sorted(rows) == [row.number for row in sheet.rows]
    assert set(result_cells(part.result for part in found.parts)) == set(rows)
    for part in found.parts:
        assert (part.result.status is Status.PENDING) == (part.meeting is not None)
        assert part.meeting is None or part.meeting.rows == part.result.rows
        assert (
            part.result.message
            or part.result.at
            or part.result.status in {Status.CREATED, Status.UNKNOWN, Status.SKIPPED}
        )
    assert_addresses_are_right(found)


def assert_addresses_are_right(found: Examined) -> None:
    wrong = {issue.row for issue in found.issues if issue.severity == "error"}
    for part in found.parts:
        assert part.meeting is None or wrong.isdisjoint(part.meeting.rows), "a meeting with an error in a row"
    for issue in found.issues:
        assert issue.message.endswith(".")
        assert issue.message.isprintable()
        if issue.row is not None and issue.cell is not None:
            assert issue.cell.endswith(str(issue.row))


# ---- a meeting that is written out reads back as the same meeting ------------------------------------------

PEOPLE = st.lists(
    st.builds(
        lambda number, name: Participant(email=f"person{number}@example.com", name=name),
        st.integers(0, 99),
        st.sampled_from([None, "Ana Ruiz", "Ben Okafor", "Żółw Nowak", "O'Neill"]),
    ),
    max_size=4,
    unique_by=lambda person: person.email,
)


@st.composite
def lists_of_meetings(draw: st.DrawFn) -> list[Meeting]:
    """Meetings that differ in their titles, with whole minutes."""
    found = []
    for number in range(draw(st.integers(1, 5))):
        start = draw(st.integers(30_000_000, 31_000_000)) * 60
        lasts = draw(st.integers(5, 720)) * 60
        found.append(
            Meeting(
                rows=(),
                title=draw(st.sampled_from(["Kickoff", "=1+1", 'Say "hi", all', "複数\u3000行"])) + f" {number}",
                start=start,
                end=start + lasts,
                host=draw(st.sampled_from([JO, Host(user_id="5123456789012345")])),
                meeting_type=draw(st.sampled_from(["UNIQUE_MEETING", "PERSONAL"])),
                zone="UTC",
                duration=draw(st.sampled_from([None, lasts])),
                recurrence=draw(st.sampled_from([None, "FREQ=WEEKLY;COUNT=4"])),
                call_out=draw(st.sampled_from([None, True, False])),
                participants=tuple(draw(PEOPLE)),
            )
        )
    return found


def common_cells(meeting: Meeting) -> dict[str, str]:
    """What all rows of a meeting share, written as a person in New York would."""
    start, end = (local_time(moment, NEW_YORK) for moment in (meeting.start, meeting.end))
    return {
        "Title": meeting.title,
        "Start date": f"{start:%d/%m/%Y}",
        "Start time": f"{start:%H:%M} UTC{start:%z}",
        "End date": f"{end:%Y-%m-%d}",
        "End time": f"{end:%H:%M} UTC{end:%z}",
        "Duration (min)": str(meeting.duration // 60) if meeting.duration else "",
        "user_id": meeting.host.user_id or "",
        "Host email": meeting.host.email or "",
        "meeting_type": meeting.meeting_type,
        "Recurrence": meeting.recurrence or "",
        "Call out": {True: "yes", False: "no", None: ""}[meeting.call_out],
    }


def long_rows(found: Sequence[Meeting]) -> list[dict[str, str]]:
    return [
        {**common_cells(meeting), "Name": person.name or "", "Email": person.email or ""}
        for meeting in found
        for person in meeting.participants or (Participant(),)
    ]


def wide_rows(found: Sequence[Meeting]) -> list[dict[str, str]]:
    return [
        common_cells(meeting)
        | {f"Attendee {number} name": person.name or "" for number, person in enumerate(meeting.participants, 1)}
        | {f"Attendee {number} email": person.email or "" for number, person in enumerate(meeting.participants, 1)}
        for meeting in found
    ]


def listed_rows(found: Sequence[Meeting]) -> list[dict[str, str]]:
    return [
        common_cells(meeting)
        | {"Attendee emails": "; ".join(f"{person.name or ''} <{person.email}>" for person in meeting.participants)}
        for meeting in found
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lists_of_meetings(), st.sampled_from([long_rows, wide_rows, listed_rows]), st.sampled_from([",", ";", "\t"]))
def test_meetings_written_as_rows_read_back_as_the_same_meetings(
    tmp_path: Path, found: list[Meeting], write: Callable[[Sequence[Meeting]], list[dict[str, str]]], delimiter: str
) -> None:
    rows = write(found)
    headers = list(dict.fromkeys(header for row in rows for header in row))
    path = tmp_path / "meetings.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, headers, restval="", delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    read = examine(path, path, Settings(timezone="UTC", date_order="dmy"), NOW, look_up_nothing)
    assert not errors(read.issues), read.issues
    assert [plain(meeting) for meeting in meetings(read)] == [plain(meeting) for meeting in found]


def plain(meeting: Meeting) -> tuple[object, ...]:
    """The meeting without what the sheet adds: its rows, and the zone its times were written in."""
    said = {name: getattr(meeting, name) for name in meeting.__struct_fields__}
    return tuple(value for name, value in said.items() if name not in {"rows", "zone"})


def test_the_order_of_dates_counts_for_those_that_head_a_day(tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    path.write_text("Title,Start time,End time,Host email\n03/04/2026,,,\nAlpha,10:00,11:00,jo@example.com\n")
    read = examine(path, path, Settings(timezone="UTC", date_order="mdy"), NOW, look_up_nothing)
    (meeting,) = meetings(read)
    assert meeting.start == datetime(2026, 3, 4, 10, tzinfo=UTC).timestamp()


# ---- large sheets ------------------------------------------------------------------------------------------


def test_twenty_thousand_rows_are_examined_in_seconds(tmp_path: Path) -> None:
    path = tmp_path / "term.csv"
    first = datetime(2026, 9, 1, 8, tzinfo=UTC)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Title", "Start", "End", "Host email", "Name", "Email", "Phone", "Room"])
        for number in range(20_000):
            start = first + timedelta(hours=number // 4 % 8, days=number // 32 % 180)
            when = [f"{start:%Y-%m-%d %H:%M}", f"{start + timedelta(minutes=25):%Y-%m-%d %H:%M}"]
            if number >= 10_000 and number % 4 == 3:
                when[0] = f"{start:%Y-%m-%d} 25:99"
            person = [f"Person {number % 900}", f"p{number % 900}@example.com", f"+1415555{number % 9000 + 1000}"]
            writer.writerow([f"Lesson {number // 4 % 50}", *when, f"host{number // 4 % 30}@example.com", *person, "B1"])
    began = time.process_time()
    found = examine(path, path, Settings(timezone=NEW_YORK), NOW, look_up_nothing)
    assert time.process_time() - began < 12
    assert len(found.sheet.rows) == 20_000
    assert len(meetings(found)) == 2500


def test_a_mark_of_cancelling_is_seen_however_far_down_it_stands() -> None:
    rows: list[list[Cell]] = [
        ["Call", f"2026-09-10 {n // 60:02}:{n % 60:02}", 30, "ann@example.com", f"Note {n}"] for n in range(1200)
    ]
    rows[-1][-1] = "CANCELLED"
    found = examined(sheet_of(["Title", "Start", "Duration (min)", "Host email", "Notes"], rows))
    assert errors(found.issues) == [("remark_says_off", "E1201")]


def test_an_address_in_a_column_nobody_reads_is_seen_however_far_down_it_stands() -> None:
    rows: list[list[Cell]] = [
        ["Call", f"2026-09-10 {n // 60:02}:{n % 60:02}", 30, "ann@example.com", f"Buddy {n}"] for n in range(1200)
    ]
    rows[-1][-1] = "ben@example.com"
    found = examined(sheet_of(["Title", "Start", "Duration (min)", "Host email", "Buddies"], rows))
    assert errors(found.issues) == [("column_not_recognised", "E1")]


def test_the_only_column_of_texts_is_offered_as_the_title_that_is_missing() -> None:
    found = examined("""
        Mit wem      | Start            | Duration | Host email     | Raum
        Talk on Jon  | 2026-09-10 10:00 | 20 min   | jo@example.com | 4
        Talk on Lina | 2026-09-10 10:20 | 20 min   | jo@example.com | 4
    """)
    assert '--map "Mit wem=title"' in message(found.issues, "column_missing")


def test_rows_that_may_bring_a_person_each_are_never_said_to_be_superfluous() -> None:
    sheet = """
        Title | Start            | Duration | Host email      | Attendees       | Pals
        Owls  | 2027-04-12 09:00 | 1 h      | ann@example.com | ben@example.com | cy@example.com
        Owls  | 2027-04-12 09:00 | 1 h      | ann@example.com | ben@example.com | di@example.com
    """
    assert errors(examined(sheet).issues) == [("column_not_recognised", "F1")]
    assert "row_repeated" not in {issue.code for issue in examined(sheet).issues}
    assert message(examined(sheet, column_map={"Pals": "ignore"}).issues, "row_repeated")
