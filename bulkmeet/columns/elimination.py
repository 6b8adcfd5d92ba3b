"""Columns that nobody reads, and that only can be what the others leave: taken with a question, as by likeness.

What one is taken for, a run asks about before it creates anything, and --yes alone does not answer that.
"""

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from bulkmeet.cells.words import words_of
from bulkmeet.columns import kinds
from bulkmeet.columns.fields import DATED_STARTS, LASTING, PEOPLE_FIELDS, Field
from bulkmeet.columns.hostunread import is_dialpads
from bulkmeet.columns.leftwords import (
    DATES,
    FIRST,
    NO_GUESTS,
    NO_HOSTS,
    OF_ALL,
    OTHER_DAYS,
    PARTS_OF_DAYS,
    leads,
    may_lead,
    says_zone,
)
from bulkmeet.columns.likeness import are_days, fits
from bulkmeet.columns.looks import has_address, has_clock, has_several, mostly
from bulkmeet.columns.meanings import Rank
from bulkmeet.columns.normalise import normalise
from bulkmeet.columns.recognise import LAST_LEFT, Claim, recognise
from bulkmeet.columns.running import are_running_numbers
from bulkmeet.columns.synonyms import BY_NAME
from bulkmeet.columns.unread import about_unread
from bulkmeet.columns.whose import HOSTS, named_beside

SHORTEST_WORD = 4
DIALPAD = "dialpad"

Taken = Callable[[Sequence[Claim]], Claim | None]


def with_eliminated(claims: Sequence[Claim], *, has_host: bool = False) -> list[Claim]:
    """The settled columns, with those taken for what is missing that nothing else can be.

    The start is the only column of moments that stands under a word for what is held then; its date the only one of
    days that does, or that says so, or under one for the first of it; the title the only column whose header says
    what is held or about what; the length the only one of lengths that says so; the zone the only one that says so,
    and of nobody; the host's the only ids of Dialpad's, which guests have none of, or beside guests the only
    addresses of somebody in charge; and where there is a host and nobody else, the only addresses are those of the
    guests. With `has_host` one was given for all rows, and no addresses are other hosts'.
    """
    settled = _with(_moment, _with(_date, list(claims)))
    if not any({claim.field, claim.until} & DATED_STARTS for claim in settled):
        return settled
    hosts = (_host,) if has_host else (_host, _in_charge)
    for take in (_title, _length, _zone, *hosts, partial(_guests, has_host=has_host)):
        settled = _with(take, settled)
    return settled


def _with(take: Taken, claims: list[Claim]) -> list[Claim]:
    taken = take(claims)
    return claims if taken is None else [taken if claim.index == taken.index else claim for claim in claims]


def _date(claims: Sequence[Claim]) -> Claim | None:
    """Beside a start that is only a time of day, the only days called the date of something, or else the only ones."""
    if _has(claims, DATED_STARTS) or not _has(claims, {Field.START_TIME, Field.START_HOUR}):
        return None
    days = [claim for claim in _unread(claims) if are_days(claim.cells) and not mostly(has_clock, claim.cells)]
    named = [claim for claim in days if _is_date_of_something(claim.header)]
    alone = days if len(days) == 1 else []
    held = [claim for claim in alone if _is_called_by_what_is_held(claim) or _is_first_of_a_series(claim.header)]
    return _only(named or held, Field.START_DATE)


def _moment(claims: Sequence[Claim]) -> Claim | None:
    """Where nothing says when, the only days with hours if they are called by what is held: “Kickoff”."""
    if _has(claims, DATED_STARTS | {Field.START_TIME, Field.START_HOUR}):
        return None
    moments = [claim for claim in _unread(claims) if are_days(claim.cells) and mostly(has_clock, claim.cells)]
    return _only(moments, Field.START) if moments and _is_what_is_held(moments[0].header) else None


def _is_what_is_held(header: str) -> bool:
    from bulkmeet.columns.titlewords import KINDS  # here, as few sheets need them

    words = set(words_of(header))
    return bool(words) and words <= KINDS | OF_ALL and not words <= OF_ALL


def _is_date_of_something(header: str) -> bool:
    first, *words = words_of(header) or ("",)
    return first in DATES and bool(words) and OTHER_DAYS.isdisjoint(words)


def _is_called_by_what_is_held(claim: Claim) -> bool:
    words = words_of(claim.header)
    meaning = recognise(claim.header).meaning
    is_held = meaning is not None and meaning.choose in {kinds.subject, kinds.appointment}
    return is_held or (bool(words) and PARTS_OF_DAYS.issuperset(words))


