"""Lengths of time in words."""

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60


def lasting(seconds: int) -> str:
    """How long something is: 45 min, 1 h 30 min, 2 days."""
    parts = []
    for size, unit in ((DAY, "days"), (HOUR, "h"), (MINUTE, "min"), (1, "s")):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {unit if (unit, count) != ('days', 1) else 'day'}")
    return " ".join(parts) or "0 min"
