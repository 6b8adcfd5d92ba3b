"""What is told where a meeting has no host: in a row of its own, or because no column says it."""

from collections import Counter
from collections.abc import Collection, Iterator

from bulkmeet.cells.text import column_letter, folded, quoted
from bulkmeet.columns.choices import said_key
from bulkmeet.columns.fields import Column, Field, Mapping
from bulkmeet.columns.meanings import Rank
from bulkmeet.columns.recognise import recognise
from bulkmeet.model import Group, Issue
from bulkmeet.validator.notes import Notes

TO_FILL_IN = (Field.HOST_EMAIL, Field.USER_ID)
"""The columns that a host can be typed into: people know an address, and hardly anybody an id of 16 digits."""


def note_no_host(row: int, notes: Notes) -> None:
    """Note that a row has no host, at the column that a person would fill in."""
    email, user_id = (notes.column((field,)) for field in TO_FILL_IN)
    ways = "the host's email here" if email else "the host's Dialpad user id here"
    if email and user_id:
        ways += f", or their Dialpad user id in column {column_letter(user_id.index)}"
    message = f"This meeting has no host; type {ways}, or add --host EMAIL when you run bulkmeet."
    notes.add("host_missing", message, row, TO_FILL_IN)


def about_no_column(mapping: Mapping, host_names: Counter[bool]) -> Issue:
    """That no column says who hosts the meetings, told once for all of them.

    A column of names may hold addresses, too: `host_names` counts its cells by whether they do.
    """
    one_for_all = "give one host for all by adding --host EMAIL when you run bulkmeet"
    column = next(iter(mapping.of(Field.HOST_NAME)), None)
    if column is None:
        message = f"No column says who hosts the meetings; add a column called “Host email”, or {one_for_all}."
        return Issue("host_missing", message)
    known = host_names[True]
    if known:
        key = said_key(column, mapping.columns)
        message = (
            f"{quoted(column.header)} holds an email address in {known:,} of {host_names.total():,} rows and only a "
            f'name in the others; type the addresses of those and add --map "{key}=host_email" when you run bulkmeet, '
            f"or {one_for_all}."
        )
    else:
        message = (
            f"{quoted(column.header)} says only the hosts' names, and Dialpad knows them by their email addresses; "
            f"add a column called “Host email”, or {one_for_all}."
        )
    return Issue("host_missing", message, column=column.header)


def about_unused(mapping: Mapping, groups: Collection[Group]) -> Iterator[Issue]:
    """That the --host given hosts no meeting, as a column names somebody else for each: those might be the guests."""
    column = next((column for field in TO_FILL_IN for column in mapping.of(field)), None)
    if column is None or not groups or any(facts.host is None for group in groups for facts in group.facts):
        return
    key = said_key(column, mapping.columns)
    message = (
        f"--host is used for no meeting, as {column.named} says who hosts each; if it names guests instead, add "
        f'--map "{key}={Field.ATTENDEES}" when you run bulkmeet.'
    )
    yield Issue("host_not_used", message, "warning", column=column.header)


def about_one_for_all(mapping: Mapping, groups: Collection[Group]) -> Iterator[Issue]:
    """That the --host given hosts the meetings of several people whom a column of organizers tells apart.

    Presenters and teachers are mostly not those who host, and giving one host for all of theirs is usual.
    """
    column = next(filter(_names_organizers, mapping.of(Field.HOST_NAME)), None)
    facts = [facts for group in groups for facts in group.facts if facts.host is None and facts.host_name]
    names = list({folded(one.host_name): one.host_name for one in facts if one.host_name}.values())
    if column is None or len(names) == 1 or not names:
        return
    message = (
        f"{column.named} names {len(names):,} different people, like {quoted(names[0])} and {quoted(names[1])}, and "
        "--host hosts the meetings of all of them; if each is to host their own, write their addresses into a column "
        "called “Host email”, and leave the option out when you run bulkmeet."
    )
    yield Issue("host_for_several", message, "warning", column=column.header)


def _names_organizers(column: Column) -> bool:
    meaning = recognise(column.header).meaning
    return meaning is not None and meaning.rank is not Rank.VAGUE
