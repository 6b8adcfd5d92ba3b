"""How a text file's letters are stored: by its mark, by strict decoding, else by what is likely."""

import codecs
from pathlib import Path

from msgspec import Struct

from bulkmeet.loader.alphabets import NAMES, code_page_of
from bulkmeet.loader.eastasian import east_asian_of
from bulkmeet.patterns import pattern

CHUNK_BYTES = 1 << 20

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_MAC_LETTERS = pattern(rb"(?<=[a-z])[\x87-\x90\x94\x97-\x9f](?=[a-z])")
_WINDOWS_LETTERS = pattern(rb"(?<=[a-z])[\xe0-\xff]|[\xe0-\xff](?=[a-z])")
_FOREIGN_WORDS = pattern(rb"[\xb8-\xff]{3,}")
_KANA = pattern("[\u3041-\u30f6]")

# The letters that make up most of a text: Russian o, e, a, i, n, t, s, r, v, l; Greek a, o, i, e, t, s, n, r…
_FREQUENT_RUSSIAN = frozenset("оеаинтсрвл")
_FREQUENT_GREEK = frozenset("αοιετσςνρυηά")


class Encoding(Struct, frozen=True):
    """A codec's name, and whether the file leaves no doubt about it; `name` is what people call it."""

    codec: str
    certain: bool = True
    name: str = ""


_GREEK = Encoding("iso8859-7", certain=False, name="Greek")
_ALPHABETS = (
    Encoding("cp1251", certain=False, name="Cyrillic (Windows)"),
    Encoding("koi8-r", certain=False, name="Cyrillic (KOI8)"),
    _GREEK,
)


def encoding_of(path: Path) -> Encoding:
    """The encoding of a text file."""
    with path.open("rb") as file:
        head = file.read(CHUNK_BYTES)
        for mark, marked in _MARKS:
            if head.startswith(mark):
                return Encoding(marked)
        if codec := _utf_16_without_mark(head[:4096]):
            return Encoding(codec)
        decoder = codecs.getincrementaldecoder("utf-8")()
        chunk = head
        while chunk:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return _legacy(chunk)
            chunk = file.read(CHUNK_BYTES)
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _legacy(head)
    return Encoding("utf-8")


def _utf_16_without_mark(head: bytes) -> str | None:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _legacy(sample: bytes) -> Encoding:
    if _is_japanese(sample):
        return Encoding("cp932", certain=False, name="Japanese (Windows)")
    if found := east_asian_of(_whole_lines(sample)):
        return Encoding(found.codec, certain=False, name=found.name)
    words = b" ".join(_FOREIGN_WORDS.findall(sample))
    if len(words) > 2 * len(_WINDOWS_LETTERS.findall(sample)):
        return max(_ALPHABETS, key=lambda one: _frequent(words, one))
    if len(_MAC_LETTERS.findall(sample)) > len(_WINDOWS_LETTERS.findall(sample)):
        return Encoding("mac-roman", certain=False, name="Western European (Mac)")
    page = code_page_of(sample)
    return Encoding(page, certain=False, name=NAMES[page])


def _whole_lines(sample: bytes) -> bytes:
    """The sample without the lines that its ends may have cut."""
    return sample if len(sample) < CHUNK_BYTES else sample.partition(b"\n")[2].rpartition(b"\n")[0]


def _frequent(words: bytes, encoding: Encoding) -> int:
    text = words.decode(encoding.codec, "ignore").lower()
    return sum(map(text.count, _FREQUENT_GREEK if encoding is _GREEK else _FREQUENT_RUSSIAN))


def _is_japanese(sample: bytes) -> bool:
    """Kana are lead bytes 82 and 83 in pairs: in Western text these are a low quotation mark and a florin."""
    try:
        text = sample[:CHUNK_BYTES].decode("cp932")
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 1:  # a pair cut in two at the very end proves nothing
            return False
        text = sample[: error.start].decode("cp932")
    return len(_KANA.findall(text)) >= 2
