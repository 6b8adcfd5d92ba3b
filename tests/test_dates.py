import csv
import os
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulkmeet.cells.dates import DateOrder, infer_order, parse_clock, parse_when, readings
from bulkmeet.model import Cell, Unreadable, When

CORPUS = Path(os.environ.get("BULKMEET_CORPUS") or Path(__file__).parents[2] / "shared" / "corpus")
TENTH = date(2026, 9, 10)
TEN = time(10)

moments = st.datetimes(datetime(2000, 1, 1), datetime(2068, 12, 31)).map(  # noqa: DTZ001 - local times have no zone
    lambda moment: moment.replace(microsecond=0)
)


def when(cell: Cell, order: DateOrder | None = None) -> When | None:
    parsed = parse_when(cell, order)
    assert not parsed.problems
    return parsed.value


def code(cell: Cell, order: DateOrder | None = None) -> str:
    parsed = parse_when(cell, order)
    assert parsed.value is None
    return parsed.problems[0].code


def message(cell: Cell, order: DateOrder | None = None) -> str:
    return parse_when(cell, order).problems[0].message


def clock(cell: Cell) -> time | None:
    parsed = parse_clock(cell)
    assert not parsed.problems
    assert parsed.value is not None
    return parsed.value.clock


def clock_code(cell: Cell) -> str:
    parsed = parse_clock(cell)
    assert parsed.value is None
    return parsed.problems[0].code


# ---- the order of a column ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/04/2026", "31/12/2026"], "dmy"),
        (["03/04/2026", "05/30/2026"], "mdy"),
        (["03/04/2026 10:00", "05/30/2026 10:00 AM"], "mdy"),
        (["03/04/2026", "05-06-2026"], "ambiguous"),
        (["31/12/2026", "12/31/2026"], "contradictory"),
        (["04/04/2026"], None),
        (["04/04/2026", "03/04/2026"], "ambiguous"),
        (["10.09.2026"], "dmy"),
        (["9/10/26", "10/26/25"], "mdy"),
        (["Thu 10/09/2026"], "dmy"),
        (["31/02/2026"], None),
    ],
)
def test_the_whole_column_tells_the_order_of_its_dates(cells: list[Cell], order: str | None) -> None:
    assert infer_order(cells) == order


def test_a_column_in_which_no_cell_depends_on_the_order_has_none() -> None:
    cells: list[Cell] = [TENTH, datetime(2026, 3, 4, tzinfo=UTC), "2026-03-04", "4 March 2026", "1789000000", 46275]
    assert infer_order([*cells, None, "", "TBD", True, Unreadable("#N/A", "an error")]) is None


def test_a_date_that_is_the_same_both_ways_has_both_readings() -> None:
    assert readings("04/04/2026") == {"dmy": date(2026, 4, 4), "mdy": date(2026, 4, 4)}
    assert when("04/04/2026") == When(date(2026, 4, 4))


def test_the_order_decides_what_a_numeric_date_means() -> None:
    assert when("03/04/2026", "dmy") == When(date(2026, 4, 3))
    assert when("03/04/2026", "mdy") == When(date(2026, 3, 4))
    assert when("26/09/10", "ymd") == When(TENTH)


def test_a_date_that_reads_both_ways_asks_for_the_option() -> None:
    assert code("03/04/2026") == "date_ambiguous"
    assert message("03/04/2026") == (
        "“03/04/2026” can be 3 April or March 4; write it like 2026-04-03, or add "
        "--date-order dmy or --date-order mdy when you run bulkmeet."
    )
    assert code("03/04/2026", "ymd") == "date_ambiguous"


@pytest.mark.parametrize(
    ("cell", "like"),
    [
        ("3/4/2026 6:00pm", "2026-04-03 18:00,"),
        ("3/4/2026 6:00pm PST", "2026-04-03 18:00 PST,"),
        ("3/4/2026 18:00 +01:00", "2026-04-03,"),
    ],
)
def test_where_it_has_a_time_the_form_to_write_it_in_has_it_too(cell: str, like: str) -> None:
    assert f"write it like {like} or add" in message(cell)


