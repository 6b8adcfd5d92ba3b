"""Exports that write the name of a kind of data instead of the value: it is no guest, no title and no host."""

import pytest

from bulkmeet.cells.typenames import names_type
from bulkmeet.model import Status
from tests.sheets import errors, examined, message, only, sheet_of, statuses

HEADERS = ("Title", "Start", "End", "Host email", "Attendees", "Host name")
ROW = ("Lab", "2027-09-10 10:00", "2027-09-10 11:00", "jo@example.com", "ann@example.com", "Jo Bell")
TYPES = (
    *("System.Object[]", "System.String[]", "System.Collections.Hashtable", "System.__ComObject", "[object Object]"),
    *("Microsoft.Graph.PowerShell.Models.MicrosoftGraphAttendee[]", "Microsoft.Exchange.Data.Storage.Participant"),
    *("System.Collections.Generic.List`1[System.String]", "java.util.GregorianCalendar@1a2b3c4d", "[B@6d06d69c"),
    *("[Ljava.lang.Object;@4d1c005e", "com.example.Guest@7f31245a", "<app.models.Guest object at 0x7f2a9c0d>"),
    *("[object Object],[object Object]", "ann@example.com; System.Object[]", "Crm.Contact[]"),
)


@pytest.mark.parametrize(
    ("header", "text"),
    [*((header, TYPES[0]) for header in HEADERS), *(("Attendees", text) for text in TYPES)],
)
def test_the_name_of_a_type_is_an_error_in_every_column(header: str, text: str) -> None:
    second = [text if name == header else cell for name, cell in zip(HEADERS, ROW, strict=True)]
    found = examined(sheet_of(HEADERS, [("Chem", "2027-09-11 10:00", "2027-09-11 11:00", *ROW[3:]), second]))
    at = f"{'ABCDEF'[HEADERS.index(header)]}3"
    assert errors(found.issues) == [("type_not_value", at)]
    assert list(statuses(found).values()) == [Status.PENDING, Status.INVALID]


def test_it_says_what_happened_and_how_to_go_on_without_the_column() -> None:
    sheet = sheet_of(HEADERS, [(*ROW[:4], "System.Object[]", ROW[5])])
    assert message(examined(sheet).issues, "type_not_value") == (
        "“System.Object[]” is the name of a kind of data, which the export wrote instead of the value; export the file "
        "again with the value itself, or type it here, or leave the column out when you run bulkmeet, with --map "
        '"Attendees=ignore".'
    )
    assert not only(examined(sheet, column_map={"Attendees": "ignore"})).participants


@pytest.mark.parametrize(
    "text",
    [
        *("System check", "Microsoft Teams", "microsoft.com", "ann.bee@example.com", "Dr. A. Bee", "System.Review"),
        *("Review [object]", "com.example.Guest@beef.example", "Topics[]?", "Intro to System.Object", "A.B."),
    ],
)
def test_what_only_looks_like_one_is_text(text: str) -> None:
    assert not names_type(text)
