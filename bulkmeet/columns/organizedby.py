"""Headers that say by whom a meeting is organized: “Vergadering georganiseerd door”, “Réunion organisée par”."""

from bulkmeet.cells.text import folded
from bulkmeet.cells.words import words_of
from bulkmeet.columns import kinds
from bulkmeet.columns.fields import Field
from bulkmeet.columns.meanings import Meaning
from bulkmeet.columns.titlewords import KINDS
from bulkmeet.patterns import pattern

_BY = pattern(
    r"(?P<held>.*?) ?(?<!\w)(?:(?:organi[sz]ed|hosted|convened) by|(?:georganiseerd|gehost|bijeengeroepen) door"
    r"|(?:organisee?s?|convoquee?s?) par|(?:organizad|convocad)[oa]s? (?:por|pel[oa])|(?:organizzat|convocat)[oaie] da"
    r"|(?:organi[sz]iert|veranstaltet|einberufen|ausgerichtet|gehostet) von|arrang(?:er(?:as|at|ad|es|et|t)) a[vf]"
    r"|(?:z?organizowan[aey]|zwolan[aey]) przez)"
)
"""Each way to say it, without accents, and before it what may be held."""
BETWEEN = frozenset(("is", "was", "the", "la", "le", "el", "il", "die", "der", "das", "de", "het", "wird", "est", "es"))


def of_organizer(name: str) -> Meaning | None:
    """Read a normalised header that says by whom a meeting is organized as its host; None where it says more."""
    found = _BY.fullmatch(folded(name))
    is_of_meeting = found is not None and (KINDS | BETWEEN).issuperset(words_of(found["held"]))
    return Meaning(Field.HOST_EMAIL, name, choose=kinds.host) if is_of_meeting else None
