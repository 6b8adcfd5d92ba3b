"""The words of issues: they stand in a terminal, on a page, and in notes at cells, and hold in all of these."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bulkmeet

PACKAGE = Path(bulkmeet.__file__).parent
OPTION = re.compile(r"--[a-z]{3,}")
FOR_CELLS = ("cells", "columns", "parser", "validator")


def _functions() -> Iterator[tuple[str, list[str]]]:
    """The functions that may word an issue, each with its texts; docstrings are none."""
    for path in (path for part in FOR_CELLS for path in sorted((PACKAGE / part).rglob("*.py"))):
        if path.stem == "choices":  # what --map itself says wrongly stops the command
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                texts = [
                    inner.value
                    for statement in body
                    for inner in ast.walk(statement)
                    if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
                ]
                yield f"{path.stem}.{node.name}", texts


ELSEWHERE = {"notices.unconfirmed", "unreadtimes.said", "whose._of_person", "contest._maps"}
"""What stops the command and so is told where it was typed, and parts of sentences whose whole says it."""

ADVISING = {name: texts for name, texts in _functions() if any(map(OPTION.search, texts))}


def test_there_are_issues_that_advise_an_option() -> None:
    assert len(ADVISING) > 10


@pytest.mark.parametrize("name", sorted(ADVISING.keys() - ELSEWHERE))
def test_who_reads_of_an_option_in_excel_learns_where_it_belongs(name: str) -> None:
    assert "when you run bulkmeet" in " ".join(" ".join(ADVISING[name]).split())
