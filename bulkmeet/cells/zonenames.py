"""What people and programs call a time zone: IANA keys, Windows names, abbreviations, offsets, cities."""

import re
from functools import cache
from zoneinfo import available_timezones

from msgspec import Struct
from tzlocal.windows_tz import win_tz

from bulkmeet.cells.places import CITIES, REGIONS
from bulkmeet.cells.text import folded
from bulkmeet.patterns import pattern


class Abbreviation(Struct, frozen=True):
    """An abbreviation with one meaning in practice: the region that uses it, and its hours east of UTC."""

    zone: str
    hours: float

    @property
    def offset(self) -> int:
        """Seconds east of UTC."""
        return round(self.hours * 3600)


ABBREVIATIONS = {
    "EST": Abbreviation("America/New_York", -5),
    "EDT": Abbreviation("America/New_York", -4),
    "CST": Abbreviation("America/Chicago", -6),
    "CDT": Abbreviation("America/Chicago", -5),
    "MST": Abbreviation("America/Denver", -7),
    "MDT": Abbreviation("America/Denver", -6),
    "PST": Abbreviation("America/Los_Angeles", -8),
    "PDT": Abbreviation("America/Los_Angeles", -7),
    "AKST": Abbreviation("America/Anchorage", -9),
    "AKDT": Abbreviation("America/Anchorage", -8),
    "HST": Abbreviation("Pacific/Honolulu", -10),
    "ADT": Abbreviation("America/Halifax", -3),
    "NST": Abbreviation("America/St_Johns", -3.5),
    "NDT": Abbreviation("America/St_Johns", -2.5),
    "GMT": Abbreviation("Europe/London", 0),
    "BST": Abbreviation("Europe/London", 1),
    "WET": Abbreviation("Europe/Lisbon", 0),
    "WEST": Abbreviation("Europe/Lisbon", 1),
    "CET": Abbreviation("Europe/Berlin", 1),
    "CEST": Abbreviation("Europe/Berlin", 2),
    "EET": Abbreviation("Europe/Helsinki", 2),
    "EEST": Abbreviation("Europe/Helsinki", 3),
    "MSK": Abbreviation("Europe/Moscow", 3),
    "SAST": Abbreviation("Africa/Johannesburg", 2),
    "EAT": Abbreviation("Africa/Nairobi", 3),
    "PKT": Abbreviation("Asia/Karachi", 5),
    "ICT": Abbreviation("Asia/Bangkok", 7),
    "WIB": Abbreviation("Asia/Jakarta", 7),
    "PHT": Abbreviation("Asia/Manila", 8),
    "MYT": Abbreviation("Asia/Kuala_Lumpur", 8),
    "IDT": Abbreviation("Asia/Jerusalem", 3),
    "TRT": Abbreviation("Europe/Istanbul", 3),
    "WAT": Abbreviation("Africa/Lagos", 1),
    "CAT": Abbreviation("Africa/Maputo", 2),
    "BRT": Abbreviation("America/Sao_Paulo", -3),
    "ART": Abbreviation("America/Argentina/Buenos_Aires", -3),
    "COT": Abbreviation("America/Bogota", -5),
    "PET": Abbreviation("America/Lima", -5),
    "SGT": Abbreviation("Asia/Singapore", 8),
    "HKT": Abbreviation("Asia/Hong_Kong", 8),
    "JST": Abbreviation("Asia/Tokyo", 9),
    "KST": Abbreviation("Asia/Seoul", 9),
    "AWST": Abbreviation("Australia/Perth", 8),
    "ACST": Abbreviation("Australia/Adelaide", 9.5),
    "ACDT": Abbreviation("Australia/Adelaide", 10.5),
    "AEST": Abbreviation("Australia/Sydney", 10),
    "AEDT": Abbreviation("Australia/Sydney", 11),
    "NZST": Abbreviation("Pacific/Auckland", 12),
    "NZDT": Abbreviation("Pacific/Auckland", 13),
}

OTHER_PLACES = {"CST": "Asia/Shanghai", "BST": "Asia/Dhaka"}
"""Where an abbreviation means something else than ABBREVIATIONS says; a sheet of meetings hardly ever means that."""
ALL_YEAR = {"MST": "America/Phoenix", "AEST": "Australia/Brisbane", "ACST": "Australia/Darwin"}
"""Where the winter time of a region is kept in summer, too."""

AMBIGUOUS = {
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "AST": ("America/Halifax", "Asia/Riyadh"),
    "AMT": ("America/Manaus", "Asia/Yerevan"),
    "GST": ("Asia/Dubai", "Atlantic/South_Georgia"),
}

