"""Headers as the tools of this world write them: whole exports, their traps, and pairs that could be one field."""

import pytest

from bulkmeet.columns.fields import Field
from bulkmeet.columns.ignored import IGNORED
from bulkmeet.columns.mapping import looks_like_log
from bulkmeet.columns.normalise import normalise, read_heading
from bulkmeet.columns.synonyms import MEANINGS
from bulkmeet.model import Cell
from tests.test_columns import ADDRESSES, CLOCKS, DAYS, MOMENTS, PEOPLE, Sheet, codes, fields, only, read

WORDS: list[Cell] = ["Kickoff", "Review"]
NOTHING: list[Cell] = []

EXPORTS = {
    "Outlook es": "Asunto=title; Fecha de comienzo=start_date; Comienzo=start_time; Fecha de finalización=end_date; "
    "Finalización=end_time; Todo el día=all_day; Aviso activado o desactivado; Fecha del aviso; Hora del aviso; "
    "Organizador de la reunión=host_name; Asistentes necesarios=attendees; Asistentes opcionales=attendees; "
    "Recursos de la reunión; Categorías; Descripción; Disponibilidad; Información de facturación; Kilometraje; "
    "Prioridad; Privado; Confidencialidad; Ubicación",
    "Outlook en": "Subject=title; Start Date=start_date; Start Time=start_time; End Date=end_date; End Time=end_time; "
    "All day event=all_day; Reminder on/off; Reminder Date; Reminder Time; Meeting Organizer=host_name; "
    "Required Attendees=attendees; Optional Attendees=attendees; Meeting Resources; Billing Information; Categories; "
    "Description; Location; Mileage; Priority; Private; Sensitivity; Show time as",
    "Outlook de": "Betreff=title; Beginnt am=start_date; Beginnt um=start_time; Endet am=end_date; Endet um=end_time; "
    "Ganztägiges Ereignis=all_day; Erinnerung Ein/Aus; Erinnerung am; Erinnerung um; Besprechungsplanung=host_name; "
    "Erforderliche Teilnehmer=attendees; Optionale Teilnehmer=attendees; Besprechungsressourcen; "
    "Abrechnungsinformationen; Beschreibung; Kategorien; Ort; Priorität; Privat; Reisekilometer; Vertraulichkeit; "
    "Zeitspanne zeigen als",
    "Outlook fr": "Objet=title; Date de début=start_date; Heure de début=start_time; Date de fin=end_date; "
    "Heure de fin=end_time; Journée entière=all_day; Rappel activé/désactivé; Date de rappel; Heure du rappel; "
    "Organisateur de la réunion=host_name; Participants obligatoires=attendees; Participants facultatifs=attendees; "
    "Ressources de la réunion; Afficher la disponibilité; Catégories; Critère de diffusion; Description; Emplacement; "
    "Informations facturation; Kilométrage; Priorité; Privé",
    "Outlook it, newer": "Oggetto=title; Data inizio=start_date; Ora inizio=start_time; Data fine=end_date; "
    "Ora fine=end_time; Evento giornata intera=all_day; Promemoria attivato/disattivato; Data promemoria; "
    "Ora promemoria; Organizzatore riunione=host_name; Partecipanti obbligatori=attendees; "
    "Partecipanti facoltativi=attendees; Risorse riunione; Categorie; Dati fatturazione; Descrizione; "
    "Indennità trasferta; Luogo; Mostra orario come; Priorità; Privato; Riservatezza",
    "Outlook nl, newer": "Onderwerp=title; Begindatum=start_date; Begintijd=start_time; Einddatum=end_date; "
    "Eindtijd=end_time; Duurt hele dag=all_day; Herinneringen aan/uit; Datum herinnering; Tijd herinnering; "
    "Vergaderingsorganisator=host_name; Vereiste deelnemers=attendees; Optionele deelnemers=attendees; "
    "Vergaderingsresources; Categorieën; Factuurgegevens; Beschrijving; Locatie; Reisafstand; Prioriteit; Privé; "
    "Gevoeligheid; Tijd weergeven als",
    "Outlook pt, Portugal": "Assunto=title; Data de início=start_date; Hora de início=start_time; "
    "Data de fim=end_date; Hora de conclusão=end_time; Evento de todo o dia=all_day; "
    "Lembrete activado/desactivado; Data de lembrete; Hora de lembrete; "
    "Organizador da reunião=host_name; Participantes necessários=attendees; "
    "Participantes facultativos=attendees; Informação de facturação; Localização; Quilometragem; Sensibilidade",
    "Graph": "id; subject=title; start.dateTime=start; start.timeZone=timezone; end.dateTime=end; "
    "end.timeZone=end_timezone; originalStartTimeZone; originalEndTimeZone; organizer.emailAddress.name=host_name; "
    "organizer.emailAddress.address=host_email; attendees=attendees; isAllDay=all_day; isCancelled=cancelled; "
    "isOrganizer; bodyPreview; showAs; seriesMasterId; responseStatus.response; location.displayName; "
    "createdDateTime; lastModifiedDateTime; iCalUId=key; reminderMinutesBeforeStart; isOnlineMeeting; webLink",
    "Exchange": "Subject=title; Start=start; End=end; Organizer=host_name; RequiredAttendees=attendees; "
    "OptionalAttendees=attendees; IsAllDayEvent=all_day; IsCancelled=cancelled; IsRecurring=recurrence; "
    "LegacyFreeBusyStatus",
    "gam": "calendarId; id; status=cancelled; summary=title; start.dateTime=start; start.timeZone=timezone; "
    "end.dateTime=end; end.timeZone=end_timezone; organizer.email=host_email; recurrence.0=recurrence; created",
    "HubSpot labels": "Record ID; Meeting name=title; Meeting start time=start; Meeting end time=end; "
    "Meeting outcome=cancelled; Activity assigned to=host_name; Associated Contact=attendees; Create date; "
    "Last modified date; Meeting description",
    "Outlook it": "Oggetto=title; Data inizio=start_date; Ora inizio=start_time; Data fine=end_date; "
    "Ora fine=end_time; Giornata intera=all_day; Promemoria On/Off; Data promemoria; Ora promemoria; "
    "Organizzatore riunione=host_name; Partecipanti necessari=attendees; Partecipanti facoltativi=attendees; "
    "Risorse riunione; Categorie; Descrizione; Luogo; Privato; Riservatezza; Mostra orario come",
    "Outlook nl": "Onderwerp=title; Begindatum=start_date; Begintijd=start_time; Einddatum=end_date; "
    "Eindtijd=end_time; Gebeurtenis, duurt hele dag=all_day; Herinneringen aan/uit; Herinneringsdatum; "
    "Herinneringstijd; Organisator van vergadering=host_name; Vereiste genodigden=attendees; "
    "Optionele genodigden=attendees; Vergadervoorzieningen; Beschrijving; Categorieën; Factuurinformatie; "
    "Gevoeligheid; Locatie; Prioriteit; Privé; Reisafstand; Tijd weergeven als",
    "Outlook pt": "Assunto=title; Data de início=start_date; Hora de início=start_time; Data de término=end_date; "
    "Hora de término=end_time; Evento de dia inteiro=all_day; Lembrete ativado/desativado; Data do lembrete; "
    "Hora do lembrete; Organizador da reunião=host_name; Participantes obrigatórios=attendees; "
    "Participantes opcionais=attendees; Recursos da reunião; Categorias; Descrição; Local; Particular; Prioridade",
    "Outlook ja": "件名=title; 開始日=start_date; 開始時刻=start_time; 終了日=end_date; 終了時刻=end_time; "
    "終日イベント=all_day; アラーム オン/オフ; アラーム日付; アラーム時刻; 会議の開催者=host_name; "
    "必須出席者=attendees; 任意出席者=attendees; リソース; プライベート; 経費情報; 公開する時間帯の種類; 支払い条件; "
    "場所; 内容; 秘密度; 分類; 優先度",
    "Zoom": "Topic=title; Meeting ID=key; User Name=host_name; User Email=host_email; Creation Time; "
    "Start Time=start; End Time=end; Duration (Minutes)=duration; Source",
    "GoTo": "Meeting Subject=title; Organizer Name=host_name; Organizer Email=host_email; Start Time=start; "
    "End Time=end; Meeting Duration=duration; Number of attendees",
    "WebUntis": "Datum=start_date; Von=start_time; Bis=end_time; Fach=title; Klasse; Lehrkraft=host_name; Raum",
    "school": "Lesson=title; Class; Teacher=host_name; Room; Date=start_date; Start=start_time; End=end_time",
    "PowerSchool": "Course_Name=title; Course_Number; Section_Number; Teacher=host_name; Room; Period",
    "interviews": "Candidate=name; Candidate Email=email; Position; Interviewer Email=host_email; "
    "Interview Date=start_date; Interview Time=start_time; Duration (min)=duration; Interview=title",
    "Salesforce": "Subject=title; Start=start; End=end; Assigned To=host_name; Related To; Created Date; "
    "Last Modified Date; Location",
    "HubSpot": "hs_meeting_title=title; hs_meeting_start_time=start; hs_meeting_end_time=end; "
    "Create date; Owner=host_name",
    "iCal": "SUMMARY=title; DTSTART=start; DTEND=end; UID=key; ORGANIZER=host_email; RRULE=recurrence; DTSTAMP; "
    "CREATED; LAST-MODIFIED; SEQUENCE; TRANSP; CLASS; LOCATION; DESCRIPTION",
    "without accents": "Debut=start; Duree=duration; Prenom=first_name; Asunto=title; Teléfono=phone; Descricao",
}
CELLS: dict[str, list[Cell]] = {
    "title": WORDS,
    "start": MOMENTS,
    "end": MOMENTS,
    "start_date": DAYS,
    "end_date": DAYS,
    "start_time": CLOCKS,
    "end_time": CLOCKS,
    "host_name": PEOPLE,
    "name": PEOPLE,
    "first_name": ["Ann", "Ben"],
    "host_email": ADDRESSES,
    "email": ADDRESSES,
    "attendees": ["Ann One <ann@example.com>; Ben Two <ben@example.com>"],
    "all_day": [False],
    "cancelled": ["confirmed", "cancelled"],
    "timezone": ["UTC"],
    "end_timezone": ["UTC"],
    "duration": [30],
    "key": ["a1"],
    "recurrence": ["FREQ=WEEKLY;COUNT=4"],
    "phone": ["+14155550100"],
    "ignore": NOTHING,
}


