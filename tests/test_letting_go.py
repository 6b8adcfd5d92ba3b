"""What waits, waits in the ledger: while a run sends, it holds neither what it read nor what it planned."""

import platform
import subprocess
import sys

import pytest

from bulkmeet.heap import give_back
from tests.command_line import CommandLine, meetings
from tests.conftest import Server

WATCHED = """
import weakref
from msgspec.structs import replace
from bulkmeet import run
from bulkmeet.cli import session
from bulkmeet.__main__ import main

class Watched(list): ...

held = []

def watched(values):
    values = Watched(values)
    held.append(weakref.ref(values))
    return values

def examine(*given, really=session.examine):
    examined = really(*given)
    columns = watched(examined.sheet.rows.columns)
    sheet = replace(examined.sheet, rows=replace(examined.sheet.rows, columns=columns))
    return replace(examined, parts=watched(examined.parts), sheet=sheet)

def make_plan(*given, really=run.make_plan):
    plan = really(*given)
    return replace(plan, results=watched(plan.results), ready=watched(plan.ready))

class Watcher(session.ProgressWatcher):
    def settled(self, outcome):
        print("held", sum(each() is not None for each in held), "of", len(held))

session.examine, run.make_plan, session.ProgressWatcher = examine, make_plan, Watcher
main()
"""


FREEING = """
from bulkmeet.heap import give_back
from tests.benchmarks.measuring import resident_bytes
import os

pieces = [bytes(2_000) for _ in range(50_000)]
del pieces[:-1]
before = resident_bytes(os.getpid())
give_back()
print(before - resident_bytes(os.getpid()))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other systems give it back by themselves, or never")
def test_what_was_freed_below_something_that_stays_goes_back_to_the_system(bulkmeet: CommandLine) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FREEING], env=bulkmeet.environment, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) > 80_000_000


@pytest.mark.parametrize(("options", "held"), [((), 0), (("--report", "a.html"), 2)])
def test_only_what_a_page_will_show_is_held_while_meetings_are_sent(
    bulkmeet: CommandLine, server: Server, options: tuple[str, ...], held: int
) -> None:
    bulkmeet.csv("a.csv", meetings(3))
    _, _, *typed = bulkmeet.line("run", "a.csv", "--api", server.url, "--yes", *options)
    command = [sys.executable, "-c", WATCHED, *typed[1:]]
    done = subprocess.run(
        command, cwd=bulkmeet.folder, env=bulkmeet.environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    said = [line for line in done.stdout.splitlines() if line.startswith("held")]
    assert len(said) == 3
    assert {line.split()[1] for line in said} == {str(held)}, said
    table = bulkmeet.table("a.results.csv")
    assert [row["bulkmeet_status"] for row in table] == ["created"] * 3


def test_a_python_that_was_built_without_ctypes_sends_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ctypes", None)
    give_back()
