"""Headers that name people in several forms, whom somebody applies as, and columns of whom to invite."""

import pytest

from bulkmeet.columns.gendered import of_one_form, without_forms
from bulkmeet.model import Cell
from tests.sheets import examined, only, sheet_of
from tests.test_columns import ADDRESSES, PEOPLE, Sheet, codes, fields, read

HEADERS = ("Title", "Start", "End", "Host email")
MEETING = ("Kickoff", "2026-09-10 10:00", "2026-09-10 11:00", "jo@example.com")


def guests(headers: tuple[str, ...], *cells: Cell) -> list[tuple[str | None, str | None]]:
    found = only(examined(sheet_of((*HEADERS, *headers), [(*MEETING, *cells)])))
    return [(person.name, person.email) for person in found.participants]


# ---- forms of a word ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "plain"),
    [
        *(("Bewerber/in", "Bewerber"), ("Bewerber:innen", "Bewerber"), ("Bewerber*in", "Bewerber")),
        *(("BewerberIn", "Bewerber"), ("Bewerber (m/w/d)", "Bewerber"), ("Lehrer/-in", "Lehrer")),
        *(("Candidat(e)", "Candidat"), ("Candidat·e", "Candidat"), ("Invité·e·s", "Invités")),
        *(("Candidato/a", "Candidato"), ("Candidatos/as", "Candidatos"), ("Alumno(a)", "Alumno")),
        *(("Teilnehmer", "Teilnehmer"), ("Candidate", "Candidate"), ("Date/Time", "Date/Time")),
    ],
)
def test_a_word_for_women_and_men_is_taken_in_one_form(header: str, plain: str) -> None:
    assert without_forms(header) == plain


@pytest.mark.parametrize(
    ("header", "plain"),
    [
        ("Guest / Attendee email", "Guest email"),
        ("Parent or Guardian", "Parent"),
        ("Student/Parent email", "Student/Parent email"),
        ("Client/Lawyer email", "Client/Lawyer email"),
    ],
)
def test_of_several_words_for_one_person_the_first_counts(header: str, plain: str) -> None:
    assert of_one_form(header) == plain


@pytest.mark.parametrize(
    "header",
    [
        *("E-Mail Bewerber/in", "E-Mail Bewerber:in", "E-Mail Kandidat*in", "Bewerber (m/w/d) E-Mail"),
        *("Courriel du candidat(e)", "Email candidato/a", "Correo del postulante", "E-mail sollicitant"),
        *("Kandydat e-mail", "E-post sökande", "Ansøger e-mail", "Hakijan sähköposti", "Email кандидата"),
        *("応募者メール", "応募者のメールアドレス", "候选人邮箱", "지원자 이메일", "Applicant email"),
        *("Patiënt e-mail", "E-Mail Kunde", "E-Mail Patient/in"),
    ],
)
def test_applicants_and_clients_are_guests_by_their_addresses(header: str) -> None:
    assert fields({header: ADDRESSES, "Host email": ADDRESSES}) == ["email", "host_email"]


@pytest.mark.parametrize("header", ["Bewerber/in", "Candidat(e)", "Kandidaten", "Patients", "Sollicitant", "応募者"])
def test_a_column_that_only_names_them_is_read_where_it_holds_addresses(header: str) -> None:
    assert fields({header: ADDRESSES, "Host email": ADDRESSES})[0] == "attendees"
    assert fields({header: PEOPLE, "Host email": ADDRESSES})[0] is None


@pytest.mark.parametrize(
    "header",
    [
        *("Interviewer 1 email", "Student/Parent email", "Client/Lawyer email", "Owner/Guest email", "Check-in email"),
        *("Client/Host email", "Mandat E-Mail", "Kind E-Mail"),
    ],
)
def test_nobody_becomes_a_guest_by_half_a_header_or_by_likeness(header: str) -> None:
    mapping = read({"Student": PEOPLE, header: ADDRESSES, "Organizer email": ADDRESSES})
    assert mapping.columns[1].field is None
    assert ("error", "column_not_recognised", "B") in codes(mapping)


def test_a_child_that_is_only_named_is_not_invited_by_a_form_of_the_word() -> None:
    assert fields({"Schüler*in": PEOPLE, "Host email": ADDRESSES})[0] is None


