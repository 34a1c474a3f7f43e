"""How whoever asks an engine for something is answered: see `calls.py`."""

from collections.abc import Callable
from typing import TypeVar

from clickgame.contract.errors import GameError

Answer = TypeVar("Answer")
Then = Callable[[Answer | GameError], None]
"""Takes an answer, or the refusal of it."""
