"""Headers with a slip of the pen: read by likeness where that is safe, pointed out, and never taken silently."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulkmeet.columns.fields import Field
from bulkmeet.columns.likeness import fits, likeness_of
from bulkmeet.columns.mapping import map_columns
from bulkmeet.columns.synonyms import BY_NAME
from bulkmeet.model import Cell
from tests.test_columns import ADDRESSES, CLOCKS, DAYS, MOMENTS, PEOPLE, codes, fields, only, read

TITLES: list[Cell] = ["Kickoff", "Review"]
ZONES: list[Cell] = ["UTC", "Europe/Berlin"]


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Strat time", CLOCKS, "start_time"),
        ("Strat time", MOMENTS, "start"),
        ("Sart date", DAYS, "start_date"),
        ("Meetng titel", TITLES, "title"),
        ("Subjet", TITLES, "title"),
        ("Duraton (min)", [30, 45], "duration"),
        ("Orgnizer", ADDRESSES, "host_email"),
        ("Orgnizer", PEOPLE, "host_name"),
        ("Participnat email", ADDRESSES, "email"),
        ("Timezoen", ZONES, "timezone"),
        ("Event dat", DAYS, "start_date"),
        ("Rekurrence", ["weekly"], "recurrence"),
        ("Besprechngstitel", TITLES, "title"),
    ],
)
def test_a_slip_of_the_pen_is_read_by_likeness_and_said_so(header: str, cells: Sequence[Cell], field: str) -> None:
    column = only(header, cells)
    assert (column.field, column.by_likeness) == (field, True)
    assert codes(read({header: cells})) == [("warning", "column_by_likeness", "A")]


def test_the_warning_names_header_field_and_the_map_that_confirms_or_refuses() -> None:
    mapping = read({"Strat time": MOMENTS})
    assert mapping.columns[0].how == "by likeness to “start time”, please confirm"
    assert mapping.issues[0].message == (
        "The column “Strat time” is read as start, as its header is like “start time”; "
        'when you run bulkmeet, confirm it with --map "Strat time=start", or refuse it with --map "Strat time=ignore".'
    )
    for answer in ("start", "ignore"):
        assert read({"Strat time": MOMENTS}, **{"Strat time": answer}).issues == ()


def test_likeness_keeps_the_number_of_a_person_and_says_how_to_confirm_it() -> None:
    mapping = read({"Atendee 2 emial": ADDRESSES})
    assert (mapping.columns[0].field, mapping.columns[0].person) == (Field.EMAIL, 2)
    assert '--map "Atendee 2 emial=attendee 2 email"' in mapping.issues[0].message
    assert read({"Atendee 2 emial": ADDRESSES}, **{"Atendee 2 emial": "attendee 2 email"}).issues == ()


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Oder date", DAYS),
        ("Regsitered at", MOMENTS),
        ("Modifed", MOMENTS),
        ("Reminder dat", DAYS),
        ("Invitee tme zone", ZONES),
        ("Nuber of participants", [3]),
        ("Room capcity", [30]),
    ],
)
def test_what_is_like_a_trap_is_not_used(header: str, cells: Sequence[Cell]) -> None:
    mapping = read({header: cells})
    assert mapping.columns[0].field is None
    assert codes(mapping) == [("warning", "column_not_recognised", "A")]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Send date", DAYS),  # another first letter: another word
        ("Post email", ADDRESSES),
        ("Restart time", CLOCKS),
        ("Staff time", CLOCKS),
        ("Start date 2", DAYS),
        ("Old start date", DAYS),
        ("Meeting tite", TITLES),  # as near to the meeting's time as to its title
        ("Ende time", CLOCKS),
        ("Hots", ADDRESSES),  # too short
        ("Tme", CLOCKS),
        ("Bookng id", ["a1", "a2"]),  # which rows are one meeting is nothing to take by likeness
        ("Bulkmeet statu", ["created"]),
        ("\u6240\u7528\u6642\u9593", ["30"]),
    ],
)
def test_what_may_well_be_another_word_is_not_used(header: str, cells: Sequence[Cell]) -> None:
    assert only(header, cells).field is None


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Strat time", TITLES),
        ("Meetng titel", DAYS),
        ("Meetng titel", [12, 13]),
        ("Meetng titel", ["yes", "no"]),
        ("Orgnizer", DAYS),
        ("Participnat email", PEOPLE),
        ("Duraton", ["blue", "red"]),
        ("Atendees", [3, 12]),
        ("Atendees", PEOPLE),
        ("Timezoen", ["blue"]),
        ("Strat time", ["9:00", "TBD", "?", "10:00"]),
        ("Strat time", []),
    ],
)
def test_cells_of_another_kind_speak_against_likeness(header: str, cells: Sequence[Cell]) -> None:
    assert only(header, cells).field is None


def test_likeness_takes_nothing_from_a_column_that_is_known() -> None:
    assert fields({"Title": TITLES, "Meetng titel": TITLES}) == ["title", None]
    assert fields({"Start": MOMENTS, "Strat date": DAYS}) == ["start", None]
    assert fields({"Subject": (), "Meetng titel": TITLES}) == ["title", None]


def test_likeness_fills_the_gap_that_the_known_columns_leave() -> None:
    assert fields({"Start date": DAYS, "Strat time": CLOCKS}) == ["start_date", "start_time"]
    assert fields({"Start": DAYS, "Strat time": CLOCKS}) == ["start_date", "start_time"]
    assert fields({"Metting title": TITLES, "Strat time": MOMENTS, "Duraton": ["30 min"]}) == [
        *("title", "start", "duration")
    ]


def test_two_columns_like_one_field_are_both_left_alone() -> None:
    assert fields({"Meetng title": TITLES, "Meeting titl": TITLES}) == [None, None]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(BY_NAME)), st.text("abcdeinrst ", min_size=1, max_size=2), st.integers(0, 20))
def test_likeness_never_turns_a_header_of_no_use_into_a_field(name: str, typed: str, place: int) -> None:
    header = name[:place] + typed + name[place:]
    found = likeness_of(header)
    if found is not None:
        assert found.known != header
        assert found.found.meaning is not None
        assert found.found.meaning.field is not Field.IGNORE


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["Title", "Titel x", "Strat time", "Start", "Subjet", "Meetng titel", "End", "Hosst"])))
def test_likeness_changes_no_other_column(headers: list[str]) -> None:
    examples: list[list[Cell]] = [["Kickoff"] if "T" in header or "e" in header else ["9:30"] for header in headers]
    mapping = map_columns(headers, examples, {})
    known = {column.field for column in mapping.columns if column.field and not column.by_likeness}
    assert not known & {column.field for column in mapping.columns if column.by_likeness}


def test_no_cells_are_of_no_kind() -> None:
    assert not fits(Field.TITLE, [])
    assert fits(Field.START_DATE, [*DAYS, *DAYS, "TBD"])
    assert not fits(Field.KEY, ["a"])


@pytest.mark.parametrize("header", ["Project name", "Contract name", "Custom name", "Career name", "Projekt name"])
def test_a_word_of_its_own_is_no_slip_of_the_word_for_a_person(header: str) -> None:
    mapping = read({"Title": TITLES, header: ["Operations", "Rollout"]})
    assert mapping.columns[1].field is None
    assert codes(mapping) == [("warning", "column_not_recognised", "B")]
