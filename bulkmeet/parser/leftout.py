"""What is said of rows that are left out: of those no column says so of, and where it is unclear. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from bulkmeet.cells.text import address, printable
from bulkmeet.columns import fields
from bulkmeet.columns.choices import key_for
from bulkmeet.columns.fields import Column, Field
from bulkmeet.loader.wording import rows_named
from bulkmeet.model import Issue, Parsed
from bulkmeet.parser.facts import EXAMPLE, Fate
from bulkmeet.parser.struck import STRUCK
from bulkmeet.parser.together import ReadColumn
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


def with_way_out(read: ReadColumn, columns: Sequence[Column]) -> ReadColumn:
    """The column with what --map could say of it, at the problems that this would mend.

    Words that do not say what is cancelled, where none of them says so, may be of something else; several addresses
    in a cell for one person's are those of all who are to be invited.
    """
    key = printable(key_for(read.column, columns))
    if read.column.field is Field.CANCELLED and not any(meaning.value for meaning in read.meanings):
        advice = f', or leave the column out when you run bulkmeet, with --map "{key}=ignore".'
        return _advised(read, "cancelled_unreadable", advice)
    if read.column.field is Field.EMAIL:
        advice = f', or invite all whom the column names when you run bulkmeet, with --map "{key}=attendees".'
        return _advised(read, "email_more_than_one", advice)
    return read


def _advised(read: ReadColumn, code: str, advice: str) -> ReadColumn:
    """The column with the advice at the end of each problem of that code."""

    def advised(meaning: Parsed[Any]) -> Parsed[Any]:
        problems = [
            replace(problem, message=problem.message.removesuffix(".") + advice) if problem.code == code else problem
            for problem in meaning.problems
        ]
        return replace(meaning, problems=tuple(problems))

    return replace(read, meanings=[advised(meaning) if meaning.problems else meaning for meaning in read.meanings])
