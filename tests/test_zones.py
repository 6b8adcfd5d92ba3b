from datetime import UTC, date, datetime, time
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulkmeet.cells.dates import parse_when
from bulkmeet.cells.zonenames import ABBREVIATIONS, AMBIGUOUS
from bulkmeet.cells.zones import contradiction, local_time, parse_zone, to_utc, zone_label
from bulkmeet.model import Cell

NEW_YORK = "America/New_York"
TENTH = date(2026, 9, 10)
TEN = time(10)
SPRING, AUTUMN = date(2026, 3, 8), date(2026, 11, 1)

iana = st.sampled_from(sorted(available_timezones() - {"Factory", "localtime", "posixrules"}))
instants = st.integers(86400 * 2, int(datetime(2200, 12, 30, tzinfo=UTC).timestamp()))


def zone(cell: Cell) -> str | None:
    parsed = parse_zone(cell)
    assert not parsed.problems
    return parsed.value


def problem(cell: Cell) -> tuple[str, str]:
    parsed = parse_zone(cell)
    assert parsed.value is None
    return parsed.problems[0].code, parsed.problems[0].message


def utc(day: date, clock: time, zone: str, offset: int | None = None) -> datetime:
    parsed = to_utc(day, clock, zone, offset)
    assert not parsed.problems
    assert parsed.value is not None
    return datetime.fromtimestamp(parsed.value, UTC)


def refusal(day: date, clock: time, zone: str) -> tuple[str, str]:
    parsed = to_utc(day, clock, zone)
    assert parsed.value is None
    return parsed.problems[0].code, parsed.problems[0].message


# ---- names -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("america/new_york", NEW_YORK),
        ("America/New York", NEW_YORK),
        ("Eastern Standard Time", NEW_YORK),
        ("Eastern Daylight Time", NEW_YORK),
        ("Eastern Time", NEW_YORK),
        ("ET", NEW_YORK),
        ("(GMT-4:00) Eastern Time (US and Canada)", NEW_YORK),
        ("(UTC-05:00) Eastern Time (US & Canada)", NEW_YORK),
        ("UTC-05:00 Eastern Time", NEW_YORK),
        ("Eastern Time (ET)", NEW_YORK),
        ("Eastern Time (Mexico)", "America/Cancun"),
        ("Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("Central Time - US & Canada", "America/Chicago"),
        ("(UTC-07:00) Arizona", "America/Phoenix"),
        ("GMT Standard Time", "Europe/London"),
        ("British Summer Time", "Europe/London"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Mitteleuropäische Sommerzeit", "Europe/Berlin"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Amsterdam"),
        ("(UTC) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin"),
        ("(UTC+01:00) West Central Africa", "Africa/Lagos"),
        ("India Standard Time", "Asia/Kolkata"),
        ("Berlin", "Europe/Berlin"),
        ("(UTC-07:00) La Paz, Mazatlan", "America/Mazatlan"),
        ("(UTC+01:00) Brüssel, Kopenhagen, Madrid, Paris", "Europe/Brussels"),
        ("(UTC-02:00) Coordinated Universal Time-02", "UTC-02:00"),
        ("(UTC-11:00) Samoa", "Pacific/Samoa"),
        ("(UTC+13:00) Samoa", "Pacific/Apia"),
        ("(GMT-07:00) Mountain Standard Time - Phoenix", "America/Phoenix"),
        ("(GMT+10:00) Eastern Australia Time - Sydney", "Australia/Sydney"),
        ("New York (Eastern Daylight Time, GMT-04:00)", NEW_YORK),
        ("Mountain Time (Arizona)", "America/Phoenix"),
        ("Arizona, Yukon Time", "America/Phoenix"),
        ("UK, Ireland, Lisbon Time", "Europe/London"),
        ("heure normale d\u2019Europe centrale", "Europe/Berlin"),
        ("日本標準時", "Asia/Tokyo"),
        ("CET/CEST", "Europe/Berlin"),
        ("CEST (UTC+2)", "CEST"),
        ("(GMT+05:30) IST", "Asia/Kolkata"),
        ("Asia/Kolkata (IST)", "Asia/Kolkata"),
        ("Australian Eastern Standard Time", "AEST"),
        ("tzone://Microsoft/Utc", "UTC"),
        ("Europe/London (BST)", "Europe/London"),
        ("(GMT+01:00) Europe/London", "Europe/London"),
        ("UTC", "UTC"),
        ("Europe Time (Berlin, GMT+01:00)", "Europe/Berlin"),
        ("Pacific Time (San Francisco, GMT-08:00)", "America/Los_Angeles"),
        ("Berlin (Europe Time, GMT+01:00)", "Europe/Berlin"),
        ("Z", "UTC"),
        ("+00:00", "UTC"),
        ("UTC+2", "UTC+02:00"),
        ("+02:00", "UTC+02:00"),
        ("GMT-0400", "UTC-04:00"),
        ("\u22125:30", "UTC-05:30"),
        ("(UTC+02:00)", "UTC+02:00"),
        ("est", "EST"),
        ("MESZ", "CEST"),
        ("GMT", "GMT"),
        ("Etc/GMT+5", "Etc/GMT+5"),
    ],
)
def test_what_people_and_programs_call_a_zone(text: str, expected: str) -> None:
    assert zone(text) == expected


