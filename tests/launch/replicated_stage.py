"""Owners and standbys whose folders are apart, as on two hosts, with a Redis between; and players who try either."""

import asyncio
import signal
import time
from pathlib import Path
from typing import Any

import redis as client

from clickgame.launch.redis_log import KEYS
from clickgame.launch.shared_log import NOTHING, is_later
from persistence.disk import LocalDisk
from persistence.recovery import recover
from tests.launch.standby_stage import WAIT_S, Player, Process, Stage
from tests.redis_server import RedisServer

OWNER, _, _, STANDBY, SEAT, _ = KEYS
ON_ITS_WAY_S = 0.3  # less than a lease: nobody else has answered by then


class RoamingPlayer(Player):
    """A player who comes by way of whichever host answers."""

    def __init__(self, folders: list[Path], name: str) -> None:
        """Press nothing yet."""
        super().__init__(folders[0], name)
        self.folders = folders
        self._tries = 0

    async def _connected(self) -> None:
        self._tries += 1
        self._folder = self.folders[self._tries % len(self.folders)]
        await super()._connected()


class ReplicatedStage(Stage):
    """Two hosts, `here` and `there`, each with a folder."""

    def __init__(self, folder: Path, redis: RedisServer, *, players: int = 6) -> None:
        """Start with nobody."""
        super().__init__(folder, players=0)
        self.here, self.there = folder / "here" / "data", folder / "there" / "data"
        for each in (self.here, self.there):
            each.mkdir(parents=True)
        self.players: list[RoamingPlayer] = [
            RoamingPlayer([self.here, self.there], f"player {number}") for number in range(players)
        ]
        self._redis = client.Redis.from_url(redis.url)
        self._shared: dict[str, Any] = {"redis_url": redis.url, "replicate": "yes", "lease_s": 1.5}

    def at(self, folder: Path, role: str, **settings: Any) -> Process:
        """Start an owner or a standby with the *folder* of its host."""
        self.folder = folder
        return self.start(role, **{**self._shared, **settings})

    async def in_step(self) -> None:
        """Wait until whoever stands by has on its disk what the owner has on record now, and somewhat more."""
        wanted = name(self._redis.hget(OWNER, "last"))
        until = time.monotonic() + WAIT_S
        while is_later(wanted, name(self._redis.hget(STANDBY, "kept"))) or not self._redis.exists(SEAT):
            assert time.monotonic() < until, "it is never in step:\n" + "\n".join(each.log for each in self.processes)
            await asyncio.sleep(0.02)

    async def hears(self, process: Process, what: str, *, times: int = 1) -> None:
        """Wait until *process* has said *what* so many *times*."""
        until = time.monotonic() + WAIT_S
        while process.log.count(what) < times:
            assert time.monotonic() < until, f"it never said {what!r}:\n{process.log}"
            await asyncio.sleep(0.02)

    def lacks(self, folder: Path, acked: dict[str, int]) -> dict[str, int]:
        """Tell how many of the presses that were *acked* are not on the disk of the host with *folder*."""
        state = recover(LocalDisk(), folder).state
        found = {player: sum(score.total for score in scores.values()) for player, scores in state.scores.items()}
        return {player: count - found.get(player, 0) for player, count in acked.items() if count > found.get(player, 0)}

    async def answered_by(self, number: int, owner: Process) -> dict[str, int]:
        """Send *owner* a signal; give what was answered until then, and what is still on its way."""
        owner.signal(signal.Signals(number))
        await asyncio.sleep(ON_ITS_WAY_S)
        return {player.player: player.acked for player in self.players}


def name(found: Any) -> str:
    """Read the name of a batch."""
    return found.decode() if found else NOTHING
