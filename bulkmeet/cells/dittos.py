"""Marks and words that stand for the cell above, whatever column they stand in: 〃, ditto, wie oben. Pure."""

from functools import lru_cache

from bulkmeet.cells.text import folded, text_of
from bulkmeet.cells.words import word_set
from bulkmeet.model import Cell

LONGEST = 24
_WORDS = word_set(
    "ditto, same, idem, dito, dto, dtto, as above, same as above, see above, like above, same as previous",
    "same as before, wie oben, siehe oben, s.o, s. o, w.o, ebenso, ebd, ebenda, dasselbe, idem que ci-dessus",
    "comme ci-dessus, voir ci-dessus, ci-dessus, même, lo mismo, ídem, igual que arriba, como arriba, ver arriba",
    "come sopra, c.s, vedi sopra, lo stesso, idem come sopra, como acima, igual acima, o mesmo, zie boven",
    "als boven, hetzelfde, idem als boven, jak wyżej, jw, j.w, viz výše, som ovan, samma, se ovan, som ovenfor",
    "samme, se ovenfor, то же, то же самое, как выше, см. выше, 引き続き, 同上, 同前, 同じ, 상동, 위와 같음",
)
_CUT_SHORT = word_set("do., do ., id.")
"""Those that mean something else without their full stop, as “Do” does, which is also Thursday to a German."""
_BEGINNINGS = frozenset(folded(word[:2]) for word in _WORDS | _CUT_SHORT)
_MARKS = frozenset('"″〃„“”‟〝〞〟＂«»')  # noqa: RUF001 - what people type for a ditto mark
_HALF_MARKS = frozenset("'′´`‘’‚,/")  # noqa: RUF001 - of these it takes two
_EMPTY_TEXTS = frozenset(('""', "“”", "„“", "«»"))
"""Quotation marks around nothing, as exports write for a blank cell."""
_AROUND = " -\u2013\u2014_.\u2011"


def points_above(cell: Cell) -> bool:
    """Whether a cell only says that it holds the same as the one above it."""
    if not isinstance(cell, str) or len(cell) > LONGEST:
        return False
    if not _may_point(cell[:2]):
        return False
    text = text_of(cell)
    return is_ditto_mark(text) or _is_word(folded(text).lstrip("'"))


@lru_cache(maxsize=65_536)
def _may_point(beginning: str) -> bool:
    """Whether a cell may do so that begins like this; nearly all cells do not."""
    return not beginning[:1].isalnum() or folded(beginning) in _BEGINNINGS


def is_ditto_mark(text: str) -> bool:
    """Whether a text is a mark without any letter, perhaps between dashes: -"-, ''."""
    mark = text.strip(_AROUND).replace(" ", "")
    if not mark or mark in _EMPTY_TEXTS or not _MARKS.union(_HALF_MARKS).issuperset(mark):
        return False
    return not _MARKS.isdisjoint(mark) or len(mark) > 1


def _is_word(text: str) -> bool:
    return text in _CUT_SHORT or text.strip(" .!()[]") in _WORDS
