"""Play while every process of a fleet is killed, stopped and restarted at random, and count on both sides.

Redis, an engine, one that stands by, and two gateways, with the default throttle. Players press like people at either
gateway. When it is quiet in the end, no press may be lost, doubled or taken back and nobody held; handles and reactions
that were answered are there; and both gateways have boards and presence right.
"""

import asyncio
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.chaos import quiet
from tests.chaos.blows import Blow, schedule
from tests.chaos.crew import Crew
from tests.chaos.figures import ChaosFigures
from tests.chaos.members import ChaosMember
from tests.crash import harness as crash
from tests.crash.network import Wrong

GAP_S = (0.2, 2.5)  # between two blows
TOGETHER = 0.4  # how often a blow does not wait for the others to be over
LAST_PRESSES_S = 0.4  # into the last outage
GLANCE_S = 0.01
ANSWER_S = 90.0
SETTINGS: dict[str, Any] = {**crash.SETTINGS, "api_per_s": 1_000.0, "api_burst": 1_000, "renames_per_h": 10_000}


async def run(folder: Path, *, blows: int, players: int, seed: int, **settings: Any) -> ChaosFigures:
    """Play in *folder* through so many *blows*. What was promised and not kept is in the figures' faults."""
    rng = random.Random(seed)
    figures = ChaosFigures(kills=blows, players=players)
    crew = Crew(folder, figures, **{**SETTINGS, **settings})
    return await play(crew, schedule(rng, blows), rng, figures)


async def play(crew: Crew, blows: Sequence[Blow], rng: random.Random, figures: ChaosFigures) -> ChaosFigures:
    """Play through these *blows* with the players that *figures* has, on the fleet of *crew*; give the figures."""
    members = [ChaosMember(crew, number, random.Random(rng.random()), figures) for number in range(figures.players)]
    began = time.monotonic()
    try:
        await crew.begin()
        await _play(crew, members, blows, rng, figures)
    except Wrong as wrong:
        figures.faults.append(wrong)
    finally:
        pages = [page for page in crash.pages_of(members) if page.is_open]
        await asyncio.gather(*(page.close() for page in pages), return_exceptions=True)
        await asyncio.to_thread(crew.fleet.__exit__)
    figures.page_loads = len(list(crash.pages_of(members)))
    figures.presses = sum(member.pressed for member in members)
    figures.lasted_s = time.monotonic() - began
    return figures


async def _play(
    crew: Crew, members: Sequence[ChaosMember], blows: Sequence[Blow], rng: random.Random, figures: ChaosFigures
) -> None:
    first = len(members) // 2
    playing = [asyncio.create_task(member.play()) for member in members[:first]]
    waiting = list(members[first:])
    each = -(-len(waiting) // max(1, len(blows) // 2))
    striking: dict[str, asyncio.Task[None]] = {}
    began = time.monotonic()
    try:
        for blow in blows:
            joining, waiting = waiting[:each], waiting[each:]
            playing += [asyncio.create_task(member.play()) for member in joining]
            await crash.watch(members, playing, for_s=rng.uniform(*GAP_S))
            await crew.mend()
            is_last = blow is blows[-1]
            await _end(striking, "" if is_last or rng.random() > TOGETHER else blow.group)
            began = time.monotonic()
            striking[blow.group] = asyncio.create_task(_strike(crew, blow, members, rng, figures))
            await asyncio.sleep(LAST_PRESSES_S)
        await crash.end(playing)
        for page in crash.pages_of(members):
            page.tell_again()  # as a page says the last of a burst, once
        await _end(striking, "")
        await crew.mend()
        for role in crew.roles:
            await crew.wait(role)
        await quiet.settle(members)
        figures.last_s = time.monotonic() - began
        await quiet.compare_gateways(crew, members, figures)
        feed = (await asyncio.to_thread(quiet.ask, crew.fleet.ports[0], "feed"))["entries"]
        figures.faults += [Wrong(f"a process has logged:\n{text}") for text in crew.tracebacks()]
        code = await asyncio.to_thread(crew.fleet.stop)
        if code:
            raise Wrong(f"the engine ended with {code}")
        quiet.compare_disk(crew, members, feed, figures)
    finally:
        await crash.end([*playing, *striking.values()])


async def _end(striking: dict[str, asyncio.Task[None]], group: str) -> None:
    """Wait for the blows at *group*, "" for all."""
    for each in [each for each in striking if group in ("", each)]:
        await striking.pop(each)


async def _strike(
    crew: Crew, blow: Blow, members: Sequence[ChaosMember], rng: random.Random, figures: ChaosFigures
) -> None:
    figures.blows[blow.kind] += 1
    crew.struck.add(blow.group)
    try:
        took, _ = await asyncio.gather(_until_answered(members), blow.strike(crew, rng))
    finally:
        crew.struck.discard(blow.group)
    if took is not None:
        figures.again_s[blow.kind].append(took)
    await crew.mend()


async def _until_answered(members: Sequence[ChaosMember]) -> float | None:
    """Tell how long it takes from now (s) until all are answered who wait a moment from now; None if nobody does."""
    began = time.monotonic()
    await asyncio.sleep(5 * GLANCE_S)
    due = {page: page.presses for page in crash.pages_of(members) if page.is_heard and page.presses > page.acked}
    if not due:
        return None
    while time.monotonic() < began + ANSWER_S:
        due = {
            page: presses
            for page, presses in due.items()
            if page.acked < presses and page.is_open and page.network.is_calm
        }
        if not due:
            return time.monotonic() - began
        await asyncio.sleep(GLANCE_S)
    page = next(iter(due))
    raise page.member.wrong(f"has waited for {ANSWER_S:.0f} s")
