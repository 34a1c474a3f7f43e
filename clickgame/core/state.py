"""The game as records: what is saved, what the journal says has changed, and what a game is started from.

A record has a kind. Whoever changes the game notes which records have changed (`Change`); whoever keeps it writes them
down and puts them back, into a `State` or into a running game: both are a `Records`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from clickgame.core.players import Player
from clickgame.core.scores import Page, Score, ScoreKey

PLAYER, SCORE, HEARD, FORGOTTEN = "player", "score", "heard", "forgotten"
"""The kinds: a player as such; a score with its whole ledger; a score's numbers, with one page load's entry if *page*
names one; and a player who is no more, with all scores."""


class Change(NamedTuple):
    """A record that has changed: the newest of it is what counts, however often it has.

    *record* is a Player for PLAYER, a Score for SCORE and HEARD, and the player's id for FORGOTTEN.
    """

    kind: str
    record: Player | Score | str
    page: str = ""


class Records(Protocol):
    """Where records are put: later ones replace earlier ones, so that a record put twice does no harm."""

    def put_player(self, player: Player) -> None:
        """Take in *player*, new or changed."""
        ...

    def put_score(self, score: Score) -> None:
        """Take in *score* with its ledger. Raises KeyError when there is no such player."""
        ...

    def put_heard(self, score: Score, page: str, entry: Page | None) -> None:
        """Take the numbers of *score*, and *entry* into the ledger. Raises KeyError when there is no such player."""
        ...

    def forget(self, player: str) -> None:
        """Drop *player* and all scores, if there."""
        ...


@dataclass(slots=True)
class State:
    """All records of a game, at rest: players by id, and each player's scores."""

    players: dict[str, Player] = field(default_factory=dict[str, Player])
    scores: dict[str, dict[ScoreKey, Score]] = field(default_factory=dict[str, dict[ScoreKey, Score]])

    def put_player(self, player: Player) -> None:
        """Take in *player*, new or changed."""
        self.players[player.id] = player

    def put_score(self, score: Score) -> None:
        """Take in *score* with its ledger. Raises KeyError when there is no such player."""
        self._of(score)[score.key] = score

    def put_heard(self, score: Score, page: str, entry: Page | None) -> None:
        """Take the numbers of *score*, and *entry* into the ledger. Raises KeyError when there is no such player."""
        scores = self._of(score)
        old = scores.get(score.key)
        if old is not None:
            score.pages = old.pages
        if entry is not None:
            score.pages[page] = entry
        scores[score.key] = score

    def forget(self, player: str) -> None:
        """Drop *player* and all scores, if there."""
        self.players.pop(player, None)
        self.scores.pop(player, None)

    def changes(self) -> Iterator[Change]:
        """Give all records; see `everything`."""
        return everything(self.players.values(), (score for of in self.scores.values() for score in of.values()))

    def _of(self, score: Score) -> dict[ScoreKey, Score]:
        player = score.key.player
        if player not in self.players:
            raise KeyError(player)
        return self.scores.setdefault(player, {})


def everything(players: Iterable[Player], scores: Iterable[Score]) -> Iterator[Change]:
    """Give all records in the shape of changes, the players before the scores.

    Both are listed when the first is read, so that there is no score without its player; from then on records may come,
    go and change, as when they are read in slices: each is given as it is when its turn comes.
    """
    listed = list(players), list(scores)
    for player in listed[0]:
        yield Change(PLAYER, player)
    for score in listed[1]:
        yield Change(SCORE, score)
