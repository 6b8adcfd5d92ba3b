"""What a calendar shows of a meeting: when, whose, and with whom. Pure.

A meeting that an earlier run settled is no `Meeting` any more, as nothing of it is sent; its rows still say when it is.
"""

from collections.abc import Sequence

from msgspec import Struct

from bulkmeet.model import Draft, Meeting, Participant
from bulkmeet.validator.conflicts import who


class Appointment(Struct, frozen=True):
    """A meeting in a calendar: `start` and `end` are UTC seconds since the epoch, `zone` is the one they were read in.

    `row` is the number of its first row, `emails` are in lower case, and `people` counts the participants, who need
    not all have one.
    """

    row: int
    title: str
    start: int
    end: int
    zone: str
    host: str
    emails: frozenset[str] = frozenset()
    people: int = 0
    recurrence: str = ""


def of_meeting(meeting: Meeting) -> Appointment:
    """The appointment that a meeting is."""
    return Appointment(
        row=meeting.rows[0],
        title=meeting.title,
        start=meeting.start,
        end=meeting.end,
        zone=meeting.zone,
        host=who(meeting.host),
        emails=_emails(meeting.participants),
        people=len(meeting.participants),
        recurrence=meeting.recurrence or "",
    )


def of_drafts(drafts: Sequence[Draft]) -> Appointment | None:
    """The appointment in the rows of a settled meeting; None where they do not say any more when it is."""
    said = [draft.facts for draft in drafts]
    first = next((facts for facts in said if facts.start is not None), None)
    if first is None or first.start is None:
        return None
    end = first.end if first.end is not None else first.start + (first.duration or 0)
    people = {_known_as(person): person for draft in drafts for person in draft.participants}
    return Appointment(
        row=drafts[0].row,
        title=next((facts.title for facts in said if facts.title), ""),
        start=first.start,
        end=max(first.start, end),
        zone=first.zone,
        host=next((who(facts.host) for facts in said if facts.host is not None), ""),
        emails=_emails(tuple(people.values())),
        people=len(people),
        recurrence=first.recurrence or "",
    )


def _emails(people: Sequence[Participant]) -> frozenset[str]:
    return frozenset(person.email.casefold() for person in people if person.email)


def _known_as(person: Participant) -> object:
    """The same person in two rows is one participant, by email."""
    return person.email.casefold() if person.email else person
