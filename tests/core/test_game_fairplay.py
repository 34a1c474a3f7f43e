"""A mark and the boards of its arena: who is marked is on none of them, and is as before when that is over."""

from clickgame.core.fairplay.batches import Batch
from clickgame.core.game import Game
from clickgame.core.rules import Rules

T0 = 1_000_000.0
EVEN = Batch([1_003 + 97 * number for number in range(75)])


def game_of(*players: str) -> Game:
    """Give a game in which *players* have pressed ten times each."""
    game = Game(Rules(), now=T0)
    for player in players:
        game.join(player=player, key=player, handle=player.title(), now=T0)
        game.hear(player, arena="classic", page="one", presses=10, is_resume=True, age_s=60, now=T0)
    return game


def ranks(game: Game, player: str) -> set[int]:
    """Give the ranks that *player* has on the boards of the first arena."""
    game.settle()
    return {
        game.arena("classic").boards.rank(board, player)
        for board in ("live", "top", "today", "week", "all", "best")
        if board in game.arena("classic").boards
    }


def mark(game: Game, player: str, arena: str) -> None:
    """Have *player* marked."""
    for _ in range(3):
        game.fairplay.hear((player, arena), EVEN, presses=10, now=T0)


def test_who_is_marked_is_on_no_board_until_that_is_over() -> None:
    game = game_of("ann", "bob")
    before = ranks(game, "bob")
    mark(game, "ann", "classic")
    assert ranks(game, "ann") == {0}
    assert ranks(game, "bob") == {1}
    assert game.arena("classic").scores["ann"].score == 10
    assert game.fairplay.lift(("ann", "classic"))
    assert ranks(game, "bob") == before
    assert 0 not in ranks(game, "ann")


def test_a_mark_where_nobody_has_played_leaves_the_boards_alone() -> None:
    game = game_of("ann")
    mark(game, "ann", "nowhere")
    mark(game, "carol", "classic")
    assert 0 not in ranks(game, "ann")
    assert game.arena("classic").boards.left_out == set()
