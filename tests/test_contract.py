"""What scripts and people rely on: exit codes, statuses, result columns, commands, options, and a quick --help."""

import resource
import subprocess
import sys

import click
import pytest

from bulkmeet import __version__, errors
from bulkmeet.cli.main import cli
from bulkmeet.columns.fields import RESULT_FIELDS
from bulkmeet.model import Status
from tests.command_line import CommandLine

HEAVY = ("aiohttp", "keyring", "numpy", "openpyxl", "pandas", "phonenumbers", "pyarrow", "rich")
READING = {
    *("--sheet", "--timezone", "--date-order", "--map", "--host", "--user-id", "--meeting-type", "--duration"),
    *("--region", "--allow-past", "--strict", "--limit", "--map-file", "--save-map"),
}
CONNECTING = {"--api", "--company-id", "--rate", "--timeout", "--ca-file"}
SHOWING = {"--ledger", "--json", "--quiet", "--verbose", "--help"}
SENDING = {"--allow-duplicates", "--output", "--yes"}
REPORT = {"--report"}
COMMANDS = {
    "check": READING | CONNECTING | SHOWING | REPORT | {"--online", "--explain", "--annotate"},
    "run": READING | CONNECTING | SENDING | SHOWING | REPORT | {"--online", "--dry-run"},
    "rerun": READING | CONNECTING | SENDING | SHOWING | REPORT,
    "status": SHOWING,
    "resolve": SHOWING | {"--created", "--id", "--resend", "--yes"},
    "results": SHOWING | {"--output"},
    "forget": SHOWING | {"--before", "--pending", "--yes"},
    "template": {"--help"},
    "login": {"--api", "--stdin", "--help"},
    "logout": {"--api", "--help"},
}


def _options(command: click.Command) -> set[str]:
    with click.Context(command) as context:
        return {option for parameter in command.get_params(context) for option in parameter.opts if option[:2] == "--"}


def test_the_exit_codes_are_the_contracts() -> None:
    codes = {stop.__name__: stop.exit_code for stop in errors.Stop.__subclasses__()}
    assert codes == {"WrongUsage": 2, "UnreadableFile": 3, "RunStopped": 4, "Interrupted": 130}


def test_the_statuses_are_the_contracts() -> None:
    assert [str(status) for status in Status] == ["created", "invalid", "failed", "unknown", "pending", "skipped"]


def test_the_result_columns_are_the_contracts() -> None:
    assert [str(field).removeprefix("bulkmeet_") for field in RESULT_FIELDS] == [
        *("status", "meeting_id", "meeting_url", "message", "at", "key"),
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_takes_the_options_of_the_contract(name: str) -> None:
    assert _options(cli.commands[name]) | {"--help"} == COMMANDS[name]


@pytest.mark.parametrize("argument", ["--help", "--version", "run --help"])
def test_help_imports_nothing_heavy(bulkmeet: CommandLine, argument: str) -> None:
    program = (
        "import sys; from bulkmeet.__main__ import exit_code; code = exit_code(sys.argv[1:]); "
        f"print('heavy:', [name for name in {HEAVY} if name in sys.modules]); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *argument.split()],
        env=bulkmeet.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.rstrip().endswith("heavy: []"), done.stdout


def test_help_answers_at_once(bulkmeet: CommandLine) -> None:
    bulkmeet("--help", ledger=False, fresh=True)  # the first start may have to compile
    began = processor_seconds()
    done = bulkmeet("--help", ledger=False, fresh=True)
    seconds = processor_seconds() - began
    assert done.code == 0
    assert "bulkmeet check FILE" in done.out
    # 0.09 s on an idle machine; the rest is room for slow machines, not for heavy imports.
    assert 0 < seconds < 0.75


def processor_seconds() -> float:
    """What the processes that were started here have worked, however much else the machine had to do."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_the_version_is_told(bulkmeet: CommandLine) -> None:
    assert bulkmeet("--version", ledger=False).out == f"bulkmeet, version {__version__}\n"


def test_without_a_command_it_says_how_to_begin(bulkmeet: CommandLine) -> None:
    done = bulkmeet(ledger=False)
    assert done.code == 2
    assert done.sentence == "Say what to do: begin with `bulkmeet check FILE`, or see `bulkmeet --help`."


def test_the_program_can_be_interrupted_wherever_it_is(bulkmeet: CommandLine) -> None:
    """A simulator that serves until somebody ends it ends well, by Ctrl-C as by SIGTERM."""
    process = bulkmeet.start("simulator", "--port", "0", ledger=False)
    assert process.stdout is not None
    assert process.stdout.readline().startswith("The simulator listens at http://127.0.0.1:")
    process.terminate()
    _, err = process.communicate(timeout=10)
    assert (process.returncode, err) == (0, "")
