"""Entries of a meeting that count as one person and contradict each other: perhaps two people with one address."""

from bulkmeet.cells.text import quoted
from bulkmeet.columns.fields import Field
from bulkmeet.model import Group, Participant
from bulkmeet.parser.people import joined, mark_of
from bulkmeet.validator.notes import Notes

TOLD = {"name": "name", "phone": "phone", "phone_number": "phone number", "is_organizer": "organizer mark"}
"""The members that are compared, and how a message calls them."""


def note_contradictions(group: Group, notes: Notes) -> set[int]:
    """Note each later entry that says something else of a person than the ones before; the rows where one stands."""
    people: dict[tuple[str, ...], Participant] = {}
    rows = set()
    for draft in group.drafts:
        for person in draft.participants:
            known = people.setdefault(mark_of(person), person)
            if members := _differing(known, person):
                warning = "is_organizer" not in members
                notes.add(
                    "person_contradicts", _message(known, person, members), draft.row, _place(notes), warning=warning
                )
                rows.add(draft.row)
            people[mark_of(person)] = joined(known, person)
    return rows


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


def _place(notes: Notes) -> tuple[Field, ...]:
    """The column of the addresses; none where there are several, as an entry does not say which one it is from."""
    fields = [column.field for field in (Field.EMAIL, Field.ATTENDEES) for column in notes.columns(field)]
    return (fields[0],) if len(fields) == 1 and fields[0] is not None else ()
