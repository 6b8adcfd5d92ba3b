"""Columns that say of some rows that their meetings exist already: “Booked in Dialpad?”, “Created”, “Done”.

Creating these again would invite everybody twice, so the rows wait until somebody says what the column means.
"""

from collections.abc import Sequence

from bulkmeet.cells.flags import parse_flag
from bulkmeet.cells.text import folded, quoted, text_of
from bulkmeet.cells.words import word_set
from bulkmeet.columns.contest import issue_of, map_key
from bulkmeet.columns.looks import is_count, mentions_day
from bulkmeet.columns.recognise import Claim
from bulkmeet.model import Cell, Issue
from bulkmeet.patterns import pattern

_DONE = (
    "booked|created|scheduled|set ?up|done|entered|completed|gebucht|angelegt|erstellt|eingetragen|erledigt|reserve"
    "|cree|planifie|fait|saisi|reservado|creado|agendado|programado|hecho|prenotato|creato|inserito|fatto|criado"
    "|marcado|feito|geboekt|aangemaakt|ingepland|gedaan"
)
_TOOL = (
    "dialpad|zoom|(?:ms |microsoft )?teams|(?:google )?meet|webex|outlook|google|(?:the )?(?:system|crm|portal|app)"
    "|(?:the |my |google |outlook )?(?:calendar|diary)|system|kalender|calendrier|calendario|agenda"
)
_IN_TOOL = pattern(
    rf"(?:(?:is|has been|already|meeting|call|invites?|invitations?) )*(?:{_DONE}|added|put|sent)(?: it)?"
    rf" (?:in|on|into|to|via|im|in den|dans|sur|en|su|in de|no|na) (?:{_TOOL})(?: yet| already)?"
    rf"|(?:{_TOOL}) (?:{_DONE})|(?:already )?in (?:dialpad|zoom|teams|webex|outlook|calendar)"
)
"""Booked in Dialpad, Already entered in Zoom?, Dialpad done: a date below it is the day on which that was done."""
_BY_ITSELF = pattern(
    rf"(?:(?:is|has been|already|bereits|schon|deja|ya|gia|ja|al|meeting|call|session|invites?|invitations?) )*"
    rf"(?:{_DONE})(?: already| yet)?"
    r"|(?:calendar )?(?:invites?|invitations?) sent|einladung verschickt|予約済み?|登録済み?|作成済み?|済"
)
_DONE_WORDS = word_set(
    "yes, yep, done, booked, created, scheduled, entered, set, sent, added, made, ok, ja, erledigt, gebucht, angelegt",
    "eingetragen, oui, fait, réservé, créé, sí, hecho, reservado, creado, agendado, sì, fatto, prenotato, creato, sim",
    "feito, criado, marcado, gedaan, geboekt, aangemaakt, はい, 済, 済み, 完了, 登録済み, 予約済み, да, готово, 已完成",
)
_FIRST_WORD = pattern(r"[^\s,;:(/.!\u2013\u2014-]+")
SHOWN = 3


def about_booked(claim: Claim, claims: Sequence[Claim]) -> Issue | None:
    """Why the rows cannot go on while the unread column `claim` says that some of them were booked already."""
    name = folded(claim.name)
    is_of_tool = _IN_TOOL.fullmatch(name) is not None
    if not is_of_tool and not _BY_ITSELF.fullmatch(name):
        return None
    if any(is_count(cell) and int(text_of(cell)) > 1 for cell in claim.cells):
        return None
    booked = [cell for cell in claim.cells if _says_done(cell) or (is_of_tool and mentions_day(cell))]
    if not booked:
        return None
    told = ", ".join(quoted(cell) for cell in list(dict.fromkeys(booked))[:SHOWN])
    message = (
        f"{quoted(claim.header)} says {told} of some rows, as if their meetings existed already, and then everybody in "
        "them would be invited twice; delete those rows or write Yes for them in a column “Cancelled”, and leave this "
        f'column out when you run bulkmeet, with --map "{map_key(claim, claims)}=ignore".'
    )
    return issue_of(claim, "booked_not_used", message)


def may_say_booked(name: str) -> bool:
    """Whether a normalised header may say that meetings were booked already."""
    return any(said.fullmatch(folded(name)) for said in (_IN_TOOL, _BY_ITSELF))


def _says_done(cell: Cell) -> bool:
    """Whether it says yes or done, perhaps with a name or a day behind it: Yes - Wes 20/11."""
    first = _FIRST_WORD.match(folded(text_of(cell)))
    return parse_flag(cell).value is True or (first is not None and first[0] in _DONE_WORDS)
