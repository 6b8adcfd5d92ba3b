from datetime import date

import pytest

from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.raw import Merge
from bulkmeet.loader.table import Table, find_table
from bulkmeet.loader.wording import columns_named, rows_named
from bulkmeet.model import Cell, Row
from tests.sheets import gathered

HEADERS: tuple[Cell, ...] = ("Title", "Start", "End", "Email")


def table(*rows: tuple[Cell, ...] | None, merges: tuple[Merge, ...] = (), delimited: bool = False) -> Table:
    numbered = gathered(Row(number, cells) for number, cells in enumerate(rows, start=1) if cells is not None)
    return find_table(numbered, merges=merges, delimited=delimited)


def numbers(found: Table) -> list[int]:
    return [row.number for row in found.rows]


def codes(found: Table) -> list[tuple[str, str, int | None]]:
    return [(issue.code, issue.severity, issue.row) for issue in found.issues]


def test_the_headers_are_the_row_that_knows_most_and_what_stands_above_is_named() -> None:
    found = table(("ACME meetings",), ("Exported", "by ops"), None, HEADERS, ("A", "2027-03-01"))
    assert found.header_row == 4
    assert found.headers == HEADERS
    assert tuple(found.rows) == (Row(5, ("A", "2027-03-01", None, None)),)
    assert codes(found) == [("row_above_headers", "warning", 1), ("row_above_headers", "warning", 2)]


def test_without_a_known_header_the_first_row_of_several_texts_is_taken() -> None:
    found = table(("Plan",), ("Alpha", "Beta"), ("x", "y"))
    assert (found.header_row, found.headers) == (2, ("Alpha", "Beta"))


def test_a_table_in_the_middle_keeps_its_columns_where_they_are() -> None:
    found = table((None, None, *HEADERS), (None, None, "A", "2027-03-01"))
    assert found.headers == ("", "", *HEADERS)
    assert found.rows[0].cells == (None, None, "A", "2027-03-01", None, None)


DATE_OVER_TIME = ("Title", "Start", None, "End", None, "Email"), (None, "Date", "Time", "Date", "Time", None)
LATE = ("A", "2027-03-01", "09:00", "2027-03-01", "10:00", "ann@example.com")


@pytest.mark.parametrize("merges", [(), (Merge(1, 1, 1, 2), Merge(1, 1, 3, 4), Merge(1, 2, 0, 0), Merge(1, 2, 5, 5))])
def test_two_rows_of_headers_are_read_together_where_that_makes_more_of_them_known(merges: tuple[Merge, ...]) -> None:
    found = table(*DATE_OVER_TIME, LATE, merges=merges)
    assert found.headers == ("Title", "Start Date", "Start Time", "End Date", "End Time", "Email")
    assert (found.header_row, numbers(found)) == (2, [3])
    assert codes(found) == [("two_header_rows", "warning", 1)]
    assert "rows 1 to 2" in found.issues[0].message
    assert "“Start Date”" in found.issues[0].message


@pytest.mark.parametrize("word", ["When", "Time", "Schedule", "Date and time", "Wann", "Quand", "Cuándo", "Wanneer"])
@pytest.mark.parametrize("merges", [(), (Merge(1, 2, 0, 0), Merge(1, 1, 1, 3), Merge(1, 2, 4, 4))])
def test_a_header_over_known_ones_groups_them_whatever_it_says(word: str, merges: tuple[Merge, ...]) -> None:
    found = table(
        ("Topic", word, None, None, "Host email"),
        (None, "Date", "From", "To", None),
        ("Choir board", "2027-03-01", "09:00", "10:00", "ann@example.com"),
        merges=merges,
    )
    assert [header.split()[-1] for header in found.headers] == ["Topic", "Date", "From", "To", "email"]
    assert (found.header_row, numbers(found)) == (2, [3])
    assert codes(found) == [("two_header_rows", "warning", 1)]


def test_a_date_of_something_else_in_the_lower_row_keeps_its_group() -> None:
    upper = ("Topic", "When", None, None, "Papers", None, "Host email")
    found = table(upper, (None, "Date", "From", "To", "Date", "Sent"), ("A", "2027-03-01", "09:00", "10:00"))
    assert found.headers[:5] == ("Topic", "Date", "From", "To", "Papers Date")


