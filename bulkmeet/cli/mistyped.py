"""What to say of a command line that cannot be understood, where more can be said than which word is too much."""

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import click

from bulkmeet.cells.text import typed

MOST_WORDS = 40
MOST_SLIPS, LONG_OPTION = 2, 10
TOO_MANY = "Got unexpected extra argument"


def in_plain_words(error: click.UsageError, arguments: Sequence[str]) -> str:
    """What is wrong with the `arguments` and what to type instead; empty where click's own words do."""
    if isinstance(error, click.MissingParameter) and error.param and isinstance(error.param.type, click.Choice):
        path = error.ctx.command_path if error.ctx is not None else "bulkmeet"
        *others, last = map(str, error.param.type.choices)
        return f"Say which {error.param.name}, like `{path} {others[0]}`: it is {', '.join(others)} or {last}."
    if isinstance(error, click.NoSuchOption) and error.ctx is not None:
        close = [option for option in error.possibilities or () if _is_slip(error.option_name, option)]
        meant = f" Did you mean {' or '.join(close)}?" if close else ""
        return f"{error.message.rstrip('.')}.{meant} See `{error.ctx.command_path} --help`."
    if not error.format_message().startswith(TOO_MANY):
        return ""
    whole = _with_whole_name(arguments)
    if whole:
        return f"A file's name with blanks goes between quotation marks: bulkmeet {' '.join(map(typed, whole))}"
    return (
        f"{error.format_message().rstrip('.')}; a file's name, or whatever else has blanks in it, goes between "
        'quotation marks, like "Spring term.xlsx".'
    )


def _is_slip(typed_option: str, option: str) -> bool:
    """Whether an option is what was typed but for a slip or two; click itself offers `--timeout` for `--title`."""
    from rapidfuzz.distance import OSA  # here, so that --help does not wait for it

    whole = option.startswith(typed_option) or typed_option.startswith(option)
    return whole or OSA.distance(typed_option, option) <= (MOST_SLIPS if len(option) >= LONG_OPTION else 1)


def _with_whole_name(arguments: Sequence[str]) -> list[str]:
    """The arguments with those made one that together name a file; none where no such file is there."""
    words = list(arguments[:MOST_WORDS])
    for first, end in sorted(combinations(range(len(words) + 1), 2), key=lambda span: span[0] - span[1]):
        if end - first > 1 and _is_file(name := " ".join(words[first:end])):
            return [*arguments[:first], name, *arguments[end:]]
    return []


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False
