"""Rows that count or add up what stands above them, with or without a word for it: “Demos booked | 6”. Pure."""

import re
from collections.abc import Iterator, Sequence

from bulkmeet.cells.text import folded, is_blank, text_of
from bulkmeet.columns.fields import Field
from bulkmeet.columns.looks import has_day
from bulkmeet.columns.normalise import LONGEST_HEADER
from bulkmeet.columns.recognise import recognise
from bulkmeet.loader.passages import AMOUNT, is_lone_text
from bulkmeet.loader.timed import below_timed, is_words
from bulkmeet.model import Cell, Unreadable
from bulkmeet.patterns import pattern
from bulkmeet.sheet import Distinct, Grid

_OF = r"(?:of|der|von|de|des|du|del|di|dei|delle|das|dos|do|van|av|af|d')"
_NUMBER = (
    r"(?:(?:total )?number|no\.?|count|anzahl|zahl|nombre|nb\.?|numero|cantidad|quantidade|aantal|liczba|pocet|antal"
    r"|antall|lukumaara|numar|количество|кількість|αριθμος)"
)
_LABEL = (
    rf"(?:{_NUMBER} {_OF} ?.{{1,40}}|anzahl .{{1,40}}|(?:.{{1,40}} )?(?:count|counts|booked|gebucht)|.{{0,20}}[件人]数)"
)
_COUNTS = pattern(rf"{_LABEL}\s*[:=]?")
_COUNTED = pattern(rf"{_LABEL}\s*[:=]\s*[0-9]{{1,6}}")
_STEMS = (
    *("count", "number", "no. ", "no of", "anzahl", "zahl", "nombre", "nb d", "nb. d", "mero", "cantidad"),
    *("quantidade", "aantal", "liczba", "pocet", "počet", "antal", "maara", "määrä", "numar", "număr", "количество"),
    *("кількість", "αριθμ", "booked", "gebucht", "件数", "人数"),
)
"""One of them is in every label, and of many texts this is told much faster."""
_FORMULA = pattern(r"=\s*(?:count[a-z]*|sum[a-z]*|subtotal|aggregate|rows|dcount[a-z]*)\(", re.IGNORECASE)
_AMOUNTS_OF_MEETINGS = frozenset({Field.DURATION, Field.START, Field.START_TIME, Field.END, Field.END_TIME})
"""Where a number beside a text may be the minutes of a meeting, or its hour."""
_WITH_DAYS = frozenset({Field.START, Field.END})
_TIMES = frozenset({Field.START, Field.START_DATE, Field.START_TIME, Field.END, Field.END_DATE, Field.END_TIME})
_MAY_BE_NUMBERS = frozenset({Field.PHONE, Field.PHONE_NUMBER, Field.USER_ID, Field.KEY, Field.MEETING_TYPE})
"""Where a number alone may say who it is, or which meeting is meant."""
BY_FORMULA, BY_WORD = "formula", "word"
_LABELS = 2
"""Up to so many cells for the label, and the first so many columns that may hold it."""
_SEPARATORS = dict.fromkeys(map(ord, ",' \u00a0\u202f"))
_YEARS = range(1990, 2100)
_FIRST_DAY = 20_000
"""A bare number from here on may be a day as Excel counts them: 1954 and later."""


def count_rows(rows: Grid, headers: Sequence[str]) -> list[int]:
    """The places of the rows that hold a label and numbers, or numbers alone, and are plainly no meetings.

    What makes it plain is a formula that counts or adds up, anywhere, or below all rows with a day or a clock a word
    for it, or a number where no other row has one: under dates, names or addresses. None holds a day or a clock.
    """
    fields = _fields(rows, headers)
    said = {place: how for place in _worth_a_look(rows) if (how := _says_count(rows[place].cells, fields))}
    foot = below_timed(rows) if said else len(rows)
    numeric = _numeric(rows, [place for place in range(foot) if place not in said]) if said else frozenset()
    counted = {place for place, how in said.items() if how is BY_FORMULA or place >= foot}
    plain = {place for place in counted if not any(_is_small(rows[place].cells[index]) for index in numeric)}
    return sorted(plain.union(_at_foot(rows, fields)))


def _numeric(rows: Grid, places: Sequence[int]) -> frozenset[int]:
    """The columns that hold numbers in these rows, as one of lengths or of seats does, whatever its header says."""
    return frozenset(
        index
        for index, column in enumerate(rows.columns)
        if any(_is_small(column.cells[which]) for which in {column.places[place] for place in places})
    )


def _worth_a_look(rows: Grid) -> Iterator[int]:
    for index, column in enumerate(rows.columns):
        labels = index < _LABELS and _may_hold_labels(column.cells)
        wanted = {place for place, cell in enumerate(column.cells) if _may_count(cell, is_labelled=labels)}
        yield from (row for row, place in enumerate(column.places) if place in wanted) if wanted else ()


def _may_hold_labels(cells: Sequence[Cell]) -> bool:
    texts = "\n".join(cell for cell in cells if isinstance(cell, str)).casefold()
    return any(stem in texts for stem in _STEMS)


