"""An end that is only a day, where a duration says how long the meetings are: the day just has to be the right one."""

from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.cells.text import quoted
from bulkmeet.cells.zones import local_time
from bulkmeet.columns.choices import said_key
from bulkmeet.columns.fields import Column, Field
from bulkmeet.model import Problem
from bulkmeet.parser.times import Times
from bulkmeet.parser.together import Found, ReadColumn, Said, of_fields, together

DAYS = frozenset((Field.END, Field.END_DATE))
CLOCKS = frozenset((Field.END_TIME, Field.END_HOUR))
NEEDING_HOURS = frozenset(("end_without_time", "end_offset_unclear"))
"""What is wrong with such an end where it has to say the hour, too."""


def with_days_of_ends(times: list[Times], lines: Sequence[ReadColumn], lasting: int | None) -> list[Times]:
    """The times of every line, of which one that says how long it lasts needs no hour of its end.

    This goes for ends among which there is no hour at all. `lasting` is how many seconds a line lasts that does not
    say so; None where it has to.
    """
    ends = of_fields(lines, DAYS)
    if not ends or of_fields(lines, CLOCKS) or not all(map(_is_of_days, ends)):
        return times
    said = together(of_fields(lines, DAYS | {Field.DURATION}), len(times), lambda said: said)
    columns = [line.column for line in lines]
    return [_with_day(time, line, lasting, columns) for time, line in zip(times, said, strict=True)]


def _is_of_days(column: ReadColumn) -> bool:
    whens = [meaning.value for meaning in column.meanings if meaning.value is not None]
    return bool(whens) and all(when.clock is None for when in whens)


def _with_day(times: Times, said: Said, lasting: int | None, columns: Sequence[Column]) -> Times:
    end = next((cell for cell in said.cells if cell.column.field in DAYS), None)
    lengths = [cell for cell in said.cells if cell.column.field is Field.DURATION]
    lasts = sum(int(cell.value) for cell in lengths) if lengths else lasting
    if end is None or not said.doubtful.isdisjoint(DAYS):
        return times
    found = tuple(one for one in times.found if one.problem.code not in NEEDING_HOURS)
    if Field.DURATION in said.doubtful:
        return replace(times, found=found)
    if lasts is None:
        return replace(times, found=tuple(_asking_for_length(one, columns) for one in times.found))
    doubtful = times.doubtful - {Field.END}
    if times.start is None:
        return replace(times, found=found, doubtful=doubtful)
    until = times.start + lasts
    # who ends at midnight may give either day
    days = {local_time(seconds, times.zone).date() for seconds in (until - 1, until)}
    if end.value.day not in days:
        length = f"{quoted(lengths[0].cell)} in {lengths[0].column.named}" if lengths else "--duration"
        message = (
            f"{quoted(end.cell)} is not the day this meeting ends on by its start and {length}, which is {max(days)}; "
            f"mend what is wrong, or leave the column out when you run bulkmeet, with "
            f'--map "{said_key(end.column, columns)}=ignore".'
        )
        found = (*found, Found(Problem("end_on_another_day", message), end.column, end.cell))
    return replace(times, found=found, doubtful=doubtful)


def _asking_for_length(found: Found, columns: Sequence[Column]) -> Found:
    """What is said of an end without its hour: to type the length, as the column for it does in the other rows."""
    lengths = next((column for column in columns if column.field is Field.DURATION), None)
    if found.problem.code != "end_without_time" or lengths is None:
        return found
    message = f"{quoted(found.cell)} has no time of day; type how long this meeting lasts in {lengths.named}."
    return replace(found, problem=replace(found.problem, message=message))
