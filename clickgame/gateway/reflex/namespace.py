"""The gate: what comes from a socket is looked at here before anything runs.

Reflex trusts its own page. A stranger with a WebSocket client can send anything, so every event has to name a handler
that the page may call and bring the values that it takes. All else is refused with a code, changes nothing, and never
becomes a traceback.
"""

# python-socketio and its engine come without types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from reflex.app import App, EventNamespace
from reflex.state import State, StateUpdate
from reflex_base.constants import CompileVars, RouteVar

from clickgame.contract.errors import CountInvalid, EventMalformed, GameError, UnknownEvent, UnknownPlayer
from clickgame.gateway.lobby import Lobby
from clickgame.gateway.reflex.frames import FIELD_MARKER
from clickgame.gateway.reflex.release import GONE_S, Release
from clickgame.gateway.sockets.fast_arrival import Arrival, token_of

# The Socket.IO events that a page sends; the others are the server's own business.
PAGE_EVENTS = frozenset({"event", "client_error", "ping"})
CONNECT_EVENT = CompileVars.CONNECT_AUTH_EVENT
HYDRATED = "is_hydrated" + FIELD_MARKER
ROUTER: Mapping[str, type] = {"pathname": str, "asPath": str, "query": dict}
ARGUMENTS_MOST = 2  # the connection and the event's data
TEXT_LONGEST = 4096
ITEMS_MOST = 64
DEPTH_MOST = 6


@dataclass(frozen=True, slots=True)
class Call:
    """The values that an event brings, and of what type each is."""

    required: Mapping[str, type] = field(default_factory=dict[str, type])
    optional: Mapping[str, type] = field(default_factory=dict[str, type])


def is_small(value: object, depth: int = DEPTH_MOST) -> bool:
    """Tell whether *value* is short and shallow."""
    if isinstance(value, str):
        return len(value) <= TEXT_LONGEST
    if isinstance(value, dict):
        pairs = cast("dict[str, object]", value)
        return (
            depth > 0
            and len(pairs) <= ITEMS_MOST
            and all(is_small(key) and is_small(part, depth - 1) for key, part in pairs.items())
        )
    if isinstance(value, list):
        items = cast("list[object]", value)
        return depth > 0 and len(items) <= ITEMS_MOST and all(is_small(item, depth - 1) for item in items)
    return value is None or isinstance(value, (bool, int, float))


