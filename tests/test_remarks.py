"""Remarks in columns nobody reads that say of a meeting that it is off: each is told at its cell and stops its row."""

import time
from collections.abc import Sequence
from itertools import product

import pytest
from msgspec.structs import replace

from bulkmeet.examine import Examined
from bulkmeet.model import Cell, Status
from bulkmeet.sheet import Aside
from tests.sheets import errors, examined, message, messages, sheet_of, statuses

HEADERS = ["Title", "Start", "End", "Host email"]


def remarked(header: str, cells: Sequence[Cell], **column_map: str) -> Examined:
    """A sheet of meetings with a remark each."""
    rows = [[f"Lab {n}", f"2026-09-{10 + n} 10:00", "11:00", "jo@example.com", cell] for n, cell in enumerate(cells)]
    return examined(sheet_of([*HEADERS, header], rows), column_map=column_map)


def stops_only_the_third(found: Examined) -> bool:
    is_told = errors(found.issues) == [("remark_says_off", "E4")]
    return is_told and list(statuses(found).values()) == [Status.PENDING, Status.PENDING, Status.INVALID]


@pytest.mark.parametrize("header", ["Notes", "Note", "Bemerkung", "Comments", "Opmerkingen", "Margin"])
@pytest.mark.parametrize(
    "cell",
    [
        *("RINVIATA a data da destinarsi", "POSTPONED", "postponed until further notice", "Cancelled by client"),
        *("annullata dal sindacato", "verschoben auf unbestimmte Zeit", "vervalt i.v.m. ziekte", "Vervallen"),
        *("Fällt wegen Krankheit aus", "Meeting has been postponed", "中止になりました", "** reportée au 3 mai **"),
        *("gaat niet door", "entfällt \u2013 Kind krank", "fällt aus!", "ANNULÉ \u2013 congé maternité", "CANCELLED"),
        *("CANCELLED - Dov is on leave", "do not book", "Cancelled: the room is shut for now", "abgesagt"),
    ],
)
def test_a_remark_that_begins_with_cancelled_or_put_off_stops_its_own_row(header: str, cell: str) -> None:
    assert stops_only_the_third(remarked(header, ["bring pens for all", "room 4 is booked", cell]))


@pytest.mark.parametrize(("header", "cell"), [("Chore", "deleted"), ("Chore", "Dov sick, cancelled"), ("", "no show")])
def test_a_short_mark_in_a_column_nobody_knows_does_so_too(header: str, cell: str) -> None:
    assert stops_only_the_third(remarked(header, ["bring pens for all", "room 4 is booked", cell]))


def test_the_row_is_to_be_deleted_or_marked_and_ignoring_the_column_comes_last() -> None:
    told = message(remarked("Notes", ["bring pens", "fällt aus!"]).issues, "remark_says_off")
    assert told == (
        "“fällt aus!” says that this meeting may not take place as it stands; delete the row, or mark it in a column "
        "“Cancelled”, or, if it takes place, take those words out of “Notes”; only if that column never says so of the "
        'meetings, leave it out when you run bulkmeet, with --map "Notes=ignore".'
    )
    assert not errors(remarked("Notes", ["bring pens", "fällt aus!"], Notes="ignore").issues)


@pytest.mark.parametrize("cells", [[None, None, "ANNULÉ \u2013 malade"], [None, None, "cancelled by host"]])
def test_a_column_that_says_little_else_is_offered_as_what_takes_rows_out(cells: list[Cell]) -> None:
    found = remarked("Observations", cells)
    assert stops_only_the_third(found)
    told = message(found.issues, "remark_says_off")
    assert '--map "Observations=cancelled"' in told
    assert "=ignore" not in told
    taken_out = remarked("Observations", cells, Observations="cancelled")
    assert messages(taken_out)[4] == "Not sent: “Observations” says it is cancelled."


