"""A sheet of all kinds of mistakes: each is told once, at its cell, and gone when its message is done as it says."""

from datetime import date, timedelta

import pytest
from msgspec import Struct

from bulkmeet.cli.plan_report import issue_lines
from bulkmeet.examine import Examined
from bulkmeet.model import Cell, Issue, Status, Unreadable
from tests.sheets import examined, meetings, sheet_of

HEADERS = (
    *("Subject", "Date", "Start time", "End time", "Duration", "Time zone", "Host email", "User ID", "Meeting type"),
    *("Repeats", "Attendees", "Call out", "Cancelled"),
)
FIRST_ROW = 2


class Mistake(Struct, frozen=True):
    """A value in a column, what is told of it, and what its owner types because the message says so.

    `mend` stands in the message unless the message cannot know it, such as a title or whom to invite (`is_own`); `at`
    is the column it is typed into, where that is not the one with the mistake.
    """

    column: str
    value: Cell
    code: str
    mend: str
    is_own: bool = False
    at: str = ""
    besides: tuple[tuple[str, str], ...] = ()


MISTAKES = (
    Mistake("Subject", None, "title_missing", "Budget review", is_own=True),
    Mistake("Subject", Unreadable("#REF!", "an error"), "unreadable_cell", "Design review", is_own=True),
    Mistake("Date", "TBD", "date_undecided", "2027-10-13"),
    Mistake("Date", None, "start_without_date", "2027-10-13"),
    Mistake("Date", "2026-09-31", "date_impossible", "2027-10-13"),
    Mistake("Date", "2019-09-10", "start_in_past", "2026-09-11", is_own=True),
    Mistake("Date", "10 Sept", "date_without_year", "2027-10-13"),
    Mistake("Date", "Mon 2026-09-10", "weekday_disagrees", "Thursday 2026-09-10", is_own=True),
    Mistake("Date", "03/04/2026", "date_ambiguous", "2026-04-03"),
    Mistake("Start time", "25:30", "time_unreadable", "14:30", besides=(("End time", "15:30"),)),
    Mistake("Start time", None, "start_without_time", "14:30", besides=(("End time", "15:30"),)),
    Mistake("Start time", "TBC", "time_undecided", "14:30", besides=(("End time", "15:30"),)),
    Mistake("Start time", "02:30", "time_does_not_exist", "03:30", is_own=True, besides=(("Date", "2026-03-08"),)),
    Mistake("Start time", "01:30", "time_exists_twice", "2026-11-01T01:30:00-05:00", besides=(("Date", "2026-11-01"),)),
    Mistake("End time", "09:00", "end_before_start", "11:00", is_own=True),
    Mistake("End time", None, "end_missing", "11:00", is_own=True),
    Mistake("End time", "noonish", "time_unreadable", "14:30"),
    Mistake("Duration", "45 min", "duration_disagrees", "1 h", is_own=True),
    Mistake("Duration", "soon", "duration_unreadable", "45 min", besides=(("End time", ""),)),
    Mistake("Time zone", "EST", "zone_abbreviation_wrong", "America/New_York"),
    Mistake("Time zone", "IST", "zone_ambiguous", "Europe/Dublin"),
    Mistake("Time zone", "Mars", "zone_unknown", "UTC+02:00"),
    Mistake("Host email", None, "host_missing", "ana@example.com", is_own=True),
    Mistake("Host email", None, "host_missing", "5123456789012345", is_own=True, at="User ID"),
    Mistake("Host email", "Ana Ruiz", "email_malformed", "ana@example.com"),
    Mistake("Host email", "ana@example,com", "email_malformed", "ana@example.com"),
    Mistake("Host email", "ana@example.com; ben@example.com", "email_more_than_one", "ana@example.com"),
    Mistake("User ID", "5.12346E+15", "id_mangled", "5123456789012345", is_own=True, besides=(("Host email", ""),)),
    Mistake("Meeting type", "huge", "meeting_type_unknown", "LARGE_MEETING"),
    Mistake("Repeats", "bi-weekly", "recurrence_unclear", "every 2 weeks, 6 times"),
    Mistake("Repeats", "sometimes", "recurrence_unreadable", "weekly until 2027-12-17"),
    Mistake("Repeats", "weekly until 2026-01-01", "repeats_end_too_early", "weekly until 2026-12-18", is_own=True),
    Mistake("Attendees", "ben@example", "email_malformed", "ana@example.com"),
    Mistake("Attendees", "ben@example,com", "email_malformed", "ana@example.com"),
    Mistake("Attendees", "Ben Okafor", "attendee_without_email", "Ben Okafor <ben@example.com>"),
    Mistake("Attendees", "TBD", "attendee_undecided", "Ana Ruiz <ana@example.com>"),
    Mistake("Attendees", "everyone", "attendee_unclear", "dana@example.com; elif@example.com", is_own=True),
    Mistake("Attendees", "ben@example.com (declined)", "attendee_declined", "ben@example.com"),
    Mistake("Call out", "maybe", "flag_unreadable", "yes"),
    Mistake("Cancelled", "perhaps", "cancelled_unreadable", "Confirmed"),
)
KINDS = {mistake.code for mistake in MISTAKES}


