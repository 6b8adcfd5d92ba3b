"""The participants of a row: from a column each, from numbered columns, and from a list in one cell."""

from collections.abc import Iterable, Mapping
from typing import Any

from bulkmeet.columns.fields import PERSON_FIELDS, Field
from bulkmeet.model import Participant
from bulkmeet.parser.readers import ReadCell


def participants_of(read: Iterable[ReadCell]) -> tuple[Participant, ...]:
    """The row's own participant first, then the numbered ones, then those of the lists, in the sheet's order."""
    persons: dict[int, dict[Field, Any]] = {}
    listed: list[Participant] = []
    for part in read:
        field = part.column.field
        if field is Field.ATTENDEES:
            listed.extend(part.value)
        elif field in PERSON_FIELDS:
            persons.setdefault(part.column.person, {}).setdefault(field, part.value)
    own = [_participant(members) for _, members in sorted(persons.items())]
    return (*(person for person in own if person is not None), *listed)


def merged(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """Each person once, in order: the same email whatever its case, or without one the same name and phone."""
    people: dict[tuple[str, ...], Participant] = {}
    for participant in participants:
        key = _who(participant)
        known = people.get(key)
        people[key] = participant if known is None else _completed(known, participant)
    return tuple(people.values())


def _participant(members: Mapping[Field, Any]) -> Participant | None:
    """A person whose only mark is a flag, such as an unticked organizer box, is nobody."""
    name = members.get(Field.NAME) or " ".join(
        members[part] for part in (Field.FIRST_NAME, Field.LAST_NAME) if part in members
    )
    person = Participant(
        email=members.get(Field.EMAIL),
        name=name or None,
        phone=members.get(Field.PHONE),
        display_name=members.get(Field.DISPLAY_NAME),
        talk_time=members.get(Field.TALK_TIME),
        is_organizer=members.get(Field.IS_ORGANIZER),
        call_in_method=members.get(Field.CALL_IN_METHOD),
        phone_number=members.get(Field.PHONE_NUMBER),
    )
    return person if any(_who(person)) or person.display_name else None


def _who(person: Participant) -> tuple[str, ...]:
    if person.email:
        return (person.email.casefold(),)
    return (person.name or "", person.phone or "", person.phone_number or "", person.display_name or "")


def _completed(known: Participant, other: Participant) -> Participant:
    return Participant(
        *(
            getattr(known, member) if getattr(known, member) is not None else getattr(other, member)
            for member in Participant.__struct_fields__
        )
    )
