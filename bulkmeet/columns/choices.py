"""What --map and a saved map say: their header to our field, and back to the words to say it with."""

import re
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.cells.dates import DateOrder
from bulkmeet.cells.text import column_letter, is_blank, printable, quoted, text_of
from bulkmeet.columns import kinds
from bulkmeet.columns.fields import PERSON_FIELDS, RESULT_FIELDS, Column, Field, Saved
from bulkmeet.columns.meanings import Rank
from bulkmeet.columns.normalise import normalise, read_heading
from bulkmeet.columns.recognise import HAS_ORDER, HAS_UNIT, HAS_ZONE, Recognised, recognise
from bulkmeet.errors import WrongUsage
from bulkmeet.model import Issue
from bulkmeet.patterns import pattern

CHOOSABLE = tuple(field for field in Field if field not in RESULT_FIELDS)
SIMILAR = 60
"""How much alike (of 100) names must be to be offered after a slip of the pen."""
FORMATS: dict[DateOrder, str] = {"dmy": "dd/mm/yyyy", "mdy": "mm/dd/yyyy", "ymd": "yyyy-mm-dd"}

_FIELDS = {normalise(field.value): field for field in CHOOSABLE}
_STILL_PLAIN = (None, kinds.attendees, kinds.email, kinds.host, kinds.title)
"""The choosers that leave a name its usual meaning, so that it can stand for the field."""
_READ_BY_SHELLS = pattern(r'["$`\\!%]')
_NTH = pattern(r"(.*\S) ?#(\d{1,4})", re.DOTALL)

Said = AnyMapping[str, str | Saved]


class Choice(Struct, frozen=True):
    """What is said of a column; None where that is left to its header. `rank` tells --map from a saved map."""

    field: Field
    person: int | None = None
    unit: str | None = None
    zone: str | None = None
    order: DateOrder | None = None
    rank: Rank = Rank.CHOSEN
    how: str = "by --map"


def read_choices(headers: Sequence[str], said: Said) -> tuple[dict[int, Choice], list[Issue]]:
    """What is chosen for a column, by the column's index, and what a saved map says of columns that are not there.

    A header is matched as it stands, then normalised, then as "Header #2", the second of that name, then as a
    column's letter; a saved map names by its letter only a column without a header, since the next sheet may have
    its columns elsewhere. Raises WrongUsage for an unknown field, or for a header only --map names.
    """
    chosen: dict[int, Choice] = {}
    missing = []
    for header, words in sorted(said.items(), key=lambda item: isinstance(item[1], str)):
        if isinstance(words, str) and _is_reversed(header, words, headers):
            raise WrongUsage(_did_you_mean_reversed(header, words))
        choice = _choice(header, words)
        columns = _columns(header, headers, saved=isinstance(words, Saved))
        if not columns and isinstance(words, Saved):
            missing.append(_missing(header, words.map, headers))
        elif not columns:
            raise WrongUsage(_no_such_column(header, headers))
        chosen |= dict.fromkeys(columns, choice)
    return chosen, missing


def words_for(column: Column) -> str:
    """How --map says what a column is read as: "start (UTC)", "attendee 2 email"; what its header says is left out."""
    field = column.field or Field.IGNORE
    words = f"attendee {column.person} {field.value.replace('_', ' ')}" if column.person else field.value
    own = recognise(column.header)
    notes = (
        column.unit if column.unit != own.unit else None,
        column.zone if column.zone != own.zone else None,
        FORMATS[column.order] if column.order and column.order != own.order else None,
    )
    return words + "".join(f" ({note})" for note in notes if note)


def key_for(column: Column, columns: Sequence[Column]) -> str:
    """How a saved map names the column: by its header, with its place among several of one name, or by its letter."""
    if is_blank(column.header):
        return column_letter(column.index)
    same = [other.index for other in columns if other.header == column.header]
    return column.header if len(same) == 1 else f"{column.header} #{same.index(column.index) + 1}"


def said_key(column: Column, columns: Sequence[Column]) -> str:
    """How --map can name the column on a command line: as a saved map does, or by its letter where nobody can type it.

    Line breaks count as spaces; quotation marks and what a shell reads between them do not come through.
    """
    key = " ".join(key_for(column, columns).split())
    alike = _columns(key, [other.header for other in columns], saved=False)
    return key if can_be_typed(key) and alike == [column.index] else column_letter(column.index)


def can_be_typed(key: str) -> bool:
    """Whether a key comes through a command line between quotation marks as it is shown."""
    return printable(key) == key and not _READ_BY_SHELLS.search(key)


