"""Tables that stand beside each other in one sheet, with an empty column between them. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from bulkmeet.cells.text import address, column_letter, quoted
from bulkmeet.columns.fields import PEOPLE_FIELDS, RESULT_FIELDS, SAYING_OFF, Field
from bulkmeet.columns.recognise import Recognised, recognise
from bulkmeet.loader.reshaping import filled
from bulkmeet.loader.wording import columns_named, listed
from bulkmeet.model import Cell, Issue
from bulkmeet.sheet import Grid

REPEATED = 2
"""How many headers must stand on both sides before the right one is a table of its own."""
NEARLY_ALL = 0.8
"""The part of the table's rows that columns behind an empty one fill where the same rows go on there."""
HALF = 0.5
"""The part of its columns that a row of the table fills; notes and sums below it fill less."""
SHOWN = 3

_USES = (
    (PEOPLE_FIELDS, "the people to invite"),
    (frozenset({Field.USER_ID, Field.HOST_EMAIL, Field.HOST_NAME}), "hosts"),
    (SAYING_OFF, "whether a meeting takes place"),
    (frozenset({Field.TITLE, Field.KEY, Field.MEETING_TYPE, Field.CALL_OUT}), "part of the meetings"),
    (frozenset(Field), "times"),
)


class Apart(Struct, frozen=True):
    """How many columns belong to the table, and what is to be said of those behind them."""

    width: int
    issues: tuple[Issue, ...] = ()


class _Side(Struct, frozen=True):
    """Columns without an empty one among them: the headers there are by index, and those that are used."""

    headers: dict[int, str]
    used: dict[int, Recognised]


class _Table(Struct, frozen=True):
    """The side that most is read of, looked at once; `rows` are nearly full ones, `touched` notes and sums as well."""

    side: _Side
    last: int
    names: frozenset[str]
    says: frozenset[tuple[Field, int]]
    rows: frozenset[int]
    touched: frozenset[int]


def columns_apart(header_row: int, headers: Sequence[str], body: Grid) -> Apart:
    """What stands behind an empty column: a table of its own if it repeats the headers, or if its rows are others.

    People, hosts or times of another list would be read into the rows they happen to stand beside, so it is an
    error until its owner says. Columns that the same rows fill are read with them, and that is told.
    """
    sides = _sides(headers, body)
    if len(sides) < 2:
        return Apart(len(headers))
    table = _table(max(sides, key=lambda side: len(side.used)), body)
    issues: list[Issue] = []
    for side in (side for side in sides if side is not table.side):
        first = min(side.headers)
        if first > table.last and len(_names(side) & table.names) >= REPEATED:
            named = columns_named(range(first, len(headers)))
            message = f"A second table stands beside the first, so {named} were left out; put its rows below."
            second = Issue("second_table", message, row=header_row, cell=address(first, header_row))
            return Apart(first - 1, (*issues, second))
        if side.used and not _goes_on(table, side, body):
            issues.append(_another_list(header_row, table, side, body))
    return Apart(len(headers), tuple(issues) or _told(header_row, sides))


def _sides(headers: Sequence[str], body: Grid) -> list[_Side]:
    sides = [_Side({}, {})]
    for column, header in enumerate(headers):
        if header:
            sides[-1].headers[column] = header
            found = recognise(header)
            if found.meaning is not None and found.meaning.field not in {Field.IGNORE, *RESULT_FIELDS}:
                sides[-1].used[column] = found
        elif sides[-1].headers and not _is_filled(body, column):
            sides.append(_Side({}, {}))
    return [side for side in sides if side.headers]


def _table(side: _Side, body: Grid) -> _Table:
    fills = Counter(row for column in side.headers for row in _filled(body, column))
    rows = frozenset(row for row, cells in fills.items() if cells >= HALF * len(side.headers))
    return _Table(side, max(side.headers), _names(side), _says(side), rows, frozenset(fills))


def _names(side: _Side) -> frozenset[str]:
    return frozenset(header.casefold() for header in side.headers.values())


def _says(side: _Side) -> frozenset[tuple[Field, int]]:
    """The fields it holds, of which person; where one is invited, it does not matter by which field."""
    fields = ((found.meaning.field, found.person) for found in side.used.values() if found.meaning)
    return frozenset((Field.EMAIL if field is Field.ATTENDEES else field, person) for field, person in fields)


def _goes_on(table: _Table, side: _Side, body: Grid) -> bool:
    """Whether the rows of the table go on there: nearly all of them do, no other ones do, and nothing is said twice."""
    says = _says(side)
    if all(person for _, person in says):
        return True  # the second of several people need not be there in every row
    beside = {row for column in side.headers for row in _filled(body, column)}
    reached = len(table.rows & beside) >= NEARLY_ALL * len(table.rows)
    return reached and beside <= table.touched and not table.says & says


def _another_list(header_row: int, table: _Table, side: _Side, body: Grid) -> Issue:
    first, last = min(side.headers), max(side.headers)
    named = columns_named(range(first, last + 1))
    stand, their = ("stands", "its") if first == last else ("stand", "their")
    read = "; ".join(f"{_quoted_with_values(column, side, body)} as {_use(side.used[column])}" for column in side.used)
    gap = column_letter(first - 1 if first > table.last else last + 1)
    message = (
        f"{named[0].upper()}{named[1:]} {stand} apart, with an empty column between, like a list of {their} own, but "
        f"would be read with the meetings beside it: {read}. Move that list to a sheet of its own or delete it; or, if "
        f"it is part of the same rows, delete the empty column {gap}."
    )
    return Issue("columns_apart", message, row=header_row, cell=address(min(side.used), header_row))


def _quoted_with_values(column: int, side: _Side, body: Grid) -> str:
    header = quoted(side.headers[column])
    values = _values(body, column)
    shown = [quoted(value) for value in values[:SHOWN]]
    more = [f"{len(values) - SHOWN} more"] if len(values) > SHOWN else []
    return f"{header} ({listed([*shown, *more])})" if values else header


def _use(found: Recognised) -> str:
    return next(use for fields, use in _USES if found.meaning is not None and found.meaning.field in fields)


def _told(header_row: int, sides: Sequence[_Side]) -> tuple[Issue, ...]:
    """That columns behind an empty one are read, where two or more stand before it."""
    start = 1 + (len(sides[0].headers) < REPEATED)
    behind = [column for side in sides[start:] for column in side.headers]
    used = [
        f"{quoted(side.headers[column])} as {_use(side.used[column])}" for side in sides[start:] for column in side.used
    ]
    if not used:
        return ()
    message = (
        f"An empty column stands before {columns_named(range(behind[0], behind[-1] + 1))}, which were read as part of "
        f"the same rows: {listed(used)}; if they are another list, put it on a sheet of its own."
    )
    return (Issue("columns_apart", message, "warning", row=header_row, cell=address(behind[0], header_row)),)


def _values(body: Grid, column: int) -> list[Cell]:
    """The different values, in the order of the rows."""
    return list(
        dict.fromkeys(body.columns[column].cells[body.columns[column].places[row]] for row in _filled(body, column))
    )


def _is_filled(body: Grid, column: int) -> bool:
    return any(True for _ in _filled(body, column))


def _filled(body: Grid, column: int) -> Iterator[int]:
    return filled(body.columns[column]) if column < len(body.columns) else iter(())
