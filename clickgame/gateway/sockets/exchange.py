"""What the fast sockets of one server share."""

# python-socketio and its engine come without types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportPrivateUsage=false

import asyncio
import contextvars
import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Protocol

from socketio import AsyncServer

from clickgame.gateway.limits.admission import Admission
from clickgame.gateway.limits.lane import Lane
from clickgame.gateway.limits.waiting_room import WaitingRoom
from clickgame.gateway.reflex.protocol import OPEN
from clickgame.gateway.slices import in_slices
from clickgame.gateway.sockets.fast_press import FastPress
from clickgame.gateway.sockets.origin import Origins


class Open(Protocol):
    """A fast socket, as far as looking after it goes."""

    def check(self, now: float, *, interval_s: float, timeout_s: float, arrive_s: float) -> None:
        """Look after the connection at *now* (s, of the loop)."""
        ...


@dataclass(slots=True)
class Exchange:
    """The Socket.IO server behind the sockets, the short way past it, whose pages may open one, and those open, by id.

    *set_contexts* sets, in the context that it is called in, what Reflex's handlers need. *admission* counts who comes,
    and a connection whose page has not said after *arrive_s* (s) what it wants is closed. What is no press waits in
    *lane* for its turn.
    """

    sio: AsyncServer
    fast_press: FastPress
    origins: Origins
    set_contexts: Callable[[], object]
    admission: Admission
    arrive_s: float
    lane: Lane = field(default_factory=Lane)
    waiting: WaitingRoom = field(default_factory=WaitingRoom)
    connections: dict[str, Open] = field(default_factory=dict[str, Open])
    _tasks: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])

    def opening(self, sid: str) -> bytes:
        """Give the first message on the connection *sid*, by Engine.IO's protocol."""
        eio = self.sio.eio
        facts = {
            "sid": sid,
            "upgrades": [],
            "pingTimeout": int(eio.ping_timeout * 1000),
            "pingInterval": int(eio.ping_interval * 1000),
            "maxPayload": eio.max_http_buffer_size,
        }
        return OPEN + json.dumps(facts, separators=(",", ":")).encode()

    def start(self, work: Coroutine[None, None, None]) -> None:
        """Run *work* in a task that has Reflex's contexts, as its ASGI middleware would give them."""
        context = contextvars.copy_context()
        context.run(self.set_contexts)
        task = asyncio.get_running_loop().create_task(work, context=context)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def let_go(self, sid: str, address: str, reason: str) -> None:
        """Let Socket.IO know that the connection *sid* of *address* has gone, when it is its turn."""

        def tell() -> bool:
            self.start(self.sio._handle_eio_disconnect(sid, reason))  # noqa: SLF001  # as Engine.IO does
            return True

        self.lane.call(address, tell)

    async def keep_alive(self) -> None:
        """Ping every connection at Engine.IO's interval, and drop those that have fallen silent, until cancelled."""
        interval_s, timeout_s, arrive_s = self.sio.eio.ping_interval, self.sio.eio.ping_timeout, self.arrive_s
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(min(interval_s, timeout_s, arrive_s) / 4)
            await in_slices(
                connection.check(loop.time(), interval_s=interval_s, timeout_s=timeout_s, arrive_s=arrive_s)
                for connection in tuple(self.connections.values())
            )
