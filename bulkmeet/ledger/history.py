"""The names of a ledger's runs, for completing what is typed. Nothing is written here."""

import sqlite3
from contextlib import closing
from pathlib import Path

NAMES_AT_MOST = 50


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
