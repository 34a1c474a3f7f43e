"""The feed within the game: as many entries as the rules keep, and none about anybody who is forgotten."""

from clickgame.core.feed import Entry
from clickgame.core.game import Game
from clickgame.core.rules import Rules
from clickgame.core.state import ENTRY
from tests.core.games import T0, game_of


def test_a_game_starts_with_the_newest_entries_of_its_records() -> None:
    game = game_of("ann", "bob")
    for number in range(1, 6):
        game.put_entry(Entry(number, T0, "best", "ann"))
    game.put_reaction(5, "bob", "wow")
    game.put_reaction(5, "nobody", "wow")
    state = game.state()
    assert [change.record for change in game.records() if change.kind == ENTRY] == list(state.feed.entries.values())
    again = Game(Rules(feed_kept=2), state, now=T0)
    assert list(again.feed.entries) == [4, 5]
    assert again.feed.entries[5].reactions == {"bob": "wow"}


def test_a_guest_who_is_forgotten_leaves_the_feed() -> None:
    game = game_of("ann", "bob")
    game.put_entry(Entry(1, T0, "best", "ann"))
    game.put_entry(Entry(2, T0, "best", "bob", reactions={"ann": "wow"}))
    game.forget("ann")
    assert list(game.feed.entries) == [2]
    assert game.feed.entries[2].reactions == {}
