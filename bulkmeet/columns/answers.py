"""Answers to a survey or a form: their dates say when somebody filled it in, which is no time to meet at."""

import re
from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from bulkmeet.cells.text import text_of
from bulkmeet.columns.fields import Column, Field
from bulkmeet.columns.looks import has_at, has_day, mostly
from bulkmeet.columns.normalise import normalise
from bulkmeet.columns.recognise import Claim
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern

FORM = frozenset(("start time", "completion time"))
"""What Microsoft Forms calls the times of filling in."""
FORMS = frozenset(
    tuple(map(normalise, pair.split(";")))
    for pair in (
        *("Start time;Completion time", "Startzeit;Fertigstellungszeit", "Startzeit;Abschlusszeit"),
        *("Heure de début;Heure de fin", "Hora de inicio;Hora de finalización", "Hora de inicio;Hora de fin"),
        *("Ora di inizio;Ora di completamento", "Ora inizio;Ora completamento", "Begintijd;Tijd van voltooien"),
        *("Starttijd;Voltooiingstijd", "Hora de início;Hora de conclusão", "Hora de início;Hora da conclusão"),
        *("Starttid;Slutförandetid", "Starttid;Sluttid", "Starttidspunkt;Fuldførelsestidspunkt"),
        *("Starttidspunkt;Afslutningstidspunkt", "Starttidspunkt;Fullføringstidspunkt", "Starttid;Fullføringstid"),
        *("Godzina rozpoczęcia;Godzina ukończenia", "Czas rozpoczęcia;Czas ukończenia", "Čas zahájení;Čas dokončení"),
        *("開始時刻;完了時刻", "开始时间;完成时间", "시작 시간;완료 시간", "Время начала;Время завершения"),
        *("Başlangıç zamanı;Tamamlanma zamanı", "Aloitusaika;Valmistumisaika"),
    )
)
"""What it calls them in other languages. Most are what anybody calls a start and an end: only the whole form tells."""
IDS = frozenset(("id", "id.", "identyfikator", "identifikator", "ид", "идентификатор"))
MAIL = pattern(r"mail|post|messagerie|courriel|correo|mejl|почт|メール|邮件|메일|이메일", re.IGNORECASE)
NAMES = frozenset(
    (
        *("name", "nom", "nombre", "nome", "naam", "namn", "navn", "nazwa", "imię i nazwisko", "jméno", "název"),
        *("名前", "名称", "姓名", "이름", "имя", "ad", "nimi"),
    )
)
TO_THE_SECOND = pattern(r"[0-9][:.][0-9]{2}[:.](?!00)[0-9]{2}(?![0-9])")
"""Nobody plans a meeting for so many seconds past the minute."""
STAMPS = frozenset(
    map(
        normalise,
        (
            *("Timestamp", "Zeitstempel", "Horodateur", "Marca temporal", "Informazioni cronologiche", "Tijdstempel"),
            *("Carimbo de data/hora", "Tidsstämpel", "Tidstämpel", "Tidsstempel", "Sygnatura czasowa", "Časová značka"),
            *("タイムスタンプ", "时间戳记", "時間戳記", "타임스탬프", "Отметка времени", "Zaman damgası", "Aikaleima"),
        ),
    )
)
"""What Google Forms calls the time of an answer."""
QUESTION = 4
"""How many words a header has at least that is rather a question."""
SURVEY = frozenset(("start date", "end date", "startdate", "enddate"))
"""What SurveyMonkey and Qualtrics call them."""
OF_SURVEYS = frozenset(
    (
        *("respondent id", "collector id", "response id", "responseid", "recorded date", "recordeddate"),
        *("ip address", "ipaddress", "progress", "finished", "distribution channel", "distributionchannel"),
    )
)
WITNESSES = 2
"""How many other columns of a survey show that its dates are those of answers."""
LASTED = frozenset(("duration", "duration in seconds"))
OF_ANSWERING = "not used: it says when the answers were given"


def reason_of_answers(columns: Sequence[Column]) -> str:
    """That the sheet holds answers, as a sentence; nothing where it does not."""
    stamps = [column.named for column in columns if column.how == OF_ANSWERING]
    if not stamps:
        return ""
    say = "say" if len(stamps) > 1 else "says"
    return (
        f"These are answers to a survey or a form: {' and '.join(stamps)} {say} when it was filled in, and not when "
        "anybody meets."
    )


def without_answering(claims: Sequence[Claim]) -> list[Claim]:
    """The columns with those left out that say when a survey was filled in, and how long that took."""
    places = _of_answering(claims)
    return [
        replace(claim, field=Field.IGNORE, how=OF_ANSWERING) if claim.index in places and not claim.told else claim
        for claim in claims
    ]


def _of_answering(claims: Sequence[Claim]) -> frozenset[int]:
    """The places of the columns that tell of the filling in; none where the sheet holds no answers."""
    names = frozenset(claim.name for claim in claims)
    if FORM.issubset(names):
        telling = FORM
    elif len(OF_SURVEYS.intersection(names)) >= WITNESSES and SURVEY & names:
        telling = SURVEY | LASTED
    elif _is_form(claims):
        return frozenset((claims[1].index, claims[2].index))
    else:
        return frozenset((claims[0].index,)) if claims and _begins_with_stamp(claims) else frozenset()
    return frozenset(claim.index for claim in claims if claim.name in telling)


def _is_form(claims: Sequence[Claim]) -> bool:
    """Whether a sheet begins as Microsoft Forms writes answers: an id, both times to the second, an email, a name."""
    if len(claims) < len(("id", "start", "completion", "email", "name")):
        return False
    first, start, completion, email, name = claims[:5]
    is_named = first.name in IDS and (start.name, completion.name) in FORMS and name.name in NAMES
    is_of_person = MAIL.search(email.name) is not None or mostly(has_at, email.cells)
    return is_named and is_of_person and all(mostly(_is_to_the_second, stamp.cells) for stamp in (start, completion))


def _begins_with_stamp(claims: Sequence[Claim]) -> bool:
    """Whether a sheet begins as Google Forms writes answers: a stamp, and then questions; a log has but words."""
    stamp, *others = claims
    asks = any(
        MAIL.search(claim.name) or "?" in claim.header or len(claim.name.split()) >= QUESTION for claim in others
    )
    return asks and stamp.name in STAMPS and mostly(_is_to_the_second, stamp.cells)


def _is_to_the_second(cell: Cell) -> bool:
    """Whether it is a moment that no clock on a wall was set for: a day, and a time with odd seconds."""
    if isinstance(cell, datetime):
        return bool(cell.second or cell.microsecond)
    return has_day(cell) and TO_THE_SECOND.search(text_of(cell)) is not None