def _is_first_of_a_series(header: str) -> bool:
    """Whether it is the first of what is held, or its date, and of nothing else: “First session”, no “First name”."""
    words = set(words_of(header))
    if words.isdisjoint(FIRST):
        return False
    from bulkmeet.columns.titlewords import ARTICLES, KINDS  # here, as few sheets need them

    held = KINDS | ARTICLES | PARTS_OF_DAYS | DATES
    return not words.isdisjoint(held) and words <= held | FIRST | OF_ALL


def _title(claims: Sequence[Claim]) -> Claim | None:
    if _has(claims, {Field.TITLE}):
        return None
    from bulkmeet.columns.titles import titles_by_header  # here, as most sheets have a title and need none of its words

    cells = {claim.index: claim.cells for claim in claims}
    columns = [claim.as_column() for claim in _unread(claims) if about_unread(claim, claims) is None]
    titles = {column.index for column in titles_by_header(columns, [cells[index] for index in sorted(cells)])}
    return _only([claim for claim in claims if claim.index in titles], Field.TITLE)


def _length(claims: Sequence[Claim]) -> Claim | None:
    if _has(claims, LASTING) or any(claim.until for claim in claims):
        return None
    words = {word for name, meaning in BY_NAME.items() if meaning.field is Field.DURATION for word in name.split(" ")}
    known = {word for word in words if len(word) >= SHORTEST_WORD}
    named = [claim for claim in _unread(claims) if not known.isdisjoint(words_of(normalise(claim.header)))]
    return _only([claim for claim in named if _are_lengths(claim)], Field.DURATION)


def _are_lengths(claim: Claim) -> bool:
    is_counted = are_running_numbers(claim.header, claim.cells)
    return fits(Field.DURATION, claim.cells) and not is_counted and not any(map(has_clock, claim.cells))


def _zone(claims: Sequence[Claim]) -> Claim | None:
    """The only column that is called zones and nobody's, as in that of the computer the hours would be others.

    What only looks like zones, such as the towns of offices, may say where somebody is.
    """
    if _has(claims, {Field.TIMEZONE}):
        return None
    return _only([claim for claim in _unread(claims) if says_zone(claim.header)], Field.TIMEZONE)


def _host(claims: Sequence[Claim]) -> Claim | None:
    if _has(claims, HOSTS):
        return None
    ids = [claim for claim in _unread(claims) if mostly(is_dialpads, claim.cells)]
    return _only(ids, Field.USER_ID) if all(DIALPAD in words_of(claim.header) for claim in ids) else None


def _in_charge(claims: Sequence[Claim]) -> Claim | None:
    """The only column with one address each under a role such as “CSM”, if those in other columns are guests."""
    if _has(claims, HOSTS | {Field.HOST_NAME}):
        return None
    addressed = [claim for claim in _unread(claims) if mostly(has_address, claim.cells)]
    leading = [claim for claim in addressed if may_lead(claim.header)]
    others = [claim for claim in addressed if claim not in leading and NO_HOSTS.isdisjoint(words_of(claim.header))]
    if len(leading) != 1 or any(map(has_several, leading[0].cells)):
        return None
    has_guests = any(claim.field in PEOPLE_FIELDS and mostly(has_address, claim.cells) for claim in claims)
    is_sure = (has_guests or len(others) == 1) and leads(leading[0].header)
    return _only(leading, Field.HOST_EMAIL) if is_sure else None


def _guests(claims: Sequence[Claim], *, has_host: bool) -> Claim | None:
    if not has_host and not _has(claims, HOSTS):
        return None
    addressed = [claim for claim in _unread(claims) if mostly(has_address, claim.cells)]
    if len(addressed) != 1 or not NO_GUESTS.isdisjoint(words_of(addressed[0].header)):
        return None
    person = named_beside(addressed[0], claims)
    if person is not None:
        return _only(addressed, Field.EMAIL, person.person)
    return None if _has(claims, PEOPLE_FIELDS) else _only(addressed, Field.ATTENDEES)


def _only(found: Sequence[Claim], field: Field, person: int = 0) -> Claim | None:
    """The column as what it is taken for, if it is the only one."""
    if len(found) != 1:
        return None
    return replace(found[0], field=field, person=person, rank=Rank.VAGUE, because=LAST_LEFT)


def _unread(claims: Sequence[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.field is None and claim.how == "unrecognised" and claim.cells]


def _has(claims: Sequence[Claim], fields: frozenset[Field] | set[Field]) -> bool:
    return any(claim.field in fields for claim in claims)