def _row(number: int, mistake: Mistake, cell: Cell) -> list[Cell]:
    """The row of a mistake with `cell` where it stands, else in order: each on another day, so that none overlap."""
    day = date(2026, 7, 1) + timedelta(days=number)
    said: dict[str, Cell] = {
        "Subject": f"Meeting {number}",
        "Date": str(day),
        "Start time": "10:00",
        "End time": "11:00",
        "Time zone": "America/New_York",
        "Host email": f"host{number}@example.com",
        "Attendees": f"guest{number}@example.com",
        **{column: value or None for column, value in mistake.besides},
        mistake.column: cell,
    }
    return [said.get(header) for header in HEADERS]


ROWS = [_row(number, mistake, mistake.value) for number, mistake in enumerate(MISTAKES)]
PLACES = [
    (mistake.code, f"{'ABCDEFGHIJKLM'[HEADERS.index(mistake.column)]}{FIRST_ROW + number}")
    for number, mistake in enumerate(MISTAKES)
]


def _found(rows: list[list[Cell]]) -> Examined:
    return examined(sheet_of(HEADERS, rows))


def _places(issues: tuple[Issue, ...]) -> list[tuple[str, str | None]]:
    """All issues, but for what is said of the hours in which clocks are changed: that they are at night."""
    return [(issue.code, issue.cell) for issue in issues if issue.code != "starts_at_night"]


@pytest.fixture(scope="module")
def found() -> Examined:
    return _found(ROWS)


def test_there_are_twenty_kinds_of_mistakes_and_more() -> None:
    assert len(KINDS) > 20


def test_each_mistake_is_told_once_and_at_its_cell(found: Examined) -> None:
    assert _places(found.issues) == PLACES


@pytest.mark.parametrize("number", range(len(MISTAKES)), ids=[f"{place}-{code}" for code, place in PLACES])
def test_a_mistake_is_gone_once_what_its_message_says_is_done_and_no_other_comes(found: Examined, number: int) -> None:
    mistake = MISTAKES[number]
    message = found.issues[number].message
    assert mistake.is_own or mistake.mend in message
    rows = [list(row) for row in ROWS]
    rows[number][HEADERS.index(mistake.at or mistake.column)] = mistake.mend
    mended = _found(rows)
    assert _places(mended.issues) == [place for place in PLACES if place != PLACES[number]]
    assert FIRST_ROW + number in {row for meeting in meetings(mended) for row in meeting.rows}


def test_once_all_of_them_are_mended_every_meeting_can_be_created() -> None:
    rows = [list(row) for row in ROWS]
    for number, mistake in enumerate(MISTAKES):
        rows[number][HEADERS.index(mistake.at or mistake.column)] = mistake.mend
    mended = _found(rows)
    assert not [issue for issue in mended.issues if issue.severity == "error"]
    assert {part.result.status for part in mended.parts} == {Status.PENDING}


def test_the_report_groups_them_by_cause_with_the_errors_first_and_is_no_wall(found: Examined) -> None:
    lines = list(issue_lines(found.issues, every=False))
    severities = [style for _, style in lines if style]
    assert severities == sorted(severities, key="warning".__eq__)
    causes = {(issue.severity, issue.code, issue.column) for issue in found.issues}
    assert len(severities) == len(causes)


def test_twenty_times_as_many_rows_make_the_report_hardly_longer() -> None:
    rows = [row for row in ROWS for _ in range(20)]
    lines = list(issue_lines(_found(rows).issues, every=False))
    assert len(lines) < 4 * len(ROWS) + 20
