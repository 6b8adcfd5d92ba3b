"""The headers people write, and what each of them means: the one place to teach bulkmeet a new one.

To add a synonym, write it into MEANINGS below, in a line of its own or between the
semicolons of a line of its field:

    Meaning(Field.TITLE, "lesson"),

That is all. Headers and synonyms are compared after `normalise`, so case and separators do not matter:
"Start_Date:" finds "start date". What a header says of a person ("attendee 2 email", "guest name") is put
together in `numbered` and needs no line; nor does a unit ("duration (min)", "length in hours").

A header that means different things in different sheets has a chooser from `kinds`, which looks at the cells
and at the other columns. A header that is known and of no use to a meeting goes into IGNORED: it is then
named as not used, but nobody is asked whether it was mistyped. Every name stands in one place only.
"""

from enum import IntEnum

from msgspec import Struct

from bulkmeet.columns import kinds
from bulkmeet.columns.fields import RESULT_FIELDS, Field
from bulkmeet.columns.normalise import normalise


class Rank(IntEnum):
    """Who gives way when two columns could be the same field: the higher number does, without a question."""

    CHOSEN = 0
    API = 1
    USUAL = 2
    VAGUE = 3


class Meaning(Struct, frozen=True):
    """What some headers mean: usually `field`, or what `choose` makes of the column if there is one."""

    field: Field
    names: str
    rank: Rank = Rank.USUAL
    choose: kinds.Chooser | None = None


EXACT = {field.value: field for field in (*RESULT_FIELDS, Field.PHONE_NUMBER)}
"""Names that count only as they stand: `phone_number` is the API's member, a "Phone number" any phone."""

