"""What an option could do about the problems of a column, said where they are told. Pure."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from bulkmeet.cells.countries import country_of
from bulkmeet.cells.flags import may_say_off
from bulkmeet.cells.phones import DEFAULT_REGION, SUCH_AS
from bulkmeet.cells.text import is_blank
from bulkmeet.columns import kinds
from bulkmeet.columns.choices import said_key
from bulkmeet.columns.fields import BY_CELLS, Column, Field
from bulkmeet.columns.recognise import recognise
from bulkmeet.parser.together import ReadColumn

DIALLED = frozenset((Field.PHONE, Field.PHONE_NUMBER, Field.ATTENDEES))

Reword = Callable[[str], str]


def with_way_out(read: ReadColumn, columns: Sequence[Column], zone: str) -> ReadColumn:
    """The column with what --map and --region could do, at the problems that this would mend.

    Words that do not say what is cancelled, where none of them says so, may be of something else, but not in a column
    that is there for nothing else; several addresses in a cell for one person's are those of all who are to be
    invited; numbers that are not read as phones are likely those of the country the sheet's `zone` is of.
    """
    key = said_key(read.column, columns)
    field = read.column.field
    if field is Field.CANCELLED and _is_of_something_else(read):
        advice = (
            f', or, if none of its words means cancelled, leave the column out when you run bulkmeet, with --map "{key}'
            '=ignore".'
        )
        return _reworded(read, "cancelled_unreadable", _adding(advice))
    if field is Field.EMAIL:
        advice = f', or invite all whom the column names when you run bulkmeet, with --map "{key}=attendees".'
        return _reworded(read, "email_more_than_one", _adding(advice))
    if field in DIALLED and (country := country_of(zone)) not in {"", DEFAULT_REGION}:
        return _reworded(
            read, "phone_malformed", lambda message: message.replace(SUCH_AS, f"perhaps with --region {country}")
        )
    return read


def _is_of_something_else(read: ReadColumn) -> bool:
    """Whether no cell may say that something is off, under a header that could mean another status."""
    meaning = recognise(read.column.header).meaning
    is_status = read.column.how == BY_CELLS and meaning is not None and meaning.choose is kinds.status
    return is_status and not any(may_say_off(cell) for cell in read.cells if not is_blank(cell))


def _adding(advice: str) -> Reword:
    return lambda message: message.removesuffix(".") + advice


def _reworded(read: ReadColumn, code: str, reword: Reword) -> ReadColumn:
    """The column with each problem of that code told in other words."""
    meanings = [
        replace(
            meaning,
            problems=tuple(
                replace(problem, message=reword(problem.message)) if problem.code == code else problem
                for problem in meaning.problems
            ),
        )
        if meaning.problems
        else meaning
        for meaning in read.meanings
    ]
    return replace(read, meanings=meanings)
