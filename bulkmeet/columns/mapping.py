"""The headers of a sheet to fields: every column is used, knowingly left out, or told to its owner."""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as AnyMapping

import msgspec

from bulkmeet.cells.dittos import points_above
from bulkmeet.cells.text import is_blank
from bulkmeet.columns.answers import without_answering
from bulkmeet.columns.attendance import tells_who_came
from bulkmeet.columns.choices import Choice, Said, read_choices
from bulkmeet.columns.contest import contest
from bulkmeet.columns.donealready import with_done
from bulkmeet.columns.elimination import with_eliminated
from bulkmeet.columns.fields import BY_CELLS, DATED_STARTS, KNOWN, LASTING, PERSON_FIELDS, Column, Field, Mapping
from bulkmeet.columns.guardians import apart, without_child
from bulkmeet.columns.hostids import about_ids, hosted_by_email
from bulkmeet.columns.hostself import with_hosts_own
from bulkmeet.columns.hourlooks import names_slot
from bulkmeet.columns.hours import with_hours
from bulkmeet.columns.ignored import ATTENDANCE, LOG_SIGNS
from bulkmeet.columns.kinds import Seen
from bulkmeet.columns.likeness import Likeness, fits, likeness_of
from bulkmeet.columns.looks import has_clock, mentions_day, mostly
from bulkmeet.columns.marked import with_marked
from bulkmeet.columns.meanings import Rank
from bulkmeet.columns.namesakes import told_together, with_contact, with_namesakes
from bulkmeet.columns.normalise import normalise
from bulkmeet.columns.notices import columns_of
from bulkmeet.columns.offsets import with_offsets
from bulkmeet.columns.owners import with_owners_asked
from bulkmeet.columns.pairs import with_pair
from bulkmeet.columns.parts import with_parts
from bulkmeet.columns.prefixed import by_prefix
from bulkmeet.columns.recognise import Claim, Recognised, recognise
from bulkmeet.columns.rosters import with_rosters_asked
from bulkmeet.columns.times import Arranged, arrange
from bulkmeet.columns.titlecodes import about_codes, with_words_for_codes
from bulkmeet.columns.units import with_unit_alone
from bulkmeet.columns.weekdays import are_weekdays, with_weekdays
from bulkmeet.columns.whencancelled import with_days_of_cancelling
from bulkmeet.model import Cell, Issue

Examples = Sequence[Sequence[Cell]]
"""Some filled cells of every column."""

A_TITLE = "a title"
AN_END = "an end or a duration"

ROUNDS = 3
"""An email rests on whether there is a name, and a name on whether there is a title: each needs a round."""


def map_columns(headers: Sequence[str], examples: Examples, said: Said, *, has_host: bool = False) -> Mapping:
    """Find the field of every column.

    `examples[i]` are some filled cells of column i, `said` what --map ({"Their header": "field"}) and a saved map
    ({"Their header": Saved(...)}) say, `has_host` whether one host was given for all rows. The mapping has a column for
    every header, in their order. Its issues name the column and, in `cell`, only the column's letter: the caller knows
    the header's row. Raises WrongUsage for what --map says that fits nothing.
    """
    chosen, about_map = read_choices(headers, said)
    claims = _claims(headers, examples, chosen, has_host=has_host)
    claims, issues = _with_likenesses(claims, *_settled(claims))
    claims = with_pair(with_hours(claims))
    claims, about_parts = with_parts(claims)
    claims, about_units = with_unit_alone(claims)
    claims, about_offsets = with_offsets(claims)
    claims, about_marks = with_marked(claims)
    claims = with_eliminated(claims, has_host=has_host)
    columns, about_names = columns_of(claims, said)
    issues += about_marks + about_parts + about_units + about_offsets + about_ids(claims) + about_codes(claims)
    issues += about_names
    issues = sorted(issues, key=lambda issue: (len(issue.cell or ""), issue.cell or ""))
    return Mapping(columns, (*about_map, *issues))


