"""Rows of a table that only explain, count or head others: keys to colours, counts, bands."""

from collections.abc import Sequence
from datetime import date, time

import pytest

from bulkmeet.loader.legends import key_rows
from bulkmeet.loader.raw import Merge
from bulkmeet.loader.table import Table, find_table
from bulkmeet.model import Cell, Row
from bulkmeet.sheet import Sheet
from tests.sheets import errors, examined, gathered, meetings

HEADERS: tuple[Cell, ...] = ("Title", "Date", "Start time", "Duration (min)", "Host email", "Pupil", "Pupil email")
A: tuple[Cell, ...] = ("A", "2027-01-11", "09:00", 60, "jo@example.com", "Ann Lee", "ann@example.com")
B: tuple[Cell, ...] = ("B", "2027-01-12", "09:00", 30, "jo@example.com", "Ben Roe", "ben@example.com")


def read(*rows: Sequence[Cell], merges: Sequence[Merge] = ()) -> Table:
    """The table in the rows; an empty one is a blank row."""
    numbered = (Row(number, tuple(row)) for number, row in enumerate(rows, 1) if row)
    return find_table(gathered(numbered), merges=merges, delimited=False)


def numbers(table: Table) -> list[int]:
    return [row.number for row in table.rows]


def told(table: Table) -> list[tuple[str, str, int | None]]:
    return [(issue.code, issue.severity, issue.row) for issue in table.issues]


def across(row: int, last: int = 6) -> Merge:
    return Merge(row, row, 0, last)


# ---- keys --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key",
    [
        [("Key:", "confirmed"), (None, "provisional"), (None, "withdrawn")],
        [("Legend", "green", "confirmed"), (None, "red", "cancelled")],
        [("Legende:",), ("Grün", "bestätigt"), ("Rot", "abgesagt")],
        [("Légende", "confirmé"), (None, "annulé")],
        [("Leyenda:", "confirmado", "por confirmar")],
        [("Legenda", "confermato"), (None, "annullato")],
        [(None, None, "Colour code:"), (None, None, "C", "cancelled"), (None, None, "P", "provisional")],
        [("凡例", "確定"), (None, "中止")],
        [("Green", "confirmed"), ("Dark red", "cancelled")],
        [("C", "confirmed"), ("X", "cancelled"), ("H", "half term")],
    ],
)
def test_a_key_at_the_foot_is_left_out_row_by_row_and_named(key: Sequence[Sequence[Cell]]) -> None:
    found = read(HEADERS, A, B, (), *key)
    assert numbers(found) == [2, 3]
    assert told(found) == [("key_row", "warning", 5 + at) for at in range(len(key))]
    assert "key that says what colours or abbreviations mean" in found.issues[0].message


def test_a_key_never_holds_back_the_meeting_above_it() -> None:
    found = read(HEADERS, A, (), ("Key:", None, None, None, None, "confirmed"), (None,) * 5 + ("withdrawn",))
    sheet = Sheet("m.xlsx", "S", None, found.header_row, found.headers, found.rows, found.issues)
    assert errors(examined(sheet, timezone="UTC").issues) == []
    assert [meeting.title for meeting in meetings(examined(sheet, timezone="UTC"))] == ["A"]


BARE = ("Team talk", None, None, None, None, "Ann")


@pytest.mark.parametrize(
    "rows",
    [
        [("Key:", "confirmed"), BARE, A, B],
        [A, ("Key:", "confirmed"), BARE, B],
        [A, ("Key:", "confirmed"), ("Choir", "tomorrow", "9am"), B],
        [A, (), ("Key:", "confirmed"), (), ("Choir", "12 Jan 2027 9am")],
        [A, (), ("Green", "confirmed"), ("Red", "cancelled"), ("Choir", "noon")],
        [("Key:", "confirmed"), BARE, ("Choir", "tba")],
    ],
)
def test_a_key_with_a_row_below_it_that_holds_a_day_or_a_clock_stays_and_takes_no_meeting_with_it(
    rows: Sequence[Sequence[Cell]],
) -> None:
    found = read(HEADERS, *rows)
    assert len(found.rows) == sum(map(bool, rows))
    assert "key_row" not in [code for code, *_ in told(found)]


