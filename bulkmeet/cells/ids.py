"""Cells as Dialpad user ids: digits, and a string from here to the last byte before the request body.

Dialpad's ids have 16 digits; a spreadsheet's numbers keep 15. So an id that was ever a number cell may have
lost its last digit, and one that is shown as 6.23673E+15 has lost most of them.
"""

import re

from bulkmeet.cells.text import QUOTES, overflowed, parse_text, quoted, refused, tidy, too_narrow
from bulkmeet.model import Cell, Parsed, Problem
from bulkmeet.patterns import pattern

USUAL_DIGITS = 16
DIGITS_A_SPREADSHEET_KEEPS = 15
LARGEST_ID = 2**63 - 1
LARGEST_EXACT_FLOAT = 2**53

MOST_ZEROS_AT_THE_END = 7
"""Of ten million ids one ends in so many zeros, but all of those do that a spreadsheet has cut to 6.23673E+15."""

SCIENTIFIC = pattern(r"[0-9]+([.,][0-9]*)?(e[+-]?|[x*\u00d7\u00b7]10\^?)[0-9]+", re.IGNORECASE)
IN_THOUSANDS = pattern(r"[0-9]{1,3}([.,'\u2019][0-9]{3}){2,}")
IN_GROUPS = pattern(r"[0-9]{1,4}(?: [0-9]{3})+|[0-9]{1,4}(?: [0-9]{4})+")
NUMBER_AS_TEXT = pattern(r"(-?[0-9]+)[.,](?:0{1,2}|0{4,})")
"""Three zeros are left out: 5.000 is five thousand in half of Europe."""


def parse_id(cell: Cell) -> Parsed[str]:
    """A Dialpad user id as digits only.

    A number cell, or a text that plainly comes from one, is warned about when only zeros follow its 15th digit.
    """
    parsed = parse_text(cell)
    if parsed.value is None:
        return Parsed(None, parsed.problems)
    if isinstance(cell, float) and abs(cell) > LARGEST_EXACT_FLOAT:
        return _mangled(cell)
    if isinstance(cell, float) and cell.is_integer():
        return _parse_digits(cell, str(int(cell)), was_number=True)
    return _parse_text(cell, parsed.value)


def _parse_text(cell: Cell, text: str) -> Parsed[str]:
    spaced = tidy(text).strip(QUOTES)
    plain = spaced.replace(" ", "")
    if overflowed(cell):
        return too_narrow(cell, "id_not_a_number")
    if plain.isdecimal() and " " in spaced and len(plain) <= len(str(LARGEST_ID)) and not IN_GROUPS.fullmatch(spaced):
        return _not_a_number(cell)
    if SCIENTIFIC.fullmatch(plain):
        return _mangled(cell)
    was_number = isinstance(cell, int)
    if pointed := NUMBER_AS_TEXT.fullmatch(plain):
        plain, was_number = pointed[1], True
    elif IN_THOUSANDS.fullmatch(plain):
        plain, was_number = re.sub(r"[^0-9]", "", plain), True
    if not re.fullmatch(r"-?[0-9]+", plain):
        return _not_a_number(cell)
    return _parse_digits(cell, plain, was_number=was_number)


def _parse_digits(cell: Cell, digits: str, *, was_number: bool) -> Parsed[str]:
    bare = digits.lstrip("0")
    if not bare or bare.startswith("-"):
        return refused("id_out_of_range", f"{quoted(cell)} cannot be a user id; copy the id from Dialpad again.")
    if len(bare) > len(str(LARGEST_ID)) or int(bare) > LARGEST_ID:
        message = f"{quoted(cell)} has too many digits for one user id; give a single id, of 16 digits."
        return refused("id_out_of_range", message)
    if len(bare) >= USUAL_DIGITS and len(bare) - len(bare.rstrip("0")) > MOST_ZEROS_AT_THE_END:
        return _mangled(cell)
    problems = []
    if was_number and len(bare) > DIGITS_A_SPREADSHEET_KEEPS and not bare[DIGITS_A_SPREADSHEET_KEEPS:].strip("0"):
        problems.append(_may_be_rounded(cell))
    if len(bare) != USUAL_DIGITS:
        problems.append(_unusual_length(cell, len(bare)))
    return Parsed(bare, tuple(problems))


def was_changed(cell: Cell) -> bool:
    """Whether an id shows that a spreadsheet took it for a number: 6.23674E+15, or 6,236,735,712,345,678."""
    text = tidy(cell).replace(" ", "") if isinstance(cell, str) else ""
    return SCIENTIFIC.fullmatch(text) is not None or IN_THOUSANDS.fullmatch(text) is not None


def may_be_rounded_beside(changed: Cell, cell: Cell, parsed: Parsed[str]) -> tuple[Problem, ...]:
    """The warning that an id's last digit may be lost, as it is 0 and a spreadsheet has `changed` another."""
    digits = parsed.value or ""
    if parsed.problems or len(digits) != USUAL_DIGITS or not digits.endswith("0"):
        return ()
    message = (
        f"{quoted(cell)} ends in 0, and Excel has changed another id ({quoted(changed)}), so the last digit may be "
        "lost here, too; check it against Dialpad."
    )
    return (Problem("id_may_be_rounded", message, "warning"),)


def cut_short_beside(changed: Cell, cell: Cell, parsed: Parsed[str]) -> Parsed[str]:
    """The id as an error if it has too few digits, as a spreadsheet has plainly `changed` another of its column."""
    if parsed.value is None or len(parsed.value) >= USUAL_DIGITS:
        return parsed
    message = (
        f"{quoted(cell)} has {len(parsed.value)} digits where Dialpad's user ids have {USUAL_DIGITS}, and Excel has "
        f"changed another id ({quoted(changed)}), so digits may be lost here, too; copy the id from Dialpad again."
    )
    return refused("id_cut_short", message)


def _mangled(cell: Cell) -> Parsed[str]:
    return refused(
        "id_mangled",
        f"{quoted(cell)} is what Excel has left of a user id and cannot be repaired; "
        "format the column as text, then copy the id from Dialpad again, or give the host's address in a column named "
        "Host email.",
    )


def _not_a_number(cell: Cell) -> Parsed[str]:
    if isinstance(cell, str) and "@" in cell:
        message = f"{quoted(cell)} is an email address, not a user id; put it in a column named Host email."
    else:
        message = (
            f"{quoted(cell)} is not a user id; give the 16 digits Dialpad shows, or the host's address "
            "in a column named Host email."
        )
    return refused("id_not_a_number", message)


def _may_be_rounded(cell: Cell) -> Problem:
    return Problem(
        "id_may_be_rounded",
        f"{quoted(cell)} is a number, and Excel keeps only 15 digits, so it may have been rounded; "
        "check it against Dialpad, and format the column as text.",
        "warning",
    )


def _unusual_length(cell: Cell, digits: int) -> Problem:
    return Problem(
        "id_unusual_length",
        f"{quoted(cell)} has {digits} {'digit' if digits == 1 else 'digits'}, and Dialpad's user ids have "
        f"{USUAL_DIGITS}; check that none was lost or added.",
        "warning",
    )
