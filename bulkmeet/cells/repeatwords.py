"""The words that say how often, in eight languages, and the phrases that need more than their words."""

import re

from bulkmeet.cells.text import folded
from bulkmeet.patterns import pattern

MEANINGS = {
    "EVERY": "every each jede jeden jedes jeder jedem alle chaque tous toutes cada todos todas "
    "ogni tutti tutte elke elk iedere ieder todo toda occurs repeats",
    "EVERY DAY": "daily everyday täglich quotidien quotidienne quotidiennement diario diaria diariamente tägig "
    "quotidiano quotidiana giornaliero dagelijks diário diária",
    "EVERY WEEK": "weekly wöchentlich hebdomadaire semanal semanalmente settimanale settimanalmente wekelijks",
    "EVERY MONTH": "monthly monatlich mensuel mensuelle mensuellement mensual mensualmente "
    "mensile mensilmente maandelijks mensal mensalmente",
    "EVERY YEAR": "yearly annually annual jährlich annuel annuelle anual anualmente annuale annualmente jaarlijks",
    "EVERY 2 WEEK": "fortnightly vierzehntägig zweiwöchentlich zweiwöchig",
    "EVERY 3 MONTH": "quarterly vierteljährlich trimestriel trimestrielle trimestral trimestrale",
    "2 WEEK": "fortnight fortnights",
    "EVERY WEEKDAY": "weekdays wochentags",
    "DAY": "day days tag tage tagen jour jours día días giorno giorni dag dagen dia dias",
    "WEEK": "week weeks wk wks woche wochen semaine semaines semana semanas settimana settimane weken",
    "MONTH": "month months monat monate monaten monats mois mes meses mese mesi maand maanden mês meses",
    "YEAR": "year years jahr jahre jahren an ans année années año años anno anni jaar jaren ano anos",
    "WEEKDAY": "weekday workday wochentag arbeitstag ouvré ouvrés laborable laborables "
    "werkdag werkdagen weekdag weekdagen útil úteis",
    "MO": "mo mon monday montag lun lundi lunes lunedì maandag",
    "TU": "tu tue tues tuesday di dienstag mar mardi martes martedì dinsdag",
    "WE": "we wed weds wednesday mi mittwoch mer mercredi mié miércoles mercoledì woensdag wo",
    "TH": "th thu thur thurs thursday do donnerstag jeu jeudi jue jueves giovedì gio donderdag",
    "FR": "fr fri friday freitag ven vendredi vie viernes venerdì vrijdag vr",
    "SA": "sa sat saturday samstag sonnabend sam samedi sáb sábado sabato zaterdag za",
    "SU": "su sun sunday so sonntag dim dimanche dom domingo domenica zondag zo",
    "1ST": "first 1st erste ersten erster premier première primer primero primo prima eerste primeiro primeira",
    "2ND": "second 2nd zweite zweiten zweiter deuxième segundo secondo tweede",
    "3RD": "third 3rd dritte dritten dritter troisième tercer tercero terzo derde terceiro terceira",
    "4TH": "fourth 4th vierte vierten vierter quatrième cuarto vierde",
    "LAST": "last letzte letzten letzter dernier último ultimo ultima laatste última",
    "2": "two other zwei deux dos due twee dois duas",
    "3": "three drei trois tres tre drie três",
    "4": "four vier quatre cuatro quattro",
    "TIMES": "times occurrences sessions meetings mal termine fois séances veces sesiones volte keer vezes",
    "FOR": "for für pendant durante per voor por",
    "-": "- to \u2013 \u2014",
    "": "on the and of in at und am im den der des et le la les de du y los las el del "
    "di il dei van os as e en i an , . ; : & + / ( )",
}
DAYS = "MO|TU|WE|TH|FR|SA|SU"

_MONTH = r"(?:month|monats|monat|mois|mes|mese|maand)"
_EVERY = r"(?:every|each|the|jeden|jedes|chaque|cada|ogni|elke|iedere|todo)"
DAY_OF_MONTH = pattern(
    rf"^(?:every |each |jeden |am |on the |the |on |le |el |il |op de |op |todo )?(?:day |dia |giorno |dag |jour )?"
    rf"(?P<first>[0-9]{{1,2}})(?:st|nd|rd|th|\.|e|º|er)? "
    rf"(?:of |des |im |de |du |del |di |van |jedes |do )(?:{_EVERY} )?{_MONTH}$"
    rf"|^(?:monthly|{_EVERY} {_MONTH}|monatlich|maandelijks|mensile|mensal|mensual),? "
    r"(?:on |am |le |el |il |op )?(?:the |de )?(?:day |dia |giorno |dag )?(?P<then>[0-9]{1,2})(?:st|nd|rd|th|\.|e|º)?$"
    r"|^todo dia (?P<daily>[0-9]{1,2})$|^毎月 ?(?P<japanese>[0-9]{1,2})日$"
)

