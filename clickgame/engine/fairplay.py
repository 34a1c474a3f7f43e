"""Fair play at the engine: batches of times are judged, players are told, and whoever follows a beat is let in again.

Nothing here is on the way of a press, and nothing of it is put on record.
"""

import random
from collections.abc import Callable

from clickgame.contract.doubts import NoMark, NoTriesLeft
from clickgame.contract.fairplay import MarkRead
from clickgame.core.fairplay import beats
from clickgame.core.fairplay.batches import Batch, checked
from clickgame.core.fairplay.marks import Mark, Place
from clickgame.core.fairplay.signs import BY_KEY
from clickgame.core.fairplay.watch import BIN_MS
from clickgame.core.game import Game

CHECKS_MOST = 1_000
"""So many may follow a beat at a time; the oldest begins again."""

EARLY_S = 2.0
"""So much earlier than the last beat an answer may come: some see none of the last few."""

MS = 1_000


class FairPlay:
    """Asks the rules of *game*, at the time that *clock* tells (s); *rng* makes up beats."""

    def __init__(self, game: Game, *, clock: Callable[[], float], rng: random.Random) -> None:
        """Start with nobody."""
        self._game = game
        self._clock = clock
        self._rng = rng
        self._beats: dict[Place, tuple[float, tuple[int, ...]]] = {}

    def measure(self, player: str, arena: str, times: object) -> bool:
        """Take *times* of presses of a run that goes on; tell whether the player is off the boards from now on.

        Raises UnknownArena, and TimesInvalid for what are no times.
        """
        known = checked(times)
        score = self._game.arena(arena).scores.get(player)
        if score is None or not score.score:
            return False
        batch = Batch(known)
        mark = self._game.fairplay.hear((player, arena), batch, presses=score.score, now=self._clock())
        return mark is not None

    def marks(self, player: str) -> list[MarkRead]:
        """List why *player* is off the boards of arenas."""
        return [self._read(mark) for mark in self._game.fairplay.of(player)]

    def review(self, most: int) -> list[MarkRead]:
        """List the *most* newest marks, the last first."""
        return [self._read(mark) for mark in self._game.fairplay.newest(most)]

    def lift(self, player: str, arena: str) -> bool:
        """Let *player* onto the boards of *arena* again; tell whether there was anything to lift."""
        return self._game.fairplay.lift((player, arena))

    def begin_check(self, player: str, arena: str) -> tuple[int, ...]:
        """Give a beat (times in ms) to follow, and take one of the tries. Raises NoMark and NoTriesLeft."""
        place = player, arena
        mark = self._mark(place)
        if not mark.tries:
            raise NoTriesLeft
        mark.tries -= 1
        self._beats.pop(place, None)
        composed = beats.compose(self._rng)
        self._beats[place] = self._clock(), composed
        if len(self._beats) > CHECKS_MOST:
            del self._beats[next(iter(self._beats))]
        return composed

    def follow(self, player: str, arena: str, times: object) -> bool:
        """Tell whether presses at *times* followed the beat that was given last; if so, the mark is lifted.

        Raises TimesInvalid, and NoMark where there is no mark or no beat. A beat is good for one answer.
        """
        known = checked(times)
        place = player, arena
        self._mark(place)
        given = self._beats.pop(place, None)
        if given is None:
            raise NoMark
        given_at, composed = given
        if self._clock() - given_at < composed[-1] / MS - EARLY_S or not beats.is_followed(composed, known):
            return False
        return self._game.fairplay.lift(place)

    def _mark(self, place: Place) -> Mark:
        mark = self._game.fairplay.marks.get(place)
        if mark is None:
            raise NoMark
        return mark

    def _read(self, mark: Mark) -> MarkRead:
        game = self._game
        return MarkRead(
            mark.player,
            game.player(mark.player).handle,
            mark.arena,
            game.places.kind(mark.arena)[1],
            mark.at,
            mark.signs,
            tuple(BY_KEY[sign].text for sign in mark.signs),
            tuple(mark.bins),
            BIN_MS,
            mark.presses,
            mark.tries,
        )
