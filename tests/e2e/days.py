"""A data folder with days and weeks that are over, as a server that has been there for a while has them."""

import asyncio
import hashlib
import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from pathlib import Path

from clickgame.contract.calls import Count
from clickgame.core.periods import DAY_S
from clickgame.engine.engine import Engine
from clickgame.settings import Settings
from persistence.errors import DiskTrouble
from persistence.store import Store


def token_of(handle: str) -> str:
    """Give the token of the player with this *handle*."""
    return hashlib.sha256(handle.encode()).hexdigest()[:32]


def play_days(folder: Path, days: int, *, handles: tuple[str, ...] = ("Kiwi", "Otter", "Lynx")) -> None:
    """Have players with these *handles* press on each of the *days* before today, the first of them most.

    `token_of` gives a player's token.
    """

    async def play() -> None:
        now = time.time() - days * DAY_S
        engine = Engine(Settings(data_dir=folder), clock=lambda: now, rng=random.Random(1))
        await engine.open(Store.open(folder), refused_by=DiskTrouble)
        players = [engine.arrive(token_of(handle), is_new=True).player for handle in handles]
        for player, handle in zip(players, handles, strict=True):
            engine.rename(player, handle)
        for day in range(days):
            engine.hear(
                [
                    Count(player, "classic", f"day {day}", 20 - 2 * place, 0, 60, is_resume=True)
                    for place, player in enumerate(players)
                ]
            )
            await engine.commit.written()
            now += DAY_S
            await engine.sweep()
        await engine.close()

    # In a thread of its own: the browser's driver keeps a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, play()).result()


def run_yesterday(folder: Path, seconds: Sequence[int], *, handle: str = "Kiwi") -> None:
    """Have somebody with this *handle* make so many presses in each of *seconds*, a day ago."""

    async def play() -> None:
        now = time.time() - DAY_S
        engine = Engine(Settings(data_dir=folder), clock=lambda: now, rng=random.Random(1))
        await engine.open(Store.open(folder), refused_by=DiskTrouble)
        player = engine.arrive(token_of(handle), is_new=True).player
        engine.rename(player, handle)
        for presses in (0, *accumulate(seconds)):
            engine.hear([Count(player, "classic", "page", presses, 0, 60, is_resume=True)])
            await engine.recorder.stories.look()
            now += 1
        now += engine.settings.run_s
        await engine.sweep()
        await engine.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, play()).result()
