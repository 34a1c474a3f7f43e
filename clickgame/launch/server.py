"""Serve page and game on one port: checks first, each ending in one clear line, then uvicorn.

The port is bound before anything slow happens, so that a taken one is reported at once and nobody else gets it
between the check and the start."""

import asyncio
import gc
import importlib
import logging
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from errno import EADDRINUSE
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from clickgame.launch.descriptors import raise_limit
from clickgame.launch.drain import drain
from clickgame.launch.logs import FORMAT, JsonLines, LineLimit, Redaction
from clickgame.launch.page import environment
from clickgame.launch.refusals import AddressUnusable, FolderUnusable, PortTaken, Refusals, SocketMissing
from clickgame.settings import GATEWAY, Settings

DRAIN_S = 3  # What a stop waits for answers under way; pages reconnect by themselves, so there is no need for more.
MESSAGE_BYTES = 1 << 20  # The largest message of Reflex's own pages is a few KB (hydrate, with the cookies).
BACKLOG = 4_096  # Connections not yet taken: after a restart thousands come at once, and who is refused waits a second.
YOUNG_COLLECTIONS = (5_000, 5)  # New objects before the youngest are looked through; of these, before the next: 3 ms.
NEVER = 1_000_000_000
_log = logging.getLogger("clickgame")


class Server(uvicorn.Server):
    """uvicorn's server, which says where it can be reached once it can, and that it stops before it does.

    By SIGTERM, it lets its sockets go one after another; by another signal, or a second one, all at once."""

    def __init__(self, config: uvicorn.Config, *, before_stop: Callable[[], None], drain_s: float = 0.0) -> None:
        """Serve by *config*; *before_stop* ends what would never end by itself. Sockets leave within *drain_s*."""
        super().__init__(config)
        self._before_stop = before_stop
        self._drain_s = drain_s
        self._has_time = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then log the address."""
        await super().startup(sockets)
        if self.started and sockets:
            _log.info("Click the Button is at %s (Ctrl-C stops it)", address(sockets[0]))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, once what would keep its connections open knows."""
        self._before_stop()
        if self._has_time:
            self._accept_no_more(sockets or [])
            await drain(
                self.server_state.connections,
                brief=self.config.http_protocol_class,
                within_s=self._drain_s,
                is_enough=lambda: not self._has_time,
            )
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Note by which signal to stop; one that comes while sockets leave only ends the waiting."""
        if self._has_time:
            self._has_time = False
            return
        self._has_time = sig == signal.SIGTERM and self._drain_s > 0 and not self.should_exit
        super().handle_exit(sig, frame)

    def _accept_no_more(self, sockets: Sequence[socket.socket]) -> None:
        for server in self.servers:
            server.close()
        for listener in sockets:
            listener.close()


def serve(settings: Settings, listener: socket.socket, *, page: Path | None) -> None:
    """Run until SIGTERM or Ctrl-C, and return after the application's own exit has run.

    *page* is the folder of a built page, None to serve the game without one. Raises whatever error with a `code` kept
    the application from starting."""
    _prepare_process(settings, page)
    refusals = Refusals(_application())
    server = Server(
        uvicorn.Config(
            refusals,
            loop="uvloop",
            http=_wired().http_protocol(),
            ws=_socket_class(settings) or "websockets-sansio",
            ws_max_size=MESSAGE_BYTES,
            ws_ping_interval=None,  # Engine.IO has pings of its own.
            ws_per_message_deflate=False,  # Boards are small, and deflating each one for each socket is not.
            backlog=BACKLOG,
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=DRAIN_S,
        ),
        before_stop=_wired().stop,
        drain_s=settings.drain_s if settings.role == GATEWAY else 0.0,  # pages of one process have nowhere to go
    )
    # uvicorn raises the signal that stopped it again when all is done: these make that a plain exit.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    # What exists now stays: without this, every full collection walks the whole framework and stalls presses.
    gc.freeze()
    # And a full one comes by schedule only: the jobs' `tidy`.
    gc.set_threshold(*YOUNG_COLLECTIONS, NEVER)
    try:
        server.run(sockets=[listener])
    except SystemExit:
        if refusals.error is not None:
            raise refusals.error from None
        raise


def listen(settings: Settings, *, is_shared: bool = False) -> socket.socket:
    """Bind the settings' address; one that *is_shared* may be bound by several, and the system shares out who comes.

    Raises PortTaken or AddressUnusable."""
    place = f"{settings.host}:{settings.port}"
    with ExitStack() as unless_bound:
        try:
            family, kind, protocol, _, target = socket.getaddrinfo(
                settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            listener = unless_bound.enter_context(socket.socket(family, kind, protocol))
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if is_shared:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            listener.bind(target)
        except OSError as error:
            if error.errno == EADDRINUSE:
                raise PortTaken(f"{place} is in use already; choose another with CLICKGAME_PORT.") from error
            raise AddressUnusable(f"Cannot listen on {place}: {error.strerror}.") from error
        unless_bound.pop_all()
    return listener


def check_folder(folder: Path) -> None:
    """Make the data *folder* if need be, and see that it can be written; raises FolderUnusable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise FolderUnusable(
            f"Cannot write to the data folder {folder}: {error.strerror}; choose another with CLICKGAME_DATA_DIR."
        ) from error


def address(listener: socket.socket) -> str:
    """Give the URL under which a browser on this machine reaches *listener*."""
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104  # it is compared, not bound
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def prepare_log(settings: Settings) -> None:
    """Have everything that is logged go to standard error, as the settings say."""
    logging.basicConfig(level=settings.log_level.upper(), format=FORMAT, stream=sys.stderr)
    for handler in logging.getLogger().handlers:
        handler.addFilter(LineLimit(per_min=settings.log_lines_per_min))
        handler.addFilter(Redaction())
        if settings.log_format == "json":
            handler.setFormatter(JsonLines())
    # Their lines of a start and a stop say nothing that ours don't, and those of connections say whose they are.
    for name in ("uvicorn.error", "engineio", "socketio", *(["apscheduler"] if settings.log_level != "debug" else ())):
        logging.getLogger(name).setLevel(logging.WARNING)


def _prepare_process(settings: Settings, page: Path | None) -> None:
    raise_limit()
    prepare_log(settings)
    os.environ.update(environment(os.environ))
    os.environ["__REFLEX_SKIP_COMPILE"] = "true"
    os.environ["__REFLEX_MOUNT_FRONTEND_COMPILED_APP"] = str(page is not None).lower()
    if page is not None:
        os.environ["REFLEX_WEB_WORKDIR"] = str(page)


def _application() -> ASGIApp:
    # By name: importing the app at the top would load Reflex before its environment stands.
    module: Any = importlib.import_module("clickgame.clickgame")
    return module.app()


def _wired() -> Any:  # noqa: ANN401  # its type cannot be named without importing it
    """Give what the wiring has made."""
    module: Any = importlib.import_module("clickgame.clickgame")
    return module.server


def _socket_class(settings: Settings) -> type[asyncio.Protocol] | None:
    """Give the fast socket if it is wanted and there; raises SocketMissing if it is demanded and not there."""
    if settings.socket == "stock":
        return None
    fast = _wired().fast_socket()
    if fast is None and settings.socket == "native":
        raise SocketMissing("CLICKGAME_SOCKET=native needs picows, which is not installed.")
    return fast


def _leave(number: int, _frame: object) -> None:
    """Exit at once and cleanly: the lifespan's exit has run, or the server had not started."""
    del number
    sys.exit(0)
