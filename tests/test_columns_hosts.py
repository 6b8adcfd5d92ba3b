"""Whoever --map makes the host is no guest: what the other columns say of that person is said of the host."""

import pytest

from tests.sheets import emails, examined, only, sheet_of
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
