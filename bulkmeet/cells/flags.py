"""Cells as yes or no, and other cells that hold one of a few words: status, role, meeting type, talk time."""

import re
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from bulkmeet.cells.text import folded, parse_text, quoted, refused, text_of
from bulkmeet.model import Cell, Parsed, Problem


def word_set(*lines: str) -> frozenset[str]:
    """The words of comma-separated lines, folded for comparing."""
    return frozenset(folded(word) for line in lines for word in line.split(", "))


YES = word_set(
    "true, t, 1, yes, y, x, on, ✓, ✔, ☑, ☒, ✅",
    "wahr, ja, j, vrai, oui, verdadero, sí, s, vero, sì, verdadeiro, sim, waar, はい, 有, 真, ○, ◯",
)
NO = word_set(
    "false, f, 0, no, n, off, ☐",
    "falsch, nein, faux, non, falso, não, onwaar, nee, いいえ, 無, 偽",
)

CANCELLED = word_set(
    "cancelled, canceled, abgesagt, storniert, annulliert, entfällt, annulé, annulée, annulés, annulées",
    "cancelado, cancelada, anulado, anulada, annullato, annullata, cancellato, cancellata",
    "geannuleerd, afgezegd, afgelast, 中止, キャンセル, キャンセル済み, 取消, 取り消し, 取消済み",
)
TAKEN_OUT = CANCELLED | word_set(
    "cancel, refunded, deleted, voided, called off, not attending, not going",
    "fällt aus, erstattet, remboursé, remboursée, reembolsado, reembolsada, rimborsato, rimborsata, terugbetaald",
)
GOING_AHEAD = word_set(
    "confirmed, attending, active, scheduled, accepted, registered, approved, booked, planned, going, open, ok",
    "checked in, not cancelled, not canceled, completed, new, pending, tentative, rescheduled",
    "bestätigt, zugesagt, geplant, aktiv, gebucht, confirmé, confirmée, prévu, prévue, planifié, planifiée, actif",
    "confirmado, confirmada, activo, activa, programado, programada, ativo, ativa, agendado, agendada",
    "confermato, confermata, attivo, programmato, bevestigd, gepland, actief, 確定, 予定, 出席",
)

ORGANIZER = word_set(
    "organizer, organiser, meeting organizer, host, owner, leader",
    "organisator, organisatorin, gastgeber, gastgeberin, organisateur, organisatrice, hôte, organizador",
    "organizadora, anfitrión, anfitriona, organizzatore, organizzatrice, anfitrião, 開催者, 主催者, ホスト",
)
ATTENDEE = word_set(
    "attendee, presenter, participant, required, optional, guest, invitee, panelist, required attendee",
    "optional attendee, teilnehmer, teilnehmerin, referent, referentin, gast, erforderlich, présentateur",
    "présentatrice, participante, invité, invitée, obligatoire, facultatif, asistente, invitado, invitada, ponente",
    "partecipante, relatore, ospite, apresentador, apresentadora, convidado, convidada, deelnemer",
    "参加者, 発表者, 出席者, ゲスト",
)

CANCELLED_TITLE = re.compile(
    rf"[\[(【]?\s*({'|'.join(sorted(map(re.escape, CANCELLED), key=len, reverse=True))})"
    r"(\s*[:\])】]|\s*[-\u2013\u2014]\s|\s[-\u2013\u2014]|\s*$)"
)

CANCEL_WORD = re.compile(
    r"\b(?:cancel|annul|anulad|geannul|abgesagt|storniert|entfallt|afgezegd|afgelast)|中止|キャンセル|取消|取り消し"
)
"""What a folded text has where it says that something is cancelled, and what before it says that it is not."""
NOT_SO = re.compile(r"\b(?:not|no longer|never|nicht|pas|no|non|nao|niet)(?: \w+){0,2} $")

MEETING_TYPES = {
    "large": "LARGE_MEETING",
    "personal": "PERSONAL",
    "unique": "UNIQUE_MEETING",
    "customunique": "CUSTOM_UNIQUE_MEETING",
}
"""The reference page's four values, each by what is left of it without "meeting" and punctuation."""

