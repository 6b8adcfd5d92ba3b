"""A copy of the user's file to work on, so that rows and results stay together while Excel has it open."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bulkmeet.errors import RunStopped, UnreadableFile


@contextmanager
def snapshot(file: Path) -> Iterator[Path]:
    """A private copy with the same name, gone when the block ends.

    Raises:
        UnreadableFile: when there is no such file or it may not be read.
        RunStopped: when there is no room for the copy.
    """
    with tempfile.TemporaryDirectory(prefix="bulkmeet-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / file.name
        with _opened(file) as source:
            try:
                with copy.open("wb") as target:
                    shutil.copyfileobj(source, target)
            except OSError as error:
                raise RunStopped(
                    f"{file} could not be copied to {folder} to work on it ({error.strerror}); free some space there."
                ) from error
        yield copy


def _opened(file: Path) -> BinaryIO:
    try:
        if file.exists() and not file.is_file():
            what = "a folder; name the file in it" if file.is_dir() else "not a file; save it as one"
            raise UnreadableFile(f"{file} is {what}.")
        return file.open("rb")
    except FileNotFoundError:
        raise UnreadableFile(f"There is no file {file}; check its name and folder.") from None
    except OSError as error:
        raise UnreadableFile(f"{file} cannot be read ({error.strerror}); close it elsewhere and try again.") from None


def digest_of(file: Path) -> str:
    """The file's SHA-256 in hexadecimal digits; empty when it cannot be read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
