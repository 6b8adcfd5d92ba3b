"""Drafts to groups: which rows are one meeting. Pure; every row is in exactly one group.

Rows belong together when they share the sheet's key; without one, when host, title, start and end are the same.
A row that cannot be read far enough to tell stays with the neighbour it agrees with in a sheet that has a row a
participant, because a meeting must never be created short of a person.
"""

from collections.abc import Hashable, Sequence
from itertools import pairwise

from bulkmeet.model import Draft, Group


def group_rows(drafts: Sequence[Draft]) -> tuple[Group, ...]:
    """The groups in the order of their first rows."""
    keys = [_key(draft) for draft in drafts]
    if _has_a_row_a_participant(keys):
        keys = _joined_to_neighbours(drafts, keys)
    groups: dict[Hashable, list[Draft]] = {}
    for draft, key in zip(drafts, keys, strict=True):
        groups.setdefault(("row", draft.row) if key is None else key, []).append(draft)
    return tuple(Group(members[0].key, tuple(members)) for members in groups.values())


def _key(draft: Draft) -> Hashable | None:
    """What the rows of one meeting have in common; None for a row that does not say enough."""
    if draft.skip:
        return None
    if draft.key is not None:
        return ("key", draft.key)
    if draft.title is None or draft.start is None or {"end", "end_date", "end_time", "duration"} & draft.doubtful:
        return None
    end = draft.end if draft.end is not None or draft.duration is None else draft.start + draft.duration
    return (draft.host, draft.title, draft.start, end)


def _has_a_row_a_participant(keys: Sequence[Hashable | None]) -> bool:
    known = [key for key in keys if key is not None]
    return len(set(known)) < len(known)


def _joined_to_neighbours(drafts: Sequence[Draft], keys: Sequence[Hashable | None]) -> list[Hashable | None]:
    """Give a row without a key that of the row above, else below, that it agrees with in all it says."""
    joined = list(keys)
    for above, below in pairwise(range(len(drafts))):
        if joined[below] is None and joined[above] is not None and _may_belong(drafts[below], drafts[above]):
            joined[below] = joined[above]
    for above, below in reversed(list(pairwise(range(len(drafts))))):
        if joined[above] is None and joined[below] is not None and _may_belong(drafts[above], drafts[below]):
            joined[above] = joined[below]
    return joined


def _may_belong(draft: Draft, neighbour: Draft) -> bool:
    if draft.skip or draft.key is not None or neighbour.key is not None:
        return False
    said = [
        (draft.title, neighbour.title),
        (draft.start, neighbour.start),
        (draft.end, neighbour.end),
        (draft.host, neighbour.host),
    ]
    return all(mine is None or mine == theirs for mine, theirs in said)