@pytest.mark.parametrize(
    "end", [("Choir", None, None, 60), ("Choir", None, None, "60"), ("Choir", None, None, None, "kim@example.com")]
)
def test_a_key_ends_at_a_number_or_an_address(end: Sequence[Cell]) -> None:
    found = read(HEADERS, A, B, (), ("Key:", "confirmed"), (None, "withdrawn"), end)
    assert (numbers(found)[:3], [row for code, _, row in told(found) if code == "key_row"]) == ([2, 3, 7], [5, 6])


def test_a_key_ends_at_a_row_with_more_cells_than_an_explanation_needs() -> None:
    found = read(HEADERS, A, B, (), ("Key:", "confirmed"), ("a", "b", "c"), ("Choir", "tba", "open", None, None, "Ann"))
    assert numbers(found) == [2, 3, 7]


def test_what_explains_colours_without_a_head_stands_in_rows_that_follow_each_other() -> None:
    rows = [("Red", "cancelled"), ("Choir", "tba", "Ann"), ("Green", "confirmed")]
    assert numbers(read(HEADERS, A, B, (), *rows)) == [2, 3, 5, 6, 7]


def test_key_without_a_colon_right_below_the_meetings_may_be_a_title() -> None:
    assert numbers(read(HEADERS, A, B, ("Key", "tba"))) == [2, 3, 4]
    assert numbers(read(HEADERS, A, B, (), ("Key", "tba"), ("Choir", "5 pupils"))) == [2, 3, 5, 6]
    assert numbers(read(HEADERS, A, B, (), ("Key", "confirmed"))) == [2, 3]


def test_many_keys_take_no_longer_than_as_many_rows() -> None:
    rows = [row for _ in range(4000) for row in [("Key:", "abc"), ("a", "b", "c", "d")]]
    assert len(key_rows(gathered(Row(number, row) for number, row in enumerate([A, *rows])))) == 4000


def test_a_key_right_below_the_meetings_and_notes_behind_it_go_too() -> None:
    found = read(HEADERS, A, B, ("Key:", "grey = full"), (), ("All times are local.",))
    assert numbers(found) == [2, 3]
    assert told(found) == [("key_row", "warning", 4), ("footer_row", "warning", 6)]


@pytest.mark.parametrize(
    "rows",
    [
        [A, ("Key", "tba"), B],
        [A, (), ("Key", "tba"), B],
        [A, (), ("Key:", "2027-01-12")],
        [A, (), ("Key accounts", "tba")],
        [A, (), ("Key:", None, None, None, "kim@example.com")],
        [A, (), (None, None, None, None, None, "Green", "Tom"), (None, None, None, None, None, "Bo", "Lee")],
        [A, ("Red", "tba"), ("Green", "confirmed")],
    ],
)
def test_what_may_be_a_meeting_or_people_is_no_key(rows: Sequence[Sequence[Cell]]) -> None:
    found = read(HEADERS, *rows)
    assert len(found.rows) == sum(map(bool, rows))
    assert found.issues == ()


# ---- counts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        [(), ("Lessons held online", 6)],
        [(), ("Lessons held online", None, None, None, None, None, 6.0)],
        [(), (None, "Slots taken", 6), (), ("Thank you.",)],
        [(), ("Please call.",), ("Lessons", 2), ("Thank you.",)],
        [(), ("Lessons", 2), ("Pupils", None, None, None, None, None, "2")],
        [(None, None, None, 90)],
        [(None, 2, None, 90)],
        [(), (None, None, 2)],
        [("Lessons", "=COUNT(B2:B3)")],
        [("Session count: 5",)],
        [("Number of lessons", 2)],
        [("Anzahl Termine: 2",)],
        [("Lessons booked:", 2)],
        [("Lessons booked:", None, None, "=SUM(D2:D3)")],
        [("件数: 2",)],
    ],
)
def test_a_row_that_counts_what_stands_above_is_left_out_and_named(rows: Sequence[Sequence[Cell]]) -> None:
    found = read(HEADERS, A, B, *rows)
    assert numbers(found) == [2, 3]
    assert {code for code, *_ in told(found)} <= {"totals_row", "footer_row"}
    assert told(found)[0][1] == "warning"


