"""Play while the server is killed again and again, and count on both sides.

No press that was acknowledged may be missing after any restart, none may be counted twice, and in the end what the
server has, in memory and on disk, is exactly what the pages have counted.
"""

import asyncio
import random
import time
from dataclasses import dataclass
from pathlib import Path

from persistence.disk import LocalDisk
from persistence.recovery import recover
from tests.crash.pages import Member, PageLoad, Wrong
from tests.e2e.server import GameServer

OPEN_MOST = 2  # page loads of one player at a time
ASLEEP_MOST = 20  # others that may come back; the server remembers 32
STEP_S = 0.12
SETTLE_S = 30.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to."""

    kills: int
    players: int
    page_loads: int
    presses: int
    answers: int
    restarts_checked: int
    seconds: float

    def __str__(self) -> str:
        """Give the figures in one line."""
        return (
            f"{self.kills} kills survived by {self.players} players with {self.page_loads} page loads: "
            f"{self.presses} presses, lost 0, doubled 0; {self.answers} answers and {self.restarts_checked} totals "
            f"after a (re)connect checked, in {self.seconds:.0f} s"
        )


async def run(folder: Path, *, kills: int, players: int, seed: int) -> Outcome:
    """Run a game in *folder* through so many *kills*. Raises Wrong for anything that was promised and not kept."""
    rng = random.Random(seed)
    began = time.monotonic()
    server = GameServer(folder, with_page=False, save_s=0.4, sync_s=0.15, log_level="warning")
    await asyncio.to_thread(server.start)
    url = f"ws://127.0.0.1:{server.port}/_event/?EIO=4&transport=websocket&token="
    members = [Member(url, random.Random(rng.random())) for _ in range(players)]
    playing = [asyncio.create_task(_play(member)) for member in members]
    try:
        for _ in range(kills):
            await asyncio.sleep(rng.uniform(0.1, 1.5))
            _raise_failures(members, playing)
            await asyncio.to_thread(server.kill)
            await asyncio.sleep(rng.choice((0.0, 0.0, 0.5)))
            await asyncio.to_thread(server.start)
        await asyncio.sleep(1.0)
        for task in playing:
            task.cancel()
        await asyncio.gather(*playing, return_exceptions=True)
        await _settle(members)
        _raise_failures(members, playing)
    finally:
        for task in playing:
            task.cancel()
        await asyncio.gather(*(page.close() for member in members for page in member.pages), return_exceptions=True)
        if server.is_well():
            await asyncio.to_thread(server.stop)
    _compare(server.data, members)
    return Outcome(
        kills=kills,
        players=players,
        page_loads=sum(len(member.pages) for member in members),
        presses=sum(member.pressed for member in members),
        answers=sum(member.answers for member in members),
        restarts_checked=sum(member.resumes for member in members),
        seconds=time.monotonic() - began,
    )


async def _play(member: Member) -> None:
    rng = member.rng
    await asyncio.sleep(rng.random())
    while True:
        open_pages = [page for page in member.pages if page.is_open]
        if not open_pages or (member.token and rng.random() < 0.02):
            await _turn_to_another_page(member, open_pages)
        else:
            await rng.choice(open_pages).act()
        await asyncio.sleep(STEP_S * 2 * rng.random())


async def _turn_to_another_page(member: Member, open_pages: list[PageLoad]) -> None:
    """Reload, open a second tab, or come back to a page that slept; what it had not sent comes with it."""
    rng = member.rng
    if len(open_pages) >= OPEN_MOST or (open_pages and rng.random() < 0.5):
        leaving = rng.choice(open_pages)
        await leaving.close()
    asleep = [page for page in member.pages if not page.is_open]
    if asleep and (len(asleep) >= ASLEEP_MOST or rng.random() < 0.4):
        rng.choice(asleep).open()
    else:
        page = PageLoad(member)
        member.pages.append(page)
        page.open()


async def _settle(members: list[Member]) -> None:
    """Bring every page load back, a few at a time, until all that it counted is acknowledged."""
    deadline = time.monotonic() + SETTLE_S
    for member in members:
        for page in member.pages:
            if page.presses == page.acked:
                continue
            if not page.is_open:
                page.open()
            while page.presses != page.acked:
                if time.monotonic() > deadline:
                    raise Wrong(f"player {member.id}: of {page.presses} presses only {page.acked} are acknowledged")
                _raise_failures([member], [])
                await page.tell_again()
                await asyncio.sleep(0.05)


def _raise_failures(members: list[Member], playing: list[asyncio.Task[None]]) -> None:
    for member in members:
        for page in member.pages:
            if page.failure is not None:
                raise page.failure
    for task in playing:
        if task.done() and not task.cancelled() and (failure := task.exception()):
            raise failure


def _compare(data: Path, members: list[Member]) -> None:
    recovered = recover(LocalDisk(), data)
    if not recovered.is_clean or recovered.lost:
        raise Wrong(recovered.line)
    for member in members:
        saved = recovered.players[member.id]
        if saved.total != member.pressed:
            raise Wrong(f"player {member.id} pressed {member.pressed} times, and {saved.total} are on disk")
