"""One line for each change."""

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
        self.disk.append(NAME, json.dumps(row) + "\n")


def rows(disk):
    """Give all rows that are on record. Raises Damaged."""
    return [json.loads(line) for line in disk.read(NAME).splitlines()]
