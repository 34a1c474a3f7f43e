"""How much work a press and a board are: counted, not timed, so that it holds on any machine.

The bounds are what the work is today, with a little room. Whoever needs more says so here.
"""

import asyncio
import sys
from pathlib import Path
from types import FrameType
from typing import Self

import pytest

from clickgame.gateway import slices
from clickgame.gateway.sockets.fast_press import FastPress
from tests.gateway.room import Room, tell
from tests.gateway.sockets.test_fast_press import message

CALLS_A_PRESS = 28
CALLS_A_WATCHER = 4.5


class Calls:
    """Counts the calls of Python functions while it is open."""

    def __init__(self) -> None:
        """Start at 0."""
        self.count = 0

    def __enter__(self) -> Self:
        """Start counting."""
        sys.setprofile(self._note)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop counting."""
        sys.setprofile(None)

    def _note(self, _frame: FrameType, event: str, _argument: object) -> None:
        self.count += event == "call"


def test_a_press_is_few_calls_and_no_task(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        clients = [await room.enter(str(number), presses=1) for number in range(50)]
        way = FastPress(room.lobby, check=str)
        tasks: list[object] = []
        loop = asyncio.get_running_loop()
        loop.set_task_factory(lambda loop, work, **more: tasks.append(work) or asyncio.Task(work, loop=loop, **more))
        for count in (2, 3):  # the first round teaches the way what a press looks like
            messages = [message(count, page=f"page of {number}") for number in range(50)]
            with Calls() as calls:
                for client, press in zip(clients, messages, strict=True):
                    assert way.take(client, press)
                await asyncio.sleep(0)
        loop.set_task_factory(None)
        assert tasks == []
        assert calls.count / 50 <= CALLS_A_PRESS

    tell(tmp_path, story)


def test_a_board_costs_a_watcher_next_to_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one slice, whose length is a matter of time."""

    async def story(room: Room) -> None:
        monkeypatch.setattr(slices, "SLICE_LEAST_S", 10.0)
        for number in range(200):
            await room.enter(str(number), presses=1)
        await room.lobby._broadcast.tick()
        counts: list[int] = []
        for watching in (200, 100):
            for number in range(watching, 200):
                room.lobby.leave(str(number))
            await room.press("0", 203 - watching // 100)
            with Calls() as calls:
                await room.lobby._broadcast.tick()
            counts.append(calls.count)
        assert (counts[0] - counts[1]) / 100 <= CALLS_A_WATCHER

    tell(tmp_path, story)
