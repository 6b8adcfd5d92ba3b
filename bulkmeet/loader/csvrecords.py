"""The records of delimited text, a block at a time: at once where each is one line, else one by one, with care.

Programs write a record of several lines where a cell holds a line break; a stray quotation mark makes one, too, and
swallows rows.
"""

import csv
from collections.abc import Iterable, Iterator
from functools import partial
from io import StringIO
from itertools import chain

from bulkmeet.cells.text import quoted
from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.limits import CSV_CELL_CHARACTERS, CSV_LINE_CHARACTERS
from bulkmeet.model import Issue
from bulkmeet.patterns import pattern

LINE_BREAK = pattern(r"\r\n|\r|\n")
_END_OF_FILE = "\0\x1f\0"
"""A line of its own behind the last. No text holds it, as NULs are taken out, and no delimiter parts it."""


class Records:
    """The records of a text that comes in pieces, as lists of them; `issues` and `nuls` fill up on the way."""

    def __init__(self, delimiter: str, lines_above: int, *, blanks: bool = False) -> None:
        self.issues: list[Issue] = []
        self.nuls = 0
        self._reader = partial(csv.reader, delimiter=delimiter, skipinitialspace=blanks)
        self._behind_blank = f'{delimiter} "'
        self._may_be_split = False
        self._line = 1 + lines_above
        self._number = 1

    def read(self, pieces: Iterable[str]) -> Iterator[list[list[str]]]:
        """All records, blank ones too. Raises UnreadableFile for a quotation mark that is never closed."""
        csv.field_size_limit(CSV_CELL_CHARACTERS)
        held = ""
        waits_for = 0
        for block in _whole_lines(pieces):
            held += self._without_nuls(block)
            self._may_be_split = self._may_be_split or self._behind_blank in block
            # A cell of many lines is not read again and again while it grows, but each time there is twice as much.
            if len(held) >= waits_for:
                end = len(held) if (records := self._at_once(held)) is not None else self._end_of_closed(held)
                yield self._numbered(self._of(held[:end]) if records is None else records)
                held = held[end:]
                waits_for = 2 * len(held)
        if held:
            yield self._numbered(self._of(held))

    def _numbered(self, records: list[list[str]]) -> list[list[str]]:
        if self._may_be_split:
            split = (number for number, record in enumerate(records, self._number) if any(map(_opens_only, record)))
            self.issues += map(_split_behind_blank, split)
        self._number += len(records)
        return records

    def _of(self, text: str) -> list[list[str]]:
        records = self._at_once(text)
        return list(self._with_care(text)) if records is None else records

    def _without_nuls(self, block: str) -> str:
        if "\0" not in block:
            return block
        self.nuls += block.count("\0")
        return block.replace("\0", "")

    def _at_once(self, text: str) -> list[list[str]] | None:
        """The records of the text, if each is one line of it, or if all quotation marks are where they belong."""
        for strict in (False, True):
            lines = chain(StringIO(text, newline=""), (_END_OF_FILE,))
            reader = self._reader(lines, strict=strict)
            try:
                records = list(reader)
            except csv.Error:
                return None
            if records.pop() != [_END_OF_FILE]:
                return None
            if strict or reader.line_num == len(records) + 1:
                self._line += reader.line_num - 1
                return records
        return None

    def _end_of_closed(self, text: str) -> int:
        """Where the record begins that is still open at the end of the text; its length where none is."""
        lines = _Lines(text)
        end = 0
        try:
            for _ in self._reader(lines):
                physical = lines.take_record()
                if lines.ended:
                    return len(text) if not physical else end
                end += sum(map(len, physical))
        except csv.Error:
            return len(text)
        return len(text)

    def _with_care(self, text: str) -> Iterator[list[str]]:
        lines = _Lines(text)
        try:
            for number, record in enumerate(self._reader(lines), self._number):
                physical = lines.take_record()
                if lines.ended:
                    _refuse_open_quote(record, physical, self._line)
                    return
                if len(physical) > 1 and not self._is_well_quoted(physical):
                    self.issues.append(_stray_quote(number, self._line, len(physical)))
                self._line += len(physical)
                yield record
        except csv.Error as error:
            refusal = UnreadableFile(
                f"A cell that begins in line {self._line} has more than {CSV_CELL_CHARACTERS:,} characters; "
                "a quotation mark is probably not closed there."
            )
            refusal.add_note(str(error))
            raise refusal from None

    def _is_well_quoted(self, physical: Iterable[str]) -> bool:
        """Whether every quotation mark closes right before a delimiter or a line end, as programs write them."""
        try:
            for _ in self._reader(physical, strict=True):
                pass
        except csv.Error:
            return False
        return True


class _Lines:
    """Hands lines to the CSV reader and remembers those of the record that is being read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._record: list[str] = []
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        for line in StringIO(self._text, newline=""):
            self._record.append(line)
            yield line
        self.ended = True
        yield _END_OF_FILE

    def take_record(self) -> list[str]:
        """The lines read since the last time it was asked for."""
        lines, self._record = self._record, []
        return lines


def _whole_lines(pieces: Iterable[str]) -> Iterator[str]:
    """The text in pieces that end with a line; a CR at the very end waits for what may follow it."""
    rest = ""
    for piece in pieces:
        rest += piece
        end = max(rest.rfind("\n"), rest.rfind("\r", 0, -1)) + 1
        if len(rest) - end >= CSV_LINE_CHARACTERS:
            raise UnreadableFile(
                "A line of the file is longer than spreadsheets write; check that it is the right file."
            )
        if end:
            yield rest[:end]
            rest = rest[end:]
    if rest:
        yield rest


def _refuse_open_quote(last: list[str], physical: list[str], first_line: int) -> None:
    """The end mark stands alone in its record unless an open quotation mark has swallowed it."""
    if not physical:
        return
    swallowed = last[-1].removesuffix(_END_OF_FILE)
    ends_with_break = physical[-1].endswith(("\r", "\n"))
    line = first_line + len(physical) - len(LINE_BREAK.findall(swallowed)) - (0 if ends_with_break else 1)
    raise UnreadableFile(
        f"The quotation mark before {quoted(swallowed)} in line {line} is never closed, so that the rows "
        "below it cannot be told apart; close or remove it."
    )


def _opens_only(cell: str) -> bool:
    """Whether a quotation mark behind a blank is never closed in the cell: what follows the delimiter was in it."""
    return cell.startswith(" ") and cell.lstrip(" ").startswith('"') and cell.count('"') % 2 == 1


def _split_behind_blank(number: int) -> Issue:
    message = (
        "A blank stands before an opening quotation mark in this row, so what was quoted has been split; take out such "
        "blanks, and save the file again."
    )
    return Issue("stray_quote", message, row=number)


def _stray_quote(number: int, first_line: int, lines: int) -> Issue:
    message = (
        f"Lines {first_line} to {first_line + lines - 1} were read as one row, as a quotation mark opens "
        "in one line and closes in another; mend the quotation marks."
    )
    return Issue("stray_quote", message, row=number)
