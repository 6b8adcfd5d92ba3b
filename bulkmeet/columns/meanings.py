"""What a header may mean, and which of two columns that mean the same gives way."""

from enum import IntEnum

from msgspec import Struct

from bulkmeet.columns import kinds
from bulkmeet.columns.fields import Field


class Rank(IntEnum):
    """Who gives way when two columns could be the same field: the higher number does, without a question."""

    CHOSEN = 0
    SAVED = 1
    API = 2
    USUAL = 3
    VAGUE = 4


class Meaning(Struct, frozen=True):
    """What some headers mean: usually `field`, or what `choose` makes of the column if there is one."""

    field: Field
    names: str
    rank: Rank = Rank.USUAL
    choose: kinds.Chooser | None = None
