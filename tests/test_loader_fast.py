"""The fast reader of workbooks says what the careful one says, or leaves the sheet to it."""

import os
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from bulkmeet.errors import UnreadableFile
from bulkmeet.loader import values
from bulkmeet.loader.cellvalues import CellReader, Styles
from bulkmeet.loader.fastsheet import FastSheet
from bulkmeet.loader.frames import Rows, read_frames, write_frame
from bulkmeet.loader.load import load
from bulkmeet.loader.numberformats import EPOCH_1900, Shown
from bulkmeet.loader.pieces import Odd
from bulkmeet.loader.sheetxml import SheetXml, feed
from bulkmeet.loader.strikes import Struck
from bulkmeet.loader.values import Listener
from bulkmeet.model import Row, Unreadable
from tests.childless import without_a_child
from tests.sheets import gathered

moment = datetime.fromisoformat

CORPUS = Path(os.environ.get("BULKMEET_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TEXTS = ("Title", "Start", " two  blanks ", "line_x000D_\nbreak", "", Struck("cancelled"))
STYLES = Styles((Shown.NUMBER, Shown.DATE, Shown.MOMENT, Shown.SPAN, Shown.NUMBER, Shown.DATE), frozenset({"4", "5"}))
READ_CELL = CellReader(TEXTS, STYLES, EPOCH_1900)

Found = tuple[list[Row], SheetXml]


def sheet_xml(rows: str, *, before: str = "", after: str = "") -> bytes:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def carefully(xml: bytes) -> Found:
    sheet = SheetXml(READ_CELL)
    for _ in feed(BytesIO(xml), sheet):
        pass
    return list(gathered(sheet.rows)), sheet


class Trickle(BytesIO):
    """Gives a few rows at a time, as a sheet of many megabytes does."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(900 if size is None or size < 0 else min(size, 900))


def fast(xml: bytes, stream: Callable[[bytes], BytesIO] = BytesIO) -> Found:
    reader, listener, pipe = FastSheet(READ_CELL), Listener(), BytesIO()
    for rows in reader.frames(stream(xml)):
        write_frame(pipe, rows)
    pipe.seek(0)
    for frame in read_frames(pipe):
        assert isinstance(frame, Rows)
        listener.hear(frame)
    return list(listener.grid()), reader.sheet


def typed(rows: Iterable[Row]) -> list[tuple[int, list[tuple[str, Any]]]]:
    """1, 1.0 and TRUE are equal to Python, but not to us."""
    return [(row.number, [(type(cell).__name__, cell) for cell in row.cells]) for row in rows]


def assert_same(xml: bytes, stream: Callable[[bytes], BytesIO] = BytesIO) -> None:
    (quick, seen), (slow, known) = fast(xml, stream), carefully(xml)
    assert typed(quick) == typed(slow)
    assert (seen.merges, seen.hidden_rows, seen.hidden_columns, seen.take_struck()) == (
        known.merges,
        known.hidden_rows,
        known.hidden_columns,
        known.take_struck(),
    )


def row(number: int, *cells: str, more: str = "") -> str:
    """A row whose cells stand in A, B, C…, each given by what follows its address."""
    written = "".join(f'<c r="{chr(65 + at)}{number}"{cell}' for at, cell in enumerate(cells))
    return f'<row r="{number}"{more}>{written}</row>'


CELLS = (
    ' t="s"><v>0</v></c>',
    ' t="s"><v>2</v></c>',
    ' t="s"><v>3</v></c>',
    ' t="s"><v>4</v></c>',
    ' t="s"><v>99</v></c>',
    "><v>30</v></c>",
    "><v>1</v></c>",
    "><v>1.0</v></c>",
    ' t="b"><v>1</v></c>',
    ' t="b"><v>0</v></c>',
    "><v>0.1</v></c>",
    "><v>-7.5E-3</v></c>",
    "><v>5123456789012345</v></c>",
    "><v>9007199254740993</v></c>",
    "><v>5.123456789012345E15</v></c>",
    "><v>1E400</v></c>",
    "><v>twelve</v></c>",
    ' s="1"><v>46329</v></c>',
    ' s="1"><v>46329.5</v></c>',
    ' s="2"><v>46329</v></c>',
    ' s="2" t="n"><v>46329.395833333336</v></c>',
    ' t="n" s="2"><v>0.395833333333333</v></c>',
    ' s="3"><v>1.0833333333333333</v></c>',
    ' s="2"><v>-1</v></c>',
    ' s="2"><v>99999999</v></c>',
    ' s="17"><v>46329</v></c>',
    ' s="4" t="s"><v>0</v></c>',
    ' s="5"><v>46329</v></c>',
    ' s="5"/>',
    ' t="s"><v>5</v></c>',
    ' t="inlineStr"><is><r><rPr><strike/></rPr><t>not so</t></r></is></c>',
    ' s="1"/>',
    ' s="1" />',
    "/>",
    "></c>",
    "><v></v></c>",
    ' t="e"><v>#N/A</v></c>',
    ' t="e" vm="1"><f>NA()</f><v>#N/A</v></c>',
    "><f>A1*2</f><v>14</v></c>",
    "><f>A1*2</f></c>",
    "><f>A1&amp;B1</f><v/></c>",
    ' t="str"><f>A1</f><v></v></c>',
    ' t="str"><f>A1</f><v>told _x0041_</v></c>',
    '><f t="shared" ref="A1:A9" si="0">B1</f><v>3</v></c>',
    '><f t="shared" si="0"/><v>3</v></c>',
    ' t="inlineStr"><is><t>plain</t></is></c>',
    ' t="inlineStr"><is><t xml:space="preserve"> kept </t></is></c>',
    ' t="inlineStr"><is><t>Müller &amp; 会議 &#128512;</t></is></c>',
    ' t="inlineStr"><is><t>two\nlines\r\nthree</t></is></c>',
    ' t="inlineStr"><is><t>a &gt; b > c</t></is></c>',
    ' t="inlineStr"><is><r><rPr><color rgb="FF0000"/></rPr><t>rich </t></r><r><t>text</t></r></is></c>',
    ' t="inlineStr"><is><t>漢</t><rPh sb="0" eb="1"><t>kan</t></rPh></is></c>',
    ' t="d"><v>2027-03-01T10:00:00</v></c>',
    ' t="d"><v>2027-03-01</v></c>',
    ' cm="1" s="2"><f t="array" ref="A1">NOW()</f><v>46329.5</v></c>',
)


@pytest.mark.parametrize("cell", CELLS)
def test_every_kind_of_cell_is_what_the_careful_reader_makes_of_it(cell: str) -> None:
    assert_same(sheet_xml(row(1, CELLS[0], cell, CELLS[5]) + row(2, cell)))


@given(st.lists(st.lists(st.sampled_from(CELLS), max_size=30), max_size=12), st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_any_sheet_of_them_is_read_alike(sheet: list[list[str]], step: int) -> None:
    rows = "".join(row(1 + step * at, *cells[:26]) for at, cells in enumerate(sheet))
    assert_same(sheet_xml(rows))


LAYOUTS = {
    "from C on": '<row r="3"><c r="C3"><v>1</v></c><c r="E3"><v>2</v></c></row>',
    "beyond Z": '<row r="3"><c r="A3"><v>1</v></c><c r="AB3"><v>2</v></c><c r="XFD3"><v>3</v></c></row>',
    "hidden and empty rows": '<row r="1"/><row r="2" hidden="1"/>'
    '<row r="4" ht="15" hidden="true"><c r="A4"><v>1</v></c></row><row r="5" hidden="0"></row><row r="9" hidden="1"/>',
    "pretty-printed": '\n  <row r="1">\n    <c r="A1"><v>1</v></c>\n    <c r="B1"><v>1</v></c>\n  </row>\n',
    "attributes before the number": '<row spans="1:2" r="7"><c r="A7"><v>1</v></c></row>',
    "cells with another row's number": '<row r="7"><c r="A8"><v>1</v></c></row>',
    "hidden rows below each other": "".join(row(n, CELLS[0], more=' hidden="1"') for n in (1, 2, 3)) + row(4, CELLS[0]),
    "attributes that come and go": "".join(
        row(n, CELLS[0], more=more) for n, more in enumerate((' spans="1:1"', ' spans="1:1"', "", ' ht="9"', ""), 1)
    ),
    "rows left out": row(1, CELLS[0]) + row(2, CELLS[0]) + row(9, CELLS[0]) + row(10, CELLS[0]),
    "nothing": "",
}


@pytest.mark.parametrize("rows", LAYOUTS.values(), ids=LAYOUTS)
def test_every_layout_is_read_alike(rows: str) -> None:
    before, after = (
        '<cols><col min="2" max="3" hidden="1"/></cols>',
        '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    )
    assert_same(sheet_xml(rows, before=before, after=after))


def test_a_prefix_before_every_name_is_read_alike() -> None:
    xml = sheet_xml(row(1, *CELLS[:24])).decode().replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    xml = xml.replace("xmlns=", "xmlns:x=")
    assert_same(xml.encode())
    assert len(fast(xml.encode())[0]) == 1


def test_a_sheet_of_many_blocks_is_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "MOST_VALUES", 500)
    rows = [
        row(n, CELLS[n % len(CELLS)], f' t="inlineStr"><is><t>text {n} {"x" * 90}</t></is></c>') for n in range(1, 9000)
    ]
    assert_same(sheet_xml("".join(rows)))


FIRST_ROWS = [CELLS[0:1] * 3] * 20
"""More than are read at once: only behind them rows are taken together that are like the one before."""


@given(st.lists(st.lists(st.sampled_from(CELLS), min_size=3, max_size=3), max_size=40), st.lists(st.integers(0, 39)))
@settings(max_examples=60, deadline=None)
def test_rows_that_all_have_the_same_columns_are_read_alike(sheet: list[list[str]], hidden: list[int]) -> None:
    rows = "".join(
        row(1 + at, *cells, more=' hidden="1"' if at - len(FIRST_ROWS) in hidden else "")
        for at, cells in enumerate([*FIRST_ROWS, *sheet])
    )
    assert_same(sheet_xml(rows), Trickle)


BETWEEN_ROWS = {
    "rows without cells": '<row r="21"/><row r="22"></row>',
    "a row with fewer cells": row(21, CELLS[0], CELLS[1]),
    "a row with more cells": row(21, *CELLS[:4]),
    "a row that begins later": '<row r="21"><c r="B21"><v>1</v></c><c r="C21"><v>1</v></c><c r="D21"/></row>',
    "as many cells in two rows": row(21, CELLS[0], CELLS[1]) + row(22, *CELLS[:4]),
    "rows left out": row(29, *CELLS[:3]),
    "blanks": "\n  " + row(21, *CELLS[:3]) + "\n",
}


@pytest.mark.parametrize("rows", BETWEEN_ROWS.values(), ids=BETWEEN_ROWS)
def test_what_stands_between_rows_of_the_same_columns_is_read_alike(rows: str) -> None:
    first, last = ("".join(row(start + at, *cells) for at, cells in enumerate(FIRST_ROWS)) for start in (1, 30))
    assert_same(sheet_xml(first + rows + last), Trickle)


ODD = {
    "a comment": "<!-- <row r='1'/> -->" + row(1, CELLS[0]),
    "raw characters": row(1, ' t="inlineStr"><is><t><![CDATA[</row>]]></t></is></c>'),
    "an instruction": "<?go?>" + row(1, CELLS[0]),
    "a row without a number": "<row><c><v>1</v></c></row>",
    "a cell without an address": '<row r="1"><c><v>1</v></c></row>',
    "cells out of order": '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    "one cell twice": '<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>',
    "an address after the style": '<row r="1"><c s="1" r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>',
    "an address after the style, later": '<row r="1"><c r="A1"><v>1</v></c><c s="1" r="B1"><v>2</v></c></row>',
    "rows out of order": row(2, CELLS[0]) + row(1, CELLS[0]),
    "a row twice": row(2, CELLS[0]) + row(2, CELLS[0]),
    "a cell that is not closed": '<row r="1"><c r="A1"><v>1</v></row>',
    "a row that is not closed": '<row r="1"><c r="A1"><v>1</v></c>',
    "other quotation marks": "<row r='1'><c r='A1'><v>1</v></c></row>",
    "an entity nobody has declared": row(1, ' t="inlineStr"><is><t>&x;</t></is></c>'),
    "a control character": row(1, ' t="inlineStr"><is><t>\x01</t></is></c>'),
    "a tag that is not closed": '<row r="1"/>' + row(2, CELLS[0]) + '<row r="3<c r="A3"><v>1</v></c></row>',
    "a row beyond the last": row(1_048_576, CELLS[0]) + row(1_048_577, CELLS[0]),
    "a column beyond the last": '<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
}


@pytest.mark.parametrize("rows", ODD.values(), ids=ODD)
def test_what_is_out_of_the_ordinary_is_left_to_the_careful_reader(rows: str) -> None:
    with pytest.raises(Odd):
        fast(sheet_xml(rows))


def test_letters_that_are_no_utf_8_are_left_to_the_careful_reader() -> None:
    xml = sheet_xml(row(1, ' t="inlineStr"><is><t>Müller</t></is></c>')).decode()
    for strange in (xml.encode("latin-1"), ('<?xml version="1.0" encoding="ISO-8859-1"?>' + xml).encode("latin-1")):
        with pytest.raises(Odd, match="UTF-8"):
            fast(strange)
    with pytest.raises(Odd):
        fast(xml.encode("utf-16"))


@pytest.mark.parametrize(("stream", "rows"), [(BytesIO, 5), (Trickle, 15)])
@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_sheet_with_a_few_bytes_changed_is_read_alike_or_left(
    stream: Callable[[bytes], BytesIO], rows: int, data: st.DataObject
) -> None:
    xml = bytearray(sheet_xml("".join(row(n, *CELLS[n % 7 : n % 7 + 6]) for n in range(1, rows))))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(xml) - 1))
        xml[at : at + 1] = data.draw(
            st.sampled_from([b"", b"<", b">", b'"', b"/", b"r", b"1", b" ", b"&", b"\xff", b"!"])
        )
    try:
        quick, _ = fast(bytes(xml), stream)
    except (Odd, UnreadableFile):
        return
    try:
        slow, _ = carefully(bytes(xml))
    except Exception:  # noqa: BLE001 - whatever the parser objects to
        return
    assert typed(quick) == typed(slow)


def saved(folder: Path, book: Workbook, **replaced: str) -> Path:
    """The workbook with comments put into parts, or pieces of them exchanged."""
    content, path = BytesIO(), folder / "meetings.xlsx"
    book.save(content)
    with ZipFile(content) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name).decode()
            if name.endswith("sheet1.xml"):
                for old, new in replaced.items():
                    part = part.replace(f"<{old}>", new)
            target.writestr(name, part)
    return path


def zoo() -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([])
    sheet.append([None, None, "Title", "Start", "End", "Duration", "Host ID", "Call out", "Notes"])
    for number in range(3, 9):
        sheet.append(
            [
                None,
                None,
                f" Review {number % 2}",
                moment("2031-03-03 09:00") + timedelta(hours=number),
                time(9, number),
                timedelta(hours=25, minutes=number),
                5123456789012345,
                number % 2 == 0,
                "two\nlines" if number % 2 else None,
            ]
        )
        sheet.append([])
    sheet["D7"] = date(2031, 3, 9)
    sheet["D7"].number_format = "dd.mm.yyyy"
    sheet["I9"] = "=1+1"
    return book


@pytest.mark.parametrize("epoch", ["1899-12-30", "1904-01-01"])
def test_a_whole_workbook_is_read_alike_and_the_reader_is_named(tmp_path: Path, epoch: str) -> None:
    book = zoo()
    book.epoch = moment(epoch)
    quick = load(saved(tmp_path, book))
    slow = load(saved(tmp_path, book, sheetData="<!-- made by hand --><sheetData>"))
    assert quick.reader == "the fast reader"
    assert slow.reader == "the careful reader, because its XML holds comments or raw characters"
    assert (quick.headers, typed(quick.rows), quick.issues) == (slow.headers, typed(slow.rows), slow.issues)
    assert quick.rows[0].cells[2:5] == (" Review 1", moment("2031-03-03 12:00"), time(9, 3))
    assert isinstance(quick.rows[3].cells[8], Unreadable)


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus of spreadsheets at {CORPUS.name}")
def test_the_corpus_is_read_alike_by_both(tmp_path: Path) -> None:
    readers = set()
    for path in sorted(
        path for path in (*CORPUS.glob("made/*.xlsx"), *CORPUS.glob("xlsx/*.xls[xm]")) if path.stat().st_size < 100_000
    ):
        try:
            with without_a_child():
                quick = load(path)
        except UnreadableFile:
            continue
        if not quick.reader:  # text, whatever its name says
            continue
        readers.add(quick.reader.partition(",")[0])
        copy = tmp_path / path.name
        with ZipFile(path) as source, ZipFile(copy, "w", ZIP_DEFLATED) as target:
            for name in dict.fromkeys(source.namelist()):
                part = source.read(name)
                target.writestr(
                    name, part.replace(b"sheetData>", b"sheetData><!-- -->", 1) if "sheet" in name else part
                )
        with without_a_child():
            slow = load(copy)
        assert slow.reader.startswith("the careful reader")
        assert (quick.headers, typed(quick.rows), quick.issues) == (slow.headers, typed(slow.rows), slow.issues)
    assert "the fast reader" in readers