class Gate(EventNamespace):
    """Reflex's event namespace with a doorkeeper."""

    def __init__(self, namespace: str, app: App, *, lobby: Lobby, calls: Mapping[str, Call], cookie: str) -> None:
        """Guard *app*; *calls* are the events that a page may send, *cookie* the var that it keeps, by full name."""
        super().__init__(namespace, app)
        self._lobby = lobby
        self._calls = calls
        self._cookie = cookie
        self._arrival = Arrival(lobby, State.get_full_name())
        self._arriving: set[str] = set()
        self._press = f"{lobby.words.play}.press"
        self._hydrate = f"{State.get_full_name()}.{CompileVars.HYDRATE_AND_LOAD}"
        self._root = State.get_full_name()
        self._release = Release(app, self._token_manager.token_to_socket)
        self._kept = {lobby.words.identity, lobby.words.play, lobby.words.board}

    async def trigger_event(self, event: str, *args: Any) -> object:  # noqa: ANN401  # whatever Socket.IO passes
        """Pass on what Socket.IO itself says, and of what the page says only what pages say."""
        sid = str(args[0])
        is_own = event == "disconnect" or (event == "connect" and len(args) > 1 and self._is_environ(sid, args[1]))
        if is_own:
            return await super().trigger_event(event, *args)
        if event not in PAGE_EVENTS:
            return self._lobby.refuse(sid, UnknownEvent())
        if len(args) > ARGUMENTS_MOST or not is_small(list(args[1:])):
            return self._lobby.refuse(sid, EventMalformed())
        return await super().trigger_event(event, *args)

    async def on_connect(self, sid: str, environ: dict[str, Any], auth: object = None) -> None:
        """Let a page in: the short way on a fast socket, else as Reflex does."""
        event = cast("dict[str, object]", auth).get(CONNECT_EVENT) if isinstance(auth, dict) else None
        if event is None or not self._lobby.is_direct(sid):
            await super().on_connect(sid, environ, auth)
            return
        try:
            self.check(event)
        except GameError as refusal:
            self._lobby.refuse(sid, refusal)
            return
        self._arriving.add(sid)
        await super().on_connect(sid, environ, {**cast("dict[str, object]", auth), CONNECT_EVENT: None})
        self._arriving.discard(sid)
        self._arrival.welcome(sid, token_of(event, self._cookie))

    async def link_token_to_sid(self, sid: str, token: str, *, update_state: bool = True) -> None:
        """Note whose page *sid* is; a page that comes in the short way has no state to note it in."""
        await super().link_token_to_sid(sid, token, update_state=update_state and sid not in self._arriving)

    async def on_event(self, sid: str, data: object = None) -> None:
        """Hand an event to Reflex if the page may send it now, with these values; refuse it otherwise.

        A press that comes before its page has introduced itself is passed over: the introduction brings the count.
        """
        try:
            name = self.check(data)
            client = self._lobby.presence.find(sid)
            if name == self._press and (client is None or not client.page):
                return
            if client is None and name != self._hydrate:
                raise UnknownPlayer
        except GameError as refusal:
            self._lobby.refuse(sid, refusal)
        else:
            await super().on_event(sid, data)

    def _build_static_router_data(self, sid: str, environ: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002
        """Keep nothing of a connection's request: no handler looks at it, and it would be half of what a page costs."""
        return {RouteVar.SESSION_ID: sid, RouteVar.HEADERS: {}, RouteVar.CLIENT_IP: ""}

    async def emit_update(self, update: StateUpdate, token: str) -> None:
        """Send what Reflex has for a page, without the numbers that the page keeps.

        On every (re)connect Reflex sends its copy of all states. Of scores and boards the page has newer values than
        that copy, from answers and fan-out, and would show the old ones until its own come again.
        """
        if update.delta.get(self._root, {}).get(HYDRATED) is False:
            kept = {state: values for state, values in update.delta.items() if state not in self._kept}
            update = StateUpdate(delta=kept, events=update.events)
        await super().emit_update(update, token)

    def on_disconnect(self, sid: str, *_: object) -> asyncio.Task[None] | None:
        """Free the client of a connection that has gone."""
        self._lobby.rise(sid)
        if (token := self.sid_to_token.get(sid)) is not None:
            self._release.later(token, GONE_S)
        return super().on_disconnect(sid)

    def _is_environ(self, sid: str, environ: object) -> bool:
        return self.server is not None and environ is self.server.get_environ(sid, self.namespace)

    def check(self, data: object) -> str:
        """Give the name of the event *data*; raise GameError unless it is one that the page may send."""
        if not isinstance(data, dict):
            raise EventMalformed
        event = cast("dict[str, object]", data)
        name = event.get("name")
        if not isinstance(name, str) or name not in self._calls:
            raise UnknownEvent
        values = self._calls[name]
        payload, router = event.get("payload", {}), event.get("router_data", {})
        if not _has_form(payload, {**values.required, **values.optional}, required=values.required):
            raise EventMalformed
        if not _has_form(router, ROUTER):
            raise EventMalformed
        brought = cast("dict[str, object]", payload)
        if not _has_form(brought.get("vars", {}), {self._cookie: str}):
            raise EventMalformed
        for key, value in brought.items():
            if values.required.get(key) is int and type(value) is not int:
                raise CountInvalid
        return name


def _has_form(data: object, form: Mapping[str, type], *, required: Iterable[str] = ()) -> bool:
    """Tell whether *data* has the keys of *form* and no others, with strings, lists and mappings where it says so."""
    if not isinstance(data, dict):
        return False
    values = cast("dict[str, object]", data)
    return (
        values.keys() <= form.keys()
        and values.keys() >= set(required)
        and all(form[key] is int or isinstance(value, form[key]) for key, value in values.items())
    )
