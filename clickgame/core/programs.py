"""An arena where programs may press: what is pressed there counts on its own boards, and for nothing else."""

from clickgame.core.arena import Arena
from clickgame.core.scores import Score


class ProgramArena(Arena):
    """An arena whose days are no days of the player's: no streak, and no presses of the day."""

    counts_elsewhere = False

    def _roll_roster(self, score: Score) -> None:
        """Say nothing of it."""
