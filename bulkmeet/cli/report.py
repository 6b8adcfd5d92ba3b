"""What a command over a file has to say at its end."""

from pathlib import Path

from msgspec import Struct

from bulkmeet.cli.wording import OPEN
from bulkmeet.errors import Interrupted, RunStopped
from bulkmeet.examine import Examined
from bulkmeet.explain import Explained
from bulkmeet.model import Issue, Result
from bulkmeet.run import Finished


class Report(Struct, frozen=True):
    """What a command has to say at its end, in the document, on the page, and as an exit code.

    `real` is what to do after a rehearsal to create the meetings in Dialpad, empty where it was none.
    """

    examined: Examined
    issues: tuple[Issue, ...]
    results: tuple[Result, ...]
    exit_code: int
    run: str | None = None
    output: Path | None = None
    error: str | None = None
    columns: tuple[Explained, ...] | None = None
    real: str = ""


def why_early(finished: Finished) -> str | None:
    """Why a run ended before its end, in sentences; None where it did not."""
    if finished.halt is None:
        return "The run was interrupted." if finished.interrupted else None
    return f"The run {'was interrupted' if finished.interrupted else 'stopped early'}. {finished.halt.reason}"


def exit_code_of(finished: Finished) -> int:
    """The exit code that says how a run ended."""
    if finished.interrupted:
        return Interrupted.exit_code
    if finished.halt is not None:
        return RunStopped.exit_code
    return int(any(result.status in OPEN for result in finished.results))
