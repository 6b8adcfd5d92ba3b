"""How much a row looks like the headers of a list of meetings, for what has to find them and knows nothing else."""

from collections.abc import Sequence

from bulkmeet.columns.fields import Field
from bulkmeet.columns.normalise import LONGEST_HEADER
from bulkmeet.columns.recognise import recognise

STARTS = frozenset((Field.START, Field.START_DATE, Field.START_TIME))


def header_score(headers: Sequence[str]) -> int:
    """How many different texts of a row are known headers: the row with the most is the header row."""
    known = (recognise(header) for header in headers if 0 < len(header.strip()) <= LONGEST_HEADER)
    return len({found.name for found in known if found.meaning})


def meetings_score(headers: Sequence[str]) -> tuple[bool, int]:
    """How much a row looks like the headers of meetings: whether one can be a start, then how many are known."""
    known = (recognise(header) for header in headers if 0 < len(header.strip()) <= LONGEST_HEADER)
    has_start = any(found.meaning is not None and found.meaning.field in STARTS for found in known)
    return has_start, header_score(headers)
