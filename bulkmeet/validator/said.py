"""What the rows of a group say together: whatever a row leaves blank, the others say for it."""

from collections.abc import Callable
from operator import attrgetter

from msgspec import Struct

from bulkmeet.columns.fields import Field
from bulkmeet.model import Draft, Group, Host

TITLE = (Field.TITLE,)
START = (Field.START, Field.START_DATE, Field.START_TIME)
END = (Field.END, Field.END_DATE, Field.END_TIME)
DURATION = (Field.DURATION,)
ENDING = (*END, Field.END_HOUR, *DURATION)
HOST = (Field.USER_ID, Field.HOST_EMAIL)
RECURRENCE = (Field.RECURRENCE,)

Read = Callable[[Draft], object]
Common = tuple[str, tuple[Field, ...], Read]
"""Something all rows of a meeting share: its name in messages, the columns it comes from, where a draft has it."""


def start_of(draft: Draft) -> int | None:
    """The row's start in UTC seconds."""
    return draft.start


COMMON: tuple[Common, ...] = (
    ("title", TITLE, lambda draft: draft.title),
    ("start", START, start_of),
    ("end", END, lambda draft: draft.end),
    ("duration", DURATION, lambda draft: draft.duration),
    ("host", HOST, lambda draft: draft.host),
    ("meeting type", (Field.MEETING_TYPE,), lambda draft: draft.meeting_type),
    ("recurrence", RECURRENCE, lambda draft: draft.recurrence),
    ("call out", (Field.CALL_OUT,), lambda draft: draft.call_out),
)
KEY: tuple[Common, ...] = (("key", (Field.KEY,), lambda draft: draft.key),)
TELLING: tuple[Common, ...] = (
    COMMON[0],
    COMMON[1],
    ("end", ENDING, lambda draft: draft.end if draft.end is not None else draft.duration),
    COMMON[4],
)
"""What tells meetings apart in a sheet without a key."""


class Together(Struct, frozen=True):
    """What the rows of a group say together: of each thing what the first row that says it says.

    `start`, `end` and `duration` as in Draft; `agreed` is whether every row says just the same.
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


SAID = attrgetter("title", "start", "end", "duration", "host", "meeting_type", "recurrence", "call_out")
"""What a draft says of all that `Together` has after `agreed`, in its order."""


def said_together(group: Group) -> Together:
    """What the rows say together. Mostly they agree, which is quickly seen."""
    first, *others = map(SAID, group.drafts)
    agreed = all(said == first for said in others)
    if not agreed:
        columns = zip(first, *others, strict=True)
        first = tuple([next((one for one in said if one is not None), None) for said in columns])
    return Together(agreed, *first)


def title_of(group: Group) -> str:
    """The first title that a row says; empty where none does."""
    return next((draft.title for draft in group.drafts if draft.title), "")


def saying(group: Group, read: Read) -> Draft:
    """The first row that says it; the first of all where none does."""
    return next((draft for draft in group.drafts if read(draft) is not None), group.drafts[0])


def lacks(draft: Draft, fields: tuple[Field, ...], read: Read, group: Group) -> bool:
    """Whether the row leaves blank what another row of the group says."""
    is_blank = read(draft) is None and draft.doubtful.isdisjoint(fields)
    return is_blank and any(read(other) is not None for other in group.drafts)


def doubted(group: Group, fields: tuple[Field, ...]) -> bool:
    """Whether a cell for one of these fields has an error, which has been told then."""
    return any(not draft.doubtful.isdisjoint(fields) for draft in group.drafts)
