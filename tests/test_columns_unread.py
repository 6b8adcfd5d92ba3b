"""Columns nobody reads that must not be passed over: addresses, phones, marks of cancelled rows, counts of a report."""

from collections.abc import Sequence

import pytest

from bulkmeet.columns.fields import Field
from bulkmeet.columns.mapping import looks_like_log
from bulkmeet.model import Cell
from tests.test_columns import ADDRESSES, MOMENTS, Sheet, codes, fields, only, read

PHONES: list[Cell] = ["+14155550101", "(415) 555-0102"]
WORDS: list[Cell] = ["Kickoff", "Review"]


# ---- addresses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["Buddies", "Lead email", "Opened by", "Who comes", "From", "Requested by"])
def test_addresses_nobody_reads_stop_the_rows_until_somebody_says_whose_they_are(header: str) -> None:
    assert codes(read({header: ADDRESSES})) == [("error", "column_not_recognised", "A")]
    for choice in ("attendees", "host_email", "ignore"):
        assert read({header: ADDRESSES}, **{header: choice}).issues == ()


def test_a_single_address_in_an_unknown_column_is_enough_to_ask() -> None:
    mapping = read({"Buddies": ["see Ana", "call ann@example.com first", "x", "y"]})
    assert codes(mapping) == [("error", "column_not_recognised", "A")]
    assert "like “call ann@example.com first”" in mapping.issues[0].message


@pytest.mark.parametrize("cells", [["Monday", "Tuesday"], ["4", 12], ["yes", "no"], ["9:00", "10:30"]])
def test_a_sentence_with_an_address_makes_a_column_of_other_things_none_of_addresses(cells: Sequence[Cell]) -> None:
    mapping = read({"Buddies": [*cells, "Dates may change, write to desk@example.com first"]})
    assert codes(mapping) == [("warning", "column_not_recognised", "A")]


@pytest.mark.parametrize("header", ["Notes", "Description", "Location", "Bemerkungen", "Created by"])
def test_an_address_in_a_column_of_something_else_is_passed_over(header: str) -> None:
    assert read({header: ["bring pens", "call ann@example.com first"]}).issues == ()


def test_an_address_in_a_title_that_gives_way_to_another_is_no_guest() -> None:
    assert read({"Title": WORDS, "Event": ["Call with ann@example.com", "Review", "Kickoff"]}).issues == ()


@pytest.mark.parametrize(
    "header",
    [
        *("Created by", "Modified by", "Last modified by", "Registered by", "Sent by", "Calendar owner", "Creator"),
        *("Erstellt von", "Créé par", "Creado por", "Creato da", "Aangemaakt door", "作成者", "Resource email"),
    ],
)
def test_addresses_of_those_who_only_kept_the_records_are_known_and_not_used(header: str) -> None:
    mapping = read({header: ADDRESSES})
    assert (mapping.columns[0].field, mapping.issues) == (Field.IGNORE, ())


@pytest.mark.parametrize("cells", [["Hall @ 5th Street"], ["@ann_one"], ["see Ana"]])
def test_an_at_sign_alone_is_no_address(cells: Sequence[Cell]) -> None:
    assert codes(read({"Buddies": cells})) == [("warning", "column_not_recognised", "A")]


def test_a_vague_host_that_gives_way_stops_the_rows_only_if_it_names_somebody_else() -> None:
    others: Sheet = {"Organizer email": ["ana@example.com"], "Interviewer email": ["dee@example.com"]}
    assert codes(read(others)) == [("error", "column_not_recognised", "B")]
    assert read(others, **{"Organizer email": "host_email"}).issues == ()
    same: Sheet = {"Organizer email": ["ana@example.com"], "calendarId": ["Ana@example.com"]}
    assert (fields(same), read(same).issues) == (["host_email", "ignore"], ())


# ---- phone numbers -----------------------------------------------------------------------------------------


def test_phone_numbers_stop_the_rows_where_no_other_column_names_people() -> None:
    assert codes(read({"Reach them at": PHONES})) == [("error", "column_not_recognised", "A")]
    assert codes(read({"Reach them at": PHONES, "Email": ADDRESSES})) == [("warning", "column_not_recognised", "A")]


