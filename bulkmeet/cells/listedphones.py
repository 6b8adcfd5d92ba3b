"""The phone number that stands with a person in a list, taken apart from their name and address. Pure."""

import re

from bulkmeet.patterns import pattern

_NUMBER = r"(?:(?:tel|phone|mobile|cell|mob|ph)\b[.:]* ?)?\+?\(?[0-9][0-9()./\s\u2010-\u2014-]{5,30}[0-9]"
_EXTENSION = r"(?:,* ?(?:x|ext\.?|#) ?[0-9]{1,6})?"
AT_THE_END = pattern(
    rf"[(\[](?P<held>{_NUMBER}{_EXTENSION})[)\]]$|(?:^|(?<=[\s>)\]:,;]))(?P<bare>{_NUMBER}{_EXTENSION})$", re.IGNORECASE
)
IN_THE_BRACKETS = pattern(
    rf"[<(](?P<email>[^<>()@\s,;]{{1,200}}@[^<>()@\s,;]{{1,200}})[\s,;]+(?P<phone>{_NUMBER}{_EXTENSION})[>)]$",
    re.IGNORECASE,
)
YEARS = pattern(r"[(\[]?(?:19|20)[0-9]{2} ?[-/\u2010-\u2014 ] ?(?:19|20)[0-9]{2}[)\]]?")
FEWEST_DIGITS = 7
"""Fewer are a room, a year or a class; no number that can be dialled from elsewhere is shorter."""


def phone_apart(text: str) -> tuple[str, str | None]:
    """The text without the phone number at its end, and that number as it is written; None where there is none.

    It stands behind a name or an address, alone or in brackets, or within the brackets of the address.
    """
    if not text or not (text[-1].isdigit() or text[-1] in ")]>"):
        return text, None
    text = IN_THE_BRACKETS.sub(r"<\g<email>> \g<phone>", text)
    found = AT_THE_END.search(text)
    if found is None:
        return text, None
    phone = found["held"] or found["bare"]
    if sum(character.isdigit() for character in phone) < FEWEST_DIGITS or YEARS.fullmatch(phone):
        return text, None
    return text[: found.start()].rstrip(" ,:;-\u2013\u2014"), phone
