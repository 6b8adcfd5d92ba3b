"""Regular expressions wait to be compiled until somebody uses them."""

import ast
import importlib
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from subprocess import run
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bulkmeet
from bulkmeet.patterns import Late, pattern

PACKAGE = Path(bulkmeet.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    for path in PACKAGE.rglob("*.py")
    if path.name not in {"__init__.py", "__main__.py"}
)


@given(st.text("ab1 ", max_size=8))
def test_an_expression_says_what_a_compiled_one_says(text: str) -> None:
    late, compiled = (
        pattern(r"(?P<letters>[AB]+)(\d)?", re.IGNORECASE),
        re.compile(r"(?P<letters>[ab]+)(\d)?", re.IGNORECASE),
    )
    for _ in range(2):
        assert late.findall(text) == compiled.findall(text)
        assert late.sub("-", text) == compiled.sub("-", text)
        assert late.split(text) == compiled.split(text)
        found, same = late.search(text), compiled.search(text)
        assert (found and found.groupdict()) == (same and same.groupdict())
    assert late.groupindex == compiled.groupindex


def test_it_is_compiled_when_it_is_first_asked() -> None:
    late = pattern("(")
    with pytest.raises(re.error):
        late.match("(")


COUNTING = """
import re, sys
import bulkmeet.patterns as patterns
from bulkmeet.__main__ import exit_code

class Counting:
    Pattern, count = re.Pattern, 0
    def compile(self, text, flags=0):
        self.count += 1
        return re.compile(text, flags)

patterns.re = counting = Counting()
code = exit_code(sys.argv[1:])
print(code, counting.count, file=sys.stderr)
"""


def test_a_check_compiles_only_what_it_uses(tmp_path: Path) -> None:
    sheet = tmp_path / "meetings.csv"
    sheet.write_text("Title,Start,End,Host email\nA,2031-03-03 10:00,2031-03-03 11:00,jo@example.com\n", "utf-8")
    arguments = ["check", str(sheet), "--timezone", "UTC", "--ledger", str(tmp_path / "ledger.sqlite3")]
    told = run([sys.executable, "-c", COUNTING, *arguments], capture_output=True, text=True, check=True)
    code, compiled = map(int, told.stderr.split())
    assert code == 0
    assert 0 < compiled < 200


def test_an_expression_shows_what_it_is() -> None:
    assert repr(pattern("a+")) == "pattern('a+')"


def _expressions(of: object, depth: int = 0) -> Iterator[Late[Any]]:
    if isinstance(of, Late):
        yield of
    elif isinstance(of, dict):
        yield from _expressions((*of.keys(), *of.values()), depth)
    elif isinstance(of, tuple | list | frozenset | set) and depth < 3:
        for one in of:
            yield from _expressions(one, depth + 1)


def test_every_expression_can_be_compiled() -> None:
    expressions = [
        expression
        for module in MODULES
        for value in vars(importlib.import_module(module)).values()
        for expression in _expressions(value)
    ]
    assert len(expressions) > 400
    for expression in expressions:
        re.compile(expression.pattern, expression._flags)


def _at_import(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    for node in nodes:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
            yield from _at_import(ast.iter_child_nodes(node))


def test_no_module_compiles_one_while_it_is_imported() -> None:
    trees = {path: ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}
    assert not [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path, tree in trees.items()
        for node in _at_import([tree])
        if isinstance(node, ast.Attribute) and node.attr == "compile"
    ]
