"""--report: the page as a file: where it goes, what stands in it, and that nothing in a sheet can do harm there."""

import re
import stat
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bulkmeet.errors import WrongUsage
from bulkmeet.model import Issue, Result, Status
from bulkmeet.results.page import contents
from bulkmeet.results.page.appointments import Appointment
from bulkmeet.results.page.records import Entry, Facts, Report
from bulkmeet.results.page.render import ISSUES_WITHOUT_SCRIPT, NOTHING_WRONG, render
from bulkmeet.results.page.words import cards, details, headline, moment
from bulkmeet.results.page.write import ensure_page_place
from tests.command_line import CommandLine, invalid, meeting, meetings, no_file_beyond
from tests.conftest import Server

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u202egnp.exe\x1b[31m"
SHOWN = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\\u202egnp.exe\\x1b[31m"
NOON = 1_929_960_000  # of 27 February 2031, in UTC
FACTS = Facts("term.csv", None, 3, "Dialpad", "", "UTC", made=1_900_000_000.0, sent=True)


class Reader(HTMLParser):
    """The elements of a page, and its text as a browser would show it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self._within = tag

    def handle_data(self, data: str) -> None:
        if self._within not in {"script", "style"}:
            self.text += data


def read(page: bytes) -> Reader:
    reader = Reader()
    reader.feed(page.decode())
    return reader


def data_of(page: bytes) -> dict[str, Any]:
    """What the page's script reads."""
    (block,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page.decode(), re.DOTALL)
    found: dict[str, Any] = msgspec.json.decode(block)
    return found


def entry(row: int, status: Status = Status.CREATED, **given: Any) -> Entry:
    """A meeting of half an hour on a day of its own."""
    start = NOON + row * 86_400
    title = given.pop("title", f"Meeting {row}")
    result = Result((row,), status, title, given.pop("message", ""), **given)
    return Entry(result, Appointment(row, title, start, start + 1800, "UTC", "jo@example.com", people=2))


def report(*entries: Entry, issues: tuple[Issue, ...] = (), **facts: Any) -> Report:
    return Report(msgspec.structs.replace(FACTS, **facts), entries, issues)


# ---- nothing in a sheet can do harm ------------------------------------------------------------------------


def test_markup_from_the_sheet_stays_text_wherever_it_stands() -> None:
    issue = Issue("title_odd", EVIL, "error", 4, column=EVIL, cell="A4", value=EVIL)
    evil = entry(4, title=EVIL, message=EVIL, meeting_id=EVIL, meeting_url=f"https://example.com/{EVIL}")
    facts = {"file": f"{EVIL}.csv", "sheet": EVIL, "target": EVIL, "account": EVIL, "run": EVIL, "stopped": EVIL}
    page = render(report(evil, issues=(issue,), **facts))
    calm = render(report(entry(4), issues=(Issue("a", "b", "error", 4),), **dict.fromkeys(facts, "x")))
    assert read(page).tags == read(calm).tags
    assert not [name for name, _ in read(page).attributes if name.startswith("on") or name == "src"]
    assert read(page).text.count(SHOWN) >= 8
    assert "\u202e" not in page.decode()
    assert "\x1b" not in page.decode()
    assert data_of(page)["meetings"]["titles"] == [SHOWN]
    assert data_of(page)["issues"][0][2] == SHOWN


def test_the_policy_lets_nothing_in_but_the_pages_own_style_and_script() -> None:
    page = render(report(entry(4)))
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page.decode())
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy
    fetching = {"src", "srcset", "poster", "action", "formaction", "style", "background"}
    assert not [attribute for attribute in read(page).attributes if attribute[0] in fetching]
    links = [value for name, value in read(page).attributes if name == "href"]
    assert links
    assert all(str(link).startswith("#") for link in links)


# ---- what it says ------------------------------------------------------------------------------------------


def test_the_summary_counts_by_status_and_says_when_in_both_zones() -> None:
    tokyo = Appointment(2, "A", NOON, NOON + 1800, "Asia/Tokyo", "jo@example.com", people=2)
    done = Entry(Result((2, 3), Status.CREATED, "A", ""), tokyo)
    failed = Entry(Result((4,), Status.FAILED, "B", "Refused."))
    made = report(done, failed, issues=(Issue("host_in_two_meetings", "x", "warning", 4),))
    assert headline(made) == "1 of 2 meetings created"
    counted = [(card.count, card.noun, card.listed) for card in cards(made)]
    assert counted == [
        (1, "created", "meetings"),
        (1, "failed", "meetings"),
        (1, "warning", "issues"),
        (1, "double booking", "issues"),
    ]
    said = dict(details(made))
    assert said["First starts"] == "Thu 27 Feb 2031, 21:00 Asia/Tokyo (12:00 UTC)"
    assert said["Last ends"] == "Thu 27 Feb 2031, 21:30 Asia/Tokyo (12:30 UTC)"
    assert said["Who"] == "1 host, 2 participants"
    assert said["Created in"] == "Dialpad"


@pytest.mark.parametrize(
    ("facts", "statuses", "said"),
    [
        ({}, [Status.CREATED] * 2, "2 meetings created"),
        ({}, [Status.FAILED], "No meeting was created"),
        ({"before": 1}, [Status.CREATED, Status.CREATED, Status.FAILED], "1 of 3 meetings created, 1 before"),
        ({"before": 1}, [Status.CREATED], "No meeting was created now, 1 before"),
        ({"sent": False, "planned": 1}, [Status.PENDING, Status.INVALID], "1 meeting would be created"),
        ({"sent": False}, [Status.INVALID], "Nothing would be created"),
    ],
)
def test_the_headline_says_what_was_created_or_would_be(
    facts: dict[str, Any], statuses: list[Status], said: str
) -> None:
    assert headline(report(*(entry(row, status) for row, status in enumerate(statuses, 2)), **facts)) == said


def test_a_moment_that_is_another_day_in_utc_says_so() -> None:
    assert moment(NOON + 4 * 3600, "Asia/Tokyo") == "Fri 28 Feb 2031, 01:00 Asia/Tokyo (Thu 27 Feb 2031, 16:00 UTC)"


def test_without_scripts_the_summary_and_the_worst_200_issues_stand_there() -> None:
    warnings = tuple(Issue("odd", f"Warning {n}.", "warning", n) for n in range(300))
    page = read(render(report(entry(4), issues=(*warnings, Issue("bad", "An error.", "error", 999)))))
    assert "1 meeting created" in page.text
    assert "An error." in page.text
    assert f"the first {ISSUES_WITHOUT_SCRIPT} of 301 issues" in page.text
    assert page.text.count("Warning ") == ISSUES_WITHOUT_SCRIPT - 1


def test_a_kind_of_issue_is_called_what_people_would_call_it_with_and_without_scripts() -> None:
    page = render(report(entry(2), issues=(Issue("title_missing", "This meeting has no title.", row=2),)))
    assert "Title missing" in read(page).text
    assert "Title missing" in data_of(page)["texts"]
    assert b"title_missing" not in page


def test_a_sheet_without_issues_is_said_to_have_none() -> None:
    assert NOTHING_WRONG in read(render(report(entry(4)))).text


def test_what_is_left_out_of_a_huge_page_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("MOST_MEETINGS", "MOST_ISSUES"):
        monkeypatch.setattr(contents, limit, 2)
    monkeypatch.setattr(contents, "MOST_LINKS", 1)
    entries = [entry(row, meeting_url="https://example.com") for row in range(3)]
    data = data_of(render(report(*entries, issues=(Issue("a", "b"), Issue("a", "b"), Issue("c", "d")))))
    assert data["cut"] == [
        "Only the first 2 of 3 meetings are here; the results sheet has them all.",
        "Only the worst 2 of 3 issues are here; --json lists them all.",
        "The links of the meetings were left out, as there are so many; the results sheet has them.",
    ]
    assert (len(data["meetings"]["rows"]), len(data["issues"]), data["meetings"]["links"]) == (2, 2, {})


def test_ten_thousand_meetings_take_little_room() -> None:
    entries = [entry(row % 300, message="Not sent yet.", title=f"Appointment {row}") for row in range(10_000)]
    assert len(render(report(*entries))) < 1_500_000


# ---- the command -------------------------------------------------------------------------------------------


def test_check_writes_a_page_of_what_a_run_would_do(bulkmeet: CommandLine) -> None:
    bulkmeet.csv("term.csv", [meeting("Algebra", 9), meeting("Biology", 9), invalid("Chemistry")])
    done = bulkmeet("check", "term.csv", "--report", "term.html", "--allow-past")
    assert done.code == 1, done.said
    assert "Page: term.html" in done.out
    page = (bulkmeet.folder / "term.html").read_bytes()
    assert "2 meetings would be created" in read(page).text
    assert "nothing was sent" in read(page).text
    found = data_of(page)["meetings"]
    assert found["titles"] == ["Algebra", "Biology", "Chemistry"]
    assert found["clashes"] == {"0": [1], "1": [0]}
    assert found["times"][2] is None


def test_run_writes_a_page_of_what_became_of_every_row(bulkmeet: CommandLine, server: Server) -> None:
    sheet = bulkmeet.csv("term.csv", [*meetings(2), invalid("Chemistry")])
    sheet.chmod(0o640)
    done = bulkmeet("run", "term.csv", "--api", server.url, "--yes", "--report", "page.html")
    assert done.code == 1, done.said
    page = bulkmeet.folder / "page.html"
    assert stat.S_IMODE(page.stat().st_mode) == 0o640
    assert "2 of 3 meetings created" in read(page.read_bytes()).text
    data = data_of(page.read_bytes())
    assert [data["statuses"][place] for place in data["meetings"]["statuses"]] == ["created", "created", "invalid"]
    assert list(data["meetings"]["ids"].values()) == [server.ids["Meeting 001"], server.ids["Meeting 002"]]

    again = bulkmeet("rerun", "term.results.csv", "--api", server.url, "--yes", "--report", "page.html")
    assert again.code == 1, again.said
    assert [times is not None for times in data_of(page.read_bytes())["meetings"]["times"]] == [True, True, False]


def test_a_run_that_stops_early_still_writes_its_page_and_says_why(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("term.csv", meetings(3))
    done = bulkmeet(
        "run", "term.csv", "--api", server.url, "--yes", "--report", "p.html", environment={"DIALPAD_API_KEY": "wrong"}
    )
    assert done.code == 4
    page = read((bulkmeet.folder / "p.html").read_bytes())
    assert "No meeting was created" in page.text
    assert "The run stopped early." in page.text


OTHERS = "which is the sheet, its results or the ledger; choose another name."


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("term.csv", "--report writes a page for a browser, so {} must end in .html."),
        ("sheet.html", "--report names {}, " + OTHERS),
        ("not-yet.html", "--report names {}, " + OTHERS),
        ("link.html", "--report names {}, " + OTHERS),
        ("no/such.html", "The page cannot be written to {}; choose a file in an existing folder with --report."),
        ("folder.html", "The page cannot be written to {}; choose a file in an existing folder with --report."),
        ("notes.html", "{} is there already and is no page of bulkmeet; choose another name with --report."),
    ],
)
def test_a_page_never_takes_the_place_of_something_else(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "sheet.html").write_text("Title,Start")
    (tmp_path / "notes.html").write_text("<p>My notes</p>")
    (tmp_path / "link.html").symlink_to("sheet.html")
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(WrongUsage) as refused:
        ensure_page_place(tmp_path / name, [tmp_path / "sheet.html", tmp_path / "not-yet.html"])
    assert str(refused.value) == told.format(tmp_path / name)


