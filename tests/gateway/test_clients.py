"""Clients: connections, players and who watches what."""

import pytest

from clickgame.contract.errors import UnknownPlayer
from clickgame.gateway.clients import TAILS_KEPT, Client, Clients
from tests.fakes import FakeWire


def client(sid: str, player: str) -> Client:
    """Make a client with a wire of its own."""
    return Client(sid, player, FakeWire(), "classic")


def test_the_first_and_the_last_tab_of_a_player_are_told_apart() -> None:
    clients = Clients()
    first, second, other = client("1", "ann"), client("2", "ann"), client("3", "bob")
    assert [clients.join(each) for each in (first, second, other)] == [True, False, True]
    assert len(clients.all()) == 3
    assert len(clients.of("ann")) == 2
    assert [clients.leave(each) for each in (first, second)] == [False, True]
    assert list(clients.all()) == [other]
    assert not clients.of("ann")
    assert first.has_left


def test_a_client_watches_one_board_at_a_time() -> None:
    clients = Clients()
    wire = FakeWire()
    ann = Client("1", "ann", wire, "classic")
    clients.join(ann)
    assert wire.client is ann
    clients.watch(ann, "live")
    clients.watch(ann, "best")
    assert (list(clients.watchers("classic", "live")), list(clients.watchers("classic", "best"))) == ([], [ann])
    assert ann.board == "best"
    clients.leave(ann)
    assert not clients.watchers("classic", "best")
    assert wire.client is None


def test_nobody_who_has_not_joined_is_known() -> None:
    clients = Clients()
    with pytest.raises(UnknownPlayer):
        clients.get("1")
    assert clients.find("1") is None


def test_a_page_id_cannot_break_out_of_the_bytes_that_are_compared() -> None:
    ann = client("1", "ann")
    ann.introduce('a"b\\c')
    assert ann.page_tail == b',"page":"a\\"b\\\\c"}'


def test_what_may_follow_a_page_id_is_remembered_for_a_few_ways_only() -> None:
    ann = client("1", "ann")
    for kind in range(20):
        ann.learn(b"%d" % kind)
    assert ann.tails == tuple(b"%d" % kind for kind in range(20 - TAILS_KEPT, 20))