@pytest.mark.parametrize("group", ["Zeit", "Créneau", "Time", "When", "Schedule"])
@pytest.mark.parametrize("merges", [(), (Merge(1, 1, 2, 3),)])
def test_a_group_over_a_start_and_an_end_is_above_them_whatever_it_means_alone(
    group: str, merges: tuple[Merge, ...]
) -> None:
    found = table(
        ("Title", "Date", group, None, "Email"),
        (None, None, "Start", "End", None),
        ("A", "2027-03-01", "9:00", "10:00", "ann@example.com"),
        merges=merges,
    )
    own = [header.removeprefix("Time ") for header in found.headers]  # "Time Start" is a header of its own
    assert own == ["Title", "Date", "Start", "End", "Email"]
    assert numbers(found) == [3]


def test_a_group_above_the_headers_tells_people_apart() -> None:
    groups = ("Meeting", None, "Host", None, "Attendee", None)
    found = table(
        ("ACME",),
        groups,
        ("Title", "Start", "Name", "Email", "Name", "Email"),
        ("A", "x", "Hal", "hal@example.com", "Ann", "ann@example.com"),
    )
    assert found.headers[2:] == ("Host Name", "Host Email", "Attendee Name", "Attendee Email")
    assert codes(found) == [("row_above_headers", "warning", 1), ("two_header_rows", "warning", 2)]


def test_a_group_that_adds_nothing_is_passed_over_and_named() -> None:
    found = table(("Meeting", None, "Attendee", None), ("Title", "Start", "End", "Email"), ("A", "x", "y", "z"))
    assert found.headers == HEADERS
    assert codes(found) == [("row_above_headers", "warning", 1)]


@pytest.mark.parametrize(
    "first",
    [
        ("Weekly sync", "tomorrow", "noon", "nobody"),
        ("Meeting", "Date", None, None),
        ("Date", None, "Time", None),
        ("Notes", None, None, "Name"),
    ],
)
def test_a_first_row_of_words_is_no_second_row_of_headers(first: tuple[Cell, ...]) -> None:
    found = table(HEADERS, first, ("B", "2027-03-01", "x", "y"))
    assert (found.header_row, found.headers, numbers(found)) == (1, HEADERS, [2, 3])


def test_blank_columns_at_the_end_are_cut_off_but_not_those_with_values() -> None:
    assert table(("Title", "Start", None, None), ("A", "x", None, " "), delimited=True).headers == (
        "Title",
        "Start",
    )
    assert table(("Title", "Start", ""), ("A", "x", "y"), delimited=True).headers == ("Title", "Start", "")


def test_blank_rows_go_without_a_word() -> None:
    found = table(HEADERS, ("A", "x"), (" ", None), None, ("B", "y"))
    assert numbers(found) == [2, 5]
    assert found.issues == ()


def test_repeated_headers_are_passed_over_and_named() -> None:
    found = table(HEADERS, ("A", "x"), ("TITLE", " Start", "End", "Email"), ("B", "y"))
    assert numbers(found) == [2, 4]
    assert codes(found) == [("repeated_header", "warning", 3)]


@pytest.mark.parametrize("word", ["Total", "TOTAL:", "Grand total", "Summe", "Totale", "Gesamt", "合計", "Total 12"])
def test_totals_are_passed_over_and_named(word: str) -> None:
    found = table(HEADERS, ("A", "x"), (word, None, None, "6 attendees"))
    assert numbers(found) == [2]
    assert codes(found) == [("totals_row", "warning", 3)]


def test_totals_and_headers_within_a_long_sheet_are_passed_over_too() -> None:
    rows: list[tuple[Cell, ...]] = [(f"Meeting {n}", f"2027-03-{n}") for n in range(1, 30)]
    found = table(HEADERS, *rows, ("Total", None, "29"), HEADERS, *rows)
    assert len(found.rows) == 2 * len(rows)
    assert [code for code, *_ in codes(found)] == ["totals_row", "repeated_header"]


@pytest.mark.parametrize("start", [date(2027, 3, 1), "2027-03-01", "10:00"])
def test_a_meeting_called_total_is_a_meeting_when_it_has_a_start(start: Cell) -> None:
    assert numbers(table(HEADERS, ("Total", start))) == [2]


def test_notes_below_the_table_are_passed_over_and_named() -> None:
    found = table(HEADERS, ("A", "x"), ("B", "y"), ("Generated by Planner",), None, ("All times are local.",))
    assert numbers(found) == [2, 3]
    assert codes(found) == [("footer_row", "warning", 4), ("footer_row", "warning", 6)]


