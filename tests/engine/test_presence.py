"""A player is here for as long as any gateway says so."""

from clickgame.engine.presence import Presence


def test_a_player_at_two_gateways_is_here_until_both_say_otherwise() -> None:
    presence = Presence()
    assert presence.join(["ann", "bob"]) == ["ann", "bob"]
    assert presence.join(["ann"]) == []
    assert presence.online == 2
    assert presence.leave(["ann", "bob"]) == ["bob"]
    assert presence.leave(["ann"]) == ["ann"]
    assert presence.online == 0


def test_who_was_not_here_cannot_leave() -> None:
    presence = Presence()
    presence.leave(["nobody"])
    assert presence.online == 0
