"""Is a bad start refused, and nothing lost at the end?"""

import asyncio

from learn import chance, expect, expect_raises

DEFAULTS = {"port": 8000, "run_s": 300.0, "throttle": 50}


def check_defaults(lesson):
    expect("read({})", lesson.read({}), DEFAULTS)
    expect('read({"PATH": "/bin"})', lesson.read({"PATH": "/bin"}), DEFAULTS)


def check_given(lesson):
    port = chance.randint(2_000, 9_000)
    got = lesson.read({"CLICKGAME_PORT": str(port), "CLICKGAME_RUN_S": "2.5"})
    expect(
        f'read({{"CLICKGAME_PORT": "{port}", "CLICKGAME_RUN_S": "2.5"}})', got, DEFAULTS | {"port": port, "run_s": 2.5}
    )


def refused(lesson, variable, value, hints):
    environ = {variable: value}
    expect_raises(f"read({environ})", lesson.BadSetting, lambda: lesson.read(environ), hints)
    try:
        lesson.read(environ)
    except lesson.BadSetting as error:
        expect(f"{variable!r} in str(error)", variable in str(error), True, [(False, "nameless")])


def check_bad(lesson):
    for variable, value in (("CLICKGAME_PORT", "eighty"), ("CLICKGAME_PORT", ""), ("CLICKGAME_RUN_S", "2 minutes")):
        refused(lesson, variable, value, [(ValueError, "traceback"), (lambda got: True, "silent")])
    for variable, value in (("CLICKGAME_PORT", "0"), ("CLICKGAME_THROTTLE", "1001"), ("CLICKGAME_RUN_S", "nan")):
        refused(lesson, variable, value, [(lambda got: got == DEFAULTS, "silent"), (lambda got: True, "limits")])


def check_typo(lesson):
    refused(lesson, "CLICKGAME_RUNS", "120", [(lambda got: True, "typo-silent")])


class World:
    """A door at which somebody presses while it closes, and a disk that saves what was pressed."""

    def __init__(self):
        self.presses = self.saved = 0
        self.is_open = True
        self.events = []

    async def close(self):
        self.presses += self.is_open
        await asyncio.sleep(1)
        self.is_open = False

    async def save(self):
        saving = self.presses
        await asyncio.sleep(1)
        self.presses += self.is_open
        self.saved = saving


async def check_hidden_stop(lesson):
    world = World()
    server = lesson.Server(world, world)
    stopping = asyncio.create_task(server.stop())
    await asyncio.sleep(0.5)
    expect("server.health, in the middle of the stop", server.health, "stopping")
    await stopping
    expect("presses that were saved", world.saved, world.presses, [(lambda got: True, "saved-too-early")])
    expect("the door is open", world.is_open, False)
