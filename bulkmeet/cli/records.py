"""status, resolve and results: the ledger as a person meets it."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from typing import Any

import msgspec
from filelock import FileLock, Timeout

from bulkmeet.cells.ids import parse_id
from bulkmeet.cells.text import quoted
from bulkmeet.cli.document import document
from bulkmeet.cli.ending import write_out
from bulkmeet.cli.screen import Screen
from bulkmeet.cli.settings import Options, ledger_path
from bulkmeet.cli.summary import next_steps, repeated, summary_lines
from bulkmeet.cli.wording import OPEN, counted, row_ranges
from bulkmeet.errors import Interrupted, RunStopped, WrongUsage
from bulkmeet.ledger.records import RunFacts
from bulkmeet.ledger.store import Ledger
from bulkmeet.loader.load import load
from bulkmeet.model import Outcome, Result, Status
from bulkmeet.results.write import (
    ensure_writable,
    keep_previous,
    put_back,
    refuse_the_sheet_itself,
    write_results,
)
from bulkmeet.snapshot import digest_of, snapshot


def show_status(run: str | None, options: Options) -> int:
    """The runs in the ledger, the newest first, or one run and its open meetings."""
    screen = _screen(options)
    with _ledger(options) as ledger:
        runs = ledger.runs() if run is None else [(ledger.facts(run), ledger.counts(run))]
        found = list(ledger.results(run)) if run is not None else []
    if options.json:
        content: list[dict[str, Any]] = [{**msgspec.structs.asdict(facts), "counts": counts} for facts, counts in runs]
        write_out(msgspec.json.encode({"runs": content, "results": found}))
        return 0
    for facts, counts in runs:
        said = ", ".join(f"{count:,} {status}" for status, count in counts.items() if count) or "nothing in it"
        screen.line(f"{facts.run}  {facts.file}: {said}")
    for result in found:
        if result.status in OPEN:
            key = f", KEY {result.key}" if result.key else ""
            what = f"{row_ranges(result.rows)}, {quoted(result.title)}{key}"
            screen.line(f"  {result.status:<8} {what}: {result.message}", result.status)
    if not runs:
        screen.line("The ledger has no runs yet.")
    return 0


def settle(
    run: str, keys: Sequence[str], *, created: bool, meeting_id: str | None, resend: bool, options: Options
) -> int:
    """Settle unknown meetings of a run by a person's word."""
    began = time.monotonic()
    if created == resend:
        raise WrongUsage("Say either --created (they exist in Dialpad) or --resend (they do not).")
    if meeting_id is not None and (not created or len(keys) != 1):
        raise WrongUsage("--id goes with --created and the KEY of one meeting.")
    outcome = _word(created=created, meeting_id=meeting_id)
    screen = _screen(options)
    with _ledger(options) as ledger:
        facts = ledger.facts(run)
        with _while_nothing_runs(ledger):
            ledger.recover()  # what a killed run left in sending is listed as unknown, so it is settled as that
            unknown = _unknown(ledger, run, keys)
            if not keys and len(unknown) > 1 and not options.yes:
                _ask_about_all(screen, len(unknown), created=created)
            settled = sum(ledger.resolve(key, outcome) for key in unknown)
        results = tuple(ledger.results(run))
        latest = _rerun_since(ledger, facts) or run
    if settled:
        again = repeated(Options(ledger=options.ledger))
        what = "counts as created" if created else "is pending again, and rerun will send it"
        screen.line(f"{counted(settled, 'meeting')}, unknown until now, {what}.")
        screen.line(f"To have that in the results sheet as well: bulkmeet results {latest}{again}")
    elif keys:
        raise WrongUsage(f"{quoted(keys[0])} is not unknown any more, so nothing was changed.")
    else:
        screen.line(f"No meeting of the run {run} is unknown, so nothing was changed.")
    if options.json:
        _print(facts, results, None, began)
    return 0


def _unknown(ledger: Ledger, run: str, keys: Sequence[str]) -> list[str]:
    """The unknown meetings of a run, by key; only those that were named, if any were."""
    unknown = dict.fromkeys(result.key for result in ledger.results(run) if result.status is Status.UNKNOWN)
    strange = [key for key in keys if key not in unknown]
    if strange:
        raise WrongUsage(f"{quoted(strange[0])} is no unknown meeting of this run; `bulkmeet status {run}` lists them.")
    return list(dict.fromkeys(keys) if keys else unknown)


