"""The ledger: runs, meetings by identity, attempts, and the users looked up, in one SQLite file.

A meeting goes from pending to sending to created, failed or unknown, and back to pending where it is certain
that nothing was created.
"""

from collections.abc import Iterable, Iterator

import msgspec

from bulkmeet.errors import RunStopped, WrongUsage
from bulkmeet.ledger.file import Execute, LedgerFile
from bulkmeet.ledger.records import SENDING, SENT, Candidate, Known, RunFacts, Waiting
from bulkmeet.ledger.schema import FULL, told_plainly
from bulkmeet.model import Outcome, Result, Status

LEFT_OPEN = "It was being sent when the program ended, so it may exist; look in Dialpad before sending it again."
CHUNK = 500
FACTS = ", ".join(RunFacts.__struct_fields__)
KNOWN = "m.status, body, meeting_id, meeting_url, message, at, IFNULL(timezone, ''), IFNULL(options, '')"
OF_MEETINGS = "FROM meetings m LEFT JOIN runs USING (run)"


class Ledger(LedgerFile):
    """What a ledger file holds. Every method is one transaction, durable when it returns."""

    # ---- runs ----------------------------------------------------------------------------------------------

    def begin(self, facts: RunFacts) -> RunFacts:
        """Note a new run, and set room aside for the answers; the run's name is made unique in this ledger."""
        self.reserve.make()
        with self.transaction() as execute:
            name, count = facts.run, 1
            while execute("SELECT 1 FROM runs WHERE run = ?", (name,)).fetchone():
                count += 1
                name = f"{facts.run}-{count}"
            named = msgspec.structs.replace(facts, run=name)
            execute(
                f"INSERT INTO runs ({FACTS}) VALUES (?{', ?' * FACTS.count(',')})",  # noqa: S608 - constants
                msgspec.structs.astuple(named),
            )
        return named

    def finish(self, run: str, digest: str) -> None:
        """Note that the run has ended, and the digest of the file its results belong beside from now on."""
        self.surely(
            lambda execute: execute(
                "UPDATE runs SET finished = ?, digest = ? WHERE run = ?", (self.clock(), digest, run)
            )
        )
        self.reserve.remove()

    def facts(self, run: str) -> RunFacts:
        """What a run was about.

        Raises:
            WrongUsage: when the ledger has no such run.
        """
        with told_plainly(self.path):
            row = self._connection.execute(
                f"SELECT {FACTS} FROM runs WHERE run = ?",  # noqa: S608 - a constant
                (run,),
            ).fetchone()
        if row is None:
            raise WrongUsage(f"The ledger has no run “{run}”; `bulkmeet status` lists the runs it has.")
        return RunFacts(*row)

    def runs(self) -> list[tuple[RunFacts, dict[Status, int]]]:
        """Every run, the newest first, with how many of its groups have which status."""
        with told_plainly(self.path):
            names = [run for (run,) in self._connection.execute("SELECT run FROM runs ORDER BY started DESC, run DESC")]
        return [(self.facts(run), self.counts(run)) for run in names]

    def last_timezone(self, file: str, digest: str, account: str) -> str:
        """The zone in which the last run of a file, or of a copy of it, that sent a meeting read times without one."""
        with told_plainly(self.path):
            found = self._connection.execute(
                "SELECT timezone FROM runs WHERE (file = ? OR digest = ?) AND account = ? AND timezone != '' AND EXISTS"
                " (SELECT 1 FROM meetings WHERE meetings.run = runs.run AND status IN (?, ?, ?))"
                " ORDER BY started DESC, run DESC LIMIT 1",
                (file, digest, account, *SENT),
            ).fetchone()
        return str(found[0]) if found else ""

    # ---- meetings by identity ------------------------------------------------------------------------------

    def recover(self) -> int:
        """Call what an ended program left in sending unknown; returns how many. Only while no run is under way."""
        with self.transaction() as execute:
            changed = execute(
                "UPDATE meetings SET status = ?, message = ? WHERE status = ?", (Status.UNKNOWN, LEFT_OPEN, SENDING)
            )
        return changed.rowcount

    def known(self, keys: Iterable[str]) -> dict[str, Known]:
        """What the ledger holds under these identities; one that it has never seen is left out."""
        found: dict[str, Known] = {}
        wanted = [key for key in keys if key]
        with told_plainly(self.path):
            for start in range(0, len(wanted), CHUNK):
                chunk = wanted[start : start + CHUNK]
                marks = ",".join("?" * len(chunk))
                for key, *rest in self._connection.execute(
                    f"SELECT key, {KNOWN} {OF_MEETINGS} WHERE key IN ({marks})",
                    chunk,
                ):
                    found[key] = Known(_status(rest[0]), *rest[1:])
        return found

    def accounts(self, keys: Iterable[str]) -> set[str]:
        """The accounts that the meetings with these identities belong to, as far as the ledger knows them."""
        found: set[str] = set()
        wanted = [key for key in keys if key]
        with told_plainly(self.path):
            for start in range(0, len(wanted), CHUNK):
                chunk = wanted[start : start + CHUNK]
                marks = ",".join("?" * len(chunk))
                rows = self._connection.execute(
                    f"SELECT DISTINCT account FROM runs JOIN meetings USING (run) WHERE key IN ({marks})",  # noqa: S608 - only question marks
                    chunk,
                )
                found.update(account for (account,) in rows)
        return found

    def enter(self, run: str, results: Iterable[Result], candidates: Iterable[Candidate]) -> None:
        """Write down a run's groups in the sheet's order, and claim its candidates as pending.

        A candidate whose identity is created, unknown or sending already is not claimed.
        """
        by_key = {candidate.key: candidate for candidate in candidates}
        with self.transaction() as execute:
            for place, result in enumerate(results):
                _, *rest = msgspec.structs.astuple(result)
                execute(INSERT_ENTRY, (run, place, _join(result.rows), *rest))
                if result.key in by_key:
                    self._claim(execute, run, place, by_key[result.key])

    def _claim(self, execute: Execute, run: str, place: int, candidate: Candidate) -> None:
        execute(
            "INSERT INTO meetings (key, run, place, status, title, body, at) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET run = excluded.run, place = excluded.place, status = excluded.status,"
            " title = excluded.title, body = excluded.body, message = '', at = excluded.at"
            " WHERE status NOT IN (?, ?, ?)",
            (candidate.key, run, place, Status.PENDING, candidate.title, candidate.body, self.clock(), *SENT),
        )

    # ---- what the dispatcher does with them ----------------------------------------------------------------

    def waiting(self, run: str, after: int, limit: int) -> list[Waiting]:
        """The next pending meetings of the run beyond the place `after`, in order."""
        with told_plainly(self.path):
            rows = self._connection.execute(
                "SELECT place, key, title, body FROM meetings"
                " WHERE run = ? AND status = ? AND place > ? ORDER BY place LIMIT ?",
                (run, Status.PENDING, after, limit),
            ).fetchall()
        return [Waiting(*row) for row in rows]

    def sending(self, key: str) -> None:
        """Write down that the meeting is about to leave.

        Raises:
            RunStopped: when it is not pending any more, so that it cannot be sent twice, or when the disk is so full
                that the answer might not be written down.
        """
        if self.reserve.spent:
            raise RunStopped(FULL.format(self.path))
        at = self.clock()
        with self.transaction() as execute:
            changed = execute(
                "UPDATE meetings SET status = ?, at = ? WHERE key = ? AND status = ?",
                (SENDING, at, key, Status.PENDING),
            )
            if changed.rowcount != 1:
                raise RunStopped("Another program took over a meeting of this run; wait until it has finished.")
            execute("INSERT INTO attempts (key, run, sent) SELECT key, run, ? FROM meetings WHERE key = ?", (at, key))

    def put_back(self, key: str, reason: str) -> None:
        """The meeting is pending again: what was tried certainly created nothing. What is settled stays so."""

        def put_back(execute: Execute) -> None:
            self._end_attempt(execute, key, reason)
            execute(
                "UPDATE meetings SET status = ?, message = ? WHERE key = ? AND status IN (?, ?)",
                (Status.PENDING, reason, key, SENDING, Status.PENDING),
            )

        self.surely(put_back)

    def settle(self, key: str, outcome: Outcome) -> None:
        """Write down what became of the meeting. One that was created stays so, whoever else says what."""

        def settle(execute: Execute) -> None:
            self._end_attempt(execute, key, outcome.message)
            execute(
                "UPDATE meetings SET status = ?, meeting_id = ?, meeting_url = ?, message = ?, at = ? "
                "WHERE key = ? AND status <> ?",
                (
                    *(outcome.status, outcome.meeting_id, outcome.meeting_url, outcome.message),
                    *(self.clock(), key, Status.CREATED),
                ),
            )

        self.surely(settle)

    def _end_attempt(self, execute: Execute, key: str, answer: str) -> None:
        execute("UPDATE attempts SET ended = ?, answer = ? WHERE key = ? AND ended = ''", (self.clock(), answer, key))

    # ---- what became of a run ------------------------------------------------------------------------------

    def results(self, run: str) -> Iterator[Result]:
        """What became of each group of a run, in the sheet's order.

        A group that was open when the run began is what the ledger knows of its meeting now, even if a later
        run or a person settled it; the others stay what they were.
        """
        with told_plainly(self.path):
            for rows, *rest in self._connection.execute(SELECT_RESULTS, (run,)):
                status, title, message, key, meeting_id, meeting_url, at = rest
                yield Result(
                    rows=_split(rows),
                    status=_status(status),
                    title=title,
                    message=LEFT_OPEN if status == SENDING else message,
                    key=key,
                    meeting_id=meeting_id,
                    meeting_url=meeting_url,
                    at=at,
                )

    def counts(self, run: str) -> dict[Status, int]:
        """How many groups of a run have which status."""
        counts = dict.fromkeys(Status, 0)
        for result in self.results(run):
            counts[result.status] += 1
        return counts

    def resolve(self, key: str, outcome: Outcome) -> bool:
        """Settle an unknown meeting by a person's word; False when it is not unknown.

        One that came in a results sheet of another computer is taken into this ledger by that.
        """
        word = (outcome.status, outcome.meeting_id, outcome.message, self.clock(), key)
        with self.transaction() as execute:
            changed = execute(RESOLVE, (*word, Status.UNKNOWN)).rowcount
            return bool(changed or execute(TAKE_IN, (*word, Status.UNKNOWN, key)).rowcount)

    # ---- users looked up -----------------------------------------------------------------------------------

    def users(self, account: str) -> dict[str, str]:
        """The ids of the users looked up before, by email address in lower case."""
        with told_plainly(self.path):
            return dict(self._connection.execute("SELECT email, user_id FROM users WHERE account = ?", (account,)))

    def users_before(self, before: str) -> int:
        """How many users were looked up before that time."""
        with told_plainly(self.path):
            (count,) = self._connection.execute("SELECT COUNT(*) FROM users WHERE at < ?", (before,)).fetchone()
        return int(count)

    def remember_user(self, account: str, email: str, user_id: str) -> None:
        """Keep what a look-up found."""
        with self.transaction() as execute:
            execute(
                "INSERT OR REPLACE INTO users (account, email, user_id, at) VALUES (?, ?, ?, ?)",
                (account, email, user_id, self.clock()),
            )


