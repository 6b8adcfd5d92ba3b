"""A file to what can be said of it without asking anybody: its meetings, its issues, a result for every row."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.answered import with_answers
from bulkmeet.cells.emails import is_one_address
from bulkmeet.cells.flags import ALL_DIGITS_ALIKE, any_mentions_cancelling, mentions_cancelling
from bulkmeet.cells.remarks import any_remark_says_off, remark_says_off
from bulkmeet.cells.text import is_blank, quoted, text_of
from bulkmeet.changed import changed_since
from bulkmeet.closed import added_later, closed_or_open, closed_results, copied_results, parted
from bulkmeet.columns import fields
from bulkmeet.columns.answers import reason_of_answers
from bulkmeet.columns.headless import headers_missing
from bulkmeet.columns.looks import has_address, mentions_day
from bulkmeet.columns.mapping import AN_END, columns_of_grid, looks_like_log, map_columns, missing_fields
from bulkmeet.columns.offers import advice_for, lacking
from bulkmeet.columns.timeoffers import hours_of, offering, with_hours_asked_for
from bulkmeet.columns.unreadtimes import HOURS_NOT_USED, lacks_hours, unread_times
from bulkmeet.columns.whose import asking_whose
from bulkmeet.errors import UnreadableFile
from bulkmeet.grouping import group_rows
from bulkmeet.ledger.records import Known
from bulkmeet.loader.load import letters_told, load
from bulkmeet.loader.straydays import about_stray_days
from bulkmeet.model import Cell, Draft, Group, Issue, Meeting, Result, Status
from bulkmeet.parser.rows import Parsing, parse_rows
from bulkmeet.results.rows import by_row, sentence_for
from bulkmeet.settings import Settings
from bulkmeet.sheet import Grid, Sheet
from bulkmeet.validator import Checked, check_groups
from bulkmeet.validator.byphone import about_phones
from bulkmeet.validator.conflicts import find_conflicts
from bulkmeet.validator.hosting import about_one_for_all, about_unused
from bulkmeet.validator.joined import find_joined
from bulkmeet.validator.midnights import find_midnights
from bulkmeet.validator.nights import find_nights
from bulkmeet.validator.nobody import guests_of, without_guests
from bulkmeet.validator.references import find_references

Lookup: TypeAlias = Callable[[Iterable[str]], Mapping[str, Known]]

EXAMPLES = 1000
EARLY_ROWS = 30
LACKING_HOURS = frozenset({"start_without_time", "end_without_time"})
NOT_SENT_YET = "Not sent yet."


class Part(Struct, frozen=True):
    """One group: what is known of it so far, and its meeting where that is still to be sent.

    Of a meeting that an earlier run settled there are the `drafts` of its rows.
    """

    result: Result
    meeting: Meeting | None = None
    drafts: tuple[Draft, ...] = ()


class Examined(Struct, frozen=True):
    """A file as bulkmeet understands it; `parts` are in the sheet's order and hold every row exactly once.

    `zone` is the one in which times without one of their own were read, where a row has some that is not settled.
    """

    sheet: Sheet
    mapping: fields.Mapping
    parts: tuple[Part, ...]
    issues: tuple[Issue, ...]
    zone: str = ""

    def in_outline(self) -> "Examined":
        """What is still of use when everything else is in the ledger: no parts, and of the rows only their numbers."""
        rows = Grid(self.sheet.rows.numbers, ())
        return Examined(replace(self.sheet, rows=rows, struck={}, filled={}), self.mapping, (), self.issues, self.zone)


def examine(file: Path, snapshot: Path, settings: Settings, now: float, lookup: Lookup) -> Examined:
    """Read a file and examine its sheet; `snapshot` is a copy of `file` that nobody changes meanwhile.

    Raises:
        UnreadableFile: when the file cannot be read as meetings.
        WrongUsage: when --sheet or --map does not fit it.
    """
    sheet = replace(load(snapshot, sheet=settings.sheet, date_order=settings.date_order), path=str(file))
    with letters_told(sheet.issues):
        return examine_sheet(sheet, settings, now, lookup)


def examine_sheet(sheet: Sheet, settings: Settings, now: float, lookup: Lookup) -> Examined:
    """Map, parse, group and validate a sheet.

    `now` is UTC seconds since the epoch, and `lookup` says what the ledger knows of keys in a results sheet.

    Raises:
        UnreadableFile: when the sheet is no list of meetings.
        WrongUsage: when --map does not fit it.
    """
    mapping = _mapping(sheet, settings)
    parsing = parse_rows(sheet, mapping, settings)
    assumed = settings.timezone_assumed and not parsing.zone_told
    settings = replace(settings, timezone=parsing.zone, timezone_assumed=assumed)
    closed, to_check, known, about_cells = _grouped(sheet, mapping, parsing, lookup)
    closed_rows = frozenset(row for group in closed for row in group.rows)
    issues = [issue for issue in (*sheet.issues, *mapping.issues, *about_cells) if _matters(issue, closed_rows)]
    wrong = frozenset(issue.row for issue in issues if issue.row is not None and _is_error(issue))
    zone = parsing.zone if any(facts.zone_assumed for group in to_check for facts in group.facts) else ""
    guests = guests_of((*closed, *to_check), mapping, sheet.is_filled)
    about_host = (*about_unused(mapping, to_check), *about_one_for_all(mapping, to_check)) if settings.host else ()
    about_guests = about_phones(to_check, sheet, mapping)
    checked, found = check_groups(to_check, wrong, mapping, settings, now)
    checked, about_slots = without_guests(checked, guests, mapping)
    issues = [issue for issue in (*issues, *found) if issue.row not in guests.bare or not _is_error(issue)]
    issues += (
        *about_host,
        *about_guests,
        *about_slots,
        *added_later(closed),
        *copied_results(closed),
        *changed_since(closed, known, mapping, settings),
    )
    # An error that belongs to no meeting, such as a column that could be two things, concerns all of them.
    for_all = [issue for issue in issues if _is_error(issue) and not _is_of_a_row(issue, sheet)]
    if not for_all:
        meetings = [part.meeting for part in checked if part.meeting is not None]
        starting = [one for part in checked if (one := part.meeting or part.beginning) is not None]
        issues += (
            *find_conflicts(meetings, mapping),
            *find_joined(meetings, sheet, mapping),
            *find_references(meetings, sheet, mapping),
            *find_nights(starting, mapping),
            *find_midnights(starting, mapping),
        )
    issues.sort(key=_place)
    rows = by_row(issues)
    parts = [Part(result, drafts=drafts) for group in closed for result, drafts in closed_results(group)]
    parts += (_open_part(replace(part, meeting=None) if for_all else part, for_all, rows) for part in checked)
    parts.sort(key=lambda part: part.result.rows)
    return Examined(sheet, mapping, tuple(parts), tuple(issues), zone)


def _grouped(
    sheet: Sheet, mapping: fields.Mapping, parsing: Parsing, lookup: Lookup
) -> tuple[list[Group], list[Group], Mapping[str, Known], tuple[Issue, ...]]:
    """The closed groups and the open ones, what the ledger knows of them, and what is wrong with cells."""
    settled = [facts.settled for facts in parsing.facts if facts.settled is not None]
    known = lookup(one.key for one in settled if one.key)
    drafts, about_answers = with_answers(sheet, mapping, closed_or_open(parsing.drafts, parsing.facts, known))
    closed, to_check = parted(group_rows(drafts))
    asked = any(issue.code == HOURS_NOT_USED for issue in mapping.issues)
    about_cells = tuple(issue for issue in parsing.issues if not asked or issue.code not in LACKING_HOURS)
    return closed, to_check, known, (*about_cells, *about_answers)


def _is_of_a_row(issue: Issue, sheet: Sheet) -> bool:
    """Whether an issue is told of a row of the table, and so of one meeting."""
    numbers = sheet.rows.numbers
    place = bisect_left(numbers, issue.row) if issue.row is not None else len(numbers)
    return place < len(numbers) and numbers[place] == issue.row


def _is_error(issue: Issue) -> bool:
    return issue.severity == "error"


def _matters(issue: Issue, closed_rows: frozenset[int]) -> bool:
    """Nothing is wrong with a closed row any more; but a note about many rows has only their first one's number.

    Such a note is about no cell, or about no value of one.
    """
    return issue.row not in closed_rows or (None in {issue.cell, issue.value} and not _is_error(issue))


def _place(issue: Issue) -> tuple[int, int, str]:
    cell = issue.cell or ""
    return (issue.row or 0, len(cell), cell)


# ---- the columns -------------------------------------------------------------------------------------------


def _mapping(sheet: Sheet, settings: Settings) -> fields.Mapping:
    """How the columns are read; a sheet that cannot be a list of meetings is refused with the reason."""
    examples = [_examples(column.cells) for column in sheet.rows.columns]
    mapping = map_columns(sheet.headers, examples, settings.column_map, has_host=settings.host is not None)
    reason = next((reason for texts in _like_headers(sheet) if (reason := looks_like_log(texts)) is not None), None)
    if reason is not None:
        raise UnreadableFile(f"{quoted(Path(sheet.path).name)} holds no meetings to create: {reason}.")
    missing, name = missing_fields(mapping, default_duration=settings.duration is not None), Path(sheet.path).name
    if missing and (what := columns_of_grid(sheet.headers, examples)):
        raise UnreadableFile(
            f"{quoted(name)} has a column for each {what}; make it a list with a row for each meeting, "
            "and columns for its title, date, start time and end time."
        )
    starts = [column for column in mapping.columns if {column.field, column.until} & fields.DATED_STARTS]
    if (missing and not starts) or any(mentions_day(column.header) for column in starts):
        _refuse_without_headers(sheet, examples)
    offers = unread_times(mapping.columns, examples)
    if missing and not starts:
        others = advice_for(missing, mapping, examples, offers)
        dated = {offer.column.index for offer in offers if offer.field in fields.DATED_STARTS}
        days = about_stray_days(sheet, settings.date_order, dated)
        whose = asking_whose(mapping, examples) if offers else ""
        lacks = lacking(name, missing, others, offers)
        told = (reason_of_answers(mapping.columns), lacks, days, offering(offers), whose)
        raise UnreadableFile(" ".join(filter(None, told)))
    row = sheet.header_row
    placed = [
        replace(issue, cell=f"{issue.cell}{row}") if issue.cell and issue.cell.isalpha() else issue
        for issue in mapping.issues
    ]
    # With a start it is a list of meetings, and then what else is wrong with it is told in the same breath.
    mapping = fields.Mapping(mapping.columns, tuple(placed))
    asked = hours_of(offers) if lacks_hours(mapping.columns, examples) else []
    if asked:
        mapping = with_hours_asked_for(mapping, asked, row)
    if any(offer.gives_end for offer in asked):
        missing = tuple(part for part in missing if part != AN_END)
    if not missing:
        return mapping
    message = lacking(name, missing, advice_for(missing, mapping, examples, asked))
    return fields.Mapping(mapping.columns, (Issue("column_missing", message), *mapping.issues))


def _refuse_without_headers(sheet: Sheet, examples: Sequence[Sequence[Cell]]) -> None:
    """Even where somebody said what each column is: the first meeting would be taken for headers, and never created."""
    if reason := headers_missing(sheet.header_row, sheet.headers, examples):
        raise UnreadableFile(reason)


def _like_headers(sheet: Sheet) -> Iterator[Sequence[str]]:
    """The headers, the first rows, and rows the reader left out: a log of attendance can be the second table."""
    yield sheet.headers
    yield from ([text_of(cell) for cell in row.cells] for row in islice(sheet.rows, EARLY_ROWS))
    yield from (issue.value.split(" | ") for issue in sheet.issues if issue.value)


def _examples(cells: Iterable[Cell]) -> list[Cell]:
    """The first different values of a column, and of those behind them what must not be passed over.

    That is whatever says that something is cancelled or put off, and one email address.
    """
    filled = (cell for cell in cells if not is_blank(cell))
    first, others = list(islice(filled, EXAMPLES)), [cell for cell in filled if isinstance(cell, str)]
    words = (text for text in others if not is_one_address(text))
    alike = {text.translate(ALL_DIGITS_ALIKE) for text in words}  # mostly they differ in their numbers alone
    cancelling = filter(mentions_cancelling, others) if any_mentions_cancelling(alike) else iter(())
    off = filter(remark_says_off, others) if any_remark_says_off(alike) else iter(())
    special = dict.fromkeys([*islice(cancelling, EXAMPLES), *islice(off, EXAMPLES)])
    return [*first, *special, *islice((text for text in others if "@" in text and has_address(text)), 1)]


# ---- what is still to be sent ------------------------------------------------------------------------------


def _open_part(part: Checked, for_all: Sequence[Issue], rows: Mapping[int, Sequence[Issue]]) -> Part:
    if part.meeting is not None:
        return Part(Result(part.rows, Status.PENDING, part.title, NOT_SENT_YET), part.meeting)
    issues = [issue for row in part.rows for issue in rows.get(row, ())]
    return Part(Result(part.rows, Status.INVALID, part.title, sentence_for([*for_all, *issues])))
