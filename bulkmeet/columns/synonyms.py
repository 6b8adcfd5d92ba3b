"""The headers people write, and what each of them means: the one place to teach bulkmeet a new one.

To add a synonym, write it into OF_MEETINGS in `meetingnames`, into OF_PEOPLE in `peoplenames` or
into OF_TAKING_PLACE in `statusnames`, in a line of its own or between the semicolons of a line of its field
(those of some languages stand together, in `nordicnames`, `slavicnames`, `danubenames`, `levantnames` and
`eastasiannames`):

    Meaning(Field.TITLE, "lesson"),

That is all. Headers and synonyms are compared after `normalise`, so case and separators do not matter:
"Start_Date:" finds "start date". What a header says of a person ("attendee 2 email", "guest name") is put
together in `numbered` and needs no line; nor does a unit ("duration (min)", "length in hours").

A header that means different things in different sheets has a chooser from `kinds`, which looks at the cells
and at the other columns. A header that is known and of no use to a meeting goes into `ignored`: it is then
named as not used, but nobody is asked whether it was mistyped. Every name stands in one place only.
"""

from bulkmeet.cells.text import folded
from bulkmeet.columns import kinds
from bulkmeet.columns.danubenames import OF_DANUBIAN_SHEETS
from bulkmeet.columns.eastasiannames import OF_EAST_ASIAN_SHEETS
from bulkmeet.columns.fields import RESULT_FIELDS, Field
from bulkmeet.columns.hoursofday import OF_HOURS
from bulkmeet.columns.ignored import IGNORED
from bulkmeet.columns.levantnames import OF_LEVANTINE_SHEETS
from bulkmeet.columns.meanings import Meaning, Rank
from bulkmeet.columns.meetingnames import OF_MEETINGS
from bulkmeet.columns.nordicnames import OF_NORDIC_SHEETS
from bulkmeet.columns.normalise import normalise
from bulkmeet.columns.peoplenames import OF_PEOPLE
from bulkmeet.columns.practitioners import OF_PRACTICES
from bulkmeet.columns.slavicnames import OF_SLAVIC_SHEETS
from bulkmeet.columns.statusnames import OF_TAKING_PLACE

EXACT = {
    **{field.value: Meaning(field, field.value, Rank.API) for field in (*RESULT_FIELDS, Field.PHONE_NUMBER)},
    "start.date": Meaning(Field.START_DATE, "start.date", choose=kinds.day_or_all_day),
}
"""Names that count only as they stand: `phone_number` is the API's member, a "Phone number" any phone."""

OF_EASTERN_SHEETS = OF_SLAVIC_SHEETS + OF_DANUBIAN_SHEETS + OF_LEVANTINE_SHEETS + OF_EAST_ASIAN_SHEETS
OF_LANGUAGES = OF_NORDIC_SHEETS + OF_EASTERN_SHEETS
MEANINGS = OF_MEETINGS + OF_HOURS + OF_TAKING_PLACE + OF_PEOPLE + OF_PRACTICES + OF_LANGUAGES

LAST_ACCENTED = "\u03ff"
"""The last letter of the scripts, Latin and Greek, in which people leave accents out, on capitals above all."""
SHORTEST_BARE = 4
SERIES_KEYS = frozenset(("uid", "ical uid", "icaluid", "event id", "eventid"))
"""Keys that all meetings of a series share: one stands for a single meeting only together with the start."""
CALL_KEYS = frozenset(("meeting id", "meetingid", "session id"))
"""Keys that a series shares where they are the numbers one joins a call by, as Zoom and Webex give them."""

