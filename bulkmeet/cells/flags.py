"""Cells as yes or no, and other cells that hold one of a few words: status, role, meeting type, talk time."""

import re
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from msgspec.structs import replace

from bulkmeet.cells.rolewords import ATTENDEE, ORGANIZER
from bulkmeet.cells.statewords import (
    ALSO_NO,
    ALSO_YES,
    CANCELLED,
    DECLINED,
    FREE,
    GOING_AHEAD,
    MOVED,
    NO,
    NO_ANSWER,
    NOT_ANY_MORE,
    PUT_OFF,
    SETTLED,
    SHOWN_AS,
    STILL_TO_DO,
    TAKEN_OUT,
    TAKES_PLACE,
    TO_BE_MOVED,
    TOOK_PLACE,
    UNSETTLED,
    YES,
)
from bulkmeet.cells.text import folded, is_blank, parse_text, quoted, refused, text_of, tidy
from bulkmeet.model import Cell, Parsed, Problem
from bulkmeet.patterns import pattern

CANCEL_WORD = pattern(
    r"\b(?:cancel(?:s|l?ed(?:by[a-z]+)?|l?ing|l?ations?|ad[ao]s?|ar|lat[aeio]|lare|lazione|acion(?:es)?|acao)?"
    r"|gecancel(?:e?d|t)|cxl'?d?|cncl'?d?|annul(?:e|ee|es|ees|er|ation|ering|led|lat[aeio]|lamento|liert|lierung|ler[ae]?t)"
    r"|anul(?:ad[ao]s?|ata?|owan[aey]|acion)|geannuleerde?|abgesagt(?:e[nrs]?)?|storniert(?:e[nrs]?)?|entfall(?:t|en)?"
    r"|ausgefallene?|fallt aus|afgezegde?|afgelaste?|vervalt|vervallen|zrusen[aeoy]?|stornovan[aeoy]?|odwo[lł]an[aeoy]"
    r"|torolve|torolt|lemond(?:va|ott)|elmarad|peruttu|peruutettu|otkazan[aeio]?|odpovedan[ao]?|iptal(?:i|dir)?"
    r"|install(?:t|da?)|avboka(?:t|de?)|a[fv]lyste?|avbestilte?|kansellerte?|ακυρω(?:θηκ|μεν|ση)[^\W\d_]*"
    r"|отмен(?:а|ен|ена|ено|ены|или|ить|енн[^\W\d_]+)|скасован[^\W\d_]*)(?![^\W\d_])"  # noqa: RUF001 - it is Cyrillic
    r"|中止|キャンセル|取消|取り消し|(?<![^\W\d_])(?:בוטל[הו]?|מבוטלת?)(?![^\W\d_])"
    rf"|(?<![^\W\d_])(?:{folded('ملغى')}|{folded('ملغاة')}|{folded('ألغي')})(?![^\W\d_])"
    rf"|{folded('취소')}(?! ?(?:{folded('안|불가|가능|아님|없|규정|수수료')}))"
)
"""What a folded text has where it says that something is cancelled, as whole words: "annular" and "Iptalia" do not."""
NOT_SO = pattern(
    r"\b(?:not|no longer|never|nicht|pas|no|non|nao|niet|nie|ne|inte|ikke|не|לא|אינו|غير|ليس|ليست|لم|لا)(?: \w+){0,2} $"
)

ALL_DIGITS_ALIKE = dict.fromkeys(range(ord("0"), ord("9") + 1), "0")

MEETING_TYPES = {
    "large": "LARGE_MEETING",
    "personal": "PERSONAL",
    "unique": "UNIQUE_MEETING",
    "customunique": "CUSTOM_UNIQUE_MEETING",
}
"""The reference page's four values, each by what is left of it without "meeting" and punctuation."""

MILLISECONDS = {"h": 3_600_000, "min": 60_000, "s": 1000, "ms": 1}
LARGEST_INTEGER = 2**63 - 1
PLAIN_NUMBER = pattern(r"[0-9]{1,19}(\.[0-9]{1,9})?")


def parse_flag(cell: Cell) -> Parsed[bool]:
    """Yes or no, as a check box, a number or a word in some twenty languages."""
    message = f"{quoted(cell)} is neither yes nor no; write one of the two."
    return _one_of(cell, YES | ALSO_YES, NO | ALSO_NO, Problem("flag_unreadable", message))


def parse_role(cell: Cell) -> Parsed[bool]:
    """Whether this person is the organizer: yes or no, or the name of a role."""
    message = f"{quoted(cell)} does not say whether this person is the organizer; write Organizer or Attendee."
    return _one_of(cell, YES | ORGANIZER, NO | ATTENDEE, Problem("role_unreadable", message))


def says_cancelled(cell: Cell) -> Parsed[bool]:
    """Whether a cancelled or status column takes the row out.

    What is neither known to mean that the meeting takes place nor to mention cancelling is an error: it may be of
    the past, of the old time of a meeting that was or will be put off, or of one person's answer.
    """
    message = f"{quoted(cell)} does not say plainly whether the meeting takes place; write Confirmed or Cancelled."
    if _word(cell) in TOOK_PLACE:
        message = (
            f"{quoted(cell)} seems to say that the meeting has taken place; delete the row, or write Confirmed if it "
            "is still ahead."
        )
    problem = Problem("cancelled_unreadable", message)
    parsed = _one_of(cell, YES | TAKEN_OUT, NO | GOING_AHEAD | SETTLED, problem)
    if parsed.problems != (problem,):
        return parsed
    if mentions_cancelling(cell):
        return Parsed(value=True)
    if _is_to_be_moved(cell):
        message = (
            f"{quoted(cell)} says that this is to be moved; write its new time into the row and Confirmed here, or "
            "Cancelled to leave it out."
        )
        return refused("cancelled_unclear", message)
    if PUT_OFF.intersection({_word(cell), *re.findall(r"\w+", _word(cell))}) or DECLINED.search(_word(cell)):
        message = f"{quoted(cell)} does not say whether this is to be created; write Cancelled or Confirmed."
        if MOVED.search(_word(cell)):
            message = (
                f"{quoted(cell)} is usually the old time of a meeting that was moved; write Cancelled if another row "
                "holds the new time, or Confirmed if this one does."
            )
        return refused("cancelled_unclear", message)
    return parsed


