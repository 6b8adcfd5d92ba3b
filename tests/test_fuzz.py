"""Whatever a file holds, it is read or refused in a sentence, and every row of it is accounted for.

`BULKMEET_FUZZ=50 pytest tests/test_fuzz.py` tries fifty times as many files as `make test`.
"""

import json
import os
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bulkmeet.__main__ import exit_code
from bulkmeet.cells.text import BIDI, is_blank
from bulkmeet.errors import Stop, UnreadableFile
from bulkmeet.examine import Examined, examine_sheet
from bulkmeet.loader import guard, load
from bulkmeet.loader.csvfile import read_csv
from bulkmeet.loader.signature import Kind, kind_of
from bulkmeet.model import Row, Status
from bulkmeet.settings import Settings
from bulkmeet.sheet import Sheet
from bulkmeet.wire import create_request
from tests.childless import without_a_child
from tests.command_line import CommandLine
from tests.fuzzing import SCALE, damaged_book, delimited_files, open_documents, workbooks
from tests.sheets import NEW_YORK, NOW

CORPUS = Path(os.environ.get("BULKMEET_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
OTHERS = sorted(path for path in CORPUS.rglob("*") if path.suffix in {".xls", ".xlsb", ".ods"})
LONGEST_SECONDS = 5.0
"""Of processor time, for files of a few rows that are read in milliseconds."""
ENDLESS_HEADERS = ("Start", "End", "Duration", "Time zone", "Repeats", "Attendees", "Phone", "User ID", "Status")
ENDLESS = (*"1-a@<é日", "1 ", "1:", "1h", "1/", "+1", "9 am ", "a@", "a.", "; ", "every ", " x")
PASSED_OVER = {
    *("row_above_headers", "repeated_header", "totals_row", "footer_row", "rule_row", "hint_row"),
    *("key_row", "group_title"),
}
FILES = st.one_of(delimited_files(), workbooks())
pytestmark = pytest.mark.timeout(120 * SCALE)


def fuzzed(count: int) -> settings:
    """So many examples, more by BULKMEET_FUZZ; a folder may serve all of them, for each file is written anew."""
    unneeded = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
    return settings(max_examples=count * SCALE, deadline=None, suppress_health_check=unneeded)


# ---- the pipeline within this process ----------------------------------------------------------------------


def _examined(path: Path) -> Examined | str:
    """What is understood of the file, or the sentence that refuses it."""
    try:
        sheet = load.load(path)
        return examine_sheet(sheet, Settings(timezone=NEW_YORK), NOW, lambda _: {})
    except Stop as stop:
        return str(stop)


def _all_rows(path: Path) -> Iterable[Row]:
    return read_csv(path)[0] if kind_of(path) is Kind.TEXT else guard.read_guarded(path, None).rows


@fuzzed(200)
@given(delimited_files())
@example(b'sep= \nTitle Start Duration "Host email"\nBudget 2031-03-04T09:30 45 ana@example.com')
def test_a_delimited_file_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    _obeys_the_laws(tmp_path / "meetings.csv", content)


@fuzzed(250)
@given(workbooks())
def test_a_workbook_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    with without_a_child():
        _obeys_the_laws(tmp_path / "meetings.xlsx", content)


@fuzzed(4)
@given(open_documents())
def test_an_open_document_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    _obeys_the_laws(tmp_path / "meetings.ods", content)  # by the real child: its reader may abort the process


@pytest.mark.skipif(not OTHERS, reason=f"no .xls, .xlsb or .ods at {CORPUS}; set BULKMEET_CORPUS")
@fuzzed(4)
@given(st.sampled_from(OTHERS).flatmap(lambda path: damaged_book(path.read_bytes())))
def test_a_damaged_workbook_of_another_format_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    _obeys_the_laws(tmp_path / "meetings.xls", content)


@pytest.mark.parametrize("header", ENDLESS_HEADERS)
def test_an_endless_text_does_not_hold_up_the_reading(tmp_path: Path, header: str) -> None:
    ordinary = {
        "Title": "Budget",
        "Start": "2031-03-04 09:30",
        "End": "2031-03-04 10:00",
        "Host email": "ana@example.com",
    }
    rows = [{**ordinary, header: piece * (2000 // len(piece))} for piece in ENDLESS]
    lines = [",".join(row) for row in ([*ordinary, *({header} - set(ordinary))], *(row.values() for row in rows))]
    _obeys_the_laws(tmp_path / "meetings.csv", "\n".join(lines).encode())


@pytest.mark.parametrize(("header", "cell"), [("", ""), ("Column {}", "x y z")])
def test_thousands_of_columns_do_not_hold_up_the_reading(tmp_path: Path, header: str, cell: str) -> None:
    columns = range(2000)
    headers = ["Title", "Start", "Duration", "Host email", *map(header.format, columns), "The last"]
    row = ["Budget", "2031-03-04 09:30", "45 min", "ana@example.com", *[cell] * len(columns), "x"]
    (tmp_path / "wide.csv").write_text("\n".join([",".join(headers), ",".join(row)]), "utf-8")
    began = time.process_time()
    assert not isinstance(_examined(tmp_path / "wide.csv"), str)
    assert time.process_time() - began < LONGEST_SECONDS


def _obeys_the_laws(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    began = time.process_time()
    found = _examined(path)
    assert time.process_time() - began < LONGEST_SECONDS
    assert repr(_examined(path)) == repr(found), "read twice, it reads differently"
    if isinstance(found, str):
        assert found
        assert _is_harmless(found)
        return
    _no_row_is_lost_by_the_reader(found.sheet, _all_rows(path))
    results = [part.result for part in found.parts]
    assert Counter(row for result in results for row in result.rows) == Counter(row.number for row in found.sheet.rows)
    assert all(_is_harmless(issue.message) for issue in found.issues)
    assert all(_is_harmless(result.message) for result in results if result.status is not Status.UNKNOWN)
    _what_is_to_be_sent_can_be(found)


def _no_row_is_lost_by_the_reader(sheet: Sheet, rows: Iterable[Row]) -> None:
    """Each row that holds something is the headers, in the table, or named by an issue as passed over."""
    filled = Counter(row.number for row in rows if not all(map(is_blank, row.cells)))
    named = [issue.row for issue in sheet.issues if issue.code in PASSED_OVER and issue.row is not None]
    second = min((issue.row or 0 for issue in sheet.issues if issue.code == "second_table"), default=sys.maxsize)
    known = Counter([sheet.header_row, *(row.number for row in sheet.rows), *named])
    assert not {row for row in filled - known if row < second}


def _what_is_to_be_sent_can_be(found: Examined) -> None:
    for part in found.parts:
        if part.meeting is not None:
            meeting = part.meeting
            assert part.result.status is Status.PENDING
            assert meeting.title.strip()
            assert NOW <= meeting.start < meeting.end
            body = create_request(meeting, "5123456789012345").body
            assert json.loads(body or b"")["title"] == meeting.title


# ---- the command line --------------------------------------------------------------------------------------


@fuzzed(60)
@given(FILES, st.sampled_from(((), ("--verbose",), ("--quiet",), ("--json",))))
@example("Title,Start,Duration,Host\nBud\u202eget\x85,2031-03-04 09:30,45,ana@example.com\n".encode(), ("--json",))
def test_check_ends_with_a_known_exit_code_and_shows_nothing_raw(
    tmp_path: Path, content: bytes, options: tuple[str, ...]
) -> None:
    path = tmp_path / "meetings.xlsx"
    path.write_bytes(content)
    ledger = ("--ledger", str(tmp_path / "ledger.sqlite3"))
    with without_a_child(), _captured() as (out, err):
        code = exit_code(["check", str(path), "--timezone", NEW_YORK, *ledger, *options])
    _was_a_right_answer(code, out.getvalue().decode(), err.getvalue().decode(), json="--json" in options)


@contextmanager
def _captured() -> Iterator[tuple[BytesIO, BytesIO]]:
    out, err = BytesIO(), BytesIO()
    streams = TextIOWrapper(out, "utf-8", write_through=True), TextIOWrapper(err, "utf-8", write_through=True)
    with patch.object(sys, "stdout", streams[0]), patch.object(sys, "stderr", streams[1]):
        yield out, err
    for stream in streams:
        stream.flush()
        stream.detach()


@fuzzed(4)
@given(FILES)
def test_the_program_answers_in_time_whatever_it_is_given(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / str(time.monotonic_ns())
    bulkmeet = CommandLine(folder)
    path = folder / "meetings.xlsx"
    path.write_bytes(content)
    done = bulkmeet("check", path, "--json", "--timezone", NEW_YORK)  # one that hangs is killed, and fails
    _was_a_right_answer(done.code, done.out, done.err, json=True)


def _was_a_right_answer(code: int, out: str, err: str, *, json: bool) -> None:
    assert code in {0, 1, 2, 3}, err
    assert "Traceback" not in out + err
    assert _is_harmless(err.replace("\n", ""))
    assert _is_harmless(out.replace("\n", ""))
    if json:
        _is_a_whole_document(out, code)


def _is_a_whole_document(out: str, code: int) -> None:
    document: dict[str, Any] = json.loads(out)
    rows = [row for result in document["results"] for row in result["rows"]]
    assert len(rows) == document["rows"]
    assert sum(document["counts"].values()) == document["meetings"] == len(document["results"])
    assert (document["error"] is None) == (code < UnreadableFile.exit_code)


def _is_harmless(text: str) -> bool:
    """Whether a terminal shows it as it stands: no control characters, nothing that turns the direction."""
    return not any(unicodedata.category(character) in {"Cc", "Cs"} or character in BIDI for character in text)
