"""Columns nobody reads that hold what no meeting may go without: people to invite, marks of cancelled rows.

A meeting cannot be taken back, so each of these stops the rows until --map says what the column is, or to ignore it;
a remark that a meeting is off stops its own row only, which the parser tells.
"""

from collections.abc import Sequence

from bulkmeet.cells.flags import (
    free_beside,
    is_word_for_cancelled,
    may_say_off,
    mentions_cancelling,
    parse_flag,
    says_cancelled,
    says_going_ahead,
    unsettled_beside,
)
from bulkmeet.cells.remarks import remark_says_off
from bulkmeet.cells.text import folded, quoted, text_of
from bulkmeet.cells.titles import title_says_cancelled
from bulkmeet.cells.words import NOBODY
from bulkmeet.columns import kinds
from bulkmeet.columns.booked import about_booked
from bulkmeet.columns.contest import issue_of, map_key
from bulkmeet.columns.donealready import about_done, says_done
from bulkmeet.columns.fields import BY_CELLS, KNOWN, PEOPLE_FIELDS, SAYING_OFF, Field
from bulkmeet.columns.hostunread import about_hosts
from bulkmeet.columns.looks import is_count, is_dialled, mostly
from bulkmeet.columns.moved import about_moved
from bulkmeet.columns.recognise import Claim, recognise
from bulkmeet.columns.weekly import about_weekly
from bulkmeet.columns.whencancelled import says_when
from bulkmeet.columns.whose import about_addresses
from bulkmeet.model import Cell, Issue
from bulkmeet.patterns import pattern

PHONES = frozenset((Field.PHONE, Field.PHONE_NUMBER))
UNKNOWN = "unrecognised"
CANCELLED_NOT_USED = "cancelled_not_used"
SHORT = 4
"""How many words a cell of an unknown column has at most where it says that something is cancelled, and no more."""
PLACES = frozenset(("city", "town", "zip", "zip code", "zipcode", "postal code", "postcode", "country", "street"))
"""What shows, beside it, that "State" is part of an address."""
DO_NOT = pattern(r"(?:please )?(?:do not|don't) (?:book|use|create|send|schedule|invite)\b|nicht buchen\b")
SIGNS_OF_THE_PAST = frozenset(("recording", "recordings", "recorded", "creation time", "created", "end reason"))
SHOWN = 3
_TO_CANCEL = pattern(r"(?:cancel|annuler|cancelar|annullare) \w")
"""Something to be done and not a mark: "Cancel old lease"."""


def about_unread(claim: Claim, claims: Sequence[Claim]) -> Issue | None:
    """Why the rows cannot go on while the settled column `claim` is not read; None where they can."""
    if claim.told or claim.field not in {None, Field.IGNORE} or not claim.cells:
        return None
    return (
        about_hosts(claim, claims)
        or about_addresses(claim, claims)
        or _phones(claim, claims)
        or about_booked(claim, claims)
        or about_done(claim, claims)
        or _cancelled(claim, claims)
        or _cancelled_at(claim, claims)
        or _not_taking_place(claim, claims)
        or _counted(claim, claims)
        or about_moved(claim, claims)
        or about_weekly(claim, claims)
    )


def about_status(claim: Claim, claims: Sequence[Claim]) -> Issue | None:
    """What there is to say of a column of words for how a meeting stands that is not read."""
    meaning = recognise(claim.header).meaning
    is_status = meaning is not None and meaning.choose is kinds.status
    if not is_status or claim.field is not Field.IGNORE or claim.how != BY_CELLS or not claim.cells:
        return None
    if not any(isinstance(cell, str) for cell in claim.cells):
        return None
    is_said = _is_plain if _has(Field.CANCELLED, claims) else says_going_ahead
    unsettled = [*unsettled_beside(claim.cells)[0], *free_beside(claim.cells)[0]]
    unknown = [cell for cell in claim.cells if cell in unsettled or not is_said(cell)]
    is_of_address = claim.name in {"state", "estado"} and any(other.name in PLACES for other in claims)
    if not unknown or is_of_address:
        return None
    key = map_key(claim, claims)
    if not any(map(may_say_off, claim.cells)):
        way_out = (
            "write Confirmed or Cancelled, or, if none of its words means cancelled, leave the column out when you run "
            f'bulkmeet, with --map "{key}=ignore".'
        )
    elif mark := next((other for other in claims if other.field is Field.CANCELLED), None):
        way_out = f"mark the rows that do not in {mark.named}, or delete them, and write Confirmed here."
    else:
        way_out = (
            "write Confirmed or Cancelled, or, to be asked about only those rows, add "
            f'--map "{key}=cancelled" when you run bulkmeet.'
        )
    message = f"{_words(unknown)} in {claim.named} does not say plainly whether the meeting takes place; {way_out}"
    return issue_of(claim, "status_not_used", message)


