"""A report as one HTML file: every text escaped, and a policy under which a browser fetches nothing. Pure."""

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

import msgspec

from bulkmeet import __version__
from bulkmeet.cells.text import printable
from bulkmeet.model import Issue
from bulkmeet.rehearsal import NOTHING_EXISTS
from bulkmeet.results.page.contents import contents_of, kind_of, worst_first
from bulkmeet.results.page.records import Report
from bulkmeet.results.page.words import Card, cards, counted, details, headline, made

SCRIPTS = ("dom.js", "table.js", "calendar.js", "page.js")
ISSUES_WITHOUT_SCRIPT = 200
NOTHING_WRONG = "Nothing in the sheet needs to be mended."
IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end a script element, or was once no part of a JSON string in one."""


def render(report: Report) -> bytes:
    """The page, in UTF-8."""
    data = msgspec.json.encode(contents_of(report)).decode().translate(IN_SCRIPT)
    style, script = _asset("page.css"), "".join(map(_asset, SCRIPTS))
    parts = {
        "policy": _policy(style, script),
        "generator": f"bulkmeet {__version__}",
        "title": _text(f"{headline(report)}: {report.facts.file}"),
        "style": style,
        "summary": _summary(report),
        "issue-count": f"{counted(len(report.issues), 'issue')} in the sheet" if report.issues else NOTHING_WRONG,
        "issues": _issues(worst_first(report.issues)[:ISSUES_WITHOUT_SCRIPT]),
        "without-script": _without_script(report),
        "made": _text(f"Made {made(report)} by bulkmeet {__version__}."),
        "data": data,
        "script": script,
    }
    pieces = _asset("page.html").split("%%")
    return "".join(parts[piece] if place % 2 else piece for place, piece in enumerate(pieces)).encode()


@cache
def _asset(name: str) -> str:
    return (files(__package__) / "assets" / name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing may be fetched, and only this style and this script count: a text that became markup would be dead."""
    ours = f"style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    return f"default-src 'none'; {ours}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _text(text: str) -> str:
    return escape(printable(text))


# ---- the summary -------------------------------------------------------------------------------------------


def _summary(report: Report) -> str:
    facts = report.facts
    results = NOTHING_EXISTS if facts.rehearsal else "Results"
    kind = results if facts.sent else "Check: nothing was sent"
    stopped = f'<p class="stopped">{_text(facts.stopped)}</p>' if facts.stopped else ""
    counts = "".join(map(_card, cards(report)))
    lines = "".join(
        f"<div><dt>{_text(label)}</dt><dd><bdi>{_text(said)}</bdi></dd></div>" for label, said in details(report)
    )
    return (
        f'<p class="kind">{kind}</p><h1>{_text(headline(report))}</h1>{stopped}<ul class="counts">{counts}</ul>'
        f"<dl>{lines}</dl>"
    )


def _card(card: Card) -> str:
    return (
        f'<li><a class="card {card.kind}" href="#{card.listed}" data-{card.filtered}="{card.value}">'
        f'<span class="sign" aria-hidden="true">{card.sign}</span><b>{card.count:,}</b> '
        f'<span class="noun">{card.noun}</span> <small>{card.meaning}</small></a></li>'
    )


# ---- what stands there without JavaScript ------------------------------------------------------------------


def _issues(issues: Iterable[Issue]) -> str:
    return "".join(map(_issue, issues))


def _issue(issue: Issue) -> str:
    cells = (
        ("row", "" if issue.row is None else str(issue.row)),
        ("cell", issue.cell),
        ("column", issue.column),
        ("severity", issue.severity),
        ("code", kind_of(issue.code)),
        ("message", issue.message),
        ("value", issue.value),
    )
    inner = "".join(f'<td class="{name}"><bdi>{_text(text or "")}</bdi></td>' for name, text in cells)
    return f"<tr>{inner}</tr>"


def _without_script(report: Report) -> str:
    said = "This browser runs no scripts, so the calendar and the list of meetings are not shown"
    if len(report.issues) > ISSUES_WITHOUT_SCRIPT:
        said += f", and below stand the first {ISSUES_WITHOUT_SCRIPT} of {len(report.issues):,} issues"
    return f"{said}."
