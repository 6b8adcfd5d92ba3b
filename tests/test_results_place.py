"""Where a results sheet goes, that it can go there, and that nothing there is lost."""

import os
from pathlib import Path

import pytest

from bulkmeet.cells.text import typed
from bulkmeet.errors import WrongUsage
from bulkmeet.results.write import ensure_writable, keep_previous, output_beside, put_back


@pytest.mark.parametrize(
    ("file", "output"),
    [
        ("term.xlsx", "term.results.xlsx"),
        ("a/term.2.csv", "a/term.2.results.csv"),
        ("term", "term.results.csv"),
        ("term.results.csv", "term.results.csv"),
    ],
)
def test_the_results_go_beside_the_sheet(file: str, output: str) -> None:
    assert output_beside(Path(file)) == Path(output)


@pytest.mark.parametrize("output", ["nowhere/a.csv", "/proc/a.csv", "folder", "a.csv/b.csv"])
def test_a_place_where_nothing_can_be_written_is_refused(
    tmp_path: Path, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.csv").touch()
    with pytest.raises(WrongUsage, match="The results cannot be written to"):
        ensure_writable(Path(output), Path("a.csv"), as_text=True)


def test_asking_whether_a_place_can_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    there = tmp_path / "there.csv"
    there.write_text("kept")
    ensure_writable(tmp_path / "new.csv", tmp_path / "a.csv", as_text=True)
    ensure_writable(there, tmp_path / "a.csv", as_text=True)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["kept"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is protected from root")
def test_a_protected_sheet_is_refused(tmp_path: Path) -> None:
    output = tmp_path / "a.csv"
    output.touch(mode=0o400)
    with pytest.raises(WrongUsage, match="protected or open in another program"):
        ensure_writable(output, output, as_text=True)


@pytest.mark.parametrize(
    ("file", "output", "as_text", "opens"),
    [
        ("a.csv", "b.csv", True, True),
        ("a.csv", "b.txt", True, True),
        ("a.csv", "b.xlsx", True, False),
        ("a.xlsx", "b.csv", False, False),
        ("a.xlsx", "b.xlsm", False, False),
        ("a.xlsx", "b.XLSX", False, True),
        ("a.xls", "b.xlsx", False, True),
        ("a.xls", "a.results.xls", True, True),
    ],
)
def test_a_name_must_not_promise_another_format(
    tmp_path: Path, file: str, output: str, *, as_text: bool, opens: bool
) -> None:
    if opens:
        ensure_writable(tmp_path / output, tmp_path / file, as_text=as_text)
        return
    with pytest.raises(WrongUsage, match=f"give --output a name that ends in {Path(file).suffix}"):
        ensure_writable(tmp_path / output, tmp_path / file, as_text=as_text)


def test_what_was_kept_aside_is_never_written_over(tmp_path: Path) -> None:
    output = tmp_path / "a.results.csv"
    assert keep_previous(output) is None
    kept = []
    for content in ("somebody's work", "their other work", "and more"):
        output.write_text(content)
        os.utime(output, (1_900_000_000, 1_900_000_000))
        kept.append(keep_previous(output))
    names = [path.name for path in kept if path is not None]
    assert names == [f"a.results.2030-03-17T174640Z{count}.csv" for count in ("", "-2", "-3")]
    assert (tmp_path / names[0]).read_text() == "somebody's work"
    assert not output.exists()


def test_what_was_kept_aside_comes_back_when_nothing_took_its_place(tmp_path: Path) -> None:
    output = tmp_path / "a.csv"
    output.write_text("old")
    put_back(keep_previous(output), output)
    assert output.read_text() == "old"
    aside = keep_previous(output)
    output.write_text("new")
    put_back(aside, output)
    assert output.read_text() == "new"


def test_a_name_is_shown_as_it_has_to_be_typed() -> None:
    assert typed("a.results.csv") == "a.results.csv"
    assert typed(Path("Term 2 (new).xlsx")) == '"Term 2 (new).xlsx"'
    assert typed("") == '""'
