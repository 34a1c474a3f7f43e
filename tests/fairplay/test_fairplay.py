"""What fair play promises, over traces from a generator; `python -m tests.fairplay` prints all of them."""

import random

import pytest

from tests.fairplay.bots import BOTS
from tests.fairplay.networks import LIARS, NETWORKS, through, truly
from tests.fairplay.report import SOON, by_network, table, watched
from tests.fairplay.traces import PEOPLE, PRESSES, TIMERS, page_times

EACH = 60


@pytest.mark.parametrize("who", PEOPLE)
def test_no_person_is_noticed(who: str) -> None:
    """By whichever technique, and by whichever clock."""
    for timer, timer_ms in TIMERS.items():
        for number in range(3):
            seed = f"test/{who}/{timer}/{number}"
            noticed = watched(PEOPLE[who], seed=seed, timer_ms=timer_ms, presses=PRESSES)
            assert noticed.after == 0, f"{noticed.signs} of {seed}"


def _found(who: str, *, presses: int, timer_ms: float = 1.0) -> float:
    """Tell which share of bots is noticed within so many presses."""
    found = [watched(BOTS[who], seed=f"test/{number}", timer_ms=timer_ms, presses=presses) for number in range(EACH)]
    return sum(noticed.after > 0 for noticed in found) / EACH


@pytest.mark.parametrize(
    ("who", "presses", "least"),
    [("fixed", SOON, 0.98), ("very fast", SOON, 1.0), ("uniform", PRESSES, 0.8), ("replayed", PRESSES, 0.8)],
)
def test_bots_are_noticed(who: str, presses: int, least: float) -> None:
    assert _found(who, presses=presses) >= least


def test_a_fixed_beat_is_noticed_through_the_clock_of_a_touch_screen() -> None:
    assert _found("fixed", presses=PRESSES, timer_ms=TIMERS["16.7 ms"]) > 0.9


def test_whoever_takes_the_trouble_is_not_noticed() -> None:
    """What statistics cannot tell from people is said to be so: the figures in the docs are honest."""
    assert _found("humanised", presses=SOON) < 0.05


def test_traces_are_what_they_say() -> None:
    """A seed gives the same again; times never go back; each technique has its own speed."""
    for make in (PEOPLE | BOTS).values():
        one, again = (page_times(make(rng), timer_ms=8, presses=300, rng=rng) for rng in map(random.Random, (1, 1)))
        assert one == again == sorted(one)
    speeds = {who: 300 / (_person(who)[-1] - _person(who)[0]) * 1_000 for who in PEOPLE}
    assert speeds["switch access"] < 3 < speeds["one finger"] < 9 < speeds["drumming"] < 25


def _person(who: str) -> list[int]:
    rng = random.Random(3)
    return page_times(PEOPLE[who](rng), timer_ms=1, presses=300, rng=rng)


def test_the_report_has_everybody() -> None:
    rows = [(name, timer) for name, timer, noticed in table(each=1, bots=1, presses=SOON) if len(noticed) == 1]
    assert rows == [(name, timer) for name in PEOPLE | BOTS for timer in TIMERS]
    rows = [(name, way) for name, way, noticed in by_network(each=1, liars=1, presses=SOON) if noticed]
    assert {name for name, _ in rows} == {"people", *LIARS}
    assert {way for _, way in rows} == {*NETWORKS}


@pytest.mark.parametrize("network", NETWORKS)
def test_no_person_is_noticed_for_a_bad_network(network: str) -> None:
    """A thousand of them in all, by every technique."""
    for who, make in PEOPLE.items():
        for number in range(11):
            seed = f"{number}/{who}/{network}"
            noticed = through(network, lambda rng, make=make: truly(make(rng)), seed=seed, presses=900)
            assert noticed == (0, ()), f"{noticed} of {seed}"


@pytest.mark.parametrize(("who", "soon"), [("invented slower", 0.9), ("invented", 0.1), ("stretched", 0.0)])
def test_whoever_lies_about_times_is_noticed(who: str, soon: float) -> None:
    found = [through("good", LIARS[who], seed=f"test/{number}", presses=PRESSES) for number in range(30)]
    assert {signs for _, signs in found} <= {("awry",), ()}
    assert sum(after > 0 for after, _ in found) >= 29
    assert sum(0 < after <= SOON for after, _ in found) >= soon * 30
