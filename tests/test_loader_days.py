"""Timetables in blocks of a day each: the date above the block, or in its first row only."""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulkmeet.loader.load import load
from bulkmeet.loader.table import Table, find_table
from bulkmeet.model import Cell, Row
from tests.sheets import examined, gathered, message

HEADERS = ("Time", "Title", "Duration", "Host email")
DATED = ("Date", *HEADERS)
MONDAY, TUESDAY = date(2027, 1, 11), date(2027, 1, 12)


def read(*rows: Sequence[Cell]) -> Table:
    return find_table(gathered(Row(number, tuple(row)) for number, row in enumerate(rows, 1)), delimited=False)


def column(table: Table, index: int = 0) -> dict[int, Cell]:
    return {row.number: row.cells[index] for row in table.rows}


def told(table: Table) -> list[tuple[str, int | None]]:
    return [(issue.code, issue.row) for issue in table.issues]


def lesson(clock: Cell, *before: Cell) -> tuple[Cell, ...]:
    return (*before, clock, "Maths", 45, "jo@example.com")


@pytest.mark.parametrize(
    ("monday", "tuesday"),
    [
        (MONDAY, TUESDAY),
        ("Monday 11 January 2027", "Tuesday 12 January 2027"),
        ("2027-01-11", "2027-01-12"),
        ("11/01/2027", "13/01/2027"),
    ],
)
def test_a_date_alone_in_a_row_counts_for_the_times_below_it(monday: Cell, tuesday: Cell) -> None:
    found = read(HEADERS, [monday], lesson(time(9)), lesson("10am"), [tuesday], lesson(time(9)))
    later = TUESDAY if tuesday != "13/01/2027" else date(2027, 1, 13)
    assert column(found) == {
        3: datetime.combine(MONDAY, time(9)),
        4: "2027-01-11 10am",
        6: datetime.combine(later, time(9)),
    }
    assert told(found) == [("day_above_rows", 2)]
    (issue,) = found.issues
    assert issue.message == (
        "Dates stand alone in rows 2 and 5, so each was taken for the day of the rows below: rows 3 to 4 and 6."
    )


def test_a_sheet_of_times_alone_is_left_as_it_is() -> None:
    assert column(read(["Time"], [time(9)], [MONDAY], [time(10)])) == {2: time(9), 3: MONDAY, 4: time(10)}


def test_nothing_is_left_of_a_date_that_was_handed_down() -> None:
    found = read(HEADERS, [MONDAY], lesson(time(9)))
    assert MONDAY not in found.rows.columns[0].cells


def test_the_first_of_them_may_stand_above_the_headers() -> None:
    found = read([MONDAY], HEADERS, lesson(time(9)), [TUESDAY], HEADERS, lesson(time(9)))
    assert [str(cell)[:10] for cell in column(found).values()] == ["2027-01-11", "2027-01-12"]


def test_they_go_into_the_column_for_dates_where_there_is_one() -> None:
    found = read(
        DATED,
        [MONDAY],
        lesson(time(9), None),
        [None, None, "ann@example.com"],
        lesson(time(9), TUESDAY),
        lesson(time(10), None),
    )
    assert column(found) == {3: MONDAY, 4: None, 5: TUESDAY, 6: MONDAY}


@pytest.mark.parametrize(
    "lone", [["To be scheduled"], [None, "To be scheduled"], [None, 7], [None, "10:00"], ["10:00 or so"]]
)
def test_what_else_stands_alone_in_a_row_ends_the_day_above_it(lone: Sequence[Cell]) -> None:
    found = read(HEADERS, [MONDAY], lesson("9:00"), lone, lesson("10:00"), [TUESDAY], lesson("11:00"))
    assert [column(found)[row] for row in (3, 5, 7)] == ["2027-01-11 9:00", "10:00", "2027-01-12 11:00"]


@pytest.mark.parametrize(
    "undated",
    [["To be scheduled", "see Anna"], [None, "Unscheduled", "Q2"], ["Noch offen", "mit Cy"], ["未定", "検討中"]],
)
def test_a_row_that_says_that_what_follows_has_no_date_yet_ends_the_day_above_it(undated: Sequence[Cell]) -> None:
    found = read(HEADERS, [MONDAY], lesson("9:00"), undated, lesson("10:00"), [TUESDAY], lesson("11:00"))
    assert [column(found)[row] for row in (3, 5, 7)] == ["2027-01-11 9:00", "10:00", "2027-01-12 11:00"]


