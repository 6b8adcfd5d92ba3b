"""The files that are measured on: the same on every machine, made once, kept in the folder of the benchmarks.

They are as repetitive as such sheets are: in the long ones 4 rows a meeting, 5,000 hosts, 2,000 titles, 40,000 people.
Nobody is in two places at once, and nothing is wrong with any row. All names, addresses and numbers are invented.
"""

import csv
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.benchmarks.measuring import Bench, python, timed

GENERATION = 1
"""Goes into the names of the files: raise it when what is written changes."""

HEADERS = (
    "Title", "Start", "End", "Time zone", "Host ID", "Meeting type",
    "Name", "Email", "Phone", "Call out", "Room", "Notes",
)  # fmt: skip
ROWS_A_MEETING = 4
HOSTS, TITLES, PEOPLE = 5_000, 2_000, 40_000
AT_ONCE = 100
SLOTS_A_DAY = 20
FIRST_DAY = datetime(2031, 1, 6, 8, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)
SUBJECTS = ("Stand-up", "Review", "Planning", "Demo", "Lesson", "Interview", "Retrospective", "Office hour")
FIRST_NAMES = ("Ada", "Ben", "Chen", "Dana", "Elif", "Femi", "Grace", "Hugo", "Iris", "Jun")
LAST_NAMES = ("Okafor", "Ruiz", "Holm", "Prado", "Novak", "Mori", "Lund", "Meyer", "Park", "Demir", "Silva")

Row = tuple[str | datetime, ...]


def rows(count: int, rows_a_meeting: int) -> Iterator[Row]:
    """So many rows under HEADERS, those of a meeting one below the other; times are in the zone that they name."""
    for number in range(count):
        meeting = number // rows_a_meeting
        start = _start(meeting // AT_ONCE)
        person = number % PEOPLE
        first, last = FIRST_NAMES[person % len(FIRST_NAMES)], LAST_NAMES[person % len(LAST_NAMES)]
        yield (
            f"{SUBJECTS[meeting % len(SUBJECTS)]} {meeting % TITLES:04}",
            start,
            start + HALF_AN_HOUR,
            "America/New_York",
            f"{5_000_000_000_000_001 + 7 * (meeting % HOSTS):016}",
            "UNIQUE_MEETING",
            f"{first} {last}",
            f"{first}.{last}{person}@example.com".lower(),
            f"+1 415 555 01{person % 100:02}",
            "no",
            f"Room {meeting % AT_ONCE}",
            f"Booked by desk {meeting % 40}; please bring the list.",
        )


def _start(slot: int) -> datetime:
    """Half an hour after another from Monday to Friday."""
    day, place = divmod(slot, SLOTS_A_DAY)
    weeks, weekday = divmod(day, 5)
    return FIRST_DAY + timedelta(weeks=weeks, days=weekday) + place * HALF_AN_HOUR


def write_csv(path: Path, count: int, rows_a_meeting: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        for row in rows(count, rows_a_meeting):
            writer.writerow(f"{cell:%Y-%m-%d %H:%M}" if isinstance(cell, datetime) else cell for cell in row)


def write_xlsx(path: Path, count: int, rows_a_meeting: int) -> None:
    """A workbook with real dates, and what people add to one: colours, a note, choices, a second sheet, a chart."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.chart import BarChart, Reference
    from openpyxl.comments import Comment
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Meetings")
    sheet.freeze_panes = "A2"
    sheet.column_dimensions["A"].width = 24
    pink = DifferentialStyle(fill=PatternFill(bgColor="FFCCCC"))
    sheet.conditional_formatting.add(f"J2:J{count + 1}", Rule("cellIs", operator="equal", formula=['"yes"'], dxf=pink))
    choice = DataValidation("list", formula1='"yes,no"')
    choice.add(f"J2:J{count + 1}")
    sheet.data_validations.append(choice)
    headers = [WriteOnlyCell(sheet, header) for header in HEADERS]
    for cell in headers:
        cell.font = Font(bold=True)
    headers[0].comment = Comment("One title for the whole series.", "Desk 4")
    sheet.append(headers)
    for row in rows(count, rows_a_meeting):
        sheet.append([cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell for cell in row])
    other = book.create_sheet("Rooms")
    for room in range(20):
        other.append([f"Room {room}", 4 + room])
    chart = BarChart()
    chart.add_data(Reference(other, min_col=2, min_row=1, max_row=20))
    other.add_chart(chart, "D2")
    book.save(path)


WRITERS: dict[str, Callable[[Path, int, int], None]] = {".csv": write_csv, ".xlsx": write_xlsx}


def made(bench: Bench, suffix: str, count: int, rows_a_meeting: int = ROWS_A_MEETING) -> Path:
    """A file of so many rows; it is written by another process, because this one has to stay small."""
    path = bench.folder / "inputs" / f"{count}-rows-{rows_a_meeting}-a-meeting-{GENERATION}{suffix}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"unfinished-{path.name}")
        code = "from tests.benchmarks.inputs import write; write()"
        timed(bench, python(code, beside, count, rows_a_meeting))
        beside.replace(path)
    return path


def write() -> None:
    """In the other process: write the file that the arguments name."""
    path = Path(sys.argv[1])
    WRITERS[path.suffix](path, int(sys.argv[2]), int(sys.argv[3]))
