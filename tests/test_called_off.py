"""Cells that say that a meeting is off where a time or people belong."""

import pytest

from bulkmeet.model import Cell, Status
from tests.sheets import emails, errors, examined, meetings, message, sheet_of, statuses

HEADERS = ("Title", "Date", "Start time", "End time", "Host email", "Attendees")
LAB = ("Lab", "2026-09-10", "10:00", "11:00", "jo@example.com", "ann@example.com")
AT = dict(zip(HEADERS, "ABCDEF", strict=True))


def with_word(header: str, word: Cell) -> list[tuple[Cell, ...]]:
    """Two meetings, of which the second has the word in that column."""
    second = [word if name == header else cell for name, cell in zip(HEADERS, LAB, strict=True)]
    return [LAB, ("Chem", *second[1:])]


@pytest.mark.parametrize(
    "word",
    [
        *(
            "odwołane",
            "cancelled",
            "Abgesagt!",
            "中止",
            "ANNULÉ",
            "cancelado",
            "zrušeno",
            "inställt",
            "отменено",
            "aflyst",
        ),
        *("Cancelled by client", "ann@example.com; cancelled", "peruttu", "iptal edildi", "entfällt wegen Krankheit"),
    ],
)
def test_a_word_for_cancelled_where_people_belong_is_nobody_to_invite(word: str) -> None:
    found = examined(sheet_of(HEADERS, with_word("Attendees", word)))
    assert errors(found.issues) == [("looks_cancelled", "F3")]
    assert list(statuses(found).values()) == [Status.PENDING, Status.INVALID]
    told = message(found.issues, "looks_cancelled")
    assert "looks as if this meeting is cancelled; delete the row or move that word to a column “Cancelled”" in told


@pytest.mark.parametrize("header", ["Name", "Email", "First name", "Phone", "Host name", "Attendee 2 name"])
def test_the_same_holds_for_every_column_of_people(header: str) -> None:
    rows = [(*LAB, None), ("Chem", *LAB[1:], "abgesagt")]
    found = examined(sheet_of([*HEADERS, header], rows))
    assert ("looks_cancelled", "G3") in errors(found.issues)
    assert statuses(found)[3] is Status.INVALID


@pytest.mark.parametrize(("cell", "invited"), [("entfällt", []), ("cancelled@example.com", ["cancelled@example.com"])])
def test_nobody_and_an_address_of_that_word_are_no_words_for_cancelled(cell: str, invited: list[str]) -> None:
    found = examined(sheet_of(HEADERS, with_word("Attendees", cell)))
    assert not errors(found.issues)
    assert [emails(meeting) for meeting in meetings(found)] == [["ann@example.com"], invited]


@pytest.mark.parametrize("header", ["Date", "Start time", "End time"])
@pytest.mark.parametrize(
    "word", ["entfällt", "fällt aus", "CANCELLED", "annulé", "afgelast", "取消", "inställt", "vervalt!"]
)
def test_a_word_for_cancelled_in_place_of_a_time_is_told_as_what_it_is(header: str, word: str) -> None:
    found = examined(sheet_of(HEADERS, with_word(header, word)))
    assert errors(found.issues) == [("looks_cancelled", f"{AT[header]}3")]
    assert message(found.issues, "looks_cancelled").endswith("or else write its time here.")


def test_one_cell_for_a_start_and_an_end_is_told_once() -> None:
    rows = [
        ("Lab", "2026-09-10", "10:00 - 11:00", "jo@example.com"),
        ("Chem", "2026-09-11", "entfällt", "jo@example.com"),
    ]
    found = examined(sheet_of(["Title", "Date", "Time", "Host email"], rows))
    assert errors(found.issues) == [("looks_cancelled", "C3")]


def test_a_meeting_that_was_put_off_is_not_called_cancelled() -> None:
    found = examined(sheet_of(HEADERS, with_word("Start time", "verschoben")))
    assert "“verschoben” looks as if this meeting does not take place as it stands" in found.issues[0].message


def test_a_column_that_marks_cancelled_rows_is_named_and_counts() -> None:
    marked = [(*row, mark) for row, mark in zip(with_word("Start time", "entfällt"), (None, None), strict=True)]
    found = examined(sheet_of([*HEADERS, "Storniert"], marked))
    assert "delete the row or mark it in “Storniert”" in message(found.issues, "looks_cancelled")
    left_out = [row if row[2] == "10:00" else (*row[:-1], "x") for row in marked]
    found = examined(sheet_of([*HEADERS, "Storniert"], left_out))
    assert not errors(found.issues)
    assert list(statuses(found).values()) == [Status.PENDING, Status.SKIPPED]


@pytest.mark.parametrize("header", ["Cancelled at", "Date canceled", "Storniert am", "Annulé le", "キャンセル日時"])
def test_when_something_was_cancelled_says_that_it_is(header: str) -> None:
    sheet = f"""
        Title | Start            | Duration | Host email      | {header}
        Owls  | 2027-04-12 09:00 | 1 h      | ann@example.com | 2026-11-20 08:15:00 +1100
        Bats  | 2027-04-13 09:00 | 1 h      | ann@example.com |
    """
    found = examined(sheet)
    assert [meeting.title for meeting in meetings(found)] == ["Bats"]
    assert (errors(found.issues), statuses(found)[2]) == ([], Status.SKIPPED)
    assert len(meetings(examined(sheet, column_map={header: "ignore"}))) == 2


@pytest.mark.parametrize("header", ["Deleted at", "Cancellation date", "Gelöscht am", "Archivé le", "削除日"])
def test_when_something_may_have_been_taken_out_is_asked(header: str) -> None:
    sheet = f"""
        Title | Start            | Duration | Host email      | {header}
        Owls  | 2027-04-12 09:00 | 1 h      | ann@example.com | 2026-11-20 08:15:00 +1100
        Bats  | 2027-04-13 09:00 | 1 h      | ann@example.com |
    """
    told = message(examined(sheet).issues, "cancelled_not_used")
    assert f'--map "{header}=cancelled"' in told
    found = examined(sheet, column_map={header: "cancelled"})
    assert [meeting.title for meeting in meetings(found)] == ["Bats"]
    assert errors(found.issues) == []


@pytest.mark.parametrize("marks", [("Cancelled", "", "Confirmed", "yes"), ("ok", "no", "Cancelled", "no")])
def test_of_two_marks_of_cancelled_rows_none_is_to_be_left_out_before_the_other_says_all(
    marks: tuple[str, str, str, str],
) -> None:
    first, second, third, fourth = marks
    found = examined(f"""
        Title | Start            | Duration | Host email      | Status  | Cancelled
        Owls  | 2027-04-12 09:00 | 1 h      | ann@example.com | {first} | {second}
        Bats  | 2027-04-13 09:00 | 1 h      | ann@example.com | {third} | {fourth}
    """)
    assert meetings(found) == []
    told = message(found.issues, "two_columns_for_field")
    assert "“Status” and “Cancelled” both mark cancelled rows" in told or "“Cancelled” and “Status” both mark" in told
    assert "write what is cancelled in either into the first, and only then leave out the other" in told
    assert told.count("=ignore") == 1
