"""A column of addresses that is headed like a column of names holds the addresses of the same people."""

from collections.abc import Sequence

import pytest

from bulkmeet.columns.fields import Field, Saved
from bulkmeet.columns.mapping import map_columns
from bulkmeet.model import Cell, Host
from tests.sheets import emails, errors, examined, meetings, message, only, sheet_of, warnings
from tests.test_columns import ADDRESSES, PEOPLE, Sheet, codes, fields, read

SEVERAL: list[Cell] = ["ann@example.com; ben@example.com", "cy@example.com"]
NAMES: list[Cell] = ["Ann One; Ben Two", "Cy Three"]
HEADERS = ("Title", "Start", "End", "Host email")
MEETING = ("Kickoff", "2026-09-10 10:00", "2026-09-10 11:00", "jo@example.com")


# ---- hosts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "addresses"),
    [
        ("Assigned", "Assigned: Email"),
        ("Assigned", "Assigned Email"),
        ("Assigned", "Email of Assigned"),
        ("Assigned", "Assigned (e-mail address)"),
        ("Staff", "Staff - E-Mail"),
        ("Owner", "E-mail / Owner"),
        ("Sitzungsleitung", "E-Mail Sitzungsleitung"),
        ("Sitzungsleitung", "E-Mail der Sitzungsleitung"),
        ("Kursleiter", "E-Mail-Adresse des Kursleiters"),
        ("Tutor", "Correo del tutor"),
        ("Maestro", "Correo electrónico del maestro"),
        ("Intervenant", "Courriel de l'intervenant"),
        ("Relatore", "Indirizzo e-mail del relatore"),
        ("Leraar", "E-mailadres van de leraar"),
        ("Mötesledare", "E-post mötesledare"),
        ("Mødeleder", "Mail mødeleder"),
        ("Prowadzący", "Prowadzący \u2013 e-mail"),
        ("Kouluttaja", "Kouluttajan sähköposti"),
        ("講師", "講師のメールアドレス"),
        ("讲师", "讲师邮箱"),
        ("강사", "강사메일"),
    ],
)
def test_addresses_headed_like_the_names_of_the_hosts_are_the_hosts(names: str, addresses: str) -> None:
    mapping = read({names: PEOPLE, addresses: ADDRESSES})
    assert [str(column.field) for column in mapping.columns] == ["host_name", "host_email"]
    assert mapping.issues == ()


@pytest.mark.parametrize(
    "header",
    ["Assigned: Email", "Assigned To: Email \u2191", "Owner (e-mail)", "Gesprächsleitung (E-Mail)", "Host: Email"],
)
def test_addresses_headed_as_hosts_are_the_hosts_without_a_column_of_names(header: str) -> None:
    mapping = read({"Assigned To: Full Name": PEOPLE, header: ADDRESSES})
    assert str(mapping.columns[1].field) == "host_email"
    assert ("error", "column_not_recognised", "B") not in codes(mapping)


def test_the_host_and_the_contact_of_a_report_are_told_apart() -> None:
    headers = ("Assigned", "Assigned: Email", "Subject", "Start", "End", "Company / Account", "Contact", "Email")
    times = ("2026-09-10 10:00", "2026-09-10 11:00")
    rows = [
        ("Jo Fisk", "jo@example.com", "Review", *times, "Café Nord", "Zoë Brand", "zoe@example.org"),
        ("Jo Fisk", "jo@example.com", "Review", *times, "Café Nord", "Joe Nunn", "joe@example.org"),
    ]
    meeting = only(examined(sheet_of(headers, rows)))
    assert meeting.host == Host(email="jo@example.com")
    guests = [(person.name, person.email) for person in meeting.participants]
    assert guests == [("Zoë Brand", "zoe@example.org"), ("Joe Nunn", "joe@example.org")]


