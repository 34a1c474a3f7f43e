"""Seats: connections, players and who watches what."""

import pytest

from clickgame.errors import UnknownBoard, UnknownPlayer
from clickgame.live.presence import Presence
from tests.fakes import FakeWire


def test_tabs_of_a_player_are_one_online() -> None:
    presence = Presence()
    presence.sit("1", "ann", FakeWire())
    presence.sit("2", "ann", FakeWire())
    presence.sit("3", "bob", FakeWire())
    assert presence.online == 2
    assert len(presence.seats()) == 3
    assert len(presence.seats("ann")) == 2
    presence.rise("1")
    assert presence.online == 2
    presence.rise("2")
    presence.rise("2")
    assert presence.online == 1
    assert not presence.seats("ann")


def test_a_connection_that_sits_down_again_has_one_seat() -> None:
    presence = Presence()
    presence.sit("1", "ann", FakeWire())
    seat = presence.sit("1", "bob", FakeWire())
    assert presence.online == 1
    assert presence.seat("1") is seat
    assert presence.find("1") is seat


def test_a_seat_watches_one_board_at_a_time() -> None:
    presence = Presence()
    wire = FakeWire()
    seat = presence.sit("1", "ann", wire)
    assert wire.seat is seat
    presence.watch(seat, "live")
    presence.watch(seat, "best")
    assert (list(presence.watchers("live")), list(presence.watchers("best"))) == ([], [seat])
    with pytest.raises(UnknownBoard):
        presence.watch(seat, "worst")
    assert seat.board == "best"
    presence.rise("1")
    assert not presence.watchers("best")
    assert wire.seat is None


def test_nobody_without_a_seat_is_known() -> None:
    with pytest.raises(UnknownPlayer):
        Presence().seat("1")
    assert Presence().find("1") is None


def test_a_page_id_cannot_break_out_of_the_bytes_that_are_compared() -> None:
    presence = Presence()
    seat = presence.sit("1", "ann", FakeWire())
    presence.introduce(seat, 'a"b\\c')
    assert seat.page_tail == b',"page":"a\\"b\\\\c"}'
