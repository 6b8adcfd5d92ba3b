"""Columns that ask whether a meeting takes place: yes creates it, no leaves it out, and all else is for its owner."""

import pytest

from bulkmeet.cells.flags import parse_going_ahead, says_cancelled
from bulkmeet.columns.fields import Field
from bulkmeet.examine import Examined
from bulkmeet.model import Cell, Parsed, Status
from tests.sheets import HEADERS, columns_of, errors, examined, message, messages, rows_with, sheet_of, statuses

INVALID, PENDING, SKIPPED = Status.INVALID, Status.PENDING, Status.SKIPPED


@pytest.mark.parametrize("header", ["Going ahead?", "Confirmed", "Taking place", "Active", "On/Off", "Koná se"])
def test_yes_is_created_no_is_left_out_and_what_is_unclear_or_blank_is_asked_about(header: str) -> None:
    found = examined(sheet_of([*HEADERS, header], rows_with("Y", "n", "?", None, "tbc", "Cancelled")))
    assert list(statuses(found).values()) == [PENDING, SKIPPED, INVALID, INVALID, INVALID, SKIPPED]
    assert errors(found.issues) == [("going_ahead_unclear", f"E{row}") for row in (4, 5, 6)]
    assert messages(found)[3] == f"Not sent: “n” in “{header}” says it does not take place."


def test_a_blank_answer_for_one_more_person_of_a_meeting_is_no_question() -> None:
    first, second = rows_with("Y", "N")
    rows = [(*first, "ben@example.com"), (None,) * 5 + ("cy@example.com",), (*second, "dee@example.com")]
    found = examined(sheet_of([*HEADERS, "Going ahead?", "Attendee email"], rows))
    assert "going_ahead_unclear" not in {issue.code for issue in found.issues}


PEOPLE = ("a@example.com", "b@example.com", "c@example.com")


def meeting_with(*answers: Cell) -> list[tuple[Cell, ...]]:
    """One meeting with a row for each of its people."""
    meeting = rows_with(None)[0][:-1]
    return [(*meeting, person, answer) for person, answer in zip(PEOPLE, answers, strict=False)]


@pytest.mark.parametrize("header", ["Active", "Confirmed", "Going ahead?", "Taking place"])
def test_rows_of_one_meeting_that_answer_differently_are_asked_about(header: str) -> None:
    found = examined(sheet_of([*HEADERS, "Email", header], meeting_with("Yes", "No", "Yes")))
    assert set(statuses(found).values()) == {INVALID}, "it is created without the person in row 3"
    assert "F3" in {cell for _, cell in errors(found.issues)}


def test_a_contradiction_names_both_cells() -> None:
    found = examined(sheet_of([*HEADERS, "Email", "Confirmed"], meeting_with("Yes", "No", "Yes")))
    assert errors(found.issues) == [("rows_contradict", "F3")]
    assert "“No” here and “Yes” in F2 are said of one meeting" in message(found.issues, "rows_contradict")


def test_a_no_of_what_may_be_an_account_is_asked_about_where_rows_are_of_persons() -> None:
    rows = meeting_with("No", "No")
    assert errors(examined(sheet_of([*HEADERS, "Email", "Active"], rows)).issues) == [
        ("going_ahead_unclear", "F2"),
        ("going_ahead_unclear", "F3"),
    ]
    found = examined(sheet_of([*HEADERS, "Email", "Active"], rows), column_map={"Active": "going_ahead"})
    assert set(statuses(found).values()) == {SKIPPED}


def test_a_person_who_does_not_come_is_left_out_alone() -> None:
    found = examined(sheet_of([*HEADERS, "Email", "Will attend"], meeting_with("Yes", "No", "Yes")))
    assert statuses(found) == {2: PENDING, 3: SKIPPED, 4: PENDING}
    assert messages(found)[3] == "Not sent: “No” in “Will attend” says that this person does not come."


