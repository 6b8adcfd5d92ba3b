from collections.abc import Mapping, Sequence

import pytest

from bulkmeet.columns.fields import KNOWN, Column, Field
from bulkmeet.columns.mapping import map_columns
from bulkmeet.columns.notices import unconfirmed
from bulkmeet.model import Cell, Host
from tests.sheets import errors, examined, message, only, shown

STARTS = ["2027-05-03 09:00", "2027-05-04 09:00"]
ENDS = ["2027-05-03 10:00", "2027-05-04 10:00"]
HOSTS = ["host@example.com", "host@example.com"]
TITLES = ["Budget round", "Roof repairs"]
GUESTS = ["ann@example.org", "ben@example.org"]
PLAIN: Mapping[str, Sequence[Cell]] = {"Title": TITLES, "Start": STARTS, "End": ENDS, "Host email": HOSTS}


def columns(sheet: Mapping[str, Sequence[Cell]]) -> dict[str, Column]:
    """The columns of the sheet by their headers."""
    return {column.header: column for column in map_columns(list(sheet), list(sheet.values()), {}).columns}


def fields_of(header: str, cells: Sequence[Cell], *, without: str = "") -> tuple[Field | None, bool]:
    """What a column is read as in a plain sheet that lacks another, and whether that is asked about."""
    rest = {name: cells for name, cells in PLAIN.items() if name != without}
    found = columns({**rest, header: cells})[header]
    return found.field, found.by_likeness


@pytest.mark.parametrize("header", ["Committee call", "Demo", "Temat szkolenia", "Task name", "Sujet de la réunion"])
def test_the_only_header_of_what_is_held_gives_the_title_and_is_asked_about(header: str) -> None:
    assert fields_of(header, TITLES, without="Title") == ("title", True)
    assert fields_of(header, TITLES) == (None, False)


def test_two_headers_of_what_is_held_are_left_to_choose_from() -> None:
    sheet = {**PLAIN, "Demo for": TITLES, "Review of": ["Roof and walls", "Budget and plan"]}
    del sheet["Title"]
    found = columns(sheet)
    assert {found["Demo for"].field, found["Review of"].field} == {None}


@pytest.mark.parametrize("header", ["Anything", "What for", "Bereich"])
def test_a_header_that_says_nothing_of_what_is_held_is_only_offered_as_the_title(header: str) -> None:
    assert fields_of(header, TITLES, without="Title") == (None, False)


def test_without_a_start_no_title_is_taken() -> None:
    assert columns({"Demo": TITLES, "Price": [10, 20]})["Demo"].field is None


def test_the_only_length_is_taken_for_the_end_that_is_missing() -> None:
    assert fields_of("Est. length", ["2 hours", "90 min"], without="End") == ("duration", True)
    assert fields_of("Est. length", ["2 hours", "90 min"]) == (None, False)


@pytest.mark.parametrize("cells", [["9:30", "14:00"], ["soon", "later"]])
def test_what_may_be_hours_of_the_day_is_no_length(cells: Sequence[Cell]) -> None:
    assert fields_of("Est. length", cells, without="End") == (None, False)


@pytest.mark.parametrize("header", ["Session", "Session Number", "Lesson no", "Event time no."])
@pytest.mark.parametrize("cells", [[1, 2, 3, 4], ["1", "2", "4", "5"], [7, 7, 8, 8], [12, 13]])
def test_running_numbers_are_no_lengths(header: str, cells: Sequence[Cell]) -> None:
    assert fields_of(header, cells, without="End") == (None, False)


@pytest.mark.parametrize("header", ["Session number", "Lesson no", "Appointment Nr."])
def test_what_its_header_calls_numbers_is_no_length(header: str) -> None:
    assert fields_of(header, [40, 55], without="End") == (None, False)


def test_beside_running_numbers_the_end_that_is_missing_is_told_and_they_are_not_offered_as_it() -> None:
    found = examined("""
        Session | Start            | Title    | Host email
        1       | 2027-05-03 09:00 | Opening  | host@example.com
        2       | 2027-05-10 09:00 | Clean-up | host@example.com
        3       | 2027-05-17 09:00 | Closing  | host@example.com
    """)
    told = message(found.issues, "column_missing")
    assert "holds an end or a duration" in told
    assert "Session=" not in told


