"""Whoever --map makes the host is no guest: what the other columns say of that person is said of the host."""

import pytest

from bulkmeet.model import Host
from tests.sheets import emails, errors, examined, meetings, message, only, sheet_of
from tests.test_columns import ADDRESSES, MOMENTS, Sheet, fields


@pytest.mark.parametrize(
    ("address", "name", "field"),
    [
        ("Email", "Name", "host_name"),
        ("E-Mail", "Your name", None),
        ("Student email", "Student name", "host_name"),
        ("Email", "First name", "ignore"),
        ("Email", "Phone", "ignore"),
        ("Student email", "Parent name", "name"),
    ],
)
def test_what_stands_beside_an_address_that_was_made_the_hosts_is_the_hosts_too(
    address: str, name: str, field: str | None
) -> None:
    sheet: Sheet = {
        "Title": ["Kickoff", "Review"],
        "Start": MOMENTS,
        address: ADDRESSES,
        name: ["Lena Fisk", "Omar Bey"],
    }
    assert fields(sheet, **{address: "host_email"})[3] == field


def test_a_guest_with_an_address_of_their_own_is_none_of_the_hosts() -> None:
    sheet: Sheet = {"Student email": ADDRESSES, "Student name": ["Lena", "Omar"], "Guest email": ADDRESSES}
    assert fields(sheet, **{"Student email": "host_email"})[1] == "name"


def test_the_host_of_a_form_is_not_invited_by_name() -> None:
    headers = ("Email", "Name", "Topic", "Start", "End", "Attendees")
    row = ("lena@example.com", "Lena Fisk", "Lab safety", "2026-09-10 14:30", "2026-09-10 15:15", "gail@example.com")
    meeting = only(examined(sheet_of(headers, [row]), column_map={"Email": "host_email"}))
    assert (meeting.host.email, emails(meeting)) == ("lena@example.com", ["gail@example.com"])


@pytest.mark.parametrize("beside", ["Name", "Phone", "First name"])
def test_several_people_beside_one_host_are_guests(beside: str) -> None:
    first, second = ("+1 415 555 0100", "+1 415 555 0101") if beside == "Phone" else ("Ben", "Cy")
    sheet = f"""
        Title   | Start            | End              | Email           | {beside}
        Kickoff | 2026-09-10 14:00 | 2026-09-10 15:00 | ana@example.com | {first}
        Kickoff | 2026-09-10 14:00 | 2026-09-10 15:00 | ANA@example.com | {second}
    """
    meeting = only(examined(sheet, column_map={"Email": "host_email"}))
    assert len(meeting.participants) == 2
    assert meeting.host == Host(email="ana@example.com")


def test_the_phones_of_guests_stay_with_their_names() -> None:
    sheet = """
        Title   | Start            | End              | Email           | Name | Phone
        Kickoff | 2026-09-10 14:00 | 2026-09-10 15:00 | ana@example.com | Ben  | +1 415 555 0100
        Kickoff | 2026-09-10 14:00 | 2026-09-10 15:00 | ana@example.com | Cy   | +1 415 555 0100
    """
    meeting = only(examined(sheet, column_map={"Email": "host_email"}))
    assert [(person.name, person.phone) for person in meeting.participants] == [
        ("Ben", "+14155550100"),
        ("Cy", "+14155550100"),
    ]


# ---- ids that cannot be read beside addresses --------------------------------------------------------------

GUESTS = ("Title", "Start", "End", "User ID", "Host email", "Attendees")
TIMES = ("2026-09-10 14:30", "2026-09-10 15:15")


@pytest.mark.parametrize("spoilt", ["6.23673E+15", "623673000000000000000", "me@example.com"])
def test_a_good_address_of_the_host_wins_over_an_id_that_cannot_be_read_and_says_so(spoilt: str) -> None:
    rows = [
        ("A", *TIMES, spoilt, "lena@example.com", "gail@example.com"),
        ("B", *TIMES, "6236731234567891", "omar@example.com", "gail@example.com"),
        ("C", *TIMES, spoilt, None, "gail@example.com"),
    ]
    found = examined(sheet_of(GUESTS, rows))
    assert [meeting.host.email for meeting in meetings(found)] == ["lena@example.com", None]
    assert [issue.cell for issue in found.issues if issue.code == "id_not_used"] == ["D2"]
    assert "so “lena@example.com” in “Host email” hosts the meeting" in message(found.issues, "id_not_used")
    assert [cell for _, cell in errors(found.issues)] == ["D4"]


def test_an_address_that_is_wrong_itself_does_not_mend_the_id() -> None:
    found = examined(sheet_of(GUESTS, [("A", *TIMES, "6.23673E+15", "lena@", "gail@example.com")]))
    assert errors(found.issues) == [("id_mangled", "D2"), ("email_malformed", "E2")]


def test_ids_with_letters_are_another_programs_and_leave_the_host_to_be_said() -> None:
    headers = [header for header in GUESTS if header != "Host email"]
    sheet = sheet_of(headers, [("A", *TIMES, "zcrm_5725767000000191017", "gail@example.com")])
    found = examined(sheet, host=Host(email="lena@example.com"))
    assert only(found).host.email == "lena@example.com"
    assert "with --host" in message(found.issues, "ids_not_used")
    assert [code for code, _ in errors(examined(sheet).issues)] == ["host_missing"]
