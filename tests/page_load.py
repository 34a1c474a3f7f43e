"""A page of a browser as far as a gateway is concerned: it counts its presses, and shows what it is told."""

import asyncio
import itertools
import json
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from clickgame.contract.calls import Count
from clickgame.contract.errors import GameError
from clickgame.gateway.credentials import Credential, make
from clickgame.gateway.lobby import Lobby
from clickgame.gateway.reflex.channels import CHANNELS, FIELD_MARKER
from clickgame.gateway.reflex.protocol import Frame, Values
from tests.fakes import FakeWire

ROLES = {str(channel.name): str(channel.state) for channel in CHANNELS}
WAY_S = 0.002  # to a page and back, at the least
COME_AGAIN_S = 10.0  # after which a page that has no player connects anew


def now() -> float:
    """Tell the time (s) of the loop."""
    return asyncio.get_running_loop().time()


class Gateway(Protocol):
    """What a page connects to."""

    lobby: Lobby
    pages: dict[str, "PageLoad"]


class PageLoad:
    """A page of a browser: it counts its presses, and shows what it is told."""

    _ids = itertools.count()

    def __init__(self, gateway: Gateway, credential: Credential | None = None) -> None:
        """Connect to *gateway*, and come in."""
        self.gateway = gateway
        self.credential = credential or make()
        self.page = f"page{next(self._ids)}"
        self.address = f"address of {self.page}"
        self.presses = 0
        self.shown: dict[str, dict[str, Any]] = {"play": {"acked": 0}, "identity": {"link": 0}, "notice": {}}
        self.refusals: list[str] = []
        self.is_to_reload = False
        self._loaded_at = now()
        self._slow: set[asyncio.Future[Values]] = set()
        self.connect()

    @property
    def player(self) -> str:
        """The player's id, "" before there is one."""
        return self.shown["identity"].get("player", "")

    @property
    def is_settled(self) -> bool:
        """Whether all presses are answered."""
        return self.shown["play"]["acked"] == self.presses

    def connect(self) -> None:
        """Have a socket, and come in by it."""
        self.sid = f"socket of {self.page}, {now()}"
        self.wire = PageWire(self._take)
        self.gateway.pages[self.sid] = self
        self.gateway.lobby.arrive(self.sid, self._arrived)

    def leave(self) -> None:
        """Close the socket."""
        self.gateway.pages.pop(self.sid, None)
        self.gateway.lobby.leave(self.sid)
        for slow in self._slow:
            slow.cancel()

    def move(self, gateway: Gateway) -> None:
        """Connect anew, to *gateway*."""
        self.leave()
        self.gateway = gateway
        self.connect()

    def press(self, times: int = 1) -> None:
        """Press, and send the count."""
        self.presses += times
        client = self.gateway.lobby.clients.find(self.sid)
        if client is None:
            return
        if client.page == self.page:
            self.gateway.lobby.hearing.add(Count(client.player, client.arena, self.page, self.presses), client)
            return
        slow = asyncio.ensure_future(self.gateway.lobby.press(client, presses=self.presses, page=self.page))
        self._slow.add(slow)

        def heard(task: "asyncio.Future[Values]") -> None:
            self._slow.discard(task)
            if task.cancelled():
                return
            refusal = task.exception()
            if isinstance(refusal, GameError):
                self.gateway.lobby.refuse_count(client, refusal, self.page)
            elif refusal is None:
                self.shown["play"].update(task.result())

        slow.add_done_callback(heard)

    def _arrived(self, values: Values | GameError) -> None:
        if isinstance(values, GameError):
            sid = self.sid
            asyncio.get_running_loop().call_later(COME_AGAIN_S, lambda: self.sid == sid and self.move(self.gateway))
        else:
            self._show({"identity": dict(values)})

    def _introduce(self) -> None:
        client = self.gateway.lobby.clients.find(self.sid)
        if client is not None:
            self.gateway.lobby.introduce(
                client,
                presses=self.presses,
                page=self.page,
                acked=self.shown["play"]["acked"],
                age_s=round(now() - self._loaded_at),
                board="",
                then=self._introduced,
            )

    def _introduced(self, values: Values | GameError) -> None:
        if isinstance(values, GameError):
            self.gateway.lobby.refuse(self.sid, values)
        else:
            self._show({"play": dict(values)})

    def _take(self, frame: str) -> None:
        data: dict[str, dict[str, Values]] = json.loads(frame.removeprefix("2/_event,"))[1]
        if "delta" not in data:
            self.is_to_reload = True  # nothing else is said past its states
            return
        self._show(
            {
                ROLES.get(state, state): {name.removesuffix(FIELD_MARKER): value for name, value in values.items()}
                for state, values in data["delta"].items()
            }
        )

    def _show(self, states: Mapping[str, Mapping[str, Any]]) -> None:
        link = self.shown["identity"]["link"]
        for state, values in states.items():
            self.shown.setdefault(state, {}).update(values)
        if code := states.get("notice", {}).get("code"):
            self.refusals.append(code)
        if self.shown["identity"]["link"] != link:
            asyncio.get_running_loop().call_later(WAY_S, self._introduce)


class PageWire(FakeWire):
    """A wire that gives what is written to a page."""

    def __init__(self, take: Callable[[str], None]) -> None:
        """Give it to *take*."""
        super().__init__()
        self._take = take

    def write(self, frame: Frame) -> None:
        """Give *frame*."""
        self._take(frame.text)

    def offer(self, frame: Frame) -> bool:
        """Give *frame*."""
        self._take(frame.text)
        return True

    def write_bytes(self, message: bytes) -> None:
        """Give a message."""
        self._take(message.decode()[1:])
