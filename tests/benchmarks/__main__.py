"""`make bench`: python -m tests.benchmarks [--only NAME] [--quick] measures, shows the table and writes it."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click
import msgspec

from tests.benchmarks import checking, neighbours, results, sending, waiting
from tests.benchmarks.figures import Figure, as_markdown, as_text, cells_of, failed
from tests.benchmarks.machine import in_words, machine
from tests.benchmarks.measuring import ROOT, Bench, MeasuringError

FAMILIES: dict[str, Callable[[Bench], Iterator[Figure]]] = {
    "start": checking.start_figures,
    "csv": checking.csv_figures,
    "xlsx": checking.xlsx_figures,
    "line": checking.line_figures,
    "results": results.results_figures,
    "dispatch": sending.dispatch_figures,
    "pace": sending.pace_figures,
    "waiting": waiting.waiting_figures,
    "neighbours": neighbours.neighbour_figures,
}
FOLDER = ROOT / "build" / "bench"
QUICK = 50


def measured(bench: Bench, names: Sequence[str]) -> Iterator[Figure]:
    """The figures of these families, each as soon as it is there; a family that goes wrong says so."""
    for name in names:
        try:
            yield from FAMILIES[name](bench)
        except MeasuringError as wrong:
            yield failed(name, str(wrong))


def write(folder: Path, figures: Sequence[Figure], facts: dict[str, str]) -> None:
    """bench.json and bench.md, for programs and for the README."""
    shown = [{**msgspec.to_builtins(figure), "met": figure.met} for figure in figures]
    document = {"machine": facts, "figures": shown}
    (folder / "bench.json").write_bytes(msgspec.json.format(msgspec.json.encode(document), indent=2))
    (folder / "bench.md").write_text(as_markdown(figures, in_words(facts)), "utf-8")


@click.command()
@click.option("--only", multiple=True, type=click.Choice(list(FAMILIES)), help="Measure only this; may be repeated.")
@click.option("--quick", is_flag=True, help=f"One run at sizes {QUICK} times as small: it works, but says nothing.")
@click.option("--runs", default=3, show_default=True, help="How often to measure; medians are shown.")
@click.option(
    "--folder", default=FOLDER, type=click.Path(path_type=Path), help="Where it works. [default: build/bench]"
)
def main(only: tuple[str, ...], quick: bool, runs: int, folder: Path) -> None:
    """Measure bulkmeet, each figure beside its bound. Exits with 1 when a figure misses its goal or a family fails."""
    bench = Bench(folder.resolve(), *((1, QUICK) if quick else (runs, 1)))
    names = only or tuple(FAMILIES)
    facts = machine(bench.scratch)
    figures = []
    for figure in measured(bench, names):
        click.echo("  ".join(cells_of(figure)), err=True)
        figures.append(figure)
        write(bench.folder, figures, facts)  # each time, so that what was measured stays if the rest is broken off
    click.echo("")
    for line in as_text(figures):
        click.echo(line)
    click.echo(f"\nWritten: {bench.folder / 'bench.json'} and bench.md")
    sys.exit(1 if any(figure.met is False or figure.failed for figure in figures) else 0)


if __name__ == "__main__":
    main()
