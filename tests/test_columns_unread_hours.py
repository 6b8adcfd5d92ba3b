"""Hours nobody reads, however they are written: the one question about their column, and no dates to retype."""

from collections.abc import Sequence

import pytest

from bulkmeet.columns.fields import Column, Field
from bulkmeet.columns.hourlooks import are_clocks
from bulkmeet.columns.timeoffers import offering
from bulkmeet.columns.unreadtimes import unread_times
from bulkmeet.errors import UnreadableFile
from bulkmeet.model import Cell
from tests.sheets import errors, examined, meetings, message, only, sheet_of, shown

DAYS: list[Cell] = ["2027-01-12", "2027-01-13", "2027-01-14"]
MOMENTS: list[Cell] = ["2027-01-12 09:00", "2027-01-13 09:00", "2027-01-14 09:00"]


def offered(*columns: tuple[str, Sequence[Cell]], beside: Field = Field.START_DATE) -> list[tuple[str, str]]:
    """The headers of the columns that are offered as times, with their fields, right of a column of dates."""
    known = [Column(0, "Date", beside, how="by its name")]
    unread = [Column(index, header) for index, (header, _) in enumerate(columns, 1)]
    found = unread_times([*known, *unread], [DAYS, *(cells for _, cells in columns)])
    return [(offer.column.header, str(offer.field)) for offer in found]


@pytest.mark.parametrize(
    "cells",
    [
        ["9:00-13:00", "10:00-11:30", "8.00\u201312.00"],
        ["kl. 18.30\u201320.00", "kl. 19.00\u201321.00", "kl. 18.30\u2013"],
        ["14:00 \u2013 17:00 Uhr", "9.00 \u2013 10.30 Uhr", "entfällt"],
        ["von 9 bis 10 Uhr", "9h30-10h", "9:00 to 10:00"],
        ["kl. 9.30", "kl. 13.00", "kl. 10.00"],
        ["godz. 9:00", "godz. 10:00", "godz. 12:30"],
        ["ore 9.30", "ore 11.00", "ore 15.15"],
        ["9.30", "13.00", "14.15"],
    ],
)
def test_hours_are_offered_as_the_start_under_an_unknown_header(cells: Sequence[Cell]) -> None:
    assert offered(("Xyzzy", cells)) == [("Xyzzy", "start_time")]


@pytest.mark.parametrize("header", ["Kl.", "Tid", "Godziny", "Hora", "Uhrzeit", "Orario", "Čas", "Saat", "時間"])
def test_a_header_that_speaks_of_time_tips_the_scale(header: str) -> None:
    cells: list[Cell] = ["9.00", "13.10", "10.00", "by phone"]
    assert are_clocks(header, cells, dotted=True)
    assert not are_clocks("Xyzzy", cells, dotted=True)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        *(("Xyzzy", ["9.30", "12.99", "3.5"]), ("Xyzzy", ["9.00", "12.00", "15.00"]), ("Xyzzy", ["3.15", "4.30"])),
        *(("Fee", ["9.30", "12.15", "15.00"]), ("Version", ["9.15", "10.30"]), ("Kl.", ["9.30", "12.99", "14.00"])),
        ("Hours", ["1.30", "2.00", "0.45"]),
    ],
)
def test_prices_and_versions_are_no_hours(header: str, cells: Sequence[Cell]) -> None:
    assert offered((header, cells)) == []


@pytest.mark.parametrize("beside", [Field.START_TIME, Field.START_HOUR])
def test_numbers_are_hours_only_where_the_date_lacks_them(beside: Field) -> None:
    assert offered(("Xyzzy", ["9.30", "13.00", "14.15"]), beside=beside) == []


def test_a_span_is_never_the_end() -> None:
    spans: list[Cell] = ["9:00-13:00", "10:00-11:30", "8:00-12:00"]
    assert offered(("Slot window", spans)) == [("Slot window", "start_time")]
    assert offered(("Xyzzy", spans), ("Quux", spans)) == [("Xyzzy", "start_time"), ("Quux", "start_time")]


