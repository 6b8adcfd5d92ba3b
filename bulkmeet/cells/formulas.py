"""Texts a spreadsheet would run as a formula, made harmless in our own CSV files, and back. Pure.

The rule is OWASP's for CSV injection: an apostrophe in front makes a spreadsheet show the text as it is.
Phones and plain numbers keep their sign, or every +1415… would come back from Excel with an apostrophe.
"""

from collections.abc import Iterable

from bulkmeet.patterns import pattern

_RUNS_AS_FORMULA = pattern(r"'*[=+\-@\t\r]")
_WAS_NEUTRALISED = pattern(r"'+[=+\-@\t\r]")
_FIRST = frozenset("'=+-@\t\r")
"""With what every text begins that is not written, or was not written, as it is."""
_SIGNED_NUMBER = pattern(r"[+-][0-9\s().,-]*[0-9][0-9\s().,-]*")


def neutralise(text: str) -> str:
    """The text as it is written to CSV: with one apostrophe in front where a spreadsheet would run it."""
    if not _RUNS_AS_FORMULA.match(text) or _SIGNED_NUMBER.fullmatch(text):
        return text
    return "'" + text


def neutralised(texts: Iterable[str]) -> list[str]:
    """The texts as `neutralise` has them. Their first characters say of most that they stay, in a fifth of the time."""
    return [neutralise(text) if text[:1] in _FIRST else text for text in texts]


def restored(texts: Iterable[str]) -> list[str]:
    """The texts as `restore` has them."""
    return [restore(text) if text[:1] in _FIRST else text for text in texts]


def restore(text: str) -> str:
    """The text that `neutralise` was given, for every text."""
    return text[1:] if _WAS_NEUTRALISED.match(text) else text
