"""Clears the bell after resting, and with it what rang meanwhile.

Hint: last-lost
"""

import asyncio

PERIOD_S = 0.1


class Fanout:
    """Gives what *draw* draws to everybody who watches."""

    def __init__(self, draw):
        self.draw = draw
        self.queues = []
        self.news = asyncio.Event()

    def watch(self):
        """Give the queue of a new watcher."""
        queue = asyncio.Queue(maxsize=1)
        self.queues.append(queue)
        return queue

    def changed(self):
        """Take note that the board has changed."""
        self.news.set()

    async def run(self):
        """Give boards to all who watch, until cancelled."""
        while True:
            await self.news.wait()
            board = self.draw()
            for queue in self.queues:
                if queue.full():
                    queue.get_nowait()
                queue.put_nowait(board)
            await asyncio.sleep(PERIOD_S)
            self.news.clear()