@pytest.mark.parametrize("tool", EXPORTS)
def test_the_columns_of_a_whole_export_are_all_known(tool: str) -> None:
    pairs = [column.partition("=")[::2] for column in EXPORTS[tool].split("; ")]
    meant = [(header, field or "ignore") for header, field in pairs]
    mapping = read({header: CELLS[field] for header, field in meant})
    assert [(column.header, str(column.field)) for column in mapping.columns] == meant
    assert mapping.issues == ()


@pytest.mark.parametrize(
    "header",
    [
        *("Created", "Created on", "Date created", "Modified", "Last modified date", "Due Date", "Due", "Deadline"),
        *("Registration date", "Registered on", "Booked at", "Hire date", "Date of birth", "Join Time", "Leave Time"),
        *("RSVP by", "Submitted at", "Valid until", "Erstellt am", "Fällig am", "Geburtsdatum", "Date de création"),
        *("Date d'échéance", "Fecha de vencimiento", "Data di scadenza", "Data de vencimento", "Vervaldatum"),
        *("作成日時", "申込日", "Payment date", "Sent at", "Follow up date", "Buchungsdatum"),
    ],
)
def test_a_moment_of_something_else_is_known_and_not_used(header: str) -> None:
    assert only(header, MOMENTS).field is Field.IGNORE


