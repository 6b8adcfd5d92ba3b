"""What is said of rows that are left out: of those no column says so of, and where it is unclear. Pure."""

from collections.abc import Iterator, Sequence

from bulkmeet.cells.text import address
from bulkmeet.columns import fields
from bulkmeet.columns.fields import Field
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


def about_left_out(
    sheet: Sheet, mapping: fields.Mapping, left_out: Sequence[str], fates: Sequence[Fate], line_of: Sequence[int]
) -> Iterator[Issue]:
    """One warning for each such reason, naming its rows; nothing of rows whose meetings were created before.

    It stands at the title of the first of them. `fates` are those of the rows' lines.
    """
    title = next(iter(mapping.of(Field.TITLE)), None)
    for reason, (code, (one, several), advice) in WORDS.items():
        if reason not in left_out:
            continue
        rows = zip(sheet.rows.numbers, left_out, line_of, strict=True)
        numbers = [number for number, why, line in rows if why == reason and not fates[line].is_created]
        if numbers:
            are, them = (one, "it") if len(numbers) == 1 else (several, "them")
            named = rows_named(numbers).capitalize()
            message = f"{named} {are}, so nothing is created from {them}; {advice}."
            column, cell = (title.header, address(title.index, numbers[0])) if title else (None, None)
            yield Issue(code, message, "warning", row=numbers[0], column=column, cell=cell)
