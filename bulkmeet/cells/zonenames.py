"""What people and programs call a time zone: IANA keys, Windows names, abbreviations, offsets, cities."""

import re
from functools import cache
from zoneinfo import available_timezones

from msgspec import Struct
from tzlocal.windows_tz import win_tz

from bulkmeet.cells.text import folded


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
"""CST is also China's and Cuba's; a sheet of meetings that writes it means Chicago's, and the date is checked."""

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
}

_REGIONS = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "hawaii-aleutian": "Pacific/Honolulu",
    "arizona": "America/Phoenix",
    "indiana (east)": "America/Indiana/Indianapolis",
    "atlantic": "America/Halifax",
    "brasilia": "America/Sao_Paulo",
    "newfoundland": "America/St_Johns",
    "saskatchewan": "America/Regina",
    "central america": "America/Guatemala",
    "greenwich mean": "GMT",
    "coordinated universal": "UTC",
    "british": "Europe/London",
    "irish": "Europe/Dublin",
    "western european": "Europe/Lisbon",
    "central european": "Europe/Berlin",
    "mitteleuropaische": "Europe/Berlin",
    "eastern european": "Europe/Helsinki",
    "moscow": "Europe/Moscow",
    "gulf": "Asia/Dubai",
    "india": "Asia/Kolkata",
    "indian": "Asia/Kolkata",
    "china": "Asia/Shanghai",
    "japan": "Asia/Tokyo",
    "korean": "Asia/Seoul",
    "hong kong": "Asia/Hong_Kong",
    "australian western": "Australia/Perth",
    "australian central": "Australia/Adelaide",
    "australian eastern": "Australia/Sydney",
    "new zealand": "Pacific/Auckland",
    "west africa": "Africa/Lagos",
    "west central africa": "Africa/Lagos",
    "east africa": "Africa/Nairobi",
    "south africa": "Africa/Johannesburg",
}
"""The words before "Time" in Outlook's, Calendly's, Zoom's and browsers' lists."""

_MODERN = {
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "Europe/Kiev": "Europe/Kyiv",
}
_CONTINENTS = frozenset("Africa America Antarctica Asia Atlantic Australia Europe Indian Pacific".split())  # noqa: SIM905 - easier to read
_NO_CITIES = frozenset({"West", "North", "South", "Victoria", "ACT", "NSW", "LHI"})
_NO_ZONES = frozenset({"Factory", "localtime", "posixrules"})

OFFSET = re.compile(r"(?:UTC|GMT)? ?([+-]) ?([0-9]{1,2})(?::?([0-5][0-9]))?", re.IGNORECASE)
OFFSET_BEFORE = re.compile(
    r"(?:\((?:UTC|GMT)(?: ?[+-][0-9]{1,2}(?::?[0-9]{2})?)?\) ?|(?:UTC|GMT)[+-][0-9]{1,2}(?::?[0-9]{2})? )(.+)",
    re.IGNORECASE,
)
BRACKET_BEHIND = re.compile(r"(.+?) ?\(([^()]+)\)")
COUNTRIES = re.compile(r" ?(?:\(us (?:&|and) canada\)|\(canada\)|- us (?:&|and) canada|- us/canada)")
TIME = re.compile(r"(?: (?:standard|daylight|summer))? time| (?:sommerzeit|normalzeit|zeit)")


def canonical(text: str) -> str | None:
    """The canonical text of a zone that a tidied text names: an IANA key, an abbreviation, UTC or UTC±hh:mm.

    The offset in "(UTC-08:00) Pacific Time (US & Canada)" is left aside, because such lists give the winter's
    (or the day's) offset for the whole year; it does not stand in for a name that is unknown either.
    """
    if behind := OFFSET_BEFORE.fullmatch(text):
        return canonical(behind[1]) or _first_city(behind[1])
    if found := _plain_name(text):
        return found
    bracketed = BRACKET_BEHIND.fullmatch(text)
    if bracketed and (_short(bracketed[2]) or "/" in bracketed[1]):
        return _plain_name(bracketed[1])
    if bracketed and "/" in bracketed[2]:
        return _plain_name(bracketed[2])
    return None


def fixed(offset: int) -> str:
    """The canonical text of an offset in seconds east of UTC: 7200 is UTC+02:00."""
    hours, rest = divmod(abs(offset), 3600)
    return f"UTC{'-' if offset < 0 else '+'}{hours:02}:{rest // 60:02}" if offset else "UTC"


@cache
def iana_keys() -> dict[str, str]:
    """The IANA keys by their folded form."""
    return {folded(key): key for key in sorted(available_timezones() - _NO_ZONES)}


def _plain_name(text: str) -> str | None:
    return (
        _short(text) or _key(text) or _windows_names().get(folded(text)) or _region(text) or _cities().get(folded(text))
    )


def _short(text: str) -> str | None:
    """An abbreviation or an offset; these come before IANA's keys, where EST is Panama and MST Phoenix."""
    upper = text.upper()
    if upper in ABBREVIATIONS or upper == "UTC":
        return upper
    if found := OFFSET.fullmatch(text.strip("()")):
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
    windows = TIME.sub(" standard time", words) if TIME.search(words) else f"{words} standard time"
    return _REGIONS.get(TIME.sub("", words)) or _windows_names().get(windows)


def _first_city(text: str) -> str | None:
    """The first city known of Windows' "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna".

    Only behind an offset: "London, Ontario" is a list of another kind.
    """
    return next((key for city in folded(text).split(", ") if (key := _cities().get(city))), None)


@cache
def _cities() -> dict[str, str]:
    parts = [(key, key.split("/")) for key in iana_keys().values()]
    return {
        folded(names[1].replace("_", " ")): _MODERN.get(key, key)
        for key, names in parts
        if len(names) == 2 and names[0] in _CONTINENTS and names[1] not in _NO_CITIES
    }
