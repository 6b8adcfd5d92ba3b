"""status, resolve and results: the ledger as a person meets it."""

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bulkmeet.cells.ids import parse_id
from bulkmeet.cli.screen import Screen
from bulkmeet.cli.settings import Options, ledger_path
from bulkmeet.errors import RunStopped, WrongUsage
from bulkmeet.ledger.store import Ledger
from bulkmeet.loader.load import load
from bulkmeet.model import Outcome, Result, Status
from bulkmeet.results.write import ensure_writable, write_results
from bulkmeet.snapshot import digest_of, snapshot

OPEN = frozenset({Status.UNKNOWN, Status.FAILED, Status.INVALID, Status.PENDING})


def show_status(run: str | None, options: Options) -> int:
    """The runs in the ledger, the newest first, or one run and its open meetings."""
    screen = _screen(options)
    with _ledger(options) as ledger:
        runs = ledger.runs() if run is None else [(ledger.facts(run), ledger.counts(run))]
        found = list(ledger.results(run)) if run is not None else []
    if options.json:
        content = [{**msgspec.structs.asdict(facts), "counts": counts} for facts, counts in runs]
        sys.stdout.write(msgspec.json.encode({"runs": content, "results": found}).decode() + "\n")
        return 0
    for facts, counts in runs:
        said = ", ".join(f"{count} {status}" for status, count in counts.items() if count) or "nothing in it"
        screen.line(f"{facts.run}  {facts.file}: {said}")
    for result in found:
        if result.status in OPEN:
            rows = ", ".join(map(str, result.rows))
            screen.line(
                f"  {result.key or '-'}  rows {rows}  {result.status}  “{result.title}”: {result.message}",
                result.status,
            )
    if not runs:
        screen.line("The ledger has no runs yet.")
    return 0


def settle(
    run: str, keys: Sequence[str], *, created: bool, meeting_id: str | None, resend: bool, options: Options
) -> int:
    """Settle unknown meetings of a run by a person's word."""
    if created == resend:
        raise WrongUsage("Say either --created (they exist in Dialpad) or --resend (they do not).")
    if meeting_id is not None and (not created or len(keys) != 1):
        raise WrongUsage("--id goes with --created and the KEY of one meeting.")
    with _ledger(options) as ledger:
        ledger.facts(run)
        unknown = {result.key: result for result in ledger.results(run) if result.status is Status.UNKNOWN}
        strange = [key for key in keys if key not in unknown]
        if strange:
            raise WrongUsage(f"“{strange[0]}” is no unknown meeting of this run; `bulkmeet status {run}` lists them.")
        chosen = list(keys) or list(unknown)
        outcome = _word(created=created, meeting_id=meeting_id)
        settled = sum(ledger.resolve(key, outcome) for key in chosen)
    then = f"bulkmeet results {run} writes the sheet again" + (", and rerun sends them." if resend else ".")
    _screen(options).line(f"{settled} settled as {outcome.status}; {then}")
    return 0


def write_again(run: str, options: Options) -> int:
    """Write the results sheet of a run from the ledger, beside the rows of the file it came from."""
    with _ledger(options) as ledger:
        facts = ledger.facts(run)
        results = tuple(ledger.results(run))
        output = options.output or Path(facts.output)
        ensure_writable(output)
        source = Path(facts.file)
        with snapshot(source) as copy:
            if digest_of(copy) != facts.digest:
                raise RunStopped(
                    f"{source} has changed since the run, so its rows may not be where they were; "
                    f"put it back as it was, or read the results with bulkmeet status {run}."
                )
            sheet = load(copy, sheet=facts.sheet or None)
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
        if output == source:
            ledger.finish(run, digest_of(source))
    _tell(_screen(options), output, results)
    return 0 if all(result.status not in OPEN for result in results) else 1


def _tell(screen: Screen, output: Path, results: Sequence[Result]) -> None:
    still_open = sum(result.status in OPEN for result in results)
    screen.line(f"Results: {output}", "bold")
    screen.line(f"{len(results)} meetings, {still_open} of them still open.")


def _word(*, created: bool, meeting_id: str | None) -> Outcome:
    if not created:
        return Outcome(Status.PENDING, "To be sent again, as somebody who looked in Dialpad said.")
    identifier = ""
    if meeting_id is not None:
        parsed = parse_id(meeting_id)
        if parsed.value is None:
            raise WrongUsage(f"--id: {parsed.problems[0].message}" if parsed.problems else "--id is empty.")
        identifier = parsed.value
    return Outcome(Status.CREATED, "Exists in Dialpad, as somebody who looked said.", identifier)


def _ledger(options: Options) -> Ledger:
    path = ledger_path(options.ledger)
    if not path.exists():
        raise WrongUsage(f"There is no ledger at {path} yet; the first run makes one.")
    return Ledger(path)


def _screen(options: Options) -> Screen:
    return Screen(json=options.json, quiet=options.quiet, verbose=options.verbose)
