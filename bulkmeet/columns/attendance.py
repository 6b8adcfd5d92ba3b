"""Headers of reports of who came to a meeting and left it, as Teams and others write them in many languages. Pure."""

import re
from collections.abc import Iterable

from bulkmeet.cells.text import folded
from bulkmeet.columns.normalise import LONGEST_HEADER
from bulkmeet.patterns import pattern

_NO_BLANKS = pattern(r"[\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af]")


def _either(*words: str) -> str:
    """The words, as a pattern; those of scripts without blanks may have others on both sides."""
    alike = [folded(word) for line in words for word in line.split(", ")]
    return "|".join(rf"\w*{word}\w*" if _NO_BLANKS.match(word) else word for word in alike)


_CAME = _either(
    r"join(?:ed|ing)?, \w*beitritt\w*, beigetreten, erste teilnahme, connexion, adhesion, arrivee, entree",
    r"rejoint\w*, participation, union, incorporacion, ingreso, entrada, conexion, ingresso, accesso, entrata",
    r"partecipazione, adesione, participacao, adesao, uniao, deelname\w*, deelgenomen, toetreding\w*, anslut\w*",
    r"anslot, deltagels\w*, deltakels\w*, tilslut\w*, tilmeld\w*, ble med, blev med, blir med, bli med, do[lł]acz\w*",
    r"pripoj\w*, liitty\w*, liittym\w*, csatlakoz\w*, alatur\w*, asocier\w*, intrar\w*, kat[iı]l\w*, присоедин\w*",
    r"вход\w*, подключ\w*, приєдн\w*, συμμετοχ\w*, συνδεσ\w*, 参加, 入室, 加入, 入会, 참가, 참여, 입장, 참석",
)
_WENT = _either(
    r"leav(?:e|ing), left, \w*austritt\w*, verlass\w*, beendigungszeit, abgang\w*, deconnexion, depart, sortie",
    r"quitt\w*, salida, abandono, desconexion, uscita, abbandono, saida, vertrek\w*, vertrokken, verlat\w*",
    r"verlaat\w*, lamna\w*, lamning\w*, forlad\w*, forlat\w*, forlot, avslutt\w*, opuszcz\w*, wyjsci\w*, odchod\w*",
    r"odejsci\w*, opust\w*, odpoj\w*, poistu\w*, kilep\w*, tavoz\w*, parasi\w*, iesir\w*, plecar\w*, ayr[iı]l\w*",
    r"выход\w*, отключ\w*, покид\w*, вих\w*, αποχωρ\w*, αποσυνδεσ\w*, 退出, 退室, 离开, 離開, 나가, 나간, 퇴장, 퇴실",
)
_FIRST = _either(
    r"first, erste[rsn]?, erstmals, premiere?, prima, primo, primera?, primeir[oa], eerste?, forsta?, forst",
    r"f[oø]rste?, pierwsz\w*, prvni, prve, ensimmai\w*, elso, ilk, перв\w*, перш\w*, πρωτ\w*, 最初, 首次, 第一次",
    r"처음, 첫",
)
_LAST = _either(
    r"last, letzte[rsn]?, zuletzt, derniere?, ultim[oa], laatste?, sista?, sidste?, siste?, senast, ostatni\w*",
    r"posledn\w*, viimei\w*, utolso, son, послед\w*, останн\w*, τελευται\w*, 最後, 最后, 上次, 마지막",
)
_TIME = _either(
    r"time, at, \w*zeit, \w*zeitpunkt, uhrzeit, heure, hora, ora, \w*tijd, tijdstip, \w*tid, \w*tidspunkt, tidpunkt",
    r"czas, godzina, cas, \w*aika, \w*ajankohta, ido\w*, zaman\w*, saat\w*, время, час, ωρα, 時刻, 時間, 时间, 시간",
    r"시각",
)


def _with(word: str, *others: str) -> re.Pattern[str]:
    """A header with one of the first words, and one of the others before or behind it."""
    beside = "|".join(others)
    return pattern(rf"(?=.*\b(?:{word})\b)(?=.*\b(?:{beside})\b).*")


_JOINED = _with(_CAME, _FIRST, _TIME)
_LEFT = _with(_WENT, _LAST, _TIME)


def tells_who_came(headers: Iterable[str]) -> bool:
    """Whether one header says when somebody came, and another when they left: First Join and Last Leave."""
    names = [folded(header) for header in headers if 0 < len(header) <= LONGEST_HEADER]
    joined = {name for name in names if _JOINED.fullmatch(name)}
    return any(_LEFT.fullmatch(name) and joined - {name} for name in names)
