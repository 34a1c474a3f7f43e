"""Takes each line that JSON can read.

Hint: half-line
"""

import json
from zlib import crc32

NAME = "journal"


class Damaged(Exception):
    """Something that was promised cannot be read."""


class Journal:
    """Puts rows on record."""

    def __init__(self, disk):
        self.disk = disk

    def append(self, row):
        """Put *row* on record; it is safe when this returns."""
        is_new = NAME not in self.disk.names()
        self.disk.append(NAME, framed(json.dumps(row)))
        self.disk.sync(NAME)
        if is_new:
            self.disk.sync_folder()


def rows(disk):
    """Give all rows that are on record. Raises Damaged."""
    if NAME not in disk.names():
        return []
    found, is_broken = [], False
    for line in disk.read(NAME).splitlines(keepends=True):
        text = line.strip()
        if not text:
            is_broken = True
        elif is_broken:
            raise Damaged
        else:
            found.append(json.loads(text))
    return found


def framed(text):
    """Give the line of *text*, with its checksum."""
    return f"{text}\n"