@pytest.mark.parametrize(
    "header", ["Approved by", "Created by", "Emergency contact", "Assinged", "Requested by", "Buddy", "Next of kin"]
)
def test_addresses_of_somebody_who_hosts_at_most_by_a_guess_stay_a_question(header: str) -> None:
    told = codes(read({header: PEOPLE, f"{header}: Email": ADDRESSES}))
    assert ("error", "column_not_recognised", "B") in told


def test_parents_named_beside_their_addresses_are_not_taken_for_guests_without_a_question() -> None:
    mapping = read({"Title": ["Kickoff", "Review"], "Elternteil": PEOPLE, "Elternteil (E-Mail)": ADDRESSES})
    assert ("error", "column_not_recognised", "C") in codes(mapping)


def test_whoever_is_named_beside_the_organizer_is_not_the_host_by_an_address() -> None:
    mapping = read({"Organizer": PEOPLE, "Interviewer": PEOPLE, "Interviewer: email": ADDRESSES})
    assert [column.field for column in mapping.columns][2] is None
    assert ("error", "column_not_recognised", "C") in codes(mapping)


def test_a_plain_host_email_goes_before_that_of_somebody_vague() -> None:
    assert fields({"Staff": PEOPLE, "Staff: Email": ADDRESSES, "Host email": ADDRESSES})[1:] == ["ignore", "host_email"]


def test_ids_of_another_program_give_way_to_such_addresses_too() -> None:
    assert fields({"Staff": PEOPLE, "Host ID": [10432, 10877], "Staff: Email": ADDRESSES}) == [
        *("host_name", "ignore", "host_email")
    ]


@pytest.mark.parametrize(
    ("header", "lacking"), [("Host name", "“Host name” says only names"), ("Room", "no column says who hosts")]
)
def test_where_addresses_may_be_the_hosts_one_question_asks_it_and_offers_one_host_for_all_last(
    header: str, lacking: str
) -> None:
    rows = [("Kickoff", "2026-09-10 10:00", "2026-09-10 11:00", "Jo Fisk", "jo@example.com")]
    found = examined(sheet_of(("Title", "Start", "End", header, "Lead email"), rows))
    assert errors(found.issues) == [("column_not_recognised", "E1")]
    said = message([issue for issue in found.issues if issue.severity == "error"], "column_not_recognised")
    assert f"nothing says whose, and {lacking}" in said
    ways = ["host_email", "attendees", "ignore"]
    places = [said.index(f'--map "Lead email={way}"') for way in ways]
    assert [*places, said.index("--host EMAIL")] == sorted([*places, said.index("--host EMAIL")])


def test_of_several_such_columns_each_is_asked_about_and_nothing_else() -> None:
    rows = [("Kickoff", "2026-09-10 10:00", "2026-09-10 11:00", "jo@example.com", "bo@example.com")]
    found = examined(sheet_of(("Title", "Start", "End", "Lead email", "Buddies"), rows))
    assert errors(found.issues) == [("column_not_recognised", "D1"), ("column_not_recognised", "E1")]


def test_such_a_column_without_a_header_is_called_by_its_letter() -> None:
    rows = [("Kickoff", "2026-09-10 10:00", "2026-09-10 11:00", "jo@example.com")]
    found = examined(sheet_of(("Title", "Start", "End", ""), rows))
    assert '--map "D=host_email" if they are the hosts\'' in message(found.issues, "column_without_header")


def test_several_addresses_in_a_cell_are_hardly_the_hosts_so_that_those_are_asked_for_besides() -> None:
    rows = [("Kickoff", "2026-09-10 10:00", "2026-09-10 11:00", "jo@example.com; bo@example.com")]
    found = examined(sheet_of(("Title", "Start", "End", "Buddies"), rows))
    assert {code for code, _ in errors(found.issues)} == {"column_not_recognised", "host_missing"}
    said = message(found.issues, "column_not_recognised")
    assert said.index("=attendees") < said.index("=host_email")


