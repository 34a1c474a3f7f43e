"""What the log may hold: so many lines a minute of each place in the code, and nothing that tells who somebody is.

A stranger who makes one log does not fill a disk. Lines are in words, or JSON for a program to read."""

import json
import logging
import re
from contextlib import suppress
from datetime import UTC, datetime

MINUTE_S = 60.0
TEXT_LONGEST = 8_000
FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
SOURCES_MOST = 1_000  # there are fewer places that log
OURS = "clickgame"
_TOKEN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}", re.ASCII | re.IGNORECASE)


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


class JsonLines(logging.Formatter):
    """Writes one JSON object a line: *at* (UTC), *level*, *logger*, *text*, and *fault* where there is a traceback.

    A line has its length at most, whatever it was made of: what is too long loses its end, and says so.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Write *record*."""
        at = datetime.fromtimestamp(record.created, UTC)
        said: dict[str, object] = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "text": _bounded(record.getMessage()),
        }
        if record.exc_info:
            said["fault"] = _bounded(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=True)


def _bounded(text: str) -> str:
    return text if len(text) <= TEXT_LONGEST else f"{text[:TEXT_LONGEST]}… ({len(text) - TEXT_LONGEST:,} more)"


class Redaction(logging.Filter):
    """Takes tokens out of the lines of libraries, which do not know that these are secrets."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let *record* pass, without tokens in what it says."""
        if not record.name.startswith(OURS):
            with suppress(TypeError, ValueError):  # values that do not fit: logging itself says so
                record.msg, record.args = _TOKEN.sub("(a token)", record.getMessage()), ()
        return True