@pytest.mark.parametrize("row", [["To be scheduled", "ann@example.com"], ["9:30", "To be confirmed"]])
def test_a_meeting_that_is_still_to_be_settled_ends_no_day(row: Sequence[Cell]) -> None:
    found = read(HEADERS, [MONDAY], lesson("9:00"), row, lesson("10:00"))
    assert column(found)[5] == "2027-01-11 10:00"


def test_a_time_alone_in_a_row_ends_no_day() -> None:
    found = read(HEADERS, [MONDAY], lesson("9:00"), ["10:00"], lesson("11:00"))
    assert column(found)[5] == "2027-01-11 11:00"


def test_a_day_above_headers_that_are_repeated_counts_for_the_rows_below_them() -> None:
    found = read(HEADERS, ["11 January 2027"], lesson("9:00"), ["12 January 2027"], HEADERS, lesson("9:00"))
    assert column(found) == {3: "2027-01-11 9:00", 6: "2027-01-12 9:00"}
    found = read(["11 January 2027"], HEADERS, lesson("9:00"), ["12 January 2027"], HEADERS, lesson("9:00"))
    assert column(found) == {3: "2027-01-11 9:00", 6: "2027-01-12 9:00"}


def test_no_day_is_handed_down_across_the_titles_of_groups() -> None:
    group = [(), ["Later"], HEADERS, lesson("9:00")]
    rows = [HEADERS, ["11 January 2027"], lesson("9:00"), *group, *group]
    numbered = [Row(number, tuple(row)) for number, row in enumerate(rows, 1) if row]
    found = find_table(gathered(numbered), delimited=False)
    assert set(column(found).values()) == {"11 January 2027", "9:00"}


def test_the_order_of_dates_that_was_given_counts_for_days_above_rows() -> None:
    rows = [HEADERS, ["03/04/2027"], lesson("9:00"), ["05/04/2027"], lesson("9:00")]
    numbered = gathered(Row(number, tuple(row)) for number, row in enumerate(rows, 1))
    found = find_table(numbered, delimited=False, date_order="mdy")
    assert column(found) == {3: "2027-03-04 9:00", 5: "2027-05-04 9:00"}


def test_a_day_against_the_order_of_dates_that_was_given_is_handed_to_no_row(tmp_path: Path) -> None:
    sheet = tmp_path / "days.csv"
    sheet.write_text("Title,Start time,End time\n03/04/2027,,\nAlpha,10:00,11:00\n13/04/2027,,\nGamma,10:00,11:00\n")
    assert [row.cells[1] for row in load(sheet, date_order="dmy").rows] == ["2027-04-03 10:00", "2027-04-13 10:00"]
    assert [row.cells[1] for row in load(sheet, date_order="mdy").rows] == [None, "10:00", None, "10:00"]


@pytest.mark.parametrize(
    "rows",
    [
        [lesson("9:00"), [TUESDAY], lesson("9:00")],
        [[MONDAY], lesson("9:00"), ["Tuesday 12 January"], lesson("9:00")],
        [[MONDAY], lesson("9:00"), [None, "Tuesday", "Room 5"], lesson("9:00")],
        [["11/01/2027"], lesson("9:00"), ["12/01/2027"], lesson("9:00")],
        [["Monday"], lesson("9:00"), ["Tuesday"], lesson("9:00")],
    ],
    ids=[
        "a row above all dates",
        "a day without a year",
        "a day beside",
        "either order",
        "no date",
    ],
)
def test_what_is_not_plain_stays_as_it_is(rows: list[Sequence[Cell]]) -> None:
    found = read(HEADERS, *rows)
    assert [row.cells[0] for row in found.rows] == [row[0] for row in rows]
    assert not found.issues


def test_a_time_with_a_date_of_its_own_keeps_it_and_leaves_the_days_of_the_others() -> None:
    own = datetime.combine(TUESDAY, time(15))
    for cell in ("2027-01-12 3:00 PM", "2027-01-12 15:00 \u2013 16:00", own):
        found = read(HEADERS, [MONDAY], lesson("9:00"), [TUESDAY], lesson(cell), lesson("16:00"))
        assert list(column(found).values()) == ["2027-01-11 9:00", cell, "2027-01-12 16:00"]


def test_a_time_with_another_date_of_its_own_ends_the_day_above_it() -> None:
    found = read(
        HEADERS, [MONDAY], lesson("9:00"), lesson("2027-01-12 9:00"), lesson("10:00"), [TUESDAY], lesson("9:00")
    )
    assert list(column(found).values()) == ["2027-01-11 9:00", "2027-01-12 9:00", "10:00", "2027-01-12 9:00"]


