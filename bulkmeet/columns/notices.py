"""What the owner of a sheet is told of its columns: those nothing is known of, those only like a known one."""

from collections.abc import Iterable, Sequence
from functools import cache

import msgspec

from bulkmeet.cells.text import column_letter, is_blank, quoted
from bulkmeet.cells.words import words_of
from bulkmeet.columns.choices import Said, said_key, words_for
from bulkmeet.columns.contest import SEVERAL_ALLOWED, issue_of, map_key
from bulkmeet.columns.fields import RESULT_FIELDS, SAYING_OFF, Column, Field, Saved
from bulkmeet.columns.leftwords import PERSONS
from bulkmeet.columns.likeness import fits, may_be
from bulkmeet.columns.recognise import Claim
from bulkmeet.columns.synonyms import BY_NAME
from bulkmeet.columns.unread import about_status, about_unread, about_wrong_way
from bulkmeet.model import Issue

RESEMBLES = 85
"""How much alike (of 100) an unknown header and a known one must be for the report to say so."""


def columns_of(claims: Sequence[Claim], said: Said) -> tuple[tuple[Column, ...], list[Issue]]:
    """The settled columns, and what there is to tell of them; `said` is what --map and a saved map say."""
    name = next((words.map for words in said.values() if isinstance(words, Saved)), None)
    columns, issues = [], []
    for claim in claims:
        resembles = _resembles(claim, claims) if _is_unknown(claim) else None
        column = claim.as_column(resembles)
        columns.append(column)
        if stops := about_unread(claim, claims) or about_wrong_way(claim, claims):
            issues.append(stops)
            continue
        issues += _about_zones(claim, claims) or _about_unknown(claim, resembles, claims)
        issues += _about_likeness(claim, column, claims)
        if status := about_status(claim, claims):
            issues.append(status)
        if name is not None and not claim.told:
            issues += _about_newcomer(claim, column, name)
    return tuple(columns), issues


def as_read(columns: Iterable[Column]) -> str:
    """Columns and what they are read as, for a sentence: “Strat time” as start."""
    return " and ".join(f"{quoted(column.header)} as {column.field}" for column in columns)


def unconfirmed(likely: Sequence[Column], columns: Sequence[Column]) -> str:
    """Why a run that nobody looks at does not go by likeness, and what to add so that it can."""
    maps = " ".join(f'--map "{said}"' for said in confirming(likely, columns))
    return (
        f"With --yes nobody confirms what is only likely: {as_read(likely)}. "
        f"Add {maps} if that is right, or say =ignore there if it is not."
    )


def confirming(likely: Sequence[Column], columns: Sequence[Column]) -> tuple[str, ...]:
    """What --map takes to confirm each column that is read by likeness."""
    return tuple(f"{said_key(column, columns)}={words_for(column)}" for column in likely)


def _is_unknown(claim: Claim) -> bool:
    return claim.field is None and claim.how == "unrecognised"


def _about_unknown(claim: Claim, resembles: Field | None, claims: Iterable[Claim]) -> list[Issue]:
    """What is told of a column nothing is known of; nothing of one that is wholly empty."""
    if not _is_unknown(claim):
        return []
    if is_blank(claim.header):
        return [_about_blank_header(claim)] if claim.cells else []
    message = f"The column {quoted(claim.header)} is not used"
    if resembles:
        key = map_key(claim, claims)
        message += f'; it resembles {resembles}: add --map "{key}={resembles}" when you run bulkmeet to use it'
    return [_warning(claim, "column_not_recognised", f"{message}.")]


def _about_blank_header(claim: Claim) -> Issue:
    letter = column_letter(claim.index)
    message = (
        f"Column {letter} has no header and is not used; give it one, or say what it holds when you run bulkmeet, with "
        f'--map "{letter}={Field.TITLE}" or another field.'
    )
    return _warning(claim, "column_without_header", message)


def _about_zones(claim: Claim, claims: Sequence[Claim]) -> list[Issue]:
    """A warning that what looks like zones is not used, as the hours may be those of the towns in it."""
    is_of_person = not PERSONS.isdisjoint(words_of(claim.header))
    is_said = any(other.field is Field.TIMEZONE for other in claims)
    if not _is_unknown(claim) or is_of_person or is_said or not fits(Field.TIMEZONE, claim.cells):
        return []
    message = (
        f"{claim.named} holds what may be time zones, like {quoted(claim.cells[0])}, and is not used, so all times are "
        "read in one zone; if those of each row are in its own, add "
        f'--map "{map_key(claim, claims)}=timezone" when you run bulkmeet.'
    )
    return [msgspec.structs.replace(issue_of(claim, "zones_not_used", message), severity="warning")]


def _about_likeness(claim: Claim, column: Column, claims: Iterable[Claim]) -> list[Issue]:
    if not column.by_likeness:
        return []
    why = f"its header is like {quoted(claim.like)}" if claim.like else claim.because
    key = map_key(claim, claims)
    unless = ", if it does not say which rows are off," if claim.field in SAYING_OFF else ""
    message = (
        f"The column {quoted(claim.header)} is read as {column.field}, as {why}; "
        f'when you run bulkmeet, confirm it with --map "{key}={words_for(column)}", or{unless} refuse it with '
        f'--map "{key}=ignore".'
    )
    return [_warning(claim, "column_by_likeness", message)]


def _about_newcomer(claim: Claim, column: Column, name: str) -> list[Issue]:
    """A column that a saved map does not know; what is not recognised or only like a known one is told already."""
    if column.field is None or column.field in RESULT_FIELDS or column.by_likeness:
        return []
    read = f"read as {column.field}, {claim.how}" if column.field is not Field.IGNORE else "not used"
    message = f"The column {quoted(claim.header)} is not in the map {quoted(name)}; it is {read}."
    return [_warning(claim, "column_not_in_map", message)]


def _warning(claim: Claim, code: str, message: str) -> Issue:
    return msgspec.structs.replace(issue_of(claim, code, message), severity="warning")


def _resembles(claim: Claim, claims: Iterable[Claim]) -> Field | None:
    """The field whose name or synonym the header looks like, if it has cells like that; only ever offered, never used.

    What a column has already by its own name is offered to no other.
    """
    if not claim.name or not claim.cells:
        return None
    from rapidfuzz import fuzz, process  # here, so that --help does not wait for it

    found = process.extractOne(claim.name, _useful_names(), scorer=fuzz.ratio, score_cutoff=RESEMBLES)
    field = BY_NAME[found[0]].field if found else None
    if field is None or any(_holds(other, field) for other in claims):
        return None
    return field if may_be(field, claim.cells) else None


@cache
def _useful_names() -> tuple[str, ...]:
    return tuple(name for name, meaning in BY_NAME.items() if meaning.field is not Field.IGNORE)


def _holds(claim: Claim, field: Field) -> bool:
    """Whether a filled column is the field by its own name, which only one can be."""
    is_only_one = field not in SEVERAL_ALLOWED and not claim.person
    return claim.field is field and is_only_one and bool(claim.cells) and not claim.like
