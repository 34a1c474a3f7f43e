"""What is said to a player whose presses look like a program's, and of what is no answer to that.

GameError
├── Marked                 marked
├── NoMark                 no_mark
├── NoTriesLeft            no_tries_left
└── TimesInvalid           times_invalid
"""

from clickgame.contract.errors import GameError


class TimesInvalid(GameError):
    """The times of presses are not whole milliseconds in their order, or too few or too many."""

    code = "times_invalid"
    text = "Those are not the times of presses."


class Marked(GameError):
    """Presses look like a program's, and their player is off the arena's boards."""

    code = "marked"
    text = "These presses look like a program's: you are off the boards here. Your own page says why."


class NoMark(GameError):
    """There is nothing to put right: the player is on the boards, or has not begun to follow a beat."""

    code = "no_mark"
    text = "There is nothing to put right here."


class NoTriesLeft(GameError):
    """A player has tried to follow a beat as often as one may."""

    code = "no_tries_left"
    text = "No tries are left. Whoever runs this game may look at it."
