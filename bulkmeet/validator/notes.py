"""The issues of groups, each with the cell that its owner should look at."""

from datetime import time

from bulkmeet.cells.text import address
from bulkmeet.cells.zones import local_time
from bulkmeet.columns.fields import Column, Field, Mapping
from bulkmeet.columns.whose import asks_whose
from bulkmeet.model import Facts, Issue
from bulkmeet.validator.said import END, START


class Notes:
    """Collects issues; `sound` turns False with the first error and is set again for each group."""

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self.sound = True
        self.issues: list[Issue] = []
        self.asks_about_people = any(map(asks_whose, mapping.issues))

    def add(self, code: str, message: str, row: int, fields: tuple[Field, ...], *, warning: bool = False) -> None:
        """Note something about a row, at the first of the fields that the sheet has a column for."""
        column = self.column(fields)
        self.sound = self.sound and warning
        self.issues.append(
            Issue(
                code=code,
                message=message,
                severity="warning" if warning else "error",
                row=row,
                column=column.header if column is not None else None,
                cell=address(column.index, row) if column is not None else None,
            )
        )

    def address(self, row: int, fields: tuple[Field, ...]) -> str:
        """The cell as a message names it."""
        column = self.column(fields)
        return address(column.index, row) if column is not None else f"row {row}"

    def columns(self, field: Field) -> tuple[Column, ...]:
        """All columns for a field."""
        return self._mapping.of(field)

    def column(self, fields: tuple[Field, ...]) -> Column | None:
        """The first column for one of the fields."""
        columns = self._mapping.columns
        return next((one for field in fields for one in columns if field in {one.field, one.until}), None)


def about_assumed_zone(zone: str) -> Issue:
    """That nothing says which zone times are meant in, and that they are read in the computer's."""
    message = (
        f"Times without a zone of their own are read in {zone}, this computer's zone; if that is not meant, add "
        "--timezone and the right one when you run bulkmeet."
    )
    return Issue("timezone_assumed", message, "warning")


def telling_apart(fields: tuple[Field, ...], one: Facts, other: Facts) -> tuple[Field, ...]:
    """The fields with that column first in which two rows differ: of a date and a time, the time on the same day."""
    if fields not in (START, END):
        return fields
    days = [local_time((row.start if fields == START else row.end) or 0, row.zone).date() for row in (one, other)]
    whole, day, clock = fields
    return (whole, clock, day) if days[0] == days[1] else fields


def either(names: list[str]) -> str:
    """Like: title, start or host."""
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def is_all_day(start: int, end: int, zone: str) -> bool:
    """Whether a meeting is how calendars write all-day entries when their file has no column that says so."""
    return {local_time(start, zone).time(), local_time(end, zone).time()} == {time.min}