_ORDINALS = {"1": "1st", "2": "2nd", "3": "3rd", "4": "4th"}
_JAPANESE_DAYS = dict(zip("月火水木金土日", "mon tue wed thu fri sat sun".split(), strict=True))  # noqa: SIM905 - easier to read
_PORTUGUESE_DAYS = {"segunda": "mon", "terca": "tue", "quarta": "wed", "quinta": "thu", "sexta": "fri"}
_FEIRA = pattern(rf"\b({'|'.join(_PORTUGUESE_DAYS)})s?[- ]feiras?\b")
_TODA = pattern(rf"\b(todas?(?: as)?) ({'|'.join(_PORTUGUESE_DAYS)})s?\b(?! semana)")
"""Without -feira they are ordinals as well: quarta domenica is the fourth Sunday."""
_JAPANESE_LIST = pattern(r"(?<=週) ?\(?([月火水木金土日](?:[・、,と/][月火水木金土日])*)(?!曜)\)?")
_JAPANESE = (
    (pattern(r"([0-9]{4}年 ?[0-9]{1,2}月 ?[0-9]{1,2}日)ま[でて]"), r" until \1"),
    (pattern(r"([月火水木金土日])曜日?"), lambda found: f" {_JAPANESE_DAYS[found[1]]} "),
    (pattern(r"第 ?([1-4])"), lambda found: f" {_ORDINALS[found[1]]} "),
    (pattern("最終"), " last "),
    (pattern(r"([0-9]+) ?週間?(?:[ごこ]と|おき)"), r" every \1 weeks "),
    (pattern(r"([0-9]+) ?回"), r" \1 times "),
    (pattern("毎日"), " every day "),
    (pattern("毎週"), " every week "),
    (pattern("隔週"), " every 2 weeks "),
    (pattern("毎月"), " every month "),
    (pattern("毎年"), " every year "),
    (pattern("平日"), " weekdays "),
    (pattern("[とに・、]"), " , "),
)
_PHRASES = (
    (pattern(r"\bom de (?:twee )?we(?:ek|ken)\b"), "every 2 weeks"),
    (pattern(r"\bune semaine sur deux\b"), "every 2 weeks"),
    (pattern(r"\ba cada\b"), "cada"),
    (pattern(r"\bdo mes\b"), "of month"),
    (pattern(r"\b([1-4])\. (?=\w)"), lambda found: f"{_ORDINALS[found[1]]} "),
    (pattern(r"\b([0-9]+)\. (?=\w)"), r"\1th "),
    (_FEIRA, lambda found: _PORTUGUESE_DAYS[found[1]]),
    (_TODA, lambda found: f"{found[1]} {_PORTUGUESE_DAYS[found[2]]}"),
)


def in_known_words(text: str) -> str:
    """A folded text with what is said in phrases, or without blanks between its words, in words of VOCABULARY."""
    said = text
    if not said.isascii():
        said = _JAPANESE_LIST.sub(lambda found: " " + ", ".join(map(_day, re.findall(r"\w", found[1]))) + " ", said)
        for form, meaning in _JAPANESE:
            said = form.sub(meaning, said)
    for form, meaning in _PHRASES:
        said = form.sub(meaning, said)
    return " ".join(said.split())


def day_of_month(text: str) -> int | None:
    """The day of "on the 15th of every month", from a folded text; None if it says something else."""
    found = DAY_OF_MONTH.fullmatch(text)
    return int(next(filter(None, found.groups()))) if found else None


def _day(japanese: str) -> str:
    return _JAPANESE_DAYS.get(japanese, "")


def _vocabulary() -> dict[str, str]:
    known = {}
    for meaning, words in MEANINGS.items():
        for word in words.split():
            known[folded(word)] = meaning
            if meaning in DAYS.split("|") and len(word) > len("tues"):
                known[folded(word + "s")] = f"EVERY {meaning}"
    return known


VOCABULARY = _vocabulary()
