"""A workbook as the zip of parts it is: where a worksheet's part is, and how all others are copied as they are."""

import posixpath
from collections.abc import Iterable, Iterator
from shutil import copyfileobj
from typing import BinaryIO
from urllib.parse import unquote
from zipfile import ZipFile, ZipInfo

from defusedxml.ElementTree import fromstring

from bulkmeet.results.source import Changed

PIECE = 1 << 20
RELATION_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)


def worksheet_part(package: ZipFile, sheet: str) -> str:
    """The name of the part that holds the worksheet called `sheet`, transitional or strict."""
    workbook = _workbook_part(package)
    relations = _relations(package, workbook)
    for element in fromstring(package.read(workbook)).iterfind("{*}sheets/{*}sheet"):
        if element.get("name") == sheet:
            relation = next(filter(None, map(element.get, RELATION_IDS)), "")
            if relation in relations:
                return _stored(package, relations[relation][1])
    raise Changed(f"it has no worksheet {sheet} any more")


def rewritten(package: ZipFile, part: str, pieces: Iterable[bytes], out: BinaryIO) -> None:
    """Write the package to `out` with `pieces` in the place of one part, and every other part as it is.

    Order, dates and kind of compression stay. Of two parts with one name the last is kept, which is the one
    that readers see.
    """
    parts = {info.filename: info for info in package.infolist()}
    with ZipFile(out, "w") as copy:
        copy.comment = package.comment
        for info in parts.values():
            with copy.open(_same_entry(info), "w", force_zip64=_is_large(info)) as entry:
                if info.filename == part:
                    for piece in _gathered(pieces):
                        entry.write(piece)
                else:
                    with package.open(info) as old:
                        copyfileobj(old, entry, PIECE)


def pieces_of(package: ZipFile, part: str) -> Iterator[bytes]:
    """A part's bytes, a megabyte at a time."""
    with package.open(part) as entry:
        while piece := entry.read(PIECE):
            yield piece


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in larger pieces, because each call of a compressor has its price."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= PIECE:
            yield b"".join(held)
            held.clear()
            size = 0
    yield b"".join(held)


def _workbook_part(package: ZipFile) -> str:
    for kind, target in _relations(package, "").values():
        if kind.endswith("/officeDocument"):
            return _stored(package, target)
    return _stored(package, "xl/workbook.xml")


def _relations(package: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Id → kind and target of what a part ("" for the package itself) points to inside the package."""
    folder, name = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}
    listed = package.read(_stored(package, posixpath.join(folder, "_rels", f"{name}.rels")))
    for element in fromstring(listed).iterfind("{*}Relationship"):
        target = posixpath.normpath(posixpath.join("/", folder, unquote(element.get("Target", ""))))
        found[element.get("Id", "")] = (element.get("Type", ""), target.lstrip("/"))
    return found


def _stored(package: ZipFile, part: str) -> str:
    """The part's name as the zip spells it: names of parts do not tell upper from lower case."""
    names = package.namelist()
    if part in names:
        return part
    for name in names:
        if name.casefold() == part.casefold():
            return name
    raise Changed(f"its part {part} is missing")


def _same_entry(info: ZipInfo) -> ZipInfo:
    same = ZipInfo(info.filename, info.date_time)
    same.compress_type = info.compress_type
    same.comment = info.comment
    same.create_system = info.create_system
    same.external_attr = info.external_attr
    return same


def _is_large(info: ZipInfo) -> bool:
    return info.file_size > 1 << 30
