"""Columns of times under words of their own: taken, confirmed, offered by name, or known to be of something else."""

import pytest

from bulkmeet.columns.fields import Field
from bulkmeet.errors import UnreadableFile
from bulkmeet.model import Cell
from tests.sheets import errors, examined, sheet_of, warnings
from tests.test_columns import CLOCKS, DAYS, MOMENTS, PEOPLE, Sheet, codes, fields, only, read

WORDS: list[Cell] = ["Kickoff", "Review"]
TIMETABLE = ["title", "start_date", "start_time", "end_time"]
TIMES_OF_ANSWERS = {"Start Date", "End Date", "StartDate", "EndDate", "Start time", "Completion time"}


@pytest.mark.parametrize("header", ["Kickoff date", "Launch start", "Rehearsal time", "Onsite date"])
def test_a_lone_moment_of_one_thing_is_the_start_once_somebody_confirms_it(header: str) -> None:
    mapping = read({"Title": WORDS, header: MOMENTS})
    assert (mapping.columns[1].field, mapping.columns[1].by_likeness) == (Field.START, True)
    assert codes(mapping) == [("warning", "column_by_likeness", "B")]


def test_the_end_beside_a_lone_start_of_one_thing_goes_with_it() -> None:
    assert fields({"Launch start": MOMENTS, "Launch end": MOMENTS}) == ["start", "end"]


@pytest.mark.parametrize(
    "header", ["Order Date", "Modified time", "Paid date", "Record date", "Contract date", "Payment date", "Due date"]
)
def test_a_lone_moment_of_something_else_is_no_start(header: str) -> None:
    assert only(header, MOMENTS).field in {None, Field.IGNORE}


def test_of_two_moments_of_things_neither_is_the_start() -> None:
    assert fields({"Kickoff date": MOMENTS, "Launch date": MOMENTS}) == [None, None]
    assert fields({"Start": MOMENTS, "Kickoff date": MOMENTS}) == ["start", None]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        *(("Van", "Tot"), ("Von", "Bis"), ("From", "Until"), ("De", "A"), ("De", "À"), ("Da", "A"), ("Dalle", "Alle")),
        *(("Desde", "Hasta"), ("Od", "Do"), ("Från", "Till"), ("Das", "Às"), ("Inicio", "Fin"), ("Início", "Fim")),
    ],
)
def test_the_words_for_from_and_until_are_the_times_beside_a_date(start: str, end: str) -> None:
    assert fields({"Datum": DAYS, start: CLOCKS, end: CLOCKS}) == ["start_date", "start_time", "end_time"]


@pytest.mark.parametrize("cells", [WORDS, ["+14155550101", "+14155550102"]])
def test_the_words_for_from_and_until_above_anything_but_times_are_none(cells: list[Cell]) -> None:
    assert set(fields({"From": cells, "To": cells})) == {None}
    assert set(fields({"Da": cells, "A": cells})) == {None}


def test_local_times_beside_a_zone_are_the_start_and_the_end() -> None:
    zones: list[Cell] = ["Asia/Kolkata"]
    assert fields({"Local start": MOMENTS, "Local end": MOMENTS, "Time zone": zones}) == ["start", "end", "timezone"]
    assert fields({"Date": DAYS, "Local time": CLOCKS}) == ["start_date", "start_time"]


@pytest.mark.parametrize("header", ["Interview Name", "Session Name", "Activity Name", "Kickoff Name", "Course Name"])
def test_the_name_of_what_is_held_is_the_title_and_no_host(header: str) -> None:
    assert fields({header: WORDS, "Interviewer Name": PEOPLE}) == ["title", "host_name"]


@pytest.mark.parametrize(
    "headers",
    [
        ("Temat", "Data", "Godzina rozpoczęcia", "Godzina zakończenia"),
        ("Předmět", "Datum", "Čas začátku", "Čas konce"),
        ("Ämne", "Startdatum", "Starttid", "Sluttid"),
        ("Emne", "Startdato", "Starttidspunkt", "Sluttidspunkt"),
        ("Konu", "Başlangıç tarihi", "Başlangıç saati", "Bitiş saati"),
    ],
)
def test_timetables_of_other_languages_are_known(headers: tuple[str, ...]) -> None:
    assert fields(list(zip(headers, (WORDS, DAYS, CLOCKS, CLOCKS), strict=True))) == TIMETABLE


@pytest.mark.parametrize("header", ["Uczestnicy", "Účastníci", "Deltagare", "Deltagere", "Katılımcılar"])
def test_people_are_called_so_in_other_languages(header: str) -> None:
    assert only(header, ["ann@example.com; bo@example.com"]).field == Field.ATTENDEES