def test_a_date_that_does_not_fit_the_order_is_not_turned_around() -> None:
    assert code("31/12/2026", "mdy") == "date_order_disagrees"
    assert code("10.09.2026", "mdy") == "date_order_disagrees"
    assert when("31/12/2026") == When(date(2026, 12, 31))


def test_a_weekday_decides_between_two_readings() -> None:
    assert when("Thu 10/09/2026") == When(TENTH)
    assert code("Thu 10/09/2026", "mdy") == "weekday_disagrees"


@given(moments, st.sampled_from(["dmy", "mdy", "ymd"]), st.sampled_from("/-"))
def test_a_numeric_date_written_in_an_order_is_read_back_in_it(moment: datetime, order: DateOrder, mark: str) -> None:
    written = {"dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y", "ymd": "%y/%m/%d"}[order].replace("/", mark)
    assert when(moment.strftime(f"{written} %H:%M:%S"), order) == When(moment.date(), moment.time())


@given(st.lists(moments, min_size=1), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]))
def test_a_column_written_in_one_order_never_proves_the_other(days: list[datetime], written: str) -> None:
    other = "mdy" if written.startswith("%d") else "dmy"
    assert infer_order(day.strftime(written) for day in days) not in {other, "contradictory"}


# ---- texts -------------------------------------------------------------------------------------------------

ZOO: dict[str, When | str] = {
    "ISO Z": When(TENTH, time(1), 0),
    "ISO offset": When(TENTH, TEN, 9 * 3600),
    "epoch s": When(TENTH, time(0, 26, 40), 0),
    "epoch ms": When(TENTH, time(0, 26, 40), 0),
    "excel serial": When(TENTH, TEN),
    "long": When(TENTH, TEN),
    "RFC": When(TENTH, TEN, 2 * 3600),
    "JS": When(TENTH, TEN, -4 * 3600, "Eastern Daylight Time"),
    "fr": When(TENTH, TEN),
    "de": When(TENTH, TEN),
    "2-digit": "date_ambiguous",
    "abbr tz": When(TENTH, TEN, zone="EST"),
    "narrow nbsp": "date_ambiguous",
    "range": "date_range",
    "TBD": "date_undecided",
    "hash": "date_unreadable",
}


