"""Headers that are only the “from” and the “to” of a span, in several languages."""

ENDS_OF_SPANS = frozenset(
    (
        *("to", "until", "till", "thru", "through", "bis", "hasta", "alle", "à", "a", "tot", "às", "até", "do", "til"),
        *("jusqu'à", "fino a", "fino alle"),
    )
)
STARTS_OF_SPANS = frozenset(
    ("from", "von", "desde", "dalle", "de", "da", "das", "van", "vanaf", "ab", "od", "från", "fra", "à partir de")
)
