"""Cells as phone numbers in E.164."""

import re
from functools import lru_cache

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    ValidationResult,
    format_number,
    is_possible_number_with_reason,
    is_valid_number,
)
from phonenumbers import parse as read_number

from bulkmeet.cells.text import QUOTES, overflowed, parse_text, quoted, refused, tidy, too_narrow
from bulkmeet.model import Cell, Parsed
from bulkmeet.patterns import pattern

DISTINCT_VALUES = 65_536
"""How many values are remembered: the library takes 45 µs or more for each, and sheets repeat themselves."""

SCIENTIFIC = pattern(r"[0-9]+([.,][0-9]*)? ?e\+?[0-9]+", re.IGNORECASE)
BEFORE_A_NUMBER = pattern(r"(?:tel: *|=(?=\+[0-9]))?(?:00 ?(?=[1-9]))?", re.IGNORECASE)
"""What may stand before a number: tel:, Excel's = before a plus, and the 00 that most countries dial for it."""
LIKE_AT_HOME = pattern(r"\+1([2-9][0-9]{2}[2-9]|555[0-9])[0-9]{6}|\+447700900[0-9]{3}")
"""Numbers that look right without a country code though none like them may be in use: invented ones are well known."""
SUCH_AS = "like --region GB"
"""How a message ends that offers the option; whoever knows the sheet's country may name that instead."""
DEFAULT_REGION = "US"
PHONE = pattern(r"(tel:)?\+?[0-9(][0-9()./\s\u2010-\u2014-]*", re.IGNORECASE)


def parse_phone(cell: Cell, region: str = DEFAULT_REGION) -> Parsed[str]:
    """A phone number in E.164 ("+14155550100"); one without a country code is read as dialled in `region`.

    It must be possible (right length for its country), not assigned: +1 415 555 0100 is as good as any.
    """
    parsed = parse_text(cell)
    if parsed.value is None:
        return parsed
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return refused("phone_malformed", f"{quoted(cell)} is not a phone number; format the column as text.")
    return _parse_number(parsed.value, region)


@lru_cache(DISTINCT_VALUES)
def _parse_number(text: str, region: str) -> Parsed[str]:
    bare = _bare_number(text)
    if overflowed(text):
        return too_narrow(text, "phone_malformed")
    if SCIENTIFIC.fullmatch(bare):
        message = (
            f"{quoted(text)} is what Excel has left of a phone number; format the column as text and type it again."
        )
        return refused("phone_mangled", message)
    try:
        number = read_number(bare, region)
    except NumberParseException:
        return _not_a_phone(text, bare, region)
    if number.extension:
        message = f"{quoted(text)} has an extension, and Dialpad takes none; give a direct number."
        return refused("phone_has_extension", message)
    possible = is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE
    # without a country code it may be another country's: 06 12 34 56 78 is as long as a number of the US
    e164 = format_number(number, PhoneNumberFormat.E164)
    fits = bare.startswith("+") or LIKE_AT_HOME.fullmatch(e164) or is_valid_number(number)
    if not PHONE.fullmatch(bare) or not possible or not fits:
        return _not_a_phone(text, bare, region)
    return Parsed(e164)


def _bare_number(text: str) -> str:
    bare = tidy(text).strip(QUOTES)
    prefix = BEFORE_A_NUMBER.match(bare)
    if prefix and prefix[0]:
        bare = ("+" if prefix[0].rstrip().endswith("00") else "") + bare[prefix.end() :]
    return re.sub(r"^(\+?[0-9]+)\.0+$", r"\1", bare)


def _not_a_phone(text: str, bare: str, region: str) -> Parsed[str]:
    if bare.startswith("+"):
        message = f"{quoted(text)} is not a phone number; check its digits, and give one number only."
    elif region != DEFAULT_REGION:
        message = (
            f"{quoted(text)} cannot be read as one {region} phone number; check its digits, or write it with + and the "
            "country code, like +1 415 555 0100."
        )
    else:
        message = (
            f"{quoted(text)} cannot be read as one {region} phone number; write it with + and the country code, "
            f"like +1 415 555 0100, or say where such numbers are from when you run bulkmeet, {SUCH_AS}."
        )
    return refused("phone_malformed", message)
