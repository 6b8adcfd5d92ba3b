"""The plan and the issues in words: what a coordinator reads before anything is sent. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from bulkmeet.cells.lengths import MINUTE, lasting
from bulkmeet.cells.rulewords import rule_in_words
from bulkmeet.cells.text import printable, quoted
from bulkmeet.cells.zones import local_time
from bulkmeet.cli.columns_report import column_lines
from bulkmeet.cli.layout import table, wrapped
from bulkmeet.cli.wording import about, counted, row_ranges
from bulkmeet.examine import Examined
from bulkmeet.model import Issue, Meeting, Participant, Result, Status
from bulkmeet.plan import Plan
from bulkmeet.rehearsal import is_rehearsal
from bulkmeet.settings import LIVE, SANDBOX, SIMULATOR, Settings
from bulkmeet.validator.conflicts import who

FIRST_MEETINGS = 3
EXAMPLES = 3
NAMED = 3
"""Hosts, zones and participants that are named one by one."""
REASONS = 4
NARROW = 60
"""Below that many cells, lines go on further to the left."""
MARGIN = " " * 9
USUAL_TYPE = "UNIQUE_MEETING"
Line = tuple[str, str]
"""A line and the word that colours it, or nothing."""


def sheet_lines(examined: Examined, plan: Plan, width: int | None = None) -> Iterator[Line]:
    """What was read, and as what."""
    sheet = examined.sheet
    where = f", sheet “{sheet.name}”" if sheet.name else ""
    said = f"{sheet.path}{where}: {counted(len(sheet.rows), 'row')}, {counted(len(plan.results), 'meeting')}"
    yield from _bold(said, width)
    yield "", ""
    yield "How the columns are read:", "bold"
    yield from _plain(column_lines(examined, width))


def plan_lines(plan: Plan, settings: Settings, width: int | None = None, *, would: bool) -> Iterator[Line]:
    """What will be done with it or, for a check, what `would` be; no line wider than the terminal's `width`."""
    verb = "would" if would else "will"
    if plan.chosen:
        where = api_in_words(settings) + (f", company {settings.company_id}" if settings.company_id else "")
        yield from _bold(f"{verb.capitalize()} create {counted(len(plan.chosen), 'meeting')} in {where}:", width)
        if is_rehearsal(settings.account):
            said = f"A rehearsal: nothing {verb} exist in Dialpad, so no question {verb} be asked."
            yield from ((line, "warning") for line in wrapped(said, width, "  "))
        yield from _plain(table(list(_facts(plan.chosen, settings)), width))
        yield from _first_meetings(plan.chosen, width, verb)
    elif settings.strict and plan.count(Status.INVALID):
        said = f"Nothing {verb} be sent, as --strict was given and the sheet is not in order yet."
        yield from _bold(said, width)
    else:
        yield "There is nothing to send.", "bold"
    yield from _not_sent(plan, width)


def _facts(meetings: Sequence[Meeting], settings: Settings) -> Iterator[tuple[str, str]]:
    """How many and who, from when to when, and how long the sending takes."""
    yield "participants", f"{sum(len(meeting.participants) for meeting in meetings):,}"
    yield "hosts", _most(Counter(who(meeting.host) for meeting in meetings))
    yield "time zones", _most(Counter(meeting.zone for meeting in meetings))
    if len(meetings) > 1:
        yield "first start", _moment(min(meetings, key=_start))
        yield "last start", _moment(max(meetings, key=_start))
    rate = f"{settings.rate.count:,} a {'minute' if settings.rate.seconds == MINUTE else 'second'}"
    yield "takes", f"about {about(len(meetings) / settings.rate.per_second)}, at {rate}"


def _most(counts: Counter[str]) -> str:
    """How many there are, and the most frequent with the number of their meetings; of one, only what it is."""
    if len(counts) == 1:
        return next(iter(counts))
    named = ", ".join(f"{name} ({count:,})" for name, count in counts.most_common(NAMED))
    more = f" and {len(counts) - NAMED:,} more" if len(counts) > NAMED else ""
    return f"{len(counts):,}: {named}{more}"


