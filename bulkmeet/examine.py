"""A file to what can be said of it without asking anybody: its meetings, its issues, a result for every row."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.cells.flags import any_mentions_cancelling, mentions_cancelling
from bulkmeet.cells.text import is_blank, quoted, text_of
from bulkmeet.changed import changed_since
from bulkmeet.columns import fields
from bulkmeet.columns.looks import has_address
from bulkmeet.columns.mapping import is_grid, looks_like_log, map_columns, missing_fields
from bulkmeet.errors import UnreadableFile
from bulkmeet.grouping import group_rows
from bulkmeet.ledger.records import Known
from bulkmeet.loader.load import load
from bulkmeet.model import Cell, Draft, Group, Issue, Meeting, Result, Settled, Status
from bulkmeet.parser.rows import parse_rows
from bulkmeet.results.rows import by_row, sentence_for
from bulkmeet.settings import Settings
from bulkmeet.sheet import Sheet
from bulkmeet.validator import Checked, check_groups, title_of
from bulkmeet.validator.conflicts import find_conflicts

Lookup: TypeAlias = Callable[[Iterable[str]], Mapping[str, Known]]

EXAMPLES = 1000
EARLY_ROWS = 30
STARTS = frozenset({fields.Field.START, fields.Field.START_DATE})
CLOSED = frozenset({Status.CREATED, Status.UNKNOWN})
NOT_SENT_YET = "Not sent yet."


class Part(Struct, frozen=True):
    """One group: what is known of it so far, and its meeting where that is still to be sent.

    Of a meeting that an earlier run settled there are the `drafts` of its rows.
    """

    result: Result
    meeting: Meeting | None = None
    drafts: tuple[Draft, ...] = ()


class Examined(Struct, frozen=True):
    """A file as bulkmeet understands it; `parts` are in the sheet's order and hold every row exactly once."""

    sheet: Sheet
    mapping: fields.Mapping
    parts: tuple[Part, ...]
    issues: tuple[Issue, ...]


def examine(file: Path, snapshot: Path, settings: Settings, now: float, lookup: Lookup) -> Examined:
    """Read a file and examine its sheet; `snapshot` is a copy of `file` that nobody changes meanwhile.

    Raises:
        UnreadableFile: when the file cannot be read as meetings.
        WrongUsage: when --sheet or --map does not fit it.
    """
    sheet = replace(load(snapshot, sheet=settings.sheet), path=str(file))
    return examine_sheet(sheet, settings, now, lookup)


def examine_sheet(sheet: Sheet, settings: Settings, now: float, lookup: Lookup) -> Examined:
    """Map, parse, group and validate a sheet.

    `now` is UTC seconds since the epoch, and `lookup` says what the ledger knows of keys in a results sheet.

    Raises:
        UnreadableFile: when the sheet is no list of meetings.
        WrongUsage: when --map does not fit it.
    """
    mapping = _mapping(sheet, settings)
    closed, to_check, known, about_cells = _grouped(sheet, mapping, settings, lookup)
    closed_rows = frozenset(row for group in closed for row in group.rows)
    issues = [issue for issue in (*sheet.issues, *mapping.issues, *about_cells) if _matters(issue, closed_rows)]
    wrong = frozenset(issue.row for issue in issues if issue.row is not None and _is_error(issue))
    checked, found = check_groups(to_check, wrong, mapping, settings, now)
    issues += (
        *found,
        *_added_later(closed),
        *_copied_results(closed),
        *changed_since(closed, known, mapping, settings),
    )
    # An error that belongs to no meeting, such as a column that could be two things, concerns all of them.
    for_all = [issue for issue in issues if _is_error(issue) and not _is_of_a_row(issue, sheet)]
    if not for_all:
        issues += find_conflicts([part.meeting for part in checked if part.meeting is not None])
    issues.sort(key=_place)
    rows = by_row(issues)
    parts = [part for group in closed for part in _closed_parts(group)]
    parts += (_open_part(replace(part, meeting=None) if for_all else part, for_all, rows) for part in checked)
    return Examined(sheet, mapping, tuple(sorted(parts, key=lambda part: part.result.rows)), tuple(issues))


def _grouped(
    sheet: Sheet, mapping: fields.Mapping, settings: Settings, lookup: Lookup
) -> tuple[list[Group], list[Group], Mapping[str, Known], tuple[Issue, ...]]:
    """The closed groups and the open ones, what the ledger knows of them, and what is wrong with cells."""
    parsing = parse_rows(sheet, mapping, settings)
    known = lookup(draft.settled.key for draft in parsing.drafts if draft.settled is not None and draft.settled.key)
    closed, to_check = _parted(group_rows(_closed_or_open(parsing.drafts, known)))
    return closed, to_check, known, parsing.issues