@pytest.mark.parametrize("taken", ["sheet.html", "out.html", "ledger.html"])
def test_that_is_refused_before_anything_is_sent(bulkmeet: CommandLine, server: Server, taken: str) -> None:
    sheet = bulkmeet.csv("sheet.html", meetings(1))
    before = sheet.read_bytes()
    places = ("--output", "out.html", "--ledger", "ledger.html", "--report", taken)
    done = bulkmeet("run", "sheet.html", "--api", server.url, "--yes", *places, ledger=False)
    assert (done.code, done.sentence) == (2, f"--report names {taken}, {OTHERS}"), done.said
    assert (server.recorded, sheet.read_bytes()) == ([], before)


def test_an_older_page_is_replaced(bulkmeet: CommandLine) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    bulkmeet.csv("b.csv", meetings(2))
    assert bulkmeet("check", "a.csv", "--report", "p.html").code == 0
    assert bulkmeet("check", "b.csv", "--report", "p.html").code == 0
    assert "2 meetings would be created" in read((bulkmeet.folder / "p.html").read_bytes()).text


def test_when_the_page_cannot_be_written_everything_else_is_still_told(bulkmeet: CommandLine, tmp_path: Path) -> None:
    big = bulkmeet.csv("b.csv", [meeting(f"Title {n} {'x' * 200}", n % 24, 1 + n // 24) for n in range(300)])
    limit = big.stat().st_size + 20_000
    done = bulkmeet("check", "b.csv", "--json", "--report", "q.html", ledger=False, preexec_fn=no_file_beyond(limit))
    assert done.code == 4, done.said
    assert done.document["meetings"] == 300
    assert "q.html could not be written" in done.document["error"]
    assert "--report" in done.document["error"]
    assert not list(tmp_path.glob("**/*.tmp"))
