"""Meetings to which nobody is invited in a sheet in which the others have guests: breaks, free slots, slips. Pure."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.cells.slotwords import is_slot
from bulkmeet.cells.text import quoted
from bulkmeet.columns.fields import PEOPLE_FIELDS, Mapping
from bulkmeet.model import Group, Issue
from bulkmeet.validator.meetings import Checked
from bulkmeet.validator.notes import Notes
from bulkmeet.validator.said import HOST, TITLE, doubted, title_of

IsFilled = Callable[[int, int], bool]

FEWEST_WITH = 3
"""So many meetings with guests beside a single one without show that guests are usual."""
FEWEST_FOR_EACH = 9
"""So many for each one without do so where there are several."""


class Guests(Struct, frozen=True):
    """How many meetings of a sheet have guests and how many none; the first rows of those called like slots.

    `are_common` says that at least as many have some as do not, slots aside: then a slot is no meeting. `shared` are
    slots whose guests or host a merge of cells took down from the meetings above, or that lack the host that others
    have; `booked` those with guests, and a host, of their own. `bare` are the slots that have no host: nothing else
    that is wrong with them matters.
    """

    with_some: int
    with_none: int
    are_common: bool
    slots: frozenset[int]
    shared: frozenset[int]
    booked: frozenset[int]
    bare: frozenset[int]

    @property
    def are_usual(self) -> bool:
        """Whether nearly all meetings have some."""
        return self.with_some >= (FEWEST_WITH if self.with_none == 1 else FEWEST_FOR_EACH * self.with_none)


def guests_of(groups: Sequence[Group], mapping: Mapping, is_filled: IsFilled) -> Guests:
    """What the groups say of guests, those settled by earlier runs among them; rows that are left out say nothing.

    `is_filled` says of a row and the place of a column whether a merge gave the cell the value of a row above it.
    """
    some, none = 0, 0
    slots: list[Group] = []
    inviting: list[Group] = []
    for group in groups:
        if _has_guests(group):
            some += 1
            inviting += [group] if is_slot(title_of(group)) and not group.facts[0].skip else []
        elif not group.facts[0].skip:
            none += 1
            if is_slot(title_of(group)):
                slots.append(group)
    are_common = 0 < some >= none - len(slots)
    bare = [group for group in slots if are_common and _has_no_host(group)]
    hostless, merged = _sharing(inviting, groups, mapping, is_filled) if inviting else ([], [])
    shared = _first_rows([*hostless, *merged])
    booked = _first_rows(inviting) - shared if 2 * len(inviting) < some else frozenset()
    return Guests(some, none, are_common, _first_rows(slots), shared, booked, _first_rows([*bare, *hostless]))


def _sharing(
    inviting: Sequence[Group], groups: Sequence[Group], mapping: Mapping, is_filled: IsFilled
) -> tuple[list[Group], list[Group]]:
    """Those of the slots with guests that lack the host that others have, and those with people from merged cells."""
    are_hosted = not all(map(_has_no_host, groups))
    places = [column.index for column in mapping.columns if column.field in PEOPLE_FIELDS | {*HOST}]
    hostless = [group for group in inviting if are_hosted and _has_no_host(group) and not doubted(group, HOST)]
    return hostless, [group for group in inviting if any(is_filled(group.rows[0], place) for place in places)]


def _has_no_host(group: Group) -> bool:
    return all(facts.host is None for facts in group.facts)


def _first_rows(groups: Iterable[Group]) -> frozenset[int]:
    return frozenset(group.rows[0] for group in groups)


def without_guests(checked: list[Checked], guests: Guests, mapping: Mapping) -> tuple[list[Checked], list[Issue]]:
    """The groups, those that are only a slot without a meeting, and the issues about what has no guests.

    A sheet without any guests is of meetings that are to be filled later, and nothing is said of it.
    """
    if not guests.with_some or not (guests.with_none or guests.shared or guests.booked):
        return checked, []
    notes = Notes(mapping)
    return [_judged(one, guests, notes) for one in checked], notes.issues


def _judged(checked: Checked, guests: Guests, notes: Notes) -> Checked:
    if checked.rows[0] in guests.shared | guests.booked:
        return _with_guests(checked, guests, notes)
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


def _with_guests(checked: Checked, guests: Guests, notes: Notes) -> Checked:
    """A slot that invites somebody: hardly a meeting where its guests or its host are none of its own."""
    row = checked.rows[0]
    is_meeting = row in guests.booked
    why = "as its host is missing" if row in guests.bare else "as merged cells give it the guests or the host it has"
    message = f"{quoted(checked.title)} looks like a free slot or a break and not like a meeting, "
    message += (
        "but it invites somebody; delete the row if it is none."
        if is_meeting
        else (f"{why}; delete the row, or, if it is a meeting, type another title.")
    )
    notes.add("title_is_slot", message, row, TITLE, warning=is_meeting)
    return checked if is_meeting else replace(checked, meeting=None)


def _has_guests(group: Group) -> bool:
    """Whether somebody is invited, or would be if the cell were right."""
    if group.drafts[0].participants:
        return True
    return any(draft.participants or not PEOPLE_FIELDS.isdisjoint(draft.facts.doubtful) for draft in group.drafts)
