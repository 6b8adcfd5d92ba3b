"""A created row that says something else by now: nothing is sent again, and its owner is told."""

import pytest
from msgspec.structs import replace

from bulkmeet.ledger.records import Known
from bulkmeet.model import Issue, Status
from bulkmeet.plan import make_plan
from bulkmeet.settings import Settings
from tests.sheets import examined

HEADERS = "Title | Start | Duration | user_id | Name | Email"
BEFORE = "Algebra | 2026-09-10 10:00 | 30 min | 5123456789012345 | Ann | ann@example.com"
RESULT_HEADERS = "bulkmeet_status | bulkmeet_meeting_id | bulkmeet_key"


def _known() -> Known:
    plan = make_plan(examined(f"{HEADERS}\n{BEFORE}"), Settings(), {}, {}, lambda _: {})
    return Known(Status.CREATED, plan.candidates[0].body, "6236730000000001", "", "Created.", "2026-01-02T03:04:05Z")


def _found(*rows: str, status: str = "created") -> list[Issue]:
    sheet = "\n".join(
        [f"{HEADERS} | {RESULT_HEADERS}", *(f"{row} | {status} | 6236730000000001 | bm1" for row in rows)]
    )
    issues = examined(sheet, known={"bm1": _known()}).issues
    return [issue for issue in issues if issue.code == "changed_after_created"]


@pytest.mark.parametrize("status", ["created", "skipped"])
def test_a_created_row_that_is_as_it_was_raises_nothing(status: str) -> None:
    assert _found(BEFORE, status=status) == []


@pytest.mark.parametrize(
    ("old", "new", "cell", "said"),
    [
        ("Algebra", "Geometry", "A2", "The title was “Algebra” when the meeting was created, and is “Geometry” now;"),
        (
            "10:00",
            "15:00",
            "B2",
            "The start was 2026-09-10 10:00 when the meeting was created, and is 2026-09-10 15",
        ),
        ("30 min", "45 min", "C2", "The duration was 30 min when the meeting was created, and is 45 min now;"),
        ("5123456789012345", "5123456789012346", "D2", "The host was 5123456789012345 when the meeting was created,"),
        ("ann@", "ben@", "F2", "of its participants “ben@example.com” is new and “ann@example.com” is gone;"),
    ],
)
def test_an_edited_cell_of_a_created_row_is_named_with_what_was_there_and_what_is_there_now(
    old: str, new: str, cell: str, said: str
) -> None:
    (issue,) = _found(BEFORE.replace(old, new))
    assert (issue.row, issue.cell, issue.severity) == (2, cell, "warning")
    assert said in issue.message


def test_every_edited_cell_of_a_created_row_is_named() -> None:
    row = BEFORE.replace("Algebra", "Geometry").replace("10:00", "15:00").replace("ann@", "ben@")
    assert [issue.cell for issue in _found(row)] == ["A2", "B2", "F2"]


def test_of_a_date_and_a_time_the_one_that_was_edited_is_named() -> None:
    headers = f"Title | Date | Time | End | user_id | {RESULT_HEADERS}"
    row = "A | 2026-09-10 | 10:00 | 11:00 | 5123456789012345"
    plan = make_plan(examined(f"{headers}\n{row} | | |"), Settings(), {}, {}, lambda _: {})
    known = Known(Status.CREATED, plan.candidates[0].body, "6236730000000001", "", "Created.", "")
    settled = "created | 6236730000000001 | bm1"
    for old, new, cells in (("10:00", "10:30", ["C2"]), ("-10", "-11", ["B2"]), ("11:00", "11:30", ["D2"])):
        found = examined(f"{headers}\n{row.replace(old, new)} | {settled}", known={"bm1": known}).issues
        assert [issue.cell for issue in found] == cells, new


# ---- another zone than that of the run -----------------------------------------------------------------------


def _in_zone(known: str, **options: object) -> list[Issue]:
    sheet = f"{HEADERS} | {RESULT_HEADERS}\n{BEFORE} | created | 6236730000000001 | bm1"
    created = replace(_known(), timezone=known)
    return list(examined(sheet, known={"bm1": created}, **options).issues)


def test_a_zone_that_was_forgotten_is_told_once_with_the_option_to_add() -> None:
    (issue,) = _in_zone("America/New_York", timezone="Europe/Berlin", timezone_assumed=True)
    assert (issue.code, issue.severity, issue.row) == ("timezone_differs", "error", None)
    assert issue.message == (
        "A meeting of this sheet was created with times read in America/New_York, and now they would be in "
        "Europe/Berlin, this computer's zone; add --timezone America/New_York when you run bulkmeet."
    )


def test_another_zone_that_somebody_typed_is_a_warning() -> None:
    (issue,) = _in_zone("America/New_York", timezone="Europe/Berlin")
    assert (issue.code, issue.severity) == ("timezone_differs", "warning")


def test_in_the_zone_of_the_run_or_where_an_older_ledger_does_not_know_it_no_zone_is_told() -> None:
    assert _in_zone("America/New_York") == []
    assert [issue.code for issue in _in_zone("", timezone="Europe/Berlin")] == ["changed_after_created"]


# ---- other options than those of the run ----------------------------------------------------------------------


def _with_options(then: str, row: str = BEFORE.replace("ann@", "ben@"), **options: object) -> list[Issue]:
    sheet = f"{HEADERS} | {RESULT_HEADERS}\n{row} | created | 6236730000000001 | bm1"
    return list(examined(sheet, known={"bm1": replace(_known(), options=then)}, **options).issues)


def test_an_option_that_a_rerun_forgot_is_named_rather_than_the_rows_called_changed() -> None:
    (issue,) = _with_options('{"map":["Email=attendees"],"region":"GB","rate":"5/s","allow_past":true}')
    assert (issue.code, issue.severity, issue.row) == ("options_differ", "error", None)
    assert issue.message == (
        "A meeting of this sheet was created by a run with --map Email=attendees --region GB, and without that its "
        "rows say something else now; add --map Email=attendees --region GB when you run bulkmeet."
    )


def test_options_that_somebody_typed_otherwise_are_a_warning() -> None:
    now = {"map": ("email=email",), "region": "US"}
    (issue,) = _with_options('{"map":["Email=attendees"],"region":"GB"}', given=now)
    assert (issue.code, issue.severity) == ("options_differ", "warning")


@pytest.mark.parametrize(
    "then", ['{"region":"GB"}', '{"map":["Gone since=email"]}', '{"timeout":5.0}', '{"sheet":"Old"}', ""]
)
def test_a_row_is_called_changed_where_no_option_can_be_the_reason(then: str) -> None:
    assert [issue.code for issue in _with_options(then, given={"region": "GB"})] == ["changed_after_created"]
    assert _with_options(then, BEFORE) == []


def test_a_person_in_a_row_that_was_copied_with_its_result_is_pointed_out_once() -> None:
    assert [issue.row for issue in _found(BEFORE, BEFORE.replace("Ann", "Ben").replace("ann@", "ben@"))] == [3]
