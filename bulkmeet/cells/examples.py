"""Titles that mark a row as an example, as in templates: nobody means those to be created. Pure."""

import re
from functools import lru_cache

from bulkmeet.cells.text import folded
from bulkmeet.cells.words import word_set
from bulkmeet.patterns import pattern

EXAMPLE = word_set(
    "example, sample, e.g., e.g, eg, ex., for example, beispiel, muster, z.b., z. b., zum beispiel, exemple, p. ex.",
    "ejemplo, p. ej., esempio, exemplo, voorbeeld, bijv., exempel, eksempel, przykład, пример, 例, 記入例, サンプル",
    "見本, 示例, 예",
)
_WORDS = "|".join(sorted(map(re.escape, EXAMPLE), key=len, reverse=True))
_THING = "(?: (?:row|line|entry|meeting|event|title|only|zeile|termin|reunion|riunione))?(?: ?#?[0-9]{1,2})?"
EXAMPLE_TITLE = pattern(
    rf"[<*\s]*(?:{_WORDS}){_THING}[>*!:\s]*"
    rf"|\s*[\[(【<]\s*(?:{_WORDS}){_THING}\s*[\])】>].*"
    rf"|.*[\[(【]\s*(?:{_WORDS}){_THING}\s*[\])】]\s*"
    r"|example: .*"
)
"""The whole of a title, in brackets before or behind it, or as the template of bulkmeet itself writes it."""
DOUBTFUL_TITLE = pattern(rf"[*\s]*(?:{_WORDS}){_THING}(?:\s*[:\uff1a]|\s+[-\u2013\u2014](?:\s|$)).*")
"""“Sample: Fabric review” may be an example, or a meeting about a sample."""
ABBREVIATED = pattern(r"(?:[Ee]\.g\.|z\. ?B\.|[Pp]\. ?(?:ex|ej)\.),? .*")
"""“E.G. Smith” is a person."""


@lru_cache(maxsize=65536)
def title_says_example(title: str) -> bool:
    """Whether a title says that its row is an example: “Example: Weekly”, “[SAMPLE] Demo”, “Beispiel”."""
    return EXAMPLE_TITLE.fullmatch(folded(title)) is not None


@lru_cache(maxsize=65536)
def may_be_example(title: str) -> bool:
    """Whether a title may say that its row is an example, or not: “Sample: Fabric review”, “e.g. Weekly”."""
    if title_says_example(title):
        return False
    return DOUBTFUL_TITLE.fullmatch(folded(title)) is not None or ABBREVIATED.fullmatch(title) is not None
