"""Cells as a recurrence: rules, and plain words in four languages."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from bulkmeet.cells.recurrence import end_of_until, parse_recurrence
from bulkmeet.cells.rulewords import rule_in_words
from bulkmeet.model import Cell, Parsed


def codes(cell: Cell) -> list[str]:
    return [problem.code for problem in parse_recurrence(cell).problems]


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("FREQ=WEEKLY;COUNT=4", "FREQ=WEEKLY;COUNT=4"),
        ("RRULE:FREQ=WEEKLY;COUNT=4", "FREQ=WEEKLY;COUNT=4"),
        ("rrule: freq=weekly; count=4;", "FREQ=WEEKLY;COUNT=4"),
        ("COUNT=4;FREQ=WEEKLY", "COUNT=4;FREQ=WEEKLY"),
        ("FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261218T235959Z", "FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261218T235959Z"),
        ("FREQ=WEEKLY;UNTIL=20261218", "FREQ=WEEKLY;UNTIL=20261218"),
        ("FREQ=WEEKLY;UNTIL=2026-12-18", "FREQ=WEEKLY;UNTIL=20261218"),
        ("FREQ=WEEKLY;UNTIL=2026-12-18T23:59:59Z", "FREQ=WEEKLY;UNTIL=20261218T235959Z"),
        ("FREQ=MONTHLY;BYDAY=2MO", "FREQ=MONTHLY;BYDAY=2MO"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        (
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=1,7;BYMONTHDAY=15,-1;WKST=SU",
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=1,7;BYMONTHDAY=15,-1;WKST=SU",
        ),
    ],
)
def test_a_rule_stays_itself_in_upper_case_and_order(cell: str, rule: str) -> None:
    assert parse_recurrence(cell) == Parsed(rule)


@pytest.mark.parametrize(
    "cell",
    [
        "FREQ=",
        "FREQ=SOMETIMES",
        "FREQ=SECONDLY",
        "COUNT=4;FREQ",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=four",
        "FREQ=WEEKLY;COUNT=\u0664",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;COUNT=4;COUNT=5",
        "FREQ=WEEKLY;COUNT=4;UNTIL=20261218",
        "FREQ=WEEKLY;UNTIL=20261301",
        "FREQ=WEEKLY;BYDAY=2MO",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=MONTHLY;BYMONTHDAY=45",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=WEEKLY;BYHOUR=9",
        "FREQ=WEEKLY;X-NOTE=1",
        "FREQ=WEEKLY\nEXDATE:20260101T000000",
        "DTSTART:20260101T000000\nRRULE:FREQ=DAILY",
    ],
)
def test_a_rule_that_rfc_5545_or_a_meeting_does_not_allow_is_an_error(cell: str) -> None:
    assert parse_recurrence(cell).value is None
    assert codes(cell) == ["recurrence_unreadable"]


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        (
            [
                "daily",
                "Every day",
                "täglich",
                "jeden Tag",
                "tous les jours",
                "chaque jour",
                "todos los días",
                "cada día",
            ],
            "FREQ=DAILY",
        ),
        (
            [
                "weekly",
                "Every week",
                "once a week",
                "wöchentlich",
                "jede Woche",
                "einmal pro Woche",
                "hebdomadaire",
                "toutes les semaines",
                "cada semana",
                "semanal",
            ],
            "FREQ=WEEKLY",
        ),
        (
            ["monthly", "every month", "monatlich", "jeden Monat", "mensuel", "tous les mois", "cada mes"],
            "FREQ=MONTHLY",
        ),
        (["yearly", "annually", "every year", "jährlich", "jedes Jahr", "tous les ans", "cada año"], "FREQ=YEARLY"),
        (
            [
                "every weekday",
                "weekdays",
                "daily on weekdays",
                "every Mon-Fri",
                "every Monday to Friday",
                "jeden Wochentag",
                "wochentags",
                "tous les jours ouvrés",
                "todos los días laborables",
            ],
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        ),
        (
            [
                "every 2 weeks",
                "every two weeks",
                "every other week",
                "every second week",
                "fortnightly",
                "alle zwei Wochen",
                "jede zweite Woche",
                "toutes les deux semaines",
                "cada dos semanas",
            ],
            "FREQ=WEEKLY;INTERVAL=2",
        ),
        (
            ["every 3 weeks", "alle drei Wochen", "toutes les trois semaines", "cada tres semanas"],
            "FREQ=WEEKLY;INTERVAL=3",
        ),
        (["alle 14 Tage", "14-tägig", "every 14 days"], "FREQ=DAILY;INTERVAL=14"),
        (["quarterly", "every 3 months"], "FREQ=MONTHLY;INTERVAL=3"),
        (
            [
                "every Monday",
                "Mondays",
                "weekly on Monday",
                "every week (Mon)",
                "jeden Montag",
                "montags",
                "tous les lundis",
                "chaque lundi",
                "todos los lunes",
                "cada lunes",
            ],
            "FREQ=WEEKLY;BYDAY=MO",
        ),
        (
            [
                "every Mon and Wed",
                "weekly on Monday & Wednesday",
                "every Mon/Wed",
                "jeden Montag und Mittwoch",
                "tous les lundis et mercredis",
                "todos los lunes y miércoles",
            ],
            "FREQ=WEEKLY;BYDAY=MO,WE",
        ),
        (["every 2 weeks on Tuesday", "every other Tuesday"], "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        (
            ["first Monday of the month", "monthly on the first Monday", "every 1st Monday of the month"],
            "FREQ=MONTHLY;BYDAY=1MO",
        ),
        (["last Friday of every month", "letzter Freitag im Monat"], "FREQ=MONTHLY;BYDAY=-1FR"),
        (
            [
                "weekly for 10 weeks",
                "weekly x10",
                "weekly 10x",
                "weekly \u00d7 10",
                "Weekly, 10 times",
                "wöchentlich für 10 Wochen",
                "chaque semaine pendant 10 semaines",
            ],
            "FREQ=WEEKLY;COUNT=10",
        ),
        (
            ["ogni settimana", "wekelijks", "elke week", "toda semana", "semanalmente", "毎週"],
            "FREQ=WEEKLY",
        ),
        (
            ["ogni lunedì e mercoledì", "elke maandag en woensdag", "toda segunda e quarta-feira", "毎週月・水"],
            "FREQ=WEEKLY;BYDAY=MO,WE",
        ),
        (["om de week", "ogni due settimane", "a cada 2 semanas", "隔週", "every fortnight"], "FREQ=WEEKLY;INTERVAL=2"),
        (
            ["primo lunedì del mese", "eerste maandag van de maand", "primeira segunda-feira do mês", "毎月第1月曜日"],
            "FREQ=MONTHLY;BYDAY=1MO",
        ),
        (
            ["monthly on the 15th", "jeden 15. des Monats", "le 15 de chaque mois", "el 15 de cada mes", "毎月15日"],
            "FREQ=MONTHLY;BYMONTHDAY=15",
        ),
        (
            [
                "ogni settimana fino al 18.12.2026",
                "wekelijks t/m 18-12-2026",
                "semanalmente até 18 de dezembro de 2026",
            ],
            "FREQ=WEEKLY;UNTIL=20261218",
        ),
        (["every 2 weeks for 10 weeks"], "FREQ=WEEKLY;INTERVAL=2;COUNT=5"),
        (["every Mon and Wed for 10 weeks"], "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=20"),
        (["every day for 2 weeks"], "FREQ=DAILY;COUNT=14"),
        (["monthly for 1 year"], "FREQ=MONTHLY;COUNT=12"),
        (
            [
                "weekly until 2026-12-18",
                "Weekly until Dec 18, 2026",
                "weekly till 18 December 2026",
                "wöchentlich bis zum 18.12.2026",
                "hebdomadaire jusqu\u2019au 18.12.2026",
                "semanal hasta el 2026-12-18",
            ],
            "FREQ=WEEKLY;UNTIL=20261218",
        ),
    ],
)
def test_plain_words_in_four_languages(cells: list[str], rule: str) -> None:
    assert {cell: parse_recurrence(cell) for cell in cells} == dict.fromkeys(cells, Parsed(rule))
    rrulestr(rule, dtstart=datetime(2026, 9, 7, 9))  # noqa: DTZ001 - any start will do


@pytest.mark.parametrize(
    "cell",
    [
        None,
        " ",
        False,
        0,
        0.0,
        "0",
        "FALSE",
        "none",
        "No",
        "Never",
        "once",
        "One-time",
        "Does not repeat",
        "doesn\u2019t repeat",
        "n/a",
        "nein",
        "einmalig",
        "jamais",
        "Ne se répète pas",
        "una vez",
        "one-off",
        "non si ripete",
        "eenmalig",
        "繰り返さない",
        "\u2014",
    ],
)
def test_a_meeting_that_happens_once_has_no_rule_and_no_problem(cell: Cell) -> None:
    assert parse_recurrence(cell) == Parsed()


@pytest.mark.parametrize("cell", [True, 1, "TRUE", "yes", "oui", "x"])
def test_a_yes_does_not_say_how_often(cell: Cell) -> None:
    assert codes(cell) == ["recurrence_unclear"]
    assert "how often" in parse_recurrence(cell).problems[0].message


@pytest.mark.parametrize(
    "cell",
    [
        "biweekly",
        "Bi-weekly",
        "bi weekly until 2026-12-18",
        "bimonthly",
        "twice a week",
        "semi-annually",
        "bimensuel",
        "quincenal",
        "werktags",
        "bihebdomadaire",
        "tous les 15 jours",
        "alle 8 Tage",
        "quinzenal",
        "ogni giorno feriale",
    ],
)
def test_words_with_two_meanings_are_not_guessed(cell: str) -> None:
    assert parse_recurrence(cell).value is None
    assert codes(cell) == ["recurrence_unclear"]
    assert "every 2 weeks" in parse_recurrence(cell).problems[0].message


@pytest.mark.parametrize(
    "cell",
    [
        "whenever",
        "weekly?",
        "every",
        "every 0 weeks",
        "2 weeks",
        "Monday",
        "every second Monday",
        "every month on Monday",
        "weekly weekly",
        "15 every month",
        "le 31 de chaque mois",
        "ogni quarta domenica",
        "weekly for 3 months",
        "every 2 weeks for 5 weeks",
        "weekly until further notice",
        "weekly until 12/11/2026",
        "weekly x10 until 2026-12-18",
        "weekly except holidays",
        2,
        date(2026, 12, 18),
    ],
)
def test_one_word_that_is_not_understood_is_enough_to_ask(cell: Cell) -> None:
    parsed = parse_recurrence(cell)
    assert parsed.value is None
    assert codes(cell) == ["recurrence_unreadable"]
    assert "every 2 weeks on Tuesday" in parsed.problems[0].message
    assert "FREQ=WEEKLY;COUNT=4" in parsed.problems[0].message


def test_an_error_value_is_told_as_such() -> None:
    assert codes("#REF!") == ["unreadable_cell"]


def test_until_a_day_means_the_end_of_that_day_where_the_meeting_is() -> None:
    chicago, tokyo = ZoneInfo("America/Chicago"), ZoneInfo("Asia/Tokyo")
    assert end_of_until("FREQ=WEEKLY;UNTIL=20261218", chicago) == "FREQ=WEEKLY;UNTIL=20261219T055959Z"
    assert end_of_until("FREQ=WEEKLY;UNTIL=20261218;BYDAY=FR", tokyo) == "FREQ=WEEKLY;UNTIL=20261218T145959Z;BYDAY=FR"
    assert end_of_until("FREQ=WEEKLY;UNTIL=20261218T120000", tokyo) == "FREQ=WEEKLY;UNTIL=20261218T030000Z"


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY", "FREQ=WEEKLY;COUNT=4", "FREQ=WEEKLY;UNTIL=20261218T235959Z"])
def test_a_rule_that_is_already_in_utc_is_left_alone(rule: str) -> None:
    assert end_of_until(rule, ZoneInfo("America/Chicago")) == rule


@given(
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.none() | st.integers(1, 99),
    st.none() | st.integers(1, 999) | st.dates(date(2026, 1, 1), date(2099, 12, 31)),
)
def test_every_rule_we_read_is_read_the_same_again(
    frequency: str, interval: int | None, end: int | date | None
) -> None:
    rule = f"FREQ={frequency}"
    rule += f";INTERVAL={interval}" if interval else ""
    rule += f";UNTIL={end:%Y%m%d}" if isinstance(end, date) else f";COUNT={end}" if end else ""
    assert parse_recurrence(f"RRULE:{rule.lower()}") == Parsed(rule)
    assert parse_recurrence(rule) == Parsed(rule)


@given(st.integers(1, 99), st.sampled_from(["days", "weeks", "months", "years"]), st.integers(1, 99))
def test_counts_in_words_are_counts_in_the_rule(interval: int, unit: str, times: int) -> None:
    parsed = parse_recurrence(f"every {interval} {unit}, {times} times")
    frequency = {"days": "DAILY", "weeks": "WEEKLY", "months": "MONTHLY", "years": "YEARLY"}[unit]
    every = f";INTERVAL={interval}" if interval > 1 else ""
    assert parsed == Parsed(f"FREQ={frequency}{every};COUNT={times}")


@given(st.text() | st.text().map("FREQ=WEEKLY;{}".format))
def test_no_text_breaks_the_reader(text: str) -> None:
    parsed = parse_recurrence(text)
    assert parsed.value is None or parsed.value.startswith("FREQ=")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20270324T035959Z", "every week on Tuesday until 23 Mar 2027"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR;COUNT=6", "every 2 weeks on Monday, Wednesday and Friday 6 times"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday without an end"),
        ("FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20270630", "every month on day 15 until 30 Jun 2027"),
        ("FREQ=DAILY;COUNT=1", "every day once"),
        ("FREQ=YEARLY;BYSETPOS=1;BYDAY=MO", None),
        ("FREQ=HOURLY", None),
    ],
)
def test_a_rule_is_said_in_words_with_its_last_day_in_the_meetings_zone(rule: str, words: str | None) -> None:
    assert rule_in_words(rule, ZoneInfo("America/New_York")) == words
