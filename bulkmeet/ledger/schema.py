"""The ledger's tables, and how its file is opened so that a commit is on the disk when it returns."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bulkmeet.errors import RunStopped
from bulkmeet.ledger.place import refuse_network

# From here on SQLite's WAL is free of a rare corruption with several connections.
SAFE_WAL = (3, 51, 3)

TABLES_OF_1 = """
CREATE TABLE runs (
    run TEXT PRIMARY KEY, started TEXT NOT NULL, finished TEXT NOT NULL DEFAULT '', file TEXT NOT NULL,
    sheet TEXT NOT NULL, header_row INTEGER NOT NULL, account TEXT NOT NULL, output TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;
CREATE TABLE meetings (
    key TEXT PRIMARY KEY, run TEXT NOT NULL, place INTEGER NOT NULL, status TEXT NOT NULL, title TEXT NOT NULL,
    body BLOB NOT NULL, meeting_id TEXT NOT NULL DEFAULT '', meeting_url TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT '', at TEXT NOT NULL
) STRICT;
CREATE INDEX meetings_waiting ON meetings (run, status, place);
CREATE TABLE attempts (
    key TEXT NOT NULL, run TEXT NOT NULL, sent TEXT NOT NULL, ended TEXT NOT NULL DEFAULT '',
    answer TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX attempts_key ON attempts (key);
CREATE TABLE entries (
    run TEXT NOT NULL, place INTEGER NOT NULL, rows TEXT NOT NULL, status TEXT NOT NULL, title TEXT NOT NULL,
    message TEXT NOT NULL, key TEXT NOT NULL, meeting_id TEXT NOT NULL, meeting_url TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (run, place)
) STRICT;
CREATE TABLE users (
    account TEXT NOT NULL, email TEXT NOT NULL, user_id TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (account, email)
) STRICT;
"""
# From when on the run's personal data is forgotten; empty where it is not.
FORGETTING_OF_2 = "ALTER TABLE runs ADD COLUMN forgotten TEXT NOT NULL DEFAULT ''"

# The zone that times without one were read in; empty for runs of older versions.
TIMEZONE_OF_3 = "ALTER TABLE runs ADD COLUMN timezone TEXT NOT NULL DEFAULT ''"

# The options that a command which goes on from the run needs too, as JSON; empty for runs of older versions.
OPTIONS_OF_4 = "ALTER TABLE runs ADD COLUMN options TEXT NOT NULL DEFAULT ''"

STEPS = (TABLES_OF_1, FORGETTING_OF_2, TIMEZONE_OF_3, OPTIONS_OF_4)
"""What makes each version of the ledger out of the one before it. Steps are added, never changed."""

VERSION = len(STEPS)


FULL = "The disk is full or failing, so the ledger {} could not be written; nothing more was sent."


def connect(path: Path) -> sqlite3.Connection:
    """Open the ledger's file, making it (mode 0600) where there is none.

    Raises:
        RunStopped: when it cannot be opened, is no ledger, or is of a newer version.
        WrongUsage: when it is on a network file system.
    """
    refuse_network(path)
    with told_plainly(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_emptied(path)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        path.touch(mode=0o600, exist_ok=True)
        _keep_private(path)
        connection = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise into one sentence.

    Raises:
        RunStopped: whenever the ledger cannot be read or written.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise RunStopped(_sentence(path, str(error))) from error
    except OSError as error:
        raise RunStopped(
            f"The ledger {path} cannot be used ({error.strerror}); choose another with --ledger."
        ) from error


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    _refuse_others(connection, path)
    wal = sqlite3.sqlite_version_info >= SAFE_WAL
    connection.execute(f"PRAGMA journal_mode={'WAL' if wal else 'DELETE'}")
    connection.execute(f"PRAGMA synchronous={'FULL' if wal else 'EXTRA'}")
    connection.execute("BEGIN IMMEDIATE")
    if (version := _version(connection)) < VERSION:
        for statement in ";".join(STEPS[version:]).split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={VERSION}")
    connection.execute("COMMIT")


def _refuse_emptied(path: Path) -> None:
    """A new ledger is empty until its first commit, but nobody has locked it for a run before that."""
    if path.is_file() and not path.stat().st_size and path.with_name(f"{path.name}.lock").exists():
        raise RunStopped(damaged(path))


def _keep_private(path: Path) -> None:
    """A copy that was put back from a backup may be open to everybody."""
    if path.stat().st_mode & 0o077:
        with suppress(OSError):
            path.chmod(0o600)


def _refuse_others(connection: sqlite3.Connection, path: Path) -> None:
    """Before anything is changed: the file is empty, or a ledger that this version understands."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and not tables >= {"runs", "meetings", "entries"}:
        raise RunStopped(f"{path} is a database of another program, not a ledger; choose another with --ledger.")
    if _version(connection) > VERSION:
        raise RunStopped(f"The ledger {path} was written by a newer bulkmeet; update bulkmeet, or choose another.")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def damaged(path: Path) -> str:
    """What to say of a ledger that cannot be trusted; nothing is done about it by itself."""
    return (
        f"The ledger {path} is damaged, and it is what keeps meetings from being created twice; "
        "restore it from a backup, and start without it only if nothing was created before."
    )


def _sentence(path: Path, error: str) -> str:
    if "disk is full" in error or "disk I/O" in error:
        return FULL.format(path)
    if "locked" in error:
        return f"The ledger {path} is busy with another program; try again when it has finished."
    if "not a database" in error or "malformed" in error:
        return damaged(path)
    return f"The ledger {path} could not be used ({error}); nothing more was sent."
