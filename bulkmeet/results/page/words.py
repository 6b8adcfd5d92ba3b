"""The summary of a page in words: what a coordinator's boss reads first. Pure."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from bulkmeet.cells.zones import local_time
from bulkmeet.model import Issue, Status
from bulkmeet.results.page.bookings import CODES
from bulkmeet.results.page.contents import appointments, zone_of
from bulkmeet.results.page.records import Report

SYMBOLS = {
    Status.CREATED: "✓",
    Status.INVALID: "✕",
    Status.FAILED: "✕",
    Status.UNKNOWN: "?",
    Status.PENDING: "…",
    Status.SKIPPED: "↷",
}
MEANINGS = {
    Status.CREATED: "they exist now",
    Status.INVALID: "not sent: something in the sheet must be mended",
    Status.FAILED: "certainly not created; the message says why",
    Status.UNKNOWN: "sent without a clear answer: they may exist",
    Status.PENDING: "not sent yet",
    Status.SKIPPED: "left out on purpose, or created by an earlier run",
}

ISSUES = (
    ("error", "✕", "error", "must be mended in the sheet", "severity", "error"),
    ("warning", "!", "warning", "worth a look before invitations go out", "severity", "warning"),
    ("double", "2\u00d7", "double booking", "somebody is in two meetings at once", "search", "in two meetings"),
)
"""Kinds of issues: sign, noun and meaning, and what shows just them in the list."""


class Card(Struct, frozen=True):
    """A count that leads to what it counts: the list of that name, with a filter set to a value."""

    count: int
    kind: str
    sign: str
    noun: str
    meaning: str
    listed: str
    filtered: str
    value: str


def headline(report: Report) -> str:
    """What was created, or would be, in a few words."""
    facts, total = report.facts, len(report.entries)
    if not facts.sent:
        return f"{counted(facts.planned, 'meeting')} would be created" if facts.planned else "Nothing would be created"
    created = _counts(report)[Status.CREATED] - facts.before
    if not created:
        return "No meeting was created" + (f" now, {facts.before:,} before" if facts.before else "")
    what = f"{counted(created, 'meeting')}" if created == total else f"{created:,} of {total:,} meetings"
    done = f"{what} rehearsed, none created in Dialpad" if facts.rehearsal else f"{what} created"
    return done + (f", {facts.before:,} before" if facts.before else "")


def cards(report: Report) -> Iterator[Card]:
    """What there is of each status, and of each kind of issue; what there is none of is left out."""
    meanings = MEANINGS if report.facts.sent else {**MEANINGS, Status.PENDING: "in order, and not sent yet"}
    if report.facts.rehearsal:
        meanings = {**meanings, Status.CREATED: "in the simulator only: they do not exist in Dialpad"}
    for status, count in _counts(report).items():
        if count:
            sign, meaning = SYMBOLS[status], meanings[status]
            yield Card(count, f"status-{status}", sign, status, meaning, "meetings", "status", status)
    for kind, sign, noun, meaning, filtered, value in ISSUES:
        if count := sum(_is(kind, issue) for issue in report.issues):
            yield Card(count, kind, sign, noun + "s" * (count != 1), meaning, "issues", filtered, value)


def details(report: Report) -> Iterator[tuple[str, str]]:
    """The lines below the headline, each with its label."""
    facts = report.facts
    yield "Sheet", f"{facts.file}{f', sheet “{facts.sheet}”' if facts.sheet else ''}, {counted(facts.rows, 'row')}"
    yield ("Created in" if facts.sent else "Would go to"), facts.target
    if facts.account:
        yield "Account", facts.account
    yield from _times(report)
    yield "Who", _people(report)
    if facts.run:
        yield "Run", facts.run
    if facts.real:
        yield "Next", facts.real


def made(report: Report) -> str:
    """When the page was made, in the zone of its times and in UTC."""
    return moment(int(report.facts.made), zone_of(report))


def moment(epoch: int, zone: str) -> str:
    """Tue 4 Mar 2031, 09:00 America/New_York (14:00 UTC)."""
    local, utc = local_time(epoch, zone), local_time(epoch, "UTC")
    shown = f"{_day(local)}, {local:%H:%M} {zone}"
    if not local.utcoffset():
        return shown
    return f"{shown} ({utc:%H:%M} UTC)" if utc.date() == local.date() else f"{shown} ({_day(utc)}, {utc:%H:%M} UTC)"


def counted(number: int, noun: str) -> str:
    """1 meeting, 1,200 meetings."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _counts(report: Report) -> dict[Status, int]:
    found = Counter(entry.result.status for entry in report.entries)
    return {status: found[status] for status in Status}


def _is(kind: str, issue: Issue) -> bool:
    return issue.code in CODES if kind == "double" else issue.severity == kind


def _times(report: Report) -> Iterator[tuple[str, str]]:
    dated = appointments(report)
    if dated:
        zone = zone_of(report)
        yield "First starts", moment(min(one.start for one in dated), zone)
        yield "Last ends", moment(max(one.end for one in dated), zone)


def _people(report: Report) -> str:
    dated = appointments(report)
    hosts = len({one.host for one in dated})
    return f"{counted(hosts, 'host')}, {counted(sum(one.people for one in dated), 'participant')}"


def _day(local: datetime) -> str:
    return f"{local:%a} {local.day} {local:%b %Y}"
