"""Guests who have a phone number and no email address, told once for the whole sheet. Pure."""

from collections.abc import Iterable
from string import digits

from bulkmeet.cells.text import column_index
from bulkmeet.columns.fields import Mapping
from bulkmeet.columns.looks import has_address
from bulkmeet.columns.whose import asks_whose
from bulkmeet.loader.wording import rows_named
from bulkmeet.model import Group, Issue
from bulkmeet.sheet import Sheet


def about_phones(groups: Iterable[Group], sheet: Sheet, mapping: Mapping) -> list[Issue]:
    """That no email invitation reaches the guests of some rows.

    Nothing is told of rows that are left out, or that have an address of which it is asked whose it is. The API's
    reference calls a participant's phone the number that they dial in from: nobody is invited by it.
    """
    found = {
        draft.row: group.facts[0].skip
        for group in groups
        for draft in group.drafts
        for person in draft.participants
        if person.email is None and (person.phone or person.phone_number)
    }
    rows = [row for row, skip in found.items() if not skip]
    if rows and (asked := _rows_asked_about(sheet, mapping)):
        rows = [row for row in rows if row not in asked]
    if not rows:
        return []
    guests = "A guest has" if len(rows) == 1 else f"Guests in {rows_named(rows)} have"
    message = (
        f"{guests} a phone number and no email address, so no email invitation reaches them and only the number is "
        "passed on to Dialpad; add an address where one is meant to come."
    )
    return [Issue("attendee_by_phone", message, "warning", row=min(rows))]


def _rows_asked_about(sheet: Sheet, mapping: Mapping) -> set[int]:
    """The rows with an address in a column of which it is asked whose its addresses are."""
    letters = (issue.cell.rstrip(digits) for issue in mapping.issues if issue.cell and asks_whose(issue))
    columns = [sheet.rows.columns[index] for letter in letters if (index := column_index(letter)) < len(sheet.headers)]
    addressed = [{place for place, cell in enumerate(column.cells) if has_address(cell)} for column in columns]
    return {
        number
        for column, with_address in zip(columns, addressed, strict=True)
        for number, place in zip(sheet.rows.numbers, column.places, strict=True)
        if place in with_address
    }