@pytest.mark.parametrize("cells", [["812 3456 7890"], ["61200000001"], ["2026-12-09"], ["48212"]])
def test_other_numbers_are_no_phone_numbers(cells: Sequence[Cell]) -> None:
    assert codes(read({"Reach them at": cells})) == [("warning", "column_not_recognised", "A")]


@pytest.mark.parametrize("header", ["Phone numbers", "Telefonnummern", "Numéros de téléphone", "Guest phone numbers"])
def test_phone_numbers_in_the_plural_are_phones(header: str) -> None:
    assert only(header, PHONES).field is Field.PHONE


# ---- marks of cancelled rows -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        *("Status", "Meeting outcome", "Outcome", "State", "Event state", "État", "Etat", "Estado", "Stato"),
        *("Situação", "Statut", "Workflow State", "Terminstatus", "予約状況", "Registration status"),
    ],
)
@pytest.mark.parametrize("word", ["Canceled", "Entfall", "Fällt aus", "annulé", "キャンセル"])
def test_a_column_for_how_meetings_stand_takes_cancelled_rows_out(header: str, word: str) -> None:
    assert only(header, ["Scheduled", "moved to Ana", word]).field is Field.CANCELLED


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Time mark", ["upcoming", "confirmed", "cancelled"]),
        ("Zustand", ["findet statt", "aktiv", "deleted"]),
        ("Notes", ["confirmed", "CANCELLED", "booked"]),
    ],
)
def test_a_column_that_says_cancelled_is_never_passed_over(header: str, cells: Sequence[Cell]) -> None:
    assert codes(read({header: cells})) == [("error", "cancelled_not_used", "A")]
    assert read({header: cells}, **{header: "ignore"}).issues == ()
    assert fields({header: cells}, **{header: "cancelled"}) == ["cancelled"]


@pytest.mark.parametrize(
    "sheet",
    [
        {"Notes": ["the old room is cancelled, come to the new one"]},
        {"Notes": ["cancelled"], "Cancelled": [True, False]},
        {"Description": ["How to deal with cancelled orders"]},
    ],
)
def test_a_text_about_cancelling_is_no_mark(sheet: dict[str, list[Cell]]) -> None:
    assert read(list(sheet.items())).issues == ()


def test_the_day_on_which_rows_were_cancelled_stops_them_unless_a_column_marks_them() -> None:
    assert codes(read({"Deleted at": MOMENTS})) == [("error", "cancelled_not_used", "A")]
    assert read({"Deleted at": MOMENTS, "Status": ["Confirmed", "Cancelled"]}).issues == ()
    assert read({"Cancelled at": MOMENTS, "Status": ["Confirmed", "Cancelled"]}).issues == ()
    assert fields({"Cancelled at": MOMENTS, "Status": ["Confirmed", "Cancelled"]}) == ["ignore", "cancelled"]
    assert read({"Deleted at": []}).issues == ()


def test_words_for_how_a_meeting_stands_that_nobody_knows_stop_the_rows() -> None:
    (issue,) = read({"Status": ["Stuck", "Blue", "see Ana", "again"]}).issues
    assert (issue.severity, issue.code, issue.cell) == ("error", "status_not_used", "A")
    assert "“Stuck”, “Blue”, “see Ana” in “Status”" in issue.message
    assert "or, if none of its words means cancelled, leave the column out" in issue.message
    assert read({"Status": [1, 0]}).issues == ()
    assert read({"Status": ["Stuck"]}, Status="ignore").issues == ()
    assert read({"State": ["California"], "City": ["Fresno"]}).issues == ()


@pytest.mark.parametrize("word", ["Declined", "rejected", "Waitlisted", "abgelehnt", "refusé", "on hold"])
def test_a_column_with_a_word_that_may_mean_cancelled_is_never_advised_to_be_left_out(word: str) -> None:
    (issue,) = read({"Status": ["Stuck", "Blue", "again", word]}).issues
    assert '--map "Status=cancelled"' in issue.message
    assert "=ignore" not in issue.message
    (issue,) = read({"Status": ["Stuck", word], "Cancelled": ["No", "Yes"]}).issues
    assert issue.message.endswith("mark the rows that do not in “Cancelled”, or delete them, and write Confirmed here.")


