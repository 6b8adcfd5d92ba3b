"""The pace: never above what the API allows, close to it where possible, and slower where the API asks for it."""

import asyncio
import time
from collections.abc import Sequence
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from bulkmeet.limiter import CATCH_UP_SECONDS, HOLD_SECONDS, MARGIN_SECONDS, START_SECONDS, Limiter, Place
from bulkmeet.settings import Rate, parse_rate
from bulkmeet.simulator.windows import Windows
from tests.virtual_time import in_virtual_time, stall

SHARE_OF_THE_BOUND = 0.985
DIALPADS = Rate()


def now() -> float:
    return asyncio.get_running_loop().time()


def most_in(seconds: float, times: Sequence[float]) -> int:
    """The most of these times that lie in any stretch of so many seconds."""
    ordered, first, most = sorted(times), 0, 0
    for last, moment in enumerate(ordered):
        while moment - ordered[first] >= seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


async def depart(limiter: Limiter, held_open: float, departures: list[float]) -> None:
    """Take a place, leave after so long (a cold connection), and note when that was."""
    place = await limiter.acquire()
    assert place is not None
    if held_open:
        await asyncio.sleep(held_open)
    departures.append(now())
    place.left()


async def departures_of(limiter: Limiter, delays: Sequence[float]) -> list[float]:
    departures: list[float] = []
    await asyncio.gather(*(depart(limiter, delay, departures) for delay in delays))
    return departures


async def next_departure(limiter: Limiter) -> float:
    await depart(limiter, 0, [])
    return now()


# ---- never above what the API allows -----------------------------------------------------------------------


def test_20_leave_in_any_second_and_1200_in_any_minute() -> None:
    async def three_minutes() -> list[float]:
        return await departures_of(Limiter(DIALPADS), [0.0] * 3600)

    departures = in_virtual_time(three_minutes())
    assert most_in(1, departures) == 20
    assert most_in(60, departures) <= 1200


def test_there_is_no_burst_at_the_start() -> None:
    async def first_ones() -> list[float]:
        return await departures_of(Limiter(DIALPADS), [0.0] * 10)

    departures = in_virtual_time(first_ones())
    assert min(later - earlier for earlier, later in pairwise(departures)) == pytest.approx(0.05, abs=0.001)


@given(st.lists(st.floats(0, 3), min_size=40, max_size=150))
@settings(max_examples=40, deadline=None)
def test_places_held_open_by_cold_connections_never_leave_more_than_20_at_once(delays: list[float]) -> None:
    async def all_of_them() -> list[float]:
        return await departures_of(Limiter(DIALPADS), delays)

    departures = in_virtual_time(all_of_them())
    assert len(departures) == len(delays)
    assert most_in(1, departures) <= 20


def test_a_minute_of_slow_connections_that_all_open_at_once_keeps_the_minutes_bound() -> None:
    async def all_of_them() -> list[float]:
        random = Random(7)  # noqa: S311 - the same delays every time
        return await departures_of(Limiter(DIALPADS), [random.choice([0, 0.2, 9.9]) for _ in range(2500)])

    departures = in_virtual_time(all_of_them())
    assert most_in(1, departures) <= 20
    assert most_in(60, departures) <= 1200


def test_a_slower_rate_is_kept_in_any_minute_even_if_the_first_connection_is_slow() -> None:
    async def all_of_them() -> list[float]:
        return await departures_of(Limiter(Rate(90, 60)), [0.5, *[0.0] * 200])

    assert most_in(60, in_virtual_time(all_of_them())) == 90


@given(st.lists(st.tuples(st.floats(0.001, 0.4), st.floats(0, 0.3)), min_size=5, max_size=60))
@settings(max_examples=40, deadline=None)
def test_a_loop_that_stalls_now_and_then_never_lets_more_than_20_leave_in_a_second(
    stalls: list[tuple[float, float]],
) -> None:
    async def stalling() -> None:
        for until_then, seconds in stalls:
            await asyncio.sleep(until_then)
            stall(seconds)

    async def both() -> list[float]:
        _, departures = await asyncio.gather(stalling(), departures_of(Limiter(DIALPADS), [0, 0.07, 0.2] * 50))
        return departures

    assert most_in(1, in_virtual_time(both())) <= 20


async def test_in_real_time_a_loop_stalled_for_150_ms_keeps_the_window_too() -> None:
    async def stalling() -> None:
        for _ in range(5):
            await asyncio.sleep(0.2)
            time.sleep(0.15)  # noqa: ASYNC251 - the very thing that must do no harm

    _, departures = await asyncio.gather(stalling(), departures_of(Limiter(DIALPADS), [0.0, 0.03] * 13))
    assert most_in(1, departures) <= 20


