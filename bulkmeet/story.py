"""Everything about one row: its cells, its meeting, what is wrong with it, what would be sent. Pure.

What was sent, and what came of it, the ledger says: `keys` are what to ask it for.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.cells.text import text_of
from bulkmeet.columns.fields import Field
from bulkmeet.examine import Examined, Part
from bulkmeet.explain import Explained, explain_row
from bulkmeet.ledger.records import History, Known
from bulkmeet.model import Issue, Request, Result, Status
from bulkmeet.plan import Plan
from bulkmeet.rehearsal import rehearsed
from bulkmeet.settings import Settings
from bulkmeet.sheet import Sheet
from bulkmeet.wire import create_request, request_without_host


class Story(Struct, frozen=True):
    """The story of the row of that number.

    `cells` are the columns, each with the row's cell as its one example; `result` is what stands for the meeting the
    row belongs to; `request` is what would be sent, None where nothing would, and `host` is the address whose user's id
    would be looked up for it, empty where that is known. `histories` are what the ledger holds of the meeting.
    """

    row: int
    cells: tuple[Explained, ...]
    result: Result
    issues: tuple[Issue, ...]
    request: Request | None
    host: str
    histories: tuple[History, ...]


def why_no_row(sheet: Sheet, number: int) -> str | None:
    """Why the table has no row of that number, in a sentence that says which rows it has; None where it has."""
    numbers = sheet.rows.numbers
    if number in numbers:
        return None
    first, last = numbers[0], numbers[-1]
    passed_over = next((issue.message for issue in sheet.issues if issue.row == number and not issue.cell), None)
    if number == sheet.header_row:
        why = f"Row {number} holds the headers."
    elif passed_over is not None:
        why = f"Row {number} belongs to no meeting. {passed_over}"
    elif number < first:
        why = f"Row {number} stands above the meetings."
    else:
        why = f"Row {number} is {'blank' if number < last else 'below the last meeting'}."
    rows = f"row {first}" if first == last else f"rows {first} to {last}"
    return f"{why} The sheet has its meetings in {rows}."


def keys_of(examined: Examined, plan: Plan, number: int) -> tuple[str, ...]:
    """The identities of a row's meeting: by what its rows say now, and by what results of an earlier run say."""
    result = plan.results[_place(plan, number)]
    written = [_written_key(examined, row) for row in result.rows]
    return tuple(dict.fromkeys(key for key in (result.key, *written) if key))


def tell(examined: Examined, plan: Plan, settings: Settings, number: int, histories: Sequence[History] = ()) -> Story:
    """The story of the row of that number, which the sheet has."""
    place = _place(plan, number)
    result = plan.results[place]
    request, host = _request(plan, result, examined.parts[place])
    sent_before = next((history.known for history in histories if history.key == result.key), None)
    return Story(
        row=number,
        cells=explain_row(examined.sheet, examined.mapping, settings, number, plan.issues),
        result=rehearsed(_as_known(result, sent_before), settings.account),
        issues=tuple(_issues(plan, result)),
        request=request,
        host=host,
        histories=tuple(histories),
    )


def _place(plan: Plan, number: int) -> int:
    return next(place for place, result in enumerate(plan.results) if number in result.rows)


def _written_key(examined: Examined, number: int) -> str:
    row = examined.sheet.rows[examined.sheet.rows.numbers.index(number)]
    return next((text_of(row.cells[column.index]) for column in examined.mapping.of(Field.RESULT_KEY)), "")


def _issues(plan: Plan, result: Result) -> Iterator[Issue]:
    """What is wrong in the meeting's rows, and the errors that belong to no meeting and so concern all."""
    in_meetings = {row for each in plan.results for row in each.rows}
    for issue in plan.issues:
        if issue.row in result.rows or (issue.row not in in_meetings and issue.severity == "error"):
            yield issue


def _as_known(result: Result, known: Known | None) -> Result:
    """What a plan calls pending may have failed before, or not have got through: the ledger knows it better."""
    if result.status is not Status.PENDING or known is None or not known.message:
        return result
    return replace(result, status=known.status, message=known.message, at=known.at)


def _request(plan: Plan, result: Result, part: Part) -> tuple[Request | None, str]:
    """What would be sent, and the host's address if the id that belongs to it is not known yet."""
    if part.meeting is None or result.status is not Status.PENDING:
        return None, ""
    user_id = next((one.user_id for one in plan.ready if result.key and one.key == result.key), None)
    if user_id is None:
        return request_without_host(part.meeting), part.meeting.host.email or ""
    return create_request(part.meeting, user_id), ""
