"""What a shell offers for a word that is half typed. It only reads, and where it cannot, it offers nothing."""

from collections.abc import Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem, get_completion_class

from bulkmeet.cli.ending import write_out

VARIABLE = "_BULKMEET_COMPLETE"
"""The environment variable by which the script asks for words; click makes its name of the program's."""


def script(command: click.Command, shell: str) -> int:
    """Print the script for a shell that click knows."""
    known = get_completion_class(shell)
    assert known is not None  # noqa: S101 - the shells to choose from are click's
    write_out(known(command, {}, "bulkmeet", VARIABLE).source().strip().encode())
    return 0


def runs(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """The newest runs of the ledger that --ledger names, or of the user's own."""
    from bulkmeet.cli.settings import ledger_path
    from bulkmeet.ledger.history import run_names

    given = context.params.get("ledger")
    return _those(run_names(ledger_path(Path(given) if given else None)), begun)


def zones(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """The names of time zones, in whatever case they are begun."""
    from zoneinfo import available_timezones

    return _those(sorted(available_timezones()), begun)


def api_names(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """The names that --api knows; a URL is typed."""
    return _those(("live", "sandbox", "simulator"), begun)


def meeting_types(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """The types of meetings."""
    from bulkmeet.cells.flags import MEETING_TYPES

    return _those(dict.fromkeys(MEETING_TYPES.values()), begun)


def map_names(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """The names of saved maps; where none begins so, it is a file's."""
    from bulkmeet.mapfile import saved_maps

    return _those(saved_maps(), begun) or [CompletionItem(begun, type="file")]


def _those(words: Iterable[str], begun: str) -> list[CompletionItem]:
    return [CompletionItem(word) for word in words if word.casefold().startswith(begun.casefold())]
