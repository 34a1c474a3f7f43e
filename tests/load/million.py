"""A million players, without sockets: how long they take to be opened, and how long presses wait while all is saved."""

import asyncio
import gc
import hashlib
import time
from pathlib import Path
from random import Random

from clickgame.contract.arenas import ARENA
from clickgame.core.achievements import RUN_ACHIEVEMENTS, Earned
from clickgame.core.days import PastDays
from clickgame.core.handles import suggest
from clickgame.core.periods import DAY_S, PERIODS, day_of
from clickgame.core.players import Player
from clickgame.core.scores import Page, Score, ScoreKey
from clickgame.core.state import PLAYER, Change, State
from clickgame.core.streaks import Streak
from clickgame.engine.engine import Engine
from clickgame.launch import cores
from clickgame.settings import Settings
from persistence.store import Store
from tests.fakes import FakeClock

Found = dict[str, float]

NOW = 1_800_000_000.0
AWAY_S = 20 * DAY_S  # how long ago players were here, in the mean
YOUNG = 2_000, 20, 2**30  # as the server has it: full collections come by schedule only


async def fill(folder: Path, *, players: int) -> None:
    """Write the files of a game of so many, as if each had pressed in an arena, and every fifth in another one."""
    rng, state = Random(1), State()
    for number in range(players):
        name = f"{number:08x}"
        seen_at = NOW - rng.expovariate(1 / AWAY_S)
        day, total = day_of(seen_at), int(rng.lognormvariate(4, 1.8)) + 1
        best = max(1, total // rng.randint(1, 4))
        key = hashlib.sha256(name.encode()).hexdigest()
        state.put_player(Player(name, key, suggest(rng, digits=7), seen_at))
        for arena in (ARENA,) if number % 5 else (ARENA, "marathon"):
            state.put_score(
                Score(
                    ScoreKey(name, arena),
                    best=best,
                    total=total,
                    pressed_at=seen_at,
                    reached_at=seen_at,
                    best_at=seen_at - rng.choice((0, 1_000)),
                    ended=best,
                    paced_at=seen_at,
                    pages={f"{rng.getrandbits(64):016x}": Page(total, seen_at)},
                    day=day,
                    befores=(total // 2,) * len(PERIODS),
                    started_at=seen_at - 60,
                    day_best=best,
                )
            )
        state.put_streak(Streak(name, 1, day, 3))
        state.put_earned(Earned(name, {each.key: day for each in RUN_ACHIEVEMENTS if each.at <= best}))
        state.put_past_days(PastDays.of(name, [day - 3, 5, day - 1, 9]))
    store = Store.open(folder)
    store.load()
    store.append([Change(PLAYER, next(iter(state.players.values())))], at=NOW)
    await store.snapshot(state.changes, settle=lambda: None, off_loop=asyncio.to_thread, breathe=_go_on)
    store.close()


async def measure(folder: Path) -> Found:
    """Open the game in *folder*, and save it; give what was found of both."""
    gc.set_threshold(*YOUNG)
    engine = Engine(Settings(data_dir=folder), clock=FakeClock(NOW + 60))
    began = time.process_time()
    await cores.start(engine, await cores.found(engine.settings))
    found: Found = {
        "players": len(engine.game.roster.players),
        "opened, s of a core": time.process_time() - began,
    }
    engine.arrive("a newcomer", is_new=True)
    engine.commit.flush()
    began = time.process_time()
    saving, turns = asyncio.create_task(engine.save()), list[float]()
    while not saving.done():
        turn = time.thread_time()
        await asyncio.sleep(0)
        turns.append((time.thread_time() - turn) * 1_000)
    assert saving.result(), "there was something to save"
    found |= {
        "saved, s of a core": time.process_time() - began,
        "turn of the loop meanwhile, P99, ms of a core": sorted(turns)[int(len(turns) * 0.99)],
        "longest turn, ms of a core": max(turns),
    }
    await engine.close()
    return found


async def _go_on() -> None:
    pass
