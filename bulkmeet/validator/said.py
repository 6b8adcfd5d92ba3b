"""What the rows of a group say together: whatever a row leaves blank, the others say for it."""

from collections.abc import Callable
from operator import attrgetter

from msgspec import Struct

from bulkmeet.columns.fields import Field
from bulkmeet.model import Draft, Facts, Group, Host

TITLE = (Field.TITLE,)
START = (Field.START, Field.START_DATE, Field.START_TIME)
END = (Field.END, Field.END_DATE, Field.END_TIME)
DURATION = (Field.DURATION,)
ENDING = (*END, Field.END_HOUR, *DURATION)
HOST = (Field.USER_ID, Field.HOST_EMAIL)
RECURRENCE = (Field.RECURRENCE,)

Read = Callable[[Facts], object]
Common = tuple[str, tuple[Field, ...], Read]
"""Something all rows of a meeting share: its name in messages, the columns it comes from, how facts say it."""


def start_of(facts: Facts) -> int | None:
    """The row's start in UTC seconds."""
    return facts.start


COMMON: tuple[Common, ...] = (
    ("title", TITLE, lambda facts: facts.title),
    ("start", START, start_of),
    ("end", END, lambda facts: facts.end),
    ("duration", DURATION, lambda facts: facts.duration),
    ("host", HOST, lambda facts: facts.host),
    ("meeting type", (Field.MEETING_TYPE,), lambda facts: facts.meeting_type),
    ("recurrence", RECURRENCE, lambda facts: facts.recurrence),
    ("call out", (Field.CALL_OUT,), lambda facts: facts.call_out),
)
KEY: tuple[Common, ...] = (("key", (Field.KEY,), lambda facts: facts.key),)
TELLING: tuple[Common, ...] = (
    COMMON[0],
    COMMON[1],
    ("end", ENDING, lambda facts: facts.end if facts.end is not None else facts.duration),
    COMMON[4],
)
"""What tells meetings apart in a sheet without a key."""


class Together(Struct, frozen=True):
    """What the rows of a group say together: of each thing what the first row that says it says.

    `start`, `end` and `duration` as in Facts; `agreed` is whether every row says just the same.
    """

    agreed: bool
    title: str | None
    start: int | None
    end: int | None
    duration: int | None
    host: Host | None
    meeting_type: str | None
    recurrence: str | None
    call_out: bool | None


class Beginning(Struct, frozen=True):
    """When a group that makes no meeting starts: its rows, UTC seconds since the epoch, the zone they are read in."""

    rows: tuple[int, ...]
    start: int
    zone: str


SAID = attrgetter("title", "start", "end", "duration", "host", "meeting_type", "recurrence", "call_out")
"""What facts say of all that `Together` has after `agreed`, in its order."""


def said_together(group: Group) -> Together:
    """What the rows say together. Mostly they agree, which is quickly seen."""
    first, *others = [SAID(facts) for facts in group.facts]
    agreed = all(said == first for said in others)
    if not agreed:
        columns = zip(first, *others, strict=True)
        first = tuple([next((one for one in said if one is not None), None) for said in columns])
    return Together(agreed, *first)


def title_of(group: Group) -> str:
    """The first title that a row says; empty where none does."""
    return group.facts[0].title or next((facts.title for facts in group.facts if facts.title), "")


def saying(group: Group, read: Read) -> Draft:
    """The first row that says it; the first of all where none does."""
    return next((draft for draft in group.drafts if read(draft.facts) is not None), group.drafts[0])


def lacks(draft: Draft, fields: tuple[Field, ...], read: Read, group: Group) -> bool:
    """Whether the row leaves blank what another row of the group says."""
    is_blank = read(draft.facts) is None and draft.facts.doubtful.isdisjoint(fields)
    return is_blank and any(read(facts) is not None for facts in group.facts)


def doubted(group: Group, fields: tuple[Field, ...]) -> bool:
    """Whether a cell for one of these fields has an error, which has been told then."""
    return any(not facts.doubtful.isdisjoint(fields) for facts in group.facts)


def beginning_of(group: Group) -> Beginning | None:
    """When the group starts, where one of its rows says so."""
    facts = saying(group, start_of).facts
    return None if facts.start is None else Beginning(group.rows, facts.start, facts.zone)
