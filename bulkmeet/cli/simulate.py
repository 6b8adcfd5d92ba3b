"""The simulator as a command: it says where it listens, and a line for every request."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from bulkmeet.cli.screen import Screen
from bulkmeet.simulator import Recorded, Simulator, serve


def simulate(
    *,
    port: int,
    key: str,
    per_second: int,
    per_minute: int,
    latency: float,
    faults: Sequence[str],
    seed: int,
    quiet: bool,
) -> int:
    """Serve until Ctrl-C."""
    screen = Screen(json=False, quiet=quiet, verbose=False)

    def show(recorded: Recorded) -> None:
        said = recorded.status if recorded.status is not None else "no answer"
        screen.line(f"{recorded.method} {recorded.path} → {said}" + (f" ({recorded.fault})" if recorded.fault else ""))

    server = Simulator(
        key=key,
        per_second=per_second,
        per_minute=per_minute,
        latency=latency,
        faults=faults,
        seed=seed,
        port=port,
        remember=False,
        on_request=show,
    )

    def listening(url: str) -> None:
        screen.line(f"The simulator listens at {url} and creates nothing real. Ctrl-C ends it.", wrong=True)
        screen.line(f"Use it with: DIALPAD_API_KEY={key} bulkmeet run FILE --api {url}", wrong=True)

    with suppress(KeyboardInterrupt):
        asyncio.run(serve(server, listening))
    return 0
