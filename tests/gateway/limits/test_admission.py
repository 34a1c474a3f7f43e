"""Connections and new players are counted by address, in bounded memory, and a school stands behind one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.errors import AddressMisbehaves, ServerFull, TooManyConnections, TooManyNewcomers
from clickgame.gateway.limits.admission import ADDRESS, SCOPE, TOLD_AT_ONCE, Admission, address_in
from clickgame.settings import Settings
from tests.fakes import FakeClock

SCHOOL = 300


def admission(clock: FakeClock | None = None, *, room: int = 1_000_000, **settings: Any) -> Admission:
    """Make one with *settings*, for a system with *room*."""
    return Admission(Settings(**settings), room=room, clock=clock or FakeClock())


def test_a_school_behind_one_address_comes_in_at_once_with_new_players() -> None:
    door = admission()
    for _ in range(SCHOOL):
        door.enter("school")
        door.begin("school")
    with pytest.raises(TooManyConnections):
        door.enter("school")
    door.enter("elsewhere")


def test_a_school_that_was_cut_off_is_back_at_once() -> None:
    door = admission()
    for _ in range(2):
        for _ in range(SCHOOL):
            door.enter("school")
        for _ in range(SCHOOL):
            door.leave("school")


def test_whoever_connects_again_and_again_is_refused() -> None:
    clock = FakeClock()
    door = admission(clock, connections_each=2, connects_per_s=1)
    for _ in range(4):
        door.enter("a")
        door.leave("a")
    with pytest.raises(TooManyConnections):
        door.enter("a")
    clock.now += 1.0
    door.enter("a")


@pytest.mark.parametrize(("most", "room"), [(3, 100), (100, 3)])
def test_a_server_is_full_when_it_has_all_that_are_set_or_that_there_is_room_for(most: int, room: int) -> None:
    door = admission(connections_most=most, room=room)
    for number in range(3):
        door.enter(str(number))
    with pytest.raises(ServerFull):
        door.enter("3")
    door.leave("1")
    door.enter("3")


def test_new_players_come_back_with_the_hours() -> None:
    clock = FakeClock()
    door = admission(clock, newcomers_per_h=2)
    door.begin("a")
    door.begin("a")
    with pytest.raises(TooManyNewcomers):
        door.begin("a")
    door.begin("b")
    clock.now += 1_801.0
    door.begin("a")


def test_a_million_networks_are_not_remembered() -> None:
    door = admission(connection_addresses=50)
    for number in range(2_000):
        door.enter(f"2001:db8:{number:x}::/64")
        door.leave(f"2001:db8:{number:x}::/64")
        door.begin(f"2001:db8:{number:x}::/64")
    assert door.remembered <= 2 * 51


@given(st.lists(st.tuples(st.booleans(), st.sampled_from("abc")), max_size=80))
def test_what_is_counted_is_what_is_open(steps: list[tuple[bool, str]]) -> None:
    door = admission(connections_each=5, connections_most=9)
    inside: list[str] = []
    came = dict.fromkeys("abc", 0)
    for is_coming, address in steps:
        if is_coming:
            try:
                door.enter(address)
            except (ServerFull, TooManyConnections):
                assert len(inside) == 9 or inside.count(address) == 5 or came[address] == 10
            else:
                inside.append(address)
                came[address] += 1
        elif address in inside:
            inside.remove(address)
            door.leave(address)
        assert door.count == len(inside) <= 9
        assert all(inside.count(each) <= 5 for each in inside)


def test_the_address_is_in_the_environ_of_either_kind_of_socket() -> None:
    assert address_in({ADDRESS: "1.2.3.4"}) == "1.2.3.4"
    assert address_in({SCOPE: {"client": ("2001:db8::1", 5)}}) == "2001:db8::/64"
    assert address_in({}) == address_in(None) == ""


def test_an_address_whose_connections_are_hung_up_on_again_and_again_brings_no_new_ones_for_a_while() -> None:
    clock = FakeClock()
    door = admission(clock, offences_per_min=30)
    door.enter("a")
    for _ in range(29):
        door.offend("a")
    assert not door.is_shunned("a")
    door.enter("a")
    door.offend("a")
    assert door.is_shunned("a")
    with pytest.raises(AddressMisbehaves):
        door.enter("a")
    door.leave("a")
    assert door.count == 1, "those that are open stay"
    door.enter("b")
    clock.now += 2.1
    door.enter("a")


def test_a_thousand_offences_are_paid_for_as_thirty_are() -> None:
    clock = FakeClock()
    door = admission(clock, offences_per_min=30)
    for _ in range(1_000):
        door.offend("a")
    clock.now += 2.1
    door.enter("a")


def test_an_address_that_is_not_let_in_is_told_why_some_times_and_then_turned_away_unheard() -> None:
    clock = FakeClock()
    door = admission(clock, offences_per_min=30)
    assert not any(door.turns_away(address) for address in "ab" for _ in range(1_000))
    for _ in range(30):
        door.offend("a")
    door.bans.add("b", for_s=1_000.0)
    for address in "ab":
        assert [door.turns_away(address) for _ in range(TOLD_AT_ONCE + 1)] == [False] * TOLD_AT_ONCE + [True]
    assert not door.turns_away("c")
    clock.now += 1.0
    assert [door.turns_away("a") for _ in range(6)] == [False] * 5 + [True]
    clock.now += 60.0
    assert not any(door.turns_away("a") for _ in range(1_000)), "it is let in again"
