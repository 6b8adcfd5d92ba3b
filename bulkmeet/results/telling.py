"""Results with what their owner can do next, where the ledger's own words do not say it. Pure."""

from pathlib import Path

from msgspec.structs import replace

from bulkmeet.cells.text import typed
from bulkmeet.model import Result, Status
from bulkmeet.patterns import pattern
from bulkmeet.rehearsal import rehearsed

REFUSED = pattern(r"Dialpad refused it \((\d+)\): ")


def told(result: Result, output: Path, run: str, account: str) -> Result:
    """The result as the sheet is to tell it; `output` is the results sheet, `account` where the run sent to."""
    return rehearsed(_with_advice(result, output, run), account)


def _with_advice(result: Result, output: Path, run: str) -> Result:
    if result.status is Status.PENDING:
        return replace(result, message=f"Not sent yet; send it with `bulkmeet rerun {typed(output.name)}`.")
    if result.status is Status.FAILED and (refused := REFUSED.match(result.message)):
        end = "" if result.message.endswith((".", "!", "?")) else "."
        again = (
            f"Correct what it names, save the sheet and send it again with `bulkmeet rerun {typed(output.name)}`; "
            f"if it names nothing, ask Dialpad's support what its code {refused[1]} means here."
        )
        return replace(result, message=f"{result.message}{end} {again}")
    if result.status is Status.UNKNOWN and "bulkmeet resolve" not in result.message:
        settle = f"`bulkmeet resolve {run} {result.key} --created` if it is there, `--resend` if not"
        return replace(result, message=f"{result.message} Then settle it with {settle}.")
    return result