MEANINGS = (
    # the title
    Meaning(Field.TITLE, "title", Rank.API),
    Meaning(Field.TITLE, "subject; subject line; topic; meeting name"),
    Meaning(Field.TITLE, "meetingname; meeting title; meeting topic"),
    Meaning(Field.TITLE, "event name; eventname; event title; event type name; session title; session name"),
    Meaning(Field.TITLE, "hs_meeting_title; meeting subject"),
    Meaning(Field.TITLE, "betreff; titel; thema"),
    Meaning(Field.TITLE, "objet; titre; asunto; título; oggetto; titolo; assunto; onderwerp; 件名; 会議名"),
    Meaning(Field.TITLE, "meeting; service; workshop; course; course title; lesson", Rank.VAGUE),
    # the start; a VAGUE date belongs to the start only where nothing says more clearly when that is
    Meaning(Field.START, "start_datetime", Rank.API),
    Meaning(Field.START, "start; starts; startdatetime; start date & time"),
    Meaning(Field.START, "start date time; start date and time; 開始"),
    Meaning(Field.START, "date & time; date and time; date time; datetime; scheduled_at; date_start"),
    Meaning(Field.START, "hs_meeting_start_time; beginn; début; inicio; inizio; início; aanvang"),
    Meaning(Field.START_DATE, "start date; startdate; event start date; beginnt am; startdatum; begindatum"),
    Meaning(Field.START_DATE, "fecha de comienzo; fecha de inicio; data inizio"),
    Meaning(Field.START_DATE, "data de início; date de début; 開始日"),
    Meaning(Field.START_DATE, "date; meeting date; event date; eventdate; thedate; 開催月日", Rank.VAGUE),
    Meaning(Field.START_DATE, "datum; fecha", Rank.VAGUE),
    Meaning(Field.START_DATE, "data", Rank.VAGUE, kinds.day),
    Meaning(Field.START_TIME, "start time; starttime; timeeventstart; beginnt um; startzeit; begintijd"),
    Meaning(Field.START_TIME, "comienzo; hora de comienzo; ora inizio"),
    Meaning(Field.START_TIME, "hora de início; heure de début; 開始時刻"),
    Meaning(Field.START_TIME, "time; meeting time; 時間; uhrzeit; heure; hora; ora; tijd", Rank.VAGUE),
    Meaning(Field.START_TIME, "from; von; desde; dalle; de", choose=kinds.span_start),
    # the end
    Meaning(Field.END, "end_datetime", Rank.API),
    Meaning(Field.END, "end; ends; enddatetime; end date & time; end date time"),
    Meaning(Field.END, "end date and time; date_end; finish; 終了"),
    Meaning(Field.END, "hs_meeting_end_time; ende; fin; fine; einde"),
    Meaning(Field.END_DATE, "end date; enddate; event end date; endet am; enddatum; einddatum"),
    Meaning(Field.END_DATE, "fecha de finalización; fecha de fin; data fine"),
    Meaning(Field.END_DATE, "data de término; date de fin; 終了日"),
    Meaning(Field.END_TIME, "end time; endtime; finish time; finishtime"),
    Meaning(Field.END_TIME, "until; timeeventend; endet um; endzeit"),
    Meaning(Field.END_TIME, "finalización; ora fine; hora de término; heure de fin; eindtijd; 終了時刻"),
    Meaning(Field.END_TIME, "to; till; bis; hasta; alle; à", choose=kinds.span_end),
    # how long, and in which zone
    Meaning(Field.DURATION, "duration", Rank.API),
    Meaning(Field.DURATION, "meeting duration; dur.; length; length_of_time"),
    Meaning(Field.DURATION, "meeting length; dauer; durée; 所要時間"),
    Meaning(Field.DURATION, "duración; durata; duração; duur"),
    Meaning(Field.TIMEZONE, "timezone; time zone; tz; meeting time zone; meeting timezone; start time zone"),
    Meaning(Field.TIMEZONE, "start timezone; zone; event time zone; event timezone; local time zone"),
    Meaning(Field.TIMEZONE, "zeitzone; fuseau horaire; huso horario; タイムゾーン"),
    Meaning(Field.TIMEZONE, "zona horaria; fuso orario; fuso horário"),
    Meaning(Field.END_TIMEZONE, "end_timezone; end time zone; end tz; end zone; ends time zone"),
    # the host
    Meaning(Field.USER_ID, "user_id", Rank.API),
    Meaning(Field.USER_ID, "userid; host id; hostid; host user id; dialpad user id; dialpad id"),
    Meaning(Field.USER_ID, "owner id; ownerid; emp_id", Rank.VAGUE),
    Meaning(Field.HOST_EMAIL, "host email; organizer email; organiser email"),
    Meaning(Field.HOST_EMAIL, "staff email; owner email; owner_mail"),
    Meaning(Field.HOST_EMAIL, "host e-mail; teacher email; instructor email; presenter email; speaker email"),
    Meaning(Field.HOST_EMAIL, "host; zoom username; schedule_for", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "hosted by; meeting host", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "organizer; organiser", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "meeting organizer; meeting organiser", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "besprechungsplanung; organisateur d'une réunion", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "organizador de la reunión; organizador da reunião", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "staff; calendar; assigned; assigned to; owner", Rank.VAGUE, kinds.host),
    Meaning(Field.HOST_EMAIL, "presenter; speaker; teacher; instructor; docente", Rank.VAGUE, kinds.host),
    Meaning(Field.HOST_EMAIL, "user email", Rank.VAGUE, kinds.user_email),
    Meaning(Field.HOST_NAME, "host name; user name; staff name; organizer name; organiser name; owner name"),
    # what kind of meeting
    Meaning(Field.MEETING_TYPE, "meeting_type", Rank.API),
    Meaning(Field.MEETING_TYPE, "meetingtype"),
    Meaning(Field.MEETING_TYPE, "type", Rank.VAGUE, kinds.appointment_type),
    Meaning(Field.MEETING_TYPE, "sessiontype; session type", Rank.VAGUE, kinds.meeting_type),
    Meaning(Field.MEETING_TYPE, "eventtype; event type", Rank.VAGUE, kinds.meeting_type),
    Meaning(Field.RECURRENCE, "recurrence", Rank.API),
    Meaning(Field.RECURRENCE, "occurrence; repeat; repeats; frequency"),
    Meaning(Field.RECURRENCE, "recurrence pattern; recur_type; isrecurring"),
    Meaning(Field.RECURRENCE, "recurring; recurrence rule; rrule; serie; wiederholung; récurrence"),
    Meaning(Field.CALL_OUT, "call_out", Rank.API),
    Meaning(Field.CALL_OUT, "callout; dial out; call me; phone1 call me; anruf"),
    Meaning(Field.ALL_DAY, "all day event; alldayevent; isalldayevent"),
    Meaning(Field.ALL_DAY, "all_day; allday; ganztägiges ereignis"),
    Meaning(Field.ALL_DAY, "ganztägig; journée entière; 終日イベント"),
    Meaning(Field.ALL_DAY, "todo el día; o dia inteiro; duurt hele dag"),
    Meaning(Field.CANCELLED, "canceled; cancelled; iscanceled; iscancelled; is cancelled; is canceled"),
    Meaning(Field.CANCELLED, "status; attendee status; meeting status", Rank.VAGUE, kinds.status),
    Meaning(Field.CANCELLED, "lesson status; class status; session status", Rank.VAGUE, kinds.status),
    Meaning(Field.CANCELLED, "event status; booking status; state", Rank.VAGUE, kinds.status),
    Meaning(Field.CANCELLED, "statut; estado; stato; cancel; cancellation", Rank.VAGUE, kinds.status),
    # which rows are one meeting
    Meaning(Field.KEY, "key; meeting key; group key; group id; external_id"),
    Meaning(Field.KEY, "booking id; event uuid; mtg #; meeting #"),
    Meaning(Field.KEY, "meeting id; meetingid", Rank.VAGUE, kinds.meeting_id),
    Meaning(Field.KEY, "session id; uid; ical uid; icaluid; event id; eventid", Rank.VAGUE),
    # the people of one row, and lists of people
    Meaning(Field.ATTENDEES, "attendees; participants; invitees; guests", choose=kinds.attendees),
    Meaning(Field.ATTENDEES, "required attendees; optional attendees; cc attendees", choose=kinds.attendees),
    Meaning(Field.ATTENDEES, "confirmed; pending", Rank.VAGUE, kinds.attendees),
    Meaning(Field.ATTENDEES, "emails; e-mails; email addresses"),
    Meaning(Field.ATTENDEES, "guest email(s)", choose=kinds.guest_emails),
    Meaning(Field.ATTENDEES, "guest emails; participants_info"),
    Meaning(Field.ATTENDEES, "attendee emails; participant emails; invitee emails; participants info[]"),
    Meaning(Field.ATTENDEES, "erforderliche teilnehmer; optionale teilnehmer", choose=kinds.attendees),
    Meaning(Field.ATTENDEES, "teilnehmer", choose=kinds.attendees),
    Meaning(Field.ATTENDEES, "participants obligatoires; participants facultatifs", choose=kinds.attendees),
    Meaning(Field.ATTENDEES, "asistentes; asistentes necesarios", choose=kinds.attendees),
    Meaning(Field.ATTENDEES, "asistentes opcionales", choose=kinds.attendees),
    Meaning(Field.ATTENDEES, "partecipanti; participantes; deelnemers", choose=kinds.attendees),
    Meaning(Field.ATTENDEES, "参加者; 出席者", choose=kinds.attendees),
    Meaning(Field.NAME, "name", choose=kinds.name),
    Meaning(Field.NAME, "full name; fullname; contactname; ccname; 表示名"),
    Meaning(Field.NAME, "名前; 氏名; nome; nombre; nom complet"),
    Meaning(Field.NAME, "attendee; participant; guest; invitee", choose=kinds.attendee),
    Meaning(Field.FIRST_NAME, "first name; firstname; given name; vorname; prénom; voornaam"),
    Meaning(Field.LAST_NAME, "last name; lastname; surname; family name; nachname"),
    Meaning(Field.LAST_NAME, "nom de famille; apellidos; cognome"),
    Meaning(Field.EMAIL, "email; e-mail; email address", choose=kinds.email),
    Meaning(Field.EMAIL, "e-mail address; emailaddress; mail", choose=kinds.email),
    Meaning(Field.EMAIL, "ccemail; contactemail", choose=kinds.email),
    Meaning(Field.EMAIL, "e-mail-adresse; correo electrónico; メールアドレス", choose=kinds.email),
    Meaning(Field.EMAIL, "participant id", choose=kinds.address_only),
    Meaning(Field.PHONE, "phone; phone number; phonenumber; telephone; telefon"),
    Meaning(Field.PHONE, "telefono; teléfono; téléphone; 電話番号"),
    Meaning(Field.PHONE, "mobile; mobile phone; mobile number", Rank.VAGUE),
    Meaning(Field.PHONE, "cell phone; cell; text reminder number", Rank.VAGUE),
    Meaning(Field.DISPLAY_NAME, "display_name; displayname"),
    Meaning(Field.TALK_TIME, "talk_time; talktime"),
    Meaning(Field.IS_ORGANIZER, "is organizer; is organiser; isorganizer"),
    Meaning(Field.IS_ORGANIZER, "role; função; leader", Rank.VAGUE, kinds.organizer_mark),
    Meaning(Field.CALL_IN_METHOD, "call_in_method"),
)

