"""The headers of a sheet to fields: every column is used, knowingly left out, or told to its owner."""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as AnyMapping
from functools import lru_cache

import msgspec

from bulkmeet.cells.text import column_letter, is_blank, quoted
from bulkmeet.columns.choices import read_choices
from bulkmeet.columns.contest import contest, issue_of, map_key
from bulkmeet.columns.fields import BY_CELLS, PERSON_FIELDS, Column, Field, Mapping
from bulkmeet.columns.kinds import Seen, holds_addresses
from bulkmeet.columns.normalise import LONGEST_HEADER, normalise
from bulkmeet.columns.recognise import Claim, Recognised, recognise
from bulkmeet.columns.synonyms import BY_NAME, LOG_SIGNS, SERIES_KEYS, Rank
from bulkmeet.columns.times import arrange
from bulkmeet.model import Cell, Issue

INVITING = frozenset((Field.ATTENDEES, Field.EMAIL, Field.HOST_EMAIL))
"""The fields that take addresses, so that a header like one of them is rather a slip of the pen."""

Examples = Sequence[Sequence[Cell]]
"""Some filled cells of every column."""

ROUNDS = 3
"""An email rests on whether there is a name, and a name on whether there is a title: each needs a round."""
RESEMBLES = 85
"""How much alike (of 100) an unknown header and a known one must be for the report to say so."""


def map_columns(headers: Sequence[str], examples: Examples, overrides: AnyMapping[str, str]) -> Mapping:
    """Find the field of every column.

    `examples[i]` are some filled cells of column i, `overrides` what --map says ({"Their header": "field"}).
    The mapping has a column for every header, in their order. Its issues name the column and, in `cell`, only
    the column's letter: the caller knows the header's row. Raises WrongUsage for an override that fits
    nothing.
    """
    chosen = read_choices(headers, overrides)
    claims = _claims(headers, examples, chosen)
    claims, about_times = arrange(claims)
    claims, about_rivals = contest(claims)
    columns, about_names = _columns(claims)
    issues = sorted(
        about_times + about_rivals + about_names, key=lambda issue: (len(issue.cell or ""), issue.cell or "")
    )
    return Mapping(columns, tuple(issues))


def missing_fields(mapping: Mapping, *, default_duration: bool = False) -> tuple[str, ...]:
    """What a sheet must have and this one has not, in plain words: ("a title", "a start").

    With a `default_duration` (--duration) no end is needed. A host may be missing: --host gives one.
    """
    held = {column.field for column in mapping.columns}
    missing = []
    if Field.TITLE not in held:
        missing.append("a title")
    if not held & {Field.START, Field.START_DATE}:
        missing.append("a date for the start" if Field.START_TIME in held else "a start")
    ends = {Field.END, Field.END_DATE, Field.END_TIME, Field.DURATION}
    if not default_duration and not held & ends:
        missing.append("an end or a duration")
    return tuple(missing)


def header_score(headers: Sequence[str]) -> int:
    """How many different texts of a row are known headers: the row with the most is the header row."""
    known = (recognise(header) for header in headers if 0 < len(header.strip()) <= LONGEST_HEADER)
    return len({found.name for found in known if found.meaning})


def looks_like_log(headers: Sequence[str]) -> str | None:
    """Why the sheet holds no meetings to create, if its headers are those of a log or of registrations."""
    names = {normalise(header) for header in headers}
    return next((reason for signs, reason in LOG_SIGNS if signs <= names), None)


@lru_cache(maxsize=1024)
def is_series_key(column: Column) -> bool:
    """Whether all meetings of a series share the column's keys, so that they count only with the start."""
    return column.field is Field.KEY and normalise(column.header) in SERIES_KEYS


def _claims(headers: Sequence[str], examples: Examples, chosen: AnyMapping[int, Field]) -> list[Claim]:
    recognised = [recognise(header) for header in headers]
    cells = [tuple(column) for column in examples[: len(headers)]] + [()] * (len(headers) - len(examples))
    cells = [tuple(cell for cell in column if not is_blank(cell)) for column in cells]
    claims = [
        Claim(index, header, found.name, cells[index], person=found.person, unit=found.unit, zone=found.zone)
        for index, (header, found) in enumerate(zip(headers, recognised, strict=True))
    ]
    for _ in range(ROUNDS):
        claims = _choose(claims, recognised, chosen)
    return claims


