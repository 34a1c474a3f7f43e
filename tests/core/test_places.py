"""Arenas that players open: of the kinds there are, so many and no more, and gone when nobody uses them."""

import pytest

from clickgame.contract.errors import ArenasFull, TitleInvalid, TooManyArenas, UnknownArena, UnknownPlayer
from clickgame.contract.naming import TitleReserved, TitleRude
from clickgame.core.game import Game
from clickgame.core.openings import Opening
from clickgame.core.places import SHUT_S
from clickgame.core.rules import Rules
from tests.core.games import T0, game_of
from tests.core.words import rude_words

DAY_S = 24 * 3600.0


def opened(game: Game, name: str = "x", *, owner: str = "ann", kind: str = "sprint", at: float = T0) -> Opening:
    """Open an arena."""
    return game.open_arena(Opening(name, kind, "  My  place ", owner, at))


def play(game: Game, arena: str, presses: int, *, now: float) -> None:
    """Have ann press in an arena, as a page load of its own."""
    game.hear("ann", arena=arena, page=f"{arena} {now}", presses=presses, age_s=60, is_resume=True, now=now)


def closed(game: Game, now: float) -> list[str]:
    """Close what nobody uses, and nobody is in."""
    return game.close_arenas(now, is_empty=lambda _: True)


def test_who_follows_a_journal_knows_when_an_arena_was_used() -> None:
    """A follower that takes over closes no arena in which somebody has pressed."""
    game, follower = game_of("ann"), game_of("ann")
    follower.put_opening(opened(game))
    play(game, "x", 5, now=T0 + 20 * DAY_S)
    follower.put_score(game.arenas["x"].scores["ann"])
    assert closed(follower, T0 + 45 * DAY_S) == []


def test_an_arena_is_played_ranked_and_saved_like_any_other() -> None:
    game = game_of("ann")
    game.turn(3)
    assert opened(game).title == "My place"
    play(game, "x", 7, now=T0 + 1)
    game.settle()
    assert [row.score for row in game.rows("x", "top", count=9)] == [7]
    assert [game.places.kind(name)[1] for name in ("x", "classic")] == ["My place", "Classic"]
    again = Game(game.rules, game.state(), now=T0 + 2)
    assert again.arenas["x"].scores["ann"].total == game.total == 7
    assert list(again.records()) == list(game.records())
    assert game.arenas["x"].boards.day == 3


def test_what_cannot_be_opened_is_refused_and_nothing_is_there() -> None:
    game = game_of("ann")
    for owner, kind, title, refusal in (
        ("eve", "sprint", "Mine", UnknownPlayer),
        ("ann", "nowhere", "Mine", UnknownArena),
        ("ann", ["sprint"], "Mine", UnknownArena),
        ("ann", "sprint", "<b>", TitleInvalid),
        ("ann", "sprint", None, TitleInvalid),
        ("ann", "sprint", "Official arena", TitleReserved),
        ("ann", "sprint", rude_words("en")[0], TitleRude),
    ):
        with pytest.raises(refusal):
            game.open_arena(Opening("x", kind, title, owner, T0))  # pyright: ignore[reportArgumentType]  # a stranger's
    assert "x" not in game.arenas
    with pytest.raises(UnknownArena):
        game.places.kind("x")


def test_a_title_on_record_stays_whatever_it_is() -> None:
    game = game_of("ann")
    word = rude_words("en")[0]
    game.places.put(Opening("x", "sprint", word, "ann", T0))
    assert Game(game.rules, game.state(), now=T0 + 2).places.kind("x")[1] == word


def test_there_are_so_many_and_no_more() -> None:
    game = game_of("ann", "bob", rules=Rules(arenas_each=2, arenas_kept=3))
    opened(game, "a")
    opened(game, "b")
    with pytest.raises(TooManyArenas):
        opened(game, "c")
    opened(game, "c", owner="bob")
    with pytest.raises(ArenasFull):
        opened(game, "d", owner="bob")
    game.close_arena("a")
    game.close_arena("a")
    opened(game, "d", owner="bob")
    assert [opening.name for opening in game.places.openings.of("bob")] == ["c", "d"]


def test_one_that_nobody_uses_closes_with_all_that_happened_there() -> None:
    game = game_of("ann", rules=Rules(arena_age_s=30 * DAY_S))
    opened(game, "a")
    opened(game, "b")
    play(game, "a", 5, now=T0 + DAY_S)
    game.turn(9)
    assert {season.arena for season in game.closed.all()} == {"a"}
    assert [game.places.is_shut(name, T0 + 30 * DAY_S) for name in ("a", "b", "classic")] == [False, True, False]
    assert closed(game, T0 + 30 * DAY_S) == []
    assert closed(game, T0 + 30 * DAY_S + SHUT_S) == ["b"]
    again = Game(game.rules, game.state(), now=T0 + 30 * DAY_S)
    assert again.close_arenas(T0 + 32 * DAY_S, is_empty=lambda _: False) == []
    assert closed(again, T0 + 31 * DAY_S + SHUT_S) == ["a"]
    assert "a" not in again.arenas
    assert (again.total, list(again.closed.all())) == (0, [])
    assert [days.by_day() for days in again.roster.days_over] == [{0: 5}]
    with pytest.raises(UnknownArena):
        play(again, "a", 9, now=T0 + 32 * DAY_S)


def test_the_arenas_of_the_table_never_close() -> None:
    game = game_of("ann")
    game.close_arena("classic")
    assert closed(game, T0 + 1e9) == []
    assert "classic" in game.arenas
    game.put_opening(Opening("x", "sprint", "Mine", "ann", T0))
    arena = game.arenas["x"]
    game.put_opening(Opening("x", "sprint", "Ours", "ann", T0))
    assert game.arenas["x"] is arena
