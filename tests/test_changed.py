"""A created row that says something else by now: nothing is sent again, and its owner is told."""

import pytest

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
    ("old", "new", "word"),
    [
        ("Algebra", "Geometry", "title “Geometry”"),
        ("10:00", "15:00", "start"),
        ("30 min", "45 min", "end"),
        ("5123456789012345", "5123456789012346", "host"),
        ("ann@example.com", "ben@example.com", "list of participants"),
    ],
)
def test_a_created_row_that_was_edited_is_pointed_out(old: str, new: str, word: str) -> None:
    (issue,) = _found(BEFORE.replace(old, new))
    assert (issue.row, issue.severity) == (2, "warning")
    assert issue.message.startswith(f"The {word} of this row is not what the meeting was created with;")


def test_a_person_in_a_row_that_was_copied_with_its_result_is_pointed_out_once() -> None:
    assert [issue.row for issue in _found(BEFORE, BEFORE.replace("Ann", "Ben").replace("ann@", "ben@"))] == [2]
