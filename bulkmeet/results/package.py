"""A workbook as the zip of parts it is: where a worksheet's part is, and how all others are copied as they are."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from defusedxml.ElementTree import fromstring

from bulkmeet.results.source import Changed

PIECE = 1 << 20
FAST = 3
CONTENT_TYPES = "[Content_Types].xml"
RELATION_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)


def worksheet_part(package: ZipFile, sheet: str) -> str:
    """The name of the part that holds the worksheet called `sheet`, transitional or strict."""
    workbook = workbook_part(package)
    relations = _relations(package, workbook)
    for element in fromstring(package.read(workbook)).iterfind("{*}sheets/{*}sheet"):
        if element.get("name") == sheet:
            relation = next(filter(None, map(element.get, RELATION_IDS)), "")
            if relation in relations:
                return stored_name(package, relations[relation][1])
    raise Changed(f"it has no worksheet {sheet} any more")


def rewritten(
    package: ZipFile,
    part: str,
    pieces: Iterable[bytes],
    out: BinaryIO,
    others: Mapping[str, bytes | Iterable[bytes]] | None = None,
    late: str = "",
) -> None:
    """Write the package to `out` with `pieces` in the place of one part, and every other part as it is.

    `others` are further parts that change or are new; the one called `late` is only known once the worksheet is
    written, and so never written before it. Order, dates and kind of compression stay. Of two parts with one name
    the last is kept, which is the one that readers see.
    """
    parts = {info.filename: info for info in package.infolist()}
    contents = {part: pieces, **(others or {})}
    names = list(parts)
    if late in parts and names.index(late) < names.index(part):
        names.remove(late)
        names.insert(names.index(part) + 1, late)
    names += [name for name in contents if name not in parts]
    with ZipFile(out, "w") as copy:
        copy.comment = package.comment
        for name in names:
            entry = _same_entry(parts[name]) if name in parts else _new_entry(name, parts[part])
            content = contents.get(name)
            _write(copy, entry, pieces_of(package, name) if content is None else content, parts.get(name))


def _write(copy: ZipFile, entry: ZipInfo, content: bytes | Iterable[bytes], before: ZipInfo | None) -> None:
    pieces = [content] if isinstance(content, bytes) else _gathered(content)
    with copy.open(entry, "w", force_zip64=before is not None and _is_large(before)) as out:
        for piece in pieces:
            out.write(piece)


def _new_entry(name: str, like: ZipInfo) -> ZipInfo:
    """An entry for a part that was not there, as the worksheet's own: no clock is asked, so nothing differs by it."""
    entry = ZipInfo(name, like.date_time)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    _hurry(entry)
    return entry


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


def workbook_part(package: ZipFile) -> str:
    """The name of the part that lists the sheets."""
    for kind, target in _relations(package, "").values():
        if kind.endswith("/officeDocument"):
            return stored_name(package, target)
    return stored_name(package, "xl/workbook.xml")


def _relations(package: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Id → kind and target of what a part ("" for the package itself) points to inside the package."""
    folder, name = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}
    listed = package.read(stored_name(package, posixpath.join(folder, "_rels", f"{name}.rels")))
    for element in fromstring(listed).iterfind("{*}Relationship"):
        target = posixpath.normpath(posixpath.join("/", folder, unquote(element.get("Target", ""))))
        found[element.get("Id", "")] = (element.get("Type", ""), target.lstrip("/"))
    return found


def stored_name(package: ZipFile, part: str) -> str:
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
    _hurry(same)
    same.comment = info.comment
    same.create_system = info.create_system
    same.external_attr = info.external_attr
    return same


def _hurry(entry: ZipInfo) -> None:
    """Let a part be compressed in a third of the time that zipfile's own level takes, to a tenth more bytes."""
    setattr(entry, "_compresslevel", FAST)  # noqa: B010 - has a public name only since Python 3.13


def _is_large(info: ZipInfo) -> bool:
    return info.file_size > 1 << 30
