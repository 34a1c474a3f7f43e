"""Readers of the API beside a thousand players: what a request takes, and that presses don't feel it."""

import asyncio
import itertools
import json
import time
from collections.abc import AsyncGenerator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from clickgame.core.arenas import BOARDS_SHOWN
from tests.load.samples import MS_PER_S, Figures, percentile
from tests.load.stage import Scale, Stage, staged
from tests.load.target import pinned

PLAYERS = 1_000
PRESSES_PER_S = 2_000
REQUESTS_PER_S = 100
READERS = 20  # addresses: each keeps to what the settings let one ask for
STREAMS = 20
ARENA = "/api/v1/arenas/classic"


@dataclass(slots=True)
class Readings:
    """What the readers found: delays (s) from when a request was due, and what came of it."""

    delays: list[float] = field(default_factory=list[float])
    errors: int = 0
    size: int = 0
    events: int = 0


def api(scale: Scale) -> dict[str, Figures]:
    """Have 1,000 press 2,000 times a second, first alone, then beside 100 requests a second and 20 streams."""
    sockets, rate = scale.sockets(PLAYERS), scale.rate(PRESSES_PER_S)
    with staged(scale, tick_hz=4) as stage:
        stage.fill(sockets)
        rows = {"alone": stage.play("alone", rate=rate, active=sockets)}
        rows["beside readers"] = beside_readers(stage, rate=rate, active=sockets)
        return rows


def beside_readers(stage: Stage, *, rate: float, active: int) -> Figures:
    """Play while readers ask, and give the row with what they found."""
    scale = stage.scale
    readings = Readings()
    with ThreadPoolExecutor(1) as thread, pinned(scale.cores.load):
        seconds = scale.warm_s + scale.measure_s
        reading = thread.submit(asyncio.run, read(stage.target.port, readings, seconds=seconds))
        row = stage.play("beside readers", rate=rate, active=active)
        reading.result()
    delays = sorted(delay * MS_PER_S for delay in readings.delays)
    row.errors += readings.errors
    row.extra |= {
        "requests/s": len(delays) / seconds,
        "request P50, ms": percentile(delays, 0.5),
        "request P95, ms": percentile(delays, 0.95),
        "request P99, ms": percentile(delays, 0.99),
        "KB an answer": readings.size / max(1, len(delays)) / 1000,
        "events/s a stream": readings.events / STREAMS / seconds,
    }
    stage.tell("beside readers", row)
    return row


async def read(port: int, readings: Readings, *, seconds: float) -> None:
    """Ask the server at *port* for *seconds*."""
    async with connected(port, 0) as first:
        board = json.loads(await first.get(f"{ARENA}/boards/{BOARDS_SHOWN[0]}"))
    players = [row["player"] for row in board["rows"]]
    end = time.monotonic() + seconds
    async with asyncio.TaskGroup() as group:
        for number in range(STREAMS):
            group.create_task(follow(port, number, readings, until=end))
        for number in range(READERS):
            group.create_task(ask(port, number, readings, paths_of(players, number), until=end))


def paths_of(players: Sequence[str], number: int) -> Iterator[str]:
    """Give what the reader of that *number* asks for, over and over."""
    boards = [f"{ARENA}/boards/{board}" for board in BOARDS_SHOWN]
    paths = [*boards, f"{boards[0]}?limit=10", "/api/v1/arenas", "/api/v1/presence"]
    for player in players[number : number + 1]:
        paths += [f"{boards[-1]}/players/{player}", f"/api/v1/players/{player}"]
    return itertools.islice(itertools.cycle(paths), number, None)


async def ask(port: int, number: int, readings: Readings, paths: Iterator[str], *, until: float) -> None:
    """Ask at even times, and measure from when a request was due: a slow answer is felt by those that wait for it."""
    each_s = READERS / REQUESTS_PER_S
    due = time.monotonic() + each_s * number / READERS
    async with connected(port, number) as reader:
        while due < until:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            try:
                readings.size += len(await reader.get(next(paths)))
            except (OSError, EOFError, ValueError):
                readings.errors += 1
            readings.delays.append(time.monotonic() - due)
            due += each_s


async def follow(port: int, number: int, readings: Readings, *, until: float) -> None:
    """Keep a stream open."""
    async with connected(port, number) as reader:
        reader.send(f"{ARENA}/boards/{BOARDS_SHOWN[0]}/events")
        with suppress(TimeoutError):
            async with asyncio.timeout(until - time.monotonic()):
                while line := await reader.lines.readline():
                    readings.events += line == b"event: board\n"


class Reader:
    """A connection to the API."""

    def __init__(self, lines: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take over a connection."""
        self.lines = lines
        self.writer = writer

    def send(self, path: str) -> None:
        """Ask for *path*."""
        self.writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())

    async def get(self, path: str) -> bytes:
        """Give what is at *path*. Raises ValueError if it is anything but the answer."""
        self.send(path)
        head = (await self.lines.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.partition("content-length: ")[2].partition("\r\n")[0])
        body = await self.lines.readexactly(length)
        if not head.startswith("http/1.1 200 "):
            raise ValueError(head)
        return body


@asynccontextmanager
async def connected(port: int, number: int) -> AsyncGenerator[Reader]:
    """Connect from the address of that *number*."""
    ours = (f"127.0.99.{1 + number}", 0)
    lines, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=ours, limit=1 << 20)
    try:
        yield Reader(lines, writer)
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
