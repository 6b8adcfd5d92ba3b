"""The commands. Heavy modules are imported where they are used, so that --help answers at once."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bulkmeet import __version__
from bulkmeet.cli.completing import runs
from bulkmeet.cli.ending import ended
from bulkmeet.cli.numbers import WholeNumber
from bulkmeet.cli.optiongroups import (
    API,
    CHOOSING,
    COMPANY,
    CONNECTING,
    FILE,
    JSON,
    LEDGER,
    ONLINE,
    READING,
    REPORT,
    RUN,
    SENDING,
    SHOWING,
    options,
)
from bulkmeet.cli.settings import Options, settings_from

if TYPE_CHECKING:
    from bulkmeet.cli.session import Session
    from bulkmeet.settings import Settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bulkmeet")
def cli() -> None:
    """Create the meetings of a spreadsheet in Dialpad: never twice, and with every row accounted for.

    Begin with `bulkmeet check FILE`, which sends nothing.
    """


@cli.command()
@FILE
@options(READING, CHOOSING, CONNECTING, REPORT, LEDGER, SHOWING)
@ONLINE
@click.option("--explain", is_flag=True, help="Show how each column is read, with examples before and after.")
@click.option(
    "--annotate",
    type=click.Path(path_type=Path),
    metavar="OUT.xlsx",
    help="Also write the workbook with what is wrong shown at its cells.",
)
def check(file: Path, **given: Any) -> int:
    """Read FILE, say what is wrong with it and what a run would do. Sends nothing."""
    return _with_session(file, given, lambda session: session.check())


@cli.command()
@FILE
@options(READING, CHOOSING, CONNECTING, SENDING, REPORT, LEDGER, SHOWING)
@click.option("--dry-run", is_flag=True, help="The same as `bulkmeet check`.")
@ONLINE
def run(file: Path, *, dry_run: bool, **given: Any) -> int:
    """Check FILE, create its valid meetings, and write a results sheet beside it."""
    return _with_session(file, given, lambda session: session.check() if dry_run else session.run())


@cli.command()
@click.argument("results", type=click.Path(path_type=Path))
@options(READING, CHOOSING, CONNECTING, SENDING, REPORT, LEDGER, SHOWING)
def rerun(results: Path, **given: Any) -> int:
    """Create what is still open in the results sheet RESULTS: failed, pending, and mended rows."""
    return _with_session(results, given, lambda session: session.rerun())


@cli.command()
@click.argument("results", type=click.Path(path_type=Path))
@click.argument("row", metavar="ROW")
@options(READING, (API, COMPANY), LEDGER, (JSON,))
def explain(results: Path, row: str, **given: Any) -> int:
    """Tell the story of one ROW of RESULTS, or of any other sheet. Sends nothing.

    How each cell is read, what is wrong, what was sent and what came back, and what to do next. ROW is the number that
    the spreadsheet shows, or a cell such as C14.
    """
    options = Options(**given)

    def work() -> int:
        settings = settings_from(options)
        from bulkmeet.cli.explaining import explain_row_of

        told = partial(explain_row_of, results, row, options, settings)
        return ended(told, json=options.json, file=results, api=settings.api)

    return ended(work, json=options.json, file=results)


@cli.command()
@click.argument("run", metavar="[RUN]", required=False, shell_complete=runs)
@options(LEDGER, SHOWING)
def status(run: str | None, **given: Any) -> int:
    """The runs in the ledger, or one RUN and what is open in it."""
    from bulkmeet.cli.status import show_status

    return show_status(run, Options(**given))


@cli.command()
@RUN
@click.argument("keys", metavar="[KEY]...", nargs=-1)
@click.option("--created", is_flag=True, help="They exist in Dialpad.")
@click.option("--id", "meeting_id", metavar="ID", help="The meeting's id, with --created and one KEY.")
@click.option("--resend", is_flag=True, help="They do not exist: let rerun send them again.")
@click.option("--yes", is_flag=True, help="Do not ask before settling several at once.")
@options(LEDGER, SHOWING)
def resolve(
    run: str, keys: tuple[str, ...], *, created: bool, meeting_id: str | None, resend: bool, **given: Any
) -> int:
    """Settle unknown meetings of RUN, after looking in Dialpad whether they exist; all of them without a KEY.

    `bulkmeet status RUN` lists them with their KEYs: bulkmeet resolve RUN KEY --created, or --resend.
    """
    from bulkmeet.cli.resolving import settle

    return settle(run, keys, created=created, meeting_id=meeting_id, resend=resend, options=Options(**given))


@cli.command()
@RUN
@click.option("--output", type=click.Path(path_type=Path), metavar="PATH", help="Where the results sheet goes.")
@options(LEDGER, SHOWING)
def results(run: str, **given: Any) -> int:
    """Write the results sheet of RUN again, from the ledger."""
    from bulkmeet.cli.rewriting import write_again

    return write_again(run, Options(**given))


@cli.command()
@click.option("--before", required=True, metavar="DATE", help="Like 2026-09-01: what began before that day, in UTC.")
@click.option("--pending", is_flag=True, help="Also runs with meetings that were never sent.")
@click.option("--yes", is_flag=True, help="Do not ask before forgetting.")
@options(LEDGER, SHOWING)
def forget(before: str, *, pending: bool, **given: Any) -> int:
    """Take what older runs say of people out of the ledger.

    Titles, requests, participants, answers, links, file names and looked-up users go. Identities, statuses and ids
    stay, so that no meeting is created twice. Runs that are still open are kept back.
    """
    from bulkmeet.cli.forgetting import forget_before

    return forget_before(before, pending=pending, options=Options(**given))


@cli.command()
@click.argument("output", metavar="OUT.xlsx", type=click.Path(path_type=Path))
def template(output: Path) -> int:
    """Write an empty workbook with the right columns, drop-downs and notes, to fill in and give to `bulkmeet check`."""
    from bulkmeet.cli.templating import write_new

    return write_new(output)


@cli.command()
@API
@click.option("--stdin", "from_stdin", is_flag=True, help="Read the key from standard input rather than ask for it.")
def login(*, api: str | None, from_stdin: bool) -> int:
    """Keep the API key in this computer's keyring.

    There is one key for each API. DIALPAD_API_KEY, where it is set, goes before it.
    """
    from bulkmeet.cli.login import log_in

    return log_in(api, from_stdin=from_stdin)


@cli.command()
@API
def logout(*, api: str | None) -> int:
    """Take the API key out of the keyring again."""
    from bulkmeet.cli.login import log_out

    return log_out(api)


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print the script by which a shell completes what is typed.

    \b
    bash:  bulkmeet completion bash > ~/.local/share/bash-completion/completions/bulkmeet
    zsh:   bulkmeet completion zsh > "${fpath[1]}/_bulkmeet"
    fish:  bulkmeet completion fish > ~/.config/fish/completions/bulkmeet.fish

    Then open a new terminal. PowerShell and cmd have no such script.
    """
    from bulkmeet.cli.completing import script

    return script(cli, shell)


