"""The results sheet: where it goes, and that it is written in the format that came in."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from bulkmeet.errors import WrongUsage
from bulkmeet.model import Dialect, Result
from bulkmeet.results.csvfile import write_csv
from bulkmeet.results.placing import existing_columns
from bulkmeet.results.rows import HEADERS, result_cells
from bulkmeet.results.workbook import write_workbook

MARK = ".results"


def output_beside(file: Path) -> Path:
    """`term.xlsx` gives `term.results.xlsx`; a results sheet is its own place."""
    if file.stem.endswith(MARK):
        return file
    return file.with_name(f"{file.stem}{MARK}{file.suffix or '.csv'}")


def ensure_writable(output: Path) -> None:
    """Refuse, before anything is sent, a place where no results could be written.

    Raises:
        WrongUsage: when the folder is missing or protected, or the place is a folder itself.
    """
    folder = output.resolve().parent
    if output.is_dir() or not folder.is_dir():
        raise WrongUsage(
            f"The results cannot be written to {output}; choose a file in an existing folder with --output."
        )
    if not os.access(folder, os.W_OK) or (output.exists() and not os.access(output, os.W_OK)):
        raise WrongUsage(
            f"The results cannot be written to {output}, which is protected; choose another place with --output."
        )


def keep_previous(output: Path) -> Path | None:
    """Move an older results sheet aside, which may hold somebody's corrections; returns where to."""
    if not output.exists():
        return None
    written = datetime.fromtimestamp(output.stat().st_mtime, UTC)
    aside = output.with_name(f"{output.stem}.{written:%Y-%m-%dT%H%M%SZ}{output.suffix}")
    output.replace(aside)
    return aside


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
