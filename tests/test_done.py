"""Columns that say that what a row holds is done: nothing is created of it, whatever else its cells say."""

import pytest

from bulkmeet.model import Cell, Status
from tests.sheets import HEADERS, errors, examined, message, messages, rows_with, sheet_of, statuses

INVALID, PENDING, SKIPPED = Status.INVALID, Status.PENDING, Status.SKIPPED


@pytest.mark.parametrize(
    ("header", "done", "open_"),
    [
        *(("Activity - Done", "Done", "To do"), ("Activity - Done", "Yes", "No"), ("Done", "Done", "To do")),
        *(("Appointment completed", True, False), ("Completed", "completed", "open"), ("Finished?", "x", None)),
        *(("Erledigt", "erledigt", "offen"), ("Abgeschlossen", "Ja", "Nein"), ("Terminé", "oui", "non")),
        *(("Tarea: hecho", "sí", "no"), ("Task is done", "Completed", "Not started"), ("完了", "完了", "未完了")),
    ],
)
def test_what_is_done_is_left_out_and_says_so(header: str, done: Cell, open_: Cell) -> None:
    found = examined(sheet_of([*HEADERS, header], rows_with(open_, done, open_)), allow_past=True)
    assert not errors(found.issues)
    assert list(statuses(found).values()) == [PENDING, SKIPPED, PENDING]
    assert messages(found)[3] == f"Not sent: “{header}” says it is done."


def test_a_word_that_says_neither_is_asked_about_at_its_row() -> None:
    sheet = sheet_of([*HEADERS, "Activity - Done"], rows_with("To do", "Done", "half", "cancelled"))
    found = examined(sheet, column_map={"Activity - Done": "cancelled"})
    assert list(statuses(found).values()) == [PENDING, SKIPPED, INVALID, SKIPPED]
    assert errors(found.issues) == [("cancelled_unreadable", "E4")]
    told = message(found.issues, "cancelled_unreadable")
    assert "does not say plainly whether this is done; write Yes or No" in told
    assert messages(found)[5] == "Not sent: “Activity - Done” says it is cancelled."


@pytest.mark.parametrize("mark", [("Status", "Confirmed"), ("Cancelled", "no")])
def test_beside_a_column_that_marks_rows_it_is_asked_about(mark: tuple[str, str]) -> None:
    rows = [(*row, mark[1]) for row in rows_with("To do", "Done")]
    sheet = sheet_of([*HEADERS, "Activity - Done", mark[0]], rows)
    found = examined(sheet)
    assert errors(found.issues) == [("done_not_used", "E1")]
    assert PENDING not in statuses(found).values()
    told = message(found.issues, "done_not_used")
    assert f"delete those rows or mark them in “{mark[0]}”" in told
    assert '--map "Activity - Done=ignore"' in told
    assert not errors(examined(sheet, column_map={"Activity - Done": "ignore"}).issues)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Homework - Done", ("Done", "To do")),
        ("Activity - Done by", ("Ana", "Yes")),
        ("Completed", (4, 12)),
        ("Attended", ("Yes", "No")),
        ("Done", ("No", None)),
    ],
)
def test_what_says_nothing_of_the_meeting_leaves_nothing_out(header: str, cells: tuple[Cell, ...]) -> None:
    found = examined(sheet_of([*HEADERS, header], rows_with(*cells)))
    assert SKIPPED not in statuses(found).values()
    assert "done_not_used" not in {code for code, _ in errors(found.issues)}


@pytest.mark.parametrize("notes", ["Notes", "Xyzzy"])
def test_what_is_not_done_yet_may_be_cancelled_all_the_same(notes: str) -> None:
    rows = [
        (*row, note) for row, note in zip(rows_with("No", "Yes", "No"), ("cancelled", None, "bring pens"), strict=True)
    ]
    found = examined(sheet_of([*HEADERS, "Activity - Done", notes], rows))
    assert statuses(found)[2] is INVALID
    assert statuses(found)[3] is SKIPPED or errors(found.issues) == [("cancelled_not_used", "F1")]


def test_the_day_on_which_it_was_deleted_is_still_asked_about() -> None:
    rows = [(*row, "2026-08-01") for row in rows_with("No", "Yes")]
    assert errors(examined(sheet_of([*HEADERS, "Activity - Done", "Deleted at"], rows)).issues) == [
        ("cancelled_not_used", "F1")
    ]
