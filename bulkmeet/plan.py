"""What will be sent and what will not: an examined file, held against what the ledger knows. Pure."""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from bulkmeet.cells.text import is_blank
from bulkmeet.closed import CLOSED
from bulkmeet.columns.fields import Field
from bulkmeet.examine import Examined, Lookup
from bulkmeet.ledger.records import Candidate, Known, identity
from bulkmeet.model import Cell, Issue, Meeting, Problem, Result, Status
from bulkmeet.parser.readers import issue_at
from bulkmeet.results.rows import sentence_for
from bulkmeet.settings import Settings
from bulkmeet.sheet import Sheet
from bulkmeet.wire import create_request


class Ready(Struct, frozen=True):
    """A meeting that can be sent: its identity is known, as its host's id is."""

    key: str
    meeting: Meeting
    user_id: str


class Plan(Struct, frozen=True):
    """A result for every group as it stands before anything is sent, in the sheet's order.

    Of the `chosen` meetings to send some are `ready`; `emails` are the hosts to look up for the rest of them.
    """

    results: tuple[Result, ...]
    chosen: tuple[Meeting, ...]
    ready: tuple[Ready, ...]
    emails: tuple[str, ...]
    issues: tuple[Issue, ...]

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """What is ready as the ledger takes it. Only who sends it asks: a check need not encode all bodies."""
        return tuple([Candidate(one.key, one.meeting.title, _body(one.meeting, one.user_id)) for one in self.ready])

    def count(self, status: Status) -> int:
        """How many groups have this status so far."""
        return sum(result.status is status for result in self.results)


class Identified(Struct, frozen=True):
    """A meeting's identity, what the ledger holds under it, and the row of this sheet that has it already."""

    key: str
    known: Known | None
    twin: int | None


def make_plan(
    examined: Examined,
    settings: Settings,
    users: Mapping[str, str],
    problems: Mapping[str, Problem],
    lookup: Lookup,
) -> Plan:
    """Plan a run; `users` are ids by email address, `problems` what look-ups found wrong with other addresses."""
    results = [part.result for part in examined.parts]
    meetings = {place: part.meeting for place, part in enumerate(examined.parts) if part.meeting is not None}
    issues = _host_issues(examined, meetings, problems)
    hosts = {place: user_id for place, meeting in meetings.items() if (user_id := _user_id(meeting, users))}
    taken = {result.key: result.rows[0] for result in results if result.status in CLOSED and result.key}
    identified = _identify(meetings, hosts, settings, lookup, taken)
    for place, found in identified.items():
        results[place] = _settled(results[place], found, meetings[place], hosts[place])
    issues |= _twin_issues(identified, meetings, results)
    for place, issue in issues.items():
        results[place] = _now(results[place], Status.INVALID, sentence_for([issue]))
    chosen = _chosen(results, meetings, settings)
    return Plan(
        results=tuple(results),
        chosen=tuple([meetings[place] for place in chosen]),
        ready=tuple(
            [Ready(identified[place].key, meetings[place], hosts[place]) for place in chosen if place in hosts]
        ),
        emails=tuple(dict.fromkeys(str(meetings[place].host.email) for place in chosen if place not in hosts)),
        issues=(*examined.issues, *dict.fromkeys(issues.values())),
    )


def _chosen(results: list[Result], meetings: Mapping[int, Meeting], settings: Settings) -> list[int]:
    """The places to send: under --strict none beside an invalid one, and no more than --limit."""
    if settings.strict and any(result.status is Status.INVALID for result in results):
        return []
    return [place for place in meetings if results[place].status is Status.PENDING][: settings.limit]


def _cells_of(sheet: Sheet, index: int) -> dict[int, Cell]:
    """The cells of a column by the numbers of their rows."""
    column = sheet.rows.columns[index]
    return {number: column.cells[place] for number, place in zip(sheet.rows.numbers, column.places, strict=True)}


