"""What is forgotten of runs that are long over, and what never is.

Titles, requests, people, answers, links and file names go. Identities (which are hashes), statuses, ids and times stay,
for without them a meeting could be created twice.
"""

from collections.abc import Iterable

from msgspec import Struct

from bulkmeet.ledger.records import SENDING, RunFacts
from bulkmeet.ledger.store import Ledger
from bulkmeet.model import Status

FORGOTTEN = "Its details were taken out of the ledger by `bulkmeet forget`."


class Open(Struct, frozen=True):
    """A run that is kept back, for so many of its meetings have yet to be settled or sent."""

    run: str
    unknown: int
    pending: int


class Forgettable(Struct, frozen=True):
    """What there is to forget: the runs, how many meetings they have, and how many users were looked up."""

    runs: tuple[RunFacts, ...]
    meetings: int
    users: int
    kept: tuple[Open, ...]


def forgettable(ledger: Ledger, before: str, *, pending: bool) -> Forgettable:
    """What began, or was looked up, before that time (ISO 8601, UTC) and can be forgotten.

    A run with unknown meetings is kept back, for a person has to find them by title and time; so is one with pending
    meetings, unless `pending` says that these may be forgotten too.
    """
    runs: list[RunFacts] = []
    kept: list[Open] = []
    meetings = 0
    for facts, counts in ledger.runs():
        if facts.started >= before or facts.forgotten:
            continue
        if counts[Status.UNKNOWN] or (counts[Status.PENDING] and not pending):
            kept.append(Open(facts.run, counts[Status.UNKNOWN], counts[Status.PENDING]))
        else:
            runs.append(facts)
            meetings += sum(counts.values())
    return Forgettable(tuple(runs), meetings, ledger.users_before(before), tuple(kept))


def forget(ledger: Ledger, runs: Iterable[str], before: str) -> None:
    """Take the personal data of these runs, and the users looked up before that time, out of the ledger's file.

    Raises:
        RunStopped: when the file cannot be written.
    """
    with ledger.transaction() as execute:
        execute("CREATE TEMP TABLE gone (run TEXT PRIMARY KEY) STRICT")
        for run in runs:
            execute("INSERT INTO gone VALUES (?)", (run,))
        execute("UPDATE entries SET title = '', message = '', meeting_url = '' WHERE run IN gone")
        execute(
            "UPDATE meetings SET title = '', body = x'', meeting_url = '', message = ?"
            " WHERE run IN gone AND status NOT IN (?, ?)",
            (FORGOTTEN, Status.UNKNOWN, SENDING),
        )
        execute("UPDATE attempts SET answer = '' WHERE run IN gone")
        execute("DELETE FROM users WHERE at < ?", (before,))
        execute(
            "UPDATE runs SET file = '', sheet = '', output = '', digest = '', options = '', forgotten = ?"
            " WHERE run IN gone",
            (ledger.clock(),),
        )
        execute("DROP TABLE gone")
    ledger.rewrite()
