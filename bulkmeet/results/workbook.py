"""The user's own workbook with the results to the right: one worksheet's part changes, and nothing else.

Saving with openpyxl would lose pictures, text boxes, sparklines, rich text, check boxes and stored values.
"""

import zlib
from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml import DefusedXmlException

from bulkmeet.results.annotate import planned, with_results
from bulkmeet.results.atomic import AGAIN, replacing
from bulkmeet.results.package import pieces_of, rewritten, worksheet_part
from bulkmeet.results.source import reading_again

DAMAGE = (BadZipFile, zlib.error, ParseError, DefusedXmlException, EOFError, RuntimeError, UnicodeError)


def write_workbook(
    source: Path,
    target: Path,
    sheet: str,
    header_row: int,
    headers: tuple[str, ...],
    cells: Mapping[int, tuple[str, ...]],
    existing: Mapping[str, int] | None = None,
    then: str = AGAIN,
) -> None:
    """Write `source` to `target` (which may be the same) with a column for each of `headers` on `sheet`.

    `cells` maps a row's number, as the spreadsheet shows it, to its values in the order of `headers`; rows
    that are not in it keep what they have. `existing` says which of the columns the sheet has already, by
    index from 0 (placing.existing_columns finds them). RunStopped is raised if a file cannot be read or
    written, and `target` is then what it was before.
    """
    with reading_again(source, *DAMAGE):
        with ZipFile(source) as package:
            part = worksheet_part(package, sheet)
            plan = planned(pieces_of(package, part), header_row, headers, existing or {})
        # Opened inside `replacing`, so that it is closed again when it is replaced by itself.
        with replacing(target, then) as out, ZipFile(source) as package:
            rewritten(package, part, with_results(pieces_of(package, part), plan, cells), out)
