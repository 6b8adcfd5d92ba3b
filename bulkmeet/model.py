"""The frozen records that flow through bulkmeet: cell, row, meeting, request, outcome, result row.

Only records stand here. What turns one into the next stands in the module named after the verb.
"""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Generic, Literal, TypeVar

from msgspec import Struct

T = TypeVar("T")


class Status(StrEnum):
    """What became of a meeting; the same words in the sheet, the ledger, `--json` and the code."""

    CREATED = "created"
    INVALID = "invalid"
    FAILED = "failed"
    UNKNOWN = "unknown"
    PENDING = "pending"
    SKIPPED = "skipped"


Severity = Literal["error", "warning"]


# ---- what a file holds -------------------------------------------------------------------------------------


class Unreadable(Struct, frozen=True):
    """A cell whose value the file does not hold: an error value, or a formula that was never calculated."""

    shown: str
    why: str


Cell = str | int | float | bool | datetime | date | time | timedelta | Unreadable | None


class Row(Struct, frozen=True, gc=False):
    """One row of the sheet: the number the spreadsheet shows, and a cell for every header."""

    number: int
    cells: tuple[Cell, ...]


class Issue(Struct, frozen=True):
    """Something about the data that its owner should know, addressed to a cell where there is one."""

    code: str
    message: str
    severity: Severity = "error"
    row: int | None = None
    column: str | None = None
    cell: str | None = None
    value: str | None = None


# ---- what a cell means -------------------------------------------------------------------------------------


class Problem(Struct, frozen=True):
    """Why a cell cannot be taken as it stands; becomes an Issue once its address is known."""

    code: str
    message: str
    severity: Severity = "error"


class Parsed(Struct, Generic[T], frozen=True):
    """What a cell means. A blank cell has neither value nor problems; a warning leaves the value in place."""

    value: T | None = None
    problems: tuple[Problem, ...] = ()


class When(Struct, frozen=True):
    """A point in time as one cell gives it; what the cell leaves out is None.

    `offset` is in seconds east of UTC; `zone` is a zone the text names, in its own words. `ends_day` says that the
    clock, at midnight, is that at the end of the day (24:00).
    """

    day: date | None = None
    clock: time | None = None
    offset: int | None = None
    zone: str | None = None
    ends_day: bool = False


class Participant(Struct, frozen=True, omit_defaults=True):
    """One entry of `participants_info`; its members are the reference page's, `talk_time` in milliseconds."""

    email: str | None = None
    name: str | None = None
    phone: str | None = None
    display_name: str | None = None
    talk_time: int | None = None
    is_organizer: bool | None = None
    call_in_method: str | None = None
    phone_number: str | None = None


class Host(Struct, frozen=True):
    """Who hosts: a Dialpad user's id (digits), or the email address (lower case) it is to be looked up by."""

    user_id: str | None = None
    email: str | None = None


class Settled(Struct, frozen=True):
    """What a results sheet already says of a row."""

    status: Status
    meeting_id: str = ""
    meeting_url: str = ""
    message: str = ""
    at: str = ""
    key: str = ""


Span = tuple[int, int]
"""From when, and until when, which is not in it: UTC seconds since the epoch."""


class Facts(Struct, frozen=True):
    """What a row says of its meeting, its people aside; None where it says nothing. Rows that say the same share one.

    `start` and `end` are UTC seconds since the epoch, `duration` is in seconds. `zone` is the zone its times
    were read in; `zone_assumed` says that neither the row nor a header named it. `skip` is the reason for leaving the
    row out on purpose, or empty. `doubtful` names the fields whose cells have an error, so that nobody reports them
    as missing too. `host_name` only helps to tell meetings apart. `in_series` says that all
    meetings of a series share the `key`, which then tells them apart only together with the start. `within` are the
    times in which a start lies that is not known by itself; none where nothing is known of it.
    """

    key: str | None = None
    title: str | None = None
    start: int | None = None
    end: int | None = None
    duration: int | None = None
    zone: str = ""
    host: Host | None = None
    meeting_type: str | None = None
    recurrence: str | None = None
    call_out: bool | None = None
    skip: str = ""
    settled: Settled | None = None
    doubtful: frozenset[str] = frozenset()
    host_name: str | None = None
    zone_assumed: bool = False
    in_series: bool = False
    within: tuple[Span, ...] = ()


class Draft(Struct, frozen=True):
    """One row with its cells parsed."""

    row: int
    facts: Facts = Facts()
    participants: tuple[Participant, ...] = ()


class Group(Struct, frozen=True):
    """The rows of one meeting, in the sheet's order; `key` is the sheet's own, None where it has none.

    `facts` are what the rows say, in their order, what several of them share only once. `unsure` is a row that may
    belong here and does not say enough to tell; its own number where it may belong to several.
    """

    key: str | None
    drafts: tuple[Draft, ...]
    facts: tuple[Facts, ...]
    unsure: int | None = None

    @property
    def rows(self) -> tuple[int, ...]:
        """The numbers of its rows, as the spreadsheet shows them."""
        return tuple([draft.row for draft in self.drafts])


# ---- what is sent ------------------------------------------------------------------------------------------


class Meeting(Struct, frozen=True):
    """A meeting that may be created: to exist is to be valid.

    `start` and `end` are UTC seconds since the epoch, `duration` is in seconds; `rows` are the numbers of the
    sheet's rows it came from; `zone` is the zone its times were read in, for showing them again.
    """

    rows: tuple[int, ...]
    title: str
    start: int
    end: int
    host: Host
    meeting_type: str
    zone: str
    group_key: str | None = None
    duration: int | None = None
    recurrence: str | None = None
    call_out: bool | None = None
    participants: tuple[Participant, ...] = ()


class Request(Struct, frozen=True):
    """One call of the API, ready to be sent."""

    method: Literal["GET", "POST"]
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None


class Response(Struct, frozen=True):
    """What came back, or how far a request got that nothing came back for.

    `status` is None when no complete answer was received, and then `error` names what happened. `sent` is
    False only where it is certain that no byte of the request left this machine. `retry_after` is the header
    as it stands; `complete` is False when the body was cut off.
    """

    sent: bool
    status: int | None = None
    body: bytes = b""
    content_type: str = ""
    retry_after: str | None = None
    complete: bool = True
    error: str = ""
    fatal: bool = False


class Outcome(Struct, frozen=True):
    """What a response means for the meeting."""

    status: Status
    message: str
    meeting_id: str = ""
    meeting_url: str = ""


class Retry(Struct, frozen=True):
    """The request certainly created nothing and may be sent again.

    `after` is how many seconds the server asked to wait; `hold` means that the whole run waits, and that the
    attempt does not count against the meeting.
    """

    reason: str
    after: float | None = None
    hold: bool = False


class Halt(Struct, frozen=True):
    """Nothing was created and nothing else would be: the run stops, and what waits stays pending."""

    reason: str


Verdict = Outcome | Retry | Halt


class Result(Struct, frozen=True):
    """What became of a group of rows: what the results sheet, `--json` and the summary are written from."""

    rows: tuple[int, ...]
    status: Status
    title: str
    message: str
    key: str = ""
    meeting_id: str = ""
    meeting_url: str = ""
    at: str = ""
