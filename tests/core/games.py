"""A game with players, and what their page loads say to it."""

from clickgame.contract.facts import Outcome
from clickgame.core.game import Game
from clickgame.core.judging import Reached
from clickgame.core.rules import Rules

T0 = 10_000.0


def game_of(*names: str, rules: Rules | None = None) -> Game:
    """Start a game with a page load "page" for each of the players *names*."""
    game = Game(rules or Rules(), now=T0)
    for name in names:
        game.join(player=name, key=f"key of {name}", handle=f"The {name}", now=T0)
        game.hear(name, arena="classic", page="page", presses=0, is_resume=True, now=T0)
    return game


def press(game: Game, player: str, presses: int, *, now: float) -> Outcome:
    """Tell the count of a player's page load."""
    return game.hear(player, arena="classic", page="page", presses=presses, now=now)


def judged(game: Game) -> Reached:
    """Judge everybody, and give what has been reached."""
    for arena in game.arenas.values():
        game.judge(arena, most=len(arena.boards.settled))
    return game.reached()
