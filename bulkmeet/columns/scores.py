"""How much a row looks like the headers of a list of meetings, for what has to find them and knows nothing else."""

from collections.abc import Sequence

from bulkmeet.columns.fields import Field
from bulkmeet.columns.normalise import LONGEST_HEADER
from bulkmeet.columns.recognise import recognise

STARTS = frozenset((Field.START, Field.START_DATE, Field.START_TIME))


def header_score(headers: Sequence[str]) -> int:
    """How many different texts of a row are known headers: the row with the most is the header row."""
    return meetings_score(headers)[1]


def meetings_score(headers: Sequence[str]) -> tuple[bool, int]:
    """How much a row looks like the headers of meetings: whether one can be a start, then how many are known."""
    recognised = (recognise(header) for header in headers if 0 < len(header.strip()) <= LONGEST_HEADER)
    known = {found.name: found.meaning for found in recognised if found.meaning}
    return any(meaning.field in STARTS for meaning in known.values()), len(known)
