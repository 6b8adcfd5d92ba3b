"""One frozen record of everything a command was told, from flags, then the environment, then defaults."""

from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from msgspec import Struct, field

from bulkmeet.cells.dates import DateOrder
from bulkmeet.cells.text import quoted
from bulkmeet.columns.fields import Saved
from bulkmeet.errors import WrongUsage
from bulkmeet.model import Host
from bulkmeet.patterns import pattern

LIVE = "https://dialpad.com"
SANDBOX = "https://sandbox.dialpad.com"
SIMULATOR = "simulator"
SIMULATOR_KEY = "simulator"
DEFAULT_PORTS = {"http": 80, "https": 443}
RATE_FORM = pattern(r"(\d{1,6})\s*/\s*(s|sec|second|min|minute)")


class Key:
    """The API key; it can be revealed to the transport and shows itself nowhere else."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The key itself, for the Authorization header."""
        return self._text

    def __repr__(self) -> str:
        return "Key(hidden)"


class Rate(Struct, frozen=True):
    """At most `count` requests in any `seconds`. Dialpad allows 1,200 a minute (the reference page)."""

    count: int = 1200
    seconds: int = 60

    @property
    def per_second(self) -> float:
        """Requests a second when they are spread evenly."""
        return self.count / self.seconds


class Settings(Struct, frozen=True):
    """What a command works with. `api` is a base URL, or the word simulator; `timeout` is in seconds.

    `column_map` is what is said of columns by their headers, by --map (a text) or by a saved map; `save_map` is
    the name to save under how the columns are read. `given` are the options as they were typed, by name, that a command
    which goes on from this one over the same sheet needs too.
    """

    api: str = LIVE
    timezone: str = "UTC"
    timezone_assumed: bool = False
    date_order: DateOrder | None = None
    sheet: str | None = None
    column_map: Mapping[str, str | Saved] = field(default_factory=dict)
    host: Host | None = None
    meeting_type: str = "UNIQUE_MEETING"
    duration: int | None = None
    region: str = "US"
    rate: Rate = Rate()
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
    save_map: str | None = None
    given: Mapping[str, object] = field(default_factory=dict)

    @property
    def account(self) -> str:
        """Whose meetings these are, as far as can be known without asking: the API and the company chosen.

        The key is no part of it: a key that was renewed must not make every meeting look new.
        """
        return f"{self.api}#{self.company_id}" if self.company_id else self.api


def parse_api(text: str) -> str:
    """`live`, `sandbox`, `simulator` or a URL, as a base URL or the word simulator.

    Raises:
        WrongUsage: for anything else, and for a URL that is neither https nor on loopback.
    """
    known = {"live": LIVE, "sandbox": SANDBOX, SIMULATOR: SIMULATOR}.get(text.strip().casefold())
    if known:
        return known
    parts = _url_parts(text.strip())
    if parts is None:
        raise WrongUsage(f"--api takes live, sandbox, simulator or a URL like {LIVE}, not {quoted(text)}.")
    if parts.scheme == "http" and not _is_loopback(parts.hostname or ""):
        raise WrongUsage(f"{quoted(text)} would send the API key unprotected; use https.")
    return _canonical(parts)


def parse_rate(text: str, api: str) -> Rate:
    """`20/s` or `1200/min` as a Rate; Dialpad's own hosts take no more than they allow.

    Raises:
        WrongUsage: when the text is no rate, is zero, or is above 1,200 a minute against Dialpad.
    """
    match = RATE_FORM.fullmatch(text.strip().casefold())
    if not match or int(match[1]) == 0:
        raise WrongUsage(f"--rate takes a number a second or a minute, like 20/s or 1200/min, not {quoted(text)}.")
    rate = Rate(int(match[1]), 1 if match[2].startswith("s") else 60)
    if rate.per_second > Rate().per_second and is_dialpad(api):
        raise WrongUsage(f"Dialpad allows 1200/min, so --rate {quoted(text)} is not possible; leave it out.")
    return rate


def is_dialpad(api: str) -> bool:
    """Whether the API is Dialpad's own, live or sandbox."""
    hostname = (urlsplit(api).hostname or "").rstrip(".")
    return hostname == "dialpad.com" or hostname.endswith(".dialpad.com")


def _url_parts(text: str) -> SplitResult | None:
    """The parts of a URL that can be the API's; None for anything else."""
    try:
        parts = urlsplit(text)
        is_url = parts.scheme in {"http", "https"} and parts.hostname is not None and parts.port != 0
    except ValueError:  # a port that is none, or brackets that hold no address
        return None
    has_more = parts.username is not None or parts.query or parts.fragment
    return parts if is_url and not has_more and text.isprintable() and " " not in text else None


def _canonical(parts: SplitResult) -> str:
    """One text for all ways to write a URL: a meeting is known again only under the same API."""
    hostname = (parts.hostname or "").rstrip(".")
    host = f"[{hostname}]" if ":" in hostname else hostname
    port = "" if parts.port in {None, DEFAULT_PORTS[parts.scheme]} else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}{parts.path}".rstrip("/")


def _is_loopback(hostname: str) -> bool:
    if hostname == "localhost":
        return True
    try:
        return ip_address(hostname).is_loopback
    except ValueError:
        return False
