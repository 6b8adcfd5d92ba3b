"""What repeats itself in a list of meetings is looked at once: its rows only point to it."""

from collections.abc import Iterable
from typing import Any


def numbered(items: Iterable[Any]) -> tuple[list[Any], list[int]]:
    """The different items in the order they first appear, and for every item its place in them."""
    known = _Places()
    places = list(map(known.__getitem__, items))
    return list(known), places


class _Places(dict[Any, int]):
    """Gives every new item the next place."""

    def __missing__(self, item: object) -> int:
        place = self[item] = len(self)
        return place
