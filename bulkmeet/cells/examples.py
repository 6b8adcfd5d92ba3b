"""Titles that mark a row as an example: those of templates, which nobody means to be created. Pure."""

import re
from functools import lru_cache

from bulkmeet.cells.text import folded
from bulkmeet.cells.words import word_set

EXAMPLE = word_set(
    "example, sample, e.g., e.g, eg, ex., for example, beispiel, muster, z.b., z. b., zum beispiel, exemple, p. ex.",
    "ejemplo, p. ej., esempio, exemplo, voorbeeld, bijv., exempel, eksempel, przykład, пример, 例, 記入例, サンプル",
    "見本, 示例, 예",
)
_WORDS = "|".join(sorted(map(re.escape, EXAMPLE), key=len, reverse=True))
_THING = "(?: (?:row|line|entry|meeting|event|title|only|zeile|termin|reunion|riunione))?(?: ?#?[0-9]{1,2})?"
EXAMPLE_TITLE = re.compile(
    rf"[\[(【<*\s]*(?:{_WORDS}){_THING}(?:\s*[:\uff1a\])】>]|\s+[-\u2013\u2014](?:\s|$)|\s*[*!]*$).*"
    r"|(?:e\.g\.?,?|z\. ?b\.,?|p\. ?ex\.,?|p\. ?ej\.,?|for example,?|zum beispiel,?) .*"
    rf"|.*[\[(【](?:{_WORDS}){_THING}[\])】]\s*"
)
"""Before a title, with a colon or a dash, in brackets before or behind it, or the whole of it."""
SHOUTED = re.compile(r"(?:EXAMPLE|SAMPLE|BEISPIEL|MUSTER|EXEMPLE|EJEMPLO|ESEMPIO|EXEMPLO|VOORBEELD) (?=.*[a-z])")


@lru_cache(maxsize=65536)
def title_says_example(title: str) -> bool:
    """Whether a title says that its row is an example: “Example: Weekly”, “SAMPLE - Demo”, “Beispiel”."""
    return SHOUTED.match(title) is not None or EXAMPLE_TITLE.fullmatch(folded(title)) is not None