@pytest.mark.parametrize(
    "header",
    [
        *("Room capacity", "Capacity", "Max participants", "No. of attendees", "# participants", "Party size", "Pax"),
        *("Guest count", "Class size", "Teilnehmerzahl", "Nombre de participants", "Aantal deelnemers", "参加者数"),
        *("Guest time zone", "Client timezone", "Participant tz", "User time zone", "Weekday", "Job title"),
    ],
)
def test_a_count_or_a_zone_of_somebody_else_is_known_and_not_used(header: str) -> None:
    assert only(header, [12, 30]).field is Field.IGNORE


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Booking date", DAYS),
        ("Scheduled date", DAYS),
        ("Actual start time", MOMENTS),
        ("Time (min)", [30]),
        ("Time slot", ["9:00-10:00"]),
        ("Event", MOMENTS),
        ("Minutes", [30]),
        ("Contact", PEOPLE),
        ("Semester start", DAYS),
    ],
)
def test_what_could_be_several_things_is_named_and_not_used(header: str, cells: list[Cell]) -> None:
    mapping = read({header: cells})
    assert mapping.columns[0].field is None
    assert codes(mapping) == [("warning", "column_not_recognised", "A")]


def test_a_class_is_the_title_only_where_nothing_else_is() -> None:
    assert fields({"Class": ["9B", "8A"], "Teacher email": ADDRESSES}) == ["title", "host_email"]
    assert fields({"Class": ["9B"], "Subject": WORDS}) == ["ignore", "title"]


