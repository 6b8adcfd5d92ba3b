"""Rows and names listed as people write them. Pure."""

from collections.abc import Callable, Iterable, Sequence

from bulkmeet.cells.text import column_letter

NAMED = 10


def rows_named(numbers: Iterable[int]) -> str:
    """Rows for a message, neighbours joined: [11] is “row 11”, [5, 6, 7, 9] is “rows 5 to 7 and 9”."""
    return _named("row", numbers, str)


def columns_named(indexes: Iterable[int]) -> str:
    """Columns counted from 0 for a message: [2] is “column C”, [0, 1] is “columns A to B”."""
    return _named("column", indexes, column_letter)


def _named(word: str, numbers: Iterable[int], shown: Callable[[int], str]) -> str:
    spans: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    ending = "" if len(spans) == 1 and spans[0][0] == spans[0][1] else "s"
    return f"{word}{ending} {listed([shown(a) if a == b else f'{shown(a)} to {shown(b)}' for a, b in spans])}"


def listed(words: Sequence[str]) -> str:
    """Words joined by commas and “and”; after the first ten “and N more”."""
    shown = list(words[:NAMED])
    if len(words) > NAMED:
        shown.append(f"{len(words) - NAMED} more")
    if len(shown) == 1:
        return shown[0]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"
