"""Rows that are there as examples: nobody means them to be created, so they are left out and named."""

import pytest

from bulkmeet.cells.examples import may_be_example, title_says_example
from bulkmeet.model import Status
from tests.sheets import examined, message, messages, statuses, warnings


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Example: Weekly",
            "EXAMPLE: Weekly",
            "Sample",
            "Sample meeting",
            "Example 1",
            "Example row",
            "*** Example ***",
        ),
        *("(Example) Weekly", "Weekly (sample)", "[SAMPLE] Weekly", "Beispiel", "Muster", "【例】会議", "Exemple !"),
    ],
)
def test_a_title_that_says_example_is_one(title: str) -> None:
    assert title_says_example(title)
    assert not may_be_example(title)


@pytest.mark.parametrize(
    "title",
    [
        *("Sample: Fabric review", "SAMPLE - Weekly", "Example 1: Weekly", "Beispiel: Besprechung", "Muster - Treffen"),
        *("Exemple : réunion", "Ejemplo: reunión", "例\uff1a会議", "예: 회의", "e.g. Weekly", "z.B. Besprechung"),
    ],
)
def test_a_title_that_begins_as_examples_do_is_asked_about(title: str) -> None:
    assert may_be_example(title)
    assert not title_says_example(title)


@pytest.mark.parametrize(
    "title",
    [
        *("Sample review", "Sample-size clinic", "Example driven design", "Exemplar: the talk", "Muster GmbH"),
        *("Weekly, for example", "Ex. committee", "Muster, Max: talk", "例会", "Work through examples: part 2"),
        *("EXAMPLE Corp kickoff", "E.G. Smith intro", "MUSTER GmbH Kickoff", "SAMPLE Industries demo"),
    ],
)
def test_a_title_that_is_about_examples_is_none(title: str) -> None:
    assert not title_says_example(title)
    assert not may_be_example(title)


def test_a_title_that_begins_as_examples_do_is_an_error_at_its_cell() -> None:
    found = examined("""
        Title                 | Start            | End   | Host email
        Sample: Fabric review | 2026-09-10 10:00 | 11:00 | jo@example.com
    """)
    assert [(issue.code, issue.severity, issue.cell) for issue in found.issues] == [
        ("title_like_example", "error", "A2")
    ]
    assert statuses(found) == {2: Status.INVALID}
    assert "take that out of the title, else delete the row" in found.issues[0].message


def test_examples_are_left_out_and_named() -> None:
    found = examined("""
        Title             | Start            | End   | Host email
        Example: planning | 2025-09-10 10:00 | 9:00  | you@
        [SAMPLE] review   | 2026-09-10 10:00 | 11:00 | jo@example.com
        Kickoff           | 2026-09-10 10:00 | 11:00 | jo@example.com
    """)
    assert statuses(found) == {2: Status.SKIPPED, 3: Status.SKIPPED, 4: Status.PENDING}
    assert messages(found)[2] == "Not sent: its title says it is an example."
    assert warnings(found.issues) == [("example_row", "A2")]
    assert message(found.issues, "example_row").startswith("Rows 2 to 3 are examples by their titles, so nothing is")
