"""What will be sent and what will not: a sheet, held against what the ledger knows and look-ups have found."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bulkmeet.examine import Examined
from bulkmeet.ledger.records import RunFacts
from bulkmeet.ledger.store import Ledger
from bulkmeet.model import Host, Outcome, Problem, Result, Status
from bulkmeet.plan import Plan, make_plan
from bulkmeet.settings import Settings
from tests.sheets import examined, sheet_of

NOON = "2026-01-05T12:00:00Z"
JO, MIA = "5123456789012345", "5123456789012346"
USERS = {"jo@example.com": JO, "mia@example.com": MIA}
CREATED = Outcome(Status.CREATED, "Created.", "6236730000000001", "https://example.com/1")
UNKNOWN = Outcome(Status.UNKNOWN, "It was sent, but no answer came, so it may exist.")
NOBODY = Problem("host_unknown", "Nobody in Dialpad has the email address nobody@example.com; correct it.")

THREE = """
    Title | Start            | Duration | Host email      | Email
    A     | 2026-09-10 10:00 | 30 min   | jo@example.com  | ann@example.com
    B     | 2026-09-11 10:00 | 30 min   | mia@example.com | ann@example.com
    C     | 2026-09-12 10:00 | 30 min   | jo@example.com  | ann@example.com
"""


TWINS = f"""
    Title | Start            | Duration | user_id | Host email     | Email
    A     | 2026-09-10 10:00 | 30 min   | {JO}    |                | ann@example.com
    A     | 2026-09-10 10:00 | 30 min   |         | jo@example.com | ben@example.com
"""
ONE_OF_THEM = "\n".join(TWINS.splitlines()[:-1])


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.sqlite3", lambda: NOON) as opened:
        yield opened


def planned(
    found: Examined,
    ledger: Ledger | None = None,
    users: Mapping[str, str] = USERS,
    problems: Mapping[str, Problem] | None = None,
    **options: Any,
) -> Plan:
    return make_plan(found, Settings(**options), users, problems or {}, ledger.known if ledger else lambda _: {})


def send(ledger: Ledger, plan: Plan, *outcomes: Outcome | None) -> None:
    """Send a plan's meetings, with these outcomes in turn; None leaves one pending."""
    run = ledger.begin(RunFacts("r", NOON, "a.csv", "", 1, "https://dialpad.com", "a.results.csv", "")).run
    ledger.enter(run, plan.results, plan.candidates)
    for candidate, outcome in zip(plan.candidates, outcomes, strict=False):
        if outcome is not None:
            ledger.sending(candidate.key)
            ledger.settle(candidate.key, outcome)


def told(plan: Plan) -> list[tuple[str, Status]]:
    return [(result.title, result.status) for result in plan.results]


# ---- what will be sent -------------------------------------------------------------------------------------


def test_every_valid_meeting_is_sent_under_an_identity_of_its_own() -> None:
    plan = planned(examined(THREE))
    assert [meeting.title for meeting in plan.chosen] == ["A", "B", "C"]
    assert [candidate.title for candidate in plan.candidates] == ["A", "B", "C"]
    assert len({candidate.key for candidate in plan.candidates}) == 3
    assert [result.key for result in plan.results] == [candidate.key for candidate in plan.candidates]
    assert [msgspec.json.decode(candidate.body)["user_id"] for candidate in plan.candidates] == [
        int(JO),
        int(MIA),
        int(JO),
    ]
    assert not plan.emails
    assert plan.count(Status.PENDING) == 3


def test_hosts_that_are_not_known_are_to_be_looked_up_once_each() -> None:
    plan = planned(examined(THREE), users={"mia@example.com": MIA})
    assert plan.emails == ("jo@example.com",)
    assert [candidate.title for candidate in plan.candidates] == ["B"]
    assert len(plan.chosen) == 3


def test_a_host_given_by_id_needs_no_look_up() -> None:
    plan = planned(examined(f"Title | Start | Duration | user_id\nA | 2026-09-10 10:00 | 30 min | {JO}"), users={})
    assert not plan.emails
    assert len(plan.candidates) == 1


def test_a_limit_keeps_the_rest_for_later() -> None:
    plan = planned(examined(THREE), limit=2)
    assert [meeting.title for meeting in plan.chosen] == ["A", "B"]
    assert told(plan) == [("A", Status.PENDING), ("B", Status.PENDING), ("C", Status.PENDING)]
    assert planned(examined(THREE), limit=2, users={}).emails == ("jo@example.com", "mia@example.com")


def test_a_limit_counts_what_will_be_created(ledger: Ledger) -> None:
    send(ledger, planned(examined(THREE), limit=1), CREATED)
    assert [meeting.title for meeting in planned(examined(THREE), ledger, limit=1).chosen] == ["B"]


