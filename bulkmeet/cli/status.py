"""status: the runs in the ledger, what is open in one, and what to type next."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from bulkmeet.cells.text import quoted
from bulkmeet.cli.ending import write_out
from bulkmeet.cli.records import forgotten, latest_on, open_ledger, same_ledger, screen_for, steps_from
from bulkmeet.cli.screen import Screen
from bulkmeet.cli.settings import Options
from bulkmeet.cli.wording import OPEN, row_ranges
from bulkmeet.ledger.records import RunFacts
from bulkmeet.model import Result
from bulkmeet.rehearsal import is_rehearsal, rehearsed


def show_status(run: str | None, options: Options) -> int:
    """The runs in the ledger, the newest first, or one run and its open meetings."""
    screen = screen_for(options)
    with open_ledger(options) as ledger:
        runs = ledger.runs() if run is None else [(ledger.facts(run), ledger.counts(run))]
        found = [rehearsed(result, runs[0][0].account) for result in ledger.results(run)] if run is not None else []
        later = latest_on(ledger, runs[0][0], runs[0][0].file, runs[0][0].output) if run is not None else None
    if options.json:
        content: list[dict[str, Any]] = [{**msgspec.structs.asdict(facts), "counts": counts} for facts, counts in runs]
        write_out(msgspec.json.encode({"runs": content, "results": found}))
        return 0
    for facts, counts in runs:
        said = ", ".join(f"{count:,} {status}" for status, count in counts.items() if count) or "nothing in it"
        where = (
            " (a rehearsal in the simulator: nothing of it exists in Dialpad)" if is_rehearsal(facts.account) else ""
        )
        screen.line(f"{facts.run}  {_file_of(facts)}: {said}{where}")
    if later is not None:
        same = same_ledger(options)
        screen.line(
            f"  The run {later.run} took over from this one since; see it with: bulkmeet status {later.run}{same}"
        )
    if run is not None:
        _show_run(screen, runs[0][0], found, options)
    if not runs:
        screen.line("The ledger has no runs yet.")
    return 0


def _file_of(facts: RunFacts) -> str:
    return facts.file or f"(forgotten on {facts.forgotten.partition('T')[0]})"


def _show_run(screen: Screen, facts: RunFacts, found: Sequence[Result], options: Options) -> None:
    """The open meetings of one run, and what to type next."""
    if facts.forgotten:
        screen.line(f"  {forgotten(facts)} A results sheet that was kept has them still.")
        return
    for result in found:
        if result.status in OPEN:
            key = f", KEY {result.key}" if result.key else ""
            what = f"{row_ranges(result.rows)}, {quoted(result.title)}{key}"
            screen.line(f"  {result.status:<8} {what}: {result.message}", result.status)
    output = Path(facts.output)
    if not output.exists():
        screen.line(f"To write its results sheet: bulkmeet results {facts.run}{same_ledger(options)}")
    for line in steps_from(facts, found, options):
        screen.line(line)
