"""From files to scores."""

import json
from zlib import crc32


def unframed(line):
    """Give what is in *line*, None if it is not whole."""
    text = line[9:-1]
    return json.loads(text) if line == f"{crc32(text.encode()):08x} {text}\n" else None


def recover(disk):
    """Give the scores that the files on *disk* come to."""
    scores = {}
    for line in disk.read("journal").splitlines(keepends=True):
        _, player, presses = unframed(line)
        scores[player] = scores.get(player, 0) + presses
    return scores
