"""A bare “E-mail” behind the names of those in charge may be theirs or the guests': only their owner knows."""

import pytest

from bulkmeet.model import Cell, Host
from tests.sheets import emails, errors, examined, message, only, sheet_of
from tests.test_columns import ADDRESSES, MOMENTS, Sheet, fields

HEADERS = ("Title", "Start", "End")
ROW = ("Safety", "2026-09-10 14:30", "2026-09-10 15:15", "Ana Ruiz", "ana@example.com")
IN_CHARGE = (
    *("Verantwortlich", "Responsible", "Led by", "Presenter", "Responsable", "Referente", "Trainer", "Organizer"),
    *("Manager", "担任"),
)


@pytest.mark.parametrize("header", IN_CHARGE)
@pytest.mark.parametrize("address", ["E-Mail", "Email address"])
def test_an_address_behind_whoever_is_in_charge_is_asked_about(header: str, address: str) -> None:
    sheet = sheet_of([*HEADERS, header, address], [ROW])
    found = examined(sheet)
    assert errors(found.issues) == [("column_not_recognised", "E1")]
    told = message([issue for issue in found.issues if issue.severity == "error"], "column_not_recognised")
    assert f'--map "{address}=host_email" if they are the hosts\'' in told
    assert f'--map "{address}=attendees" if they are those of guests' in told


def test_one_host_for_all_does_not_make_them_guests() -> None:
    sheet = sheet_of([*HEADERS, "Verantwortlich", "E-Mail"], [ROW])
    assert errors(examined(sheet, host=Host(email="hr@example.com")).issues) == [("column_not_recognised", "E1")]


def test_either_answer_is_taken() -> None:
    sheet = sheet_of([*HEADERS, "Verantwortlich", "E-Mail"], [ROW])
    hosted = only(examined(sheet, column_map={"E-Mail": "host_email"}))
    assert (hosted.host.email, emails(hosted)) == ("ana@example.com", [])
    invited = only(examined(sheet, column_map={"E-Mail": "attendees"}, host=Host(email="hr@example.com")))
    assert (invited.host.email, emails(invited)) == ("hr@example.com", ["ana@example.com"])


@pytest.mark.parametrize(
    ("others", "field"),
    [
        ({"Led by": ["Ana", "Ben"], "Email": ADDRESSES, "Guests": ["cy@example.com", "dee@example.com"]}, "email"),
        ({"Led by": ["Ana", "Ben"], "Email": ADDRESSES, "Host email": ADDRESSES}, "email"),
        ({"Led by": ["Ana", "Ben"], "Name": ["Cy", "Dee"], "Email": ADDRESSES}, "email"),
        ({"Room": ["Ana", "Ben"], "Email": ADDRESSES}, "email"),
        ({"Led by": ["Ana", "Ben"], "Student email": ADDRESSES}, "email"),
        ({"Led by": ADDRESSES, "Email": ["cy@example.com", "dee@example.com"]}, "email"),
    ],
)
def test_what_says_of_itself_whose_it_is_is_no_question(others: dict[str, list[Cell]], field: str) -> None:
    sheet: Sheet = {"Title": ["Kickoff", "Review"], "Start": MOMENTS, **others}
    address = next(place for place, header in enumerate(sheet) if header in {"Email", "Student email"})
    assert fields(sheet)[address] == field
