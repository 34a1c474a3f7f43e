"""Forgets that names have to be synced, too.

Hint: folder-not-synced
"""

NAME = "scores"


def save(disk, text):
    """Put *text* on *disk* in place of what was saved before."""
    beside = NAME + ".part"
    disk.write(beside, text)
    disk.sync(beside)
    disk.rename(beside, NAME)


def load(disk):
    """Give what was saved last, "" if nothing was."""
    return disk.read(NAME) if NAME in disk.names() else ""
