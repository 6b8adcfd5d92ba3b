"""Cells as text, and how they are shown to people."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from bulkmeet.cells.text import (
    address,
    column_letter,
    folded,
    is_blank,
    parse_text,
    printable,
    quoted,
    refused,
    text_of,
)
from bulkmeet.model import Cell, Parsed, Problem, Unreadable

NEVER_CALCULATED = Unreadable("=A1+B1", "a formula that was never calculated")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  Budget\u00a0", "Budget"),
        ("\ufeffTit\u200ble\u00ad", "Title"),
        (True, "TRUE"),
        (False, "FALSE"),
        (30, "30"),
        (30.0, "30"),
        (-0.0, "0"),
        (1.5, "1.5"),
        (5123456789012345.0, "5123456789012345.0"),
        (1e300, "1e+300"),
        (datetime(2026, 3, 4, 10, 0), "2026-03-04 10:00"),  # noqa: DTZ001 - as a spreadsheet holds it
        (datetime(2026, 3, 4, 10, 0, 7, tzinfo=UTC), "2026-03-04 10:00:07+00:00"),
        (date(2026, 3, 4), "2026-03-04"),
        (time(9, 5), "09:05"),
        (time(9, 5, 30), "09:05:30"),
        (timedelta(hours=26, minutes=5), "26:05"),
        (timedelta(minutes=90, seconds=4), "1:30:04"),
        (timedelta(minutes=-90), "-1:30"),
        (timedelta(seconds=-30), "-0:00:30"),
        (NEVER_CALCULATED, "=A1+B1"),
    ],
)
def test_a_cell_reads_as_a_person_would_read_it(cell: Cell, text: str) -> None:
    assert text_of(cell) == text


def test_only_empty_cells_and_invisible_ones_are_blank() -> None:
    assert all(is_blank(cell) for cell in (None, "", " \t\n", "\u00a0", "\ufeff\u200b"))
    assert not any(is_blank(cell) for cell in (0, False, "-", NEVER_CALCULATED))


def test_a_blank_cell_has_neither_text_nor_problems() -> None:
    assert parse_text("  ") == Parsed()
    assert parse_text(None) == Parsed()


def test_a_number_is_a_text_too() -> None:
    assert parse_text(2026) == Parsed("2026")
    assert parse_text(0) == Parsed("0")


@pytest.mark.parametrize("shown", ["#N/A", "#ref!", " #DIV/0! ", "#NV", "#BEZUG!", "#VALEUR!", "#¿NOMBRE?"])
def test_the_error_values_of_a_spreadsheet_are_no_text(shown: str) -> None:
    parsed = parse_text(shown)
    assert parsed.value is None
    assert [problem.code for problem in parsed.problems] == ["unreadable_cell"]
    assert shown.strip() in parsed.problems[0].message


def test_a_formula_without_a_value_says_why_and_what_to_do() -> None:
    parsed = parse_text(NEVER_CALCULATED)
    assert parsed.value is None
    assert parsed.problems[0].message == ("“=A1+B1” is a formula that was never calculated; type the value itself.")


def test_a_tab_that_keeps_a_formula_from_running_belongs_to_the_text() -> None:
    assert parse_text("\t=1+1 ").value == "\t=1+1"
    assert parse_text("\tBudget").value == "Budget"


def test_a_title_that_begins_with_a_hash_is_a_title() -> None:
    assert parse_text("#1 customers").value == "#1 customers"


def test_refusing_leaves_no_value_and_one_error() -> None:
    assert refused("some_code", "Say so.") == Parsed(None, (Problem("some_code", "Say so.", "error"),))


@pytest.mark.parametrize(
    "pair",
    [
        ("ANNULÉ", "annule"),
        ("Straße", "STRASSE"),
        ("キャンセル", "ｷｬﾝｾﾙ"),
        ("don\u2019t", "don't"),
        ("a \u00a0 b", "A b"),
        ("\u2714\ufe0f", "\u2714"),
    ],
)
def test_words_are_compared_without_case_accents_and_widths(pair: tuple[str, str]) -> None:
    assert folded(pair[0]) == folded(pair[1])


@given(st.text())
def test_folding_twice_spaces_nothing_further(text: str) -> None:
    assert folded(text) == " ".join(folded(text).split())


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[2J", r"\x1b[2J"),
        ("Pay\u202eexe.fdp", r"Pay\u202eexe.fdp"),
        ("a\r\nb", r"a\r\nb"),
        ("a\u2028b", r"a\u2028b"),
        ("\x9b31m", r"\x9b31m"),
        ("Ñandú 件名 ✓", "Ñandú 件名 ✓"),
    ],
)
def test_nothing_reaches_the_terminal_that_could_move_its_cursor(raw: str, shown: str) -> None:
    assert printable(raw) == shown


@given(st.text(alphabet=st.characters(min_codepoint=0, max_codepoint=0x10FFFF)))
def test_whatever_is_shown_is_printable_and_one_line(text: str) -> None:
    shown = printable(text)
    assert len(shown.splitlines()) <= 1
    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in shown)
    shown.encode("utf-8")


def test_a_quoted_value_is_cut_and_keeps_to_one_line() -> None:
    assert quoted("Line 1\nLine 2") == "“Line 1 Line 2”"
    assert quoted("x" * 41) == "“" + "x" * 39 + "…”"
    assert quoted("x" * 40) == "“" + "x" * 40 + "”"
    assert quoted("\x1b]0;pwn\x07") == r"“\x1b]0;pwn\x07”"
    assert quoted(True) == "“TRUE”"


def test_an_address_is_what_the_spreadsheet_shows() -> None:
    assert address(2, 14) == "C14"
    assert address(16383, 1048576) == "XFD1048576"


@given(st.integers(min_value=1, max_value=18278))
def test_column_letters_are_those_of_a_spreadsheet(number: int) -> None:
    assert column_letter(number - 1) == get_column_letter(number)