@pytest.mark.parametrize("cell", ["TBD", "25:00", "10:00 or so", 10.15, "Questions? jo@example.com"])
def test_what_is_no_time_below_a_day_stays_as_it_was_typed(cell: Cell) -> None:
    found = read(HEADERS, [MONDAY], lesson("9:00"), lesson(cell), lesson("11:00"))
    assert list(column(found).values()) == ["2027-01-11 9:00", cell, "2027-01-11 11:00"]
    assert found.issues[0].message.endswith("rows 3 and 5.")


TOLD = frozenset(
    {"time_undecided", "time_range", "time_unreadable", "date_impossible", "all_day_entry", "ends_next_day"}
)


def checked_below_a_day(cell: str, tmp_path: Path) -> list[tuple[str | None, str, str | None]]:
    """The errors of a list in which a cell stands among the times below a day: where, what, and of which value."""
    sheet = tmp_path / "plan.csv"
    rows = [
        ["Time", "Title", "Host email", "Email"],
        ["Monday, September 14, 2026", "", "", ""],
        ["9:00 \u2013 9:30 AM", "Logins", "jo@example.com", "ann@example.com"],
        [cell, "Coffee", "jo@example.com", "ann@example.com"],
    ]
    sheet.write_text("\n".join(",".join(f'"{one}"' for one in row) for row in rows) + "\n", "utf-8")
    found = examined(load(sheet))
    return [(issue.cell, issue.message, issue.value) for issue in found.issues if issue.code in TOLD]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("TBD", "is not a time of day yet; write it like 9:00 \u2013 9:30 AM, or leave the row out."),
        ("soon", "is not a time of day; write it like 9:00 \u2013 9:30 AM."),
        ("9:00 \u2013 25:00", "cannot be read as a start and an end; write it like 9:00 \u2013 9:30 AM."),
        ("22:00 \u2013 01:00", "is taken to end on the day after it starts, at 01:00; check that it does."),
    ],
)
def test_what_is_wrong_with_a_time_below_a_day_is_told_in_the_words_of_its_cell(
    cell: str, told: str, tmp_path: Path
) -> None:
    assert checked_below_a_day(cell, tmp_path) == [("A4", f"“{cell}” {told}", cell)]


@pytest.mark.parametrize("cell", ["3:00 \u2013 3:30 PM", "2026-09-14 15:00 \u2013 15:30"])
def test_and_following_it_is_enough(cell: str, tmp_path: Path) -> None:
    assert not checked_below_a_day(cell, tmp_path)


def test_what_another_cell_says_of_such_a_time_is_in_the_words_of_its_cell_too(tmp_path: Path) -> None:
    sheet = tmp_path / "plan.csv"
    rows = ["Time,End time,Title,Host email", "14 September 2026,,,", "9:00,10:00 CEST,A,jo@example.com"]
    sheet.write_text("\n".join(rows), "utf-8")
    found = examined(load(sheet))
    assert ("A3", "9:00") in [(issue.cell, issue.value) for issue in found.issues]
    assert message(found.issues, "zone_only_at_end").startswith("“9:00” is in no time zone of its own")


def test_a_time_with_the_same_day_of_its_own_is_told_with_it(tmp_path: Path) -> None:
    sheet = tmp_path / "plan.csv"
    rows = ["Time,Title,Duration,Host email", "14 September 2026,,,", "9:00,A,30 min,jo@example.com"]
    rows += ["3:30,B,30 min,jo@example.com", "2026-09-14 3:30,C,30 min,jo@example.com"]
    sheet.write_text("\n".join(rows), "utf-8")
    found = examined(load(sheet))
    told = {issue.value for issue in found.issues if issue.code == "hour_unclear"}
    assert told == {"2026-09-14 3:30"}  # both stand in one place of the column


def test_one_date_above_a_table_is_not_taken_for_the_day_of_its_meetings() -> None:
    found = read([MONDAY], HEADERS, lesson("9:00"), lesson("10:00"))
    assert column(found) == {3: "9:00", 4: "10:00"}


# ---- the date in the first row of a day --------------------------------------------------------------------


def test_a_date_in_the_first_row_of_each_day_is_filled_down() -> None:
    found = read(
        DATED,
        lesson(time(9), "Mon 11 Jan 2027"),
        lesson(time(10), None),
        lesson(time(11), None),
        lesson(time(9), "Tue 12 Jan 2027"),
        lesson(time(10), None),
    )
    assert list(column(found).values()) == ["Mon 11 Jan 2027"] * 3 + ["Tue 12 Jan 2027"] * 2
    assert told(found) == [("dates_filled_down", 3)]
    assert found.issues[0].message.endswith("into the rows below it: rows 3 to 4 and 6.")


