"""Lists of nothing but addresses are read apart from all others, and say just the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulkmeet.cells import people
from bulkmeet.cells.people import parse_people
from bulkmeet.cells.plainlists import plain_addresses

LOCAL = st.text("ab01+-_.5", min_size=1, max_size=14)
DOMAIN = st.sampled_from(
    (
        "example.com",
        "EXAMPLE.org",
        "example",
        "gmial.com",
        "gmail.com",
        "a-b.example.com",
        "-x.com",
        "1.2.3.4",
        "ex..com",
    )
)
ADDRESS = st.builds("{}@{}".format, LOCAL, DOMAIN) | st.sampled_from(
    ("ana@example.com", "ANA@example.com", "415-555-0100@example.com", "+14155550100@example.com", "all@example.com")
)
ENTRY = ADDRESS | st.sampled_from(
    ("", " ", "Ana Ruiz", "n/a", "tba", "ana", "4", "to ana@example.com", "a@b@example.com")
)
SEPARATOR = st.sampled_from((";", "; ", ",", ", ", " , ", " ", "\n", ";;"))


@st.composite
def lists(draw: st.DrawFn) -> str:
    """Entries with separators between them, mostly the same one."""
    usual = draw(SEPARATOR)
    text = draw(ENTRY)
    for entry in draw(st.lists(ENTRY, max_size=4)):
        text += (draw(SEPARATOR) if draw(st.integers(0, 9)) == 0 else usual) + entry
    return draw(st.sampled_from(("", "", "; ", ","))) + text + draw(st.sampled_from(("", "", ";", " ", ", ", "\n")))


@given(lists())
@settings(max_examples=500, deadline=None)
def test_a_list_of_plain_addresses_says_what_the_longer_way_says(cell: str) -> None:
    assert parse_people(cell) == people._parse_list(cell, "US")


@pytest.mark.parametrize(
    "cell", ["ana@example.com", "ana@example.com;ben@example.org", "a@example.com, b-c@example.com;"]
)
def test_most_lists_take_the_shorter_way(cell: str) -> None:
    assert plain_addresses(cell) is not None


@pytest.mark.parametrize(
    "cell",
    [
        *("Ana <ana@example.com>", "ana@example.com; Ana", "ana@example.com;ANA@example.com", "ana@gmial.com", None, 4),
        *(
            "ana@example.com;\nben@example.com",
            "ana@example.com ben@example.com",
            "ana@example.com, ben@example.com; eva@example.com",
        ),
    ],
)
def test_whatever_needs_a_closer_look_goes_the_longer_way(cell: str | int | None) -> None:
    assert plain_addresses(cell) is None
