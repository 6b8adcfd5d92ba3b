"""Where the API key comes from: the environment, then the system's keyring, one key for each API.

keyring is imported only where it is needed, for finding out what a system has takes it a while.
"""

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from bulkmeet.cells.text import quoted
from bulkmeet.errors import WrongUsage
from bulkmeet.patterns import pattern
from bulkmeet.settings import SIMULATOR, SIMULATOR_KEY, Key

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

VARIABLE = "DIALPAD_API_KEY"
SERVICE = "bulkmeet"
KEY_FORM = pattern(r"[\x21-\x7e]+")
# Modules of keyring, and its best known companion, that keep nothing, or keep it where everybody can read it.
NOT_SAFE = ("keyrings.alt", "keyring.backends.null", "keyring.backends.fail")


def read_key(api: str, environment: Mapping[str, str] = os.environ) -> Key:
    """The key for an API: from `DIALPAD_API_KEY`, else from the keyring; the simulator brings its own.

    Raises:
        WrongUsage: when there is none, or it holds characters that no key has.
    """
    if api == SIMULATOR:
        return Key(SIMULATOR_KEY)
    text = environment.get(VARIABLE, "").strip()
    if text:
        return Key(checked(text, VARIABLE))
    kept = _kept(api)
    if kept is None:
        raise WrongUsage(
            f"There is no API key for {api}; put it in the environment variable {VARIABLE}, keep it with "
            "`bulkmeet login`, or try things out first with --api simulator, which needs none."
        )
    return kept


def checked(text: str, where: str) -> str:
    """The text of a key, which has no blanks and no characters beyond ASCII; `where` it came from begins a sentence.

    Raises:
        WrongUsage: for anything else, without showing it.
    """
    if not KEY_FORM.fullmatch(text):
        raise WrongUsage(f"{where} holds blanks or characters that no key has; copy the key again.")
    return text


def keep_key(api: str, key: Key) -> str:
    """Keep the key for an API in the system's keyring; returns the keyring's name.

    Raises:
        WrongUsage: when this computer has no safe keyring, or it will not take the key.
    """
    keyring = _safe_keyring()
    if keyring is None:
        raise WrongUsage(
            "This computer has no keyring that would keep a key safe; "
            f"put the key in the environment variable {VARIABLE} instead."
        )
    _asked(lambda: keyring.set_password(SERVICE, api, key.reveal()))
    return keyring.name


def drop_key(api: str) -> bool:
    """Take the key for an API out of the keyring; False when there was none.

    Raises:
        WrongUsage: when the keyring does not let it go.
    """
    keyring = _safe_keyring()
    if keyring is None or _asked(lambda: keyring.get_password(SERVICE, api)) is None:
        return False
    _asked(lambda: keyring.delete_password(SERVICE, api))
    return True


def _kept(api: str) -> Key | None:
    keyring = _safe_keyring()
    text = _asked(lambda: keyring.get_password(SERVICE, api)) if keyring is not None else None
    return Key(checked(text, f"The key kept for {api}")) if text else None


def _safe_keyring() -> "KeyringBackend | None":
    """The keyring that the system or its user chose, unless it keeps keys in plain text; None where there is none."""

    def find() -> "KeyringBackend | None":
        from keyring import get_keyring
        from keyring.core import init_backend

        init_backend(limit=_is_safe)
        found = get_keyring()
        chained: list[KeyringBackend] = list(getattr(found, "backends", [found]))
        return next((each for each in chained if _is_safe(each)), None)

    return _asked(find)


def _is_safe(keyring: "KeyringBackend") -> bool:
    return not any(f"{base.__module__}.".startswith(f"{name}.") for base in type(keyring).__mro__ for name in NOT_SAFE)


def _asked(work: Callable[[], T]) -> T:
    """What a keyring answers; why it does not is its own affair, and its words may hold what they should not."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - backends are plug-ins, and each has errors of its own
        raise WrongUsage(
            f"The system's keyring could not be used ({quoted(type(error).__name__)}); unlock it and try again, or put "
            f"the key in the environment variable {VARIABLE}."
        ) from None
