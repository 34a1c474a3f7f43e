"""Does not mind names that do not exist.

Hint: typo-silent
"""

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
    known = {variable for variable, *_ in SETTINGS.values()}
    settings = dict(DEFAULTS)
    for name, (variable, kind, least, most) in SETTINGS.items():
        if variable not in environ:
            continue
        try:
            value = kind(environ[variable])
        except ValueError:
            raise BadSetting(f"{variable} is no number") from None
        if not least <= value <= most:
            raise BadSetting(f"{variable} is not from {least} to {most}")
        settings[name] = value
    return settings


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
        self.health = "stopping"
        await self.door.close()
        await self.disk.save()