def test_what_else_such_a_column_says_is_asked_about_where_nobody_knows_it() -> None:
    found = remarked("Meeting result", ["SCHEDULED", "COMPLETED", "CANCELED", "NO_SHOW"])
    assert errors(found.issues) == [("remark_says_off", f"E{row}") for row in (3, 4, 5)]
    assert "“COMPLETED” does not say plainly whether this meeting takes place" in messages(found)[3]
    assert statuses(found)[2] is Status.PENDING
    assert errors(remarked("Notes", ["projector", "urgent", "CANCELED"]).issues) == [("remark_says_off", "E4")]


@pytest.mark.parametrize(("header", "told"), [("Chore", ["E5"]), ("Notes", ["E5"])])
def test_a_task_of_cancelling_something_among_other_tasks_stops_nothing(header: str, told: list[str]) -> None:
    tasks = ["Pack the library", "Cancel old contract", "Order more boxes", "cancelled by Ann"]
    assert errors(remarked(header, tasks).issues) == [("remark_says_off", cell) for cell in told]


def test_many_different_remarks_are_told_apart_in_one_pass() -> None:
    letters = "abcdefghijklm"
    remarks = [f"cancelled {one}{two}{three}{four}" for one, two, three, four in product(letters, repeat=4)]
    rows: list[list[Cell]] = [[f"Lab {n}", None, None, None, remark] for n, remark in enumerate(remarks)]
    began = time.process_time()
    found = examined(sheet_of([*HEADERS, "Margin"], [*rows, ["Lab", None, None, None, "bring pens"]]))
    assert time.process_time() - began < 15
    assert len([told for told in errors(found.issues) if told[0] == "remark_says_off"]) == len(remarks)


def test_a_remark_about_one_person_of_a_meeting_stops_the_whole_meeting() -> None:
    lab: list[Cell] = ["Lab", "2026-09-10 10:00", "11:00", "jo@example.com"]
    rows: list[list[Cell]] = [[*lab, "ann@example.com", None], [*lab, "ben@example.com", "cancelled, see mail"]]
    rows.append(["Chem", *lab[1:], "cy@example.com", "bring pens"])
    found = examined(sheet_of([*HEADERS, "Attendee email", "Notes"], rows))
    assert list(statuses(found).values()) == [Status.INVALID, Status.INVALID, Status.PENDING]
    assert errors(found.issues) == [("remark_says_off", "F3")]


# ---- shortened words, and the sheet's own ------------------------------------------------------------------


@pytest.mark.parametrize("header", ["Comments", "Notes", "Case status"])
@pytest.mark.parametrize(
    "cell",
    [
        "cx",
        "cx?? ring her back",
        "CXL 4/2",
        "cxld per mum",
        "cxl'd",
        "canc",
        "canc. - no interpreter",
        "Cncl by desk",
        "x'd",
    ],
)
def test_a_remark_that_begins_with_a_shortened_cancelled_stops_its_own_row(header: str, cell: str) -> None:
    assert stops_only_the_third(remarked(header, ["bring pens for all", "room 4 is booked", cell]))


@pytest.mark.parametrize(("cell", "stops"), [("cx", False), ("CX east", False), ("cx??", True), ("cxl 4/2", True)])
@pytest.mark.parametrize("header", ["Team", "Chore"])
def test_the_shortest_of_them_counts_only_where_remarks_belong(header: str, cell: str, stops: bool) -> None:
    found = remarked(header, ["bring pens for all", "room 4 is booked", cell])
    assert stops_only_the_third(found) is stops


def test_what_a_shortened_word_may_say_is_put_as_a_question() -> None:
    told = message(remarked("Comments", ["bring pens", "cx?? ring her back"]).issues, "remark_says_off")
    assert told.startswith("“cx?? ring her back” may say that this meeting is cancelled; delete the row, or mark it")
    assert "if it takes place, take those words out of “Comments”" in told


@pytest.mark.parametrize(
    "cell",
    [
        "cxo attends",
        "CX team joins",
        "cx wants a demo of the app",
        "cx@example.com",
        "CX 251 lands at noon",
        "Cancun office",
        "x'mas tree",
        "box cx",
    ],
)
def test_a_word_or_a_customer_that_begins_so_stops_nothing(cell: str) -> None:
    assert not [told for told in errors(remarked("Comments", ["bring pens", cell]).issues) if "off" in told[0]]


