"""An hour and a minute in columns of their own, read as the one time of day they are."""

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from bulkmeet.cells.dates import parse_clock
from bulkmeet.cells.endings import parse_end_clock
from bulkmeet.cells.meridiem import Meridiem
from bulkmeet.cells.text import quoted, refused, text_of
from bulkmeet.columns.fields import Field
from bulkmeet.model import Cell, Parsed, When
from bulkmeet.parser.distinct import numbered
from bulkmeet.parser.headed import by_header
from bulkmeet.parser.together import ReadColumn

CLOCKS = {
    Field.START_TIME: (Field.START_HOUR, Field.START_MINUTE),
    Field.END_TIME: (Field.END_HOUR, Field.END_MINUTE),
}


def with_clocks_of_hours(columns: Sequence[ReadColumn], halves: Mapping[int, Meridiem]) -> list[ReadColumn]:
    """The columns, an hour and its minute as one column that stands where the hour does.

    `halves` are the halves of the day that headers give, by the index of their column.
    """
    of_field = {column.column.field: column for column in columns}
    joined = {
        hour: _joined(of_field[hour], of_field.get(minute), clock, halves.get(of_field[hour].column.index))
        for clock, (hour, minute) in CLOCKS.items()
        if hour in of_field
    }
    needless = frozenset(minute for _, minute in CLOCKS.values())
    fields = [(column, column.column.field) for column in columns]
    return [joined.get(field, column) if field else column for column, field in fields if field not in needless]


def _joined(hours: ReadColumn, minutes: ReadColumn | None, clock: Field, half: Meridiem | None) -> ReadColumn:
    """Both as one column; without one for the minutes the hours are full ones, as somebody has said with --map."""
    beside = [0] * len(hours.places) if minutes is None else minutes.places
    pairs, places = numbered(zip(hours.places, beside, strict=True))
    cells = [(hours.cells[hour], 0 if minutes is None else minutes.cells[minute]) for hour, minute in pairs]
    texts = [_text(text_of(hour), text_of(minute)) for hour, minute in cells]
    read = parse_end_clock if clock is Field.END_TIME else parse_clock
    meanings = [
        by_header(_clock(*pair, text, read), text, hours.column, half) for pair, text in zip(cells, texts, strict=True)
    ]
    return ReadColumn(replace(hours.column, field=clock), texts, meanings, places)


def _text(hour: str, minute: str) -> str:
    return f"{hour}:{minute.zfill(2)}" if hour and minute else hour or minute


def _clock(hour: Cell, minute: Cell, text: str, read: Callable[[Cell], Parsed[When]]) -> Parsed[When]:
    if bool(text_of(hour)) == bool(text_of(minute)):
        return read(text) if text else Parsed()
    lacks = "minute (0 for a full hour)" if text_of(hour) else "hour"
    return refused("time_unreadable", f"{quoted(text)} stands here without its {lacks}; type both in every row.")
