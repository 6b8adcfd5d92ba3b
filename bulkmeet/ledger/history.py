"""What the ledger holds of one meeting, and the names of its runs. Nothing is written here."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from bulkmeet.ledger.file import LedgerFile
from bulkmeet.ledger.records import SENDING, Appearance, Attempt, History, Known, RunFacts
from bulkmeet.ledger.store import FACTS, KNOWN, LEFT_OPEN, OF_MEETINGS, Ledger
from bulkmeet.model import Status

NAMES_AT_MOST = 50


def histories(ledger: Ledger, keys: Iterable[str]) -> tuple[History, ...]:
    """The histories of the meetings with these identities, in their order; one that is not in the ledger is left out.

    Raises:
        RunStopped: when the ledger cannot be read.
    """
    return tuple(found for key in dict.fromkeys(keys) if key for found in _history(ledger, key))


def last_run_into(ledger: Ledger, sheet: Path, account: str) -> RunFacts | None:
    """The last run of an account whose results went into this sheet; None where the ledger knows of none.

    Raises:
        RunStopped: when the ledger cannot be read.
    """
    found = ledger.rows(SELECT_LAST, str(sheet.resolve()), account)
    return next((RunFacts(*row) for row in found), None)


def run_names(path: Path) -> list[str]:
    """The names of the newest runs in a ledger's file, for completing what is typed.

    The file is only read, never made or changed, and where that cannot be done there are no names.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0.2)) as connection:
            found = connection.execute("SELECT run FROM runs ORDER BY started DESC, run DESC LIMIT ?", (NAMES_AT_MOST,))
            return [str(run) for (run,) in found]
    except (sqlite3.Error, OSError, ValueError):
        return []


def _history(ledger: LedgerFile, key: str) -> list[History]:
    return [
        History(
            key,
            run,
            _known(*known),
            tuple(Attempt(*attempt) for attempt in ledger.rows(SELECT_ATTEMPTS, key)),
            tuple(_appearance(*row) for row in ledger.rows(SELECT_APPEARANCES, key)),
        )
        for run, *known in ledger.rows(f"SELECT run, {KNOWN} {OF_MEETINGS} WHERE key = ?", key)
    ]


def _known(status: str, body: bytes, meeting_id: str, meeting_url: str, message: str, *rest: str) -> Known:
    if status == SENDING:
        return Known(Status.UNKNOWN, body, meeting_id, meeting_url, LEFT_OPEN, *rest)
    return Known(Status(status), body, meeting_id, meeting_url, message, *rest)


def _appearance(rows: str, status: str, finished: str, *facts: Any) -> Appearance:
    return Appearance(RunFacts(*facts), finished, tuple(map(int, rows.split())), Status(status))


SELECT_LAST = f"SELECT {FACTS} FROM runs WHERE output = ? AND account = ? ORDER BY started DESC, run DESC LIMIT 1"  # noqa: S608 - a constant
SELECT_ATTEMPTS = "SELECT run, sent, ended, answer FROM attempts WHERE key = ? ORDER BY rowid"
SELECT_APPEARANCES = (
    f"SELECT e.rows, e.status, r.finished, {', '.join(f'r.{name}' for name in FACTS.split(', '))}"  # noqa: S608 - constants
    " FROM entries e JOIN runs r USING (run) WHERE e.key = ? ORDER BY r.started, r.run"
)
