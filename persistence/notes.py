"""A small file of notes beside the game: one JSON object, written as a whole.

It is written beside and renamed, so that a kill leaves the old one or the new one; nothing waits for it to be durable,
and what a power cut leaves may be neither. One that is damaged is set aside and
said, and then there are no notes: no start is refused because of it.
"""

import json
import os
from pathlib import Path
from typing import Any, cast

from persistence import files
from persistence.rings import set_aside

BYTES_MOST = 1 << 20


class Notes:
    """The notes in the file at *path*."""

    def __init__(self, path: Path) -> None:
        """Take the file's name; nothing is read yet."""
        self._path = path
        self.said: list[str] = []
        """What was found that somebody should know of, a line each."""

    def read(self) -> dict[str, Any]:
        """Read them; nothing where there are none. Raises OSError."""
        try:
            with self._path.open("rb") as file:
                text = file.read(BYTES_MOST + 1)
        except FileNotFoundError:
            return {}
        try:
            told: object = json.loads(text if len(text) <= BYTES_MOST else b"")
        except (ValueError, RecursionError):
            told = None
        if isinstance(told, dict):
            return cast("dict[str, Any]", told)
        self.said.append(f"{self._path.name} is damaged: it is set aside as {set_aside(self._path)}")
        return {}

    def write(self, told: dict[str, Any]) -> None:
        """Put *told* in place of what there is. Raises OSError, and then the old ones are there."""
        part = files.part(self._path)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(json.dumps(told, separators=(",", ":")).encode())
        part.replace(self._path)
