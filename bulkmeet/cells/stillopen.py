"""What people write of a date, a time or a guest that is not settled yet, as TBD does. Pure."""

import re

from bulkmeet.cells.words import word_set
from bulkmeet.patterns import pattern

_PHRASES = word_set(
    "to be defined, to be determined, to be decided, to be announced, to be confirmed, to be scheduled",
    "to be arranged, to be agreed, to be fixed, not yet known, not known yet, not yet set, wird noch festgelegt",
    "noch festzulegen, wird festgelegt, wird noch bekannt gegeben, wird noch bekanntgegeben, wird bekannt gegeben",
    "noch offen, noch unklar, noch zu klären, steht noch nicht fest, folgt noch, termin folgt, nach absprache",
    "nach vereinbarung, à définir, à déterminer, à confirmer, à fixer, à préciser, à planifier, à convenir",
    "non défini, da definire, da definirsi, da stabilire, da confermare, da fissare, da decidere, da determinare",
    "da concordare, por definir, por confirmar, por determinar, por fijar, por acordar, sin definir, sin fecha",
    "a definir, a confirmar, a combinar, a determinar, a fijar, a marcar, por agendar, nader te bepalen",
    "nog te bepalen, nog niet bekend, nog onbekend, wordt nog bekendgemaakt, te bevestigen, do ustalenia",
    "do potwierdzenia, do uzgodnienia, bude upřesněno, bude stanoveno, meddelas senare, ej bestämt, inte bestämt",
    "ikke fastsat, ikke fastsatt, meddeles senere, aftales senere, avtales senere, sovitaan myöhemmin",
    "ilmoitetaan myöhemmin, később döntjük el, daha sonra, будет уточнено, по согласованию, 追って連絡, 後日連絡",
    "추후 공지, 추후 결정",
)
"""Perhaps with more behind them: “à définir avec la direction”."""
_ALONE = word_set("pendiente, folgt, volgt, indefinido, уточняется, 調整中, 待定, 待确认, 협의")
_PHRASE = pattern(rf"(?:{'|'.join(sorted(map(re.escape, _PHRASES), key=len, reverse=True))})(?= |$)")


def still_open(words: str) -> bool:
    """Whether a folded text says that something is to be settled later: “da definire”, “à définir avec Anna”."""
    said = words.strip(" .!?()[]")
    return said in _ALONE or _PHRASE.match(said) is not None


NO_TITLES = word_set(
    'tbd, tba, tbc, n/a, na, n.a, none, null, nil, ?, ??, ???, "", -, --, ---, \u2013, \u2014, untitled, no title',
    "no subject, untitled event, untitled meeting, title, kein titel, ohne titel, kein betreff, sans titre",
    "aucun titre, sin título, sin asunto, senza titolo, nessun oggetto, sem título, sem assunto, geen titel",
    "zonder titel, geen onderwerp, bez tytułu, brak, utan titel, uten tittel, uden titel, ei otsikkoa",
    "タイトルなし, 件名なし, 無題, 未定, 无标题, 제목 없음, 미정",
)
"""What people and programs write where there is no title, or none yet."""


_SAYING_NONE = NO_TITLES | _PHRASES | _ALONE


def is_no_title(words: str) -> bool:
    """Whether a folded text in a column of titles only says that there is none: “TBD”, “(no title)”, “-”."""
    return words.strip(" .!()[]") in _SAYING_NONE
