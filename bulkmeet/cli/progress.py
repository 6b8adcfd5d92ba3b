"""How a run gets on: a bar at a terminal, a plain line every few seconds where there is none or it is a dumb one.

Whoever has the screen read out sets TERM=dumb, and is not read a bar four times a second.
"""

import time
from contextlib import suppress
from pathlib import Path

from rich.cells import cell_len
from rich.progress import BarColumn, Progress, ProgressColumn, Task
from rich.table import Column
from rich.text import Text

from bulkmeet.cli.screen import Screen
from bulkmeet.cli.wording import about, counted, status_counts
from bulkmeet.model import Outcome, Status

LINE_SECONDS = 5.0
REDRAWN = 4
"""Times a second that the bar is drawn again: often enough to be followed, and calm."""
BAR_CELLS = 20
NARROW = 60
"""Below that many cells there are only words."""


class ProgressWatcher:
    """Shows created, failed and unknown, the rate, and the time left."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._counts = status_counts(())
        self._total = 0
        self._began = time.monotonic()
        self._last_line = self._began
        self._bar: Progress | None = None

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
        if self._screen.quiet or errors.cells is None or errors.is_dumb_terminal:
            return
        room = errors.cells - 1
        bar = (BarColumn(BAR_CELLS),) if room >= NARROW else ()
        words = _Words(self, room - (BAR_CELLS + 1) * len(bar))
        self._bar = Progress(*bar, words, console=errors, refresh_per_second=REDRAWN, transient=True)
        self._bar.add_task("", total=meetings)
        self._bar.start()

    def settled(self, outcome: Outcome) -> None:
        """One more meeting is settled."""
        self._counts[outcome.status] += 1
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0])
            return
        now = time.monotonic()
        if now - self._last_line >= LINE_SECONDS:
            self._last_line = now
            self._screen.note(self.words())

    def stopping(self) -> None:
        """Ctrl-C was pressed."""
        self._screen.note("Stopping: what is on its way finishes first. Press Ctrl-C again to leave at once.")

    def close(self) -> None:
        """End the bar."""
        if self._bar is not None:
            with suppress(OSError):  # the terminal may be gone
                self._bar.stop()
            self._bar = None

    def words(self, room: int | None = None) -> str:
        """How far it is; with only so much `room`, in cells, what matters least is left out."""
        done = sum(self._counts.values())
        seconds = time.monotonic() - self._began
        said = [f"{done:,} of {self._total:,}"]
        said += [f"{self._counts[status]:,} {status}" for status in _TOLD if self._counts[status]]
        if 0 < done < self._total and seconds > 1:
            left = about((self._total - done) * seconds / done)
            said += [f"{left} left", f"{_pace(done / seconds)}"]
        while room is not None and len(said) > 1 and cell_len(", ".join(said)) > room:
            said.pop()
        return ", ".join(said)


_TOLD = (Status.UNKNOWN, Status.FAILED, Status.CREATED)
"""The worst first: it is the last to be left out."""


def _pace(per_second: float) -> str:
    return f"{per_second:.0f} a second" if per_second >= 1 else f"{per_second * 60:.0f} a minute"


class _Words(ProgressColumn):
    """The watcher's words, asked for each time the bar is drawn, so that the time left goes on while nothing moves."""

    def __init__(self, watcher: ProgressWatcher, room: int) -> None:
        super().__init__(Column(no_wrap=True))
        self._watcher = watcher
        self._room = room

    def render(self, task: Task) -> Text:  # noqa: ARG002 - as rich has it
        """The words of this moment."""
        return Text(self._watcher.words(self._room))