def test_forms_of_address_are_no_titles_of_meetings() -> None:
    sheet: Sheet = {"Title": ["Ms", "Dr."], "First name": PEOPLE, "Subject": WORDS}
    assert fields(sheet) == ["ignore", "first_name", "title"]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (("Nom", "Prénom"), ["last_name", "first_name"]),
        (("Nome", "Cognome"), ["first_name", "last_name"]),
        (("Nombre", "Apellidos"), ["first_name", "last_name"]),
        (("Name", "Vorname"), ["last_name", "first_name"]),
        (("Name", "Surname"), ["first_name", "last_name"]),
        (("Full name", "Email"), ["name", "email"]),
    ],
)
def test_a_name_beside_a_part_of_it_is_the_other_part(headers: tuple[str, str], expected: list[str]) -> None:
    sheet: Sheet = {"Topic": WORDS, headers[0]: PEOPLE, headers[1]: PEOPLE}
    assert fields(sheet)[1:] == expected


# ---- one person in several columns -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ({"Attendee 1": PEOPLE, "Attendee 1 email": ADDRESSES}, ["name 1", "email 1"]),
        ({"Guest 1": PEOPLE, "Guest 1 Email": ADDRESSES}, ["name 1", "email 1"]),
        ({"Participant 1 Name": PEOPLE, "Participant 1": ADDRESSES}, ["name 1", "email 1"]),
        ({"Teilnehmer 1": PEOPLE, "E-Mail 1": ADDRESSES}, ["name 1", "email 1"]),
        ({"Attendee 1": PEOPLE, "Attendee 1 phone": ["+14155550100"]}, ["name 1", "phone 1"]),
        ({"Attendee 1": ADDRESSES, "Attendee 1 phone": ["+14155550100"]}, ["email 1", "phone 1"]),
        ({"Attendee 1": PEOPLE, "Attendee 2 email": ADDRESSES}, ["attendees 0", "email 2"]),
        ({"Attendee 1": ["Ann One; Ben Two"], "Attendee 1 email": ADDRESSES}, ["attendees 0", "email 1"]),
        ({"Attendee 1": ADDRESSES, "Attendee 1 email": ADDRESSES}, ["attendees 0", "email 1"]),
        ({"Attendee 1": ["Ann <ann@example.com>"]}, ["attendees 0"]),
    ],
)
def test_a_numbered_person_is_one_person_in_all_their_columns(sheet: Sheet, expected: list[str]) -> None:
    mapping = read(sheet)
    assert [f"{column.field} {column.person}" for column in mapping.columns] == expected
    assert mapping.issues == ()


# ---- pairs -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sheet",
    [
        {"Start": DAYS, "Start Date": DAYS},
        {"Start": MOMENTS, "Start Time": CLOCKS},
        {"Host": ADDRESSES, "Organizer": ADDRESSES},
        {"Subject": WORDS, "Title": ["A", "B"]},
        {"End": MOMENTS, "End time": MOMENTS},
        {"Date": DAYS, "Meeting date": DAYS},
        {"Email": ADDRESSES, "Email address": ADDRESSES},
        {"Time zone": ["UTC"], "Timezone": ["CET"]},
        {"Duration": [30], "Length": [60]},
        {"Recurrence": ["weekly"], "Repeats": ["yes"]},
        {"Booking id": ["1"], "Key": ["2"]},
        {"Teacher": PEOPLE, "Trainer": PEOPLE},
        {"Lesson": WORDS, "Course": WORDS},
    ],
)
def test_two_columns_that_could_be_one_field_are_an_error_that_names_both(sheet: dict[str, list[Cell]]) -> None:
    (issue,) = read(list(sheet.items())).issues
    assert (issue.severity, issue.code) == ("error", "two_columns_for_field")
    assert all(f"“{header}”" in issue.message and f'--map "{header}=ignore"' in issue.message for header in sheet)


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ({"Email": ADDRESSES, "Organizer Email": ADDRESSES}, ["email", "host_email"]),
        ({"Host": PEOPLE, "Organizer Email": ADDRESSES}, ["host_name", "host_email"]),
        ({"End": MOMENTS, "Duration": ["30 min"]}, ["end", "duration"]),
        ({"Start": DAYS, "Start Time": CLOCKS}, ["start_date", "start_time"]),
        ({"Date": DAYS, "Start date": DAYS}, ["ignore", "start_date"]),
        ({"Attendees": ADDRESSES, "Participants": ADDRESSES}, ["attendees", "attendees"]),
        ({"Phone": ["+14155550100"], "Mobile": ["+14155550101"]}, ["phone", "ignore"]),
        ({"Cancelled": ["no", "yes"], "Status": ["Confirmed", "ok"]}, ["cancelled", "ignore"]),
        ({"Teacher": PEOPLE, "Host email": ADDRESSES}, ["host_name", "host_email"]),
        ({"Time": CLOCKS, "Start time": CLOCKS}, ["ignore", "start_time"]),
    ],
)
def test_two_columns_that_only_seem_to_be_one_field_are_no_issue(sheet: Sheet, expected: list[str]) -> None:
    assert fields(sheet) == expected
    assert read(sheet).issues == ()


