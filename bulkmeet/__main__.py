"""The program: its streams, its signals, and the command line."""

import os
import signal
import sys
from io import TextIOWrapper
from pathlib import Path


def main() -> None:
    """Run the command line and leave with its exit code."""
    _prepare_streams()
    try:
        from bulkmeet.cli import main as _  # noqa: F401 - loaded here, where Ctrl-C has nothing to say yet
        from bulkmeet.cli.ending import silence
    except KeyboardInterrupt:
        sys.exit(130)
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:  # nohup has SIGHUP ignored
            signal.signal(number, signal.default_int_handler)
    code = exit_code(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            silence(stream)
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # what the command has said stands, with the exit code that belongs to it
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    os._exit(code)  # all is written and closed by now, and taking a large sheet apart again would take seconds


def _prepare_streams() -> None:
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # whoever started us has closed it
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 - as long as the program lasts
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a character must not stop a run


def exit_code(arguments: list[str]) -> int:
    """Run a command line, and return its exit code."""
    from bulkmeet.cli.ending import ended
    from bulkmeet.cli.main import cli

    def work() -> int:
        return int(cli.main(arguments, prog_name="bulkmeet", standalone_mode=False) or 0)

    return ended(work, json="--json" in arguments, arguments=arguments)


if __name__ == "__main__":
    main()
