"""The results sheet: where it goes, and that it is written in the format that came in."""

import re
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from bulkmeet.errors import RunStopped, WrongUsage
from bulkmeet.model import Dialect, Result
from bulkmeet.results.csvfile import write_csv
from bulkmeet.results.placing import existing_columns
from bulkmeet.results.rows import HEADERS, result_cells
from bulkmeet.results.workbook import write_workbook

MARK = ".results"
WORKBOOKS = frozenset({".xlsx", ".xlsm"})
PLAIN_WORD = re.compile(r"[\w./:@%+,=~\\-]+")


def output_beside(file: Path) -> Path:
    """`term.xlsx` gives `term.results.xlsx`; a results sheet is its own place."""
    if file.stem.endswith(MARK):
        return file
    return file.with_name(f"{file.stem}{MARK}{file.suffix or '.csv'}")


def ensure_writable(output: Path, file: Path, *, as_text: bool) -> None:
    """Refuse, before anything is sent, a place where the results of `file` could not be written.

    A file that Excel has open is told by the `~$` file it puts beside it: not every system locks it, and what is
    written there would be lost when Excel saves.

    `as_text` says that the file is delimited text, whatever its name ends in.

    Raises:
        WrongUsage: when the folder is missing or protected, the place is a folder itself or open elsewhere, or its
            name promises another format than the one that came in.
    """
    folder = output.resolve().parent
    if output.is_dir() or not folder.is_dir():
        raise WrongUsage(
            f"The results cannot be written to {output}; choose a file in an existing folder with --output."
        )
    if _promises_another_format(output.suffix.lower(), file.suffix.lower(), as_text=as_text):
        raise WrongUsage(
            f"Results come in the format of their sheet, so {output} would not open; "
            f"give --output a name that ends in {file.suffix or '.csv'}."
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
            f"The results cannot be written to {output}, which is protected or open in another program; "
            "close it, or choose another place with --output."
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


def put_back(aside: Path | None, output: Path) -> None:
    """Undo keep_previous, as nothing has taken the older sheet's place."""
    if aside is not None and not output.exists():
        with suppress(OSError):
            aside.rename(output)


def write_results(
    source: Path,
    output: Path,
    results: Iterable[Result],
    *,
    sheet: str | None,
    dialect: Dialect | None,
    header_row: int,
    headers: tuple[str, ...],
    then: str,
) -> None:
    """Write the user's sheet with the result columns.

    `then` says what to do when it cannot be written, for the end of a sentence. Raises RunStopped.
    """
    cells = result_cells(results)
    if dialect is not None:
        write_csv(source, output, dialect, header_row, HEADERS, cells, then)
    else:
        existing = existing_columns(headers, HEADERS)
        write_workbook(source, output, sheet or "", header_row, HEADERS, cells, existing, then)


def typed(word: str | Path) -> str:
    """The word as it is typed on a command line, in a shell as in Windows: between quotation marks if need be."""
    text = str(word)
    return text if PLAIN_WORD.fullmatch(text) else f'"{text}"'
