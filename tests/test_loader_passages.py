"""Rows and columns of a sheet that are no meetings: sums, lines, hints, notes, and tables beside the first."""

from collections.abc import Sequence

import pytest

from bulkmeet.columns.mapping import looks_like_log
from bulkmeet.loader.table import Table, find_table
from bulkmeet.model import Cell, Row
from tests.sheets import gathered

HEADERS: tuple[Cell, ...] = ("Title", "Date", "Start time", "Duration", "Host email")
A: tuple[Cell, ...] = ("A", "2027-01-11", "09:00", 60, "jo@example.com")
B: tuple[Cell, ...] = ("B", "2027-01-12", "09:00", 30, "jo@example.com")


def read(*rows: Sequence[Cell]) -> Table:
    """The table in the rows; an empty one is a blank row."""
    return find_table(gathered(Row(n, tuple(row)) for n, row in enumerate(rows, 1) if row), delimited=False)


def titles(table: Table) -> list[Cell]:
    return [row.cells[0] for row in table.rows]


def told(table: Table) -> list[tuple[str, str, int | None]]:
    return [(issue.code, issue.severity, issue.row) for issue in table.issues]


# ---- rows --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("Subtotal Tuesday", None, None, 90), "totals_row"),
        (("Total for the week", 2, None, 90), "totals_row"),
        (("Termine gesamt", 6), "totals_row"),
        (("Meetings total:", None, None, "1,250.5"), "totals_row"),
        (("Réunions au total", 6), "totals_row"),
        (("Spotkania razem", None, None, 90), "totals_row"),
        (("Yhteensä tunteja", None, None, 90), "totals_row"),
        (("参加者合計", 12), "totals_row"),
        (("Total de inscritos",), "totals_row"),
        (("Total tutorías: 5",), "totals_row"),
        (("Total meetings = 5",), "totals_row"),
        (("Meetings total: 12",), "totals_row"),
        (("Total hours: 7.5 h",), "totals_row"),
        (("Summe der Stunden", None, None, None), "totals_row"),
        (("---",), "rule_row"),
        (("***", "***", None, "====="), "rule_row"),
        (("text", "dd/mm/yyyy", "hh:mm", "minutes", "email"), "hint_row"),
        ((None, "(YYYY-MM-DD)"), "hint_row"),
    ],
)
def test_a_row_that_is_no_meeting_is_passed_over_and_named(row: Sequence[Cell], code: str) -> None:
    found = read(HEADERS, A, row, B)
    assert titles(found) == ["A", "B"]
    assert told(found) == [(code, "warning", 3)]


@pytest.mark.parametrize(
    "row",
    [
        ("Total rewards", "2027-01-12", "10:00", 60),
        ("Total rewards", None, None, None, "ann@example.com"),
        ("Total rewards", None, None, 60, "Ann"),
        ("Review of the total", "2027-01-12", "10:00", 60),
        ("Termine gesamt", None, "10:00"),
        ("Total of what is left", "2027-01-12"),
        ("Kick-off sum", None, None, 60, "jo@example.com"),
        ("Gesamtschule", 6),
        ("Total rewards",),
        ("Total rewards: Q1",),
        ("Total rewards: 5", "2027-01-12"),
        ("Total rewards: 5", None, None, None, "ann@example.com"),
        ("-", "2027-01-12"),
        ("hh", "2027-01-12"),
    ],
)
def test_a_row_that_may_be_a_meeting_or_a_person_stays(row: Sequence[Cell]) -> None:
    found = read(HEADERS, A, row, B)
    assert titles(found) == ["A", row[0], "B"]
    assert not found.issues


def test_notes_of_several_cells_below_a_blank_row_are_passed_over_and_named() -> None:
    found = read(HEADERS, A, (), ("Notes:",), ("Please bring pens", "and paper"), ("All times are local",))
    assert titles(found) == ["A"]
    assert told(found) == [("footer_row", "warning", row) for row in (4, 5, 6)]


@pytest.mark.parametrize("last", [B, (None, None, None, None, "ann@example.com"), ("Call", "5550101")])
def test_they_are_none_where_a_figure_stands_below(last: Sequence[Cell]) -> None:
    assert len(read(HEADERS, A, (), ("Notes:",), ("Pens", "paper"), last).rows) == 4


