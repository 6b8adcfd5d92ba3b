"""Columns that say when a row was cancelled: filled in, they say that it is."""

from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.cells.text import folded
from bulkmeet.cells.words import word_set
from bulkmeet.columns.fields import BY_CELLS, SAYING_OFF, Field
from bulkmeet.columns.looks import has_day
from bulkmeet.columns.normalise import normalise
from bulkmeet.columns.recognise import Claim

PLAINLY_CANCELLED = word_set(
    "cancelled at, canceled at, cancelled on, canceled on, date cancelled, date canceled, cancelled date",
    "canceled date, storniert am, abgesagt am, annulé le, cancelado el, annullato il, cancelado em, geannuleerd op",
    "キャンセル日, キャンセル日時",
)
WHEN_CANCELLED = PLAINLY_CANCELLED | word_set(
    "cancellation date, cancel date, deleted at, deleted on, date deleted, deletion date, deleted date, archived at",
    "archived on, date archived, archived date, gelöscht am, archiviert am, supprimé le, archivé le, eliminado el",
    "archivado el, eliminato il, archiviato il, excluído em, arquivado em, verwijderd op, gearchiveerd op, 削除日",
    "削除日時",
)
"""Headers of days on which something was, or could be, taken out of a list."""


def says_when(header: str) -> bool:
    """Whether a header says of a column that it holds when something was cancelled."""
    return folded(normalise(header)) in WHEN_CANCELLED


def with_days_of_cancelling(claims: Sequence[Claim]) -> list[Claim]:
    """The columns, the only one that plainly says when rows were cancelled as their mark, where no other marks them."""
    if any(claim.field in SAYING_OFF for claim in claims):
        return list(claims)
    said = [claim for claim in claims if _says_plainly(claim)]
    return [replace(claim, field=Field.CANCELLED, how=BY_CELLS) if [claim] == said else claim for claim in claims]


def _says_plainly(claim: Claim) -> bool:
    is_free = folded(claim.name) in PLAINLY_CANCELLED and not claim.told
    return is_free and bool(claim.cells) and all(map(has_day, claim.cells))
