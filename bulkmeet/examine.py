"""A file to what can be said of it without asking anybody: its meetings, its issues, a result for every row."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

import msgspec
from msgspec import Struct

from bulkmeet.cells.text import is_blank, quoted, text_of
from bulkmeet.columns import fields
from bulkmeet.columns.mapping import looks_like_log, map_columns, missing_fields
from bulkmeet.errors import UnreadableFile
from bulkmeet.grouping import group_rows
from bulkmeet.ledger.records import Known
from bulkmeet.loader.load import load
from bulkmeet.model import Cell, Draft, Group, Issue, Meeting, Result, Settled, Sheet, Status
from bulkmeet.parser.rows import parse_rows
from bulkmeet.results.rows import by_row, sentence_for
from bulkmeet.settings import Settings
from bulkmeet.validator import check_groups
from bulkmeet.validator.conflicts import find_conflicts

Lookup: TypeAlias = Callable[[Iterable[str]], Mapping[str, Known]]

EXAMPLES = 50
EARLY_ROWS = 30
CLOSED = frozenset({Status.CREATED, Status.UNKNOWN})
NOT_SENT_YET = "Not sent yet."


class Part(Struct, frozen=True):
    """One group: what is known of it so far, and its meeting where that is still to be sent."""

    result: Result
    meeting: Meeting | None = None


class Examined(Struct, frozen=True):
    """A file as bulkmeet understands it; `parts` are in the sheet's order and hold every row exactly once."""

    sheet: Sheet
    mapping: fields.Mapping
    parts: tuple[Part, ...]
    issues: tuple[Issue, ...]


def examine(file: Path, snapshot: Path, settings: Settings, now: float, lookup: Lookup) -> Examined:
    """Read, map, parse, group and validate; `snapshot` is a copy of `file` that nobody changes meanwhile.

    `now` is UTC seconds since the epoch, and `lookup` says what the ledger knows of keys in a results sheet.

    Raises:
        UnreadableFile: when the file cannot be read as meetings.
        WrongUsage: when --sheet or --map does not fit it.
    """
    sheet = msgspec.structs.replace(load(snapshot, sheet=settings.sheet), path=str(file))
    mapping = _mapping(sheet, settings)
    parsing = parse_rows(sheet, mapping, settings)
    groups = group_rows(parsing.drafts)
    known = lookup(draft.settled.key for draft in parsing.drafts if draft.settled and draft.settled.key)
    settled = {group.rows: result for group in groups if (result := _settled(group, known)) is not None}
    closed = {row for rows in settled for row in rows}
    issues = [issue for issue in (*sheet.issues, *mapping.issues, *parsing.issues) if issue.row not in closed]
    wrong = frozenset(issue.row for issue in issues if issue.row is not None and issue.severity == "error")
    checked, more = check_groups(
        (group for group in groups if group.rows not in settled), wrong, mapping, settings, now
    )
    issues += more
    issues += find_conflicts([part.meeting for part in checked if part.meeting is not None])
    rows = by_row(issues)
    in_groups = {row for group in groups for row in group.rows}
    # An error that belongs to no meeting, such as a column that could be two things, concerns all of them.
    for_all = [issue for issue in issues if issue.row not in in_groups and issue.severity == "error"]
    open_parts = {
        part.group.rows: _open_part(part.group, None if for_all else part.meeting, for_all, rows) for part in checked
    }
    parts = tuple(Part(settled[group.rows]) if group.rows in settled else open_parts[group.rows] for group in groups)
    return Examined(sheet, mapping, parts, tuple(sorted(issues, key=_place)))


def _mapping(sheet: Sheet, settings: Settings) -> fields.Mapping:
    """How the columns are read; a sheet that cannot be a list of meetings is refused with the reason."""
    examples = [_examples(sheet, index) for index in range(len(sheet.headers))]
    mapping = map_columns(sheet.headers, examples, settings.column_map)
    early = (sheet.headers, *([text_of(cell) for cell in row.cells] for row in sheet.rows[:EARLY_ROWS]))
    reason = next((reason for texts in early if (reason := looks_like_log(texts)) is not None), None)
    if reason is not None:
        raise UnreadableFile(f"{quoted(Path(sheet.path).name)} holds no meetings to create: {reason}.")
    missing = missing_fields(mapping, default_duration=settings.duration is not None)
    if missing:
        raise UnreadableFile(
            f"No column of {quoted(Path(sheet.path).name)} holds {_listed(missing)}; add such a column, "
            'or say which one it is with --map "Their header=field".'
        )
    row = sheet.header_row
    placed = [
        msgspec.structs.replace(issue, cell=f"{issue.cell}{row}") if issue.cell and issue.cell.isalpha() else issue
        for issue in mapping.issues
    ]
    return fields.Mapping(mapping.columns, tuple(placed))


def _examples(sheet: Sheet, index: int) -> list[Cell]:
    found: list[Cell] = []
    for row in sheet.rows:
        if not is_blank(row.cells[index]):
            found.append(row.cells[index])
            if len(found) == EXAMPLES:
                break
    return found


def _settled(group: Group, known: Mapping[str, Known]) -> Result | None:
    """What is already settled of a group: left out on purpose, or closed by an earlier run."""
    first = group.drafts[0]
    if first.skip:
        return Result(group.rows, Status.SKIPPED, first.title or "", first.skip)
    closing = next((settled for draft in group.drafts if (settled := _closing(draft, known)) is not None), None)
    if closing is None:
        return None
    return Result(
        rows=group.rows,
        status=closing.status,
        title=next((draft.title for draft in group.drafts if draft.title), ""),
        message=closing.message,
        key=closing.key,
        meeting_id=closing.meeting_id,
        meeting_url=closing.meeting_url,
        at=closing.at,
    )


def _closing(draft: Draft, known: Mapping[str, Known]) -> Settled | None:
    """Why the row must not be sent again: by its results sheet, or by what the ledger has learnt since."""
    settled = draft.settled
    if settled is None:
        return None
    ledger = known.get(settled.key)
    if ledger is not None and ledger.status in CLOSED:
        status = settled.status if settled.status is Status.SKIPPED else ledger.status
        return Settled(status, ledger.meeting_id, ledger.meeting_url, ledger.message, ledger.at, settled.key)
    if ledger is not None and settled.status is Status.UNKNOWN:
        return None
    if settled.status in CLOSED or (settled.status is Status.SKIPPED and settled.meeting_id):
        return settled
    return None


def _open_part(group: Group, meeting: Meeting | None, for_all: list[Issue], rows: Mapping[int, list[Issue]]) -> Part:
    title = next((draft.title for draft in group.drafts if draft.title), "")
    if meeting is not None:
        return Part(Result(group.rows, Status.PENDING, title, NOT_SENT_YET), meeting)
    issues = [issue for row in group.rows for issue in rows.get(row, [])]
    return Part(Result(group.rows, Status.INVALID, title, sentence_for([*for_all, *issues])))


def _place(issue: Issue) -> tuple[int, int, str]:
    cell = issue.cell or ""
    return (issue.row or 0, len(cell), cell)


def _listed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
