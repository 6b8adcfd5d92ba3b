"""What an Office workbook is made of: its worksheets, shared texts and styles, and the day it counts from.

The transitional and the strict edition of the standard differ in namespaces alone, so names are compared without.
"""

import posixpath
from datetime import datetime
from urllib.parse import unquote
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring
from msgspec import Struct

from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.numberformats import EPOCH_1900, EPOCH_1904

_TRUE = frozenset({"1", "true"})


class Part(Struct, frozen=True):
    """A worksheet: its name, whether people see it, and where in the file it stands."""

    name: str
    is_visible: bool
    path: str


class Outline(Struct, frozen=True):
    """The parts of a workbook that matter; the path of one that is not there is empty."""

    sheets: tuple[Part, ...]
    texts: str
    styles: str
    epoch: datetime


def outline_of(archive: ZipFile) -> Outline:
    """Read the outline of a workbook. Raises UnreadableFile where the file holds none."""
    names = {name.casefold(): name for name in archive.namelist()}
    package = relations_of(archive, names, "")
    path = next((target for kind, target in package.values() if kind == "officeDocument"), "xl/workbook.xml")
    if path.casefold() not in names:
        raise UnreadableFile("The file is a zip archive, not a workbook; unzip it and give the spreadsheet inside.")
    relations = relations_of(archive, names, path)
    workbook = fromstring(archive.read(names[path.casefold()]))
    places = {kind: names.get(target.casefold(), "") for kind, target in relations.values()}
    sheets = []
    for element in workbook.iterfind("{*}sheets/{*}sheet"):
        kind, target = relations.get(_relation_id(element), ("", ""))
        if kind == "worksheet" and target.casefold() in names:
            is_visible = element.get("state", "visible") == "visible"
            sheets.append(Part(element.get("name", ""), is_visible, names[target.casefold()]))
    properties = workbook.find("{*}workbookPr")
    is_1904 = properties is not None and properties.get("date1904") in _TRUE
    epoch = EPOCH_1904 if is_1904 else EPOCH_1900
    return Outline(tuple(sheets), places.get("sharedStrings", ""), places.get("styles", ""), epoch)


def relations_of(archive: ZipFile, names: dict[str, str], part: str) -> dict[str, tuple[str, str]]:
    """Id → kind and target of what a part ("" for the package itself) points to inside the file."""
    folder, name = posixpath.split(part)
    stored = names.get(posixpath.join(folder, "_rels", f"{name}.rels").casefold())
    if stored is None:
        return {}
    found = {}
    for element in fromstring(archive.read(stored)).iterfind("{*}Relationship"):
        if element.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, unquote(element.get("Target", ""))))
            found[element.get("Id", "")] = (posixpath.basename(element.get("Type", "")), target.lstrip("/"))
    return found


def _relation_id(element: Element) -> str:
    return next((value for name, value in element.items() if name.endswith("}id")), "")