# ---- columns -----------------------------------------------------------------------------------------------


def test_a_table_beside_the_first_is_an_error_and_left_out() -> None:
    found = read((*HEADERS, None, *HEADERS), (*A, None, *B), (*[None] * 6, *A))
    assert found.headers == HEADERS
    assert titles(found) == ["A"]
    assert told(found) == [("second_table", "error", 1)]
    assert found.issues[0].cell == "G1"
    assert "columns G to K were left out" in found.issues[0].message


def test_people_behind_an_empty_column_are_read_with_a_warning() -> None:
    found = read((*HEADERS, None, "Contact", "Email"), (*A, None, "Ann", "ann@example.com"))
    assert found.rows[0].cells[7] == "ann@example.com"
    assert told(found) == [("columns_apart", "warning", 1)]
    assert "before columns G to H" in found.issues[0].message
    assert "“Email” as the people to invite" in found.issues[0].message


MEETINGS: tuple[tuple[Cell, ...], ...] = (HEADERS, A, B, ("C", "2027-01-13", "09:00", 30, "jo@example.com"))
CONTACTS: tuple[tuple[Cell, ...], ...] = (
    ("Handy numbers", "Email"),
    ("Front desk", "desk@example.com"),
    ("IT", "it@example.com"),
)


@pytest.mark.parametrize(
    ("table", "beside"),
    [
        (MEETINGS, CONTACTS),
        (MEETINGS, (*CONTACTS, ("Keys", "keys@example.com"), ("Post", "post@example.com"))),
        ([(*row, "cy@example.com" if at else "Guests") for at, row in enumerate(MEETINGS[:3])], CONTACTS),
        (MEETINGS, [("Host email",), ("zoe@example.com",)]),
        (MEETINGS, [("Holidays", "Start"), ("Bank holiday", "2027-05-03")]),
        (MEETINGS, [("Room", "Cancelled"), ("Library", "yes")]),
        (
            MEETINGS[:1] + MEETINGS[1:] * 3,
            [("Room", None, "Email"), *[("2.04",)] * 9, ("Hall", None, "hall@example.com")],
        ),
    ],
    ids=["shorter", "longer", "as_long_and_people_on_both_sides", "hosts", "times", "status", "behind_two"],
)
def test_another_list_behind_an_empty_column_holds_everything(
    table: Sequence[Sequence[Cell]], beside: Sequence[Sequence[Cell]]
) -> None:
    width = len(table[0])
    wide = [(*row, *[None] * (width + 1 - len(row))) for row in table] + [(None,) * (width + 1)] * len(beside)
    height = max(len(table), len(beside))
    found = read(*[(*left, *right) for left, right in zip(wide, (*beside, *[()] * height), strict=False)][:height])
    assert ("columns_apart", "error", 1) in told(found)


def test_it_is_told_what_would_be_read_of_that_list_and_what_to_do() -> None:
    rows = [(*row, None, *contact) for row, contact in zip(MEETINGS, (*CONTACTS, (None, None)), strict=True)]
    (issue,) = read(*rows).issues
    assert issue.cell == "H1"
    for words in (
        *("Columns G to H stand apart", "“Email” (“desk@example.com” and “it@example.com”) as the people to invite"),
        *("Move that list to a sheet of its own", "delete the empty column F"),
    ):
        assert words in issue.message


def test_a_list_to_the_left_of_the_table_is_named_not_the_table() -> None:
    rows = [(*contact, None, *row) for row, contact in zip(MEETINGS, (*CONTACTS, (None, None)), strict=True)]
    (issue,) = read(*rows).issues
    assert issue.cell == "B1"
    assert "Columns A to B stand apart" in issue.message
    assert "delete the empty column C" in issue.message


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        (("Name", "Email"), [("Ann", "ann@example.com"), ("Ben", "ben@example.com"), ("Cy", "cy@example.com")]),
        (("Attendee 1 email", None, "Attendee 2 email"), [("ann@example.com", None, "ben@example.com")] * 2 + [()]),
        (("Internal remarks",), [("bring pens",)]),
    ],
    ids=["in_every_row", "one_more_person", "not_used"],
)
def test_an_empty_column_within_the_table_holds_nothing(
    headers: Sequence[Cell], cells: Sequence[Sequence[Cell]]
) -> None:
    rows = [(*row, None, *more) for row, more in zip(MEETINGS, (headers, *cells, (), ()), strict=False)]
    notes = [(), ("All times are those of the office.",), ("Total", None, None, 120)]
    assert "error" not in [severity for _, severity, _ in told(read(*rows, *notes))]


