"""What a command over a file has to say at its end."""

from pathlib import Path

from msgspec import Struct

from bulkmeet.examine import Examined
from bulkmeet.explain import Explained
from bulkmeet.model import Issue, Result


class Report(Struct, frozen=True):
    """What a command has to say at its end, in the document, on the page, and as an exit code."""

    examined: Examined
    issues: tuple[Issue, ...]
    results: tuple[Result, ...]
    exit_code: int
    run: str | None = None
    output: Path | None = None
    error: str | None = None
    columns: tuple[Explained, ...] | None = None