def test_whether_a_meeting_takes_place_to_which_nobody_comes_is_asked() -> None:
    sheet = sheet_of([*HEADERS, "Attending"], rows_with("Yes", "No"))
    found = examined(sheet)
    assert list(statuses(found).values()) == [PENDING, INVALID]
    assert errors(found.issues) == [("going_ahead_unclear", "E3")]
    assert '--map "Attending=going_ahead"' in message(found.issues, "going_ahead_unclear")
    assert list(statuses(examined(sheet, column_map={"Attending": "going_ahead"})).values()) == [PENDING, SKIPPED]


def test_a_persons_blank_answer_is_nobody_elses() -> None:
    found = examined(sheet_of([*HEADERS, "Email", "Attending"], meeting_with("Yes", None, "No")))
    assert errors(found.issues) == [("going_ahead_unclear", "F3")]
    assert "whether this person comes" in message(found.issues, "going_ahead_unclear")


def test_a_no_counts_for_the_blank_cells_of_its_meeting_too() -> None:
    found = examined(sheet_of([*HEADERS, "Email", "Confirmed"], meeting_with("No", None, None)))
    assert set(statuses(found).values()) == {SKIPPED}


def test_a_cancelled_row_answers_nothing_for_the_others() -> None:
    rows = [(*row, mark) for row, mark in zip(meeting_with("Yes", "No", "Yes"), ("no", "Cancelled", "no"), strict=True)]
    found = examined(sheet_of([*HEADERS, "Email", "Confirmed", "Cancelled"], rows))
    assert statuses(found) == {2: PENDING, 3: SKIPPED, 4: PENDING}


def test_a_row_is_not_said_to_be_off_whose_meeting_is_created() -> None:
    found = examined(sheet_of([*HEADERS, "Email", "Attending?"], meeting_with("Yes", "No", "Yes")))
    assert "it does not take place" not in messages(found)[3]


def test_a_blank_answer_is_that_of_another_row_of_the_meeting() -> None:
    found = examined(sheet_of([*HEADERS, "Email", "Confirmed"], meeting_with("Yes", None, None)))
    assert errors(found.issues) == []
    assert set(statuses(found).values()) == {PENDING}


def test_a_column_nobody_has_filled_in_asks_nothing() -> None:
    found = examined(
        sheet_of([*HEADERS, "Going ahead?"], rows_with(None, None)), column_map={"Going ahead?": "going_ahead"}
    )
    assert set(statuses(found).values()) == {PENDING}


def test_two_such_columns_must_both_say_yes() -> None:
    rows = [(*row, other) for row, other in zip(rows_with("Y", "Y", "N"), ("Y", "N", "Y"), strict=True)]
    found = examined(sheet_of([*HEADERS, "Active", "Going ahead?"], rows))
    assert list(statuses(found).values()) == [PENDING, SKIPPED, SKIPPED]


@pytest.mark.parametrize("cell", ["-", "n/a", "maybe", "pending", "postponed"])
def test_an_answer_that_is_none_leaves_the_question_open(cell: str) -> None:
    assert [problem.code for problem in parse_going_ahead(cell).problems] == ["going_ahead_unclear"]


def test_the_blank_cell_is_told_what_to_write() -> None:
    found = examined(sheet_of([*HEADERS, "Going ahead?"], rows_with("Y", None)))
    assert message(found.issues, "going_ahead_unclear").endswith("whether this meeting takes place; write Yes or No.")


@pytest.mark.parametrize("header", ["Booked", "Booked?", "Booked in Dialpad?", "Gebucht"])
def test_what_is_booked_may_be_what_exists_already_so_the_column_says_nothing_of_going_ahead(header: str) -> None:
    assert not columns_of(sheet_of(["Title", "Start", header], [["A", "2027-01-12 10:00", "no"]])).of(Field.GOING_AHEAD)


