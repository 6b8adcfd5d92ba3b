"""Columns that say of a row that what it holds is done: “Activity - Done”, “Meeting completed”, “Finished”.

Of what is over nothing is to be created. “Done” by itself may also say that somebody booked it, which `booked` asks.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.cells.flags import is_done, is_still_open, parse_flag
from bulkmeet.cells.statewords import TOOK_PLACE
from bulkmeet.cells.text import folded, quoted
from bulkmeet.cells.words import word_set
from bulkmeet.columns.booked import may_say_booked
from bulkmeet.columns.contest import issue_of, map_key
from bulkmeet.columns.fields import BY_CELLS, BY_MAP, KNOWN, SAYING_OFF, Field
from bulkmeet.columns.normalise import normalise
from bulkmeet.columns.recognise import Claim
from bulkmeet.model import Cell, Issue
from bulkmeet.patterns import pattern

_WORDS = "|".join(sorted(map(re.escape, TOOK_PLACE - word_set("attended, past, over")), key=len, reverse=True))
_THING = (
    "activity|meeting|call|event|task|appointment|session|item|booking|visit|demo|lesson|class|aktivitat|termin"
    "|aufgabe|besprechung|sitzung|activite|tache|reunion|rendez-vous|actividad|tarea|cita|evento|attivita|riunione"
    "|appuntamento|atividade|tarefa|reuniao|activiteit|taak|afspraak|vergadering"
)
_OF_WHAT = pattern(rf"(?:{_THING})s? ?[-\u2013\u2014:/|>.]? ?(?:is |has been |already )?(?:{_WORDS})")
_BY_ITSELF = pattern(rf"(?:is |has been |already |bereits |schon |deja |ya |gia |ja |al )?(?:{_WORDS})")


def says_done(header: str) -> bool:
    """Whether the header asks whether what the row holds is done."""
    name = folded(normalise(header))
    return _OF_WHAT.fullmatch(name) is not None or _BY_ITSELF.fullmatch(name) is not None


def with_done(claims: Sequence[Claim]) -> list[Claim]:
    """The columns, the only one that says which rows are done as their mark, where no other column marks rows."""
    if any(claim.field in SAYING_OFF for claim in claims):
        return list(claims)
    said = [claim for claim in claims if _is_unread(claim) and says_done(claim.header) and _is_of_state(claim)]
    return [replace(claim, field=Field.CANCELLED, how=BY_CELLS) if [claim] == said else claim for claim in claims]


def about_done(claim: Claim, claims: Sequence[Claim]) -> Issue | None:
    """Why the rows cannot go on while nobody reads a column that says that some of them are done."""
    if not _is_unread(claim) or not says_done(claim.header):
        return None
    done = [cell for cell in claim.cells if is_done(cell)]
    if not done or not _is_known(claim):
        return None
    mark = next((other for other in claims if other.field in SAYING_OFF), None)
    how = f"mark them in {mark.named}" if mark else "write Yes for them in a column “Cancelled”"
    message = (
        f"{quoted(claim.header)} says {quoted(done[0])} of some rows, as if nothing were to be created from them, but "
        f"it is not used; delete those rows or {how}, and leave this column out when you run bulkmeet, with --map "
        f'"{map_key(claim, claims)}=ignore".'
    )
    return issue_of(claim, "done_not_used", message)


def _is_unread(claim: Claim) -> bool:
    is_left = claim.field is None or (claim.field is Field.IGNORE and claim.how in {KNOWN, BY_CELLS})
    return is_left and not claim.told and not claim.how.startswith(BY_MAP) and bool(claim.cells)


def _is_of_state(claim: Claim) -> bool:
    """Whether the cells say how the meetings stand, and not perhaps whether somebody has booked them."""
    return _is_known(claim) and (not may_say_booked(claim.name) or any(map(_is_to_do, claim.cells)))


def _is_known(claim: Claim) -> bool:
    return all(is_done(cell) or is_still_open(cell) for cell in claim.cells)


def _is_to_do(cell: Cell) -> bool:
    """Whether it says in words of its own that it is still to be done, which a plain no does not."""
    return is_still_open(cell) and bool(parse_flag(cell).problems)
