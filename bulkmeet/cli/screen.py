"""Where things are shown: reports on standard output, all else on standard error; nothing shown is interpreted."""

from rich.console import Console
from rich.text import Text

from bulkmeet.cells.text import printable
from bulkmeet.errors import Stop

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


class Screen:
    """What a command shows. With `json` the report goes to standard error too; `quiet` leaves only what matters."""

    def __init__(self, *, json: bool, quiet: bool, verbose: bool) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.errors = Console(stderr=True, highlight=False, soft_wrap=True)
        self.report = self.errors if json else Console(highlight=False, soft_wrap=True)

    def line(self, text: str = "", style: str = "") -> None:
        """A line of the report; control characters that come from a sheet are made visible."""
        if not self.quiet:
            self.report.print(Text(_safe(text), style=STYLES.get(style, style)))

    def note(self, text: str) -> None:
        """A line about how things go, beside the report."""
        if not self.quiet:
            self.errors.print(Text(_safe(text)))

    def stopped(self, stop: Stop) -> None:
        """Why the command stopped; this is said even when quiet."""
        self.errors.print(Text(f"bulkmeet: {_safe(str(stop))}", style="bold"))


def _safe(text: str) -> str:
    return "\n".join(printable(line) for line in text.split("\n"))