@cli.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="0 takes a free one.")
@click.option("--key", default="simulator", show_default=True, help="The API key it accepts.")
@click.option("--per-second", type=WholeNumber(1), default=20, show_default=True, help="Requests in any second.")
@click.option("--per-minute", type=WholeNumber(1), default=1200, show_default=True, help="Requests in any minute.")
@click.option(
    "--latency",
    type=click.FloatRange(min=0),
    default=0.0,
    show_default=True,
    metavar="SECONDS",
    help="Before every answer.",
)
@click.option(
    "--fault", multiple=True, metavar="KIND[:5%][:title=T]", help="Go wrong on purpose, as told above. Repeatable."
)
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed draws the same faults.")
@click.option("--quiet", is_flag=True, help="Do not show the requests.")
def simulator(
    *,
    port: int,
    key: str,
    per_second: int,
    per_minute: int,
    latency: float,
    fault: tuple[str, ...],
    seed: int,
    quiet: bool,
) -> int:
    """Serve a stand-in for the Dialpad API on this computer, until Ctrl-C. It creates nothing real.

    --fault KIND makes every create go wrong like that. What follows a colon says which: 5% of them, title=Algebra,
    first=3 of these, on=users for look-ups, seconds=2.5 for slow, 429 and 503_retry: --fault 500:title=Algebra:first=2

    \b
    not created:  400 401 403 404 408 409 413 422 500 503, an answer with that status
                  429 503_retry, one that says when to try again
                  reset_before, the connection lost at once; redirect, an answer from elsewhere
    created:      reset_after, the connection lost instead of an answer; hang, no answer, ever
                  502 504 html_502, a gateway that gave up; slow, the right answer, but late
                  cut_off garbage not_json no_id, an answer that nothing can be made of
    """
    from bulkmeet.cli.simulate import simulate

    return simulate(
        port=port,
        key=key,
        per_second=per_second,
        per_minute=per_minute,
        latency=latency,
        faults=fault,
        seed=seed,
        quiet=quiet,
    )


def _with_session(file: Path, given: dict[str, Any], command: Callable[["Session"], int]) -> int:
    """Run a command over a file; what is wrong with its options is said before the heavy modules are loaded."""
    options = Options(**given)

    def work() -> int:
        settings = settings_from(options)
        return ended(partial(within, settings), json=options.json, file=file, api=settings.api)

    def within(settings: "Settings") -> int:
        from bulkmeet.loader.guard import begun
        from bulkmeet.snapshot import snapshot

        with snapshot(file) as copy, begun(copy, settings.sheet):
            from bulkmeet.cli.session import Session

            return command(Session(options, settings, file, copy))

    return ended(work, json=options.json, file=file)
