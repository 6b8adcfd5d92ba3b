"""Rows that say that what follows has no date yet: “To be scheduled | see Anna”. Pure."""

from collections.abc import Iterator

from bulkmeet.cells.text import folded, is_blank
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern
from bulkmeet.sheet import Grid

_UNDATED = pattern(
    r"(?:still |yet )?to be (?:scheduled|arranged|planned|agreed|fixed|booked|confirmed|decided|determined|announced)\b"
    r"|(?:unscheduled|undated|not (?:yet )?(?:scheduled|planned|arranged|dated))\b"
    r"|(?:dates?|times?|days?)(?: and times?)? (?:to follow|open|pending|tb[acd]|to be)\b|no (?:dates?|times?) yet\b"
    r"|noch (?:offen|ohne termin|zu (?:planen|vereinbaren|terminieren))\b|termine? (?:folgt|folgen|offen)\b"
    r"|ohne termin\b"
    r"|a (?:planifier|fixer|agendar|marcar)\b|por (?:programar|agendar|fijar)\b|da (?:programmare|fissare)\b"
    r"|(?:a|por|da) defini(?:r|re)\b|nog (?:in )?te plannen\b|未定|調整中"
)


def undated_rows(rows: Grid) -> Iterator[int]:
    """The places of the rows whose first filled cell says so, and in which no address stands."""
    for column in rows.columns:
        said = {place for place, cell in enumerate(column.cells) if says_undated(cell)}
        for place, which in enumerate(column.places) if said else ():
            if which in said:
                filled = [cell for cell in rows[place].cells if not is_blank(cell)]
                if filled[0] == column.cells[which] and not any(
                    "@" in cell for cell in filled if isinstance(cell, str)
                ):
                    yield place


def says_undated(cell: Cell) -> bool:
    """Whether the cell begins with words for what has no date yet."""
    return isinstance(cell, str) and _UNDATED.match(folded(cell)) is not None
