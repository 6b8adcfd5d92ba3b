"""How long meetings usually last, and at most, in seconds."""

SHORTEST_USUAL = 5 * 60
LONGEST_USUAL = 12 * 60 * 60
LONGEST = 31 * 24 * 60 * 60
