"""Who sees a patient hosts the meeting, by whatever word a practice has for it; a doctor may be called upon, too."""

from collections.abc import Sequence

import pytest

from bulkmeet.columns.fields import Field, Mapping
from bulkmeet.columns.mapping import map_columns
from bulkmeet.model import Cell

DOCTORS: Sequence[Cell] = ["a.lemaire@example.com", "m.petit@example.com"]
PATIENTS: Sequence[Cell] = ["ana@example.com", "ben@example.com"]


def read(*columns: tuple[str, Sequence[Cell]]) -> Mapping:
    """How the columns are read beside a title, a start and an end."""
    known: list[tuple[str, Sequence[Cell]]] = [
        ("Title", ["Check-up", "First visit"]),
        ("Start", ["2026-09-10 10:00", "2026-09-11 10:00"]),
        ("End", ["11:00", "11:00"]),
    ]
    headers, cells = zip(*known, *columns, strict=True)
    return map_columns(headers, cells, {})


@pytest.mark.parametrize(
    "header",
    [
        *(
            "E-mail praticien",
            "E-mail du praticien",
            "E-mail de la praticienne",
            "E-mail médecin",
            "Courriel du médecin",
        ),
        *(
            "Provider email",
            "Practitioner e-mail",
            "Doctor email",
            "Doctor's email",
            "Physician email",
            "Doctor (email)",
        ),
        *("Clinician email", "Therapist email", "Behandler E-Mail", "E-Mail Behandler", "E-Mail des Behandlers"),
        *("E-Mail Behandlerin", "E-Mail Arzt", "Arzt E-Mail", "E-Mail Therapeut", "Email medico", "Email del medico"),
        *("Correo del médico", "Correo médico", "E-mail do médico", "E-mail terapeuta", "E-mail behandelaar"),
        *("E-mail lekarza", "E-mail lékaře", "E-post läkare", "E-mail behandler", "Lääkärin sähköposti", "医師メール"),
    ],
)
def test_the_address_of_a_practitioner_is_the_hosts_in_every_language(header: str) -> None:
    found = read(("Patient", ["Ana Ruiz", "Ben Okafor"]), ("Patient email", PATIENTS), (header, DOCTORS))
    assert [column.header for column in found.of(Field.HOST_EMAIL)] == [header]
    assert not [issue for issue in found.issues if issue.severity == "error"]


@pytest.mark.parametrize("header", ["Praticien", "Médecin", "Doctor", "Behandler", "Medico", "Médico", "Arzt"])
def test_beside_it_the_practitioners_name_is_the_hosts_name(header: str) -> None:
    found = read((header, ["Dr Anne Lemaire", "Dr Marc Petit"]), ("Provider email", DOCTORS))
    assert [column.header for column in found.of(Field.HOST_NAME)] == [header]
    assert read((header, DOCTORS)).of(Field.HOST_EMAIL)


@pytest.mark.parametrize("header", ["Doctor email", "Doctor", "Email medico", "Médecin"])
def test_a_doctor_beside_another_host_is_asked_about(header: str) -> None:
    found = read(("Rep email", PATIENTS), (header, DOCTORS))
    assert [column.header for column in found.of(Field.HOST_EMAIL)] == ["Rep email"]
    (asked,) = [issue.message for issue in found.issues if issue.severity == "error"]
    assert f'"{header}=attendees"' in asked
