"""Play while the server is killed again and again, and count on both sides.

The server judges presses by its default throttle, and the players press like people: up to 25 times a second, on
through stalls, outages and restarts. So no press that was acknowledged may be missing after any restart, none may be
counted twice, nobody may be held, and in the end what the server has, in memory and on disk, is exactly what the pages
have counted.
"""

import asyncio
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from persistence.disk import LocalDisk
from persistence.recovery import recover
from tests.crash.members import Member
from tests.crash.network import Figures, Wrong
from tests.crash.pages import PageLoad
from tests.e2e.server import GameServer

LIFE_S = (0.2, 1.6)  # of a server
LONG_LIFE_S = (14.0, 20.0)  # long enough for most stalls to end in it, and for a ping in one of them
LONG_EVERY = 6
SETTLE_S = 60.0
GLANCE_S = 0.1
# Saving so often that kills meet it, and boards so seldom that they don't take the time from presses.
SETTINGS: dict[str, Any] = {"save_s": 0.4, "sync_s": 0.15, "tick_hz": 2.0, "tick_least_hz": 1.0}


async def run(folder: Path, *, kills: int, players: int, seed: int, **settings: Any) -> Figures:
    """Run a game in *folder* through so many *kills*. Raises Wrong for anything that was promised and not kept.

    *settings* of the server are by name; without any, its throttle is the default one.
    """
    rng = random.Random(seed)
    figures = Figures(kills=kills, players=players)
    began = time.monotonic()
    server = GameServer(folder, with_page=False, log_level="warning", **{**SETTINGS, **settings})
    await asyncio.to_thread(server.start)
    url = f"ws://127.0.0.1:{server.port}/_event/?EIO=4&transport=websocket&token="
    members = [Member(url, random.Random(rng.random()), figures) for _ in range(players)]
    playing = [asyncio.create_task(member.play()) for member in members]
    try:
        for life in range(kills):
            await watch(members, playing, for_s=rng.uniform(*(LIFE_S if life % LONG_EVERY else LONG_LIFE_S)))
            await asyncio.to_thread(server.kill)
            await asyncio.sleep(rng.choice((0.0, 0.0, 0.5)))
            await asyncio.to_thread(server.start)
        await watch(members, playing, for_s=1.0)
        await end(playing)
        await asyncio.gather(*(_settle(member, until=time.monotonic() + SETTLE_S) for member in members))
    finally:
        await end(playing)
        await asyncio.gather(*(page.close() for page in pages_of(members)), return_exceptions=True)
        if server.is_well():
            await asyncio.to_thread(server.stop)
    _compare(server.data, members)
    figures.page_loads = len(list(pages_of(members)))
    figures.presses = sum(member.pressed for member in members)
    figures.lasted_s = time.monotonic() - began
    return figures


def pages_of(members: Sequence[Member]) -> Iterable[PageLoad]:
    """Give all page loads of *members*."""
    return (page for member in members for page in member.pages)


async def end(playing: Sequence[asyncio.Task[None]]) -> None:
    """Have those who are *playing* press no more."""
    for task in playing:
        task.cancel()
    await asyncio.gather(*playing, return_exceptions=True)


async def watch(members: Sequence[Member], playing: Sequence[asyncio.Task[None]], *, for_s: float) -> None:
    """Let the game go on for so long, and until nobody is overdue. Raises what has gone wrong."""
    until = time.monotonic() + for_s
    while time.monotonic() < until or any(page.is_overdue for page in pages_of(members)):
        _raise_failures(pages_of(members))
        for task in playing:
            if task.done():
                task.result()
        await asyncio.sleep(GLANCE_S)


def _raise_failures(pages: Iterable[PageLoad]) -> None:
    for page in pages:
        if page.failure is not None:
            raise page.failure


async def _settle(member: Member, *, until: float) -> None:
    """Bring the player's page loads back until all that they counted is acknowledged, and hear the total once more."""
    for page in member.pages:
        page.network.heal()
    for page in member.pages:
        if page.presses == page.acked:
            continue
        if not page.is_open:
            page.open()
        while page.presses != page.acked:
            await _wait(page, until=until)
    page = member.open_pages[0]
    heard = page.resumes
    page.lose()
    while page.resumes == heard:
        await _wait(page, until=until)
    if member.total != member.pressed:
        raise member.wrong(f"pressed {member.pressed} times, and {member.total} are counted")


async def _wait(page: PageLoad, *, until: float) -> None:
    if time.monotonic() > until:
        raise page.member.wrong(f"waits in vain: of {page.presses} presses only {page.acked} are acknowledged")
    _raise_failures([page])
    page.tell_again()
    await asyncio.sleep(GLANCE_S)


def _compare(data: Path, members: list[Member]) -> None:
    recovered = recover(LocalDisk(), data)
    if not recovered.is_clean or recovered.lost:
        raise Wrong(recovered.line)
    for member in members:
        saved = sum(score.total for score in recovered.state.scores.get(member.id, {}).values())
        if saved != member.pressed:
            raise member.wrong(f"pressed {member.pressed} times, and {saved} are on disk")
