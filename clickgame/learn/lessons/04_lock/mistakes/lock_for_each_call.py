"""Makes a new lock for each press, which nobody else ever holds.

Hint: each-their-own
"""

import asyncio


class Scores:
    """Counts presses; *disk* has `await disk.read()` and `await disk.write(score)`."""

    def __init__(self, disk):
        self.disk = disk
        self.lock = asyncio.Lock()

    async def press(self):
        """Count one press, and give the new score."""
        async with asyncio.Lock():
            score = await self.disk.read()
            await self.disk.write(score + 1)
            return score + 1
