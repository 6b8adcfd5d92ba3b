"""The law of the cell readers: what is written in a way people or programs use comes back as it was, or is refused.

Never as something else. Every reader is given the same value in all the ways and languages we know of.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulkmeet.cells.dates import DateOrder, infer_order, parse_clock, parse_when
from bulkmeet.cells.durations import parse_duration
from bulkmeet.cells.ids import parse_id
from bulkmeet.cells.people import parse_phone
from bulkmeet.model import When

moments = st.datetimes(datetime(2000, 1, 1), datetime(2068, 12, 31)).map(  # noqa: DTZ001 - local times have no zone
    lambda moment: moment.replace(second=0, microsecond=0)
)
to_the_second = st.datetimes(datetime(2000, 1, 1), datetime(2068, 12, 31)).map(  # noqa: DTZ001 - as above
    lambda moment: moment.replace(microsecond=0)
)

# January to December, then Monday to Sunday
LANGUAGES = {
    "en": (
        "January February March April May June July August September October November December",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    ),
    "en short": ("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "Mon Tue Wed Thu Fri Sat Sun"),
    "de": (
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    ),
    "de short": ("Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.", "Mo. Di. Mi. Do. Fr. Sa. So."),
    "fr": (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
    ),
    "fr short": (
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
        "lun. mar. mer. jeu. ven. sam. dim.",
    ),
    "es": (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "lunes martes miércoles jueves viernes sábado domingo",
    ),
    "it": (
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    ),
    "nl": (
        "januari februari maart april mei juni juli augustus september oktober november december",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    ),
    "pt": (
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    ),
    "sv": (
        "januari februari mars april maj juni juli augusti september oktober november december",
        "måndag tisdag onsdag torsdag fredag lördag söndag",
    ),
    "da": (
        "januar februar marts april maj juni juli august september oktober november december",
        "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    ),
    "pl": (
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    ),
}
NAMES = {language: (months.split(), days.split()) for language, (months, days) in LANGUAGES.items()}

IN_WORDS = [
    "{weekday}, {day} {month} {year} {clock}",
    "{weekday} {day}. {month} {year}, {clock}",
    "{day} {month} {year}, {clock}",
    "{day}. {month} {year} um {clock} Uhr",
    "le {weekday} {day} {month} {year} à {hour}h{minute:02}",
    "{day} de {month} de {year}, {clock} h",
    "{weekday}, {day} de {month} de {year} às {hour}h{minute:02}",
    "{weekday} {day} {month} {year} ore {hour}.{minute:02}",
    "{weekday} {day} {month} {year} {hour}.{minute:02} uur",
    "{weekday} den {day}. {month} {year} kl. {hour}.{minute:02}",
    "{month} {day}, {year} {half}",
    "{weekday}, {month} {day}, {year} at {half}",
    "{day}-{month}-{year} {clock}",
    "{clock} {weekday} {day} {month} {year}",
    "{half} on {month} {day}, {year}",
    "{half} {day} {month} {year}",
    "{half} {month} {day}, {year}",
    "{half} {weekday} {day} {month} {year}",
    "{clock} Uhr am {day}. {month} {year}",
    "{clock} Uhr, {day}. {month} {year}",
    "{hour}h{minute:02} le {day} {month} {year}",
    "{month} {day} {year} | {half}",
    "{day} {month} {year} {hour:02}{minute:02}",
]


def written(form: str, moment: datetime, language: str = "en") -> str:
    months, weekdays = NAMES[language]
    return form.format(
        weekday=weekdays[moment.weekday()],
        day=moment.day,
        month=months[moment.month - 1],
        year=moment.year,
        hour=moment.hour,
        minute=moment.minute,
        clock=f"{moment:%H:%M}",
        half=f"{moment:%I:%M %p}",
    )


@settings(max_examples=300)
@given(moments, st.sampled_from(IN_WORDS), st.sampled_from(sorted(NAMES)), st.sampled_from(["dmy", "mdy", "ymd", None]))
def test_a_date_in_words_comes_back_or_is_refused(
    moment: datetime, form: str, language: str, order: DateOrder | None
) -> None:
    text = written(form, moment, language)
    parsed = parse_when(text, order)
    if parsed.value is None:
        # Polish listopada is October to a Croat
        assert parsed.problems
        assert language == "pl"
        assert moment.month == 11
    else:
        assert parsed.value == When(moment.date(), moment.time())


NUMERIC: dict[str, DateOrder] = {
    "%d/%m/%Y %H:%M": "dmy",
    "%m/%d/%Y %H:%M": "mdy",
    "%d-%m-%Y, %H:%M": "dmy",
    "%m/%d/%Y %I:%M %p": "mdy",
    "%m/%d/%y, %I:%M\u202f%p": "mdy",
    "%d/%m/%y %Hh%M": "dmy",
    "%d.%m.%Y %H:%M": "dmy",
    "%d.%m.%y, %H.%M Uhr": "dmy",
    "%H:%M %d.%m.%Y": "dmy",
    "%I:%M %p, %m/%d/%Y": "mdy",
    "%H:%M %d/%m/%Y": "dmy",
    "%I:%M %p %m/%d/%Y": "mdy",
    "%I:%M %p %d/%m/%Y": "dmy",
    "%H:%M Uhr am %d.%m.%Y": "dmy",
    "%d.%m.%Y - %H:%M": "dmy",
    "%m/%d/%Y @ %I:%M%p": "mdy",
    "%y/%m/%d %H:%M": "ymd",
    "'%d/%m/%Y %H:%M": "dmy",
    '="%m/%d/%Y %H:%M"': "mdy",
    "%Y-%m-%d %H:%M": "ymd",
    "%Y/%m/%d %H:%M": "ymd",
    "%Y\u2013%m\u2013%d %H:%M": "ymd",
    "%Y.%m.%d. %H:%M": "ymd",
    "%G-W%V-%uT%H:%M": "ymd",
    "%Y%m%dT%H%M": "ymd",
    "%Y%m%d %H:%M": "ymd",
    "%Y%m%d%H%M": "ymd",
    "%Y年%m月%d日 %H時%M分": "ymd",
    "%Y年%m月%d日 %H:%M": "ymd",
}


@settings(max_examples=300)
@given(moments, st.sampled_from(sorted(NUMERIC)), st.sampled_from(["dmy", "mdy", "ymd", None]))
def test_a_numeric_date_is_read_in_its_own_order_or_refused(
    moment: datetime, form: str, order: DateOrder | None
) -> None:
    text, own = moment.strftime(form), NUMERIC[form]
    expected = When(moment.date(), moment.time())
    assert parse_when(text, own).value == expected
    if order in (own, None) or "%Y" in form.partition("%m")[0] or "%G" in form:
        parsed = parse_when(text, order)
        assert parsed.value in {expected, None} or (order is None and "%y" in form)
        assert parsed.value is not None or parsed.problems


@given(st.lists(moments, min_size=2, max_size=8), st.sampled_from(sorted(NUMERIC)))
def test_a_column_written_one_way_never_proves_another_order(column: list[datetime], form: str) -> None:
    order = infer_order(moment.strftime(form) for moment in column)
    assert order in {NUMERIC[form], None, "ambiguous"} or "%y" in form


@given(to_the_second, st.integers(-48, 56).map(lambda quarters: timedelta(minutes=15 * quarters)))
def test_what_programs_write_comes_back_with_its_offset(moment: datetime, offset: timedelta) -> None:
    there = moment.replace(tzinfo=timezone(offset))
    expected = When(moment.date(), moment.time(), int(offset.total_seconds()))
    for form in (
        "%Y-%m-%dT%H:%M:%S%z",
        "%Y-%m-%d %H:%M:%S.000 %z",
        "%a, %d %b %Y %H:%M:%S %z",
        "%a %b %d %Y %H:%M:%S GMT%z",
        "%a %b %d %H:%M:%S %z %Y",
        "%a %b %d %H:%M:%S %Y %z",
        "%Y%m%dT%H%M%S%z",
        "%d/%b/%Y:%H:%M:%S %z",
    ):
        assert parse_when(there.strftime(form), None).value == expected, form
    assert parse_when(there.isoformat(sep=" "), None).value == expected


@given(st.dates(date(2020, 1, 1), date(2099, 12, 31)))
def test_years_of_the_japanese_era_are_gregorian_ones(day: date) -> None:
    era = day.year - 2018
    for text in (f"令和{era}年{day.month}月{day.day}日", f"R{era}.{day.month}.{day.day}"):
        assert parse_when(text, None).value == When(day)


CLOCKS: tuple[Callable[[time], str], ...] = (
    lambda clock: f"{clock:%H:%M}",
    lambda clock: f"{clock:%H.%M} Uhr",
    lambda clock: f"{clock.hour}h{clock.minute:02}",
    lambda clock: f"{clock.hour} h {clock.minute:02}",
    lambda clock: f"{clock:%I:%M %p}",
    lambda clock: f"{clock:%I.%M}{'am' if clock.hour < 12 else 'pm'}",
    lambda clock: f"at {clock:%I:%M} {'a.m.' if clock.hour < 12 else 'p.m.'}",
    lambda clock: f"um {clock:%H:%M} Uhr",
    lambda clock: f"kl. {clock:%H.%M}",
    lambda clock: f"ore {clock:%H:%M}",
    lambda clock: f"{clock.hour}時{clock.minute:02}分",
    lambda clock: f"{'午前' if clock.hour < 12 else '午後'}{clock.hour % 12}:{clock.minute:02}",
    lambda clock: f"{clock:%I:%M} {'π.μ.' if clock.hour < 12 else 'μ.μ.'}",
    lambda clock: f"{clock:%I:%M} {'öö' if clock.hour < 12 else 'ÖS'}",
    lambda clock: f"{clock:%H%M}",
    lambda clock: f"{clock:%H%M} hrs",
    lambda clock: f"'{clock:%H:%M}",
)


@given(st.times().map(lambda clock: clock.replace(second=0, microsecond=0)))
def test_a_time_of_day_comes_back_in_every_country(clock: time) -> None:
    for write in CLOCKS:
        assert parse_clock(write(clock)).value == When(clock=clock), write(clock)


LENGTHS = (
    "{h} h {m} min",
    "{h}h{m:02}",
    "{h}:{m:02}:00",
    "{h} hr. {m} min.",
    "{h} hour(s) {m} minute(s)",
    "{h} Std. {m} Min.",
    "{h} Stunden und {m} Minuten",
    "{h} heures et {m} minutes",
    "{h} horas y {m} minutos",
    "{h} horas e {m} minutos",
    "{h} ore e {m} minuti",
    "{h} uur en {m} minuten",
    "{h} timmar {m} minuter",
    "{h} timer og {m} minutter",
    "{h} godzin {m} minut",
    "{h}時間{m}分",
    "PT{h}H{m}M",
    "{all} min",
    "{all}'",
    "{all} Minuten",
    "{all}分",
    "0 days {h:02}:{m:02}:00",
)


@given(st.integers(1, 23), st.integers(0, 59), st.sampled_from(LENGTHS), st.sampled_from(["h", "min", None]))
def test_a_length_of_time_comes_back_in_every_language(hours: int, minutes: int, form: str, unit: str | None) -> None:
    text = form.format(h=hours, m=minutes, all=60 * hours + minutes)
    assert parse_duration(text, unit).value == (60 * hours + minutes) * 60


@given(st.integers(1, 12), st.integers(1, 59), st.sampled_from([".", ","]), st.sampled_from(["{} h", "{} Std.", "{}"]))
def test_hours_with_a_point_are_never_minutes_taken_for_a_fraction(
    hours: int, minutes: int, point: str, form: str
) -> None:
    """1.30 h is an hour and a half to one and 78 minutes to another: read is only what both read the same."""
    parsed = parse_duration(form.format(f"{hours}{point}{minutes:02}"), "h")
    if minutes % 5 == 0 and minutes not in {25, 50}:
        assert parsed.value is None
        assert [problem.code for problem in parsed.problems] == ["duration_unclear"]


IDS = (
    "{0}",
    " {0}\u00a0",
    "'{0}",
    '="{0}"',
    '"{0}"',
    "{0}.0",
    "{0},0",
    "{0:,}",
    "{0:_}",
    "{0:.6g}",
    "{0:.5E}",
    "\u200e{0}",
)


@given(st.integers(10**15, 10**16 - 1), st.sampled_from(IDS))
def test_an_id_comes_back_with_every_digit_or_not_at_all(number: int, form: str) -> None:
    separators = [".", "'", "\u2019", "\u202f", " "]
    text = form.format(number)
    for written_id in [text, *(text.replace("_", mark).replace(",", mark) for mark in separators)]:
        parsed = parse_id(written_id)
        assert parsed.value == str(number) or (parsed.value is None and parsed.problems)


PHONES = (
    "+{code} {local}",
    "00{code} {local}",
    "00 {code} {local}",
    "+{code}{local}",
    "'+{code} {local}",
    '="+{code}{local}"',
    "=+{code}{local}",
    "tel:+{code}-{local}",
    "\uff0b{code}\u3000{local}",
)


@pytest.mark.parametrize(("code", "local"), [("1", "4155550123"), ("44", "2079460958"), ("49", "3012345678")])
@pytest.mark.parametrize("form", PHONES)
@pytest.mark.parametrize("region", ["US", "GB", "DE", "JP"])
def test_a_phone_with_its_country_code_is_the_same_in_every_region(
    code: str, local: str, form: str, region: str
) -> None:
    assert parse_phone(form.format(code=code, local=local), region).value == f"+{code}{local}"


@pytest.mark.parametrize(
    "text",
    ["020 7946 0958", "06 12 34 56 78", "0301234567", "03-1234-5678", "4930123456", "1155550101", "07700 900123"],
)
def test_another_countrys_number_is_no_american_one_and_told_how_to_be_read(text: str) -> None:
    parsed = parse_phone(text, "US")
    assert parsed.value is None
    assert "--region GB" in parsed.problems[0].message


def test_noon_may_have_a_zone_behind_it() -> None:
    read = parse_clock("12 noon AEST").value
    assert read is not None
    assert read.clock == time(12)
