"""Posts as fast as aiohttp can, and records nothing: python -m … URL COUNT AT_ONCE."""

import asyncio
import sys

import aiohttp
import msgspec

MEETING = {
    "title": "Stand-up 0000",
    "start_datetime": 1_925_470_800,
    "end_datetime": 1_925_472_600,
    "user_id": 5_000_000_000_000_001,
    "meeting_type": "UNIQUE_MEETING",
    "call_out": False,
    "participants_info": [{"email": "ada.okafor0@example.com", "name": "Ada Okafor", "phone": "+14155550100"}],
}


async def post_all(url: str, count: int, at_once: int) -> None:
    """So many creates over so many connections, each body encoded and each answer read and decoded."""
    left = iter(range(count))
    connector = aiohttp.TCPConnector(limit=at_once)
    headers = {"Authorization": "Bearer benchmark", "Content-Type": "application/json"}
    async with aiohttp.ClientSession(connector=connector, headers=headers) as session:

        async def post_the_next() -> None:
            for _ in left:
                async with session.post(f"{url}/api/v2/meetings", data=msgspec.json.encode(MEETING)) as answer:
                    msgspec.json.decode(await answer.read())

        await asyncio.gather(*(post_the_next() for _ in range(at_once)))


if __name__ == "__main__":
    asyncio.run(post_all(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
