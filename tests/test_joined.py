"""Rows that became one meeting though each is of somebody mostly seen alone: said once for every such meeting."""

import pytest

from bulkmeet.examine import Examined
from bulkmeet.model import Cell
from tests.sheets import emails, errors, examined, meetings, message, only, sheet_of, warnings

HEADERS = ["Title", "Start", "End"]
ROW: list[Cell] = ["1st interview", "2026-03-03 09:30", "10:15"]


def joined(headers: list[str], *cells: list[Cell]) -> list[tuple[str, str | int | None]]:
    """The warnings of rows that are alike but for some cells."""
    return warnings(found(headers, *cells).issues)


def found(headers: list[str], *cells: list[Cell]) -> Examined:
    """Rows that say the same of their meeting, with those cells besides."""
    rows = [[*ROW, "jo@example.com", *row] for row in cells]
    return examined(sheet_of([*HEADERS, "Host email", *headers], rows))


def test_two_candidates_in_one_meeting_are_pointed_out() -> None:
    seen = found(
        ["Candidate", "Candidate Email", "Panel"],
        ["Una Bell", "una@example.com", "x"],
        ["Bo Ziel", "bo@example.com", "y"],
    )
    assert emails(only(seen)) == ["una@example.com", "bo@example.com"]
    assert errors(seen.issues) == []
    told = message(seen.issues, "rows_joined")
    assert ("rows_joined", "E2") in warnings(seen.issues)
    for part in ("row 3", "“Candidate”", "“Una Bell”", "“Bo Ziel”", "different titles"):
        assert part in told


@pytest.mark.parametrize("header", ["Patient email", "Client", "E-Mail Bewerber/in", "Applicants", "E-mail candidat"])
def test_so_are_others_who_are_mostly_seen_alone(header: str) -> None:
    assert joined([header], ["una@example.com"], ["bo@example.com"]) == [("rows_joined", "E2")]


@pytest.mark.parametrize("header", ["Student email", "Attendee email", "Trainee email", "Guests", "Email"])
def test_people_who_come_together_are_not(header: str) -> None:
    assert joined([header], ["una@example.com"], ["bo@example.com"]) == []


def test_neither_are_the_interviewers_of_one_candidate() -> None:
    headers = ["Candidate email", "Interviewers"]
    assert joined(headers, ["una@example.com", "bo@example.com"], ["una@example.com", "eve@example.com"]) == []
    assert joined(headers, ["una@example.com", "bo@example.com"], [None, "eve@example.com"]) == []


def test_who_gives_the_rows_one_key_knows_that_they_are_one() -> None:
    assert joined(["Candidate email", "Meeting key"], ["una@example.com", "k1"], ["bo@example.com", "k1"]) == []


def test_several_rows_are_told_of_once() -> None:
    people: list[list[Cell]] = [[f"a{number}@example.com"] for number in range(5)]
    seen = found(["Client email"], *people)
    assert warnings(seen.issues) == [("rows_joined", "E2")]
    assert "rows 3 to 6" in message(seen.issues, "rows_joined")


def test_codes_that_are_no_titles_tell_meetings_apart_that_are_alike_in_all_else() -> None:
    seen = examined(
        sheet_of(
            ["Session", "Class", "Start", "End", "Host email", "Trainee email"],
            [
                ["S1", "Order entry", "2026-03-03 09:30", "10:15", "jo@example.com", "una@example.com"],
                ["S2", "Order entry", "2026-03-03 09:30", "10:15", "jo@example.com", "bo@example.com"],
                ["S2", "Order entry", "2026-03-03 09:30", "10:15", "jo@example.com", "eve@example.com"],
                ["S2", "Order entry", "2026-03-04 09:30", "10:15", "jo@example.com", "eve@example.com"],
            ],
        )
    )
    assert [emails(meeting) for meeting in meetings(seen)] == [
        ["una@example.com"],
        ["bo@example.com", "eve@example.com"],
        ["eve@example.com"],
    ]
    assert warnings(seen.issues) == [("repeated_meeting", "B3")]