@pytest.mark.parametrize(
    "rows",
    [
        [(9, MONDAY), (10, None), (9, TUESDAY), (10, date(2027, 1, 13))],
        [(9, MONDAY), (10, None), (9, MONDAY), (10, None)],
        [(9, MONDAY), (9, None), (9, TUESDAY), (10, None)],
        [(9, TUESDAY), (10, None), (9, MONDAY), (10, None)],
        [(9, None), (9, MONDAY), (10, None), (9, TUESDAY), (10, None)],
        [(9, MONDAY), (10, None), (11, None)],
        [(9, MONDAY), (10, None), (11, "tbc"), (12, None), (13, None)],
    ],
    ids=["one date forgotten", "a date twice", "a time twice", "backwards", "none at first", "one day", "no date"],
)
def test_a_date_that_may_have_been_forgotten_is_not_filled_in(rows: list[tuple[int, Cell]]) -> None:
    found = read(DATED, *(lesson(time(hour), day) for hour, day in rows))
    assert [row.cells[0] for row in found.rows] == [day for _, day in rows]
    assert not found.issues


def test_a_date_is_not_filled_down_across_a_row_with_something_else_alone() -> None:
    rows = [row for day in (MONDAY, TUESDAY) for row in (lesson(time(9), day), lesson(time(10), None))]
    assert told(read(DATED, *rows, lesson(time(11), None)))
    assert not told(read(DATED, *rows, ["To be scheduled"], lesson(time(11), None)))


def test_times_with_an_end_show_blocks_too() -> None:
    rows = [row for day in (MONDAY, TUESDAY) for row in (lesson("9:00-10:00", day), lesson("10:00-11:00", None))]
    assert list(column(read(DATED, *rows)).values()) == [MONDAY, MONDAY, TUESDAY, TUESDAY]


def test_a_column_of_weekdays_beside_the_dates_is_none_of_them() -> None:
    rows = [row for day in (MONDAY, TUESDAY) for row in (lesson("9:00", "Mon", day), lesson("10:00", None, None))]
    assert list(column(read(("Day", *DATED), *rows), 1).values()) == [MONDAY, MONDAY, TUESDAY, TUESDAY]


@pytest.mark.parametrize("struck", [2, 4])
def test_a_date_that_is_struck_through_is_handed_to_no_other_row(struck: int) -> None:
    above = [[MONDAY], lesson("9:00"), [TUESDAY], lesson("9:00")]
    first = [lesson("9:00", MONDAY), lesson("10:00", None), lesson("9:00", TUESDAY), lesson("10:00", None)]
    for headers, rows in ((HEADERS, above), (DATED, first)):
        numbered = [Row(number, tuple(row)) for number, row in enumerate((headers, *rows), 1)]
        assert find_table(gathered(numbered), delimited=False).issues
        found = find_table(gathered(numbered), struck={struck}, delimited=False)
        assert [row.cells[0] for row in found.rows] == [row[0] for row in rows]
        assert not found.issues


CELLS = st.sampled_from([None, None, MONDAY, TUESDAY, "Tuesday", "12 January", "x", time(9), time(10), "11:00"])


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_whatever_is_filled_in_is_said_and_nothing_else_changes(rows: list[tuple[Cell, ...]]) -> None:
    given_rows = [Row(1, ("Date", "Time", "Title")), *(Row(n, row) for n, row in enumerate(rows, 2) if any(row))]
    if len(given_rows) == 1:
        return
    found = find_table(gathered(given_rows), delimited=False)
    before = {row.number: row.cells for row in given_rows}
    changed = {row.number for row in found.rows if row.cells != before[row.number][: len(found.headers)]}
    assert bool(changed) == bool({"day_above_rows", "dates_filled_down"} & {issue.code for issue in found.issues})
    assert all(before[number][0] is None and before[number][1] is not None for number in changed)


def test_many_rows_that_were_taken_out_are_counted_in_one_pass(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    rows = "".join(f"Total for week {n},{n},,\nLab {n},2027-01-05 09:00,30,ann{n}@example.com\n" for n in range(15000))
    file.write_text(f"Title,Start,Duration,Attendees\n{rows}", "utf-8")
    began = process_time()
    assert len(load(file).rows) == 15000
    assert process_time() - began < 5
