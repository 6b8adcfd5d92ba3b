"""Dates under a word for what is held then, “Evening” or “Webinar”, as the day of the hours beside them.

Somebody confirms it: such a date is the day only where no other column could be.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.cells.words import word_set, words_of
from bulkmeet.columns import kinds
from bulkmeet.columns.fields import Field
from bulkmeet.columns.likeness import are_days
from bulkmeet.columns.looks import has_clock, mostly
from bulkmeet.columns.meanings import Rank
from bulkmeet.columns.recognise import LAST_LEFT, Claim, recognise

PARTS_OF_DAYS = word_set(
    "evening, evenings, night, afternoon, morning, abend, abende, abendtermin, nachmittag, vormittag, elternabend",
    "elternsprechtag, sprechtag, soir, soirée, après, midi, matin, matinée, tarde, noche, mañana, sera, serata",
    "pomeriggio, mattina, mattinata, noite, manhã, avond, ouderavond, middag, ochtend, wieczór, popołudnie, večer",
    "kväll, eftermiddag, förmiddag, aften, formiddag, kveld, ettermiddag",
)
DAYS = frozenset((Field.START, Field.START_DATE))


def with_day_of_thing(claims: Sequence[Claim]) -> list[Claim]:
    """The settled columns, the only one of dates as the day of the start, to be confirmed, where hours lack theirs."""
    fields = {claim.field for claim in claims}
    if fields & DAYS or not any(claim.field is Field.START_TIME and claim.cells for claim in claims):
        return list(claims)
    dates = [claim for claim in claims if claim.field is None and are_days(claim.cells)]
    if len(dates) != 1 or not _is_called_by_what_is_held(dates[0]) or mostly(has_clock, dates[0].cells):
        return list(claims)
    return [
        replace(claim, field=Field.START_DATE, rank=Rank.VAGUE, because=LAST_LEFT) if claim is dates[0] else claim
        for claim in claims
    ]


def _is_called_by_what_is_held(claim: Claim) -> bool:
    words = words_of(claim.header)
    meaning = recognise(claim.header).meaning
    is_held = meaning is not None and meaning.choose in {kinds.subject, kinds.appointment}
    return is_held or (bool(words) and PARTS_OF_DAYS.issuperset(words))
