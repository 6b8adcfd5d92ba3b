"""What status, resolve, results and forget have in common: the ledger as a person meets it."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout
from msgspec.structs import replace

from bulkmeet.cli.document import document
from bulkmeet.cli.ending import write_out
from bulkmeet.cli.screen import Screen
from bulkmeet.cli.settings import Options, ledger_path
from bulkmeet.cli.summary import for_real, next_steps, repeated
from bulkmeet.errors import RunStopped, WrongUsage
from bulkmeet.ledger.records import RunFacts
from bulkmeet.ledger.store import Ledger
from bulkmeet.model import Result
from bulkmeet.settings import LIVE


def open_ledger(options: Options) -> Ledger:
    """The ledger that the options name.

    Raises:
        WrongUsage: when there is none yet.
    """
    path = ledger_path(options.ledger)
    if not path.exists():
        raise WrongUsage(f"There is no ledger at {path} yet; the first run makes one.")
    return Ledger(path)


def screen_for(options: Options) -> Screen:
    """The screen that the options ask for."""
    return Screen(json=options.json, quiet=options.quiet, verbose=options.verbose)


@contextmanager
def while_nothing_runs(ledger: Ledger) -> Iterator[None]:
    """Keep runs out for as long as the block lasts: of what one is just sending, nobody can say what became of it."""
    lock = FileLock(f"{ledger.path}.lock", mode=0o600, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise WrongUsage("A run is under way on this ledger; try again when it has finished.") from error
    except OSError as error:
        raise RunStopped(f"The ledger {ledger.path} cannot be locked ({error.strerror}).") from error
    try:
        yield
    finally:
        lock.release()


def latest_on(ledger: Ledger, facts: RunFacts, *files: str) -> RunFacts | None:
    """The latest run since this one that read or wrote one of these files (their paths), such as its results sheet.

    One that ended before it had begun knows nothing of the sheet, and does not count.
    """
    later = takewhile(lambda found: found[0].run != facts.run, ledger.runs())
    wanted = {*files} - {""}  # of a run that was forgotten, not even the names of its files are left
    return next(
        (other for other, counts in later if {other.file, other.output} & wanted and any(counts.values())), None
    )


def forgotten(facts: RunFacts) -> str:
    """What is gone of a run whose data was taken out of the ledger."""
    day = facts.forgotten.partition("T")[0]
    return f"Titles, people, requests, answers and file names of this run were taken out of the ledger on {day}."


def same_ledger(options: Options) -> str:
    """The option that names this ledger again, where one was given."""
    return repeated(Options(ledger=options.ledger))


def as_given(facts: RunFacts, options: Options) -> Options:
    """The options that a command which goes on from a run needs, as far as the ledger knows them."""
    place = same_api(facts)
    given = msgspec.json.decode(facts.options or "{}", type=Options, dec_hook=lambda kind, value: kind(value))
    return replace(given, ledger=options.ledger, api=place.api, company_id=place.company_id)


def same_api(facts: RunFacts) -> Options:
    """The options that name the API a run sent to."""
    api, _, company = facts.account.partition("#")
    return Options(api=None if api == LIVE else api, company_id=company or None)


def steps_from(
    facts: RunFacts, results: Sequence[Result], options: Options, output: Path | None = None
) -> Iterator[str]:
    """What to type to go on from a run, with the options it was given; `output` is another results sheet."""
    given = as_given(facts, options)
    yield from next_steps(facts.run, results, output or Path(facts.output), given)
    if real := for_real(Path(facts.file), facts.account, given, again=facts.file == facts.output):
        yield real


def write_document(facts: RunFacts, results: Sequence[Result], output: Path | None, began: float) -> None:
    """The document of `--json` for one run; `began` is when the command did, by time.monotonic."""
    rows = sum(len(result.rows) for result in results)
    seconds = time.monotonic() - began
    api = facts.account.partition("#")[0]
    write_out(
        document(run=facts.run, file=facts.file, api=api, rows=rows, results=results, output=output, seconds=seconds)
    )
