"""Where things are shown: reports on standard output, all else on standard error; nothing shown is interpreted."""

import sys

from rich.console import Console
from rich.text import Text

from bulkmeet.cells.text import printable
from bulkmeet.cli.ending import silence

STYLES = {
    "created": "green",
    "skipped": "cyan",
    "pending": "blue",
    "invalid": "red",
    "failed": "red",
    "unknown": "magenta",
    "error": "red",
    "warning": "yellow",
}


class LastingConsole(Console):
    """A console that stays silent once nobody reads it: a run does not end because its window was closed."""

    def on_broken_pipe(self) -> None:
        """Called by rich, which would leave the program here."""
        silence(sys.stderr if self.stderr else sys.stdout)

    def show(self, text: Text, end: str = "\n") -> None:
        """Print it, or nothing where the terminal is gone or the disk behind it is full."""
        try:
            self.print(text, end=end)
        except OSError:
            self.on_broken_pipe()


class Screen:
    """What a command shows. With `json` the report goes to standard error too; `quiet` leaves only what went wrong."""

    def __init__(self, *, json: bool, quiet: bool, verbose: bool) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.errors = LastingConsole(stderr=True, highlight=False, soft_wrap=True)
        self.report = self.errors if json else LastingConsole(highlight=False, soft_wrap=True)

    def line(self, text: str = "", style: str = "", *, wrong: bool = False) -> None:
        """A line of the report; `wrong` says that something went wrong, which is shown even when quiet."""
        if wrong or not self.quiet:
            self.report.show(Text(printable(text), style=STYLES.get(style, style)))

    def note(self, text: str) -> None:
        """A line about how things go, beside the report."""
        if not self.quiet:
            self.errors.show(Text(printable(text)))

    def agrees(self, question: str) -> bool:
        """Ask, and wait for an answer; only a yes is one, and no terminal that went away. Ctrl-C ends the command."""
        self.errors.show(Text(f"{printable(question)} [y/N] "), end="")
        try:
            return sys.stdin.readline().strip().casefold() in {"y", "yes"}
        except OSError:
            return False
