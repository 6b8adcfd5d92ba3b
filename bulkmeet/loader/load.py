"""A file to a sheet, whatever the file claims to be."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from bulkmeet.cells.dates import DateOrder
from bulkmeet.cells.formulas import restore
from bulkmeet.cells.text import quoted
from bulkmeet.columns.fields import Field
from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.csvfile import ENCODING_ASSUMED, read_csv
from bulkmeet.loader.guard import read_guarded
from bulkmeet.loader.merges import filled_below, struck_in
from bulkmeet.loader.raw import RawSheet
from bulkmeet.loader.signature import Kind, is_only_read, kind_of
from bulkmeet.loader.table import Table, find_table
from bulkmeet.loader.wording import columns_named, listed, rows_named
from bulkmeet.model import Issue
from bulkmeet.sheet import Distinct, Grid, Sheet


def load(path: Path, *, sheet: str | None = None, date_order: DateOrder | None = None) -> Sheet:
    """The table in a workbook (.xlsx, .xlsm, .xls, .xlsb, .ods) or a delimited text file.

    `sheet` names the worksheet to read; without it the visible one that has the most known headers is
    taken. `date_order` is that of numeric dates, if it was given: some head the rows of a day. Raises
    UnreadableFile, in one plain sentence, for everything that cannot be read.
    """
    if kind_of(path) is not Kind.TEXT:
        return _load_workbook(path, sheet, date_order)
    if sheet is not None:
        raise UnreadableFile(f"The file is text and has no sheet {quoted(sheet)}; leave out --sheet.")
    return _load_csv(path, date_order)


@contextmanager
def letters_told(issues: Iterable[Issue]) -> Iterator[None]:
    """Within it a refusal says how the file's letters were read too, if its `issues` say that this was assumed."""
    try:
        yield
    except UnreadableFile as refusal:
        assumed = [issue.message for issue in issues if issue.code == ENCODING_ASSUMED]
        raise UnreadableFile(" ".join([str(refusal), *assumed])) from refusal


def _load_csv(path: Path, date_order: DateOrder | None) -> Sheet:
    rows, dialect, issues = read_csv(path)
    with letters_told(issues):
        table = find_table(rows, delimited=True, date_order=date_order)
    if Field.RESULT_STATUS in table.headers:
        table = _restored(table)
    found = table.header_row, table.headers, table.rows
    return Sheet(str(path), None, dialect, *found, (*issues, *table.issues), "", {}, table.asides, table.below_days)


def _load_workbook(path: Path, sheet: str | None, date_order: DateOrder | None) -> Sheet:
    raw = read_guarded(path, sheet)
    with_strikes = {number for alike in raw.struck for number in alike.rows}
    table = find_table(raw.rows, merges=raw.merges, struck=with_strikes, delimited=False, date_order=date_order)
    issues = (*_sheet_issues(path, raw), *_hidden_issues(raw, table), *table.issues)
    struck = struck_in(raw.struck, raw.merges, table.header_row, table.rows, len(table.headers))
    filled = filled_below(raw.merges, table.header_row, len(table.headers))
    found = table.header_row, table.headers, table.rows
    return Sheet(str(path), raw.name, None, *found, issues, raw.reader, struck, table.asides, table.below_days, filled)


def _restored(table: Table) -> Table:
    """In a results sheet of ours, texts that look like formulas were written with an apostrophe in front."""
    columns = [
        Distinct([restore(cell) if isinstance(cell, str) else cell for cell in column.cells], column.places)
        for column in table.rows.columns
    ]
    return replace(table, rows=Grid(table.rows.numbers, tuple(columns)))


def _sheet_issues(path: Path, raw: RawSheet) -> list[Issue]:
    issues = []
    if raw.others:
        names = listed([quoted(name) for name in raw.others])
        message = f"The sheet {quoted(raw.name)} was read; the workbook also has {names}: add --sheet to read another."
        issues.append(Issue("other_sheets", message, "warning"))
    if is_only_read(path):
        message = (
            "The file's format is only read: its results go into a new workbook (.xlsx) with the same rows, "
            "without formats, formulas and other sheets; save it as .xlsx first to keep them."
        )
        issues.append(Issue("format_only_read", message, "warning"))
    return issues


def _hidden_issues(raw: RawSheet, table: Table) -> list[Issue]:
    issues = []
    if rows := set(raw.hidden_rows).intersection(table.rows.numbers):
        names = rows_named(rows)
        message = f"Hidden or filtered rows were read like all others: {names}; delete what must not count."
        issues.append(Issue("hidden_rows", message, "warning", row=min(rows)))
    columns = {index for index in raw.hidden_columns if index < len(table.headers) and table.headers[index]}
    if columns:
        names = columns_named(columns)
        message = f"Hidden columns were read like all others: {names}; delete what must not count."
        issues.append(Issue("hidden_columns", message, "warning"))
    return issues
