"""A server without sockets for browsers, for tests: it owns a data folder or stands by, and answers on a Unix socket.

    python -m tests.launch.owner FOLDER engine|standby [name=value …]     # replicate=yes: by a Redis

A line asks, as JSON, and a line answers once the journal has it: ["arrive", token] gives the player's id, and
["hear", player, page, presses, acked, age_s, is_resume] what was acknowledged, and the total; after ["hang"] nothing is
answered any more. Each line of its output says, in words, what it has become, and when.
"""

import asyncio
import contextlib
import json
import logging
import signal
import sys
import time
from dataclasses import fields
from pathlib import Path
from typing import Any

from clickgame.contract.calls import Count
from clickgame.contract.facts import Outcome
from clickgame.engine.engine import Engine
from clickgame.engine.jobs import JOBS, Job
from clickgame.launch.replication import Replication, log_of
from clickgame.launch.standby import hand_over, open_store, owning, stand_by
from clickgame.settings import Settings
from persistence.errors import DiskTrouble

SOCKET = "owner.socket"
NEEDED = frozenset(("sweep", "save", "sync"))


def say(line: str) -> None:
    """Say what has come about, and when."""
    sys.stdout.write(f"{line} {time.monotonic():.4f}\n")
    sys.stdout.flush()


def settings_of(folder: Path, words: list[str]) -> Settings:
    """Give the settings of *words*, each a name and a number."""
    kinds: dict[str, Any] = {spec.name: spec.type for spec in fields(Settings)}
    given = dict(word.split("=") for word in words)
    return Settings(data_dir=folder, **{name: kinds[name](value) for name, value in given.items()})


async def main(folder: Path, role: str, *words: str) -> None:
    """Own *folder*, or wait until it is ours; serve until SIGTERM."""
    settings, stop = settings_of(folder, list(words)), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    logging.basicConfig(level="INFO", format="%(message)s", stream=sys.stdout)
    say(f"{role} begins")
    shares = (
        Replication(settings, log_of(settings), stands_by=role == "standby") if settings.replicate == "yes" else None
    )
    async with contextlib.AsyncExitStack() as stack:
        if shares:
            await stack.enter_async_context(shares.open())
        await own(settings, stop, role, shares)
    say("left")


async def own(settings: Settings, stop: asyncio.Event, role: str, shares: Replication | None) -> None:
    """Own the folder of the settings as soon as it is ours."""
    if role == "standby" or shares:
        waiting = asyncio.create_task(shares.find(settings) if shares else stand_by(settings))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait((waiting, stopping), return_when=asyncio.FIRST_COMPLETED)
        if stop.is_set():
            waiting.cancel()
            await asyncio.wait((waiting,))
            return
        store = await waiting
        stopping.cancel()
    else:
        store = open_store(settings)
    say("locked")
    engine, folder = Engine(settings, gate=shares.sender.hold if shares else None), settings.data_dir
    await engine.open(store, refused_by=DiskTrouble)
    if shares:
        shares.serve(engine)
    async with owning(folder):
        socket = folder / SOCKET
        socket.unlink(missing_ok=True)
        server = await asyncio.start_unix_server(lambda reader, writer: serve(engine, reader, writer), socket)
        say("serves")
        jobs = [asyncio.create_task(again(job, engine)) for job in JOBS if job.name in NEEDED]
        await stop.wait()
        for job in jobs:
            job.cancel()
        server.close()
        await hand_over(engine, is_stood_by_elsewhere=shares is not None and shares.sender.is_stood_by)


async def again(job: Job, engine: Engine) -> None:
    """Run a job as often as the settings say."""
    while True:
        await asyncio.sleep(job.every_s(engine.settings))
        with contextlib.suppress(DiskTrouble):
            await job.run(engine)


async def serve(engine: Engine, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer what is asked."""
    with contextlib.suppress(ConnectionError):
        while line := await reader.readline():
            what, *asked = json.loads(line)
            if what == "hang":
                time.sleep(60)  # noqa: ASYNC251  # that is what it is to hang
            answer: object
            if what == "arrive":
                answer = engine.arrive(asked[0], is_new=True).player
            else:
                player, page, presses, acked, age_s, is_resume = asked
                (outcome,) = engine.hear([Count(player, "classic", page, presses, acked, age_s, is_resume)])
                score = engine.game.arenas["classic"].scores.get(player)
                is_heard = isinstance(outcome, Outcome)
                answer = [outcome.acked, score.total if score else 0] if is_heard else str(outcome)
            await engine.commit.written()
            writer.write(json.dumps(answer).encode() + b"\n")
    writer.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), *sys.argv[2:]))
