"""The story of one row: its cells, its meeting, what is wrong with it, and what would be sent."""

import msgspec
import pytest

from bulkmeet.ledger.records import History, Known
from bulkmeet.loader.reshaping import without
from bulkmeet.model import Issue, Status
from bulkmeet.plan import make_plan
from bulkmeet.sheet import Sheet
from bulkmeet.story import Story, keys_of, tell, why_no_row
from tests.sheets import examined, settings_with, sheet_of, table

HOST = "5835806903417907"
SHEET = f"""
    Title   | Start            | End   | User id | Host email     | Email           | Colour
    Algebra | 2031-03-04 09:00 | 09:45 | {HOST}  |                | ann@example.com | blue
    Algebra | 2031-03-04 09:00 | 09:45 | {HOST}  |                | ben@example.com |
    Biology | 2031-03-04 25:00 | 26:00 | {HOST}  |                | cy@example.com  | red
    Chess   | 2031-03-05 09:00 | 09:45 |         | jo@example.com | dana            |
    Drama   | 2031-03-06 09:00 | 09:45 |         | jo@example.com | eve@example.com |
"""


def story(row: int, sheet: Sheet | str = SHEET, *histories: History, **users: str) -> Story:
    found = examined(sheet)
    settings = settings_with({})
    plan = make_plan(found, settings, {f"{name}@example.com": id_ for name, id_ in users.items()}, {}, lambda _: {})
    return tell(found, plan, settings, row, histories)


def body_of(told: Story) -> dict[str, object]:
    assert told.request is not None
    assert (told.request.method, told.request.path) == ("POST", "/api/v2/meetings")
    found: dict[str, object] = msgspec.json.decode(told.request.body or b"")
    return found


def test_each_cell_of_the_row_is_told_with_its_field_and_value_and_unread_ones_too() -> None:
    cells = [(column.field, example) for column in story(2).cells for example in column.examples]
    assert [(example.cell, field, example.before, example.after) for field, example in cells] == [
        ("A2", "title", "Algebra", "Algebra"),
        ("B2", "start", "2031-03-04 09:00", "2031-03-04 09:00 America/New_York (14:00 UTC)"),
        ("C2", "end_time", "09:45", "2031-03-04 09:45 America/New_York (14:45 UTC)"),
        ("D2", "user_id", HOST, HOST),
        ("E2", "host_email", "", "nothing"),
        ("F2", "email", "ann@example.com", "ann@example.com"),
        ("G2", "ignore", "blue", None),
    ]
    assert [example.before for column in story(3).cells for example in column.examples][-1] == ""


def test_a_row_is_told_with_the_other_rows_of_its_meeting_and_all_of_its_people() -> None:
    told = story(3)
    assert (told.row, told.result.rows, told.result.status) == (3, (2, 3), Status.PENDING)
    body = body_of(told)
    assert body["participants_info"] == [{"email": "ann@example.com"}, {"email": "ben@example.com"}]
    assert body["user_id"] == int(HOST)
    assert told.host == ""


def test_of_an_invalid_row_there_are_its_issues_and_no_request() -> None:
    told = story(4)
    assert (told.result.status, told.request) == (Status.INVALID, None)
    assert {issue.cell for issue in told.issues} == {"B4", "C4"}
    assert told.cells[1].examples[0].problem == "“2031-03-04 25:00” is not a time of day; write it like 14:30."
    assert story(2).issues == ()


def test_an_error_that_concerns_every_row_is_in_every_story() -> None:
    wrong = Issue("second_table", "A second table starts here.", row=40)
    sheet = msgspec.structs.replace(table(SHEET), issues=(wrong,))
    assert [story(row, sheet).issues[0] for row in (2, 6)] == [wrong, wrong]


def test_a_host_that_was_not_looked_up_yet_is_named_and_its_id_left_open() -> None:
    told = story(6)
    assert (told.host, body_of(told)["user_id"]) == ("jo@example.com", None)
    known = story(6, jo=HOST)
    assert (known.host, body_of(known)["user_id"]) == ("", int(HOST))


def test_what_failed_before_is_told_as_that_and_not_as_not_sent_yet() -> None:
    key = story(2).result.key
    failed = Known(Status.FAILED, b"{}", "", "", "Dialpad refused it (422): no.", "2031-01-01T00:00:00Z")
    told = story(2, SHEET, History(key, "first", failed, (), ()))
    assert (told.result.status, told.result.message) == (Status.FAILED, failed.message)
    assert told.request is not None
    other = story(2, SHEET, History("bmother", "first", failed, (), ()))
    assert other.result.status is Status.PENDING


def test_the_ledger_is_asked_for_what_the_rows_say_now_and_for_what_they_said_in_an_earlier_run() -> None:
    sheet = table(f"""
        Title   | Start            | End   | User id | bulkmeet_status | bulkmeet_key
        Algebra | 2031-03-04 09:00 | 09:45 | {HOST}  | failed          | bm00
    """)
    found = examined(sheet)
    plan = make_plan(found, settings_with({}), {}, {}, lambda _: {})
    assert keys_of(found, plan, 2) == (plan.results[0].key, "bm00")


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, "Row 1 holds the headers."),
        (4, "Row 4 belongs to no meeting. The row holds totals."),
        (5, "Row 5 is blank."),
        (9, "Row 9 is below the last meeting."),
    ],
)
def test_a_number_that_is_no_row_of_the_table_is_told_with_the_rows_there_are(number: int, told: str) -> None:
    sheet = sheet_of(
        ["Title"], [["a"], ["b"], ["c"], ["d"], ["e"]], [Issue("totals_row", "The row holds totals.", row=4)]
    )
    sheet = msgspec.structs.replace(sheet, rows=without(sheet.rows, [2, 3]))
    assert why_no_row(sheet, number) == f"{told} The sheet has its meetings in rows 2 to 6."
    assert why_no_row(sheet, 3) is None


def test_of_one_meeting_the_row_is_named_as_one_and_above_it_is_above() -> None:
    sheet = msgspec.structs.replace(sheet_of(["Title"], [["a"]]), header_row=0)
    assert why_no_row(sheet, 1) == "Row 1 stands above the meetings. The sheet has its meetings in row 2."
