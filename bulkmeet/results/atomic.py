"""A file that is replaced whole or not at all, and what a disk says no with, in plain words."""

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from bulkmeet.errors import RunStopped

AGAIN = "write the results again with `bulkmeet results`"
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
PROTECTED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@contextmanager
def replacing(
    target: Path, then: str = AGAIN, like: Path | None = None, option: str = "--output"
) -> Iterator[BinaryIO]:
    """Hand out a file that takes the place of `target` when the block ends well, and vanishes when it does not.

    A link is followed, so that what it points to is replaced; a file that exists keeps its permissions, and a new one
    gets those of `like`, but is always its owner's to write. An OSError becomes RunStopped; `then` ends its sentence
    with what to do once the cause is gone, and `option` is the one that names another place.
    """
    try:
        place = target.resolve()
        beside = place.with_name(f".bulkmeet-{secrets.token_hex(6)}.tmp")
        try:
            yield from _written(beside, place, like)
            beside.replace(place)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
        _sync_folder(place.parent)
    except OSError as error:
        raise RunStopped(_refusal(target, error, then, option)) from error


def _written(beside: Path, place: Path, like: Path | None) -> Iterator[BinaryIO]:
    # Where there is nothing to go by, the umask decides for a new file as it does for everybody else's.
    mode = 0o666 if like is None and not place.exists() else 0o600
    created = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(created, "wb") as out:
        yield out
        model = place if place.exists() else like
        if model is not None:
            beside.chmod(stat.S_IMODE(model.stat().st_mode) & 0o666 | stat.S_IWUSR)
        out.flush()
        os.fsync(out.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no handle of a folder that could be synced
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refusal(target: Path, error: OSError, then: str, option: str) -> str:
    if error.errno in FULL:
        return f"The disk is full, so {target} could not be written; free some space and {then}."
    if error.errno in PROTECTED:
        return (
            f"{target} could not be written, because the file or its folder is protected or open in another "
            f"program; close it or choose another place with {option}, and {then}."
        )
    why = error.strerror or type(error).__name__
    return f"{target} could not be written ({why}); choose another place with {option} and {then}."