INSERT_ENTRY = (
    "INSERT INTO entries (run, place, rows, status, title, message, key, meeting_id, meeting_url, at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

RESOLVE = "UPDATE meetings SET status = ?, meeting_id = ?, message = ?, at = ? WHERE key = ? AND status = ?"

TAKE_IN = """
INSERT INTO meetings (status, meeting_id, message, at, key, run, place, title, body)
SELECT ?, ?, ?, ?, key, run, place, title, x'' FROM entries
WHERE key = ? AND status = ? AND NOT EXISTS (SELECT 1 FROM meetings WHERE key = ?) ORDER BY rowid DESC LIMIT 1
"""

SELECT_RESULTS = """
SELECT e.rows, IFNULL(m.status, e.status), e.title, IFNULL(m.message, e.message), e.key,
       IFNULL(m.meeting_id, e.meeting_id), IFNULL(m.meeting_url, e.meeting_url), IFNULL(m.at, e.at)
FROM entries e LEFT JOIN meetings m ON m.key = e.key AND e.key <> '' AND e.status IN ('pending', 'unknown')
WHERE e.run = ? ORDER BY e.place
"""


def _status(text: str) -> Status:
    return Status.UNKNOWN if text == SENDING else Status(text)


def _join(rows: tuple[int, ...]) -> str:
    return " ".join(map(str, rows))


def _split(rows: str) -> tuple[int, ...]:
    return tuple(map(int, rows.split()))
