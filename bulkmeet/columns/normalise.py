"""A header as it is written to the name it is looked up by, and what its brackets say of the values."""

import re
import unicodedata

from msgspec import Struct

from bulkmeet.cells.text import BIDI, INVISIBLE

LONGEST_HEADER = 200

UNITS = {
    "h": "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur",
    "min": "m min mins minute minutes minuten minuto minutos minuti minuut minuten 分",
    "s": "s sec secs second seconds sek sekunden seconde secondes segundo segundos secondi seconden 秒",
    "ms": "ms msec millisecond milliseconds",
}
UNIT_WORDS = {word: unit for unit, words in UNITS.items() for word in words.split()}

_AREA = re.compile(
    r"(?:africa|america|antarctica|arctic|asia|atlantic|australia|brazil|canada|chile|etc|europe|indian|mexico"
    r"|pacific|us)/[a-z_/+\-\d]+"
)
_ABBREVIATION = re.compile(
    r"z|utc|gmt|[ecmp]t|[ecmpan][sd]t|ak[sd]t|hst|bst|ist|west?|cest|cet|eest|eet|msk|mes?z|jst|kst|sgt|hkt"
    r"|a[ec][sd]t|awst|nz[sd]t"
)
_NO_ZONE = frozenset(("local", "your", "the", "start", "end", "meeting", "host", "24h", "24-hour"))
_DROPPED = dict.fromkeys([*INVISIBLE, *map(ord, BIDI), 0x200C, 0x200D], "")
_QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u00b4\u0060"), "'")
_GAPS = re.compile(r"[\s_\-./\u2010-\u2015]+")
_EDGES = re.compile(r"^[\s_\-./\u2010-\u2015*?:¿]+|[\s_\-./\u2010-\u2015*?:]+$")
_OFFSET = re.compile(r"(?:utc|gmt)?\s*[+\-\u2212]\s*\d{1,2}(?::?\d{2})?", re.IGNORECASE)
_FORMAT = re.compile(r"(?=.*(?:dd|mm|yy|hh|tt|jj|aa|12|24))[dmyhsjtap\d:/.,\s_-]+", re.IGNORECASE)
_REMARK = re.compile(
    r"(?:s|es|n|short|text|upn|required|mandatory|optional|pflicht(?:feld)?|obligatoire|facultatif"
    r"|if (?:any|known|applicable)|yes/no|y/n|true/false|original name|e\.?164|international(?: format)?"
    r"|(?:comma|semicolon|separated|max|e\.g\.?|eg|for example|z\.\s?b\.|par ex\.?|ex\.)\b.*)",
    re.IGNORECASE,
)


class Heading(Struct, frozen=True):
    """A header taken apart: the name to look up, and the unit ("h", "min", "s", "ms") and zone it gives."""

    name: str
    unit: str | None = None
    zone: str | None = None


def normalise(header: str) -> str:
    """The header without what people vary: case, width, invisible characters, separators, marks, brackets."""
    return read_heading(header).name


def read_heading(header: str) -> Heading:
    """Take the brackets off a header's end if they say no more than a unit, a zone, a format or a remark.

    Other brackets stay: "Email (host)" is not an "Email".
    """
    text = unicodedata.normalize("NFKC", header[:LONGEST_HEADER]).translate(_DROPPED).translate(_QUOTES)
    unit = zone = None
    while True:
        text = _EDGES.sub("", text)
        before, note = _last_brackets(text)
        if not before or not _says_nothing_new(note):
            break
        unit = unit or unit_of(note)
        zone = zone or (note if looks_like_zone(note) else None)
        text = before
    return Heading(_GAPS.sub(" ", text.casefold()), unit, zone)


def unit_of(note: str) -> str | None:
    """The unit of time a word or bracket names, if it does: "mins." and "in minutes" are "min"."""
    return UNIT_WORDS.get(note.casefold().strip(" .").removeprefix("in ").strip())


def looks_like_zone(note: str) -> bool:
    """Whether a bracket reads like a zone: an IANA name, an offset, an abbreviation or "Eastern Time"."""
    text = note.casefold().strip()
    if any(form.fullmatch(text) for form in (_AREA, _OFFSET, _ABBREVIATION)):
        return True
    words = re.sub(r"\(.*\)", "", text).split()
    return len(words) > 1 and words[-1] == "time" and words[0] not in _NO_ZONE


def _says_nothing_new(note: str) -> bool:
    return bool(unit_of(note) or looks_like_zone(note) or _FORMAT.fullmatch(note) or _REMARK.fullmatch(note))


def _last_brackets(text: str) -> tuple[str, str]:
    """What stands before the brackets at the text's end, and within them; nothing where there are none."""
    if not text.endswith((")", "]")):
        return "", ""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] in ")]") - (text[place] in "([")
        if depth == 0:
            return text[:place].strip(), text[place + 1 : -1].strip()
    return "", ""