def missing_fields(mapping: Mapping, *, default_duration: bool = False) -> tuple[str, ...]:
    """What a sheet must have and this one has not, in plain words: ("a title", "a start").

    With a `default_duration` (--duration) no end is needed. A host may be missing: --host gives one.
    """
    held = {field for column in mapping.columns for field in (column.field, column.until)}
    missing = []
    if Field.TITLE not in held:
        missing.append(A_TITLE)
    if not held & DATED_STARTS:
        missing.append("a date for the start" if held & {Field.START_TIME, Field.START_HOUR} else "a start")
    if not default_duration and not held & LASTING:
        missing.append(AN_END)
    return tuple(missing)


def columns_of_grid(headers: Sequence[str], examples: Examples) -> str | None:
    """What each of several columns is for, as in a timetable that is no list: a day, or a time of day.

    Above other times of day, such a header is rather the first meeting of a list without headers.
    """
    if sum(map(mentions_day, headers)) > 1:
        return "day"
    slots = (
        names_slot(header) and recognise(header).meaning is None and not mostly(has_clock, cells)
        for header, cells in zip(headers, examples, strict=True)
    )
    return "time of day" if sum(slots) > 1 else None


def looks_like_log(headers: Sequence[str]) -> str | None:
    """Why the sheet holds no meetings to create, if its headers are those of a log or of registrations."""
    names = {normalise(header) for header in headers}
    reason = next((reason for signs, reason in LOG_SIGNS if signs <= names), None)
    return reason or (ATTENDANCE if tells_who_came(headers) else None)


def is_series_key(column: Column) -> bool:
    """Whether all meetings of a series share the column's keys, so that they count only with the start."""
    return column.of_series


def _claims(
    headers: Sequence[str], examples: Examples, chosen: AnyMapping[int, Choice], *, has_host: bool
) -> list[Claim]:
    recognised = apart([recognise(header) for header in headers])
    cells = [tuple(column) for column in examples[: len(headers)]] + [()] * (len(headers) - len(examples))
    cells = list(map(_telling, cells))
    claims = [
        Claim(
            index,
            header,
            found.name,
            cells[index],
            person=found.person,
            unit=found.unit,
            zone=found.zone,
            order=found.order,
        )
        for index, (header, found) in enumerate(zip(headers, recognised, strict=True))
    ]
    claims = [_as_told(claim, chosen[claim.index]) if claim.index in chosen else claim for claim in claims]
    claims = told_together(claims, {index for index, choice in chosen.items() if choice.person is None})
    for _ in range(ROUNDS):
        # Some choices rest on what the other columns seem to be.
        claims = [
            claim if claim.told else _as_recognised(claim, recognised[claim.index], claims, has_host=has_host)
            for claim in claims
        ]
        claims = with_words_for_codes(hosted_by_email(with_namesakes(claims), recognised), recognised)
    claims = with_rosters_asked(claims, recognised)
    claims = without_answering(without_child(with_contact(claims), recognised))
    claims = with_owners_asked(with_hosts_own(claims))
    return with_done(with_days_of_cancelling(with_weekdays(claims)))


