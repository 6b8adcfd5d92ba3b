"""Guests who have a phone number and no email address, told once for the whole sheet. Pure."""

from collections.abc import Iterable

from bulkmeet.loader.wording import rows_named
from bulkmeet.model import Group, Issue


def about_phones(groups: Iterable[Group]) -> list[Issue]:
    """That no email invitation reaches the guests of some rows; of rows that are left out nothing is told.

    The API's reference calls a participant's phone the number that they dial in from: nobody is invited by it.
    """
    found = {
        draft.row: group.facts[0].skip
        for group in groups
        for draft in group.drafts
        for person in draft.participants
        if person.email is None and (person.phone or person.phone_number)
    }
    rows = [row for row, skip in found.items() if not skip]
    if not rows:
        return []
    guests = "A guest has" if len(rows) == 1 else f"Guests in {rows_named(rows)} have"
    message = (
        f"{guests} a phone number and no email address, so no email invitation reaches them and only the number is "
        "passed on to Dialpad; add an address where one is meant to come."
    )
    return [Issue("attendee_by_phone", message, "warning", row=min(rows))]
