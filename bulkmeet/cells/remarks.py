"""Remarks that say of a meeting that it is cancelled or put off: "Cancelled by client", "rinviata a nuova data".

Only how a remark begins counts: further on it may speak of anything, of the old room or of another meeting.
"""

import re
from collections.abc import Iterable

from bulkmeet.cells.statewords import CANCELLED
from bulkmeet.cells.text import folded, text_of
from bulkmeet.cells.words import word_set
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern

NOT_HELD = word_set(
    "called off, not taking place, not happening, will not take place, does not take place, no longer taking place",
    "no longer happening, findet nicht statt, entfallen, ausgefallen, n'a pas lieu, n'aura pas lieu, supprimée",
    "no se celebra, no tendrá lugar, non si tiene, non avrà luogo, soppressa, annullati, annullate, não haverá",
    "gaat niet door, gaan niet door, gecanceld, cancelados, canceladas, anulados, anuladas, uitgevallen",
)
POSTPONED = word_set(
    "postponed, rescheduled, put off, on hold, deferred, adjourned, verschoben, vertagt, zurückgestellt",
    "reporté, reportée, reportés, reportées, ajourné, ajournée, aplazado, aplazada, pospuesto, pospuesta, suspendido",
    "suspendida, postergado, postergada, rinviato, rinviata, rinviati, rinviate, posticipato, posticipata, rimandato",
    "rimandata, uitgesteld, verzet, opgeschort, adiado, adiada, suspenso, suspensa, 延期",
)
_OF_IT = (
    r"(?:(?:this |the |die |der |das |la |le |el |o |a |il |de |het )?"
    r"(?:meeting|session|class|call|event|termin|sitzung|besprechung|reunion|rendez-vous|cita|riunione|seduta"
    r"|incontro|reuniao|vergadering|afspraak|overleg)s? )?"
    r"(?:(?:is|was|has been|have been|ist|wurde|wird|est|a ete|ha sido|esta|fue|foi|e|e stata|e stato|werd) )?(?:now )?"
)
_OFF = "|".join(sorted(map(re.escape, CANCELLED | NOT_HELD), key=len, reverse=True))
_LATER = "|".join(sorted(map(re.escape, POSTPONED), key=len, reverse=True))
_SHORT = r"(?:cx|cxl(?:'?d|led)?|cx'd|canc|cncl(?:'?d)?|cnx(?:'?d|l|ld)?|x'd)"
_OF_CUSTOMERS = (
    r"(?:want|need|ask|prefer|request|said|say|would|like|team|experience|is|has|will|know|interested|service|support"
    r"|lead|manager|rep|name|email|phone|dept|department|journey|strategy|survey|data|tool|platform|ops|office|day)"
)
SHORTENED = pattern(rf"[\W_]*{_SHORT}(?![\w@]|[-&/'.]\w)(?! {_OF_CUSTOMERS}| [0-9]{{3,4}}(?![\d:./]))")
"""As clinics and schools note it: "cx?? call back", "CXL 4/2", "canc." To others CX is a customer or a flight."""
_SHORTEST = pattern(r"[\W_]*cx\b(?!\s*\?)")
OFF = pattern(
    rf"[\W_]*{_OF_IT}(?:(?:{_OFF})(?! et remplace|待ち|不可|ポリシー|料|期限)|fallt\b.{{1,40}}\baus"
    rf"|(?:{_LATER})(?! (?:from|von|vom|du|del|dal|dalla|van|do)\b))(?![a-z-])"
)
"""A remark "rescheduled from 3 March" is of the new time, and in French one may annul and replace a letter."""

_DAY = (
    r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|wed|thu|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|lunes|martes|miercoles|jueves|viernes|sabado|lunedi|martedi|mercoledi"
    r"|giovedi|venerdi|(?:segunda|terca|quarta|quinta|sexta)-feira|(?:maan|dins|woens|donder|vrij)dag|tomorrow|morgen"
    r"|next (?:week|month|term|year|mon|tue|wed|thu|fri)[a-z]*|demain|manana|domani|[0-9]{1,2} ?(?:[ap]m|uhr|h)"
    r"|[0-9]{1,4}[:/-][0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{2,4})?)(?!\w)"
)
_MOVED = (
    r"(?:moved|shifted|pushed back|verlegt|deplacee?s?|decalee?s?|se mueve|movid[oa]|trasladad[oa]|cambiad[oa]"
    r"|spostat[oa]|verplaatst)"
)
_TO_DAY = rf"(?:to|auf|au|a|al|para|naar|op) (?:the |el |le |la |den |de )?{_DAY}|auf (?:mo|di|mi|do|fr)(?!\w)"
MOVED = pattern(rf"[\W_]*{_OF_IT}{_MOVED} (?:{_TO_DAY})")
"""Moved to another day or hour, and not to another room: “moved to Thursday”, “se mueve al jueves”."""

_SAID = pattern(rf"\b(?:{_OFF}|{_LATER}|{_SHORT}\b|fallt\b|{_MOVED})|中止|キャンセル|取消|取り消し|已取消|취소됨|延期")


def remark_says_off(cell: Cell) -> bool:
    """Whether a remark begins with a word for cancelled or put off, or with a shortened one, whatever follows."""
    if not isinstance(cell, str):
        return False
    text = folded(text_of(cell))
    return OFF.match(text) is not None or SHORTENED.match(text) is not None or MOVED.match(text) is not None


def is_shortened(cell: Cell) -> bool:
    """Whether only a shortened word says so, which may also mean something else."""
    text = folded(text_of(cell))
    return OFF.match(text) is None and SHORTENED.match(text) is not None


def is_shortest(cell: Cell) -> bool:
    """Whether it is but the shortest of them, and without a question mark: a department is called CX as well."""
    return is_shortened(cell) and _SHORTEST.match(folded(text_of(cell))) is not None


def any_remark_says_off(texts: Iterable[str]) -> bool:
    """Whether one of the texts may be such a remark; of many texts this is told much faster."""
    return _SAID.search(folded("\n".join(texts))) is not None