@pytest.mark.parametrize("row", [("Lessons", "=SUM(D2:D3)"), ("=COUNTA(A2:A3)",)])
def test_a_formula_that_counts_may_stand_between_meetings(row: Sequence[Cell]) -> None:
    found = read(HEADERS, A, row, B)
    assert (numbers(found), told(found)) == ([2, 4], [("totals_row", "warning", 3)])


TITLES = [
    *("Stock count", "Head count", "Saal gebucht", "Anzahl Teilnehmer klären", "Number of the Beast", "Room booked"),
    *(
        "Nombre de places",
        "人数",
    ),
]
MOMENTS: list[Cell] = [
    "12 Jan 2027 9am",
    "9am",
    "11 am",
    "Tuesday",
    "12 January",
    "noon",
    "14 h",
    time(9),
    date(2027, 1, 12),
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_row_with_a_day_or_a_clock_is_no_count(title: str, moment: Cell) -> None:
    headers = ("Title", "Start", "Minutes", "Host email")
    a, b = ((*row[:1], "11 Jan 2027 9am", *row[3:5]) for row in (A, B))
    for rows in ([a, (title, moment, 60), b], [a, b, (title, moment, 60)], [a, b, (), (title, moment, 60)]):
        found = read(headers, *rows)
        assert len(found.rows) == 3
        assert "totals_row" not in [code for code, *_ in told(found)]
    assert len(read(headers, a, ("Lessons", moment, "=SUM(C2:C3)"), b).rows) == 3


@pytest.mark.parametrize(
    "rows",
    [
        [A, ("Session count", 2), B],
        [A, ("Number of pupils: 2",), B],
        [A, B, ("Stock count", None, None, 60)],
        [A, B, ("Stock count", None, 9, 60)],
        [A, B, (), ("Choir", None, None, 60)],
        [A, B, ("Stock count", 5, None, None, "kim@example.com")],
        [A, B, ("Stock count", 5, None, None, "Kim", "Ann")],
        [A, B, ("Stock count", "tba", None, None, None, 5)],
        [A, ("Stock take", None, 9, "=SUM(D2:D2)"), B],
        [("A", "tba"), ("Head count", 5)],
    ],
)
def test_a_word_for_a_count_may_begin_a_title_unless_it_stands_at_the_foot(rows: Sequence[Sequence[Cell]]) -> None:
    found = read(HEADERS, *rows)
    assert len(found.rows) == sum(map(bool, rows))
    assert found.issues == ()


@pytest.mark.parametrize("row", [("Stock count", None, 60), ("Room booked", "=SUM(B2)", 30), ("Choir", 6, 60)])
def test_a_number_where_meetings_have_theirs_counts_nothing(row: Sequence[Cell]) -> None:
    headers = ("Title", "Start", "Minutes")
    assert numbers(read(headers, ("A", "2027-01-11 09:00", 60), (), row)) == [2, 4]


def test_below_starts_with_their_days_a_count_is_no_hour() -> None:
    day = ("A", "2027-01-11 09:00", "jo@example.com")
    assert numbers(read(("Title", "Start", "Host email"), day, ("Demos booked", 6), (), ("Demos online", 6))) == [2]


def test_below_the_days_of_a_timetable_titles_that_count_stay_too() -> None:
    rows = [("Monday, 11 January 2027",), ("A", "9am", 30), ("Stock count", "11am", 60), ("Head count", "2 pm", 45)]
    assert [row.cells[0] for row in read(("Title", "Start", "Minutes"), *rows).rows] == [
        "A",
        "Stock count",
        "Head count",
    ]


def test_a_number_below_lengths_that_are_texts_may_be_one() -> None:
    a, b = ((*row[:3], "60 min", *row[4:]) for row in (A, B))
    assert len(read(HEADERS, a, b, (), ("Choir", None, None, 45)).rows) == 3


@pytest.mark.parametrize(
    "rows",
    [
        [("Lessons held online", 6)],
        [("Lessons held online", 6), B],
        [(), ("Choir", None, None, 45)],
        [(), ("Retreat", 2027)],
        [(), ("Retreat", 46400)],
        [(), ("Choir", "14.1.", None, 45)],
        [(), ("Choir", "14:30", 2)],
        [(), ("Choir", 2, None, None, "kim@example.com")],
        [("Number of the day", "2027-01-13", "09:00")],
        [(101,)],
        [("Country counts",)],
    ],
)
def test_what_may_be_a_meeting_with_cells_missing_stays(rows: Sequence[Sequence[Cell]]) -> None:
    found = read(HEADERS, A, B, *rows)
    assert len(found.rows) == 2 + sum(map(bool, rows))
    assert found.issues == ()


def test_a_phone_number_or_an_id_alone_is_no_count() -> None:
    headers: tuple[Cell, ...] = ("Title", "Start", "Duration", "Attendee phone", "Meeting key")
    found = read(headers, ("A", "2027-01-11 09:00", 30, 5550101, 7), (None, None, None, 5501, 7), (None,) * 4 + (7,))
    assert numbers(found) == [2, 3, 4]


# ---- bands -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "WEEK 1",
        "Block A",
        "Group B \u2013 room 4",
        "Unit 2",
        "Day 3, morning",
        "January 2027",
        "12",
        "Woche 3",
        "Phase II",
    ],
)
def test_a_text_merged_across_the_table_heads_others_and_is_no_meeting(text: str) -> None:
    found = read(HEADERS, (text,), A, (), (text,), B, merges=[across(2), across(5, 4)])
    assert numbers(found) == [3, 6]
    assert told(found) == [("group_title", "warning", 2), ("group_title", "warning", 5)]
    assert "is a heading over other rows" in found.issues[0].message


