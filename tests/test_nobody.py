"""Rows that invite nobody among meetings that have guests: breaks, free slots, and guests somebody forgot."""

from collections.abc import Mapping, Sequence

import pytest
from msgspec.structs import replace

from bulkmeet.cells.slotwords import is_slot
from bulkmeet.examine import Examined
from bulkmeet.model import Cell, Host, Status
from bulkmeet.sheet import Sheet
from tests.sheets import errors, examined, message, sheet_of, statuses, warnings

HEADERS = ("Title", "Start", "End", "Host email", "Attendees")
ANN = "ann@example.com"


def listed(*meetings: tuple[str, Cell], headers: Sequence[str] = HEADERS) -> Examined:
    """Meetings with a title and a guest each, one after the other."""
    rows = [
        (title, f"2026-09-10 {8 + n:02}:00", f"2026-09-10 {8 + n:02}:30", "jo@example.com", guest)[: len(headers)]
        for n, (title, guest) in enumerate(meetings)
    ]
    return examined(sheet_of(headers, rows))


@pytest.mark.parametrize(
    "title",
    [
        *(
            "LIBRE",
            "Free",
            "FREI",
            "open",
            "free slot",
            "available",
            "LUNCH",
            "Pause",
            "BREAK",
            "COMIDA",
            "Mittagspause",
            "Pausa",
        ),
        *("Recreo", "-- Lunch --", "(frei)", "Free slot 3", "pause déjeuner", "Pranzo", "Intervalo", "vrij", "przerwa"),
        *("oběd", "Rast", "ledigt", "vapaa", "szünet", "перерыв", "休憩", "空き", "午休", "점심"),
    ],
)
def test_a_title_that_is_only_a_slot_and_invites_nobody_is_asked_about(title: str) -> None:
    found = listed(("Ada", ANN), (title, None))
    assert errors(found.issues) == [("title_is_slot", "A3")]
    assert list(statuses(found).values()) == [Status.PENDING, Status.INVALID]
    told = message(found.issues, "title_is_slot")
    assert told.endswith("; delete the row, or, if it is a meeting, add a guest or type another title.")


@pytest.mark.parametrize(
    ("title", "guest"), [("Lunch", ANN), ("Lunch and learn", None), ("Freiraum", None), ("Break the ice", None)]
)
def test_a_meeting_with_a_guest_or_with_more_of_a_title_stays(title: str, guest: Cell) -> None:
    found = listed(("Ada", ANN), (title, guest))
    assert not errors(found.issues)
    assert statuses(found)[3] is Status.PENDING


def test_where_most_meetings_invite_nobody_a_title_like_a_slot_is_only_warned_about() -> None:
    found = listed(("Ada", ANN), ("Budget", None), ("Plenary", None), ("Coffee", None))
    assert not errors(found.issues)
    assert warnings(found.issues) == [("title_is_slot", "A5")]
    assert set(statuses(found).values()) == {Status.PENDING}


def test_nothing_is_said_in_a_sheet_without_any_guests() -> None:
    for headers in (HEADERS, HEADERS[:-1]):
        assert listed(("Ada", None), ("Lunch", None), ("Ben", None), headers=headers).issues == ()


def test_guests_of_an_earlier_run_count_so_that_a_rerun_creates_no_free_slot() -> None:
    done = ("created", "6236731234567891", "k1")
    rows: list[tuple[Cell, ...]] = [
        ("Ada", "2026-09-10 08:00", "08:30", "jo@example.com", ANN, *done),
        ("LIBRE", "2026-09-10 09:00", "09:30", "jo@example.com", None, "invalid", None, None),
    ]
    found = examined(sheet_of([*HEADERS, "bulkmeet_status", "bulkmeet_meeting_id", "bulkmeet_key"], rows))
    assert errors(found.issues) == [("title_is_slot", "A3")]


def test_a_slot_without_a_host_is_told_in_one_sentence_whatever_else_is_wrong_with_it() -> None:
    found = examined(f"""
        Title | Start            | End    | Host email     | Attendees
        Ada   | 2026-09-10 08:00 | 08:30  | jo@example.com | {ANN}
        LUNCH | 12:30 to 13:30   |        |                |
        Lunch | 2026-09-11 12:30 | around | jo@example.com |
        Ben   | 2026-09-10 14:00 |        |                | {ANN}
    """)
    assert sorted((str(cell), code) for code, cell in errors(found.issues)) == [
        ("A3", "title_is_slot"),
        ("A4", "title_is_slot"),
        ("C4", "time_unreadable"),
        ("C5", "end_missing"),
        ("D5", "host_missing"),
    ]
    assert statuses(found)[3] is Status.INVALID


def test_a_guest_whose_address_is_wrong_is_somebody() -> None:
    found = listed(("Ada", ANN), ("Lunch", "ben@@example"))
    assert [code for code, _ in errors(found.issues)] == ["email_malformed"]


