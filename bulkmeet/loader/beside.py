"""What calamine does not tell of a sheet in one of the binary formats: errors, hidden rows, merged cells. Pure.

Only those records are looked at. Their numbers are those of [MS-XLS] 2.3 and [MS-XLSB] 2.3.
"""

from collections.abc import Iterator
from struct import unpack_from

from msgspec import Struct, field

from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.limits import COLUMNS, MERGES
from bulkmeet.loader.raw import Merge

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_OLD_EXCEL = "The workbook was saved by Excel 95 or an older one; open it in Excel and save it as a workbook (.xlsx)."
PROTECTED = "The file is protected by a password; open it in Excel and save it without one."
_BIFF8 = 0x0600
_BOF, _EOF, _FILEPASS, _BOUNDSHEET = 0x0809, 0x000A, 0x002F, 0x0085
_FORMULA, _BOOLERR, _ROW, _COLINFO, _MERGEDCELLS = 0x0006, 0x0205, 0x0208, 0x007D, 0x00E5
_XLSB_ROW, _XLSB_COLINFO, _XLSB_SHEET, _XLSB_MERGE = 0, 60, 156, 176
_XLSB_ERRORS = frozenset({3, 11})

Records = Iterator[tuple[int, bytes]]


class Beside(Struct):
    """What stands beside the values of a sheet: errors by row (from 1) and column (from 0), and what is hidden."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)

    def add_error(self, row: int, column: int, code: int) -> None:
        """An error by Excel's number for it."""
        self.errors[row + 1, column] = _ERRORS.get(code, "#ERROR!")

    def add_merge(self, first_row: int, last_row: int, first_column: int, last_column: int) -> None:
        """A block of merged cells, rows counted from 0."""
        if len(self.merges) >= MERGES:
            raise UnreadableFile(f"The sheet has more than {MERGES:,} merged cells; unmerge them and save it again.")
        self.merges.append(Merge(first_row + 1, last_row + 1, first_column, last_column))


def xls_sheets(stream: bytes) -> list[int]:
    """Where each sheet of an .xls begins in its stream. Raises UnreadableFile for old and protected ones."""
    starts = []
    for kind, content in _xls_records(stream, 0):
        if kind == _BOF and unpack_from("<H", content)[0] != _BIFF8:
            raise UnreadableFile(_OLD_EXCEL)
        if kind == _FILEPASS:
            raise UnreadableFile(PROTECTED)
        if kind == _BOUNDSHEET:
            starts.append(unpack_from("<I", content)[0])
    return starts


def beside_xls(stream: bytes, start: int) -> Beside:
    """The sheet of an .xls that begins there."""
    found = Beside()
    for kind, content in _xls_records(stream, start):
        if kind == _BOOLERR and content[7]:
            row, column = unpack_from("<HH", content)
            found.add_error(row, column, content[6])
        elif kind == _FORMULA and content[6] == 2 and content[12:14] == b"\xff\xff":
            row, column = unpack_from("<HH", content)
            found.add_error(row, column, content[8])
        elif kind == _ROW and content[12] & 0x20:
            found.hidden_rows.append(unpack_from("<H", content)[0] + 1)
        elif kind == _COLINFO and content[8] & 1:
            first, last = unpack_from("<HH", content)
            found.hidden_columns += range(first, min(last, 255) + 1)
        elif kind == _MERGEDCELLS:
            for at in range(2, len(content) - 7, 8):
                found.add_merge(*unpack_from("<HHHH", content, at))
    return found


def _xls_records(stream: bytes, at: int) -> Records:
    """The records of one part of the stream; charts within a sheet are parts of their own."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth < 2:
            yield kind, stream[at + 4 : at + 4 + size]
        if depth < 1:
            return
        at += 4 + size


def beside_xlsb(part: bytes) -> Beside:
    """The sheet of an .xlsb whose part this is."""
    found = Beside()
    row = 0
    for kind, content in _xlsb_records(part):
        if kind == _XLSB_ROW:
            (row,) = unpack_from("<I", content)
            if content[11] & 0x10:
                found.hidden_rows.append(row + 1)
        elif kind in _XLSB_ERRORS:
            found.add_error(row, unpack_from("<I", content)[0], content[8])
        elif kind == _XLSB_MERGE:
            found.add_merge(*unpack_from("<IIII", content))
        elif kind == _XLSB_COLINFO and content[16] & 1:
            first, last = unpack_from("<II", content)
            found.hidden_columns += range(first, min(last + 1, COLUMNS))
    return found


def bundled_xlsb(workbook: bytes) -> list[str]:
    """The sheets that the workbook's own part names, by the ids of their relations."""
    found = []
    for kind, content in _xlsb_records(workbook):
        if kind == _XLSB_SHEET:
            (length,) = unpack_from("<I", content, 8)
            found.append(content[12 : 12 + 2 * length].decode("utf-16-le"))
    return found


def _xlsb_records(part: bytes) -> Records:
    at = 0
    while at < len(part):
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | (part[at] & 0x7F) << 7
            at += 1
        size = 0
        for shift in (0, 7, 14, 21):
            byte = part[at]
            at += 1
            size |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
        yield kind, part[at : at + size]
        at += size
