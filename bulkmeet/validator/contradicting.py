"""Rows of one meeting that say different things of it."""

from bulkmeet.model import Draft, Group
from bulkmeet.validator.notes import Notes, telling_apart
from bulkmeet.validator.said import COMMON, START, start_of


def note_contradictions(group: Group, notes: Notes) -> None:
    """Note what a row says otherwise than the first one that says it.

    A row that is here only because its own start cannot be read may be another meeting: its own error is enough.
    """
    drafts = [draft for draft in group.drafts if not _may_be_another(draft)]
    for name, fields, read in COMMON:
        saying = [draft for draft in drafts if read(draft.facts) is not None]
        for draft in saying:
            if read(draft.facts) != read(saying[0].facts):
                seen = telling_apart(fields, draft.facts, saying[0].facts)
                message = (
                    f"The {name} here is not the one in {notes.address(saying[0].row, seen)}, "
                    "though both rows are one meeting; make them the same."
                )
                notes.add("rows_contradict", message, draft.row, seen)


def _may_be_another(draft: Draft) -> bool:
    facts = draft.facts
    return facts.key is None and start_of(facts) is None and not facts.doubtful.isdisjoint(START)
