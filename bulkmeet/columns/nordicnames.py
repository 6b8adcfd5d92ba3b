"""What Swedes, Danes, Norwegians and Finns call the columns of meetings, and Outlook's own headers there."""

from bulkmeet.columns import kinds
from bulkmeet.columns.fields import Field
from bulkmeet.columns.looks import holds_addresses, is_id, may_be_people, mostly
from bulkmeet.columns.meanings import Meaning, Rank


def host_or_green(seen: kinds.Seen) -> Field | None:
    """The host in Norwegian, by address, id or name: “vert” is a colour to the French, and stands for much else."""
    is_host = holds_addresses(seen.cells) or mostly(is_id, seen.cells) or may_be_people(seen.cells)
    return kinds.host(seen) if not seen.cells or is_host else None


OF_NORDIC_SHEETS = (
    # Swedish, Danish and Norwegian
    Meaning(Field.TITLE, "mötesnamn; mötestitel; mødetitel; møtetittel; tittel; aktivitetsnamn"),
    Meaning(Field.START_DATE, "mötesdag; møtedato", Rank.VAGUE),
    Meaning(Field.START_TIME, "starttidpunkt; startklockslag; startklokkeslett"),
    Meaning(
        Field.START_TIME, "kl fra; fra kl; kl från; från kl; klokken fra; klokka fra; klockan från; tid fra; tid från"
    ),
    Meaning(Field.START_TIME, "tid; kl", Rank.VAGUE, kinds.clock),
    Meaning(Field.END, "slutt; slutter; avsluttes; afsluttes; sluttidspunkt og dato; slutt dato og tid"),
    Meaning(Field.END_DATE, "sluttdato"),
    Meaning(
        Field.END_TIME, "kl til; til kl; kl till; till kl; klokken til; klokka til; klockan till; tid til; tid till"
    ),
    Meaning(
        Field.END_TIME,
        "sluttidpunkt; slutttidspunkt; slutttid; slutklockslag; slutt kl; slutter kl; slut kl; slutar kl",
    ),
    Meaning(Field.DURATION, "längd; mötets längd; lengde; længde; mødets varighed; møtets varighet"),
    Meaning(Field.ALL_DAY, "heldagshändelse; heldag; heldagsaktivitet; heldagsbegivenhed; heldagshendelse"),
    Meaning(Field.ALL_DAY, "varar hela dagen; varer hele dagen; händelse som varar hela dagen; hendelse hele dagen"),
    Meaning(Field.HOST_EMAIL, "møteorganisator; møtearrangør; mødeorganisator; sammankallande", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "vert", Rank.VAGUE, host_or_green),
    Meaning(Field.HOST_EMAIL, "vertskap; møtevert; mødevært; værter; mötesvärd; värdinna", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "møteinnkaller; innkaller; mødeindkalder; indkalder; kutsuja", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "innkalt av; indkaldt af; sammankallad av; kallad av", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "mötesledare; mødeleder; møteleder; kursledare; lärare", Rank.VAGUE, kinds.host),
    Meaning(Field.HOST_EMAIL, "underviser; lærer; kursleder; kursusleder; handledare", Rank.VAGUE, kinds.host),
    Meaning(Field.HOST_EMAIL, "e-post organisatör; organisatörens e-post; e-post arrangör; arrangörens e-post"),
    Meaning(Field.HOST_EMAIL, "e-post arrangør; arrangørens e-post; arrangørens e-mail; e-mail arrangør"),
    Meaning(Field.ATTENDEES, "nödvändiga deltagare; nødvendige deltagere; valgfrie deltagere", choose=kinds.attendees),
    Meaning(
        Field.ATTENDEES,
        "obligatoriske deltakere; nødvendige deltakere; gjester; gæster; gäster",
        choose=kinds.attendees,
    ),
    Meaning(Field.ATTENDEES, "valgfrie deltakere; mötesdeltagare; mødedeltagere", choose=kinds.attendees),
    Meaning(Field.ATTENDEES, "møtedeltakere; obligatoriske deltagere; inviterede; inviterte", choose=kinds.attendees),
    Meaning(
        Field.EMAIL, "e-post; epost; e-postadress; e-postadresse; mejl; mejladress; mailadress", choose=kinds.email
    ),
    Meaning(Field.NAME, "namn; navn", choose=kinds.name),
    Meaning(Field.NAME, "deltagarens namn; deltagerens navn; deltakerens navn; fullständigt namn; fulde navn"),
    Meaning(Field.FIRST_NAME, "förnamn; fornavn"),
    Meaning(Field.LAST_NAME, "efternamn; efternavn; etternavn"),
    # Finnish
    Meaning(Field.TITLE, "aihe; otsikko; kokouksen nimi; kokouksen aihe; tapahtuman nimi"),
    Meaning(Field.TITLE, "kokous; tapaaminen; palaveri; koulutus", Rank.VAGUE, kinds.subject),
    Meaning(Field.START, "alkaa; alku; päivämäärä ja aika; alkamisajankohta"),
    Meaning(Field.START_DATE, "alkamispäivä; alkamispäivämäärä; aloituspäivä; alkupäivä; alkaa pvm"),
    Meaning(Field.START_DATE, "päivämäärä; pvm; kokouspäivä", Rank.VAGUE),
    Meaning(Field.START_DATE, "päivä", Rank.VAGUE, kinds.day),
    Meaning(Field.START_TIME, "alkamisaika; aloitusaika; alkuaika; alkamiskellonaika; alkaa klo"),
    Meaning(Field.START_TIME, "kellonaika; klo; aika", Rank.VAGUE),
    Meaning(Field.END, "päättyy; loppuu; loppu; päättymisajankohta"),
    Meaning(Field.END_DATE, "päättymispäivä; päättymispäivämäärä; lopetuspäivä; loppupäivä; päättyy pvm"),
    Meaning(Field.END_TIME, "päättymisaika; lopetusaika; loppuaika; päättymiskellonaika; päättyy klo"),
    Meaning(Field.DURATION, "kesto; kokouksen kesto"),
    Meaning(Field.TIMEZONE, "aikavyöhyke"),
    Meaning(Field.ALL_DAY, "koko päivän tapahtuma; koko päivän kestävä tapahtuma"),
    Meaning(Field.HOST_EMAIL, "järjestäjä; kokouksen järjestäjä; isäntä; koollekutsuja", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "kokouksen isäntä; emäntä; kokouksen emäntä; järjestää", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "vetäjä; kouluttaja; opettaja; ohjaaja", Rank.VAGUE, kinds.host),
    Meaning(Field.HOST_EMAIL, "järjestäjän sähköposti; järjestäjän sähköpostiosoite"),
    Meaning(Field.HOST_NAME, "järjestäjän nimi"),
    Meaning(Field.ATTENDEES, "osallistujat; pakolliset osallistujat; valinnaiset osallistujat", choose=kinds.attendees),
    Meaning(Field.ATTENDEES, "kutsutut; kokouksen osallistujat; vieraat", choose=kinds.attendees),
    Meaning(Field.EMAIL, "sähköposti; sähköpostiosoite", choose=kinds.email),
    Meaning(Field.NAME, "nimi", choose=kinds.name),
    Meaning(Field.NAME, "koko nimi; osallistujan nimi"),
    Meaning(Field.FIRST_NAME, "etunimi"),
    Meaning(Field.LAST_NAME, "sukunimi"),
    Meaning(Field.PHONE, "puhelin; puhelinnumero"),
    # known, and of no use
    Meaning(Field.IGNORE, "påminnelse på/av; påminnelse; påminnelsedatum; påminnelsetid; påminnelse av/på"),
    Meaning(Field.IGNORE, "påminnelsesdato; påminnelsestidspunkt; påmindelse til/fra; påmindelse; påmindelsesdato"),
    Meaning(Field.IGNORE, "påmindelsestidspunkt; påmindelsesklokkeslæt; muistutus; muistutus käytössä/ei käytössä"),
    Meaning(Field.IGNORE, "muistutuspäivä; muistutuspäivämäärä; muistutusaika; mötesresurser; møderessourcer"),
    Meaning(Field.IGNORE, "møteressurser; kokousresurssit; faktureringsinformation; faktureringsoplysninger"),
    Meaning(Field.IGNORE, "faktureringsinformasjon; laskutustiedot; kategorier; luokat; beskrivning; beskrivelse"),
    Meaning(Field.IGNORE, "kuvaus; placering; plassering; sijainti; paikka; prioritet; prioriteetti; tärkeys"),
    Meaning(Field.IGNORE, "känslighet; følsomhed; følsomhet; luottamuksellisuus; yksityinen; reseersättning; kørsel"),
    Meaning(Field.IGNORE, "visa tid som; vis tid som; näytä aika muodossa; antal deltagare; antal deltagere"),
    Meaning(
        Field.IGNORE, "antall deltakere; osallistujamäärä; veckodag; ugedag; ukedag; viikonpäivä; skapad; skapad av"
    ),
    Meaning(Field.IGNORE, "oprettet; oprettet af; opprettet; opprettet av; luotu; anteckningar; noter; muistiinpanot"),
)
