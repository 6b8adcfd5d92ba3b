"""What stops a run, each with its exit code. Everything else that goes wrong is a value, not an exception."""

from typing import ClassVar


class Stop(Exception):  # noqa: N818 - it is the reason for an exit code, not always an error
    """A reason to stop, told in one sentence that says what happened and what to do."""

    exit_code: ClassVar[int] = 4


class WrongUsage(Stop):
    """An option, a setting or the environment is wrong; nothing was read or sent."""

    exit_code: ClassVar[int] = 2


class UnreadableFile(Stop):
    """The file cannot be read as meetings."""

    exit_code: ClassVar[int] = 3


class RunStopped(Stop):
    """The run stopped early: the key was refused, the server refuses everything, or the disk is full."""

    exit_code: ClassVar[int] = 4


class Interrupted(Stop):
    """Somebody pressed Ctrl-C or the system asked the program to end."""

    exit_code: ClassVar[int] = 130
