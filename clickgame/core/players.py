"""What the game remembers of a player; these records are what is saved."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Page:
    """One page load's ledger entry: its last cumulative *count*, heard *at* (s, UTC)."""

    count: int
    at: float


@dataclass(slots=True)
class Player:
    """A player; times are seconds on the game's UTC time line, 0 meaning never.

    *key* is the SHA-256 (hex) of the token that the player's browser holds; *id* is what others see.
    *score* belongs to the current run, *best* to the best run ever, *total* to all runs together.
    *reached_at* and *best_at* say when score and best came to their values: who came first ranks first.
    *ended* is what the last run came to, until the next one starts.
    """

    id: str
    key: str
    handle: str
    score: int = 0
    best: int = 0
    total: int = 0
    pressed_at: float = 0.0
    reached_at: float = 0.0
    best_at: float = 0.0
    seen_at: float = 0.0
    held_until: float = 0.0
    ended: int = 0
    pages: dict[str, Page] = field(default_factory=dict[str, Page])
