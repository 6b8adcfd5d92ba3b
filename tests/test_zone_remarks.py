"""What texts beside the meetings say of the zone of all times."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bulkmeet.cells.zoneremarks import ZoneRemark, zone_remark
from bulkmeet.examine import Examined
from bulkmeet.loader.load import load
from bulkmeet.sheet import Aside
from tests.sheets import errors, examined, message, only, shown, statuses, table, warnings

PARIS, BERLIN, LOS_ANGELES = "Europe/Paris", "Europe/Berlin", "America/Los_Angeles"


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("All times Pacific (PT)", LOS_ANGELES),
        ("All times are Pacific Time", LOS_ANGELES),
        ("All interview times listed are Pacific. Please be 5 minutes early.", LOS_ANGELES),
        ("Interview Schedule \u2013 Pacific Time", LOS_ANGELES),
        ("Timezone: America/Los_Angeles", LOS_ANGELES),
        ("Times in CET", "CET"),
        ("Times in CET/CEST", BERLIN),
        ("Interview Schedule (CET)", "CET"),
        ("(all times EST)", "EST"),
        ("Times shown are UK time unless stated otherwise", "Europe/London"),
        ("Team plan (GMT+1)", "UTC+01:00"),
        ("Calendar, Europe/Paris", PARIS),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome", "Europe/Amsterdam"),
        ("Alle Zeiten in MEZ", "CET"),
        ("Alle Uhrzeiten Berliner Zeit", BERLIN),
        ("Toutes les heures en heure de Paris", PARIS),
        ("Les horaires sont indiqu\u00e9s \u00e0 l\u2019heure de Paris.", PARIS),
        ("Hor\u00e1rios de Bras\u00edlia", "America/Sao_Paulo"),
        ("Todos os hor\u00e1rios s\u00e3o de Bras\u00edlia (GMT-3)", "America/Sao_Paulo"),
        ("Todas las horas en hora de Madrid", "Europe/Madrid"),
        ("Alle Zeiten Ortszeit Berlin", BERLIN),
        ("All times local (Sydney)", "Australia/Sydney"),
        ("Tutti gli orari sono in ora italiana", "Europe/Rome"),
        ("Alle tijden in Nederlandse tijd", "Europe/Amsterdam"),
        ("Alla tider \u00e4r svensk tid", "Europe/Stockholm"),
        ("Wszystkie godziny czasu polskiego", "Europe/Warsaw"),
        ("\u010casov\u00e9 p\u00e1smo: CET", "CET"),
        ("Все время московское", "Europe/Moscow"),  # noqa: RUF001 - Russian
        ("時刻はすべて日本時間です", "Asia/Tokyo"),
        ("所有时间均为北京时间", "Asia/Shanghai"),
        ("모든 시간은 한국시간 기준입니다", "Asia/Seoul"),
    ],
)
def test_a_text_that_names_one_zone_for_all_times_gives_it(text: str, zone: str) -> None:
    remark = zone_remark(text)
    assert remark is not None
    assert remark.zone == zone


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("All times PT", (LOS_ANGELES,)),
        ("Time zone: ET", ("America/New_York",)),
        ("All times IST", ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem")),
        ("All times are Eastern (ET) and Pacific (PT)", ("America/New_York", LOS_ANGELES)),
        ("Start times in PST, end times in CET", (BERLIN, LOS_ANGELES)),
        ("All times EST (CET is +6)", ("America/New_York", BERLIN)),
        ("Sessions run on Eastern Time for everybody", ("America/New_York",)),
        ("Interviews in Paris time for all", (PARIS,)),
        ("All meetings of the Paris time group, times below", (PARIS,)),
        ("Taller hora de Madrid", ("Europe/Madrid",)),
        ("All times XST", ()),
        ("Convert all times to UTC before upload", ("UTC",)),
        ("All times UTC (until 2026), now Pacific Time", ("UTC", LOS_ANGELES)),
        ("Times in Narnia time", ()),
        ("All times are local time", ()),
        ("Please mind your time zone!", ()),
        ("Les horaires sont en heure locale", ()),
        ("Plan (Ortszeit)", ()),
    ],
)
def test_a_text_that_speaks_of_zones_and_leaves_one_open_gives_what_it_may_mean(
    text: str, like: tuple[str, ...]
) -> None:
    assert zone_remark(text) == ZoneRemark(None, like)


@pytest.mark.parametrize(
    "text",
    [
        "Meeting in Paris",
        "EST. 1987",
        "Acme Ltd, EST. 1987",
        "Times Square Hotel EST. 1987",
        "Meeting times Paris office",
        "Paris Time Travel Workshop",
        "Training: Sydney Time Management 2027",
        "Berlin Zeit Seminar",
        "Hora de Madrid Taller",
        "Central",
        "Eastern Region meetings",
        "ART",
        "Schedule for ICT",
        "Time: London",
        "Printed 2027-01-05 10:00 (GMT)",
        "Generated at 10:00 EST",
        "Times are subject to change",
        "Times in 24h format",
        "All times TBC",
        "Horaires et lieux",
        "Kurse zu folgenden Zeiten: Mo, Mi, Fr",
        "Bitte Zeiten einhalten",
        "Horas lectivas",
        "Story Time",
        "Local:",
        "Hora: local",
        "Office hours",
    ],
)
def test_a_text_about_something_else_names_no_zone(text: str) -> None:
    assert zone_remark(text) is None


# ---- in a sheet --------------------------------------------------------------------------------------------

SHEET = "Title | Start | End | Host email\nA | 2027-01-05 09:00 | 09:30 | jo@example.com"


def _with(*asides: Aside, sheet: str = SHEET, **options: Any) -> Examined:
    given: dict[str, Any] = {"timezone": "UTC", "timezone_assumed": True, **options}
    return examined(replace(table(sheet), asides=asides), **given)


def test_times_without_a_zone_are_read_in_the_one_that_a_text_above_the_headers_gives() -> None:
    found = _with(Aside(4, 0, "All times Pacific (PT)"))
    assert shown(only(found).start, "UTC") == "2027-01-05 17:00"
    assert only(found).zone == found.zone == LOS_ANGELES
    assert warnings(found.issues) == [("zone_told", "A4")]
    assert message(found.issues, "zone_told").startswith("“All times Pacific (PT)” gives the zone of the times")


def test_times_without_a_zone_are_an_error_where_a_text_leaves_it_open() -> None:
    found = _with(Aside(4, 0, "All times PT"))
    assert errors(found.issues) == [("zone_unsettled", "B2")]
    assert message(found.issues, "zone_unsettled") == (
        "This time has no zone of its own, and “All times PT” in A4 leaves open which one is meant; add it when you "
        "run bulkmeet, like --timezone America/Los_Angeles."
    )


def test_an_abbreviation_is_no_zone_for_times_at_which_its_place_is_on_another() -> None:
    rows = "\nB | 2027-07-05 09:00 | 09:30 | jo@example.com"
    found = _with(Aside(1, 0, "All times EST"), sheet=SHEET + rows)
    assert errors(found.issues) == [("zone_unsettled", "B3")]
    assert shown(only(found).start, "UTC") == "2027-01-05 14:00"


def test_two_texts_that_give_other_zones_leave_it_open() -> None:
    found = _with(Aside(1, 0, "Interview plan (CET)"), Aside(9, 0, "All times are UK time"))
    assert errors(found.issues) == [("zone_unsettled", "B2")]
    assert "“Interview plan (CET)” in A1 and “All times are UK time” in A9" in message(found.issues, "zone_unsettled")


def test_a_label_and_its_zone_may_stand_in_cells_of_their_own() -> None:
    found = _with(Aside(2, 0, "Time zone:"), Aside(2, 1, "Eastern Time (US & Canada)"))
    assert only(found).zone == "America/New_York"
    assert [warning for warning in warnings(found.issues) if warning[0] == "zone_told"] == [("zone_told", "A2")]


def test_the_name_of_the_sheet_may_give_the_zone() -> None:
    sheet = replace(table(SHEET), name="Panel (Pacific Time)")
    found = examined(sheet, timezone="UTC", timezone_assumed=True)
    assert only(found).zone == LOS_ANGELES
    assert warnings(found.issues) == [("zone_told", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Last update time: UTC",
        "Printed: Jan 1 2027 (UTC)",
        "Stand - UTC - 2027",
        "Last updated - UTC",
        "System time: UTC",
    ],
)
def test_the_zone_of_a_printout_is_not_taken_for_that_of_the_times(text: str) -> None:
    assert zone_remark(text) == ZoneRemark(None, ("UTC",))


def test_a_sheet_that_says_when_it_was_made_may_say_the_zone_of_its_times_too() -> None:
    remark = zone_remark("Exported on 1 Jan, all times UTC")
    assert remark is not None
    assert remark.zone == "UTC"


HEADERS = "Title,Start,End,Host email\n"
FIRST, SECOND = (f"{title},2027-01-05 09:00,09:30,jo@example.com\n" for title in "AB")


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADERS}{FIRST}London team (GMT),,,\n{SECOND}",
        f"{HEADERS}Berlin office (CET),,,\n{FIRST}New York office,,,\n{SECOND}",
        f"{HEADERS}{FIRST.strip()},,UTC\n{SECOND}",
    ],
    ids=["between the rows", "above the first of several parts", "behind a row"],
)
def test_a_zone_that_is_said_of_some_rows_is_not_that_of_the_others(text: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(text, "utf-8")
    found = examined(load(file), timezone="UTC", timezone_assumed=True)
    assert set(statuses(found).values()) == {"invalid"}
    told = [issue.message for issue in found.issues if issue.code == "zone_unsettled"]
    assert len(told) == 2
    assert all("may be meant for some rows only" in each for each in told)


def test_a_zone_that_is_said_of_all_and_again_of_some_is_that_of_all(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(f"All times GMT\n{HEADERS}{FIRST}London team (GMT),,,\n{SECOND}", "utf-8")
    found = examined(load(file), timezone=LOS_ANGELES, timezone_assumed=True)
    assert found.zone == "GMT"


@pytest.mark.parametrize("text", ["All times PT", "All times Pacific", "Please mind your time zone!"])
def test_a_zone_given_as_an_option_counts_and_agrees(text: str) -> None:
    found = _with(Aside(4, 0, text), timezone=LOS_ANGELES, timezone_assumed=False)
    assert (only(found).zone, found.issues) == (LOS_ANGELES, ())


@pytest.mark.parametrize("text", ["All times PT", "All times Pacific"])
def test_a_zone_given_as_an_option_counts_and_is_told_of_where_a_text_says_another(text: str) -> None:
    found = _with(Aside(4, 0, text), timezone_assumed=False)
    assert only(found).zone == "UTC"
    assert warnings(found.issues) == [("zone_told_differs", "A4")]
    assert f"“{text}” speaks of another zone than --timezone UTC" in message(found.issues, "zone_told_differs")


def test_a_text_says_nothing_of_times_with_a_zone_of_their_own() -> None:
    header = "Title | Start (CET) | End | Host email\nA | 2027-01-05 09:00 | 09:30 | jo@example.com"
    found = _with(Aside(4, 0, "All times PT"), sheet=header)
    assert (shown(only(found).start, "UTC"), found.issues) == ("2027-01-05 08:00", ())


@pytest.mark.parametrize(
    "text",
    [
        "Interview plan\nAll times Pacific\n{}",
        "{}\n\nAll times Pacific\n",
        "{}\nAll times Pacific\n",
    ],
    ids=["above", "below a gap", "below"],
)
def test_the_reader_of_files_hands_such_texts_on(text: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    rows = "Title,Start,End,Host email\nA,2027-01-05 09:00,09:30,jo@example.com\nB,2027-01-06 9:00,9:30,jo@example.com"
    file.write_text(text.format(rows), "utf-8")
    sheet = load(file)
    assert any(aside.text == "All times Pacific" for aside in sheet.asides)
    found = examined(sheet, timezone="UTC", timezone_assumed=True)
    pending = [row for row, status in statuses(found).items() if status == "pending"]
    assert len(pending) == 2
    assert found.zone == LOS_ANGELES


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("Show times in Paris", "Europe/Paris"),
        ("Bus times to Dublin", "Europe/Dublin"),
        ("Subtract 5 hours from times for UTC", "UTC"),
        ("Server time zone: UTC", "UTC"),
    ],
)
def test_times_of_something_else_leave_the_zone_of_the_meetings_open(text: str, like: str) -> None:
    assert zone_remark(text) == ZoneRemark(None, (like,))
