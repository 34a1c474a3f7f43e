"""What an engine knows of a gateway: when it heard what it says, and who is there."""

from typing import Any

import pytest

from clickgame.contract import wire
from clickgame.contract.presence import Move
from clickgame.core.presence import Crowd
from clickgame.engine.gateways import CREEP, Gateway


class Told:
    """A link that keeps who is there in all, as an engine does for several gateways."""

    def __init__(self) -> None:
        """Start with nobody."""
        self.players: list[str] = []
        self.crowd = Crowd()

    def present(self, *, joined: list[str], left: list[str]) -> None:
        """Take note."""
        self.players += joined
        for player in left:
            self.players.remove(player)

    def attend(self, moves: list[Move]) -> None:
        """Take note."""
        for player, _, pages, seen in moves:
            self.crowd.move(player, pages=pages, seen=seen)


@pytest.fixture
def link() -> Any:
    """Give a link."""
    return Told()


def gateway() -> Gateway:
    """Make one."""
    return Gateway("clickgame:gateway:one")


def test_what_was_long_on_its_way_was_heard_when_the_gateway_says() -> None:
    one = gateway()
    assert one.heard_as_of(5.0, now=1_000.0) == 1_000.0
    assert one.heard_as_of(6.0, now=1_006.0) == pytest.approx(1_001.0, abs=6 * CREEP)
    assert one.heard_as_of(11.0, now=1_006.0) == pytest.approx(1_006.0, abs=6 * CREEP)


def test_nothing_was_heard_in_the_future() -> None:
    one = gateway()
    one.heard_as_of(5.0, now=1_000.0)
    assert one.heard_as_of(7.0, now=1_001.0) == 1_001.0
    assert one.heard_as_of(8.0, now=1_002.0) == 1_002.0


def test_a_clock_that_goes_slower_is_followed() -> None:
    one = gateway()
    for second in range(1_001):
        at = one.heard_as_of(5.0 + second * (1 - CREEP / 2), now=1_000.0 + second)
    assert at == pytest.approx(2_000.0, abs=0.01)  # pyright: ignore[reportPossiblyUnboundVariable]  # it is bound


def test_a_census_makes_good_whatever_was_missed(link: Any) -> None:
    one = gateway()
    one.present(link, joined=["ann", "bob"], left=[])
    one.attend(link, [Move("ann", "classic", 1, 1), Move("bob", "classic", 1, 0)])
    one.has_missed = True
    one.take_census(link, ["bob", "cid"], [Move("bob", "classic", 2, 1), Move("cid", "classic", 1, 1)])
    assert not one.has_missed
    assert sorted(link.players) == ["bob", "cid"]
    assert (len(link.crowd), link.crowd.is_seeing("bob"), "ann" in link.crowd) == (2, True, False)
    one.take_census(link, ["bob", "cid"], [Move("bob", "classic", 2, 1), Move("cid", "classic", 1, 1)])
    assert sorted(link.players) == ["bob", "cid"]
    assert link.crowd._players["bob"].pages == 2


def test_coming_twice_is_once_and_leaving_twice_too(link: Any) -> None:
    one = gateway()
    for _ in range(2):
        one.present(link, joined=["ann", "ann"], left=[])
    assert link.players == ["ann"]
    for _ in range(2):
        one.present(link, joined=[], left=["ann"])
    assert link.players == []


def test_a_page_of_which_only_the_leaving_was_heard_takes_no_other_one_along(link: Any) -> None:
    """It came while nobody was heard, and the same player has a page at another gateway."""
    one, other = gateway(), gateway()
    one.attend(link, [Move("ann", "classic", 1, 1)])
    other.attend(link, [Move("ann", "classic", -1, -1)])
    assert "ann" in link.crowd
    assert other.moves == {}
    other.take_census(link, [], [])
    assert "ann" in link.crowd
    assert link.crowd.is_seeing("ann")


def test_a_gateway_that_is_gone_takes_its_own_along_and_no_others(link: Any) -> None:
    one, other = gateway(), gateway()
    for each in (one, other):
        each.take_census(link, ["ann"], [Move("ann", "classic", 1, 1)])
    one.empty(link)
    assert link.players == ["ann"]
    assert "ann" in link.crowd
    assert one.has_missed
    assert (one.players, one.moves) == ({}, {})


def test_answers_are_kept_until_nobody_asks_again() -> None:
    one = gateway()
    for number in (4, 7, 5):
        one.once[number] = wire.Answer(number, wire.encoded(None))
    one.settle(4)
    assert set(one.once) == {4, 7, 5}
    one.settle(6)
    assert set(one.once) == {7, 5}, "what came late stays a little longer"
    one.settle(8)
    assert not one.once
