"""How each column of a sheet is read, with some of its cells before and after. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.cells.durations import parse_duration
from bulkmeet.cells.lengths import lasting
from bulkmeet.cells.rulewords import rule_in_words
from bulkmeet.cells.text import address, column_index, column_letter, is_blank, text_of
from bulkmeet.cells.zones import local_time
from bulkmeet.columns import fields
from bulkmeet.columns.fields import Column, Field
from bulkmeet.columns.halfnames import halves_of
from bulkmeet.columns.mapping import map_columns
from bulkmeet.model import Cell, Draft, Issue, Parsed, Participant, When
from bulkmeet.parser.minutes import IN_HOURS
from bulkmeet.parser.readers import Reader, readers_for
from bulkmeet.parser.rows import Parsing, parse_rows
from bulkmeet.parser.shownunits import in_hours
from bulkmeet.settings import Settings
from bulkmeet.sheet import Distinct, Sheet

EXAMPLES = 3
LOOKED_AT = 1000
"""How many different cells of a column the examples are picked from, and its field is found by."""
PHONES = frozenset({Field.PHONE, Field.PHONE_NUMBER})
STARTS = frozenset((Field.START, Field.START_DATE, Field.START_TIME))
ENDS = frozenset((Field.END, Field.END_DATE, Field.END_TIME))

Problems = Mapping[tuple[int, int], str]
"""What is wrong with a cell, by its row's number and its column's index."""
Pick = Callable[[Column, Distinct, Problems], Iterable[int]]
"""Which places in the sheet the examples of a column are from."""


class Example(Struct, frozen=True):
    """A cell as it stands in the sheet (`before`), what it means (`after`), and what is wrong with it."""

    row: int
    cell: str
    before: str
    after: str | None = None
    problem: str | None = None


class Explained(Struct, frozen=True):
    """A column, the field it is read as and why, and a few of its cells; `field` is None where it is not recognised.

    `person` is the number of the person it is about, in a sheet with several in a row. `unit`, `zone` and
    `date_order` are what its header, or who mapped it, says of its values.
    """

    letter: str
    header: str
    field: str | None
    how: str
    person: int | None
    unit: str | None
    zone: str | None
    date_order: str | None
    examples: tuple[Example, ...]


def explain(
    sheet: Sheet, mapping: fields.Mapping, settings: Settings, issues: Iterable[Issue] = ()
) -> tuple[Explained, ...]:
    """Every column of the sheet, from left to right; `issues` are what else is known to be wrong with its cells."""

    def picked(column: Column, cells: Distinct, problems: Problems) -> list[int]:
        return _picked(sheet, column, cells, problems)

    return _explained(sheet, mapping, settings, issues, picked)


def explain_row(
    sheet: Sheet, mapping: fields.Mapping, settings: Settings, number: int, issues: Iterable[Issue] = ()
) -> tuple[Explained, ...]:
    """Every column with its cell in the row of that number, which the sheet has, as the one example."""
    place = sheet.rows.numbers.index(number)
    return _explained(sheet, mapping, settings, issues, lambda *_: [place])


def _explained(
    sheet: Sheet, mapping: fields.Mapping, settings: Settings, issues: Iterable[Issue], pick: Pick
) -> tuple[Explained, ...]:
    """Every column, with examples from the places that are picked of it."""
    cells = sheet.rows.columns
    parsing = parse_rows(sheet, mapping, settings)
    problems = _problems((*issues, *parsing.issues))
    halves = halves_of(mapping.columns)
    of_hours = {issue.column for issue in parsing.issues if issue.code == IN_HOURS}

    def reader_of(column: Column) -> Reader | None:
        half = halves.get(column.index)
        if column.field is Field.DURATION and column.header in of_hours:
            return lambda cell: in_hours(cell) or parse_duration(cell, None)
        return next((read for _, read in readers_for(column, parsing.order, settings.region, half)), None)

    return tuple(
        Explained(
            letter=column_letter(column.index),
            header=column.header,
            field=column.field,
            how=column.how,
            person=column.person or None,
            unit=column.unit,
            zone=column.zone,
            date_order=column.order,
            examples=_examples(
                sheet, column, pick(column, cells[column.index], problems), parsing, problems, reader_of(column)
            ),
        )
        for column in mapping.columns
    )


def mapping_of(sheet: Sheet, settings: Settings) -> fields.Mapping:
    """How the columns are read of a sheet that is refused, for want of a start or for what its columns say."""
    cells = sheet.rows.columns
    filled = [[cell for cell in cells[index].cells if not is_blank(cell)] for index in range(len(sheet.headers))]
    examples = [column[:LOOKED_AT] for column in filled]
    return map_columns(sheet.headers, examples, settings.column_map, has_host=settings.host is not None)


def _problems(issues: Iterable[Issue]) -> Problems:
    """The worst that is told of each cell."""
    found: dict[tuple[int, int], str] = {}
    for issue in sorted(issues, key=lambda issue: issue.severity):  # an error comes before a warning
        if issue.row is not None and issue.cell is not None:
            letters = issue.cell.rstrip("0123456789")
            found.setdefault((issue.row, column_index(letters)), issue.message)
    return found


def _examples(
    sheet: Sheet, column: Column, places: Iterable[int], parsing: Parsing, problems: Problems, reader: Reader | None
) -> tuple[Example, ...]:
    examples = []
    for place in places:
        row = sheet.rows[place]
        cell = row.cells[column.index]
        example = Example(row.number, address(column.index, row.number), text_of(cell))
        if reader is not None:
            parsed = reader(cell)
            own = next((problem.message for problem in parsed.problems), None)
            problem = problems.get((row.number, column.index), own)
            example = replace(example, after=_after(column, parsed, parsing.drafts[place]), problem=problem)
        examples.append(example)
    return tuple(examples)


def _picked(sheet: Sheet, column: Column, cells: Distinct, problems: Problems) -> list[int]:
    """The places of some rows whose cells differ, in kind if they can, and of one with a problem if there is one."""
    first: dict[int, int] = {}
    for place, which in enumerate(cells.places):
        if which not in first and not is_blank(cells.cells[which]):
            first[which] = place
            if len(first) == LOOKED_AT:
                break
    shapes: dict[str, int] = {}
    for which, place in first.items():
        shapes.setdefault(_shape(cells.cells[which]), place)
    picked = list(dict.fromkeys([*shapes.values(), *first.values()]))[:EXAMPLES]
    wrong = (place for place, number in enumerate(sheet.rows.numbers) if (number, column.index) in problems)
    bad = next((place for place in wrong if not is_blank(cells.cells[cells.places[place]])), None)
    if bad is not None and cells.places[bad] not in {cells.places[place] for place in picked}:
        picked = [*picked[: EXAMPLES - 1], bad]
    return sorted(picked)


def _shape(cell: Cell) -> str:
    """What a cell is like, whatever letters and digits stand in it."""
    text = re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", text_of(cell)[:80]))
    return f"{type(cell).__name__} {text}"


# ---- what a cell means, in words ---------------------------------------------------------------------------


def _after(column: Column, parsed: Parsed[Any], draft: Draft) -> str | None:
    if parsed.value is None:
        return None if parsed.problems else "nothing"
    moment = draft.facts.start if column.field in STARTS else draft.facts.end if column.field in ENDS else None
    if moment is not None:
        return _moment(moment, draft.facts.zone)
    if column.field is Field.RECURRENCE:
        words = rule_in_words(parsed.value, local_time(draft.facts.start or 0, draft.facts.zone or "UTC").tzinfo or UTC)
        return f"{parsed.value} ({words})" if words else str(parsed.value)
    if column.field in PHONES:
        return f"{parsed.value}{_whose(parsed.value, draft)}"
    return _in_words(column, parsed.value)


def _whose(number: str, draft: Draft) -> str:
    """Of a number that stands beside the person's address, or beside the list that names only them, whose it is."""
    person = next((person for person in draft.participants if number in {person.phone, person.phone_number}), None)
    who = person and (person.email or person.name)
    return f", the number of {who}" if who else ""


def _in_words(column: Column, value: Any) -> str:  # noqa: ANN401 - a reader gives whatever its field holds
    match value:
        case bool():
            return "yes" if value else "no"
        case int() if column.field is Field.DURATION:
            return lasting(value)
        case int():
            return f"{value} ms"
        case When():
            parts = (value.day, value.clock, value.zone)
            return " ".join(str(part) for part in parts if part is not None)
        case tuple() | list():
            return "; ".join(_person(person) for person in value) or "nobody"
    return str(value)


def _person(person: Participant) -> str:
    addresses = [address for address in (person.email, person.phone) if address]
    name = person.name or person.display_name
    return f"{name} <{', '.join(addresses)}>" if name and addresses else name or ", ".join(addresses)


def _moment(epoch: int, zone: str) -> str:
    """2031-03-04 09:00 America/New_York (14:00 UTC)."""
    local, utc = local_time(epoch, zone), local_time(epoch, "UTC")
    in_utc = _clock(utc) if utc.date() == local.date() else f"{utc.date()} {_clock(utc)}"
    return f"{local.date()} {_clock(local)} {zone}" + ("" if zone == "UTC" else f" ({in_utc} UTC)")


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
