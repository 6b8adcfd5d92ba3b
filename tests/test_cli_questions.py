"""The one question before anything real is created, and what a person sees at a terminal."""

import pytest

from tests.command_line import CommandLine, meetings
from tests.conftest import Server


def test_with_nobody_to_ask_nothing_is_sent_without_yes(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    done = bulkmeet("run", "a.csv", "--api", server.url)
    assert (done.code, server.recorded) == (2, [])
    assert done.sentence == "Nobody is there to be asked before creating; add --yes to create without a question."
    assert not (bulkmeet.folder / "a.results.csv").exists()


@pytest.mark.parametrize(
    ("answer", "said"),
    [("n\n", "Nothing was sent."), ("\x03", "Interrupted; nothing was sent."), ("\x04", "Nothing was sent.")],
    ids=["n", "Ctrl-C", "Ctrl-D"],
)
def test_whatever_is_not_a_yes_sends_nothing(bulkmeet: CommandLine, server: Server, answer: str, said: str) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    done = bulkmeet.at_terminal("run", "a.csv", "--api", server.url, answer=answer)
    assert (done.code, server.recorded) == (130, [])
    assert done.out.count(f"Create 1 meeting in {server.url}? [y/N]") == 1
    assert f"bulkmeet: {said}\n" in done.out


def test_a_yes_at_a_narrow_terminal_creates_them_and_shows_how_it_gets_on(
    bulkmeet: CommandLine, server: Server
) -> None:
    bulkmeet.csv("a.csv", meetings(8))
    done = bulkmeet.at_terminal("run", "a.csv", "--api", server.url, answer="y\n", columns=40)
    assert (done.code, len(server.titles)) == (0, 8)
    assert "of 8" in done.out
    assert "\x1b[3" in done.out  # colours


def test_no_color_is_kept_to(bulkmeet: CommandLine) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    done = bulkmeet.at_terminal("check", "a.csv", answer="", NO_COLOR="1")
    assert "Would create 1 meeting" in done.out
    assert "\x1b[3" not in done.out
