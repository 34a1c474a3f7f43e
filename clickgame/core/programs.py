"""An arena where programs may press: what is pressed there counts on its own boards, and for nothing else."""

from clickgame.core.arena import Arena


class ProgramArena(Arena):
    """An arena whose days are no days of the player's: no streak, no presses of the day, no achievements."""

    counts_elsewhere = False
