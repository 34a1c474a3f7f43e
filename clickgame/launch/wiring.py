"""The one place where a server is put together: engine, gateway and app, from settings.

Nothing is made on import but by a call from here, so that there can be two engines in one process, and a process that
is a gateway only.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial, update_wrapper

import reflex as rx
from reflex.utils.prerequisites import get_web_dir
from reflex_base.constants import Env
from reflex_base.environment import environment
from starlette.applications import Starlette
from starlette.types import ASGIApp

from clickgame.contract.calls import Link
from clickgame.contract.errors import GameError
from clickgame.contract.measures import reader
from clickgame.engine.engine import Engine
from clickgame.gateway.admin import admin_socket
from clickgame.gateway.background import running
from clickgame.gateway.blocks import Blocks
from clickgame.gateway.learn import Learn
from clickgame.gateway.limits.admission import Admission
from clickgame.gateway.lobby import Lobby
from clickgame.gateway.measures import GATEWAY as MEASURES
from clickgame.gateway.measures import Meters
from clickgame.gateway.moderation import NEW, OFF, TOKEN_TOLD, Desk
from clickgame.gateway.reflex.cors import close_cors
from clickgame.gateway.reflex.endpoints import close_endpoints
from clickgame.gateway.reflex.install import install, reach
from clickgame.gateway.sockets.exchange import Exchange
from clickgame.gateway.sockets.handshake import Handshake
from clickgame.gateway.sockets.message_filter import MessageFilter
from clickgame.gateway.sockets.origin import OriginGate, Origins
from clickgame.gateway.tapes import Tapes
from clickgame.launch.cores import Core, elsewhere, here
from clickgame.launch.delivery import Delivery
from clickgame.launch.descriptors import room_for_connections
from clickgame.launch.page import CLIENT, ROOT
from clickgame.launch.protocol import HttpProtocol
from clickgame.launch.sandbox import sandbox_for
from clickgame.launch.teaching import learning, taping, teach
from clickgame.launch.watch import Watch
from clickgame.learn.course import Course, load
from clickgame.learn.sandbox.sandbox import Sandbox
from clickgame.settings import SINGLE, Settings, SettingsError, variable
from clickgame.web import previews, rules, wired
from clickgame.web.finders import finder
from clickgame.web.http.api.api import Api, Readers
from clickgame.web.http.away import Away
from clickgame.web.http.cards import Cards
from clickgame.web.http.cookies import Cookies
from clickgame.web.http.devices import Devices
from clickgame.web.http.documents import Documents
from clickgame.web.http.file_limit import FileLimit
from clickgame.web.pages.about import about
from clickgame.web.pages.achievements import achievements
from clickgame.web.pages.api import api
from clickgame.web.pages.arena import arena
from clickgame.web.pages.arenas import arenas
from clickgame.web.pages.champions import champions
from clickgame.web.pages.devices import devices
from clickgame.web.pages.feed import feed
from clickgame.web.pages.index import index
from clickgame.web.pages.missing import missing
from clickgame.web.pages.operator import operator
from clickgame.web.pages.ops import ops
from clickgame.web.pages.privacy import privacy
from clickgame.web.pages.profile import profile, profile_title
from clickgame.web.pages.run import run
from clickgame.web.states.arenas import Arenas
from clickgame.web.states.identity import Identity
from clickgame.web.states.profile import Profile
from clickgame.web.states.seasons import Seasons
from clickgame.web.ui.head import STYLESHEETS, head, told
from clickgame.web.ui.place import place_title

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Server:
    """One server, put together: engine, who is connected, app, what fast sockets need, who only reads, who watches."""

    core: Core
    lobby: Lobby
    app: rx.App
    exchange: Exchange
    readers: Readers
    watch: Watch
    request_s: float

    @property
    def engine(self) -> Engine | None:
        """The engine, if it is in this process."""
        return self.core.engine

    def stop(self) -> None:
        """End what would never end by itself, and say that the server is stopping."""
        self.watch.health.stop()
        self.readers.streams.close()

    def fast_socket(self) -> type[asyncio.Protocol] | None:
        """Give the fast socket's class for uvicorn, or None where picows is not installed."""
        try:
            from clickgame.gateway.sockets.upgrade import NativeSocket  # noqa: PLC0415  # picows may be absent
        except ImportError:
            return None
        return type("NativeSocket", (NativeSocket,), {"exchange": self.exchange})

    def http_protocol(self) -> type[asyncio.Protocol]:
        """Give the class of connections for uvicorn."""
        bounds = {
            "lane": self.exchange.lane,
            "request_s": self.request_s,
            "turns_away": self.exchange.admission.turns_away,
        }
        return type("HttpProtocol", (HttpProtocol,), bounds)


