"""Delimited text with the results to the right: the user's own cells, row by row, as they were."""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TextIO

from msgspec import Struct

from bulkmeet.cells.formulas import neutralised, restored
from bulkmeet.patterns import pattern
from bulkmeet.results.atomic import AGAIN, replacing
from bulkmeet.results.placing import existing_columns, placed
from bulkmeet.results.source import Changed, reading_again
from bulkmeet.sheet import Dialect

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
UNMARKED = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}
SEPARATOR_LINE = pattern(r'"?sep=[^\r\n"]"?(?:\r\n|\r|\n)?', re.IGNORECASE)
LONGEST_CELL = 100_000_000
NO_CHARACTER = pattern("[\0\ud800-\udfff]")


class Coding(Struct, frozen=True):
    """How text becomes bytes: the byte order mark in front, the codec, and what undecodable bytes become."""

    mark: bytes
    codec: str
    errors: str = "surrogateescape"


class Places(Struct, frozen=True):
    """Where the results stand, and whether the file was written by bulkmeet before."""

    columns: tuple[int, ...]
    ours: bool


def write_csv(
    source: Path,
    target: Path,
    dialect: Dialect,
    header_row: int,
    headers: tuple[str, ...],
    cells: Mapping[int, tuple[str, ...]],
    then: str = AGAIN,
) -> None:
    """Write `source` to `target` (which may be the same) with a column for each of `headers`.

    `cells` maps a row's number, as the spreadsheet shows it, to its values in the order of `headers`; rows
    that are not in it keep what they have. Delimiter, line ends and encoding stay, unless a value of ours
    has no place in that encoding: then the file becomes UTF-8 with a byte order mark. RunStopped is raised
    if a file cannot be read or written, and `target` is then what it was before.
    """
    with reading_again(source, csv.Error, UnicodeError):
        coding = _coding_of(source, dialect.encoding)
        places = _places(source, coding, dialect, header_row, headers)
        with replacing(target, then, source) as out, _opened(source, coding) as text:
            kept, records = _records(text, dialect)
            written = _coding_for(coding, cells)
            lines = _Lines(out, written, dialect)
            lines.begin(kept)
            for record in _with_results(records, places, cells, header_row, headers):
                lines.add(record)
            lines.end()


def csv_rows(source: Path, dialect: Dialect, *, is_ours: bool) -> Iterator[tuple[int, list[str]]]:
    """The rows of the file, each with the number that a spreadsheet shows for it.

    `is_ours` says that bulkmeet wrote it before: then the apostrophes that it put in front are taken off. RunStopped is
    raised if the file cannot be read.
    """
    with reading_again(source, csv.Error, UnicodeError), _opened(source, _coding_of(source, dialect.encoding)) as text:
        for number, record in enumerate(_records(text, dialect)[1], start=1):
            yield number, restored(record) if is_ours else record


class _Lines:
    """Records as the lines of a file.

    What needs no quotation marks is only joined, in a fifth of the time that csv.writer takes. The writer is told to
    end its records with CR LF, because a cell with a lone CR is quoted only then; the file's own line end is put in
    its place here.
    """

    def __init__(self, out: BinaryIO, coding: Coding, dialect: Dialect) -> None:
        out.write(coding.mark)
        self._text = TextIOWrapper(out, coding.codec, coding.errors, newline="")
        self._delimiter, self._line_end = dialect.delimiter, dialect.line_end
        self._writer = csv.writer(self, delimiter=dialect.delimiter, lineterminator="\r\n")

    def begin(self, line: str) -> None:
        self._text.write(line)

    def add(self, cells: Sequence[str]) -> None:
        """Write a record, as csv.writer would."""
        line = self._delimiter.join(cells)
        if not line or line.count(self._delimiter) >= len(cells) or '"' in line or "\n" in line or "\r" in line:
            self._writer.writerow(cells)
        else:
            self._text.write(line + self._line_end)

    def write(self, record: str) -> None:
        """Take a record from csv.writer."""
        self._text.write(record[:-2] + self._line_end)

    def end(self) -> None:
        self._text.detach()


