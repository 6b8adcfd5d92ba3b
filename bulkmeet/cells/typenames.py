"""Cells that hold the name of a kind of data where an export should have written the value: System.Object[]."""

from collections.abc import Iterable

from bulkmeet.patterns import pattern

_DOTTED = r"[A-Za-z_]\w*(?:[.+$]\w+)+"
_OF_SYSTEM = (
    r"System\.(?:Object|String|Char|Byte|Boolean|Int16|Int32|Int64|UInt32|UInt64|Double|Decimal|DateTime|DateTimeOffset"
    r"|DateOnly|TimeOnly|TimeSpan|TimeZoneInfo|Guid|Uri|Array|Nullable|Tuple|__ComObject|(?:Collections|Management|Net|Xml"
    r"|Data|Linq|Text|IO|Threading|Windows|Web)\.[\w.+]+)"
)
_TYPE = pattern(
    rf"(?:{_OF_SYSTEM}|Microsoft(?:\.\w+){{2,}})(?:`[0-9]+)?(?:\[[\w\[\].,+` ]*\])*"
    rf"|{_DOTTED}(?:`[0-9]+\[[\w\[\].,+` ]*\]|\[\])"
    rf"|\[+[BCDFIJSZ]@[0-9a-f]{{4,8}}|(?:\[+L)?{_DOTTED};?@[0-9a-f]{{4,8}}"
    r"|\[object \w+\]|<[\w.]+ object at 0x[0-9a-fA-F]+>|#<[\w:]+:0x[0-9a-f]+[^>]*>"
)
"""Of .NET, Java, JavaScript, Python and Ruby; what has a full stop behind its @ is an address."""
_MAY_BE = pattern(r"System\.|Microsoft\.|\[\]|@[0-9a-f]{4,8}(?![\w.])|\[object |0x[0-9a-fA-F]")
_BETWEEN = pattern(r"[;,\n|]")


def names_type(text: str) -> bool:
    """Whether the text, or an entry of its list, is the name of a kind of data and nothing else."""
    if not _MAY_BE.search(text):
        return False
    return any(_TYPE.fullmatch(part.strip()) is not None for part in (text, *_BETWEEN.split(text)))


def any_names_type(texts: Iterable[str]) -> bool:
    """Whether one of the texts may be such a name; of many texts this is told much faster."""
    return _MAY_BE.search("\n".join(texts)) is not None
