"""A recurrence rule in words, for people who never heard of RFC 5545. Pure."""

from datetime import UTC, datetime, tzinfo

from bulkmeet.patterns import pattern

UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
NTH = {"1": "first", "2": "second", "3": "third", "4": "fourth", "-1": "last"}
KNOWN = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "COUNT", "UNTIL", "WKST"})
DAY = pattern(r"([+-]?[0-9]+)?([A-Z]{2})")


def rule_in_words(rule: str, zone: tzinfo) -> str | None:
    """Like "every 2 weeks on Tuesday until 23 Mar 2027", the last day that of `zone`; None for a rarer kind of rule."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    unit = UNITS.get(parts["FREQ"])
    days = [_day(day) for day in parts["BYDAY"].split(",")] if "BYDAY" in parts else []
    if unit is None or None in days or not KNOWN.issuperset(parts):
        return None
    interval = parts.get("INTERVAL", "1")
    words = [f"every {unit}" if interval == "1" else f"every {interval} {unit}s"]
    if days:
        words.append(f"on {' and '.join(filter(None, (', '.join(map(str, days[:-1])), days[-1])))}")
    if "BYMONTHDAY" in parts:
        words.append(f"on day {parts['BYMONTHDAY']}")
    if "COUNT" in parts:
        words.append("once" if parts["COUNT"] == "1" else f"{parts['COUNT']} times")
    elif "UNTIL" in parts:
        words.append(f"until {_last_day(parts['UNTIL'], zone)}")
    else:
        words.append("without an end")
    return " ".join(words)


def _day(said: str) -> str | None:
    found = DAY.fullmatch(said)
    if found is None or found[2] not in DAYS:
        return None
    if not found[1]:
        return DAYS[found[2]]
    nth = NTH.get(found[1].removeprefix("+"))
    return nth and f"the {nth} {DAYS[found[2]]}"


def _last_day(until: str, zone: tzinfo) -> str:
    day = datetime.strptime(until[:8], "%Y%m%d")  # noqa: DTZ007 - its zone follows
    if until.endswith("Z"):
        day = datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(zone)
    return f"{day.day} {day:%b %Y}"
