"""Dates and times with the small words that people write around them, in the languages of their sheets."""

from datetime import date, time

import pytest

from bulkmeet.cells.dates import parse_clock, parse_when
from bulkmeet.cells.spans import split_span
from bulkmeet.model import When

TWELFTH = date(2027, 1, 12)


@pytest.mark.parametrize(
    "text",
    [
        *("12.01.2027 r.", "12.01.2027r.", "12 stycznia 2027 r.", "12 stycznia 2027 roku", "wt. 12.01.2027"),
        *("12.01.2027 \u0433.", "12 января 2027 \u0433.", "вторник, 12 января 2027 года", "12.01.2027 (вт)"),
        *("12 січня 2027 \u0440.", "12 януари 2027 \u0433."),
        *("2027. január 12.", "2027. január 12., kedd", "2027. 01. 12.", "12.01.2027.", "12. 01. 2027."),
        *("úterý 12. ledna 2027", "12. januára 2027", "út 12.01.2027"),
        *("den 12. januari 2027", "tisdagen den 12 januari 2027", "tirsdag d. 12. januar 2027", "d. 12. januar 2027"),
        *("ti 12.1.2027", "tiistaina 12. tammikuuta 2027", "12.1.2027 (ti)"),
        *("am 12.01.2027", "am 12. Januar 2027", "Am Dienstag, 12.01.2027", "Dienstag, den 12.01.2027"),
        *(
            "le 12 janvier 2027",
            "el 12 de enero de 2027",
            "el martes 12 de enero del 2027",
            "dia 12 de janeiro de 2027",
        ),
        *("il 12 gennaio 2027", "op 12 januari 2027", "marți, 12 ianuarie 2027", "12 Ocak 2027 Salı"),
        *("on January 12, 2027", "on 12 January 2027", "2027年1月12日(火)", "2027. 1. 12. (화)"),
    ],
)
def test_a_date_is_read_whatever_small_words_stand_around_it(text: str) -> None:
    assert parse_when(text, None).value == When(TWELFTH)


@pytest.mark.parametrize(
    "text",
    [
        "12.01.2027 r. godz. 14:00",
        "12.01.2027 r., godz. 14:00",
        "12 января 2027 \u0433. в 14:00",
        "12. ledna 2027 v 14:00",
        "am 12.01.2027 um 14 Uhr",
        "el martes 12 de enero de 2027 a las 14:00",
        "ti 12.1.2027 klo 14.00",
        "dinsdag 12 januari 2027 om 14 uur",
        "2027. január 12. 14:00",
    ],
)
def test_a_time_of_day_may_stand_behind_such_a_date(text: str) -> None:
    assert parse_when(text, None).value == When(TWELFTH, time(14))


def test_a_year_word_settles_no_order_of_day_and_month() -> None:
    assert [problem.code for problem in parse_when("03/04/2027 r.", None).problems] == ["date_ambiguous"]


def test_the_polish_november_is_known_by_its_word_for_the_year_alone() -> None:
    assert parse_when("12 listopada 2027 r.", None).value == When(date(2027, 11, 12))
    assert parse_when("12. listopada 2027.", None).value is None


@pytest.mark.parametrize("text", ["2027 r.", "01.2027 r.", "12.01.2027 rano", "12.01.2027 a. D.", "r. 12.01.2027"])
def test_what_lacks_a_part_or_says_more_is_still_no_date(text: str) -> None:
    assert parse_when(text, None).value is None


def test_am_behind_a_clock_is_no_word_before_a_date() -> None:
    assert parse_when("12:00 am 10 January 2027", None).value == When(date(2027, 1, 10), time(0))


@pytest.mark.parametrize(
    "text",
    [
        *("kl. 14", "klo 14", "klokka 14", "klockan 14.00", "godz. 14", "godzina 14:00", "o godz. 14.00", "o 14:00"),
        *("\u043e 14:00", "\u0432 14:00", "14 часов", "14:00 ч.", "v 14 hod.", "14:00 óra", "saat 14:00"),
        *("alle ore 14", "ore 14.00", "h 14.00", "las 14:00", "om 14 uur", "14点", "下午2点"),
    ],
)
def test_a_time_of_day_is_read_whatever_small_words_stand_around_it(text: str) -> None:
    assert parse_clock(text).value == When(clock=time(14))


@pytest.mark.parametrize("text", ["2 hrs", "9 Uhr c.t.", "2 o'clock", "a las 2", "14:00 Uhr s.t."])
def test_what_may_be_a_length_or_another_hour_is_no_time_of_day(text: str) -> None:
    assert parse_clock(text).value is None


# ---- AM and PM before a span -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("午後3:00\uff5e3:30", time(15, 30)),
        ("午後3時\uff5e4時半", time(16, 30)),
        ("2027/1/12 午後3:00\uff5e3:30", time(15, 30)),
        ("오후 3:00~3:30", time(15, 30)),
        ("下午3:00-3:30", time(15, 30)),
        ("午前10:00\uff5e11:30", time(11, 30)),
        ("午前11:00\uff5e12:00", time(12)),
        ("午前11:00\uff5e午後1:00", time(13)),
        ("午後11:00\uff5e1:00", time(1)),
        ("午後3:00\uff5e15:30", time(15, 30)),
        ("3:00 PM - 3:30", time(15, 30)),
        ("12:00 AM - 12:30", time(0, 30)),
    ],
)
def test_the_half_of_the_day_at_the_start_counts_for_the_end_as_well(text: str, ends: time) -> None:
    span = split_span(text, "ymd")
    assert span is not None
    assert parse_clock(span[1]).value == When(clock=ends)


@pytest.mark.parametrize("text", ["午前11:30\uff5e0:30", "午前11:00\uff5e1:00", "11:00 AM - 1:00"])
def test_an_end_that_would_be_before_its_start_in_that_half_is_not_guessed(text: str) -> None:
    assert split_span(text, "ymd") is None