@pytest.mark.parametrize(
    ("header", "cells"), [("Session", [45, 60, 90]), ("Session hours", [1, 2]), ("Length?", ["1 h", "2 h"])]
)
def test_other_numbers_units_in_headers_and_units_in_cells_are_lengths(header: str, cells: Sequence[Cell]) -> None:
    assert fields_of(header, cells, without="End")[0] == "duration"


def test_the_only_ids_of_dialpads_are_the_hosts() -> None:
    ids = ["6236731234567890", "6236731234567891"]
    assert fields_of("Manager Dialpad ID", ids, without="Host email") == ("user_id", True)
    assert fields_of("Manager ref", ids, without="Host email") == (None, False)


@pytest.mark.parametrize("header", ["Buddies", "Who.Email", "Eltern (E-Mail)"])
def test_the_only_addresses_beside_the_hosts_are_the_guests(header: str) -> None:
    assert fields_of(header, GUESTS) == ("attendees", True)
    assert fields_of(header, GUESTS, without="Host email") == (None, False)


@pytest.mark.parametrize("header", ["Booked by", "Room address", "Erfasst von", "CC", "Panel chair", "CSM"])
def test_addresses_that_are_hardly_those_of_guests_are_still_asked_about(header: str) -> None:
    assert fields_of(header, GUESTS)[0] != "attendees"


def test_the_addresses_of_a_guest_named_beside_them_are_that_guests() -> None:
    found = columns({**PLAIN, "Attendee 2 name": ["Ann Lee", "Ben Okoro"], "Reach": GUESTS})
    assert (found["Reach"].field, found["Reach"].person) == ("email", found["Attendee 2 name"].person)


def test_beside_other_guests_addresses_are_still_asked_about() -> None:
    sheet = {**PLAIN, "Attendees": ["cy@example.org", "di@example.org"], "Buddies": GUESTS}
    assert columns(sheet)["Buddies"].field is None


def test_two_columns_of_addresses_are_both_asked_about() -> None:
    found = columns({**PLAIN, "Buddies": GUESTS, "Pals": GUESTS})
    assert (found["Buddies"].field, found["Pals"].field) == (None, None)


SHEET = """
    Demo         | Start            | Duration | Host email       | Buddies
    Budget round | 2027-05-03 09:00 | 1 h      | host@example.com | ann@example.org; ben@example.org
"""


def test_what_is_left_is_read_and_told_with_the_way_to_confirm_or_refuse_it() -> None:
    found = examined(SHEET)
    meeting = only(found)
    assert (meeting.title, len(meeting.participants), errors(found.issues)) == ("Budget round", 2, [])
    told = [issue for issue in found.issues if issue.code == "column_by_likeness"]
    assert [(issue.cell, issue.severity) for issue in told] == [("A1", "warning"), ("E1", "warning")]
    assert told[0].message == (
        "The column “Demo” is read as title, as no other column can be that; when you run bulkmeet, confirm it with "
        '--map "Demo=title", or refuse it with --map "Demo=ignore".'
    )


def test_with_yes_alone_nothing_is_created_by_what_is_left() -> None:
    found = examined(SHEET)
    likely = [column for column in found.mapping.columns if column.by_likeness]
    assert '--map "Demo=title" --map "Buddies=attendees"' in unconfirmed(likely, found.mapping.columns)


def test_a_header_that_no_shell_takes_is_confirmed_by_its_letter() -> None:
    found = examined(SHEET.replace("Buddies", '"Buddies"'))
    likely = [column for column in found.mapping.columns if column.by_likeness]
    assert '--map "Demo=title" --map "E=attendees"' in unconfirmed(likely, found.mapping.columns)


def test_a_refused_column_is_not_taken_again() -> None:
    found = examined(SHEET, column_map={"Demo": "ignore"})
    assert "holds a title" in message(found.issues, "column_missing")


@pytest.mark.parametrize("header", ["Panelists", "Panel members", "Crew", "Mitglieder", "Leden", "Enrolled staff"])
def test_members_beside_other_guests_are_asked_about(header: str) -> None:
    found = columns({**PLAIN, "Attendees": ["cy@example.org", "di@example.org"], header: GUESTS})
    assert (found[header].field, found[header].by_likeness) == ("attendees", True)
    assert (found["Attendees"].field, found["Attendees"].by_likeness) == ("attendees", False)
    assert fields_of(header, GUESTS) == ("attendees", False)