# ---- guests ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "addresses"),
    [
        ("Deltagare", "E-post deltagare"),
        ("Deltagare", "E-post"),
        ("Participants", "Participant emails"),
        ("Participants", "Participant: Email"),
        ("Teilnehmer", "E-Mail der Teilnehmer"),
        ("Invités", "Courriels des invités"),
        ("Asistentes", "Correos de los asistentes"),
        ("Partecipanti", "Email partecipanti"),
        ("Uczestnicy", "E-mail (uczestnicy)"),
        ("参加者", "参加者メール"),
        ("참석자", "참석자 이메일"),
        ("Guest name", "Guests' emails"),
    ],
)
def test_names_and_addresses_of_the_same_guests_are_one_person_in_each_row(names: str, addresses: str) -> None:
    people = [*ADDRESSES]
    rows = [(*MEETING, name, address) for name, address in zip(PEOPLE, people, strict=True)]
    meeting = only(examined(sheet_of((*HEADERS, names, addresses), rows)))
    assert [(person.name, person.email) for person in meeting.participants] == list(zip(PEOPLE, people, strict=True))


@pytest.mark.parametrize(("names", "addresses"), [("Deltagare", "E-post deltagare"), ("Attendee", "Attendee email")])
def test_lists_of_as_many_names_as_addresses_go_together_in_their_order(names: str, addresses: str) -> None:
    found = examined(sheet_of((*HEADERS, names, addresses), [(*MEETING, NAMES[0], SEVERAL[0])]))
    guests = [(person.name, person.email) for person in only(found).participants]
    assert guests == [("Ann One", "ann@example.com"), ("Ben Two", "ben@example.com")]
    assert found.issues == ()


@pytest.mark.parametrize("last", ['"Two, Ben"', "\u201cTwo, Ben\u201d", "'Two, Ben'"])
def test_quotation_marks_around_a_name_in_a_list_are_no_part_of_it(last: str) -> None:
    between = "; " if "'" in last else ", "
    row = (*MEETING, f"Ann One{between}{last}", "ann@example.com; ben@example.com")
    found = examined(sheet_of((*HEADERS, "Attendees", "Attendee emails"), [row]))
    assert [person.name for person in only(found).participants] == ["Ann One", "Two, Ben"]


def test_names_in_another_order_than_their_addresses_are_given_to_nobody() -> None:
    row = (*MEETING, "Ann One; Ben Two", "ben@example.com; ann@example.com")
    found = examined(sheet_of((*HEADERS, "Attendees", "Attendee emails"), [row]))
    assert [(person.name, person.email) for person in only(found).participants] == [
        (None, "ben@example.com"),
        (None, "ann@example.com"),
    ]
    assert warnings(found.issues) == [("names_unpaired", "E2")]


@pytest.mark.parametrize("names", ["+14155550100", "Jo Mill +1 415 555 0100", "Jo Mill; Bo (415-555-0100)"])
def test_a_number_to_dial_in_a_list_of_guests_is_nobodys_name(names: str) -> None:
    rows = [(*MEETING, NAMES[1], SEVERAL[1]), ("Review", *MEETING[1:], names, SEVERAL[1])]
    mapping = map_columns(
        [*HEADERS, "Attendees", "Attendee emails"], [list(cells) for cells in zip(*rows, strict=True)], {}
    )
    assert mapping.columns[4].field is Field.ATTENDEES


def test_a_name_that_the_list_of_addresses_has_itself_stays() -> None:
    row = (*MEETING, "Ann; Ben Two", "Ann One <ann@example.com>; ben@example.com")
    meeting = only(examined(sheet_of((*HEADERS, "Participants", "Participant emails"), [row])))
    assert [person.name for person in meeting.participants] == ["Ann One", "Ben Two"]


def test_names_that_are_more_or_fewer_than_the_addresses_are_told_and_invite_nobody() -> None:
    row = (*MEETING, "Ann One; Ben Two; Cy Three", SEVERAL[0])
    found = examined(sheet_of((*HEADERS, "Deltagare", "E-post deltagare"), [row]))
    assert [(person.name, person.email) for person in only(found).participants] == [
        (None, "ann@example.com"),
        (None, "ben@example.com"),
    ]
    assert warnings(found.issues) == [("names_unpaired", "E2")]
    assert "one name for each" in message(found.issues, "names_unpaired")