MILLISECONDS = {"h": 3_600_000, "min": 60_000, "s": 1000, "ms": 1}
LARGEST_INTEGER = 2**63 - 1
PLAIN_NUMBER = re.compile(r"[0-9]{1,19}(\.[0-9]{1,9})?")


def parse_flag(cell: Cell) -> Parsed[bool]:
    """Yes or no, as a check box, a number or a word in eight languages."""
    message = f"{quoted(cell)} is neither yes nor no; write one of the two."
    return _one_of(cell, YES, NO, Problem("flag_unreadable", message))


def parse_role(cell: Cell) -> Parsed[bool]:
    """Whether this person is the organizer: yes or no, or the name of a role."""
    message = f"{quoted(cell)} does not say whether this person is the organizer; write Organizer or Attendee."
    return _one_of(cell, YES | ORGANIZER, NO | ATTENDEE, Problem("role_unreadable", message))


def says_cancelled(cell: Cell) -> Parsed[bool]:
    """Whether a cancelled or status column takes the row out.

    Words that are not known leave the row in (False), with a warning, unless they mention cancelling.
    """
    message = (
        f"{quoted(cell)} does not say whether this is cancelled, so it is taken as going ahead; "
        "write Cancelled or Confirmed."
    )
    problem = Problem("cancelled_unreadable", message, "warning")
    parsed = _one_of(cell, YES | TAKEN_OUT, NO | GOING_AHEAD, problem)
    if parsed.problems != (problem,):
        return parsed
    cancelled = mentions_cancelling(cell)
    return Parsed(cancelled, () if cancelled else (problem,))


def mentions_cancelling(cell: Cell) -> bool:
    """Whether the text says somewhere that this is cancelled: "CANCELLED!!", "moved, then cancelled"."""
    text = folded(text_of(cell))
    found = CANCEL_WORD.search(text)
    return found is not None and not NOT_SO.search(text[: found.start()])


@lru_cache(maxsize=65536)
def title_says_cancelled(title: str) -> bool:
    """Whether a title begins as Outlook begins the title of a cancelled meeting: "Canceled: Weekly"."""
    return CANCELLED_TITLE.match(folded(title)) is not None


def parse_meeting_type(cell: Cell) -> Parsed[str]:
    """One of the reference page's four meeting types, however it is spelt."""
    parsed = parse_text(cell)
    if parsed.value is None:
        return parsed
    name = re.sub(r"[\W_]", "", folded(parsed.value)).removesuffix("meeting")
    if name in MEETING_TYPES:
        return Parsed(MEETING_TYPES[name])
    known = ", ".join(MEETING_TYPES.values())
    return refused("meeting_type_unknown", f"{quoted(cell)} is not a meeting type; write one of {known}.")


def parse_milliseconds(cell: Cell, unit: str | None = None) -> Parsed[int]:
    """A talk time in whole milliseconds; a bare number is in `unit` ("h", "min", "s" or "ms"), else in ms."""
    parsed = parse_text(cell)
    if parsed.value is None:
        return Parsed(None, parsed.problems)
    milliseconds = _milliseconds(cell, parsed.value, MILLISECONDS[unit or "ms"])
    if milliseconds is None or not 0 <= milliseconds <= LARGEST_INTEGER or milliseconds % 1:
        message = f"{quoted(cell)} is not a talk time; write a whole number of milliseconds, like 90000."
        return refused("talk_time_unreadable", message)
    return Parsed(int(milliseconds))


def _milliseconds(cell: Cell, text: str, factor: int) -> Decimal | None:
    if isinstance(cell, timedelta):
        return Decimal(cell // timedelta(microseconds=1)) / 1000
    return Decimal(text) * factor if PLAIN_NUMBER.fullmatch(text) else None


def _one_of(cell: Cell, yes: frozenset[str], no: frozenset[str], otherwise: Problem) -> Parsed[bool]:
    parsed = parse_text(cell)
    if parsed.value is None:
        return Parsed(None, parsed.problems)
    word = folded(parsed.value)
    if word in yes or word in no:
        return Parsed(word in yes)
    return Parsed(None, (otherwise,))