@pytest.mark.parametrize(
    "header", ["Members", "Attendants", "Docenti convocati", "Teilnehmende", "Convocati", "Personnes convoquées"]
)
def test_a_plural_word_for_people_over_addresses_means_guests_also_beside_others(header: str) -> None:
    sheet = {**PLAIN, "Candidate email": ["cy@example.org", "di@example.org"], header: GUESTS}
    found = columns(sheet)
    assert (found[header].field, found[header].by_likeness) == ("attendees", False)
    assert found["Candidate email"].field == "email"


@pytest.mark.parametrize("header", ["Crew", "Panelists", "Convocati"])
def test_without_addresses_such_a_word_says_nothing_of_guests(header: str) -> None:
    assert fields_of(header, ["the board", "everybody"]) == (None, False)


IN_CHARGE = [
    "CSM Email",
    "AE email",
    "Account rep e-mail",
    "Chair e-mail",
    "Responsable (courriel)",
    "Coordinatore (e-mail)",
    "Clerk email",
    "Run by (email)",
    "Animé par",
]


@pytest.mark.parametrize("header", IN_CHARGE)
def test_beside_guests_the_only_addresses_of_somebody_in_charge_are_the_hosts(header: str) -> None:
    sheet = {**PLAIN, "Attendees": GUESTS, header: HOSTS}
    del sheet["Host email"]
    found = columns(sheet)[header]
    assert (found.field, found.by_likeness) == ("host_email", True)


def test_the_only_other_addresses_are_the_guests_of_somebody_in_charge() -> None:
    sheet = {**PLAIN, "Courriel collaborateur": GUESTS, "Responsable (courriel)": HOSTS}
    del sheet["Host email"]
    found = columns(sheet)
    assert found["Responsable (courriel)"].field == "host_email"
    assert (found["Courriel collaborateur"].field, found["Courriel collaborateur"].by_likeness) == ("attendees", True)


@pytest.mark.parametrize(
    "others",
    [
        {"CSM email": HOSTS},
        {"Attendees": GUESTS, "CSM email": HOSTS, "AE email": HOSTS},
        {"Attendees": GUESTS, "CSM email": ["a@example.com; b@example.com", "c@example.com"]},
        {"Attendees": GUESTS, "Backup rep email": HOSTS},
        {"Attendees": GUESTS, "Backup, if not led by": HOSTS},
        {"Attendees": GUESTS, "Patient advisor": HOSTS},
        {"Attendees": GUESTS, "Address": HOSTS},
        {"Attendees": GUESTS, "Organizer": ["Jo Finn", "Lou Marsh"], "CSM email": HOSTS},
        {"Buddies": GUESTS, "Pals": GUESTS, "CSM email": HOSTS},
    ],
)
def test_where_others_could_be_the_hosts_their_addresses_are_asked_about(others: Mapping[str, Sequence[Cell]]) -> None:
    sheet = {**PLAIN, **others}
    del sheet["Host email"]
    assert all(column.field != "host_email" for column in columns(sheet).values())


def test_with_one_host_for_all_the_addresses_of_somebody_in_charge_are_asked_about() -> None:
    sheet = """
        Title        | Start            | Duration | CSM email        | Attendees
        Budget round | 2027-05-03 09:00 | 1 h      | host@example.com | ann@example.org
    """
    assert only(examined(sheet)).host.email == "host@example.com"
    found = examined(sheet, host=Host(email="all@example.com"))
    assert errors(found.issues) == [("column_not_recognised", "D1")]


DAYS = ["19/01/2027", "20/01/2027"]
HOURS = ["15.20.00", "16.00.00"]


def dated_by(headers: Sequence[str], hours: Sequence[Cell] = HOURS) -> Mapping[str, Column]:
    """The columns of a sheet that has times of day and days below these headers."""
    return columns({"Title": TITLES, "Orario": hours, "Durata": ["10 min"] * 2, **dict.fromkeys(headers, DAYS)})


