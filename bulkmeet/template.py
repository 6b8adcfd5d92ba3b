"""An empty workbook with the columns bulkmeet knows best, to be filled in: drop-downs, formats, notes, and examples."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import BinaryIO
from zoneinfo import available_timezones

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bulkmeet.cells.flags import MEETING_TYPES
from bulkmeet.columns.fields import EXAMPLES_SHEET, HELP_SHEET

SHEET = "Meetings"
LISTS = "Lists"
LAST_ROW = 5000
TEXT, DATE, TIME, NUMBER = "@", "yyyy-mm-dd", "hh:mm", "0"
TYPES = tuple(MEETING_TYPES.values())
YES_NO = ("Yes", "No")
AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
ZONES = ("UTC", *sorted(zone for zone in available_timezones() if zone.split("/")[0] in AREAS))
REQUIRED_FILL, OPTIONAL_FILL = PatternFill("solid", fgColor="1F4E79"), PatternFill("solid", fgColor="DCE6F1")
LINE = Border(bottom=Side("thin", color="8EA9C8"))


Value = str | int | date | time


class Column(Struct, frozen=True):
    """A column: its header, how wide it is (in characters), its format, and what its note says."""

    header: str
    width: int
    format: str
    says: str
    example: str
    choices: Sequence[str] = ()
    only_these: bool = False
    is_required: bool = False

    @property
    def note(self) -> str:
        """What stands in the header's note."""
        return f"{'Required' if self.is_required else 'Optional'}. {self.says}\nExample: {self.example}"


COLUMNS = (
    Column("Title", 32, TEXT, "What the meeting is called.", "Spring term kick-off", is_required=True),
    Column("Start date", 13, DATE, "The day it starts, year-month-day.", "2027-03-15", is_required=True),
    Column("Start time", 11, TIME, "When it starts, on a 24-hour clock.", "14:30", is_required=True),
    Column("End time", 11, TIME, "When it ends. It may be blank where there is a duration.", "15:15"),
    Column("Duration (min)", 15, NUMBER, "How many minutes it takes. It may be blank where there is an end.", "45"),
    Column(
        "Time zone", 24, TEXT, "The zone of its date and times. Where it is blank, it is this computer's.",
        "America/New_York", ZONES,
    ),
    Column("Host email", 28, TEXT, "The Dialpad user who hosts it.", "ana.ruiz@example.com", is_required=True),
    Column(
        "Host ID", 20, TEXT, "The host's Dialpad user id, if you know that rather than the email.",
        "5835806903417907",
    ),
    Column(
        "Meeting type", 26, TEXT, "Where it is blank, it is UNIQUE_MEETING.", "UNIQUE_MEETING", TYPES,
        only_these=True,
    ),
    Column("Recurrence", 22, TEXT, "How it repeats. Blank: it does not.", "weekly until 2027-06-18"),
    Column("Call out", 10, TEXT, "Whether Dialpad calls everybody when it starts.", "No", YES_NO, only_these=True),
    Column(
        "Attendees", 44, TEXT,
        "Everybody who is invited, with a semicolon between them; a phone number may stand behind an address.",
        "Ben Okafor <ben.okafor@example.com>; chen.li@example.com",
    ),
    Column(
        "Attendee name", 22, TEXT,
        "The person of this row, instead of Attendees, where you know more of each than the email. Give every person "
        "of a meeting a row of their own, with the same title, start, end and host.",
        "Dana Park",
    ),
    Column("Attendee email", 28, TEXT, "The email of the person of this row.", "dana.park@example.com"),
    Column("Attendee phone", 18, TEXT, "The phone of that person, with the country code.", "+1 415 555 0104"),
)  # fmt: skip
HELP = (
    "How to fill this in",
    "",
    "1. Write one meeting in each row of the sheet “Meetings”, from row 2 on.",
    f"    The sheet “{EXAMPLES_SHEET}” shows how that looks. It may stay: nothing is created from it.",
    "2. Dark headers must be filled in: title, start date, start time and host; and either an end or a duration.",
    "3. Rest the pointer on a header to read what goes into its column, with an example.",
    "4. Put all attendees into one cell; or give each a row with their name, email and phone, and in each of these",
    "    rows the same title, start, end and host.",
    "5. Leave out columns that you do not need. Columns of your own may be added to the right; they stay as they are.",
    "6. Save the workbook, and see what bulkmeet makes of it: bulkmeet check and this file's name. That sends nothing.",
    "7. When the plan is right: bulkmeet run and this file's name. It asks once before it creates anything.",
)