def _phones(claim: Claim, claims: Sequence[Claim]) -> Issue | None:
    if (
        claim.how != UNKNOWN
        or not mostly(is_dialled, claim.cells)
        or any(_has(field, claims) for field in PEOPLE_FIELDS)
    ):
        return None
    key = map_key(claim, claims)
    message = (
        f"{claim.named} holds phone numbers and no other column names people, but it is not used; if they are "
        f'to be invited, add --map "{key}=phone" when you run bulkmeet, or leave it out with --map "{key}=ignore".'
    )
    return issue_of(claim, "column_not_recognised", message)


def _cancelled(claim: Claim, claims: Sequence[Claim]) -> Issue | None:
    """That a column of words for how the rows stand is not read; remarks are told of at their own rows instead."""
    if claim.how not in {UNKNOWN, KNOWN} or (claim.how == KNOWN and _has_marks(claims)):
        return None
    marks = marks_of_rows(claim.cells, is_known=claim.how == KNOWN)
    marked = frozenset(marks)
    others = [cell for cell in claim.cells if cell not in marked]
    if not marks or not others or mostly(_is_no_status, others):
        return None
    key = map_key(claim, claims)
    message = (
        f"{claim.named} says {_words(marks)} of some rows, but it is not used; take those rows out when "
        f'you run bulkmeet, with --map "{key}=cancelled", or, if that is not said of the meetings, leave the column '
        f'out with --map "{key}=ignore".'
    )
    return issue_of(claim, CANCELLED_NOT_USED, message)


def marks_of_rows(cells: Sequence[Cell], *, is_known: bool) -> list[Cell]:
    """Those of the cells of an unread column that say of their rows that they are off.

    `is_known` is whether the column is one for remarks, in which only how they begin counts. Among texts of their own
    "Cancel old lease" is something to be done.
    """
    is_mark = is_word_for_cancelled if is_known else _is_short_mark
    marks = [cell for cell in cells if is_mark(cell) or begins_with_mark(cell) or remark_says_off(cell)]
    marked = frozenset(marks)
    if not is_known and marks and _is_free_text([cell for cell in cells if cell not in marked]):
        return [cell for cell in marks if not _TO_CANCEL.match(folded(text_of(cell)))]
    return marks


def _cancelled_at(claim: Claim, claims: Sequence[Claim]) -> Issue | None:
    if not says_when(claim.header) or _has_marks(claims) or not any(map(_is_filled_in, claim.cells)):
        return None
    key = map_key(claim, claims)
    message = (
        f"{claim.named} says of some rows when they were taken out, but it is not used; leave those rows out when you "
        f'run bulkmeet, with --map "{key}=cancelled", or, if that is not said of the meetings, --map "{key}=ignore".'
    )
    return issue_of(claim, CANCELLED_NOT_USED, message)


def _not_taking_place(claim: Claim, claims: Sequence[Claim]) -> Issue | None:
    if not _asks(claim) or not any(parse_flag(cell).value is False for cell in claim.cells):
        return None
    key = map_key(claim, claims)
    message = (
        f"{claim.named} says No of some rows, but it is not used; if those are not to be created, add "
        f'--map "{key}=going_ahead" when you run bulkmeet, or, if that is not said of the meetings, leave the column '
        f'out with --map "{key}=ignore".'
    )
    return issue_of(claim, CANCELLED_NOT_USED, message)


