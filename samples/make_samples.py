"""Write the sample workbooks: python samples/make_samples.py [FOLDER].

The CSV samples beside this file are written by hand. Nothing here is drawn by chance and no clock is read, so that
the same files come out every time. All people, schools and companies are invented.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | date | time | timedelta | None

MADE = datetime(2028, 12, 1, 9)  # noqa: DTZ001 - OOXML properties carry no zone here, and any moment will do
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")

HEADER_FILL = PatternFill("solid", fgColor="1F4E79")
HEADER_FONT = Font(bold=True, color="FFFFFF")
BAND_FILL = PatternFill("solid", fgColor="EAF1F8")
LINE = Border(bottom=Side("thin", color="BFBFBF"))


class Column(NamedTuple):
    """A header, how wide its column is (in characters), and how its values are shown."""

    header: str
    width: float
    shown_as: str = "General"


# ---- the list of demos -------------------------------------------------------------------------------------

DEMO_COLUMNS = (
    Column("Topic", 38),
    Column("Date", 17, "ddd, mmm d, yyyy"),
    Column("Start", 10, "h:mm AM/PM"),
    Column("Duration", 10, "h:mm"),
    Column("Time zone", 19),
    Column("Host", 26),
    Column("Attendees", 50),
    Column("Meeting type", 16),
    Column("Account", 22),
    Column("Notes", 30),
)
REPS = ANA, MARCO, PRIYA = "ana.ruiz@example.com", "marco.bellini@example.com", "priya.nair@example.com"
KINDS = UNIQUE, LARGE = "Unique meeting", "Large meeting"
ZONES = NEW_YORK, CHICAGO, DENVER, LOS_ANGELES, LONDON = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Europe/London",
)  # fmt: skip
DEMO_HEADER_ROW = 5
SPARE_ROWS = 100
"""How far below the headers the drop-downs reach."""

DEMOS: tuple[tuple[Value, ...], ...] = (
    ("Contact center tour", date(2029, 3, 5), time(10), timedelta(minutes=45), NEW_YORK, ANA,
     "Ben Okafor <ben.okafor@example.com>; Chen Li <chen.li@example.com>", UNIQUE, "Heron Bay Freight", None),
    ("Contact center tour", date(2029, 3, 5), time(14, 30), timedelta(minutes=45), LOS_ANGELES, MARCO,
     "dana.park@example.com\nelif.demir@example.com\nfemi.adeyemi@example.com", UNIQUE, "Juniper Clinics", None),
    ("Call routing in depth", date(2029, 3, 6), time(9), timedelta(minutes=90), CHICAGO, ANA,
     "grace.lund@example.com, hugo.meyer@example.com", UNIQUE, "Prairie Seed Co-op", "Bring the sample call flow"),
    ("Meetings for large teams", date(2029, 3, 7), time(13), timedelta(minutes=60), NEW_YORK, PRIYA,
     "Novak, Iris <iris.novak@example.com>; Mori, Jun <jun.mori@example.com>", LARGE, "Bellweather Insurance", None),
    ("Analytics and reports", date(2029, 3, 8), time(11, 15), timedelta(minutes=30), LONDON, MARCO,
     "Karin Holm (karin.holm@example.com)\nLuis Prado (luis.prado@example.com)", UNIQUE, "Thames Lettings", None),
    ("Security review", date(2029, 3, 9), time(15), timedelta(minutes=75), NEW_YORK, PRIYA,
     '"Osei, Nana" <nana.osei@example.com>; "Quist, Petra" <petra.quist@example.com>', UNIQUE, "Alder Bank",
     "Security lead joins late"),
    ("Contact center tour", date(2029, 3, 12), time(10), timedelta(minutes=45), DENVER, ANA,
     "• Rosa Silva rosa.silva@example.com\n• Sam Tran sam.tran@example.com", UNIQUE, "Summit Gear", None),
    ("Call routing in depth", date(2029, 3, 13), time(16), timedelta(minutes=90), LOS_ANGELES, MARCO,
     "uma.vance@example.com (Uma Vance); walt.young@example.com (Walt Young)", UNIQUE, "Pacific Kelp", None),
    ("Onboarding plan", date(2029, 3, 14), time(9, 30), timedelta(minutes=60), NEW_YORK, PRIYA,
     "Xenia Zorn <mailto:xenia.zorn@example.com>; Ben Okafor <ben.okafor@example.com>;", UNIQUE,
     "Heron Bay Freight", None),
    ("Executive overview", date(2029, 3, 16), time(12), timedelta(minutes=30), NEW_YORK, ANA,
     "Chen Li <chen.li@example.com>; Tomas Beck", UNIQUE, "Heron Bay Freight", "No address for Tomas yet"),
)  # fmt: skip


def demos() -> Workbook:
    """A list kept by hand, with a heading above it, drop-downs, and attendees written in ten ways."""
    workbook, sheet = _workbook("Demos")
    sheet.merge_cells("A1:A3")
    _write_heading(sheet, "A1", "LARKSPUR", size=22, color="FFFFFF", fill="2E7D5B")
    sheet.merge_cells("B1:J2")
    _write_heading(sheet, "B1", "Product demos, March 2029", size=18, color="1F4E79")
    sheet["B3"] = "Kept by sales operations. One row a demo; everybody under Attendees gets an invitation."
    _write_table(sheet, DEMO_HEADER_ROW, DEMO_COLUMNS, DEMOS)
    lists = workbook.create_sheet("Lists")
    for letter, name, used_by, values in (
        ("A", "Reps", "F", REPS),
        ("B", "Kinds", "H", KINDS),
        ("C", "Zones", "E", ZONES),
    ):
        _write_list(lists, letter, name, values)
        choice = DataValidation("list", formula1=f"Lists!${letter}$2:${letter}${len(values) + 1}", allow_blank=True)
        choice.add(f"{used_by}{DEMO_HEADER_ROW + 1}:{used_by}{DEMO_HEADER_ROW + SPARE_ROWS}")
        sheet.add_data_validation(choice)
    return workbook


def _write_heading(sheet: Worksheet, place: str, text: str, *, size: int, color: str, fill: str | None = None) -> None:
    cell = sheet[place]
    cell.value = text
    cell.font = Font(bold=True, size=size, color=color)
    cell.alignment = Alignment(horizontal="center", vertical="center")
    if fill is not None:
        cell.fill = PatternFill("solid", fgColor=fill)


def _write_list(sheet: Worksheet, letter: str, name: str, values: Sequence[str]) -> None:
    sheet.column_dimensions[letter].width = 28
    sheet[f"{letter}1"] = name
    sheet[f"{letter}1"].font = Font(bold=True)
    for row, value in enumerate(values, start=2):
        sheet[f"{letter}{row}"] = value


# ---- the timetable -----------------------------------------------------------------------------------------

SUBJECTS = (
    "Algebra", "Art History", "Biology", "Chemistry", "Computer Science", "Drama", "Economics",
    "English", "French", "Geography", "History", "Music Theory", "Physics",
)  # fmt: skip
GRADES = (9, 10, 11)
TEACHERS = (
    "Nora Abbott", "Piet Bakker", "Sofia Castro", "Aidan Doyle", "Ingrid Eklund", "Rafael Fuentes", "Mei Guo",
    "Yusuf Hassan", "Clara Ivers", "Tom Jarvis", "Leila Karimi", "Owen Lloyd", "Bianca Moretti", "Emeka Nwosu",
    "Sinead O'Hara", "Viktor Petrov", "Rachel Quinn", "Dev Rao", "Greta Stein", "Hana Tanaka", "Marc Urban",
    "Paula Vega", "Jack Whitlock", "Lin Xu", "Zoe Yates", "Adam Zeller",
)  # fmt: skip
FIRST_NAMES = (
    "Ada", "Bruno", "Cleo", "Diego", "Esme", "Finn", "Gia", "Hiro", "Ivy", "Jonas",
    "Kira", "Leo", "Maya", "Nico", "Olive", "Pablo", "Ruth", "Seth", "Tara", "Uri",
)  # fmt: skip
LAST_NAMES = {
    9: ("Archer", "Bloom", "Cole", "Drew"),
    10: ("Ellis", "Frost", "Gray", "Hale"),
    11: ("Irwin", "Jung", "Knox", "Lane"),
}
FIRST_MONDAY = date(2029, 1, 22)
WEEKS = 13
COURSES_ON = (7, 8, 8, 8, 8)
"""How many courses meet on each weekday: 39 a week, and 500 in all once the holiday is taken out."""
HOLIDAYS = {date(2029, 2, 19)}
PERIODS = (time(8, 30), time(10), time(13), time(14, 30))
LESSON = timedelta(minutes=75)

TIMETABLE_COLUMNS = (
    Column("Group key", 14),
    Column("Course", 28),
    Column("Date", 17, "ddd d mmm yyyy"),
    Column("Start time", 11, "hh:mm"),
    Column("End time", 11, "hh:mm"),
    Column("Time zone", 18),
    Column("Teacher", 20),
    Column("Teacher email", 30),
    Column("Room", 9),
    Column("Participants", 90),
)


class Course(NamedTuple):
    """What meets once a week, and when: `day` counts from Monday, 0."""

    code: str
    title: str
    teacher: str
    room: str
    day: int
    starts: time
    students: str


def timetable() -> Workbook:
    """A school's term of 500 lessons, across the Sunday in March when clocks go forward."""
    workbook, sheet = _workbook("Spring term 2029")
    _write_table(sheet, 1, TIMETABLE_COLUMNS, list(_lessons()))
    return workbook


