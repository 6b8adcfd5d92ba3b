import io
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bulkmeet.cells.durations import is_bare_number, parse_duration
from bulkmeet.model import Cell, Unreadable

MINUTE, HOUR, DAY = 60, 3600, 86400

lengths = st.integers(1, 31 * DAY)


def seconds(cell: Cell, unit: str | None = None) -> int | None:
    parsed = parse_duration(cell, unit)
    assert not parsed.problems
    return parsed.value


def code(cell: Cell, unit: str | None = None) -> str:
    parsed = parse_duration(cell, unit)
    assert parsed.value is None
    return parsed.problems[0].code


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("45 min", 45 * MINUTE),
        ("45m", 45 * MINUTE),
        ("90 minutes", 90 * MINUTE),
        ("1h", HOUR),
        ("2 hours", 2 * HOUR),
        ("1 h 30", 90 * MINUTE),
        ("1h30", 90 * MINUTE),
        ("1 hr 15 mins", 75 * MINUTE),
        ("1 hour and 15 minutes", 75 * MINUTE),
        ("1.5 h", 90 * MINUTE),
        ("1,5 Std.", 90 * MINUTE),
        ("1 Stunde, 30 Minuten", 90 * MINUTE),
        ("1 heure et 30 minutes", 90 * MINUTE),
        ("1時間30分", 90 * MINUTE),
        ("2 days", 2 * DAY),
        ("5m30", 330),
        ("1:30", 90 * MINUTE),
        ("90'", 90 * MINUTE),
        ("1\u00bd h", 90 * MINUTE),
        ("1時間半", 90 * MINUTE),
        ("1 hour(s) 30 minute(s)", 90 * MINUTE),
        ("0 days 01:30:00", 90 * MINUTE),
        ("1h:30m", 90 * MINUTE),
        ("90:00 min", 90 * MINUTE),
        ("1:30 hours", 90 * MINUTE),
        ("1.25 h", 75 * MINUTE),
        ("1.50 h", 90 * MINUTE),
        ("0:45", 45 * MINUTE),
        ("1:30:00", 90 * MINUTE),
        ("90:00:00", 90 * HOUR),
        ("1:30 h", 90 * MINUTE),
        ("PT1H30M", 90 * MINUTE),
        ("PT1.5H", 90 * MINUTE),
        ("P1DT1H", DAY + HOUR),
        (timedelta(hours=25), 25 * HOUR),
        (timedelta(minutes=59, seconds=59, microseconds=999_997), HOUR),
        (time(1), HOUR),
        (time(0, 45), 45 * MINUTE),
        (datetime(1899, 12, 30, 1, tzinfo=UTC), HOUR),
        (datetime(1899, 12, 31, 1, tzinfo=UTC), HOUR),
        (datetime(1900, 1, 1, 1, tzinfo=UTC), 25 * HOUR),
    ],
)
def test_durations_that_carry_their_own_unit(cell: Cell, expected: int) -> None:
    assert seconds(cell) == expected
    assert seconds(cell, "s") == expected


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        (60, None, HOUR),
        (60.0, None, HOUR),
        ("60", None, HOUR),
        (90, "s", 90),
        (3_600_000, "ms", HOUR),
        (1.5, "h", 90 * MINUTE),
        ("0,75", "h", 45 * MINUTE),
        (0.333333, "h", 20 * MINUTE),
        (22.5, "min", 22 * MINUTE + 30),
    ],
)
def test_a_bare_number_counts_what_the_header_says_and_else_minutes(
    cell: Cell, unit: str | None, expected: int
) -> None:
    assert is_bare_number(cell)
    assert seconds(cell, unit) == expected


@pytest.mark.parametrize("cell", ["45 min", "1:30", "", None, True, time(1), timedelta(hours=1), Unreadable("x", "y")])
def test_only_a_number_without_a_unit_is_bare(cell: Cell) -> None:
    assert not is_bare_number(cell)


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        (0.0416667, None),
        (0.5, None),
        ("0.5", None),
        (1.5, None),
        (0.25, "min"),
        (0.0416667, "h"),
        (1500, "ms"),
        ("1.30", "h"),
        (1.45, "h"),
        ("1,30 Std.", None),
        ("0.45 h", None),
        ("1,500", None),
        ("1.500 min", None),
        ("90:00", None),
    ],
)
def test_a_number_that_can_be_several_things_is_refused(cell: Cell, unit: str | None) -> None:
    assert code(cell, unit) == "duration_unclear"


def test_the_refusal_says_how_to_write_it() -> None:
    (unclear,) = parse_duration(0.5, None).problems
    assert unclear.message == "“0.5” can be hours, minutes or a part of a day; write it like 45 min or 1:30."
    (unclear,) = parse_duration("90:00", None).problems
    assert unclear.message == "“90:00” can be 90 hours or 90 minutes; write 90 h or 90 min."


@pytest.mark.parametrize("cell", [0, "0", -5, "-1:30", "-30 min", "0 min", time(0), timedelta(0), timedelta(hours=-1)])
def test_no_time_at_all_is_no_duration(cell: Cell) -> None:
    assert code(cell) == "duration_not_positive"


