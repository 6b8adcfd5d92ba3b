"""Why something is no email address, in plain words. Pure."""

import re

BLANK = "there is a blank in it; put a semicolon between two people"
REASONS = (
    (re.compile(r"must have an @-sign"), "there is no @ in it"),
    (re.compile(r"invalid characters.*: .*'@'"), "there is more than one @ in it; put a semicolon between two people"),
    (re.compile(r"invalid characters.*\bSPACE\b"), BLANK),
    (re.compile(r"invalid characters before the @-sign: (?P<mark>'.')\.?$"), "there is a {mark} before the @"),
    (re.compile(r"after the @-sign contains invalid characters: (?P<mark>'.')\.?$"), "there is a {mark} after the @"),
    (re.compile(r"should have a period"), "what follows the @ has no period, as in example.com"),
    (re.compile(r"two periods in a row"), "there are two periods in a row"),
    (re.compile(r"cannot have a (?P<what>period|hyphen) immediately (?P<where>after|before) the @-sign"),
     "there is a {what} right {where} the @"),
    (re.compile(r"cannot start with a period"), "it begins with a period"),
    (re.compile(r"cannot end with a (?P<what>period|hyphen)"), "it ends with a {what}"),
    (re.compile(r"must be something before"), "nothing stands before the @"),
    (re.compile(r"must be something after"), "nothing follows the @"),
    (re.compile(r"valid top-level domain"), "no address ends like that; check what follows the last period"),
    (re.compile(r"too (?:long|many)"), "it is too long"),
)  # fmt: skip
"""By what email-validator says: what is said here, with what it found."""


def in_plain_words(reason: str) -> str:
    """The library's reason as a coordinator would say it; a rare one stays as it is, without its last period."""
    for pattern, words in REASONS:
        if found := pattern.search(reason):
            marks = found.groupdict()
            if "mark" in marks:
                return words.format(mark=f"“{marks['mark'][1:-1]}”") + ", where none can be"
            return words.format(**marks)
    plain = reason.rstrip(".").replace(". It ", ", it ")
    return plain[:1].lower() + plain[1:]