@pytest.mark.parametrize("day", ["Monday, 11 January 2027", date(2027, 1, 11), "MONDAY", "11.01.2027"])
def test_a_band_with_the_day_of_the_rows_below_says_nothing_new(day: Cell) -> None:
    found = read(HEADERS, (day,), A, ("Tuesday",), B, merges=[across(2), across(4)])
    assert (numbers(found), [code for code, *_ in told(found)]) == ([3, 5], ["group_title", "group_title"])


@pytest.mark.parametrize(
    "day",
    [
        *("Monday, 18 January 2027", date(2027, 1, 18), "WEDNESDAY", "18.01.2027", "Sat prep", "Week 1, Friday"),
        *("18 January", "18-19"),
    ],
)
def test_a_band_with_another_day_than_the_rows_below_stays(day: Cell) -> None:
    assert numbers(read(HEADERS, (day,), A, ("Tuesday",), B, merges=[across(2), across(4)])) == [2, 3, 5]


def test_columns_of_results_make_no_band_narrower() -> None:
    own = HEADERS[:4]
    results = ("bulkmeet_status", "bulkmeet_meeting_id", "bulkmeet_meeting_url", "bulkmeet_message", "bulkmeet_at")
    assert numbers(read((*own, *results), A[:4], ("Group 2",), B[:4], merges=[across(3, 3)])) == [2, 4]


def test_a_merge_of_two_rows_heads_others_and_one_of_many_does_not() -> None:
    two, many = Merge(2, 3, 0, 6), Merge(2, 5, 0, 6)
    assert numbers(read(HEADERS, ("Week 1",), (), A, B, merges=[two])) == [4, 5]
    assert numbers(read(HEADERS, ("Week 1",), (), (), (), A, B, merges=[many])) == [2, 6, 7]


def test_a_merge_across_less_than_half_of_the_table_is_no_band() -> None:
    assert numbers(read(HEADERS, A, ("Group 2",), B, merges=[across(3, 2)])) == [2, 3, 4]
    assert numbers(read(HEADERS, A, ("Group 2",), B, merges=[across(3, 3)])) == [2, 4]


PERIODS = ["Week 1", "SEMANA 12", "KW 3 (18.\u201322.1.)", "Q1", "Q2 2027", "2nd quarter", "Term 1", "\u7b2c2\u9031"]


@pytest.mark.parametrize("text", PERIODS)
def test_periods_alone_in_their_rows_that_share_all_rows_are_bands_also_where_nothing_is_merged(text: str) -> None:
    found = read(HEADERS, (text,), A, (text,), B)
    assert (numbers(found), [row for *_, row in told(found)]) == ([3, 5], [2, 4])


@pytest.mark.parametrize("text", PERIODS)
def test_a_period_alone_where_no_titles_stand_is_one_too(text: str) -> None:
    headers = ("Pupil", "Title", *HEADERS[1:5])
    a, b = ((row[5], row[0], *row[1:5]) for row in (A, B))
    assert numbers(read(headers, a, (text,), b)) == [2, 4]
    assert numbers(read(headers, a, (None, text), b)) == [2, 3, 4]


