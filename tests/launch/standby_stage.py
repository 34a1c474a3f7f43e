"""Owners and standbys as processes of their own, and players who press on through whatever happens to them."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from clickgame.launch.beat import is_stood_by
from tests.launch.owner import SOCKET

PRESS_S = 0.05
WAIT_S = 240.0
ANSWER_S = 2.0


class Process:
    """An owner or a standby; *said* are the lines that it has said so far, with when."""

    def __init__(self, folder: Path, role: str, **settings: float) -> None:
        """Start it."""
        words = [f"{name}={value}" for name, value in settings.items()]
        self._log = folder.parent / f"{role}-{time.monotonic_ns()}.log"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.launch.owner", str(folder), role, *words], stdout=log, stderr=log
            )

    @property
    def log(self) -> str:
        """All that it has said."""
        return self._log.read_text()

    def said_at(self, what: str) -> float | None:
        """Give when (s) it said *what*, if it did."""
        for line in self.log.splitlines():
            if line.startswith(f"{what} "):
                return float(line.split()[-1])
        return None

    async def says(self, what: str) -> float:
        """Wait until it says *what*; give when (s) that was."""
        until = time.monotonic() + WAIT_S
        while (at := self.said_at(what)) is None:
            assert time.monotonic() < until, f"it never said {what!r}:\n{self.log}"
            await asyncio.sleep(0.01)
        return at

    def signal(self, number: signal.Signals) -> float:
        """Send it a signal; give when (s)."""
        at = time.monotonic()
        self.process.send_signal(number)
        return at

    async def ends(self) -> int:
        """Wait until it is no more; give its exit code."""
        until = time.monotonic() + WAIT_S
        while (code := self.process.poll()) is None:
            assert time.monotonic() < until, f"it never ended:\n{self.log}"
            await asyncio.sleep(0.01)
        return code

    def kill(self) -> None:
        """End it, whatever it does."""
        with suppress(ProcessLookupError):
            os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Player:
    """Somebody who presses like a person, and tells the newest count again until it is answered."""

    def __init__(self, folder: Path, name: str) -> None:
        """Press nothing yet."""
        self.presses = self.acked = self.total = self.answers = 0
        self.answered_at = 0.0
        self._folder = folder
        self._name = name
        self._began = time.monotonic()
        self.player = ""
        self._is_pressing = True

    async def play(self) -> None:
        """Press until stopped, and until everything is answered."""
        while self._is_pressing or self.acked < self.presses:
            with suppress(OSError, asyncio.TimeoutError, asyncio.IncompleteReadError, ValueError):
                await self._connected()
            await asyncio.sleep(0.01)
            self._press()

    def stop(self) -> None:
        """Press no more."""
        self._is_pressing = False

    async def _connected(self) -> None:
        reader, writer = await asyncio.open_unix_connection(str(self._folder / SOCKET))
        try:
            self.player = await self._ask(reader, writer, "arrive", self._name)
            is_resume = True
            while self._is_pressing or self.acked < self.presses:
                self._press()
                age_s = time.monotonic() - self._began
                told = self.presses, self.acked, age_s, is_resume
                acked, self.total = await self._ask(reader, writer, "hear", self.player, self._name, *told)
                assert acked >= self.acked, "what was answered is taken back"
                self.acked, is_resume = acked, False
                self.answers += 1
                self.answered_at = time.monotonic()
                await asyncio.sleep(0.01)
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    def _press(self) -> None:
        """Press as often as a person would have by now."""
        if self._is_pressing:
            self.presses = int((time.monotonic() - self._began) / PRESS_S)

    @staticmethod
    async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *asked: object) -> Any:
        writer.write(json.dumps(asked).encode() + b"\n")
        answer = await asyncio.wait_for(reader.readuntil(b"\n"), ANSWER_S)
        return json.loads(answer)


class Stage:
    """A data folder, and who plays there."""

    def __init__(self, folder: Path, *, players: int = 6) -> None:
        """Start with nobody."""
        self.folder = folder / "data"
        self.folder.mkdir()
        self.players = [Player(self.folder, f"player {number}") for number in range(players)]
        self.processes: list[Process] = []

    def start(self, role: str, **settings: float) -> Process:
        """Start an owner or a standby that saves so often that everything meets it."""
        started = Process(self.folder, role, **{"save_s": 0.5, "sync_s": 0.2, "sweep_s": 0.5, **settings})
        self.processes.append(started)
        return started

    async def owner(self, **settings: float) -> Process:
        """Start an owner, and wait until it serves: else somebody who stands by might have the folder before it."""
        started = self.start("engine", **settings)
        await started.says("serves")
        return started

    @asynccontextmanager
    async def playing(self) -> AsyncGenerator[None]:
        """Have everybody play while the block runs, and see that in the end every press counts once."""
        tasks = [asyncio.create_task(player.play()) for player in self.players]
        try:
            yield
            for player in self.players:
                player.stop()
            await asyncio.wait_for(asyncio.gather(*tasks), WAIT_S)
            for player in self.players:
                assert player.presses > 0
                assert player.total == player.acked == player.presses, "a press is lost, or counted twice"
        finally:
            for task in tasks:
                task.cancel()
            for process in self.processes:
                process.kill()

    async def hang(self) -> float:
        """Have the owner's loop hang; give when (s)."""
        _, writer = await asyncio.open_unix_connection(str(self.folder / SOCKET))
        writer.write(b'["hang"]\n')
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        return time.monotonic()

    async def is_followed_by(self, standby: Process) -> None:
        """Wait until *standby* has caught up, and has had some time to follow."""
        until = time.monotonic() + WAIT_S
        while "standing by" not in standby.log:
            assert time.monotonic() < until, standby.log
            await asyncio.sleep(0.01)
        assert is_stood_by(self.folder)
        await self.goes_on(time.monotonic(), more=20)

    async def goes_on(self, since: float, *, more: int = 3) -> float:
        """Wait until everybody is answered again after *since* (s); give when (s) the last of them first was."""
        answered: dict[Player, int] = {player: player.answers for player in self.players}
        again, until = dict[Player, float](), time.monotonic() + WAIT_S
        while True:
            for player in self.players:
                if player.answered_at > since:
                    again.setdefault(player, player.answered_at)
            if len(again) == len(self.players) and all(self.answered(answered, more)):
                return max(again.values())
            assert time.monotonic() < until, "nobody answers:\n" + "\n".join(each.log for each in self.processes)
            await asyncio.sleep(0.005)

    @staticmethod
    def answered(before: dict[Player, int], more: int) -> list[bool]:
        """Tell of each player whether there are so many *more* answers than *before*."""
        return [player.answers >= answers + more for player, answers in before.items()]
