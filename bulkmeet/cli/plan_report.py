"""The plan and the issues in words: what a coordinator reads before anything is sent. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from bulkmeet.cells.lengths import lasting
from bulkmeet.cells.text import column_letter, is_blank, quoted
from bulkmeet.cells.zones import local_time
from bulkmeet.cli.wording import about, counted, row_ranges
from bulkmeet.columns.fields import BY_CELLS, RESULT_FIELDS, Column, Field
from bulkmeet.examine import Examined
from bulkmeet.model import Cell, Issue, Meeting, Status
from bulkmeet.plan import Plan
from bulkmeet.settings import LIVE, SANDBOX, SIMULATOR, Settings
from bulkmeet.sheet import Sheet
from bulkmeet.validator.conflicts import who

FIRST_MEETINGS = 3
EXAMPLES = 3
UNUSED_COLUMNS = 12
MARGIN = " " * 9
Line = tuple[str, str]
"""A line and the word that colours it, or nothing."""


def plan_lines(examined: Examined, plan: Plan, settings: Settings, *, would: bool) -> Iterator[Line]:
    """What was read and what will be done with it, or, for a check, what `would` be."""
    sheet = examined.sheet
    where = f", sheet “{sheet.name}”" if sheet.name else ""
    yield f"{sheet.path}{where}: {counted(len(sheet.rows), 'row')}, {counted(len(plan.results), 'meeting')}", "bold"
    yield from _columns(examined)
    verb = "would" if would else "will"
    if plan.chosen:
        yield from _to_send(plan.chosen, settings, verb)
    elif settings.strict and plan.count(Status.INVALID):
        yield f"Nothing {verb} be sent, as --strict was given and the sheet is not in order yet.", "bold"
    else:
        yield "There is nothing to send.", "bold"
    yield from _not_sent(plan)


def _columns(examined: Examined) -> Iterator[Line]:
    used = [column for column in examined.mapping.columns if column.field not in {None, Field.IGNORE, *RESULT_FIELDS}]
    read = ", ".join(
        f"{column_letter(column.index)} {quoted(column.header)} as {column.field}"
        + (f" ({column.unit})" if column.unit else "")
        + (" (by likeness)" if column.by_likeness else "")
        for column in used
    )
    yield f"  Columns: {read}", ""
    yield from _columns_not_used(examined)


def _columns_not_used(examined: Examined) -> Iterator[Line]:
    """What is passed over, so that nothing is dropped without a word."""
    unused = [column for column in examined.mapping.columns if column.field in {None, Field.IGNORE}]
    named = [name for column in unused if (name := _named_as_unused(column, examined.sheet))]
    if named:
        more = f" and {len(named) - UNUSED_COLUMNS} more" if len(named) > UNUSED_COLUMNS else ""
        yield f"  Not used: {', '.join(named[:UNUSED_COLUMNS])}{more}", ""


def _named_as_unused(column: Column, sheet: Sheet) -> str:
    """The column by letter and header, with some values if it was they that spoke against it; "" if it is blank."""
    letter = column_letter(column.index)
    if is_blank(column.header):
        return f"{letter} (no header)" if _values(column, sheet) else ""
    values = _values(column, sheet) if column.how == BY_CELLS else []
    return f"{letter} {quoted(column.header)}" + (f" ({', '.join(map(quoted, values))})" if values else "")


def _values(column: Column, sheet: Sheet) -> list[Cell]:
    """The first few different values of a column."""
    return list(islice((cell for cell in sheet.rows.columns[column.index].cells if not is_blank(cell)), EXAMPLES))


def _to_send(meetings: Sequence[Meeting], settings: Settings, verb: str) -> Iterator[Line]:
    hosts = len({who(meeting.host) for meeting in meetings})
    people = sum(len(meeting.participants) for meeting in meetings)
    took = about(len(meetings) / settings.rate.per_second)
    yield f"{verb.capitalize()} create {counted(len(meetings), 'meeting')} in {api_in_words(settings)}:", "bold"
    yield f"  for {counted(hosts, 'host')} and {counted(people, 'participant')}, in about {took}", ""
    for meeting in meetings[:FIRST_MEETINGS]:
        yield f"  {_when(meeting)}  {quoted(meeting.title)}, host {who(meeting.host)}, {_people(meeting)}", ""
    if len(meetings) > FIRST_MEETINGS:
        first, last = min(meetings, key=_start), max(meetings, key=_start)
        yield f"  … and {len(meetings) - FIRST_MEETINGS:,} more", ""
        yield f"  the first starts {_moment(first)}, the last {_moment(last)}", ""


def _not_sent(plan: Plan) -> Iterator[Line]:
    """What becomes of the rest, a line for each reason."""
    skipped = [result for result in plan.results if result.status is Status.SKIPPED]
    before = sum(bool(result.key) for result in skipped)
    for number, status, what in (
        (plan.count(Status.INVALID), Status.INVALID, "invalid, so not sent"),
        (plan.count(Status.PENDING) - len(plan.chosen), Status.PENDING, "kept for later"),
        (plan.count(Status.UNKNOWN), Status.UNKNOWN, "unknown from an earlier run, so not sent again"),
        (plan.count(Status.CREATED) + before, Status.SKIPPED, "created by an earlier run, so not sent again"),
        (len(skipped) - before, Status.SKIPPED, "left out: cancelled, all day, or added later"),
    ):
        if number:
            yield f"  {counted(number, 'meeting')} {what}", status


def issue_lines(issues: Sequence[Issue], *, every: bool) -> Iterator[Line]:
    """The issues, grouped by cause, errors and the most frequent first; `every` shows all of them."""
    causes: dict[tuple[str, str, str | None], list[Issue]] = {}
    for issue in issues:
        causes.setdefault((issue.severity, issue.code, issue.column), []).append(issue)
    ranked = sorted(causes.values(), key=lambda cause: (cause[0].severity != "error", -len(cause)))
    for cause in ranked:
        yield from _cause(cause, every=every)


def _cause(cause: list[Issue], *, every: bool) -> Iterator[Line]:
    first = cause[0]
    label = f"{first.severity:<{len(MARGIN)}}"
    if len(cause) == 1:
        yield f"{label}{placed(first)}", first.severity
        return
    column = f" in {quoted(first.column)}" if first.column else ""
    numbers = [issue.row for issue in cause if issue.row is not None]
    rows = f", {row_ranges(numbers)}" if numbers else ""
    yield f"{label}{counted(len(cause), 'time')}{column}{rows}:", first.severity
    shown = cause if every else cause[:EXAMPLES]
    for issue in shown:
        yield f"{MARGIN}{placed(issue)}", ""
    if len(shown) < len(cause):
        yield f"{MARGIN}… and {len(cause) - len(shown):,} more like it (--verbose shows all)", ""


def placed(issue: Issue) -> str:
    """The issue's message behind its cell, or at least its row."""
    where = issue.cell or (f"row {issue.row}" if issue.row is not None else "")
    return f"{where}: {issue.message}" if where else issue.message