def _is_of_a_row(issue: Issue, sheet: Sheet) -> bool:
    """Whether an issue is told of a row of the table, and so of one meeting."""
    numbers = sheet.rows.numbers
    place = bisect_left(numbers, issue.row) if issue.row is not None else len(numbers)
    return place < len(numbers) and numbers[place] == issue.row


def _is_error(issue: Issue) -> bool:
    return issue.severity == "error"


def _matters(issue: Issue, closed_rows: frozenset[int]) -> bool:
    """Nothing is wrong with a closed row any more; but a note about many rows has only their first one's number."""
    return issue.row not in closed_rows or (issue.cell is None and not _is_error(issue))


def _place(issue: Issue) -> tuple[int, int, str]:
    cell = issue.cell or ""
    return (issue.row or 0, len(cell), cell)


# ---- the columns -------------------------------------------------------------------------------------------


def _mapping(sheet: Sheet, settings: Settings) -> fields.Mapping:
    """How the columns are read; a sheet that cannot be a list of meetings is refused with the reason."""
    examples = [_examples(column.cells) for column in sheet.rows.columns]
    mapping = map_columns(sheet.headers, examples, settings.column_map)
    reason = next((reason for texts in _like_headers(sheet) if (reason := looks_like_log(texts)) is not None), None)
    if reason is not None:
        raise UnreadableFile(f"{quoted(Path(sheet.path).name)} holds no meetings to create: {reason}.")
    missing = missing_fields(mapping, default_duration=settings.duration is not None)
    if missing and is_grid(sheet.headers):
        raise UnreadableFile(
            f"{quoted(Path(sheet.path).name)} has a column for each day; make it a list with a row for each meeting, "
            "and columns for its title, date, start time and end time."
        )
    if missing and not any({column.field, column.until} & STARTS for column in mapping.columns):
        raise UnreadableFile(_lacking(sheet, missing))
    row = sheet.header_row
    placed = [
        replace(issue, cell=f"{issue.cell}{row}") if issue.cell and issue.cell.isalpha() else issue
        for issue in mapping.issues
    ]
    # With a start it is a list of meetings, and then what else is wrong with it is told in the same breath.
    about_missing = [Issue("column_missing", _lacking(sheet, missing))] if missing else []
    return fields.Mapping(mapping.columns, (*about_missing, *placed))


def _like_headers(sheet: Sheet) -> Iterator[Sequence[str]]:
    """The headers, the first rows, and rows the reader left out: a log of attendance can be the second table."""
    yield sheet.headers
    yield from ([text_of(cell) for cell in row.cells] for row in islice(sheet.rows, EARLY_ROWS))
    yield from (issue.value.split(" | ") for issue in sheet.issues if issue.value)


def _examples(cells: Iterable[Cell]) -> list[Cell]:
    """The first different values of a column, and of those behind them what must not be passed over.

    That is whatever says that something is cancelled, and one email address.
    """
    filled = (cell for cell in cells if not is_blank(cell))
    first, others = list(islice(filled, EXAMPLES)), [cell for cell in filled if isinstance(cell, str)]
    cancelling = filter(mentions_cancelling, others) if any_mentions_cancelling(others) else iter(())
    return [*first, *islice(cancelling, EXAMPLES), *islice(filter(has_address, others), 1)]


def _lacking(sheet: Sheet, missing: tuple[str, ...]) -> str:
    return (
        f"No column of {quoted(Path(sheet.path).name)} holds {', none '.join(missing)}; add what is missing, "
        'or say which column it is when you run bulkmeet, with --map "Their header=field".'
    )


# ---- what is still to be sent ------------------------------------------------------------------------------


def _open_part(part: Checked, for_all: Sequence[Issue], rows: Mapping[int, Sequence[Issue]]) -> Part:
    if part.meeting is not None:
        return Part(Result(part.rows, Status.PENDING, part.title, NOT_SENT_YET), part.meeting)
    issues = [issue for row in part.rows for issue in rows.get(row, ())]
    return Part(Result(part.rows, Status.INVALID, part.title, sentence_for([*for_all, *issues])))


# ---- what is not: left out on purpose, or settled by an earlier run ----------------------------------------


def _closed_or_open(drafts: Sequence[Draft], known: Mapping[str, Known]) -> list[Draft]:
    """The drafts, with `settled` only where the row must not be sent again."""
    return [
        draft if draft.settled is None else replace(draft, settled=_closing(draft.settled, known)) for draft in drafts
    ]


