"""How long to wait between two boards: as short as the settings allow, as long as core and networks need."""

from clickgame.settings import Settings

BURST_BYTES = 1_024  # A page may be sent this much at once: after a rest, or one big board, nothing is delayed.

SMALL_BYTES = 220  # A board of a dozen lines is hardly more than the names of its parts: that is not held against it.


class Pace:
    """Reckons the pause after each tick from what the tick cost and sent."""

    def __init__(self, settings: Settings) -> None:
        """Start with nothing owed."""
        self._settings = settings
        self._owed_bytes = 0.0

    def period_s(self, *, cost_s: float, sent_bytes: int, passed_s: float) -> float:
        """Give the time from the start of a tick to the next.

        The tick took *cost_s* seconds of the core and sent each page up to *sent_bytes*, *passed_s* seconds after the
        tick before. The rate falls from `tick_hz` when boards would take more than `tick_share` of the core, or more
        than `watch_bytes_s` of a watcher's network, but never below `tick_least_hz`.
        """
        settings = self._settings
        counted_bytes = sent_bytes if sent_bytes > SMALL_BYTES else 0
        self._owed_bytes = max(0.0, self._owed_bytes - passed_s * settings.watch_bytes_s) + counted_bytes
        wanted_s = max(cost_s / settings.tick_share, (self._owed_bytes - BURST_BYTES) / settings.watch_bytes_s)
        return max(1 / settings.tick_hz, min(wanted_s, 1 / settings.tick_least_hz))
