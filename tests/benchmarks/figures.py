"""What was measured, beside its bound and its goal, and how that is shown."""

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from msgspec import Struct

HEADINGS = ("figure", "measured", "bound", "ratio", "goal", "met")
NOTHING = "-"


class Goal(Struct, frozen=True):
    """The most, or with `at_least` the least, that the ratio may be; where there is no bound, the figure itself."""

    limit: float
    at_least: bool = False

    def is_met_by(self, value: float) -> bool:
        return value >= self.limit if self.at_least else value <= self.limit


class Figure(Struct, frozen=True):
    """One figure: the medians of `samples` in `unit`, and their ratio pair by pair.

    `against` says what the bound is. `measured` is None where it was skipped, or where measuring it `failed`, and then
    `note` says why.
    """

    name: str
    unit: str
    measured: float | None
    bound: float | None = None
    ratio: float | None = None
    goal: Goal | None = None
    against: str = ""
    samples: dict[str, list[float]] = {}
    note: str = ""
    failed: bool = False

    @property
    def met(self) -> bool | None:
        """Whether it keeps to its goal; None where it has none or was skipped."""
        value = self.measured if self.ratio is None else self.ratio
        return None if self.goal is None or value is None else self.goal.is_met_by(value)


def alone(name: str, unit: str, values: Sequence[float], goal: Goal | None = None, note: str = "") -> Figure:
    """The figure of values that are measured against nothing but perhaps their goal."""
    return Figure(name, unit, median(values), goal=goal, samples={"measured": list(values)}, note=note)


def beside(
    name: str,
    unit: str,
    values: Sequence[float],
    bounds: Sequence[float],
    against: str,
    goal: Goal | None = None,
    note: str = "",
) -> Figure:
    """The figure of values beside those of their bound, which were measured in turn.

    The ratio is the median of the pairs' own, so that it holds while the machine's speed drifts.
    """
    ratio = median(value / bound for value, bound in zip(values, bounds, strict=True))
    samples = {"measured": list(values), "bound": list(bounds)}
    return Figure(name, unit, median(values), median(bounds), ratio, goal, against, samples, note)


def skipped(name: str, unit: str, why: str) -> Figure:
    return Figure(name, unit, None, note=why)


def failed(name: str, why: str) -> Figure:
    return Figure(name, "", None, note=why, failed=True)


def cells_of(figure: Figure) -> tuple[str, ...]:
    """The figure as a row of the table, under HEADINGS."""
    against = f" ({figure.against})" if figure.against else ""
    return (
        figure.name,
        f"{'failed' if figure.failed else 'skipped'}: {figure.note}"
        if figure.measured is None
        else _with_unit(figure.measured, figure.unit),
        NOTHING if figure.bound is None else f"{_with_unit(figure.bound, figure.unit)}{against}",
        NOTHING if figure.ratio is None else f"{figure.ratio:.3g}",
        _goal(figure),
        {None: NOTHING, True: "yes", False: "NO"}[figure.met],
    )


def as_markdown(figures: Iterable[Figure], machine: str) -> str:
    """The table for the README, with the machine it came from."""
    lines = [_line(HEADINGS), _line(["---"] * len(HEADINGS)), *(_line(cells_of(figure)) for figure in figures)]
    return "\n".join([*lines, "", machine, ""])


def as_text(figures: Sequence[Figure]) -> Iterator[str]:
    """The lines of the table for a terminal, and the notes under it."""
    rows = [HEADINGS, *map(cells_of, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    yield from (f"{figure.name}: {figure.note}" for figure in figures if figure.note and figure.measured is not None)


def _not_measured(figure: Figure) -> str:
    return f"{'failed' if figure.failed else 'skipped'}: {figure.note}"


def _goal(figure: Figure) -> str:
    if figure.goal is None:
        return NOTHING
    sign = "≥" if figure.goal.at_least else "≤"
    return f"{sign} {figure.goal.limit:g}" + (" x" if figure.bound is not None else f" {figure.unit}".rstrip())


def _with_unit(value: float, unit: str) -> str:
    return f"{value:,.0f} {unit}".rstrip() if abs(value) >= 1000 or value == int(value) else f"{value:.3g} {unit}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
