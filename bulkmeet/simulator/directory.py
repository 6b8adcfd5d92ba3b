"""The users of the pretended company, and ids that look like Dialpad's (pure)."""

from collections.abc import Mapping
from hashlib import sha256

from msgspec import Struct


class User(Struct, frozen=True):
    """A Dialpad user: an id of 16 digits, and the API's words for the state ("active", "suspended", …)."""

    id: str
    state: str = "active"
    display_name: str = ""
    timezone: str = "US/Pacific"


def id_of(seed: bytes) -> str:
    """A 16-digit id that is always the same for the same bytes."""
    return str(10**15 + int.from_bytes(sha256(seed).digest()[:8]) % (9 * 10**15))


def invented_user(email: str) -> User | None:
    """The user behind any address: none for nobody…@, a suspended one for suspended…@, else an active one."""
    person = email.partition("@")[0]
    if not person or person.startswith("nobody"):
        return None
    state = "suspended" if person.startswith("suspended") else "active"
    name = person.partition("+")[0].replace(".", " ").replace("_", " ").title()
    return User(id_of(email.encode()), state, name)


def found_users(email: str, users: Mapping[str, User] | None) -> dict[str, object]:
    """The answer to a look-up; `users` by address in lower case, or None where everybody exists."""
    address = email.strip().lower()
    user = invented_user(address) if users is None else users.get(address)
    if user is None:
        return {"items": None, "cursor": None}
    item = {
        "id": user.id,
        "emails": [address],
        "display_name": user.display_name or address,
        "state": user.state,
        "timezone": user.timezone,
    }
    return {"items": [item], "cursor": None}