@pytest.mark.parametrize(
    ("settled", "unsettled"),
    [
        *(("fix", "offen"), ("Confirmed", "Open"), ("Confirmed", "Pending"), ("fixiert", "Offen"), ("booked", "To do")),
        *(("validé", "en attente"), ("fijado", "pendiente"), ("fissato", "aperto"), ("combinado", "pendente")),
        *(
            ("vastgelegd", "in afwachting"),
            ("決定", "未確定"),
            ("gesichert", "ausstehend"),
            ("confirmée", "à confirmer"),
        ),
    ],
)
def test_what_is_open_beside_what_is_settled_is_asked_about(settled: str, unsettled: str) -> None:
    found = examined(sheet_of([*HEADERS, "Status"], rows_with(settled, unsettled, "Cancelled", settled)))
    assert list(statuses(found).values()) == [PENDING, INVALID, SKIPPED, PENDING]
    assert errors(found.issues) == [("cancelled_unclear", "E3")]
    assert f"“{unsettled}” may mean that this is not settled yet" in message(found.issues, "cancelled_unclear")


@pytest.mark.parametrize("others", [("Open", "Open"), ("Open", "Cancelled"), ("Open", "New"), ("Open", None)])
def test_open_where_nothing_is_said_to_be_settled_means_nothing(others: tuple[Cell, ...]) -> None:
    found = examined(sheet_of([*HEADERS, "Status"], rows_with("Open", *others)))
    assert not errors(found.issues)
    assert next(iter(statuses(found).values())) is PENDING


def test_what_is_open_is_asked_about_too_beside_a_column_that_marks_what_is_cancelled() -> None:
    rows = [(*row, "no") for row in rows_with("fix", "offen", "fix")]
    assert errors(examined(sheet_of([*HEADERS, "Status", "Cancelled"], rows)).issues) == [("status_not_used", "E1")]


@pytest.mark.parametrize(
    "cell",
    ["fix", "Fixiert", "fest", "gesichert", "settled", "fixé", "fijado", "fissato", "fixado", "vast", "決定"],
)
def test_words_for_settled_are_known_in_eight_languages(cell: str) -> None:
    assert says_cancelled(cell) == Parsed(value=False)


@pytest.mark.parametrize(
    "header",
    [
        *("Booked in Dialpad?", "Booked", "Already created?", "Scheduled in Zoom", "Set up", "Done", "Invite sent?"),
        *("Entered in the system", "In Dialpad?", "Dialpad done", "Gebucht", "Erledigt?", "Réservé", "Feito", "予約済"),
        *("Created", "Added to calendar", "Meeting created"),
    ],
)
@pytest.mark.parametrize("cell", ["Yes", "yes - Wes 20/11", "✓", True, "done", "Booked (Ana)"])
def test_what_somebody_has_booked_already_is_asked_about(header: str, cell: Cell) -> None:
    found = examined(sheet_of([*HEADERS, header], rows_with(cell, None, "no")))
    assert errors(found.issues) == [("booked_not_used", "E1")]
    assert PENDING not in statuses(found).values()


def test_it_quotes_the_cells_and_says_how_to_leave_the_rows_out() -> None:
    found = examined(sheet_of([*HEADERS, "Booked in Zoom?"], rows_with("Yes", "Yes", "yes, Ana")))
    assert message(found.issues, "booked_not_used") == (
        "“Booked in Zoom?” says “Yes”, “yes, Ana” of some rows, as if their meetings existed already, and then "
        "everybody in them would be invited twice; delete those rows or write Yes for them in a column “Cancelled”, "
        'and leave this column out when you run bulkmeet, with --map "Booked in Zoom?=ignore".'
    )


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Booked", ("no", None)),
        ("Booked", (12, 1)),
        ("Booked on", ("2026-11-01", "2026-11-02")),
        ("Created", ("2026-11-01", "2026-11-02")),
        ("Room booked by", ("Ana", "Yes")),
        ("Reminder sent", ("Yes", "Yes")),
    ],
)
def test_what_says_nothing_of_that_is_not_asked_about(header: str, cells: tuple[Cell, ...]) -> None:
    assert not errors(examined(sheet_of([*HEADERS, header], rows_with(*cells))).issues)