def test_a_request_counts_from_when_it_is_written_not_from_when_it_was_allowed_to_be() -> None:
    """aiohttp writes it in a task of its own, and the loop may stall before that has its turn."""

    async def depart_late(limiter: Limiter, seconds: float, written: list[float]) -> None:
        place = await limiter.acquire()
        assert place is not None
        asyncio.get_running_loop().call_soon(stall, seconds)
        place.left()
        await asyncio.create_task(write(written))

    async def write(written: list[float]) -> None:
        written.append(now())

    async def all_of_them() -> list[float]:
        limiter, written = Limiter(DIALPADS), list[float]()
        await asyncio.gather(*(depart_late(limiter, 0 if each % 7 else 0.15, written) for each in range(100)))
        return written

    assert most_in(1, in_virtual_time(all_of_them())) <= 20


def test_however_fast_or_slow_the_disk_is_just_now_each_leaves_a_second_and_the_margin_after_the_20th_before() -> None:
    async def run() -> list[float]:
        limiter, departures = Limiter(DIALPADS), list[float]()
        random = Random(1)  # noqa: S311 - the same every time

        async def leave(place: Place | None) -> None:
            assert place is not None
            seconds = random.uniform(0.005, 0.3) if random.random() < 0.1 else random.uniform(0.002, 0.01)
            await place.leave(lambda: asyncio.sleep(seconds))
            departures.append(now())

        async with asyncio.TaskGroup() as leaving:
            for _ in range(600):
                leaving.create_task(leave(await limiter.acquire()))
        return sorted(departures)

    departures = in_virtual_time(run())
    assert min(later - first for first, later in zip(departures, departures[20:], strict=False)) >= 1 + MARGIN_SECONDS


# ---- close to what the API allows --------------------------------------------------------------------------


def test_600_slots_reach_98_percent_of_the_bound() -> None:
    async def six_hundred() -> float:
        await departures_of(Limiter(DIALPADS), [0.0] * 600)
        return now()

    assert in_virtual_time(six_hundred()) - START_SECONDS <= 600 / 20 / SHARE_OF_THE_BOUND


def test_with_a_durable_commit_of_2_ms_before_each_departure_it_is_still_98_percent() -> None:
    async def ten_minutes() -> float:
        await departures_of(Limiter(DIALPADS), [0.002] * 12_000)
        return now()

    assert in_virtual_time(ten_minutes()) <= 12_000 / 20 / SHARE_OF_THE_BOUND


async def test_three_real_seconds_reach_the_bound_as_far_as_timers_do_and_keep_it() -> None:
    async def sixty_naps() -> float:
        for _ in range(60):
            await asyncio.sleep(DIALPADS.seconds / DIALPADS.count)
        return now()

    start = now()
    naps_ended, departures = await asyncio.gather(sixty_naps(), departures_of(Limiter(DIALPADS), [0.0] * 60))
    assert 2.9 <= departures[-1] - start <= (naps_ended - start) / SHARE_OF_THE_BOUND + 0.2
    assert most_in(1, departures) <= 20


@pytest.mark.parametrize(
    ("rate", "slots", "seconds"),
    [
        ("20/s", 100, 5),
        ("5/s", 50, 10),
        ("1200/min", 100, 5),
        ("90/min", 180, 120),
        ("7/min", 14, 111),
        ("1/min", 5, 240),
    ],
)
def test_the_rate_is_given_a_second_or_a_minute_and_kept_either_way(rate: str, slots: int, seconds: float) -> None:
    given_rate = parse_rate(rate, "simulator")

    async def run() -> list[float]:
        return await departures_of(Limiter(given_rate), [0.0] * slots)

    departures = in_virtual_time(run())
    assert most_in(given_rate.seconds, departures) <= given_rate.count
    assert departures[-1] == pytest.approx(seconds, rel=0.1)


# ---- what the API asks for ---------------------------------------------------------------------------------