def test_a_blank_cell_has_no_zone() -> None:
    assert zone(None) is None
    assert zone(" ") is None


def test_an_abbreviation_of_several_places_names_them() -> None:
    assert problem("IST") == (
        "zone_ambiguous",
        "“IST” means different zones in different places; write Asia/Kolkata, Europe/Dublin or Asia/Jerusalem.",
    )
    assert all(zone(name) == name for names in AMBIGUOUS.values() for name in names)


def test_an_unknown_zone_is_told_the_closest_known_one() -> None:
    assert problem("Europe/Berlln") == (
        "zone_unknown",
        "“Europe/Berlln” is not a known time zone; write it like Europe/Berlin or UTC+02:00.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "5",
        "foo",
        "UTC+15",
        "(UTC+02:00) Nowhere",
        "London, Ontario",
        "Factory",
        "../../etc/passwd",
        "x" * 9999,
        "CEST (UTC+1)",
        "London (EST)",
        "Berlin (Pacific Time)",
        "(UTC+05:30) Europe/Berlin",
        "Paris (Texas)",
        "Texas (Paris, GMT-06:00)",
        "Europe Time (Berlin, GMT+09:00)",
        "Cordoba",
    ],
)
def test_what_is_no_zone_is_refused_and_nothing_stands_in_for_it(text: str) -> None:
    assert problem(text)[0] == "zone_unknown"


def test_an_error_value_is_no_zone() -> None:
    assert problem("#N/A")[0] == "unreadable_cell"


@given(iana)
def test_every_iana_key_is_known_in_any_case(key: str) -> None:
    assert zone(key) is not None
    assert zone(key.upper()) == zone(key.lower()) == zone(key)


@given(iana)
def test_a_canonical_zone_is_read_as_itself(key: str) -> None:
    canonical = zone(key)
    assert zone(canonical) == canonical


@pytest.mark.parametrize("name", ABBREVIATIONS)
def test_every_abbreviation_fits_its_region_in_january_or_july(name: str) -> None:
    days = (date(2026, 1, 15), date(2026, 7, 15))
    assert any(to_utc(day, TEN, name).value is not None for day in days)


@given(st.text(max_size=30) | st.floats() | st.integers() | st.times() | st.booleans())
def test_no_cell_makes_the_reader_fail(cell: Cell) -> None:
    parsed = parse_zone(cell)
    assert parsed.value is None or to_utc(TENTH, TEN, parsed.value).value != 0


# ---- local times -------------------------------------------------------------------------------------------


def test_a_local_time_is_turned_into_utc() -> None:
    assert utc(TENTH, TEN, NEW_YORK) == datetime(2026, 9, 10, 14, tzinfo=UTC)
    assert utc(date(2026, 12, 10), TEN, NEW_YORK) == datetime(2026, 12, 10, 15, tzinfo=UTC)
    assert utc(TENTH, TEN, "UTC-05:30") == datetime(2026, 9, 10, 15, 30, tzinfo=UTC)
    assert utc(TENTH, TEN, "UTC") == datetime(2026, 9, 10, 10, tzinfo=UTC)
    assert utc(TENTH, TEN, "Etc/GMT+5") == datetime(2026, 9, 10, 15, tzinfo=UTC)


def test_an_offset_wins_over_the_zone() -> None:
    assert utc(TENTH, TEN, NEW_YORK, 0) == datetime(2026, 9, 10, 10, tzinfo=UTC)
    assert utc(AUTUMN, time(1, 30), NEW_YORK, -5 * 3600) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_a_time_that_clocks_jump_over_is_an_error() -> None:
    code, message = refusal(SPRING, time(2, 30), NEW_YORK)
    assert code == "time_does_not_exist"
    assert "does not exist in New York (America/New_York), because clocks go forward then" in message
    assert refusal(SPRING, time(2, 30), "EST")[0] == "time_does_not_exist"
    assert utc(SPRING, time(3), NEW_YORK) == datetime(2026, 3, 8, 7, tzinfo=UTC)


def test_a_time_that_comes_twice_says_how_to_write_each() -> None:
    code, message = refusal(AUTUMN, time(1, 30), NEW_YORK)
    assert code == "time_exists_twice"
    assert "2026-11-01T01:30:00-04:00 for the first or 2026-11-01T01:30:00-05:00 for the second" in message
    assert "2026-10-25T01:30:00Z for the second" in refusal(date(2026, 10, 25), time(1, 30), "Europe/London")[1]