@pytest.mark.parametrize("words", [["Postponed"], ["Confirmed", "on hold"], ["Stuck", "Scheduled"], ["no show"]])
def test_a_mark_of_cancelled_rows_does_not_answer_for_a_status_nobody_knows(words: list[Cell]) -> None:
    sheet: Sheet = {"Status": words, "Cancelled": ["No", "Yes"]}
    assert codes(read(sheet)) == [("error", "status_not_used", "A")]
    assert read(sheet, Status="ignore").issues == ()


def test_a_mark_of_cancelled_rows_stands_beside_a_status_that_is_known_to_be_harmless() -> None:
    sheet: Sheet = {"Status": ["Scheduled", "CONFIRMED", "-", "Paid"], "Cancelled": ["No", "Yes"]}
    assert fields(sheet) == ["ignore", "cancelled"]
    assert read(sheet).issues == ()


@pytest.mark.parametrize("header", ["IsDeleted", "Is Deleted", "Deleted", "Archived", "isArchived", "Gelöscht"])
def test_deleted_and_archived_rows_are_taken_out_like_cancelled_ones(header: str) -> None:
    assert only(header, [True, "no", "Yes"]).field is Field.CANCELLED
    assert fields({"Status": ["Confirmed"], header: [False]}) == ["cancelled", "ignore"]


@pytest.mark.parametrize("header", ["deleted_at", "archived_at", "Deleted on", "Archived on"])
@pytest.mark.parametrize("cell", ["2027-01-22", 1893456000, "1893456000"])
def test_the_moment_of_deleting_stops_the_rows_even_if_it_is_a_bare_number(header: str, cell: Cell) -> None:
    assert codes(read({header: ["null", cell, 0]})) == [("error", "cancelled_not_used", "A")]
    assert read({header: ["null", 0]}).issues == ()


@pytest.mark.parametrize(
    "header",
    [
        *("Active", "Is active", "IsActive", "Going ahead?", "Enabled", "Happening?", "Taking place?", "Confirmed?"),
        "Findet statt?",
    ],
)
@pytest.mark.parametrize("no", ["No", False, 0, "n"])
def test_a_column_of_what_goes_ahead_is_read_as_the_opposite_of_cancelled(header: str, no: Cell) -> None:
    assert fields({header: ["Yes", no]}) == ["going_ahead"]
    assert read({header: ["Yes", no, "?"]}).issues == ()


def test_a_no_among_other_things_below_such_a_header_stops_the_rows() -> None:
    mapping = read({"Active": ["see Ana", "from May", "no", "ask Cy"]})
    assert codes(mapping) == [("error", "cancelled_not_used", "A")]
    assert '--map "Active=going_ahead"' in mapping.issues[0].message


def test_what_goes_ahead_is_never_silently_turned_round_by_a_map() -> None:
    mapping = read({"Going ahead?": ["Y", "N"]}, **{"Going ahead?": "cancelled"})
    assert codes(mapping) == [("error", "cancelled_wrong_way", "A")]
    assert '--map "Going ahead?=going_ahead"' in mapping.issues[0].message
    assert read({"Confirmed": ["Confirmed", "Cancelled"]}, Confirmed="cancelled").issues == ()
    mapping = read({"Deleted": ["yes", "no"]}, Deleted="going_ahead")
    assert codes(mapping) == [("error", "cancelled_wrong_way", "A")]
    assert '--map "Deleted=cancelled"' in mapping.issues[0].message
    assert read({"Status": ["yes", "no"]}, Status="going_ahead").issues == ()


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (["Y", "N", None], "going_ahead"),
        (["yes", "tbc"], "going_ahead"),
        (["ann@example.com", "ben@example.com; cy@example.com"], "attendees"),
        ([12, 8, 1], "ignore"),
        (["2026-09-10", "2026-09-11"], None),
    ],
)
def test_confirmed_may_be_the_meeting_or_its_guests(cells: list[Cell], field: str | None) -> None:
    assert fields({"Confirmed": cells}) == [field]


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "Rescheduled from 3 March",
            "キャンセル待ち",
            "Annule et remplace la convocation du 3 mai",
            "Verschoben vom 3. Mai",
        ),
        *("the room was cancelled", "moved to room 4", "Postponed-items review", "Cancellation policy: 24 hours"),
    ],
)
def test_a_remark_of_the_new_time_or_of_something_else_is_passed_over(cell: str) -> None:
    assert read({"Notes": ["bring pens", cell]}).issues == ()


