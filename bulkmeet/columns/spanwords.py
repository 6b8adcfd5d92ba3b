"""Headers that are only the “from” and the “to” of a span, in several languages."""

ENDS_OF_SPANS = frozenset(
    (
        *("to", "until", "till", "thru", "through", "bis", "hasta", "alle", "à", "a", "tot", "às", "até", "do", "til"),
        *("jusqu'à", "fino a", "fino alle"),
        *("έως".casefold(), "μέχρι", "إلى", "الى", "حتى", "до", "până la"),
    )
)
STARTS_BESIDE_ENDS = frozenset(
    (
        *("time", "start", "start time", "starts", "begin", "zeit", "uhrzeit", "beginn", "start um", "heure", "début"),
        *("heure de début", "hora", "inicio", "hora de inicio", "comienzo", "ora", "inizio", "ora inizio"),
        *(
            "início",
            "hora início",
            "hora de início",
            "tijd",
            "begintijd",
            "aanvang",
            "godzina",
            "początek",
            "čas",
            "začátek",
            "tid",
        ),
        *("starttid", "klokkeslæt", "klokkeslett", "klockan", "kl", "kello", "alku"),
    )
)
"""What the hour of a start is called that has only a word such as “to” beside it for its end."""
STARTS_OF_SPANS = frozenset(
    (
        *("from", "von", "desde", "dalle", "de", "da", "das", "van", "vanaf", "ab", "od", "från", "fra", "à partir de"),
        *("από", "من", "від", "от", "de la"),
    )
)
