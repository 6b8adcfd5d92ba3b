"""The participants of a row: from a column each, from numbered columns, and from a list in one cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from bulkmeet.cells.people import is_no_name
from bulkmeet.cells.text import printable, quoted
from bulkmeet.columns.fields import PERSON_FIELDS, Field
from bulkmeet.model import Participant, Problem
from bulkmeet.parser.pairing import with_names
from bulkmeet.parser.together import Found, ReadCell, Said

NAMES = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.DISPLAY_NAME)
ADDRESSES = frozenset({Field.EMAIL, Field.PHONE, Field.PHONE_NUMBER})
PHONES = frozenset({Field.PHONE, Field.PHONE_NUMBER})
TELLING_WHO = ADDRESSES.union(NAMES)

Members = Mapping[Field, ReadCell]


class People(Struct, frozen=True):
    """The people of a row, and what is wrong with how they are named."""

    participants: tuple[Participant, ...]
    found: tuple[Found, ...]


def people_of(said: Said) -> People:
    """The row's own participant first, then the numbered ones, then those of the lists, in the sheet's order."""
    if (person := _only_person(said.cells)) is not None:
        return People((person,), ())
    said, unpaired = with_names(said)
    persons = _persons(said.cells)
    lists = [cell for cell in said.cells if cell.column.field is Field.ATTENDEES]
    listed = [person for cell in lists for person in cell.value]
    numbers = [members for members in persons if lists and members.keys() <= PHONES]
    named = [members for members in persons if members not in numbers]
    if len(listed) == len(numbers) == 1 and not named:
        listed = _with_number(listed[0], numbers[0])
    if whose := [members for members in numbers if not _stands_with(members, listed)]:
        return People((), (*unpaired, *(_of_whom(members, listed) for members in whose)))
    own = [_participant({field: part.value for field, part in members.items()}) for members in named]
    is_sure = said.doubtful.isdisjoint(TELLING_WHO)
    unreachable = tuple(_unreachable(named)) if is_sure else ()
    return People((*(person for person in own if person is not None), *listed), (*unpaired, *unreachable))


def _only_person(cells: Sequence[ReadCell]) -> Participant | None:
    """The person of a row that says nothing of others, and in which everything is clear: who has an address."""
    values = {cell.column.field: cell.value for cell in cells}
    if Field.EMAIL not in values or Field.ATTENDEES in values or len(values) < len(cells):
        return None
    number = cells[0].column.person
    is_own = [cell.column.person == number and cell.column.of_addresses is None for cell in cells]
    return _participant(values) if all(is_own) else None


def _with_number(person: Participant, members: Members) -> list[Participant]:
    """The only person of a list with the phone number beside it, unless the list says another one."""
    number = Participant(**{str(field): part.value for field, part in members.items()})
    both = joined(person, number)
    return [both if _stands_with(members, [both]) else person]


def _stands_with(members: Members, listed: Iterable[Participant]) -> bool:
    """Whether each of the phone numbers stands in the list, too, behind whose it is."""
    known = {number for person in listed for number in (person.phone, person.phone_number)}
    return all(part.value in known for part in members.values())


def _of_whom(members: Members, listed: Iterable[Participant]) -> Found:
    """That a phone number stands beside a list of people: one more would be invited, or the wrong one dialled."""
    phone = next(iter(members.values()))
    person = next((one for one in listed if one.phone is None), None)
    whose = (person and (person.email or person.name)) or "ana@example.com"
    message = (
        f"{quoted(phone.cell)} stands beside a list of people, and nothing says whose number it is; write it in the "
        f"list behind the person it belongs to, like {printable(whose)} {quoted(phone.cell)[1:-1]}, or clear it. To "
        f'leave out the whole column, add --map "{printable(phone.column.header)}=ignore" when you run bulkmeet.'
    )
    return Found(Problem("phone_of_whom", message), phone.column, phone.cell)


def _unreachable(persons: Sequence[Members]) -> Iterator[Found]:
    """A warning, at the cell to look at, for each person in columns who has neither an email nor a phone.

    The only other one of the row who has an address and nothing else may be the same person.
    """
    nameless = [members[Field.EMAIL] for members in persons if members.keys() == {Field.EMAIL}]
    for members in persons:
        if not ADDRESSES.isdisjoint(members):
            continue
        named = next((members[field] for field in NAMES if field in members), None)
        if named is None:
            yield from _nobody(members)
        elif problem := is_no_name(str(named.value)):
            yield Found(problem, named.column, named.cell)
        else:
            message = f"{quoted(named.cell)} has no email address, so no invitation can reach them; add one."
            if len(nameless) == 1 and named.column.field is Field.NAME:
                message = f"{message[:-1]}, or, if {_are_one(named, nameless[0])}"
            yield Found(Problem("attendee_without_email", message, "warning"), named.column, named.cell)


def _are_one(named: ReadCell, addressed: ReadCell) -> str:
    """That a name and an address in the same row may be one person's, and how to say so."""
    name, email = (printable(cell.column.header) for cell in (named, addressed))
    return (
        f'{quoted(addressed.cell)} is theirs, say so when you run bulkmeet, with --map "{name}=name" '
        f'--map "{email}=email".'
    )