@pytest.mark.parametrize(
    "name", ["Mr & Mrs Khan", "Herr und Frau Khan", "M. et Mme Khan", "Mr, Mrs Khan", "Mr; Mrs Khan"]
)
def test_the_name_of_a_couple_is_given_to_neither_of_two_addresses(name: str) -> None:
    found = examined(sheet_of((*HEADERS, "Deltagare", "E-post deltagare"), [(*MEETING, name, SEVERAL[0])]))
    assert [(person.name, person.email) for person in only(found).participants] == [
        (None, "ann@example.com"),
        (None, "ben@example.com"),
    ]
    assert (errors(found.issues), warnings(found.issues)) == ([], [("names_unpaired", "E2")])


def test_to_one_address_it_is_given_whole() -> None:
    rows = [(*MEETING, "Mr & Mrs Khan", "khan@example.com"), ("Review", *MEETING[1:], NAMES[0], SEVERAL[0])]
    found = examined(sheet_of((*HEADERS, "Deltagare", "E-post deltagare"), rows))
    assert [person.name for person in meetings(found)[0].participants] == ["Mr & Mrs Khan"]
    assert "names_unpaired" not in {issue.code for issue in found.issues}


def test_a_row_with_names_and_no_addresses_beside_a_list_invites_nobody_and_says_so() -> None:
    rows = [(*MEETING, NAMES[0], SEVERAL[0]), ("Review", *MEETING[1:], "Dee Four", None)]
    found = examined(sheet_of((*HEADERS, "Deltagare", "E-post deltagare"), rows))
    assert [len(meeting.participants) for meeting in meetings(found)] == [2, 0]
    assert ("attendee_without_email", "E3") in warnings(found.issues)


def test_a_broken_address_is_the_only_thing_told_of_its_row() -> None:
    rows = [(*MEETING, NAMES[0], SEVERAL[0]), ("Review", *MEETING[1:], "Dee Four", "dee@@example.com")]
    found = examined(sheet_of((*HEADERS, "Deltagare", "E-post deltagare"), rows))
    assert (errors(found.issues), "names_unpaired" in str(found.issues)) == ([("email_malformed", "F3")], False)


def test_required_and_optional_guests_each_have_their_own_addresses() -> None:
    headers = (
        *HEADERS,
        "Required attendees",
        "Required attendees email",
        "Optional attendees",
        "Optional attendees email",
    )
    row = (*MEETING, NAMES[0], SEVERAL[0], NAMES[1], SEVERAL[1])
    meeting = only(examined(sheet_of(headers, [row])))
    assert [person.name for person in meeting.participants] == ["Ann One", "Ben Two", "Cy Three"]
    assert len(emails(meeting)) == 3


def test_a_saved_map_and_the_map_option_pair_names_with_addresses_in_the_same_way() -> None:
    headers = ["Deltagare", "E-post deltagare"]
    said = {"Deltagare": Saved("name", "board"), "E-post deltagare": Saved("attendees", "board")}
    assert map_columns(headers, [NAMES, SEVERAL], said).columns[0].of_addresses == 1
    assert (
        read({"Deltagare": NAMES, "E-post deltagare": SEVERAL}, Deltagare="attendees").columns[0].of_addresses is None
    )


@pytest.mark.parametrize(
    ("sheet", "meant"),
    [
        ({"Participants": PEOPLE, "Host email": ADDRESSES}, ["attendees", "host_email"]),
        ({"Guests": PEOPLE, "Email": ADDRESSES, "Name": ["Cy", "Dee"]}, ["attendees", "email", "name"]),
        ({"Participants": [12, 9], "Participants email": ADDRESSES}, ["ignore", "attendees"]),
        ({"Organizer": PEOPLE, "Email": ADDRESSES}, ["host_name", None]),
    ],
)
def test_names_are_not_put_to_addresses_of_others(sheet: Sheet, meant: list[str]) -> None:
    assert fields(sheet) == meant
    assert {column.of_addresses for column in read(sheet).columns} == {None}


