"""A header as it is written to the name it is looked up by, and what its brackets say of the values."""

import re
import unicodedata

from msgspec import Struct

from bulkmeet.cells.dates import DateOrder
from bulkmeet.cells.text import BIDI, INVISIBLE
from bulkmeet.patterns import pattern

LONGEST_HEADER = 200

UNITS = {
    "h": "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur 小时 小時 시간 "
    "godzin godziny timmar timer часов",
    "min": "m min mins minute minutes minuten minuto minutos minuti minuut minuten 分 分間 分钟 "
    "分鐘 분 minut minuter minutter минут мин",
    "s": "s sec secs second seconds sek sekunden seconde secondes segundo segundos secondi seconden 秒 초",
    "ms": "ms msec millisecond milliseconds",
}
UNIT_WORDS = {word: unit for unit, words in UNITS.items() for word in words.split()}

_AREA = pattern(
    r"(?:africa|america|antarctica|arctic|asia|atlantic|australia|brazil|canada|chile|etc|europe|indian|mexico"
    r"|pacific|us)/[a-z_/+\-\d]+"
)
_ABBREVIATION = pattern(
    r"z|utc|gmt|[ecmp]t|[ecmpan][sd]t|ak[sd]t|hst|bst|ist|west?|cest|cet|eest|eet|msk|mes?z|jst|kst|sgt|hkt"
    r"|a[ec][sd]t|awst|nz[sd]t"
)
_NO_ZONE = frozenset(("local", "your", "the", "start", "end", "meeting", "host", "24h", "24-hour"))
_DROPPED = dict.fromkeys([*INVISIBLE, *map(ord, BIDI), 0x200C, 0x200D], "")
_QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u00b4\u0060"), "'")
_GAPS = pattern(r"[\s_\-./\u2010-\u2015]+")
_EDGES = pattern(r"^[\s_\-./\u2010-\u2015*?:¿]+|[\s_\-./\u2010-\u2015*?:\u2191\u2193]+$")
"""Arrows show which column a report is sorted by."""
_OFFSET = pattern(r"(?:utc|gmt)?\s*[+\-\u2212]\s*\d{1,2}(?::?\d{2})?", re.IGNORECASE)
_FORMAT = pattern(r"(?=.*(?:dd|mm|yy|hh|tt|jj|aa|gg|dmy|mdy|ymd|d/m|m/d|12|24))[dmyhsjtapg\d:/.,\s_-]+", re.IGNORECASE)
_FORMAT_AT_END = pattern(
    r"[\s:_-]+((?:dd?|tt?|jj?|gg?|mm?m?|yyyy|yy|jjjj|aaaa)([-/.])(?:dd?|tt?|jj|gg?|mm?m?)\2(?:dd?|tt|yyyy|yy|jjjj|aaaa|jj|aa))",
    re.IGNORECASE,
)
_PARAMETERS = pattern(r"([a-z-]+)((?:;[a-z-]+=[^;]*)+)", re.IGNORECASE)
_DATE_LETTERS = {"d": "d", "t": "d", "g": "d", "m": "m", "y": "y", "a": "y"}
"""Day, month and year in date formats; "j" is a French day where "a" is the year, and a German or Dutch year else."""
_REMARK = pattern(
    r"(?:s|es|n|short|text|upn|required|mandatory|optional|pflicht(?:feld)?|obligatoire|facultatif"
    r"|uhr|klockan|klokken|klokka|kl\.?|godz\.?|hod\.?|o'clock"
    r"|if (?:any|known|applicable)|yes/no|y/n|true/false|original name|originalname"
    r"|nom d'origine|nombre original|nome originale?"
    r"|oorspronkelijke naam|元の名前|e\.?164|international(?: format)?"
    r"|(?:comma|semicolon|separated?|max|e\.g\.?|eg|for example|z\.\s?b\.|par ex\.?|ex\.)\b.*)",
    re.IGNORECASE,
)


class Heading(Struct, frozen=True):
    """A header taken apart: the name to look up, and the unit ("h", "min", "s", "ms"), zone and date order it gives."""

    name: str
    unit: str | None = None
    zone: str | None = None
    order: DateOrder | None = None


def normalise(header: str) -> str:
    """The header without what people vary: case, width, invisible characters, separators, marks, brackets."""
    return read_heading(header).name


def read_heading(header: str) -> Heading:
    """Take the brackets off a header's end if they say no more than a unit, a zone, a format or a remark.

    Other brackets stay: "Email (host)" is not an "Email". A date format needs no brackets: "Date dd/mm/yyyy".
    """
    text = unicodedata.normalize("NFKC", header[:LONGEST_HEADER]).translate(_DROPPED).translate(_QUOTES)
    text, zone = _without_parameters(text)
    unit = order = None
    while True:
        text = _EDGES.sub("", text)
        before, note = _last_note(text)
        if not before:
            break
        unit = unit or unit_of(note)
        zone = zone or (note if looks_like_zone(note) else None)
        order = order or order_of(note)
        text = before
    return Heading(_GAPS.sub(" ", text.casefold()), unit, zone, order)


def _without_parameters(text: str) -> tuple[str, str | None]:
    """A name of iCalendar without its parameters, and the zone they give: DTSTART;TZID=Europe/Berlin.

    VALUE=DATE stays with the name, as what it holds are days.
    """
    found = _PARAMETERS.fullmatch(text.strip())
    if not found:
        return text, None
    said = dict(part.upper().partition("=")[::2] for part in found[2].split(";")[1:])
    zone = next((part[5:].strip('"') for part in found[2].split(";") if part.upper().startswith("TZID=")), None)
    return f"{found[1]} date" if said.get("VALUE") == "DATE" else found[1], zone


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


def order_of(note: str) -> DateOrder | None:
    """The order of day, month and year a date format tells: "dd/mm/yyyy", "MM-DD", "TT.MM.JJJJ", "jj/mm/aaaa"."""
    if not _FORMAT.fullmatch(note):
        return None
    letters = [run[0] for run in re.findall(r"([a-z])\1*", re.split(r"h", note.casefold())[0])][:3]
    told = "".join(_DATE_LETTERS.get(letter, "d" if "a" in letters or "y" in letters else "y") for letter in letters)
    orders: dict[str, DateOrder] = {"dmy": "dmy", "dm": "dmy", "mdy": "mdy", "md": "mdy", "ymd": "ymd"}
    return orders.get(told)


def _last_note(text: str) -> tuple[str, str]:
    """What stands before the last note on the values and the note itself; nothing where there is none."""
    before, note = _last_brackets(text)
    if before and _says_nothing_new(note):
        return before, note
    if found := _FORMAT_AT_END.search(text):
        return (text[: found.start()], found[1]) if found.end() == len(text) and order_of(found[1]) else ("", "")
    return "", ""


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
