"""What can be made to go wrong, how that is written down, and which request it strikes (pure).

A fault is written KIND or KIND:QUALIFIER:QUALIFIER…, the qualifiers in any order:

| written | strikes |
| --- | --- |
| `500` | every create |
| `500:5%` | 5 of 100 creates, drawn from the simulator's seed |
| `500:title=Algebra` | creates whose title contains Algebra, in capitals or not |
| `500:title="Algebra: part 2"` | the same; a part that holds a colon stands between quotation marks |
| `500:first=3` | only the first three creates it would strike |
| `500:on=users` | look-ups by email instead of creates |
| `slow:seconds=2.5` | how long slow waits, or what the Retry-After of 429 and 503_retry says; else 1 |
| `reset_after:title=Algebra:50%:first=2` | half of the creates with Algebra in the title, at most two |

| kind | what the caller sees | created? |
| --- | --- | --- |
| `reset_before` | connection reset before the body is read | no |
| `reset_after` | connection reset instead of an answer | yes |
| `hang` | no answer, ever | yes |
| `slow` | the right answer, but late | yes |
| `cut_off` | a 200 that ends before its Content-Length | yes |
| `garbage` | bytes that are no HTTP | yes |
| `not_json` | 200 with a proxy's page | yes |
| `no_id` | 200 and JSON, but without an id | yes |
| `redirect` | 302 to another path | no |
| `400` `401` `403` `404` `408` `409` `413` `422` `500` `503` | that status with a JSON error | no |
| `429` `503_retry` | 429 or 503 with Retry-After | no |
| `502` `504` `html_502` | a gateway that gave up, with a JSON error or a page | yes |

A fault strikes only what would have succeeded: a request that is refused anyway is refused for that. Of
several faults the first that matches strikes. Only `reset_before` reads no body, so it strikes before the
others, and whatever the body says.
"""

import random
import re
from collections.abc import Iterable
from typing import Literal, get_args

from msgspec import Struct

from bulkmeet.errors import WrongUsage
from bulkmeet.patterns import pattern

Place = Literal["meetings", "users"]


class Kind(Struct, frozen=True):
    """What a fault does: whether a create it strikes is carried out, and whether it takes `seconds`.

    `unread`: it strikes before the body is read; `silent`: it lets no complete HTTP answer through.
    """

    creates: bool
    silent: bool = False
    unread: bool = False
    takes_seconds: bool = False


KINDS: dict[str, Kind] = {
    "reset_before": Kind(creates=False, silent=True, unread=True),
    "reset_after": Kind(creates=True, silent=True),
    "hang": Kind(creates=True, silent=True),
    "slow": Kind(creates=True, takes_seconds=True),
    "cut_off": Kind(creates=True, silent=True),
    "garbage": Kind(creates=True, silent=True),
    "not_json": Kind(creates=True),
    "no_id": Kind(creates=True),
    "redirect": Kind(creates=False),
    **{str(status): Kind(creates=False) for status in (400, 401, 403, 404, 408, 409, 413, 422, 500, 503)},
    "429": Kind(creates=False, takes_seconds=True),
    "503_retry": Kind(creates=False, takes_seconds=True),
    **{kind: Kind(creates=True) for kind in ("502", "504", "html_502")},
}


class Fault(Struct, frozen=True):
    """One thing that goes wrong; what the members mean stands in the module's table. `share` is 0 to 1."""

    kind: str
    share: float = 1.0
    title: str = ""
    first: int | None = None
    seconds: float | None = None
    on: Place = "meetings"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise WrongUsage(f"“{self.kind}” is no fault of the simulator; choose one of {', '.join(KINDS)}.")
        if not 0 < self.share <= 1:
            raise WrongUsage("The share of a fault must be more than 0% and at most 100%, such as 500:5%.")
        if self.first is not None and self.first < 1:
            raise WrongUsage("A fault must strike at least once; write it like 500:first=3.")
        if self.on not in get_args(Place):
            raise WrongUsage(f"“{self.on}” is nothing a fault can strike; write on=meetings or on=users.")
        self._check_combination()

    def _check_combination(self) -> None:
        kind = KINDS[self.kind]
        if self.title and (kind.unread or self.on != "meetings"):
            raise WrongUsage(f"The fault {self.kind} cannot go by title here, because no title is read.")
        if self.seconds is not None and not (kind.takes_seconds and 0 <= self.seconds <= 86_400):
            raise WrongUsage("Only slow, 429 and 503_retry take seconds, at most 86400 (slow:seconds=2.5).")

    @property
    def rule(self) -> Kind:
        """What faults of this kind do."""
        return KINDS[self.kind]

    @property
    def delay(self) -> float:
        """The seconds it takes, or tells to wait; 1 unless given."""
        return 1.0 if self.seconds is None else self.seconds


PIECE = r'(?:[^:"]|"[^"]*")+'
FAULT = pattern(rf"{PIECE}(?::{PIECE})*")


def parse_fault(text: str) -> Fault:
    """A fault as the command line gives it, in the grammar of this module's table."""
    if not FAULT.fullmatch(text):
        raise WrongUsage(f"“{text}” is not how a fault is written; write it like 500:title=Algebra:first=2.")
    kind, *qualifiers = re.findall(PIECE, text)
    members: dict[str, str | float] = {}
    for qualifier in qualifiers:
        name, value = _parse_qualifier(qualifier)
        if name in members:
            raise WrongUsage(f"“{text}” gives the {name} twice; give it once.")
        members[name] = value
    return Fault(kind.strip(), **members)  # type: ignore[arg-type]  # _parse_qualifier pairs names with types


def _parse_qualifier(text: str) -> tuple[str, str | float]:
    """The member of Fault that a qualifier sets, and its value."""
    name, _, value = text.strip().partition("=")
    value = value.replace('"', "").strip()
    try:
        if name.endswith("%"):
            return "share", float(name[:-1]) / 100
        if name in ("title", "on") and value:
            return name, value
        if name == "first":
            return name, int(value)
        if name == "seconds":
            return name, float(value)
    except ValueError:
        raise WrongUsage(f"“{text}” is not a number; write it like 5%, first=3 or seconds=2.5.") from None
    raise WrongUsage(f"“{text}” is not known; write 5%, title=Algebra, first=3, seconds=2 or on=users.")


class FaultPlan:
    """Which request is struck by which fault: keeps count, and draws the shares from one seed."""

    def __init__(self, faults: Iterable[Fault], seed: int) -> None:
        self._faults = tuple(faults)
        self._strikes = [0] * len(self._faults)
        self._random = random.Random(seed)  # noqa: S311 - reproducible faults, nothing secret

    def before_reading(self, place: Place) -> Fault | None:
        """The fault that strikes a request whose body is not read yet."""
        return self._first(place, "", unread=True) if self._faults else None

    def after_reading(self, place: Place, title: str) -> Fault | None:
        """The fault that strikes a request that would otherwise succeed."""
        return self._first(place, title, unread=False) if self._faults else None

    def _first(self, place: Place, title: str, *, unread: bool) -> Fault | None:
        for index, fault in enumerate(self._faults):
            if fault.on != place or fault.rule.unread is not unread:
                continue
            if fault.title.casefold() not in title.casefold() or self._strikes[index] == fault.first:
                continue
            if fault.share == 1 or self._random.random() < fault.share:
                self._strikes[index] += 1
                return fault
        return None
