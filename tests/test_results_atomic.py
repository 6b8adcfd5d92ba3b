"""A results file is replaced whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest

from bulkmeet.errors import RunStopped
from bulkmeet.results.atomic import replacing


def test_a_file_is_replaced_only_when_the_block_ends(tmp_path: Path) -> None:
    target = tmp_path / "results.csv"
    target.write_text("old")
    with replacing(target) as out:
        out.write(b"new")
        out.flush()
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["results.csv"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no handle of a folder that could be synced")
def test_a_file_is_on_the_disk_before_it_takes_its_place_and_its_name_is_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "results.csv"
    target.write_text("old")
    synced: list[tuple[str | int, str]] = []
    really_sync = os.fsync

    def sync(handle: int) -> None:
        really_sync(handle)
        state = os.fstat(handle)
        synced.append(("folder" if stat.S_ISDIR(state.st_mode) else state.st_size, target.read_text()))

    monkeypatch.setattr(os, "fsync", sync)
    with replacing(target) as out:
        out.write(b"new")
    assert synced == [(len(b"new"), "old"), ("folder", "new")]


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), ValueError("odd")])
def test_whatever_breaks_the_block_leaves_the_old_file_and_no_other(tmp_path: Path, failure: BaseException) -> None:
    target = tmp_path / "results.csv"
    target.write_text("old")

    def write() -> None:
        with replacing(target) as out:
            out.write(b"half")
            raise failure

    with pytest.raises(type(failure)):
        write()
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["results.csv"]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, r"The disk is full, so .*results\.csv could not be written; free some space and try it"),
        (errno.EACCES, r"results\.csv could not be written, because .* protected or open .* and try it\."),
        (errno.EIO, r"results\.csv could not be written \(.+\); choose another place .* and try it\."),
    ],
)
def test_what_the_disk_says_no_with_becomes_a_sentence(tmp_path: Path, number: int, sentence: str) -> None:
    target = tmp_path / "results.csv"
    with pytest.raises(RunStopped, match=sentence), replacing(target, then="try it"):
        raise OSError(number, os.strerror(number))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_file_keeps_its_permissions_and_a_new_one_gets_the_usual_ones(tmp_path: Path) -> None:
    kept, new, usual = tmp_path / "kept", tmp_path / "new", tmp_path / "usual"
    usual.touch()
    kept.touch()
    kept.chmod(0o640)
    for target in (kept, new):
        with replacing(target) as out:
            out.write(b"x")
    assert kept.stat().st_mode & 0o777 == 0o640
    assert new.stat().st_mode == usual.stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize(("mode", "expected"), [(0o600, 0o600), (0o640, 0o640), (0o755, 0o644), (0o444, 0o644)])
def test_a_new_file_is_open_to_no_more_people_than_the_one_it_belongs_to(
    tmp_path: Path, mode: int, expected: int
) -> None:
    sheet, new = tmp_path / "sheet", tmp_path / "new"
    sheet.touch()
    sheet.chmod(mode)
    with replacing(new, like=sheet) as out:
        out.write(b"x")
        assert [path.stat().st_mode & 0o777 for path in tmp_path.glob(".bulkmeet-*")] == [0o600]
    assert new.stat().st_mode & 0o777 == expected


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    link = tmp_path / "results.csv"
    link.symlink_to(shared / "results.csv")
    with replacing(link) as out:
        out.write(b"new")
    assert link.is_symlink()
    assert (shared / "results.csv").read_text() == "new"
