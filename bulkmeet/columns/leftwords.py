"""Words of headers that say whose addresses stand below them, or whose days: for columns that no known name fits."""

import re

from bulkmeet.cells.text import folded
from bulkmeet.cells.words import word_set, words_of
from bulkmeet.cells.zonewords import LABELS
from bulkmeet.columns.pairs import NOT_AT_ALL, NOT_THE_MEETING
from bulkmeet.columns.practitioners import PRACTITIONERS
from bulkmeet.columns.synonyms import PERSON_WORDS
from bulkmeet.patterns import pattern

IN_CHARGE = word_set(
    "owner, manager, supervisor, organizer, organiser, coordinator, facilitator, pm, ae, csm, rep, agent, staff",
    "advisor, adviser, coach, trainer, teacher, tutor, instructor, doctor, provider, consultant, counselor, counsellor",
    "chair, chairman, chairwoman, chairperson, leader, convener, attorney, lawyer, physician, clinician, mentor",
    "lehrer, lehrerin, lehrkraft, betreuer, betreuerin, berater, beraterin, dozent, dozentin, trainerin, leiter",
    "leiterin, leitung, vorsitz, vorsitzende, vorsitzender, verantwortlich, verantwortliche, verantwortlicher",
    "vorgesetzte, vorgesetzter, ansprechpartner, ansprechpartnerin, anwalt, anwältin, koordinator, koordinatorin",
    "enseignant, enseignante, professeur, formateur, formatrice, responsable, chef, coordinateur, coordinatrice",
    "président, présidente, conseiller, conseillère, avocat, avocate, médecin, docente, profesor, profesora",
    "coordinador, coordinadora, encargado, encargada, presidente, presidenta, asesor, asesora, abogado, abogada",
    "insegnante, responsabile, coordinatore, coordinatrice, referente, avvocato, medico, professor, professora",
    "responsável, coordenador, coordenadora, docent, leraar, begeleider, voorzitter, coördinator, verantwoordelijke",
    "nauczyciel, koordynator, przewodniczący, opiekun, vedoucí, koordinátor, handledare, ansvarig, ansvarlig",
    "responsible, 担任, 担当, 担当者, 担当教員, 担当医, 负责人, 負責人, 담당, 담당자",
    "clerk, secretary, moderator, sekretär, sekretärin, schriftführer, schriftführerin, secrétaire, secretario",
    "secretaria, segretario, segretaria, secretário, secretária, secretaris, sekretarz, moderatorin, moderatore",
    ", ".join(PRACTITIONERS),
)
"""Words for somebody in charge of a meeting, whose addresses are hardly those of its guests."""
_LED_BY = pattern(
    r"\b(?:(?:run|led|chaired|convened|delivered|taught|facilitated|moderated|conducted|presented|given|held) by"
    r"|(?:geleitet|durchgefuhrt|moderiert|gehalten) von|(?:animee?|dirigee?|presidee?|assuree?) par"
    r"|(?:impartid[oa]|dirigid[oa]|moderad[oa]) por|a cargo de|(?:tenut[oa]|condott[oa]|moderat[oa]) da"
    r"|(?:ministrad[oa]|conduzid[oa]|moderad[oa]) por|(?:gegeven|geleid|voorgezeten) door|prowadzon[aey] przez)\b"
)
NO_HOSTS = word_set(
    "by, cc, bcc, reply, room, rooms, resource, resources, location, backup, substitute, deputy, alternate, emergency",
    "billing, invoice, support, contact, approver, creator, author, requester, requestor, opposing, assistant, lead",
    "previous, former, old, secondary, cohost, co, vice, team, department, office, school, sender, other, additional",
    "von, durch, par, por, da, do, door, af, av, przez, od, raum, salle, sala, zimmer, lokale, pokój, ersatz",
    "vertretung, kontakt, contacto, contatto, contato, stellvertreter, stellvertretung, adjoint, vicepresidente",
)
"""Words of a header whose addresses are of others, or may be: “Booked by”, “Backup rep”, “Lead email”."""
NO_GUESTS = IN_CHARGE | NO_HOSTS | {"host"}
PERSONS = frozenset(map(folded, PERSON_WORDS))
DATES = word_set(
    "date, data, datum, fecha, dato, datums, dátum, дата, tarih, päivämäärä, päivä, kuupäev, 日付, 日期, 날짜"
)
PARTS_OF_DAYS = word_set(
    "evening, evenings, night, afternoon, morning, abend, abende, abendtermin, nachmittag, vormittag, elternabend",
    "elternsprechtag, sprechtag, soir, soirée, après, midi, matin, matinée, tarde, noche, mañana, sera, serata",
    "pomeriggio, mattina, mattinata, noite, manhã, avond, ouderavond, middag, ochtend, wieczór, popołudnie, večer",
    "kväll, eftermiddag, förmiddag, aften, formiddag, kveld, ettermiddag",
)
FIRST = word_set(
    "first, st, next, erste, erster, erstes, nächste, nächster, première, premier, prochaine, prochain, primera",
    "primer, primero, próxima, próximo, prima, primo, primeira, primeiro, prossima, prossimo, eerste, volgende",
    "pierwsze, pierwszy, pierwsza, pierwszych, první, første, första, nästa, næste, neste, ensimmäinen, первая, первое",
    "первый",
)
"""What leads a word for what is held where a row stands for a series; `st` is what a number leaves of 1st."""
OF_THE_ROW = word_set(
    "created, creation, modified, updated, changed, edited, added, registered, due, deadline, completed",
    "closed, birth, creazione, création, creación, criação, erstellung, erstellt, aanmaak, utworzenia, invio, envoi",
    "envío, envio, versand, modifica, modification, modificación, änderung, geändert, wijziging, pagamento, paiement",
    "pago, zahlung, betaling, scadenza, échéance, vencimiento, vencimento, frist, fälligkeit, adição, adicionado",
    "añadido, ajout, hinzugefügt, aggiunta, nascita, naissance, nacimiento, nascimento, geburt, geboorte, urodzenia",
    "narození, purchase, purchased, bought, paid, payment, invoice, invoiced, achat, acheté, facture, compra, comprado",
    "factura, acquisto, acquistato, fattura, fatura, kauf, kaufdatum, gekauft, zahlungsdatum, rechnung, rechnungsdatum",
    "bestelldatum, aankoop, aankoopdatum, besteldatum, betaaldatum, factuurdatum, zakup, zakupu, płatności, faktury",
    "nákup, nákupu, platby, köp, inköp, köpdatum, betalning, køb, købsdato, kjøp, kjøpsdato, satın, покупки, оплаты",
    "購入, 購入日, 支払日, 购买日期, 구매일",
)
"""Words of a header whose days are never those of a meeting: when the row was made or paid, or somebody was born."""
OTHER_DAYS = (
    NOT_THE_MEETING
    | NOT_AT_ALL
    | OF_THE_ROW
    | word_set(
        "prenotazione, réservation, reserva, buchung, boeking, rezerwacji, anmeldung, inscription, iscrizione",
        "registrazione, inscripción, registro, inscrição, aanmelding, inschrijving, zgłoszenia, bestellung, ordine",
        "commande, pedido, bestelling, zamówienia, fine, fin, fim, ende, einde, consegna, livraison, entrega",
        "lieferung, assunzione, embauche, einstellung, conferma, confirmación, bestätigung, antrags, antrag",
        "richiesta, demande, solicitud, aufnahme, eingangs, eingang, annullamento, annulation, cancelación, absage",
        "offer, application, death, arrest, injury, incident, loss, diagnosis, admission, discharge, exam",
        "retirement, separation",
    )
)
"""Words of a header whose days are those of something else, a birth, a booking or an end."""

