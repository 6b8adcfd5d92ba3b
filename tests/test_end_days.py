"""An end column of days alone, as in plans of tasks: the length says when a meeting ends, and the day has to agree."""

import pytest

from bulkmeet.columns.fields import Field
from bulkmeet.model import Cell
from tests.sheets import errors, examined, meetings, message, only, sheet_of, shown

HEADERS = ["Title", "Start", "Finish", "Start Time", "Length", "Host email"]
HOST = "jo@example.com"


def row(finish: Cell, clock: Cell = "9:00 AM", length: Cell = "1h", title: str = "Tour") -> list[Cell]:
    return [title, "2026-03-03", finish, clock, length, HOST]


def test_an_end_on_the_day_of_the_start_only_confirms_what_the_length_says() -> None:
    found = examined(sheet_of(HEADERS, [row("2026-03-03"), row("2026-03-03", "1:30 PM", "45m", "Talk")]))
    assert errors(found.issues) == []
    assert [shown(one.end) for one in meetings(found)] == ["2026-03-03 10:00", "2026-03-03 14:15"]
    assert found.mapping.of(Field.END_DATE)[0].header == "Finish"


def test_an_end_on_another_day_is_an_error_that_shows_both() -> None:
    found = examined(sheet_of(HEADERS, [row("2026-03-03"), row("2026-03-05", title="Talk")]))
    assert errors(found.issues) == [("end_on_another_day", "C3")]
    assert [one.title for one in meetings(found)] == ["Tour"]
    told = message(found.issues, "end_on_another_day")
    assert "2026-03-03" in told
    assert "“2026-03-05”" in told
    assert "“1h”" in told
    assert '--map "Finish=ignore"' in told


def test_a_length_past_midnight_ends_on_the_next_day() -> None:
    found = examined(sheet_of(HEADERS, [row("2026-03-04", "11:30 PM")]))
    assert shown(only(found).end) == "2026-03-04 00:30"
    night = examined(sheet_of(HEADERS, [row("2026-03-03", "11:30 PM")]))
    assert errors(night.issues) == [("end_on_another_day", "C2")]


def test_an_end_at_midnight_is_still_that_of_the_day_before() -> None:
    for finish in ("2026-03-03", "2026-03-04"):
        assert meetings(examined(sheet_of(HEADERS, [row(finish, "11:00 PM")])))


def test_the_length_given_for_all_counts_where_there_is_none_in_the_sheet() -> None:
    headers, cells = HEADERS[:4] + HEADERS[5:], row("2026-03-03")
    sheet = sheet_of(headers, [cells[:4] + cells[5:]])
    assert shown(only(examined(sheet, duration=1800)).end) == "2026-03-03 09:30"
    assert errors(examined(sheet).issues) == [("end_without_time", "C2")]


def test_only_where_nothing_else_gives_the_end_its_hour_is_asked_for() -> None:
    found = examined(sheet_of(HEADERS, [row("2026-03-03"), row("2026-03-03", length=None, title="Talk")]))
    assert errors(found.issues) == [("end_without_time", "C3")]
    told = message(found.issues, "end_without_time")
    assert told == "“2026-03-03” has no time of day; type how long this meeting lasts in “Length”."


def test_of_a_length_that_cannot_be_read_only_that_is_told() -> None:
    found = examined(sheet_of(HEADERS, [row("2026-03-03"), row("2026-03-03", length="soon", title="Talk")]))
    assert [cell for _, cell in errors(found.issues)] == ["E3"]


@pytest.mark.parametrize("finish", ["2026-03-03 10:30", "2026-03-03 10:00"])
def test_where_one_of_the_ends_has_its_hour_the_others_lack_theirs(finish: str) -> None:
    found = examined(sheet_of(HEADERS, [row(finish), row("2026-03-03", title="Talk")]))
    assert ("end_without_time", "C3") in errors(found.issues)
