"""check --annotate: the user's workbook with what is wrong shown at its cells."""

from collections.abc import Sequence
from pathlib import Path

from bulkmeet.cli.wording import counted
from bulkmeet.columns.fields import ISSUES_SHEET
from bulkmeet.model import Issue
from bulkmeet.results.issuelist import marked_cells
from bulkmeet.results.notes import MOST_NOTES
from bulkmeet.results.workbook import can_be_edited
from bulkmeet.results.write import keep_previous, put_back, write_annotated
from bulkmeet.sheet import Sheet
from bulkmeet.snapshot import digest_of


def annotate(file: Path, copy: Path, output: Path, sheet: Sheet, issues: Sequence[Issue]) -> list[str]:
    """Write the annotated workbook of `file`, of which `copy` is the private copy; returns what to say of it.

    What is there already is moved aside under its date, for it may hold corrections; but an annotated workbook that is
    given its own name is renewed in place, as a results sheet is by a rerun, unless it was saved again since it was
    read: nothing of the user's is in it that is not in the new one. Raises RunStopped when it cannot be written.
    """
    in_place = output.exists() and output.samefile(file) and digest_of(output) == digest_of(copy)
    aside = None if in_place else keep_previous(output)
    try:
        write_annotated(copy, output, sheet, issues)
    except BaseException:
        put_back(aside, output)
        raise
    cells = len(marked_cells(issues, sheet.headers, sheet.header_row))
    said = [f"Annotated workbook: {output} ({counted(cells, 'cell')} marked)"]
    if sheet.dialect is not None or not can_be_edited(copy):
        said.append("  It is a new workbook with the same columns: nothing else of such a file can be carried over.")
    if cells > MOST_NOTES:
        said.append(f"  Notes are on {MOST_NOTES:,} of them, the errors first; its sheet “{ISSUES_SHEET}” lists all.")
    if aside is not None:
        said.append(f"  The workbook that was there before is kept as {aside}.")
    return said
