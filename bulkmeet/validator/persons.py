"""The people of a meeting: each of them once, and what is told of entries that count as one person."""

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from bulkmeet.cells.text import quoted
from bulkmeet.columns.fields import Field
from bulkmeet.model import Draft, Group, Participant
from bulkmeet.parser.people import joined, mark_of
from bulkmeet.validator.notes import Notes

TOLD = {"name": "name", "phone": "phone", "phone_number": "phone number", "is_organizer": "organizer mark"}
"""The members that are compared, and how a message calls them."""


class Repetition(Struct, frozen=True):
    """A row that adds nobody to a meeting: its number, and whether it `brings` a name or a phone that is new.

    `like` is the nearest row before it that has all its people; the meeting's first where they stand in several.
    """

    row: int
    like: int
    brings: bool = False


class Gathered(Struct, frozen=True):
    """Everybody in a group's rows once, and the rows after the first that neither add nor contradict anybody."""

    participants: tuple[Participant, ...]
    adding_nobody: tuple[Repetition, ...]


def gather(group: Group, notes: Notes) -> Gathered:
    """The people of a group; notes each later entry that says something else of a person than the ones before."""
    everybody = [person for draft in group.drafts for person in draft.participants]
    if len(set(map(mark_of, everybody))) == len(everybody):
        return Gathered(tuple(everybody), tuple(_without_people(group)))
    people: dict[tuple[str, ...], Participant] = {}
    stands_in: dict[tuple[str, ...], int] = {}
    adding_nobody: list[Repetition] = []
    unread = {draft.row for draft in group.drafts if draft.facts.doubtful}
    previous = group.rows[0]
    for draft in group.drafts:
        before = len(people)
        rows_with = {stands_in.get(mark_of(person), previous) for person in draft.participants} or {previous}
        contradicts = brings = False
        for person in draft.participants:
            mark = mark_of(person)
            known = people.setdefault(mark, person)
            if known is not person:
                contradicts = _note_difference(known, person, draft, notes) or contradicts
                people[mark] = joined(known, person)
                brings = brings or people[mark] != known
            stands_in[mark] = draft.row
        adds_nobody = len(people) == before and not contradicts and draft is not group.drafts[0]
        like = rows_with.pop() if len(rows_with) == 1 else group.rows[0]
        if adds_nobody and unread.isdisjoint((draft.row, like)):
            adding_nobody.append(Repetition(draft.row, like, brings))
        previous = draft.row
    return Gathered(tuple(people.values()), tuple(adding_nobody))


def _without_people(group: Group) -> Iterator[Repetition]:
    for before, draft in pairwise(group.drafts):
        if not draft.participants and not draft.facts.doubtful and not before.facts.doubtful:
            yield Repetition(draft.row, before.row)


def _note_difference(known: Participant, other: Participant, draft: Draft, notes: Notes) -> bool:
    members = _differing(known, other)
    if members:
        warning = "is_organizer" not in members
        notes.add(
            "person_contradicts", _message(known, other, members), draft.row, place_of_people(notes), warning=warning
        )
    return bool(members)


def _differing(known: Participant, other: Participant) -> list[str]:
    pairs = {member: (getattr(known, member), getattr(other, member)) for member in TOLD}
    return [
        member
        for member, (one, two) in pairs.items()
        if one is not None and two is not None and _compared(one) != _compared(two)
    ]


def _compared(value: object) -> object:
    return " ".join(value.casefold().split()) if isinstance(value, str) else value


def _message(known: Participant, other: Participant, members: list[str]) -> str:
    if "name" in members:
        return (
            f"{quoted(other.name)} has the same email address as {quoted(known.name)}, so they count as one person; "
            "give each an address of their own, or make the rows alike."
        )
    return (
        f"{quoted(other.name or known.name or other.email)} is in this meeting twice, with another {TOLD[members[0]]} "
        "each time, and counts as one person; give each an email address of their own, or make the rows alike."
    )


def place_of_people(notes: Notes) -> tuple[Field, ...]:
    """The column of the addresses; none where there are several, as an entry does not say which one it is from."""
    fields = [column.field for field in (Field.EMAIL, Field.ATTENDEES) for column in notes.columns(field)]
    return (fields[0],) if len(fields) == 1 and fields[0] is not None else ()
