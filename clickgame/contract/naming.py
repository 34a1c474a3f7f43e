"""Why a handle, or a name for an arena, may not be chosen though its form is right.

HandleInvalid
├── HandleMarks            handle_marks
├── HandleReserved         handle_reserved
└── HandleRude             handle_rude
TitleInvalid
├── TitleReserved          title_reserved
└── TitleRude              title_rude
GameError
└── HandleTooOften         handle_too_often
"""

from math import ceil

from clickgame.contract.errors import GameError, HandleInvalid, TitleInvalid

MINUTE_S = 60.0


class HandleMarks(HandleInvalid):
    """A handle has more marks over or beside a letter than it may, or one that does not go with it, or without any."""

    code = "handle_marks"
    text = "A letter cannot have those accents."


class HandleReserved(HandleInvalid):
    """A handle speaks for the game or its operator."""

    code = "handle_reserved"
    text = "That name is the game's own. Pick another one."


class HandleRude(HandleInvalid):
    """A handle has a word that nobody may be called."""

    code = "handle_rude"
    text = "That is rude somewhere. Pick another one."


class HandleTooOften(GameError):
    """A player has taken as many handles as one may in a time."""

    code = "handle_too_often"
    text = "You can take another handle soon."

    def __init__(self, wait_s: float) -> None:
        """Say that it goes again in *wait_s* (s)."""
        super().__init__(wait_s)
        minutes = ceil(wait_s / MINUTE_S)
        self.text = f"You can take another handle in {'a minute' if minutes == 1 else f'{minutes} minutes'}."


class TitleReserved(TitleInvalid):
    """A name for an arena speaks for the game or its operator."""

    code = "title_reserved"
    text = "That name is the game's own. Call the arena something else."


class TitleRude(TitleInvalid):
    """A name for an arena has a word that nobody may be called."""

    code = "title_rude"
    text = "That is rude somewhere. Call the arena something else."
