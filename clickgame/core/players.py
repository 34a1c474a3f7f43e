"""What the game remembers of a person; whatever they have done stands in `core/scores.py`."""

from dataclasses import dataclass


@dataclass(slots=True)
class Player:
    """A player; times are seconds on the game's UTC time line, 0 meaning never.

    *key* is the SHA-256 (hex) of the token that the player's browser holds; *id* is what others see. *seen_at* is when
    the player was last greeted.
    """

    id: str
    key: str
    handle: str
    seen_at: float = 0.0
