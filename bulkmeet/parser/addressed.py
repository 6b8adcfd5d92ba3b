"""Ids of hosts that cannot be read, in rows that give the host's address as well: the address counts. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from bulkmeet.cells.text import quoted
from bulkmeet.columns.fields import Field
from bulkmeet.model import Problem
from bulkmeet.parser.together import Found, Placed, ReadColumn, of_fields


def with_addresses_of_hosts(found: Iterable[Placed], read: Sequence[ReadColumn]) -> Iterator[Placed]:
    """What was found, an unreadable id as a warning where the same row has a good address for the host.

    An id that Excel has spoilt says nothing that could contradict the address; a readable one goes before it.
    """
    emails = of_fields(read, (Field.HOST_EMAIL,))
    for place, one in found:
        is_id = one.column.field is Field.USER_ID and one.problem.severity == "error"
        named = next((email for email in emails if email.meanings[email.places[place]].value), None) if is_id else None
        yield place, one if named is None else replace(one, problem=_warning(one, named, place))


def _warning(one: Found, named: ReadColumn, place: int) -> Problem:
    address = named.meanings[named.places[place]].value
    message = (
        f"{quoted(one.cell)} cannot be read as a user id, so {quoted(address)} in {quoted(named.column.header)} hosts "
        "the meeting; clear one of them, or mend the id."
    )
    return Problem("id_not_used", message, "warning")