IGNORED = (
    # dates and times that are not the meeting's
    "order date; date scheduled; event created date & time; creation time",
    "fetched_at; created_at; created; timestamp",
    "reminder; reminder date; reminder time; reminder on/off",
    "registered at; registration time; first join; last leave",
    "join time; leave time; in-meeting duration; created date",
    "last modified; modified; updated_at",
    "invitee time zone; customertimezone; customer time zone; attendee time zone",
    "erinnerung ein/aus; erinnerung am; erinnerung um; date de rappel; heure du rappel; rappel actif/inactif",
    # results of other tools, and where a meeting is
    "meeting url; meeting link; join url; join link; weblink; link",
    "url; passcode; password; meeting number; pin",
    "location; room; where; emplacement; lieu; ort",
    "ubicación; luogo; local; locatie; 場所; meeting resources",
    # what a calendar keeps of an event besides
    "description; notes; meeting notes; note; comment; comments; remarks; agenda; body; 備考",
    "beschreibung; descripción",
    "categories; category; catégories; kategorien; categorías; priority; priorité; priorität; prioridad",
    "private; privé; privat; privado; sensitivity",
    "vertraulichkeit; critère de diffusion; show time as; mileage",
    "afficher la disponibilité; zeitspanne zeigen als; billing information",
    "informations facturation; kilométrage",
    "abrechnungsinformationen; reisekilometer; ressources de la réunion; besprechungsressourcen; user action",
    # what booking and ticket tools keep of a person or an order
    "order #; order number; quantity; ticket type; attendee #",
    "barcode #; price; pricing type; currency; event price",
    "payment currency; customer address; custom fields; tracking data",
    "text notifications enabled; group; group name",
    "signed up attendees count; attendee count; number of participants",
    "number of attendees; head count; headcount",
    "team; canceled by; cancelled by; cancellation reason",
    "invitee accepted marketing emails; utm campaign; utm source",
    "utm medium; utm term; utm content; salesforce uuid",
    "invitee reconfirmed; marked as no-show; invitee uuid",
    "invitee scheduled by; scheduling method; registration required; question",
    "response; answer; approval status",
    "meetingtemplate; meeting template; daynumber; periodnumber; periodname; no.; nr.; #; row; line",
)
"""Known headers that say nothing a meeting is created from; "Question 1" is found without its number."""