def _may_count(cell: Cell, *, is_labelled: bool) -> bool:
    if isinstance(cell, str):
        return cell.startswith("=") or (is_labelled and _is_label(cell))
    return isinstance(cell, Unreadable)


def _is_label(cell: Cell) -> bool:
    text = folded(text_of(cell))
    return _COUNTS.fullmatch(text) is not None or _COUNTED.fullmatch(text) is not None


def _says_count(cells: Sequence[Cell], fields: Sequence[Field | None]) -> str | None:
    """What in the row says that it counts, if something does."""
    filled = [(index, cell) for index, cell in enumerate(cells) if not is_blank(cell)]
    labels = {index: cell for index, cell in filled if not _is_amount(cell)}
    if len(labels) > _LABELS or not all(map(is_words, labels.values())):
        return None
    numbers = [index for index, cell in filled if index not in labels and not _is_formula(cell)]
    if not _AMOUNTS_OF_MEETINGS.isdisjoint(fields[index] for index in numbers):
        return None
    if len(numbers) + len(labels) < len(filled):
        return BY_FORMULA
    if any(fields[index] in _TIMES and not _is_label(cell) for index, cell in labels.items()):
        return None
    counted = any(_COUNTED.fullmatch(folded(text_of(label))) for label in labels.values())
    return BY_WORD if counted or (numbers and any(map(_is_label, labels.values()))) else None


def _at_foot(rows: Grid, fields: Sequence[Field | None]) -> Iterator[int]:
    """Those of the rows below all others that count, with notes between them.

    Numbers alone need no blank row above them, a label does, or above a row of the foot over it.
    """
    first = _foot(rows)
    if first == len(rows):
        return
    texts = [not any(map(_is_small, _cells_above(column, first))) for column in rows.columns]
    is_apart = False
    for place in range(first, len(rows)):
        is_apart = is_apart or rows.numbers[place] - rows.numbers[place - 1] > 1
        if _is_count(rows[place].cells, fields, texts, is_apart=is_apart):
            yield place


def _foot(rows: Grid) -> int:
    """Where the rows begin that hold no more than numbers and labels, or one text, up to the end; never with the first.

    Without a number among them there is nothing to look at.
    """
    first = end = len(rows)
    while first > 1 and (_holds_number(rows[first - 1].cells) or is_lone_text(rows[first - 1].cells)):
        first -= 1
    return first if any(_holds_number(rows[place].cells) for place in range(first, end)) else end


def _holds_number(cells: Sequence[Cell]) -> bool:
    is_one = [_is_small(cell) for cell in cells if not is_blank(cell)]
    return any(is_one) and all(_is_small(cell) or is_blank(cell) or is_words(cell) for cell in cells)


def _cells_above(column: Distinct, place: int) -> Iterator[Cell]:
    return (column.cells[which] for which in set(column.places[:place]))


def _is_count(
    cells: Sequence[Cell], fields: Sequence[Field | None], of_texts: Sequence[bool], *, is_apart: bool
) -> bool:
    """Whether a row of numbers and labels is no meeting; `of_texts` are the columns without numbers above it."""
    amounts = {index for index, cell in enumerate(cells) if not is_blank(cell) and _is_small(cell)}
    if not amounts:
        return False
    labels = {index for index, cell in enumerate(cells) if not is_blank(cell)} - amounts
    under = {fields[index] for index in amounts}
    if under & _MAY_BE_NUMBERS or len(labels) > min(_LABELS, len(amounts)):
        return False
    is_by_times = any(fields[index] in _TIMES for index in labels)
    if Field.TITLE in under and not is_by_times:
        return False
    if labels and (Field.DURATION in under or (under & _AMOUNTS_OF_MEETINGS and not is_by_times)):
        return False
    return not labels or (is_apart and all(of_texts[index] for index in amounts))


def _fields(rows: Grid, headers: Sequence[str]) -> list[Field | None]:
    """What the columns mean by their headers; one of starts with their days holds no bare hours."""
    meanings = [recognise(header).meaning if 0 < len(header) <= LONGEST_HEADER else None for header in headers]
    fields = [meaning.field if meaning else None for meaning in meanings]
    fields += [None] * max(0, len(rows.columns) - len(fields))
    for index, column in enumerate(rows.columns):
        if fields[index] in _WITH_DAYS and any(map(has_day, column.cells)):
            fields[index] = Field.START_DATE
    return fields


def _is_amount(cell: Cell) -> bool:
    return _is_formula(cell) or _is_small(cell)


def _is_formula(cell: Cell) -> bool:
    text = cell.shown if isinstance(cell, Unreadable) else cell
    return isinstance(text, str) and _FORMULA.match(text) is not None


def _is_small(cell: Cell) -> bool:
    if isinstance(cell, str):
        digits = text_of(cell).translate(_SEPARATORS) if AMOUNT.fullmatch(text_of(cell)) else ""
        return digits.isdecimal() and _is_small(int(digits))
    if not isinstance(cell, int | float) or isinstance(cell, bool):
        return False
    return 0 <= cell < _FIRST_DAY and cell % 1 == 0 and cell not in _YEARS