def test_strict_sends_nothing_beside_an_invalid_row() -> None:
    found = examined(THREE + "    D | tomorrow | 30 min | jo@example.com |\n")
    assert [meeting.title for meeting in planned(found).chosen] == ["A", "B", "C"]
    plan = planned(found, strict=True)
    assert not plan.chosen
    assert not plan.candidates
    assert plan.count(Status.PENDING) == 3
    assert len(planned(examined(THREE), strict=True).chosen) == 3


# ---- what is known from earlier ----------------------------------------------------------------------------


def test_what_was_created_before_is_skipped_with_its_id_whatever_file_it_comes_from(ledger: Ledger) -> None:
    send(ledger, planned(examined(THREE)), CREATED)
    moved = examined("""
        Start (UTC)      | Subject | Minutes | user_id          | Duration (min)
        2026-09-12 14:00 | C       |         | 5123456789012345 | 30
        2026-09-10 14:00 | A       |         | 5123456789012345 | 30
    """)
    plan = planned(moved, ledger)
    assert told(plan) == [("C", Status.PENDING), ("A", Status.SKIPPED)]
    skipped = plan.results[1]
    assert (skipped.meeting_id, skipped.meeting_url, skipped.at) == (CREATED.meeting_id, CREATED.meeting_url, NOON)
    assert skipped.message.startswith(f"Created by an earlier run ({NOON}), so it was not sent again.")


def test_if_its_other_fields_have_changed_the_message_says_so(ledger: Ledger) -> None:
    send(ledger, planned(examined(THREE)), CREATED)
    same = planned(examined(THREE), ledger).results[0]
    changed = planned(examined(THREE.replace("ann@", "ben@")), ledger).results[0]
    assert "changed" not in same.message
    assert changed.status is Status.SKIPPED
    assert changed.message.endswith("Some of its other fields have changed since; change those in Dialpad.")


def test_what_is_unknown_stays_unknown_until_somebody_resolves_it(ledger: Ledger) -> None:
    send(ledger, planned(examined(THREE)), UNKNOWN)
    for duplicates in (False, True):
        plan = planned(examined(THREE), ledger, allow_duplicates=duplicates)
        assert told(plan)[0] == ("A", Status.UNKNOWN)
        assert plan.results[0].message == UNKNOWN.message
        assert [meeting.title for meeting in plan.chosen] == ["B", "C"]
    ledger.resolve(plan.results[0].key, Outcome(Status.PENDING, "To be sent again."))
    assert [meeting.title for meeting in planned(examined(THREE), ledger).chosen] == ["A", "B", "C"]


def test_nor_is_its_twin_a_duplicate_that_was_asked_for(ledger: Ledger) -> None:
    send(ledger, planned(examined(ONE_OF_THEM)), UNKNOWN)
    plan = planned(examined(TWINS), ledger, allow_duplicates=True)
    assert told(plan) == [("A", Status.UNKNOWN), ("A", Status.UNKNOWN)]


def test_what_is_being_sent_by_a_program_that_died_is_unknown(ledger: Ledger) -> None:
    plan = planned(examined(THREE))
    send(ledger, plan)
    ledger.sending(plan.candidates[0].key)
    assert told(planned(examined(THREE), ledger))[0] == ("A", Status.UNKNOWN)


def test_what_failed_or_never_left_is_sent(ledger: Ledger) -> None:
    send(ledger, planned(examined(THREE)), Outcome(Status.FAILED, "Dialpad refused it (400)."), None)
    assert [meeting.title for meeting in planned(examined(THREE), ledger).chosen] == ["A", "B", "C"]


def test_another_account_has_other_meetings(ledger: Ledger) -> None:
    send(ledger, planned(examined(THREE)), CREATED, CREATED, CREATED)
    assert not planned(examined(THREE), ledger).chosen
    assert len(planned(examined(THREE), ledger, api="https://sandbox.dialpad.com").chosen) == 3
    assert len(planned(examined(THREE), ledger, company_id="7").chosen) == 3


def test_duplicates_that_were_asked_for_get_identities_of_their_own(ledger: Ledger) -> None:
    first = planned(examined(THREE))
    send(ledger, first, CREATED, CREATED, CREATED)
    again = planned(examined(THREE), ledger, allow_duplicates=True)
    assert [meeting.title for meeting in again.chosen] == ["A", "B", "C"]
    assert {one.key for one in first.candidates}.isdisjoint(two.key for two in again.candidates)
    send(ledger, again, CREATED, None)
    third = planned(examined(THREE), ledger, allow_duplicates=True)
    assert third.candidates[0].key not in {first.candidates[0].key, again.candidates[0].key}
    assert third.candidates[1].key == again.candidates[1].key, "what is still waiting is no reason for one more copy"


# ---- the same meeting twice in one file --------------------------------------------------------------------


