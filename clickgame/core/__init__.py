"""The rules of the game: pure and synchronous; no framework, no files, no clock."""
