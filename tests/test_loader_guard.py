import os
import subprocess
import sys
import time
from array import array
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as clock
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from msgspec import structs
from openpyxl import Workbook

from bulkmeet.errors import UnreadableFile
from bulkmeet.loader import guard
from bulkmeet.loader.frames import Ending, Garbled, Refusal, Rows, read_frames, write_frame
from bulkmeet.loader.gathering import UNSIGNED
from bulkmeet.loader.load import load
from bulkmeet.loader.values import Listener, Teller
from bulkmeet.model import Cell, Row, Unreadable

moment = datetime.fromisoformat

CORPUS = Path(os.environ.get("BULKMEET_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
FILES = sorted(path for path in CORPUS.glob("*/*") if path.parent.name != "LICENSES")
SECONDS = 10
MEGABYTES = 500

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

needs_corpus = pytest.mark.skipif(not FILES, reason=f"no corpus of spreadsheets at {CORPUS.name}")


def xlsx(folder: Path, sheet_xml: str, **parts: str) -> Path:
    """A workbook whose only sheet is this XML."""
    saved, path = BytesIO(), folder / "hostile.xlsx"
    Workbook().save(saved)
    with ZipFile(saved) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != "xl/worksheets/sheet1.xml":
                target.writestr(name, source.read(name))
        target.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{NAMESPACE}">{sheet_xml}</worksheet>')
        for name, content in parts.items():
            target.writestr(name, content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        load(path)
    assert caught.value.exit_code == 3
    return str(caught.value)


def is_plain(message: str) -> bool:
    return message.endswith(".") and not any(word in message for word in ("Traceback", "Error", "None", "\n"))


@needs_corpus
@pytest.mark.skipif(sys.platform == "win32", reason="peak memory is not told there")
def test_no_hostile_file_takes_much_memory() -> None:
    program = (
        "import resource, sys; from pathlib import Path; from bulkmeet.errors import Stop;"
        "from bulkmeet.loader.load import load\n"
        "for name in sys.argv[1:]:\n"
        "    try: load(Path(name))\n"
        "    except Stop: pass\n"
        "print(max(resource.getrusage(who).ru_maxrss for who in (0, -1)))  # itself, its children"
    )
    files = [str(path) for path in FILES if path.parent.name == "hostile"]
    done = subprocess.run([sys.executable, "-c", program, *files], capture_output=True, text=True, check=True)
    kilobytes = int(done.stdout) / (1024 if sys.platform == "darwin" else 1)
    assert kilobytes / 1024 < MEGABYTES


@needs_corpus
def test_the_kitchen_sink_is_read_as_a_person_reads_it() -> None:
    sheet = load(CORPUS / "made" / "kitchen_sink.xlsx")
    assert sheet.header_row == 4
    assert [row.number for row in sheet.rows] == [5, 6, 7, 9, 10, 11]
    assert [row.cells[0] for row in sheet.rows] == [1, 1, 1, 2, 3, 4]
    assert isinstance(sheet.rows[4].cells[1], Unreadable)
    found = {issue.code for issue in sheet.issues}
    assert found == {"other_sheets", "hidden_rows", "row_above_headers", "totals_row", "merged_cells"}


@needs_corpus
def test_what_the_corpus_asks_for_by_name() -> None:
    assert load(CORPUS / "made" / "mac1904.xlsx").rows[0].cells[1] == moment("2026-11-02 09:00")
    assert len(load(CORPUS / "hostile" / "dimension_lie_small.xlsx").rows) == 2
    assert len(load(CORPUS / "made" / "bookings_concatenated.tsv").rows) == 3
    messages = {refusal(CORPUS / name) for name in ("made/html_table_named.xls", "xlsx/pass_protected.xlsx")}
    assert len(messages) == 2


def test_a_text_of_many_millions_stops_at_what_a_cell_may_hold(tmp_path: Path) -> None:
    text = "x" * 50_000_000
    cell = f'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row></sheetData>'
    assert "32,767 characters" in refusal(xlsx(tmp_path, cell))


def test_rows_that_end_far_to_the_right_are_counted_as_wide_as_they_are(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 2000))
    assert "far more than a list" in refusal(xlsx(tmp_path, f"<sheetData>{rows}</sheetData>"))


def test_elements_nested_without_end_do_no_harm(tmp_path: Path) -> None:
    assert is_plain(refusal(xlsx(tmp_path, "<a>" * 300_000)))


def test_entities_are_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path, "")
    with ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><a xmlns="{NAMESPACE}">&e;</a>'
    with ZipFile(path, "w") as target:
        for name, content in parts.items():
            target.writestr(name, entity if name.endswith("sheet1.xml") else content)
    assert "no spreadsheet program writes" in refusal(path)


def test_rows_numbered_backwards_are_refused(tmp_path: Path) -> None:
    rows = '<row r="5"><c r="A5"><v>1</v></c></row><row r="4"><c r="A4"><v>1</v></c></row>'
    assert "out of order" in refusal(xlsx(tmp_path, f"<sheetData>{rows}</sheetData>"))


def test_a_zip_that_is_no_workbook_is_to_be_unzipped(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("meetings.csv", "Title,Start\nA,x\n")
    assert "unzip it" in refusal(tmp_path / "a.xlsx")


def test_a_workbook_cut_off_is_damaged(tmp_path: Path) -> None:
    path = xlsx(tmp_path, "<sheetData/>")
    path.write_bytes(path.read_bytes()[:-200])
    assert "damaged or cut off" in refusal(path)


def frames_of(program: str) -> Iterator[object]:
    with guard._frames(("-c", program)) as frames:
        yield from frames


def test_a_child_that_dies_is_one_plain_sentence_with_the_rest_as_a_note() -> None:
    with pytest.raises(UnreadableFile, match="broke its reader") as caught:
        list(frames_of("import os, sys; print('inside', file=sys.stderr, flush=True); os.abort()"))
    assert is_plain(str(caught.value))
    assert "inside" in caught.value.__notes__[0]


def child_started_early(monkeypatch: pytest.MonkeyPatch) -> "list[subprocess.Popen[bytes]]":
    """The children, as they are started from now on."""
    started: list[subprocess.Popen[bytes]] = []
    start = guard._started

    def _noted(arguments: tuple[str, ...]) -> "subprocess.Popen[bytes]":
        started.append(start(arguments))
        return started[-1]

    monkeypatch.setattr(guard, "_started", _noted)
    return started


def test_a_workbook_is_read_by_the_child_that_was_begun_with_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = xlsx(tmp_path, '<sheetData><row r="1"><c r="A1" t="str"><v>Title</v></c></row></sheetData>')
    started = child_started_early(monkeypatch)
    with guard.begun(path, None):
        assert len(started) == 1
        assert guard.read_guarded(path, None).rows[0].cells == ("Title",)
        assert guard.read_guarded(path, None).rows[0].cells == ("Title",)
    assert [child.poll() is not None for child in started] == [True, True]


def test_a_child_that_nobody_listened_to_is_gone_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = xlsx(tmp_path, "<sheetData/>")
    monkeypatch.setattr(guard, "_arguments", lambda *_: ("-c", "import time; time.sleep(60)"))
    started = child_started_early(monkeypatch)
    began = time.monotonic()
    with pytest.raises(ZeroDivisionError), guard.begun(path, "May"):
        raise ZeroDivisionError
    assert time.monotonic() - began < SECONDS
    assert started[0].poll() is not None
    assert not guard._begun


def test_text_needs_no_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "meetings.csv").write_text("Title\n")
    started = child_started_early(monkeypatch)
    with guard.begun(tmp_path / "meetings.csv", None):
        assert not started


def test_a_child_that_talks_nonsense_is_not_believed() -> None:
    with pytest.raises(UnreadableFile, match="broke its reader"):
        list(frames_of("print('hello, here are your rows')"))


def test_a_child_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "START_SECONDS", 0.3)
    began = time.monotonic()
    with pytest.raises(UnreadableFile, match="took too long"):
        list(frames_of("import time; time.sleep(60)"))
    assert time.monotonic() - began < SECONDS


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on a process there")
def test_the_child_limits_its_own_memory_time_and_writing() -> None:
    program = (
        "import resource as r; from bulkmeet.loader.child import limit_resources; limit_resources();"
        "print([r.getrlimit(x)[0] for x in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_CORE)])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[550000000, 8, 0, 0]"


def test_the_child_is_told_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIALPAD_API_KEY", "do-not-tell")
    assert "do-not-tell" not in guard.child_environment().values()


def test_frames_carry_every_kind_of_cell() -> None:
    cells: list[Cell] = [
        *("text", 5123456789012345, 0.5, True, None),
        *(moment("2027-03-01 10:00"), date(2027, 3, 1), clock(9, 30), timedelta(hours=26, microseconds=5)),
        Unreadable("#N/A", "an error"),
    ]
    ending = Ending("May", (), (3,), (), ("June",), "the fast reader")
    stream, listener = BytesIO(), Listener()
    write_frame(stream, told((7, cells), (9, [*cells, 1, 1.0, "text"])))
    write_frame(stream, ending)
    stream.seek(0)
    rows, last = read_frames(stream)
    assert isinstance(rows, Rows)
    listener.hear(rows)
    assert last == ending
    short, long = listener.grid()
    assert short == Row(7, (*cells, None, None, None))
    assert long == Row(9, (*cells, 1, 1.0, "text"))
    assert [type(cell) for cell in long.cells[-4:]] == [Unreadable, int, float, str]


def told(*rows: tuple[int, list[Cell]], teller: Teller | None = None) -> Rows:
    teller = teller or Teller()
    cells = array(UNSIGNED, [teller.number(cell) for _, row in rows for cell in row])
    return teller.rows([number for number, _ in rows], [len(row) for _, row in rows], cells)[0]


def test_values_are_told_once_until_both_sides_forget_them() -> None:
    teller, listener = Teller(), Listener()
    frames = [told((1, ["a", "b"]), teller=teller), told((2, ["b", "c"]), teller=teller)]
    teller.forget()
    frames.append(told((3, ["c", None, "a"]), teller=teller))
    assert [frame.values for frame in frames] == [["a", "b"], ["c"], ["c", "a"]]
    for frame in frames:
        listener.hear(frame)
    assert [row.cells for row in listener.grid()] == [("a", "b", None), ("b", "c", None), ("c", None, "a")]
    assert [column.cells for column in listener.grid().columns] == [
        [None, "a", "b", "c"],
        [None, "b", "c"],
        [None, "a"],
    ]


@pytest.mark.parametrize(
    "frame",
    [
        structs.replace(told((1, ["a"])), cells=b"\x09\0\0\0"),
        structs.replace(told((1, ["a"])), widths=b"\x02\0\0\0"),
        structs.replace(told((1, ["a"])), numbers=b""),
        structs.replace(told((1, ["a"])), cells=b"\x01\0\0"),
        structs.replace(told((1, ["a"])), values=[["a", "list"]]),
    ],
)
def test_rows_that_do_not_fit_together_are_not_believed(frame: Rows) -> None:
    with pytest.raises(Garbled):
        Listener().hear(frame)


@pytest.mark.parametrize("content", [b"\x00\x00", b"\x00\x00\x00\x05ab", b"\xff\xff\xff\xff", b"\x00\x00\x00\x01\xc1"])
def test_frames_cut_off_or_garbled_are_told(content: bytes) -> None:
    with pytest.raises(Garbled):
        list(read_frames(BytesIO(content)))


def test_a_refusal_keeps_its_detail_for_engineers(tmp_path: Path) -> None:
    path = tmp_path / "meetings.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(UnreadableFile) as caught:
        load(path)
    assert "BadZipFile" in caught.value.__notes__[0]
    assert Refusal("a").detail == ""