@pytest.mark.parametrize("cell", [31 * 24 * 60 + 1, "800 h", "32 days", timedelta(days=32), 999_999_999_999])
def test_more_than_31_days_is_too_long(cell: Cell) -> None:
    assert code(cell) == "duration_too_long"


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("half a day", "duration_unreadable"),
        ("min", "duration_unreadable"),
        ("1:75", "duration_unreadable"),
        ("1 h 90", "duration_unreadable"),
        ("1 h 90 min", "duration_unreadable"),
        ("1:30 min", "duration_unreadable"),
        ("30-45 min", "duration_range"),
        ("30 min 1 h", "duration_unreadable"),
        ("P", "duration_unreadable"),
        ("P1Y", "duration_unreadable"),
        ("1e3", "duration_unreadable"),
        ("####", "duration_unreadable"),
        ("x" * 5000, "duration_unreadable"),
        (True, "duration_unreadable"),
        (float("nan"), "duration_unreadable"),
        (float("inf"), "duration_unreadable"),
        (10**400, "duration_unreadable"),
        (date(2026, 9, 10), "duration_unreadable"),
        (datetime(2026, 9, 10, 1, tzinfo=UTC), "duration_unreadable"),
        ("30 to 45 min", "duration_range"),
        ("TBD", "duration_undecided"),
        (Unreadable("#REF!", "an error value"), "unreadable_cell"),
    ],
)
def test_what_is_no_duration_is_refused(cell: Cell, problem: str) -> None:
    assert code(cell) == problem


def test_a_blank_cell_has_no_duration() -> None:
    assert seconds(None) is None
    assert seconds("  ") is None


@pytest.mark.parametrize("written", ["h:mm", "[h]:mm", "h:mm:ss"])
@pytest.mark.parametrize("length", [timedelta(minutes=20), timedelta(hours=1), timedelta(hours=25, minutes=30)])
def test_excel_durations_survive_the_workbook(written: str, length: timedelta) -> None:
    book = Workbook()
    cell = book.worksheets[0].cell(1, 1, length / timedelta(days=1))
    cell.number_format = written
    file = io.BytesIO()
    book.save(file)
    (read,) = next(load_workbook(file).worksheets[0].iter_rows(values_only=True))
    assert isinstance(read, (time, datetime, timedelta))
    assert seconds(read) == length.total_seconds()


def _iso(length: int) -> str:
    minutes, second = divmod(length, 60)
    hours, minute = divmod(minutes, 60)
    return f"PT{hours}H{minute}M{second}S"


@given(lengths)
def test_a_duration_written_in_any_way_comes_back(length: int) -> None:
    minutes, second = divmod(length, 60)
    hours, minute = divmod(minutes, 60)
    assert seconds(f"{hours}:{minute:02}:{second:02}") == length
    assert seconds(f"{hours} h {minute} min {second} s") == length
    assert seconds(_iso(length)) == seconds(timedelta(seconds=length)) == length
    assert seconds(length, "s") == seconds(str(length), "s") == seconds(length * 1000, "ms") == length


@given(st.text(max_size=30) | st.floats() | st.integers() | st.timedeltas() | st.times() | st.datetimes() | st.dates())
def test_no_cell_makes_the_reader_fail(cell: Cell) -> None:
    for unit in (None, "h", "ms"):
        parsed = parse_duration(cell, unit)
        assert parsed.value is None or 0 < parsed.value <= 31 * DAY


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("half an hour", 30), ("a half-hour", 30), ("an hour", 60), ("One hour", 60), ("quarter of an hour", 15)),
        *(("1 1/2 h", 90), ("1-1/2 hours", 90), ("1½ hours", 90), ("3/4 h", 45), ("1\u20442 hour", 30), ("90'", 90)),
        *(("an hour and a half", 90), ("2 hours and a half", 150), ("two hours", 120), ("eine halbe Stunde", 30)),
        *(("Viertelstunde", 15), ("anderthalb Stunden", 90), ("1 1/2 Std.", 90), ("une demi-heure", 30)),
        *(("1h et demie", 90), ("une heure et demie", 90), ("trois quarts d\u2019heure", 45), ("media hora", 30)),
        *(("1 hora y media", 90), ("un cuarto de hora", 15), ("mezz'ora", 30), ("mezz\u2019ora", 30)),
        *(("un'ora e mezza", 90), ("meia hora", 30), ("uma hora e meia", 90), ("een half uur", 30)),
        *(("anderhalf uur", 90), ("een kwartier", 15)),
        *(("en halv time", 30), ("pół godziny", 30), ("半時間", 30), ("一時間", 60)),
    ],
)
def test_durations_in_words_are_what_people_mean_by_them(text: str, minutes: int) -> None:
    assert parse_duration(text, None).value == minutes * 60


def test_a_fraction_alone_counts_the_headers_unit_and_nothing_without_one() -> None:
    assert parse_duration("1 1/2", "h").value == 90 * 60
    for text in ("1 1/2", "1/2", "11/2 h", "2027/1/2"):
        assert parse_duration(text, None).value is None


@pytest.mark.parametrize("text", ["half a day", "about an hour", "an hour each", "hour"])
def test_words_that_leave_the_length_open_are_no_duration(text: str) -> None:
    assert parse_duration(text, None).value is None


@pytest.mark.parametrize(("cell", "shown"), [(45, "45"), ("45", "45"), (30.0, "30")])
def test_a_bare_number_of_hours_that_would_be_days_is_asked_about(cell: Cell, shown: str) -> None:
    parsed = parse_duration(cell, "h")
    assert [problem.code for problem in parsed.problems] == ["duration_unclear"]
    assert parsed.problems[0].message.endswith(f"write {shown} min, or {shown} h.")
    assert parse_duration(f"{shown} h", "h").value == int(shown) * 3600
    assert parse_duration(f"{shown} min", "h").value == int(shown) * 60


def test_a_whole_day_of_hours_is_read() -> None:
    assert parse_duration(24, "h").value == 24 * 3600