@pytest.mark.parametrize("word", ["cx", "cxl?", "cx'd"])
def test_one_where_a_time_belongs_is_asked_about_too(word: str) -> None:
    found = examined(sheet_of(HEADERS, [["Lab", word, "11:00", "jo@example.com"]]))
    assert ("looks_cancelled", "B2") in errors(found.issues)


def keyed(asides: Sequence[Aside], cell: str, header: str = "Comments") -> list[tuple[str, str | int | None]]:
    """The errors of a sheet with a remark and texts beside its table."""
    lab = ["Lab", "2026-09-10 10:00", "11:00", "jo@example.com"]
    sheet = sheet_of([*HEADERS, header], [[*lab, "bring pens for all"], ["Chem", *lab[1:], cell]])
    return errors(examined(replace(sheet, asides=tuple(asides))).issues)


@pytest.mark.parametrize(
    "asides",
    [
        [Aside(9, 0, "Desk: 4411 · zz = cancelled")],
        [Aside(9, 0, "Key: ok = confirmed; zz = abgesagt")],
        [Aside(1, 0, "zz=did not attend / cancelled, qq = late")],
        [Aside(9, 0, "Key:"), Aside(9, 1, "zz"), Aside(9, 2, "annulé")],
        [Aside(9, 1, "zz:"), Aside(9, 2, "= deleted")],
    ],
)
@pytest.mark.parametrize("cell", ["zz", "ZZ?? ring her back"])
@pytest.mark.parametrize("header", ["Comments", "Margin"])
def test_a_word_that_the_sheets_own_key_explains_as_cancelled_stops_its_row(
    asides: Sequence[Aside], cell: str, header: str
) -> None:
    assert keyed(asides, cell, header) == [("remark_says_off", "E3")]


@pytest.mark.parametrize("cell", ["zzz", "zz-top concert", "jazz zz", "qq"])
def test_other_words_stay_what_they_are(cell: str) -> None:
    assert keyed([Aside(9, 0, "zz = cancelled, qq = late")], cell) == []


def test_a_colour_of_the_key_counts_where_it_is_all_a_remark_says() -> None:
    assert keyed([Aside(9, 0, "red = cancelled")], "Red") == [("remark_says_off", "E3")]
    assert keyed([Aside(9, 0, "red = cancelled")], "red room is booked") == []


def test_a_shortened_word_that_a_key_explains_itself_explains_nothing() -> None:
    asides = [Aside(9, 0, "ring"), Aside(9, 1, "cx"), Aside(9, 2, "cancelled")]
    assert keyed(asides, "ring her back") == []
    assert keyed(asides, "cx") == [("remark_says_off", "E3")]


def test_a_key_may_explain_a_shortened_word_as_something_else() -> None:
    assert keyed([Aside(9, 0, "cx = customer")], "cx to bring papers") == []
    assert keyed([Aside(9, 0, "cx = customer")], "cancelled, cx to bring papers") == [("remark_says_off", "E3")]


@pytest.mark.parametrize(
    "remark",
    [
        *(
            "moved to Thursday",
            "Moved to Thursday, tbc",
            "moved to 14:00",
            "session moved to next week",
            "verlegt auf Do",
        ),
        *("se mueve al jueves", "déplacé au jeudi", "spostato a domani", "moved to 4 pm", "moved to 12/03"),
    ],
)
def test_a_remark_that_moves_the_meeting_to_another_day_or_hour_stops_its_row(remark: str) -> None:
    assert errors(remarked("Notes", ["bring pens", remark, "quiet room"]).issues) == [("remark_says_off", "E3")]


@pytest.mark.parametrize(
    "remark",
    [
        *("moved to room 3", "moved to Zoom", "Moved to the 3rd floor", "moved to sunroom", "moved to next room"),
        *("movido a mi oficina", "trasladada a la segunda planta", "cambiado a la quinta planta", "verlegt auf 2.05"),
        "moved to later slot list",
    ],
)
def test_a_remark_that_moves_it_to_another_room_stops_nothing(remark: str) -> None:
    assert errors(remarked("Notes", ["bring pens", remark, "quiet room"]).issues) == []
