"""Seats: connections, players and who watches what."""

import pytest

from clickgame.contract.errors import UnknownBoard, UnknownPlayer
from clickgame.gateway.clients import Presence
from tests.fakes import FakeWire


def test_tabs_of_a_player_are_one_online() -> None:
    presence = Presence()
    presence.sit("1", "ann", FakeWire())
    presence.sit("2", "ann", FakeWire())
    presence.sit("3", "bob", FakeWire())
    assert presence.online == 2
    assert len(presence.clients()) == 3
    assert len(presence.clients("ann")) == 2
    presence.rise("1")
    assert presence.online == 2
    presence.rise("2")
    presence.rise("2")
    assert presence.online == 1
    assert not presence.clients("ann")


def test_a_connection_that_sits_down_again_has_one_client() -> None:
    presence = Presence()
    presence.sit("1", "ann", FakeWire())
    client = presence.sit("1", "bob", FakeWire())
    assert presence.online == 1
    assert presence.client("1") is client
    assert presence.find("1") is client


def test_a_seat_watches_one_board_at_a_time() -> None:
    presence = Presence()
    wire = FakeWire()
    client = presence.sit("1", "ann", wire)
    assert wire.client is client
    presence.watch(client, "live")
    presence.watch(client, "best")
    assert (list(presence.watchers("live")), list(presence.watchers("best"))) == ([], [client])
    with pytest.raises(UnknownBoard):
        presence.watch(client, "worst")
    assert client.board == "best"
    presence.rise("1")
    assert not presence.watchers("best")
    assert wire.client is None


def test_nobody_without_a_seat_is_known() -> None:
    with pytest.raises(UnknownPlayer):
        Presence().client("1")
    assert Presence().find("1") is None


def test_a_page_id_cannot_break_out_of_the_bytes_that_are_compared() -> None:
    presence = Presence()
    client = presence.sit("1", "ann", FakeWire())
    presence.introduce(client, 'a"b\\c')
    assert client.page_tail == b',"page":"a\\"b\\\\c"}'
