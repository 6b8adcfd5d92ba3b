"""Where a page goes: refused before anything is sent if it cannot go there, and written whole or not at all."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from bulkmeet.errors import WrongUsage
from bulkmeet.results.atomic import replacing
from bulkmeet.results.page.records import Report
from bulkmeet.results.page.render import render

SUFFIXES = frozenset({".html", ".htm"})
MARK = b'<meta name="generator" content="bulkmeet '
MARK_WITHIN = 500
AGAIN = "make the page with `bulkmeet check`"


def ensure_page_place(page: Path, others: Iterable[Path]) -> None:
    """Refuse a place for the page where it could not be written, or where it would take another file's place.

    `others` are the files of the same command: its sheet, its results, its ledger.

    Raises:
        WrongUsage: when the name is none of a page, when it names one of the others or a file that is no page of
            bulkmeet, and when the folder is missing or protected.
    """
    if page.suffix.lower() not in SUFFIXES:
        raise WrongUsage(f"--report writes a page for a browser, so {page} must end in .html.")
    if any(_are_one(page, other) for other in others):
        raise WrongUsage(f"--report names {page}, which is the sheet, its results or the ledger; choose another name.")
    if page.is_dir() or not page.resolve().parent.is_dir():
        raise WrongUsage(f"The page cannot be written to {page}; choose a file in an existing folder with --report.")
    try:
        with tempfile.TemporaryFile(dir=page.resolve().parent):
            pass
        is_foreign = page.exists() and not _is_ours(page)
    except OSError:
        raise WrongUsage(
            f"The page cannot be written to {page}, which is protected; choose another place with --report."
        ) from None
    if is_foreign:
        raise WrongUsage(f"{page} is there already and is no page of bulkmeet; choose another name with --report.")


def write_page(page: Path, report: Report, like: Path) -> None:
    """Write the page; a new one gets the permissions of `like`.

    Raises:
        RunStopped: when it cannot be written.
    """
    content = render(report)
    with replacing(page, AGAIN, like, "--report") as out:
        out.write(content)


def _are_one(page: Path, other: Path) -> bool:
    if page.exists() and other.exists():
        return page.samefile(other)
    return page.resolve() == other.resolve()


def _is_ours(page: Path) -> bool:
    with page.open("r+b") as stream:
        return MARK in stream.read(MARK_WITHIN)