LOG_SIGNS = (
    ({"join time", "leave time"}, "this is a log of past attendance, not a schedule"),
    ({"user action", "timestamp"}, "this is a log of past attendance, not a schedule"),
    ({"first join"}, "this is a log of past attendance, not a schedule"),
    ({"registration time", "approval status"}, "this is a list of registrations, not a schedule"),
    ({"registered at"}, "this is a list of registrations, not a schedule"),
)
"""Headers that, together, show what a sheet is that holds no meetings to create."""

SERIES_KEYS = frozenset(("uid", "ical uid", "icaluid", "event id", "eventid"))
"""Keys that all meetings of a series share: one stands for a single meeting only together with the start."""

PERSON_WORDS = (
    *("attendee", "participant", "guest", "invitee", "person", "member", "student", "pupil", "parent"),
    *("client", "customer", "contact", "candidate", "teilnehmer", "invité", "asistente", "partecipante"),
    *("participante", "deelnemer"),
)
"""Words that make "email", "name" or "phone" a participant's: "Guest 2 phone"."""


def _index() -> dict[str, Meaning]:
    named = {normalise(name): meaning for meaning in MEANINGS for name in meaning.names.split(";")}
    ignored = {normalise(name): IGNORE for line in IGNORED for name in line.split(";")}
    return ignored | named


IGNORE = Meaning(Field.IGNORE, "")
BY_NAME = _index()
"""Every known name, normalised, and what it means."""