def _first_meetings(meetings: Sequence[Meeting], width: int | None, verb: str) -> Iterator[Line]:
    """A few meetings in full, as they are to be."""
    more = len(meetings) - FIRST_MEETINGS
    they = "they" if len(meetings) > 1 else "it"
    yield "", ""
    yield f"{f'The first {FIRST_MEETINGS}' if more > 0 else 'In full'}, as {they} {verb} be created:", "bold"
    for number, meeting in enumerate(meetings[:FIRST_MEETINGS], 1):
        yield from _plain(wrapped(quoted(meeting.title), width, f"  {number}  "))
        for said in filter(None, (_when(meeting), _by_whom(meeting), _people(meeting.participants))):
            yield from _plain(wrapped(said, width, " " * 5, " " * 7))
    if more > 0:
        yield f"  … and {more:,} more", ""


def _not_sent(plan: Plan, width: int | None) -> Iterator[Line]:
    """What becomes of the rest, a line for each reason."""
    skipped = [result for result in plan.results if result.status is Status.SKIPPED]
    left_out = [result for result in skipped if not result.key]
    reasons = [
        (counted(number, "meeting"), status, what)
        for number, status, what in (
            (plan.count(Status.INVALID), Status.INVALID, "invalid, so not sent"),
            (plan.count(Status.PENDING) - len(plan.chosen), Status.PENDING, "kept for later"),
            (plan.count(Status.UNKNOWN), Status.UNKNOWN, "unknown from an earlier run, so not sent again"),
            (
                plan.count(Status.CREATED) + len(skipped) - len(left_out),
                Status.SKIPPED,
                "created by an earlier run, so not sent again",
            ),
        )
        if number
    ]
    if reasons or left_out:
        yield "", ""
    for count, status, what in reasons:
        yield from ((line, status) for line in wrapped(f"{count} {what}", width, "  ", " " * 4))
    yield from ((line, Status.SKIPPED) for said in _left_out(left_out) for line in wrapped(said, width, "  ", " " * 4))


def _left_out(results: Sequence[Result]) -> Iterator[str]:
    """Why rows are left out on purpose: each reason with its rows, the most frequent first."""
    causes: dict[str, list[int]] = {}
    for result in results:
        causes.setdefault(result.message.removeprefix("Not sent: "), []).extend(result.rows)
    ranked = sorted(causes.items(), key=lambda cause: -len(cause[1]))
    for why, rows in ranked[:REASONS]:
        yield f"{counted(len(rows), 'row')} left out ({row_ranges(rows)}): {why}"
    if rest := sum(len(rows) for _, rows in ranked[REASONS:]):
        yield f"{counted(rest, 'row')} left out for other reasons; the results sheet names them"


def issue_lines(issues: Sequence[Issue], width: int | None = None, *, every: bool) -> Iterator[Line]:
    """The issues, grouped by cause, errors and the most frequent first; `every` shows all of them."""
    causes: dict[tuple[str, str, str | None], list[Issue]] = {}
    for issue in issues:
        causes.setdefault((issue.severity, issue.code, issue.column), []).append(issue)
    ranked = sorted(causes.values(), key=lambda cause: (cause[0].severity != "error", -len(cause)))
    for cause in ranked:
        yield from _cause(cause, width, every=every)


def _cause(cause: list[Issue], width: int | None, *, every: bool) -> Iterator[Line]:
    first = cause[0]
    margin = MARGIN if width is None or width >= NARROW else " " * 2
    label = f"{first.severity:<{len(MARGIN)}}" if margin == MARGIN else f"{first.severity} "
    if len(cause) == 1:
        yield from _labelled(wrapped(placed(first), width, label, margin), first)
        return
    if len({issue.message for issue in cause}) == 1 and not every:
        yield from _labelled(wrapped(f"{_counted(cause)}: {first.message}", width, label, margin), first)
        return
    yield from _labelled(wrapped(f"{_counted(cause)}:", width, label, margin), first)
    shown = cause if every else _different(cause)[:EXAMPLES]
    for issue in shown:
        yield from _plain(wrapped(placed(issue), width, margin, f"{margin}  "))
    if len(shown) < len(cause):
        more = f"… and {len(cause) - len(shown):,} more like it (--verbose shows all)"
        yield from _plain(wrapped(more, width, margin, f"{margin}  "))


