"""Keyrings for the tests, named in PYTHON_KEYRING_BACKEND: a safe one, one that is locked, and one in plain text."""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked


class Safe(KeyringBackend):
    """Keeps its passwords in the file that KEYRING_FILE names, so that several processes have the same ones."""

    priority = 1

    @property
    def name(self) -> str:
        return "a safe keyring"

    def get_password(self, service: str, username: str) -> str | None:
        return self._read().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write({**self._read(), f"{service} {username}": password})

    def delete_password(self, service: str, username: str) -> None:
        passwords = self._read()
        del passwords[f"{service} {username}"]
        self._write(passwords)

    def _read(self) -> dict[str, str]:
        path = Path(os.environ["KEYRING_FILE"])
        return dict(json.loads(path.read_text())) if path.exists() else {}

    def _write(self, passwords: dict[str, str]) -> None:
        Path(os.environ["KEYRING_FILE"]).write_text(json.dumps(passwords))


class Locked(Safe):
    """One that its owner does not unlock; what it says holds more than it should."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(f"{service} {username} secret")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked(f"{service} {username} {password}")


class PlainText(Safe):
    """As those of keyrings.alt are."""


PlainText.__module__ = "keyrings.alt.file"


class Chained(Safe):
    """Several keyrings, as keyring offers them where a system has more than one."""

    @property
    def backends(self) -> list[KeyringBackend]:
        backends: list[type[KeyringBackend]] = [PlainText, Safe]
        return [backend() for backend in backends]

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError(f"the first of them may be the wrong one for {service}, {username}, {bool(password)}")