def test_every_line_of_the_zoo_is_read_exactly_or_refused() -> None:
    path = CORPUS / "made" / "date_text_zoo.csv"
    if not path.exists():
        pytest.skip("the corpus is not here; BULKMEET_CORPUS names it")
    with path.open(encoding="utf-8", newline="") as file:
        cells = {line["Title"]: line["Start"] for line in csv.DictReader(file)}
    parsed = {title: parse_when(cell, None) for title, cell in cells.items()}
    assert {title: read.value or read.problems[0].code for title, read in parsed.items()} == ZOO
    assert when(cells["2-digit"], "mdy") == when(cells["narrow nbsp"], "mdy") == When(TENTH, TEN)


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-10 10:00",
        "2026-09-10T10:00:00.0000000",
        "2026-09-10 09:59:59.9999",
        "2026/9/10 10:00",
        "20260910T100000",
        "9/10/2026, 10:00 AM",
        "9/10/2026 10:00\u202fAM",
        "\u200e9\u200e/\u200e10\u200e/\u200e2026 \u200f\u200e10:00\u200e AM",
        "Sept 10th, 2026 @ 10am",
        "Sep 10 2026 10.00",
        "10-Sep-26 10:00",
        "10Sep2026 10:00",
        "10 September 2026 at 10:00 a.m.",
        "10. September 2026 um 10 Uhr",
        "Do, 10.9.2026 10:00 Uhr",
        "jeu. 10 sept. 2026 à 10h",
        "10 de septiembre de 2026 a las 10:00",
        "quinta-feira, 10 de setembro de 2026 às 10:00",
        "giovedì 10 settembre 2026 alle ore 10.00",
        "donderdag 10 september 2026 om 10:00 uur",
        "2026年9月10日(木) 10:00",
        "2026年\uff19月\uff11\uff10日 午前10時00分",
        "46275.4166666667",
        "46275,4166666667",
        "2026-W37-4T10:00",
        "20260910 1000",
        "202609101000",
        "令和8年9月10日(木) 10:00",
        "R8.9.10 10:00",
        "2026年9月10日10時00分",
        "2026/09/10(木)10:00",
        "2026年9月10日 星期四 上午10:00",
        "10:00 Thu 10 Sep 2026",
        "10:00 Uhr am 10.09.2026",
        "2026-09-10 Thu 10:00",
        "10 Sep '26 10:00",
        "'2026-09-10 10:00",
        '="2026-09-10 10:00"',
        "2026\u201309\u201310 10:00",
        "donderdag 10 september 2026 om 10u00",
        "torsdag den 10. september 2026 kl. 10.00",
        "czwartek, 10 września 2026, godz. 10:00",
        "September 10, 2026 - 10am",
        "10 Sep 2026, 1000 hrs",
    ],
)
def test_one_moment_written_in_many_ways(text: str) -> None:
    order: DateOrder | None = "mdy" if text.lstrip("\u200e").startswith("9") else None
    assert when(text, order) == When(TENTH, TEN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-09-10", When(TENTH)),
        ("20260910", When(TENTH)),
        ("10/26/25", When(date(2025, 10, 26))),
        ("31.12.69", When(date(1969, 12, 31))),
        ("2026-09-10 noon", When(TENTH, time(12))),
        ("Thu, 10 Sep 2026 10:00:00 GMT", When(TENTH, TEN, 0)),
        ("Thu Sep 10 10:00:00 UTC 2026", When(TENTH, TEN, 0)),
        ("10/Sep/2026:10:00:00 +0000", When(TENTH, TEN, 0)),
        ("2026-09-10 10:00 GMT", When(TENTH, TEN, zone="GMT")),
        ("2026-09-10 10:00 UTC+2", When(TENTH, TEN, 7200)),
        ("2026-09-10 10:00 (Europe/Berlin)", When(TENTH, TEN, zone="Europe/Berlin")),
        ("2026-09-10 10:00 Pacific Time", When(TENTH, TEN, zone="Pacific Time")),
        ("2026-09-10 10:00 London", When(TENTH, TEN, zone="London")),
        ("10:00 AM EDT, September 10, 2026", When(TENTH, TEN, zone="EDT")),
        ("Thu Sep 10 10:00:00 2026 +0200", When(TENTH, TEN, 7200)),
        ("12:00 AM 10 September 2026", When(TENTH, time(0))),
        ("2026-09-10T10:00-06:00", When(TENTH, TEN, -6 * 3600)),
        ("2026-09-10 10:00:00-06:00", When(TENTH, TEN, -6 * 3600)),
    ],
)
def test_what_else_a_text_can_say(text: str, expected: When) -> None:
    assert when(text) == expected