def test_a_name_and_an_address_of_guests_side_by_side_are_one_person_where_nobody_else_is_in_the_sheet() -> None:
    rows = [(*MEETING, "Ann One", "ann@example.com"), ("Review", *MEETING[1:], "Ben Two", "ben@example.com")]
    meeting = meetings(examined(sheet_of((*HEADERS, "Attendees", "Client email"), rows)))[0]
    assert [(person.name, person.email) for person in meeting.participants] == [("Ann One", "ann@example.com")]


@pytest.mark.parametrize(
    "sheet",
    [
        {"Attendees": PEOPLE, "Notes": ["x"], "Client email": ADDRESSES},
        {"Attendees": [*PEOPLE, "Cy Three"], "Client email": ADDRESSES},
        {"Attendees": ["Ann One; Cy Three", "Ben Two"], "Client email": ADDRESSES},
        {"Students": PEOPLE, "Parent email": ADDRESSES},
        {"Attendees": PEOPLE, "Client email": ADDRESSES, "Guests": ADDRESSES},
    ],
)
def test_elsewhere_they_stay_two(sheet: Sheet) -> None:
    assert fields(sheet)[0] == "attendees"


def test_a_name_and_an_address_that_may_be_one_persons_come_with_the_way_to_say_so() -> None:
    headers = (*HEADERS, "Student", "Mother name", "Guardian email")
    rows = [(*MEETING, "Liam One", "Ann One", "ann@example.com")]
    said = message(examined(sheet_of(headers, rows)).issues, "attendee_without_email")
    assert said.endswith(
        'add one, or, if “ann@example.com” is theirs, say so when you run bulkmeet, with --map "Mother name=name" '
        '--map "Guardian email=email".'
    )


def test_beside_two_such_addresses_nobody_can_tell_whose_name_it_is() -> None:
    headers = (*HEADERS, "Student", "Mother name", "Guardian email", "Father email")
    rows = [(*MEETING, "Liam One", "Ann One", "ann@example.com", "rob@example.com")]
    assert message(examined(sheet_of(headers, rows)).issues, "attendee_without_email").endswith("; add one.")


# ---- contacts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        *(("Contact", "Email"), ("Contact", "Contact Email"), ("Ansprechpartner", "E-Mail"), ("Kontakt", "E-post")),
        ("Kontaktní osoba", "E-mail"),
        *(("Patient", "Patient email"), ("Cliente", "E-mail do cliente"), ("Bewerber/in", "E-Mail Bewerber/in")),
        *(("応募者", "応募者メール"), ("Hakija", "Hakijan sähköposti"), ("Studente", "Email studente")),
    ],
)
def test_a_contact_is_the_name_of_the_address_beside_it(headers: tuple[str, str]) -> None:
    rows = [(*MEETING, "Zoë Brand", "zoe@example.org"), ("Review", *MEETING[1:], "Joe Nunn", None)]
    first, second = meetings(examined(sheet_of((*HEADERS, *headers), rows)))
    assert [(person.name, person.email) for person in first.participants] == [("Zoë Brand", "zoe@example.org")]
    assert second.participants == ()


@pytest.mark.parametrize(
    "sheet",
    [
        {"Contact": PEOPLE, "Notes": ["x"], "Email": ADDRESSES},
        {"Contact": PEOPLE, "Email": ADDRESSES, "Name": ["Cy", "Dee"]},
        {"Contact": ["+1 415 555 0100", "+1 415 555 0101"], "Email": ADDRESSES},
        {"Contact": PEOPLE, "Attendees": SEVERAL},
        {"Emergency contact": PEOPLE, "Email": ADDRESSES},
        {"Client": PEOPLE, "Email": ADDRESSES},
        {"Client": PEOPLE, "Client email": ADDRESSES, "Contact name": ["Cy", "Dee"]},
    ],
)
def test_any_other_contact_is_not_used(sheet: Sheet) -> None:
    assert fields(sheet)[0] is None


