"""The blows that a fleet has to take, in one table: each strikes at once, and returns when all are well again."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from random import Random
from typing import NamedTuple

from tests.chaos.crew import Crew
from tests.e2e.fleet import Role

DOWN_S = (0.0, 0.0, 0.5, 2.0)  # until what was killed is started again
STOPPED_S = (0.5, 6.0)


async def kill_gateway(crew: Crew, rng: Random) -> None:
    """Kill a gateway; its pages go to the other one."""
    await _kill(crew, rng.choice(crew.fleet.gateways), rng)


async def kill_engine(crew: Crew, rng: Random) -> None:
    """Kill the engine; it comes back to stand by."""
    await _kill(crew, await asyncio.to_thread(crew.fleet.owner), rng)


async def kill_standby(crew: Crew, rng: Random) -> None:
    """Kill whoever stands by."""
    await _kill(crew, await _standby(crew), rng)


async def kill_redis(crew: Crew, rng: Random) -> None:
    """Kill Redis, and start another one in its place."""
    await asyncio.to_thread(crew.fleet.redis.kill)
    await asyncio.sleep(rng.uniform(0.0, STOPPED_S[1]))
    await asyncio.to_thread(crew.fleet.redis.start)


async def stop_gateway(crew: Crew, rng: Random) -> None:
    """Have a gateway stand still for a while."""
    await _pause(rng.choice(crew.fleet.gateways), rng)


async def stop_engine(crew: Crew, rng: Random) -> None:
    """Have the engine stand still for a while; whoever stands by may end it."""
    await _pause(await asyncio.to_thread(crew.fleet.owner), rng)


async def stop_standby(crew: Crew, rng: Random) -> None:
    """Have whoever stands by stand still for a while."""
    await _pause(await _standby(crew), rng)


async def stop_redis(crew: Crew, rng: Random) -> None:
    """Have Redis stand still for a while."""
    crew.fleet.redis.pause()
    await asyncio.sleep(rng.uniform(*STOPPED_S))
    crew.fleet.redis.resume()


async def roll_gateways(crew: Crew, _rng: Random) -> None:
    """Restart the gateways in turn, in peace."""
    for role in crew.fleet.gateways:
        await crew.end(role, signal.SIGTERM)
        await crew.start(role)


async def roll_engine(crew: Crew, _rng: Random) -> None:
    """Restart the engine in peace; whoever stands by goes on."""
    role = await asyncio.to_thread(crew.fleet.owner)
    await crew.end(role, signal.SIGTERM)
    await crew.start(role)


class Blow(NamedTuple):
    """A blow: what it is called, what else must not be struck meanwhile, and how it is struck.

    One that *is_outage* leaves all players without answers for a moment.
    """

    kind: str
    group: str
    strike: Callable[[Crew, Random], Awaitable[None]]
    is_outage: bool = False


BLOWS = (
    Blow("kill gateway", "gateway", kill_gateway),
    Blow("kill engine", "owner", kill_engine, is_outage=True),
    Blow("kill standby", "owner", kill_standby),
    Blow("kill Redis", "redis", kill_redis, is_outage=True),
    Blow("stop gateway", "gateway", stop_gateway),
    Blow("stop engine", "owner", stop_engine, is_outage=True),
    Blow("stop standby", "owner", stop_standby),
    Blow("stop Redis", "redis", stop_redis, is_outage=True),
    Blow("restart gateways", "gateway", roll_gateways),
    Blow("restart engine", "owner", roll_engine, is_outage=True),
)


def schedule(rng: Random, count: int) -> list[Blow]:
    """Give so many blows in no order, each kind as often as the others; the last is an outage."""
    last = rng.choice([blow for blow in BLOWS if blow.is_outage])
    rounds = [rng.sample(BLOWS, len(BLOWS)) for _ in range(count // len(BLOWS) + 1)]
    return [*[blow for each in rounds for blow in each][: count - 1], last]


async def _kill(crew: Crew, role: Role, rng: Random) -> None:
    await crew.end(role, signal.SIGKILL)
    await asyncio.sleep(rng.choice(DOWN_S))
    await crew.start(role)


async def _pause(role: Role, rng: Random) -> None:
    """Stop *role* for a while; one that was ended meanwhile is started again by whoever looks after the crew."""
    role.send(signal.SIGSTOP)
    await asyncio.sleep(rng.uniform(*STOPPED_S))
    role.send(signal.SIGCONT)


async def _standby(crew: Crew) -> Role:
    owner = await asyncio.to_thread(crew.fleet.owner)
    return next(role for role in crew.fleet.owners if role is not owner)
