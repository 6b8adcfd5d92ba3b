"""Two columns that could be the same field: which one gives way, and when only the sheet's owner can tell."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from bulkmeet.cells.text import column_letter, quoted, text_of
from bulkmeet.cells.zonelabels import canonical
from bulkmeet.columns.addresswords import whose_addresses, whose_names
from bulkmeet.columns.choices import can_be_typed
from bulkmeet.columns.fields import DATED_STARTS, Field
from bulkmeet.columns.looks import has_several, is_list
from bulkmeet.columns.meanings import Rank
from bulkmeet.columns.recognise import Claim
from bulkmeet.model import Cell, Issue
from bulkmeet.patterns import pattern

TIMED = frozenset((Field.START, Field.START_TIME, Field.END, Field.END_TIME))
DATED = DATED_STARTS | {Field.END, Field.END_DATE}
OF_SECOND = (Field.EMAIL, Field.NAME)
SEVERAL_ALLOWED = frozenset((Field.ATTENDEES, Field.GOING_AHEAD, Field.IGNORE))
THEMES = frozenset(("topic", "theme", "thema", "tema", "thème", "temat", "téma", "тема", "主题"))
"""What a title may be about, and also what groups many of them."""
_TITLED = pattern(r"(?:\w |[^\W\d_]{4})(?:title|titel)$|^(?:title|titel|titre|título|titolo|tytuł|název) \w")
"""“Session title”, “Vortragstitel”, “Titre de la séance”; a title alone may be a person's."""
UNITS_BY_SIZE = ("h", "min", "s", "ms")


def contest(claims: Sequence[Claim]) -> tuple[list[Claim], list[Issue]]:
    """Leave one column for every field that takes only one.

    A column --map names beats all others, a filled one an empty one, the API's own name a synonym, a clear name a
    vague one, all without a word, and the title of a session its topic. Equals are an error that names both. One time
    in several zones stays in all its columns, which the parser holds against each other.
    """
    settled, issues = {claim.index: claim for claim in claims}, []
    for rivals in _rivals(claims):
        if _told_in_several_zones(rivals):
            issues.append(_held_against_each_other(rivals))
            continue
        others, themes = _without_themes(rivals)
        winner, *losers = sorted(others, key=_standing)
        for theme in themes:
            settled[theme.index] = beaten(theme, winner)
            issues.append(_theme_not_used(theme, winner, claims))
        equals = [
            loser for loser in losers if _standing(loser) == _standing(winner) or _only_one_is_placed(loser, winner)
        ]
        for loser in losers:
            if loser in equals:
                one = len(equals) == 1
                if one and not _is_asked_with_address(loser, claims):
                    issues.append(two_columns(loser, winner, claims))
                elif not one:
                    issues.append(_several(loser, winner, equals, claims))
                settled[loser.index] = undecided(loser, winner)
            else:
                settled[loser.index] = beaten(loser, winner)
    return list(settled.values()), issues


def beaten(loser: Claim, winner: Claim) -> Claim:
    """The column that gives way, knowingly not used; its days are held against the other's, unless --map chose that."""
    how = f"not used: {quoted(winner.header)} is used instead"
    says_day = loser.field in DATED and not winner.told
    return msgspec.structs.replace(loser, field=Field.IGNORE, how=how, day_of=winner.index if says_day else None)


def undecided(loser: Claim, winner: Claim) -> Claim:
    """The column that is not used until the sheet's owner has chosen."""
    return msgspec.structs.replace(loser, field=None, how=f"could be the same as {quoted(winner.header)}")