def about_wrong_way(claim: Claim, claims: Sequence[Claim]) -> Issue | None:
    """Why the rows cannot go on while the yes and no of a column are said to mean just the opposite."""
    if not claim.told or all(parse_flag(cell).problems for cell in claim.cells):
        return None
    key = map_key(claim, claims)
    if claim.field is Field.CANCELLED and _asks(claim):
        message = (
            f"{claim.named} says Yes of what takes place, so as a mark of cancelled rows it would leave out "
            f'just those; add --map "{key}=going_ahead" when you run bulkmeet instead.'
        )
        return issue_of(claim, "cancelled_wrong_way", message)
    if claim.field is Field.GOING_AHEAD and _marks_cancelled(claim):
        message = (
            f"{claim.named} says Yes of what is cancelled, so read as what goes ahead it would create just "
            f'those; add --map "{key}=cancelled" when you run bulkmeet instead.'
        )
        return issue_of(claim, "cancelled_wrong_way", message)
    return None


def _marks_cancelled(claim: Claim) -> bool:
    """Whether the header says of what is marked that it is cancelled or deleted."""
    meaning = recognise(claim.header).meaning
    return meaning is not None and meaning.field is Field.CANCELLED and meaning.choose in {None, kinds.deleted}


def _asks(claim: Claim) -> bool:
    """Whether the header asks whether the meetings take place."""
    meaning = recognise(claim.header).meaning
    return meaning is not None and meaning.choose in {kinds.going_ahead, kinds.confirmed}


def _counted(claim: Claim, claims: Sequence[Claim]) -> Issue | None:
    """A report of calls that were held counts those who came, and has a start, an end and a length of each."""
    meaning = recognise(claim.header).meaning
    if meaning is None or meaning.choose is not kinds.attendees or not mostly(is_count, claim.cells):
        return None
    is_held = _has(Field.DURATION, claims) and any(map(_has_end, claims))
    if not is_held or not any(other.name in SIGNS_OF_THE_PAST for other in claims):
        return None
    message = (
        f"This looks like a report of meetings that were held, not a schedule: {claim.named} counts those who "
        f'came; if it is a schedule, add --map "{map_key(claim, claims)}=ignore" when you run bulkmeet.'
    )
    return issue_of(claim, "looks_like_log", message)


def _is_plain(cell: Cell) -> bool:
    """Whether a status says nothing that the column beside it, which marks cancelled rows, could have left out."""
    return says_cancelled(cell).value is False


def _is_no_status(cell: Cell) -> bool:
    """Whether the cell would be an error in a column of marks of cancelled rows."""
    return bool(says_cancelled(cell).problems)


def _is_short_mark(cell: Cell) -> bool:
    return is_word_for_cancelled(cell, widely=True) or (
        len(text_of(cell).split()) <= SHORT and mentions_cancelling(cell)
    )


def _is_free_text(cells: Sequence[Cell]) -> bool:
    """Whether the cells are all different and mostly of several words, as titles are and statuses are not."""
    texts = {folded(text_of(cell)) for cell in cells}
    return len(cells) > 1 and len(texts) == len(cells) and mostly(lambda cell: len(text_of(cell).split()) > 1, cells)


def begins_with_mark(cell: Cell) -> bool:
    """Whether a text begins as titles of cancelled meetings do, or with “do not book”."""
    lines = text_of(cell).splitlines()[:1]
    return any(title_says_cancelled(line) or DO_NOT.match(folded(line)) for line in lines)


def _is_filled_in(cell: Cell) -> bool:
    return parse_flag(cell).value is not False and folded(text_of(cell)) not in NOBODY


def _has(field: Field, claims: Sequence[Claim]) -> bool:
    return any(claim.field is field for claim in claims)


def _has_marks(claims: Sequence[Claim]) -> bool:
    """Whether a column says of each row whether it takes place; remarks are then held against it row by row."""
    return any(claim.field in SAYING_OFF and not says_done(claim.header) for claim in claims)


def _has_end(claim: Claim) -> bool:
    return claim.field in {Field.END, Field.END_TIME}


def _words(cells: Sequence[Cell]) -> str:
    return ", ".join(quoted(cell) for cell in cells[:SHOWN])
