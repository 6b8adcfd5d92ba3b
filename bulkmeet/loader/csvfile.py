"""Delimited text to rows: delimiter, records and line ends as people's programs really write them."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, compress
from pathlib import Path
from typing import BinaryIO

from bulkmeet.columns.scores import header_score
from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.csvrecords import LINE_BREAK, Records
from bulkmeet.loader.encodings import Encoding, encoding_of
from bulkmeet.loader.gathering import Gatherer
from bulkmeet.loader.limits import COLUMNS, CSV_BYTES, TABLE_CELLS
from bulkmeet.loader.plaincsv import read_plain
from bulkmeet.model import Issue
from bulkmeet.patterns import pattern
from bulkmeet.sheet import Dialect, Grid

ENCODING_ASSUMED = "encoding_assumed"
DELIMITERS = ",;\t|"
PIECE_BYTES = 1 << 16
"""Read at once. Larger pieces leave the processor's cache before they have become rows: 1 MB took twice as long."""

SAMPLE_CHARACTERS = 65_536
SAMPLE_RECORDS = 50

_SEPARATOR_LINE = pattern(r'"?sep=([^\r\n"])"?(\r\n|\r|\n|\Z)', re.IGNORECASE)


def read_csv(path: Path) -> tuple[Grid, Dialect, tuple[Issue, ...]]:
    """The records of a delimited text file, numbered as a spreadsheet numbers them, blank ones left out.

    A record is one row however many lines it takes, and blank records count; the line `sep=;` does not, as
    Excel hides it. Cells are texts, or None where there is nothing.
    """
    if path.stat().st_size > CSV_BYTES:
        raise UnreadableFile("The file is larger than 500 MB; split it into smaller ones.")
    encoding = encoding_of(path)
    try:
        with path.open("rb") as file:
            rows, dialect, issues = _read(path, _decoded(file, encoding), encoding)
    except UnicodeError:
        raise UnreadableFile("The file's letters are damaged or cut off; save it again as CSV UTF-8.") from None
    return rows, dialect, (*_encoding_issues(encoding), *issues)


def delimiter_of(sample: str) -> str:
    """The delimiter under which the sample's records are most alike: by known headers, then by length."""
    return max(DELIMITERS, key=lambda delimiter: _likeness(sample, delimiter))


def _likeness(sample: str, delimiter: str) -> tuple[bool, int, int]:
    try:
        records = [record for record in csv.reader(_lines_of(sample), delimiter=delimiter) if any(record)]
    except csv.Error:
        return (False, 0, 0)
    if len(sample) == SAMPLE_CHARACTERS and len(records) > 1:
        records.pop()  # it may be cut off
    records = records[:SAMPLE_RECORDS]
    counts = Counter(len(record) for record in records if len(record) > 1)
    width, alike = max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return (any(header_score(record) > 1 for record in records[:10]), alike, width)


def _lines_of(sample: str) -> Iterator[str]:
    """The first lines, enough for the records that are looked at."""
    start = 0
    for number, match in enumerate(LINE_BREAK.finditer(sample)):
        if number == 10 * SAMPLE_RECORDS:
            return
        yield sample[start : match.end()]
        start = match.end()
    yield sample[start:]


def _decoded(file: BinaryIO, encoding: Encoding) -> Iterator[str]:
    """The file's text in pieces, of which the first holds the whole sample."""
    decoder = codecs.getincrementaldecoder(encoding.codec)("strict" if encoding.certain else "replace")
    yield decoder.decode(file.read(4 * SAMPLE_CHARACTERS))
    while piece := file.read(PIECE_BYTES):
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def _read(path: Path, pieces: Iterator[str], encoding: Encoding) -> tuple[Grid, Dialect, list[Issue]]:
    first = next(pieces)
    sample = first[:SAMPLE_CHARACTERS]
    separator = _SEPARATOR_LINE.match(sample)
    delimiter = separator.group(1) if separator else delimiter_of(sample)
    breaks = Counter(LINE_BREAK.findall(sample)).most_common(1)
    blanks = _has_blanks_before_quotes(sample, delimiter)
    dialect = Dialect(encoding.codec, delimiter, breaks[0][0] if breaks else "\r\n", blanks)
    if not separator and not blanks and encoding.codec in {"utf-8", "utf-8-sig"}:
        header = next(csv.reader(_lines_of(sample), delimiter=delimiter), [])
        plain = read_plain(path, delimiter, len(header))
        if plain is not None:
            return plain, dialect, []
    records = Records(delimiter, 1 if separator else 0, blanks=blanks)
    rows = _rows(records.read(chain((first[separator.end() if separator else 0 :],), pieces)))
    if records.nuls:
        message = "The file held NUL characters, which mean nothing in a text; they were left out."
        records.issues.append(Issue("nul_characters", message, "warning"))
    return rows, dialect, records.issues


def _has_blanks_before_quotes(sample: str, delimiter: str) -> bool:
    """Whether the first record of several cells, mostly the headers, has some quoted behind a blank: "Title", "Start".

    In a row below only, such a mark may as well belong to the text of its cell, and would swallow the next rows.
    """
    try:
        records = csv.reader(_lines_of(sample), delimiter=delimiter)
        first = next((record for record in records if len(record) > 1), [])
    except csv.Error:
        return False
    return any(cell.startswith(" ") and cell.lstrip(" ").startswith('"') for cell in first)


def _rows(blocks: Iterable[list[list[str]]]) -> Grid:
    """The records that hold something as rows."""
    gatherer = Gatherer()
    number, room = 1, TABLE_CELLS
    for records in blocks:
        room -= sum(map(len, records))
        following = number + len(records)
        if room < 0 or max(map(len, records), default=0) > COLUMNS:
            raise UnreadableFile(f"There are too many cells, up to row {following - 1}, for a list of meetings.")
        filled = list(map(any, records))
        gatherer.add_texts(list(compress(range(number, following), filled)), list(compress(records, filled)))
        number = following
    return gatherer.grid()


def _encoding_issues(encoding: Encoding) -> tuple[Issue, ...]:
    if encoding.certain:
        return ()
    message = (
        f"The file does not say how its letters are stored; it was read as {encoding.name}. "
        "If names look wrong, save it as “CSV UTF-8”."
    )
    return (Issue(ENCODING_ASSUMED, message, "warning"),)