def _host_issues(
    examined: Examined, meetings: Mapping[int, Meeting], problems: Mapping[str, Problem]
) -> dict[int, Issue]:
    """What look-ups found wrong, by place: at the cell with the address, or once for all where --host gave it."""
    wrong = {place: meeting for place, meeting in meetings.items() if meeting.host.email in problems}
    column = next(iter(examined.mapping.of(Field.HOST_EMAIL)), None)
    cells = _cells_of(examined.sheet, column.index) if wrong and column else {}
    issues: dict[int, Issue] = {}
    for place, meeting in wrong.items():
        email = str(meeting.host.email)
        row = next((row for row in meeting.rows if not is_blank(cells.get(row))), None)
        if column is not None and row is not None:
            issues[place] = issue_at(problems[email], column, row, cells[row])
        else:
            issues[place] = Issue(problems[email].code, problems[email].message, value=email)
    return issues


def _user_id(meeting: Meeting, users: Mapping[str, str]) -> str | None:
    return meeting.host.user_id or users.get(meeting.host.email or "")


def _identify(
    meetings: Mapping[int, Meeting],
    hosts: Mapping[int, str],
    settings: Settings,
    lookup: Lookup,
    closed: Mapping[str, int],
) -> dict[int, Identified]:
    """The identity of every meeting whose host is known; duplicates that were asked for get one of their own.

    `closed` are the identities that rows of the sheet are known to have, with those rows.
    """
    found: dict[int, Identified] = {}
    taken = dict(closed)
    copies = dict.fromkeys(hosts, 0)
    while copies:
        keys = {
            place: identity(settings.account, meetings[place], hosts[place], copy) for place, copy in copies.items()
        }
        known = lookup(keys.values())
        again: dict[int, int] = {}
        for place, key in keys.items():
            there = known.get(key)
            status = there.status if there is not None else None
            exists = key in taken or status is Status.CREATED
            # Of an unknown meeting nobody can say that another one is a duplicate: that is resolved first.
            if exists and settings.allow_duplicates and status is not Status.UNKNOWN:
                again[place] = copies[place] + 1
            else:
                found[place] = Identified(key, there, taken.get(key))
                taken.setdefault(key, meetings[place].rows[0])
        copies = again
    return found


def _twin_issues(
    identified: Mapping[int, Identified], meetings: Mapping[int, Meeting], results: Sequence[Result]
) -> dict[int, Issue]:
    """Meetings of the sheet that are one and the same: neither is sent, for each may be short of the other's people."""
    place_of = {meeting.rows[0]: place for place, meeting in meetings.items()}
    issues: dict[int, Issue] = {}
    for place, found in identified.items():
        if found.twin is None or results[place].status is not Status.PENDING:
            continue
        first = place_of.get(found.twin)
        for one, other in ((place, found.twin), (first, meetings[place].rows[0])):
            if one is not None and results[one].status is Status.PENDING:
                message = f"This is the same meeting as the one in row {other}; make them one, or change one of them."
                issues[one] = Issue("same_meeting", message, row=meetings[one].rows[0])
    return issues


def _settled(result: Result, found: Identified, meeting: Meeting, user_id: str) -> Result:
    """The result of a meeting whose identity is known, by what this sheet and the ledger hold under it."""
    known = found.known
    if known is None or known.status not in CLOSED:
        return msgspec.structs.replace(result, key=found.key if found.twin is None else "")
    message = known.message
    status = Status.UNKNOWN
    if known.status is Status.CREATED:
        status = Status.SKIPPED
        message = f"Created by an earlier run ({known.at}), so it was not sent again."
        if known.body and known.body != _body(meeting, user_id):
            message += " Some of its other fields have changed since; change those in Dialpad."
    return Result(result.rows, status, result.title, message, found.key, known.meeting_id, known.meeting_url, known.at)


def _now(result: Result, status: Status, message: str) -> Result:
    return msgspec.structs.replace(result, status=status, message=message)


def _body(meeting: Meeting, user_id: str) -> bytes:
    return create_request(meeting, user_id).body or b""
