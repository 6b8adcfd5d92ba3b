"""How a command ends: whatever stops it becomes one sentence, one exit code and, under --json, one document."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import click

from bulkmeet.errors import Interrupted, RunStopped, Stop, WrongUsage


def ended(
    work: Callable[[], int],
    *,
    json: bool,
    file: Path | None = None,
    api: str | None = None,
    arguments: Sequence[str] = (),
) -> int:
    """Do a command's work and return its exit code; no exception leaves, and no stack trace reaches a user.

    `file` and `api` are for the document that says why it stopped, and `arguments` are what was typed. When this stands
    within itself, the inner one, which knows more, is the one that speaks.
    """
    began = time.monotonic()
    try:
        return work()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the boundary: the user gets a sentence
        stop = _as_stop(error, arguments)
    say(stop)
    if json:
        from bulkmeet.cli.document import document

        with suppress(RunStopped):  # it may be this very document that could not be written
            write_out(document(file=file, api=api, seconds=time.monotonic() - began, error=str(stop)))
    return stop.exit_code


def say(stop: Stop) -> None:
    """Why the command stopped, on standard error; what comes from outside cannot steer the terminal."""
    from bulkmeet.cells.text import printable
    from bulkmeet.cli.layout import wrapped

    with suppress(OSError):
        width = shutil.get_terminal_size().columns if sys.stderr.isatty() else None
        lines = wrapped(f"bulkmeet: {printable(str(stop))}", width, further="  ")
        sys.stderr.write("\n".join(lines) + "\n")
        sys.stderr.flush()


def write_out(text: bytes) -> None:
    """Write a line to standard output, in UTF-8 whatever the terminal speaks.

    Raises:
        RunStopped: when it cannot be written, unless its reader has only gone.
    """
    try:
        sys.stdout.buffer.write(text + b"\n")
        sys.stdout.buffer.flush()
    except OSError as error:
        silence(sys.stdout)
        if not isinstance(error, BrokenPipeError):
            raise RunStopped(f"The report could not be written to standard output ({error.strerror}).") from error


def silence(stream: TextIO) -> None:
    """Let whatever is still written to a stream that is broken go nowhere, so that the work behind it goes on."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _as_stop(error: BaseException, arguments: Sequence[str]) -> Stop:
    match error:
        case Stop():
            return error
        case click.ClickException():
            return WrongUsage(_sentence(error, arguments))
        case KeyboardInterrupt() | click.exceptions.Abort():
            return Interrupted("Interrupted; nothing was sent.")
        case _:
            return RunStopped(_unexpected(error))


def _sentence(error: click.ClickException, arguments: Sequence[str]) -> str:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return "Say what to do: begin with `bulkmeet check FILE`, or see `bulkmeet --help`."
    if isinstance(error, click.UsageError):
        from bulkmeet.cli.mistyped import in_plain_words

        if plain := in_plain_words(error, arguments):
            return plain
    message = error.format_message().rstrip(".")
    if not isinstance(error, click.UsageError) or error.ctx is None:
        return f"{message}."
    end = "" if message.endswith("?") else "."
    return f"{message}{end} See `{error.ctx.command_path} --help`."


def _unexpected(error: BaseException) -> str:
    """A sentence without the error's own text, which may hold anything, and with the place it comes from."""
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    code = where.tb_frame.f_code if where is not None else None
    place = f"{code.co_qualname}, line {where.tb_lineno}" if code and where else "an unknown place"
    return (
        f"Something happened that bulkmeet does not know how to handle ({type(error).__name__} in {place}). "
        "Whatever was sent is in the ledger (see `bulkmeet status`); the makers of bulkmeet would like to hear of it."
    )
