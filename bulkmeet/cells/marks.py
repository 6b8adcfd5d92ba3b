"""Cells that tick a guest off: an x below the person's address says that they come."""

import re

from bulkmeet.cells.flags import parse_flag
from bulkmeet.cells.people import parse_people
from bulkmeet.cells.text import folded, is_blank, printable, quoted, refused, text_of
from bulkmeet.cells.words import word_set
from bulkmeet.model import Cell, Parsed, Participant

CROSSES = word_set("✗, ✘, ✖, ❌, \u00d7, \u2573")
"""A tick to some and a no to others."""
TICKS = word_set("x, ✓, ✔, ☑, ☒, ✅, 🗹, ●, •, [x], (x)")


HEADER = re.compile(r"(?:[^\s@<>()\[\]]+ ){0,4}[<(\[]?[^\s@<>()\[\]]+@[^\s@<>()\[\]]+[>)\]]?")
"""An address, alone or behind a name."""


def guest_named(header: str) -> Participant | None:
    """The one person whose address a header is: "ana@example.com", "Ana Ruiz <ana@example.com>"; None for any other."""
    text = " ".join(header.split())
    if not HEADER.fullmatch(text):
        return None
    parsed = parse_people(text)
    people = parsed.value or ()
    is_sure = len(people) == 1 and all(problem.severity == "warning" for problem in parsed.problems)
    return people[0] if is_sure and people[0].email else None


def is_mark(cell: Cell) -> bool:
    """Whether a cell says plainly that somebody comes, or does not."""
    return not is_blank(cell) and folded(text_of(cell)) not in CROSSES and not parse_flag(cell).problems


def is_tick(cell: Cell) -> bool:
    """Whether a cell is a mark and no word."""
    return isinstance(cell, str) and folded(text_of(cell)) in TICKS


def parse_mark(cell: Cell, guest: Participant) -> Parsed[tuple[Participant, ...]]:
    """The guest of the column where the cell is ticked, nobody where it says no; anything else is an error."""
    if is_blank(cell):
        return Parsed()
    if not is_mark(cell):
        message = (
            f"{quoted(cell)} does not say plainly whether {printable(guest.email or '')} is invited; write x, or clear "
            "the cell."
        )
        return refused("mark_unreadable", message)
    return Parsed((guest,)) if parse_flag(cell).value else Parsed()
