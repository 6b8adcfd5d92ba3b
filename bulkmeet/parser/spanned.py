"""Columns whose cells give a start and an end: what cannot be read among them, by the form of the others. Pure."""

from msgspec.structs import replace

from bulkmeet.cells.refusals import LIKE, WHOLE_DAYS, is_of_whole_days
from bulkmeet.cells.spans import is_span, split_hours
from bulkmeet.cells.text import printable, quoted, text_of
from bulkmeet.model import Cell, Parsed, Problem
from bulkmeet.parser.together import ReadColumn

RANGES = frozenset({"date_range", "time_range"})


def in_form_of_spans(read: ReadColumn) -> ReadColumn:
    """The column with each range that cannot be read told to be written like the others, and in no second column."""
    if read.column.until is None or not any(meaning.problems for meaning in read.meanings):
        return read
    form = next(
        (cell for cell, meaning in zip(read.cells, read.meanings, strict=True) if _is_read(cell, meaning)), None
    )
    if form is None:
        return read
    like = printable(" ".join(text_of(form).split()))
    meanings = [
        Parsed(meaning.value, tuple(_in_form(problem, cell, like) for problem in meaning.problems))
        if meaning.problems
        else meaning
        for cell, meaning in zip(read.cells, read.meanings, strict=True)
    ]
    return replace(read, meanings=meanings)


def unread_span(cell: Cell, like: str) -> str:
    """The message about a range that cannot be read among others, of which `like` is one."""
    return f"{quoted(cell)} cannot be read as a start and an end; write it like {like}."


def _is_read(cell: Cell, meaning: Parsed[object]) -> bool:
    return meaning.value is not None and not meaning.problems and (is_span(cell) or split_hours(cell) is not None)


def _in_form(problem: Problem, cell: Cell, like: str) -> Problem:
    if problem.code not in RANGES:
        return replace(problem, message=problem.message.replace(LIKE["time"], f"write it like {like}"))
    if is_of_whole_days(Parsed(None, (problem,)), cell):
        return replace(problem, message=f"{quoted(cell)} {WHOLE_DAYS}; write it like {like}, or delete the row.")
    return replace(problem, message=unread_span(cell, like))
