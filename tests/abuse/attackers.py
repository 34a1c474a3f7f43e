"""Abusive sockets of every kind, in a process of their own: each kind does one thing that no page does, without end.

Each attacker comes from an address of its own of 127.0.0.0/8, or shares one, as a stranger with a few machines would.
"""

import asyncio
import contextlib
import json
import multiprocessing
import os
import random
import time
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable, Collection
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from clickgame.gateway.reflex.channels import BOARD, HYDRATE, IDENTITY, NAMESPACE, RENAME, WATCH

HOSTS = 8  # addresses that the attackers share
BACK_S = 0.5  # after which one who was thrown out is back
PATIENCE_S = 30.0


def event(name: str, **payload: object) -> str:
    """Write an event as a page does."""
    data = {"name": name, "payload": payload, "router_data": {"pathname": "/", "asPath": "/"}}
    return f"42{NAMESPACE},{json.dumps(['event', data], separators=(',', ':'))}"


async def again(socket: ClientConnection, message: Callable[[], str], *, every_s: float) -> None:
    """Become a player, and send *message* for ever, reading what comes."""
    await socket.send(f"40{NAMESPACE},{json.dumps({'event': {'name': HYDRATE, 'payload': {}}})}")

    async def read() -> None:
        async for _ in socket:
            pass

    async with asyncio.TaskGroup() as group:
        group.create_task(read())
        while True:
            await socket.send(message())
            await asyncio.sleep(every_s)


async def come_and_go(socket: ClientConnection) -> None:
    """Hang up, to connect again."""
    await socket.close()


async def send_junk(socket: ClientConnection) -> None:
    """Send what is no event, at length."""
    await again(socket, lambda: f'42{NAMESPACE},["event",{"[" * random.randrange(5_000)}', every_s=0.05)


async def rename(socket: ClientConnection) -> None:
    """Take another handle all the time."""
    await again(
        socket, lambda: event(IDENTITY.event(RENAME), form={"handle": f"A {uuid.uuid4().hex[:12]}"}), every_s=0.05
    )


async def watch(socket: ClientConnection) -> None:
    """Turn to another board all the time."""
    await again(socket, lambda: event(BOARD.event(WATCH), board=random.choice(("live", "best"))), every_s=0.02)


async def hydrate(socket: ClientConnection) -> None:
    """Load the page all the time."""
    await again(socket, lambda: event(HYDRATE), every_s=0.05)


async def read_nothing(socket: ClientConnection) -> None:
    """Ask for boards, and never read one."""
    socket.transport.pause_reading()
    await socket.send(f"40{NAMESPACE},{json.dumps({'event': {'name': HYDRATE, 'payload': {}}})}")
    while True:
        await socket.send(event(BOARD.event(WATCH), board=random.choice(("live", "best"))))
        await asyncio.sleep(0.05)


async def stay_silent(socket: ClientConnection) -> None:
    """Never say what the page wants."""
    async for _ in socket:
        pass


KINDS: tuple[Callable[[ClientConnection], Awaitable[None]], ...] = (
    come_and_go,
    send_junk,
    rename,
    watch,
    hydrate,
    read_nothing,
    stay_silent,
)


async def attack(port: int, number: int, seen: Counter[str]) -> None:
    """Be attacker *number* until cancelled."""
    kind = KINDS[number % len(KINDS)]
    host = f"127.9.{number % HOSTS}.1"
    while True:
        url = f"ws://127.0.0.1:{port}/_event/?EIO=4&transport=websocket&token={uuid.uuid4()}"
        try:
            async with connect(
                url, local_addr=(host, 0), compression=None, max_size=None, ping_interval=None
            ) as socket:
                seen["let in"] += 1
                await kind(socket)
        except* (OSError, WebSocketException, EOFError) as group:
            for error in group.exceptions:
                seen[type(error).__name__] += 1
        seen[f"gone: {kind.__name__}"] += 1
        await asyncio.sleep(BACK_S)


class Attackers:
    """So many attackers of the server at *port*, from `__enter__` to `__exit__`; `seen` tells what became of them."""

    def __init__(self, port: int, *, size: int, cores: Collection[int]) -> None:
        """Prepare them, to run on *cores*."""
        ours, theirs = multiprocessing.get_context("spawn").Pipe()
        self.seen: Counter[str] = Counter()
        self._line = ours
        self._process = multiprocessing.get_context("spawn").Process(
            target=_run, args=(theirs, port, size, cores), daemon=True
        )

    def __enter__(self) -> Self:
        """Begin, once each has come for the first time."""
        self._process.start()
        assert self._line.poll(PATIENCE_S), "the attackers did not begin"
        self._line.recv()
        return self

    def __exit__(self, *_: object) -> None:
        """End."""
        with contextlib.suppress(OSError, EOFError):
            self._line.send("end")
            if self._line.poll(PATIENCE_S):
                self.seen = self._line.recv()
        self._process.kill()
        self._process.join()


def _run(line: Any, port: int, size: int, cores: Collection[int]) -> None:  # the type of a pipe's end is one of two
    """Attack with what the honest pages leave of *cores*: attackers have machines of their own."""
    os.sched_setaffinity(0, cores)
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    asyncio.run(_attack(line, port, size))


async def _attack(line: Any, port: int, size: int) -> None:  # the same
    seen: Counter[str] = Counter()
    tasks = [asyncio.create_task(attack(port, number, seen)) for number in range(size)]
    began = time.monotonic()
    while seen.total() < size and time.monotonic() - began < PATIENCE_S / 2:  # noqa: ASYNC110  # counted by many
        await asyncio.sleep(0.05)
    line.send("begun")
    await asyncio.to_thread(line.recv)
    line.send(seen)
    for task in tasks:
        task.cancel()
