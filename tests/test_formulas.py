import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulkmeet.cells.formulas import neutralise, restore

NEAR_FORMULAS = st.text(st.sampled_from("'=+-@\t\r 1a("), max_size=8)


@given(st.one_of(st.text(), NEAR_FORMULAS))
def test_restoring_gives_back_every_text(text: str) -> None:
    assert restore(neutralise(text)) == text


@given(NEAR_FORMULAS)
def test_nothing_that_is_written_begins_like_a_formula_unless_it_is_a_signed_number(text: str) -> None:
    written = neutralise(text)
    assert not written.startswith(("=", "@", "\t", "\r"))
    if written.startswith(("+", "-")):
        assert set(written[1:]) <= set("0123456789 ().,-\t\r")


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "\t=1", "\r=1", "- dash", "+a@example.com", "'=10530"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert neutralise(text) == "'" + text


@pytest.mark.parametrize("text", ["+14155550100", "+1 (415) 555-0100", "-3.5", "O'Neil", "'quoted'", "", "+"[1:]])
def test_phones_numbers_and_plain_texts_stay_as_they_are(text: str) -> None:
    assert neutralise(text) == text
