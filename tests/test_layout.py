"""Data flows one way: a module imports only what stands above it."""

import ast
from pathlib import Path

import pytest

import bulkmeet

PACKAGE = Path(bulkmeet.__file__).parent

ORDER = (
    "patterns",
    "errors",
    "model",
    "sheet",
    "cells",
    "columns",
    "mapfile",
    "settings",
    "rehearsal",
    "keys",
    "loader",
    "parser",
    "explain",
    "grouping",
    "answered",
    "validator",
    "wire",
    "concealing",
    "sender",
    "transport",
    "limiter",
    "ledger",
    "hosts",
    "dispatcher",
    "results",
    "given",
    "template",
    "absent",
    "snapshot",
    "changed",
    "closed",
    "examine",
    "plan",
    "story",
    "simulator",
    "stopping",
    "heap",
    "run",
    "cli",
    "__main__",
)
LARGEST_MODULE = 300
LARGEST_FUNCTION = 50
MODULES = sorted(PACKAGE.rglob("*.py"))


def _part(module: str) -> str:
    """The part of the order that `bulkmeet.cells.text` belongs to: cells."""
    return module.split(".")[1] if "." in module else "__init__"


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bulkmeet"):
            names = {f"{node.module}.{name.name}" for name in node.names}
            found |= names & NAMES or {str(node.module)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names} & NAMES
    return found - {"bulkmeet"}


def _name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = frozenset(map(_name, MODULES))


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_imports_only_what_stands_above_it(path: Path) -> None:
    part = _part(_name(path))
    if part == "__init__":
        assert not _imports(path)
        return
    below = ORDER[ORDER.index(part) + 1 :]
    wrong = {module for module in _imports(path) if _part(module) in below}
    assert not wrong


def test_no_package_imports_in_a_circle() -> None:
    graph = {_name(path): {name for name in _imports(path) if name != _name(path)} for path in MODULES}
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " → ".join((*trail, module))
        if module in done:
            return
        for other in graph.get(module, ()):
            visit(other, (*trail, module))
        done.add(module)

    for module in graph:
        visit(module, ())


def test_every_part_has_its_place_in_the_order() -> None:
    parts = {_part(_name(path)) for path in MODULES} - {"__init__"}
    assert parts == set(ORDER)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_reader_can_keep_the_whole_module_in_mind(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LARGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LARGEST_FUNCTION, node.name


@pytest.mark.parametrize("library", ["aiohttp", "openpyxl", "pandas", "pyarrow"])
def test_a_heavy_library_has_few_users(library: str) -> None:
    users = {
        _part(_name(path))
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Import) and any(name.name.split(".")[0] == library for name in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == library)
    }
    allowed: dict[str, set[str]] = {
        "aiohttp": {"transport", "simulator"},
        "openpyxl": {"loader", "template"},
        "pyarrow": {"loader"},
        "pandas": set(),  # only the benchmarks compare with it; loading it took longer than checking a small sheet
    }
    assert users <= allowed[library]