def test_of_two_groups_with_one_identity_none_is_sent_short_of_the_others_people() -> None:
    plan = planned(examined(TWINS))
    assert told(plan) == [("A", Status.INVALID), ("A", Status.INVALID)]
    assert plan.results[0].message.startswith("This is the same meeting as the one in row 3;")
    assert plan.results[1].message.startswith("This is the same meeting as the one in row 2;")
    assert [(issue.code, issue.row) for issue in plan.issues if issue.severity == "error"] == [
        ("same_meeting", 3),
        ("same_meeting", 2),
    ]
    assert not plan.candidates
    assert not planned(examined(TWINS), strict=True).chosen


def test_unless_duplicates_were_asked_for() -> None:
    plan = planned(examined(TWINS), allow_duplicates=True)
    assert len({candidate.key for candidate in plan.candidates}) == 2


def test_of_a_meeting_that_exists_the_twin_is_skipped_too(ledger: Ledger) -> None:
    send(ledger, planned(examined(ONE_OF_THEM)), CREATED)
    assert told(planned(examined(TWINS), ledger)) == [("A", Status.SKIPPED), ("A", Status.SKIPPED)]


def test_what_the_sheet_alone_knows_to_be_created_is_not_sent_under_another_name_of_its_host() -> None:
    key = planned(examined(ONE_OF_THEM)).candidates[0].key
    plan = planned(
        examined(f"""
            Title | Start            | Duration | user_id | Host email     | bulkmeet_status | bulkmeet_key
            A     | 2026-09-10 10:00 | 30 min   | {JO}    |                | created         | {key}
            A     | 2026-09-10 10:00 | 30 min   |         | jo@example.com |                 |
        """)
    )
    assert told(plan) == [("A", Status.CREATED), ("A", Status.INVALID)]
    assert not plan.candidates


def test_keys_of_the_sheet_make_the_same_meeting_two() -> None:
    plan = planned(
        examined("""
        Key | Title | Start            | Duration | Host email     | Email
        K1  | A     | 2026-09-10 10:00 | 30 min   | jo@example.com | ann@example.com
        K2  | A     | 2026-09-10 10:00 | 30 min   | jo@example.com | ben@example.com
    """)
    )
    assert len({candidate.key for candidate in plan.candidates}) == 2


# ---- hosts that look-ups could not find --------------------------------------------------------------------


def test_a_host_that_nobody_knows_is_an_issue_at_its_cell_and_an_invalid_result() -> None:
    found = examined("""
        Key | Title | Start            | Duration | Host email         | Email
        K1  | A     | 2026-09-10 10:00 | 30 min   |                    | ann@example.com
        K1  |       |                  |          | Nobody@example.com | ben@example.com
        K2  | B     | 2026-09-11 10:00 | 30 min   | jo@example.com     | ann@example.com
    """)
    plan = planned(found, problems={"nobody@example.com": NOBODY})
    (issue,) = [issue for issue in plan.issues if issue.code == "host_unknown"]
    assert (issue.cell, issue.row, issue.severity, issue.value) == ("E3", 3, "error", "Nobody@example.com")
    assert told(plan) == [("A", Status.INVALID), ("B", Status.PENDING)]
    assert plan.results[0].message == f"E3: {NOBODY.message}"
    assert [meeting.title for meeting in plan.chosen] == ["B"]
    assert not plan.emails


def test_a_host_given_for_all_is_told_once() -> None:
    text = "Title | Start | Duration\nA | 2026-09-10 10:00 | 30 min\nB | 2026-09-11 10:00 | 30 min"
    plan = planned(examined(text, host=Host(email="nobody@example.com")), problems={"nobody@example.com": NOBODY})
    assert [(issue.code, issue.row, issue.cell) for issue in plan.issues] == [("host_unknown", None, None)]
    assert {result.message for result in plan.results} == {NOBODY.message}
    assert not plan.chosen


def test_one_host_less_lets_another_meeting_in_under_a_limit() -> None:
    nobody = THREE.replace("mia@", "nobody@")
    plan = planned(examined(nobody), limit=2, problems={"nobody@example.com": NOBODY})
    assert [meeting.title for meeting in plan.chosen] == ["A", "C"]


# ---- results and size --------------------------------------------------------------------------------------


def test_every_group_has_one_result_in_the_order_of_the_sheet() -> None:
    found = examined(THREE + "    Cancelled: D | 2026-09-13 10:00 | 30 min | jo@example.com |\n    E | | | |\n")
    results: tuple[Result, ...] = planned(found).results
    assert [result.rows for result in results] == [(2,), (3,), (4,), (5,), (6,)]
    assert [result.status for result in results[3:]] == [Status.SKIPPED, Status.INVALID]


def test_a_large_file_is_planned_in_no_time(ledger: Ledger) -> None:
    rows = [[f"M{number}", "2026-09-10 10:00", "30 min", f"h{number % 900}@example.com"] for number in range(20_000)]
    found = examined(sheet_of(["Title", "Start", "Duration", "Host email"], rows))
    users = {f"h{number}@example.com": str(int(JO) + number) for number in range(900)}
    plan = planned(found, ledger, users)
    assert len(plan.candidates) == 20_000
