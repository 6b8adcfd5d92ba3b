"""Columns of running numbers, “Session number” or “Lesson”: they count the rows, and do not say how long these last."""

from collections.abc import Sequence
from itertools import pairwise

from bulkmeet.cells.durations import is_bare_number
from bulkmeet.cells.text import text_of
from bulkmeet.cells.words import word_set, words_of
from bulkmeet.columns.looks import is_count, mostly
from bulkmeet.columns.recognise import recognise
from bulkmeet.model import Cell

NUMBERS = word_set("no, nr, number, id, nummer, numéro, número, num, numero, numer, číslo, 番号, 编号, 번호")
"""Words for the numbers by which things are told apart."""


def are_running_numbers(header: str, cells: Sequence[Cell]) -> bool:
    """Whether bare numbers count the rows: the header calls them numbers, or mostly each is one more than another.

    Under a unit, as in “Session (h)”, they may be lengths of 1, 2 and 3.
    """
    if recognise(header).unit is not None or not all(map(is_bare_number, cells)):
        return False
    return not NUMBERS.isdisjoint(words_of(header)) or _run_on(cells)


def _run_on(cells: Sequence[Cell]) -> bool:
    numbers = sorted({int(text_of(cell)) for cell in cells if is_count(cell)})
    return mostly(lambda step: step == 1, [after - before for before, after in pairwise(numbers)])
