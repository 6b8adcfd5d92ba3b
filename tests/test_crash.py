"""kill -9 at every step that the real program takes, and at any moment: never twice, never lost.

With `--large` it is every single step and 200 moments; else one step of each kind and a few moments.
"""

import json
from collections.abc import Callable
from random import Random

import pytest

from tests.command_line import CommandLine, Table, meeting, meetings, statuses
from tests.conftest import Server
from tests.crashing import killed_after, killed_at

Serve = Callable[..., Server]

KILLED = -9
FAULTS = ("reset_after:2%", "cut_off:2%", "garbage:2%", "no_id:1%", "500:2%", "html_502:2%", "429:2%", "400:2%")


def command(server: Server, rate: str, *words: str) -> tuple[str, ...]:
    return (*(words or ("run", "a.csv")), "--api", server.url, "--yes", "--rate", rate)


def assert_never_twice_and_never_lost(table: Table, server: Server, unseen: int) -> None:
    """The results sheet against what the server has recorded. `unseen` meetings at most may be unknown although the
    server never saw them: killed after it was written down that they leave, and before they did.
    """
    arrived = {json.loads(recorded.body)["title"] for recorded in server.asked("/meetings")}
    assert len(server.titles) == len(set(server.titles))
    for row in table:
        title, status = row["Title"], row["bulkmeet_status"]
        assert status in {"created", "skipped", "unknown", "failed"}, row
        assert (title in server.ids) <= (status != "failed"), row
        assert (status in {"created", "skipped"}) == bool(row["bulkmeet_meeting_id"]), row
        assert row["bulkmeet_meeting_id"] in {"", server.ids.get(title)}, row
    never_begun = [row for row in table if row["bulkmeet_status"] == "unknown" and row["Title"] not in arrived]
    assert len(never_begun) <= unseen


def test_killed_at_any_step_the_same_command_goes_on_where_it_stopped(
    bulkmeet: CommandLine, serve: Serve, request: pytest.FixtureRequest
) -> None:
    bulkmeet.csv("a.csv", meetings(4))
    notes = bulkmeet.folder / "steps.txt"
    whole = bulkmeet(*command(serve(), "30/s"), preexec_fn=killed_at(0, notes))
    assert whole.code == 0, whole.said
    names = notes.read_text().splitlines()
    assert {"after COMMIT", "before write", "after write", "after read", "after replace"} <= set(names)
    killed = 0
    steps = steps_to_try(names, every=request.config.getoption("--large"))
    for step in steps:
        server, bulkmeet.ledger = serve(), bulkmeet.folder / f"{step}.sqlite3"
        (bulkmeet.folder / "a.results.csv").unlink(missing_ok=True)
        if bulkmeet(*command(server, "30/s"), preexec_fn=killed_at(step, notes)).code != KILLED:
            continue  # the threads took other turns this time, and a step fewer
        killed += 1
        last = f"{step}: {notes.read_text().splitlines()[-1]}"
        assert bulkmeet(*command(server, "30/s")).code in {0, 1}, last
        assert_never_twice_and_never_lost(bulkmeet.table("a.results.csv"), server, unseen=1)
    assert killed > len(steps) / 2


def steps_to_try(names: list[str], *, every: bool) -> list[int]:
    """The numbers of all steps, from 1; or of one of each kind from where the run begins."""
    if every:
        return list(range(1, len(names) + 1))
    begin = names.index("before INSERT INTO runs")
    random = Random(1)  # noqa: S311 - the same steps every time
    kinds = sorted(set(names[begin:]))
    return sorted(random.choice([n for n, name in enumerate(names, 1) if name == kind and n > begin]) for kind in kinds)


def test_killed_at_any_moment_while_much_goes_wrong_nothing_is_sent_twice_and_a_rerun_does_the_rest(
    bulkmeet: CommandLine, serve: Serve, request: pytest.FixtureRequest
) -> None:
    large = request.config.getoption("--large")
    random = Random(request.config.getoption("--seed") or 1)  # noqa: S311 - the same moments every time
    count, moments = (6000, 200) if large else (300, 8)  # more than are sent in all the moments at 60 a second
    server = serve(faults=FAULTS, per_second=None, per_minute=None, latency=0.02)
    bulkmeet.csv("a.csv", [meeting(f"Meeting {number:04}", hour=number % 24) for number in range(count)])
    moments_of_death = [random.uniform(0.05, 0.7) for _ in range(moments)]
    ends = [bulkmeet(*command(server, "60/s"), preexec_fn=killed_after(moment)).code for moment in moments_of_death]
    kills = ends.count(KILLED)
    to_its_end(bulkmeet, command(server, "400/s"), "pending")
    assert_never_twice_and_never_lost(bulkmeet.table("a.results.csv"), server, unseen=kills)
    to_its_end(bulkmeet, command(server, "400/s", "rerun", "a.results.csv"), "failed")
    table = bulkmeet.table("a.results.csv")
    assert set(statuses(table)) == {"created", "skipped", "unknown"}
    assert_never_twice_and_never_lost(table, server, unseen=kills)
    assert kills > moments / 3


def to_its_end(bulkmeet: CommandLine, arguments: tuple[str, ...], left: str) -> None:
    """The same command again while it leaves meetings of this status: twenty that fail the same way stop it."""
    for _ in range(20):
        assert bulkmeet(*arguments).code in {0, 1, 4}
        if left not in statuses(bulkmeet.table("a.results.csv")):
            return
    pytest.fail(f"There are always meetings left that are {left}.")