def sheet(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Rows with a title, a day, what stands in the column under test, and a host."""
    return [["Review", day, cell, "ann@example.com"] for day, cell in zip(DAYS, cells, strict=True)]


@pytest.mark.parametrize("start", ["Date", "Start"])
@pytest.mark.parametrize(
    "cells",
    [
        ["9:00-13:00", "10:00-11:30", "8.00\u201312.00"],
        ["kl. 18.30\u201320.00", "kl. 19.00\u201321.00", "kl. 9.00\u201310.00"],
    ],
)
def test_nobody_is_told_to_retype_dates_beside_spans_and_the_advice_reads_them(start: str, cells: list[Cell]) -> None:
    asked = sheet_of(["Title", start, "Xyzzy", "Host email"], sheet(cells))
    found = examined(asked)
    assert errors(found.issues) == [("times_not_used", "C1")]
    assert message(found.issues, "times_not_used") == (
        "The dates have no time of day: “Xyzzy” holds dates or times; if it says when the meetings are, "
        'add --map "Xyzzy=start_time" when you run bulkmeet.'
    )
    read = meetings(examined(asked, column_map={"Xyzzy": "start_time"}))
    assert [meeting.end > meeting.start for meeting in read] == [True, True, True]


def test_a_lone_hour_beside_a_length_is_asked_for_too() -> None:
    headers = ["Title", "Date", "Xyzzy", "Host email"]
    asked = sheet_of(headers, sheet(["9.30", "13.00", "14.15"]))
    assert errors(examined(asked, duration=1800).issues) == [("times_not_used", "C1")]
    assert len(meetings(examined(asked, duration=1800, column_map={"Xyzzy": "start_time"}))) == 3


def test_an_end_alone_gives_no_date_its_hour() -> None:
    found = examined(sheet_of(["Title", "Date", "Ends about", "Host email"], sheet(["9:00", "10:00", "11:00"])))
    assert ("times_not_used", "C1") not in errors(found.issues)
    assert "has no time of day" in " ".join(issue.message for issue in found.issues)


def test_columns_that_cannot_be_read_together_are_offered_as_a_choice() -> None:
    columns = [Column(index, header) for index, header in enumerate(("Ata", "Beb", "Cec"))]
    told = offering(unread_times(columns, [MOMENTS, DAYS, ["9:00", "10:00", "11:00"]]))
    assert told == (
        "“Ata” and “Beb” and “Cec” hold dates or times, and not all of them together can say when the meetings are; "
        'choose those that do, and add --map "Ata=start" or --map "Beb=start_date" --map "Cec=start_time" when you '
        "run bulkmeet."
    )


def test_a_second_hour_is_no_end_where_the_sheet_has_one() -> None:
    columns = [Column(0, "Ata"), Column(1, "Beb"), Column(2, "End time", Field.END_TIME, how="by its name")]
    told = offering(unread_times(columns, [["9:00"], ["9:15"], ["10:00"]]))
    assert '--map "Ata=start_time" or --map "Beb=start_time"' in told


def test_a_header_nobody_can_type_is_named_by_its_letter() -> None:
    rows = [[*row, "30 min"] for row in sheet(["9:00", "10:00", "11:00"])]
    with pytest.raises(UnreadableFile, match='--map "When we meet=start_date" --map "C=start_time"'):
        examined(sheet_of(["Title", "When we\nmeet", 'The "real" one', "Host email", "Duration"], rows))


def test_a_span_beside_a_whole_start_is_not_offered_as_the_end_either() -> None:
    rows = [["Review", moment, "9:00-13:00", "ann@example.com"] for moment in MOMENTS]
    found = examined(sheet_of(["Title", "Start", "Slot end window", "Host email"], rows))
    assert message(found.issues, "column_missing").endswith('with --map "Their header=field".')


COURSES = ("Title", "From", "To", "Host email", "First session", "Last session", "Repeats")
COURSE = ("Office hours", "10:00", "11:00", "jo@example.com", "2027-01-19", "2027-05-04")


def test_the_last_day_of_a_series_is_no_end_and_belongs_into_its_recurrence() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        examined(sheet_of(COURSES, [(*COURSE, "weekly")]))
    told = str(refusal.value)
    assert '“First session” holds dates or times; if it says when the meetings are, add --map "First session=' in told
    assert "If “Last session” says when a series ends, write that into “Repeats”, like weekly until 2027-" in told
    assert "Last session=" not in told


def test_without_a_recurrence_a_second_day_may_be_the_end() -> None:
    with pytest.raises(UnreadableFile, match="Last session=end_date"):
        examined(sheet_of(COURSES[:-1], [COURSE]))


def test_the_series_end_written_into_the_recurrence_is_read() -> None:
    sheet = sheet_of(COURSES, [(*COURSE, "weekly until 2027-05-04")])
    (meeting,) = meetings(examined(sheet, column_map={"First session": "start_date"}))
    assert meeting.recurrence is not None
    assert meeting.recurrence.startswith("FREQ=WEEKLY;UNTIL=2027050")


def test_the_last_day_of_a_series_is_not_offered_as_the_end_that_is_missing() -> None:
    headers = ("Title", "Start", "Host email", "Last session", "Repeats")
    row = ("Office hours", "2027-01-19 10:00", "jo@example.com", "2027-05-04", "weekly")
    told = message(examined(sheet_of(headers, [row])).issues, "column_missing")
    assert "Last session" not in told
    told = message(examined(sheet_of(headers[:-1], [row[:-1]])).issues, "column_missing")
    assert "Last session=" in told


@pytest.mark.parametrize(
    ("start", "end"),
    [
        *(("Godz. od", "Godz. do"), ("Od godz.", "Do godz."), ("Godz. rozpoczęcia", "Godz. zakończenia")),
        *(("Uhrzeit von", "Uhrzeit bis"), ("Uhrz. von", "Uhrz. bis"), ("Zeit von", "Zeit bis")),
        *(("Hora de", "Hora a"), ("Heure de", "Heure à"), ("Ora da", "Ora a"), ("Tijd van", "Tijd tot")),
        *(("Kl. fra", "Kl. til"), ("Kl. från", "Kl. till"), ("Čas od", "Čas do"), ("Time from", "Time to")),
    ],
)
def test_hours_from_and_until_are_read_with_or_without_their_words_cut_short(start: str, end: str) -> None:
    found = examined(f"""
        Title | Datum      | {start} | {end} | Host email
        Ada   | 2026-09-10 | 09:30   | 10:15 | jo@example.com
    """)
    meeting = only(found)
    assert (shown(meeting.start), shown(meeting.end)) == ("2026-09-10 09:30", "2026-09-10 10:15")
    assert not any(column.by_likeness for column in found.mapping.columns)


@pytest.mark.parametrize("header", ["Atividade - Data de adição", "Erstellt am", "Created", "Added on", "Geändert"])
def test_the_days_on_which_rows_were_made_are_never_offered_as_the_start(header: str) -> None:
    assert offered((header, MOMENTS)) == []
    assert offered(("Xyzzy", MOMENTS)) == [("Xyzzy", "start")]
