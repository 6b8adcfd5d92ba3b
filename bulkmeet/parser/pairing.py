"""Names in one column and the addresses of the same people in another: put together in a row, in their order."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.cells.entries import entries_of, is_only_form_of_address, with_semicolons
from bulkmeet.cells.people import bare_name
from bulkmeet.cells.text import folded, parse_text, quoted
from bulkmeet.columns.fields import Field
from bulkmeet.model import Participant, Problem
from bulkmeet.parser.together import Found, ReadCell, Said

ADDRESSED = frozenset((Field.EMAIL, Field.ATTENDEES))
SHORTEST_WORD = 2
MOST_PAIRS = 50
"""How many names are compared with all addresses."""


def with_names(said: Said) -> tuple[Said, tuple[Found, ...]]:
    """What is said of people, the names put to the addresses they belong to, and the names that belong to none.

    As many names as addresses go together in their order. Else the addresses alone count, and the names are told:
    each of them would be invited once more.
    """
    found: list[Found] = []
    for names in [cell for cell in said.cells if cell.column.of_addresses is not None]:
        addresses = next((cell for cell in said.cells if cell.column.index == names.column.of_addresses), None)
        paired = None if addresses is None else _paired(names, addresses)
        if paired is None and said.doubtful.isdisjoint(ADDRESSED):
            found.append(_unpaired(names, addresses))
        if paired is None or paired is not addresses:
            cells = [paired if cell is addresses and paired else cell for cell in said.cells if cell is not names]
            said = replace(said, cells=tuple(cells))
    return said, tuple(found)


def _paired(names: ReadCell, addresses: ReadCell) -> ReadCell | None:
    """The addresses with their names: one with the whole cell beside it, several if there are as many names."""
    if addresses.column.field is Field.EMAIL:
        return addresses
    people: tuple[Participant, ...] = addresses.value
    entries = [" ".join(entry.split()) for entry, _ in entries_of(with_semicolons(str(names.value)))]
    if len(people) != len(entries) or any(map(is_only_form_of_address, entries)) or _are_crossed(entries, people):
        return None
    named = (
        person if person.name else replace(person, name=parse_text(bare_name(entry)).value)
        for person, entry in zip(people, entries, strict=True)
    )
    return replace(addresses, value=tuple(named))


def _are_crossed(names: Sequence[str], people: Sequence[Participant]) -> bool:
    """Whether a name is plainly in the address of another, in which that one's own name is not."""
    if len(names) > MOST_PAIRS:
        return False
    named = [{word for word in re.findall(r"\w+", folded(name)) if len(word) >= SHORTEST_WORD} for name in names]
    boxes = [folded((person.email or "").partition("@")[0]) for person in people]
    fits = [[any(word in box for word in words) for box in boxes] for words in named]
    places = range(len(names))
    return any(fits[one][other] and not fits[one][one] and not fits[other][other] for one in places for other in places)


def _unpaired(names: ReadCell, addresses: ReadCell | None) -> Found:
    if addresses is None:
        message = (
            f"{quoted(names.cell)} has no email address in this row, so nobody is invited by that name; "
            "add one if they are to come."
        )
        return Found(Problem("attendee_without_email", message, "warning"), names.column, names.cell)
    message = (
        f"{quoted(names.cell)} are not one name for each of the addresses in {quoted(addresses.column.header)}, in "
        "their order, so the addresses are invited without names; write one name for each, separated by semicolons."
    )
    return Found(Problem("names_unpaired", message, "warning"), names.column, names.cell)
