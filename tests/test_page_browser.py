"""The page in a real browser: what a person can do with it, by mouse or keyboard, on a phone, in the dark, on paper."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from selenium.webdriver.common.keys import Keys

from bulkmeet.model import Issue, Result, Status
from bulkmeet.results.page.appointments import Appointment
from bulkmeet.results.page.records import Entry, Facts, Report
from bulkmeet.results.page.render import render
from tests.browser import DESKTOP, PHONE, Browser, chromium

MONDAY = 1_930_262_400  # 3 March 2031, 0:00 in UTC, on which these tests' weeks begin
EVIL = "</script><script>document.title='broken'</script>\u202egnp.exe"
LONG = "Supercalifragilistic" * 12
ISSUES = 4_321

CONTRAST = """
const channel = (value) => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const parse = (color) => color.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
function behind(element) {
  for (let at = element; at; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.backgroundImage.includes("135deg")) return style.backgroundImage.match(/rgb\\([^)]*\\)/g).map(parse);
    const color = parse(style.backgroundColor);
    if (color.length < 4 || color[3] > 0) return [color];
  }
  return [[255, 255, 255]];
}
const found = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  const text = walker.currentNode.data.trim();
  if (!text || !element.checkVisibility() || element.closest(".hidden, script, option")) continue;
  const front = light(parse(getComputedStyle(element).color));
  for (const back of behind(element).map(light)) {
    const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${element.className || element.tagName}: ${text}`);
  }
}
return [found, document.body.innerText.length];
"""


def entry(
    row: int, title: str, day: int, hour: float, status: Status = Status.CREATED, host: str = "jo", **given: Any
) -> Entry:
    """A meeting of 45 minutes on a day of the first week of March 2031."""
    start = MONDAY + day * 86_400 + int(hour * 3600)
    appointment = Appointment(row, title, start, start + 2700, "UTC", f"{host}@example.com", people=2)
    return Entry(Result((row,), status, title, given.pop("message", "Created."), **given), appointment)


ENTRIES = (
    entry(2, "Algebra", 0, 9, meeting_id="5835806903417907", meeting_url="https://example.com/5835806903417907"),
    entry(3, "Biology", 0, 9.5),
    entry(4, EVIL, 1, 11, host="mia"),
    entry(5, LONG, 2, 11, Status.FAILED, host="zoe", message="Dialpad refused it."),
    entry(6, "Drama", 3, 14, Status.UNKNOWN, host="zoe"),
    entry(7, "Early", 4, 7, Status.SKIPPED, host="zoe"),
    Entry(Result((8,), Status.INVALID, "English", "B8: “25:99” is not a time of day.")),
    *(entry(9 + n, f"Interview {n}", 3, 9, host=f"host{n}") for n in range(6)),
    entry(20, "Later", 8, 9),
)
DOUBLE = Issue("host_in_two_meetings", "The host jo@example.com is already in row 2.", "warning", 3)
FACTS = Facts("term.csv", None, 20, "Dialpad (https://dialpad.com)", "", "UTC", 1_900_000_000.0, sent=True)


def many_issues() -> tuple[Issue, ...]:
    """As many as a large and sloppy sheet has, in no order."""
    draw = random.Random(5)  # noqa: S311 - the same each time
    columns = ("Start", "Title", "Host email")
    return tuple(
        Issue(
            f"kind{row % 7}",
            f"“{row}:99” is not a time of day; write it like 14:30.",
            "warning" if row % 5 else "error",
            row,
            columns[row % 3],
            f"{'ABC'[row % 3]}{row}",
            f"{row}:99",
        )
        for row in draw.sample(range(2, ISSUES + 1), ISSUES - 1)
    )


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("chromium")) as started:
        yield started


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run with something of everything, and more issues than anybody wants to scroll through."""
    file = tmp_path_factory.mktemp("page") / "page.html"
    file.write_bytes(render(Report(FACTS, ENTRIES, (DOUBLE, *many_issues()))))
    return file


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A large sheet: eight thousand meetings on the days of a year."""
    file = tmp_path_factory.mktemp("year") / "year.html"
    entries = [entry(n + 2, f"Visit {n}", n % 364, 8 + n % 9, host=f"host{n % 500}") for n in range(8_000)]
    file.write_bytes(render(Report(FACTS, entries, ())))
    return file


def rows(browser: Browser) -> list[int]:
    """The row numbers that the list of issues shows, from top to bottom."""
    return [int(text) for text in browser.texts("#issues tbody td.row")]


def found(browser: Browser) -> str:
    return browser.one("#issues .found").text


# ---- the list of issues ------------------------------------------------------------------------------------


def test_thousands_of_issues_open_with_the_first_hundred_and_more_on_demand(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert found(browser) == "4,321 issues"
    assert len(rows(browser)) == 100
    browser.one("#issues .more button").click()
    assert len(rows(browser)) == 500


def test_a_click_on_a_header_sorts_by_it_and_another_the_other_way_round(browser: Browser, page: Path) -> None:
    browser.open(page)
    header = browser.one("#issues th.row")
    assert header.get_attribute("aria-sort") == "none"
    header.find_element("css selector", "button").click()
    assert (header.get_attribute("aria-sort"), rows(browser)[:4]) == ("ascending", [2, 3, 3, 4])
    header.find_element("css selector", "button").click()
    assert (header.get_attribute("aria-sort"), rows(browser)[:3]) == ("descending", [4321, 4320, 4319])


def test_cells_sort_as_a_spreadsheet_orders_them(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.one("#issues input").send_keys("kind1")
    browser.one("#issues th.cell button").click()
    cells = browser.texts("#issues tbody td.cell")
    assert cells == sorted(cells, key=lambda cell: (cell[0], int(cell[1:])))
    assert len(cells) == 100


def test_words_and_choices_filter_together_and_clearing_takes_them_off(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.one("#issues input").send_keys("title 43")
    browser.one("#issues label:nth-of-type(2) select").send_keys("error")
    wanted = {issue.row for issue in many_issues() if issue.row is not None and issue.row % 15 == 10}
    shown = set(rows(browser))
    assert shown == {row for row in wanted if "43" in str(row)}
    assert found(browser) == f"{len(shown)} of 4,321 issues"
    next(button for button in browser.all("#issues .tools button") if button.text == "Clear filters").click()
    assert found(browser) == "4,321 issues"


def test_what_matches_nothing_says_so(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.one("#issues input").send_keys("no such word")
    assert (found(browser), rows(browser)) == ("0 of 4,321 issues", [])
    assert browser.one("#issues .more").text == "No issue matches these filters."


@pytest.mark.parametrize(
    ("card", "section", "said"),
    [
        ("a.card.double", "issues", "1 of 4,321 issues"),
        ("a.card.error", "issues", "864 of 4,321 issues"),
        ("a.card.status-failed", "meetings", "1 of 14 meetings"),
    ],
)
def test_a_count_in_the_summary_leads_to_what_it_counts(
    browser: Browser, page: Path, card: str, section: str, said: str
) -> None:
    browser.open(page)
    browser.one(card).click()
    assert browser.one(f"#{section} .found").text == said


# ---- by keyboard -------------------------------------------------------------------------------------------


def test_the_page_can_be_walked_through_and_used_by_keyboard_alone(browser: Browser, page: Path) -> None:
    browser.open(page)
    names = []
    for _ in range(60):
        browser.press(Keys.TAB)
        names.append(browser.focused)
        if names[-1].startswith("Row"):
            break
        ring = browser.run(
            "const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth]"
        )
        assert ring == ["solid", "3px"], names[-1]
    assert names[0] == "Skip to the content"
    assert {"Calendar", "Week", "Overview", "Later week with meetings", "Find", "Severity", "Clear filters"} <= set(
        names
    )
    assert all(names)
    browser.press(Keys.ENTER)
    assert browser.one("#issues th.row").get_attribute("aria-sort") == "ascending"
    browser.press(Keys.SPACE)
    assert browser.one("#issues th.row").get_attribute("aria-sort") == "descending"


def test_a_meeting_opens_by_enter_and_closes_by_escape_where_one_was(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.run("document.querySelector('.block button').focus()")
    name = browser.focused
    assert name == "Mon 3 Mar 2031, 09:00 to 09:45: Algebra, host jo@example.com, created, double booked"
    browser.press(Keys.ENTER)
    told = browser.one("dialog").text
    assert "Algebra" in told
    assert "5835806903417907" in told
    assert "Biology (row 3," in told
    assert browser.focused == "Close"
    browser.press(Keys.ESCAPE)
    assert not browser.all("dialog")
    assert browser.focused == name


# ---- the calendar ------------------------------------------------------------------------------------------


def test_a_small_sheet_opens_with_its_first_week(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert [text.split("\n")[0] for text in browser.texts(".day h3")] == [
        "Mon 3 Mar",
        "Tue 4 Mar",
        "Wed 5 Mar",
        "Thu 6 Mar",
        "Fri 7 Mar",
    ]
    early, algebra = (browser.one(f".block button[aria-label*='{title}']").rect for title in (": Early,", ": Algebra,"))
    hour = browser.run("return document.querySelector('.axis span:nth-child(2)').offsetTop")
    assert algebra["y"] - early["y"] == pytest.approx(2 * hour, abs=2)
    assert algebra["height"] == pytest.approx(0.75 * hour, abs=4)
    browser.one("#week-after").click()
    assert [button.text.split("\n")[-1] for button in browser.all(".block button")] == ["Later"]
    assert browser.one("#week-after").get_attribute("disabled")


def test_double_bookings_and_statuses_are_told_by_more_than_colour(browser: Browser, page: Path) -> None:
    browser.open(page)
    algebra = browser.one(".block button[aria-label*=': Algebra,']")
    assert algebra.text.startswith("2\u00d7")
    assert "double booked" in algebra.accessible_name
    assert "135deg" in algebra.value_of_css_property("background-image")
    signs = {name: browser.one(f".block.status-{name} .sign").text for name in ("failed", "unknown", "skipped")}
    assert signs == {"failed": "✕", "unknown": "?", "skipped": "↷"}


def test_more_meetings_than_fit_side_by_side_open_as_a_list(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.one(".crowd button").click()
    assert browser.one("dialog h2").text == "Thu 6 Mar 2031, from 09:00: 6 meetings"
    assert len(browser.all("dialog summary")) == 6


def test_a_large_sheet_opens_with_all_of_it_and_a_day_leads_to_its_week(browser: Browser, year: Path) -> None:
    browser.open(year)
    assert browser.one("#show-all").get_attribute("aria-pressed") == "true"
    months = browser.texts(".heat caption")
    assert (len(months), months[0], months[-1]) == (12, "March 2031", "February 2032")
    cells = browser.texts(".heat td:not(.doubles)")
    assert sum(int(cell) for cell in cells if cell) == 8_000
    day = browser.one(".heat button[aria-label^='Tue 1 Apr 2031']")
    assert day.accessible_name == "Tue 1 Apr 2031, 22 meetings: show this week"
    day.click()
    assert browser.texts(".day h3")[1] == "Tue 1 Apr"


# ---- everywhere --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["page", "year"])
def test_on_a_phone_nothing_is_wider_than_the_screen(
    browser: Browser, which: str, request: pytest.FixtureRequest
) -> None:
    browser.open(request.getfixturevalue(which), size=PHONE)
    width, height = browser.run("const e = document.documentElement; return [e.scrollWidth, e.scrollHeight]")
    assert width <= PHONE[0]
    assert height > PHONE[1]
    edges = "return [...document.querySelectorAll('main *')].map(e => e.getBoundingClientRect().right)"
    assert max(browser.run(edges)) <= PHONE[0]


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Long values everywhere, and an hour in which more meetings begin than can stand beside each other."""
    file = tmp_path_factory.mktemp("crowded") / "crowded.html"
    entries = [entry(n + 2, LONG * 2, n % 2, 9 + n % 3 / 4, host=f"host{n % 4}{LONG}", message=LONG) for n in range(40)]
    issue = Issue(LONG, LONG, "warning", 2, LONG, "AAA1000000", LONG)
    entries += [entry(98, LONG, 2, 9), entry(99, "Lab", 2, 9.5)]
    double = [replace(DOUBLE, row=row) for row in (*range(2, 42), 99)]
    file.write_bytes(render(Report(FACTS, entries, (issue, *double))))
    return file


@pytest.mark.parametrize("width", [360, 760, 800, 950, 1100, 1600])
def test_however_wide_the_window_no_value_pushes_a_column_out_of_it(
    browser: Browser, crowded: Path, width: int
) -> None:
    browser.open(crowded, size=(width, 900))
    assert browser.run("return document.documentElement.scrollWidth") <= width
    edges = (
        "return [...document.querySelectorAll('main th, main td, button')].map(e => e.getBoundingClientRect().right)"
    )
    assert max(browser.run(edges)) <= width
    narrow = "return Math.min(...[...document.querySelectorAll('td.message')].map(e => e.clientWidth))"
    assert browser.run(narrow) >= 100


@pytest.mark.parametrize("width", [800, 1100, 1600])
def test_what_a_crowded_hour_and_a_double_booking_say_is_not_cut_off(
    browser: Browser, crowded: Path, width: int
) -> None:
    browser.open(crowded, size=(width, 900))
    cut = """return [...document.querySelectorAll(".crowd button, .crowd .mark, .double .time")]
        .filter(e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"""
    assert browser.run(cut) == []
    assert "6 double" in browser.texts(".crowd .mark")[0]
    assert len(browser.all(".double:not(.crowd)")) >= 2


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_stands_out_from_what_is_behind_it(browser: Browser, page: Path, year: Path, dark: bool) -> None:
    for file in (page, year):
        browser.open(file, dark=dark)
        faint, length = browser.run(CONTRAST)
        assert length > 1000
        assert faint == []
    back = browser.run("return getComputedStyle(document.body).backgroundColor")
    assert (sum(int(part) for part in back.removeprefix("rgb(")[:-1].split(",")) < 200) is dark


def test_the_page_asks_for_nothing_and_complains_of_nothing(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.one("#show-all").click()
    browser.one("#meetings th.when button").click()
    assert browser.requested() == [page.as_uri()]
    assert browser.complaints() == []


def test_the_policy_stops_whatever_would_fetch_something(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.run(
        """
        window.refused = [];
        document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.effectiveDirective));
        document.body.append(Object.assign(new Image(), { src: "http://127.0.0.1:9/a.png" }));
        document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = true" }));
        document.body.insertAdjacentHTML("beforeend", "<b id=hook onclick='window.ran = true'>x</b>");
        document.getElementById("hook").click();
        """
    )
    fetched = (
        "return fetch('http://127.0.0.1:9/').then(() => 'fetched', () => new Promise((done) => setTimeout(done, 50)))"
    )
    assert browser.run(fetched) is None
    refused = browser.run("return window.refused")
    assert {"img-src", "connect-src", "script-src-elem", "script-src-attr"} <= set(refused)
    assert browser.run("return window.ran === undefined")
    assert browser.requested() == [page.as_uri()]


def test_markup_in_a_title_is_shown_and_not_run(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert browser.driver.title == "10 of 14 meetings created: term.csv"
    shown = browser.texts(".block .title")
    assert "</script><script>document.title='broken'</script>\\u202egnp.exe" in shown
    assert len(browser.run("return [...document.scripts]")) == 2


def test_on_paper_there_is_the_calendar_and_no_button(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert browser.printed().startswith(b"%PDF")
    browser.look(size=DESKTOP, media="print")
    assert not browser.all("#issues .tools, .switch, .jump, .more button")
    assert browser.all(".block .title")
    assert browser.run("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert browser.run(CONTRAST)[0] == []
