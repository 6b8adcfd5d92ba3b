"""Which column nobody reads may hold what a sheet lacks: only ever offered, never used."""

import re
from collections.abc import Iterator, Sequence

from bulkmeet.cells.text import printable, text_of
from bulkmeet.columns.choices import key_for
from bulkmeet.columns.fields import Column, Field, Mapping
from bulkmeet.columns.likeness import fits, may_be
from bulkmeet.columns.looks import has_at, is_status, mostly
from bulkmeet.columns.normalise import normalise, read_heading
from bulkmeet.columns.synonyms import BY_NAME
from bulkmeet.columns.unreadtimes import is_read
from bulkmeet.model import Cell

FIELDS = {
    "a title": (Field.TITLE,),
    "a start": (Field.START, Field.START_DATE),
    "a date for the start": (Field.START_DATE,),
    "an end or a duration": (Field.DURATION, Field.END, Field.END_TIME),
}
"""By what is said to be missing: the fields that would give it."""
DAYS = frozenset((Field.START, Field.START_DATE))
WORD = re.compile(r"\w+")
OF_SOMETHING_ELSE = frozenset(
    (
        *("activity", "modified", "created", "updated", "changed", "edited", "due", "deadline", "completed", "closed"),
        "registered",
    )
)
"""Words of a header that make its dates no meeting's."""
SHORTEST_WORD = 4
FEW_WORDS = 2


def maps_for(missing: Sequence[str], mapping: Mapping, examples: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """What --map would say of the columns that may hold what is `missing`: ("Task name=title",).

    A column is offered if its header has a word in common with a known one, and its cells (`examples`, by column) are
    of that kind; as a title also if it is the only one of texts.
    """
    found: list[str] = []
    free = [column for column in mapping.columns if column.field is None and column.how == "unrecognised"]
    for fields in (FIELDS[what] for what in missing):
        offered = max(_ranked(fields, free, examples), key=lambda ranked: ranked[0], default=None)
        column, field = offered[1:] if offered is not None else _only_one(fields, free, examples)
        if column is None:
            continue
        found.append(f"{printable(key_for(column, mapping.columns))}={field}")
        free.remove(column)
    return tuple(found)


def _only_one(
    fields: Sequence[Field], columns: Sequence[Column], examples: Sequence[Sequence[Cell]]
) -> tuple[Column | None, Field]:
    """The only column that could be a title by its texts, or a duration by the unit in its header."""
    if Field.TITLE in fields:
        return _only_text(columns, examples), Field.TITLE
    lengths = [
        column
        for column in columns
        if Field.DURATION in fields
        and read_heading(column.header).unit
        and fits(Field.DURATION, examples[column.index])
    ]
    return (lengths[0] if len(lengths) == 1 else None), Field.DURATION


def _only_text(columns: Sequence[Column], examples: Sequence[Sequence[Cell]]) -> Column | None:
    """The one column of different words, as titles are; None where there are several, or none."""
    texts = [column for column in columns if column.header.strip() and _may_be_titles(examples[column.index])]
    return texts[0] if len(texts) == 1 else None


def _may_be_titles(cells: Sequence[Cell]) -> bool:
    is_text = fits(Field.TITLE, cells) and not mostly(has_at, cells) and not mostly(is_status, cells)
    return is_text and mostly(lambda cell: " " in text_of(cell), cells)


def _are_states(cells: Sequence[Cell], most: int) -> bool:
    """Whether the cells are words for how things stand: known ones, or a few short ones where columns hold `most`."""
    is_short = all(len(text_of(cell).split()) <= FEW_WORDS for cell in cells)
    return mostly(is_status, cells) or (is_short and 2 * len(cells) <= most)


def _ranked(
    fields: Sequence[Field], columns: Sequence[Column], examples: Sequence[Sequence[Cell]]
) -> Iterator[tuple[float, Column, Field]]:
    """How near each column is to each of the fields that its cells fit."""
    from rapidfuzz import fuzz  # here, so that --help does not wait for it

    most = max(map(len, examples), default=0)
    for column in columns:
        name = normalise(column.header)
        for field in fields:
            if field is Field.TITLE and _are_states(examples[column.index], most):
                continue
            cells = examples[column.index]
            could_be = fits(field, cells) and may_be(field, cells) and (field not in DAYS or any(map(is_read, cells)))
            if could_be or (field is Field.TITLE and _only_mention_days(cells)):
                alike = (fuzz.ratio(name, known) for known in _known(field) if _shares_word(name, known))
                nearest = max(alike, default=0)
                if nearest:
                    yield nearest, column, field


def _only_mention_days(cells: Sequence[Cell]) -> bool:
    """Whether the cells are texts of several words of which none reads as a day, though days are named in them."""
    is_text = mostly(lambda cell: " " in text_of(cell), cells) and not mostly(has_at, cells)
    return is_text and not any(map(is_read, cells))


def _known(field: Field) -> Iterator[str]:
    return (name for name, meaning in BY_NAME.items() if meaning.field is field)


def _shares_word(name: str, known: str) -> bool:
    if not OF_SOMETHING_ELSE.isdisjoint(WORD.findall(name)):
        return False
    return any(len(word) >= SHORTEST_WORD for word in set(WORD.findall(name)) & set(known.split()))
