"""Where things are shown: reports on standard output, all else on standard error; nothing shown is interpreted."""

import sys
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from bulkmeet.cells.text import printable
from bulkmeet.cli.ending import silence
from bulkmeet.cli.layout import wrapped

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

    @property
    def cells(self) -> int | None:
        """How many a line of the terminal takes, and None where what is shown goes into a file or a pipe."""
        return self.width if self.file.isatty() else None

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
        self._parted = False
        self.errors = LastingConsole(stderr=True, highlight=False, soft_wrap=True)
        self.report = self.errors if json else LastingConsole(highlight=False, soft_wrap=True)

    @property
    def width(self) -> int | None:
        """The cells of the terminal's line that shows the report, None where none does."""
        return self.report.cells

    def line(self, text: str = "", style: str = "", *, wrong: bool = False) -> None:
        """A line of the report; `wrong` says that something went wrong, which is shown even when quiet.

        An empty one parts what stands above from what comes; where that is parted already, there is no second.
        """
        if (wrong or not self.quiet) and not (self._parted and not text):
            self._parted = not text
            self.report.show(_styled("\n".join(_fitted(printable(text), self.report.cells)), style))

    def lines(self, lines: Iterable[tuple[str, str]]) -> None:
        """Lines of the report, each with the word that colours it."""
        for text, style in lines:
            self.line(text, style)

    def note(self, text: str) -> None:
        """A line about how things go, beside the report."""
        if not self.quiet:
            self._parted = False
            self.errors.show(Text("\n".join(_fitted(printable(text), self.errors.cells))))

    def agrees(self, question: str) -> bool:
        """Ask, and wait for an answer; only a yes is one, and no terminal that went away. Ctrl-C ends the command."""
        asked = _fitted(f"{printable(question)} [y/N]", self.errors.cells)
        self.errors.show(Text("\n".join(asked) + " ", style="bold"), end="")
        try:
            return sys.stdin.readline().strip().casefold() in {"y", "yes"}
        except OSError:
            return False


def _fitted(text: str, width: int | None) -> list[str]:
    """The lines of a text, the further ones indented a little more than the first."""
    bare = text.lstrip()
    margin = text[: len(text) - len(bare)]
    return wrapped(bare, width, margin, f"{margin}  ")


def _styled(text: str, style: str) -> Text:
    """The text in its colour; where it begins with the very word that colours it, only that word is."""
    colour = STYLES.get(style, style)
    if not style or not text.lstrip().startswith(style):
        return Text(text, style=colour)
    shown = Text(text)
    shown.highlight_words([style], colour)
    return shown