def _choose(claims: list[Claim], recognised: list[Recognised], chosen: AnyMapping[int, Field]) -> list[Claim]:
    """Give every column its field; done in rounds, as some choices rest on what the other columns seem to be."""
    return [
        _as_told(claim, chosen[claim.index])
        if claim.index in chosen
        else _as_recognised(claim, recognised[claim.index], claims)
        for claim in claims
    ]


def _as_told(claim: Claim, field: Field) -> Claim:
    person = claim.person if field in PERSON_FIELDS else 0
    return msgspec.structs.replace(claim, field=field, rank=Rank.CHOSEN, person=person, how="by --map")


def _as_recognised(claim: Claim, found: Recognised, claims: Sequence[Claim]) -> Claim:
    meaning = found.meaning
    if meaning is None:
        return claim
    field: Field | None = meaning.field
    how = "known, not used" if field is Field.IGNORE else "by its name"
    if meaning.choose:
        field, how = meaning.choose(_seen(claim, claims, found)), BY_CELLS
    person = found.person if field in PERSON_FIELDS else 0
    if field is None:
        how = "unrecognised"
    return msgspec.structs.replace(claim, field=field, rank=meaning.rank, person=person, how=how)


def _seen(claim: Claim, claims: Sequence[Claim], found: Recognised) -> Seen:
    beside = claims[max(claim.index - 1, 0) : claim.index + 2]
    others = [other for other in claims if other is not claim]
    return Seen(
        claim.cells,
        beside=frozenset(other.name for other in beside if other is not claim),
        others=frozenset(other.field for other in others if other.field),
        same_person=frozenset(other.field for other in others if other.field and other.person == found.person),
        of_person=found.of_person,
        person=found.person,
    )


def _columns(claims: Sequence[Claim]) -> tuple[tuple[Column, ...], list[Issue]]:
    columns, issues = [], []
    for claim in claims:
        resembles = _resembles(claim.name) if _is_unknown(claim) else None
        columns.append(claim.as_column(resembles))
        issues += _told_of(claim, resembles, claims)
    return tuple(columns), issues


def _is_unknown(claim: Claim) -> bool:
    return claim.field is None and claim.how == "unrecognised"


def _told_of(claim: Claim, resembles: Field | None, claims: Iterable[Claim]) -> list[Issue]:
    """What the owner is told of a column nothing is known of; nothing of one that is wholly empty."""
    if not _is_unknown(claim):
        return []
    if is_blank(claim.header):
        return [_about_blank_header(claim)] if claim.cells else []
    message = f"The column {quoted(claim.header)} is not used"
    key = map_key(claim, claims)
    if holds_addresses(claim.cells) and resembles not in INVITING:
        message += f', but holds email addresses; if they are to be invited, add --map "{key}=attendees"'
    elif resembles:
        message += f'; it resembles {resembles}: add --map "{key}={resembles}" to use it'
    return [_warning(claim, "column_not_recognised", f"{message}.")]


def _about_blank_header(claim: Claim) -> Issue:
    letter = column_letter(claim.index)
    example = Field.ATTENDEES if holds_addresses(claim.cells) else Field.TITLE
    message = (
        f"Column {letter} has no header and is not used; give it one, or say what it holds with "
        f'--map "{letter}={example}" or another field.'
    )
    return _warning(claim, "column_without_header", message)


def _warning(claim: Claim, code: str, message: str) -> Issue:
    return msgspec.structs.replace(issue_of(claim, code, message), severity="warning")


def _resembles(name: str) -> Field | None:
    """The field whose name or synonym the header looks like; only ever offered, never used by itself."""
    if not name:
        return None
    from rapidfuzz import fuzz, process  # here, so that --help does not wait for it

    known = [known for known, meaning in BY_NAME.items() if meaning.field is not Field.IGNORE]
    found = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=RESEMBLES)
    return BY_NAME[found[0]].field if found else None
