"""Words for what is not settled yet, in the languages sheets are kept in: the same advice as for TBD."""

import pytest

from bulkmeet.cells.dates import parse_clock, parse_when
from bulkmeet.cells.durations import parse_duration
from bulkmeet.cells.people import parse_people
from bulkmeet.cells.stillopen import still_open
from bulkmeet.cells.titles import parse_title
from tests.sheets import examined, message

PHRASES = (
    *("à définir", "À définir.", "da definire", "wird noch festgelegt", "por definir", "a definir", "do ustalenia"),
    *("nader te bepalen", "(da confermare)", "à définir avec la direction", "Noch offen!", "to be confirmed", "待定"),
)


@pytest.mark.parametrize("phrase", PHRASES)
def test_what_is_still_open_is_said_to_be_so_whatever_the_cell_is_for(phrase: str) -> None:
    parsed = (parse_when(phrase, "dmy"), parse_clock(phrase), parse_duration(phrase, None), parse_people(phrase))
    assert [[problem.code for problem in one.problems] for one in parsed] == [
        ["date_undecided"],
        ["time_undecided"],
        ["duration_undecided"],
        ["attendee_undecided"],
    ]


@pytest.mark.parametrize("text", ["definir", "folgt mir", "to be fixedly", "ada lovelace", "adefinir"])
def test_other_words_say_nothing_of_that(text: str) -> None:
    assert not still_open(text)


def test_a_date_that_is_still_open_may_be_left_out_with_its_row() -> None:
    found = examined("Title | Date | Time | Duration | Host email\nA | à définir | 10:00 | 1 h | jo@example.com")
    assert message(found.issues, "date_undecided") == (
        "“à définir” is not a date yet; write it like 2027-10-13, or leave the row out."
    )


@pytest.mark.parametrize(
    "title", ["TBD", "tbc.", "N/A", "NA", "-", "(No title)", "Untitled", "Ohne Titel", "Sans titre", "未定"]
)
def test_what_only_says_that_there_is_no_title_is_none(title: str) -> None:
    (problem,) = parse_title(title).problems
    assert (problem.code, problem.severity) == ("title_says_nothing", "error")


@pytest.mark.parametrize(
    "title", ["TBD planning", "NA sales call", "Title insurance review", "None of the above: a talk"]
)
def test_a_title_that_only_begins_so_is_one(title: str) -> None:
    assert parse_title(title).value == title
