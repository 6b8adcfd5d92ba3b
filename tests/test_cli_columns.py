"""How columns are read, at the command line: --explain, --save-map and --map-file, and likeness that needs a yes."""

import re
from pathlib import Path

import pytest

from tests.command_line import HOST, CommandLine, meeting, statuses
from tests.conftest import Server

LIKELY = ("Title", "Strat time", "End", "Host", "Attendee email", "Room")
ROWS = [meeting("Algebra", Start="2031-03-04 09:00"), meeting("Biology", Start="2031-03-04 08:00")]
CONFIRMED = '--map "Strat time=start"'


@pytest.fixture
def likely(bulkmeet: CommandLine) -> Path:
    """A sheet whose start is only like one."""
    return bulkmeet.csv("a.csv", ROWS, headers=LIKELY)


def test_check_shows_what_is_only_likely_and_how_to_confirm_it(bulkmeet: CommandLine, likely: Path) -> None:
    done = bulkmeet("check", likely, "--timezone", "UTC")
    assert done.code == 0, done.said
    assert re.search(r"^  B  “Strat time” +start \(by likeness\)$", done.out, re.MULTILINE)
    like = "The column “Strat time” is read as start, as its header is like “start time”;"
    told = f"{like} when you run bulkmeet, confirm it with"
    assert f"B1: {told} {CONFIRMED}" in done.out
    issues = bulkmeet("check", likely, "--timezone", "UTC", "--json").document["issues"]
    assert [issue["cell"] for issue in issues if issue["code"] == "column_by_likeness"] == ["B1"]


@pytest.mark.parametrize("api", ["simulator", "server"])
def test_with_yes_a_likeness_is_not_taken(bulkmeet: CommandLine, likely: Path, server: Server, api: str) -> None:
    done = bulkmeet("run", likely, "--api", server.url if api == "server" else api, "--yes")
    assert (done.code, server.recorded) == (2, [])
    assert done.sentence == (
        "With --yes nobody confirms what is only likely: “Strat time” as start. "
        f"Add {CONFIRMED} if that is right, or say =ignore there if it is not."
    )
    assert not (bulkmeet.folder / "a.results.csv").exists()


def test_with_the_map_it_names_the_run_goes_on(bulkmeet: CommandLine, likely: Path, server: Server) -> None:
    done = bulkmeet("run", likely, "--api", server.url, "--yes", "--map", "Strat time=start")
    assert (done.code, server.titles) == (0, ["Algebra", "Biology"])


def test_at_a_terminal_the_one_question_covers_it(bulkmeet: CommandLine, likely: Path, server: Server) -> None:
    question = f"Create 2 meetings in {server.url}, reading “Strat time” as start? [y/N]"
    no = bulkmeet.at_terminal("run", likely, "--api", server.url, "--quiet", answer="n\n", columns=200)
    assert (no.code, server.recorded) == (130, [])
    assert question in no.out
    yes = bulkmeet.at_terminal("run", likely, "--api", server.url, "--save-map", "term", answer="y\n", columns=200)
    assert (yes.code, server.titles) == (0, ["Algebra", "Biology"])
    assert question in yes.out
    again = bulkmeet("rerun", "a.results.csv", "--api", server.url, "--yes", "--map-file", "term")
    assert again.code == 0, again.said


def test_a_rehearsal_without_yes_goes_by_likeness_and_says_so(bulkmeet: CommandLine, likely: Path) -> None:
    done = bulkmeet("run", likely, "--api", "simulator")
    assert done.code == 0, done.said
    assert "is read as start, as its header is like “start time”" in done.out


# ---- saved maps --------------------------------------------------------------------------------------------


def test_a_map_saved_by_check_reads_the_next_sheet(bulkmeet: CommandLine, server: Server) -> None:
    headers = ("What", "When", "Until when", "Who", "Guest", "Room")
    bulkmeet.csv("a.csv", ROWS, headers=headers)
    maps = ("What=title", "When=start", "Until when=end", "Who=user_id", "Guest=attendee 1 email")
    said = [word for text in maps for word in ("--map", text)]
    saved = bulkmeet("check", "a.csv", *said, "--save-map", "Room list")
    assert saved.code == 0, saved.said
    path = bulkmeet.folder / "home" / ".config" / "bulkmeet" / "maps" / "Room list.toml"
    assert f'How the columns are read is saved as {path}; use it again with --map-file "Room list"' in saved.out
    assert path.read_text("utf-8").endswith(
        '"What" = "title"\n"When" = "start"\n"Until when" = "end"\n"Who" = "user_id"\n'
        '"Guest" = "attendee 1 email"\n"Room" = "ignore"\n'
    )
    bulkmeet.csv("b.csv", [[*row, "x"] for row in ROWS], headers=(*headers, "Colour"))
    done = bulkmeet("run", "b.csv", "--map-file", "Room list", "--api", server.url, "--yes", "--limit", "1")
    assert done.code == 1, done.said
    assert "The column “Colour” is not in the map “Room list”" in done.out
    assert '--map-file "Room list"' in done.out.splitlines()[-1]
    done = bulkmeet("rerun", "b.results.csv", "--map-file", "Room list", "--api", server.url, "--yes")
    assert statuses(bulkmeet.table("b.results.csv")) == ["created", "created"]
    assert "bulkmeet_status” is not in the map" not in done.said


