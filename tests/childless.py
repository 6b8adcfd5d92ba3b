"""Reads workbooks within the tests' own process, where what the reading child adds is not the question."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

from bulkmeet.loader import child, guard
from bulkmeet.loader.frames import Frame, read_frames, write_frame


def without_a_child() -> AbstractContextManager[object]:
    """Within it no child is started: that it keeps its limits and what it refuses is what test_loader_guard shows."""
    return patch.object(guard, "_frames", _frames_from_here)


@contextmanager
def _frames_from_here(arguments: tuple[str, ...]) -> Iterator[Iterator[Frame]]:
    """What the reading child would tell, without the third of a second that its start takes."""
    _, _, path, *sheet = arguments
    told = BytesIO()
    try:
        for frame in child._frames(Path(path), sheet[0] if sheet else None):
            write_frame(told, frame)
    except Exception as error:  # noqa: BLE001 - as the child does
        write_frame(told, child.refusal_for(error))
    told.seek(0)
    yield read_frames(told)