def _lessons() -> Iterator[tuple[Value, ...]]:
    courses = list(_courses())
    for week in range(WEEKS):
        for course in courses:
            day = FIRST_MONDAY + timedelta(weeks=week, days=course.day)
            if day in HOLIDAYS:
                continue
            ends = (datetime.combine(day, course.starts) + LESSON).time()
            yield (
                f"{course.code}-W{week + 1:02}", course.title, day, course.starts, ends, NEW_YORK,
                course.teacher, _email(course.teacher), course.room, course.students,
            )  # fmt: skip


def _courses() -> Iterator[Course]:
    """The courses through the week, two at a time: neighbours never share a grade or a teacher."""
    days = [(day, place) for day, count in enumerate(COURSES_ON) for place in range(count)]
    taught = [(subject, grade) for subject in range(len(SUBJECTS)) for grade in GRADES]
    for number, ((subject, grade), (day, place)) in enumerate(zip(taught, days, strict=True)):
        name = SUBJECTS[subject]
        teacher = 2 * subject + (grade == GRADES[1])
        yield Course(
            code=f"{''.join(word[0] for word in name.split())}{subject + 1:02}-{grade}",
            title=f"{name}, grade {grade}",
            teacher=TEACHERS[teacher],
            room=f"R{101 + teacher}",
            day=day,
            starts=PERIODS[place // 2],
            students=_students(number, grade),
        )


def _students(number: int, grade: int) -> str:
    """Four to eight students of the grade; a step that shares no factor with 20 names nobody twice."""
    places = [(5 * number + 3 * step) % len(FIRST_NAMES) for step in range(4 + number % 5)]
    names = [f"{FIRST_NAMES[place]} {LAST_NAMES[grade][place % 4]}" for place in places]
    return "; ".join(f"{name} <{_email(name)}>" for name in names)


def _email(name: str) -> str:
    return re.sub(r"[^a-z.]", "", name.lower().replace(" ", ".")) + "@example.com"


# ---- writing -----------------------------------------------------------------------------------------------


def _workbook(title: str) -> tuple[Workbook, Worksheet]:
    workbook = Workbook()
    workbook.properties.creator = "bulkmeet samples"
    workbook.properties.created = MADE
    sheet = workbook.worksheets[0]
    sheet.title = title
    return workbook, sheet


def _write_table(sheet: Worksheet, header_row: int, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> None:
    """Headers in colour, rows with lines, widths, a filter, and the headers kept in sight."""
    for index, column in enumerate(columns, start=1):
        cell = sheet.cell(header_row, index, column.header)
        cell.font, cell.fill = HEADER_FONT, HEADER_FILL
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    for number, row in enumerate(rows, start=header_row + 1):
        for index, (column, value) in enumerate(zip(columns, row, strict=True), start=1):
            cell = sheet.cell(number, index, value)
            cell.number_format, cell.border = column.shown_as, LINE
            cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str) and "\n" in value)
            if number % 2:
                cell.fill = BAND_FILL
    last = f"{get_column_letter(len(columns))}{header_row + len(rows)}"
    sheet.auto_filter.ref = f"A{header_row}:{last}"
    sheet.freeze_panes = f"A{header_row + 1}"


def save(workbook: Workbook, path: Path) -> None:
    """Save with one fixed moment in place of all the times that openpyxl takes from the clock."""
    fresh = BytesIO()
    workbook.save(fresh)
    stamp = f"{MADE.isoformat()}Z".encode()
    with ZipFile(fresh) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = MODIFIED.sub(rb"\g<1>" + stamp + rb"\2", content)
            target.writestr(ZipInfo(name, MADE.timetuple()[:6]), content, ZIP_DEFLATED)


def main(folder: Path) -> None:
    """Write every sample workbook into the folder."""
    save(demos(), folder / "demos-listed.xlsx")
    save(timetable(), folder / "term-timetable.xlsx")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
