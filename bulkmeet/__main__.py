"""The one place where what stops the program becomes a sentence and an exit code."""

import sys

import click

from bulkmeet.errors import Interrupted, Stop, WrongUsage


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(exit_code(sys.argv[1:]))


def exit_code(arguments: list[str]) -> int:
    """Run a command line; no exception leaves, and no stack trace reaches a user."""
    from bulkmeet.cli.main import cli

    try:
        code = cli.main(arguments, prog_name="bulkmeet", standalone_mode=False)
    except click.exceptions.Abort:
        return _say(Interrupted("Nothing was sent."))
    except click.ClickException as error:
        return _say(WrongUsage(_sentence(error)))
    except KeyboardInterrupt:
        return _say(Interrupted("Interrupted."))
    except Stop as stop:
        return _say(stop)
    except BrokenPipeError:
        sys.stdout = None
        return 1
    except Exception as error:  # noqa: BLE001 - the boundary: whatever it is, the user gets a sentence
        return _say(Stop(_unexpected(error)))
    return int(code or 0)


def _say(stop: Stop) -> int:
    sys.stderr.write(f"bulkmeet: {stop}\n")
    return stop.exit_code


def _sentence(error: click.ClickException) -> str:
    hint = f"; see `{error.ctx.command_path} --help`." if isinstance(error, click.UsageError) and error.ctx else "."
    return error.format_message().rstrip(".") + hint


def _unexpected(error: Exception) -> str:
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{where.tb_frame.f_code.co_qualname}, line {where.tb_lineno}" if where is not None else "an unknown place"
    return (
        f"Something happened that bulkmeet does not know how to handle ({type(error).__name__} in {place}); "
        "what was sent is in the ledger, and the makers of bulkmeet would like to hear of it."
    )


if __name__ == "__main__":
    main()
