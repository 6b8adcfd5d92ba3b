"""Cells that tick a guest off: an x below the person's address says that they come."""

from bulkmeet.cells.flags import parse_flag
from bulkmeet.cells.people import parse_people
from bulkmeet.cells.text import folded, is_blank, printable, quoted, refused, text_of
from bulkmeet.cells.words import word_set
from bulkmeet.model import Cell, Parsed, Participant
from bulkmeet.patterns import pattern

CROSSES = word_set("✗, ✘, ✖, ❌, \u00d7, \u2573")
"""A tick to some and a no to others."""
TICKS = word_set("x, ✓, ✔, ☑, ☒, ✅, 🗹, ●, •, [x], (x)")


_ADDRESS = r"[^\s@<>()\[\]]+@[^\s@<>()\[\]]+"
HEADER = pattern(rf"(?:(?P<name>\S+(?: \S+){{0,3}}) )?(?P<around>[<(\[])?(?P<mailbox>{_ADDRESS})(?(around)[>)\]])")
"""An address, alone or behind a name."""
_NAME = pattern(r"[^\W\d_]+(?:['\u2019.-][^\W\d_]+)*\.?")
_PARTICLES = word_set("van, von, de, der, den, del, della, di, da, dos, la, le, du, bin, al, ter, ten, zu, y")
_NO_NAMES = frozenset(
    word.rstrip("s")
    for word in word_set(
        "send, sent, to, cc, bcc, copy, copied, notify, notified, ask, asked, tell, told, call, called, contact",
        "question, reminder, invoice, invoiced, billing, payment, paid, room, booked, via, from, by, for, at",
        "the, email, mail, office, team, support, help, info, sale, account, desk, invite, invited, confirm",
        "confirmed, forward, forwarded, projector, beamer, laptop, screen, flip, chart, flipchart, board",
        "whiteboard, video, audio, camera, webcam, mic, microphone, speaker, tv, phone, cable, adapter, catering",
        "lunch, coffee, tea, water, parking, badge, wifi, slide, handout, material, equipment, setup, set, up",
        "ready, done, required, needed, on, off, in, out, site, floor, break, conference, meeting, remote",
        "online, hybrid, zoom, dial, recording, recorded, data, interpreter, translation, security, reception",
        "transport, taxi, hotel, travel, car, vegetarian, vegan, mon, tue, tues, wed, thu, thur, fri, sat",
        "monday, tuesday, wednesday, thursday, friday, saturday, sunday, morning, afternoon, evening, week, am",
        "pm, no, yes, new, first, second, final, follow, link, agenda, minute",
    )
)
"""What headers speak of that are no names, without the s of the plural."""
LONGEST_NAME = 4
"""How many words a name in a header has at most; a lone word may be anything."""


def guest_named(header: str) -> Participant | None:
    """The one person whose address a header is: "ana@example.com", "Ana Ruiz <ana@example.com>"; None for any other.

    What says more, such as "Send invoice to ana@example.com", may be about anything that was done.
    """
    text = " ".join(header.split())
    found = HEADER.fullmatch(text)
    if found is None or (found["name"] and not _is_name_of(found["name"], found["mailbox"])):
        return None
    parsed = parse_people(text)
    people = parsed.value or ()
    is_sure = len(people) == 1 and all(problem.severity == "warning" for problem in parsed.problems)
    return people[0] if is_sure and people[0].email else None


def ends_in_address(header: str) -> bool:
    """Whether a header is an address or a few words and an address: it may be a guest's, or say what was sent where."""
    return HEADER.fullmatch(" ".join(header.split())) is not None


def is_like_name(text: str) -> bool:
    """Whether a text looks like a person's name: several capitalised words, none for a thing or a weekday."""
    words = text.replace(",", " ").split()
    return 1 < len(words) <= LONGEST_NAME and all(_is_in_names(word) for word in words if word not in _PARTICLES)


def _is_name_of(text: str, mailbox: str) -> bool:
    """Whether a text looks like the name of the address's owner: the address has one of its words in it.

    "Send Invoice To" is capitalised in some sheets as well.
    """
    words = [word for word in text.replace(",", " ").split() if word not in _PARTICLES]
    local = folded(mailbox.partition("@")[0])
    return is_like_name(text) and any(len(word) > 1 and folded(word) in local for word in words)


def _is_in_names(word: str) -> bool:
    return _NAME.fullmatch(word) is not None and word[0].isupper() and folded(word).rstrip("s") not in _NO_NAMES


def is_mark(cell: Cell) -> bool:
    """Whether a cell says plainly that somebody comes, or does not."""
    return not is_blank(cell) and folded(text_of(cell)) not in CROSSES and not parse_flag(cell).problems


def is_tick(cell: Cell) -> bool:
    """Whether a cell is a mark and no word."""
    return isinstance(cell, str) and folded(text_of(cell)) in TICKS


def parse_mark(cell: Cell, guest: Participant) -> Parsed[tuple[Participant, ...]]:
    """The guest of the column where the cell is ticked, nobody where it says no; anything else is an error."""
    if is_blank(cell):
        return Parsed()
    if not is_mark(cell):
        message = (
            f"{quoted(cell)} does not say plainly whether {printable(guest.email or '')} is invited; write x, or clear "
            "the cell."
        )
        return refused("mark_unreadable", message)
    return Parsed((guest,)) if parse_flag(cell).value else Parsed()