def two_columns(loser: Claim, winner: Claim, claims: Sequence[Claim]) -> Issue:
    """The error for two columns that only the sheet's owner can choose between."""
    either, other = map_key(winner, claims), map_key(loser, claims)
    if winner.field is Field.CANCELLED:  # to leave one out would create what only that one marks
        message = (
            f"The columns {_named(winner, claims)} and {_named(loser, claims)} both mark cancelled rows: write what is "
            f'cancelled in either into the first, and only then leave out the other, with --map "{other}=ignore" when '
            "you run bulkmeet."
        )
        return issue_of(loser, "two_columns_for_field", message)
    could = f"The columns {_named(winner, claims)} and {_named(loser, claims)} could both be the {_name_of(winner)}: "
    leave = f'--map "{either}=ignore" or --map "{other}=ignore"'
    message = f"{could}leave one out when you run bulkmeet, with {leave}."
    if loser.field in OF_SECOND:
        inviting, leaving = _of_people(loser, winner, claims)
        message = f"{could}invite both when you run bulkmeet, with {inviting}, or leave one out, with {leaving}."
    return issue_of(loser, "two_columns_for_field", message)


def _several(claim: Claim, winner: Claim, equals: Sequence[Claim], claims: Sequence[Claim]) -> Issue:
    """The error for each of more than two such columns: taken in pairs, a choice for one would leave the others."""
    *first, last = (_named(rival, claims) for rival in (winner, *equals))
    others = " ".join(f'--map "{map_key(rival, claims)}=ignore"' for rival in equals)
    message = (
        f"The columns {', '.join(first)} and {last} could all be the {_name_of(winner)}: keep one and leave the "
        f"others out when you run bulkmeet, like {others}."
    )
    return issue_of(claim, "two_columns_for_field", message)


def issue_of(claim: Claim, code: str, message: str) -> Issue:
    """An error about a column; `cell` is the column's letter, as only the caller knows the header's row."""
    return Issue(code, message, column=claim.header, cell=column_letter(claim.index))


def map_key(claim: Claim, claims: Iterable[Claim]) -> str:
    """How --map can name the column: by its header, or by its letter where nobody can type that or others have it."""
    header = " ".join(text_of(claim.header).split())
    alone = sum(other.name == claim.name for other in claims) == 1
    return header if alone and claim.name and can_be_typed(header) else column_letter(claim.index)