def write_template(out: BinaryIO, today: date) -> None:
    """Write the workbook; its examples are on days after `today`.

    They stand on a sheet of their own: of one that is written over, half could stay, and somebody else be invited.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one
    sheet.title = SHEET
    examples = book.create_sheet(EXAMPLES_SHEET)
    for each in (sheet, examples):
        _write_headers(each)
    for row, cells in enumerate(_examples(today), 2):
        for number, column in enumerate(COLUMNS, 1):
            cell = examples.cell(row, number, cells.get(column.header))
            cell.number_format = column.format
    _offer_choices(book, sheet)
    _write_help(book.create_sheet(HELP_SHEET, 1))
    book.save(out)


def _write_headers(sheet: Worksheet) -> None:
    for number, column in enumerate(COLUMNS, 1):
        _head(sheet, number, column)
    sheet.freeze_panes = "B2"
    sheet.row_dimensions[1].height = 22


def _head(sheet: Worksheet, number: int, column: Column) -> None:
    cell = sheet.cell(1, number, column.header)
    cell.font = Font(bold=True, color="FFFFFF" if column.is_required else "1F3552")
    cell.fill = REQUIRED_FILL if column.is_required else OPTIONAL_FILL
    cell.alignment = Alignment(vertical="center")
    cell.border = LINE
    cell.number_format = TEXT
    cell.comment = Comment(column.note, "bulkmeet", height=60 + 18 * (len(column.note) // 40), width=280)
    whole = sheet.column_dimensions[get_column_letter(number)]
    whole.width = column.width
    whole.number_format = column.format


def _examples(today: date) -> list[dict[str, Value]]:
    monday = today + timedelta(days=14 - today.weekday())
    shared: dict[str, Value] = {
        "Time zone": "America/New_York",
        "Host email": "ana.ruiz@example.com",
        "Meeting type": "UNIQUE_MEETING",
    }
    training = shared | {
        "Title": "Example: phone training",
        "Start date": monday + timedelta(days=1),
        "Start time": time(9),
        "Duration (min)": 90,
    }
    return [
        shared
        | {
            "Title": "Example: weekly planning",
            "Start date": monday,
            "Start time": time(14, 30),
            "End time": time(15, 15),
            "Recurrence": "every week, 4 times",
            "Call out": "No",
            "Attendees": "Ben Okafor <ben.okafor@example.com>; chen.li@example.com",
        },
        training | _person("Dana Park", "dana.park@example.com", "+1 415 555 0104"),
        training | _person("Elif Demir", "elif.demir@example.com", "+1 415 555 0105"),
    ]


def _person(name: str, email: str, phone: str) -> dict[str, Value]:
    return {"Attendee name": name, "Attendee email": email, "Attendee phone": phone}


def _offer_choices(book: Workbook, sheet: Worksheet) -> None:
    """Drop-downs. Their lists stand on a hidden sheet, because a list in the validation itself is at most 255 long."""
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for place, column in enumerate((column for column in COLUMNS if column.choices), 1):
        letter, own = get_column_letter(place), get_column_letter(COLUMNS.index(column) + 1)
        for row, choice in enumerate((column.header, *column.choices), 1):
            lists.cell(row, place, choice)
        offer = DataValidation("list", formula1=f"{LISTS}!${letter}$2:${letter}${len(column.choices) + 1}")
        offer.allow_blank = True
        offer.showErrorMessage = True
        offer.errorStyle = "stop" if column.only_these else "warning"
        offer.errorTitle = column.header
        offer.error = "Choose one from the list." if column.only_these else "It is not in the list. Is it right?"
        sheet.add_data_validation(offer)
        offer.add(f"{own}2:{own}{LAST_ROW}")


def _write_help(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 100
    sheet.sheet_view.showGridLines = False
    for row, line in enumerate(HELP, 1):
        cell = sheet.cell(row, 1, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=row == 1, size=14 if row == 1 else 11)
