"""The country a time zone is of, for guessing where phone numbers are dialled; it is only ever offered."""

from functools import cache
from importlib.resources import files


def country_of(zone: str) -> str:
    """The two letters of the country an IANA key names a city of: GB; empty where it names none."""
    return _countries().get(zone, "")


@cache
def _countries() -> dict[str, str]:
    """What the time zone database says of each key, in a table of the country, its coordinates and the key."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    lines = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {fields[2]: fields[0] for fields in lines}
