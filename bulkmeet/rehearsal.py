"""What is said of meetings that went to the simulator only, so that nobody takes them for real ones. Pure."""

from msgspec.structs import replace

from bulkmeet.model import Result, Status
from bulkmeet.settings import SIMULATOR

NOTHING_EXISTS = "This was a rehearsal in the simulator: nothing exists in Dialpad."
NOT_REAL = "This was a rehearsal in the simulator: it does not exist in Dialpad."
ANSWERED = frozenset({Status.CREATED, Status.FAILED, Status.UNKNOWN, Status.SKIPPED})


def is_rehearsal(account: str) -> bool:
    """Whether an account, as settings and ledger name it (the API and perhaps a company), is the simulator's."""
    return account.partition("#")[0] == SIMULATOR


def rehearsed(result: Result, account: str) -> Result:
    """The result with a message that says so, where it was the simulator that answered."""
    was_sent = result.status in ANSWERED and bool(result.key)
    if not was_sent or not is_rehearsal(account) or NOT_REAL in result.message:
        return result
    return replace(result, message=f"{result.message} {NOT_REAL}".lstrip())
