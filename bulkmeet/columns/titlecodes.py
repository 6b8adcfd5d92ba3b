"""Columns read as the title that hold only codes, “S1” or “Session 2”: they give way to a column of words.

Their codes still tell meetings apart that are alike in all else.
"""

import re
from collections.abc import Sequence
from itertools import islice

from msgspec.structs import replace

from bulkmeet.cells.text import folded, quoted, text_of
from bulkmeet.cells.words import is_form_of_address, word_set, words_of
from bulkmeet.columns.contest import issue_of, map_key
from bulkmeet.columns.fields import ONLY_CODES, Field
from bulkmeet.columns.likeness import fits
from bulkmeet.columns.looks import is_visibility, mostly
from bulkmeet.columns.meanings import Rank
from bulkmeet.columns.recognise import Claim, Recognised, recognise
from bulkmeet.model import Cell, Issue
from bulkmeet.patterns import pattern

TITLE_OF_CODES = "title_of_codes"
_CODE = pattern(
    r"#?[0-9]{1,5}(?:[-./][0-9]{1,4})?|[a-z]|(?:[a-z]{1,3}[-_./#]?|[a-z] )[0-9]{1,5}(?:[-./][0-9]{1,4})?[a-z]?"
)
_COUNTED = pattern(r"([^\W\d_]+)[ .]*(?:#|nr\.?|no\.?)? ?(?:[0-9]{1,4}[a-z]?|[a-z]|[ivx]{1,4})")
FEWEST = 2
"""How many codes a column has at least where another text stands below them."""
COUNTING = word_set(
    "session, class, lesson, course, module, meeting, event, group, part, slot, unit, block, number, week, day",
    "sitzung, termin, kurs, modul, gruppe, teil, einheit, séance, cours, groupe, partie, sesión, clase, curso, módulo",
    "grupo, parte, sessione, lezione, corso, modulo, gruppo, sessão, aula, turma, sessie, les, cursus, groep, deel",
)
"""Words that say, before a number, no more of a meeting than its number does."""


def with_words_for_codes(claims: Sequence[Claim], recognised: Sequence[Recognised]) -> list[Claim]:
    """The columns, those of codes under a vague name no longer the title where another column of titles holds words."""
    coded = {claim.index for claim in claims if claim.rank is Rank.VAGUE and _is_coded_title(claim)}
    others = [claim for claim in claims if coded and not claim.told and claim.index not in coded]
    if not any(_may_be_title(claim, recognised[claim.index]) for claim in others):
        return list(claims)
    field = Field.IGNORE if len(coded) > 1 else Field.KEY
    return [replace(claim, field=field, how=ONLY_CODES) if claim.index in coded else claim for claim in claims]


def about_codes(claims: Sequence[Claim]) -> list[Issue]:
    """What is told of a title of codes: an error where another column may be the title, else a warning.

    None is needed where the header says plainly that these are titles.
    """
    issues = []
    for claim in filter(_is_coded_title, claims):
        others = _others(claims)
        if others:
            issues.append(issue_of(claim, TITLE_OF_CODES, _question(claim, others, claims)))
        elif claim.rank is Rank.VAGUE and any(map(_is_code_of_digits, claim.cells)):
            message = (
                f"The titles in {claim.named} are only codes, like {quoted(claim.cells[0])}, which say little to those "
                "who are invited; if that is not meant, write what each meeting is about."
            )
            issues.append(replace(issue_of(claim, TITLE_OF_CODES, message), severity="warning"))
    return issues


def _question(claim: Claim, others: Sequence[Claim], claims: Sequence[Claim]) -> str:
    may_be = " and ".join(f"{other.named}, with {quoted(other.cells[0])}," for other in others)
    maps = " or ".join(f'--map "{map_key(one, claims)}=title"' for one in (*others, claim))
    return (
        f"{claim.named} holds only codes, like {quoted(claim.cells[0])}, and {may_be} may be the title; say which it "
        f"is when you run bulkmeet, with {maps}."
    )


def _is_coded_title(claim: Claim) -> bool:
    return claim.field is Field.TITLE and not claim.told and _are_codes(claim.cells, claim.header)


def _may_be_title(claim: Claim, found: Recognised) -> bool:
    """Whether the header is one of titles, and the cells are words."""
    is_titles = found.meaning is not None and found.meaning.field is Field.TITLE
    return is_titles and _are_words(claim)


def _are_words(claim: Claim) -> bool:
    says_else = mostly(is_visibility, claim.cells) or mostly(is_form_of_address, claim.cells)
    return fits(Field.TITLE, claim.cells) and not says_else and not _are_codes(claim.cells, claim.header)


def _others(claims: Sequence[Claim]) -> list[Claim]:
    """The columns that are not used and may be the title instead, by their headers."""
    from bulkmeet.columns.titles import possible_titles  # here, as most sheets need none of its words

    unused = [claim for claim in claims if not claim.told and claim.field in {None, Field.IGNORE} and _are_words(claim)]
    known = [claim for claim in unused if _may_be_title(claim, recognise(claim.header))]
    examples = [claim.cells for claim in sorted(claims, key=lambda claim: claim.index)]
    unknown = [claim.as_column() for claim in unused if claim.how == "unrecognised" and claim not in known]
    likely = {column.index for column in possible_titles(unknown, examples, by_cells=False)}
    return [*known, *(claim for claim in unused if claim.index in likely)]


def _are_codes(cells: Sequence[Cell], header: str) -> bool:
    """Whether all cells are codes, or numbered by a word like that of the header, but for a text at the foot."""
    counting = COUNTING | frozenset(words_of(header))
    no_codes = (cell for cell in cells if not (_is_bare_code(cell) or _is_counted(cell, counting)))
    others = list(islice(no_codes, 2))
    is_foot = len(others) == 1 and len(cells) > FEWEST and not re.search(r"\d", text_of(others[0]))
    return bool(cells) and (not others or is_foot)


def _is_bare_code(cell: Cell) -> bool:
    return _CODE.fullmatch(folded(text_of(cell))) is not None


def _is_code_of_digits(cell: Cell) -> bool:
    return _is_bare_code(cell) and re.search(r"[0-9]", text_of(cell)) is not None


def _is_counted(cell: Cell, counting: frozenset[str]) -> bool:
    found = _COUNTED.fullmatch(folded(text_of(cell)))
    return found is not None and found[1] in counting
