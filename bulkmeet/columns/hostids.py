"""Ids of users that are another program's: they host nothing where a column has the hosts' addresses."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.cells.ids import SCIENTIFIC, USUAL_DIGITS
from bulkmeet.cells.text import quoted, text_of
from bulkmeet.columns import kinds
from bulkmeet.columns.contest import issue_of, map_key
from bulkmeet.columns.fields import Field
from bulkmeet.columns.looks import holds_addresses
from bulkmeet.columns.recognise import Claim, Recognised
from bulkmeet.model import Cell, Issue
from bulkmeet.patterns import pattern

WITH_LETTERS = pattern(r"(?=.*[0-9])(?=.*[A-Za-z])[\w-]{8,}")
NOT_DIALPADS = "not used: its ids are not Dialpad's"


def hosted_by_email(claims: Sequence[Claim], recognised: Sequence[Recognised]) -> list[Claim]:
    """The columns with the addresses as the hosts, where none of the ids has the 16 digits of Dialpad's.

    Ids with letters in them are nobody's there, and not used even where no column has the addresses.
    """
    foreign = [claim for claim in claims if _is_foreign(claim)]
    emails = [claim for claim in claims if _may_be_hosts(claim, recognised[claim.index])]
    if not emails:
        foreign = [claim for claim in foreign if all(map(_has_letters, claim.cells))]
    if not foreign or any(claim.told and claim.field is Field.HOST_EMAIL for claim in claims):
        return list(claims)
    settled = {claim.index: claim for claim in claims}
    settled |= {claim.index: replace(claim, field=Field.IGNORE, how=NOT_DIALPADS) for claim in foreign}
    hosts = [claim for claim in emails if claim.field is Field.HOST_EMAIL] or emails[:1]
    settled |= {claim.index: replace(claim, field=Field.HOST_EMAIL, person=0) for claim in hosts}
    return [settled[claim.index] for claim in claims]


def about_ids(claims: Sequence[Claim]) -> list[Issue]:
    """That ids of another program are not used, and whose addresses are."""
    host = next((claim for claim in claims if claim.field is Field.HOST_EMAIL), None)
    return [
        replace(issue_of(claim, "ids_not_used", _message(claim, host, claims)), severity="warning")
        for claim in claims
        if claim.how == NOT_DIALPADS
    ]


def _message(claim: Claim, host: Claim | None, claims: Sequence[Claim]) -> str:
    if host is None:
        return (
            f"{quoted(claim.header)} is not used: its ids, like {quoted(claim.cells[0])}, are another program's; give "
            "the hosts' addresses in a column named Host email, or one host for all when you run bulkmeet, with --host."
        )
    return (
        f"{quoted(claim.header)} is not used: its ids, like {quoted(claim.cells[0])}, do not have the {USUAL_DIGITS} "
        f"digits of Dialpad's, so {quoted(host.header)} says who hosts; if that is wrong, add "
        f'--map "{map_key(claim, claims)}=user_id" when you run bulkmeet.'
    )


def _is_foreign(claim: Claim) -> bool:
    return (
        claim.field is Field.USER_ID
        and not claim.told
        and bool(claim.cells)
        and not any(map(_is_dialpads, claim.cells))
    )


def _is_dialpads(cell: Cell) -> bool:
    """Whether it is an id of Dialpad's, or what may be left of one; the rest is told of its cell."""
    text = text_of(cell)
    if _has_letters(cell):
        return False
    return len(re.sub(r"[^0-9]", "", text)) >= USUAL_DIGITS - 1 or bool(SCIENTIFIC.fullmatch(text)) or "@" in text


def _has_letters(cell: Cell) -> bool:
    """Whether it is an id with letters in it, as zcrm_5725767000000191017; a rounded number is what is left of one."""
    text = text_of(cell)
    return WITH_LETTERS.fullmatch(text) is not None and SCIENTIFIC.fullmatch(text) is None


def _may_be_hosts(claim: Claim, found: Recognised) -> bool:
    """Whether a column holds addresses of hosts, or of users as its header says."""
    if claim.told or not holds_addresses(claim.cells):
        return False
    of_user = found.meaning is not None and found.meaning.choose is kinds.user_email
    return claim.field is Field.HOST_EMAIL or of_user