@contextmanager
def _while_nothing_runs(ledger: Ledger) -> Iterator[None]:
    """Keep runs out for as long as the block lasts: of what one is just sending, nobody can say what became of it."""
    lock = FileLock(f"{ledger.path}.lock", mode=0o600, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise WrongUsage("A run is under way on this ledger; resolve when it has finished.") from error
    except OSError as error:
        raise RunStopped(f"The ledger {ledger.path} cannot be locked ({error.strerror}).") from error
    try:
        yield
    finally:
        lock.release()


def _rerun_since(ledger: Ledger, facts: RunFacts) -> str | None:
    """The latest run that went on from this one's results sheet; one that ended before it began knows nothing of it."""
    later = takewhile(lambda found: found[0].run != facts.run, ledger.runs())
    return next((other.run for other, counts in later if other.file == facts.output and any(counts.values())), None)


def _ask_about_all(screen: Screen, number: int, *, created: bool) -> None:
    """A word about many meetings at once is easily given by mistake, and one of them may be created twice for it."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise WrongUsage(f"Nobody is there to be asked about {number:,} meetings; add --yes, or give the KEY of one.")
    what = "as created" if created else "to be sent again"
    if not screen.agrees(f"Mark {number:,} unknown meetings of this run {what}?"):
        raise Interrupted("Nothing was changed.")


def write_again(run: str, options: Options) -> int:
    """Write the results sheet of a run from the ledger, beside the rows of the file it came from."""
    began = time.monotonic()
    with _ledger(options) as ledger:
        facts = ledger.facts(run)
        latest = _rerun_since(ledger, facts)
        if latest is not None:
            again = repeated(Options(ledger=options.ledger))
            raise WrongUsage(
                f"{facts.output} has been rerun since; write that run's results: bulkmeet results {latest}{again}"
            )
        results = tuple(ledger.results(run))
        output = options.output or Path(facts.output)
        aside = _write(facts, results, output)
        if output.resolve() == Path(facts.file):
            ledger.finish(run, digest_of(output))
    screen = _screen(options)
    for line, status in summary_lines(results):
        screen.line(line, str(status or ""), wrong=status in OPEN)
    if aside is not None:
        screen.line(f"The results sheet that was there before is kept as {aside}.")
    screen.line(f"Results: {output}", "bold")
    for line in next_steps(run, results, output, Options(ledger=options.ledger)):
        screen.line(line)
    if options.json:
        _print(facts, results, output, began)
    return int(any(result.status in OPEN for result in results))


def _write(facts: RunFacts, results: Sequence[Result], output: Path) -> Path | None:
    """Write the sheet; one that is there already may hold corrections, and is kept: where, is returned."""
    source = Path(facts.file)
    with snapshot(source) as copy:
        if digest_of(copy) != facts.digest:
            raise RunStopped(
                f"{source} has changed since the run, so its rows may not be where they were; "
                f"put it back as it was, or read the results with bulkmeet status {facts.run}."
            )
        sheet = load(copy, sheet=facts.sheet or None)
        if facts.output != facts.file:
            refuse_the_sheet_itself(output, source)
        ensure_writable(output, source, as_text=sheet.dialect is not None)
        aside = None if digest_of(output) == facts.digest else keep_previous(output)
        try:
            write_results(
                copy,
                output,
                results,
                sheet=sheet.name,
                dialect=sheet.dialect,
                header_row=facts.header_row,
                headers=sheet.headers,
                then="try again",
            )
        except (RunStopped, KeyboardInterrupt):
            put_back(aside, output)
            raise
    return aside


def _print(facts: RunFacts, results: Sequence[Result], output: Path | None, began: float) -> None:
    rows = sum(len(result.rows) for result in results)
    seconds = time.monotonic() - began
    api = facts.account.partition("#")[0]
    write_out(
        document(run=facts.run, file=facts.file, api=api, rows=rows, results=results, output=output, seconds=seconds)
    )


def _word(*, created: bool, meeting_id: str | None) -> Outcome:
    if not created:
        return Outcome(Status.PENDING, "To be sent again, as somebody who looked in Dialpad said.")
    identifier = ""
    if meeting_id is not None:
        parsed = parse_id(meeting_id)
        if parsed.value is None or parsed.problems:
            raise WrongUsage(f"--id takes the 16 digits of the meeting's id, not {quoted(meeting_id)}.")
        identifier = parsed.value
    return Outcome(Status.CREATED, "Exists in Dialpad, as somebody who looked said.", identifier)


def _ledger(options: Options) -> Ledger:
    path = ledger_path(options.ledger)
    if not path.exists():
        raise WrongUsage(f"There is no ledger at {path} yet; the first run makes one.")
    return Ledger(path)


def _screen(options: Options) -> Screen:
    return Screen(json=options.json, quiet=options.quiet, verbose=options.verbose)
