"""A full game: `python -m tests.load.full` measures, without sockets, what many players, arenas and entries cost.

One process fills a data folder as play would; another one opens it, asks, lets a day end, and lets a crowd come and go.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median

from clickgame.contract.arenas import ARENA
from clickgame.contract.calls import Count
from clickgame.contract.feed import FeedAsk
from clickgame.core.periods import DAY_S
from clickgame.engine.engine import Engine
from clickgame.engine.reads import standings
from clickgame.settings import Settings
from persistence.errors import DiskTrouble
from persistence.store import Store
from tests.fakes import FakeClock
from tests.gateway.room import Room
from tests.load import report
from tests.load.goals import plain
from tests.load.samples import percentile

PLAYERS, ARENAS, ENTRIES = 100_000, 50, 5_000
FIRST = 1_800_000_000.0  # s, within a day
TURN = 200  # players that arrive or press in one turn of the loop
CROWD = 1_000  # who come, and who go, in one second
ASKED = 2_000
SETTINGS = {"arenas_each": 1, "feed_per_s": 1_000.0, "guests_kept": 2 * PLAYERS}

Found = dict[str, float]


async def fill(folder: Path, *, players: int, arenas: int, entries: int) -> None:
    """Let *players* come, each press in the first arena and in one of the others, and *entries* happen."""
    clock, rng = FakeClock(FIRST), Random(1)
    engine = Engine(Settings(data_dir=folder, **SETTINGS), clock=clock)
    await engine.open(Store.open(folder), refused_by=DiskTrouble)
    names = [engine.arrive(f"token {number}", is_new=True).player for number in range(players)]
    places = list(engine.game.arenas)
    places += [engine.open_arena(name, "sprint", "Many") for name in names[: arenas - len(places)]]
    for start in range(0, players, TURN):
        some = names[start : start + TURN]
        for arena_of in (lambda _: ARENA, lambda at: places[at % len(places)]):
            heard = [
                Count(name, arena_of(at), f"{at}-{arena_of(at)}", rng.randint(1, 50), 0, 60.0, is_resume=True)
                for at, name in enumerate(some, start)
            ]
            engine.hear(heard)
            engine.commit.flush()
        clock.move(0.01)
        await asyncio.sleep(0)
    for number in range(entries):
        engine.feed.reached(names[number % players], "warm")
        if number % TURN == 0:
            clock.move(1)
            engine.feed.look()
    await engine.close()


async def measure(folder: Path) -> Found:
    """Open the game in *folder* and give what was found of it."""
    before = resident_kb()
    room = Room(folder, **SETTINGS)
    room.clock.now = FIRST + 3_600
    began = time.perf_counter()
    await room.engine.open(Store.open(folder), refused_by=DiskTrouble)
    found = {"opened, s": time.perf_counter() - began}
    engine, game = room.engine, room.engine.game
    players = list(game.roster.players)
    found |= {
        "players": len(players),
        "arenas": len(game.arenas),
        "entries": len(game.feed.entries),
        "memory a player, KB": (resident_kb() - before) / len(players),
    }
    found |= times("board after a press", boards(room, players))
    rng = Random(2)
    asks = [(rng.choice(players), ARENA, rng.choice(("live", "today", "all"))) for _ in range(ASKED)]
    found |= times("rank and neighbours", (timed(lambda one=ask: standings(engine, [one])) for ask in asks))
    newest = game.feed.newest
    before_each = [rng.randint(1, newest) for _ in range(ASKED)]
    found |= times(
        "page of the feed", (timed(lambda at=at: engine.feed.page(FeedAsk(before=at))) for at in before_each)
    )
    await room.enter("stays")
    found |= times("second of a crowd", [await storm(room, at) for at in range(5)])
    room.clock.move(DAY_S)
    found["day's end, ms"] = timed(engine.turn)
    await engine.close()
    return found


def boards(room: Room, players: list[str]) -> Iterator[float]:
    """Ask for every board of every arena after a press there; give how long each took (ms)."""
    engine = room.engine
    for at, (name, arena) in enumerate(engine.game.arenas.items()):
        heard = Count(players[at], name, f"new {at}", 1, 0, 60.0, is_resume=True)
        for board in engine.game.places.kind(name)[0].boards:
            room.clock.move(1)
            engine.hear([heard._replace(page=f"{board} {at}")])
            engine.commit.flush()
            yield timed(lambda arena=arena.name, board=board: engine.board(arena, board))


async def storm(room: Room, round_: int) -> float:
    """Let a crowd come and the one before go; give how long telling it takes (ms)."""
    for number in range(CROWD):
        await room.arrive(f"{round_} {number}")
        if round_:
            room.lobby.leave(f"{round_ - 1} {number}")
    return timed(room.lobby.presence.tick)


def timed(work: Callable[[], object]) -> float:
    """Tell how long *work* takes (ms)."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1_000


def times(name: str, taken: Iterator[float] | list[float]) -> Found:
    """Give the median and the 95th percentile of what was *taken* (ms)."""
    values = sorted(taken)
    return {f"{name}, P50, ms": median(values), f"{name}, P95, ms": percentile(values, 0.95)}


def resident_kb() -> float:
    """Tell how much memory this process has (KB)."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return float(line.split()[1])


def section(found: Found, *, command: str) -> str:
    """Write what was *found* as a table."""
    lines = ["| | |", "| --- | ---: |", *(f"| {name} | {plain(value)} |" for name, value in found.items())]
    return "\n".join([*lines, "", report.said(command, runs=1)])


def run(*, players: int, arenas: int, entries: int) -> Found:
    """Fill a folder, and measure it in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(fill(Path(folder), players=players, arenas=arenas, entries=entries))
        measuring = [sys.executable, "-m", "tests.load.full", "--of", folder]
        told = subprocess.run(measuring, check=True, capture_output=True, text=True).stdout
        return json.loads(told.splitlines()[-1])


def main(argv: list[str]) -> int:
    """Measure a full game and write it down."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.full", description="Measure a full game.")
    parser.add_argument("--players", type=int, default=PLAYERS, help="(%(default)s)")
    parser.add_argument("--dry", action="store_true", help="only print; the file stays as it is")
    parser.add_argument("--of", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(argv)
    if chosen.of:
        sys.stdout.write(json.dumps(asyncio.run(measure(chosen.of))) + "\n")
        return 0
    text = section(run(players=chosen.players, arenas=ARENAS, entries=ENTRIES), command="python -m tests.load.full")
    sys.stdout.write(text + "\n")
    return 0 if chosen.dry or report.write("full", text) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