def test_a_column_of_words_for_how_rows_stand_is_offered_as_what_takes_them_out() -> None:
    (issue,) = read({"Time mark": ["upcoming", "confirmed", "cancelled"]}).issues
    assert "Time mark=cancelled" in issue.message


# ---- reports of what was held ------------------------------------------------------------------------------


def test_a_history_that_counts_who_came_is_no_schedule_until_somebody_says_so() -> None:
    sheet: Sheet = {
        "Subject": WORDS,
        "Start time": MOMENTS,
        "End time": MOMENTS,
        "Duration (minutes)": [42, 12],
        "Attendees": [3, 2],
        "Recording": ["No", "Yes"],
    }
    assert codes(read(sheet)) == [("error", "looks_like_log", "E")]
    assert read(sheet, Attendees="ignore").issues == ()


@pytest.mark.parametrize(
    "headers",
    [
        ["Topic", "Start Time", "End Time", "Duration (Minutes)", "Participants", "Has Zoom Rooms?"],
        ["Topic", "Start Time", "End Time", "Total Participant Minutes"],
        ["Topic", "User Email", "Creation Time", "Start Time", "End Time", "Participants", "Source"],
    ],
)
def test_a_usage_report_is_a_log(headers: list[str]) -> None:
    assert "report of meetings that were held" in (looks_like_log(headers) or "")


@pytest.mark.parametrize(
    "headers", [["Topic", "Creation Time", "Start Time", "Participants"], ["Topic", "Start", "End", "Participants"]]
)
def test_a_schedule_with_participants_is_no_usage_report(headers: list[str]) -> None:
    assert looks_like_log(headers) is None


# ---- hints -------------------------------------------------------------------------------------------------


def test_a_field_is_offered_only_where_the_cells_are_of_its_kind() -> None:
    assert "resembles title" in read({"The meeting title": WORDS}).issues[0].message
    assert "resembles" not in read({"The meeting title": [3, 4]}).issues[0].message


def test_what_another_column_is_by_its_own_name_is_offered_to_no_second_one() -> None:
    told = read({"Onderwerp": WORDS, "Betreft": WORDS}).issues[0].message
    assert told == "The column “Betreft” is not used."
    assert "resembles title" in read({"Onderwerp": [], "Betreft": WORDS}).issues[0].message


# ---- ids of another program --------------------------------------------------------------------------------

FOREIGN: list[Cell] = ["3107", 4250.0]


@pytest.mark.parametrize(
    "email", ["userEmail", "User email", "Owner email", "Host email", "Teacher email", "Organizer"]
)
@pytest.mark.parametrize("is_first", [True, False])
def test_ids_of_another_program_host_nothing_beside_the_addresses_of_hosts(email: str, is_first: bool) -> None:
    sheet: dict[str, Sequence[Cell]] = (
        {"userId": FOREIGN, email: ADDRESSES} if is_first else {email: ADDRESSES, "userId": FOREIGN}
    )
    expected = ["ignore", "host_email"] if is_first else ["host_email", "ignore"]
    assert fields({**sheet, "attendee1": ["kim@example.com", "Rui (rui@example.com)"]})[:2] == expected
    mapping = read(sheet)
    assert [issue.code for issue in mapping.issues] == ["ids_not_used"]
    assert "like “3107”" in mapping.issues[0].message
    assert f"“{email}” says who hosts" in mapping.issues[0].message


@pytest.mark.parametrize("ids", [["6236731234567891", "12"], ["6.23673E+15"], [6236731234567890.0]])
def test_an_id_that_may_be_dialpads_is_the_host(ids: list[Cell]) -> None:
    assert fields({"userId": ids, "userEmail": ADDRESSES})[0] == "user_id"