def test_an_offset_and_a_zone_in_one_text_are_both_kept() -> None:
    assert when("2026-09-10T10:00+02:00[Europe/Berlin]") == When(TENTH, TEN, 7200, "Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2026-09-10 → 2026-09-11", "date_range"),
        ("10.09.2026 - 12.09.26", "date_range"),
        ("2026-09-10 9:30 to 10:30", "date_range"),
        ("1月14日(木)\uff5e1月15日(金)", "date_range"),
        ("2026-09-10 22:00-06:00", "time_range"),
        ("2026-09-10 10:00:00-11:00:00", "date_range"),
        ("maybe", "date_undecided"),
        ("n/a", "date_undecided"),
        ("\u2013", "date_undecided"),
        ("September TBC", "date_undecided"),
        ("10/1", "date_without_year"),
        ("26 Sep 10:00:00", "date_without_year"),
        ("Sep-26", "date_without_year"),
        ("4月9日(木)", "date_without_year"),
        ("31/02/2026", "date_impossible"),
        ("2026-02-30", "date_impossible"),
        ("13/13/2026", "date_impossible"),
        ("Monday, September 10, 2026", "weekday_disagrees"),
        ("2026-09-10 24:00", "time_unreadable"),
        ("2026-09-10T24:00:00", "time_unreadable"),
        ("2026-09-10 25:99", "time_unreadable"),
        ("2026-09-10 14:30 AM", "time_unreadable"),
        ("2026-09-10T10:00+25:00", "offset_unreadable"),
        ("2026-09-10+02:00", "date_unreadable"),
        ("2026-W37", "date_unreadable"),
        ("平成30年4月6日(金)", "date_unreadable"),
        ("2026-09-10Z", "date_unreadable"),
        ("12:00 am 10.09.2026", "date_unreadable"),
        ("10.30 11.09.2026", "date_without_year"),
        ("10.09.2026 - 12.09", "date_range"),
        ("14:00-15:00 10.09.2026", "time_range"),
        ("September 10-12, 2026", "date_range"),
        ("2pm-3pm 10 Sep 2026", "date_range"),
        ("2026-9-1 9:5", "date_unreadable"),
        ("di 06/09/2026", "date_ambiguous"),
        ("2026-W54-1", "date_unreadable"),
        ("2026-09-10 2400", "time_unreadable"),
        ("引き続き", "date_unreadable"),
        ("#####", "date_unreadable"),
        ("10:00", "date_unreadable"),
        ("tomorrow", "date_unreadable"),
        ("September", "date_without_year"),
        ("12345", "date_unreadable"),
        ("9" * 5000, "date_unreadable"),
        ("#N/A", "unreadable_cell"),
    ],
)
def test_what_is_no_point_in_time_is_refused(text: str, problem: str) -> None:
    assert code(text) == problem


def test_24_00_is_told_how_to_be_written() -> None:
    assert message("2026-09-10 24:00") == ("“2026-09-10 24:00” ends the day at 24:00; write 00:00 of the day after it.")


def test_a_contradicting_weekday_is_named() -> None:
    assert "2026-09-10 is a Thursday" in message("Monday, September 10, 2026")


def test_midnight_as_a_word_is_read_with_a_warning() -> None:
    parsed = parse_when("2026-09-10 midnight", None)
    assert parsed.value == When(TENTH, time(0))
    assert [problem.severity for problem in parsed.problems] == ["warning"]


@given(moments, st.integers(-12 * 4, 14 * 4).map(lambda quarters: timedelta(minutes=15 * quarters)))
def test_iso_rfc_and_javascript_text_come_back_as_they_were(moment: datetime, offset: timedelta) -> None:
    there = moment.replace(tzinfo=timezone(offset))
    expected = When(moment.date(), moment.time(), int(offset.total_seconds()))
    assert when(there.isoformat()) == expected
    assert when(format_datetime(there)) == expected
    assert when(there.strftime("%a %b %d %Y %H:%M:%S GMT%z")) == expected


@given(
    moments,
    st.sampled_from(
        [
            "%A, %B %d, %Y %I:%M:%S %p",
            "%d %b %Y %H:%M:%S",
            "%d.%m.%Y %H:%M:%S",
            "%Y年%m月%d日 %H:%M:%S",
            "%Y%m%dT%H%M%S",
        ]
    ),
)
def test_local_times_in_words_come_back_as_they_were(moment: datetime, written: str) -> None:
    assert when(moment.strftime(written)) == When(moment.date(), moment.time())


@given(moments)
def test_numbers_for_a_moment_come_back_to_the_second(moment: datetime) -> None:
    seconds = int(moment.replace(tzinfo=UTC).timestamp())
    days = (moment.replace(tzinfo=UTC) - datetime(1899, 12, 30, tzinfo=UTC)) / timedelta(days=1)
    clocked = When(moment.date(), moment.time(), 0)
    if seconds >= 1_000_000_000:
        assert when(seconds) == when(float(seconds)) == when(str(seconds)) == when(seconds * 1000) == clocked
    serial = When(moment.date(), moment.time() if days != int(days) else None)
    assert when(days) == when(f"{days:.10f}") == serial


