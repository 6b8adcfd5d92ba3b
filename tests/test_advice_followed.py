"""What is offered together works together: the advice of a refusal, copied as it stands, leads to no other refusal."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

import pytest

from bulkmeet.errors import UnreadableFile
from bulkmeet.examine import Examined
from bulkmeet.model import Cell
from bulkmeet.sheet import Sheet
from tests.sheets import examined, sheet_of

OPTION = r'--map "(?!Their header)[^"]*=[a-z_]+"'
RUN = re.compile(rf"{OPTION}(?:(?: or)? {OPTION})*")
ABOUT_COLUMNS = {"two_columns_for_field", "column_missing", "times_not_used", "start_without_time", "end_without_time"}

SHEETS: dict[str, tuple[Sequence[str], Sequence[Cell]]] = {
    "a form in Spanish that books meetings": (
        ("Marca temporal", "Nombre y apellidos", "Asunto de la visita", "Cuándo viene", "Hora de inicio"),
        ("1{}/02/2026 10:14:22", "Lucía Soto", "Duda sobre {}", "2{}/02/2031", "16:30:00"),
    ),
    "a stamp that nobody knows beside a day": (
        ("Logged by us", "Thing", "Day of it", "Start time"),
        ("2026-01-1{} 10:14:22", "first look at {}", "2031-02-1{}", "9:00"),
    ),
    "a moment, a day and an hour": (
        ("Ata", "Thing", "Beb", "Cec"),
        ("2031-01-1{} 10:14", "first look at {}", "2031-02-1{}", "9:0{}"),
    ),
    "three moments": (
        ("Thing", "Ata", "Beb", "Cec"),
        ("first look at {}", "2031-01-1{} 10:00", "2031-01-1{} 11:00", "2031-01-1{} 12:00"),
    ),
    "three hours beside a date": (
        ("Title", "Date", "Ata", "Beb", "Cec"),
        ("Look {}", "2031-01-1{}", "10:0{}", "11:0{}", "12:0{}"),
    ),
    "a day, two hours and a text": (
        ("Ata", "Beb", "Cec", "Dud"),
        ("2031-01-1{}", "10:0{}", "11:0{}", "a look at {}"),
    ),
    "two days and an hour": (("Title", "Ata", "Beb", "Cec"), ("Look {}", "2031-01-1{}", "2031-01-2{}", "11:0{}")),
    "a span and an hour": (("Title", "Date", "Ata", "Beb"), ("Look {}", "2031-01-1{}", "9:00-10:3{}", "8:4{}")),
    "spans of Swedish hours": (
        ("Xyzzy", "Datum", "Mötesledare", "Ämnet för dagen"),
        ("kl. 18.30\u201320.0{}", "2031-01-1{}", "Bo Ek", "Tak och fasad {}"),
    ),
    "Danish hours with a point": (("Emne", "Dato", "Xyzzy"), ("Sag {}", "2031-01-1{}", "9.15")),
    "a Korean calendar": (
        ("회의 제목", "시작하는 날짜", "시작하는 시각", "끝나는 시각"),
        ("주간 회의 {}", "2031-01-1{}", "10:00", "11:0{}"),
    ),
    "headers in two lines": (("What\nabout", "Which\nday", "Start time"), ("a look at {}", "2031-01-1{}", "9:00")),
    "headers in quotation marks": (('"What" about', 'The "day"', "Time"), ("a look at {}", "2031-01-1{}", "9:00")),
    "one header twice": (("Item", "Item", "Start time"), ("a look at {}", "2031-01-1{}", "9:00")),
    "a length by its unit": (
        ("Committee called", "Start", "Takes (minutes)"),
        ("Board of part {}", "2031-01-1{} 9:00", "4{}"),
    ),
}


def sheet_named(name: str) -> Sheet:
    """The sheet with three rows, each with its number in the cells, and a host."""
    headers, cells = SHEETS[name]
    rows = [[str(cell).format(place) for cell in cells] for place in (1, 2, 3)]
    return sheet_of([*headers, "Host email"], [[*row, "ann@example.com"] for row in rows])


def advice_of(found: Examined) -> str:
    return " ".join(issue.message for issue in found.issues if issue.code in ABOUT_COLUMNS)


def ways(told: str) -> Iterator[dict[str, str]]:
    """Every way to follow what a message says, as --map takes it."""
    for chosen in product(*(run.split(" or ") for run in RUN.findall(told))):
        said = re.findall(r'"([^"]*)=([a-z_]+)"', " ".join(chosen))
        assert len({header for header, _ in said}) == len(said)
        yield dict(said)


def checked(sheet: Sheet, said: dict[str, str]) -> Examined:
    length = None if "duration" in said.values() else 1800
    return examined(sheet, column_map=said, duration=length)


@pytest.mark.parametrize("name", SHEETS)
def test_whoever_copies_the_advice_needs_no_other_about_columns(name: str) -> None:
    sheet = sheet_named(name)
    try:
        told = advice_of(examined(sheet))
    except UnreadableFile as refused:
        told = str(refused)
    followed = list(ways(told))
    assert followed != [{}]
    for said in followed:
        assert advice_of(checked(sheet, said)) == "", said
