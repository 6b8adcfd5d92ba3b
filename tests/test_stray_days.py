"""A sheet without a column of dates: the refusal names the cells in which dates stand, and what to do with them."""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.load import load
from bulkmeet.model import Cell
from tests.sheets import errors, examined, meetings, shown

HEADERS = ("Time (PM)", "Title", "Host email")
ROW = ("3:30 - 3:45", "Dylan", "ann@example.com")


def refusal(folder: Path, *rows: Sequence[Cell]) -> str:
    with pytest.raises(UnreadableFile) as refused:
        examined(load(book(folder, *rows)))
    return str(refused.value)


def book(folder: Path, *rows: Sequence[Cell]) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for cells in rows:
        sheet.append(list(cells))
    file = folder / "plan.xlsx"
    workbook.save(file)
    return file


@pytest.mark.parametrize(
    "day", ["Thursday, February 18, 2027", date(2027, 2, 18), datetime.combine(date(2027, 2, 18), time())]
)
@pytest.mark.parametrize("label", ["Date:", "Conference day"])
def test_a_date_above_the_table_is_named_by_its_cell(day: Cell, label: str, tmp_path: Path) -> None:
    told = refusal(tmp_path, ["Conferences"], [label, day], [], HEADERS, ROW)
    assert "holds a date for the start" in told
    assert " in B2; if it is their day, write it into a column “Date” in every row." in told


def test_so_is_one_behind_its_label_in_one_cell(tmp_path: Path) -> None:
    assert "“18 February 2027” in A1; if it is" in refusal(tmp_path, ["Date: 18 February 2027"], [], HEADERS, ROW)


@pytest.mark.parametrize(
    "text", ["Thursday, January 21, 2027 \u2013 in Eastern", "18 February 2027 (Thursday)", "Agenda | 2027-02-18"]
)
def test_so_is_one_with_something_said_of_it(text: str, tmp_path: Path) -> None:
    assert f"“{text}” in A1; if it is" in refusal(tmp_path, [text], [], HEADERS, ROW)


@pytest.mark.parametrize(
    "title",
    [
        "HCD 2027 Tokyo\u30002027年10月2日(土)",
        "HCD Tokyo Saturday 2 October 2027",
        "Spring fair, 2 October 2027",
        "Elternabend Klasse 9 am 25.4.2027",
        "2 October 2027, Tokyo",
    ],
)
def test_so_is_one_that_a_title_begins_or_ends_with(title: str, tmp_path: Path) -> None:
    told = " ".join(title.split())
    assert f"“{told}” in A1; if it is" in refusal(tmp_path, [title], [], HEADERS, ROW)


@pytest.mark.parametrize(
    "title",
    [
        "Printed on 2 October 2027",
        "Stand 25.4.2027",
        "Please answer by 2 October 2027",
        "Anmeldung bis 25.4.2027",
        "Antwort spätestens 25.4.2027",
        "Room plan 2027",
        "Spring fair, October 2027",
        "Order 20271002",
        "Ages 9-10, year 2027",
        "Spring fair 2 October",
    ],
)
def test_a_title_with_another_date_or_with_less_than_one_is_not(title: str, tmp_path: Path) -> None:
    assert "stands apart" not in refusal(tmp_path, [title], [], HEADERS, ROW)


@pytest.mark.parametrize("label", ["Printed:", "Last updated"])
def test_the_date_of_a_printout_is_no_day_of_meetings(label: str, tmp_path: Path) -> None:
    assert "stands apart" not in refusal(tmp_path, [label, "18 February 2027"], [], HEADERS, ROW)


def test_a_date_alone_below_is_no_less_named_where_the_times_have_an_unknown_header(tmp_path: Path) -> None:
    rows: list[Sequence[Cell]] = [
        ["Monday 8 March 2027"],
        ("Slot of the day", *HEADERS[1:]),
        ROW,
        [date(2027, 3, 9)],
        ROW,
    ]
    assert "Dates stand apart from the meetings, like “Monday 8 March 2027”, in A1 and A4; write each" in refusal(
        tmp_path, *rows
    )


def test_a_date_on_another_weekday_is_named_with_what_is_wrong(tmp_path: Path) -> None:
    days = ["mardi 9 mars 2027"], ["Jeudi 10 mars 2027"]
    rows = [["lundi 8 mars 2027"], ("Horaire", *HEADERS[1:]), ROW, days[0], ROW, days[1], ROW]
    told = refusal(tmp_path, *rows)
    assert "in A1, A4 and A6; write each into a column “Date”" in told
    assert "In A6, “Jeudi 10 mars 2027” contradicts itself: 2027-03-10 is a Wednesday" in told


def test_with_its_dates_in_order_such_a_plan_is_read(tmp_path: Path) -> None:
    rows = [["lundi 8 mars 2027"], ("Horaire", *HEADERS[1:]), ROW, ["mercredi 10 mars 2027"], ROW]
    found = examined(load(book(tmp_path, *rows)))
    assert not errors(found.issues)
    assert [shown(meeting.start)[:10] for meeting in meetings(found)] == ["2027-03-08", "2027-03-10"]


def test_where_a_column_may_hold_the_days_no_date_beside_it_is_named(tmp_path: Path) -> None:
    headers = ("Planned", "Title", "End time", "Host email")
    row = ("2027-02-18 15:30", "Dylan", "15:45", "ann@example.com")
    assert "stands apart" not in refusal(tmp_path, ["Plan of", "18 February 2027"], [], headers, row)


@pytest.mark.parametrize("header", ["Time (PM)", "Start (p.m.)", "Start time (PM)"])
def test_the_half_of_the_day_in_brackets_leaves_the_header_of_a_time_known(header: str, tmp_path: Path) -> None:
    rows: list[Sequence[Cell]] = [
        ("Date", header, "Title", "Duration", "Host email"),
        (date(2027, 2, 18), "3:30", "A", "15 min", ROW[2]),
    ]
    (meeting,) = meetings(examined(load(book(tmp_path, *rows))))
    assert shown(meeting.start) == "2027-02-18 15:30"


@pytest.mark.parametrize("header", ["Email (PM)", "Name (PM)"])
def test_a_project_manager_in_brackets_is_no_guest(header: str, tmp_path: Path) -> None:
    rows = [
        ("Start", "End", "Title", "Host email", header),
        ("2027-02-18 15:30", "2027-02-18 15:45", "A", ROW[2], "pat@example.com"),
    ]
    found = examined(load(book(tmp_path, *rows)))
    assert not any(meeting.participants for meeting in meetings(found))