# ---- what a header says of its values ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "field", "order"),
    [
        ("Date (dd/mm/yyyy)", "start_date", "dmy"),
        ("Start date (MM/DD/YYYY)", "start_date", "mdy"),
        ("Datum (TT.MM.JJJJ)", "start_date", "dmy"),
        ("Datum (dd-mm-jjjj)", "start_date", "dmy"),
        ("Fecha (dd/mm/aaaa)", "start_date", "dmy"),
        ("Date (jj/mm/aaaa)", "start_date", "dmy"),
        ("Data inizio (gg/mm/aaaa)", "start_date", "dmy"),
        ("Start (yyyy-mm-dd hh:mm)", "start", "ymd"),
        ("Start (M/D/YY h:mm)", "start", "mdy"),
        ("End (dd.mm.)", "end", "dmy"),
        ("Date [DMY]", "start_date", "dmy"),
        ("Start date dd/mm/yyyy", "start_date", "dmy"),
        ("Start (dd/mm/yyyy) (UTC)", "start", "dmy"),
        ("Start time (hh:mm tt)", "start_time", None),
        ("Start (24h)", "start", None),
        ("Duration (mm:ss)", "duration", None),
        ("Date", "start_date", None),
    ],
)
def test_a_date_format_in_the_header_tells_the_order_of_its_column(header: str, field: str, order: str | None) -> None:
    column = only(header)
    assert (column.field, column.order) == (field, order)


def test_brackets_tell_zone_and_order_together() -> None:
    column = only("Start [UTC+2] (dd/mm/yyyy)", MOMENTS)
    assert (column.field, column.zone, column.order) == (Field.START, "UTC+2", "dmy")


@pytest.mark.parametrize("header", ["Added", "Meeting dd", "Mad", "Date 12/31/2026", "Comma"])
def test_letters_of_a_word_are_no_date_format(header: str) -> None:
    assert read_heading(header).order is None
    assert normalise(header) == header.casefold().replace("/", " ")


# ---- the table itself --------------------------------------------------------------------------------------


def test_every_name_stands_in_one_place_only_however_it_is_written() -> None:
    lines = [meaning.names for meaning in MEANINGS] + list(IGNORED)
    names = [normalise(name) for line in lines for name in line.split(";")]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


@pytest.mark.parametrize("headers", [["Title", "Start", "Registration date"], ["Subject", "Start", "Attended"]])
def test_a_column_of_a_log_does_not_make_a_schedule_one(headers: list[str]) -> None:
    assert looks_like_log(headers) is None


# ---- names put together ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "field", "zone"),
    [
        ("DTSTART;TZID=Europe/Berlin", "start", "Europe/Berlin"),
        ('DTEND;TZID="America/New_York"', "end", "America/New_York"),
        ("DTSTART;VALUE=DATE", "start_date", None),
        ("DTSTART;VALUE=DATE-TIME", "start", None),
        ("ATTENDEE;CN=Ben;ROLE=REQ-PARTICIPANT", "attendees", None),
        ("ORGANIZER;CN=Ana", "host_email", None),
        ("LAST-MODIFIED", "ignore", None),
    ],
)
def test_the_parameters_of_icalendar_do_not_hide_its_names(header: str, field: str, zone: str | None) -> None:
    cells = {"attendees": ADDRESSES, "host_email": ADDRESSES, "start_date": DAYS}.get(field, MOMENTS)
    assert (only(header, cells).field, only(header, cells).zone) == (field, zone)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Courriel de l'organisateur", "host_email"),
        ("Adresse e-mail de l'hôte", "host_email"),
        ("Email del organizador", "host_email"),
        ("Indirizzo email dell'organizzatore", "host_email"),
        ("E-Mail des Veranstalters", "host_email"),
        ("Veranstalter E-Mail", "host_email"),
        ("Organisator Mail", "host_email"),
        ("Email of the host", "host_email"),
        ("Trainer e-mail", "host_email"),
        ("Nom de l'animateur", "host_name"),
        ("Courriel de l'invité", "email"),
        ("Email do aluno", "email"),
        ("Guardian email", "email"),
        ("Nom de l'élève", "name"),
        ("Organizer notes", None),
        ("Email of the day", None),
    ],
)
def test_whose_address_it_is_may_stand_before_or_behind(header: str, field: str | None) -> None:
    assert only(header, ADDRESSES).field == field


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("isAllDay", "all_day"),
        ("RequiredAttendees", "attendees"),
        ("meetingStartTime", "start"),
        ("StartDateUtc", "start"),
        ("hostEmail", "host_email"),
        ("lastModifiedBy", "ignore"),
    ],
)
def test_words_that_a_program_ran_together_are_read_apart(header: str, field: str | None) -> None:
    cells: list[Cell] = [False] if field == "all_day" else MOMENTS if "Start" in header else ["Ann <ann@example.com>"]
    assert only(header, cells).field == field


