"""The plan and the issues in words: what a coordinator reads before anything is sent. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from bulkmeet.cells.text import column_letter
from bulkmeet.cells.zones import local_time
from bulkmeet.columns.fields import RESULT_FIELDS, Field
from bulkmeet.examine import Examined
from bulkmeet.model import Issue, Meeting, Status
from bulkmeet.plan import Plan
from bulkmeet.settings import LIVE, SANDBOX, SIMULATOR, Settings
from bulkmeet.validator.conflicts import who

FIRST_MEETINGS = 3
EXAMPLES = 3
Line = tuple[str, str]
"""A line and the word that colours it, or nothing."""


def plan_lines(examined: Examined, plan: Plan, settings: Settings) -> Iterator[Line]:
    """What was read and what would be done with it."""
    sheet = examined.sheet
    where = f", sheet “{sheet.name}”" if sheet.name else ""
    yield f"{sheet.path}{where}: {_count(len(sheet.rows), 'row')}, {_count(len(plan.results), 'meeting')}", "bold"
    yield from _columns(examined)
    if plan.chosen:
        yield from _to_send(plan.chosen, settings)
    elif settings.strict and plan.count(Status.INVALID):
        yield "Nothing would be sent: --strict, and some rows are invalid.", ""
    else:
        yield "There is nothing to send.", ""
    kept = plan.count(Status.PENDING) - len(plan.chosen)
    for status, what in (
        (Status.INVALID, "invalid, not sent"),
        (Status.SKIPPED, "left out on purpose"),
        (Status.UNKNOWN, "unknown from an earlier run, never sent again by themselves"),
        (Status.CREATED, "created already"),
    ):
        if plan.count(status):
            yield f"  {_count(plan.count(status), 'meeting')} {what}", status
    if kept:
        yield f"  {_count(kept, 'meeting')} kept for later", Status.PENDING


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
    if len(cause) == 1:
        where = f"{first.cell}: " if first.cell else f"row {first.row}: " if first.row else ""
        yield f"{first.severity}  {where}{first.message}", first.severity
        return
    column = f" in “{first.column}”" if first.column else ""
    rows = _ranges(issue.row for issue in cause if issue.row is not None)
    yield f"{first.severity}  {_count(len(cause), 'time')}{column}, rows {rows}:", first.severity
    shown = cause if every else cause[:EXAMPLES]
    for issue in shown:
        yield f"         {issue.cell or f'row {issue.row}'}: {issue.message}", ""
    if len(shown) < len(cause):
        yield f"         … and {len(cause) - len(shown)} more like it (--verbose shows all)", ""


def _columns(examined: Examined) -> Iterator[Line]:
    used = [column for column in examined.mapping.columns if column.field not in {None, Field.IGNORE, *RESULT_FIELDS}]
    read = ", ".join(
        f"{column_letter(column.index)} “{column.header}” as {column.field}"
        + (f" ({column.unit})" if column.unit else "")
        for column in used
    )
    yield f"  Columns: {read}", ""


def _to_send(meetings: Sequence[Meeting], settings: Settings) -> Iterator[Line]:
    hosts = {who(meeting.host) for meeting in meetings}
    people = sum(len(meeting.participants) for meeting in meetings)
    yield (
        f"Will create {_count(len(meetings), 'meeting')} for {_count(len(hosts), 'host')}, with {people} participants:",
        "bold",
    )
    first, last = min(meetings, key=_start), max(meetings, key=_start)
    yield f"  from {_moment(first)} to {_moment(last)}", ""
    seconds = len(meetings) / settings.rate.per_second
    yield f"  to {api_in_words(settings)}, in about {timedelta(seconds=round(seconds))} (h:mm:ss)", ""
    for meeting in meetings[:FIRST_MEETINGS]:
        lasts = timedelta(seconds=meeting.end - meeting.start)
        yield f"  {_moment(meeting)}, {lasts}: “{meeting.title}”, host {who(meeting.host)}, {_people(meeting)}", ""
    if len(meetings) > FIRST_MEETINGS:
        yield f"  … and {len(meetings) - FIRST_MEETINGS} more", ""


def api_in_words(settings: Settings) -> str:
    """Where the meetings go, so that nobody takes a rehearsal for the real thing."""
    names = {LIVE: "Dialpad", SANDBOX: "Dialpad's sandbox", SIMULATOR: "the simulator (nothing real is created)"}
    name = names.get(settings.api)
    if name is None:
        return settings.api
    return name if settings.api == SIMULATOR else f"{name} ({settings.api})"


def _moment(meeting: Meeting) -> str:
    local = local_time(meeting.start, meeting.zone)
    utc = local_time(meeting.start, "UTC")
    return f"{local:%a %Y-%m-%d %H:%M} {meeting.zone} ({utc:%Y-%m-%d %H:%M} UTC)"


def _people(meeting: Meeting) -> str:
    return _count(len(meeting.participants), "participant")


def _start(meeting: Meeting) -> int:
    return meeting.start


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _ranges(rows: Iterable[int]) -> str:
    """Row numbers as people write them: 2-5, 9, 12."""
    spans: list[list[int]] = []
    for row in sorted(set(rows)):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    said = [str(one) if one == two else f"{one}-{two}" for one, two in spans]
    return ", ".join(said[:8]) + (f" and {len(said) - 8} more" if len(said) > 8 else "")


def status_counts(statuses: Iterable[Status]) -> dict[Status, int]:
    """How many there are of each status, all of them named."""
    return {**dict.fromkeys(Status, 0), **Counter(statuses)}