@given(st.text(max_size=40) | st.floats() | st.integers() | st.datetimes() | st.timedeltas() | st.times() | st.dates())
def test_no_cell_makes_the_reader_fail(cell: Cell) -> None:
    for parsed in (parse_when(cell, None), parse_when(cell, "dmy"), parse_clock(cell)):
        assert parsed.value is None or not any(problem.severity == "error" for problem in parsed.problems)


# ---- cells of other types ----------------------------------------------------------------------------------


def test_a_spreadsheet_s_own_dates_are_taken_as_they_are() -> None:
    assert when(TENTH) == When(TENTH)
    assert when(datetime(2026, 9, 10, tzinfo=UTC)) == When(TENTH, time(0), 0)
    noisy = datetime(2026, 9, 10, 9, 59, 59, 999_997)  # noqa: DTZ001 - as readers give it
    assert when(noisy) == When(TENTH, TEN)
    assert when(46275) == When(TENTH)
    assert when(46275.4166666667) == When(TENTH, TEN)
    assert when(None) is None
    assert when(" \u200b") is None


@pytest.mark.parametrize(
    "cell",
    [
        True,
        0.4,
        2026,
        12345,
        float("nan"),
        float("inf"),
        10**400,
        time(10),
        timedelta(hours=10),
        datetime(1899, 12, 30, 10, tzinfo=UTC),
    ],
)
def test_a_cell_without_a_day_is_no_date(cell: Cell) -> None:
    assert code(cell) == "date_unreadable"


def test_an_error_value_is_told_as_one() -> None:
    assert code(Unreadable("#REF!", "an error value")) == "unreadable_cell"
    assert clock_code(Unreadable("#REF!", "an error value")) == "unreadable_cell"


# ---- times of day ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("9:30", time(9, 30)),
        ("9.30 Uhr", time(9, 30)),
        ("10h00", TEN),
        ("10 h", TEN),
        ("3:30 PM", time(15, 30)),
        ("3:30:00 PM", time(15, 30)),
        ("3:30\u202fPM", time(15, 30)),
        ("3:30\u00a0p.m.", time(15, 30)),
        ("12:15 AM", time(0, 15)),
        ("12 PM", time(12)),
        ("9am", time(9)),
        ("9 a.m.", time(9)),
        ("noon", time(12)),
        ("14:00 Uhr", time(14)),
        ("1400", time(14)),
        ("午後3時30分", time(15, 30)),
        ("午後3時半", time(15, 30)),
        ("1530h", time(15, 30)),
        ("930", time(9, 30)),
        (930, time(9, 30)),
        ("9:30p", time(21, 30)),
        ("14u30", time(14, 30)),
        ("17 heures 30", time(17, 30)),
        ("at 2:30 PM", time(14, 30)),
        ("kl. 14.30", time(14, 30)),
        ("'14:30", time(14, 30)),
        (1400, time(14)),
        (0, time(0)),
        (0.4166666667, TEN),
        ("0.4166666667", TEN),
        ("0.5", time(12)),
        (46275.4166666667, TEN),
        (time(9, 59, 59, 999_999), TEN),
        (datetime(1899, 12, 30, 10, tzinfo=UTC), TEN),
        (datetime(2026, 9, 10, 10, tzinfo=UTC), TEN),
        (timedelta(hours=10), TEN),
        ("2026-09-10 10:00", TEN),
        ("03/04/2026 10:00 AM", TEN),
    ],
)
def test_times_of_day(cell: Cell, expected: time) -> None:
    assert clock(cell) == expected