@pytest.mark.parametrize(
    "header", ["Data del colloquio", "Date of the visit", "Datum der Sitzung", "Fecha de la entrevista"]
)
@pytest.mark.parametrize("hours", [HOURS, ["15:20", "16:00"]])
def test_the_only_date_of_something_is_the_starts_beside_times_of_day(header: str, hours: Sequence[Cell]) -> None:
    found = dated_by([header], hours)
    assert (found["Orario"].field, found[header].field, found[header].by_likeness) == ("start_time", "start_date", True)


@pytest.mark.parametrize(
    "headers",
    [
        *(["Order date"], ["Date of birth"], ["Data di nascita"], ["Date of booking"], ["Datum der Anmeldung"]),
        *(["Fecha de pago"], ["Datum Ende"], ["Data del colloquio", "Data della visita"]),
    ],
)
def test_other_dates_and_several_are_not_taken_for_the_starts(headers: Sequence[str]) -> None:
    found = dated_by(headers)
    assert all(column.field not in {"start", "start_date"} for column in found.values())


def test_days_with_hours_of_their_own_are_no_date_of_those_times() -> None:
    found = columns({"Title": TITLES, "Begin time": ["15:20", "16:00"], "Date of the visit": STARTS})
    assert found["Date of the visit"].field != "start_date"


@pytest.mark.parametrize("header", ["Kickoff", "Demo call", "Entretien", "The interview"])
def test_the_only_moments_called_by_what_is_held_are_the_start_and_asked_about(header: str) -> None:
    assert fields_of(header, STARTS, without="Start") == ("start", True)
    assert fields_of(header, STARTS)[0] != "start"


@pytest.mark.parametrize("header", ["Contract", "Kickoff paid", "Xyzzy", "Invoice call"])
def test_moments_of_anything_else_are_no_start(header: str) -> None:
    assert fields_of(header, STARTS, without="Start")[0] != "start"


def test_of_several_columns_of_moments_none_is_taken() -> None:
    sheet = {**PLAIN, "Kickoff": STARTS, "Review": ENDS}
    del sheet["Start"]
    found = columns(sheet)
    assert {found["Kickoff"].field, found["Review"].field}.isdisjoint({"start", "start_date"})


def test_a_date_and_a_time_with_full_stops_make_the_start() -> None:
    found = examined("""
        Motivo | Data del colloquio | Orario   | Durata | Host email       | Invitati
        Budget | 19/01/2027         | 15.20.00 | 10 min | host@example.com | ann@example.org
    """)
    assert shown(only(found).start) == "2027-01-19 15:20"


@pytest.mark.parametrize("header", ["resourceAttendees", "Meeting Resources", "Resources", "Room emails"])
def test_the_addresses_of_rooms_are_told_as_not_used_and_ask_nothing(header: str) -> None:
    found = examined(f"""
        Subject | Start            | End   | Organizer      | requiredAttendees | {header}
        Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | ann@example.com;  | hall-2@example.com;
    """)
    assert [person.email for person in only(found).participants] == ["ann@example.com"]
    assert (found.mapping.columns[-1].field, found.mapping.columns[-1].how) == ("ignore", KNOWN)
    assert not errors(found.issues)


@pytest.mark.parametrize("host", ["Host", "Host name", "Organizer"])
def test_a_doctors_address_beside_the_name_of_another_host_is_asked_about(host: str) -> None:
    sheet = {**PLAIN, host: ["Ana Ruiz", "Ben Okoro"], "Physician email": HOSTS, "Patient email": GUESTS}
    del sheet["Host email"]
    assert columns(sheet)["Physician email"].field is None


def test_a_doctors_address_beside_the_doctors_name_is_the_hosts() -> None:
    sheet = {**PLAIN, "Provider": ["Dr. Ana Ruiz", "Dr. Ben Okoro"], "Provider email": HOSTS, "Patient email": GUESTS}
    del sheet["Host email"]
    assert columns(sheet)["Provider email"].field == "host_email"


def test_a_doctors_address_beside_the_name_of_a_doctor_is_the_hosts() -> None:
    sheet = {**PLAIN, "Host": ["Ana Ruiz", "Ben Okoro"], "Doctor email": HOSTS, "Doctor": ["Dr. Ruiz", "Dr. Okoro"]}
    del sheet["Host email"]
    assert columns(sheet)["Doctor email"].field == "host_email"


