"""How a run gets on: a bar where there is a terminal, a plain line every few seconds where there is none."""

import time
from datetime import timedelta
from pathlib import Path

from rich.progress import BarColumn, Progress, TaskID, TextColumn

from bulkmeet.cli.plan_report import status_counts
from bulkmeet.cli.screen import Screen
from bulkmeet.model import Outcome, Status

LINE_SECONDS = 5.0


class ProgressWatcher:
    """Shows created, failed and unknown, the rate, and the time left."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._counts = status_counts(())
        self._total = 0
        self._began = time.monotonic()
        self._last_line = 0.0
        self._bar: Progress | None = None
        self._task = TaskID(0)

    def waiting_for(self, ledger: Path) -> None:
        """Another run uses the ledger."""
        self._screen.note(f"Another run is using the ledger {ledger}; this one waits until it has finished.")

    def looking_up(self, hosts: int) -> None:
        """Hosts are looked up before anything is sent."""
        self._screen.note(f"Looking up {hosts} host{'s' if hosts != 1 else ''} …")

    def sending(self, run: str, meetings: int) -> None:
        """Begin the bar, or the lines."""
        self._total = meetings
        self._began = time.monotonic()
        self._screen.note(f"Run {run}: Ctrl-C stops it after what is on its way.")
        if self._screen.quiet or not self._screen.errors.is_terminal:
            return
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            console=self._screen.errors,
            refresh_per_second=4,
            transient=True,
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
            self._bar.stop()
            self._bar = None

    def _words(self) -> str:
        done = sum(self._counts.values())
        seconds = time.monotonic() - self._began
        rate = done / seconds if seconds > 0 else 0.0
        left = timedelta(seconds=round((self._total - done) / rate)) if rate > 0 else "…"
        said = [f"{self._counts[Status.CREATED]} created"]
        said += [
            f"{self._counts[status]} {status}" for status in (Status.FAILED, Status.UNKNOWN) if self._counts[status]
        ]
        return f"{done} of {self._total}: {', '.join(said)}; {rate:.1f} a second, {left} left"
