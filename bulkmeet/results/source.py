"""Reading the user's own file a second time, after it was checked: it may have changed or gone since."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bulkmeet.errors import RunStopped


class Changed(Exception):  # noqa: N818 - said of a file, like the reasons to stop in errors
    """The file no longer holds what was read from it; the text says what is amiss."""


@contextmanager
def reading_again(source: Path, *damage: type[Exception]) -> Iterator[None]:
    """Turn what goes wrong while `source` is read again into RunStopped with one sentence.

    `damage` names the exceptions that a file of this kind raises when it is broken.
    """
    put_back = "put the file back as it was and write the results again with `bulkmeet results`"
    try:
        yield
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise RunStopped(f"{source} could not be read again for its results ({why}); {put_back}.") from error
    except Changed as error:
        raise RunStopped(f"{source} has changed since it was read ({error}); {put_back}.") from error
    except damage as error:
        raise RunStopped(f"{source} has changed since it was read; {put_back}.") from error
