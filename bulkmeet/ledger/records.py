"""What goes into the ledger and what comes out of it, and what makes a meeting the same meeting."""

from hashlib import sha256
from typing import Protocol

import msgspec
from msgspec import Struct

from bulkmeet.model import Meeting, Outcome, Status

SENDING = "sending"
"""A meeting whose request is leaving; found at a later start, nobody knows whether it arrived."""


SENT = (Status.CREATED, Status.UNKNOWN, SENDING)
"""What may exist in Dialpad, and must not be sent again."""


class Candidate(Struct, frozen=True):
    """A meeting to be sent: its identity, its title and its request's body."""

    key: str
    title: str
    body: bytes


class Known(Struct, frozen=True):
    """What the ledger holds under an identity; `at` is ISO 8601 in UTC.

    `timezone` is the zone that its run read times without one in, empty where none was, and `options` are those the
    run was given, as JSON; both are empty where an older version made the run.
    """

    status: Status
    body: bytes
    meeting_id: str
    meeting_url: str
    message: str
    at: str
    timezone: str = ""
    options: str = ""


class Waiting(Struct, frozen=True):
    """A pending meeting of a run: `place` orders a run's meetings as the sheet does."""

    place: int
    key: str
    title: str
    body: bytes


class RunFacts(Struct, frozen=True):
    """What a run was about, enough to write its results again.

    `digest` is the SHA-256 of the file that the results belong beside, in hexadecimal digits; `forgotten` is when
    its personal data was taken out of the ledger, empty where it was not. `timezone` is the zone that times without one
    were read in, empty where all had one, and `options` are those it was given that a command which goes on from it
    needs too, as JSON; both are empty where an older version made the run.
    """

    run: str
    started: str
    file: str
    sheet: str
    header_row: int
    account: str
    output: str
    digest: str
    forgotten: str = ""
    timezone: str = ""
    options: str = ""


class Attempt(Struct, frozen=True):
    """One time that a meeting's request was about to leave, and what came back, in words with the status code.

    `sent` and `ended` are ISO 8601 in UTC; `ended` and `answer` are empty where the program ended before.
    """

    run: str
    sent: str
    ended: str
    answer: str


class Appearance(Struct, frozen=True):
    """A run that had a meeting in its sheet, the `rows` of it there, and what its status was when the run began.

    `finished` is ISO 8601 in UTC, empty where the run was ended before it could write that down.
    """

    facts: RunFacts
    finished: str
    rows: tuple[int, ...]
    status: Status


class History(Struct, frozen=True):
    """All that the ledger holds of one meeting; `run` is the run that took it on last."""

    key: str
    run: str
    known: Known
    attempts: tuple[Attempt, ...]
    appearances: tuple[Appearance, ...]


class Journal(Protocol):
    """What the dispatcher asks of the ledger. Each call returns once what it says is durable."""

    async def waiting(self, run: str, after: int, limit: int) -> list[Waiting]:
        """The next pending meetings of the run beyond the place `after`."""
        ...

    async def sending(self, waiting: Waiting) -> None:
        """The request is about to leave. Raises RunStopped when the meeting is not pending any more."""
        ...

    async def put_back(self, waiting: Waiting, reason: str) -> None:
        """The request certainly created nothing: the meeting is pending again."""
        ...

    async def settle(self, waiting: Waiting, outcome: Outcome) -> None:
        """What became of the meeting."""
        ...


def identity(account: str, meeting: Meeting, user_id: str, copy: int = 0) -> str:
    """The meeting's identity as a short text that no spreadsheet takes for a number.

    Two meetings are the same when account, group key, host, title, start and end are. `copy` above 0 makes
    another identity of the same meeting, for duplicates that somebody asked for.
    """
    parts = [account, meeting.group_key, user_id, meeting.title, meeting.start, meeting.end]
    digest = sha256(msgspec.json.encode([*parts, copy] if copy else parts)).hexdigest()
    return f"bm{digest[:30]}"
