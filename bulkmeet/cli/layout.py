"""Text and tables in the width there is: words stay whole, and wide characters take two cells. Pure.

A width is the cells of a terminal's line, and None where there is no terminal: then a sentence stays on one line, so
that it can be searched for.
"""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, chop_cells

from bulkmeet.patterns import pattern

WIDEST = 100
"""Longer lines are hard to follow, however wide a terminal is; it is also what a table takes where there is none."""
GAP = "  "
LEAST_CELLS = 24
"""What the last column of a table needs at least, or it becomes a list."""

COMMAND = pattern(r"`?\bbulkmeet [a-z]+(?= |$)")


def wrapped(text: str, width: int | None, start: str = "", further: str | None = None) -> list[str]:
    """The lines of a text behind its `start`, and below it behind `further`, which is blanks up to where it began.

    A command to copy is never broken, for a shell would run its first line by itself: it has a line of its own, and
    it is for the terminal to break that.
    """
    if width is None or cell_len(start + text) <= min(width, WIDEST):
        return [start + text]
    wide = min(width, WIDEST)
    further = " " * min(cell_len(start), wide // 3) if further is None else further
    command = COMMAND.search(text)
    if command is None:
        return _broken(text.split(), wide, start, further)
    before = text[: command.start()].split()
    lines = _broken(before, wide, start, further) if before else []
    return [*lines, (further if before else start) + text[command.start() :]]


def table(rows: Sequence[Sequence[str]], width: int | None) -> Iterator[str]:
    """Rows of cells below each other, the last one wrapped in its column; where that is too narrow, a list.

    In the list a row's last cell stands below the others.
    """
    wide = min(width or WIDEST, WIDEST)
    columns = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    taken = sum(columns[:-1]) + len(GAP) * len(columns)
    fits = wide - taken >= min(columns[-1], LEAST_CELLS)
    for *cells, last in rows:
        starts = [GAP + _padded(cell, room) for cell, room in zip(cells, columns, strict=False)]
        if fits:
            yield from (line.rstrip() for line in wrapped(last, wide, "".join(starts) + GAP, " " * taken))
        else:
            *before, cell = starts
            yield from wrapped(cell.strip(), wide, "".join(before) + GAP)
            yield from wrapped(last, wide, " " * (columns[0] + 3 * len(GAP)))


def _padded(cell: str, room: int) -> str:
    return cell + " " * (room - cell_len(cell))


def _broken(words: Sequence[str], wide: int, start: str, further: str) -> list[str]:
    """Lines of at most `wide` cells.

    What is wider than a whole line is broken where that ends if it is of a script without blanks between words, and
    stays whole otherwise: a path or a link is there to be copied.
    """
    lines, line = [], start
    begun = False
    for word in words:
        for number, piece in enumerate([word] if word.isascii() else chop_cells(word, wide - cell_len(further))):
            blank = " " if begun and not number else ""
            if begun and cell_len(line + blank + piece) > wide:
                lines.append(line)
                line, blank = further, ""
            line += blank + piece
            begun = True
    return [*lines, line]
