"""What an error in a cell makes doubtful besides its own field, and what is known of it all the same. Pure."""

from collections.abc import Iterable

from bulkmeet.cells.dates import readings
from bulkmeet.columns.fields import Field
from bulkmeet.parser.moments import START
from bulkmeet.parser.together import Found, Placed

STARTS = (START.whole, START.day, START.clock)
SAYS_NO_END_EITHER = frozenset({"date_range", "time_range", "all_day_entry"})
"""What is wrong with a start that is told in words about its end as well."""


def doubted_by(one: Found, field: Field) -> tuple[Field, ...]:
    """The fields that an error makes doubtful: also the end that the start's cell would say, or is told of with it."""
    if field not in STARTS:
        return (field,)
    if one.column.until is not None:
        return (field, one.column.until)
    return (field, Field.END) if one.problem.code in SAYS_NO_END_EITHER else (field,)


def possible_days(found: Iterable[Placed]) -> dict[int, frozenset[int]]:
    """By the places of the rows, the days that an ambiguous start may be on."""
    return {
        place: frozenset(day.toordinal() for day in readings(one.cell).values())
        for place, one in found
        if one.problem.code == "date_ambiguous" and one.column.field in STARTS
    }
