"""Headers of exports that say first what a column is of: read by what they say then, once somebody confirms it."""

from collections.abc import Sequence

import pytest

from bulkmeet.model import Cell
from tests.test_columns import ADDRESSES, CLOCKS, DAYS, MOMENTS, PEOPLE, Sheet, codes, fields, read

TITLES: list[Cell] = ["Kickoff with Ann", "Review with Ben"]


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Activity - Subject", TITLES, "title"),
        ("Activity - Duration", ["00:30", "01:00"], "duration"),
        ("Activity: Start date", DAYS, "start_date"),
        ("Activity / Start time", CLOCKS, "start_time"),
        ("Activity - Date", DAYS, "start_date"),
        ("Activity: Organizer", ADDRESSES, "host_email"),
        ("Activity - Going ahead?", ["Y", "N"], "going_ahead"),
    ],
)
def test_what_stands_behind_a_prefix_that_comes_again_is_read_by_likeness(
    header: str, cells: Sequence[Cell], field: str
) -> None:
    beside: Sheet = {"Activity - Date": DAYS} if field == "start_time" else {}
    mapping = read({header: cells, "Activity - Ref": ["7a", "7b"], **dict(beside)})
    assert (mapping.columns[0].field, mapping.columns[0].by_likeness) == (field, True)
    assert ("warning", "column_by_likeness", "A") in codes(mapping)


def test_a_prefix_of_one_header_alone_says_nothing() -> None:
    assert fields({"Activity - Subject": TITLES, "Ref": ["7a", "7b"]}) == [None, None]


@pytest.mark.parametrize("thing", ["Deal", "Organization", "Project"])
def test_the_title_and_the_length_of_something_else_are_no_meetings(thing: str) -> None:
    assert (
        fields({f"{thing} - Subject": TITLES, f"{thing} - Duration": ["1 h"], f"{thing} - Ref": ["7a"]}) == [None] * 3
    )


def test_the_meetings_own_subject_stands_beside_the_title_of_a_deal() -> None:
    sheet: Sheet = {
        "Activity - Subject": TITLES,
        "Activity - Ref": ["7a"],
        "Deal - Title": TITLES,
        "Deal - Ref": ["7b"],
    }
    assert fields(sheet) == ["title", None, None, None]


def test_two_candidates_for_one_field_are_left_to_the_owner_of_the_sheet() -> None:
    sheet: Sheet = {
        "Activity - Subject": TITLES,
        "Call - Topic": TITLES,
        "Activity - Ref": ["7a"],
        "Call - Ref": ["7b"],
    }
    assert fields(sheet) == [None, None, None, None]


@pytest.mark.parametrize("header", ["Person - Email - Work", "Person: Email", "Person - Email"])
def test_the_address_of_the_person_whose_name_stands_beside_it_is_that_persons(header: str) -> None:
    assert fields({"Person - Name": PEOPLE, header: ADDRESSES, "Person: Ref": ["7a", "7b"]})[:2] == ["name", "email"]


def test_two_addresses_of_a_person_are_asked_about() -> None:
    other: list[Cell] = ["ann@home.example", "ben@home.example"]
    sheet: Sheet = {"Person - Name": PEOPLE, "Person - Email - Work": ADDRESSES, "Person - Email - Home": other}
    assert fields(sheet) == ["name", None, None]
    assert {code for _, code, _ in codes(read(sheet))} == {"column_not_recognised"}


@pytest.mark.parametrize("header", ["Activity - Email", "Activity - Type", "Activity - ID", "Activity - Due date"])
def test_what_is_not_sure_of_a_meeting_is_left_alone(header: str) -> None:
    assert fields({header: ["7a", "7b"], "Activity - Ref": ["7a", "7b"]})[0] in {None, "ignore"}


def test_addresses_beside_a_name_are_offered_as_that_persons() -> None:
    (issue,) = read({"Student": PEOPLE, "Reached at": ADDRESSES}).issues
    assert '--map "Reached at=email" if they are those of “Student”' in issue.message
    assert '--map "Reached at=attendees"' in issue.message
    (issue,) = read({"Student": PEOPLE, "Start": MOMENTS, "Reached at": ADDRESSES}).issues
    assert "=email" not in issue.message


def test_a_status_read_by_likeness_is_advised_to_be_refused_only_if_it_says_of_no_row_that_it_is_off() -> None:
    issues = read({"Event: Status": ["Planned", "Cancelled"], "Event: Subject": TITLES}).issues
    (told,) = [issue.message for issue in issues if issue.cell == "A"]
    assert '--map "Event: Status=cancelled", or, if it does not say which rows are off, refuse it with' in told
