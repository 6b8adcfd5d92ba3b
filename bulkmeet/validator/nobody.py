"""Meetings to which nobody is invited in a sheet in which the others have guests: breaks, free slots, slips. Pure."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.cells.slotwords import is_slot
from bulkmeet.cells.text import quoted
from bulkmeet.columns.fields import PEOPLE_FIELDS, Mapping
from bulkmeet.model import Group, Issue
from bulkmeet.validator.meetings import Checked
from bulkmeet.validator.notes import Notes
from bulkmeet.validator.said import TITLE, title_of

FEWEST_WITH = 4
"""So many meetings with guests beside a single one without show that guests are usual."""
FEWEST_FOR_EACH = 9
"""So many for each one without do so where there are several."""


class Guests(Struct, frozen=True):
    """How many meetings of a sheet have guests and how many none; the first rows of those called like slots.

    `are_common` says that at least as many have some as do not, slots aside: then a slot is no meeting. `bare` are
    those of them that have no host either: nothing else that is wrong with them matters.
    """

    with_some: int
    with_none: int
    are_common: bool
    slots: frozenset[int]
    bare: frozenset[int]

    @property
    def are_usual(self) -> bool:
        """Whether nearly all meetings have some."""
        return self.with_some >= (FEWEST_WITH if self.with_none == 1 else FEWEST_FOR_EACH * self.with_none)


def guests_of(groups: Iterable[Group]) -> Guests:
    """What the groups say of guests, those settled by earlier runs among them; rows that are left out say nothing."""
    some, none = 0, 0
    slots: list[Group] = []
    for group in groups:
        if _has_guests(group):
            some += 1
        elif not group.facts[0].skip:
            none += 1
            if is_slot(title_of(group)):
                slots.append(group)
    are_common = 0 < some >= none - len(slots)
    bare = [group for group in slots if are_common and all(facts.host is None for facts in group.facts)]
    return Guests(some, none, are_common, _first_rows(slots), _first_rows(bare))


def _first_rows(groups: Iterable[Group]) -> frozenset[int]:
    return frozenset(group.rows[0] for group in groups)


def without_guests(checked: list[Checked], guests: Guests, mapping: Mapping) -> tuple[list[Checked], list[Issue]]:
    """The groups, those that are only a slot without a meeting, and the issues about what has no guests.

    A sheet without any guests is of meetings that are to be filled later, and nothing is said of it.
    """
    if not guests.with_some or not guests.with_none:
        return checked, []
    notes = Notes(mapping)
    return [_judged(one, guests, notes) for one in checked], notes.issues


def _judged(checked: Checked, guests: Guests, notes: Notes) -> Checked:
    if checked.rows[0] in guests.slots:
        message = (
            f"{quoted(checked.title)} looks like a free slot or a break and not like a meeting, as it invites nobody "
            "and other rows do; delete the row, or, if it is a meeting, add a guest or type another title."
        )
        notes.add("title_is_slot", message, checked.rows[0], TITLE, warning=not guests.are_common)
        return replace(checked, meeting=None) if guests.are_common else checked
    if checked.meeting is not None and not checked.meeting.participants and guests.are_usual:
        message = "This meeting invites nobody, and nearly all others do; add its guests, or leave it if that is meant."
        notes.add("nobody_invited", message, checked.rows[0], TITLE, warning=True)
    return checked


def _has_guests(group: Group) -> bool:
    """Whether somebody is invited, or would be if the cell were right."""
    return any(draft.participants or not PEOPLE_FIELDS.isdisjoint(draft.facts.doubtful) for draft in group.drafts)
