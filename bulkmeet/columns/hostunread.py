"""Columns nobody reads that may say who hosts: with --host for all, every meeting would be under the wrong one."""

from collections.abc import Sequence

from bulkmeet.cells.flags import parse_flag
from bulkmeet.cells.ids import SCIENTIFIC, USUAL_DIGITS
from bulkmeet.cells.text import quoted, text_of
from bulkmeet.columns.contest import issue_of, map_key
from bulkmeet.columns.fields import KNOWN, Field
from bulkmeet.columns.looks import has_address, has_clock, is_count, is_dialled, mentions_day, mostly
from bulkmeet.columns.notenames import are_notes
from bulkmeet.columns.recognise import Claim
from bulkmeet.model import Cell, Issue
from bulkmeet.patterns import pattern

HOSTS_NOT_USED = "hosts_not_used"
_HOST = pattern(
    r"\b(?:hosts?|hosted|hosting|organi[sz]ers?|organi[sz]ed|organisator(?:in|en)?|veranstalter(?:in)?|gastgeber(?:in)?"
    r"|h[oô]tes?|organisat(?:eur|rice)|anfitri(?:ón|ona|ão|ã)|organizador[ae]?s?|organizzat(?:ore|rice)|gastheer)\b"
    r"|主催者|開催者|ホスト|организатор|主持人|组织者"
)
_OF_STAFF = pattern(r"\b(?:staff|employee|user|agent)\b")
"""Words of known headers of no use whose ids may be Dialpad's all the same."""
_BARE_ID = pattern(rf"[0-9]{{{USUAL_DIGITS}}}")
LONGEST_NAME = 5
"""A cell of more words than these is a sentence."""


def about_hosts(claim: Claim, claims: Sequence[Claim]) -> Issue | None:
    """Why the rows cannot go on while the unread column `claim` may say who hosts, and no column that is read does."""
    fields = {other.field for other in claims}
    if fields & {Field.HOST_EMAIL, Field.USER_ID}:
        return None
    field = _field_of(claim)
    if field is None or (field is Field.HOST_NAME and field in fields):
        return None
    key = map_key(claim, claims)
    message = (
        f"{claim.named}, with {quoted(claim.cells[0])}, may say who hosts the meetings, but it is not used; if it does "
        f'so, add --map "{key}={field}" when you run bulkmeet, or leave it out with --map "{key}=ignore".'
    )
    return issue_of(claim, HOSTS_NOT_USED, message)


def _field_of(claim: Claim) -> Field | None:
    """What of a host the cells could be; None where the column hardly says who hosts."""
    is_known = claim.how == KNOWN
    if not is_known and claim.how != "unrecognised":
        return None
    if mostly(is_dialpads, claim.cells):
        return Field.USER_ID if not is_known or _OF_STAFF.search(claim.name) else None
    if is_known or not _HOST.search(claim.name) or mostly(_is_no_host, claim.cells):
        return None
    if are_notes(claim.name, claim.cells):
        return None
    return Field.HOST_EMAIL if mostly(has_address, claim.cells) else Field.HOST_NAME


def is_dialpads(cell: Cell) -> bool:
    """Whether it has the digits of an id of Dialpad's, or is what a spreadsheet leaves of one: 5.33E+15."""
    text = text_of(cell).strip()
    if _BARE_ID.fullmatch(text):
        return True
    return SCIENTIFIC.fullmatch(text) is not None and _size(text) == USUAL_DIGITS


def _size(text: str) -> int:
    """How many digits a number in scientific notation has, 0 where it is none of Excel's."""
    try:
        return len(str(int(float(text.replace(",", ".")))))
    except (ValueError, OverflowError):
        return 0


def _is_no_host(cell: Cell) -> bool:
    """Whether it is a day, a time, a count, a phone number, yes or no, or a sentence."""
    is_value = mentions_day(cell) or has_clock(cell) or is_count(cell) or is_dialled(cell)
    return is_value or not parse_flag(cell).problems or len(text_of(cell).split()) > LONGEST_NAME
