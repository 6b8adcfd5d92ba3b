"""Marks and words that stand for the cell above, whatever column they stand in: 〃, ditto, wie oben. Pure."""

from functools import lru_cache

from bulkmeet.cells.text import folded, text_of
from bulkmeet.cells.words import word_set
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern

LONGEST = 24
_WORDS = word_set(
    "ditto, ditto above, same, idem, idem supra, dito, dtto, as above, same as above, see above, like above",
    "same as previous, same as before, same as last, same title, same again, wie oben, siehe oben, s. oben, ebenso",
    "ebenda, dasselbe, desgl, desgleichen, idem que ci-dessus",
    "comme ci-dessus, voir ci-dessus, ci-dessus, même, lo mismo, ídem, igual que arriba, como arriba, ver arriba",
    "come sopra, vedi sopra, lo stesso, idem come sopra, como acima, igual acima, o mesmo, zie boven",
    "als boven, hetzelfde, idem als boven, jak wyżej, viz výše, som ovan, samma, se ovan, som ovenfor",
    "samme, se ovenfor, то же, то же самое, как выше, см. выше, 引き続き, 同上, 同前, 同じ, 상동, 위와 같음",
)
_CUT_SHORT = frozenset(
    {"do.", "do .", "id.", "dto.", "ebd.", "s.o.", "s. o.", "w.o.", "c.s.", "j.w.", "j. w.", "a.a.O."}
)
"""Those that mean something else without their full stops or in capitals: “Do” is also Thursday, J.W. a person."""
_ROW_ABOVE = pattern(
    r"(?:same|like|as|see|wie|siehe|comme|voir|como|come) (?:as )?(?:in )?(?:row|line|zeile|ligne) [0-9]{1,6}"
)
_BEGINNINGS = frozenset(folded(word[:2]) for word in _WORDS | _CUT_SHORT)
_MARKS = frozenset('"″〃„“”‟〝〞〟＂«»↑⇑⇧^')  # noqa: RUF001 - what people type for a ditto mark
_HALF_MARKS = frozenset("'′´`‘’‚,/")  # noqa: RUF001 - of these it takes two
_EMPTY_TEXTS = frozenset(('""', "“”", "„“", "«»"))
"""Quotation marks around nothing, as exports write for a blank cell."""
_DASHES = " -\u2013\u2014"
_AROUND = " -\u2013\u2014_.\u2011"


def points_above(cell: Cell) -> bool:
    """Whether a cell only says that it holds the same as the one above it."""
    if not isinstance(cell, str) or len(cell) > LONGEST:
        return False
    if not _may_point(cell[:2]):
        return False
    text = text_of(cell)
    return is_ditto_mark(text) or _is_word(text.lstrip("'"))


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
    if text in _CUT_SHORT or (text != text.strip(_DASHES) and f"{text.strip(_DASHES)}." in _CUT_SHORT):
        return True
    words = folded(text).strip(" .!()[]")
    return words in _WORDS or _ROW_ABOVE.fullmatch(words) is not None