# ---- a child and those who come for it ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (
            {"Student Name": PEOPLE, "Guardian Name": PEOPLE, "Guardian Email": ADDRESSES},
            ["ignore 0", "name 1", "email 1"],
        ),
        ({"Student": PEOPLE, "Parent": PEOPLE, "Parent Email": ADDRESSES}, ["ignore 0", "name 1", "email 1"]),
        ({"Pupil": PEOPLE, "Mother Email": ADDRESSES, "Father Email": ADDRESSES}, ["ignore 0", "email 1", "email 2"]),
        ({"Student Name": PEOPLE, "Email": ADDRESSES}, ["name 0", "email 0"]),
        (
            {"Student Name": PEOPLE, "Email": ADDRESSES, "Parent Phone": ["+14155550101"]},
            ["name 0", "email 0", "phone 1"],
        ),
        ({"Guardian Name": PEOPLE, "Guardian Email": ADDRESSES}, ["name 0", "email 0"]),
        ({"Client name": PEOPLE, "Contact email": ADDRESSES}, ["name 0", "email 0"]),
    ],
)
def test_a_guardian_is_another_person_than_the_child(sheet: Sheet, expected: list[str]) -> None:
    mapping = read({"Topic": WORDS} | dict(sheet))
    assert [f"{column.field} {column.person}" for column in mapping.columns[1:]] == expected
    assert mapping.issues == ()


# ---- a date and a time of one thing ------------------------------------------------------------------------


def test_the_only_date_and_time_of_one_thing_are_the_start_once_somebody_confirms_it() -> None:
    mapping = read({"Clinic Date": DAYS, "Clinic Time": CLOCKS})
    assert [column.field for column in mapping.columns] == [Field.START_DATE, Field.START_TIME]
    assert all(column.by_likeness for column in mapping.columns)
    assert codes(mapping) == [("warning", "column_by_likeness", "A"), ("warning", "column_by_likeness", "B")]


@pytest.mark.parametrize(
    "sheet",
    [
        {"Booking Date": DAYS, "Booking Time": CLOCKS},
        {"Arrival Date": DAYS, "Arrival Time": CLOCKS},
        {"Clinic Date": DAYS},
        {"Clinic Date": DAYS, "Clinic Time": WORDS},
        {"Clinic Date": DAYS, "Clinic Time": CLOCKS, "Ward Date": DAYS, "Ward Time": CLOCKS},
    ],
)
def test_a_date_and_a_time_that_may_be_of_something_else_are_no_start(sheet: dict[str, list[Cell]]) -> None:
    assert set(fields(list(sheet.items()))) == {None}


def test_a_date_and_a_time_of_something_take_nothing_from_a_start() -> None:
    assert fields({"Start": MOMENTS, "Clinic Date": DAYS, "Clinic Time": CLOCKS}) == ["start", None, None]


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("When", MOMENTS, "start"),
        ("When", ["after lunch"], None),
        ("Session", WORDS, "title"),
        ("Session", ["yes", "no"], None),
        ("Unterricht", WORDS, "title"),
        ("Termin", MOMENTS, "start"),
        ("Termin", WORDS, "title"),
        ("Clients", ["Acme Corp", "Fjord AS"], None),
        ("Clients", ADDRESSES, "attendees"),
        ("Recording", ["No"], "ignore"),
    ],
)
def test_a_word_for_several_things_is_read_by_its_cells(header: str, cells: list[Cell], field: str | None) -> None:
    assert only(header, cells).field == field


