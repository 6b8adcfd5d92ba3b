"""forget: what the ledger knows of people goes, and what keeps meetings from being created twice stays."""

import sys
from collections.abc import Iterator
from datetime import date

import msgspec

from bulkmeet.cells.text import quoted
from bulkmeet.cli.ending import write_out
from bulkmeet.cli.records import open_ledger, same_ledger, screen_for, while_nothing_runs
from bulkmeet.cli.screen import Screen
from bulkmeet.cli.settings import Options
from bulkmeet.cli.wording import counted
from bulkmeet.errors import Interrupted, WrongUsage
from bulkmeet.ledger.forgetting import Forgettable, Open, forget, forgettable
from bulkmeet.ledger.store import Ledger


def forget_before(day: str, *, pending: bool, options: Options) -> int:
    """Take the personal data of what began before that day out of the ledger, once somebody agrees."""
    before = f"{_day(day)}T00:00:00Z"
    screen = screen_for(options)
    with open_ledger(options) as ledger, while_nothing_runs(ledger):
        ledger.recover()  # what a killed run left in sending is unknown, and its run is kept back
        found = forgettable(ledger, before, pending=pending)
        for line in _plan(found, ledger, before, options):
            screen.line(line)
        if not options.yes and (found.runs or found.users):
            _ask(screen)
        forget(ledger, [facts.run for facts in found.runs], before)
    if found.runs or found.users:
        screen.line("Forgotten. Spreadsheets and results sheets are yours, and were left alone.")
    if options.json:
        names = [facts.run for facts in found.runs]
        write_out(msgspec.json.encode({"forgotten": names, "users": found.users, "kept": found.kept}))
    return 0


def _plan(found: Forgettable, ledger: Ledger, before: str, options: Options) -> Iterator[str]:
    day = before.partition("T")[0]
    if found.runs or found.users:
        what = f"{counted(len(found.runs), 'run')} ({counted(found.meetings, 'meeting')}) that began before {day}"
        users = counted(found.users, "looked-up user")
        yield (
            f"This takes the titles, requests, participants, answers and file names of {what}, and {users}, "
            f"out of the ledger {ledger.path}, for good."
        )
        yield "Identities, statuses and ids stay, so that no meeting is created twice."
    else:
        yield f"The ledger {ledger.path} holds nothing to forget from before {day}."
    again = same_ledger(options)
    for each in found.kept:
        yield f"Kept back: {each.run}, {_why_kept(each, again)}"


def _why_kept(kept: Open, again: str) -> str:
    if kept.unknown:
        return f"of which {kept.unknown:,} are unknown; settle them first: bulkmeet resolve {kept.run}{again}"
    return f"of which {kept.pending:,} are pending; rerun its sheet, or forget it all the same with --pending"


def _ask(screen: Screen) -> None:
    if sys.stdin is None or not sys.stdin.isatty():
        raise WrongUsage("Nobody is there to be asked before forgetting; add --yes to forget without a question.")
    if not screen.agrees("Forget them?"):
        raise Interrupted("Nothing was changed.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise WrongUsage(f"--before takes a day like 2026-09-01, not {quoted(text)}.") from None