def test_only_the_clock_counts_in_a_time_column() -> None:
    assert parse_clock("2026-09-10 10:00 EST").value == When(clock=TEN, zone="EST")
    assert parse_clock("10:00+02:00").value == When(clock=TEN, offset=7200)


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("25:99", "time_unreadable"),
        ("24:00", "time_unreadable"),
        ("14:30 PM", "time_unreadable"),
        ("9", "time_unreadable"),
        ("230", "time_unreadable"),
        ("9-10am", "time_range"),
        ("9h-10h", "time_range"),
        (9, "time_unreadable"),
        (9.3, "time_unreadable"),
        ("0.25", "time_unreadable"),
        ("2500", "time_unreadable"),
        ("46275", "time_unreadable"),
        (TENTH, "time_unreadable"),
        (True, "time_unreadable"),
        (timedelta(hours=30), "time_unreadable"),
        (timedelta(hours=-1), "time_unreadable"),
        (float("nan"), "time_unreadable"),
        ("引き続き", "time_unreadable"),
        ("TBD", "time_undecided"),
        ("9:00 \u2013 10:00", "time_range"),
        ("22:00-06:00", "time_range"),
    ],
)
def test_what_is_no_time_of_day_is_refused(cell: Cell, problem: str) -> None:
    assert clock_code(cell) == problem


@pytest.mark.parametrize(
    ("cell", "times"),
    [
        *((14.3, "14:30 or 14:18"), ("14.3", "14:30 or 14:18"), ("9,5", "9:50 or 9:30"), (8.15, "8:15 or 8:09")),
        *((14.75, "14:45"), (0.99, ""), (25.5, ""), (14, "")),
    ],
)
def test_a_number_with_a_point_is_told_with_the_times_it_may_stand_for(cell: Cell, times: str) -> None:
    problems = parse_clock(cell).problems
    told = f"“{cell!s}” is a number that may stand for {times}; type it as a time, like 14:30."
    assert [problem.message for problem in problems if "may stand" in problem.message] == ([told] if times else [])


@given(st.times().map(lambda clock: clock.replace(microsecond=0)))
def test_a_time_of_day_written_in_any_way_comes_back(moment: time) -> None:
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    assert clock(f"{moment:%H:%M:%S}") == clock(f"{moment:%I:%M:%S %p}") == moment
    assert clock(seconds / 86400) == clock(timedelta(seconds=seconds)) == moment
    assert clock(f"{moment:%H%M}") == clock(f"{moment:%Hh%M}") == moment.replace(second=0)


@pytest.mark.parametrize("text", ["to 14.1.2027", "to. 14.1.2027", "to 14/1/2027", "TO 14. 1. 2027"])
def test_a_nordic_thursday_is_a_weekday_and_no_english_word(text: str) -> None:
    when = parse_when(text, "dmy").value
    assert when is not None
    assert when.day == date(2027, 1, 14)
    assert parse_when(text.replace("14", "15"), "dmy").problems


@pytest.mark.parametrize(
    "said",
    [
        *("cancelled (GMT+1)", "Cancelled (CET)", "moved to 15:00 (CET)", "or 3:00 PM (CET)", "(GMT+1) moved"),
        *("Europe/Berlin (cancelled)", "(UTC+01:00) Amsterdam, cancelled", "CET (Paris, cancelled)"),
        *("at a different time - London", "cancelled, other time (GMT+1)", "new time (CET)", "moved - Paris"),
    ],
)
def test_no_word_behind_a_time_is_passed_over_because_a_zone_stands_beside_it(said: str) -> None:
    assert parse_clock(f"14:00 {said}").value is None
    assert parse_when(f"2027-01-12 14:00 {said}", "dmy").value is None


@pytest.mark.parametrize(
    "zone",
    [
        *("(GMT+1)", "CET (Paris)", "Eastern (New York)", "Pacific Time (PT)", "Romance Time (CET)", "Hanoi (GMT+7)"),
        *("CET/CEST", "Eastern Time - New York", "Europe/Berlin", "Mitteleuropäische Zeit (CET)", "London"),
        *("(UTC-05:00) Eastern Time (US & Canada)", "(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi"),
        "(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien",
    ],
)
def test_a_zone_is_told_in_words_and_brackets(zone: str) -> None:
    assert parse_clock(f"14:00 {zone}").value is not None
    assert parse_when(f"2027-01-12 14:00 {zone}", "dmy").value is not None
