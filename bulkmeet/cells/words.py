"""Words that cells of several kinds have in common, folded for comparing."""

from bulkmeet.cells.text import folded, text_of
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern

_WORD = pattern(r"[^\W\d_]+")


def word_set(*lines: str) -> frozenset[str]:
    """The words of lines, separated by a comma and a blank, folded for comparing."""
    return frozenset(folded(word) for line in lines for word in line.split(", "))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, without case and accents."""
    return tuple(_WORD.findall(folded(text)))


FORMS_OF_ADDRESS = word_set(
    "mr, mrs, ms, miss, mx, dr, prof, professor, sir, madam, rev, herr, frau, dhr, mevr, m, mme, mlle, monsieur",
    "madame, sr, sra, srta, sig, signora",
)
"""What stands before a name without being one."""


def is_form_of_address(cell: Cell) -> bool:
    """Whether a word, or a cell of one, is a form of address: Ms, Dr., Herr."""
    return folded(text_of(cell)).rstrip(".") in FORMS_OF_ADDRESS


NOBODY = word_set(
    "n/a, na, n.a, not applicable, none, no one, nobody, nil, null, no email, no guests, no attendees, -, --, \u2013",
    "\u2014, keine, keiner, niemand, entfällt, aucun, aucune, personne, ninguno, ninguna, nadie, nessuno, nessuna",
    "geen, nenhum, nenhuma, ninguém, ingen, inga, brak, nikt, なし, 無し, 該当なし, 无, 없음, 해당 없음, 해당없음",
    "[], [ ], {}, { }, (), ( ), [none], [null], [\"\"], ['']",
)
"""What stands in a cell to say that there is nobody, or no address."""


COMES = word_set(
    "yes, y, going, attending, accepted, accept, confirmed, maybe, tentative, tentatively accepted, awaiting, pending",
    "tbc, to be confirmed",
    "invited, no response, no reply, not responded, needs action, needsaction, unknown, unanswered, ✓, ✔, ✅",
    "ja, zugesagt, angenommen, bestätigt, vielleicht, mit vorbehalt, ausstehend, keine antwort, offen",
    "oui, accepté, acceptée, confirmé, confirmée, peut-être, provisoire, en attente, sans réponse",
    "sí, aceptado, aceptada, confirmado, confirmada, quizás, quizá, tal vez, provisional, pendiente, sin respuesta",
    "sì, accettato, accettata, confermato, confermata, forse, provvisorio, in attesa, nessuna risposta",
    "sim, aceito, aceite, aceitou, talvez, provisório, pendente, sem resposta",
    "geaccepteerd, toegezegd, bevestigd, misschien, voorlopig, in afwachting, geen antwoord",
    "はい, 出席, 承諾, 参加, 未定, 仮承諾, 未回答, 仮の予定, 예, 수락, 수락됨, 참석, 미정, 응답 없음",
)
"""What calendars write behind somebody who comes, may come, or has not said."""
STAYS_AWAY = word_set(
    "no, n, declined, decline, not going, not attending, not coming, cannot attend, can't attend, can't make it",
    "refused, rejected, removed, cancelled, canceled, withdrawn, absent, regrets, apologies, ✗, ✘, ✖, ❌",
    "nein, abgelehnt, abgesagt, kommt nicht, verhindert, non, refusé, refusée, décliné, déclinée, absente",
    "rechazado, rechazada, declinado, ausente, rifiutato, rifiutata, declinato, assente",
    "não, recusado, recusada, recusou, nee, geweigerd, afgewezen, afgezegd, いいえ, 欠席, 辞退, 不参加, 不出席",
    "아니요, 아니오, 거절, 거절됨, 불참, 불참석",
)
EVERYBODY = word_set(
    "everyone, everybody, all, all of us, all of you, all staff, all hands, all members, all participants",
    "all attendees, all guests, team, the team, whole team, the whole team, entire team, the entire team, all team",
    "alle, jeder, alle mitarbeiter, alle teilnehmer, das team, ganzes team, das ganze team, tous, toutes",
    "tout le monde, l'équipe, toute l'équipe, todos, todas, el equipo, todo el equipo, tutti, tutte, la squadra",
    "tutto il team, a equipe, toda a equipe, toda a equipa, iedereen, allemaal, het team, het hele team",
    "全員, 皆さん, みんな, チーム全員, 전원, 모두, 팀 전체, 전체",
)
EXCEPT = word_set(
    "except, except for, without, excluding, everyone but, all but, but not, ohne, außer, ausser, sauf, sans, excepto",
    "eccetto, tranne, senza, exceto, behalve, zonder",
)
NOT = word_set("not, do not invite, don't invite, minus, nicht, niet")
"""The last three name people without saying who they are, or who is left out."""


UNNAMED = word_set(
    "etc, and others, and more, more, et al, usw, und andere, et autres, y otros, e altri, e outros, en anderen",
    "various, several, multiple, many, misc, miscellaneous, others, various people, various attendees, various staff",
    "list, attached, to follow, list to follow, names to follow, follows, usual suspects, the usual, the usual people",
    "as usual, as before, as last week, as last time, same as before, same as last time, same as last week, same list",
    "same people, on file, on request, in notes, in the notes, in description, to be invited, to be advised",
    "diverse, verschiedene, mehrere, folgt, liste folgt, wie immer, wie üblich, wie letztes mal, wie letzte woche",
    "divers, diverses, plusieurs, à venir, liste à venir, comme d'habitude, varios, varias, por definir",
    "los de siempre",
    "vari, varie, diversi, da definire, come al solito, vários, várias, a definir, os de sempre, diversen, volgt",
    "zoals altijd, 各位, 複数名, 別紙参照, 別紙, 後日連絡",
)
"""What stands for people without naming them: who they are is written elsewhere, if at all."""
_SEE = r"(?:please )?(?:see|refer to|check|as per|per|cf|siehe|vgl|s|voir|selon|ver|vea|vedi|veja|zie)\.?"
_PLACE = (
    r"(?:list|liste|lista|lijst|attach\w*|anhang|anlage|beilage|allegat[oi]|adjunt[oa]s?|anexos?|bijlage|annexe"
    r"|pi[e\u00e8]ce jointe|sheet|tab|tabelle|blatt|feuille|hoja|foglio|folha|notes?|notizen|below|above|unten|oben"
    r"|ci-dessous|file|document|doc|email|e-mail|mail|invite|invitation|calendar|column|roster|register|website|link)"
)
ELSEWHERE = pattern(rf"{_SEE} (?:.* )?{_PLACE}(?: .*)?")
"""See list, siehe Anhang, as per attached file: the people are named somewhere else."""