@pytest.mark.parametrize(
    "headers",
    [
        ("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address"),
        ("StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)"),
        ("ID", "Start time", "Completion time", "Email", "Name"),
    ],
)
def test_when_a_survey_was_filled_in_is_no_meeting(headers: tuple[str, ...]) -> None:
    sheet: Sheet = [(header, MOMENTS if header in TIMES_OF_ANSWERS else ["7"]) for header in headers]
    held = {column.field for column in read(sheet).columns}
    assert held.isdisjoint({Field.START, Field.START_DATE, Field.START_TIME, Field.END, Field.DURATION})
    assert Field.START in {column.field for column in read([*sheet, ("Meeting start", MOMENTS)]).columns}


def test_answers_to_a_survey_are_refused_with_the_reason() -> None:
    row = "1 | 2 | 2026-04-18 10:02 | 2026-04-18 10:06 | A"
    with pytest.raises(UnreadableFile, match="answers to a survey"):
        examined(f"Respondent ID | Collector ID | Start Date | End Date | Topic\n{row}")


def test_a_refusal_for_want_of_a_start_offers_the_columns_that_hold_days_or_hours() -> None:
    row = "A | 2026-09-10 10:00 | 2026-09-10 11:00 | 2026-01-02 08:00 | 9011223301"
    with pytest.raises(UnreadableFile) as refused:
        examined(f"Title | Gig at | Gig until | Order date | Item\n{row}")
    assert str(refused.value).endswith(
        "“Gig at” and “Gig until” hold dates or times; if they say when the meetings are, "
        'add --map "Gig at=start" --map "Gig until=end" when you run bulkmeet.'
    )


def test_nobody_is_told_to_retype_dates_while_a_column_of_hours_is_not_read() -> None:
    found = examined("Title | Date | Kezd | Zár | Host email\nA | 2026-09-10 | 10:00 | 11:00 | ann@example.com")
    assert errors(found.issues) == [("times_not_used", "C1")]
    assert '--map "Kezd=start_time" --map "Zár=end_time"' in found.issues[0].message
    assert warnings(found.issues) == []


def test_a_column_called_a_start_is_offered_though_some_of_its_cells_are_no_hours() -> None:
    rows = ["A | 2026-09-10 | 2:30 PM", "B | 2026-09-11 | after lunch", "C | 2026-09-14 | 10am"]
    with pytest.raises(UnreadableFile) as refused:
        examined("\n".join(["Title | Wished day | Start (where you are)", *rows]))
    assert '--map "Wished day=start_date" --map "Start (where you are)=start_time"' in str(refused.value)


@pytest.mark.parametrize(
    "headers",
    [
        ("Тема", "Дата", "Начало", "Окончание", "Организатор", "Участники"),
        ("Тема", "Дата начала", "Время начала", "Время окончания", "Организатор", "Обязательные участники"),
        ("主题", "日期", "开始时间", "结束时间", "主持人", "参与者"),
        ("会议主题", "日期", "开始时间", "结束时间", "组织者", "与会者"),
    ],
)
def test_the_usual_headers_are_known_in_russian_and_chinese(headers: tuple[str, ...]) -> None:
    hosts: list[Cell] = ["a@example.com", "b@example.com"]
    cells = [WORDS, DAYS, CLOCKS, CLOCKS, hosts, hosts]
    assert fields(dict(zip(headers, cells, strict=True))) == [*TIMETABLE, "host_email", "attendees"]
    rest = {
        "Длительность": ["30 min"],
        "时长": ["30 min"],
        "Статус": ["Cancelled"],
        "Место": ["Hall"],
        "地点": ["Hall"],
    }
    assert [only(header, list(held)).field for header, held in rest.items()] == [
        *(Field.DURATION, Field.DURATION, Field.CANCELLED, Field.IGNORE, Field.IGNORE)
    ]


WITH_A_WORD: list[list[Cell]] = [
    ["A", "2031-01-14", "10:00", "10:30", "a@example.com"],
    ["B", "2031-01-15", "14:30", "16:00", "a@example.com"],
    ["C", "2031-01-16", "after lunch", None, "a@example.com"],
]


def test_an_hour_that_is_a_word_does_not_make_the_end_the_start_that_is_offered() -> None:
    with pytest.raises(UnreadableFile) as stopped:
        examined(sheet_of(["Title", "Gün", "Xy", "Zw", "Host"], WITH_A_WORD))
    assert '--map "Gün=start_date" --map "Xy=start_time" --map "Zw=end_time"' in str(stopped.value)


def test_nor_does_it_where_only_the_hours_are_unknown() -> None:
    found = examined(sheet_of(["Title", "Date", "Xy", "Zw", "Host"], WITH_A_WORD), duration="30m")
    assert '--map "Xy=start_time" --map "Zw=end_time"' in found.issues[0].message
