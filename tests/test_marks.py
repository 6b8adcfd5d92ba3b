"""Guests named in the headers, with a mark in the rows that each of them is invited to."""

import pytest

from bulkmeet.examine import Examined
from bulkmeet.model import Cell
from tests.sheets import emails, errors, examined, meetings, message, only, sheet_of, warnings
from tests.test_columns import fields, read

HEADERS = ("Title", "Start", "End", "Host email")


def check(*columns: tuple[str, list[Cell]], **column_map: str) -> Examined:
    """What is made of the columns beside those of as many meetings as they have cells, each of another day."""
    days = range(10, 10 + len(columns[0][1]))
    own = [("Review", f"2026-09-{day} 14:00", f"2026-09-{day} 15:00", "ana@example.com") for day in days]
    beside = zip(*(cells for _, cells in columns), strict=True)
    rows = [(*meeting, *cells) for meeting, cells in zip(own, beside, strict=True)]
    return examined(sheet_of([*HEADERS, *(header for header, _ in columns)], rows), column_map=column_map)


@pytest.mark.parametrize("tick", ["x", "X", "✓", "✔", "yes", 1, True, "ja"])
def test_a_person_whose_address_is_a_header_is_invited_in_the_rows_that_are_marked(tick: Cell) -> None:
    found = check(("ben@example.com", [tick, None]), ("Cy Lane <cy@example.com>", [tick, tick]))
    assert [emails(meeting) for meeting in meetings(found)] == [
        ["ben@example.com", "cy@example.com"],
        ["cy@example.com"],
    ]
    assert warnings(found.issues) == [("guests_by_marks", "E1")]
    assert "“ben@example.com” and “Cy Lane <cy@example.com>” are read as one guest each" in found.issues[0].message


def test_a_plain_no_below_an_address_invites_nobody() -> None:
    assert emails(only(check(("ben@example.com", ["no"]), ("cy@example.com", ["yes"])))) == ["cy@example.com"]


@pytest.mark.parametrize("cell", ["?", "maybe", "optional", "✗", 7])
def test_a_mark_that_is_none_stops_its_row_and_names_the_guest(cell: Cell) -> None:
    found = check(("ben@example.com", ["x", "x", cell]))
    assert errors(found.issues) == [("mark_unreadable", "E4")]
    assert "whether ben@example.com is invited" in message(found.issues, "mark_unreadable")
    assert len(meetings(found)) == 2


def test_other_things_below_an_address_stop_the_rows_and_name_the_column() -> None:
    found = check(("ben@example.com", ["chair", "minutes"]))
    assert errors(found.issues) == [("marks_not_used", "E1")]
    assert "“ben@example.com” is headed by an address, and “chair” below it" in message(found.issues, "marks_not_used")
    assert not errors(check(("ben@example.com", ["chair", "minutes"]), **{"ben@example.com": "ignore"}).issues)


@pytest.mark.parametrize("header", ["ben@example.com, cy@example.com", "Room for ben@example.com (if he comes)"])
def test_marks_below_more_than_one_address_or_a_sentence_are_asked_about(header: str) -> None:
    found = check((header, ["x", None]))
    assert errors(found.issues) == [("marks_not_used", "E1")]
    assert "leave just the address there" in message(found.issues, "marks_not_used")


def test_a_question_with_an_address_in_it_is_headed_by_nobody() -> None:
    assert not errors(check(("May desk@example.com write to you?", ["yes", "no"])).issues)


@pytest.mark.parametrize("header", ["Ben Ray\nben@example.com", "Ben Ray (ben@example.com)", "BEN@example.com"])
def test_an_address_in_a_header_may_stand_below_or_behind_the_name(header: str) -> None:
    (ben,) = only(check((header, ["x"]))).participants
    assert (ben.email or "").lower() == "ben@example.com"


def test_a_saved_map_reads_the_marks_again() -> None:
    mapping = read({"ben@example.com": ["x", None]}, **{"ben@example.com": "attendees"})
    assert mapping.columns[0].marked
    assert not read({"ben@example.com": ["cy@example.com"]}, **{"ben@example.com": "attendees"}).columns[0].marked


def test_ticks_below_what_may_be_names_are_asked_about_where_nobody_else_is_invited() -> None:
    names: list[tuple[str, list[Cell]]] = [("Ben", ["x", None]), ("Cy Lane", [None, "x"])]
    found = check(*names)
    assert errors(found.issues) == [("marks_not_used", "E1")]
    assert '--map "Ben=ignore" --map "Cy Lane=ignore"' in message(found.issues, "marks_not_used")
    assert not errors(check(*names, ("Attendees", ["dee@example.com", "dee@example.com"])).issues)
    assert not errors(check(("Slides ready", ["x", None])).issues)


@pytest.mark.parametrize(
    "headers",
    [
        ("Projector", "Laptop"),
        ("Mon", "Tue", "Wed"),
        ("Catering", "Parking"),
        ("Flip Charts", "Video Screen"),
        ("A", "B"),
    ],
)
def test_ticks_below_things_and_days_stop_no_row(headers: tuple[str, ...]) -> None:
    ticks: list[Cell] = ["x", None]
    found = check(*((header, ticks) for header in headers))
    assert errors(found.issues) == []
    assert ("marks_not_used", "E1") in warnings(found.issues)
    assert len(meetings(found)) == 2


def test_an_address_of_a_column_of_attendees_is_still_a_list() -> None:
    assert fields({"Attendees": ["x@example.com"], "ben@example.com": ["x"]}) == ["attendees", "attendees"]


@pytest.mark.parametrize(
    "header",
    [
        "Send invoice to billing@example.com",
        "cc boss@example.com",
        "Questions? help@example.com",
        "Reminder sent (office@example.com)",
        "Room booked via rooms@example.com",
        "Send Invoice To (billing@example.com)",
        "Invoice <invoice@example.com>",
        "Send Invoice To invoices@example.com",
    ],
)
def test_a_header_that_says_more_than_whose_the_address_is_invites_nobody_unasked(header: str) -> None:
    for other in (None, "no"):
        assert errors(check((header, ["x", other])).issues) == [("marks_not_used", "E1")]


@pytest.mark.parametrize(
    "header", ["Dr. Ben van Ray <ray.b@example.com>", "Ray, Ben ben@example.com", "Ed Ray [ed@example.com]"]
)
def test_a_name_is_known_by_the_address_behind_it(header: str) -> None:
    assert read({header: ["x", None]}).columns[0].marked
