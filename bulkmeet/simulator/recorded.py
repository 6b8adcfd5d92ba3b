"""What the simulator remembers of a request: everything but the key."""

from collections.abc import Mapping

from msgspec import Struct

HIDDEN = "…"


class Recorded(Struct, frozen=True):
    """One request, and what became of it.

    `at` is when it arrived, in seconds of the monotonic clock; the names of `headers` are in lower case.
    `status` is None where no complete HTTP answer was given: `fault` names why, and is empty if the caller
    broke off. `created` is the meeting's id, also where the caller was never told.
    """

    at: float
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    status: int | None
    fault: str = ""
    created: str | None = None


def without_key(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers, names in lower case, with the scheme of the authorization but not its key."""
    kept = {name.lower(): value for name, value in headers.items()}
    if "authorization" in kept:
        scheme, separator, _ = kept["authorization"].partition(" ")
        kept["authorization"] = f"{scheme} {HIDDEN}" if separator else HIDDEN
    return kept


def query_without_key(query: Mapping[str, str]) -> dict[str, str]:
    """The query, with the value of `apikey` hidden."""
    return {name: HIDDEN if name.lower() == "apikey" else value for name, value in query.items()}
