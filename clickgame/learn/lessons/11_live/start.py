"""A board for all who watch."""

import asyncio

PERIOD_S = 0.1


class Fanout:
    """Gives what *draw* draws to everybody who watches."""

    def __init__(self, draw):
        self.draw = draw
        self.queues = []

    def watch(self):
        """Give the queue of a new watcher."""
        queue = asyncio.Queue()
        self.queues.append(queue)
        return queue

    def changed(self):
        """Take note that the board has changed."""
        for queue in self.queues:
            queue.put_nowait(self.draw())

    async def run(self):
        """Give boards to all who watch, until cancelled."""