# ---- either of two -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "addresses"),
    [
        ("Parent/Guardian", "Parent Email"),
        ("Parent or Guardian", "Guardian's email"),
        ("Parent/Guardian", "Parent/Guardian Email"),
        ("Guardian", "Parent email"),
    ],
)
def test_a_parent_or_guardian_is_one_person_also_beside_the_child(names: str, addresses: str) -> None:
    assert guests((names, addresses), "Kate Ross", "kate@example.net") == [("Kate Ross", "kate@example.net")]
    of_three = guests(("Student", names, addresses), "Liam Ross", "Kate Ross", "kate@example.net")
    assert of_three == [("Kate Ross", "kate@example.net")]


@pytest.mark.parametrize(
    ("names", "addresses"),
    [
        ("Guest / Attendee", "Attendee email"),
        ("Participants", "Guest / Participant emails"),
        ("Attendees/Guests", "Guest emails"),
        ("Klient/in", "E-Mail Klient/in"),
    ],
)
def test_headers_go_together_if_they_do_on_one_side(names: str, addresses: str) -> None:
    assert guests((names, addresses), "Ann One", "ann@example.com") == [("Ann One", "ann@example.com")]


def test_a_mother_and_a_father_stay_two_people() -> None:
    headers = ("Student", "Mother name", "Mother email", "Father name", "Father email")
    cells = ("Liam", "Kate Ross", "kate@example.net", "Rob Ross", "rob@example.net")
    assert guests(headers, *cells) == [("Kate Ross", "kate@example.net"), ("Rob Ross", "rob@example.net")]


def test_of_two_guardians_each_has_what_is_headed_so() -> None:
    headers = ("Student", "Parent name", "Guardian name", "Guardian email")
    of_each = guests(headers, "Liam", "Kate Ross", "Rob Ross", "rob@example.net")
    assert of_each == [("Kate Ross", None), ("Rob Ross", "rob@example.net")]


def test_whoever_is_a_host_on_one_side_gives_no_name_to_a_guest() -> None:
    assert fields({"Teacher/Student": PEOPLE, "Student email": ADDRESSES}) == [None, "email"]
    assert fields({"Teacher/Guest": PEOPLE, "Guest email": ADDRESSES, "Host email": ADDRESSES})[0] is None


def test_a_name_and_an_email_that_are_said_to_be_that_are_one_person_in_place_of_the_child() -> None:
    sheet: Sheet = {"Student": PEOPLE, "Mother name": PEOPLE, "Guardian email": ADDRESSES}
    assert [column.person for column in read(sheet).columns] == [0, 1, 2]
    told = read(sheet, **{"Mother name": "name", "Guardian email": "email"})
    assert [(str(column.field), column.person) for column in told.columns] == [
        *(("ignore", 0), ("name", 0), ("email", 0)),
    ]


@pytest.mark.parametrize(
    ("headers", "persons"),
    [(("Guest 2", "Guest email"), [2, 2]), (("Guest 1", "Guest 2"), [1, 2]), (("Guest", "Guest 2"), [2, 2])],
)
def test_the_numbers_of_their_headers_still_tell_people_apart(headers: tuple[str, str], persons: list[int]) -> None:
    name, email = headers
    mapping = read({name: PEOPLE, email: ADDRESSES}, **{name: "name", email: "email"})
    assert [column.person for column in mapping.columns] == persons


# ---- whom to invite ----------------------------------------------------------------------------------------

TO_INVITE = (
    *("Invite", "Invite?", "To invite", "Members to invite", "Einladen", "Einzuladen", "À inviter", "Invitar"),
    *(
        "Da invitare",
        "Convidar",
        "Uitnodigen",
        "Do zaproszenia",
        "Bjud in",
        "Kutsuttavat",
        "Пригласить",
        "招待",
        "邀请",
    ),
)


@pytest.mark.parametrize("header", TO_INVITE)
def test_whom_to_invite_are_guests_by_address_or_name(header: str) -> None:
    for cells in (["a@example.com, b@example.com", "c@example.com"], ["Ann One", "Ben Two; Cy Three"]):
        assert fields({header: cells, "Host name": PEOPLE})[0] == "attendees"


@pytest.mark.parametrize(
    "cells",
    [
        *(["Yes", "No"], ["https://example.com/a", "https://example.com/b"], ["Zoom Meeting", "Teams Meeting"]),
        *(["Sent Monday", "Not Sent"], ["sales team", "all staff"], ["Ann One", "Ann One"], [3, 12]),
    ],
)
def test_what_else_stands_below_invite_invites_nobody(cells: list[Cell]) -> None:
    assert fields({"Invite": cells})[0] is None


@pytest.mark.parametrize("header", ["Invited by", "Invite sent", "Invite sent by", "Invite link"])
def test_who_invites_and_what_was_sent_are_not_the_guests(header: str) -> None:
    assert fields({header: ADDRESSES})[0] is None
