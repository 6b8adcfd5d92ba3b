"""The options that several commands take alike, and how they are completed in a shell."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from bulkmeet.cli.completing import api_names, map_names, meeting_types, runs, zones
from bulkmeet.cli.numbers import Number, WholeNumber

F = TypeVar("F", bound=Callable[..., Any])


FILE = click.argument("file", type=click.Path(path_type=Path))

RUN = click.argument("run", metavar="RUN", shell_complete=runs)

API = click.option(
    "--api",
    metavar="live|sandbox|simulator|URL",
    help="Which Dialpad it is about. [default: live]",
    shell_complete=api_names,
)
COMPANY = click.option("--company-id", metavar="ID", help="The company, for a key that serves several.")
ONLINE = click.option("--online", is_flag=True, help="When only checking, also look up hosts given by email.")
READING = (
    click.option("--sheet", metavar="NAME", help="Read this sheet of the workbook."),
    click.option(
        "--timezone",
        metavar="ZONE",
        help="For times that carry no zone of their own, like America/New_York.",
        shell_complete=zones,
    ),
    click.option(
        "--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help="How to read dates such as 03/04/2026."
    ),
    click.option("--map", multiple=True, metavar='"Their header=field"', help="Read a column as a field. Repeatable."),
    click.option(
        "--map-file",
        metavar="NAME",
        help="Read the columns by a saved map, or by the one in a .toml file.",
        shell_complete=map_names,
    ),
    click.option("--host", metavar="EMAIL", help="The host of meetings whose rows name none."),
    click.option("--user-id", metavar="ID", help="The same, as a Dialpad user id."),
    click.option(
        "--meeting-type",
        metavar="TYPE",
        help="For rows that have none; UNIQUE_MEETING otherwise.",
        shell_complete=meeting_types,
    ),
    click.option("--duration", metavar="30m", help="For meetings that have neither an end nor a duration."),
    click.option(
        "--region", default="US", show_default=True, metavar="COUNTRY", help="For phones without a country code."
    ),
    click.option("--allow-past", is_flag=True, help="Allow meetings that start in the past."),
)
CHOOSING = (
    click.option("--save-map", metavar="NAME", help="Save how the columns are read, under a name for --map-file."),
    click.option("--strict", is_flag=True, help="Send nothing if any row is invalid."),
    click.option("--limit", type=WholeNumber(1), metavar="N", help="Create only the first N valid meetings."),
)
CONNECTING = (
    API,
    COMPANY,
    click.option(
        "--rate",
        default="1200/min",
        show_default=True,
        metavar="N/min",
        help="The most requests, a second or a minute.",
    ),
    click.option(
        "--timeout",
        type=Number(1),
        default=60.0,
        show_default=True,
        metavar="SECONDS",
        help="How long to wait for an answer.",
    ),
    click.option("--ca-file", type=click.Path(path_type=Path), metavar="FILE", help="One more certificate to trust."),
)
SENDING = (
    click.option("--allow-duplicates", is_flag=True, help="Create meetings again that an earlier run created."),
    click.option("--output", type=click.Path(path_type=Path), metavar="PATH", help="Where the results sheet goes."),
    click.option("--yes", is_flag=True, help="Do not ask before creating."),
)
REPORT = (
    click.option(
        "--report", type=click.Path(path_type=Path), metavar="PAGE.html", help="Also write a page for a browser."
    ),
)
LEDGER = (
    click.option("--ledger", type=click.Path(path_type=Path), metavar="PATH", help="The record of what was sent."),
)
JSON = click.option("--json", is_flag=True, help="One JSON document on standard output.")
SHOWING = (
    JSON,
    click.option("--quiet", is_flag=True, help="Say only what went wrong."),
    click.option("--verbose", is_flag=True, help="Show every issue."),
)


def options(*groups: tuple[Callable[[F], F], ...]) -> Callable[[F], F]:
    """The options of these groups, in this order."""

    def add(command: F) -> F:
        for option in reversed([option for group in groups for option in group]):
            command = option(command)
        return command

    return add
