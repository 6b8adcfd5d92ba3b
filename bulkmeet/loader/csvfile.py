"""Delimited text to rows: delimiter, records and line ends as people's programs really write them."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from bulkmeet.cells.text import quoted
from bulkmeet.columns.mapping import header_score
from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.encodings import Encoding, encoding_of
from bulkmeet.loader.limits import COLUMNS, CSV_BYTES, CSV_CELL_CHARACTERS, CSV_LINE_CHARACTERS, TABLE_CELLS
from bulkmeet.model import Dialect, Issue, Row

DELIMITERS = ",;\t|"
SAMPLE_CHARACTERS = 65_536
SAMPLE_RECORDS = 50
SHARED_TEXTS = 100_000

_SEPARATOR_LINE = re.compile(r'"?sep=([^\r\n"])"?(\r\n|\r|\n|\Z)', re.IGNORECASE)
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_END_OF_FILE = "\x1fend of file\x1f"


def read_csv(path: Path) -> tuple[list[Row], Dialect, tuple[Issue, ...]]:
    """The records of a delimited text file, numbered as a spreadsheet numbers them, blank ones left out.

    A record is one row however many lines it takes, and blank records count; the line `sep=;` does not, as
    Excel hides it. Cells are texts, or None where there is nothing.
    """
    if path.stat().st_size > CSV_BYTES:
        raise UnreadableFile("The file is larger than 500 MB; split it into smaller ones.")
    encoding = encoding_of(path)
    errors = "strict" if encoding.certain else "replace"
    try:
        with path.open(encoding=encoding.codec, errors=errors, newline="") as stream:
            rows, delimiter, line_end, issues = _read(stream)
    except UnicodeError:
        raise UnreadableFile("The file's letters are damaged or cut off; save it again as CSV UTF-8.") from None
    return rows, Dialect(encoding.codec, delimiter, line_end), (*_encoding_issues(encoding), *issues)


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
    start = 0
    for match in islice(_LINE_BREAK.finditer(sample), 10 * SAMPLE_RECORDS):
        yield sample[start : match.end()]
        start = match.end()
    yield sample[start:]


class _Lines:
    """Hands lines to the CSV reader, drops NULs and remembers the lines of the record that is being read."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._record: list[str] = []
        self.nuls = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        while line := self._stream.readline(CSV_LINE_CHARACTERS):
            if len(line) == CSV_LINE_CHARACTERS:
                raise UnreadableFile(
                    "A line of the file is longer than spreadsheets write; check that it is the right file."
                )
            if "\0" in line:
                self.nuls += line.count("\0")
                line = line.replace("\0", "")
            self._record.append(line)
            yield line
        self.ended = True
        yield _END_OF_FILE

    def take_record(self) -> list[str]:
        """The lines read since the last time it was asked for."""
        lines, self._record = self._record, []
        return lines


def _read(stream: TextIO) -> tuple[list[Row], str, str, list[Issue]]:
    sample = stream.read(SAMPLE_CHARACTERS)
    stream.seek(0)
    separator = _SEPARATOR_LINE.match(sample)
    if separator:
        stream.readline()
    delimiter = separator.group(1) if separator else delimiter_of(sample)
    issues: list[Issue] = []
    lines = _Lines(stream)
    rows = list(_rows(lines, delimiter, 1 if separator else 0, issues))
    if lines.nuls:
        message = "The file held NUL characters, which mean nothing in a text; they were left out."
        issues.append(Issue("nul_characters", message, "warning"))
    breaks = Counter(_LINE_BREAK.findall(sample)).most_common(1)
    return rows, delimiter, breaks[0][0] if breaks else "\r\n", issues


def _rows(lines: _Lines, delimiter: str, lines_above: int, issues: list[Issue]) -> Iterator[Row]:
    csv.field_size_limit(CSV_CELL_CHARACTERS)
    reader = csv.reader(lines, delimiter=delimiter)
    shared: dict[str, str] = {}
    next_line = 1 + lines_above
    room = TABLE_CELLS
    try:
        for number, record in enumerate(reader, start=1):
            physical = lines.take_record()
            if lines.ended:
                _refuse_open_quote(record, physical, next_line)
                return
            if len(physical) > 1 and not _is_well_quoted(physical, delimiter):
                issues.append(_stray_quote(number, next_line, len(physical)))
            next_line += len(physical)
            room -= len(record)
            if len(record) > COLUMNS or room < 0:
                raise UnreadableFile(f"There are too many cells, up to row {number}, for a list of meetings.")
            if len(shared) > SHARED_TEXTS:
                shared.clear()
            if any(record):
                yield Row(number, tuple([shared.setdefault(text, text) if text else None for text in record]))
    except csv.Error as error:
        refusal = UnreadableFile(
            f"A cell that begins in line {next_line} has more than {CSV_CELL_CHARACTERS:,} characters; "
            "a quotation mark is probably not closed there."
        )
        refusal.add_note(str(error))
        raise refusal from None


def _refuse_open_quote(last: list[str], physical: list[str], first_line: int) -> None:
    """The end mark stands alone in its record unless an open quotation mark has swallowed it."""
    if last == [_END_OF_FILE]:
        return
    swallowed = last[-1].removesuffix(_END_OF_FILE)
    ends_with_break = physical[-1].endswith(("\r", "\n"))
    line = first_line + len(physical) - len(_LINE_BREAK.findall(swallowed)) - (0 if ends_with_break else 1)
    raise UnreadableFile(
        f"The quotation mark before {quoted(swallowed)} in line {line} is never closed, so that the rows "
        "below it cannot be told apart; close or remove it."
    )


def _is_well_quoted(physical: Iterable[str], delimiter: str) -> bool:
    """Whether every quotation mark closes right before a delimiter or a line end, as programs write them."""
    try:
        for _ in csv.reader(physical, delimiter=delimiter, strict=True):
            pass
    except csv.Error:
        return False
    return True


def _stray_quote(number: int, first_line: int, lines: int) -> Issue:
    message = (
        f"Lines {first_line} to {first_line + lines - 1} were read as one row, as a quotation mark opens "
        "in one line and closes in another; mend the quotation marks."
    )
    return Issue("stray_quote", message, row=number)


def _encoding_issues(encoding: Encoding) -> tuple[Issue, ...]:
    if encoding.certain:
        return ()
    message = (
        f"The file does not say how its letters are stored; it was read as {encoding.name}. "
        "If names look wrong, save it as “CSV UTF-8”."
    )
    return (Issue("encoding_assumed", message, "warning"),)
