"""Headers that say of several people that they come: plural addresses, people invited, people enrolled."""

from collections.abc import Sequence

import pytest

from bulkmeet.columns.fields import Column, Field
from bulkmeet.columns.mapping import map_columns
from bulkmeet.model import Cell
from tests.sheets import emails, errors, examined, meetings, only, sheet_of

HEADERS = ["Title", "Start", "End", "Host email"]
ROW = ["Lab", "2026-09-10 10:00", "11:00", "jo@example.com"]
SEVERAL: list[Cell] = ["ana@example.com, ben@example.com", "eve@example.com"]
EACH_ONE: list[Cell] = ["ana@example.com", "ben@example.com"]


def read(header: str, cells: Sequence[Cell], *others: tuple[str, Sequence[Cell]]) -> Column:
    """How a column is read among those that every meeting needs."""
    known = [(name, [cell, cell]) for name, cell in zip(HEADERS, ROW, strict=True)]
    headers, columns = zip(*known, *others, (header, cells), strict=True)
    return map_columns(headers, columns, {}).columns[-1]


@pytest.mark.parametrize(
    "header",
    [
        *("Prospect email(s)", "Email(s)", "E-Mail(s)", "Client e-mail(s)", "Mail(s)", "Courriel(s)", "Correo(s)"),
        *("Email address(es)", "E-Mail-Adresse(n)", "Teilnehmer E-Mail(s)", "Kunden E-Mails", "Pazienti e-mails"),
        *("emails", "E-Mails", "correos", "adresses", "Adressen", "Addresses", "Direcciones"),
    ],
)
def test_a_header_that_speaks_of_several_addresses_invites_all_of_a_cell(header: str) -> None:
    assert read(header, SEVERAL).field is Field.ATTENDEES
    rows = [[*ROW, SEVERAL[0]], ["Chem", "2026-09-11 10:00", *ROW[2:], SEVERAL[1]]]
    found = examined(sheet_of([*HEADERS, header], rows))
    assert errors(found.issues) == []
    assert list(map(emails, meetings(found))) == [["ana@example.com", "ben@example.com"], ["eve@example.com"]]


def test_a_plural_in_brackets_beside_a_name_is_still_the_address_of_that_one_person() -> None:
    found = examined(sheet_of([*HEADERS, "Prospect name", "Prospect email(s)"], [[*ROW, "Ana Ruiz", EACH_ONE[0]]]))
    assert [(one.name, one.email) for one in only(found).participants] == [("Ana Ruiz", "ana@example.com")]


def test_a_plural_in_brackets_over_single_addresses_stays_one_persons() -> None:
    assert read("Prospect email(s)", EACH_ONE).field is Field.EMAIL


@pytest.mark.parametrize("header", ["adresses", "Adressen", "Addresses", "Direcciones"])
def test_addresses_of_houses_invite_nobody(header: str) -> None:
    assert read(header, ["12 Mill Lane", "3 High Street"]).field is not Field.ATTENDEES


@pytest.mark.parametrize(
    "header",
    [
        *("Famílias convidadas", "Familias invitadas", "Familles invitées", "Famiglie invitate", "Invited families"),
        *("Eingeladene Eltern", "Eingeladene Personen", "Uitgenodigde ouders", "Parents invited", "Pais convocados"),
        *("Iscritti", "Inscrits", "Inscrit(e)s", "Inscritos", "Enrolled", "Angemeldete", "Ingeschrevenen", "Zapisani"),
        *("Enrolled students", "Students enrolled", "Anmälda", "Påmeldte", "Tilmeldte", "Matriculados", "Zaproszone"),
        *("Iscritti (e-mail)", "E-mail iscritti", "Angemeldete Teilnehmer", "Приглашённые родители"),
    ],
)
def test_people_said_to_be_invited_or_enrolled_are_guests(header: str) -> None:
    assert read(header, SEVERAL).field is Field.ATTENDEES


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        *(("Iscritti", ["12", "7"]), ("Enrolled", ["yes", "no"]), ("Enrolled", ["2026-05-01", "2026-05-02"])),
        *(("Invited by", EACH_ONE), ("Invited on", ["2026-05-01", "2026-05-02"]), ("Enrolled by", EACH_ONE)),
    ],
)
def test_how_many_are_enrolled_and_who_did_it_invites_nobody(header: str, cells: Sequence[Cell]) -> None:
    assert read(header, cells).field not in {Field.ATTENDEES, Field.EMAIL}


def test_in_a_list_of_registrations_it_is_asked_whether_who_is_enrolled_comes() -> None:
    registered = ("Enrolment date", ["2026-05-01", "2026-05-02"])
    assert read("Enrolled", EACH_ONE, registered).by_likeness
    assert not read("Invited families", EACH_ONE, registered).by_likeness
