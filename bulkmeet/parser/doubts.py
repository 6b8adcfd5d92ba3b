"""What an error in a cell makes doubtful besides its own field, and what is known of it all the same. Pure."""

from collections.abc import Collection, Iterable
from datetime import date, time

from bulkmeet.cells.dates import readings
from bulkmeet.cells.zones import parse_zone, to_utc
from bulkmeet.columns.fields import Field
from bulkmeet.model import Span
from bulkmeet.parser.givenzones import Zones
from bulkmeet.parser.moments import START, Moment
from bulkmeet.parser.together import Found, Placed

STARTS = (START.whole, START.day, START.clock)
SAYS_NO_END_EITHER = frozenset({"date_range", "time_range", "all_day_entry"})
"""What is wrong with a start that is told in words about its end as well."""
HOUR = 3600
HALF_A_DAY = 13 * HOUR
"""Before noon and after it, with the hour more that a day has when the clocks go back."""
EARLIEST, LATEST = 26 * HOUR, 24 * HOUR
"""How long before noon in UTC a day begins in the first place on Earth, and how long after it it ends in the last."""


def doubted_by(one: Found, field: Field) -> tuple[Field, ...]:
    """The fields that an error makes doubtful: also the end that the start's cell would say, or is told of with it."""
    if field not in STARTS:
        return (field,)
    if one.column.until is not None:
        return (field, one.column.until)
    return (field, Field.END) if one.problem.code in SAYS_NO_END_EITHER else (field,)


def possible_days(found: Iterable[Placed]) -> dict[int, tuple[Span, ...]]:
    """By the places of the rows, the days that an ambiguous start may be on, in whatever zone."""
    return {
        place: tuple(span for day in readings(one.cell).values() for span in _anywhere(day))
        for place, one in found
        if one.problem.code == "date_ambiguous" and one.column.field in STARTS
    }


def on_its_day(moment: Moment | None, zones: Zones, fields: Collection[Field]) -> tuple[Span, ...]:
    """The day of a start whose time is missing or cannot be read; nothing where the day is in doubt as well.

    Where the sheet has a column for the zones, as its `fields` say, one that is blank may be that of other rows.
    """
    if moment is None or moment.when.day is None or any(one.problem.code == "dates_disagree" for one in moment.found):
        return ()
    given = moment.when.zone or zones.given(moment.parts)
    if given is None and Field.TIMEZONE not in fields:
        given = zones.default.zone
    zone = parse_zone(given).value
    noon = to_utc(moment.when.day, time(12), zone or "UTC", moment.when.offset).value
    if noon is None or (zone is None and moment.when.offset is None):
        return _anywhere(moment.when.day)
    return ((noon - HALF_A_DAY, noon + HALF_A_DAY),)


def _anywhere(day: date) -> tuple[Span, ...]:
    noon = to_utc(day, time(12), "UTC").value
    return () if noon is None else ((noon - EARLIEST, noon + LATEST),)
