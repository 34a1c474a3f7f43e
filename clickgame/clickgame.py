"""The composition root: the app, its page, its doorkeeper and its life."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator

import reflex as rx
from reflex.utils.prerequisites import get_web_dir
from reflex_base.utils.format import format_event_handler
from starlette.applications import Starlette
from starlette.types import ASGIApp

from clickgame.engine.engine import engine
from clickgame.engine.jobs import schedule
from clickgame.gateway.background import running
from clickgame.gateway.lobby import lobby
from clickgame.gateway.reflex.frames import FIELD_MARKER, Vocabulary
from clickgame.gateway.reflex.namespace import Call, Gate
from clickgame.gateway.sockets.exchange import Exchange
from clickgame.gateway.sockets.fast_press import ShortWay
from clickgame.gateway.sockets.message_filter import MessageFilter, watch_over
from clickgame.gateway.sockets.stock import find_wire
from clickgame.launch.delivery import Delivery
from clickgame.launch.page import CLIENT
from clickgame.web import previews, rules
from clickgame.web.http.documents import Documents
from clickgame.web.http.health import ROUTES
from clickgame.web.pages.about import about
from clickgame.web.pages.index import index
from clickgame.web.pages.missing import missing
from clickgame.web.states.board import Board
from clickgame.web.states.identity import Identity
from clickgame.web.states.notice import Notice
from clickgame.web.states.play import Play
from clickgame.web.ui.head import STYLESHEETS, head, told
from persistence.errors import DiskTrouble
from persistence.store import Store

logger = logging.getLogger(__name__)


def report(exception: Exception) -> None:
    """Log what a page reports about itself, in one line that it cannot break out of."""
    logger.warning("a page reports: %.300r", str(exception))


def refuse(exception: Exception) -> None:
    """Log a fault of ours; the page stays as it is."""
    logger.error("a handler failed", exc_info=exception)


@contextlib.asynccontextmanager
async def life() -> AsyncGenerator[None]:
    """Load the game, run its jobs and send its boards; at the end, save it."""
    settings = engine.settings
    store = await asyncio.to_thread(lambda: Store.open(settings.data_dir, generations=settings.keep_snapshots))
    await engine.open(store, refused_by=DiskTrouble)
    scheduler = schedule(engine, settings)
    scheduler.start()
    try:
        async with lobby.open(), running(exchange.keep_alive()):
            yield
    finally:
        scheduler.shutdown(wait=False)
        await engine.close()


def calls() -> dict[str, Call]:
    """List every event that the page may send, by its full name: ours, and two of Reflex's own."""
    ours = {
        Identity.rename: Call({"form": dict}),
        Play.resume: Call({"presses": int, "page": str, "acked": int, "board": str}),
        Play.press: Call({"presses": int, "page": str}),
        Board.watch: Call({"board": str}),
        Notice.dismiss: Call(),
    }
    state = rx.State.get_full_name()
    return {
        **{format_event_handler(handler): call for handler, call in ours.items()},
        f"{state}.hydrate_and_load": Call(optional={"vars": dict, "hashes": list}),
        f"{state}.reflex___state____frontend_event_exception_state.handle_frontend_exception": Call(
            {"info": str, "component_stack": str}
        ),
    }


def furnish(app: rx.App) -> Exchange:
    """Put the doorkeeper before *app*, give the lobby its names and its way to every socket."""
    namespace, sio = app.event_namespace, app.sio
    if namespace is None or sio is None:
        raise RuntimeError("an app with states has a socket")
    path = namespace.namespace
    sio.eio.ping_interval, sio.eio.ping_timeout = engine.settings.ping_s, engine.settings.ping_timeout_s
    cookie = f"{Identity.get_full_name()}.token{FIELD_MARKER}"
    words = Vocabulary(
        namespace=path,
        play=Play.get_full_name(),
        board=Board.get_full_name(),
        notice=Notice.get_full_name(),
        identity=Identity.get_full_name(),
    )
    lobby.furnish(words, lambda sid: find_wire(sio, sid, path))
    gate = Gate(path, app, lobby=lobby, calls=calls(), cookie=cookie)
    sio.register_namespace(gate)
    watch_over(sio)
    app._event_namespace = gate  # noqa: SLF001  # Reflex makes its own and takes no other
    return Exchange(sio, path, ShortWay(lobby, words, gate.check), app._set_contexts_internal)  # noqa: SLF001  # no other way in


def fast_socket() -> type[asyncio.Protocol] | None:
    """Give the fast socket's class for uvicorn, or None where picows is not installed."""
    try:
        from clickgame.gateway.sockets.upgrade import NativeSocket  # noqa: PLC0415  # picows may be absent
    except ImportError:
        return None
    NativeSocket.exchange = exchange
    return NativeSocket


def deliver(app: ASGIApp) -> ASGIApp:
    """Have the built page's documents and files sent as their modules say, past *app*."""
    built = (get_web_dir() / CLIENT).resolve()
    documents = Documents(
        app, built, find=previews.find, missing=previews.MISSING, words=words, public_url=engine.settings.public_url
    )
    return Delivery(documents, built)


words = rules.in_words(engine.settings)
app = rx.App(
    theme=None,
    toaster=None,
    app_wraps={},
    head_components=head(),
    stylesheets=STYLESHEETS,
    api_transformer=[Starlette(routes=ROUTES), MessageFilter, deliver],
    frontend_exception_handler=report,
    backend_exception_handler=refuse,
)
app.add_page(index, **told(previews.HOME), on_load=Identity.arrive)
app.add_page(lambda: about(words), **told(previews.ABOUT))
app.add_page(missing, **told(previews.MISSING))
# The same for the page's own script, which says so where it knows no route.
app.add_page(missing, **{**told(previews.MISSING), "route": "404", "image": previews.MISSING.image})
app.register_lifespan_task(life)
exchange = furnish(app)
