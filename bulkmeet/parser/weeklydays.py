"""Weekdays in a column that nobody reads, such as MWF, held against how each row repeats. Pure."""

from collections.abc import Iterator, Sequence

from bulkmeet.cells.datewords import ENGLISH_WEEKDAYS
from bulkmeet.cells.sampledays import LAST_DAY
from bulkmeet.cells.text import is_blank
from bulkmeet.cells.zones import local_time
from bulkmeet.columns import fields
from bulkmeet.columns.fields import BY_MAP, Column, Field
from bulkmeet.columns.normalise import normalise
from bulkmeet.columns.weekly import several_weekdays, weekdays_in
from bulkmeet.model import Facts, Issue, Problem
from bulkmeet.parser.readers import issue_at
from bulkmeet.patterns import pattern
from bulkmeet.sheet import Sheet

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EVERY_DAY = frozenset(range(7))
_BY_DAY = pattern(r"BYDAY=([^;]+)")
_OTHER_DAYS = pattern(r"FREQ=(?:MONTHLY|YEARLY)")
_EACH_DAY = pattern(r"FREQ=DAILY(?!.*INTERVAL=)")


def against_weekdays(
    sheet: Sheet, mapping: fields.Mapping, facts: Sequence[Facts], left_out: Sequence[str]
) -> Iterator[Issue]:
    """An error at each such cell whose days are not those on which its row repeats; `facts` are by row.

    A rule that names no weekdays repeats on that of the start. Without a column that says how the rows repeat they are
    asked about at the header.
    """
    rule = next(iter(mapping.of(Field.RECURRENCE)), None)
    for column in mapping.columns if rule is not None else ():
        if rule is not None and _is_unread(column):
            yield from _told(sheet, column, rule, facts, left_out)


def _told(
    sheet: Sheet, column: Column, rule: Column, facts: Sequence[Facts], left_out: Sequence[str]
) -> Iterator[Issue]:
    cells, name = sheet.rows.columns[column.index], normalise(column.header)
    if not several_weekdays(name, [cell for cell in cells.cells if not is_blank(cell)]):
        return
    named = [weekdays_in(cell, name) for cell in cells.cells]
    for row, place in enumerate(cells.places):
        said = facts[row]
        if left_out[row] or said.start is None or not named[place] or Field.RECURRENCE in said.doubtful:
            continue
        if not _agree(named[place], days := _days_of(said, said.start)):
            problem = Problem("weekdays_disagree", _message(named[place], days, said, rule))
            yield issue_at(problem, column, sheet.rows.numbers[row], cells.cells[place])


def _is_unread(column: Column) -> bool:
    return column.field in {None, Field.IGNORE} and not column.how.startswith(BY_MAP)


def _days_of(said: Facts, start: int) -> frozenset[int]:
    """The weekdays on which the meetings of a row are; none where its rule goes by other days than those."""
    rule = said.recurrence or ""
    if found := _BY_DAY.search(rule):
        return frozenset(CODES.index(day.lstrip("+-0123456789")) for day in found[1].split(","))
    if _OTHER_DAYS.search(rule):
        return frozenset()
    return EVERY_DAY if _EACH_DAY.search(rule) else frozenset({local_time(start, said.zone).weekday()})


def _agree(named: Sequence[frozenset[int]], days: frozenset[int]) -> bool:
    """Whether the words can name just those days: “di” is Tuesday to some and Sunday to others."""
    return all(one & days for one in named) and days <= frozenset().union(*named)


def _message(named: Sequence[frozenset[int]], days: frozenset[int], said: Facts, rule: Column) -> str:
    words = _listed(list(dict.fromkeys(ENGLISH_WEEKDAYS[min(one)] for one in named)))
    return (
        f"These are the weekdays {words}, but {_instead(days, said.recurrence)}; write them into {rule.named}, like "
        f"“every {words} until {LAST_DAY}”, or mend them here."
    )


def _instead(days: frozenset[int], rule: str | None) -> str:
    if not days:
        return "how it repeats names no weekdays"
    theirs = _listed([ENGLISH_WEEKDAYS[day] for day in sorted(days)])
    if rule is None:
        return f"this row does not repeat and is on a {theirs}"
    if _BY_DAY.search(rule) or len(days) > 1:
        return f"it repeats on {theirs}"
    return f"how it repeats names no weekdays, so it would be on {theirs} only"


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
