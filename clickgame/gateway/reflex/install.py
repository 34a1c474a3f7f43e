"""Puts the gateway into a Reflex app: the namespace before it, the stock sockets watched, the fast ones joined."""

# python-socketio and its engine come without types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportPrivateUsage=false

from collections.abc import Collection, Mapping
from functools import lru_cache, partial
from typing import Any

from reflex.app import App
from reflex.event import EventHandler, EventSpec
from reflex_base.utils.format import format_event_handler
from socketio import AsyncServer

from clickgame.contract.errors import GameError
from clickgame.gateway.blocks import Blocks
from clickgame.gateway.credentials import credential_in
from clickgame.gateway.limits.admission import SCOPE, Admission, address_in
from clickgame.gateway.lobby import Lobby
from clickgame.gateway.moderation import Desk
from clickgame.gateway.reflex.channels import NAMESPACE
from clickgame.gateway.reflex.gate import check
from clickgame.gateway.reflex.namespace import Namespace
from clickgame.gateway.sockets.exchange import Exchange
from clickgame.gateway.sockets.fast_arrival import FastArrival
from clickgame.gateway.sockets.fast_press import FastPress
from clickgame.gateway.sockets.message_filter import watch_over
from clickgame.gateway.sockets.origin import Origins
from clickgame.gateway.sockets.rooms import Rooms
from clickgame.gateway.sockets.stock import find_wire
from clickgame.gateway.sockets.stock_waiting import ARRIVAL
from clickgame.settings import Settings

PATHS_KEPT = 64  # a stranger may name any


def install(app: App, lobby: Lobby, settings: Settings, admission: Admission, origins: Origins) -> Exchange:
    """Have *app* serve the clients of *lobby*, as *admission* allows; give what fast sockets need to do the same.

    *origins* have been asked before a stock socket gets here, and are by fast ones.
    """
    namespace, sio = app.event_namespace, app.sio
    if namespace is None or sio is None or namespace.namespace != NAMESPACE:
        raise RuntimeError(f"an app with states has a socket at {NAMESPACE}")
    sio.manager = Rooms()
    sio.manager.set_server(sio)
    sio.eio.ping_interval, sio.eio.ping_timeout = settings.ping_s, settings.ping_timeout_s
    sio.eio.cors_allowed_origins = []  # Engine.IO's own check off, which cannot know, and its answers without CORS
    lobby.begin = lambda sid: begin(admission, sio.get_environ(sid, NAMESPACE))
    lobby.credential_of = lambda sid: credential_in(sio.get_environ(sid, NAMESPACE))
    lobby.find_wire = lambda sid: find_wire(sio, sid, NAMESPACE)
    ours = Namespace(app, lobby, FastArrival(lobby, lru_cache(PATHS_KEPT)(partial(load_events, app))))
    sio.register_namespace(ours)
    watch_over(sio, admission)
    lobby.who_asks = ours.who_asks
    app._event_namespace = ours  # noqa: SLF001  # Reflex makes its own and takes no other
    contexts = app._set_contexts_internal  # noqa: SLF001  # no other way in
    return Exchange(sio, FastPress(lobby, check), origins, contexts, admission, settings.arrive_s)


def begin(admission: Admission, environ: Mapping[str, Any] | None) -> None:
    """Have a new player on the connection with *environ*. Raises TooManyNewcomers; its page comes again by itself."""
    try:
        admission.begin(address_in(environ))
    except GameError:
        if environ is not None and (arrival := environ.get(SCOPE, {}).get(ARRIVAL)) is not None:
            arrival.expect()
        raise


def reach(desk: Desk, blocks: Blocks, sio: AsyncServer) -> None:
    """Have *desk* and *blocks* know where the connections of *sio* come from, and *blocks* end some of them."""

    async def hang_up(addresses: Collection[str]) -> None:
        for eio_sid in [sid for sid, environ in sio.environ.items() if address_in(environ) in addresses]:
            await sio.eio.disconnect(eio_sid)

    desk.address_of = blocks.address_of = lambda sid: address_in(sio.get_environ(sid, NAMESPACE))
    blocks.hang_up = hang_up


def load_events(app: App, path: str) -> list[str]:
    """Give the full names of the events that the page at *path* has done when it loads."""
    events = app.get_load_events(path)
    handlers = [event.handler if isinstance(event, EventSpec) else event for event in events]
    return [format_event_handler(handler) for handler in handlers if isinstance(handler, EventHandler)]
