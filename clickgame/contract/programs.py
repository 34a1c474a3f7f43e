"""What is said to programs that press for a player, and to whoever gives them a key.

GameError
├── KeyUnknown             key_unknown
└── PeopleOnly             people_only
"""

from clickgame.contract.errors import GameError


class KeyUnknown(GameError):
    """A program brings no key, or one that is nobody's."""

    code = "key_unknown"
    text = "That is no key of a player's."


class PeopleOnly(GameError):
    """A program presses in an arena where people press."""

    code = "people_only"
    text = "Programs press in arenas of their own."
