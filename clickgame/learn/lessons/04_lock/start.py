"""Scores on a slow disk."""


class Scores:
    """Counts presses; *disk* has `await disk.read()` and `await disk.write(score)`."""

    def __init__(self, disk):
        self.disk = disk

    async def press(self):
        """Count one press, and give the new score."""
        score = await self.disk.read()
        await self.disk.write(score + 1)
        return score + 1
