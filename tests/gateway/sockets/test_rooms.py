"""A connection that ends is looked for where it is, however many others there are."""

# python-socketio comes without types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false

import asyncio
from typing import Any

from socketio import AsyncManager, AsyncServer

from clickgame.gateway.sockets.rooms import Rooms

SPACE = "/_event"


class Watched(dict[Any, Any]):
    """Rooms that count how often somebody goes through all of them."""

    walks = 0

    def copy(self) -> "Watched":
        """Copy them, as who goes through them does."""
        Watched.walks += 1
        return self


def test_it_leaves_behind_what_the_librarys_own_does() -> None:
    async def story(manager: AsyncManager) -> tuple[Any, ...]:
        AsyncServer(async_mode="asgi", client_manager=manager)
        sids = [await manager.connect(f"eio{number}", SPACE) for number in range(3)]
        manager.callbacks[sids[0]] = {1: print}
        manager.pre_disconnect(sids[0], SPACE)
        before = manager.is_connected(sids[0], SPACE), manager.is_connected(sids[1], SPACE)
        await manager.disconnect(sids[0], SPACE)
        await manager.disconnect(sids[0], SPACE)
        await manager.disconnect("unknown", "/elsewhere")
        left = {room: list(manager.rooms[SPACE][room].values()) for room in manager.rooms[SPACE] if room not in sids}
        for sid in sids[1:]:
            manager.pre_disconnect(sid, SPACE)
            await manager.disconnect(sid, SPACE)
        return before, left, manager.callbacks, manager.rooms, manager.pending_disconnect, manager.pending_connect

    assert asyncio.run(story(Rooms())) == asyncio.run(story(AsyncManager()))


def test_nobody_walks_through_all_rooms() -> None:
    async def story(manager: AsyncManager) -> int:
        AsyncServer(async_mode="asgi", client_manager=manager)
        sid = await manager.connect("eio", SPACE)
        await manager.connect("other", SPACE)
        manager.rooms[SPACE] = Watched(manager.rooms[SPACE])
        Watched.walks = 0
        await manager.disconnect(sid, SPACE)
        return Watched.walks

    assert asyncio.run(story(Rooms())) == 0
    assert asyncio.run(story(AsyncManager())) == 1
