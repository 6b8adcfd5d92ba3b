"""The README names everything there is to type and everything that may come out, or a test fails."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
import pytest

from bulkmeet import errors
from bulkmeet.cli.document import document
from bulkmeet.cli.main import cli
from bulkmeet.columns.fields import RESULT_FIELDS
from bulkmeet.model import Status

README = Path(__file__).parents[1] / "README.md"
PICTURES = re.findall(r"!\[[^\]]*\]\((.*?)\)", README.read_text("utf-8"))


def _options() -> Iterator[tuple[str, str]]:
    for name, command in sorted(cli.commands.items()):
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield from ((name, option) for option in (*parameter.opts, *parameter.secondary_opts))


@pytest.fixture(scope="module")
def readme() -> str:
    return README.read_text("utf-8")


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_is_in_the_readme(readme: str, name: str) -> None:
    assert f"bulkmeet {name}" in readme


@pytest.mark.parametrize("option", sorted({option for _, option in _options()}))
def test_every_option_is_in_the_readme(readme: str, option: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", readme)


@pytest.mark.parametrize("option", sorted({match[0] for match in re.finditer(r"--[a-z][a-z-]+", README.read_text())}))
def test_every_option_in_the_readme_exists(option: str) -> None:
    others = {"--help", "--version", "--editable", "--upgrade"}
    assert option in {option for _, option in _options()} | others


@pytest.mark.parametrize("picture", PICTURES)
def test_every_picture_in_the_readme_exists_says_what_it_shows_and_is_made_again(readme: str, picture: str) -> None:
    root = README.parent
    told = re.search(rf"!\[([^\]]*)\]\({re.escape(picture)}\)", readme)
    assert told is not None
    assert len(told[1]) > 60
    assert (root / picture).stat().st_size > 1000
    makefile = (root / "Makefile").read_text()
    about = makefile[: makefile.index("\npictures:")].rpartition("\n\n")[2]
    assert Path(picture).name in about
    assert f'"{Path(picture).name}"' in (root / "samples" / "make_pictures.py").read_text("utf-8")


def test_all_pictures_are_in_the_readme_and_small() -> None:
    there = sorted((README.parent / "docs" / "pictures").iterdir())
    assert [f"docs/pictures/{file.name}" for file in there] == sorted(PICTURES)
    assert sum(file.stat().st_size for file in there) < 300_000
    drawn = [file.read_text("utf-8") for file in there if file.suffix == ".svg"]
    assert not re.search(r"url\([^#]|href|@import|<script", "".join(drawn))


@pytest.mark.parametrize("status", Status)
def test_every_status_is_in_the_readme(readme: str, status: Status) -> None:
    assert f"`{status}`" in readme


@pytest.mark.parametrize("field", RESULT_FIELDS)
def test_every_result_column_is_in_the_readme(readme: str, field: str) -> None:
    assert f"`{field}`" in readme


@pytest.mark.parametrize("code", [0, 1, *sorted(stop.exit_code for stop in errors.Stop.__subclasses__())])
def test_every_exit_code_is_in_the_readme(readme: str, code: int) -> None:
    assert re.search(rf"^\| {code} \| ", readme, re.MULTILINE)


@pytest.mark.parametrize("field", msgspec.json.decode(document(seconds=0)))
def test_every_field_of_the_document_is_in_the_readme(readme: str, field: str) -> None:
    assert f'"{field}"' in readme
