"""Marks and words for the same as above: no title, no host and no guest, in whatever column they stand."""

import pytest

from bulkmeet.cells.dittos import points_above
from bulkmeet.columns.fields import Field
from bulkmeet.model import Status
from tests.sheets import columns_of, errors, examined, sheet_of, statuses, table

HEADERS = (
    *("Title", "Start", "End", "Host email", "Attendees", "Host name", "Meeting key", "Time zone", "Recurrence"),
    *("Attendee 1 first name", "Attendee 1 last name", "Attendee 1 email", "Cancelled"),
)
ROW = (
    *("Lab", "2027-09-10 10:00", "2027-09-10 11:00", "jo@example.com", "ann@example.com", "Jo Bell", "L1"),
    *("Europe/Paris", "weekly", "Ben", "Okafor", "ben@example.com", "No"),
)
OTHER = ("Chem", "2027-09-11 10:00", "2027-09-11 11:00", *ROW[3:6], "L2", *ROW[7:])
MARKS = ('"', "″", "〃", "„", "''", ",,", '-"-', "- „ -", "-//-", "↑", "^")
WORDS = (
    *("ditto", "Ditto.", "do.", "ditto above", "same title", "desgl.", "- do -", "same as row 2"),
    *("j.w.", "s.o.", "idem", "dito", "same", "same as above", "(as above)", "wie oben", "同上"),
)


@pytest.mark.parametrize("header", HEADERS)
def test_a_ditto_mark_is_an_error_in_every_column(header: str) -> None:
    second = ["〃" if name == header else cell for name, cell in zip(HEADERS, ROW, strict=True)]
    found = examined(sheet_of(HEADERS, [OTHER, second]))
    at = f"{'ABCDEFGHIJKLM'[HEADERS.index(header)]}3"
    assert [cell for _, cell in errors(found.issues)] == [at]
    assert any("“〃” points to another row" in issue.message for issue in found.issues)
    assert statuses(found) == {2: Status.PENDING, 3: Status.INVALID}


@pytest.mark.parametrize("text", [*MARKS, *WORDS])
@pytest.mark.parametrize("header", ["Title", "Start", "Attendees"])
def test_one_rule_knows_every_mark(header: str, text: str) -> None:
    second = [text if name == header else cell for name, cell in zip(HEADERS, ROW, strict=True)]
    found = examined(sheet_of(HEADERS, [OTHER, second]))
    assert [cell for _, cell in errors(found.issues)] == [f"{'ABCDEFGHIJKLM'[HEADERS.index(header)]}3"]


@pytest.mark.parametrize(
    "text",
    [
        "Do",
        "Ditto Music",
        "Idem and more",
        "'",
        "/",
        ",",
        "-",
        '""',
        "id",
        "A",
        '"A"',
        "JW",
        "J.W.",
        "C.S.",
        "S.O.",
        "EBD",
        "ID.",
    ],
)
def test_what_only_looks_like_one_points_nowhere(text: str) -> None:
    assert not points_above(text)


def test_a_surname_may_be_such_a_word() -> None:
    second = [{"Okafor": "Dito"}.get(cell, cell) for cell in ROW]
    found = examined(sheet_of(HEADERS, [OTHER, second]))
    assert not errors(found.issues)
    assert "Ben Dito" in {person.name for person in found.parts[1].meeting.participants}  # type: ignore[union-attr]


def test_dittos_say_nothing_of_what_a_column_is_for() -> None:
    sheet = table("""
        Title | Start | End | Trainer
        Lab | 2027-09-10 10:00 | 2027-09-10 11:00 | jo@example.com
        Chem | 2027-09-10 12:00 | 2027-09-10 13:00 | "
        Bio | 2027-09-10 14:00 | 2027-09-10 15:00 | ditto
        Art | 2027-09-10 16:00 | 2027-09-10 17:00 | do.
    """)
    assert columns_of(sheet).columns[3].field is Field.HOST_EMAIL
    found = examined(sheet)
    assert errors(found.issues) == [("points_to_another_row", cell) for cell in ("D3", "D4", "D5")]
    assert statuses(found)[2] is Status.PENDING
    assert found.issues[0].message == '“"” points to another row; type here what it stands for, in every row.'


def test_thursday_cut_short_stays_a_weekday() -> None:
    sheet = table("""
        Title | Tag | Datum | Beginn | Ende | Host email
        Lab | Mi. | 2027-09-15 | 10:00 | 11:00 | jo@example.com
        Chem | Do. | 2027-09-16 | 10:00 | 11:00 | jo@example.com
    """)
    assert not errors(examined(sheet).issues)


@pytest.mark.parametrize(("name", "is_error"), [("Same", False), ("same as above", True), ("″", True)])
def test_only_a_single_word_may_be_a_hosts_name(name: str, is_error: bool) -> None:
    second = [{"Jo Bell": name}.get(cell, cell) for cell in ROW]
    assert bool(errors(examined(sheet_of(HEADERS, [OTHER, second])).issues)) is is_error
