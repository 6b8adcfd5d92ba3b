"""The words of a header that speak for titles below it or against them, in the languages the synonyms know."""

from collections.abc import Iterable

from bulkmeet.cells.text import folded
from bulkmeet.cells.words import word_set
from bulkmeet.columns.fields import Field
from bulkmeet.columns.ignored import IGNORED
from bulkmeet.columns.meetingnames import OF_MEETINGS
from bulkmeet.columns.normalise import normalise

LONG_ENOUGH = 5
"""How many letters a word has at least that counts at the end of a longer one too: Gesprächsthema."""
LONG_ENOUGH_BEYOND_ASCII = 2


def have_any(words: Iterable[str], known: frozenset[str]) -> bool:
    """Whether one of the words is a known one, or ends with one that is long enough."""
    return any(word in known or _ends_with(word, known) for word in words)


def _ends_with(word: str, known: frozenset[str]) -> bool:
    ends = (word[start:] for start in range(1, len(word)))
    return any(
        len(end) >= (LONG_ENOUGH if end.isascii() else LONG_ENOUGH_BEYOND_ASCII) and end in known for end in ends
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(folded(word) for word in words)


SUBJECTS = word_set(
    "subject, title, topic, theme, purpose, reason, agenda, committee, betreff, titel, thema, gremium, ausschuss",
    "anlass, anliegen, zweck, sprechtag, objet, titre, sujet, intitulé, motif, thème, commission, asunto, título",
    "tema, motivo, comité, comisión, oggetto, titolo, argomento, attività, comitato, assunto, comissão, comitê",
    "onderwerp, aanleiding, commissie, temat, tytuł, przedmiot, předmět, název, téma, výbor, ämne, rubrik, ärende",
    "nämnd, utskott, emne, overskrift, udvalg, utvalg, konu, konusu, başlık, başlığı, tárgy, tárgya, témája",
    "bizottság, aihe, тема, название, комитет, 件名, 題名, 議題, タイトル, テーマ, 用件, 内容, 主题, 标题, 议题",
    "제목, 주제, 안건",
)
"""What a meeting is about, or whose it is."""

MORE_KINDS = word_set(
    "call, sync, review, demo, kickoff, briefing, consultation, visit, talk, planning, about, worum, waarover",
    "deposition, depositions, hearing, hearings, mediation, arbitration, orientation, induction, tribunal",
    "anhörung, schlichtung, vernehmung, einweisung, audition, médiation, audiencia, mediación, inducción, udienza",
    "mediazione, audiência, mediação, hoorzitting, mediatie, rozprawa, mediacja",
    "gäller, handler, gespräch, treffen, vortrag, beratung, besuch, sprechstunde, runde, versammlung, abstimmung",
    "entretien, rencontre, visite, assemblée, entrevista, consulta, visita, charla, tutoría, colloquio, ricevimento",
    "consulenza, assemblea, atendimento, conversa, gesprek, overleg, bezoek, spreekuur, rozmowa, konsultacja",
    "zebranie, rozhovor, konzultace, samtal, samråd, samtale, görüşme, beszélgetés, konzultáció, встреча",
    "консультация, совещание, занятие, 面談, 面接, 相談, 打ち合わせ, 面谈, 咨询, 课程, 회의, 면담, 미팅, 상담, 면접",
    "수업",
)
ARTICLES = frozenset(("les",))
"""A lesson in Dutch, and in French the article of anything."""
KINDS = (
    MORE_KINDS
    | _folded(
        word
        for meaning in OF_MEETINGS
        if meaning.field is Field.TITLE
        for name in meaning.names.split(";")
        if len(word := normalise(name)) > 1 and " " not in word
    )
) - (SUBJECTS | ARTICLES)
"""What is held: a session, a lesson, an interview."""

NAMES = word_set(
    "name, names, bezeichnung, nom, nombre, nome, naam, nazwa, imię, jméno, namn, navn, noms, nombres, nomes, nomi",
    "namen, imiona, isim, adı, név, имя, фио, 名前, 氏名, 姓名, 이름, 성명",
)
"""What calls something by its name, and a person where nothing else is named."""

PRICES = word_set(
    "price, prices, fee, fees, rate, rates, tariff, cost, costs, amount, prix, tarif, tarifs, montant, coût, frais",
    "preis, preise, betrag, gebühr, gebühren, kosten, entgelt, eintritt, precio, precios, tarifa, tarifas, importe",
    "coste, prezzo, prezzi, tariffa, tariffe, costo, costi, importo, preço, preços, custo, prijs, prijzen, tarief",
    "bedrag, koszt, kwota, částka, pris, priser, avgift, belopp, beløb, beløp, fiyat, ücret, цена, стоимость, 料金",
    "価格, 金額, 价格, 费用, 가격, 요금",
)
"""What something costs, and for whom: “Tarif” above “Plein tarif”."""

NO_TITLES = (
    PRICES
    | _folded(name for line in IGNORED for part in line.split(";") if " " not in (name := normalise(part)))
    - SUBJECTS
    - KINDS
    - NAMES
)
"""Words of columns that say nothing of what is held: its room, its link, its notes."""
