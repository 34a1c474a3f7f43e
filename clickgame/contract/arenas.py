"""The arenas and seasons by the names that engine, gateway and files know them by."""

ARENA = "classic"
"""The one arena there is."""

SEASON = "ever"
"""The season that has no end."""
