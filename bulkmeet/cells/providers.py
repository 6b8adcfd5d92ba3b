"""Domains one keystroke away from those of the great mail providers: gmial.com, hotmial.com, outlok.com."""

from functools import lru_cache

PROVIDERS = ("gmail.com", "googlemail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com", "protonmail.com")
OTHERS = frozenset(("mail.com", "ymail.com", "email.com", "cloud.com", "yahoo.co"))
"""Domains that are like one of them and somebody's own."""


@lru_cache(4096)
def provider_meant(domain: str) -> str | None:
    """The provider's domain that was likely meant by another one; None where nothing speaks for a slip."""
    from rapidfuzz.distance import OSA  # here, so that --help does not wait for it

    typed = domain.casefold()
    if typed in OTHERS or typed in PROVIDERS:
        return None
    return next((provider for provider in PROVIDERS if OSA.distance(typed, provider, score_cutoff=1) == 1), None)
