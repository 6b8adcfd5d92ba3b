"""Make the README's pictures: python samples/make_pictures.py [FOLDER].

What they show is what the real commands make of the samples: the plan, as a terminal of 80 columns shows it, the
annotated workbook, as LibreOffice prints it, and the report page, as Chromium shows it. The dates of the samples are
fixed, and nothing here reads a clock, so that the pictures only change when bulkmeet does (or the machine's fonts).
"""

import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import termios
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import openpyxl
from openpyxl.worksheet.properties import PageSetupProperties
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

SAMPLES = Path(__file__).parent
PICTURES = SAMPLES.parent / "docs" / "pictures"
COLUMNS = 80
SHEET_ON_PAPER = (84, 117, 1240, 240)
"""Left, top, width and height, in pixels at 130 dots an inch."""
PAGE_SIZE = (1100, 1060)

NEEDED = {
    "chromium": "apt-get install chromium",
    "soffice": "apt-get install libreoffice-calc",
    "pdftoppm": "apt-get install poppler-utils",
}
WEB_FONT = re.compile(r"@font-face\s*\{\{.*?\}\}", re.DOTALL)


def main(folder: Path) -> None:
    """Write all pictures into a folder."""
    missing = [f"{program} ({source})" for program, source in NEEDED.items() if shutil.which(program) is None]
    if missing:
        sys.exit(f"The pictures need what is not on this machine: {', '.join(missing)}.")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        for sample in ("mistakes.csv", "demos-listed.xlsx", "standup-long.csv"):
            shutil.copy(SAMPLES / sample, work)
        plan_picture(work, folder / "plan.svg")
        workbook_picture(work, folder / "annotated.png")
        page_picture(work, folder / "report.png")
    for picture in sorted(folder.iterdir()):
        sys.stdout.write(f"{picture}: {picture.stat().st_size / 1024:.0f} kB\n")


def plan_picture(work: Path, picture: Path) -> None:
    """A check at a terminal, as it is shown there."""
    typed = "bulkmeet check standup-long.csv"
    shown = at_terminal(work, *typed.split(), "--ledger", "l").split("\nNothing was sent")[0].rstrip()
    console = Console(record=True, width=COLUMNS, file=StringIO())
    console.print(f"[bold green]$[/] {typed}")
    console.print(Text.from_ansi(shown))
    svg = console.export_svg(
        title="bulkmeet", theme=MONOKAI, code_format=WEB_FONT.sub("", CONSOLE_SVG_FORMAT), unique_id="plan"
    )
    picture.write_text(svg, "utf-8")


def at_terminal(work: Path, *command: str) -> str:
    """What a command shows at a terminal, with its colours."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(ours, (50, COLUMNS))
    environment = os.environ | {"TERM": "xterm-256color"}
    program = [sys.executable, "-m", *command]
    with subprocess.Popen(program, cwd=work, stdin=theirs, stdout=theirs, stderr=theirs, env=environment):  # noqa: S603 - ours
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65536):
                shown += piece
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def workbook_picture(work: Path, picture: Path) -> None:
    """The sheet with its bad cells marked, on a page as wide as it is."""
    annotated = work / "annotated.xlsx"
    run(work, "check", "mistakes.csv", "--annotate", annotated, "--ledger", "l")
    book = openpyxl.load_workbook(annotated)
    for other in book.sheetnames[1:]:
        del book[other]
    sheet = book.worksheets[0]
    sheet.print_area = f"A1:J{sheet.max_row}"  # without the sample's own notes, which give everything away
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.gridLines = sheet.print_options.headings = True
    book.save(annotated)
    profile = f"-env:UserInstallation={(work / 'office').as_uri()}"
    quietly("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", work, annotated)
    left, top, width, height = SHEET_ON_PAPER
    cut = ("-x", f"{left}", "-y", f"{top}", "-W", f"{width}", "-H", f"{height}")
    quietly("pdftoppm", "-r", "130", *cut, "-singlefile", "-png", work / "annotated.pdf", picture.with_suffix(""))


def page_picture(work: Path, picture: Path) -> None:
    """The top of the page: the summary and the calendar; one demo is put a day earlier, where its host has another."""
    page = work / "report.html"
    book = openpyxl.load_workbook(work / "demos-listed.xlsx")
    cell = next(row[1] for row in book["Demos"].iter_rows() if row[0].value == "Call routing in depth")
    assert isinstance(cell.value, date)  # noqa: S101 - the sample's column of dates
    cell.value -= timedelta(days=1)
    book.save(work / "demos-listed.xlsx")
    run(work, "check", "demos-listed.xlsx", "--report", page, "--ledger", "l", "--timezone", "America/New_York")
    size = f"--window-size={PAGE_SIZE[0]},{PAGE_SIZE[1]}"
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking")
    quietly("chromium", *flags, f"--user-data-dir={work / 'chromium'}", size, f"--screenshot={picture}", page.as_uri())


def run(work: Path, *arguments: str | Path) -> None:
    """Run bulkmeet; a sheet that is not in order is no failure here."""
    program = [sys.executable, "-m", "bulkmeet", *map(str, arguments)]
    done = subprocess.run(program, cwd=work, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if done.returncode > 1:
        sys.exit(done.stderr)


def quietly(*command: str | Path) -> None:
    """Run another program, whose own words nobody needs unless it fails."""
    subprocess.run([str(part) for part in command], capture_output=True, check=True, timeout=180)  # noqa: S603 - named above


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else PICTURES)
