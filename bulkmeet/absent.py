"""What to say where a sheet should be and is none: which folder was looked in, and what its owner may have meant.

Nothing is opened in place of what was named. It is only said.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bulkmeet.cells.text import QUOTES, folded, printable, typed
from bulkmeet.patterns import pattern

SHEETS = frozenset({".xlsx", ".xlsm", ".csv", ".xls", ".xlsb", ".ods", ".tsv", ".txt"})
EATEN = pattern(r"[A-Za-z]:[^\\/]")
"""A path of Windows whose backslashes a shell such as Git's has taken for escapes."""
LOCK = "~$"
"""How the name of the small file begins that Excel puts beside a sheet it has open."""
LIKE_ENOUGH = 80
MOST_NAMES = 3
LOOKED_AT = 2000
"""How many files of a folder are looked at; a folder with more is no help to read."""


def not_there(file: Path) -> str:
    """Why there is no such file, in a sentence that says where it was looked for and what may be meant."""
    text = printable(str(file))
    return (
        _address(str(file))
        or _as_typed(file, text)
        or _no_folder(file, text)
        or f"There is no file {printable(file.name)} in the folder {_shown(file.parent)}; {_instead(file)}"
    )


def a_lock_file(file: Path) -> str:
    """What to say of the small file that Excel keeps beside a sheet it has open; empty for any other."""
    if not file.name.startswith(LOCK):
        return ""
    sheet = file.with_name(file.name.removeprefix(LOCK))
    instead = f"the sheet itself, {_typed(sheet)}," if _is_there(sheet) else "the sheet itself"
    return f"{_typed(file)} is only what Excel keeps beside a sheet that it has open; give {instead} instead."


def a_folder(folder: Path) -> str:
    """What to say of a folder that was named in place of a sheet; a Mac keeps some documents as folders."""
    if folder.suffix.casefold() == ".numbers":
        return f"{folder} is a Numbers document; export it from Numbers as Excel (.xlsx)."
    sheets = list(_sheets(folder))
    return f"{folder} is a folder; name the file in it" + (f", like {_listed(sheets)}." if sheets else ".")


def _address(text: str) -> str:
    """What was pasted from a browser, or dragged from one window into another."""
    bare = text.strip(QUOTES).replace("\\", "/")  # pathlib may have put the one for the other, and two into one
    scheme, colon, rest = bare.partition(":/")
    scheme = scheme.casefold() if colon else ""
    if scheme in {"http", "https"}:
        return (
            "That is an address on the web, and bulkmeet reads files on this computer; download the spreadsheet as a "
            "workbook (.xlsx), and give that."
        )
    if scheme == "file":
        from urllib.request import url2pathname  # it takes longer to import than all that a good path needs

        path = url2pathname("/" + rest.lstrip("/"))
        return f"That is an address for a browser; give the file's path, {_typed(Path(path))}, instead."
    return ""


def _as_typed(file: Path, text: str) -> str:
    """A name that is right but for what a shell left in it, or took out: quotation marks, ~, backslashes."""
    bare = Path(str(file).strip(QUOTES + " "))
    home = _home(file)
    if bare != file and _is_there(bare):
        return (
            f"There is no file {text}, as its name was taken with what stands around it; give {_typed(bare)} instead."
        )
    if '"' in str(file):
        return (
            f"There is no file {text}; the quotation mark has become part of its name, as it does where a \\ stands in "
            "front of it: leave that \\ out."
        )
    if EATEN.match(str(file)):
        return f"There is no file {text}; the shell has taken the \\ out of it, so put it in quotation marks."
    if home is not None and _is_there(home):
        return f"There is no file {text}, as ~ is no folder between quotation marks; give {_typed(home)} instead."
    return ""


def _home(file: Path) -> Path | None:
    try:
        return file.expanduser() if str(file).startswith("~") else None
    except RuntimeError:
        return None


def _no_folder(file: Path, text: str) -> str:
    """The first folder on the way that is none."""
    missing = next((folder for folder in reversed(file.parents) if not _is_there(folder, folder=True)), None)
    if missing is None:
        return ""
    return f"There is no file {text}, as there is no folder {_shown(missing)}; check its name and folder."


def _instead(file: Path) -> str:
    sheets = list(_sheets(file.parent))
    if like := _alike(file.name, sheets):
        return f"did you mean {_listed(like)}?"
    return "check its name and folder" + (f" (the spreadsheets there are {_listed(sheets)})." if sheets else ".")


def _alike(name: str, sheets: Sequence[Path]) -> list[Path]:
    """The sheets whose names are most like it; their endings are forgotten first."""
    from rapidfuzz import fuzz, process  # here, as mostly the file is there

    names = [folded(sheet.stem) for sheet in sheets]
    found = process.extract(
        folded(Path(name).stem), names, scorer=fuzz.ratio, limit=MOST_NAMES, score_cutoff=LIKE_ENOUGH
    )
    return [sheets[place] for _, _, place in found]


def _sheets(folder: Path) -> Iterator[Path]:
    """The spreadsheets in a folder, in the order of their names; none where it cannot be read."""
    try:
        found = sorted(path for path, _ in zip(folder.iterdir(), range(LOOKED_AT), strict=False) if path.is_file())
    except OSError:
        return
    yield from (path for path in found if path.suffix.casefold() in SHEETS and not path.name.startswith((".", LOCK)))


def _listed(paths: Sequence[Path]) -> str:
    named = [_typed(path) for path in paths[:MOST_NAMES]]
    more = ", …" if len(paths) > MOST_NAMES else ""
    return f"{', '.join(named[:-1])} or {named[-1]}" if len(named) > 1 and not more else f"{', '.join(named)}{more}"


def _typed(path: Path) -> str:
    return printable(typed(path))


def _shown(path: Path) -> str:
    return printable(str(path.absolute()))


def _is_there(path: Path, *, folder: bool = False) -> bool:
    try:
        return path.is_dir() if folder else path.is_file()
    except (OSError, ValueError):
        return False
