"""How many lines a minute each place in the code may log: a stranger who makes one log does not fill a disk."""

import logging

MINUTE_S = 60.0
SOURCES_MOST = 1_000  # there are fewer places that log


class LineLimit(logging.Filter):
    """Passes *per_min* lines in a minute of each source, and says of the next one how many were left out before it."""

    def __init__(self, *, per_min: int) -> None:
        """Start with nothing logged."""
        super().__init__()
        self._per_min = per_min
        self._sources: dict[tuple[str, int, int], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether *record* is to be written."""
        source = record.name, record.levelno, record.lineno
        began, lines = self._sources.get(source, (record.created, 0))
        if not 0 <= record.created - began < MINUTE_S:
            if lines > self._per_min:
                record.msg = f"{record.getMessage()} (and {lines - self._per_min} more like this)"
                record.args = ()
            began, lines = record.created, 0
        if source not in self._sources and len(self._sources) >= SOURCES_MOST:
            self._sources.clear()
        self._sources[source] = began, lines + 1
        return lines < self._per_min
