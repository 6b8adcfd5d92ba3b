"""Slips that nobody may mend silently: a domain nearly a provider's, a year far ahead, guests named elsewhere."""

import pytest

from bulkmeet.cells.people import parse_email, parse_people
from bulkmeet.model import Participant
from tests.sheets import emails, errors, examined, message, only, warnings

ROW = "A | 2026-09-10 10:00 | 30 min | ann@example.com"
HEADERS = "Title | Start | Duration | Host email"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ana@gmial.com", "ana@gmail.com"),
        ("ana@gmai.com", "ana@gmail.com"),
        ("ana@gmail.con", "ana@gmail.com"),
        ("ana@hotmial.com", "ana@hotmail.com"),
        ("ana@outlok.com", "ana@outlook.com"),
        ("Ana@Yaho.com", "Ana@yahoo.com"),
    ],
)
def test_a_domain_one_keystroke_from_a_great_providers_is_pointed_out_and_kept(typed: str, meant: str) -> None:
    for parsed in (parse_email(typed), parse_people(f"Ana Ruiz <{typed}>")):
        (problem,) = parsed.problems
        assert (problem.code, problem.severity) == ("email_domain_doubtful", "warning")
        assert f"“{meant}”" in problem.message
    found = examined(f"{HEADERS} | Attendees\n{ROW} | {typed}; ben@example.com")
    assert typed.casefold() in {str(email).casefold() for email in emails(only(found))}
    assert warnings(found.issues) == [("email_domain_doubtful", "E2")]


@pytest.mark.parametrize("domain", ["gmail.com", "mail.com", "ymail.com", "cloud.com", "example.com", "yahoo.co.uk"])
def test_domains_of_their_own_are_no_slips(domain: str) -> None:
    assert not parse_email(f"ana@{domain}").problems


@pytest.mark.parametrize(
    ("years", "told"),
    [("2072", ["B2"]), ("2026 2029 2027", ["B3"]), ("2027", []), ("2030 2030 2026", []), ("2030 2030 2072", ["B4"])],
)
def test_a_start_years_ahead_of_the_others_asks_for_a_look_at_its_year(years: str, told: list[str]) -> None:
    rows = "\n".join(ROW.replace("2026", year) for year in years.split())
    issues = examined(f"{HEADERS}\n{rows}").issues
    assert [issue.cell for issue in issues if issue.code == "start_far_ahead"] == told
    assert not told or f"starts in {years.split()[int(told[0][1:]) - 2]}" in message(issues, "start_far_ahead")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "see list",
            "See attached",
            "as per attached list",
            "various",
            "list to follow",
            "usual suspects",
            "in notes",
        ),
        *("siehe Liste", "s. Anhang", "voir liste", "ver lista adjunta", "vedi allegato", "zie bijlage", "wie immer"),
    ],
)
def test_guests_who_are_named_elsewhere_are_an_error(text: str) -> None:
    assert errors(examined(f"{HEADERS} | Attendees\n{ROW} | {text}").issues) == [("attendees_elsewhere", "E2")]
    one_each = examined(f"{HEADERS} | Attendee name\n{ROW} | {text}")
    assert errors(one_each.issues) == [("attendees_elsewhere", "E2")]
    mixed = examined(f"{HEADERS} | Attendees\n{ROW} | ben@example.com; {text}")
    assert errors(mixed.issues) == [("attendees_elsewhere", "E2")]


@pytest.mark.parametrize("name", ["Alan See", "Ana List", "See, Alan", "Vera Listova", "Per Lund", "Checkland, Jo"])
def test_a_name_that_is_only_like_such_a_word_is_a_name(name: str) -> None:
    assert parse_people(name).value is not None


def test_somebody_still_undecided_is_an_error_in_a_column_of_names_too() -> None:
    assert errors(examined(f"{HEADERS} | Attendee name\n{ROW} | TBC").issues) == [("attendee_undecided", "E2")]
    assert not errors(examined(f"{HEADERS} | Attendee name | Attendee email\n{ROW} | TBC | ben@example.com").issues)


def test_somebody_who_is_to_be_confirmed_is_invited_without_that_for_a_name() -> None:
    found = examined(f"{HEADERS} | Attendees\n{ROW} | ben@example.com (tbc)")
    assert only(found).participants == (Participant(email="ben@example.com"),)
