"""Headers that only say “time” in some language, which may be a length: told by cells that can be nothing but hours."""

from collections.abc import Sequence

import pytest

from bulkmeet.columns.fields import Field
from bulkmeet.columns.mapping import map_columns
from bulkmeet.model import Cell
from tests.sheets import errors, examined, meetings, sheet_of, shown

SPANS: Sequence[Cell] = ["14.00\u201315.30 Uhr", "07.30\u201308.00 Uhr", "14.00 \u2013 16.00 Uhr"]


def read(header: str, cells: Sequence[Cell], *others: tuple[str, Sequence[Cell]]) -> Field | None:
    headers, columns = zip(("Titel", ["Rat", "Team"]), ("Datum", ["12.01.2027"]), *others, (header, cells), strict=True)
    return map_columns(headers, columns, {}).columns[-1].field


def test_german_spans_with_dots_are_the_time_of_each_dated_row() -> None:
    rows: list[list[Cell]] = [
        ["Di, 12.01.2027", SPANS[0], "Fachrat", "jo@example.com"],
        ["Do, 14.01.2027", SPANS[1], "Kreis", "jo@example.com"],
        ["Di, 30.03.2027", SPANS[2], "Fachrat", "jo@example.com"],
        ["Di, 06.04.2027", "ganzer Tag", "Ausflug", "jo@example.com"],
    ]
    found = examined(sheet_of(["Datum", "Zeit", "Thema", "E-Mail Gastgeber"], rows), timezone="Europe/Zurich")
    assert [(shown(one.start, one.zone), shown(one.end, one.zone)[-5:]) for one in meetings(found)] == [
        ("2027-01-12 14:00", "15:30"),
        ("2027-01-14 07:30", "08:00"),
        ("2027-03-30 14:00", "16:00"),
    ]
    assert {row for _, row in errors(found.issues)} == {"B5"}


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        *(("Zeit", SPANS), ("Zeiten", ["9-10 Uhr"]), ("Zeitfenster", ["9:00-10:00", "10:00-11:00"])),
        *(("Time slot", ["9:00 - 10:00"]), ("Times", ["9am-10am"]), ("Créneau horaire", ["9h30-10h"])),
        *(("Horarios", ["9:00-10:00"]), ("Orari", ["9.00-10.00"]), ("Tijden", ["9.00-10.00 uur"])),
        *(("Godziny", ["9:00-10:00"]), ("Tidsrum", ["9.00-10.00"]), ("Zeit", ["14.00 Uhr", "8 Uhr"])),
    ],
)
def test_spans_and_hours_that_say_so_need_no_question(header: str, cells: Sequence[Cell]) -> None:
    assert read(header, cells) is Field.START_TIME


def test_a_bare_time_may_be_how_long_unless_something_else_says_that() -> None:
    assert read("Zeit", ["1:30", "0:45"]) is None
    assert read("Zeit", ["14:00", "9:30"], ("Dauer", ["45 min"])) is Field.START_TIME
    assert read("Zeit", ["90", "45"], ("Dauer", ["45 min"])) is None


def test_without_a_day_beside_it_a_range_may_be_of_anything() -> None:
    assert map_columns(["Thema", "Zeiten"], [["Rat"], SPANS], {}).columns[1].field is None


def test_a_column_that_is_called_the_start_goes_before_it() -> None:
    assert read("Zeit", SPANS, ("Beginn", ["14:00", "7:30"])) is Field.IGNORE


@pytest.mark.parametrize(
    "clocks", [("10-15", "14-00", "15-20"), ("9-10", "10-12", "13-45"), ("10-15", "11-20", "9-30")]
)
def test_hours_with_their_minutes_behind_a_dash_are_no_spans(clocks: Sequence[str]) -> None:
    headers = ("Title", "Date", "Start time", "Host email")
    rows = [("A", f"2027-04-1{at}", clock, "jo@example.com") for at, clock in enumerate(clocks)]
    assert {part.meeting for part in examined(sheet_of(headers, rows)).parts} == {None}


def test_hours_alone_are_spans_where_none_can_be_minutes() -> None:
    headers = ("Title", "Date", "Start time", "Host email")
    rows = [("A", f"2027-04-1{at}", clock, "jo@example.com") for at, clock in enumerate(("9-10", "10-12", "13-15"))]
    assert None not in {part.meeting for part in examined(sheet_of(headers, rows)).parts}
