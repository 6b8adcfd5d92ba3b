"""The story of a row, as lines for a terminal. Pure."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from bulkmeet.cells.text import QUOTED_CHARACTERS, is_blank, quoted
from bulkmeet.cells.zones import local_time
from bulkmeet.cli.explain_report import meaning, named, what, wrapped
from bulkmeet.cli.plan_report import Line, api_in_words, placed
from bulkmeet.cli.wording import row_ranges
from bulkmeet.closed import CLOSED
from bulkmeet.columns.fields import Field
from bulkmeet.explain import Example, Explained
from bulkmeet.ledger.records import Appearance, History
from bulkmeet.model import Request, Status
from bulkmeet.settings import Settings
from bulkmeet.sheet import Sheet
from bulkmeet.story import Story
from bulkmeet.wire import stored_request

LABEL = 9
STEP = " " * 2
ANOTHER = (
    "As the row and the options are now, that is another meeting: its host, title, start, end or key, or the API, was "
    "not the same then."
)
WORDS_OF_FIRST = {Status.PENDING: "to be sent", Status.INVALID: "not sent, as its rows were invalid"}
"""What a run meant to do with a meeting when it began; of the other statuses the word itself."""


def story_lines(story: Story, sheet: Sheet, settings: Settings, marked: str | None, wide: int | None) -> Iterator[Line]:
    """The story, no line of it wider than `wide` where words let it; `marked` is the address of the cell asked for."""
    where = f", sheet “{sheet.name}”" if sheet.name else ""
    yield f"{sheet.path}{where}, row {story.row}", "bold"
    yield from _meeting(story, wide)
    yield "Cells", "bold"
    for column in story.cells:
        yield from _cell(column, marked, wide)
    yield "Issues", "bold"
    for issue in story.issues:
        yield from wrapped(f"{STEP}{issue.severity:<{LABEL}}", placed(issue), wide, issue.severity)
    if not story.issues:
        yield f"{STEP}Nothing is wrong with {row_ranges(story.result.rows)}.", ""
    yield from _ledger(story, settings, wide)
    yield from _would(story, settings, wide)


def _meeting(story: Story, wide: int | None) -> Iterator[Line]:
    result = story.result
    others = [row for row in result.rows if row != story.row]
    beside = f"together with {row_ranges(others)}" if others else "alone"
    yield from wrapped(STEP, f"It is the meeting {quoted(result.title)}, {beside}.", wide, "")
    yield from wrapped(STEP, f"Status: {result.status}. {result.message}", wide, str(result.status))
    for name, value in (("id", result.meeting_id), ("link", result.meeting_url), ("key", result.key)):
        if value:
            yield f"{STEP}{name}: {value}", ""


def _cell(column: Explained, marked: str | None, wide: int | None) -> Iterator[Line]:
    """Where it stands, which column that is, and what is made of it; > points to the cell that was asked for."""
    (example,) = column.examples
    if is_blank(column.header) and not example.before and example.cell != marked:
        return
    start = f"{'>' if example.cell == marked else ' '} {example.cell:<7} "
    read = f"is {what(column)}" if column.field not in {None, Field.IGNORE} else "is not read"
    if not example.before:
        yield from wrapped(start, f"{named(column)} {read}: blank", wide, "")
    else:
        yield from wrapped(start, f"{named(column)} {read}: {quoted(example.before)}{_means(example)}", wide, "")
    if example.problem is not None:
        yield from wrapped(" " * len(start), f"! {example.problem}", wide, "warning")


def _means(example: Example) -> str:
    is_same = example.after == example.before
    return "" if is_same and len(example.before) <= QUOTED_CHARACTERS else meaning(example)


def _ledger(story: Story, settings: Settings, wide: int | None) -> Iterator[Line]:
    yield "In the ledger", "bold"
    if not story.histories:
        yield from wrapped(STEP, _why_not_there(story), wide, "")
    for history in story.histories:
        yield from _history(history, settings, wide)
        if story.result.key and history.key != story.result.key:
            yield from wrapped(STEP, ANOTHER, wide, "")


def _why_not_there(story: Story) -> str:
    if story.host:
        return f"A meeting is known there by its host's id, and that of {story.host} has not been looked up yet."
    if story.result.key and story.result.status in {*CLOSED, Status.SKIPPED}:
        return "Nothing: what this sheet says of it comes from another computer or ledger."
    return "Nothing: as it stands, this meeting was never sent from here."


def _history(history: History, settings: Settings, wide: int | None) -> Iterator[Line]:
    known = history.known
    for appearance in history.appearances:
        yield from wrapped(STEP, _run(appearance, settings), wide, "")
    for number, attempt in enumerate(history.attempts, 1):
        sent = in_both(attempt.sent, settings.timezone)
        ended = ", and no answer was written down"
        if attempt.ended:
            ended = f", ended {in_both(attempt.ended, settings.timezone)}: {attempt.answer or 'forgotten'}"
        yield from wrapped(STEP, f"Attempt {number} left {sent}{ended}", wide, "")
    if not history.attempts:
        yield f"{STEP}It was never sent.", ""
    outcome = ", ".join(text for text in (str(known.status), known.meeting_id, known.meeting_url) if text)
    yield from wrapped(STEP, f"Outcome: {outcome}. {known.message}", wide, str(known.status))
    if known.body:
        was = "was sent" if history.attempts else "waits to be sent"
        yield from _request(f"The request as it {was} ({history.key})", stored_request(known.body))


def _run(appearance: Appearance, settings: Settings) -> str:
    facts = appearance.facts
    api = msgspec.structs.replace(settings, api=facts.account.partition("#")[0])
    began = in_both(facts.started, settings.timezone)
    ended = f", ended {in_both(appearance.finished, settings.timezone)}" if appearance.finished else ", never ended"
    of = f"of {row_ranges(appearance.rows)} of {facts.file}" if facts.file else "of a file that was forgotten"
    status = WORDS_OF_FIRST.get(appearance.status, str(appearance.status))
    return f"Run {facts.run}, begun {began}{ended}, {of}, in {api_in_words(api)}: {status}"


def _would(story: Story, settings: Settings, wide: int | None) -> Iterator[Line]:
    if story.request is None:
        return
    if any(history.known.body == story.request.body for history in story.histories):
        yield f"{STEP}The same would be sent to {api_in_words(settings)}.", ""
        return
    yield from _request(f"What would be sent to {api_in_words(settings)}", story.request)
    if story.host:
        note = f"user_id will be the id of {story.host}, which a run looks up before."
        yield from wrapped(STEP, note, wide, "")


def _request(heading: str, request: Request) -> Iterator[Line]:
    yield heading, "bold"
    yield f"{STEP}{request.method} {request.path}, where ids are whole numbers", ""
    for line in msgspec.json.format(request.body or b"{}", indent=2).decode().splitlines():
        yield f"{STEP}{line}", ""


def in_both(moment: str, zone: str) -> str:
    """A time of the ledger, ISO 8601 in UTC, in UTC and in a zone: 2026-09-01 10:15:00 UTC (12:15:00 Europe/Berlin)."""
    utc = datetime.fromisoformat(moment)
    shown = f"{utc:%Y-%m-%d %H:%M:%S} UTC"
    local = local_time(int(utc.timestamp()), zone)
    if not local.utcoffset():
        return shown
    return f"{shown} ({local:{'%H:%M:%S' if local.date() == utc.date() else '%Y-%m-%d %H:%M:%S'}} {zone})"
