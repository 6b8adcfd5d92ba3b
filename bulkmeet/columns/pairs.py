"""A date and a time of one thing, "Clinic Date" and "Clinic Time", or one "Kickoff date" with both in its cells.

They are the start where nothing else says when the meetings start, once somebody confirms it.
"""

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.cells.durations import is_bare_number
from bulkmeet.columns.fields import Field
from bulkmeet.columns.likeness import fits
from bulkmeet.columns.looks import mostly
from bulkmeet.columns.meanings import Rank
from bulkmeet.columns.moved import is_new_time, is_old_time
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
NOT_AT_ALL = frozenset(
    (
        *("modified", "changed", "edited", "updated", "imported", "exported", "synced", "sync", "paid", "sent"),
        *("signed", "sign", "signup", "completed", "completion", "closed", "opened", "approved", "approval", "issue"),
        *("issued", "invoice", "shipping", "ship", "shipped", "joined", "join", "recorded", "record", "recording"),
        *("submitted", "received", "published", "release", "deleted", "archived", "cancelled", "canceled", "added"),
        *("enrolled", "enrolment", "enrollment", "request", "requested", "response", "responded", "download"),
        *("access", "activity", "assigned", "confirmed", "confirmation", "accepted", "declined", "checked", "birthday"),
        *("contract", "effective", "valid", "validity", "start", "first", "next", "logged", "system", "server", "data"),
    )
)
"""Words of a lone moment that is rather of something else: when a row was written, sent or paid."""
MOMENTS = frozenset(("date", "start", "time", "datetime", "date/time"))
ENDS = frozenset((Field.END, Field.END_DATE, Field.END_TIME, Field.DURATION))


def with_pair(claims: Sequence[Claim]) -> list[Claim]:
    """The settled columns, the only such pair taken for the start, by likeness, so that somebody confirms it."""
    was_moved = any(is_old_time(claim.name) for claim in claims) and any(is_new_time(claim.name) for claim in claims)
    if was_moved or any(claim.field in STARTS for claim in claims):
        return list(claims)
    pairs: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        thing, _, part = claim.name.rpartition(" ")
        if thing and part in PARTS and claim.field is None and claim.how == "unrecognised":
            pairs[thing][part] = claim
    whole = [pair for thing, pair in pairs.items() if len(pair) == len(PARTS) and _may_be(thing, pair)]
    if len(whole) != 1:
        return _with_moment(claims) if not whole else list(claims)
    taken = {
        claim.index: replace(claim, field=PARTS[part], rank=Rank.VAGUE, like=part) for part, claim in whole[0].items()
    }
    return [taken.get(claim.index, claim) for claim in claims]


def _with_moment(claims: Sequence[Claim]) -> list[Claim]:
    """The settled columns, the only "Kickoff date" whose cells are days with hours as the start, by likeness too."""
    moments = [claim for claim in claims if _is_moment_of_thing(claim)]
    starts = [claim for claim in moments if claim.name.rpartition(" ")[2] in MOMENTS]
    if len(starts) != 1:
        return list(claims)
    thing = starts[0].name.rpartition(" ")[0]
    taken = {starts[0].index: replace(starts[0], field=Field.START, rank=Rank.VAGUE, like="start")}
    ends = [claim for claim in moments if claim.name == f"{thing} end"]
    if len(ends) == 1 and not any(claim.field in ENDS for claim in claims):
        taken[ends[0].index] = replace(ends[0], field=Field.END, rank=Rank.VAGUE, like="end")
    return [taken.get(claim.index, claim) for claim in claims]


def _is_moment_of_thing(claim: Claim) -> bool:
    """Whether an unknown column holds moments, and no word of its header says of something else than a meeting."""
    thing = claim.name.rpartition(" ")[0]
    is_unknown = bool(thing) and claim.field is None and claim.how == "unrecognised"
    words = thing.replace("-", " ").split(" ")
    return (
        is_unknown
        and NOT_THE_MEETING.isdisjoint(words)
        and NOT_AT_ALL.isdisjoint(words)
        and not mostly(is_bare_number, claim.cells)
        and all(fits(field, claim.cells) for field in (Field.START_DATE, Field.START_TIME))
    )


def _may_be(thing: str, pair: dict[str, Claim]) -> bool:
    others = thing.split(" ")[0].split("-")[0] in NOT_THE_MEETING
    return not others and all(fits(PARTS[part], claim.cells) for part, claim in pair.items())
