"""The fields a column can hold.

The names are the ones `--map "Their header=field"` takes. Those the API knows carry the reference page's
own names, except that a start and an end may also come as a date and a time of their own.
"""

from enum import StrEnum

from msgspec import Struct

from bulkmeet.cells.dates import DateOrder
from bulkmeet.cells.text import column_named
from bulkmeet.model import Issue


class Field(StrEnum):
    """What a column means for a meeting."""

    TITLE = "title"
    START = "start"
    START_DATE = "start_date"
    START_TIME = "start_time"
    START_HOUR = "start_hour"
    START_MINUTE = "start_minute"
    START_MERIDIEM = "start_meridiem"
    WEEKDAY = "weekday"
    END = "end"
    END_DATE = "end_date"
    END_TIME = "end_time"
    END_HOUR = "end_hour"
    END_MINUTE = "end_minute"
    END_MERIDIEM = "end_meridiem"
    DURATION = "duration"
    TIMEZONE = "timezone"
    END_TIMEZONE = "end_timezone"
    USER_ID = "user_id"
    HOST_EMAIL = "host_email"
    HOST_NAME = "host_name"
    MEETING_TYPE = "meeting_type"
    RECURRENCE = "recurrence"
    CALL_OUT = "call_out"
    KEY = "key"
    ATTENDEES = "attendees"
    EMAIL = "email"
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    PHONE = "phone"
    DISPLAY_NAME = "display_name"
    TALK_TIME = "talk_time"
    IS_ORGANIZER = "is_organizer"
    CALL_IN_METHOD = "call_in_method"
    PHONE_NUMBER = "phone_number"
    CANCELLED = "cancelled"
    GOING_AHEAD = "going_ahead"
    ALL_DAY = "all_day"
    IGNORE = "ignore"
    RESULT_STATUS = "bulkmeet_status"
    RESULT_ID = "bulkmeet_meeting_id"
    RESULT_URL = "bulkmeet_meeting_url"
    RESULT_MESSAGE = "bulkmeet_message"
    RESULT_AT = "bulkmeet_at"
    RESULT_KEY = "bulkmeet_key"


PERSON_FIELDS = frozenset(
    {
        Field.EMAIL,
        Field.NAME,
        Field.FIRST_NAME,
        Field.LAST_NAME,
        Field.PHONE,
        Field.DISPLAY_NAME,
        Field.TALK_TIME,
        Field.IS_ORGANIZER,
        Field.CALL_IN_METHOD,
        Field.PHONE_NUMBER,
    }
)
PEOPLE_FIELDS = PERSON_FIELDS | {Field.ATTENDEES}
"""Whatever says who is invited: one person's fields, and the list of several."""

DATED_STARTS = frozenset({Field.START, Field.START_DATE})
"""Whatever says on which day a meeting starts."""
LASTING = frozenset({Field.END, Field.END_DATE, Field.END_TIME, Field.END_HOUR, Field.DURATION})
"""Whatever says how long it lasts."""

SAYING_OFF = frozenset({Field.CANCELLED, Field.GOING_AHEAD})
"""Whatever marks the rows that do not take place."""

RESULT_FIELDS = (
    Field.RESULT_STATUS,
    Field.RESULT_ID,
    Field.RESULT_URL,
    Field.RESULT_MESSAGE,
    Field.RESULT_AT,
    Field.RESULT_KEY,
)

SUMMARY_SHEET = "bulkmeet summary"
ISSUES_SHEET = "bulkmeet issues"
HELP_SHEET = "How to fill this in"
EXAMPLES_SHEET = "Filled-in examples"
OWN_SHEETS = frozenset({SUMMARY_SHEET, ISSUES_SHEET, HELP_SHEET, EXAMPLES_SHEET})
"""The sheets that bulkmeet puts into workbooks, which are never taken for the meetings."""


KNOWN = "known, not used"
"""How a column stands that says nothing a meeting is created from."""
BY_CELLS = "by its name and cells"
"""How a field was found whose header could mean several: what stands in the cells settled it."""

ONLY_CODES = "by its codes, which tell meetings apart"
"""How a column stands that is no title, as it holds only codes where another holds words."""

BY_MAP = ("by --map", "by the map")
"""How `how` begins where somebody said what the column is."""


class Saved(Struct, frozen=True):
    """What a saved map says of a column: its field in the words --map takes, and the map's name."""

    field: str
    map: str


class Column(Struct, frozen=True):
    """A column and how it is read.

    `index` counts from 0. `person` is 0 for the row's one participant, and n for the n-th of a wide sheet
    ("Attendee 2 email"). `unit` ("h", "min", "s" or "ms"), `zone` and `order` (of day, month and year) are what
    the header, or who mapped it, says of its values. `how` tells how the field was found, and `by_likeness` that
    its header is only like a known one; `resembles` is the field an unrecognised header looks like. `until` is the
    field of the end that cells like 9:00 - 10:00 give besides. `of_series` marks a key that all meetings of a series
    share, and `marked` a column whose header is the address of a guest, invited in the rows with a mark.
    `of_addresses` is the place of the column with the addresses of those whom this one only names, and `day_of` that of
    the column read instead of this one, where it says the same day and is only held against it.
    """

    index: int
    header: str
    field: Field | None = None
    person: int = 0
    unit: str | None = None
    zone: str | None = None
    how: str = "unrecognised"
    resembles: Field | None = None
    order: DateOrder | None = None
    by_likeness: bool = False
    until: Field | None = None
    of_series: bool = False
    marked: bool = False
    of_addresses: int | None = None
    day_of: int | None = None

    @property
    def named(self) -> str:
        """What a message calls it."""
        return column_named(self.header, self.index)


class Mapping(Struct, frozen=True):
    """How every column of a sheet is read, and what is doubtful about it."""

    columns: tuple[Column, ...]
    issues: tuple[Issue, ...] = ()

    def of(self, field: Field) -> tuple[Column, ...]:
        """The columns read as `field`, from left to right."""
        return tuple(column for column in self.columns if column.field is field)