def _labelled(lines: Sequence[str], issue: Issue) -> Iterator[Line]:
    """Only the line with the severity's word is coloured by it."""
    yield lines[0], issue.severity
    yield from _plain(lines[1:])


def _bold(text: str, width: int | None) -> Iterator[Line]:
    return ((line, "bold") for line in wrapped(text, width, further="  "))


def _plain(lines: Iterable[str]) -> Iterator[Line]:
    return ((line, "") for line in lines)


def _different(cause: Sequence[Issue]) -> list[Issue]:
    """The first issue of each message: an example that says the same as the one before is none."""
    first: dict[str, Issue] = {}
    for issue in cause:
        first.setdefault(issue.message, issue)
    return list(first.values())


def _counted(cause: Sequence[Issue]) -> str:
    """How many rows a cause concerns and which, and the column to look at: 23 rows (14-36), column F “Host email”."""
    first, rows = cause[0], {issue.row for issue in cause if issue.row is not None}
    times = "" if len(rows) == len(cause) else counted(len(cause), "time")
    where = f"{counted(len(rows), 'row')} ({row_ranges(rows).partition(' ')[2]})" if rows else ""
    letter = (first.cell or "").rstrip("0123456789")
    column = f", column {letter} {quoted(first.column)}".replace("  ", " ") if first.column else ""
    return " in ".join(filter(None, (times, where))) + column


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
    """Tue 2031-03-04 09:00-09:45 America/New_York (14:00-14:45 UTC)."""
    start, end = local_time(meeting.start, meeting.zone), local_time(meeting.end, meeting.zone)
    if end.date() != start.date():
        return f"{start:%a %Y-%m-%d %H:%M}, {lasting(meeting.end - meeting.start)}, {meeting.zone}{_in_utc(start)}"
    return f"{start:%a %Y-%m-%d %H:%M}-{end:%H:%M} {meeting.zone}{_in_utc(start, end)}"


def _moment(meeting: Meeting) -> str:
    start = local_time(meeting.start, meeting.zone)
    return f"{start:%a %Y-%m-%d %H:%M} {meeting.zone}{_in_utc(start)}"


def _in_utc(local: datetime, end: datetime | None = None) -> str:
    """The same moment in UTC, in parentheses, where that is another time of day; `end` is on the same day."""
    offset = local.utcoffset()
    if not offset:
        return ""
    utc = local.replace(tzinfo=None) - offset
    day = "" if utc.date() == local.date() else f"{utc:%Y-%m-%d} "
    until = f"-{end.astimezone(UTC):%H:%M}" if end is not None else ""
    return f" ({day}{utc:%H:%M}{until} UTC)"


def _by_whom(meeting: Meeting) -> str:
    """The host, and what else is said of the meeting that is not the usual."""
    kind = "" if meeting.meeting_type == USUAL_TYPE else meeting.meeting_type
    repeats = f"repeats {_rule(meeting.recurrence, meeting)}" if meeting.recurrence else ""
    calls = "calls its participants" if meeting.call_out else ""
    return ", ".join(filter(None, (f"host {who(meeting.host)}", kind, repeats, calls)))


def _rule(rule: str, meeting: Meeting) -> str:
    words = rule_in_words(rule, local_time(meeting.start, meeting.zone).tzinfo or UTC)
    return f"{rule} ({words})" if words else rule


def _people(participants: Sequence[Participant]) -> str:
    """How many there are, and the first few by name."""
    if not participants:
        return "no participants"
    named = ", ".join(
        printable(one.display_name or one.name or one.email or one.phone or "somebody") for one in participants[:NAMED]
    )
    more = f" and {len(participants) - NAMED} more" if len(participants) > NAMED else ""
    return f"{counted(len(participants), 'participant')}: {named}{more}"


def _start(meeting: Meeting) -> int:
    return meeting.start
