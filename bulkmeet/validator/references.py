"""References that hold the rows of some meetings together, in a column that nobody uses, while others fell apart."""

from collections import Counter
from collections.abc import Mapping, Sequence
from operator import itemgetter

from bulkmeet.cells.text import address, folded, quoted, text_of
from bulkmeet.cells.words import word_set, words_of
from bulkmeet.columns import fields
from bulkmeet.columns.choices import said_key
from bulkmeet.columns.running import NUMBERS
from bulkmeet.model import Cell, Issue, Meeting
from bulkmeet.sheet import Distinct, Sheet

REFERENCES = word_set(
    "ref, refs, reference, referenz, référence, réf, referencia, riferimento, rif, referência, referentie, kenmerk",
    "buchungsnummer, buchungsnr, terminnummer, terminnr, referenznummer, buchungsreferenz, boekingsnummer",
    "bokningsnummer, 予約番号",
)
OF_MEETINGS = word_set(
    "booking, meeting, session, event, appointment, appt, mtg, reservation, call, our, the, buchung, termin, réunion",
    "rendez, vous, réservation, de, la, du, reunión, reserva, cita, riunione, prenotazione, reunião, vergadering",
    "afspraak, spotkania, rezerwacji",
)
"""What a reference is of where it stands for a whole meeting, and not for a person, a room or a course."""

Standing = Mapping[int, Sequence[tuple[int, Meeting]]]
"""The rows that share a cell, each with its meeting, by the cell's place in its column."""


def find_references(meetings: Sequence[Meeting], sheet: Sheet, mapping: fields.Mapping) -> list[Issue]:
    """A warning for each column of references, unused, that looks like the key that some rows should have shared.

    It does where one value stands on several rows of one meeting, and another, as an exception, in two meetings with
    different titles or starts. In a sheet with a key nothing is said.
    """
    if mapping.of(fields.Field.KEY):
        return []
    columns = [column for column in mapping.columns if _is_unused_reference(column)]
    found = [_about(column, sheet, meetings, mapping) for column in columns]
    return [issue for issue in found if issue is not None]


def _is_unused_reference(column: fields.Column) -> bool:
    words = words_of(column.header)
    is_unused = column.field in {None, fields.Field.IGNORE} and not column.how.startswith(fields.BY_MAP)
    is_numbered = not NUMBERS.isdisjoint(words) and not OF_MEETINGS.isdisjoint(words)
    says_reference = is_numbered or not REFERENCES.isdisjoint(words)
    return is_unused and says_reference and (REFERENCES | NUMBERS | OF_MEETINGS).issuperset(words)


def _about(column: fields.Column, sheet: Sheet, meetings: Sequence[Meeting], mapping: fields.Mapping) -> Issue | None:
    cells = sheet.rows.columns[column.index]
    standing = _standing(cells, sheet.rows.numbers, meetings)
    apart = [(place, rows) for place, rows in standing.items() if len({_told(meeting) for _, meeting in rows}) > 1]
    together = [place for place, rows in standing.items() if len({meeting.rows for _, meeting in rows}) == 1]
    if not apart or len(apart) > len(together) or 2 * max(map(len, standing.values())) > len(cells.places):
        return None
    place, rows = apart[0]
    (first, meeting), *others = sorted(rows, key=itemgetter(0))
    other = next(row for row, another in others if _told(another) != _told(meeting))
    message = (
        f"Row {other} has {quoted(cells.cells[place])} in {column.named} too and became another meeting, though the "
        f"rows with {quoted(cells.cells[together[0]])} are one; if these are to be one too, add "
        f'--map "{said_key(column, mapping.columns)}=key" when you run bulkmeet, which holds such rows together.'
    )
    cell = address(column.index, first)
    return Issue("reference_apart", message, "warning", row=first, column=column.header, cell=cell)


def _told(meeting: Meeting) -> tuple[str, int]:
    return folded(meeting.title), meeting.start


def _standing(column: Distinct, numbers: Sequence[int], meetings: Sequence[Meeting]) -> Standing:
    """The rows of those references that several rows of meetings have."""
    often = {place for place, count in Counter(column.places).items() if count > 1 and _has_digit(column.cells[place])}
    shared = {number: place for number, place in zip(numbers, column.places, strict=True) if place in often}
    standing: dict[int, list[tuple[int, Meeting]]] = {}
    for meeting in meetings:
        for row in meeting.rows if shared else ():
            if row in shared:
                standing.setdefault(shared[row], []).append((row, meeting))
    return {place: rows for place, rows in standing.items() if len(rows) > 1}


def _has_digit(cell: Cell) -> bool:
    return any(map(str.isdigit, text_of(cell)))
