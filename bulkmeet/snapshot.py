"""A copy of the user's file to work on, so that rows and results stay together while Excel has it open."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bulkmeet.errors import UnreadableFile


@contextmanager
def snapshot(file: Path) -> Iterator[Path]:
    """A private copy with the same name, gone when the block ends.

    Raises:
        UnreadableFile: when there is no such file or it may not be read.
    """
    with tempfile.TemporaryDirectory(prefix="bulkmeet-") as folder:
        copy = Path(folder) / file.name
        try:
            shutil.copyfile(file, copy)
        except FileNotFoundError:
            raise UnreadableFile(f"There is no file {file}; check its name and folder.") from None
        except IsADirectoryError:
            raise UnreadableFile(f"{file} is a folder; name the file in it.") from None
        except OSError as error:
            raise UnreadableFile(
                f"{file} cannot be read ({error.strerror}); close it elsewhere and try again."
            ) from None
        yield copy


def digest_of(file: Path) -> str:
    """The file's SHA-256 in hexadecimal digits; empty when it cannot be read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
