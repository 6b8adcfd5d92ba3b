"""A date and a time of one thing, "Clinic Date" and "Clinic Time", where nothing else says when the meetings start."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.columns.fields import Field
from bulkmeet.columns.likeness import fits
from bulkmeet.columns.meanings import Rank
from bulkmeet.columns.recognise import Claim

STARTS = frozenset((Field.START, Field.START_DATE, Field.START_TIME))
PARTS = {"date": Field.START_DATE, "time": Field.START_TIME}
NOT_THE_MEETING = frozenset(
    (
        *("booking", "order", "creation", "created", "registration", "registered", "submission", "arrival", "actual"),
        *("departure", "delivery", "payment", "purchase", "post", "posting", "publish", "print", "report", "export"),
        *("update", "upload", "reply", "response", "contact", "last", "previous", "old", "original", "end", "close"),
        *(
            "finish",
            "deadline",
            "due",
            "alternate",
            "alternative",
            "expiry",
            "renewal",
            "birth",
            "hire",
            "check",
            "login",
            "logout",
            "log",
            "leave",
            "cancel",
            "reminder",
            "follow",
            "entry",
            "exit",
        ),
    )
)
"""First words of a date and a time that may well be of something else."""


def with_pair(claims: Sequence[Claim]) -> list[Claim]:
    """The settled columns, the only such pair taken for the start, by likeness, so that somebody confirms it."""
    if any(claim.field in STARTS for claim in claims):
        return list(claims)
    pairs: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        thing, _, part = claim.name.rpartition(" ")
        if thing and part in PARTS and claim.field is None and claim.how == "unrecognised":
            pairs[thing][part] = claim
    whole = [pair for thing, pair in pairs.items() if len(pair) == len(PARTS) and _may_be(thing, pair)]
    if len(whole) != 1:
        return list(claims)
    taken = {
        claim.index: replace(claim, field=PARTS[part], rank=Rank.VAGUE, like=part) for part, claim in whole[0].items()
    }
    return [taken.get(claim.index, claim) for claim in claims]


def _may_be(thing: str, pair: dict[str, Claim]) -> bool:
    others = thing.split(" ")[0].split("-")[0] in NOT_THE_MEETING
    return not others and all(fits(PARTS[part], claim.cells) for part, claim in pair.items())