# ---- exports of other tools that are read in part: nothing in them is read wrongly -------------------------

OTHER_TOOLS: dict[str, tuple[Sheet, list[str | None]]] = {
    "Trumba": (
        {"Description": WORDS, "Start Date": DAYS, "Event State": ["Active", "Canceled"], "Contact Email": ADDRESSES},
        ["ignore", "start_date", "cancelled", "email"],
    ),
    "ChurchSuite": (
        {"name": WORDS, "datetime_start": MOMENTS, "datetime_end": MOMENTS, "status": ["confirmed", "cancelled"]},
        ["title", "start", "end", "cancelled"],
    ),
    "SimplyBook": (
        {
            "Start date": DAYS,
            "Start time": CLOCKS,
            "Event": WORDS,
            "Client": PEOPLE,
            "Email": ADDRESSES,
            "Record date": DAYS,
        },
        ["start_date", "start_time", "title", None, "email", None],
    ),
    "YouCanBookMe": (
        {
            "Booking Ref": ["AB12"],
            "Start": MOMENTS,
            "Created": MOMENTS,
            "Title": WORDS,
            "Name": PEOPLE,
            "Email": ADDRESSES,
        },
        [None, "start", "ignore", "title", "name", "email"],
    ),
    "Cal.com": (
        {
            "UID": ["u1"],
            "Title": WORDS,
            "Status": ["ACCEPTED", "CANCELLED"],
            "Event Type": WORDS,
            "Host Email": ADDRESSES,
        },
        ["key", "title", "cancelled", "ignore", "host_email"],
    ),
    "Setmore": (
        {
            "Appointment Date": DAYS,
            "Staff": PEOPLE,
            "Service/Class": WORDS,
            "Customer Name": PEOPLE,
            "Booked on": MOMENTS,
        },
        ["start_date", "host_name", "title", "name", "ignore"],
    ),
    "ServiceNow": (
        {"Number": ["CHG1"], "Planned start date": MOMENTS, "State": ["Scheduled", "Canceled"], "Opened": MOMENTS},
        [None, "start", "cancelled", "ignore"],
    ),
    "Planday": (
        {"Date": DAYS, "Employee": PEOPLE, "Start time": CLOCKS, "Shift status": ["Open"], "Position": ["Lead"]},
        ["start_date", None, "start_time", None, "ignore"],
    ),
    "Moodle": (
        {
            "Event title": WORDS,
            "Course": ["Biology"],
            "Start": MOMENTS,
            "Event type": ["course"],
            "Last modified": MOMENTS,
        },
        ["title", "ignore", "start", "ignore", "ignore"],
    ),
    "Canvas": (
        {"Title": WORDS, "Start At": MOMENTS, "Context Name": ["Biology"], "Workflow State": ["active", "deleted"]},
        ["title", "start", None, "cancelled"],
    ),
    "iSAMS": (
        {"Pupil": PEOPLE, "Form": ["7A"], "Parent Email": ADDRESSES, "Subject": WORDS, "Appointment Date": DAYS},
        ["ignore", "ignore", "email", "title", "start_date"],
    ),
    "Untis": (
        {"Date": DAYS, "Period": [1, 2], "Start": CLOCKS, "Subject": WORDS, "Class": ["7a"], "Status": ["Cancelled"]},
        ["start_date", "ignore", "start_time", "title", "ignore", "cancelled"],
    ),
}


@pytest.mark.parametrize(
    ("header", "zone"),
    [
        ("Time (UK)", "Europe/London"),
        ("Start time (US Eastern)", "America/New_York"),
        ("Time in London", "Europe/London"),
        ("Start ET", "America/New_York"),
        ("Pacific Time", "America/Los_Angeles"),
        ("UK time", "Europe/London"),
    ],
)
def test_a_header_may_say_in_words_where_its_times_are_meant(header: str, zone: str) -> None:
    column = only(header, CLOCKS)
    assert (column.field, column.zone) == (Field.START_TIME, zone)


@pytest.mark.parametrize("header", ["Eat time", "Est. time", "Lunch time", "Cat time", "Travel time", "Quiet time"])
def test_other_words_before_time_are_no_zones(header: str) -> None:
    assert only(header, CLOCKS).field is None


