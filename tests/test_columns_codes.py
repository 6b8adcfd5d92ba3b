"""A column of codes, “S1” or “Session 2”, is no title where another column holds the words; alone it is told of."""

from collections.abc import Mapping, Sequence

import pytest

from bulkmeet.columns.fields import Field
from bulkmeet.examine import Examined
from bulkmeet.model import Cell
from tests.sheets import errors, examined, meetings, message, sheet_of, warnings

REST = ["Date", "Begins", "Ends", "Host email"]
CODES: Sequence[Cell] = ["S1", "S2", "S3"]
WORDS: Sequence[Cell] = ["Ward rounds", "Order entry", "Ward rounds"]


def read(*columns: tuple[str, Sequence[Cell]], column_map: Mapping[str, str] | None = None) -> Examined:
    """A sheet of those columns before the ones that say when and who."""
    headers, cells = zip(*columns, strict=True)
    rows = [
        [*row, f"2026-03-0{day}", "9:00", "10:00", "jo@example.com"]
        for day, row in enumerate(zip(*cells, strict=True), 2)
    ]
    return examined(sheet_of([*headers, *REST], rows), column_map=column_map or {})


def titles(found: Examined) -> list[str]:
    return [meeting.title for meeting in meetings(found)]


@pytest.mark.parametrize("other", ["Class", "Topic", "Course", "Subject", "Module", "Training", "Kurs"])
@pytest.mark.parametrize(
    "codes",
    [
        *(CODES, ["1", "2", "3"], [1, 2, 3], ["Session 1", "Session 2", "Session 3"], ["A1", "B1", "C2"]),
        *(["A", "B", "C"], ["EV-101", "EV-102", "EV-103"], ["#1", "#2", "#3"], ["1.1", "1.2", "2.1"]),
    ],
)
def test_codes_give_way_to_words(codes: Sequence[Cell], other: str) -> None:
    found = read(("Session", codes), (other, WORDS))
    assert titles(found) == WORDS
    assert errors(found.issues) == []
    assert found.mapping.of(Field.TITLE)[0].header == other


@pytest.mark.parametrize("session", ["Session", "Meeting", "Lesson", "Event", "Course"])
def test_whatever_column_of_what_is_held_has_the_codes(session: str) -> None:
    assert titles(read(("Class", WORDS), (session, CODES))) == WORDS


def test_a_word_that_counts_at_the_foot_takes_nothing_from_that() -> None:
    found = read(("Session", [*CODES[:2], "Trainees"]), ("Class", [*WORDS[:2], None]))
    assert titles(found) == WORDS[:2]


@pytest.mark.parametrize(("first", "second"), [("Title", "Workshop"), ("Session", "What the session is about")])
def test_where_only_the_owner_can_tell_is_asked(first: str, second: str) -> None:
    found = read((first, CODES), (second, WORDS))
    assert titles(found) == []
    assert [code for code, _ in errors(found.issues)] == ["title_of_codes"]
    told = message(found.issues, "title_of_codes")
    assert "“S1”" in told
    for header, expected in ((first, CODES), (second, WORDS)):
        assert f'--map "{header}=title"' in told
        assert titles(read((first, CODES), (second, WORDS), column_map={header: "title"})) == expected


def test_codes_that_are_all_there_is_are_told_of() -> None:
    found = read(("Session", CODES))
    assert titles(found) == CODES
    assert [code for code, _ in warnings(found.issues)] == ["title_of_codes"]
    assert "“S1”" in message(found.issues, "title_of_codes")


def test_a_plain_title_may_be_a_code() -> None:
    found = read(("Title", CODES))
    assert titles(found) == CODES
    assert warnings(found.issues) == []


@pytest.mark.parametrize(
    "cells",
    [
        *(["S1", "Ward rounds", "Order entry"], ["Session 1", "Session 2", "Session 3"], ["Year 9", "Q3", "Year 8"]),
        *(["9B", "7A", "8C"], ["Ward rounds"] * 3, ["CRM", "ERP", "EMR"]),
    ],
)
def test_titles_that_say_anything_are_no_codes(cells: Sequence[Cell]) -> None:
    found = read(("Session", cells))
    assert titles(found) == cells
    assert warnings(found.issues) == []


@pytest.mark.parametrize("other", ["Location", "Notes", "Room"])
def test_columns_that_are_no_titles_leave_the_codes_theirs(other: str) -> None:
    assert titles(read(("Session", CODES), (other, ["first floor", "second floor", "cellar"]))) == CODES


def test_who_says_what_the_title_is_is_not_asked_again() -> None:
    found = read(("Session", CODES), ("Class", WORDS), column_map={"Session": "title"})
    assert titles(found) == CODES
    assert [*warnings(found.issues), *errors(found.issues)] == []
    ignored = read(("Session", CODES), ("Class", WORDS), column_map={"Class": "ignore"})
    assert titles(ignored) == CODES


def test_several_columns_of_codes_or_one_beside_a_key_keep_no_meetings_apart() -> None:
    fields = {column.header: column.field for column in read(("Session", CODES), ("Class", WORDS)).mapping.columns}
    assert fields["Session"] == Field.KEY
    several = read(("Session", CODES), ("Lesson", ["1", "2", "3"]), ("Class", WORDS)).mapping.columns
    found = read(("Session", CODES), ("Class", WORDS), ("Meeting key", ["k1", "k2", "k3"]))
    keyed = found.mapping.columns
    assert [column.field for column in several[:2]] == [Field.IGNORE, Field.IGNORE]
    assert [column.field for column in keyed[:3]] == [Field.IGNORE, Field.TITLE, Field.KEY]
    assert [*errors(found.issues), *warnings(found.issues)] == []
