"""How the columns of a sheet are read, as a table for the plan. Pure."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from bulkmeet.cells.text import column_letter, is_blank, quoted
from bulkmeet.cli.layout import table, wrapped
from bulkmeet.columns.fields import BY_CELLS, RESULT_FIELDS, Column, Field
from bulkmeet.examine import Examined
from bulkmeet.model import Cell
from bulkmeet.sheet import Sheet

EXAMPLES = 3
UNUSED_COLUMNS = 12


def column_lines(examined: Examined, width: int | None) -> Iterator[str]:
    """A line for every column that is read, the numbered ones of people together; then those that are not used."""
    used = [column for column in examined.mapping.columns if column.field not in {None, Field.IGNORE, *RESULT_FIELDS}]
    if used:
        yield from table([_read(list(columns)) for _, columns in groupby(used, _kept_together)], width)
    yield from _not_used(examined, width)


def _kept_together(column: Column) -> tuple[bool, int]:
    """What neighbours share that stand in one line: that they are numbered, and by nothing but their names."""
    together = bool(column.person) and not column.by_likeness
    return together, 0 if together else column.index


def _read(columns: Sequence[Column]) -> tuple[str, str, str]:
    first, last = columns[0], columns[-1]
    if first is last:
        person = f" of person {first.person}" if first.person else ""
        unit = f" ({first.unit})" if first.unit else ""
        likeness = " (by likeness)" if first.by_likeness else ""
        return column_letter(first.index), quoted(first.header), f"{first.field}{person}{unit}{likeness}"
    fields = ", ".join(dict.fromkeys(str(column.field) for column in columns))
    people = len({column.person for column in columns})
    return (
        f"{column_letter(first.index)}-{column_letter(last.index)}",
        f"{quoted(first.header)} and {len(columns) - 1} more",
        f"{fields} of {people} people" if people > 1 else f"{fields} of person {first.person}",
    )


def _not_used(examined: Examined, width: int | None) -> Iterator[str]:
    """What is passed over, so that nothing is dropped without a word."""
    unused = [column for column in examined.mapping.columns if column.field in {None, Field.IGNORE}]
    named = [name for column in unused if (name := _named_as_unused(column, examined.sheet))]
    if named:
        more = f" and {len(named) - UNUSED_COLUMNS} more" if len(named) > UNUSED_COLUMNS else ""
        yield from wrapped(f"{', '.join(named[:UNUSED_COLUMNS])}{more}", width, "  Not used: ", " " * 4)


def _named_as_unused(column: Column, sheet: Sheet) -> str:
    """The column by letter and header, with some values if it was they that spoke against it; "" if it is blank."""
    letter = column_letter(column.index)
    if is_blank(column.header):
        return f"{letter} (no header)" if _values(column, sheet) else ""
    values = _values(column, sheet) if column.how == BY_CELLS else []
    return f"{letter} {quoted(column.header)}" + (f" ({', '.join(map(quoted, values))})" if values else "")


def _values(column: Column, sheet: Sheet) -> list[Cell]:
    """The first few different values of a column."""
    return list(islice((cell for cell in sheet.rows.columns[column.index].cells if not is_blank(cell)), EXAMPLES))
