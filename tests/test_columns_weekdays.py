"""Columns of words for weekdays beside dates: never a start's day, and told where they contradict the date."""

from datetime import date

import pytest

from bulkmeet.columns.fields import Field
from bulkmeet.examine import Examined
from bulkmeet.model import Cell
from tests.sheets import columns_of, errors, examined, meetings, sheet_of, shown

REST: list[Cell] = ["10:00", "11:00", "Order entry", "ola@example.com"]
HEADERS = ["From", "To", "Title", "Host email"]
DAYS = (date(2027, 1, 19), date(2027, 1, 20), date(2027, 1, 21))
"""A Tuesday, a Wednesday and a Thursday."""


def seen(header: str, words: tuple[str, str, str], of_dates: str = "Date") -> Examined:
    rows = [[word, day, *REST] for word, day in zip(words, DAYS, strict=True)]
    return examined(sheet_of([header, of_dates, *HEADERS], rows))


@pytest.mark.parametrize(
    ("header", "of_dates", "words"),
    [
        ("Dzień", "Data", ("wtorek", "środa", "piątek")),
        ("Day", "Date", ("Tuesday", "Wed", "Friday")),
        ("Tag", "Datum", ("Dienstag", "Mi.", "Freitag")),
        ("Jour", "Date", ("mardi", "mercredi", "vendredi")),
        ("Día", "Fecha", ("martes", "miércoles", "viernes")),
        ("Giorno", "Data", ("martedì", "mercoledì", "venerdì")),
        ("Dag", "Datum", ("dinsdag", "woensdag", "vrijdag")),
        ("Dia", "Data", ("terça-feira", "quarta-feira", "sexta-feira")),
        ("Den", "Datum", ("úterý", "středa", "pátek")),
        ("Dan", "Datum", ("utorak", "srijeda", "petak")),
        ("Ημέρα", "Date", ("Τρίτη", "Τετάρτη", "Παρασκευή")),
        ("曜日", "日付", ("火", "水曜日", "(金)")),
        ("星期", "日期", ("週二", "週三", "週五")),
        ("Дата", "Date", ("вторник", "среда", "пятница")),
        ("Start day", "Date", ("Tuesday", "Wednesday", "Friday")),
        ("Date", "Date of session", ("Tuesday", "Wednesday", "Friday")),
    ],
)
def test_a_weekday_that_contradicts_its_date_is_told_of_whatever_the_column_is_called(
    header: str, of_dates: str, words: tuple[str, str, str]
) -> None:
    found = seen(header, words, of_dates)
    assert errors(found.issues) == [("weekday_disagrees", "A4")]
    assert [shown(one.start) for one in meetings(found)] == ["2027-01-19 10:00", "2027-01-20 10:00"]


@pytest.mark.parametrize("header", ["Dzień", "Start"])
def test_a_weekday_that_is_still_open_keeps_the_row_from_being_sent(header: str) -> None:
    found = seen(header, ("wtorek", "TBD", "środa"), "Data")
    assert 3 not in [row for one in meetings(found) for row in one.rows]


@pytest.mark.parametrize("words", [("wtorek", "środa", "19.01.2027"), ("TBD", "TBD", "?"), ("wtorek", "Ana", "środa")])
def test_what_also_holds_something_else_is_no_column_of_weekdays(words: tuple[str, str, str]) -> None:
    assert columns_of(sheet_of(["Dzień", *HEADERS], [[word, *REST] for word in words])).columns[0].field is not (
        Field.WEEKDAY
    )


def test_weekdays_without_any_dates_stay_what_their_header_says() -> None:
    rows = [[word, *REST] for word in ("wtorek", "środa")]
    assert columns_of(sheet_of(["Data spotkania", *HEADERS], rows)).columns[0].field is Field.START_DATE
