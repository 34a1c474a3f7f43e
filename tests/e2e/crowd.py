"""A crowd of other players for a browser to watch: raw connections that press in turns, so that boards never rest."""

import asyncio
import random
import threading
from typing import Self

from tests.load.client import Page
from tests.load.dialect import Game
from tests.load.samples import Sample

TICK_S = 0.1  # a board's, at the game's own pace
START_S = 30.0


class Crowd:
    """*size* players in a thread of their own; while it is `busy`, *changing* of them press between two boards."""

    def __init__(self, port: int, *, size: int, changing: int, seed: int = 1) -> None:
        """Prepare players for the game at *port* of this machine."""
        self.busy = threading.Event()
        self._changing = changing
        self._chance = random.Random(seed)
        self._pages = [Page(Game(), number, ("127.0.0.1", "127.0.0.1", port), Sample()) for number in range(size)]
        self._is_over = threading.Event()
        self._is_there = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._play()), daemon=True)

    @property
    def boards(self) -> int:
        """Boards that one of them has been sent so far."""
        return self._pages[0].tally.boards

    def __enter__(self) -> Self:
        """Let everybody in; each has pressed a few times."""
        self._thread.start()
        assert self._is_there.wait(START_S), "the crowd did not get in"
        return self

    def __exit__(self, *_: object) -> None:
        """Let everybody go."""
        self._is_over.set()
        self._thread.join()

    async def _play(self) -> None:
        for page in self._pages:
            await page.open()
            page.step = self._chance.randint(1, 30)
            page.press(0)
        self._is_there.set()
        while not self._is_over.is_set():
            await asyncio.sleep(TICK_S)
            if self.busy.is_set():
                for page in self._chance.sample(self._pages, self._changing):
                    page.step = self._chance.randint(1, 2)
                    page.press(0)
        for page in self._pages:
            page.leave()
