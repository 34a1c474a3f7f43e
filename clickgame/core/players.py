"""What the game remembers of a person; whatever they have done stands in `core/scores.py`."""

from dataclasses import dataclass


@dataclass(slots=True)
class Player:
    """A player; times are seconds on the game's UTC time line, 0 meaning never.

    *key* is the SHA-256 (hex) of the token that the player's browser holds; *id* is what others see. *seen_at* is when
    the player was last greeted. *is_off* tells whether the player has left the boards, and *program* is the SHA-256 of
    the key by which programs press for the player, "" where there is none.
    """

    id: str
    key: str
    handle: str
    seen_at: float = 0.0
    is_off: bool = False
    program: str = ""