def test_a_lone_text_right_under_a_row_or_an_email_is_no_note() -> None:
    assert numbers(table(HEADERS, ("A", "x"), ("B",))) == [2, 3]
    assert numbers(table(HEADERS, ("A", "x"), None, (None, None, None, "a@example.com"))) == [2, 4]


def test_a_second_table_is_an_error_that_names_its_rows() -> None:
    second = ("Name", "Email", "Phone", "Duration")
    found = table(HEADERS, ("A", "x"), None, second, ("Ann", "ann@example.com"), ("Ben", "ben@example.com"))
    assert numbers(found) == [2]
    assert codes(found) == [("second_table", "error", 4)]
    assert "rows 4 to 6" in found.issues[0].message


def test_in_a_worksheet_cells_beyond_the_headers_are_named_once_a_column() -> None:
    found = table(HEADERS, ("A", "x", None, None, "note"), ("B", "y", None, None, "note"))
    assert codes(found) == [("column_without_header", "warning", 2)]
    assert found.issues[0].cell == "E2"
    assert len(found.rows[0].cells) == 4


def test_merged_cells_are_filled_down_in_the_table_alone() -> None:
    merges = (Merge(1, 1, 0, 3), Merge(3, 4, 0, 0), Merge(3, 4, 1, 2), Merge(5, 5, 0, 1))
    found = table(
        ("Plan", None, None, None),
        HEADERS,
        ("A", "x", None, "ann@example.com"),
        (None, None, None, "ben@example.com"),
        ("B", None, None, "cy@example.com"),
        merges=merges,
    )
    assert [row.cells[:3] for row in found.rows] == [("A", "x", "x"), ("A", "x", "x"), ("B", None, None)]
    assert ("merged_cells", "warning", 3) in codes(found)
    assert "A3:A4 and B3:C4" in found.issues[-1].message


def test_a_merge_of_the_whole_sheet_costs_nothing_and_overlapping_ones_are_refused() -> None:
    whole = Merge(2, 1_048_576, 0, 16_383)
    rows = [HEADERS, ("A", "x"), ("B", "y")]
    assert table(*rows, merges=(whole,)).rows[1].cells[0] == "A"
    with pytest.raises(UnreadableFile, match="lie over each other"):
        table(*rows, merges=(whole,) * 100)


def test_headers_alone_and_nothing_at_all_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="headers but no rows"):
        table(HEADERS, (" ", None))
    with pytest.raises(UnreadableFile, match="no rows"):
        table()


def test_where_all_rows_were_passed_over_it_is_said_which_and_why() -> None:
    with pytest.raises(UnreadableFile) as stop:
        table(HEADERS, HEADERS, ("---", "---"), ("Total", None, None, 0), None, ("Sum", 0), ("===",))
    assert str(stop.value) == (
        "No row under the headers in row 1 was read as a meeting: row 2 repeats the headers; rows 4 and 6 hold totals; "
        "rows 3 and 7 are lines of marks. Add a row for each meeting, with its title, date and time."
    )


def test_where_headers_below_the_headers_left_nothing_it_is_said_to_make_them_one_row() -> None:
    with pytest.raises(UnreadableFile) as stop:
        table(("Topic", "Start", "Host", "End"), ("Total", None), ("Name", "Email", "Phone", "Duration"), ("A", "x"))
    assert str(stop.value) == (
        "The headers were taken from row 1, but row 3 looks like headers, too, so everything from there on was left "
        "out; besides, row 2 holds totals. Make them one row, with a header in every column and the meetings right "
        "below it."
    )


def test_rows_and_columns_are_listed_as_people_write_them() -> None:
    assert rows_named([11]) == "row 11"
    assert rows_named([7, 5, 6, 9]) == "rows 5 to 7 and 9"
    assert rows_named(range(1, 40, 2)).endswith("19 and 10 more")
    assert columns_named([0, 1]) == "columns A to B"


def test_merges_over_far_more_cells_than_meetings_need_are_refused_before_they_are_filled() -> None:
    wide: tuple[Cell, ...] = (*HEADERS, *["x"] * 8_000)
    rows: list[tuple[Cell, ...]] = [("A", "2027-03-01")] * 300
    with pytest.raises(UnreadableFile, match="cover far more than meetings need"):
        table(wide, *rows, merges=(Merge(2, 301, 0, 8_003),))