def merged(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """Each person once, in order; what a later entry of the same person says besides is added."""
    people: dict[tuple[str, ...], Participant] = {}
    for participant in participants:
        key = mark_of(participant)
        known = people.get(key)
        people[key] = participant if known is None else joined(known, participant)
    return tuple(people.values())


def mark_of(person: Participant) -> tuple[str, ...]:
    """What two entries of one person have in common: the email, whatever its case, else the name and the phones."""
    if person.email:
        return (person.email.casefold(),)
    return (person.name or "", person.phone or "", person.phone_number or "", person.display_name or "")


def joined(known: Participant, other: Participant) -> Participant:
    """The person with what only the other entry of the same person says."""
    return Participant(
        *(
            getattr(known, member) if getattr(known, member) is not None else getattr(other, member)
            for member in Participant.__struct_fields__
        )
    )


def _persons(read: Iterable[ReadCell]) -> list[Members]:
    """What the columns say of each person, in the order of the numbers in their headers."""
    persons: dict[int, dict[Field, ReadCell]] = {}
    for part in read:
        if part.column.field in PERSON_FIELDS:
            persons.setdefault(part.column.person, {}).setdefault(part.column.field, part)
    return [persons[number] for number in sorted(persons)]


def _nobody(members: Members) -> Iterator[Found]:
    """What is said of a person who is not there; an organizer box that is not ticked says nothing."""
    said = [part for part in members.values() if part.column.field is not Field.IS_ORGANIZER or part.value]
    if said:
        message = (
            f"{quoted(said[0].cell)} is said of a person, but the row does not say of whom; "
            "add their name and email address, or clear the cell."
        )
        yield Found(Problem("person_without_name", message, "warning"), said[0].column, said[0].cell)


def _participant(values: Mapping[Field | None, Any]) -> Participant | None:
    """A person whose only mark is a flag, such as an unticked organizer box, is nobody."""
    name = values.get(Field.NAME) or " ".join(
        values[part] for part in (Field.FIRST_NAME, Field.LAST_NAME) if part in values
    )
    person = Participant(
        email=values.get(Field.EMAIL),
        name=name or None,
        phone=values.get(Field.PHONE),
        display_name=values.get(Field.DISPLAY_NAME),
        talk_time=values.get(Field.TALK_TIME),
        is_organizer=values.get(Field.IS_ORGANIZER),
        call_in_method=values.get(Field.CALL_IN_METHOD),
        phone_number=values.get(Field.PHONE_NUMBER),
    )
    return person if person.email or any(mark_of(person)) else None
