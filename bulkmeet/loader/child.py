"""The child that opens workbooks, because readers can be made to take gigabytes, abort or hang.

Run as `python -m bulkmeet.loader.child PATH [SHEET]`; it puts frames on standard output.
"""

import gc
import sys
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.frames import Begun, Frame, Refusal, write_frame
from bulkmeet.loader.limits import BASE_SECONDS, CHILD_MEMORY_BYTES
from bulkmeet.loader.signature import OLE
from bulkmeet.loader.zipparts import XLSX, kind_of_book

_SAVE_ANEW = "open it in Excel and save it as a new workbook (.xlsx)"


def main(arguments: list[str]) -> int:
    """Read the workbook named by the first argument, of it the sheet named by the second if there is one."""
    warnings.simplefilter("ignore")
    gc.disable()  # what is read holds no circles, and the process ends with the file
    limit_resources()
    try:
        tell(Path(arguments[0]), arguments[1] if len(arguments) > 1 else None)
    except BrokenPipeError:
        return 1
    except Exception as error:  # noqa: BLE001 - the reader may raise anything, and all of it is an answer
        write_frame(sys.stdout.buffer, refusal_for(error))
    return 0


def tell(path: Path, sheet: str | None) -> None:
    """Write the workbook's frames to standard output. The readers come last: only now do the limits hold."""
    for frame in _frames(path, sheet):
        if isinstance(frame, Begun):
            limit_seconds(frame.seconds)
        write_frame(sys.stdout.buffer, frame)


def _frames(path: Path, sheet: str | None) -> Iterator[Frame]:
    with path.open("rb") as stream:
        if stream.read(len(OLE)) == OLE:
            from bulkmeet.loader.otherbook import read_xls

            yield from read_xls(path, sheet)
            return
        with ZipFile(stream) as archive:
            if kind_of_book(archive) == XLSX:
                from bulkmeet.loader.workbook import read_workbook

                yield from read_workbook(archive, sheet, path.stat().st_size)
            else:
                from bulkmeet.loader.otherbook import read_zipped

                yield from read_zipped(path, archive, sheet)


def limit_resources() -> None:
    """Cap memory and time, and forbid to write files, where the system can do that."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is all there is
        return
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY_BYTES, CHILD_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    limit_seconds(BASE_SECONDS)


def limit_seconds(seconds: float) -> None:
    """Cap the processor time this process may use in all."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, hard))


def refusal_for(error: BaseException) -> Refusal:
    """What a person should be told of the error; how it came about is kept for engineers."""
    detail = "".join(traceback.format_exception(error))[-4000:]
    match error:
        case UnreadableFile():
            return Refusal(str(error), detail)
        case MemoryError():
            return Refusal("The workbook needs too much memory to be read; split it into smaller ones.", detail)
        case BadZipFile() | EOFError():
            return Refusal("The workbook is damaged or cut off; download or copy it again.", detail)
    if type(error).__module__.startswith("defusedxml"):
        return Refusal(f"The workbook holds XML that no spreadsheet program writes; {_SAVE_ANEW}.", detail)
    return Refusal(f"The workbook is damaged or of an unusual make; {_SAVE_ANEW}.", detail)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
