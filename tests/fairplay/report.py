"""How often the watch notices people, and how soon programs: the figures that the promises of fair play are about."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from clickgame.contract.fairplay import TIMES_AT_ONCE as SIZE
from clickgame.core.fairplay.arrivals import Arrival
from clickgame.core.fairplay.batches import Batch
from clickgame.core.fairplay.watch import Watch
from tests.fairplay.bots import BOTS
from tests.fairplay.networks import LIARS, NETWORKS, through, truly
from tests.fairplay.traces import PEOPLE, PRESSES, TIMERS, page_times

SOON = 450
UNTOLD = Arrival(0.0, "", 0.0)
"""When presses arrived, where that is not looked at."""

ROUGH = ("good", "flaps")
"""The networks by which programs lie."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """After how many presses somebody was noticed (0: never), and for which signs."""

    after: int
    signs: tuple[str, ...]


def watched(make: Callable[[random.Random], Iterator[float]], *, seed: str, timer_ms: float, presses: int) -> Noticed:
    """Watch whoever *make* makes of *seed* for so many *presses*, told as a page tells them."""
    rng = random.Random(seed)
    times = page_times(make(rng), timer_ms=timer_ms, presses=presses, rng=rng)
    watch = Watch()
    for start in range(0, presses, SIZE):
        watch.hear(Batch(tuple(times[start : start + SIZE])), UNTOLD)
        if watch.signs:
            return Noticed(start + SIZE, watch.signs)
    return Noticed(0, ())


def table(*, each: int, bots: int, presses: int = PRESSES, seed: str = "") -> Iterator[tuple[str, str, list[Noticed]]]:
    """Give for all people and then all bots, and each timer, what came of *each* traces, or as many as *bots*."""
    for name, make in (PEOPLE | BOTS).items():
        for timer, timer_ms in TIMERS.items():
            yield (
                name,
                timer,
                [
                    watched(make, seed=f"{seed}/{name}/{timer}/{number}", timer_ms=timer_ms, presses=presses)
                    for number in range(each if name in PEOPLE else bots)
                ],
            )


def by_network(
    *, each: int, liars: int, presses: int = PRESSES, seed: str = ""
) -> Iterator[tuple[str, str, list[Noticed]]]:
    """Give what came of *each* traces of every technique by each network, and then of so many of all *liars*."""
    for network in NETWORKS:
        people = [(who, number) for who in PEOPLE for number in range(each)]
        yield "people", network, [_person(who, network, f"{seed}/{number}", presses) for who, number in people]
    for name, make in LIARS.items():
        for network in ROUGH:
            seeds = [f"{seed}/{name}/{network}/{number}" for number in range(liars)]
            yield name, network, [Noticed(*through(network, make, seed=one, presses=presses)) for one in seeds]


def _person(who: str, network: str, seed: str, presses: int) -> Noticed:
    return Noticed(
        *through(network, lambda rng: truly(PEOPLE[who](rng)), seed=f"{seed}/{who}/{network}", presses=presses)
    )
