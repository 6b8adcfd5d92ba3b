"""What is struck through in a workbook: by the style of a cell, or within its text. People cancel rows that way."""

from msgspec import Struct

from bulkmeet.model import Cell

OFF = frozenset({"0", "false"})


class Struck(Struct, frozen=True):
    """The value of a cell that is struck through."""

    cell: Cell


class StruckRows(Struct, frozen=True, array_like=True):
    """Rows, as the spreadsheet numbers them, that have the same columns (from 0) struck through."""

    columns: tuple[int, ...]
    rows: tuple[int, ...]


def is_on(attributes: dict[str, str]) -> bool:
    """Whether a `strike` with these attributes strikes through: without a value it does."""
    return attributes.get("val") not in OFF


class Runs:
    """Whether the whole of a text is struck through that comes in runs, each with a format of its own."""

    def __init__(self) -> None:
        self._run_is_struck = False
        self._found: set[bool] = set()

    def start(self) -> None:
        """A run begins, which is not struck through yet."""
        self._run_is_struck = False

    def strike(self, attributes: dict[str, str]) -> None:
        """The run is struck through, or its format says that it is not."""
        self._run_is_struck = is_on(attributes)

    def add(self, text: str) -> None:
        """A piece of the run; blanks between runs say nothing."""
        if text.strip():
            self._found.add(self._run_is_struck)

    def take(self) -> bool:
        """Whether all that was added since the last time is struck through."""
        self._run_is_struck = False
        found, self._found = self._found, set()
        return found == {True}