def test_the_day_on_which_it_was_booked_there_says_so_too() -> None:
    found = examined(sheet_of([*HEADERS, "Booked in Dialpad"], rows_with("20/11/2026", None)))
    assert errors(found.issues) == [("booked_not_used", "E1")]


def test_it_is_settled_by_a_column_of_cancelled_rows_and_the_map() -> None:
    rows = [(*row, mark) for row, mark in zip(rows_with("Yes", None), ("Yes", None), strict=True)]
    sheet = sheet_of([*HEADERS, "Booked?", "Cancelled"], rows)
    found = examined(sheet, column_map={"Booked?": "ignore"})
    assert list(statuses(found).values()) == [SKIPPED, PENDING]


# ---- slots nobody has booked -------------------------------------------------------------------------------

SLOTS = [
    *(
        ("gebucht", "frei"),
        ("Booked", "Free"),
        ("reserved", "available"),
        ("vergeben", "frei"),
        ("belegt", "verfügbar"),
    ),
    *(("réservé", "libre"), ("confirmé", "disponible"), ("reservado", "libre"), ("prenotato", "libero")),
    *(
        ("reservado", "livre"),
        ("geboekt", "vrij"),
        ("zarezerwowane", "wolne"),
        ("bokad", "ledig"),
        ("varattu", "vapaa"),
    ),
    *(
        ("potvrzeno", "volno"),
        ("予約済み", "空き"),
        ("забронировано", "свободно"),
        ("booket", "ledig"),
        ("已预约", "空闲"),
    ),
]


def slots(*told: tuple[Cell, Cell]) -> Examined:
    """A sheet of slots, each with its status and its guest."""
    rows = [(*row, guest) for row, (_, guest) in zip(rows_with(*(word for word, _ in told)), told, strict=True)]
    return examined(sheet_of([*HEADERS, "Status", "Attendees"], rows))


@pytest.mark.parametrize(("booked", "free"), SLOTS)
def test_a_free_slot_is_asked_about_beside_booked_ones(booked: str, free: str) -> None:
    found = slots((booked, None), (free, None), (booked, "ann@example.com"))
    assert list(statuses(found).values()) == [PENDING, INVALID, PENDING]
    assert errors(found.issues) == [("cancelled_unclear", "E3")]
    assert f"“{free}” may mean that nobody has booked this, since" in message(found.issues, "cancelled_unclear")


@pytest.mark.parametrize(("booked", "free"), SLOTS)
def test_a_free_slot_without_a_guest_is_left_out_where_all_booked_ones_have_theirs(booked: str, free: str) -> None:
    found = slots((booked, "ann@example.com"), (free, None), (booked, "ben@example.com"), (free, "cy@example.com"))
    assert list(statuses(found).values()) == [PENDING, SKIPPED, PENDING, INVALID]
    assert f"Not sent: “Status” says “{free}”, and it names no guest." in messages(found).values()
    assert errors(found.issues) == [("cancelled_unclear", "E5")]


@pytest.mark.parametrize(
    "words",
    [
        *(("Busy", "Free"), ("gebucht", "mit Vorbehalt", "frei"), ("Occupé", "Libre"), ("予定あり", "空き時間")),
        *(("Free", "Tentative", "Out of Office", "Confirmed"), ("free", "free"), ("ocupado", "libre", "provisional")),
    ],
)
def test_free_time_in_a_calendar_says_nothing_of_guests(words: tuple[str, ...]) -> None:
    found = slots(*((word, "ann@example.com") for word in words))
    assert ("cancelled_unclear", "E3") not in errors(found.issues)
    assert statuses(found)[3] is PENDING


def test_a_free_slot_is_asked_about_too_beside_a_column_that_marks_what_is_cancelled() -> None:
    rows = [(*row, "no") for row in rows_with("booked", "free")]
    assert errors(examined(sheet_of([*HEADERS, "Status", "Cancelled"], rows)).issues) == [("status_not_used", "E1")]