def api_in_words(settings: Settings) -> str:
    """Where the meetings go, so that nobody takes a rehearsal for the real thing."""
    names = {LIVE: "Dialpad", SANDBOX: "Dialpad's sandbox", SIMULATOR: "the simulator (nothing real is created)"}
    name = names.get(settings.api)
    if name is None:
        return settings.api
    return name if settings.api == SIMULATOR else f"{name} ({settings.api})"


def _when(meeting: Meeting) -> str:
    """Tue 2031-03-04 09:00-09:45 America/New_York (14:00 UTC)."""
    start, end = local_time(meeting.start, meeting.zone), local_time(meeting.end, meeting.zone)
    until = f"-{end:%H:%M}" if end.date() == start.date() else f", {lasting(meeting.end - meeting.start)}"
    return f"{start:%a %Y-%m-%d %H:%M}{until} {meeting.zone}{_in_utc(start)}"


def _moment(meeting: Meeting) -> str:
    start = local_time(meeting.start, meeting.zone)
    return f"{start:%a %Y-%m-%d %H:%M} {meeting.zone}{_in_utc(start)}"


def _in_utc(local: datetime) -> str:
    """The same moment in UTC, in parentheses, where that is another time of day."""
    offset = local.utcoffset()
    if not offset:
        return ""
    utc = local.replace(tzinfo=None) - offset
    return f" ({utc:%H:%M} UTC)" if utc.date() == local.date() else f" ({utc:%Y-%m-%d %H:%M} UTC)"


def _people(meeting: Meeting) -> str:
    return counted(len(meeting.participants), "participant")


def _start(meeting: Meeting) -> int:
    return meeting.start
