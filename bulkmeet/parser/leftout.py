"""What is said of rows that are left out although no column says so: struck through, or examples. Pure."""

from collections.abc import Iterator, Sequence

from bulkmeet.loader.wording import rows_named
from bulkmeet.model import Issue
from bulkmeet.parser.facts import EXAMPLE, Fate
from bulkmeet.parser.struck import STRUCK
from bulkmeet.sheet import Sheet

WORDS = {
    STRUCK: (
        "row_struck_through",
        ("is struck through", "are struck through"),
        "take the strike-through away from what is to be created",
    ),
    EXAMPLE: (
        "example_row",
        ("is an example by its title", "are examples by their titles"),
        "give what is to be created a title without that word",
    ),
}
"""By the reason for leaving a row out: the code, what is said of one row and of several, and what to do."""


def about_left_out(sheet: Sheet, left_out: Sequence[str], fates: Sequence[Fate]) -> Iterator[Issue]:
    """One warning for each such reason, naming its rows; nothing of rows whose meetings were created before."""
    for reason, (code, (one, several), advice) in WORDS.items():
        if reason not in left_out:
            continue
        rows = zip(sheet.rows.numbers, left_out, fates, strict=True)
        numbers = [number for number, why, fate in rows if why == reason and not fate.is_created]
        if numbers:
            are, them = (one, "it") if len(numbers) == 1 else (several, "them")
            named = rows_named(numbers).capitalize()
            message = f"{named} {are}, so nothing is created from {them}; {advice}."
            yield Issue(code, message, "warning", row=numbers[0])