def build(settings: Settings) -> Server:
    """Put a server together; nothing runs and nothing is read before its app's life begins."""
    course = load()
    core = here(settings, lessons=course.titles) if settings.role == SINGLE else elsewhere(settings)
    link = core.link
    wired.lobby = lobby = Lobby(link, settings)
    readers = Readers(link, settings)
    words = rules.in_words(settings)
    admission = Admission(settings, room=room_for_connections(), clock=time.monotonic)
    meters = reader(MEASURES, Meters(lobby, admission))
    watch = Watch(link, (*core.reads, meters), settings, role=settings.role, heard=core.heard)
    blocks = Blocks(link, lobby.clients, admission.bans)
    if core.line is not None:
        core.line.unheard, core.line.missed = lobby.introductions.unheard, lambda: (lobby.missed(), blocks.missed())
    wired.ops = watch.ops
    wired.desk = desk = desk_for(settings.operator_token, link)
    is_development = environment.REFLEX_ENV_MODE.get() is Env.DEV
    origins = Origins(
        *settings.origins.split(),
        public_url=settings.public_url,
        any_port=is_development,
        sends_pages=environment.REFLEX_MOUNT_FRONTEND_COMPILED_APP.get(),
    )
    close_cors()
    close_endpoints()
    app = rx.App(
        theme=None,
        toaster=None,
        app_wraps={},
        head_components=head(),
        stylesheets=STYLESHEETS,
        api_transformer=[
            Starlette(routes=watch.routes()),
            partial(Api, readers=readers),
            partial(MessageFilter, admission=admission, arrive_s=settings.arrive_s),
            partial(Handshake, origins=origins),
            partial(OriginGate, origins=origins),
            partial(deliver, lobby=lobby, settings=settings, words=words, origins=origins, course=course),
        ],
        frontend_exception_handler=report,
        backend_exception_handler=refuse,
    )
    app.add_page(page(index, words), **told(previews.HOME), on_load=Identity.arrive)
    app.add_page(page(about, words), **told(previews.ABOUT))
    app.add_page(page(api, words), **told(previews.API))
    app.add_page(achievements, **told(previews.ACHIEVEMENTS), on_load=Identity.arrive)
    app.add_page(feed, **told(previews.FEED), on_load=Identity.arrive)
    app.add_page(champions, **told(previews.CHAMPIONS), on_load=Seasons.load)
    app.add_page(page(arenas, words), **told(previews.ARENAS), on_load=[Identity.arrive, Arenas.load])
    app.add_page(page(arena, words), **{**told(previews.ARENA), "title": place_title}, on_load=Identity.arrive)
    app.add_page(
        profile, **{**told(previews.PROFILE), "title": profile_title}, on_load=[Profile.load, Identity.come_back]
    )
    app.add_page(page(privacy, words), **told(previews.PRIVACY), on_load=Identity.come_back)
    app.add_page(operator, **told(previews.OPERATOR))
    app.add_page(ops, **told(previews.OPS))
    app.add_page(run, **told(previews.RUN))
    app.add_page(devices, **told(previews.DEVICES))
    teach(app, course, words)
    app.add_page(missing, **told(previews.MISSING))
    # The same for the page's own script, which says so where it knows no route.
    app.add_page(missing, **{**told(previews.MISSING), "route": "404", "image": previews.MISSING.image})
    exchange = install(app, lobby, settings, admission, origins)
    reach(desk, blocks, exchange.sio)
    sandbox = sandbox_for(settings, ROOT)
    wired.learn = learn = learning(course, sandbox, lobby, desk)
    wired.tapes = tapes = taping(course, sandbox, lobby, learn)
    app.register_lifespan_task(life(core, lobby, exchange, desk, watch, school=(learn, tapes), sandbox=sandbox))
    return Server(core, lobby, app, exchange, readers, watch, settings.request_s)


