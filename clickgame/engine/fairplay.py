"""Fair play at the engine: batches of times are judged, players are told, and whoever follows a beat is let in again.

Nothing here is on the way of a press. Who is taken off boards, and is let in again, is put on record as a deed.
"""

import asyncio
import random
from collections.abc import Callable
from itertools import islice

from clickgame.contract.doubts import NoMark
from clickgame.contract.fairplay import MarkRead
from clickgame.contract.moderation import MARK
from clickgame.core import deeds, input_kinds
from clickgame.core.deeds import Done
from clickgame.core.fairplay import beats
from clickgame.core.fairplay.arrivals import Arrival
from clickgame.core.fairplay.batches import Batch, checked
from clickgame.core.fairplay.marks import Place, Seen
from clickgame.core.fairplay.signs import BY_KEY
from clickgame.core.fairplay.watch import BIN_MS
from clickgame.core.game import Game
from clickgame.core.moderation import Deed
from clickgame.engine.commit import Commit

CHECKS_MOST = 1_000
"""So many may follow a beat at a time; the oldest begins again."""

EARLY_S = 2.0
"""So much earlier than the last beat an answer may come: some see none of the last few."""

MS = 1_000


class FairPlay:
    """Asks the rules of *game*, at the time that *clock* tells (s), and notes with *commit*; *rng* makes up beats.

    *changed* is set when boards are to be looked at again.
    """

    def __init__(
        self, game: Game, commit: Commit, changed: asyncio.Event, *, clock: Callable[[], float], rng: random.Random
    ) -> None:
        """Start with nobody."""
        self._game = game
        self._commit = commit
        self._changed = changed
        self._clock = clock
        self._rng = rng
        self._beats: dict[Place, tuple[float, tuple[int, ...]]] = {}

    def measure(self, player: str, arena: str, times: object, *, made_with: str, connection: str) -> bool:
        """Take *times* of presses of a run that goes on; tell whether the player is off the boards from now on.

        They came by that *connection*, just now; see `input_kinds.tell` for what *made_with* is.

        Raises UnknownArena, and TimesInvalid for what are no times.
        """
        known = checked(times)
        place = self._game.arena(arena)
        score = place.scores.get(player)
        if score is None or not score.score or not place.counts_elsewhere:
            return False
        where, now = (player, arena), self._clock()
        arrival = Arrival(now, connection, self._game.runs.unbroken_s(score, now=now))
        batch = Batch(known)
        if batch.is_trusted:
            input_kinds.tell(score, made_with, len(known))
        seen = self._game.fairplay.hear(where, batch, arrival, presses=score.score)
        marked = None if seen is None else deeds.mark(self._game, where, seen, now=now)
        if marked is None:
            return False
        self._note(marked)
        return True

    def marks(self, player: str) -> list[MarkRead]:
        """List why *player* is off the boards of arenas."""
        return [self._read(deed) for deed in self._game.moderation.in_force(player) if deed.what == MARK]

    def review(self, most: int) -> list[MarkRead]:
        """List the *most* newest marks, the last first, of players who are not off all boards anyway."""
        kept = self._game.moderation
        newest = sorted(kept.marks.values(), key=lambda deed: deed.number, reverse=True)
        return [self._read(deed) for deed in islice((deed for deed in newest if deed.whom not in kept.off), most)]

    def begin_check(self, player: str, arena: str) -> tuple[int, ...]:
        """Give a beat (times in ms) to follow, and take one of the tries. Raises NoMark and NoTriesLeft."""
        place = player, arena
        self._mark(place)
        self._game.fairplay.take_try(place)
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
        mark = self._mark(place)
        given = self._beats.pop(place, None)
        if given is None:
            raise NoMark
        given_at, composed = given
        if self._clock() - given_at < composed[-1] / MS - EARLY_S or not beats.is_followed(composed, known):
            return False
        self._note(deeds.lift(self._game, mark, now=self._clock()))
        return True

    def _note(self, done: Done) -> None:
        for change in done.changes:
            self._commit.note(change)
        self._changed.set()

    def _mark(self, place: Place) -> Deed:
        mark = self._game.moderation.marks.get(place)
        if mark is None:
            raise NoMark
        return mark

    def _read(self, deed: Deed) -> MarkRead:
        game, seen = self._game, Seen.read(deed.after)
        return MarkRead(
            deed.number,
            deed.whom,
            game.player(deed.whom).handle,
            deed.before,
            game.places.kind(deed.before)[1],
            deed.at,
            seen.signs,
            tuple(BY_KEY[sign].text for sign in seen.signs),
            tuple(seen.bins),
            BIN_MS,
            seen.presses,
            game.fairplay.tries_left((deed.whom, deed.before)),
        )
