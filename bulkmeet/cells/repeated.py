"""The people of one list, each of them once, and what is told of those who stand in it again. Pure."""

from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.cells.text import quoted
from bulkmeet.model import Participant, Problem


def each_once(people: Sequence[Participant]) -> tuple[tuple[Participant, ...], tuple[Problem, ...]]:
    """Each address once, with the first name and phone of any of its mentions, and a warning for each repeated one.

    Two of one name without addresses may be two people.
    """
    mentions: dict[object, list[Participant]] = {}
    for index, person in enumerate(people):
        mentions.setdefault(person.email.casefold() if person.email else index, []).append(person)
    problems = tuple(_repeated(same) for same in mentions.values() if len(same) > 1)
    return tuple(map(_joined, mentions.values())), problems


def _joined(same: Sequence[Participant]) -> Participant:
    name, phone = (next(iter(_said(same, member)), None) for member in ("name", "phone"))
    return replace(same[0], name=name, phone=phone)


def _said(same: Sequence[Participant], member: str) -> list[str]:
    return list(dict.fromkeys(said for person in same if (said := getattr(person, member)) is not None))


def _repeated(same: Sequence[Participant]) -> Problem:
    names, phones = _said(same, "name"), _said(same, "phone")
    if len({name.casefold() for name in names}) > 1:
        first, other = next((names[0], name) for name in names if name.casefold() != names[0].casefold())
        message = (
            f"{quoted(other)} has the same email address as {quoted(first)} in this list, so they count as one person; "
            "give each an address of their own, or take one out."
        )
    elif len(phones) > 1:
        message = (
            f"{quoted(same[0].email)} stands in this list more than once, with {' and '.join(phones)}, and is invited "
            "once, with the first; leave the right one."
        )
    else:
        message = (
            f"{quoted(same[0].email)} stands in this list more than once, and is invited once; take out the others, "
            "or correct them if somebody else is meant."
        )
    return Problem("attendee_twice", message, "warning")
