"""Rows of a results sheet that say something else by now than what was created from them. Pure.

Nothing can be done about it from here, for Dialpad has no way to change a meeting: its owner has to know.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from bulkmeet.cells.text import quoted
from bulkmeet.ledger.records import Known
from bulkmeet.model import Draft, Group, Issue, Status
from bulkmeet.parser.people import mark_of, merged
from bulkmeet.wire import CreateBody


def changed_since(closed: Iterable[Group], known: Mapping[str, Known]) -> Iterator[Issue]:
    """A warning at the first row of each created meeting whose rows differ from what the ledger holds of it."""
    rows: dict[str, list[Draft]] = {}
    for draft in (draft for group in closed for draft in group.drafts):
        if draft.settled is not None and draft.settled.status is not Status.UNKNOWN and not draft.skip:
            rows.setdefault(draft.settled.key, []).append(draft)
    for key, drafts in rows.items():
        there = known.get(key)
        if there is not None and there.status is Status.CREATED and there.body:
            different = _difference(drafts, msgspec.json.decode(there.body, type=CreateBody))
            if different:
                message = (
                    f"The {different} of this row is not what the meeting was created with; "
                    "nothing is sent again, so change it in Dialpad, or put the row back."
                )
                yield Issue("changed_after_created", message, "warning", row=drafts[0].row)


def _difference(drafts: Sequence[Draft], sent: CreateBody) -> str:
    """The first thing that differs, in words; empty where nothing does, or the rows do not say."""
    first = drafts[0]
    end = first.end if first.end is not None or first.duration is None else (first.start or 0) + first.duration
    if first.title is not None and first.title != sent.title:
        return f"title {quoted(first.title)}"
    if first.start is not None and first.start != sent.start_datetime:
        return "start"
    if end is not None and first.start is not None and end != sent.end_datetime:
        return "end"
    if first.host is not None and first.host.user_id not in {None, str(sent.user_id)}:
        return "host"
    mine = {mark_of(person) for draft in drafts for person in draft.participants}
    theirs = {mark_of(person) for person in merged(sent.participants_info)}
    return "list of participants" if mine != theirs else ""
