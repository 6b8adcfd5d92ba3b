"""What --map says: their header to our field."""

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence

from bulkmeet.cells.text import column_letter, quoted
from bulkmeet.columns import kinds
from bulkmeet.columns.fields import RESULT_FIELDS, Field
from bulkmeet.columns.normalise import normalise
from bulkmeet.columns.recognise import Recognised, recognise
from bulkmeet.columns.synonyms import Rank
from bulkmeet.errors import WrongUsage

CHOOSABLE = tuple(field for field in Field if field not in RESULT_FIELDS)
SIMILAR = 60
"""How much alike (of 100) names must be to be offered after a slip of the pen."""

_FIELDS = {normalise(field.value): field for field in CHOOSABLE}
_STILL_PLAIN = (None, kinds.attendees, kinds.email, kinds.host)
"""The choosers that leave a name its usual meaning, so that it can stand for the field."""


def read_choices(headers: Sequence[str], overrides: AnyMapping[str, str]) -> dict[int, Field]:
    """The field chosen for a column, by the column's index.

    A header is matched as it stands, then normalised, then as a column's letter, which is how a column
    without a header, or one of two with the same, can be named. Raises WrongUsage for an unknown header or
    field.
    """
    chosen: dict[int, Field] = {}
    for header, field in overrides.items():
        meant = _field(header, field)
        chosen |= dict.fromkeys(_columns(header, headers), meant)
    return chosen


def _field(header: str, name: str) -> Field:
    if field := _FIELDS.get(normalise(name)) or _plainly(recognise(name)):
        return field
    close = _close(name, [field.value for field in CHOOSABLE])
    raise WrongUsage(
        f"--map gives {quoted(header)} to {quoted(name)}, which is not a field{_did_you_mean(close)} "
        f"The fields are: {', '.join(CHOOSABLE)}."
    )


def _plainly(found: Recognised) -> Field | None:
    """The field a header of that name would be; None for one that means several things, or more than a field."""
    meaning = found.meaning
    if meaning is None or found.person or found.unit or found.zone or meaning.choose not in _STILL_PLAIN:
        return None
    if meaning.choose and meaning.rank is Rank.VAGUE:
        return None
    return meaning.field if meaning.field in CHOOSABLE and meaning.field is not Field.IGNORE else None


def _columns(header: str, headers: Sequence[str]) -> list[int]:
    exact = [index for index, theirs in enumerate(headers) if theirs == header]
    name = normalise(header)
    alike = [index for index, theirs in enumerate(headers) if name and normalise(theirs) == name]
    lettered = [index for index in range(len(headers)) if column_letter(index) == header.strip()]
    if found := exact or alike or lettered:
        return found
    close = _close(header, [theirs for theirs in headers if theirs.strip()])
    named = ", ".join(quoted(theirs) for theirs in headers if theirs.strip())
    raise WrongUsage(
        f"--map names the column {quoted(header)}, which the sheet does not have{_did_you_mean(close)} "
        f"The sheet's columns are: {named or 'none with a header'}."
    )


def _close(name: str, names: Sequence[str]) -> list[str]:
    from rapidfuzz import fuzz, process  # here, so that --help does not wait for it

    found = process.extract(name, names, scorer=fuzz.WRatio, processor=normalise, limit=3)
    return list(dict.fromkeys(match for match, score, _ in found if score >= SIMILAR))


def _did_you_mean(close: Sequence[str]) -> str:
    return f"; did you mean {' or '.join(map(quoted, close))}?" if close else "."
