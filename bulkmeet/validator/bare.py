"""Rows that have a title and nothing else: headings between the meetings, or meetings still to fill in."""

from bulkmeet.model import Facts, Group
from bulkmeet.validator.notes import Notes
from bulkmeet.validator.said import START, TITLE, title_of


def is_bare(group: Group, notes: Notes) -> bool:
    """Whether the group is one row in which nothing but a title is read, or nothing where no column has the titles."""
    (draft, *others) = group.drafts
    facts = draft.facts
    only_titled = Facts(title=facts.title, zone=facts.zone, zone_assumed=facts.zone_assumed)
    if others or draft.participants or group.unsure is not None or facts != only_titled:
        return False
    return facts.title is not None or notes.column(TITLE) is None


def note_bare(group: Group, notes: Notes) -> None:
    """The one sentence that such a row gets, instead of one for each thing that it lacks."""
    title = title_of(group)
    says = "has a title and nothing else" if title else "says nothing that a meeting is made of"
    message = (
        f"This row {says}; delete it if it is a heading or a note, or fill in its start, its end and its host if it is "
        "a meeting."
    )
    notes.add("row_bare", message, group.rows[0], TITLE if title else START)
