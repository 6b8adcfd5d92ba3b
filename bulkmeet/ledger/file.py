"""The ledger's file: one connection, transactions that are durable when they return, and room for the last of them."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bulkmeet.errors import RunStopped
from bulkmeet.ledger.reserve import Reserve
from bulkmeet.ledger.schema import connect, damaged, told_plainly

Execute = Callable[..., sqlite3.Cursor]


def utc_now() -> str:
    """Now as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class LedgerFile:
    """One ledger file; a context manager. `clock` gives now as ISO 8601 in UTC."""

    def __init__(self, path: Path, clock: Callable[[], str] = utc_now) -> None:
        self.path = path.resolve()  # one ledger has one lock, whatever links lead to it
        self.clock = clock
        self.reserve = Reserve(path)
        self._connection = connect(path)
        self._is_shared = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def verify(self) -> None:
        """Read the whole file once: a damaged index could let a meeting that was created go unnoticed.

        Raises:
            RunStopped: when anything in it is not as it should be.
        """
        with told_plainly(self.path):
            (said,) = self._connection.execute("PRAGMA integrity_check(1)").fetchone()
        if said != "ok":
            raise RunStopped(damaged(self.path))

    def rows(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        """What a query finds, row by row.

        Raises:
            RunStopped: when it cannot be read.
        """
        with told_plainly(self.path):
            return self._connection.execute(query, parameters).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[Execute]:
        """What is executed in the block is done and durable when it ends, or none of it is.

        Within `together` it is a part of that transaction, and durable when that ends.

        Raises:
            RunStopped: when it cannot be written.
        """
        with told_plainly(self.path):
            if self._is_shared:
                yield self._connection.execute
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection.execute
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # on a full disk SQLite may have rolled back by itself
                    self._connection.execute("ROLLBACK")
                raise

    def surely(self, work: Callable[[Execute], object]) -> None:
        """A transaction that must not fail for want of room: then the room that was set aside is used.

        Raises:
            RunStopped: when it cannot be written all the same.
        """
        try:
            with self.transaction() as execute:
                work(execute)
        except RunStopped:
            if self._is_shared or not self.reserve.give_up():
                raise
            with self.transaction() as execute:
                work(execute)

    def together(self, steps: Sequence[Callable[[], object]]) -> list[Exception | None]:
        """Do them in order in one transaction, for syncing the disk takes most of the time; returns what each raised.

        Where one of them or the commit fails, nothing of it counts, and each is done in a transaction of its own: so
        none undoes another, and none is without the room that was set aside.
        """
        if len(steps) > 1 and self._all_done(steps):
            return [None] * len(steps)
        return [_error_of(step) for step in steps]

    def _all_done(self, steps: Sequence[Callable[[], object]]) -> bool:
        try:
            with self.transaction():
                self._is_shared = True
                try:
                    for step in steps:
                        step()
                finally:
                    self._is_shared = False
        except Exception:  # noqa: BLE001 - whose it is comes out when each is done alone
            return False
        return True

    def rewrite(self) -> None:
        """Write the whole file anew, so that nothing that was deleted or replaced can be found in it any more.

        Raises:
            RunStopped: when there is no room for that.
        """
        with told_plainly(self.path):
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _error_of(step: Callable[[], object]) -> Exception | None:
    try:
        step()
    except Exception as error:  # noqa: BLE001 - it is raised where the step was asked for
        return error
    return None
