"""The results sheet: where it goes, and that it is written in the format that came in."""

import tempfile
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from bulkmeet.errors import RunStopped, WrongUsage
from bulkmeet.loader.signature import is_only_read
from bulkmeet.model import Issue, Result
from bulkmeet.results.csvfile import write_csv
from bulkmeet.results.issuelist import Annotation
from bulkmeet.results.placing import existing_columns
from bulkmeet.results.plainbook import plain_copy
from bulkmeet.results.rows import HEADERS, result_cells
from bulkmeet.results.summarysheet import Summary
from bulkmeet.results.textbook import NAME, text_workbook
from bulkmeet.results.workbook import annotate_workbook, can_be_edited, is_annotated, write_workbook
from bulkmeet.sheet import Sheet

MARK = ".results"
WORKBOOKS = frozenset({".xlsx", ".xlsm"})


def output_beside(file: Path) -> Path:
    """`term.xlsx` gives `term.results.xlsx`, and so does `term.xls`; a results sheet is its own place."""
    if file.suffix.lower() not in WORKBOOKS and is_only_read(file):
        return file.with_name(f"{file.stem.removesuffix(MARK)}{MARK}.xlsx")
    if file.stem.endswith(MARK):
        return file
    return file.with_name(f"{file.stem}{MARK}{file.suffix or '.csv'}")


def ensure_writable(
    output: Path, file: Path, *, as_text: bool, what: str = "The results", option: str = "--output"
) -> None:
    """Refuse, before anything is sent, a place where the results of `file` could not be written.

    A file that Excel has open is told by the `~$` file it puts beside it: not every system locks it, and what is
    written there would be lost when Excel saves.

    `as_text` says that the file is delimited text, whatever its name ends in; `what` and `option` are words of the
    sentence it is refused with.

    Raises:
        WrongUsage: when the folder is missing or protected, the place is a folder itself or open elsewhere, or its
            name promises another format than the one that came in.
    """
    folder = output.resolve().parent
    if output.is_dir() or not folder.is_dir():
        raise WrongUsage(f"{what} cannot be written to {output}; choose a file in an existing folder with {option}.")
    suffix = ".xlsx" if is_only_read(file) else file.suffix.lower()
    if _promises_another_format(output.suffix.lower(), suffix, as_text=as_text):
        raise WrongUsage(
            f"Results come in the format of their sheet, so {output} would not open; "
            f"give --output a name that ends in {suffix or '.csv'}."
        )
    if output.with_name(f"~${output.name}").exists():
        raise WrongUsage(f"{output.name} seems to be open in Excel; close it, then try again.")
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
        if output.exists():
            with output.open("r+b"):
                pass
    except OSError:
        raise WrongUsage(
            f"{what} cannot be written to {output}, which is protected or open in another program; "
            f"close it, or choose another place with {option}."
        ) from None


def refuse_the_sheet_itself(output: Path, file: Path) -> None:
    """Refuse, before anything is sent, to write the results over the sheet they belong to, by whatever name.

    Raises:
        WrongUsage: when both are one file.
    """
    if output.exists() and file.exists() and output.samefile(file):
        raise WrongUsage("--output names the sheet itself; choose another name, or leave it out.")


def _promises_another_format(output: str, file: str, *, as_text: bool) -> bool:
    if output == file:
        return False
    return output in WORKBOOKS if as_text else file in WORKBOOKS or output not in WORKBOOKS


def keep_previous(output: Path) -> Path | None:
    """Move an older results sheet aside, which may hold somebody's corrections; returns where to.

    Raises:
        RunStopped: when it cannot be moved.
    """
    try:
        written = datetime.fromtimestamp(output.stat().st_mtime, UTC)
        stem = f"{output.stem}.{written:%Y-%m-%dT%H%M%SZ}"
        aside, count = output.with_name(f"{stem}{output.suffix}"), 1
        while aside.exists():
            count += 1
            aside = output.with_name(f"{stem}-{count}{output.suffix}")
        output.rename(aside)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise RunStopped(
            f"The older results sheet {output} could not be moved out of the way ({error.strerror}); close it "
            "if it is open in another program."
        ) from error
    return aside


def older_sheets(output: Path) -> list[Path]:
    """The sheets that keep_previous has moved aside from this place, the newest first."""
    return sorted(output.parent.glob(f"{escape(output.stem)}.[0-9]*{escape(output.suffix)}"), reverse=True)


def put_back(aside: Path | None, output: Path) -> None:
    """Undo keep_previous, as nothing has taken the older sheet's place."""
    if aside is not None and not output.exists():
        with suppress(OSError):
            aside.rename(output)


def write_results(
    source: Path,
    output: Path,
    results: Sequence[Result],
    table: Sheet,
    *,
    then: str,
    summary: Summary | None = None,
    issues: Sequence[Issue] | None = None,
) -> None:
    """Write the user's sheet with the result columns.

    A workbook also gets the `summary`, and one that was annotated shows these `issues` instead of the old ones.
    `then` says what to do when it cannot be written, for the end of a sentence. Raises RunStopped.
    """
    cells = result_cells(results)
    if table.dialect is not None:
        write_csv(source, output, table.dialect, table.header_row, HEADERS, cells, then)
        return
    existing = existing_columns(table.headers, HEADERS)
    annotation = None if issues is None else _annotation(table, table.name or "", issues)
    with plain_copy(source, table.name or "") if is_only_read(source) else nullcontext(source) as book:
        write_workbook(
            book, output, table.name or "", table.header_row, HEADERS, cells, existing, then, summary, annotation
        )


def write_annotated(source: Path, output: Path, table: Sheet, issues: Sequence[Issue]) -> None:
    """Write the user's workbook with what is wrong shown at its cells and listed; of other files, a plain workbook.

    Raises RunStopped.
    """
    then = "try again"
    if table.dialect is not None:
        with text_workbook(source, table) as book:
            annotate_workbook(book, output, _annotation(table, NAME, issues), then)
        return
    with nullcontext(source) if can_be_edited(source) else plain_copy(source, table.name or "") as book:
        annotate_workbook(book, output, _annotation(table, table.name or "", issues), then)


def _annotation(table: Sheet, sheet: str, issues: Sequence[Issue]) -> Annotation:
    return Annotation(sheet, table.header_row, table.headers, issues)


def ensure_annotatable(output: Path, file: Path) -> None:
    """Refuse, before the file is read, a place where its annotated workbook could not be written.

    Raises:
        WrongUsage: when it cannot be written there, or would take the place of a sheet that was never annotated.
    """
    suffix = annotated_suffix(file)
    if output.suffix.lower() != suffix:
        raise WrongUsage(f"--annotate writes a workbook; give it a name that ends in {suffix}.")
    ensure_writable(output, output, as_text=False, what="The annotated workbook", option="--annotate")
    if output.exists() and file.exists() and output.samefile(file) and not is_annotated(file):
        raise WrongUsage("--annotate names the sheet itself; choose another name, so that yours stays as it is.")


def annotated_suffix(file: Path) -> str:
    """How the name of a file's annotated workbook ends."""
    return ".xlsm" if file.suffix.lower() == ".xlsm" else ".xlsx"
