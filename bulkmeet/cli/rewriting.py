"""results: the results sheet of a run once more, from the ledger."""

import time
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from bulkmeet.cells.text import typed
from bulkmeet.cli.records import (
    as_given,
    forgotten,
    latest_on,
    open_ledger,
    same_ledger,
    screen_for,
    steps_from,
    write_document,
)
from bulkmeet.cli.settings import Options
from bulkmeet.cli.summary import repeated, summary_lines
from bulkmeet.cli.wording import OPEN
from bulkmeet.errors import RunStopped, WrongUsage
from bulkmeet.ledger.records import RunFacts
from bulkmeet.ledger.store import Ledger
from bulkmeet.loader.load import load
from bulkmeet.model import Result
from bulkmeet.rehearsal import rehearsed
from bulkmeet.results.summarysheet import summary_of
from bulkmeet.results.write import (
    ensure_writable,
    keep_previous,
    older_sheets,
    put_back,
    refuse_the_sheet_itself,
    write_results,
)
from bulkmeet.snapshot import digest_of, snapshot


def write_again(run: str, options: Options) -> int:
    """Write the results sheet of a run from the ledger, beside the rows of the file it came from."""
    began = time.monotonic()
    with open_ledger(options) as ledger:
        facts = ledger.facts(run)
        if facts.forgotten:
            raise WrongUsage(f"{forgotten(facts)} So its results sheet cannot be written again.")
        output = options.output or Path(facts.output)
        if str(output.resolve()) == facts.output:
            _refuse_older(ledger, facts, options)
        results = tuple(rehearsed(result, facts.account) for result in ledger.results(run))
        aside = _write(facts, results, output, options)
        if output.resolve() == Path(facts.file):
            ledger.finish(run, digest_of(output))
    screen = screen_for(options)
    for line, status in summary_lines(results, facts.account):
        screen.line(line, str(status or ""), wrong=status in OPEN)
    if aside is not None:
        screen.line(f"The results sheet that was there before is kept as {aside}.")
    screen.line(f"Results: {output}", "bold")
    for line in steps_from(facts, results, options, output):
        screen.line(line)
    if options.json:
        write_document(facts, results, output, began)
    return int(any(result.status in OPEN for result in results))


def _refuse_older(ledger: Ledger, facts: RunFacts, options: Options) -> None:
    latest = latest_on(ledger, facts, facts.output)
    if latest is not None:
        raise WrongUsage(
            f"{facts.output} belongs to a later run by now; write the results of that one with bulkmeet results "
            f"{latest.run}{same_ledger(options)}, or those of this one to another place with --output."
        )


def _write(facts: RunFacts, results: Sequence[Result], output: Path, options: Options) -> Path | None:
    """Write the sheet; one that is there already may hold corrections, and is kept: where, is returned."""
    source = Path(facts.file)
    with snapshot(source) as copy:
        if digest_of(copy) != facts.digest:
            raise RunStopped(_moved(facts, options))
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
                replace(sheet, header_row=facts.header_row),
                then="try again",
                summary=summary_of(facts, results, steps_from(facts, results, options, output)),
            )
        except (RunStopped, KeyboardInterrupt):
            put_back(aside, output)
            raise
    return aside


def _moved(facts: RunFacts, options: Options) -> str:
    """Why results cannot go beside rows that may have moved, and what to do; a later run keeps the older sheet."""
    source = Path(facts.file)
    kept = next((path for path in older_sheets(source) if digest_of(path) == facts.digest), None)
    again = repeated(as_given(facts, options))
    back = f"it is kept as {kept} (bulkmeet rerun {typed(kept)}{again})" if kept else "put it back as it was"
    return (
        f"{source} has changed since the run, so its rows may not be where they were; {back}, "
        f"or read the results with bulkmeet status {facts.run}{same_ledger(options)}"
    )
