"""What the texts beside a table say that its abbreviations mean: “cx = cancelled”. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from bulkmeet.cells.flags import is_word_for_cancelled, mentions_cancelling
from bulkmeet.cells.remarks import is_shortened, remark_says_off
from bulkmeet.cells.text import folded, text_of
from bulkmeet.loader.legends import is_colour
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern
from bulkmeet.sheet import Aside

_MEANS = pattern(r"(?<![^\s;,|\u00b7\u2022(:])([^\s=;,|\u00b7\u2022(:]{1,12})\s*=\s*([^=;,|\u00b7\u2022\n]{2,40})")
SHORTEST = 4
"""How long a word in a cell of its own is at most that the cell beside it may explain."""


class Key(Struct, frozen=True):
    """The words that say that a meeting is off, and how a remark begins that says so, or that is explained otherwise.

    A colour must be all that a remark says.
    """

    off: frozenset[str]
    begins_off: re.Pattern[str] | None
    begins_otherwise: re.Pattern[str] | None

    def says_off(self, cell: Cell) -> bool:
        """Whether a remark begins with a word for cancelled, as the key has it."""
        return isinstance(cell, str) and (folded(text_of(cell)) in self.off or _begins(cell, self.begins_off))

    def says_otherwise(self, cell: Cell) -> bool:
        """Whether a remark begins with a word that means something else."""
        return isinstance(cell, str) and _begins(cell, self.begins_otherwise)


def key_in(asides: Sequence[Aside]) -> Key:
    """What the texts above, below and behind a table explain, in one cell or in two that stand side by side."""
    meanings = [(folded(word), meaning) for word, meaning in _explained(asides)]
    off = frozenset(word for word, meaning in meanings if _is_off(meaning))
    others = {word for word, _ in meanings} - off
    return Key(off, _any_of(word for word in off if not is_colour(word)), _any_of(others))


def _is_off(meaning: str) -> bool:
    if is_shortened(meaning):
        return False  # it is explained itself: “Key: | cx | cancelled”
    return is_word_for_cancelled(meaning, widely=True) or mentions_cancelling(meaning) or remark_says_off(meaning)


def _explained(asides: Sequence[Aside]) -> Iterator[tuple[str, str]]:
    for aside in asides:
        yield from ((found[1], found[2].strip()) for found in _MEANS.finditer(aside.text))
    for word, meaning in pairwise(asides):
        is_beside = word.row == meaning.row and word.column < meaning.column
        if is_beside and len(word.text) <= SHORTEST and " " not in word.text and word.text[0].isalnum():
            yield word.text.rstrip("=: "), meaning.text.lstrip("= ")


def _any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """What matches the beginning of a text that begins with one of the words, whole."""
    either = "|".join(sorted(map(re.escape, words)))
    return re.compile(rf"(?:{either})(?![\w@]|[-&/'.]\w)") if either else None


def _begins(cell: str, words: re.Pattern[str] | None) -> bool:
    return words is not None and words.match(folded(text_of(cell))) is not None