def test_ids_of_another_program_are_the_host_where_somebody_says_so_or_nothing_else_is() -> None:
    assert fields({"userId": FOREIGN, "userEmail": ADDRESSES}, userId="user_id")[0] == "user_id"
    assert fields({"userId": FOREIGN, "Attendee email": ADDRESSES}) == ["user_id", "email"]


# ---- texts of their own ------------------------------------------------------------------------------------

TASKS: list[Cell] = ["Pack the library", "Cancel old contract", "Order more boxes"]


def test_a_task_of_cancelling_something_among_other_tasks_is_no_mark() -> None:
    assert codes(read({"Chore": TASKS})) == [("warning", "column_not_recognised", "A")]


@pytest.mark.parametrize("cells", [[4411002937, 4411002938], ["4411002937", "1700000000"]])
def test_an_id_is_not_offered_as_the_end_its_header_resembles(cells: Sequence[Cell]) -> None:
    (issue,) = read({"Appointment ID": cells}).issues
    assert issue.message == "The column “Appointment ID” is not used."


# ---- weekdays ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        *(("Days", ["MWF", "TR", "W"]), ("Meeting days", ["TTh", "MW"]), ("Pattern", ["M/W/F", "T"])),
        *(("On", ["Mon/Wed", "Tue & Thu", "Friday"]), ("Tage", ["Mo Mi Fr", "Di"])),
    ],
)
def test_a_column_of_several_weekdays_stops_the_rows_until_it_is_left_out(header: str, cells: Sequence[Cell]) -> None:
    sheet: dict[str, Sequence[Cell]] = {"Start Date": ["2027-01-11"], "End Date": ["2027-04-30"], header: cells}
    (issue,) = read(sheet).issues
    assert (issue.severity, issue.code) == ("error", "weekdays_not_used")
    assert "weekly classes from “Start Date” to “End Date”, not one meeting each" in issue.message
    assert read(sheet, **{header: "ignore"}).issues == ()
    assert "weekdays_not_used" not in {told.code for told in read({**sheet, "Recurrence": ["weekly"]}).issues}


@pytest.mark.parametrize(
    ("header", "cells"),
    [("Days", [3, 5]), ("Days", ["Mon", "Tue"]), ("State", ["MT"]), ("Days", ["first", "MWF", "x"])],
)
def test_a_weekday_of_each_row_and_what_is_none_say_nothing_of_weeks(header: str, cells: Sequence[Cell]) -> None:
    assert "weekdays_not_used" not in {issue.code for issue in read({header: cells}).issues}


# ---- addresses of work -------------------------------------------------------------------------------------

NAMED: dict[str, Sequence[Cell]] = {"First name": ["Ines", "Jude"], "Last name": ["Abad", "Kerr"]}


@pytest.mark.parametrize("header", ["Work email", "Business email", "Company Email", "Personal e-mail", "Office email"])
def test_an_address_of_work_beside_a_name_is_that_persons_where_the_host_has_one_too(header: str) -> None:
    sheet: Sheet = {**NAMED, header.replace("e-mail", "email"): ADDRESSES, "Host email": ADDRESSES}
    assert fields(sheet) == ["first_name", "last_name", "email", "host_email"]


def test_it_may_be_anybodys_without_the_host_or_without_the_name_or_beside_another_address() -> None:
    assert fields({**NAMED, "Work email": ADDRESSES})[2] is None
    assert fields({"Work email": ADDRESSES, "Host email": ADDRESSES})[0] is None
    both: Sheet = {**NAMED, "Email": ADDRESSES, "Work email": ["x@example.com"], "Host email": ADDRESSES}
    assert fields(both)[2:4] == ["email", None]


def test_the_question_whose_it_is_names_the_person_by_both_parts_of_the_name() -> None:
    (told,) = [issue.message for issue in read({**NAMED, "Work email": ADDRESSES}).issues if "whose" in issue.message]
    assert '--map "Work email=email" if they are those of the person in “First name” and “Last name”, --map' in told