_ZONE = pattern("|".join(sorted((re.escape(folded(label)) for label in LABELS), key=len, reverse=True)))
OF_ALL = word_set(
    "local, locale, lokal, lokale, vor, ort, meeting, event, session, iana, name, code, of, the, for, in, utc, gmt",
    "termin, réunion, reunión, riunione, reunião, vergadering, de, la, du, del, della, da, do, van, der, des",
)
"""What may stand beside a word for zones or for what is held without making them another's: “Time zone (local)”."""
ZONES = frozenset(("zone", "zones", "tz", "tzid"))
OF_ZONES = (
    OF_ALL
    | ZONES
    | word_set("our, used, time, times, start, end, office, site, region, lesson, class, call, webinar, appointment")
    | word_set("interview, training, course, demo")
)


def says_zone(header: str) -> bool:
    """Whether the header is that of zones, and nothing in it may make them those of a person: “Speaker time zone”."""
    text = folded(header)
    rest = _ZONE.sub(" zone ", text)
    return not ZONES.isdisjoint(words_of(rest)) and OF_ZONES.issuperset(words_of(rest))


def may_lead(header: str) -> bool:
    """Whether the header speaks of somebody in charge: “CSM”, “Led by”, “Backup rep”."""
    return _LED_BY.search(folded(header)) is not None or not IN_CHARGE.isdisjoint(words_of(header))


def leads(header: str) -> bool:
    """Whether the header speaks of somebody in charge, and of nobody else: not “Backup rep”, nor “Patient's doctor”."""
    rest = _LED_BY.sub(" ", folded(header))
    return may_lead(header) and (NO_HOSTS | PERSONS).isdisjoint(words_of(rest))