def _rivals(claims: Sequence[Claim]) -> list[list[Claim]]:
    groups: dict[tuple[Field, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.field and claim.field not in SEVERAL_ALLOWED and claim.of_addresses is None:
            groups[claim.field, claim.person].append(claim)
    return [group for group in groups.values() if len(group) > 1 and not adds_up(group)]


def _without_themes(rivals: list[Claim]) -> tuple[list[Claim], list[Claim]]:
    """The columns without those that beside a “Session title” only say what it belongs to: “Topic”, “Thema”."""
    titled = [claim for claim in rivals if _TITLED.search(claim.name) and claim.cells]
    themes = [claim for claim in rivals if claim.name in THEMES and any(_is_clearer(one, claim) for one in titled)]
    return [claim for claim in rivals if claim not in themes], themes


def _is_clearer(title: Claim, theme: Claim) -> bool:
    """Whether the title is no vaguer a name, and tells more meetings apart: the topics of one course are titles."""
    return not theme.told and title.rank <= theme.rank and len(set(title.cells)) >= len(set(theme.cells))


def _theme_not_used(theme: Claim, winner: Claim, claims: Sequence[Claim]) -> Issue:
    message = (
        f"{_named(theme, claims)} is not used, as {_named(winner, claims)} holds the titles; if it is the title, "
        f'add --map "{map_key(theme, claims)}=title" when you run bulkmeet.'
    )
    return msgspec.structs.replace(issue_of(theme, "topic_not_used", message), severity="warning")


def _told_in_several_zones(rivals: Sequence[Claim]) -> bool:
    """Whether columns give the same time in the zones of several places, each named in its header."""
    zones = {canonical(claim.zone) if claim.zone else None for claim in rivals}
    timed = all(claim.field in TIMED and claim.cells for claim in rivals)
    alike = len({(claim.field, _standing(claim)) for claim in rivals}) == 1
    return timed and alike and None not in zones and len(zones) == len(rivals)


def _only_one_is_placed(loser: Claim, winner: Claim) -> bool:
    """Whether just one of two columns says the zone of its times: then the other may be meant anywhere."""
    given = loser.cells and winner.cells and not loser.told and not winner.told
    return bool(given) and loser.field in TIMED and (loser.zone is None) != (winner.zone is None)


def _held_against_each_other(rivals: Sequence[Claim]) -> Issue:
    first, *others = rivals
    named = " and ".join(quoted(claim.header) for claim in others)
    are, both = ("is", "both") if len(others) == 1 else ("are", "all")
    message = (
        f"{quoted(first.header)} is used, and {named} {are} only compared with it: {both} give the {_name_of(first)}."
    )
    return msgspec.structs.replace(issue_of(others[0], "times_in_several_zones", message), severity="warning")


def _name_of(claim: Claim) -> str:
    return "mark of cancelled rows" if claim.field is Field.CANCELLED else str(claim.field).replace("_", " ")


def _standing(claim: Claim) -> tuple[bool, bool, Rank]:
    return not claim.told, not claim.cells, claim.rank


def adds_up(claims: Sequence[Claim]) -> bool:
    """Whether durations are parts of one, such as 1 h and 30 min, and not one length told in two units."""
    units = [claim.unit for claim in claims]
    if any(claim.field is not Field.DURATION or claim.unit is None for claim in claims):
        return False
    largest = min(units, key=lambda unit: UNITS_BY_SIZE.index(unit or "h"))
    return len(set(units)) == len(units) and all(
        (_is_whole if claim.unit == largest else _is_rest)(cell) for claim in claims for cell in claim.cells
    )


def _is_whole(cell: Cell) -> bool:
    return text_of(cell).isdecimal()


def _is_rest(cell: Cell) -> bool:
    text = text_of(cell)
    return text.isdecimal() and int(text[:4]) < 60


def _of_people(loser: Claim, winner: Claim, claims: Sequence[Claim]) -> tuple[str, str]:
    """What --map invites both persons with, and what it leaves out the second or the first with.

    An address and a name that are both of a second person are said together, or both would be invited.
    """
    pairs = _of_two_persons(loser, claims)
    number = 1 + max(1, *(claim.person for claim in claims))
    as_second = [(second, f"attendee {number} {second.field}") for _, second in pairs]
    inviting = _maps(as_second or [(loser, Field.ATTENDEES)], claims)
    first, second = zip(*pairs, strict=True) if pairs else ([winner], [loser])
    leaving = [_maps([(claim, Field.IGNORE) for claim in person], claims) for person in (second, first)]
    return inviting, " or ".join(leaving)


def _maps(said: Sequence[tuple[Claim, str]], claims: Sequence[Claim]) -> str:
    return " ".join(f'--map "{map_key(claim, claims)}={words}"' for claim, words in said)


def _is_asked_with_address(loser: Claim, claims: Sequence[Claim]) -> bool:
    """Whether a second name is part of the question about the address beside it."""
    pairs = _of_two_persons(loser, claims)
    return loser.field is Field.NAME and bool(pairs) and _standing(pairs[0][0]) == _standing(pairs[0][1])


def _of_two_persons(loser: Claim, claims: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """The addresses of a first and a second person, then their names; nothing where that is not what they are."""
    found = [_first_and_second(field, loser.person, claims) for field in OF_SECOND]
    pairs = [pair for pair in found if pair is not None]
    seconds = [second for _, second in pairs]
    return pairs if len(pairs) == len(OF_SECOND) and loser in seconds and _are_of_one(*seconds) else []


def _first_and_second(field: Field, person: int, claims: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """The columns of a field if they are just two, the one that gives way last."""
    match sorted((claim for claim in claims if (claim.field, claim.person) == (field, person)), key=_standing):
        case [first, second]:
            return first, second
    return None


def _are_of_one(address: Claim, name: Claim) -> bool:
    """Whether they stand side by side or are headed alike, and each row has one person's."""
    is_single = not any(map(has_several, address.cells)) and not any(map(is_list, name.cells))
    is_beside = abs(address.index - name.index) == 1
    return is_single and (is_beside or whose_addresses(address.name) == whose_names(name.name))


def _named(claim: Claim, claims: Sequence[Claim]) -> str:
    key = map_key(claim, claims)
    return quoted(claim.header) if key != column_letter(claim.index) else f"{quoted(claim.header)} ({key})"
