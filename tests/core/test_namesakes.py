"""Whose handle is whose, for those who were there at a start and those who come later."""

from clickgame.core.namesakes import Namesakes
from clickgame.core.players import Player

HANDLES = ("Corn", "Paypal", "\N{CYRILLIC CAPITAL LETTER O}tter", "Burning Wheel")
PLAYERS = {handle: Player(id=handle, key=handle, handle=handle) for handle in HANDLES}


def test_who_was_there_at_a_start_keeps_the_handle() -> None:
    namesakes = Namesakes(PLAYERS)
    namesakes.sort(PLAYERS.values())
    for handle in ("corn", "Com", "Pavpal", "P aypa1", "0tter", "Otter", "BURNING WHEEL"):
        is_like = handle != "Com"  # one that many know is what it is
        assert namesakes.is_taken(handle, by_other_than="") is is_like, handle


def test_of_a_family_only_those_who_are_too_alike_are_in_the_way() -> None:
    namesakes = Namesakes(PLAYERS)
    namesakes.sort([PLAYERS["Corn"]])
    assert not namesakes.is_taken("On", by_other_than="")
    assert namesakes.is_taken("Corn", by_other_than="")
    assert not namesakes.is_taken("Corn", by_other_than="Corn")


def test_what_is_given_up_is_free() -> None:
    namesakes = Namesakes(PLAYERS)
    namesakes.sort([PLAYERS["Corn"]])
    namesakes.take(PLAYERS["Paypal"])
    for handle in ("Corn", "Paypal"):
        namesakes.free(PLAYERS[handle])
        assert not namesakes.is_taken(handle, by_other_than="")


def test_of_many_who_are_of_one_family_each_keeps_the_handle() -> None:
    """Whatever alphabet and shape the handles have that were kept."""
    handles = ("Corn", "On", "Rom", "Coin", "C\N{CYRILLIC SMALL LETTER O}in", "Co\nin", "Otter")
    players = {handle: Player(id=handle, key=handle, handle=handle) for handle in handles}
    namesakes = Namesakes(players)
    namesakes.sort(players.values())
    for handle in handles:
        assert namesakes.is_taken(handle, by_other_than=""), handle
    assert not namesakes.is_taken("Con", by_other_than="")


def test_nobody_was_there_at_the_first_start() -> None:
    namesakes = Namesakes({})
    namesakes.sort(())
    assert not namesakes.is_taken("Corn", by_other_than="")
