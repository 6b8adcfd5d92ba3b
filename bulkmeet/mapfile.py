"""Saved maps: how the columns of a sheet are read, kept under a name in the user's configuration folder.

A map is a TOML file that can be written by hand as well: under [columns] their header, and the field in the words
that --map takes ("Room time" = "start (Europe/Berlin)").
"""

import json
import os
import re
import secrets
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from bulkmeet.cells.text import printable, quoted
from bulkmeet.columns.choices import key_for, words_for
from bulkmeet.columns.fields import RESULT_FIELDS, Column, Saved
from bulkmeet.columns.fields import Mapping as Columns
from bulkmeet.errors import WrongUsage
from bulkmeet.patterns import pattern

FOLDER = "BULKMEET_MAPS"
"""The environment variable that names another folder for saved maps."""
LARGEST_MAP = 1_000_000
SUFFIX = ".toml"
NAME = pattern(r"\w(?:[\w .-]{0,62}\w)?")
TAKEN_BY_WINDOWS = pattern(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
HEAD = """\
# How bulkmeet reads the columns of a sheet: their header, and the field as --map takes it.
# Use it with --map-file; take a line out, and its column is read the ordinary way again.

[columns]
"""


def ensure_map_name(name: str) -> str:
    """The name, if a map can be saved under it.

    Raises:
        WrongUsage: for one that could lead out of the folder, or that no file can have everywhere.
    """
    if not NAME.fullmatch(name) or TAKEN_BY_WINDOWS.fullmatch(name):
        raise WrongUsage(f"--save-map takes a name of letters, digits and blanks, like “term”, not {quoted(name)}.")
    return name


def read_map(given: str, environment: Mapping[str, str] = os.environ) -> dict[str, Saved]:
    """The map of that name, or in the file of that path: what it says of each header.

    Raises:
        WrongUsage: when there is no such map, or it cannot be read as one.
    """
    path, name = _place(given, environment)
    try:
        if not path.is_file():
            raise WrongUsage(_no_such_map(given, path, environment))
        with path.open("rb") as file:
            content = file.read(LARGEST_MAP + 1)
        if len(content) > LARGEST_MAP:
            raise WrongUsage(f"{path} is too large to be a map of columns; name another with --map-file.")
        columns = _columns_in(tomllib.loads(content.decode("utf-8-sig")))
    except OSError as error:
        raise WrongUsage(f"The map {path} cannot be read ({error.strerror}).") from error
    except (ValueError, RecursionError) as error:
        raise WrongUsage(f"The map {path} is no TOML that can be read ({_reason(error)}).") from error
    if columns is None:
        raise WrongUsage(
            f'The map {path} is no map of columns; under [columns] it needs lines like "Their header" = "title".'
        )
    return {header.strip(): Saved(field.strip(), name) for header, field in columns.items()}


def write_map(name: str, columns: Columns, *, confirmed: bool, environment: Mapping[str, str] = os.environ) -> Path:
    """Save how the columns are read, and say where; one that is read by likeness only counts if it is `confirmed`.

    Raises:
        WrongUsage: when it cannot be written.
    """
    path = map_folder(environment) / (ensure_map_name(name) + SUFFIX)
    beside = path.with_name(f".{secrets.token_hex(6)}.tmp")
    text = HEAD + "".join(f"{line}\n" for line in _lines(columns.columns, confirmed=confirmed))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(beside, text.encode("utf-8", "replace"))
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise WrongUsage(f"The map {quoted(name)} cannot be saved as {path} ({error.strerror}).") from error
    return path


def map_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where maps are saved: in the folder that BULKMEET_MAPS names, else in the user's configuration."""
    if given := environment.get(FOLDER):
        return Path(given)
    from platformdirs import user_config_path

    return user_config_path("bulkmeet", appauthor=False) / "maps"


def saved_maps(environment: Mapping[str, str] = os.environ) -> list[str]:
    """The names of the maps that are saved, sorted."""
    return sorted(file.stem for file in map_folder(environment).glob(f"*{SUFFIX}"))


def _place(given: str, environment: Mapping[str, str]) -> tuple[Path, str]:
    """The file of a map, and its name; what ends in .toml or names a folder is a path."""
    if given.casefold().endswith(SUFFIX) or not NAME.fullmatch(given):
        return Path(given), Path(given).stem
    return map_folder(environment) / (given + SUFFIX), given


def _no_such_map(given: str, path: Path, environment: Mapping[str, str]) -> str:
    if path.parent != map_folder(environment):
        return f"There is no file {path} to read a map from; check its name and folder."
    saved = saved_maps(environment)
    named = f"those saved are {', '.join(map(quoted, saved[:20]))}" if saved else "none is saved yet"
    return f"There is no saved map {quoted(given)}; {named}. A path to one ends in {SUFFIX}."


def _columns_in(content: Mapping[str, object]) -> dict[str, str] | None:
    columns = content.get("columns")
    if not isinstance(columns, dict) or not columns or set(content) != {"columns"}:
        return None
    named = {header: field for header, field in columns.items() if isinstance(field, str) and header and field}
    return named if len(named) == len(columns) else None


def _lines(columns: tuple[Column, ...], *, confirmed: bool) -> Iterator[str]:
    for column in columns:
        if column.field is None or column.field in RESULT_FIELDS:
            continue
        line = f"{_toml(key_for(column, columns))} = {_toml(words_for(column))}"
        is_sure = confirmed or not column.by_likeness
        yield line if is_sure else f"# by likeness; take the mark at the front away to confirm it\n# {line}"


def _toml(text: str) -> str:
    """The text as a TOML string: those of JSON are, but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(
        os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600), "wb"
    ) as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _reason(error: Exception) -> str:
    return printable(str(error))[:200] if isinstance(error, tomllib.TOMLDecodeError) else "its text is not UTF-8"
