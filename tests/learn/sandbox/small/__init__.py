"""A harness of a few lines with the real one's seam, for tests of what is around it."""

from .running import run

__all__ = ["run"]
