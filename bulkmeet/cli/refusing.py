"""What check, run and rerun refuse because the ledger knows it of an earlier run."""

from pathlib import Path

from bulkmeet.errors import WrongUsage
from bulkmeet.examine import Examined
from bulkmeet.ledger.store import Ledger
from bulkmeet.settings import Settings
from bulkmeet.snapshot import digest_of

WHOSE_ZONE = {"timezone_assumed": "this computer's zone", "zone_told": "the zone that a text beside the table gives"}
"""By the issue that tells of it, a zone that nobody typed as an option."""


def refuse_foreign_results(file: Path, examined: Examined, ledger: Ledger, account: str) -> None:
    """What was created in the simulator or the sandbox is not created in Dialpad, whatever its sheet says.

    Raises:
        WrongUsage: when the results in the sheet are of another account.
    """
    keys = (part.result.key for part in examined.parts if part.meeting is None)
    others = ledger.accounts(keys) - {account}
    if others:
        api, _, company = min(others).partition("#")
        where = f"--api {api}" + (f" --company-id {company}" if company else "")
        raise WrongUsage(
            f"The results in {file} belong to a run with {where}; add that, or run the sheet without results."
        )


def refuse_another_zone(file: Path, copy: Path, examined: Examined, ledger: Ledger, settings: Settings) -> None:
    """A file that is run again in another zone would have all its meetings created again, at other hours.

    It is known again by its place or by what it holds; `copy` is its private copy. Only a zone that nobody typed is
    refused: one that somebody did is meant.

    Raises:
        WrongUsage: when the zone of the last run of the file that sent something is not the one assumed now.
    """
    whose = next((WHOSE_ZONE[issue.code] for issue in examined.issues if issue.code in WHOSE_ZONE), None)
    if whose is None:
        return
    zone = ledger.last_timezone(str(file.resolve()), digest_of(copy), settings.account)
    if zone and zone != examined.zone:
        raise WrongUsage(
            f"The last run of {file} read its times in {zone}, and now they would be read in {examined.zone}, {whose}, "
            f"and be created again at other hours; add --timezone {zone}, or the zone that is meant."
        )
