"""Holds the lock for the write alone.

Hint: lost
"""

import asyncio


class Scores:
    """Counts presses; *disk* has `await disk.read()` and `await disk.write(score)`."""

    def __init__(self, disk):
        self.disk = disk
        self.lock = asyncio.Lock()

    async def press(self):
        """Count one press, and give the new score."""
        score = await self.disk.read()
        async with self.lock:
            await self.disk.write(score + 1)
            return score + 1
