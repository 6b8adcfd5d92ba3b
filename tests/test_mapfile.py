"""Saved maps: how the columns of one sheet are read, kept by name and used for the next."""

import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulkmeet.columns.choices import words_for
from bulkmeet.columns.fields import Field, Mapping, Saved
from bulkmeet.columns.mapping import map_columns
from bulkmeet.errors import WrongUsage
from bulkmeet.mapfile import ensure_map_name, map_folder, read_map, write_map
from bulkmeet.model import Cell

HEADERS = ["Title", "Strat time", "How long", "Guest 1 mail", "Notes", "Début", "Début", "", 'He said "so"\n(twice)']
CELLS: list[Cell] = ["Kickoff", "2026-09-10 09:30", 1, "ann@example.com", "x", "2026-09-10", "9:30", "b", "c"]
EXAMPLES = [[cell] for cell in CELLS]
SAID = {
    "How long": "duration (h)",
    "Guest 1 mail": "attendee 1 email",
    "Début": "ignore",
    "H": "host_name",
    "Title": "title",
}


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    """An environment whose maps are in a folder of their own."""
    return {"BULKMEET_MAPS": str(tmp_path / "maps")}


def as_read(headers: list[str], said: dict[str, Saved]) -> list[str]:
    columns = map_columns(headers, [], said).columns
    return [words_for(column) if column.field else "-" for column in columns]


def test_a_map_says_again_how_every_column_was_read(places: dict[str, str]) -> None:
    mapping = map_columns(HEADERS, EXAMPLES, SAID)
    write_map("term 2026", mapping, confirmed=True, environment=places)
    said = read_map("term 2026", places)
    assert said["How long"] == Saved("duration (h)", "term 2026")
    assert {header: words.field for header, words in said.items()} == {
        "Title": "title",
        "Strat time": "start",
        "How long": "duration (h)",
        "Guest 1 mail": "attendee 1 email",
        "Notes": "ignore",
        "Début #1": "ignore",
        "Début #2": "ignore",
        "H": "host_name",
    }
    again = map_columns(HEADERS, EXAMPLES, said)
    assert [(column.field, column.person, column.unit) for column in again.columns] == [
        (column.field, column.person, column.unit) for column in mapping.columns
    ]
    assert again.columns[0].how == "by the map “term 2026”"


def test_a_map_is_nobody_elses_and_takes_the_place_of_an_older_one_whole(places: dict[str, str]) -> None:
    write_map("term", map_columns(["Topic"], [], {}), confirmed=False, environment=places)
    path = write_map("term", map_columns(["Title"], [], {}), confirmed=False, environment=places)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert read_map("term", places) == {"Title": Saved("title", "term")}
    assert [file.name for file in path.parent.iterdir()] == ["term.toml"]


def test_what_is_only_likely_is_saved_for_its_owner_to_confirm(places: dict[str, str]) -> None:
    mapping = map_columns(["Title", "Strat time"], [["Kickoff"], ["9:30"]], {})
    path = write_map("term", mapping, confirmed=False, environment=places)
    assert "Strat time" not in read_map("term", places)
    path.write_text(path.read_text("utf-8").replace('# "Strat', '"Strat'), "utf-8")
    assert read_map("term", places)["Strat time"].field == "start_time"


def test_a_map_made_by_hand_is_read_from_any_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('\ufeff[columns]\n"Room time" = "start (Europe/Berlin)"\nWhat = "title"\n', "utf-8")
    mapping = map_columns(["Room time", "What"], [], read_map(str(path)))
    assert [(column.field, column.zone) for column in mapping.columns] == [
        (Field.START, "Europe/Berlin"),
        (Field.TITLE, None),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"columns", "is no TOML"),
        (b"[columns\n", "is no TOML"),
        (b"\xff\xfe[", "its text is not UTF-8"),
        (b"", "is no map of columns"),
        (b"[columns]\n", "is no map of columns"),
        (b"[colums]\na = 'title'\n", "is no map of columns"),
        (b"[columns]\na = 1\n", "is no map of columns"),
        (b"[columns]\na = ''\n", "is no map of columns"),
        (b"[columns]\na = 'title'\n[more]\nb = 1\n", "is no map of columns"),
        (b"x = " + b"[" * 100_000, "is no TOML"),
        (b"#" * 1_000_001, "too large"),
    ],
    ids=range(11),
)
def test_what_is_no_map_is_refused_in_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    with pytest.raises(WrongUsage, match=said):
        read_map(str(path))


def test_a_name_that_is_not_saved_is_told_with_those_that_are(places: dict[str, str]) -> None:
    with pytest.raises(WrongUsage, match=r"There is no saved map “trem”; none is saved yet\."):
        read_map("trem", places)
    write_map("term", map_columns(["Title"], [], {}), confirmed=False, environment=places)
    with pytest.raises(WrongUsage, match="those saved are “term”"):
        read_map("trem", places)
    with pytest.raises(WrongUsage, match=r"There is no file nowhere/a\.toml"):
        read_map("nowhere/a.toml", places)
    with pytest.raises(WrongUsage, match="There is no file /dev/zero"):
        read_map("/dev/zero", places)


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../a", "a/b", "a\\b", ".hidden", "a ", "con", "LPT1", "a\nb", "x" * 65]
)
def test_a_name_that_could_lead_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(WrongUsage, match="--save-map takes a name"):
        ensure_map_name(name)


