"""The bus between the processes of one game, by Redis' PUBLISH and SUBSCRIBE: a message is sent now or never.

redis-py's own retries are off: it would connect anew without a word, and nobody would know that messages are missing.
Only `redis_log.py` imports redis, too, and both are imported only where a Redis is named.
"""

import asyncio
import logging
import math
import random
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from redis.asyncio.connection import Connection, UnixDomainSocketConnection, parse_url
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from clickgame.launch.pauses import Pauses
from clickgame.settings import SettingsError, variable

QUEUE_BYTES_MOST = 8 << 20  # What waits for a Redis that takes nothing, until its pings stay unanswered for too long.
WRITE_BYTES = 1 << 16  # At a time: what waits here is dropped with the connection, what is written may still arrive.
ANSWER_S = 3.0
PING_S = 1.0
PINGS_UNANSWERED_MOST = 3
PAUSE_LEAST_S = 0.03
PAUSE_MOST_S = 1.0
SLICE_S = 0.005  # Of messages in a row; then others have the loop for a turn.
PING = b"*1\r\n$4\r\nPING\r\n"
PUBLISH = b"*3\r\n$7\r\nPUBLISH\r\n$%d\r\n%b\r\n$%d\r\n%b\r\n"
OURS = {"retry": Retry(NoBackoff(), 0), "driver_info": None, "protocol": 2}
"""What no address may change: no retries, no word of the library's own, and messages as plain answers."""
logger = logging.getLogger(__name__)
AnyConnection = Connection | UnixDomainSocketConnection


class Unresponsive(Exception):
    """Redis does not answer, or takes nothing: it is stopped, or the way to it is cut."""


@dataclass(slots=True)
class _Line:
    """One connection, and how many pings ago anything was heard of it."""

    connection: AnyConnection
    unanswered: int = 0


class RedisBus:
    """Two connections to a Redis that come and go together; `Bus` in `clickgame/contract/bus.py` says what is promised.

    *dropped* counts messages that were never written, *losses* the times that the connections ended.
    """

    def __init__(self, url: str) -> None:
        """Prepare to connect to *url*; raises SettingsError if it is no address of a Redis."""
        self.dropped = 0
        self.losses = 0
        self._connection, self._place = reading(url)
        self._takes: dict[bytes, list[Callable[[bytes], None]]] = {}
        self._tells: list[Callable[[], None]] = []
        self._is_up = False
        self._up_at = math.inf
        self._queue: deque[bytes] = deque()
        self._queue_bytes = 0
        self._has_queue = asyncio.Event()
        self._is_full = asyncio.Event()
        self._is_loss_told = False

    @property
    def is_up(self) -> bool:
        """Tell whether both connections are there, as far as anybody knows."""
        return self._is_up

    def publish(self, channel: str, message: bytes, /) -> None:
        """Send *message*, together with all others of this turn of the loop; drop it if there is no connection."""
        if not self._is_up:
            self.dropped += 1
            return
        name = channel.encode()
        self._put(PUBLISH % (len(name), name, len(message), message))

    def listen(self, channel: str, take: Callable[[bytes], None], /) -> None:
        """Give each message of *channel* to *take*; said before `run`."""
        self._takes.setdefault(channel.encode(), []).append(take)

    def on_gap(self, tell: Callable[[], None], /) -> None:
        """Call *tell* whenever Redis is connected (anew) and all channels are listened to."""
        self._tells.append(tell)

    async def run(self) -> None:
        """Connect, and again after a short pause whenever the connection ends, until cancelled."""
        now = asyncio.get_running_loop().time
        pauses = Pauses(least_s=PAUSE_LEAST_S, most_s=PAUSE_MOST_S, calm_s=PAUSE_MOST_S)
        while True:
            self._up_at = math.inf
            try:
                await self._serve()
            except (RedisError, OSError, Unresponsive) as error:
                self._tell_loss(error)
            pause_s = pauses.after(lasted_s=now() - self._up_at)
            await asyncio.sleep(pause_s * random.uniform(0.5, 1))  # noqa: S311  # so that not all come at once

    async def _serve(self) -> None:
        """Connect and carry messages; raises what ended that."""
        inbox, outbox = _Line(self._connection()), _Line(self._connection())
        try:
            async with asyncio.timeout(ANSWER_S):
                await self._open(outbox.connection)
                await self._open(inbox.connection, *self._takes)
            self._come_up()
            await _first_of(
                _read(inbox, self._take),
                _read(outbox, lambda _: None),
                self._write(outbox.connection),
                self._ping(inbox, outbox),
                self._overflow(),
            )
        finally:
            self._go_down()
            for line in (inbox, outbox):
                await line.connection.disconnect(nowait=True)

    async def _open(self, connection: AnyConnection, *channels: bytes) -> None:
        """Connect and listen to *channels*; only an answer shows that Redis does more than to be there."""
        await connection.connect()
        await connection.send_packed_command(PING)
        await connection.read_response()
        if channels:
            await connection.send_command("SUBSCRIBE", *channels)
        for _ in channels:  # All by one command, so that the answers come in a row.
            await connection.read_response()

    def _come_up(self) -> None:
        self._is_up, self._up_at = True, asyncio.get_running_loop().time()
        self._is_loss_told = False
        logger.info("connected to Redis at %s", self._place)
        for tell in self._tells:
            try:
                tell()
            except Exception:  # one that fails hurts itself alone
                logger.exception("what is told of a gap failed")

    def _go_down(self) -> None:
        self.losses += self._up_at < math.inf
        self.dropped += sum(packed is not PING for packed in self._queue)
        self._is_up = False
        self._queue.clear()
        self._queue_bytes = 0
        self._has_queue.clear()
        self._is_full.clear()

    def _take(self, said: object) -> None:
        """Hand on what Redis *said*, if it is a message; to a ping it says something shorter."""
        match said:
            case [b"message", bytes(channel), bytes(message)]:
                for take in self._takes[channel]:
                    try:
                        take(message)
                    except Exception:  # the same
                        logger.exception("a message of %s was not taken", channel.decode())

    def _put(self, packed: bytes) -> None:
        self._queue.append(packed)
        self._queue_bytes += len(packed)
        self._has_queue.set()
        if self._queue_bytes > QUEUE_BYTES_MOST:
            self._is_up = False
            self._is_full.set()

    async def _overflow(self) -> None:
        await self._is_full.wait()
        raise Unresponsive(f"it takes nothing, and {self._queue_bytes:,} bytes wait")

    async def _write(self, connection: AnyConnection) -> None:
        """Write what was published, a turn of the loop at a time; the pipeline has no transaction."""
        while True:
            await self._has_queue.wait()
            self._has_queue.clear()
            while self._queue:
                written, written_bytes = [], 0
                while self._queue and written_bytes < WRITE_BYTES:
                    written.append(self._queue.popleft())
                    written_bytes += len(written[-1])
                await connection.send_packed_command(b"".join(written))
                self._queue_bytes -= written_bytes

    async def _ping(self, inbox: _Line, outbox: _Line) -> None:
        """Raise Unresponsive once a connection is silent. It counts pings: a loop that stood still has not waited."""
        while True:
            await asyncio.sleep(PING_S)
            for line in (inbox, outbox):
                if line.unanswered >= PINGS_UNANSWERED_MOST:
                    raise Unresponsive(f"it did not answer {line.unanswered} pings")
                line.unanswered += 1
            self._put(PING)
            await inbox.connection.send_packed_command(PING)

    def _tell_loss(self, error: Exception) -> None:
        """Log the first of a row of failures."""
        level = logging.DEBUG if self._is_loss_told else logging.WARNING
        self._is_loss_told = True
        logger.log(level, "no connection to Redis at %s (%s); trying again", self._place, _reason(error))


