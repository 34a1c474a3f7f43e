"""Reflex's event namespace with the gate before it, and the short way in beside it."""

# python-socketio and its engine come without types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

import asyncio
from typing import Any, cast

from reflex.app import App, EventNamespace
from reflex.state import StateUpdate
from reflex_base.constants import CompileVars, RouteVar
from reflex_base.event.context import EventContext

from clickgame.contract.errors import EventMalformed, GameError, UnknownEvent, UnknownPlayer
from clickgame.gateway.lobby import Lobby
from clickgame.gateway.reflex.channels import (
    BEFORE_A_PLAYER,
    CHANNELS,
    FIELD_MARKER,
    LOAD,
    NAMESPACE,
    PLAY,
    PRESS,
    PUBLIC,
    ROOT,
)
from clickgame.gateway.reflex.gate import check, is_small, longest_in
from clickgame.gateway.reflex.release import GONE_S, Release
from clickgame.gateway.sockets.fast_arrival import FastArrival

# The Socket.IO events that a page sends; the others are the server's own business.
PAGE_EVENTS = frozenset({"event", "client_error", "ping"})
CONNECT_EVENT = CompileVars.CONNECT_AUTH_EVENT
HYDRATED = "is_hydrated" + FIELD_MARKER
ARGUMENTS_MOST = 2  # the connection and the event's data
KEPT = frozenset(channel.name for channel in CHANNELS if channel.is_kept)


class Namespace(EventNamespace):
    """Reflex's event namespace with a doorkeeper."""

    def __init__(self, app: App, lobby: Lobby, arrival: FastArrival) -> None:
        """Stand before *app*, for the clients of *lobby*; those on fast sockets come in by *arrival*."""
        super().__init__(NAMESPACE, app)
        self._lobby = lobby
        self._arrival = arrival
        self._arriving: set[str] = set()
        self._press = PLAY.event(PRESS)
        self._release = Release(app, self._token_manager.token_to_socket)

    async def trigger_event(self, event: str, *args: Any) -> object:  # noqa: ANN401  # whatever Socket.IO passes
        """Pass on what Socket.IO itself says, and of what the page says only what pages say."""
        sid = str(args[0])
        is_own = event == "disconnect" or (event == "connect" and len(args) > 1 and self._is_environ(sid, args[1]))
        if is_own:
            return await super().trigger_event(event, *args)
        if event not in PAGE_EVENTS:
            return self._lobby.refuse(sid, UnknownEvent())
        longest = longest_in(args[1]) if len(args) > 1 else 0
        if len(args) > ARGUMENTS_MOST or not is_small(list(args[1:]), longest=longest):
            return self._lobby.refuse(sid, EventMalformed())
        return await super().trigger_event(event, *args)

    async def on_connect(self, sid: str, environ: dict[str, Any], auth: object = None) -> None:
        """Let a page in: the short way on a fast socket, else as Reflex does."""
        event = cast("dict[str, object]", auth).get(CONNECT_EVENT) if isinstance(auth, dict) else None
        if event is None or not self._lobby.is_direct(sid):
            await super().on_connect(sid, environ, auth)
            return
        try:
            check(event)
        except GameError as refusal:
            self._lobby.refuse(sid, refusal)
            event = None  # a page of another build is told so all the same
        self._arriving.add(sid)
        await super().on_connect(sid, environ, {**cast("dict[str, object]", auth), CONNECT_EVENT: None})
        self._arriving.discard(sid)
        if event is not None:
            await self._arrive(sid, cast("dict[str, object]", event))

    def who_asks(self) -> str:
        """Give the connection of the page whose event is handled now, "" if it is gone."""
        record = self._token_manager.token_to_socket.get(EventContext.get().token)
        return "" if record is None else record.sid

    async def link_token_to_sid(self, sid: str, token: str, *, update_state: bool = True) -> None:
        """Note whose page *sid* is; a page that comes in the short way has no state to note it in."""
        await super().link_token_to_sid(sid, token, update_state=update_state and sid not in self._arriving)

    async def on_event(self, sid: str, data: object = None) -> None:
        """Hand an event to Reflex if the page may send it now, with these values; refuse it otherwise.

        A press that comes before its page has introduced itself is passed over: the introduction brings the count.
        """
        try:
            name = check(data)
            client = self._lobby.clients.find(sid)
            if name == self._press and (client is None or not client.page):
                return
            if client is None and name not in BEFORE_A_PLAYER | PUBLIC:
                raise UnknownPlayer
        except GameError as refusal:
            self._lobby.refuse(sid, refusal)
            return
        event = cast("dict[str, object]", data)
        if name == LOAD and self._arrival.lacks_cookie(sid, event):
            self._lobby.load_anew(sid)
        elif name in BEFORE_A_PLAYER and self._lobby.is_direct(sid):
            await self._arrive(sid, event)
        else:
            await super().on_event(sid, event)

    async def _arrive(self, sid: str, event: dict[str, object]) -> None:
        """Welcome the page of *sid* the short way; what else it wants to have done when it loads, Reflex does."""
        if self._arrival.take(sid, event):
            await super().on_event(sid, {**event, "name": LOAD, "payload": {}})

    def _build_static_router_data(self, sid: str, environ: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002
        """Keep nothing of a connection's request: no handler looks at it, and it would be half of what a page costs."""
        return {RouteVar.SESSION_ID: sid, RouteVar.HEADERS: {}, RouteVar.CLIENT_IP: ""}

    async def emit_update(self, update: StateUpdate, token: str) -> None:
        """Send what Reflex has for a page, without the numbers that the page keeps.

        On every (re)connect Reflex sends its copy of all states. Of scores and boards the page has newer values than
        that copy, from answers and broadcast, and would show the old ones until its own come again.
        """
        if update.delta.get(ROOT, {}).get(HYDRATED) is False:
            shown = {state: values for state, values in update.delta.items() if state not in KEPT}
            update = StateUpdate(delta=shown, events=update.events)
        await super().emit_update(update, token)

    def on_disconnect(self, sid: str, *_: object) -> asyncio.Task[None] | None:
        """Let go of a connection that has gone."""
        self._lobby.leave(sid)
        self._arrival.forget(sid)
        if (token := self.sid_to_token.get(sid)) is not None:
            self._release.later(token, GONE_S)
        return super().on_disconnect(sid)

    def _is_environ(self, sid: str, environ: object) -> bool:
        return self.server is not None and environ is self.server.get_environ(sid, self.namespace)
