"""A start or an end in two columns of which one says its offset from UTC: it is used, or held against the other."""

from collections.abc import Sequence

import pytest

from bulkmeet.columns.fields import Field
from bulkmeet.model import Cell
from tests.sheets import errors, examined, only, shown
from tests.test_columns import Sheet, codes, fields, read

BARE: list[Cell] = ["2027-05-03T09:00:00.0000000", "2027-05-04T15:30:00.0000000"]
WITH_OFFSET: list[Cell] = ["2027-05-03T09:00:00+00:00", "2027-05-04T15:30:00Z"]
LATER: list[Cell] = ["2027-05-03T14:00:00Z", "2027-05-04T20:30:00Z"]


@pytest.mark.parametrize("header", ["startZoned", "zoned", "When exactly", "Column 7"])
@pytest.mark.parametrize("bare", [BARE, ["03/05/2027 09:00", "04/05/2027 15:30"], ["May 3, 2027 9:00 am"] * 2])
def test_the_column_that_says_the_offset_of_the_same_times_is_used(header: str, bare: Sequence[Cell]) -> None:
    mapping = read({"start": bare, header: WITH_OFFSET[: len(set(bare))]})
    assert [column.field for column in mapping.columns] == [Field.IGNORE, Field.START]
    assert codes(mapping) == [("warning", "offsets_used", "B")]
    assert f"“start” and “{header}” hold the same times" in mapping.issues[0].message


def test_a_day_and_a_time_give_way_to_the_column_that_has_both_with_their_offset() -> None:
    sheet: Sheet = {"Date": ["3 May 2027", "4 May 2027"], "Start time": ["9:00", "15:30"], "startZoned": WITH_OFFSET}
    assert fields(sheet) == ["ignore", "ignore", "start"]


def test_the_end_is_taken_from_the_column_with_its_offset_too() -> None:
    assert fields({"end": BARE, "endWithTimeZone": WITH_OFFSET}) == ["ignore", "end"]


@pytest.mark.parametrize("header", ["Reminder at", "Created", "Actual start"])
def test_other_moments_with_an_offset_are_not_taken_for_the_start(header: str) -> None:
    assert fields({"start": BARE, header: LATER})[0] == "start"
    assert fields({"start": BARE, header: LATER})[1] in {None, "ignore"}


def test_known_records_that_happen_to_be_the_same_stay_unused() -> None:
    assert fields({"start": BARE, "Created at": WITH_OFFSET}) == ["start", "ignore"]


def test_a_start_that_somebody_named_stays_and_the_other_is_held_against_it() -> None:
    sheet: Sheet = {"start": BARE, "startZoned": WITH_OFFSET}
    assert fields(sheet, start="start") == ["start", "start"]
    assert fields(sheet, start="start", startZoned="ignore") == ["start", "ignore"]


def test_times_are_then_at_their_offset_and_not_in_the_zone_of_the_run() -> None:
    found = examined(
        """
        title  | start            | end              | startZoned             | endZoned             | host email
        Review | 2027-05-03T09:00 | 2027-05-03T09:45 | 2027-05-03T09:00+00:00 | 2027-05-03T09:45:00Z | a@example.com
        """,
        timezone="America/Chicago",
    )
    assert (shown(only(found).start, "UTC"), shown(only(found).end, "UTC")) == ("2027-05-03 09:00", "2027-05-03 09:45")


def test_an_end_that_says_no_offset_is_at_that_of_its_start() -> None:
    found = examined(
        """
        title  | start               | end                 | startZoned         | host email
        Review | 2027-05-03T09:00:00 | 2027-05-03T09:45:00 | 2027-05-03T09:00:00+00:00 | a@example.com
        """
    )
    assert shown(only(found).end, "UTC") == "2027-05-03 09:45"


@pytest.mark.parametrize("headers", ["start | startUtcIso", "startUtcIso | start"])
@pytest.mark.parametrize(("moment", "told"), [("13:00:00Z", []), ("13:30:00Z", [("times_disagree", "C2")])])
def test_a_column_named_as_the_start_is_held_against_it(
    headers: str, moment: str, told: list[tuple[str, str | int | None]]
) -> None:
    said = {"start": "2027-05-03T09:00:00", "startUtcIso": f"2027-05-03T{moment}"}
    cells = " | ".join(said[header] for header in headers.split(" | "))
    found = examined(
        f"""
        title  | {headers} | time zone        | duration | host email
        Review | {cells}   | America/New_York | 30m      | a@example.com
        """,
        timezone="Asia/Tokyo",
    )
    assert errors(found.issues) == told


def test_the_same_time_by_the_clock_in_another_zone_than_the_rows_own_is_an_error() -> None:
    found = examined(
        """
        title  | start               | zoned                | time zone        | duration | host email
        Review | 2027-05-03T09:00:00 | 2027-05-03T09:00:00Z | America/New_York | 30m      | a@example.com
        """
    )
    assert errors(found.issues) == [("times_disagree", "C2")]
