"""Rows that became one meeting though they are of people who are mostly seen one by one."""

from collections.abc import Iterator, Sequence

from bulkmeet.cells.text import address, folded, quoted, text_of
from bulkmeet.cells.words import words_of
from bulkmeet.columns.fields import Column, Field, Mapping
from bulkmeet.columns.synonyms import APPLICANTS, CLIENTS
from bulkmeet.loader.wording import rows_named
from bulkmeet.model import Issue, Meeting
from bulkmeet.sheet import Distinct, Sheet

SEEN_ALONE = frozenset(folded(word) for word in APPLICANTS + CLIENTS)
PERSONAL = frozenset((Field.ATTENDEES, Field.EMAIL, Field.NAME, Field.FIRST_NAME, Field.LAST_NAME))
SHOWN = 2


def find_joined(meetings: Sequence[Meeting], sheet: Sheet, mapping: Mapping) -> list[Issue]:
    """A warning for every meeting of several rows, put together without a key, that such a column tells apart."""
    telling = [column for column in mapping.columns if _tells_apart(column)]
    several = [meeting for meeting in meetings if len(meeting.rows) > 1 and meeting.group_key is None]
    if not telling or not several:
        return []
    places = {number: place for place, number in enumerate(sheet.rows.numbers)}
    found = (_about(meeting, telling, sheet, [places[row] for row in meeting.rows]) for meeting in several)
    return [issue for issue in found if issue is not None]


def _tells_apart(column: Column) -> bool:
    words = words_of(column.header)
    return column.field in PERSONAL and any(word in SEEN_ALONE or word[:-1] in SEEN_ALONE for word in words)


def _about(meeting: Meeting, telling: Sequence[Column], sheet: Sheet, places: Sequence[int]) -> Issue | None:
    for column in telling:
        different = list(_different(sheet.rows.columns[column.index], places))
        if len(different) > 1:
            first, *others = meeting.rows
            shown = ", ".join(map(quoted, different[:SHOWN])) + (" …" if len(different) > SHOWN else "")
            message = (
                f"This row became one meeting with {rows_named(others)}, as title, start, end and host are the same, "
                f"though {column.named} is not ({shown}); give them different titles if they are not one meeting."
            )
            cell = address(column.index, first)
            return Issue("rows_joined", message, "warning", row=first, column=column.header, cell=cell)
    return None


def _different(column: Distinct, places: Sequence[int]) -> Iterator[str]:
    """The different texts of a column in some rows, blank ones aside."""
    texts = (text_of(column.cells[column.places[place]]) for place in places)
    yield from {folded(text): text for text in texts if text.strip()}.values()
