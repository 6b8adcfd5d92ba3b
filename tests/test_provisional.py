"""Meetings marked as provisional: created, and pointed out by their cells."""

import pytest

from tests.sheets import errors, examined, meetings, message, warnings


def sheet(header: str, *statuses: str, title: str = "Demo") -> str:
    """A row for each status."""
    rows = [
        f"{title} | 2027-01-{day:02} 09:00 | 09:30 | jo@example.com | {status}"
        for day, status in enumerate(statuses, 4)
    ]
    return "\n".join((f"Title | Start | End | Host email | {header}", *rows))


@pytest.mark.parametrize("word", ["provisional", "Tentative", "provisorisch", "provisoire", "仮"])
def test_a_status_that_calls_a_meeting_provisional_is_pointed_out_by_its_cell(word: str) -> None:
    found = examined(sheet("Status", "Confirmed", word))
    assert warnings(found.issues) == [("provisional", "E3")]
    assert f"“{word}” says that this meeting is not settled yet" in message(found.issues, "provisional")
    assert len(meetings(found)) == 2


@pytest.mark.parametrize("word", ["Unter Vorbehalt", "provisorisch"])
def test_so_it_is_in_a_column_that_nobody_reads(word: str) -> None:
    assert ("provisional", "E3") in warnings(examined(sheet("Stand", "fix", word)).issues)


def test_one_that_is_an_error_beside_confirmed_is_not_told_of_twice() -> None:
    found = examined(sheet("Status", "Confirmed", "unconfirmed"))
    assert [issue.code for issue in found.issues] == ["cancelled_unclear"]
    assert warnings(examined(sheet("Status", "new", "unconfirmed")).issues) == [("provisional", "E3")]


@pytest.mark.parametrize("words", [("TBC", "Confirmed"), ("Unter Vorbehalt", "bestätigt")])
def test_a_status_that_is_not_understood_is_an_error(words: tuple[str, str]) -> None:
    assert ("cancelled_unreadable", "E2") in errors(examined(sheet("Status", *words)).issues)


@pytest.mark.parametrize("others", [("Registered",), ("Invited - no reply", "Requested", "Recurring"), ()])
def test_a_status_of_what_is_to_be_moved_stops_its_row_and_is_never_advised_to_be_left_out(
    others: tuple[str, ...],
) -> None:
    found = examined(sheet("Status", "Needs reschedule", *others))
    assert found.parts[0].meeting is None
    told = " ".join(issue.message for issue in found.issues if issue.severity == "error")
    assert "“Needs reschedule”" in told
    assert "Status=ignore" not in told


@pytest.mark.parametrize(
    ("header", "statuses"),
    [
        ("Show time as", ("Tentative", "Tentative")),
        ("Status", ("Tentative", "Busy")),
        ("Anzeigen als", ("Mit Vorbehalt", "Beschäftigt")),
        ("Status", ("confirmed", "booked")),
    ],
)
def test_what_a_calendar_shows_its_owners_time_as_is_not(header: str, statuses: tuple[str, ...]) -> None:
    assert not warnings(examined(sheet(header, *statuses)).issues)


@pytest.mark.parametrize(
    "title",
    [
        *("Provisional: Board", "[Tentative] Demo", "Demo (TBC)", "Board - provisional", "Unter Vorbehalt: Sitzung"),
        *("TENTATIVE Demo", "Kurs (provisorisch)", "Fwd: Tentative - Demo", "Demo (date tbc)"),
    ],
)
def test_a_title_that_is_marked_as_provisional_is_pointed_out(title: str) -> None:
    found = examined(sheet("Status", "confirmed", title=title))
    assert warnings(found.issues) == [("provisional", "A2")]
    assert [meeting.title for meeting in meetings(found)] == [title]


@pytest.mark.parametrize(
    "title", ["Provisional budget review", "Tentative agreement: talks", "Demo (room TBC)", "Provisional IRA: history"]
)
def test_a_title_that_only_speaks_of_it_is_not(title: str) -> None:
    assert not warnings(examined(sheet("Status", "confirmed", title=title)).issues)


def test_a_row_that_is_left_out_needs_no_such_word() -> None:
    found = examined(sheet("Status", "Cancelled", "confirmed", title="Demo (TBC)"))
    assert warnings(found.issues) == [("provisional", "A3")]
