"""What a workbook with results has lost of the user's own: python -m … SOURCE TARGET, shown as JSON."""

import sys
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import msgspec
from defusedxml.ElementTree import iterparse
from python_calamine import CalamineWorkbook

WRITTEN_ANEW = frozenset(
    {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
    }
)
"""Parts that results go into: they may hold more than before, but all that was in them too."""
MAY_CHANGE = frozenset({"dimension", "cols", "col", "row", "c", "v", "is", "t", "sheetData", "sheetView", "selection"})
"""Elements of such parts that are compared as cells, or that have to change because the sheet has become wider."""
COUNTS = frozenset({"count", "uniqueCount"})


def lost_parts(source: Path, target: Path) -> list[str]:
    """The parts of a workbook that are not in another one, whole."""
    with ZipFile(source) as before, ZipFile(target) as after:
        there = frozenset(after.namelist())
        return [name for name in before.namelist() if name not in there or not _is_kept(name, before, after)]


def _is_kept(name: str, before: ZipFile, after: ZipFile) -> bool:
    if name in WRITTEN_ANEW:
        return _elements(before, name) <= _elements(after, name)
    return before.read(name) == after.read(name)


def _elements(package: ZipFile, name: str) -> Counter[tuple[str, ...]]:
    """How often each element with its attributes and its text is in a part."""
    found: Counter[tuple[str, ...]] = Counter()
    with package.open(name) as part:
        for _, element in iterparse(part):
            tag = element.tag.rpartition("}")[2]
            if tag not in MAY_CHANGE:
                attributes = (f"{key}={value}" for key, value in sorted(element.items()) if key not in COUNTS)
                found[(tag, (element.text or "").strip(), *attributes)] += 1
            if tag == "row":
                element.clear()
    return found


def changed_cells(source: Path, target: Path, sheet: str) -> int:
    """How many cells of a sheet are not in the other workbook as they were."""
    old, new = (CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python() for path in (source, target))
    pairs = zip(old, new, strict=True)
    same = sum(one == other for before, after in pairs for one, other in zip(before, after, strict=False))
    return sum(map(len, old)) - same


def main() -> None:
    source, target = map(Path, sys.argv[1:])
    lost = {"parts": lost_parts(source, target), "cells": changed_cells(source, target, "Meetings")}
    sys.stdout.write(msgspec.json.encode(lost).decode())


if __name__ == "__main__":
    main()