def _coding_of(source: Path, encoding: str) -> Coding:
    with source.open("rb") as file:
        first = file.read(4)
    for mark, codec in MARKS:
        if first.startswith(mark):
            return Coding(mark, codec)
    name = codecs.lookup(encoding).name
    return Coding(b"", UNMARKED.get(name, name))


def _coding_for(coding: Coding, cells: Mapping[int, tuple[str, ...]]) -> Coding:
    if coding.codec.startswith("utf") or all(_fits(value, coding.codec) for value in _values(cells)):
        return coding
    return Coding(codecs.BOM_UTF8, "utf-8", "replace")


def _values(cells: Mapping[int, tuple[str, ...]]) -> Iterator[str]:
    return chain.from_iterable(cells.values())


def _fits(value: str, codec: str) -> bool:
    if value.isascii():
        return True
    try:
        value.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _opened(source: Path, coding: Coding) -> TextIO:
    file = source.open("rb")
    file.seek(len(coding.mark))
    return TextIOWrapper(file, coding.codec, coding.errors, newline="")


def _records(text: TextIO, dialect: Dialect) -> tuple[str, Iterator[list[str]]]:
    """The line "sep=;" if the file begins with one, and the records after it, of which the first is row 1.

    The loader counts rows in the same way, without "sep=;" and NULs; what is told apart here that is one
    there would put results beside the wrong meetings.
    """
    csv.field_size_limit(LONGEST_CELL)
    reader = partial(csv.reader, delimiter=dialect.delimiter, skipinitialspace=dialect.blanks)
    first = text.readline()
    if SEPARATOR_LINE.fullmatch(first):
        return first, reader(_without_nuls(text))
    return "", reader(_without_nuls(chain([first] if first else [], text)))


def _without_nuls(lines: Iterable[str]) -> Iterator[str]:
    """The lines as the loader tells them apart, which takes NULs out first: CR, NUL, LF is one line's end."""
    held = ""
    for line in lines:
        bare = line.replace("\0", "")
        if held.endswith("\r") and bare == "\n":
            held, bare = held + bare, ""
        if held:
            yield held
        held = bare
    if held:
        yield held


def _places(source: Path, coding: Coding, dialect: Dialect, header_row: int, headers: Sequence[str]) -> Places:
    header: list[str] | None = None
    width = 0
    with _opened(source, coding) as text:
        for number, record in enumerate(_records(text, dialect)[1], start=1):
            if number == header_row:
                header = record
            if len(record) > width:
                width = max(width, _used(record))
    if header is None:
        raise Changed(f"it has no row {header_row} any more")
    existing = existing_columns(header, headers)
    return Places(placed(headers, existing, width), bool(existing))


@lru_cache(maxsize=16)  # the rows of a meeting stand together, and say the same
def _written(values: tuple[str, ...]) -> list[str]:
    if not "".join(values).isprintable():  # nearly all are, and it is seen at once
        values = tuple([NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", value) for value in values])
    return neutralised(values)


def _used(record: Sequence[str]) -> int:
    return max((index for index, cell in enumerate(record, start=1) if cell), default=0)


def _with_results(
    records: Iterable[list[str]],
    places: Places,
    cells: Mapping[int, tuple[str, ...]],
    header_row: int,
    headers: tuple[str, ...],
) -> Iterator[list[str]]:
    width = max(places.columns, default=-1) + 1
    for number, record in enumerate(records, start=1):
        # What bulkmeet wrote carries the apostrophe already; without it first, each rerun would add another.
        own = neutralised(restored(record) if places.ours else record)
        values = headers if number == header_row else cells.get(number)
        if record and number >= header_row:
            own.extend([""] * (width - len(own)))
        if values is not None:
            own.extend([""] * (width - len(own)))
            for column, value in zip(places.columns, _written(values), strict=True):
                own[column] = value
        yield own
