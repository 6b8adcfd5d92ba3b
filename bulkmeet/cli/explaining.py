"""explain: the story of one row, from its cells to what Dialpad answered. Nothing is sent, and nothing is written."""

import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import asdict, replace

from bulkmeet.cells.addresses import position_of
from bulkmeet.cells.text import address, column_letter, quoted, typed
from bulkmeet.cli.document import ISSUE_FIELDS, encoded
from bulkmeet.cli.ending import write_out
from bulkmeet.cli.records import as_given, same_api, same_ledger, screen_for
from bulkmeet.cli.settings import Options
from bulkmeet.cli.story_report import story_lines
from bulkmeet.cli.summary import next_steps, repeated, settling
from bulkmeet.columns.fields import Field
from bulkmeet.errors import WrongUsage
from bulkmeet.examine import Examined, examine
from bulkmeet.explain import Explained
from bulkmeet.ledger.history import histories, last_run_into
from bulkmeet.ledger.records import History, RunFacts
from bulkmeet.ledger.store import Ledger
from bulkmeet.model import Request, Status
from bulkmeet.run import plan_for
from bulkmeet.settings import Settings
from bulkmeet.sheet import Sheet
from bulkmeet.snapshot import snapshot
from bulkmeet.story import Story, keys_of, tell, why_no_row
from bulkmeet.wire import stored_request

LONGEST_NUMBER = 9


def explain_row_of(file: Path, asked: str, options: Options, settings: Settings) -> int:
    """Tell the story of a row; `asked` is its number, or the address of one of its cells."""
    began = time.monotonic()
    row, cell = row_asked_for(asked)
    there = settings.ledger is not None and settings.ledger.exists()
    with snapshot(file) as copy, Ledger(settings.ledger) if there and settings.ledger else nullcontext() as ledger:
        examined = examine(file, copy, settings, time.time(), ledger.known if ledger else lambda _: {})
        reason = why_no_row(examined.sheet, row)
        if reason is not None:
            raise WrongUsage(reason)
        _refuse_beyond(examined.sheet, cell)
        plan = plan_for(examined, settings, ledger)
        found = histories(ledger, keys_of(examined, plan, row)) if ledger is not None else ()
        made_it = last_run_into(ledger, file, settings.account) if ledger is not None else None
    story = tell(examined, plan, settings, row, found)
    again = _and_those_of(made_it, options) if made_it is not None else options
    steps = list(next_for(story, examined, file, again, settings.account))
    screen = screen_for(options)
    for line, style in story_lines(story, examined.sheet, settings, cell, screen.width):
        screen.line(line, style)
    screen.line("What to do next", "bold")
    for line in steps or ["Nothing."]:
        screen.line(f"  {line}")
    if options.json:
        write_out(encoded(_document(story, examined, settings, cell, steps) | {"seconds": _since(began)}))
    return 0


def row_asked_for(text: str) -> tuple[int, str | None]:
    """The number of a row, and the address of the cell where one was given: 14, or C14.

    Raises:
        WrongUsage: for anything else.
    """
    given = text.strip()
    if given.isascii() and given.isdigit() and len(given) <= LONGEST_NUMBER and int(given):
        return int(given), None
    position = position_of(given)
    if position is None or not position[1]:
        raise WrongUsage(f"ROW takes the number of a row, like 14, or a cell, like C14, not {quoted(text)}.")
    return position[1], address(*position)


def _refuse_beyond(sheet: Sheet, cell: str | None) -> None:
    """The row may be there and the column not."""
    position = position_of(cell) if cell is not None else None
    if position is not None and position[0] >= len(sheet.headers):
        last = column_letter(len(sheet.headers) - 1)
        raise WrongUsage(f"The table has no column {column_letter(position[0])}; its columns are A to {last}.")