def test_a_meeting_without_guests_is_warned_about_where_nearly_all_have_some() -> None:
    found = listed(*((f"Talk {n}", ANN) for n in range(4)), ("Plenary", None))
    assert warnings(found.issues)[-1] == ("nobody_invited", "A6")
    assert statuses(found)[6] is Status.PENDING


@pytest.mark.parametrize(("with_some", "with_none", "told"), [(8, 2, 0), (18, 2, 2), (3, 1, 1), (2, 1, 0)])
def test_it_is_only_where_guests_are_usual(with_some: int, with_none: int, told: int) -> None:
    rows = [
        (f"Talk {n}", f"2026-09-{n + 1:02} 08:00", "08:30", "jo@example.com", ANN if n < with_some else None)
        for n in range(with_some + with_none)
    ]
    found = examined(sheet_of(HEADERS, rows))
    assert [code for code, _ in warnings(found.issues)].count("nobody_invited") == told


def with_lunch(lunch: Sequence[Cell], **filled: tuple[int, int]) -> Sheet:
    """Three meetings around a row titled Lunch; `filled` names columns of merged cells that reach down to it."""
    rows: list[tuple[Cell, ...]] = [
        ("Welcome", "2026-09-10 09:00", "10:00", "jo@example.com", ANN),
        ("Lunch", "2026-09-10 12:00", "13:00", *lunch),
        ("Badges", "2026-09-10 14:00", "15:00", "kim@example.com", ANN),
        ("Tour", "2026-09-10 15:00", "16:00", "kim@example.com", ANN),
    ]
    places = {"host": 3, "guests": 4}
    return replace(sheet_of(HEADERS, rows), filled={places[name]: [run] for name, run in filled.items()})


@pytest.mark.parametrize(
    ("lunch", "filled", "why"),
    [
        ((None, ANN), {}, "as its host is missing"),
        (("jo@example.com", ANN), {"guests": (3, 5)}, "as merged cells give it the guests or the host it has"),
        (("jo@example.com", ANN), {"host": (3, 3)}, "as merged cells give it the guests or the host it has"),
    ],
)
@pytest.mark.parametrize("host", [None, Host(email="ops@example.com")])
def test_a_slot_that_only_shares_in_the_guests_is_no_meeting_with_or_without_a_host_for_all(
    lunch: Sequence[Cell], filled: Mapping[str, tuple[int, int]], why: str, host: Host | None
) -> None:
    found = examined(with_lunch(lunch, **filled), host=host)
    assert errors(found.issues) == [("title_is_slot", "A3")]
    told = message(found.issues, "title_is_slot")
    assert told.endswith(f", {why}; delete the row, or, if it is a meeting, type another title.")
    assert statuses(found) == {2: Status.PENDING, 3: Status.INVALID, 4: Status.PENDING, 5: Status.PENDING}


def test_a_slot_with_a_host_and_guests_of_its_own_is_only_warned_about() -> None:
    found = examined(with_lunch(("jo@example.com", ANN), guests=(4, 5)))
    assert (errors(found.issues), warnings(found.issues)) == ([], [("title_is_slot", "A3")])
    assert message(found.issues, "title_is_slot").endswith("but it invites somebody; delete the row if it is none.")
    assert statuses(found)[3] is Status.PENDING


def test_where_most_meetings_are_called_like_slots_they_are_meetings() -> None:
    assert listed(("Coffee", ANN), ("Coffee", "ben@example.com"), ("Ada", ANN)).issues == ()


def test_a_lunch_with_somebody_is_a_meeting_even_with_merged_guests() -> None:
    sheet = with_lunch(("jo@example.com", ANN), guests=(3, 5))
    rows = [(f"{row.cells[0]} with the board", *row.cells[1:]) for row in sheet.rows]
    assert examined(replace(sheet_of(HEADERS, rows), filled=sheet.filled)).issues == ()


def test_a_host_that_no_row_has_is_missing_in_none_more_than_in_the_others() -> None:
    found = examined(
        f"""
        Title | Start            | End   | Attendees
        Ada   | 2026-09-10 08:00 | 08:30 | {ANN}
        Ben   | 2026-09-10 09:00 | 09:30 | {ANN}
        Lunch | 2026-09-10 12:00 | 12:30 | {ANN}
        """,
        host=Host(email="ops@example.com"),
    )
    assert (errors(found.issues), warnings(found.issues)) == ([], [("title_is_slot", "A4")])


@pytest.mark.parametrize(("title", "is_break"), [("LUNCH / break", True), ("Lunch / board meeting", False)])
def test_two_words_for_a_break_are_one(title: str, is_break: bool) -> None:
    assert is_slot(title) is is_break
