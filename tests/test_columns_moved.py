"""A day that meetings were moved to is a rival of the one they were planned for, and never their end."""

from collections.abc import Sequence

import pytest

from bulkmeet.columns.moved import is_new_time, is_old_time
from bulkmeet.errors import UnreadableFile
from bulkmeet.model import Cell
from tests.sheets import errors, examined, message
from tests.test_columns import CLOCKS, DAYS, MOMENTS, Sheet, codes, fields, read

ROWS = "\nA | 2026-09-10 | | 10:00 | 30 | ana@example.com\nB | 2026-09-11 | 2026-09-18 | 11:00 | 30 | ana@example.com"


@pytest.mark.parametrize("new", ["New date", "Revised date", "Rescheduled to", "Neues Datum", "Nueva fecha", "新日程"])
def test_a_new_date_nobody_reads_stops_the_rows_where_another_column_is_the_start(new: str) -> None:
    mapping = read({"Title": ["A", "B"], "Date": DAYS, new: ["2026-09-18"]})
    assert codes(mapping) == [("error", "start_moved", "C")]
    assert f"“{new}” says of some rows that they were moved, but “Date” is read" in mapping.issues[0].message
    assert "start_moved" not in {code for _, code, _ in codes(read({"Title": ["A", "B"], "Date": DAYS, new: []}))}
    assert not read({"Title": ["A", "B"], "Date": DAYS, new: ["2026-09-18"]}, **{new: "ignore"}).issues


@pytest.mark.parametrize(("header", "cells"), [("New time", CLOCKS), ("New start", MOMENTS)])
def test_a_new_hour_stops_them_too(header: str, cells: Sequence[Cell]) -> None:
    assert codes(read({"Start": MOMENTS, header: cells})) == [("error", "start_moved", "B")]


@pytest.mark.parametrize(("header", "cells"), [("New client?", ["yes"]), ("New date", ["n/a"]), ("Updated date", DAYS)])
def test_what_holds_no_new_time_stops_nothing(header: str, cells: Sequence[Cell]) -> None:
    assert "start_moved" not in {code for _, code, _ in codes(read({"Start": MOMENTS, header: cells}))}


def test_an_updated_date_is_a_new_one_beside_an_original_one() -> None:
    sheet: Sheet = {"Original date": DAYS, "Updated date": DAYS, "Start time": CLOCKS}
    assert codes(read(sheet, **{"Original date": "start_date"})) == [("error", "start_moved", "B")]


def test_an_original_and_a_new_date_are_offered_as_rivals_and_none_as_the_end() -> None:
    with pytest.raises(UnreadableFile) as refused:
        examined(f"Title | Original date | New date | Start time | Mins | Host email{ROWS}")
    assert "“Original date” and “New date” could each say when the meetings are" in str(refused.value)
    assert '--map "Original date=start_date" or --map "New date=start_date"' in str(refused.value)
    assert "end_date" not in str(refused.value)


def test_the_original_date_alone_sends_no_row_out_on_the_old_day() -> None:
    found = examined(
        f"Title | Original date | New date | Start time | Mins | Host email{ROWS}",
        column_map={"Original date": "start_date"},
    )
    assert errors(found.issues) == [("start_moved", "C1")]
    assert '--map "New date=ignore"' in message(found.issues, "start_moved")


def test_of_an_original_and_a_new_pair_none_is_taken_by_likeness() -> None:
    sheet: Sheet = {"Original date": DAYS, "Original time": CLOCKS, "New date": DAYS, "New time": CLOCKS}
    assert fields(sheet) == [None, None, None, None]
    assert fields({"Clinic date": DAYS, "Clinic time": CLOCKS}) == ["start_date", "start_time"]


@pytest.mark.parametrize("name", ["renewal date", "newsletter date", "old boys' day out", "news time"])
def test_a_word_that_only_begins_so_is_neither(name: str) -> None:
    assert not is_new_time(name)
    assert not is_old_time(name)