_OTHER_WORDS = {
    **dict.fromkeys(("ET", "EASTERN"), "America/New_York"),
    **dict.fromkeys(("CT", "CENTRAL"), "America/Chicago"),
    **dict.fromkeys(("MT", "MOUNTAIN"), "America/Denver"),
    **dict.fromkeys(("PT", "PACIFIC"), "America/Los_Angeles"),
    **dict.fromkeys(("Z", "UCT", "ZULU", "UNIVERSAL", "ETC/UTC", "ETC/UCT", "ETC/ZULU", "ETC/UNIVERSAL"), "UTC"),
    **dict.fromkeys(("GMT0", "GREENWICH", "ETC/GMT", "ETC/GMT0", "ETC/GMT+0", "ETC/GMT-0", "ETC/GREENWICH"), "UTC"),
    "MEZ": "CET",
    "MESZ": "CEST",
    "UTC±0": "UTC",
    "TZONE://MICROSOFT/UTC": "UTC",
    "AUSTRALIAN EASTERN STANDARD TIME": "AEST",
    "AUSTRALIAN CENTRAL STANDARD TIME": "ACST",
}

_MODERN = {
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "Europe/Kiev": "Europe/Kyiv",
}
_CONTINENTS = frozenset("Africa America Antarctica Asia Atlantic Australia Europe Indian Pacific".split())  # noqa: SIM905 - easier to read
_NO_CITIES = frozenset({"Cordoba", "West", "North", "South", "Victoria", "ACT", "NSW", "LHI"})
_NO_ZONES = frozenset({"Factory", "localtime", "posixrules"})

OFFSET = pattern(r"(?:UTC|GMT)? ?([+-]) ?([0-9]{1,2})(?::?([0-5][0-9]))?", re.IGNORECASE)
UNIVERSAL_AND_HOURS = pattern(r"coordinated universal time(?=[+-][0-9])", re.IGNORECASE)
COUNTRIES = pattern(
    r" ?(?:\((?:us|usa) (?:&|and|und) [ck]anada\)|\([ck]anada\)|- us (?:&|and) canada|- us/canada)"
    r"| ?\((?:etats-unis et canada|ee\. ?uu\. y canada|stati uniti e canada|eua e canada|vs en canada)\)"
)
TIME = pattern(r"(?: (?:standard|daylight|summer))? time| (?:sommerzeit|normalzeit|zeit)| (?:zomer|standaard)?tijd")
TIME_BEFORE = pattern(
    r"(?:heure|hora|ora|horario)"
    r"(?: (?:normale|d'ete|avancee|de verano|estandar|padrao|de verao|legale|standard|solare))?"
    r" (?:de la |de |da |del |d'|dell')?(?=\w)"
)


def zone_named(text: str) -> str | None:
    """The canonical text of a zone that a tidied text names all by itself: an IANA key, an abbreviation, UTC±hh:mm."""
    return (
        _short(text) or _key(text) or _windows_names().get(folded(text)) or _region(text) or _cities().get(folded(text))
    )


def place_named(text: str) -> str | None:
    """The IANA key that a text is, or whose city it names."""
    return None if _short(text) else _key(text) or _cities().get(folded(text))


def fixed(offset: int) -> str:
    """The canonical text of an offset in seconds east of UTC: 7200 is UTC+02:00."""
    hours, rest = divmod(abs(offset), 3600)
    return f"UTC{'-' if offset < 0 else '+'}{hours:02}:{rest // 60:02}" if offset else "UTC"


@cache
def iana_keys() -> dict[str, str]:
    """The IANA keys by their folded form."""
    return {folded(key): key for key in sorted(available_timezones() - _NO_ZONES)}


def _short(text: str) -> str | None:
    """An abbreviation or an offset; these come before IANA's keys, where EST is Panama and MST Phoenix."""
    upper = text.upper()
    if upper in ABBREVIATIONS or upper == "UTC":
        return upper
    if found := OFFSET.fullmatch(UNIVERSAL_AND_HOURS.sub("", text).strip("()")):
        seconds = int(found[2]) * 3600 + int(found[3] or 0) * 60
        offset = -seconds if found[1] == "-" else seconds
        return fixed(offset) if -12 * 3600 <= offset <= 14 * 3600 else None
    return _OTHER_WORDS.get(upper)


def _key(text: str) -> str | None:
    key = iana_keys().get(folded(text).replace(" / ", "/").replace(" ", "_"))
    return _MODERN.get(key, key) if key else None


@cache
def _windows_names() -> dict[str, str]:
    return {folded(name): _MODERN.get(key, key) for name, key in win_tz.items()}


def _region(text: str) -> str | None:
    words = COUNTRIES.sub("", folded(text))
    name = TIME.sub("", TIME_BEFORE.sub("", words))
    windows = TIME.sub(" standard time", words) if TIME.search(words) else f"{words} standard time"
    return REGIONS.get(name) or _windows_names().get(windows) or (_cities().get(name) if name != words else None)


@cache
def _cities() -> dict[str, str]:
    parts = [(key, key.split("/")) for key in iana_keys().values()]
    return CITIES | {
        folded(names[1].replace("_", " ")): _MODERN.get(key, key)
        for key, names in parts
        if len(names) == 2 and names[0] in _CONTINENTS and names[1] not in _NO_CITIES
    }
