"""Exports of boards, as monday.com writes them: groups, subitems, and a summary below each group."""

from collections.abc import Sequence

import pytest

from bulkmeet.loader.table import Table, find_table
from bulkmeet.model import Cell, Row
from tests.sheets import gathered

HEADERS = ("Name", "Subitems", "Date", "Start time", "Owner email")
SUBITEMS = ("Subitems", "Name", "Owner", "Date", "Status")


def read(*rows: Sequence[Cell]) -> Table:
    """The table in the rows; an empty one is a blank row."""
    numbered = (Row(number, tuple(row)) for number, row in enumerate(rows, 1) if row)
    return find_table(gathered(numbered), delimited=False)


def item(name: str | None, day: str = "2027-01-11") -> tuple[Cell, ...]:
    return (name, None, day, "09:00", "jo@example.com")


def told(table: Table) -> list[tuple[str, int | None]]:
    return [(issue.code, issue.row) for issue in table.issues]


def test_the_items_of_all_groups_are_read_and_the_rest_is_named() -> None:
    found = read(
        ["This week"],
        HEADERS,
        item("Ana"),
        SUBITEMS,
        (None, "Prep", "Ann", "2027-01-10", "Done"),
        (None, "Debrief", "Ann", None, None),
        item("Ben"),
        (None, None, "2027-01-11 to 2027-01-12", "2 / 2"),
        (),
        ["Next week"],
        HEADERS,
        item("Cy"),
    )
    assert [row.cells[0] for row in found.rows] == ["Ana", "Ben", "Cy"]
    assert told(found) == [
        ("row_above_headers", 1),
        ("group_title", 10),
        ("subitems", 4),
        ("totals_row", 8),
        ("repeated_header", 11),
    ]
    assert "rows 4 to 6, which hold subitems" in found.issues[2].message
    assert "row 8, which holds summaries" in found.issues[3].message


def test_a_row_that_may_be_a_person_is_never_taken_for_a_summary() -> None:
    person = (None, None, None, None, "ann@example.com")
    found = read(HEADERS, item("Ana"), person, (), HEADERS, item("Ben"), (None, None, "Ann"), (), HEADERS, item("Cy"))
    assert [row.number for row in found.rows] == [2, 3, 6, 7, 10]


def test_without_groups_nothing_is_a_summary_or_a_title() -> None:
    found = read(HEADERS, item("Ana"), ["Lunch"], item("Ben"), (None, None, "2027-01-11"))
    assert [row.number for row in found.rows] == [2, 3, 4, 5]
    assert not found.issues


def test_a_meeting_called_subitems_is_one() -> None:
    found = read(HEADERS, item("Subitems"), item("Ben"))
    assert [row.number for row in found.rows] == [2, 3]


PAGES = ("Title", "Start", "End", "Email")
MEETING = ("Alpha", "2031-01-06 10:00", "11:00", "jo@example.com")


def test_two_groups_with_titles_and_headers_show_a_board_of_any_kind() -> None:
    found = read(PAGES, MEETING, (), ["Next week"], PAGES, MEETING, (), ["Later"], PAGES, MEETING)
    assert [row.number for row in found.rows] == [2, 6, 10]
    assert [row for code, row in told(found) if code == "group_title"] == [4, 8]


@pytest.mark.parametrize(
    "rows",
    [
        [["Budget review"], PAGES, MEETING],
        [(), ["Budget review"], PAGES, MEETING],
        [["Budget review"], PAGES, MEETING, ["Audit"], PAGES, MEETING],
        [(None, "2031-01-07", "45"), (), PAGES, MEETING],
        [(), ["Monday, 6 January 2031"], PAGES, MEETING, (), ["Tuesday, 7 January 2031"], PAGES, MEETING],
    ],
    ids=["a title", "a title below a gap", "two titles", "dates and numbers", "days"],
)
def test_headers_again_on_each_page_make_no_board(rows: list[Sequence[Cell]]) -> None:
    found = read(PAGES, MEETING, *rows)
    assert len(found.rows) == sum(1 for row in rows if row and row != PAGES) + 1
    assert {code for code, _ in told(found)} == {"repeated_header"}


def test_an_item_with_a_name_alone_stays_in_a_board() -> None:
    found = read(HEADERS, item("Ana"), ["Ben"], HEADERS, item("Cy"))
    assert [row.cells[0] for row in found.rows] == ["Ana", "Ben", "Cy"]
