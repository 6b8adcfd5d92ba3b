"""Why something is no email address, in plain words. Pure."""

from bulkmeet.patterns import pattern

BLANK = "there is a blank in it; put a semicolon between two people"
REASONS = (
    (pattern(r"must have an @-sign"), "there is no @ in it"),
    (pattern(r"invalid characters.*: .*'@'"), "there is more than one @ in it; put a semicolon between two people"),
    (pattern(r"invalid characters.*\bSPACE\b"), BLANK),
    (pattern(r"invalid characters before the @-sign: (?P<mark>'.')\.?$"), "there is a {mark} before the @"),
    (pattern(r"after the @-sign contains invalid characters: (?P<mark>'.')\.?$"), "there is a {mark} after the @"),
    (pattern(r"should have a period"), "what follows the @ has no period, as in example.com"),
    (pattern(r"two periods in a row"), "there are two periods in a row"),
    (pattern(r"cannot have a (?P<what>period|hyphen) immediately (?P<where>after|before) the @-sign"),
     "there is a {what} right {where} the @"),
    (pattern(r"cannot start with a period"), "it begins with a period"),
    (pattern(r"cannot end with a (?P<what>period|hyphen)"), "it ends with a {what}"),
    (pattern(r"must be something before"), "nothing stands before the @"),
    (pattern(r"must be something after"), "nothing follows the @"),
    (pattern(r"valid top-level domain"), "no address ends like that; check what follows the last period"),
    (pattern(r"too (?:long|many)"), "it is too long"),
)  # fmt: skip
"""By what email-validator says: what is said here, with what it found."""


def in_plain_words(reason: str) -> str:
    """The library's reason as a coordinator would say it; a rare one stays as it is, without its last period."""
    for form, words in REASONS:
        if found := form.search(reason):
            marks = found.groupdict()
            if "mark" in marks:
                return words.format(mark=f"“{marks['mark'][1:-1]}”") + ", where none can be"
            return words.format(**marks)
    plain = reason.rstrip(".").replace(". It ", ", it ")
    return plain[:1].lower() + plain[1:]
