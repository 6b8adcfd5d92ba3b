"""Lists of people that hold plain addresses and nothing else, as most do: they are read in a ninth of the time."""

from bulkmeet.cells.emails import PLAIN, parse_email
from bulkmeet.model import Cell


def plain_addresses(cell: Cell) -> tuple[str, ...] | None:
    """The addresses of a list with nothing else in it, between which the same separator stands, each of them once.

    None for every cell that needs a closer look.
    """
    if not isinstance(cell, str) or "@" not in cell:
        return None
    text = cell.strip(" ;,\n")
    between = ";" if ";" in text else "\n" if "\n" in text else ","
    texts = [part.strip(" ") for part in text.split(between)]
    if not all(map(PLAIN.fullmatch, texts)):
        return None
    parsed = [parse_email(text) for text in texts]
    different = {one.value.casefold() for one in parsed if one.value is not None and not one.problems}
    return tuple([str(one.value) for one in parsed]) if len(different) == len(texts) else None
