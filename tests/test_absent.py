"""A sheet that is not where it was said to be: which folder was looked in, and what may have been meant."""

from pathlib import Path

import pytest

from bulkmeet.absent import a_folder, not_there
from bulkmeet.errors import UnreadableFile
from bulkmeet.snapshot import snapshot


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with some sheets, which is also the home and where the command is typed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("My Sheet.xlsx", "term-2026.csv", "~$My Sheet.xlsx", ".hidden.csv", "photo.png"):
        (tmp_path / name).touch()
    (tmp_path / "empty").mkdir()
    return tmp_path


def told(name: str) -> str:
    """The sentence with which a sheet of that name is refused."""
    with pytest.raises(UnreadableFile) as refused, snapshot(Path(name)):
        pass
    return str(refused.value)


def test_the_folder_that_was_looked_in_is_named_with_the_sheets_there(folder: Path) -> None:
    assert told("zebra.csv") == (
        f"There is no file zebra.csv in the folder {folder}; check its name and folder "
        '(the spreadsheets there are "My Sheet.xlsx" or term-2026.csv).'
    )
    assert told("empty/zebra.csv") == (
        f"There is no file zebra.csv in the folder {folder / 'empty'}; check its name and folder."
    )


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("my sheet.xls", '"My Sheet.xlsx"'),
        ("My Sheet", '"My Sheet.xlsx"'),
        ("MySheet.xlsx", '"My Sheet.xlsx"'),
        ("term2026.csv", "term-2026.csv"),
        ("term-2026.csv.csv", "term-2026.csv"),
        ("term_2026.xlsx", "term-2026.csv"),
    ],
)
def test_a_name_that_is_nearly_one_in_the_folder_brings_that_to_mind(folder: Path, name: str, meant: str) -> None:
    assert told(name) == f"There is no file {name} in the folder {folder}; did you mean {meant}?"


def test_a_folder_on_the_way_that_is_none_is_named_the_first_of_them(folder: Path) -> None:
    assert told("Term/Autumn/a.csv") == (
        f"There is no file Term/Autumn/a.csv, as there is no folder {folder / 'Term'}; check its name and folder."
    )
    assert f"there is no folder {folder / 'photo.png'};" in told("photo.png/a.csv")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "name", ['"My Sheet.xlsx"', "'My Sheet.xlsx'", "“My Sheet.xlsx”", "My Sheet.xlsx ", '"My Sheet.xlsx']
)
def test_quotation_marks_that_became_part_of_a_name_are_told(name: str) -> None:
    assert told(name).endswith('as its name was taken with what stands around it; give "My Sheet.xlsx" instead.')


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ('C:\\Users\\me\\My Sheet.xlsx" --json', "where a \\ stands in front of it: leave that \\ out."),
        ("C:UsersmeTerm.xlsx", "the shell has taken the \\ out of it, so put it in quotation marks."),
        ("https://docs.google.com/spreadsheets/d/1a/edit#gid=0", "That is an address on the web"),
        ("HTTP://[", "That is an address on the web"),
        ("x" * 300 + ".csv", "check its name and folder"),
    ],
)
def test_what_a_shell_or_a_browser_made_of_a_name_is_told(name: str, said: str) -> None:
    assert said in told(name)


def test_an_address_of_a_file_is_told_with_its_path(folder: Path) -> None:
    said = "That is an address for a browser; give the file's path, {}, instead."
    assert told(f"file://{folder}/term-2026.csv") == said.format(folder / "term-2026.csv")
    assert told("file:///home/ana/My%20Sheet.xlsx") == said.format('"/home/ana/My Sheet.xlsx"')
    assert told('"file:///home/ana/a.csv"') == said.format("/home/ana/a.csv")


def test_a_home_folder_that_no_shell_put_in_is_told(folder: Path) -> None:
    assert told("~/term-2026.csv") == (
        f"There is no file ~/term-2026.csv, as ~ is no folder between quotation marks; "
        f"give {folder / 'term-2026.csv'} instead."
    )
    assert "there is no folder" in told("~nobody-of-that-name/a.csv")


def test_a_folder_is_told_with_the_sheets_in_it_and_a_macs_document_as_what_it_is(folder: Path) -> None:
    assert told(str(folder)) == (
        f'{folder} is a folder; name the file in it, like "{folder / "My Sheet.xlsx"}" or {folder / "term-2026.csv"}.'
    )
    assert told("empty") == "empty is a folder; name the file in it."
    assert a_folder(Path("Term.numbers")) == (
        "Term.numbers is a Numbers document; export it from Numbers as Excel (.xlsx)."
    )


def test_a_name_cannot_steer_the_terminal(folder: Path) -> None:
    (folder / "ter\x1b[2Jm.csv").touch()
    assert "\x1b" not in not_there(Path("term.csv"))
    assert "\x1b" not in not_there(Path("\x1b]0;x\x07.csv"))


@pytest.mark.parametrize(
    ("name", "instead"),
    [("~$My Sheet.xlsx", 'the sheet itself, "My Sheet.xlsx",'), ("~$Gone.xlsx", "the sheet itself")],
)
@pytest.mark.usefixtures("folder")
def test_what_excel_keeps_beside_an_open_sheet_is_not_taken_for_it(name: str, instead: str) -> None:
    said = told(name)
    assert "is only what Excel keeps beside a sheet that it has open" in said
    assert f"give {instead} instead." in said
