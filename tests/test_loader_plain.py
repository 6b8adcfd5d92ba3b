"""Large files that need no care are read by Arrow, and nothing else comes of it than of the careful reader."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulkmeet.loader import plaincsv
from bulkmeet.loader.csvfile import read_csv
from bulkmeet.loader.plaincsv import read_plain
from bulkmeet.loader.reshaping import blank_rows, without
from bulkmeet.model import Row
from bulkmeet.sheet import Grid

HEADER = "Title,Start,Notes"


@pytest.fixture(autouse=True)
def _small_files_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plaincsv, "WORTH_IT_BYTES", 0)


def plain(folder: Path, text: str | bytes, *, delimiter: str = ",", width: int = 3) -> Sequence[Row] | None:
    """What the plain reader makes of a text, or that it leaves it to the other."""
    path = folder / "a.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    grid = read_plain(path, delimiter, width)
    return None if grid is None else rows_of(grid)


def rows_of(grid: Grid) -> list[Row]:
    return list(without(grid, blank_rows(grid)))


def careful(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Row]:
    """What the careful reader makes of the text written last."""
    with monkeypatch.context() as patch:
        patch.setattr(plaincsv, "WORTH_IT_BYTES", 1 << 40)
        rows, _, issues = read_csv(folder / "a.csv")
        assert not issues
        return rows_of(rows)


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADER}\nOwls,2027-01-12 09:00,\nOwls,2027-01-13 09:00,bring maps\n",
        f"{HEADER}\r\nOwls,2027-01-12 09:00,x\r\n,,\r\n  ,null,NA",
        f'{HEADER}\n"Owls, bears",2027-01-12 09:00,""\n"x","y","z"\n',
        f"\ufeff{HEADER}\nŻółw,2027-01-12 09:00,1\n",
        f"{HEADER}\n\nOwls,2027-01-12 09:00,a\n\n",
    ],
)
def test_a_plain_file_is_read_by_arrow_as_the_careful_reader_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    assert plain(tmp_path, text) == careful(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADER}\nOwls,2027-01-12 09:00\n",
        f"{HEADER}\nOwls,2027-01-12 09:00,a,b\n",
        f'{HEADER}\n"Owls\nbears",2027-01-12 09:00,a\n',
        f'{HEADER}\n"Owls ""and"" bears",2027-01-12 09:00,a\n',
        f'{HEADER}\n"Owls" and bears,2027-01-12 09:00,a\n',
        f'{HEADER}\nA pipe of 5",2027-01-12 09:00,1.50\n',
        f'{HEADER}\na",b,"c',
        f'{HEADER}\n;";,",2027-01-12 09:00',
        f'{HEADER}\n"Owls,2027-01-12 09:00,a\n',
        f"{HEADER}\rOwls,2027-01-12 09:00,a\r",
        f'{HEADER}\n"Owls\rbears",2027-01-12 09:00,a\n',
        f"{HEADER}\nOwls\0,2027-01-12 09:00,a\n",
        f"{HEADER}\nOwls,2027-01-12 09:00,".encode() + b"\xe9\n",
        f"{HEADER}\nOwls,2027-01-12 09:00,{'x' * 1_000_001}\n",
    ],
    ids=[
        *("a short row", "a long row", "a line break in a cell", "marks in a cell", "a mark that closes early"),
        *(
            "a mark for inches",
            "one open at the end",
            "lone marks",
            "a mark that never closes",
            "bare returns",
            "one in a cell",
            "a NUL",
            "no UTF-8",
            "a huge cell",
        ),
    ],
)
def test_whatever_needs_care_is_left_to_the_careful_reader(tmp_path: Path, text: str | bytes) -> None:
    assert plain(tmp_path, text) is None


CELLS = st.text(alphabet="a ,;\"\n\r\t'\u00e9", max_size=6)


@settings(max_examples=300, deadline=None)
@given(
    lines=st.lists(
        st.one_of(
            st.lists(CELLS, min_size=3, max_size=3).map(",".join),
            st.lists(
                st.sampled_from(["a", "", '""', '"a"', '"a,b"', '"a""b"', 'a"', '"a\nb"', '"a\rb"', " "]),
                min_size=3,
                max_size=3,
            ).map(",".join),
        ),
        max_size=6,
    ),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_both_read_they_read_alike(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], line_end: str
) -> None:
    folder = tmp_path_factory.mktemp("plain")
    found = plain(folder, line_end.join([HEADER, *lines, ""]))
    with pytest.MonkeyPatch.context() as patch:
        assert found is None or found == careful(folder, patch)


@pytest.mark.parametrize("filler", [1, 3, 200])
def test_a_bare_return_anywhere_is_left_to_the_careful_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filler: int
) -> None:
    monkeypatch.setattr(plaincsv, "PIECE_BYTES", 64)
    rows = ["Owls,2027-01-12 09:00,x"] * filler
    stray = ['a,b,"bring maps', 'Bears,2027-01-13 09:00,"all",Hall",c,d']
    assert plain(tmp_path, "\n".join([HEADER, *stray, *rows, "Bats,2027-01-12\r09:00,y", *rows, ""])) is None
    assert plain(tmp_path, "\n".join([HEADER, *rows, "Bats,2027-01-12\r09:00,y", *rows, ""])) is None


def test_a_line_without_an_end_is_given_up_soon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plaincsv, "BLOCK_BYTES", 1000)
    monkeypatch.setattr(plaincsv, "PIECE_BYTES", 100)
    (tmp_path / "a.csv").write_text(f"{HEADER}\n" + "x" * 100_000)
    with (tmp_path / "a.csv").open("rb") as file:
        assert plaincsv._plain_lines(tmp_path / "a.csv", b",") is None
        assert sum(map(len, plaincsv._pieces(file))) < 2_000


@pytest.mark.parametrize("text", ["\rWhen?\r", "\n\nTitle\nOwls\n"])
def test_a_first_line_without_columns_is_left_to_the_careful_reader(tmp_path: Path, text: str) -> None:
    assert plain(tmp_path, text, width=0) is None


@pytest.mark.parametrize("limit", ["TABLE_CELLS", "COLUMNS"])
def test_too_many_cells_are_left_to_the_careful_reader_to_refuse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(plaincsv, limit, 2)
    assert plain(tmp_path, f"{HEADER}\nOwls,2027-01-12 09:00,x\n") is None


def test_a_file_in_many_blocks_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plaincsv, "BLOCK_BYTES", 256)
    monkeypatch.setattr(plaincsv, "PIECE_BYTES", 100)
    lines = [f'Owls {number % 7},2027-01-12 09:00,"{number}, and on"' for number in range(500)]
    found = plain(tmp_path, "\n".join([HEADER, *lines]))
    assert found is not None
    assert len(found) == 501
    assert found == careful(tmp_path, monkeypatch)
