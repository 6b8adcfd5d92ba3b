"""Cells as Dialpad user ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulkmeet.cells.ids import parse_id
from bulkmeet.model import Cell, Parsed, Status, Unreadable
from tests.sheets import examined, sheet_of, statuses

ID = "5123456789012345"
WIDE = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}


def codes(cell: Cell) -> list[str]:
    return [problem.code for problem in parse_id(cell).problems]


@pytest.mark.parametrize(
    "cell",
    [
        ID,
        f" {ID}\u00a0",
        "5123 4567 8901 2345",
        "5123\u00a04567\u00a08901\u202f2345",
        f"'{ID}",
        f"\u2019{ID}",
        f"{ID}.0",
        f"{ID},0",
        f'="{ID}"',
        "5\u2019123\u2019456\u2019789\u2019012\u2019345",
        f"\u202a{ID}\u202c",
        f"\u200b{ID}",
        "5,123,456,789,012,345",
        int(ID),
        float(ID),
        f"0{ID}",
        ID.translate(WIDE),
    ],
)
def test_an_id_is_its_digits_however_the_cell_holds_it(cell: Cell) -> None:
    assert parse_id(cell) == Parsed(ID)


@pytest.mark.parametrize("cell", [None, "", "  ", "\u200b"])
def test_a_blank_cell_is_no_id_and_no_problem(cell: Cell) -> None:
    assert parse_id(cell) == Parsed()


@pytest.mark.parametrize("cell", [5123456789012340, 5123456789012340.0, "5123456789012340.0", "5,123,456,789,012,340"])
def test_a_number_that_ends_in_0_may_be_rounded(cell: Cell) -> None:
    parsed = parse_id(cell)
    assert parsed.value == "5123456789012340"
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [("id_may_be_rounded", "warning")]
    assert "15 digits" in parsed.problems[0].message
    assert "format the column as text" in parsed.problems[0].message


def test_a_text_that_ends_in_0_was_never_a_number() -> None:
    assert parse_id("5123456789012340") == Parsed("5123456789012340")


@pytest.mark.parametrize(
    "cell",
    [
        "6.23673E+15",
        "6,23673E+15",
        "6.23673e15",
        "6E+15",
        " 6.23673E+15 ",
        '="6.23673E+15"',
        "6.23673\u00d710^15",
        6.23673e15,
        6236730000000000,
        "6236730000000000",
    ],
)
def test_what_excel_has_mangled_cannot_be_repaired(cell: Cell) -> None:
    parsed = parse_id(cell)
    assert parsed.value is None
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [("id_mangled", "error")]
    assert "cannot be repaired" in parsed.problems[0].message
    assert "copy the id from Dialpad again" in parsed.problems[0].message


@pytest.mark.parametrize("cell", [9123456789012345.0, 2.0**53 + 2, 1e300, -1e300, float("inf")])
def test_a_float_too_large_to_be_exact_is_mangled(cell: float) -> None:
    assert parse_id(cell).value is None
    assert codes(cell) == ["id_mangled"]


def test_a_whole_number_is_exact_at_any_size() -> None:
    assert parse_id(9123456789012345) == Parsed("9123456789012345")


def test_an_email_is_shown_the_column_it_belongs_in() -> None:
    parsed = parse_id("ana@example.com")
    assert codes("ana@example.com") == ["id_not_a_number"]
    assert "Host email" in parsed.problems[0].message
    assert "email address" in parsed.problems[0].message


@pytest.mark.parametrize(
    "cell",
    [
        "Ana Ruiz",
        "5123-4567",
        "5123456789012345 0",
        "5.000",
        "########",
        "5123456789012345; 5123456789012346",
        "+5123456789012345",
        True,
        False,
        5123456789012.5,
        float("nan"),
        "²",
        "٥١٢٣",
    ],
)
def test_what_is_not_digits_is_no_id(cell: Cell) -> None:
    assert codes(cell) == ["id_not_a_number"]


@pytest.mark.parametrize(
    ("cell", "digits"), [("123456789012345", "15 digits"), (7, "1 digit,"), ("5" * 17, "17 digits")]
)
def test_another_length_is_pointed_out(cell: Cell, digits: str) -> None:
    parsed = parse_id(cell)
    assert parsed.value == str(cell)
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [("id_unusual_length", "warning")]
    assert digits in parsed.problems[0].message


@pytest.mark.parametrize(
    "cell",
    [
        "0",
        0,
        0.0,
        "000",
        "-5123456789012345",
        -5,
        -5.0,
        "9" * 20,
        2**63,
        str(2**63),
        "5123456789012345 5123456789012346",
    ],
)
def test_zero_negative_and_too_large_are_errors(cell: Cell) -> None:
    assert parse_id(cell).value is None
    assert codes(cell) == ["id_out_of_range"]


def test_the_largest_id_the_request_can_carry_is_read() -> None:
    assert parse_id(str(2**63 - 1)).value == str(2**63 - 1)


@pytest.mark.parametrize("cell", ["#N/A", Unreadable("=A1", "a formula that was never calculated")])
def test_an_error_value_is_told_as_such(cell: Cell) -> None:
    assert codes(cell) == ["unreadable_cell"]


def _is_no_remainder(number: int) -> bool:
    """Whether it does not look like what a spreadsheet leaves of an id: 6.23673E+15 in digits."""
    return number < 10**15 or number % 10**8 != 0


@given(st.integers(min_value=1, max_value=2**63 - 1).filter(_is_no_remainder))
def test_every_id_survives_as_text_and_as_a_whole_number(number: int) -> None:
    assert parse_id(str(number)).value == parse_id(number).value == str(number)


@given(st.integers(min_value=10**15, max_value=2**53))
def test_a_float_is_the_id_or_is_warned_about_or_refused(number: int) -> None:
    kept = float(f"{number:.14e}")  # what is left of it after Excel's 15 digits
    parsed = parse_id(kept)
    is_told = {problem.code for problem in parsed.problems} == {"id_may_be_rounded"}
    assert parsed.value == str(number) or is_told or (parsed.value is None and parsed.problems)


@pytest.mark.parametrize("changed", ["6.23674E+15", "6,236,735,712,345,111"])
def test_beside_an_id_that_excel_has_changed_a_zero_at_the_end_is_pointed_out(changed: str) -> None:
    ids = enumerate((ID, ID[:-1] + "0", changed))
    rows = [f"Call {place} | 2027-04-12 09:00 | 30 min | {one} | a{place}@example.com" for place, one in ids]
    found = examined("\n".join(["Title | Start | Duration | Host User ID | Participants", *rows]))
    assert [issue.cell for issue in found.issues if issue.code == "id_may_be_rounded" and issue.row == 3] == ["D3"]
    assert not [issue for issue in found.issues if issue.row == 2]


def test_alone_a_zero_at_the_end_is_a_digit_like_any_other() -> None:
    found = examined(f"""
        Title | Start            | Duration | Host User ID  | Participants
        One   | 2027-04-12 09:00 | 30 min   | {ID[:-1]}0    | a@example.com
    """)
    assert "id_may_be_rounded" not in {issue.code for issue in found.issues}


@pytest.mark.parametrize("changed", ["6.23674E+15", "6,236,735,712,345,111", 6.23674e15])
def test_beside_an_id_that_excel_has_changed_one_that_is_too_short_is_an_error(changed: str | float) -> None:
    headers = ("Title", "Start", "Duration", "Host User ID")
    ids = enumerate((ID, changed, ID[:-1]))
    found = examined(sheet_of(headers, [(f"Call {place}", "2027-04-12 09:00", "30 min", one) for place, one in ids]))
    assert [issue.cell for issue in found.issues if issue.code == "id_cut_short"] == ["D4"]
    assert statuses(found)[4] is Status.INVALID
    assert statuses(found)[2] is Status.PENDING


def test_alone_one_that_is_too_short_is_pointed_out() -> None:
    headers = ("Title", "Start", "Duration", "Host User ID")
    ids = enumerate((ID, ID[:-1]))
    found = examined(sheet_of(headers, [(f"Call {place}", "2027-04-12 09:00", "30 min", one) for place, one in ids]))
    assert [(issue.code, issue.cell) for issue in found.issues if issue.row == 3] == [("id_unusual_length", "D3")]
    assert statuses(found)[3] is Status.PENDING
