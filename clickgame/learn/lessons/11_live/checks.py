"""Is the board live for all, and cheap?"""

import asyncio

from learn import chance, expect


class Room:
    """A board with a score, a fan-out that runs, and what its readers got."""

    def __init__(self, lesson):
        self.score = 0
        self.drawn = 0
        self.fanout = lesson.Fanout(self.draw)
        self.running = asyncio.create_task(self.fanout.run())
        self.reading = []

    def draw(self):
        self.drawn += 1
        return f"score {self.score}"

    def press(self):
        self.score += 1
        self.fanout.changed()

    def reader(self):
        got = []
        queue = self.fanout.watch()

        async def read():
            while True:
                got.append(await queue.get())

        self.reading.append(asyncio.create_task(read()))
        return got

    async def leave(self):
        for task in (*self.reading, self.running):
            task.cancel()
        await asyncio.gather(*self.reading, self.running, return_exceptions=True)


async def check_one(lesson):
    room = Room(lesson)
    got, other = room.reader(), room.reader()
    room.press()
    await asyncio.sleep(0.05)
    expect("what both got after one press", [got, other], [["score 1"], ["score 1"]])
    await room.leave()


async def check_quiet(lesson):
    room = Room(lesson)
    got = room.reader()
    await asyncio.sleep(5)
    expect("what was got without a press", got, [])
    await room.leave()


async def check_many(lesson):
    room = Room(lesson)
    got = room.reader()
    for _ in range(1_000):
        room.press()
        await asyncio.sleep(0.001)
    await asyncio.sleep(1)
    expect("how many boards in a second <= 11", len(got) <= 11, True, [(False, "each-press")])
    expect("the last board", got[-1:], ["score 1000"], [(lambda got: True, "last-lost")])
    room.press()
    await asyncio.sleep(0.05)
    room.press()
    await asyncio.sleep(1)
    expect("the last board", got[-1:], ["score 1002"], [(lambda got: True, "last-lost")])
    await room.leave()


async def check_slow(lesson):
    room = Room(lesson)
    slow = room.fanout.watch()
    got = room.reader()
    presses = chance.randint(20, 40)
    for _ in range(presses):
        room.press()
        await asyncio.sleep(0.2)
    expect("how many boards the quick one got", len(got), presses, [(lambda got: got < presses, "waits")])
    expect("how many boards wait for the slow one", slow.qsize(), 1, [(lambda got: got > 1, "piles-up")])
    expect("which one", slow.get_nowait(), f"score {presses}", [(lambda got: True, "old-board")])
    await room.leave()


async def check_hidden_once(lesson):
    room = Room(lesson)
    readers = [room.reader() for _ in range(50)]
    room.press()
    await asyncio.sleep(0.05)
    expect("how many got a board", sum(map(len, readers)), 50)
    expect("how often it was drawn", room.drawn, 1, [(lambda got: got > 1, "drawn-each")])
    await room.leave()