def test_what_the_message_says_to_write_is_read() -> None:
    written = parse_when("2026-11-01T01:30:00-04:00", None).value
    assert written is not None
    assert written.day is not None
    assert written.clock is not None
    assert utc(written.day, written.clock, NEW_YORK, written.offset) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_an_abbreviation_decides_which_of_two_is_meant() -> None:
    assert utc(AUTUMN, time(1, 30), "EDT") == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert utc(AUTUMN, time(1, 30), "EST") == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_an_abbreviation_that_the_region_does_not_use_then_is_an_error() -> None:
    assert refusal(TENTH, TEN, "EST") == (
        "zone_abbreviation_wrong",
        "In September New York is on EDT, not EST; write America/New_York, or UTC-05:00 if that is really meant.",
    )
    assert refusal(date(2026, 1, 10), TEN, "CEST")[0] == "zone_abbreviation_wrong"
    assert utc(TENTH, TEN, "EDT") == datetime(2026, 9, 10, 14, tzinfo=UTC)


def test_winter_time_in_summer_may_be_the_place_that_keeps_it_all_year() -> None:
    assert refusal(TENTH, TEN, "MST")[1] == (
        "In September Denver is on MDT, not MST; write America/Denver, or America/Phoenix if that is really meant."
    )
    assert "Australia/Brisbane" in refusal(date(2026, 1, 10), TEN, "AEST")[1]


@pytest.mark.parametrize(
    ("name", "day", "other"), [("CST", date(2026, 12, 10), "Asia/Shanghai"), ("BST", TENTH, "Asia/Dhaka")]
)
def test_an_abbreviation_that_another_country_uses_is_pointed_out(name: str, day: date, other: str) -> None:
    parsed = to_utc(day, TEN, name)
    assert parsed.value is not None
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [
        ("zone_abbreviation_doubtful", "warning")
    ]
    assert other in parsed.problems[0].message


def test_gmt_in_summer_is_utc_with_a_warning() -> None:
    parsed = to_utc(TENTH, TEN, "GMT")
    assert parsed.value == int(datetime(2026, 9, 10, 10, tzinfo=UTC).timestamp())
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [
        ("zone_abbreviation_doubtful", "warning")
    ]
    assert not to_utc(date(2026, 1, 10), TEN, "GMT").problems


@pytest.mark.parametrize("day", [date.min, date(1969, 12, 31), date(2201, 1, 1), date.max])
def test_years_that_no_meeting_is_planned_in_are_refused(day: date) -> None:
    assert refusal(day, TEN, "Pacific/Kiritimati")[0] == "date_out_of_range"
    assert to_utc(day, TEN, NEW_YORK, 0).value is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-09-10T10:00:00+05:00[Europe/Berlin]", "offset_disagrees"),
        ("2026-09-10T10:00:00+02:00[Europe/Berlin]", None),
        ("2026-10-25T02:30:00+01:00[Europe/Berlin]", None),
        ("2026-10-25T02:30:00+02:00[Europe/Berlin]", None),
        ("2026-07-10T10:00:00-0700 (Mountain Standard Time)", None),
        ("2026-09-10T10:00:00+02:00 (heure du fournil)", None),
        ("2026-09-10T10:00:00+02:00", None),
        ("2026-09-10 10:00 Europe/Berlin", None),
    ],
)
def test_an_offset_that_its_own_zone_does_not_have_is_a_contradiction(text: str, expected: str | None) -> None:
    when = parse_when(text, None).value
    assert when is not None
    told = contradiction(when)
    assert (told.code if told else None) == expected


def test_a_zone_stands_in_a_sentence_by_its_city() -> None:
    assert zone_label("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert zone_label("UTC+02:00") == "UTC+02:00"


def test_a_moment_is_shown_in_its_zone() -> None:
    epoch = int(datetime(2026, 9, 10, 14, tzinfo=UTC).timestamp())
    shown = [local_time(epoch, zone).isoformat() for zone in (NEW_YORK, "EST", "UTC+05:30", "GMT", "UTC")]
    assert shown == [
        "2026-09-10T10:00:00-04:00",
        "2026-09-10T10:00:00-04:00",
        "2026-09-10T19:30:00+05:30",
        "2026-09-10T14:00:00+00:00",
        "2026-09-10T14:00:00+00:00",
    ]


def _offset_of(shown: datetime) -> int:
    offset = shown.utcoffset()
    assert offset is not None
    return int(offset.total_seconds())


@given(instants, iana)
def test_any_instant_comes_back_from_its_local_time_and_offset(epoch: int, key: str) -> None:
    canonical = zone(key)
    assert canonical is not None
    shown = local_time(epoch, canonical)
    assert to_utc(shown.date(), shown.time(), canonical, _offset_of(shown)).value == epoch


@given(instants, iana.filter(lambda key: "/" in key and not key.startswith("Etc/")))
def test_without_the_offset_it_comes_back_or_is_said_to_come_twice(epoch: int, key: str) -> None:
    shown = local_time(epoch, key)
    parsed = to_utc(shown.date(), shown.time(), key)
    assert parsed.value == epoch or [problem.code for problem in parsed.problems] == ["time_exists_twice"]
