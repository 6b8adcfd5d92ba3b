"""Answers to a survey or a form: their dates say when somebody filled it in, which is no time to meet at."""

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from bulkmeet.columns.fields import Field
from bulkmeet.columns.normalise import normalise
from bulkmeet.columns.recognise import Claim

FORM = frozenset(("start time", "completion time"))
"""What Microsoft Forms calls the times of filling in."""
SURVEY = frozenset(("start date", "end date", "startdate", "enddate"))
"""What SurveyMonkey and Qualtrics call them."""
OF_SURVEYS = frozenset(
    (
        *("respondent id", "collector id", "response id", "responseid", "recorded date", "recordeddate"),
        *("ip address", "ipaddress", "progress", "finished", "distribution channel", "distributionchannel"),
    )
)
WITNESSES = 2
"""How many other columns of a survey show that its dates are those of answers."""
LASTED = frozenset(("duration", "duration in seconds"))


def reason_of_answers(headers: Sequence[str]) -> str:
    """That the sheet holds answers, as a sentence; nothing where it does not."""
    if not _of_answering({normalise(header) for header in headers}):
        return ""
    return "These are answers to a survey or a form, whose dates say when it was filled in and not when anybody meets."


def without_answering(claims: Sequence[Claim]) -> list[Claim]:
    """The columns with those left out that say when a survey was filled in, and how long that took."""
    names = _of_answering({claim.name for claim in claims})
    return [
        replace(claim, field=Field.IGNORE, how="not used: it says when the answers were given")
        if claim.name in names and not claim.told
        else claim
        for claim in claims
    ]


def _of_answering(names: Collection[str]) -> frozenset[str]:
    """The names of the columns that tell of the filling in; none where the sheet holds no answers."""
    if FORM.issubset(names):
        return FORM
    return SURVEY | LASTED if len(OF_SURVEYS.intersection(names)) >= WITNESSES and SURVEY & set(names) else frozenset()