# ---- brackets ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Participants (e-mail)", "attendees"),
        ("Uczestnicy (e-mail)", "attendees"),
        ("Teilnehmer (E-Mail-Adressen)", "attendees"),
        ("Guest (email)", "email"),
        ("Organizer (e-mail)", "host_email"),
        ("Parent (e-mail)", None),
        ("Approver (e-mail)", None),
        ("Guest (email sent)", None),
    ],
)
def test_brackets_around_the_word_for_email_change_nothing(header: str, field: str | None) -> None:
    assert fields({header: ADDRESSES}) == [field]


# ---- a second guest ----------------------------------------------------------------------------------------

ADA, MEG = ("ada@example.org", "Ada Lind"), ("meg@example.org", "Meg Boone")


def advice_of_second(people: Sequence[str], cells: Sequence[Cell]) -> str:
    """What the errors at the columns of a second guest say."""
    found = examined(sheet_of((*HEADERS, *people), [[*MEETING, *cells]]))
    return " ".join(issue.message for issue in found.issues if issue.code == "two_columns_for_field")


def test_a_second_address_and_a_second_name_are_offered_as_one_more_attendee() -> None:
    people = ("To", "Name", "CCEmail", "CCName")
    assert advice_of_second(people, (*ADA, *MEG)) == (
        "The columns “To” and “CCEmail” could both be the email: invite both when you run bulkmeet, with "
        '--map "CCEmail=attendee 2 email" --map "CCName=attendee 2 name", or leave one out, with '
        '--map "CCEmail=ignore" --map "CCName=ignore" or --map "To=ignore" --map "Name=ignore".'
    )
    said = {"CCEmail": "attendee 2 email", "CCName": "attendee 2 name"}
    meeting = only(examined(sheet_of((*HEADERS, *people), [[*MEETING, *ADA, *MEG]]), column_map=said))
    assert [(person.email, person.name) for person in meeting.participants] == [ADA, MEG]


@pytest.mark.parametrize(
    ("people", "cells"),
    [
        (("To", "Name", "CCEmail", "CCName"), (*ADA, "meg@example.org; cy@example.org", "Meg Boone")),
        (("To", "CCName", "Shelf", "Name", "Room", "CCEmail"), (*ADA, "A1", "Meg Boone", "B2", "meg@example.org")),
        (("To", "CCEmail", "Name"), ("ada@example.org", "meg@example.org", "Ada Lind")),
    ],
)
def test_lists_and_what_may_be_of_two_people_are_offered_as_lists(people: Sequence[str], cells: Sequence[Cell]) -> None:
    told = advice_of_second(people, cells)
    assert 'invite both when you run bulkmeet, with --map "CCEmail=attendees", or leave one out' in told
    assert 'with --map "CCEmail=ignore" or --map "To=ignore".' in told
    assert "attendee 2" not in told


@pytest.mark.parametrize("kept", [("To", "Name"), ("CCEmail", "CCName")])
def test_one_of_two_guests_is_left_out_as_offered_without_another_question(kept: Sequence[str]) -> None:
    people = {"To": ADA[0], "Name": ADA[1], "CCEmail": MEG[0], "CCName": MEG[1]}
    sheet = sheet_of((*HEADERS, *people), [[*MEETING, *people.values()]])
    said = dict.fromkeys(people.keys() - set(kept), "ignore")
    (person,) = only(examined(sheet, column_map=said)).participants
    assert [person.email, person.name] == [people[header] for header in kept]


def test_a_second_name_is_asked_about_by_itself_once_its_address_is_settled() -> None:
    sheet = sheet_of((*HEADERS, "To", "Name", "CCEmail", "CCName"), [[*MEETING, *ADA, *MEG]])
    found = examined(sheet, column_map={"To": "email"})
    assert [issue.column for issue in found.issues if issue.code == "two_columns_for_field"] == ["CCName"]
