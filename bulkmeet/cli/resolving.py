"""resolve: unknown meetings are settled by the word of somebody who looked."""

import sys
import time
from collections.abc import Sequence

from bulkmeet.cells.ids import parse_id
from bulkmeet.cells.text import quoted, typed
from bulkmeet.cli.records import (
    as_given,
    latest_on,
    open_ledger,
    same_ledger,
    screen_for,
    while_nothing_runs,
    write_document,
)
from bulkmeet.cli.screen import Screen
from bulkmeet.cli.settings import Options
from bulkmeet.cli.summary import repeated
from bulkmeet.cli.wording import counted
from bulkmeet.errors import Interrupted, WrongUsage
from bulkmeet.ledger.store import Ledger
from bulkmeet.model import Outcome, Status


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
    screen = screen_for(options)
    with open_ledger(options) as ledger:
        facts = ledger.facts(run)
        with while_nothing_runs(ledger):
            ledger.recover()  # what a killed run left in sending is listed as unknown, so it is settled as that
            unknown = _unknown(ledger, run, keys)
            if not keys and len(unknown) > 1 and not options.yes:
                _ask_about_all(screen, len(unknown), created=created)
            settled = sum(ledger.resolve(key, outcome) for key in unknown)
        results = tuple(ledger.results(run))
        latest = latest_on(ledger, facts, facts.output) or facts
    if settled:
        what = "counts as created" if created else "is pending again, and rerun will send it"
        screen.line(f"{counted(settled, 'meeting')}, unknown until now, {what}.")
        if latest.output:
            sheet = f"{typed(latest.output)}{repeated(as_given(latest, options))}"
            screen.line(f"To bring the results sheet up to date and send what is pending: bulkmeet rerun {sheet}")
        only = f"bulkmeet results {latest.run}{same_ledger(options)}"
        screen.line(f"To have that in the results sheet as well, and send nothing: {only}")
    elif keys:
        raise WrongUsage(f"{quoted(keys[0])} is not unknown any more, so nothing was changed.")
    else:
        screen.line(f"No meeting of the run {run} is unknown, so nothing was changed.")
    if options.json:
        write_document(facts, results, None, began)
    return 0


def _unknown(ledger: Ledger, run: str, keys: Sequence[str]) -> list[str]:
    """The unknown meetings of a run, by key; only those that were named, if any were."""
    unknown = dict.fromkeys(result.key for result in ledger.results(run) if result.status is Status.UNKNOWN)
    strange = [key for key in keys if key not in unknown]
    if strange:
        raise WrongUsage(f"{quoted(strange[0])} is no unknown meeting of this run; `bulkmeet status {run}` lists them.")
    return list(dict.fromkeys(keys) if keys else unknown)


def _ask_about_all(screen: Screen, number: int, *, created: bool) -> None:
    """A word about many meetings at once is easily given by mistake, and one of them may be created twice for it."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise WrongUsage(f"Nobody is there to be asked about {number:,} meetings; add --yes, or give the KEY of one.")
    what = "as created" if created else "to be sent again"
    if not screen.agrees(f"Mark {number:,} unknown meetings of this run {what}?"):
        raise Interrupted("Nothing was changed.")


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
