"""References in a column that nobody uses, shared by rows that became two meetings: pointed out, with the way out."""

from typing import Any

import pytest

from bulkmeet.model import Cell
from tests.sheets import errors, examined, meetings, message, only, sheet_of, warnings

HEADERS = ("Title", "Start", "End", "Host email", "Guest email")
HOST = "ana@example.com"


def row(title: str, clock: str, guest: str, reference: Cell) -> tuple[Cell, ...]:
    return title, f"2026-09-10 {clock}:00", f"2026-09-10 {clock}:30", HOST, f"{guest}@example.com", reference


ROWS = [
    row("Roof", "09", "bo", "M-01"),
    row("Roof", "09", "cy", "M-01"),
    row("Floor", "15", "lia", "M-04"),
    row("Floor", "17", "gil", "M-04"),
    row("Walls", "11", "dee", "M-05"),
]


def told(header: str, rows: list[tuple[Cell, ...]], **options: Any) -> list[tuple[str, str | int | None]]:
    found = examined(sheet_of((*HEADERS, header), rows), **options)
    assert errors(found.issues) == []
    return [place for place in warnings(found.issues) if place[0] == "reference_apart"]


@pytest.mark.parametrize("header", ["ref", "Ref.", "Reference", "Booking ref", "Meeting ref #", "Booking no.", "Réf."])
def test_a_reference_of_two_meetings_is_pointed_out_where_another_holds_rows_together(header: str) -> None:
    assert told(header, ROWS) == [("reference_apart", "F4")]


@pytest.mark.parametrize("header", ["No.", "ID", "Nr.", "#"])
def test_numbers_of_anything_are_no_references(header: str) -> None:
    assert told(header, ROWS) == []


def test_the_warning_says_what_would_hold_the_rows_together() -> None:
    found = examined(sheet_of((*HEADERS, "ref"), ROWS))
    assert len(meetings(found)) == 4
    sentence = message(found.issues, "reference_apart")
    for part in ("Row 5", "“M-04”", "“ref”", "“M-01”", '--map "ref=key"'):
        assert part in sentence


def test_said_to_be_the_key_it_holds_them_together() -> None:
    found = examined(sheet_of((*HEADERS, "ref"), ROWS[2:4]), column_map={"ref": "key"})
    assert ("rows_contradict", "B3") in errors(found.issues)
    rows = [ROWS[2], (*ROWS[2][:4], "gil@example.com", "M-04")]
    assert len(only(examined(sheet_of((*HEADERS, "ref"), rows), column_map={"ref": "key"})).participants) == 2


@pytest.mark.parametrize(
    "references",
    [
        ("1", "2", "3", "4", "5"),
        ("7", "7", "7", "7", "7"),
        ("1", "1", "7", "7", "7"),
        ("1", "2", "7", "7", "3"),
        ("1", "2", "1", "2", "3"),
        ("1", "1", "2", "3", "4"),
        ("1", "1", "n/a", "n/a", "2"),
        ("1", "1", None, None, "2"),
    ],
)
def test_what_is_no_key_of_the_others_is_passed_over(references: tuple[Cell, ...]) -> None:
    assert told("ref", [(*one[:-1], reference) for one, reference in zip(ROWS, references, strict=True)]) == []


@pytest.mark.parametrize("header", ["Room no.", "Pupil ID", "Course ref", "Number of guests", "Refund"])
def test_a_number_of_anything_else_may_stand_for_several_meetings(header: str) -> None:
    assert told(header, ROWS) == []


def test_where_its_owner_said_that_it_says_nothing_that_is_so() -> None:
    assert told("ref", ROWS, column_map={"ref": "ignore"}) == []


def test_neither_is_anything_said_where_the_sheet_has_a_key_or_only_hosts_differ() -> None:
    keyed = [(*one, f"k{one[0]}{str(one[1])[11:13]}") for one in ROWS]
    found = examined(sheet_of((*HEADERS, "ref", "Meeting key"), keyed))
    assert "reference_apart" not in {issue.code for issue in found.issues}
    hosts = [(*one[:3], f"host{place if place > 1 else 0}@example.com", *one[4:]) for place, one in enumerate(ROWS)]
    alike = [(one[0], *ROWS[2][1:3], *one[3:]) if one[0] == "Floor" else one for one in hosts]
    assert len(meetings(examined(sheet_of((*HEADERS, "ref"), alike)))) == 4
    assert told("ref", alike) == []
