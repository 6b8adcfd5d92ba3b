"""What a sheet lacks: a length whose header is only its unit, and columns that are offered for the rest."""

from collections.abc import Sequence

import pytest

from bulkmeet.columns.mapping import missing_fields
from bulkmeet.errors import UnreadableFile
from bulkmeet.model import Cell
from tests.sheets import examined, meetings, message, only, sheet_of
from tests.test_columns import CLOCKS, DAYS, MOMENTS, Sheet, codes, fields, read

NUMBERS: list[Cell] = [10, "15"]


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        *(("Mins", "min"), ("Minutes", "min"), ("Min.", "min"), ("Minuten", "min"), ("Durée (min)", "min")),
        *(("Hours", "h"), ("Hrs", "h"), ("Std.", "h"), ("Stunden", "h")),
    ],
)
def test_a_header_that_is_only_a_unit_is_the_duration_where_nothing_else_says_it(header: str, unit: str) -> None:
    column = read({"Title": ["One"], "Start": MOMENTS, header: NUMBERS}).columns[2]
    assert (column.field, column.unit) == ("duration", unit)


def test_it_is_told_that_a_unit_alone_is_taken_for_the_duration() -> None:
    mapping = read({"Date": DAYS, "Start time": CLOCKS, "Mins": NUMBERS})
    assert codes(mapping) == [("warning", "duration_by_unit", "C")]
    assert '--map "Mins=ignore"' in mapping.issues[0].message


@pytest.mark.parametrize("other", [("End time", CLOCKS), ("Duration", ["30m"]), ("Length", ["1 h"])])
def test_a_unit_alone_is_nothing_beside_an_end_or_a_length(other: tuple[str, Sequence[Cell]]) -> None:
    assert fields([("Start", MOMENTS), other, ("Mins", NUMBERS)])[2] is None


@pytest.mark.parametrize("cells", [["see attached", "none"], [20270503, 3000], ["9:00", "9:30"]])
def test_a_unit_alone_over_other_things_is_not_the_duration(cells: Sequence[Cell]) -> None:
    assert fields({"Start": MOMENTS, "Minutes": cells})[1] is None


def test_hours_and_minutes_alone_add_up() -> None:
    sheet: Sheet = {"Date": DAYS, "Start time": CLOCKS, "Hours": [1, 0], "Mins": [30, 45]}
    assert fields(sheet)[2:] == ["duration", "duration"]


def test_the_minutes_count_from_the_start() -> None:
    meeting = only(
        examined(
            """
            title  | date       | start time | mins | host email
            Review | 2027-05-03 | 09:00      | 25   | a@example.com
            """
        )
    )
    assert meeting.end - meeting.start == 25 * 60


def test_a_column_that_may_be_what_is_missing_is_offered_in_words_to_copy() -> None:
    found = examined(
        """
        Shelf            | start            | end              | host email
        a box to be done | 2027-05-03 09:00 | 2027-05-03 10:00 | a@example.com
        """
    )
    assert message(found.issues, "column_missing").endswith('perhaps with --map "Shelf=title".')


@pytest.mark.parametrize(("header", "value"), [("Chore name", "2027-05-03"), ("Shelf", "https://example.com/books")])
def test_no_column_is_offered_that_has_no_word_or_cell_of_that_kind(header: str, value: str) -> None:
    found = examined(
        f"""
        {header} | start            | end              | host email
        {value}  | 2027-05-03 09:00 | 2027-05-03 10:00 | a@example.com
        """
    )
    assert message(found.issues, "column_missing").endswith('with --map "Their header=field".')


def test_with_a_unit_alone_nothing_is_missing() -> None:
    assert missing_fields(read({"Title": ["One"], "Start": MOMENTS, "Mins": NUMBERS})) == ()


@pytest.mark.parametrize("states", [("To do", "Done", "To do"), ("Blue", "Red", "Blue")])
def test_a_few_words_that_come_again_and_again_are_never_offered_as_the_title(states: Sequence[str]) -> None:
    rows = [
        f"{state} | Pack the books {place} | 2027-05-0{3 + place} 09:00 | 2027-05-0{3 + place} 10:00 | a@example.com"
        for place, state in enumerate([*states, states[0]])
    ]
    found = examined("\n".join(["Topic done | What for | start | end | host email", *rows]))
    assert message(found.issues, "column_missing").endswith('perhaps with --map "What for=title".')


