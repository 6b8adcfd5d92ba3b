"""Regular expressions that are compiled when they are first used.

Of more than 400 a check needs a quarter; compiling the others took a third of the time in which ten rows are checked.
"""

import re
from typing import Any, AnyStr, Generic, cast


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What does what a compiled expression does, and is compiled, or found to be wrong, when that is first asked.

    It is no `re.Pattern` itself: the functions of `re` do not take it.
    """
    return cast("re.Pattern[AnyStr]", Late(text, flags))


class Late(Generic[AnyStr]):
    """Has of the compiled expression what was asked for once, and is as fast as that from then on."""

    def __init__(self, text: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = text
        self._flags = flags
        self._compiled: re.Pattern[AnyStr] | None = None

    def __repr__(self) -> str:
        return f"pattern({self.pattern!r})"

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - methods and numbers
        if name.startswith("_"):
            raise AttributeError(name)
        self._compiled = self._compiled or re.compile(self.pattern, self._flags)
        asked = getattr(self._compiled, name)
        setattr(self, name, asked)
        return asked
