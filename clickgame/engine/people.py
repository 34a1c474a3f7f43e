"""Who is in one arena, put into words for the pages: how many, how many of them play, and a screenful of them by name.

It is asked for once a second. Where everybody can be shown, everybody is, at once. In a crowd names are most of the
bytes, and there is always somebody else to show: those who are shown change once in a while then, and what each of them
does is told every time. The cost is in the players who play, not in those who are here.
"""

import math
from collections.abc import Container, Iterable, Mapping

from clickgame.contract.presence import AWAY, GONE, PLAYING, WATCHING, Move, People
from clickgame.core.players import Player
from clickgame.core.presence import Crowd

SHOWN_MOST = 24
KEPT_S = 5.0  # for which those who are shown of a crowd stay,
GONE_MOST = 6  # unless more of them than so many have left


class Gathering:
    """The people of one arena."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._crowd = Crowd()
        self._shown: list[str] = []
        self._chosen_at = -math.inf

    def __len__(self) -> int:
        """Count them."""
        return len(self._crowd)

    def move(self, move: Move) -> None:
        """Take note of page loads that have come, gone, or changed."""
        self._crowd.move(move.player, pages=move.pages, seen=move.seen)

    def people(
        self,
        pressed: Iterable[str],
        players: Mapping[str, Player],
        *,
        now: float,
        hidden: Container[str] = (),
    ) -> People:
        """Say who is here, when *pressed* have done so lately, and all players there are stand in *players*.

        Those who are *hidden* are counted, and not named.
        """
        crowd = self._crowd
        playing = crowd.playing(pressed)
        if self._is_due(now):
            self._shown = crowd.choose(playing, most=SHOWN_MOST)
            self._chosen_at = now
        # Who is hidden, renamed or forgotten meanwhile is so at once.
        self._shown = [player for player in self._shown if player in players and player not in hidden]
        who = ",".join(f"{player}:{players[player].handle}" for player in self._shown)
        states = "".join(PLAYING if player in playing else self._state(player) for player in self._shown)
        return People(who, f"{len(crowd)},{len(playing)},{states}")

    def _is_due(self, now: float) -> bool:
        gone = sum(player not in self._crowd for player in self._shown)
        return len(self._crowd) <= SHOWN_MOST or now - self._chosen_at >= KEPT_S or gone > GONE_MOST

    def _state(self, player: str) -> str:
        if self._crowd.is_seeing(player):
            return WATCHING
        return AWAY if player in self._crowd else GONE