def _telling(column: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells that show what a column is for: none that is blank, or points to the one above it."""
    filled = tuple(cell for cell in column if not is_blank(cell))
    own = tuple(cell for cell in filled if not points_above(cell))
    return filled if are_weekdays(own) else own or filled  # “Do.” is Thursday, too


def _as_told(claim: Claim, choice: Choice) -> Claim:
    said = choice.person if choice.person is not None else claim.person
    return msgspec.structs.replace(
        claim,
        field=choice.field,
        rank=choice.rank,
        person=said if choice.field in PERSON_FIELDS else 0,
        unit=choice.unit or claim.unit,
        zone=choice.zone or claim.zone,
        order=choice.order or claim.order,
        how=choice.how,
    )


def _as_recognised(claim: Claim, found: Recognised, claims: Sequence[Claim], *, has_host: bool = False) -> Claim:
    meaning = found.meaning
    if meaning is None:
        return claim
    field: Field | None = meaning.field
    how = KNOWN if field is Field.IGNORE else "by its name"
    if meaning.choose:
        field, how = meaning.choose(_seen(claim, claims, found, has_host=has_host)), BY_CELLS
    person = found.person if field in PERSON_FIELDS else 0
    if field is None:
        how = "unrecognised"
    return msgspec.structs.replace(claim, field=field, rank=meaning.rank, person=person, how=how, of_addresses=None)


def _seen(claim: Claim, claims: Sequence[Claim], found: Recognised, *, has_host: bool) -> Seen:
    beside = claims[max(claim.index - 1, 0) : claim.index + 2]
    others = [other for other in claims if other is not claim]
    return Seen(
        claim.cells,
        beside=frozenset(other.name for other in beside if other is not claim),
        others=frozenset(other.field for other in others if other.field),
        same_person=frozenset(other.field for other in others if other.field and other.person == found.person),
        of_person=found.of_person,
        person=found.person,
        names=frozenset(other.name for other in others),
        has_host=has_host,
    )


def _settled(claims: Sequence[Claim]) -> Arranged:
    claims, about_times = arrange(claims)
    claims, about_rivals = contest(claims)
    return claims, about_times + about_rivals


def _with_likenesses(claims: Sequence[Claim], settled: list[Claim], issues: list[Issue]) -> Arranged:
    """Take in the columns whose headers are like a known one, each only if that takes nothing from the others."""
    liked = _liked(settled)
    for like in filter(None, [_by_likeness(claim, settled, liked) for claim in settled]):
        again, told = _settled([like if claim.index == like.index else claim for claim in claims])
        if _used(again) == _used(settled) | {like.index} and len(told) == len(issues):
            claims = [like if claim.index == like.index else claim for claim in claims]
            settled, issues = again, told
    return settled, issues


def _by_likeness(claim: Claim, settled: Sequence[Claim], liked: AnyMapping[int, Likeness]) -> Claim | None:
    """The column as the one it is like, if no other is like that or holds it, and its cells are of that kind."""
    if claim.index not in liked:
        return None
    found = liked[claim.index]
    read = _as_recognised(claim, found.found, settled)
    others = [other for other in settled if other is not claim]
    fields = {(other.field, other.person) for other in others}
    rivals = [liked[other.index] for other in others if other.index in liked]
    if (read.field, read.person) in fields or any(_is_the_same(found, rival) for rival in rivals):
        return None
    if read.field is None or not fits(read.field, claim.cells):
        return None
    return msgspec.structs.replace(read, like=found.known, unit=read.unit or found.found.unit, rank=Rank.VAGUE)


def _is_the_same(one: Likeness, other: Likeness) -> bool:
    """Whether another column could be as well what one is like, so that only their owner can tell."""
    mine, theirs = one.found.meaning, other.found.meaning
    if not one.by_prefix or not other.by_prefix or mine is None or theirs is None:
        return one.known == other.known
    return (theirs.field, other.found.person) == (mine.field, one.found.person) and theirs.rank <= mine.rank


def _liked(settled: Sequence[Claim]) -> dict[int, Likeness]:
    """What the unknown headers are like, by the places of their columns."""
    prefixed = by_prefix([claim.header for claim in sorted(settled, key=lambda claim: claim.index)])
    liked: dict[int, Likeness] = {}
    for claim in settled:
        is_unknown = claim.field is None and claim.how == "unrecognised" and claim.cells
        if is_unknown and recognise(claim.header).meaning is None:
            found = prefixed.get(claim.index) or likeness_of(claim.name)
            if found is not None:
                liked[claim.index] = found
    return liked


def _used(claims: Iterable[Claim]) -> set[int]:
    return {claim.index for claim in claims if claim.field not in {None, Field.IGNORE}}