@pytest.mark.parametrize("name", ["term", "Term 2026", "été-1", "予定", "a.b", "x" * 64])
def test_names_as_people_give_them_are_taken(name: str) -> None:
    assert ensure_map_name(name) == name


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "maps").write_text("a file")
    with pytest.raises(WrongUsage, match="The map “term” cannot be saved as "):
        write_map("term", Mapping(()), confirmed=False, environment={"BULKMEET_MAPS": str(tmp_path / "maps")})


def test_maps_are_kept_with_the_users_configuration() -> None:
    assert map_folder({}).parts[-2:] == ("bulkmeet", "maps")


# Built without blanks at the ends: of texts drawn at random hardly one in eight is, and hypothesis gives up.
MARKS = st.characters(exclude_categories=("C", "Z"))
PRINTABLE = st.lists(st.text(MARKS, min_size=1, max_size=9), min_size=1, max_size=2).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(PRINTABLE))
def test_whatever_the_headers_a_map_names_them_again(
    tmp_path_factory: pytest.TempPathFactory, headers: list[str]
) -> None:
    places = {"BULKMEET_MAPS": str(tmp_path_factory.mktemp("maps"))}
    columns = ["Title", *(header for header in dict.fromkeys(headers) if header.casefold() != "title")]
    mapping = map_columns(columns, [], {})
    write_map("m", mapping, confirmed=True, environment=places)
    again = map_columns(columns, [], read_map("m", places))
    assert [column.field for column in again.columns] == [column.field for column in mapping.columns]


# ---- a map and a sheet that do not quite fit ---------------------------------------------------------------


def test_a_column_the_map_names_and_the_sheet_lacks_is_told() -> None:
    said = {"Romm time": Saved("start", "term"), "Title": Saved("title", "term")}
    (issue,) = map_columns(["Title", "Room tme"], [], said).issues[:1]
    assert (issue.severity, issue.code, issue.value) == ("warning", "map_header_missing", "Romm time")
    assert issue.message.startswith(
        "The map “term” names a column “Romm time”, which this sheet does not have; did you"
    )


def test_a_column_the_map_does_not_know_is_read_the_ordinary_way_and_said_so() -> None:
    mapping = map_columns(["Title", "Start", "Room"], [["A"], ["2026-09-10"], ["7"]], {"Title": Saved("title", "term")})
    assert [str(column.field) for column in mapping.columns] == ["title", "start", "ignore"]
    assert [(issue.code, issue.cell, issue.message) for issue in mapping.issues] == [
        ("column_not_in_map", "B", "The column “Start” is not in the map “term”; it is read as start, by its name."),
        ("column_not_in_map", "C", "The column “Room” is not in the map “term”; it is not used."),
    ]


def test_the_command_line_goes_before_the_map() -> None:
    said: dict[str, str | Saved] = {"topic ": "title", "Topic": Saved("ignore", "term")}
    assert map_columns(["Topic"], [], said).columns[0].field is Field.TITLE
    said = {"What": "title", "Topic": Saved("title", "term")}
    mapping = map_columns(["Topic", "What"], [["A"], ["B"]], said)
    assert [column.field for column in mapping.columns] == [Field.IGNORE, Field.TITLE]
    assert mapping.issues == ()


def test_a_letter_in_a_map_stands_only_for_a_column_without_a_header() -> None:
    said = {"B": Saved("host_email", "term")}
    assert map_columns(["Title", ""], [], said).columns[1].field is Field.HOST_EMAIL
    mapping = map_columns(["Title", "Email"], [], said)
    assert mapping.columns[1].field is Field.EMAIL
    assert mapping.issues[0].code == "map_header_missing"


def test_a_map_to_no_field_is_refused_with_the_maps_name() -> None:
    with pytest.raises(WrongUsage, match="The map “term” gives “Topic” to “titel_x”, which is not a field"):
        map_columns(["Topic"], [], {"Topic": Saved("titel_x", "term")})


@pytest.mark.parametrize(
    ("words", "field", "person", "unit", "zone", "order"),
    [
        ("attendee 2 email", "email", 2, None, None, None),
        ("Attendee 12 name", "name", 12, None, None, None),
        ("participants_info[0].phone", "phone", 1, None, None, None),
        ("duration (h)", "duration", 0, "h", None, None),
        ("start (America/New_York)", "start", 0, None, "America/New_York", None),
        ("start_date (dd/mm/yyyy)", "start_date", 0, None, None, "dmy"),
        ("ignore", "ignore", 0, None, None, None),
    ],
)
def test_map_takes_a_persons_number_a_unit_a_zone_and_a_date_format(
    words: str, field: str, person: int, unit: str | None, zone: str | None, order: str | None
) -> None:
    column = map_columns(["What"], [], {"What": words}).columns[0]
    assert (column.field, column.person, column.unit) == (field, person, unit)
    assert (column.zone, column.order) == (zone, order)
    assert map_columns(["What"], [], {"What": words_for(column)}).columns[0] == column
