"""Guests who can be reached by phone alone: nobody is invited by a number, and that is said once."""

import pytest

from bulkmeet.model import Status
from tests.sheets import errors, examined, message, only, sheet_of, statuses, warnings

HEADERS = "Title | Start            | End   | Host email     | Name     | Email           | Phone           | Status"


def sheet(*people: str, status: str = " ") -> str:
    """A meeting for each person."""
    lines = [
        f"Call | 2026-09-{day:02} 08:00 | 08:30 | jo@example.com | {person} | {status}"
        for day, person in enumerate(people, 10)
    ]
    return "\n".join([HEADERS, *lines])


def test_a_guest_with_a_phone_and_no_email_is_created_and_said_to_get_no_invitation() -> None:
    found = examined(sheet("Quinn Tate |  | +14155550143"))
    assert [person.phone for person in only(found).participants] == ["+14155550143"]
    assert warnings(found.issues) == [("attendee_by_phone", 2)]
    assert message(found.issues, "attendee_by_phone") == (
        "A guest has a phone number and no email address, so no email invitation reaches them and only the number is "
        "passed on to Dialpad; add an address where one is meant to come."
    )


def test_of_several_one_sentence_names_the_rows() -> None:
    by_phone = "Quinn Tate |  | +14155550143"
    found = examined(sheet(by_phone, "Ada Finch | ada@example.com | +14155550144", by_phone))
    assert message(found.issues, "attendee_by_phone").startswith("Guests in rows 2 and 4 have a phone number")
    assert set(statuses(found).values()) == {Status.PENDING}


@pytest.mark.parametrize(
    ("person", "status"), [("Quinn Tate | q@example.com | +14155550143", " "), ("Quinn | | +14155550143", "Cancelled")]
)
def test_with_an_email_or_in_a_row_that_is_left_out_nothing_is_said(person: str, status: str) -> None:
    assert not warnings(examined(sheet(person, status=status)).issues)


def test_a_row_with_an_address_that_is_asked_about_is_not_said_to_have_none() -> None:
    headers = ("Title", "Start", "End", "Host email", "Phone", "Salarié(e)")
    rows = [
        ("Call", "2026-09-10 08:00", "08:30", "jo@example.com", "+14155550143", "ada@example.com"),
        ("Call", "2026-09-11 08:00", "08:30", "jo@example.com", "+14155550144", None),
    ]
    found = examined(sheet_of(headers, rows))
    assert errors(found.issues) == [("column_not_recognised", "F1")]
    assert [issue.row for issue in found.issues if issue.code == "attendee_by_phone"] == [3]
    assert "attendee_by_phone" not in {issue.code for issue in examined(sheet_of(headers, rows[:1])).issues}
