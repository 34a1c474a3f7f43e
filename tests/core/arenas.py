"""An arena with players, and what their page loads say to it."""

from collections.abc import Sequence
from typing import Any

from clickgame.contract.facts import Outcome
from clickgame.core.arena import Arena
from clickgame.core.arenas import BOARDS_SHOWN
from clickgame.core.roster import Roster
from clickgame.core.rules import Rules

T0 = 10_000.0


def arena_of(
    *names: str,
    rules: Rules | None = None,
    roster: Roster | None = None,
    name: str = "classic",
    boards: Sequence[str] = BOARDS_SHOWN,
) -> Arena:
    """Start an arena with a page load "page" for each of the players *names*."""
    rules = rules or Rules()
    roster = roster or Roster(rules, now=T0)
    arena = Arena(name, "ever", rules, boards=boards, roster=roster, runs_ended=[], rolled=[])
    for player in names:
        if player not in roster.players:
            roster.join(player=player, key=f"key of {player}", handle=f"The {player}", now=T0)
        introduce(arena, player)
    return arena


def introduce(
    arena: Arena, player: str = "ann", *, page: object = "page", presses: object = 0, now: float = T0, **said: Any
) -> Outcome:
    """Have a page load introduce itself."""
    acked, age_s = said.get("acked", 0), said.get("age_s", 0.0)
    return arena.hear(player, page=page, presses=presses, acked=acked, age_s=age_s, is_resume=True, now=now)


def press(arena: Arena, player: str, presses: object, *, now: float, page: object = "page") -> Outcome:
    """Tell a page load's count."""
    return arena.hear(player, page=page, presses=presses, acked=0, age_s=0.0, is_resume=False, now=now)
