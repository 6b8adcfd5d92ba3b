"""login and logout: the API key into the system's keyring, and out of it."""

import os
import sys
from getpass import getpass

from bulkmeet.cli.screen import Screen
from bulkmeet.errors import WrongUsage
from bulkmeet.keys import VARIABLE, checked, drop_key, keep_key
from bulkmeet.settings import SIMULATOR, Key, parse_api

LONGEST = 10_000


def log_in(api: str | None, *, from_stdin: bool) -> int:
    """Keep the key that somebody types, or that comes on standard input, for this API."""
    url = _api(api)
    key = Key(checked(_read(url, from_stdin=from_stdin), "What was given"))
    name = keep_key(url, key)
    screen = _screen()
    screen.line(f"The API key for {url} is kept in the keyring of this computer ({name}).")
    if os.environ.get(VARIABLE, "").strip():
        screen.line(f"The environment variable {VARIABLE} is set here too, and goes before it.")
    return 0


def log_out(api: str | None) -> int:
    """Take the key for this API out of the keyring."""
    url = _api(api)
    was_there = drop_key(url)
    gone = "is not kept any more" if was_there else "was not kept, so there is nothing to do"
    _screen().line(f"The API key for {url} {gone}.")
    return 0


def _api(text: str | None) -> str:
    url = parse_api(text or os.environ.get("BULKMEET_API") or "live")
    if url == SIMULATOR:
        raise WrongUsage("The simulator needs no key; name another API with --api.")
    return url


def _read(url: str, *, from_stdin: bool) -> str:
    if not from_stdin:
        if sys.stdin is None or not sys.stdin.isatty():
            raise WrongUsage("Nobody is there to type the key; give it on standard input, with --stdin.")
        text = getpass(f"API key for {url} (it is not shown): ")
    else:
        text = sys.stdin.readline(LONGEST) if sys.stdin is not None else ""
    if not text.strip():
        raise WrongUsage("No key was given, so nothing was changed.")
    return text.strip()


def _screen() -> Screen:
    return Screen(json=False, quiet=False, verbose=False)
