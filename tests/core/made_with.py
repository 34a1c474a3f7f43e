"""A model of what runs are made with: it only adds up."""

from collections import Counter
from collections.abc import Iterable

from clickgame.contract.facts import RunEnded
from clickgame.core.input_kinds import INPUT_KINDS, InputKind, tell
from clickgame.core.scores import Score


class MadeWith:
    """What is told of each player's run, and the best run of each kind of input, by player and kind."""

    def __init__(self) -> None:
        """Start with nothing told."""
        self._told: Counter[tuple[str, str]] = Counter()
        self.best: Counter[tuple[str, str]] = Counter()

    def tell(self, score: Score, kind: InputKind, presses: int) -> None:
        """Tell it of presses of a run that goes on."""
        if score.score:
            tell(score, kind.events[-1], presses)
            told = sum(self._told[score.key.player, each.key] for each in INPUT_KINDS)
            self._told[score.key.player, kind.key] += max(0, min(presses, score.score - told))

    def end(self, run: RunEnded) -> None:
        """Take in a run that is over."""
        told = [self._told.pop((run.player, kind.key), 0) for kind in INPUT_KINDS]
        kind = INPUT_KINDS[told.index(max(told))]
        if 2 * max(told) > run.score:
            self.best[run.player, kind.key] = max(self.best[run.player, kind.key], run.score)

    def forget(self, scores: Iterable[Score]) -> None:
        """Lose what is in memory only."""
        self._told.clear()
        for score in scores:
            score.told = ()
