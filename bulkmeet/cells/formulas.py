"""Texts a spreadsheet would run as a formula, made harmless in our own CSV files, and back. Pure.

The rule is OWASP's for CSV injection: an apostrophe in front makes a spreadsheet show the text as it is.
Phones and plain numbers keep their sign, or every +1415… would come back from Excel with an apostrophe.
"""

import re

_RUNS_AS_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_WAS_NEUTRALISED = re.compile(r"'+[=+\-@\t\r]")
_SIGNED_NUMBER = re.compile(r"[+-][0-9\s().,-]*[0-9][0-9\s().,-]*")


def neutralise(text: str) -> str:
    """The text as it is written to CSV: with one apostrophe in front where a spreadsheet would run it."""
    if not _RUNS_AS_FORMULA.match(text) or _SIGNED_NUMBER.fullmatch(text):
        return text
    return "'" + text


def restore(text: str) -> str:
    """The text that `neutralise` was given, for every text."""
    return text[1:] if _WAS_NEUTRALISED.match(text) else text