def test_a_known_word_in_brackets_is_enough_to_take_a_column_by_likeness() -> None:
    found = examined(
        "title | start | Custom field (Duration) | host email\nReview | 2027-05-03 09:00 | 25 min | a@example.com"
    )
    assert '--map "Custom field (Duration)=duration"' in message(found.issues, "column_by_likeness")


def test_a_known_word_in_brackets_is_enough_to_offer_a_column() -> None:
    found = examined(
        "title | start | Field 1 (Duration) | Field 2 (Duration) | host email\n"
        "Review | 2027-05-03 09:00 | 25 min | 30 min | a@example.com"
    )
    assert 'perhaps with --map "Field 1 (Duration)=duration"' in message(found.issues, "column_missing")


def test_the_only_column_with_a_unit_is_offered_as_the_length() -> None:
    found = examined("title | start | Takes (minutes) | host email\nReview | 2027-05-03 09:00 | 25 | a@example.com")
    assert message(found.issues, "column_missing").endswith('perhaps with --map "Takes (minutes)=duration".')


@pytest.mark.parametrize("header", ["How long (minutes)?", "How long?", "How long is the meeting? (min)"])
def test_how_long_asks_for_the_duration(header: str) -> None:
    assert fields({"Start": MOMENTS, header: NUMBERS})[1] == "duration"


@pytest.mark.parametrize(
    "headers",
    [
        ("Card ID", "Card Name", "Labels", "Due Date", "Last Activity Date", "List Name", "Board Name", "Start Date"),
        ("Task ID", "Task Name", "Bucket Name", "Progress", "Start Date", "Due Date"),
        ("Task ID", "Name", "Section/Column", "Assignee", "Start Date", "Due Date"),
    ],
)
def test_a_board_of_tasks_is_said_to_be_one(headers: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableFile, match="this is a board of tasks, not a schedule"):
        examined(sheet_of(headers, [["2027-01-11" if "Date" in header else "To do" for header in headers]]))


def test_the_name_of_a_list_is_nobodys_and_a_day_of_activity_no_end() -> None:
    headers = ("Subject", "Start", "List Name", "Date of activity", "Due date changed", "Host email")
    rows = [["A", "2031-01-12 10:00", "To do", "2031-01-12 11:00", "2031-01-12 11:00", "ana@example.com"]]
    found = examined(sheet_of(headers, rows))
    (told,) = [issue.message for issue in found.issues if issue.code == "column_missing"]
    assert "activity" not in told
    assert "changed" not in told
    assert "last_name" not in " ".join(issue.message for issue in found.issues)


def test_a_column_in_which_nothing_reads_as_a_date_is_offered_as_the_title_and_never_as_the_start() -> None:
    text = "First steps with bees (webinar, Feb 2027)"
    rows = [("r_1", text, "Ada", "ada@example.com"), ("r_2", text, "Ben", "ben@example.com")]
    with pytest.raises(UnreadableFile) as refused:
        examined(sheet_of(("Order ID", "Event", "First name", "Email"), rows))
    assert '--map "Event=title"' in str(refused.value)
    assert "=start" not in str(refused.value)


@pytest.mark.parametrize(
    ("header", "unit"), [("How many minutes?", "min"), ("How many hours?", "h"), ("Duration, in hours", "h")]
)
def test_a_unit_that_the_header_says_in_passing_is_that_of_its_numbers(header: str, unit: str) -> None:
    (column,) = read({"Start": MOMENTS, header: NUMBERS}).columns[1:]
    assert (column.field, column.unit) == ("duration", unit)


ITEMS = (("Larch Dental", "2027-01-14 09:00"), ("Slate Bikes", "2027-01-15 16:30"))


@pytest.mark.parametrize("start", ["Start", "Signed off"])
def test_a_bare_name_beside_the_address_of_somebody_else_is_offered_as_the_title(start: str) -> None:
    headers = ("Name", start, "Length (min)", "Host email", "Client email")
    rows = [(*item, 45, "jo@example.com", "ann@example.com") for item in ITEMS]
    options = {"Signed off": "start"} if start == "Signed off" else {}
    told = message(examined(sheet_of(headers, rows), column_map=options).issues, "column_missing")
    assert told.endswith('perhaps with --map "Name=title".')
    found = meetings(examined(sheet_of(headers, rows), column_map={**options, "Name": "title"}))
    assert [meeting.title for meeting in found] == ["Larch Dental", "Slate Bikes"]


