"""Numbers among the options, refused in our own words."""

from typing import Any

import click


class WholeNumber(click.IntRange):
    """A whole number from `min`, refused in our own words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - as click has it
        """The number."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            raise _no_number("a whole number", self.min, value, param, ctx) from None


class Number(click.FloatRange):
    """A number from `min`, refused in our own words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - as click has it
        """The number."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            raise _no_number("a number", self.min, value, param, ctx) from None


def _no_number(
    noun: str, least: float | None, value: str, param: click.Parameter | None, ctx: click.Context | None
) -> click.UsageError:
    from bulkmeet.cells.text import quoted

    option = param.opts[0] if param is not None else "The option"
    return click.UsageError(f"{option} takes {noun} from {least}, not {quoted(value)}", ctx)