@pytest.mark.parametrize(
    ("rows", "merges"),
    [
        ([("Week 1: Intro", *A[1:]), ("Week 2: Loops", *A[1:]), ("Week 3: Functions",), B], []),
        ([("Week 1: Intro", *A[1:]), ("Week 2: Loops", *A[1:]), ("Week 3",), B], [across(4)]),
        ([("Session 1", *A[1:]), ("Session 2",), B], [across(3)]),
        ([("Group A", *A[1:]), ("Group B",), B], [across(3)]),
        ([("Q1 2027",), B], []),
        ([A, ("Q1 2027",), B], []),
        ([("Q4 2026", *A[1:]), ("Q1 2027",), B], []),
        ([("Team offsite in Oslo",), B], [across(2)]),
        ([A, (None, "Week 2"), B], [Merge(3, 3, 1, 6)]),
        ([A, B, ("Week 3",)], [across(4)]),
        ([A, ("Week 2",), ("Choir",), ("Week 3",), B], [across(3)]),
    ],
)
def test_what_may_be_a_meeting_without_its_date_is_no_band(
    rows: Sequence[Sequence[Cell]], merges: Sequence[Merge]
) -> None:
    found = read(HEADERS, *rows, merges=merges)
    assert numbers(found) == list(range(2, 2 + len(rows)))
    assert found.issues == ()


@pytest.mark.parametrize(
    "text",
    [
        *(
            "CANCELLED",
            "Cancelled meetings",
            "Abgesagt",
            "Postponed to March",
            "Waiting list",
            "Drafts",
            "Not yet fixed",
        ),
        *("To be scheduled", "Past meetings", "Provisional", "Report\u00e9es", "Completed", "Already created", "Sent"),
        *(
            "Templates",
            "Examples",
            "Ignore",
            "Skip",
            "Duplicates",
            "Parked",
            "Week 1 (done)",
            "Week 1 \u2713",
            "Week 1?",
        ),
        *("Abgeschlossen", "Annul\u00e9", "Hecho", "Fatto", "Conclu\u00eddo", "Afgerond", "Seniors", "X", "Team"),
    ],
)
def test_a_band_that_may_say_that_nothing_below_is_to_be_created_stays_to_be_asked_about(text: str) -> None:
    assert numbers(read(HEADERS, A, (text,), B, merges=[across(3)])) == [2, 3, 4]


@pytest.mark.parametrize("text", ["Evening", "PM", "Afternoon", "Nachmittag", "Abend", "Soir", "Tarde", "Week 1, pm"])
def test_a_band_that_says_which_half_of_the_day_stays_as_times_may_need_it(text: str) -> None:
    late = ("B", "2027-01-12", "7:00", *B[3:])
    found = read(HEADERS, ("Morning",), A, (text,), late, merges=[across(2), across(4)])
    assert (numbers(found), told(found)) == ([3, 4, 5], [("group_title", "warning", 2)])


@pytest.mark.parametrize(
    ("row", "merges"),
    [
        (("Choir",), []),
        (("Choir",), [Merge(3, 3, 0, 1)]),
        (("Choir", None, None, None, None, "Ann"), [across(3, 4)]),
        (("Week 1", None, None, 60), []),
        (("Weekly review",), []),
        (("Quiz 2",), []),
    ],
)
def test_a_row_that_nothing_marks_as_a_band_stays(row: Sequence[Cell], merges: Sequence[Merge]) -> None:
    found = read(HEADERS, A, row, B, merges=merges)
    assert numbers(found) == [2, 3, 4]
    assert found.issues == ()


def test_bands_with_days_still_give_their_days() -> None:
    headers: tuple[Cell, ...] = ("Title", "Start", "Duration", "Host email")
    rows = [("Monday, 11 January 2027",), ("A", "09:00", 30, "jo@example.com"), ("B", "10:00", 30, "jo@example.com")]
    found = read(headers, *rows, merges=[across(2, 3)])
    assert [row.cells[1] for row in found.rows] == ["2027-01-11 09:00", "2027-01-11 10:00"]
    assert told(found) == [("day_above_rows", "warning", 2)]