def test_a_bare_name_is_offered_beside_a_length_that_is_missing_too() -> None:
    headers = ("Name", "Start", "Takes (minutes)", "Host email", "Client email")
    rows = [(*item, 45, "jo@example.com", "ann@example.com") for item in ITEMS]
    told = message(examined(sheet_of(headers, rows)).issues, "column_missing")
    assert told.endswith('perhaps with --map "Name=title" --map "Takes (minutes)=duration".')


@pytest.mark.parametrize(
    ("name", "address", "others"),
    [("Name", "Email", {}), ("Client name", "Client email", {}), ("Name", "Client email", {"Name": "name"})],
)
def test_the_name_of_whoever_an_address_belongs_to_is_no_title(name: str, address: str, others: dict[str, str]) -> None:
    headers = (name, "Start", "Length (min)", "Host email", address)
    rows = [(*item, 45, "jo@example.com", "ann@example.com") for item in ITEMS]
    assert "=title" not in message(examined(sheet_of(headers, rows), column_map=others).issues, "column_missing")


@pytest.mark.parametrize(
    ("start", "again"),
    [
        ({"Date": ["2027-04-19", "2027-04-20"], "Time": ["10:00", "12:30"]}, ["2027-04-19 10:00", "2027-04-20 12:30"]),
        ({"Start": ["2027-04-19 10:00", "2027-04-20 12:30"]}, ["19/04/2027 10:00", "20/04/2027 12:30"]),
        ({"Start": ["2027-04-19 10:00", "2027-04-20 12:30"]}, ["10:00", "12:30"]),
    ],
)
def test_what_says_the_start_once_more_is_never_offered_as_the_end(
    start: dict[str, list[str]], again: list[str]
) -> None:
    def told(cells: list[str]) -> str:
        rows = zip(["Opening", "Closing"], *start.values(), cells, ["a@example.com"] * 2, strict=True)
        sheet = sheet_of(("Title", *start, "Time of date", "Host email"), list(rows))
        return message(examined(sheet).issues, "column_missing")

    assert "Time of date" not in told(again)
    assert '"Time of date=end' in told([again[0], again[1].replace("12:30", "14:00")])


def test_of_two_columns_with_the_same_hours_neither_is_offered_as_the_end() -> None:
    headers = ("Title", "Date", "Xyzzy", "Xyzzy again", "Host email")
    rows = [["Opening", "2027-04-19", "10:00", "10.00 am", "a@example.com"]]
    told = message(examined(sheet_of(headers, rows)).issues, "times_not_used")
    assert '"Xyzzy=start_time"' in told
    assert "again" not in told


def lacking_title(*columns: tuple[str, str | None]) -> str:
    """What is said of a sheet with these headers and cells that has no title."""
    headers, cells = zip(*columns, strict=True)
    rows = [["2027-05-03 09:00", "2027-05-03 10:00", "a@example.com", *cells]]
    found = examined(sheet_of(("start", "end", "host email", *headers), rows))
    return message(found.issues, "column_missing")


@pytest.mark.parametrize(
    "header", ["beschreibung", "Event description", "Inhalt", "Descripción", "Bezeichnung", "説明"]
)
def test_the_only_description_is_offered_as_the_title_where_nothing_else_can_be(header: str) -> None:
    assert f'--map "{header}=title"' in lacking_title((header, "Roof repairs"), ("typ", None), ("Shelf", "B2"))


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Beschreibung", "ana@example.com"),
        ("Room description", "The blue one"),
        (
            "Description",
            "We look at last year's figures and then at what to do about the roof, the walls and the floor.",
        ),
    ],
)
def test_other_things_and_long_texts_are_not(header: str, cell: str) -> None:
    assert '=title"' not in lacking_title((header, cell)).replace("Their header=title", "")


def test_what_may_be_the_title_goes_before_a_description_and_of_two_none_is_offered() -> None:
    assert '--map "Shelf=title"' in lacking_title(("Shelf", "a box to be done"), ("Description", "Roof"))
    assert '=title"' not in lacking_title(("Inhalt", "Roof"), ("Beschreibung", "Walls"))


def test_an_empty_column_is_offered_as_nothing() -> None:
    headers = ("Title", "start", "end", "host email", "typ")
    found = examined(sheet_of(headers, [["Roof", "2027-05-03 09:00", "2027-05-03 10:00", "a@example.com", None]]))
    assert "typ=" not in " ".join(issue.message for issue in found.issues)
