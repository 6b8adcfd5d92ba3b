"""Columns nobody reads that hold email addresses: whose they are is asked, as a guest may be left out."""

from collections.abc import Sequence

from bulkmeet.cells.flags import parse_flag
from bulkmeet.cells.text import quoted, text_of
from bulkmeet.columns import kinds
from bulkmeet.columns.choices import said_key
from bulkmeet.columns.contest import issue_of, map_key
from bulkmeet.columns.fields import BY_CELLS, KNOWN, Field, Mapping
from bulkmeet.columns.hostunread import HOSTS_NOT_USED
from bulkmeet.columns.looks import has_address, has_clock, has_several, is_number, mentions_day, mostly
from bulkmeet.columns.meanings import Rank
from bulkmeet.columns.owners import EITHERS
from bulkmeet.columns.recognise import Claim
from bulkmeet.model import Cell, Issue

HOSTS = frozenset((Field.HOST_EMAIL, Field.USER_ID))
PHONES = frozenset((Field.PHONE, Field.PHONE_NUMBER))
UNKNOWN = "unrecognised"
IF_HOSTS = "if they are the hosts'"
LONGEST_PLAIN = 4
"""A cell of more words than these is a sentence."""


def about_addresses(claim: Claim, claims: Sequence[Claim]) -> Issue | None:
    """One address is enough where nobody knows what the column is: a guest may be left out."""
    found = [cell for cell in claim.cells if has_address(cell)]
    of_unknown = bool(found) and claim.how in {UNKNOWN, EITHERS} and not _is_of_other_things(claim.cells)
    if not of_unknown and not (mostly(has_address, claim.cells) and _is_passed_over(claim, claims)):
        return None
    lead = f"{claim.named} holds email addresses like {quoted(found[0])}, but nothing says whose, "
    is_hosted = any(other.field in HOSTS for other in claims) or any(map(has_several, claim.cells))
    message = lead + (_of_anybody if is_hosted else _of_hosts)(claim, claims)
    return issue_of(claim, "column_not_recognised" if claim.name else "column_without_header", message)


def _of_anybody(claim: Claim, claims: Sequence[Claim]) -> str:
    """How to say whose the addresses are where another column says who hosts, or a cell has several of them."""
    key, whose = map_key(claim, claims), _of_person(claim, claims)
    theirs = f'--map "{key}=attendees"'
    if whose:
        theirs = f"{whose}, with {theirs} if of others,"
    return (
        f'so it is not used; say so when you run bulkmeet, with {theirs} or --map "{key}=host_email", '
        f'or leave it out with --map "{key}=ignore".'
    )


def _of_hosts(claim: Claim, claims: Sequence[Claim]) -> str:
    """The same where nothing else says who hosts: then the addresses may be the hosts', and one for all be wrong."""
    key, whose = map_key(claim, claims), _of_person(claim, claims)
    named = next((other for other in claims if other.field is Field.HOST_NAME), None)
    lacking = "no column says who hosts the meetings" if named is None else f"{named.named} says only names of hosts"
    return (
        f'and {lacking}; when you run bulkmeet, add --map "{key}=host_email" {IF_HOSTS}, '
        f'{f"{whose}, " if whose else ""}--map "{key}=attendees" if they are those of guests, or --map "{key}=ignore" '
        "to leave them out; the hosts then need a column called “Host email”, or --host EMAIL if one person hosts them "
        "all."
    )


def _of_person(claim: Claim, claims: Sequence[Claim]) -> str:
    """How to say that the addresses are those of the one guest who is named beside them; "" where nobody is."""
    person = named_beside(claim, claims)
    if person is None:
        return ""
    whose = f"attendee {person.person} email" if person.person else "email"
    return f'--map "{map_key(claim, claims)}={whose}" if they are those of {_person(person, claims)}'


def asks_whose(issue: Issue) -> bool:
    """Whether the issue asks about a column that nobody reads and that may name people."""
    return issue.code in {"column_not_recognised", "column_without_header"} and issue.severity == "error"


def asks_for_hosts(issue: Issue) -> bool:
    """Whether the issue asks already if a column says who hosts."""
    return issue.code == HOSTS_NOT_USED or (asks_whose(issue) and IF_HOSTS in issue.message)


def asking_whose(mapping: Mapping, examples: Sequence[Sequence[Cell]]) -> str:
    """The question whose the addresses are, of all columns that were asked about, as a sentence; "" without any.

    `examples` are cells by the columns' index.
    """
    asked = {issue.column for issue in mapping.issues if asks_whose(issue) or asks_for_hosts(issue)}
    unread = [column for column in mapping.columns if column.field is None and column.header in asked]
    columns = [column for column in unread if any(map(has_address, examples[column.index]))]
    if not columns:
        return ""
    first, last = (said_key(column, mapping.columns) for column in (columns[0], columns[-1]))
    hold, whose = ("hold", "whose those of each are") if len(columns) > 1 else ("holds", "whose they are")
    return (
        f"{' and '.join(column.named for column in columns)} {hold} email addresses; say as well {whose} when you "
        f'run bulkmeet, with --map "{first}=host_email" if they are the hosts\', --map "{last}=attendees" if '
        f'they are those of guests, or --map "{last}=ignore" to leave them out.'
    )


def _person(named: Claim, claims: Sequence[Claim]) -> str:
    """How a message names the person: by the header of the name, or of its parts."""
    parts = {Field.FIRST_NAME, Field.LAST_NAME}
    names = [other for other in claims if other.field in parts and other.person == named.person]
    is_whole = named.field not in parts or len(names) < len(parts)
    return named.named if is_whole else "the person in " + " and ".join(one.named for one in names)


def named_beside(claim: Claim, claims: Sequence[Claim]) -> Claim | None:
    """The column to the left or right with the names of guests who have no address, where no cell holds several."""
    if any(map(has_several, claim.cells)):
        return None
    addressed = {other.person for other in claims if other.field is Field.EMAIL}
    beside = [other for other in claims if abs(other.index - claim.index) == 1 and other.person not in addressed]
    return next((other for other in beside if other.field in kinds.NAMES_A_PERSON - PHONES), None)


def _is_of_other_things(cells: Sequence[Cell]) -> bool:
    """Whether all but one of several cells are days, times, numbers or yes and no, and that one is a sentence."""
    others = [cell for cell in cells if not has_address(cell)]
    sentences = [cell for cell in cells if has_address(cell) and len(text_of(cell).split()) > LONGEST_PLAIN]
    return len(others) > 1 and len(cells) - len(others) == len(sentences) == 1 and all(map(_is_plain_value, others))


def _is_plain_value(cell: Cell) -> bool:
    is_flag = not parse_flag(cell).problems
    return is_flag or mentions_day(cell) or has_clock(cell) or is_number(cell)


def _is_passed_over(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether a vague column gave way to one that names other people: interviewers beside an organizer."""
    if claim.rank is not Rank.VAGUE or claim.how in {KNOWN, BY_CELLS} or claim.field is None:
        return False
    used = [other for other in claims if other.field not in {None, Field.IGNORE} and any(map(has_address, other.cells))]
    named = " ".join(text_of(cell).casefold() for other in used for cell in other.cells)
    is_told = any(other.told for other in used)
    return not is_told and not all(text_of(cell).casefold() in named for cell in claim.cells)
