"""Pages that play badly: each counts its own presses, and knows what the server has acknowledged of them."""

import asyncio
import json
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from tests.gateway.client import IDENTITY, NAMESPACE, NOTICE, PLAY, ROOT, Client

PENDING_MOST = 12  # presses of a page that are not acknowledged: all pages of a player together stay under the throttle
RETRY_S = 0.2
# What a page that repeats, delays and reorders its messages may be told; anything else is a failure.
EXPECTED_REFUSALS = {"count_decreased", "unknown_page"}


class Wrong(AssertionError):
    """The server broke its promise."""


@dataclass(slots=True)
class Member:
    """A player at *url*, by the whims of *rng*, with any number of page loads, of which a few are open."""

    url: str
    rng: Random
    token: str = ""
    id: str = ""
    pages: list["PageLoad"] = field(default_factory=list["PageLoad"])
    answers: int = 0
    resumes: int = 0

    @property
    def pressed(self) -> int:
        """All presses of all page loads."""
        return sum(page.presses for page in self.pages)

    @property
    def acked(self) -> int:
        """All presses that were ever acknowledged."""
        return sum(page.acked for page in self.pages)

    def identify(self, *, token: str, player: str) -> None:
        """Hear who one is; that never changes again."""
        if self.token and (token or player != self.id):
            raise Wrong(f"player {self.id} is unknown after a restart, and was made player {player}")
        self.token, self.id = self.token or token, player

    def judge(self, total: int, *, floor: int) -> None:
        """Hear one's total: at least what had been acknowledged (*floor*), at most what has been pressed."""
        if not floor <= total <= self.pressed:
            raise Wrong(f"player {self.id} has {total} presses; acknowledged {floor}, pressed {self.pressed}")
        self.resumes += 1


class PageLoad:
    """One load of the page: its id, its cumulative count, and what of it was acknowledged."""

    def __init__(self, member: Member) -> None:
        """Load the page for *member*."""
        self.member = member
        self.id = str(uuid.uuid4())
        self.presses = 0
        self.acked = 0
        self.is_open = False
        self._rng = member.rng
        self._socket: ClientConnection | None = None
        self._visit: asyncio.Task[None] | None = None
        self._play: dict[str, Any] = {}
        self._delayed: list[int] = []

    # What the page does by itself

    def open(self) -> None:
        """Connect, and go on connecting whenever the connection is lost."""
        self.is_open = True
        self._visit = asyncio.create_task(self._stay())

    async def close(self) -> None:
        """Go away without a word; raises Wrong if the server has been caught."""
        self.is_open = False
        if self._visit is not None:
            self._visit.cancel()
            with suppress(asyncio.CancelledError):
                await self._visit
        self._visit = None

    @property
    def failure(self) -> BaseException | None:
        """What ended the visit, if it ended."""
        if self._visit is None or not self._visit.done() or self._visit.cancelled():
            return None
        return self._visit.exception()

    # What the player does

    async def act(self) -> None:
        """Press, and send the count once, twice, late, out of order, or not at all."""
        rng = self._rng
        if self.presses - self.acked < PENDING_MOST:
            self.presses += rng.randint(0, 2)
        match rng.random():
            case chance if chance < 0.05:
                await self.drop()
            case chance if chance < 0.15:
                pass  # throttled away by the page
            case chance if chance < 0.30:
                self._delayed.append(self.presses)
            case chance if chance < 0.45:
                await self._tell(self.presses)
                await self._tell(self.presses)
            case _:
                await self._tell(self.presses)
                while self._delayed:
                    await self._tell(self._delayed.pop())

    async def tell_again(self) -> None:
        """Send the newest count, as a page does when its answer is late."""
        await self._tell(self.presses)

    async def drop(self) -> None:
        """Lose the connection."""
        if self._socket is not None:
            self._socket.transport.abort()

    # The connection

    async def _stay(self) -> None:
        while True:
            with suppress(OSError, WebSocketException, TimeoutError):
                await self._connect()
            self._socket = None
            await asyncio.sleep(RETRY_S * self._rng.random())

    async def _connect(self) -> None:
        member = self.member
        async with connect(f"{member.url}{uuid.uuid4()}", compression=None, max_size=None, open_timeout=5) as socket:
            await socket.recv()
            cookies = {"vars": {f"{IDENTITY}.token_rx_state_": member.token}} if member.token else {}
            hydrate = Client.event(f"{ROOT}.hydrate_and_load", **cookies)
            await socket.send(f"40{NAMESPACE},{json.dumps({'event': hydrate})}")
            floor = -1
            async for message in socket:
                delta = await self._take_in(socket, str(message))
                identity = delta.get(IDENTITY, {})
                if floor < 0 and identity.get("player_rx_state_"):
                    member.identify(token=identity.get("token_rx_state_", ""), player=identity["player_rx_state_"])
                    floor = member.acked
                    await self._emit(socket, "resume", presses=self.presses, acked=self.acked, board="live")
                play = delta.get(PLAY, {})
                if floor >= 0 and "acked_rx_state_" in play:
                    self._hear(play, floor=floor)
                    self._socket = socket
        raise OSError("the connection was closed")

    async def _take_in(self, socket: ClientConnection, message: str) -> dict[str, dict[str, Any]]:
        if message == "2":
            await socket.send("3")
        if not message.startswith(f"42{NAMESPACE},"):
            return {}
        _, update = json.loads(message.removeprefix(f"42{NAMESPACE},"))
        delta = (update or {}).get("delta") or {}
        code = delta.get(NOTICE, {}).get("code_rx_state_")
        if code and code not in EXPECTED_REFUSALS:
            raise Wrong(f"refused: {delta[NOTICE]}")
        return delta

    def _hear(self, play: dict[str, Any], *, floor: int) -> None:
        acked = play["acked_rx_state_"]
        if not self.acked <= acked <= self.presses:
            raise Wrong(f"page {self.id} was acknowledged {self.acked}, now {acked}, of {self.presses}")
        if play.get("held_s_rx_state_"):
            raise Wrong("held for hammering: the harness presses too fast")
        self.acked = acked
        self._play.update(play)
        self.member.answers += 1
        if "before_rx_state_" in play:
            self.member.judge(play["before_rx_state_"] + play["score_rx_state_"], floor=floor)

    async def _tell(self, presses: int) -> None:
        if self._socket is not None:
            with suppress(OSError, WebSocketException):
                await self._emit(self._socket, "press", presses=presses)

    async def _emit(self, socket: ClientConnection, handler: str, **payload: object) -> None:
        event = Client.event(f"{PLAY}.{handler}", page=self.id, **payload)
        await socket.send(f"42{NAMESPACE},{json.dumps(['event', event])}")
