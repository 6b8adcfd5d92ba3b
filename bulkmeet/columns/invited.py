"""Headers that say of people that they are invited or enrolled: “Famílias convidadas”, “Enrolled students”."""

from bulkmeet.cells.text import folded
from bulkmeet.cells.words import word_set, words_of
from bulkmeet.columns import kinds
from bulkmeet.columns.fields import Field
from bulkmeet.columns.kinds import Seen
from bulkmeet.columns.meanings import Meaning, Rank
from bulkmeet.columns.synonyms import PERSON_WORDS

INVITED = word_set(
    "invited, eingeladene, eingeladenen, eingeladen, invité, invitée, invités, invitées, convoqués, convoquées",
    "invitados, invitadas, convocados, convocadas, convidados, convidadas, invitati, invitate, convocati, convocate",
    "genodigde, genodigden, uitgenodigde, uitgenodigden, zaproszeni, zaproszone, pozvaní, inbjudna, inviterede",
    "inviterte, kutsutut, davetli, davetliler, meghívottak, приглашенные",
)
ENROLLED = word_set(
    "enrolled, angemeldete, angemeldeten, eingeschriebene, eingeschriebenen, inscrits, inscrites, inscritos, inscritas",
    "matriculados, matriculadas, iscritti, iscritte, ingeschrevenen, ingeschreven, aangemelde, aangemelden, zapisani",
    "zapsaní, přihlášení, anmälda, tilmeldte, påmeldte, ilmoittautuneet, записанные",
)
PEOPLE = (
    word_set(
        "family, families, parents, carers, guardians, people, persons, colleagues, staff, team, teams, employees",
        "familie, familien, personen, leute, kollegen, kolleginnen, mitarbeitende, famille, familles, parents",
        "personnes, collègues, familia, familias, padres, madres, personas, colegas, famílias, pais, mães, pessoas",
        "famiglia, famiglie, genitori, persone, colleghi, gezin, gezinnen, ouders, personen, collega's, rodziny",
        "rodzice, osoby, rodiny, rodiče, familjer, föräldrar, familier, forældre, foreldre, семьи, родители",
    )
    | frozenset(folded(word) for word in PERSON_WORDS)
    | frozenset(folded(word) + "s" for word in PERSON_WORDS)
)
OF_ADDRESSES = word_set("e, mail, mails, email, emails, of, des, der, de, los, las, dos, das, dei, degli, delle, van")
REGISTERED = word_set(
    "registration, registered, enrolment, enrollment, signup, anmeldung, anmeldedatum, inscription, inscripción",
    "iscrizione, inscrição, inschrijving, inschrijfdatum",
)


def enrolled(seen: Seen) -> Field | None:
    """People to invite by address; not in a list of registrations, which says of each of them when that was."""
    if any(not REGISTERED.isdisjoint(words_of(name)) for name in seen.names):
        return None
    return kinds.addressed(seen)


OF_INVITED = Meaning(Field.ATTENDEES, "", Rank.VAGUE, kinds.addressed)
OF_ENROLLED = Meaning(Field.ATTENDEES, "", Rank.VAGUE, enrolled)


def of_invited(name: str) -> Meaning | None:
    """What a normalised header means that says just this of people; None where it says anything else."""
    words = frozenset(words_of(name)) - OF_ADDRESSES
    if words <= INVITED | PEOPLE and words & INVITED:
        return OF_INVITED
    return OF_ENROLLED if words <= ENROLLED | INVITED | PEOPLE and words & ENROLLED else None
