"""Options as they were given, by name, back to the words they are typed with. Pure."""

from collections.abc import Iterator, Mapping

from bulkmeet.results.write import typed


def option_words(given: Mapping[str, object]) -> str:
    """The options as they are typed, each with a blank before it: ` --region DE --map "Room time=start"`."""
    return "".join(f" {word}" for name, value in given.items() for word in _words(name, value))


def _words(name: str, value: object) -> Iterator[str]:
    for each in value if isinstance(value, list | tuple) else (value,):
        yield "--" + name.replace("_", "-")
        if each is not True:
            yield typed(str(each))
