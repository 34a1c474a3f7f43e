"""A game in which each player is in all that there is to be in."""

from clickgame.contract.learning import Study
from clickgame.contract.seasons import ClosedSeason, SeasonRow
from clickgame.core.days import PastDays
from clickgame.core.feed import Entry
from clickgame.core.game import Game
from clickgame.core.moderation import Deed, Report
from clickgame.core.openings import Opening
from clickgame.core.periods import DAY_S
from clickgame.core.runs import Run
from tests.core.games import T0, game_of, judged, press

TODAY = int(T0 // DAY_S)
NAMES = ("ann", "bob", "eve")


def of_a_game() -> Game:
    """Give a game in which each of three is in all that there is to be in, and ann is before the others."""
    game = game_of(*NAMES)
    game.turn(TODAY)
    for place, name in enumerate(NAMES):
        press(game, name, 30 - place, now=T0 + 1)
        ahead = "ann" if place else ""
        game.put_run(Run(f"run {name}", name, "classic", T0, 4, 30 - place, 2, "2 2", place + 1, ahead, 1))
        game.put_past_days(PastDays.of(name, [0, 12]))
        game.put_study(Study(name, "button", 1, 2, T0, T0 + 1, T0 + 1, "code"))
        game.open_arena(Opening(f"arena {place}", "sprint", f"{name}'s own", name, T0))
    game.put_closed(ClosedSeason("classic", "week", 1, 3, 87, tuple(SeasonRow(n, f"The {n}", 9) for n in NAMES)))
    game.put_closed(ClosedSeason("classic", "day", 7, 1, 9, (SeasonRow("ann", "The ann", 9),)))
    game.feed.put(Entry(1, T0, "best", "ann", "classic"))
    game.feed.put(Entry(2, T0, "overtook", "bob", "classic", other="ann"))
    game.feed.put(Entry(3, T0, "best", "eve", "classic", reactions={"ann": "wow", "bob": "heart"}))
    game.put_moderated(Deed(1, T0, "kim", "hide", "ann", "name", undone_by=2))
    game.put_moderated(Report(1, "eve", "player", "bob", "name", T0))
    game.put_moderated(Report(2, "bob", "player", "ann", "name", T0))
    judged(game)
    game.turn(TODAY + 1)
    judged(game)
    game.roster.pressed_on.clear()
    game.roster.days_over.clear()
    return game
