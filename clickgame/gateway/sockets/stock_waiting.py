"""A stock socket that is not let in, or not yet: told why like a fast one, and closed if its page says nothing.

The fast one's is in `waiting.py`, and its time is kept by `Connection.check`.
"""

import asyncio
import json
import random
import re
import secrets
from contextlib import suppress

from starlette.types import Message, Receive, Scope, Send

from clickgame.contract.errors import GameError
from clickgame.gateway.reflex.channels import NAMESPACE, NOTICE
from clickgame.gateway.reflex.protocol import OPEN, delta
from clickgame.gateway.replies import to_refused

ARRIVAL = "clickgame.arrival"
"""Where a stock connection's scope has when its page has to have arrived."""

SPREAD = 0.5  # of a pause, as fast sockets have it
FRAMES_MOST = 32
CONNECT = f"40{NAMESPACE}"
SAYING = re.compile(rf'42{NAMESPACE},|{CONNECT},.*"event"', re.ASCII)
"""Messages with which a page says what it wants: on a connection's beginning, or later."""
RESTART, POLICY = 1012, 1008  # RFC 6455, 7.4.1


class Arrival:
    """Takes in the messages of a socket, and ends it if its page has not said within *within_s* (s) what it wants."""

    def __init__(self, receive: Receive, *, within_s: float) -> None:
        """Wait from now on; *receive* gives the socket's next message."""
        self._receive = receive
        self._within_s = within_s
        self._timeout: asyncio.Timeout | None = None
        self._due: float | None = None
        self.expect()

    def expect(self) -> None:
        """Wait for the page's word, or wait again: it was refused, and has to come back."""
        self._set(asyncio.get_running_loop().time() + self._within_s)

    async def receive(self) -> Message:
        """Give the next message, or the end of a connection whose page has said nothing for too long."""
        try:
            async with asyncio.timeout_at(self._due) as self._timeout:
                message = await self._receive()
        except TimeoutError:
            return {"type": "websocket.disconnect", "code": POLICY}
        finally:
            self._timeout = None
        if self._due is not None and SAYING.match(str(message.get("text"))):
            self._set(None)
        return message

    def _set(self, due: float | None) -> None:
        self._due = due
        if self._timeout is not None:
            with suppress(RuntimeError):  # it is over just now
                self._timeout.reschedule(due)


async def wait(refusal: GameError, scope: Scope, receive: Receive, send: Send, *, pause_s: float) -> None:
    """Tell the page of a socket *refusal*, and close it after about *pause_s* (s); the page comes back by itself."""
    loop, sid = asyncio.get_running_loop(), secrets.token_hex(8)
    pause_s *= 1 + SPREAD * random.random()  # noqa: S311  # nobody has to guess it
    # It is not asked whether it still lives, and is to wait all the same.
    facts: dict[str, object] = {
        "sid": sid,
        "upgrades": [],
        "pingInterval": round(pause_s * 1000),
        "pingTimeout": 10_000,
    }
    told = f"{CONNECT},{json.dumps({'sid': sid})}", delta(NOTICE, to_refused(refusal, now=loop.time())).message.decode()
    await receive()
    await send({"type": "websocket.accept", "subprotocol": next(iter(scope.get("subprotocols", ())), None)})
    await send({"type": "websocket.send", "text": OPEN.decode() + json.dumps({"sid": sid, **facts})})
    with suppress(TimeoutError):
        async with asyncio.timeout(pause_s):
            for _ in range(FRAMES_MOST):
                message = await receive()
                if message["type"] == "websocket.disconnect":
                    return
                for text in told if str(message.get("text")).startswith(CONNECT) else ():
                    await send({"type": "websocket.send", "text": text})
    await send({"type": "websocket.close", "code": RESTART})
