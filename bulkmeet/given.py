"""Options as they were given, by name: back to the words they are typed with, and those of a run against now's."""

from collections.abc import Iterator, Mapping, Sequence

from bulkmeet.cells.text import typed
from bulkmeet.columns.choices import read_choices
from bulkmeet.errors import WrongUsage


def option_words(given: Mapping[str, object]) -> str:
    """The options as they are typed, each with a blank before it: ` --region DE --map "Room time=start"`."""
    return "".join(f" {word}" for name, value in given.items() for word in _words(name, value))


def _words(name: str, value: object) -> Iterator[str]:
    for each in value if isinstance(value, list | tuple) else (value,):
        yield "--" + name.replace("_", "-")
        if each is not True:
            yield typed(str(each))


READ_BY = ("date_order", "map", "map_file", "host", "user_id", "meeting_type", "duration", "region")
"""The options that change what cells say, or stand for cells that are not there; the zone is told of by itself."""


def not_given_now(
    then: Mapping[str, object], now: Mapping[str, object], headers: Sequence[str]
) -> dict[str, str | list[str]]:
    """The options that change how cells are read and that a run was given but this command is not, or is otherwise.

    A --map of a column that the sheet with these `headers` has no more is left out, for it could not be given.
    """
    missing: dict[str, str | list[str]] = {}
    for name in READ_BY:
        was = then.get(name)
        if isinstance(was, list | tuple):
            given = set(_several(now.get(name)))
            if left := [one for one in map(str, was) if one not in given and _fits(one, headers)]:
                missing[name] = left
        elif was is not None and was != now.get(name):
            missing[name] = str(was)
    return missing


def is_otherwise(missing: Mapping[str, str | list[str]], now: Mapping[str, object]) -> bool:
    """Whether another value of each was given now, which somebody must have meant."""
    mapped = {_header(one) for one in _several(now.get("map"))}
    return all(
        name in now if isinstance(value, str) else {_header(one) for one in value} <= mapped
        for name, value in missing.items()
    )


def _several(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else []


def _header(words: str) -> str:
    return words.rpartition("=")[0].strip().casefold()


def _fits(words: str, headers: Sequence[str]) -> bool:
    header, _, field = words.rpartition("=")
    try:
        read_choices(headers, {header.strip(): field.strip()})
    except WrongUsage:
        return False
    return True