def _closing(settled: Settled, known: Mapping[str, Known]) -> Settled | None:
    """Why a row must not be sent again: by its results sheet, or by what the ledger has learnt since."""
    # What a person left out, such as a cancelled row, has no key.
    is_done = settled.status is Status.CREATED or (
        settled.status is Status.SKIPPED and bool(settled.meeting_id or settled.key)
    )
    ledger = known.get(settled.key)
    if ledger is None:
        return settled if is_done or settled.status is Status.UNKNOWN else None
    if ledger.status is Status.CREATED and is_done:
        # The ledger's first: a spreadsheet may have made 8.4E+15 of the id. It has none of what a person settled.
        meeting_id, meeting_url = ledger.meeting_id or settled.meeting_id, ledger.meeting_url or settled.meeting_url
        return replace(settled, meeting_id=meeting_id, meeting_url=meeting_url)
    if is_done:
        return settled
    if ledger.status in CLOSED:
        return Settled(ledger.status, ledger.meeting_id, ledger.meeting_url, ledger.message, ledger.at, settled.key)
    return None


def _parted(groups: Iterable[Group]) -> tuple[list[Group], list[Group]]:
    """The groups that are closed, and those that are still to be sent."""
    parted: tuple[list[Group], list[Group]] = ([], [])
    for group in groups:
        is_closed = group.drafts[0].skip or any(draft.settled is not None for draft in group.drafts)
        parted[0 if is_closed else 1].append(group)
    return parted


def _closed_parts(group: Group) -> Iterator[Part]:
    """The results of earlier runs for their rows, and one for every row that is left out."""
    done: dict[tuple[Status, str, str], list[int]] = {}
    for draft in group.drafts:
        settled = draft.settled
        if settled is not None:
            done.setdefault((settled.status, settled.meeting_id, settled.key), []).append(draft.row)
    for draft in group.drafts:
        settled = draft.settled
        if settled is None:
            yield Part(_left_out(draft, group))
        elif (rows := done.pop((settled.status, settled.meeting_id, settled.key), None)) is not None:
            yield Part(
                Result(
                    rows=tuple(rows),
                    status=settled.status,
                    title=title_of(group),
                    message=settled.message,
                    key=settled.key,
                    meeting_id=settled.meeting_id,
                    meeting_url=settled.meeting_url,
                    at=settled.at,
                ),
                drafts=tuple(one for one in group.drafts if one.row in rows),
            )


def _left_out(draft: Draft, group: Group) -> Result:
    """A cancelled row, or one that was added to a meeting after that was sent."""
    settled = next((other.settled for other in group.drafts if other.settled is not None), None)
    if settled is None:
        return Result((draft.row,), Status.SKIPPED, draft.title or "", draft.skip)
    result = Result((draft.row,), Status.SKIPPED, title_of(group), _added_message(group))
    if settled.status is Status.UNKNOWN:
        return result  # without a key, so that it is looked at again once the meeting is resolved
    return replace(result, key=settled.key, meeting_id=settled.meeting_id, meeting_url=settled.meeting_url)


def _added_later(closed: Iterable[Group]) -> Iterator[Issue]:
    for group in closed:
        for draft in group.drafts:
            if draft.settled is None and not draft.skip:
                yield Issue("row_added_later", _added_message(group), "warning", row=draft.row)


def _added_message(group: Group) -> str:
    first = next(draft for draft in group.drafts if draft.settled is not None)
    was = "sent" if first.settled is not None and first.settled.status is Status.UNKNOWN else "created"
    return (
        f"This row was added after its meeting, that of row {first.row}, was {was}, so it was not sent; "
        "invite the person in Dialpad."
    )


def _copied_results(closed: Iterable[Group]) -> Iterator[Issue]:
    """A row that was copied together with its result would never be sent, and nobody would notice."""
    first: dict[str, Draft] = {}
    for draft in (draft for group in closed for draft in group.drafts):
        if draft.settled is None or not draft.settled.key or draft.skip or None in _what_and_when(draft):
            continue
        original = first.setdefault(draft.settled.key, draft)
        if _what_and_when(draft) != _what_and_when(original):
            message = (
                f"This row has the result of row {original.row}, so it was not sent; "
                "if it is a meeting of its own, clear its bulkmeet columns."
            )
            yield Issue("result_copied", message, "warning", row=draft.row)


def _what_and_when(draft: Draft) -> tuple[str | None, int | None]:
    return draft.title, draft.start