def _is_reversed(header: str, said: str, headers: Sequence[str]) -> bool:
    """Whether --map has the field first: "title=Grupo" of a sheet with a “Grupo” and no “title”."""
    is_field = normalise(header) in _FIELDS or recognise(header).meaning is not None
    return is_field and not _columns(header, headers, saved=False) and bool(_columns(said, headers, saved=False))


def _choice(header: str, said: str | Saved) -> Choice:
    words = said.field if isinstance(said, Saved) else said
    heading = read_heading(words)
    field = _FIELDS.get(heading.name)
    found = Recognised(heading.name, unit=heading.unit, zone=heading.zone, order=heading.order)
    if field is None:
        found = recognise(words)
        field = _persons(found) or _plainly(found)
    if field is None or _is_too_much(found, field):
        raise WrongUsage(_no_such_field(header, said))
    choice = Choice(field, found.person or None, found.unit, found.zone, found.order)
    if isinstance(said, str):
        return choice
    return replace(choice, rank=Rank.SAVED, how=f"by the {_map(said)}")


def _map(said: Saved) -> str:
    return f"map {quoted(said.map)}"


def _is_too_much(found: Recognised, field: Field) -> bool:
    """Whether the brackets say of a field what it does not have, such as the unit of an email."""
    return bool(
        (found.unit and field not in HAS_UNIT)
        or (found.zone and field not in HAS_ZONE)
        or (found.order and field not in HAS_ORDER)
    )


def _persons(found: Recognised) -> Field | None:
    """The field of a name such as "attendee 2 email"."""
    field = found.meaning.field if found.meaning and found.of_person else None
    return field if field in PERSON_FIELDS else None


def _plainly(found: Recognised) -> Field | None:
    """The field a header of that name would be; None for one that means several things."""
    meaning = found.meaning
    if meaning is None or found.person or meaning.choose not in _STILL_PLAIN:
        return None
    if meaning.choose and meaning.rank is Rank.VAGUE:
        return None
    return meaning.field if meaning.field in CHOOSABLE and meaning.field is not Field.IGNORE else None


def _columns(header: str, headers: Sequence[str], *, saved: bool) -> list[int]:
    exact = [index for index, theirs in enumerate(headers) if theirs == header]
    lettered = [
        index
        for index, theirs in enumerate(headers)
        if column_letter(index) == header.strip() and not (saved and text_of(theirs))
    ]
    return exact or _alike(header, headers) or _nth(header, headers) or lettered


def _alike(header: str, headers: Sequence[str]) -> list[int]:
    name = normalise(header)
    return [index for index, theirs in enumerate(headers) if name and normalise(theirs) == name]


def _nth(header: str, headers: Sequence[str]) -> list[int]:
    found = _NTH.fullmatch(header)
    return _alike(found[1], headers)[int(found[2]) - 1 :][:1] if found and int(found[2]) else []


def _missing(header: str, name: str, headers: Sequence[str]) -> Issue:
    close = _close(header, [theirs for theirs in headers if theirs.strip()])
    message = f"The map {quoted(name)} names a column {quoted(header)}, which this sheet does not have"
    return Issue("map_header_missing", f"{message}{_did_you_mean(close)}", "warning", value=printable(header)[:200])


def _no_such_field(header: str, said: str | Saved) -> str:
    who, words = (f"The {_map(said)}", said.field) if isinstance(said, Saved) else ("--map", said)
    close = _close(words, [field.value for field in CHOOSABLE])
    return (
        f"{who} gives {quoted(header)} to {quoted(words)}, which is not a field{_did_you_mean(close)} "
        f"The fields are: {', '.join(CHOOSABLE)}."
    )


def _no_such_column(header: str, headers: Sequence[str]) -> str:
    close = _close(header, [theirs for theirs in headers if theirs.strip()])
    named = ", ".join(quoted(theirs) for theirs in headers if theirs.strip())
    return (
        f"--map names the column {quoted(header)}, which the sheet does not have{_did_you_mean(close)} "
        f"The sheet's columns are: {named or 'none with a header'}."
    )


def _did_you_mean_reversed(header: str, said: str) -> str:
    return (
        f'--map "{printable(header)}={printable(said)}" has the field first, and --map takes the header and then the '
        f'field; did you mean --map "{printable(said)}={printable(header)}"?'
    )


def _close(name: str, names: Sequence[str]) -> list[str]:
    from rapidfuzz import fuzz, process  # here, so that --help does not wait for it

    found = process.extract(name, names, scorer=fuzz.WRatio, processor=normalise, limit=3)
    return list(dict.fromkeys(match for match, score, _ in found if score >= SIMILAR))


def _did_you_mean(close: Sequence[str]) -> str:
    return f"; did you mean {' or '.join(map(quoted, close))}?" if close else "."
