"""template: an empty workbook to fill in."""

from datetime import date
from pathlib import Path

from bulkmeet.cells.text import typed
from bulkmeet.cli.screen import Screen
from bulkmeet.errors import WrongUsage
from bulkmeet.results.atomic import replacing
from bulkmeet.results.write import ensure_writable
from bulkmeet.template import write_template


def write_new(output: Path) -> int:
    """Write the template, never over a file that is there."""
    if output.suffix.lower() != ".xlsx":
        raise WrongUsage("The template is a workbook; give it a name that ends in .xlsx.")
    if output.exists():
        raise WrongUsage(f"There is a file {output} already; choose another name.")
    ensure_writable(output, output, as_text=False, what="The template", option="another name")
    with replacing(output, "try again") as out:
        write_template(out, date.today())  # noqa: DTZ011 - the examples are weeks ahead of today, wherever that is
    screen = Screen(json=False, quiet=False, verbose=False)
    screen.line(f"Template: {output}", "bold")
    screen.line(f"Fill it in and save it, then: bulkmeet check {typed(output)}")
    return 0
