"""Does a press stay counted, whoever else presses?"""

import asyncio

from learn import chance, expect


class SlowDisk:
    def __init__(self):
        self.score = 0
        self.is_full = False

    async def read(self):
        await asyncio.sleep(chance.uniform(0.001, 0.01))
        return self.score

    async def write(self, score):
        await asyncio.sleep(chance.uniform(0.001, 0.01))
        if self.is_full:
            raise OSError("the disk is full")
        self.score = score


async def check_one(lesson):
    disk = SlowDisk()
    expect("await scores.press()", await lesson.Scores(disk).press(), 1)
    expect("disk.score", disk.score, 1, [(0, "not-awaited")])


async def check_together(lesson):
    disk = SlowDisk()
    scores = lesson.Scores(disk)
    lost = "each-their-own" if makes_its_own(lesson) else "lost"
    answers = await asyncio.gather(*(scores.press() for _ in range(20)))
    expect("disk.score", disk.score, 20, [(lambda got: got < 20, lost)])
    expect("sorted(answers)", sorted(answers), list(range(1, 21)), [(lambda got: True, lost)])


def makes_its_own(lesson):
    return "Lock" in lesson.Scores.press.__code__.co_names


async def check_hidden_failing(lesson):
    disk = SlowDisk()
    scores = lesson.Scores(disk)
    disk.is_full = True
    await asyncio.gather(scores.press(), scores.press(), return_exceptions=True)
    disk.is_full = False
    expect("await scores.press()", await scores.press(), 1)