@given(st.floats(0, 1.5), st.floats(0.1, 30), st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_a_hold_stops_everything_for_its_time(before: float, seconds: float, waiting: int) -> None:
    async def run() -> tuple[float, list[float]]:
        limiter = Limiter(DIALPADS)
        departures: list[float] = []
        tasks = [asyncio.create_task(depart(limiter, 0, departures)) for _ in range(30 * waiting)]
        await asyncio.sleep(before)
        limiter.hold(seconds)
        held = now()
        await asyncio.gather(*tasks)
        return held, departures

    held, departures = in_virtual_time(run())
    assert [moment for moment in departures if held < moment < held + seconds - 0.001] == []
    assert most_in(1, departures) <= 20


def test_a_hold_without_a_time_is_about_a_second_and_longer_each_time() -> None:
    async def run() -> list[float]:
        limiter = Limiter(DIALPADS)
        waits = []
        for _ in range(8):
            limiter.hold(None)
            asked = now()
            waits.append(await next_departure(limiter) - asked)
        return waits

    waits = in_virtual_time(run())
    assert HOLD_SECONDS <= waits[0] <= 2 * HOLD_SECONDS
    assert all(later > earlier - 0.001 for earlier, later in pairwise(waits))
    assert waits[-1] >= 4 * waits[0]
    assert waits[-1] <= 10 * HOLD_SECONDS


def test_a_shorter_hold_does_not_shorten_a_longer_one() -> None:
    async def run() -> float:
        limiter = Limiter(DIALPADS)
        limiter.hold(20)
        limiter.hold(1)
        limiter.hold(None)
        return await next_departure(limiter)

    assert in_virtual_time(run()) >= 20


async def slots_in(limiter: Limiter, seconds: float, *, answered: bool) -> int:
    """How many requests leave in so many seconds, each answered or not."""
    count, end = 0, now() + seconds
    while now() < end:
        await depart(limiter, 0, [])
        count += 1
        if answered:
            limiter.answered()
    return count


def test_after_a_hold_the_pace_is_slower_and_recovers_with_every_answer() -> None:
    async def run() -> tuple[int, int, int]:
        limiter = Limiter(DIALPADS)
        limiter.hold(0)
        unanswered = await slots_in(limiter, 5, answered=False)
        recovering = await slots_in(limiter, 5, answered=True)
        await slots_in(limiter, 30, answered=True)
        return unanswered, recovering, await slots_in(limiter, 5, answered=True)

    slower, recovering, recovered = in_virtual_time(run())
    assert slower < 0.75 * 100
    assert slower < recovering < recovered
    assert recovered >= 100 * SHARE_OF_THE_BOUND


def test_many_429s_at_once_slow_the_pace_only_once() -> None:
    async def run(answers: int) -> int:
        limiter = Limiter(DIALPADS)
        for _ in range(answers):
            limiter.hold(1)
        return await slots_in(limiter, 10, answered=False)

    assert in_virtual_time(run(1)) == in_virtual_time(run(30))


def test_however_many_429s_come_the_pace_stays_above_a_tenth() -> None:
    async def run() -> int:
        limiter = Limiter(DIALPADS)
        for _ in range(50):
            limiter.hold(0)
            await asyncio.sleep(1)
        return await slots_in(limiter, 10, answered=False)

    assert in_virtual_time(run()) >= 20


class NoBurst:
    """nginx's limit_req without a burst: in whole milliseconds, and what is refused does not count."""

    def __init__(self, milliseconds: int) -> None:
        self._milliseconds = milliseconds
        self._last = -1_000_000

    def admit(self, moment: float) -> float:
        at = int(moment * 1000)
        if at - self._last < self._milliseconds:
            return 1.0
        self._last = at
        return 0.0


class Shared(Windows):
    """A sliding second that a neighbour fills between two times."""

    def __init__(self, begin: float, end: float) -> None:
        super().__init__([(20, 1.0)])
        self._begin = begin
        self._end = end

    def admit(self, now: float) -> float:
        if self._begin < now < self._end:
            for _ in range(20):
                super().admit(now)
        return super().admit(now)


class Tale(Struct):
    """How many requests a server refused, and when it took the others."""

    refused: int
    taken: list[float]

    def share(self, seconds: float) -> float:
        """Of the bound, in the last so many seconds."""
        return len([moment for moment in self.taken if moment > self.taken[-1] - seconds]) / seconds / 20


def against(server: NoBurst | Windows, count: int, *, jitter: float = 0.002) -> Tale:
    """So many requests to a server 100 ms away, give or take the jitter, each until it is taken."""
    random, tale = Random(1), Tale(0, [])  # noqa: S311 - the same every time

    async def one(limiter: Limiter, place: Place | None) -> None:
        while place is not None:
            await place.leave(lambda: asyncio.sleep(random.uniform(0.001, 0.003)))
            await asyncio.sleep(0.05 + random.uniform(0, jitter))
            moment = now()
            taken = server.admit(moment) == 0
            await asyncio.sleep(0.05)
            if taken:
                tale.taken.append(moment)
                limiter.answered()
                return
            tale.refused += 1
            place.refused(None)
            place = await limiter.acquire()

    async def all_of_them() -> None:
        limiter = Limiter(DIALPADS)
        async with asyncio.TaskGroup() as group:
            for _ in range(count):
                group.create_task(one(limiter, await limiter.acquire()))

    in_virtual_time(all_of_them())
    return tale


def test_a_server_that_allows_no_burst_at_all_refuses_less_than_one_in_a_hundred() -> None:
    tale = against(NoBurst(50), 1200)
    assert 0 < tale.refused < 12
    assert tale.share(30) > 0.85


@pytest.mark.parametrize(("server", "share"), [(NoBurst(100), 0.5), (Windows([(5, 1.0)]), 0.25)], ids=["10/s", "5/s"])
def test_a_server_that_allows_much_less_is_found_out_and_then_hardly_asked_too_much(
    server: NoBurst | Windows, share: float
) -> None:
    tale = against(server, 1500)
    assert tale.refused < 0.03 * 1500
    assert 0.7 * share < tale.share(60) <= share


def test_when_a_neighbour_is_gone_the_pace_comes_back() -> None:
    tale = against(Shared(10, 40), 6000)
    assert 5 < tale.refused < 40
    assert tale.share(30) > 0.98


def test_a_429_now_and_then_costs_hardly_more_than_the_wait() -> None:
    class Moody(Windows):
        def admit(self, now: float) -> float:
            return 1.0 if int(now / 15) > int((now - 0.04) / 15) else super().admit(now)

    tale = against(Moody([(20, 1.0)]), 2400)
    assert 2 <= tale.refused <= 10
    assert tale.share(60) > 0.75


def test_a_refusal_of_what_left_before_the_hold_says_nothing_of_the_pace_after_it() -> None:
    async def run(late: int) -> float:
        limiter = Limiter(DIALPADS)
        places = [await limiter.acquire() for _ in range(1 + late)]
        for place in places:
            assert place is not None
            place.left()
        for place in places:
            assert place is not None
            place.refused(0.1)
            await asyncio.sleep(1)
        first = await next_departure(limiter)
        return await next_departure(limiter) - first

    assert in_virtual_time(run(3)) == pytest.approx(in_virtual_time(run(0)), abs=0.001)


def test_once_refused_a_slow_disk_makes_the_gaps_no_longer() -> None:
    async def run(disk_seconds: float) -> float:
        limiter, departures = Limiter(DIALPADS), list[float]()

        async def leave() -> None:
            place = await limiter.acquire()
            assert place is not None
            await place.leave(lambda: asyncio.sleep(disk_seconds))
            departures.append(now())

        await leave()
        limiter.hold(0.1)
        await asyncio.gather(*(leave() for _ in range(60)))
        return departures[-1] - departures[-40]

    assert in_virtual_time(run(0.02)) == pytest.approx(in_virtual_time(run(0.0)), abs=0.001)


def test_once_refused_requests_leave_one_by_one_however_long_their_connections_took() -> None:
    async def run() -> list[float]:
        limiter, random, departures = Limiter(DIALPADS), Random(1), list[float]()  # noqa: S311 - the same every time

        async def leave_when_connected(place: Place | None) -> None:
            assert place is not None
            await asyncio.sleep(random.choice([0, 0.1, 0.4]))

            async def note() -> None:
                await asyncio.sleep(0.002)
                departures.append(now())

            await place.leave(note)

        limiter.hold(0)
        async with asyncio.TaskGroup() as group:
            for _ in range(100):
                group.create_task(leave_when_connected(await limiter.acquire()))
        return departures

    departures = in_virtual_time(run())
    assert min(later - earlier for earlier, later in pairwise(departures)) > 0.05


# ---- what the machine does ---------------------------------------------------------------------------------


@given(st.lists(st.floats(0.1, 3), min_size=1, max_size=5), st.floats(0.05, 0.4), st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_a_run_that_begins_where_another_ends_keeps_the_windows_together_with_it(
    lives: list[float], stalled: float, caught_up: int
) -> None:
    async def programs() -> list[float]:
        departures: list[float] = []
        for life in [*lives, 3]:
            limiter = Limiter(DIALPADS)
            end = now() + life
            while now() < end:
                await depart(limiter, 0, departures)
            stall(stalled)
            for _ in range(caught_up):
                await depart(limiter, 0, departures)
        return departures

    assert most_in(1, in_virtual_time(programs())) <= 20


@pytest.mark.parametrize("hours", [0.1, 3, 30])
def test_after_a_laptops_sleep_requests_do_not_rush_out(hours: float) -> None:
    async def run() -> list[float]:
        limiter = Limiter(DIALPADS)
        sleeping = asyncio.create_task(departures_of(limiter, [0.0, 0.3] * 100))
        await asyncio.sleep(4)
        stall(hours * 3600)
        return await sleeping

    departures = in_virtual_time(run())
    assert most_in(1, departures) <= 20
    assert most_in(0.04, departures) <= 20 * CATCH_UP_SECONDS + 1


def test_a_stall_of_150_ms_every_second_costs_less_than_a_twentieth() -> None:
    async def stalling() -> None:
        while True:
            await asyncio.sleep(0.85)
            stall(0.15)

    async def both() -> list[float]:
        stalls = asyncio.create_task(stalling())
        departures = await departures_of(Limiter(DIALPADS), [0.002] * 1200)
        stalls.cancel()
        return departures

    departures = in_virtual_time(both())
    assert most_in(1, departures) <= 20
    assert 1199 / (departures[-1] - departures[0]) >= 0.95 * 20


# ---- order, places and the end -----------------------------------------------------------------------------


def test_requests_go_in_the_order_of_asking() -> None:
    async def run() -> list[int]:
        limiter, order = Limiter(DIALPADS), list[int]()

        async def ask(number: int) -> None:
            place = await limiter.acquire()
            assert place is not None
            order.append(number)
            place.left()
            if number == 30:
                limiter.hold(2)

        await asyncio.gather(*(ask(number) for number in range(100)))
        return order

    assert in_virtual_time(run()) == list(range(100))


async def let_go(limiter: Limiter) -> int:
    """How many are let go in a minute in which none leaves."""
    places: list[Place | None] = []

    async def hang() -> None:
        places.append(await limiter.acquire())

    tasks = [asyncio.create_task(hang()) for _ in range(50)]
    await asyncio.sleep(60)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return len(places)


def test_no_more_than_20_are_let_go_while_none_has_left() -> None:
    async def run() -> int:
        return await let_go(Limiter(DIALPADS))

    assert in_virtual_time(run()) == 20


def test_a_place_given_up_is_free_again_and_does_not_count() -> None:
    async def run() -> float:
        limiter = Limiter(DIALPADS)
        places = [await limiter.acquire() for _ in range(20)]
        full = now()
        for place in places:
            assert place is not None
            place.given_up()
        return await next_departure(limiter) - full

    assert in_virtual_time(run()) <= 0.06


def test_a_place_counts_once_whatever_is_said_after_it_has_left() -> None:
    async def run() -> tuple[list[float], int]:
        limiter, departures = Limiter(DIALPADS), []
        for _ in range(60):
            place = await limiter.acquire()
            assert place is not None
            place.left()
            departures.append(now())
            place.given_up()
            place.left()
        return departures, await let_go(limiter)

    departures, afterwards = in_virtual_time(run())
    assert departures[-1] - START_SECONDS <= 3 / SHARE_OF_THE_BOUND
    assert afterwards == 20


@pytest.mark.parametrize(
    ("rate", "why"), [("1200/min", "hold"), ("1200/min", "window"), ("2/min", "pace"), ("1200/min", "slow pace")]
)
def test_close_wakes_whoever_waits_with_none_and_at_once(rate: str, why: str) -> None:
    async def run() -> float:
        limiter = Limiter(parse_rate(rate, "simulator"))
        if why == "window":
            assert None not in [await limiter.acquire() for _ in range(20)]
        elif why == "hold":
            limiter.hold(300)
        elif why == "slow pace":
            for _ in range(8):
                limiter.hold(0)
                await asyncio.sleep(0.001)
        if why in ("pace", "slow pace"):
            await depart(limiter, 0, [])
        waiting = [asyncio.create_task(limiter.acquire()) for _ in range(5)]
        await asyncio.sleep(2 if why == "pace" else 0.01)
        closed = now()
        limiter.close()
        limiter.close()
        assert await asyncio.gather(*waiting) == [None] * 5
        assert await limiter.acquire() is None
        return now() - closed

    assert in_virtual_time(run()) < 0.005


def test_a_place_let_go_before_the_close_may_still_leave() -> None:
    async def run() -> None:
        limiter = Limiter(DIALPADS)
        place = await limiter.acquire()
        limiter.close()
        assert place is not None
        place.left()

    in_virtual_time(run())


def test_somebody_who_gives_up_waiting_keeps_nobody_else_waiting() -> None:
    async def run() -> float:
        limiter = Limiter(DIALPADS)
        await depart(limiter, 0, [])
        tasks = [asyncio.create_task(limiter.acquire()) for _ in range(10)]
        await asyncio.sleep(0.01)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return await next_departure(limiter)

    assert in_virtual_time(run()) - START_SECONDS <= 0.06
