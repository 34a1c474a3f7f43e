"""Run a learner's program and its checks, and tell in plain words what came of it.

These files are pure Python of the standard library and know nothing of the game, so that they can be handed to a
sandbox as they are. They protect nobody from a hostile program: the process around them has to."""

from .runner import run

__all__ = ["run"]