@pytest.mark.parametrize("tool", OTHER_TOOLS)
def test_an_export_of_a_tool_nobody_prepared_for_is_not_read_wrongly(tool: str) -> None:
    sheet, expected = OTHER_TOOLS[tool]
    assert fields(sheet) == expected


# ---- several addresses -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        *("Prospect emails", "Guest emails", "Participant e-mails", "Guests' emails", "Attendees' email addresses"),
        *("Learners emails", "Candidate mails", "Courriels des candidats", "Correos de los estudiantes"),
        *("E-Mail-Adressen der Kandidaten", "E-post deltagare", "E-mail deltagere", "Sähköpostit osallistujat"),
        *("E-mail uczestników", "参会者邮箱", "참석자 이메일", "E-mails dos convidados", "Email degli invitati"),
    ],
)
def test_a_header_that_speaks_of_several_takes_lists_in_some_cells(header: str) -> None:
    mapping = read(
        {"Title": ["A", "B", "C"], header: ["ann@example.com", "ben@example.com", "ann@example.com; ben@example.com"]}
    )
    assert [str(column.field) for column in mapping.columns] == ["title", "attendees"]
    assert mapping.issues == ()


OF_ONE_GUEST = ("Patient e-mail", "Guest's email", "Email of the guest", "E-mail uczestnika", "Teilnehmer (E-Mail)")
WITH_A_PAIR: list[Cell] = [*ADDRESSES, "ann@example.com; ben@example.com"]


@pytest.mark.parametrize("header", OF_ONE_GUEST)
def test_a_header_that_speaks_of_one_guest_takes_lists_only_where_a_cell_has_one(header: str) -> None:
    assert fields({header: WITH_A_PAIR}) == ["attendees"]
    assert fields({header: ADDRESSES}) == ["email"]


@pytest.mark.parametrize("header", OF_ONE_GUEST)
def test_beside_the_name_or_the_phone_of_that_guest_it_still_takes_one(header: str) -> None:
    names = ["Ann Lee", "Ben Ek", "Cy Ito"]
    assert fields({"Title": ["A"], "Name": names, header: WITH_A_PAIR}) == ["title", "name", "email"]
    assert fields({"Title": ["A"], header: WITH_A_PAIR, "Attendee name": names}) == ["title", "email", "name"]
    assert fields({header: WITH_A_PAIR, "Phone": ["+1 415 555 0100"]})[0] == "email"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        *(("Email", "email"), ("Parent email", "email"), ("Attendee 2 email", "email")),
        *(("Host email", "host_email"), ("Organizer e-mail", "host_email"), ("Trainer (E-Mail)", "host_email")),
    ],
)
def test_who_is_meant_by_two_addresses_elsewhere_is_still_asked(header: str, field: str) -> None:
    assert fields({header: WITH_A_PAIR}) == [field]


def test_several_addresses_of_people_with_a_phone_each_are_of_one_person_a_row() -> None:
    assert fields({"Prospect emails": ADDRESSES, "Prospect phone": ["+1 415 555 0100"]}) == ["email", "phone"]


@pytest.mark.parametrize(
    "headers", [("Time (from)", "Time (to)"), ("Tijd (van)", "Tijd (tot)"), ("Zeit (von)", "Zeit (bis)")]
)
def test_hours_from_and_until_in_brackets_are_a_start_and_an_end(headers: tuple[str, str]) -> None:
    assert fields({"Date": DAYS, headers[0]: CLOCKS, headers[1]: CLOCKS}) == ["start_date", "start_time", "end_time"]


def test_what_brackets_say_of_anything_but_times_is_no_part_of_the_header() -> None:
    assert fields({"Start": MOMENTS, "Recurrence (rule)": ["daily", "daily"]})[1] is None


def test_the_email_of_a_new_hire_is_that_of_a_guest() -> None:
    assert fields({"Start": MOMENTS, "New hire": ["Tess Moran"], "New hire email": ["tess@example.com"]})[1:] == [
        "name",
        "email",
    ]


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("*Time Start (9:00 AM)", ["9:30 AM", "11:00 AM"], "start_time"),
        ("*Time End (10:00 AM)", ["10:30 AM", "12:00 PM"], "end_time"),
        ("月日", ["2027-01-12", "2027-01-13"], "start_date"),
    ],
)
def test_other_ways_to_head_a_day_or_an_hour(header: str, cells: list[Cell], field: str) -> None:
    days: dict[str, list[Cell]] = {} if field == "start_date" else {"Date": ["2027-01-12", "2027-01-13"]}
    assert fields({**days, header: cells})[-1] == field
