"""Workbooks of formats that no library here writes: .xls by its records, .ods by its XML."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain, repeat
from pathlib import Path
from struct import pack
from zipfile import ZipFile

from bulkmeet.loader.numberformats import EPOCH_1900, EPOCH_1904

Value = str | float | bool | datetime | None
BOF, EOF = 0x0809, 0x000A


def record(kind: int, content: bytes = b"") -> bytes:
    return pack("<HH", kind, len(content)) + content


def short_text(text: str) -> bytes:
    return pack("<HB", len(text), 1) + text.encode("utf-16-le")


def xls_cell(row: int, column: int, value: Value, *, is_1904: bool = False) -> bytes:
    place = pack("<HH", row, column)
    if isinstance(value, str) and value.startswith("#"):
        return record(0x0205, place + pack("<HBB", 0, 42, 1))
    if isinstance(value, str):
        return record(0x0204, place + pack("<H", 0) + short_text(value))
    if isinstance(value, bool):
        return record(0x0205, place + pack("<HBB", 0, value, 0))
    if isinstance(value, datetime):
        days = (value - (EPOCH_1904 if is_1904 else EPOCH_1900)).total_seconds() / 86_400
        return record(0x0203, place + pack("<Hd", 1, days))
    return b"" if value is None else record(0x0203, place + pack("<Hd", 0, value))


def xls_sheet(rows: Sequence[Sequence[Value]], more: bytes = b"", *, is_1904: bool = False) -> bytes:
    cells = [xls_cell(r, c, v, is_1904=is_1904) for r, row in enumerate(rows) for c, v in enumerate(row)]
    size = record(0x0200, pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    return record(BOF, pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 6)) + size + b"".join(cells) + more + record(EOF)


def xls(
    path: Path,
    rows: Sequence[Sequence[Value]],
    *,
    more: bytes = b"",
    first: bytes = b"",
    version: int = 0x0600,
    is_1904: bool = False,
) -> Path:
    """An .xls of one sheet; `more` are records at the end of the sheet, `first` at the beginning of the workbook."""
    formats = b"".join(record(0x00E0, pack("<HH16x", 0, number)) for number in (0, 22))
    start = record(BOF, pack("<HHHHII", version, 0x0005, 0, 0, 0, 6)) + first
    start += record(0x0022, pack("<H", is_1904)) + formats
    name = pack("<BB", 3, 1) + "May".encode("utf-16-le")
    length = len(start) + 4 + 6 + len(name) + 4
    stream = start + record(0x0085, pack("<IBB", length, 0, 0) + name) + record(EOF)
    path.write_bytes(ole("Workbook", stream + xls_sheet(rows, more, is_1904=is_1904)))
    return path


def ole(name: str, stream: bytes) -> bytes:
    """A container with one stream, long enough to need no finer table."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header += b"\xff\xff\xff\xff" * 108
    entries = [entry("Root Entry", 5, 0xFFFFFFFE, 0, 1), entry(name, 2, 2, len(stream), 0xFFFFFFFF)]
    directory = b"".join(entries).ljust(512, b"\0")
    return header + pack(f"<{len(table)}I", *table).ljust(512, b"\xff") + directory + stream


def entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    written = name.encode("utf-16-le")
    links = pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        written.ljust(64, b"\0")
        + pack("<HBB", len(written) + 2, kind, 1)
        + links
        + bytes(36)
        + pack("<IQ", start, size)
    )


ODS_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(
    path: Path,
    rows: Iterable[Iterable[str]],
    *,
    hidden: int | None = None,
    manifest: str = "",
    kind: str = ODS_TYPE,
) -> Path:
    """An .ods of one sheet; cells are texts, or XML. The column and the row with the index `hidden` are hidden."""
    shown = ['table:visibility="collapse"' if index == hidden else "" for index in range(10)]
    body = "".join(f"<table:table-column {visibility}/>" for visibility in shown)
    body += "".join(
        f"<table:table-row {visibility}>{''.join(map(ods_cell, row))}</table:table-row>"
        for visibility, row in zip(chain(shown, repeat("")), rows, strict=False)
    )
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        archive.writestr(
            "content.xml",
            f'<office:document-content {ODS_NAMES} xmlns:calcext="urn:x" office:version="1.2"><office:body>'
            f'<office:spreadsheet><table:table table:name="May">{body}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        )
    return path


def ods_cell(value: str) -> str:
    if value.startswith("<"):
        return value
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def ods_value(kind: str, value: str, more: str = "") -> str:
    attribute = f"{kind}-value" if kind in {"date", "time", "boolean"} else "value"
    written = f'office:value-type="{kind}" office:{attribute}="{value}" {more}'
    return f"<table:table-cell {written}><text:p>shown</text:p></table:table-cell>"


ODS_COVERED = "<table:covered-table-cell/>"
"""A cell below or behind the first one of a merge."""


def ods_text(value: str, more: str) -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{value}</text:p></table:table-cell>'