def test_beside_one_host_for_all_doctors_are_asked_about() -> None:
    sheet = """
        Topic | Start            | Duration | Physician
        Owls  | 2027-04-12 09:00 | 1 h      | ann@example.com
    """
    found = examined(sheet, host=Host(email="rep@example.org"))
    assert errors(found.issues) == [("column_not_recognised", "D1")]


def test_hours_that_may_be_lengths_beside_an_end_are_asked_about() -> None:
    days = ["2027-05-03", "2027-05-04"]
    rest = {"Title": TITLES, "Host email": HOSTS, "Date": days, "Ende": ["10:30", "11:30"]}
    assert columns({**rest, "Zeit": ["1:30", "2:00"]})["Zeit"].field is None
    assert columns({**rest, "Zeit": ["9:30", "10:00"]})["Zeit"].field == "start_time"


@pytest.mark.parametrize(
    "header",
    [
        *("Fuseau", "Time zone (local)", "Zeitzone vor Ort", "Meeting time zone (IANA)", "Local TZ", "Meeting zone"),
        *("TZ of session", "Our time zone", "Time zone used", "Office zone", "Zone (IANA)"),
    ],
)
def test_the_only_column_called_zones_is_that_of_the_meetings_and_asked_about(header: str) -> None:
    assert fields_of(header, ["ET", "Europe/Paris"]) == ("timezone", True)


def test_a_header_that_says_zone_is_never_passed_over_for_a_cell_that_names_none() -> None:
    assert fields_of("Fuseau (local)", ["ET", "somewhere"]) == ("timezone", True)


@pytest.mark.parametrize("header", ["Speaker time zone", "Presenter timezone", "Customer's TZ", "Zeitzone Referent"])
def test_the_zone_of_a_person_is_none_of_the_meetings(header: str) -> None:
    assert fields_of(header, ["Europe/Paris", "UTC"])[0] != "timezone"


@pytest.mark.parametrize(
    ("header", "cells"),
    [("Office", ["London", "Paris"]), ("Region", ["Japan", "Singapore"]), ("Team code", ["MST", "EST"])],
)
def test_towns_and_codes_that_zones_are_called_by_say_nothing_of_the_meetings(
    header: str, cells: Sequence[Cell]
) -> None:
    assert fields_of(header, cells) == (None, False)


@pytest.mark.parametrize("header", ["Office", "Region", "Speaker time zone"])
def test_what_may_be_zones_is_pointed_out_where_it_is_not_used(header: str) -> None:
    sheet = f"""
        Title | Start            | Duration | Host email     | {header}
        Owls  | 2027-04-12 09:00 | 1 h      | jo@example.com | London
        Bats  | 2027-04-13 09:00 | 1 h      | jo@example.com | Singapore
    """
    found = examined(sheet)
    assert "zones_not_used" in {issue.code for issue in found.issues if issue.severity == "warning"}
    assert f'--map "{header}=timezone"' in message(found.issues, "zones_not_used")
    mapped = examined(sheet, column_map={header: "timezone"})
    assert "zones_not_used" not in {issue.code for issue in mapped.issues}


@pytest.mark.parametrize(
    ("header", "field"), [("Start / Début", "start"), ("Time zone / Fuseau horaire", "timezone"), ("End / Fin", "end")]
)
def test_a_header_in_two_languages_is_what_both_say(header: str, field: str) -> None:
    sheet = {**PLAIN, header: {"start": STARTS, "end": ENDS, "timezone": ["UTC", "UTC"]}[field]}
    for plain in {"start": ["Start"], "end": ["End"], "timezone": []}[field]:
        del sheet[plain]
    assert columns(sheet)[header].field == field


@pytest.mark.parametrize("header", ["Host / Guest", "Start / End", "Mother's email / Father's email"])
def test_a_header_of_two_things_is_neither(header: str) -> None:
    assert fields_of(header, TITLES)[0] is None


def test_with_one_host_for_all_the_only_addresses_are_the_guests() -> None:
    sheet = """
        Title | Start            | Duration | Buddies
        Owls  | 2027-04-12 09:00 | 1 h      | ann@example.com
    """
    found = examined(sheet, host=Host(email="rep@example.org"))
    assert [one.email for one in only(found).participants] == ["ann@example.com"]
    assert "Buddies" in message(found.issues, "column_by_likeness")