CHILDREN = ("student", "pupil", "child", "schüler", "élève", "alumno", "alunno", "aluno", "leerling")
GUARDIANS = ("guardian", "parent", "mother", "father", "carer", "caregiver", "eltern")
PEOPLE_WORDS = (
    *("deltagare", "deltagere", "deltakere", "uczestnicy", "uczestników", "účastníci", "účastníků", "osallistujat"),
    *("osallistujien", "участники", "участников", "partecipanti", "invitati", "kandidaten", "genodigden", "gäste"),
    *("kunden", "patienten", "klienten", "mandanten", "interessenten", "clienti", "pazienti", "iscritti", "inscrits"),
    *("参加者", "出席者", "参与者", "与会者", "参会者", "参会人", "참석자", "참가자"),
    *("συμμετέχοντες", "συμμετεχόντων", "משתתפים", "المشاركين", "учасники", "учасників", "участници", "participanți"),
    *("participanților", "résztvevők", "katılımcılar"),
)
"""The same of several people, or of one or several in languages that do not tell."""
APPLICANTS = (
    *("candidate", "applicant", "bewerber", "kandidat", "candidat", "candidato", "kandidaat"),
    *("interviewee", "bewerberin", "bewerbende", "kandidatin", "candidate", "candidata", "postulant", "postulante"),
    *("aspirante", "sollicitant", "sollicitante", "kandidate", "kandydat", "kandydata", "kandydatka", "uchazeč"),
    *("uchazeče", "kandidát", "sökande", "ansøger", "søker", "hakija", "hakijan", "jelentkező", "aday"),
    *("соискатель", "соискателя", "кандидат", "кандидата", "応募者", "候補者", "应聘者", "候选人", "求职者", "지원자"),
)
CLIENTS = (
    *("client", "customer", "patient", "prospect", "cliente", "paciente", "klant"),
    *("kunde", "kundin", "klient", "klientin", "klienta", "mandant", "mandantin", "patientin", "clienta", "patiënt"),
    *("cliënt", "paziente", "pacjent", "pacjenta", "pacient", "pacienta", "zákazník", "zákazníka", "kund", "asiakas"),
    *("asiakkaan", "müşteri", "ügyfél", "клиент", "клиента", "пациент", "пациента", "患者", "客户", "고객", "환자"),
)
PERSON_WORDS = (
    *PEOPLE_WORDS,
    *CHILDREN,
    *GUARDIANS,
    *("attendee", "participant", "guest", "invitee", "person", "member", "learner", "trainee", "mentee"),
    *("contact", "registrant", "delegate", "teilnehmer", "gast", "invité", "étudiant", "asistente", "invitado"),
    *("estudiante", "partecipante", "invitato", "ospite", "studente", "participante", "convidado", "deelnemer"),
    *("genodigde", "new hire", "hire", "new joiner", "joiner", "new starter", "starter", "newcomer", "new employee"),
    *("deltager", "deltaker", "uczestnik", "uczestnika", "účastník", "účastníka", "osallistuja", "osallistujan"),
    *("участник", "участника", "учасник", "учасника", "συμμετέχων", "συμμετέχοντα", "משתתף", "المشارك", "résztvevő"),
    *("katılımcı",),
    *APPLICANTS,
    *CLIENTS,
)
"""Words that make "email", "name" or "phone" a participant's: "Guest 2 phone"."""


def _index() -> dict[str, Meaning]:
    named = {normalise(name): meaning for meaning in MEANINGS for name in meaning.names.split(";")}
    ignored = {normalise(name): IGNORE for line in IGNORED for name in line.split(";")}
    zones = {f"{word} {zone}": IGNORE for word in PERSON_WORDS for zone in ("time zone", "timezone", "tz")}
    return zones | ignored | named


def bare(name: str) -> str:
    """The name without accents; one in another script than the Latin or the Greek stays as it is."""
    return name if max(name, default="") > LAST_ACCENTED else folded(name)


IGNORE = Meaning(Field.IGNORE, "")
BY_NAME = _index()
"""Every known name, normalised, and what it means."""
BY_BARE_NAME = {bare(name): meaning for name, meaning in BY_NAME.items() if len(name) >= SHORTEST_BARE}
"""The same without accents, as people type them who have no key for them."""
