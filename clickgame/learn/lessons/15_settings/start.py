"""A game that is fit for the world."""

DEFAULTS = {"port": 8000, "run_s": 300.0, "throttle": 50}
SETTINGS = {  # name: what it is called out there, its kind, and its limits
    "port": ("CLICKGAME_PORT", int, 1, 65_535),
    "run_s": ("CLICKGAME_RUN_S", float, 1.0, 86_400.0),
    "throttle": ("CLICKGAME_THROTTLE", int, 1, 1_000),
}


class BadSetting(Exception):
    """A variable cannot be what it is."""


def read(environ):
    """Give the settings in *environ*. Raises BadSetting."""
    return dict(DEFAULTS)


class Server:
    """A game at a door, with a disk."""

    def __init__(self, door, disk):
        self.door = door
        self.disk = disk
        self.health = "up"

    async def stop(self):
        """Stop, so that nothing is lost; *health* is "stopping" from the beginning.

        `await self.door.close()` and `await self.disk.save()` are what there is to do.
        """
        await self.disk.save()
        await self.door.close()
