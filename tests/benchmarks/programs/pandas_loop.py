"""What an engineer writes in half an hour: python -m tests.benchmarks.programs.pandas_loop FILE URL [PER_SECOND].

pandas reads the sheet, aiohttp posts it, AsyncLimiter keeps the pace; nothing is checked, recorded or written back.
"""

import asyncio
import sys
from contextlib import nullcontext
from typing import Any

import aiohttp
import pandas as pd
from aiolimiter import AsyncLimiter


async def post_all(meetings: pd.DataFrame, url: str, limiter: Any) -> None:  # noqa: ANN401 - or a context that does nothing
    free = asyncio.Semaphore(64)
    headers = {"Authorization": "Bearer benchmark"}

    async def post(session: aiohttp.ClientSession, row: Any) -> None:  # noqa: ANN401 - pandas' rows have no type
        person = {"name": row.Name, "email": row.Email, "phone": row.Phone}
        meeting = {
            "title": row.Title,
            "start_datetime": int(row.Start.timestamp()),
            "end_datetime": int(row.End.timestamp()),
            "user_id": int(row.Host),
            "meeting_type": "UNIQUE_MEETING",
            "participants_info": [person],
        }
        async with free, limiter, session.post(f"{url}/api/v2/meetings", json=meeting) as answer:
            await answer.read()

    async with aiohttp.ClientSession(headers=headers) as session:
        await asyncio.gather(*(post(session, row) for row in meetings.itertuples()))


def main() -> None:
    frame = pd.read_csv(sys.argv[1], dtype=str).rename(columns={"Host ID": "Host"})
    for column in ("Start", "End"):
        frame[column] = pd.to_datetime(frame[column]).dt.tz_localize("America/New_York")
    limiter = AsyncLimiter(int(sys.argv[3]), 1) if len(sys.argv) > 3 else nullcontext()
    asyncio.run(post_all(frame, sys.argv[2], limiter))


if __name__ == "__main__":
    main()
