"""Of whom or what a column asks whether it goes ahead: of meetings, or of the person or account in each row."""

from enum import Enum

from bulkmeet.columns.fields import BY_MAP, Column
from bulkmeet.columns.normalise import normalise
from bulkmeet.columns.recognise import recognise
from bulkmeet.columns.statusnames import ACTIVE, ATTENDING


class Asked(Enum):
    """What a yes or no is said of."""

    MEETING = "meeting"
    PERSON = "person"
    MEETING_OR_ACCOUNT = "meeting or account"


_OF_PERSONS = frozenset(map(normalise, ATTENDING.split(";")))
_OF_ACCOUNTS = frozenset(map(normalise, ACTIVE.split(";")))


def asked_of(column: Column) -> Asked:
    """What the column's answers are said of; whoever maps it says that it is the meetings."""
    if column.how.startswith(BY_MAP):
        return Asked.MEETING
    name = recognise(column.header).name
    if name in _OF_PERSONS:
        return Asked.PERSON
    return Asked.MEETING_OR_ACCOUNT if name in _OF_ACCOUNTS else Asked.MEETING