@pytest.mark.parametrize(
    "header",
    ["Internal remarks", "bulkmeet_status"],
)
def test_what_nobody_reads_may_stand_behind_an_empty_column(header: str) -> None:
    assert not read((*HEADERS, None, header), (*A, None, "x")).issues


def test_a_column_without_a_header_that_holds_something_parts_nothing() -> None:
    assert not read((*HEADERS, None, "Email"), (*A, "x", "ann@example.com")).issues


@pytest.mark.parametrize(
    "note",
    [
        "Dates may change. Write to the school: desk@example.com",
        "Questions: desk@example.com or room 4",
        "Fragen an desk@example.com",
        "Ring the Desk: desk@example.com",
        "Questions? desk@example.com",
    ],
)
def test_a_sentence_with_an_address_below_the_table_is_a_note(note: str) -> None:
    found = read(HEADERS, A, B, (), (note,))
    assert titles(found) == ["A", "B"]
    assert told(found) == [("footer_row", "warning", 5)]


@pytest.mark.parametrize(
    "person",
    [
        *(
            "ann@example.com",
            "Ann Lee <ann@example.com>",
            "Ann Lee ann@example.com",
            "Ann van der Lee (ann@example.com)",
        ),
        *("ann@example.com, ben@example.com", "the office of Ann <ann@example.com>", "Guest: ann@example.com"),
    ],
)
def test_a_person_alone_in_a_row_stays(person: str) -> None:
    assert titles(read(HEADERS, A, B, (), (None, None, None, None, person)))[2:] == [None]


# ---- a second table below a blank row ----------------------------------------------------------------------

LIST = ("Amt", "Kennung", "Kanal", "Zugang")


def test_unknown_headers_below_a_blank_row_that_stand_over_values_begin_a_second_table() -> None:
    found = read(HEADERS, A, (), LIST, ("Kasse", "ada@example.com", "4", "2027-01-11"), B)
    assert titles(found) == ["A"]
    assert told(found) == [("second_table", "error", 4)]


@pytest.mark.parametrize(
    "rows",
    [
        (HEADERS, A, LIST, B),
        (HEADERS, A, (), LIST, ("Kasse", "offen", "offen", "offen")),
        (HEADERS, A, (), ("Review", "tba", "tba", "an hour"), B),
        (HEADERS, A, (), ("Review of the year and of whatever else there is to say", "tba", "soon", "short"), B),
        (HEADERS, A, (), LIST),
    ],
)
def test_texts_that_need_not_be_headers_stay_in_the_table(rows: Sequence[Sequence[Cell]]) -> None:
    assert [issue.code for issue in read(*rows).issues] == []


@pytest.mark.parametrize(
    "headers",
    [
        ("Name (Originalname)", "Benutzer-E-Mail", "Beitrittszeit", "Beendigungszeit", "Dauer (Minuten)", "Gast"),
        ("Nom (nom d\u2019origine)", "E-mail", "Heure d\u2019arrivée", "Heure de départ", "Durée", "Invité"),
        ("Nombre", "Correo", "Hora de entrada", "Hora de salida", "Duración", "Invitado"),
        ("Nome", "E-mail", "Ora di ingresso", "Ora di uscita", "Durata", "Ospite"),
        ("Nome", "E-mail", "Hora de entrada", "Hora de saída", "Duração", "Convidado"),
        ("Naam", "E-mail", "Deelnametijd", "Vertrektijd", "Duur", "Gast"),
        ("名前", "メール", "参加時刻", "退出時刻", "期間", "ゲスト"),
    ],
)
def test_who_came_and_went_below_the_meeting_shows_a_log_in_every_language(headers: Sequence[str]) -> None:
    person = ("Ada Roe", "ada@example.com", "2026-01-12 10:00", "2026-01-12 10:40", 40, "-")
    found = read(HEADERS, A, (), headers, person)
    assert told(found) == [("second_table", "error", 4)]
    assert looks_like_log(headers) == "this is a log of past attendance, not a schedule"
