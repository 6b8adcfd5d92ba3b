"""Room on the disk that is set aside before anything is sent, for the answers to what was sent.

When the disk fills while requests are on their way, their answers must still be written down: an id that is lost
makes a meeting unknown that is known to exist.
"""

import errno
import os
from contextlib import suppress
from pathlib import Path

from bulkmeet.errors import RunStopped

# 128 requests are on their way at once. Measured with messages of 2,000 characters, an answer takes 8 KB with a
# rollback journal, and 53 KB with a write-ahead log, where every page that changes is written once more.
BYTES = 8 * 1024 * 1024
PIECE_BYTES = 64 * 1024
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class Reserve:
    """A file beside the ledger that is given up when the disk is full, so that a little more can be written."""

    def __init__(self, ledger: Path) -> None:
        self._path = ledger.with_name(f"{ledger.name}.reserve")
        self._is_ours = False
        self.spent = False
        """Whether it was needed: then the disk is full, and nothing more may be sent."""

    def make(self) -> None:
        """Set the room aside.

        Raises:
            RunStopped: when there is none. A system that will not have such a file for another reason has its way.
        """
        self.spent = False
        self._is_ours = True
        try:
            self._fill()
        except OSError as error:
            self.remove()
            if error.errno in FULL:
                raise RunStopped(
                    f"The disk is full, so what is sent could not be written down in {self._path.parent}; "
                    "nothing was sent. Free some space there and try again."
                ) from error

    def give_up(self) -> bool:
        """Make room by it; False when there is none, or it is that of a run which another process makes."""
        if not self._is_ours:
            return False
        self.spent = True
        try:
            self._path.unlink()
        except OSError:
            return False
        return True

    def remove(self) -> None:
        """It is not needed any more."""
        if self._is_ours:
            with suppress(OSError):
                self._path.unlink()

    def _fill(self) -> None:
        """With what cannot be compressed, and not by leaving a hole, for neither would take any room."""
        handle = os.open(self._path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            for _ in range(BYTES // PIECE_BYTES):
                file.write(os.urandom(PIECE_BYTES))
            file.flush()
            os.fsync(file.fileno())
