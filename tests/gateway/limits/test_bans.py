"""An address is kept out for a time, and no more of them are remembered than may be."""

import math

from clickgame.gateway.limits.bans import Bans
from tests.fakes import FakeClock


def test_an_address_is_kept_out_until_its_time_is_over() -> None:
    clock = FakeClock()
    bans = Bans(most=9, clock=clock)
    bans.add("10.0.0.1", for_s=60)
    bans.add("10.0.0.2", for_s=math.inf)
    assert "10.0.0.1" in bans
    assert "10.0.0.3" not in bans
    clock.move(60)
    assert "10.0.0.1" not in bans
    assert "10.0.0.2" in bans
    assert len(bans) == 1


def test_a_ban_is_lifted() -> None:
    bans = Bans(most=9, clock=FakeClock())
    bans.add("10.0.0.1", for_s=60)
    for _ in range(2):
        bans.lift("10.0.0.1")
    assert "10.0.0.1" not in bans


def test_the_oldest_is_let_in_when_there_are_too_many() -> None:
    bans = Bans(most=2, clock=FakeClock())
    for address in "abac":
        bans.add(address, for_s=60)
    assert [address in bans for address in "abc"] == [True, False, True]
    assert len(bans) == 2
