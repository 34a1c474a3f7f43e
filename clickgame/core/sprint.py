"""An arena whose runs have a length: each is over so long after its first press, however much is pressed.

Presses that come in after that begin the next run: whose network stalls at the end has them there.
"""

from collections.abc import Iterable
from typing import Any

from clickgame.contract.facts import Outcome
from clickgame.core.arena import Arena
from clickgame.core.scores import Dates, Score


class Sprint(Arena):
    """An arena in which `rules.run_s` is the length of a run."""

    def __init__(self, *place: Any, **parts: Any) -> None:  # noqa: ANN401  # what an Arena takes
        """Start with nobody; see `Arena`."""
        super().__init__(*place, **parts)
        self._going: dict[str, None] = {}  # whose run goes on; the oldest first, once sorted
        self._is_sorted = True

    def load(self, scores: Iterable[Score], *, now: float) -> None:
        """Take in saved *scores*; see `Arena`."""
        super().load(scores, now=now)
        self._going = dict.fromkeys(player for player, score in self.scores.items() if score.score)
        self._is_sorted = False

    def put(self, score: Score) -> None:
        """Take in *score*; see `Arena`."""
        super().put(score)
        if score.score:
            self._going[score.key.player] = None
            self._is_sorted = False
        else:
            self._going.pop(score.key.player, None)

    def put_days(self, player: str, dates: Dates) -> None:
        """Take the *dates* of *player*; see `Arena`."""
        super().put_days(player, dates)
        self._is_sorted = False

    def forget(self, player: str) -> None:
        """Drop whatever *player* has here."""
        self._going.pop(player, None)
        super().forget(player)

    def hear(self, player: str, *, now: float, **said: Any) -> Outcome:  # noqa: ANN401  # what an Arena hears
        """Hear a count; see `Arena`."""
        score = self.scores.get(player)
        if score is not None and score.score and self._is_over(score, now):
            self._end_run(score)
        outcome = super().hear(player, now=now, **said)
        if not outcome.score:
            return outcome
        return outcome._replace(left_s=max(0.0, self.scores[player].started_at + self.run_s - now))

    def sweep(self, now: float, *, most: int) -> int:
        """End the runs that are over, *most* of them at the most, and tell how many; the cost is in that number."""
        if not self._is_sorted:
            self._going = dict.fromkeys(sorted(self._going, key=lambda player: self.scores[player].started_at))
            self._is_sorted = True
        ended = 0
        while self._going and ended < most:
            score = self.scores[next(iter(self._going))]
            if not self._is_over(score, now):
                break
            self._end_run(score)
            ended += 1
        return ended

    def _is_over(self, score: Score, now: float) -> bool:
        return now - score.started_at >= self.run_s

    def _begin(self, score: Score, now: float) -> None:
        if not score.score:
            self._going[score.key.player] = None
        super()._begin(score, now)

    def _end_run(self, score: Score) -> None:
        self._going.pop(score.key.player, None)
        super()._end_run(score)