def test_map_goes_before_the_map_file_and_a_missing_column_is_told(bulkmeet: CommandLine) -> None:
    bulkmeet.csv("a.csv", ROWS, headers=("What", "Start", "End", "Host", "Attendee email", "Room"))
    (bulkmeet.folder / "mine.toml").write_text('[columns]\nWhat = "ignore"\nWhy = "ignore"\n')
    assert "holds a title;" in bulkmeet("check", "a.csv", "--map-file", "mine.toml").out
    done = bulkmeet("check", "a.csv", "--map-file", "mine.toml", "--map", "What=title")
    assert done.code == 0, done.said
    assert "The map “mine” names a column “Why”, which this sheet does not have" in done.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--map-file", "nowhere"), "There is no saved map “nowhere”; none is saved yet."),
        (("--map-file", "a.csv"), "There is no saved map “a.csv”"),
        (("--map-file", "none.toml"), "There is no file none.toml to read a map from; check its name and folder."),
        (("--map-file", "bad.toml"), "The map bad.toml is no TOML that can be read"),
        (("--map-file", "field.toml"), "The map “field” gives “Title” to “nonsense”, which is not a field"),
        (("--save-map", "../x"), "--save-map takes a name of letters, digits and blanks"),
    ],
)
def test_a_map_that_cannot_be_is_one_sentence(bulkmeet: CommandLine, options: tuple[str, str], said: str) -> None:
    bulkmeet.csv("a.csv", ROWS)
    (bulkmeet.folder / "bad.toml").write_text("[columns")
    (bulkmeet.folder / "field.toml").write_text('[columns]\nTitle = "nonsense"\n')
    done = bulkmeet("run", "a.csv", "--api", "simulator", "--yes", *options)
    assert (done.code, done.out) == (2, "")
    assert done.sentence.startswith(said)


def test_a_map_that_cannot_be_saved_stops_before_anything_is_sent(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("a.csv", ROWS)
    environment = {"BULKMEET_MAPS": str(bulkmeet.folder / "a.csv")}
    done = bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--save-map", "term", environment=environment)
    assert (done.code, server.recorded) == (2, [])
    assert done.sentence.startswith("The map “term” cannot be saved as ")


# ---- --explain ---------------------------------------------------------------------------------------------


def test_explain_shows_every_column_before_and_after_on_80_columns(bulkmeet: CommandLine) -> None:
    people = "Ana Ruiz <ana@example.com>; Ben Okafor <ben@example.com>; cy@example.com; di@example.com"
    rows = [meeting("Algebra", Attendee_email=people), meeting("Biology", Start="2031-03-04 25:00")]
    bulkmeet.csv("a.csv", rows, headers=("Title", "Start (America/New_York)", "End", "Host", "Guests", "Floor plan"))
    done = bulkmeet.at_terminal("check", "a.csv", "--explain", answer="")
    lines = done.bare.split("\n\n")[0].splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[:2] == [
        "A   “Title” is title, by its name and cells",
        "    A2      “Algebra” → Algebra",
    ]
    assert "B   “Start (America/New_York)” is start, by its name; zone America/New_York" in lines
    assert "    B2      “2031-03-04 09:00” → 2031-03-04 09:00 America/New_York (14:00 UTC)" in lines
    assert "            ! “2031-03-04 25:00” is not a time of day; write it like 14:30." in lines
    assert f"    D2      “{HOST}” → {HOST}" in lines
    assert "F   “Floor plan” is not recognised, and not used" in lines
    assert "    F2      “007”" in lines


def test_explain_is_the_same_in_the_document(bulkmeet: CommandLine) -> None:
    bulkmeet.csv("a.csv", [ROWS[0], meeting("Biology", Start="2031-03-04 08:00", End="2031-03-04 09:00")])
    assert bulkmeet("check", "a.csv", "--json").document["columns"] is None
    columns = bulkmeet("check", "a.csv", "--json", "--explain", "--timezone", "UTC").document["columns"]
    assert [column["field"] for column in columns] == ["title", "start", "end", "user_id", "email", "ignore"]
    assert columns[1] == {
        "letter": "B",
        "header": "Start",
        "field": "start",
        "how": "by its name",
        "person": None,
        "unit": None,
        "zone": None,
        "date_order": None,
        "examples": [
            {"row": 2, "cell": "B2", "before": "2031-03-04 09:00", "after": "2031-03-04 09:00 UTC", "problem": None},
            {"row": 3, "cell": "B3", "before": "2031-03-04 08:00", "after": "2031-03-04 08:00 UTC", "problem": None},
        ],
    }


def test_explain_helps_where_the_sheet_is_refused_for_its_columns(bulkmeet: CommandLine) -> None:
    bulkmeet.csv("a.csv", [["Algebra", "2031-03-04 09:00"]], headers=("Title", "Moment"))
    done = bulkmeet("check", "a.csv", "--explain")
    assert done.code == 3
    assert "B   “Moment” is not recognised, and not used\n    B2      “2031-03-04 09:00”" in done.out
    assert done.sentence.startswith("No column of “a.csv” says by its header that it holds a start")


def test_what_a_cell_says_cannot_steer_the_terminal_of_explain(bulkmeet: CommandLine) -> None:
    bulkmeet.csv(
        "a.csv",
        [meeting("Al\x1b[2Jgebra\nA   “Forged” is title")],
        headers=("Title", "Start", "End", "Host", "\x1b]0;x\x07", "Room"),
    )
    done = bulkmeet("check", "a.csv", "--explain")
    assert "\x1b" not in done.said
    assert not any(line.startswith("A   “Forged") for line in done.out.splitlines())
