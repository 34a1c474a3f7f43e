"""The arenas and seasons by the names that engine, gateway and files know them by."""

ARENA = "classic"
"""The arena that a page is in unless its address says otherwise."""

SEASON = "ever"
"""The season that has no end."""
