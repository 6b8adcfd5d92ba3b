"""The parts of a zipped file, looked at before any of them is unpacked."""

from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.limits import OUTLINE_BYTES, PARTS, UNPACKED_BYTES

CONTENT_TYPES = "[Content_Types].xml"
XLSX, XLSB, ODS = "xlsx", "xlsb", "ods"
_SAVE_AS_XLSX = "open it in Excel and save it as a workbook (.xlsx)"
_OTHERS: tuple[tuple[str, str], ...] = (
    (
        "word/document.xml",
        "The file is a Word document; put the meetings in a workbook (.xlsx) or a CSV file.",
    ),
    (
        "ppt/presentation.xml",
        "The file is a presentation; put the meetings in a workbook (.xlsx) or a CSV file.",
    ),
    ("Index/Document.iwa", "The file is a Numbers document; export it from Numbers as Excel (.xlsx)."),
)
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST, _ENCRYPTED = "META-INF/manifest.xml", b"encryption-data"
_STREAMED = ("content.xml", "worksheets/", "sharedstrings", "styles")


def inspect_parts(archive: ZipFile) -> int:
    """The bytes that all parts of a workbook unpack to. Raises UnreadableFile where it is none."""
    parts = archive.infolist()
    if len(parts) > PARTS:
        raise UnreadableFile("The file holds far more parts than a workbook does; it was not opened.")
    names = [part.filename for part in parts]
    for ending, message in _OTHERS:
        if any(name.endswith(ending) for name in names):
            raise UnreadableFile(message)
    is_ods = kind_of_book(archive) == ODS
    if not is_ods and CONTENT_TYPES not in names:
        raise UnreadableFile("The file is a zip archive, not a workbook; unzip it and give the spreadsheet inside.")
    if len({name.lower() for name in names}) < len(names):
        raise UnreadableFile("Two parts of the workbook have the same name, which Excel never writes; save it anew.")
    for part in parts:
        _inspect(part)
    total = sum(part.file_size for part in parts)
    if total > UNPACKED_BYTES:
        raise UnreadableFile("The workbook unpacks to more than 600 MB; split it into smaller ones.")
    if is_ods:
        _inspect_ods(archive)
    return total


def kind_of_book(archive: ZipFile) -> str:
    """Which format it is: XLSX, XLSB or ODS."""
    names = archive.namelist()
    if "content.xml" in names:
        return ODS
    return XLSB if any(name.lower().endswith("workbook.bin") for name in names) else XLSX


def _inspect_ods(archive: ZipFile) -> None:
    names = set(archive.namelist())
    if "mimetype" in names and not archive.read("mimetype")[:100].startswith(_ODS_TYPE):
        raise UnreadableFile("The file is an OpenDocument file, but no spreadsheet; give the one with the meetings.")
    if _MANIFEST in names and _ENCRYPTED in archive.read(_MANIFEST):
        raise UnreadableFile("The file is protected by a password; save it without one.")


def _inspect(part: ZipInfo) -> None:
    if part.flag_bits & 0x1:
        raise UnreadableFile("The file is protected by a password; open it in Excel and save it without one.")
    if part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise UnreadableFile(f"The file is packed in a way Excel never uses; {_SAVE_AS_XLSX}.")
    name = part.filename.lower()
    is_outline = name.endswith((".xml", ".rels")) and not any(word in name for word in _STREAMED)
    if is_outline and part.file_size > OUTLINE_BYTES and "pivotcache" not in name:
        raise UnreadableFile("A part of the workbook is far larger than Excel writes it; save it anew.")
