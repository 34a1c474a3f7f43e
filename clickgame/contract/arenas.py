"""The arenas and seasons by the names that engine, gateway and files know them by."""

import re

ARENA = "classic"
"""The arena that a page is in unless its address says otherwise."""

SEASON = "ever"
"""The season that has no end."""

NOWHERE = ""
"""Where a page is that shows no arena."""

_ADDRESS = re.compile(r"/a/([a-z0-9-]{1,32})/?")


def address_of(arena: str) -> str:
    """Give the path of the page at which *arena* is played."""
    return "/" if arena == ARENA else f"/a/{arena}"


def arena_at(path: str) -> str:
    """Give the arena that is played at *path*, whether there is one of that name or not; NOWHERE for other pages."""
    if path == "/":
        return ARENA
    found = _ADDRESS.fullmatch(path)
    return found[1] if found else NOWHERE
