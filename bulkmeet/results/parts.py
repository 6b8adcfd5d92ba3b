"""The parts of a workbook that change beside the worksheet, and new ones: how they are named, related and listed."""

import posixpath
from collections.abc import Iterable, Iterator
from itertools import count
from urllib.parse import unquote
from xml.sax.saxutils import unescape
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring
from msgspec import Struct

from bulkmeet.patterns import pattern
from bulkmeet.results.celltext import attribute
from bulkmeet.results.markup import (
    EDITION,
    STRICT,
    TRANSITIONAL,
    attribute_text,
    attributes_of,
    children_of,
    found,
    into,
)
from bulkmeet.results.package import CONTENT_TYPES, stored_name, workbook_part
from bulkmeet.results.sheetxml import plain_xml
from bulkmeet.results.source import Changed

RELATIONS = b"http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = TRANSITIONAL + b"/"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATION = pattern(
    rb"""<(?:[\w.-]+:)?Relationship(?=\s)((?:[^>"']|"[^"]*"|'[^']*')*?)(?:/>|>\s*</(?:[\w.-]+:)?Relationship\s*>)"""
)
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."


class Relation(Struct, frozen=True):
    """What a part points to: `kind` is the last word of its type, `target` a part's name or an address outside."""

    id: str
    kind: str
    target: str
    external: bool


class Parts:
    """A package that is read, and what of it will be written anew."""

    def __init__(self, package: ZipFile) -> None:
        self._package = package
        self._names = {name.casefold() for name in package.namelist()}
        self.workbook = workbook_part(package)
        self.changed: dict[str, bytes | Iterable[bytes]] = {}

    @property
    def is_strict(self) -> bool:
        """Whether the workbook is written in the strict edition of the standard."""
        return EDITION in self.read(self.workbook)[:4096]

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self.changed or part.casefold() in self._names

    def read(self, part: str) -> bytes:
        """A part as it stands now, in an encoding that keeps ASCII; empty where there is none."""
        changed = self.changed.get(part)
        if isinstance(changed, bytes):
            return changed
        if not self.has(part):
            return b""
        return plain_xml([self._package.read(stored_name(self._package, part))])

    def put(self, part: str, content: bytes | Iterable[bytes]) -> None:
        """Write a part anew."""
        name = stored_name(self._package, part) if part.casefold() in self._names else part
        self.changed[name] = content

    def add(self, pattern: str, content: bytes | Iterable[bytes], content_type: str) -> str:
        """Add a part under the first free name of a pattern such as xl/comments%d.xml; returns the name."""
        name = next(name for name in (pattern % number for number in count(1)) if not self.has(name))
        self.changed[name] = content
        listed = self.read(CONTENT_TYPES)
        extension = name.rpartition(".")[2]
        if extension == "xml":
            attributes = {b"PartName": b"/" + name.encode(), b"ContentType": content_type.encode()}
            listed = into(listed, b"Types", b"Override", attributes)
        elif not any(_lists(listed, extension)):
            attributes = {b"Extension": extension.encode(), b"ContentType": content_type.encode()}
            listed = _first_into_types(listed, attributes)
        self.put(CONTENT_TYPES, listed)
        return name

    def relations(self, part: str) -> Iterator[Relation]:
        """What a part points to."""
        for match in RELATION.finditer(self.read(_relations_of(part))):
            yield _relation(part, match[1])

    def related(self, part: str, kind: str) -> tuple[Relation, ...]:
        """What of one kind a part points to."""
        return tuple(relation for relation in self.relations(part) if relation.kind == kind)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part point to another one; returns the relation's id."""
        return self.relate_all(part, kind, ["/" + target], external=False)[0]

    def relate_all(self, part: str, kind: str, targets: Iterable[str], *, external: bool) -> list[str]:
        """Let a part point to several targets; returns the relations' ids in the same order."""
        targets = list(targets)
        taken = {relation.id for relation in self.relations(part)} if targets else set()
        free = (name for name in (f"rId{number}" for number in count(1)) if name not in taken)
        mode = b' TargetMode="External"' if external else b""
        ids: list[str] = []
        office = STRICT + b"/" if self.is_strict else OFFICE
        lines = bytearray()
        for target in targets:
            ids.append(next(free))
            lines += b'<Relationship xmlns="%b" Id="%b" Type="%b%b" Target="%b"%b/>' % (
                *(RELATIONS, ids[-1].encode(), office, kind.encode(), attribute_text(target), mode),
            )
        if ids:
            self._append_relations(part, bytes(lines))
        return ids

    def unrelate(self, part: str, ids: frozenset[str]) -> None:
        """Let a part no longer point to what these ids name."""
        if ids:
            name = _relations_of(part)
            goes = {written.encode() for written in ids}
            listed = self.read(name)
            self.put(name, RELATION.sub(lambda line: b"" if attribute(line[1], b"Id") in goes else line[0], listed))

    def _append_relations(self, part: str, lines: bytes) -> None:
        name = _relations_of(part)
        listed = self.read(name)
        root = found(listed, b"Relationships")
        if root is None or root.closing == root.end:
            opening = DECLARATION + b'<Relationships xmlns="%b">' % RELATIONS
            listed, end = opening + b"</Relationships>", len(opening)
        else:
            end = root.closing
        if b"<Relationships" in listed:  # and so the lines need not say again what they are
            lines = lines.replace(b' xmlns="%b"' % RELATIONS, b"")
        self.put(name, b"".join([listed[:end], lines, listed[end:]]))


def part_of_sheet(parts: Parts, sheet: str) -> str | None:
    """The part of the worksheet with that name, however it is spelt; None if there is none."""
    relations = {relation.id: relation for relation in parts.relations(parts.workbook)}
    for element in fromstring(parts.read(parts.workbook)).iterfind("{*}sheets/{*}sheet"):
        if element.get("name", "").casefold() == sheet.casefold():
            named = next((value for name, value in element.items() if name.endswith("}id")), "")
            return relations[named].target if named in relations else None
    return None


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relation(part: str, written: bytes) -> Relation:
    kind, target, mode = (
        unescape((attribute(written, name) or b"").decode(), {"&quot;": '"', "&apos;": "'"})
        for name in (b"Type", b"Target", b"TargetMode")
    )
    if mode != "External":
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), unquote(target))).lstrip("/")
    return Relation((attribute(written, b"Id") or b"").decode(), posixpath.basename(kind), target, mode == "External")


def _lists(listed: bytes, extension: str) -> Iterable[bool]:
    root = found(listed, b"Types")
    for element in children_of(listed, root) if root else ():
        attributes = attributes_of(listed[element.start : element.opened])
        yield element.name == b"Default" and attributes.get(b"Extension", b"").lower() == extension.encode()


def _first_into_types(listed: bytes, attributes: dict[bytes, bytes]) -> bytes:
    """Defaults stand before overrides wherever Excel writes them."""
    root = found(listed, b"Types")
    if root is None:
        raise Changed("its list of parts is damaged")
    name = listed[root.start + 1 : root.opened].split()[0].rstrip(b">").replace(b"Types", b"Default")
    written = b"".join([b' %b="%b"' % item for item in attributes.items()])
    return listed[: root.opened] + b"<%b%b/>" % (name, written) + listed[root.opened :]