def _is_to_be_moved(cell: Cell) -> bool:
    word = _word(cell)
    found = TO_BE_MOVED.search(word)
    return found is not None and not NOT_SO.search(word[: found.start()]) and not NOT_ANY_MORE.search(word)


def says_over(cell: Cell) -> Parsed[bool]:
    """Whether a column that asks so says that the row is done; a word for cancelled takes it out, too."""
    parsed = says_cancelled(cell)
    if not parsed.problems:
        return parsed
    if is_done(cell) or is_still_open(cell):
        return Parsed(is_done(cell))
    message = f"{quoted(cell)} does not say plainly whether this is done; write Yes or No."
    return Parsed(None, tuple(replace(one, message=message) for one in parsed.problems))


def is_done(cell: Cell) -> bool:
    """Whether the cell says yes or done, and nothing else."""
    return parse_flag(cell).value is True or (isinstance(cell, str) and _word(cell) in TOOK_PLACE)


def is_still_open(cell: Cell) -> bool:
    """Whether the cell says no or that it is still to be done, and nothing else."""
    return parse_flag(cell).value is False or (isinstance(cell, str) and _word(cell) in UNSETTLED | STILL_TO_DO)


def parse_going_ahead(cell: Cell) -> Parsed[bool]:
    """Whether the meeting takes place, from a cell below a header that asks so: yes, no, confirmed, cancelled."""
    message = f"{quoted(cell)} does not say plainly whether the meeting takes place; write Yes or No."
    yes, no = YES | ALSO_YES | TAKES_PLACE, (NO | ALSO_NO | CANCELLED) - NO_ANSWER
    return _one_of(cell, yes, no, Problem("going_ahead_unclear", message))


def may_say_off(cell: Cell) -> bool:
    """Whether a cell of a status column says that the meeting is off, or that it is declined, put off or moved."""
    parsed = says_cancelled(cell)
    return parsed.value is True or any(problem.code == "cancelled_unclear" for problem in parsed.problems)


def says_plainly_not_cancelled(cell: Cell) -> bool:
    """Whether a cell of a cancelled or status column says no or confirmed, and not only open, new or a dash."""
    word = _word(cell) if not is_blank(cell) else ""
    return word in (NO - NO_ANSWER) | SETTLED


def says_going_ahead(cell: Cell) -> bool:
    """Whether the cell is a known word for a meeting that takes place."""
    return isinstance(cell, str) and _word(cell) in GOING_AHEAD | SETTLED


def unsettled_beside(cells: Iterable[Cell]) -> tuple[list[Cell], Cell]:
    """The cells of a status column that say “open” or “pending” where another says “confirmed”, and that other.

    Where nothing is said to be settled, “open” means no more than that the meeting was not cancelled.
    """
    texts = [cell for cell in cells if isinstance(cell, str)]
    settled = next((cell for cell in texts if _word(cell) in SETTLED), None)
    return [cell for cell in texts if settled is not None and _word(cell) in UNSETTLED], settled


def free_beside(cells: Iterable[Cell]) -> tuple[list[Cell], Cell]:
    """The cells of a status column that say “free” where another says “booked”, and that other.

    Beside “busy” or “tentative” it is what a calendar shows its owner's time as, and says nothing of guests.
    """
    texts = [cell for cell in cells if isinstance(cell, str)]
    words = list(map(_word, texts))
    booked = next((cell for cell, word in zip(texts, words, strict=True) if word in SETTLED), None)
    if booked is None or not SHOWN_AS.isdisjoint(words):
        return [], None
    return [cell for cell, word in zip(texts, words, strict=True) if word in FREE], booked


def mentions_cancelling(cell: Cell) -> bool:
    """Whether the text says somewhere that this is cancelled: "CANCELLED!!", "moved, then cancelled"."""
    text = folded(text_of(cell))
    found = CANCEL_WORD.search(text)
    return found is not None and not NOT_SO.search(text[: found.start()])


def any_mentions_cancelling(texts: Iterable[str]) -> bool:
    """Whether one of the texts may say that something is cancelled; of many texts this is told much faster."""
    return CANCEL_WORD.search(folded("\n".join(texts))) is not None


def is_word_for_cancelled(cell: Cell, *, widely: bool = False) -> bool:
    """Whether the cell says that something is cancelled, and nothing else; `widely` also deleted, refunded, no show."""
    return isinstance(cell, str) and _word(cell) in (TAKEN_OUT if widely else CANCELLED)


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
    word = _word(parsed.value)
    if word in yes or word in no:
        return Parsed(word in yes)
    return Parsed(None, (otherwise,))


def _word(cell: Cell) -> str:
    word = folded(tidy(text_of(cell)))
    return word.rstrip(" .!") or word
