"""What kind of file it is, told by its first bytes and never by its name."""

import mmap
import re
from enum import Enum
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from bulkmeet.cells.text import quoted
from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.zipparts import XLSX, kind_of_book
from bulkmeet.patterns import pattern

SAMPLE_BYTES = 65_536

OLE = b"\xd0\xcf\x11\xe0"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")

_OLDEST = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
"""How a workbook of Excel 2 to 5 begins that stands in no container."""

_SAVE_AS_XLSX = "open it in Excel and save it as a workbook (.xlsx)"
_UNPACK = "unpack it and give the spreadsheet inside"
_NOT_A_SPREADSHEET = "save the meetings as a workbook (.xlsx) or as CSV"
_DOWNLOAD = "open the page, download the spreadsheet as a workbook (.xlsx), and give that"
_THE_FILE_ITSELF = "give the spreadsheet itself"

_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", f"The file is compressed (gzip); {_UNPACK}."),
    (b"BZh", f"The file is compressed (bzip2); {_UNPACK}."),
    (b"\xfd7zXZ\x00", f"The file is compressed (xz); {_UNPACK}."),
    (b"7z\xbc\xaf\x27\x1c", f"The file is a compressed archive (7z); {_UNPACK}."),
    (b"Rar!", f"The file is a compressed archive (rar); {_UNPACK}."),
    (b"%PDF", f"The file is a PDF, not a spreadsheet; {_NOT_A_SPREADSHEET}."),
    (b"\x89PNG", f"The file is a picture, not a spreadsheet; {_NOT_A_SPREADSHEET}."),
    (b"\xff\xd8\xff", f"The file is a picture, not a spreadsheet; {_NOT_A_SPREADSHEET}."),
    (b"GIF8", f"The file is a picture, not a spreadsheet; {_NOT_A_SPREADSHEET}."),
    (b"BEGIN:VCALENDAR", f"The file is a calendar (iCalendar), not a spreadsheet; {_NOT_A_SPREADSHEET}."),
    (b"[InternetShortcut]", f"The file is only a link to a page on the web (a shortcut); {_DOWNLOAD}."),
    (b"[Desktop Entry]", f"The file is only a link to something else (a shortcut); {_THE_FILE_ITSELF}."),
    (b"L\x00\x00\x00\x01\x14\x02\x00", f"The file is only a link to another (a shortcut); {_THE_FILE_ITSELF}."),
    (b"bplist00", f"The file is only a link or a setting of a Mac; {_THE_FILE_ITSELF}."),
    (b"{\\rtf", f"The file is a text document (RTF), not a spreadsheet; {_NOT_A_SPREADSHEET}."),
    (b"MIME-Version:", f"The file is a web page that was named like a spreadsheet; {_SAVE_AS_XLSX}."),
)

_WEB_PAGE = pattern(rb"<(!doctype\s+html|html|head|body|table|meta|style|script|div)\b", re.IGNORECASE)
_XML = pattern(rb"<\?xml", re.IGNORECASE)
_PROPERTY_LIST = pattern(rb"<!DOCTYPE\s+plist|<plist\b")
_DRIVE_LINK = pattern(rb'\s*\{[^{}]*"(?:doc_id|url)"\s*:')
"""How the files begin that Google Drive puts on a computer for its own documents (.gsheet)."""
_JSON = pattern(rb'\s*(?:\[\s*)?\{\s*(?:"[^"\n]*"\s*:|\})')
_CONTROL = bytes(set(range(32)) - {0, 9, 10, 11, 12, 13, 27}) + b"\x7f"


class Kind(Enum):
    """How a file is to be read."""

    ZIP = "zip"
    OLE = "ole"
    TEXT = "text"


def kind_of(path: Path) -> Kind:
    """How to read the file. Raises UnreadableFile for what is missing, empty or of another kind."""
    try:
        if path.is_dir():
            raise UnreadableFile(f"{quoted(str(path))} is a folder; give the spreadsheet inside it.")
        with path.open("rb") as file:
            head = file.read(SAMPLE_BYTES)
    except FileNotFoundError:
        raise UnreadableFile(f"There is no file {quoted(str(path))}; check its name and folder.") from None
    except PermissionError:
        raise UnreadableFile(
            "The file may not be opened; close it in other programs or ask for the right to read it."
        ) from None
    except (OSError, ValueError) as error:
        unreadable = UnreadableFile("The file could not be opened; copy it to this computer and try again.")
        unreadable.add_note(repr(error))
        raise unreadable from None
    return _kind_by(head, path)


def is_workbook(path: Path) -> bool:
    """Whether the file begins like a workbook."""
    try:
        with path.open("rb") as file:
            return file.read(len(OLE)).startswith((b"PK", OLE))
    except OSError:
        return False


def is_only_read(path: Path) -> bool:
    """Whether the file is a workbook of a format that results cannot be written back into (.xls, .xlsb, .ods)."""
    try:
        with path.open("rb") as file:
            magic = file.read(len(OLE))
            if magic.startswith(b"PK"):
                with ZipFile(file) as archive:
                    return kind_of_book(archive) != XLSX
            return magic == OLE
    except (OSError, BadZipFile):
        return False


def _kind_by(head: bytes, path: Path) -> Kind:
    if not head:
        raise UnreadableFile("The file is empty (0 bytes); save or download it again.")
    if head.startswith(b"PK"):
        return Kind.ZIP
    if head.startswith(OLE):
        _refuse_encrypted(path)
        return Kind.OLE
    if head.startswith(_OLDEST):
        raise UnreadableFile(f"The file was saved by an Excel before 1997; {_SAVE_AS_XLSX}.")
    for magic, message in _REFUSED:
        if head.startswith(magic):
            raise UnreadableFile(message)
    _refuse_markup(head)
    _refuse_json(head)
    if _looks_binary(head):
        raise UnreadableFile(f"The file is neither a workbook nor text; {_NOT_A_SPREADSHEET}.")
    return Kind.TEXT


def _refuse_encrypted(path: Path) -> None:
    """Encrypted workbooks hide in the container of the old formats, whatever their names say."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find(ENCRYPTED_PACKAGE) >= 0:
            raise UnreadableFile("The file is protected by a password; open it in Excel and save it without one.")


def _refuse_markup(head: bytes) -> None:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _WEB_PAGE.match(start) or (_XML.match(start) and b"<html" in start.lower()):
        raise UnreadableFile(f"The file is a web page that was named like a spreadsheet; {_SAVE_AS_XLSX}.")
    if _PROPERTY_LIST.search(start[:500]):
        raise UnreadableFile(f"The file is only a link to a page on the web (a shortcut); {_DOWNLOAD}.")
    if _XML.match(start):
        raise UnreadableFile(f"The file is XML, not a workbook; {_SAVE_AS_XLSX}.")


def _refuse_json(head: bytes) -> None:
    start = head.removeprefix(b"\xef\xbb\xbf")
    if _DRIVE_LINK.match(start) and b"doc" in start[:2000]:
        raise UnreadableFile(
            "The file is only a link to a Google document; open it in the browser, choose File > Download > "
            "Microsoft Excel (.xlsx), and give what that saves."
        )
    if _JSON.match(start):
        raise UnreadableFile(f"The file is JSON, which is for programs; {_NOT_A_SPREADSHEET}.")


def _looks_binary(head: bytes) -> bool:
    """Text holds hardly any control characters; NULs count apart, for UTF-16 is full of them."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    nuls = head.count(0)
    if nuls > 0.6 * len(head):
        return True
    controls = len(head) - len(head.translate(None, delete=_CONTROL))
    return controls > 0.05 * (len(head) - nuls)