def _and_those_of(facts: RunFacts, options: Options) -> Options:
    """The options typed and, where one was not, that of the run that wrote the sheet."""
    usual = Options()
    typed_now = {name: value for name, value in asdict(options).items() if value != getattr(usual, name)}
    return replace(as_given(facts, options), **typed_now)


def next_for(story: Story, examined: Examined, file: Path, options: Options, account: str) -> Iterator[str]:
    """What to type to take the meeting further, in the words of the summary; `account` is what the options mean."""
    result = story.result
    elsewhere = [each.facts for one in story.histories for each in one.appearances if each.facts.account != account]
    if result.status is Status.UNKNOWN:
        yield from _settle(story, file, options)
    elif result.status in {Status.CREATED, Status.SKIPPED}:
        return
    elif elsewhere:
        api = repeated(same_api(elsewhere[-1])) or " --api live"
        yield f"An earlier run of it was with{api}; add that to this command too."
    elif examined.mapping.of(Field.RESULT_STATUS):
        yield from next_steps("", [result], file, options)
    elif result.status is Status.INVALID:
        yield f"Mend the row in {file}, save it, and then: bulkmeet check {typed(file)}{repeated(options)}"
    else:
        yield f"To create it: bulkmeet run {typed(file)}{repeated(options)}"


def _settle(story: Story, file: Path, options: Options) -> Iterator[str]:
    known = next((history for history in story.histories if history.key == story.result.key), None)
    if known is None:
        yield (
            "This ledger does not know it: settle it on the computer that sent it, or look in Dialpad, and let "
            f"bulkmeet rerun {typed(file)}{repeated(options)} take it into this ledger, which sends it to nobody."
        )
        return
    ledger = same_ledger(options)
    yield "Look in Dialpad whether it exists:"
    yield f"  if it does: {settling(known.run, known.key, 'created', ledger)}"
    yield f"  if it does not: {settling(known.run, known.key, 'resend', ledger)}"


# ---- the document ------------------------------------------------------------------------------------------


def _document(
    story: Story, examined: Examined, settings: Settings, cell: str | None, steps: list[str]
) -> dict[str, Any]:
    """What --json says. Stable: fields are added, never renamed."""
    return {
        "file": examined.sheet.path,
        "sheet": examined.sheet.name,
        "api": settings.api,
        "row": story.row,
        "cell": cell,
        "meeting": story.result,
        "cells": [_cell(column) for column in story.cells],
        "issues": [{name: getattr(issue, name) for name in ISSUE_FIELDS} for issue in story.issues],
        "request": _request(story.request, story.host) if story.request is not None else None,
        "ledger": [_history(history) for history in story.histories],
        "next": steps,
        "error": None,
    }


def _cell(column: Explained) -> dict[str, Any]:
    (example,) = column.examples
    return {
        "cell": example.cell,
        "header": column.header,
        "field": None if column.field == Field.IGNORE else column.field,
        "person": column.person,
        "how": column.how,
        "before": example.before,
        "after": example.after,
        "problem": example.problem,
    }


def _request(request: Request, host: str = "") -> dict[str, Any]:
    body = msgspec.Raw(request.body or b"null")
    return {"method": request.method, "path": request.path, "body": body, "host_to_look_up": host or None}


def _history(history: History) -> dict[str, Any]:
    known = history.known
    return {
        "key": history.key,
        "run": history.run,
        "status": known.status,
        "meeting_id": known.meeting_id,
        "meeting_url": known.meeting_url,
        "message": known.message,
        "at": known.at,
        "request": _request(stored_request(known.body)) if known.body else None,
        "runs": [
            {
                "run": each.facts.run,
                "started": each.facts.started,
                "finished": each.finished or None,
                "file": each.facts.file,
                "api": each.facts.account.partition("#")[0],
                "rows": each.rows,
                "status": each.status,
            }
            for each in history.appearances
        ],
        "attempts": history.attempts,
    }


def _since(began: float) -> float:
    return round(time.monotonic() - began, 3)
