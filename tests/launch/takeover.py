"""How long nobody answers when an owner is killed, stopped or told to leave, and somebody stands by.

    python -m tests.launch.takeover [--players 100000] [--pressing 20] [--times 3] [--folder DIR]

Of so many players who are remembered, a tenth have a run that goes on; so many press 20 times a second each, and wait
for their answers. Prints, for each end of an owner, the time (ms) until the lock is taken, until the game is there,
and until all are answered again; what an ordinary start takes; and the processor's time that a standby takes at rest.
"""

import argparse
import asyncio
import os
import signal
import tempfile
import time
from pathlib import Path
from statistics import median

from clickgame.core.players import Player
from clickgame.core.scores import Page, Score, ScoreKey
from clickgame.core.state import DAYS, PLAYER, SCORE, Change
from persistence.store import Store
from tests.launch.standby_stage import Process, Stage

BATCH = 500
REST_S = 5.0
ENDS = {"kill -9": signal.SIGKILL, "SIGSTOP": signal.SIGSTOP, "SIGTERM": signal.SIGTERM}
STANDBY_S = 1.0


def fill(folder: Path, players: int) -> None:
    """Write a folder with so many players, each of whom has pressed in one of three arenas at least."""
    store, now = Store.open(folder), time.time()
    store.load()
    changes: list[Change] = []
    for number in range(players):
        name = f"{number:08x}"
        changes.append(Change(PLAYER, Player(name, f"key {name}", f"Quick Fox {number}", now - number)))
        at = now - (number % 10) * 400
        for arena in ("classic", "sprint", "marathon")[: 1 + number % 3]:
            score = Score(ScoreKey(name, arena), 9 * (number % 10 == 0), number % 997 + 9, number % 4_999 + 9, at)
            score.pages = {f"page {page}": Page(page + 1, at) for page in range(3)}
            score.day, score.befores, score.started_at = int(at // 86_400), (0, 0), at - 9
            changes += [Change(SCORE, score), Change(DAYS, score)]
        if len(changes) > BATCH:
            store.append(changes, at=at)
            changes = []
    store.append(changes, at=now)
    store.close()


def cpu_s(process: Process) -> float:
    """Give the processor's time (s) that *process* has taken."""
    told = Path(f"/proc/{process.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


async def measure(folder: Path, *, players: int, pressing: int, times: int) -> None:
    """Measure, and print."""
    stage = Stage(folder, players=pressing)
    fill(stage.folder, players)
    settings = {"save_s": 31.0, "sync_s": 1.0, "sweep_s": 7.0, "standby_s": STANDBY_S}
    began = time.monotonic()
    owner = stage.start("engine", **settings)
    served_at = await owner.says("serves")
    print(f"an ordinary start, the interpreter's own included: {(served_at - began) * 1_000:.0f} ms")
    print(f"{'':10}{'locked':>10}{'game there':>12}{'all answered':>14}")
    taken: dict[str, list[float]] = {}
    async with stage.playing():
        for name, number in [(name, number) for _ in range(times) for name, number in ENDS.items()]:
            standby = stage.start("standby", **settings)
            await stage.is_followed_by(standby)
            at = owner.signal(number)
            moments = [await standby.says("locked"), await standby.says("serves")]
            moments.append(await stage.goes_on(moments[-1]))
            print(f"{name:10}" + "".join(f"{(moment - at) * 1_000:>10.0f}" for moment in moments), flush=True)
            taken.setdefault(name, []).append((moments[-1] - at) * 1_000)
            owner = standby
        standby = stage.start("standby", **settings)
        await stage.is_followed_by(standby)
        busy = await share(standby)
        presses = sum(player.presses for player in stage.players)
    for name, each in taken.items():
        print(f"{name:10}all answered again, P50 / max: {median(each):.0f} / {max(each):.0f} ms, of {len(each)} times")
    print(f"load average {os.getloadavg()[0]:.1f}")
    print(f"{presses} presses: none lost, none counted twice")
    print(f"a standby that follows them takes {busy:.1%} of a core")


async def share(process: Process) -> float:
    """Give which share of a core *process* takes."""
    before, began = cpu_s(process), time.monotonic()
    await asyncio.sleep(REST_S)
    return (cpu_s(process) - before) / (time.monotonic() - began)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--players", type=int, default=100_000)
    parser.add_argument("--pressing", type=int, default=20)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as made:
        asyncio.run(measure(Path(made), players=asked.players, pressing=asked.pressing, times=asked.times))
