"""How a run gets on: a bar at a terminal, a plain line every few seconds where there is none or it is a dumb one.

Whoever has the screen read out sets TERM=dumb, and is not read a bar four times a second.
"""

import time
from contextlib import suppress
from pathlib import Path

from rich.progress import BarColumn, Progress, TaskID, TextColumn

from bulkmeet.cli.screen import Screen
from bulkmeet.cli.wording import about, counted, status_counts
from bulkmeet.model import Outcome, Status

LINE_SECONDS = 5.0
BAR_CELLS = 20
WIDE = 80


class ProgressWatcher:
    """Shows created, failed and unknown, the rate, and the time left."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._counts = status_counts(())
        self._total = 0
        self._began = time.monotonic()
        self._last_line = self._began
        self._bar: Progress | None = None
        self._task = TaskID(0)

    def waiting_for(self, ledger: Path) -> None:
        """Another run uses the ledger."""
        self._screen.note(f"Another run is using the ledger {ledger}; this one waits until it has finished.")

    def looking_up(self, hosts: int) -> None:
        """Hosts are looked up before anything is sent."""
        self._screen.note(f"Looking up {counted(hosts, 'host')} …")

    def sending(self, run: str, meetings: int) -> None:
        """Begin the bar, or the lines."""
        self._total = meetings
        self._began = self._last_line = time.monotonic()
        self._screen.note(f"Run {run} begins. Ctrl-C stops it; what is on its way finishes first.")
        errors = self._screen.errors
        if self._screen.quiet or not errors.is_terminal or errors.is_dumb_terminal:
            return
        columns = (BarColumn(BAR_CELLS), TextColumn("{task.description}"))
        self._bar = Progress(
            *columns[errors.width < WIDE :], console=errors, refresh_per_second=4, transient=True, expand=False
        )
        self._task = self._bar.add_task(self._words(), total=meetings)
        self._bar.start()

    def settled(self, outcome: Outcome) -> None:
        """One more meeting is settled."""
        self._counts[outcome.status] += 1
        if self._bar is not None:
            self._bar.update(self._task, advance=1, description=self._words())
            return
        now = time.monotonic()
        if now - self._last_line >= LINE_SECONDS:
            self._last_line = now
            self._screen.note(self._words())

    def stopping(self) -> None:
        """Ctrl-C was pressed."""
        self._screen.note("Stopping: what is on its way finishes first. Press Ctrl-C again to leave at once.")

    def close(self) -> None:
        """End the bar."""
        if self._bar is not None:
            with suppress(OSError):  # the terminal may be gone
                self._bar.stop()
            self._bar = None

    def _words(self) -> str:
        done = sum(self._counts.values())
        seconds = time.monotonic() - self._began
        said = [f"{done:,} of {self._total:,}"]
        said += [
            f"{self._counts[status]:,} {status}" for status in (Status.FAILED, Status.UNKNOWN) if self._counts[status]
        ]
        if 0 < done < self._total and seconds > 1:
            left = about((self._total - done) * seconds / done)
            said.append(f"{done / seconds:.0f} a second, {left} left")
        return ", ".join(said)
