"""The options of a command to Settings: flags first, then the environment, then defaults."""

import os
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from bulkmeet.cells.dates import DateOrder
from bulkmeet.cells.text import quoted
from bulkmeet.columns.fields import Saved
from bulkmeet.errors import WrongUsage
from bulkmeet.model import Host, Parsed
from bulkmeet.settings import Settings, parse_api, parse_rate

T = TypeVar("T")

NOT_REPEATED = frozenset(
    {
        "output",
        "yes",
        "json",
        "quiet",
        "verbose",
        "limit",
        "strict",
        "online",
        "explain",
        "save_map",
        "report",
        "annotate",
    }
)
"""Options that belong to one command, and not to those that go on from where it ended."""
OF_THE_PLACE = frozenset({"api", "company_id", "ledger"})
"""Options that say where a run is written down and sends to, and nothing of how its sheet is read."""


class Options(Struct, frozen=True, kw_only=True):
    """What was typed, as click hands it over; None where nothing was."""

    api: str | None = None
    timezone: str | None = None
    date_order: DateOrder | None = None
    sheet: str | None = None
    map: tuple[str, ...] = ()
    map_file: str | None = None
    save_map: str | None = None
    host: str | None = None
    user_id: str | None = None
    meeting_type: str | None = None
    duration: str | None = None
    region: str = "US"
    rate: str = "1200/min"
    limit: int | None = None
    timeout: float = 60.0
    ca_file: Path | None = None
    company_id: str | None = None
    strict: bool = False
    allow_past: bool = False
    allow_duplicates: bool = False
    online: bool = False
    output: Path | None = None
    ledger: Path | None = None
    yes: bool = False
    json: bool = False
    quiet: bool = False
    verbose: bool = False
    explain: bool = False
    annotate: Path | None = None
    report: Path | None = None


def repeatable(options: Options) -> dict[str, object]:
    """The options that were given and that a command which goes on needs too, by name, as JSON can hold them."""
    usual = Options()
    given = {name: getattr(options, name) for name in Options.__struct_fields__ if name not in NOT_REPEATED}
    return {
        name: str(value) if isinstance(value, Path) else value
        for name, value in given.items()
        if value != getattr(usual, name)
    }


def settings_from(options: Options) -> Settings:
    """The settings that the options, the environment and the defaults make.

    Raises:
        WrongUsage: for a value that cannot be what it should be.
    """
    from bulkmeet.cells.durations import parse_duration
    from bulkmeet.cells.flags import parse_meeting_type

    api = parse_api(options.api or os.environ.get("BULKMEET_API") or "live")
    zone, assumed = _zone(options.timezone)
    return Settings(
        api=api,
        timezone=zone,
        timezone_assumed=assumed,
        date_order=options.date_order,
        sheet=options.sheet,
        column_map=_column_map(options),
        host=_host(options),
        meeting_type=_value("--meeting-type", options.meeting_type, parse_meeting_type) or "UNIQUE_MEETING",
        duration=_value("--duration", options.duration, lambda text: parse_duration(text, None)),
        region=_region(options.region),
        rate=parse_rate(options.rate, api),
        limit=options.limit,
        timeout=options.timeout,
        ca_file=options.ca_file,
        company_id=_company(options.company_id),
        strict=options.strict,
        allow_past=options.allow_past,
        allow_duplicates=options.allow_duplicates,
        online=options.online,
        output=options.output,
        ledger=ledger_path(options.ledger),
        save_map=_name_to_save(options.save_map),
        given={name: value for name, value in repeatable(options).items() if name not in OF_THE_PLACE},
    )


def ledger_path(given: Path | None) -> Path:
    """Where the ledger is: as given, else in the user's state directory."""
    if given is not None:
        return given
    from platformdirs import user_state_path

    return user_state_path("bulkmeet", appauthor=False) / "ledger.sqlite3"


def _zone(given: str | None) -> tuple[str, bool]:
    """The zone for times that carry none, and whether it is only this computer's."""
    from bulkmeet.cells.zones import parse_zone

    if given is not None:
        return _value("--timezone", given, parse_zone) or "", False
    from tzlocal import get_localzone_name

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a computer is set to no zone is told as an assumed UTC
        name = str(get_localzone_name())
    zone = parse_zone(name).value
    if zone is None:
        raise WrongUsage(
            f"This computer's time zone, {quoted(name)}, is none that times could be read in for certain; "
            "give one with --timezone, like --timezone America/New_York."
        )
    return zone, True


def _column_map(options: Options) -> dict[str, str | Saved]:
    """What the saved map says of columns, and --map, which goes before it."""
    said: dict[str, str | Saved] = {}
    if options.map_file is not None:
        from bulkmeet.mapfile import read_map

        said |= read_map(options.map_file)
    return said | dict(map(_override, options.map))


def _name_to_save(name: str | None) -> str | None:
    if name is None:
        return None
    from bulkmeet.mapfile import ensure_map_name

    return ensure_map_name(name)


def _override(text: str) -> tuple[str, str]:
    header, equals, field = text.rpartition("=")
    if not equals or not header.strip() or not field.strip():
        raise WrongUsage(f'--map takes "Their header=field", like --map "Room time=start", not {quoted(text)}.')
    return header.strip(), field.strip()


def _host(options: Options) -> Host | None:
    if options.host is not None and options.user_id is not None:
        raise WrongUsage("--host and --user-id both name the host; give one of them.")
    if options.user_id is not None:
        from bulkmeet.cells.ids import parse_id

        return Host(user_id=_value("--user-id", options.user_id, parse_id))
    if options.host is not None:
        from bulkmeet.cells.people import parse_email

        return Host(email=str(_value("--host", options.host, parse_email)).lower())
    return None


def _company(text: str | None) -> str | None:
    """Digits only: it goes into a header, and two spellings of one company would be two accounts in the ledger."""
    if text is None or (text.isascii() and text.strip().isdigit()):
        return text.strip() if text else None
    raise WrongUsage(f"--company-id takes the company's id, which is a number, not {quoted(text)}.")


def _region(text: str) -> str:
    from phonenumbers import SUPPORTED_REGIONS

    if text.upper() not in SUPPORTED_REGIONS:
        raise WrongUsage(f"--region takes a country's two letters, like US or DE, not “{text}”.")
    return text.upper()


def _value(option: str, text: str | None, parse: Callable[[str], Parsed[T]]) -> T | None:
    """The option's value, read as the same value in a cell would be."""
    if text is None:
        return None
    parsed = parse(text)
    if parsed.value is None:
        reason = parsed.problems[0].message if parsed.problems else "it is empty."
        raise WrongUsage(f"{option}: {reason}")
    return parsed.value