async def _first_of(*works: Coroutine[Any, Any, None]) -> None:
    """Work at all until one fails, and raise its error.

    Not by a TaskGroup: before Python 3.13, one whose task fails while it is cancelled forgets that it was cancelled."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in ended:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _read(line: _Line, take: Callable[[object], None]) -> None:
    """Give *take* all that comes by *line*, in slices of time."""
    now = asyncio.get_running_loop().time
    began = now()
    while True:
        said = await line.connection.read_response()
        line.unanswered = 0
        take(said)
        if now() - began > SLICE_S:
            await asyncio.sleep(0)
            began = now()


def reading(url: str) -> tuple[Callable[[], AnyConnection], str]:
    """Read *url*: give what makes a connection, and the place that it names, without its password."""
    try:
        options = _options(url)
        make = partial(options.pop("connection_class", Connection), **options | OURS)
        make()
    except (ValueError, TypeError, RedisError):
        # Without the error's own text, which may have a part of the password.
        raise SettingsError(
            f"{variable('redis_url')} is not allowed: it must be redis:// or rediss:// and a host, or unix:// and a"
            " path; in a password, signs like @ : / ? # are percent-encoded."
        ) from None
    return make, options.get("path") or f"{options['host']}:{options.get('port', 6379)}"


def _options(url: str) -> dict[str, Any]:
    """Take *url* apart; raises ValueError for one that names no place, or where a password has torn it apart."""
    parts = urlsplit(url)
    options: dict[str, Any] = {**parse_url(url)}
    if "@" in parts.path + parts.query + parts.fragment or not options.keys() & {"host", "path"}:
        raise ValueError
    return options


def _reason(error: BaseException) -> str:
    """Say what *error* was, but nothing that Redis said: it may quote what it was sent, the password too."""
    if isinstance(error, TimeoutError):
        return "no answer"
    error = error.__cause__ or error.__context__ or error
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) if isinstance(error, Unresponsive) else type(error).__name__