def page(compose: Callable[[dict[str, str]], rx.Component], words: dict[str, str]) -> Callable[[], rx.Component]:
    """Have *compose* draw its page with *words*, and still be of its own module.

    What Reflex makes of pages goes into a file by that: pages that are one module's would all be loaded with the game.
    """
    return update_wrapper(partial(compose, words), compose)


def deliver(
    app: ASGIApp, *, lobby: Lobby, settings: Settings, words: Mapping[str, str], origins: Origins, course: Course
) -> ASGIApp:
    """Have the built page's documents and files sent as their modules say, past *app*."""
    built, link = (get_web_dir() / CLIENT).resolve(), lobby.link

    async def is_known(token: str) -> bool:
        return await link.holder(token) is not None

    cookies = Cookies(is_known, public_url=settings.public_url)
    documents = Documents(
        app,
        built,
        cookies,
        find=finder(
            link,
            lessons=[previews.of_lesson(lesson.key, lesson.title) for lesson in course.lessons.values()],
            has_operator=settings.operator_token != OFF,
        ),
        missing=previews.MISSING,
        words=words,
        public_url=settings.public_url,
    )
    signed = Devices(
        documents,
        link,
        built,
        cookies=cookies,
        origins=origins,
        settings=settings,
    )
    return Delivery(FileLimit(Away(Cards(signed, link, settings)), settings), built)


def desk_for(token: str, link: Link) -> Desk:
    """Make the operators' desk, and log the *token* if it is a new one. Raises SettingsError for one too short."""
    desk = Desk(link, clock=time.monotonic)
    try:
        chosen = desk.open_to(token)
    except ValueError as problem:
        raise SettingsError(f"{variable('operator_token')} is not allowed: {problem}.") from None
    if token == NEW:
        logger.warning(TOKEN_TOLD, chosen)
    return desk


def life(
    core: Core,
    lobby: Lobby,
    exchange: Exchange,
    desk: Desk,
    watch: Watch,
    *,
    school: tuple[Learn, Tapes],
    sandbox: Sandbox,
) -> Callable[[], contextlib.AbstractAsyncContextManager[None]]:
    """Make what runs from a server's start to its stop."""

    @contextlib.asynccontextmanager
    async def life() -> AsyncGenerator[None]:
        """Have a game, and send its boards."""
        try:
            async with AsyncExitStack() as stack:
                await stack.enter_async_context(core.open())
                await stack.enter_async_context(watch.open())
                await stack.enter_async_context(lobby.open())
                await stack.enter_async_context(running(exchange.keep_alive()))
                if core.engine is not None:
                    await stack.enter_async_context(admin_socket(desk, core.engine.settings.data_dir))
                yield
        finally:
            for each in school:
                each.close()
            await sandbox.close()

    return life


def report(exception: Exception) -> None:
    """Log what a page reports about itself, in one line that it cannot break out of."""
    logger.warning("a page reports: %.300r", str(exception))


def refuse(exception: Exception) -> None:
    """Tell a page what was refused to it, or log a fault of ours; the page stays as it is."""
    if isinstance(exception, GameError):
        wired.lobby.refuse(wired.lobby.who_asks(), exception)
    else:
        logger.error("a handler failed", exc_info=exception)
