"""The processes of a fleet that is struck: who can be connected to, who is being struck, and who has to be started."""

import asyncio
import signal
import time
from pathlib import Path
from random import Random
from typing import Any

from tests.chaos.figures import ChaosFigures
from tests.crash.network import Wrong
from tests.e2e.fleet import Fleet, Role
from tests.e2e.server import is_well_at

PATIENCE_S = 90.0  # until a process is well: this bounds what would never end, and is no promise
GLANCE_S = 0.05


class Crew:
    """A fleet with an engine, one that stands by, and two gateways."""

    def __init__(self, folder: Path, figures: ChaosFigures, **settings: Any) -> None:
        """Prepare it in *folder*."""
        self.fleet = Fleet(folder, gateways=2, is_apart=True, is_stood_by=True, log_level="warning", **settings)
        self.struck: set[str] = set()
        self._figures = figures
        self._open = list(self.fleet.gateways)

    @property
    def roles(self) -> list[Role]:
        """All processes but Redis."""
        return [*self.fleet.gateways, *self.fleet.owners]

    def way(self, rng: Random) -> str:
        """Give the address of a gateway that takes connections, any of them, as a shared port does."""
        choices = self._open or self.fleet.gateways
        port = self.fleet.ports[self.fleet.gateways.index(rng.choice(choices))]
        return f"ws://127.0.0.1:{port}/_event/?EIO=4&transport=websocket&token="

    async def end(self, role: Role, number: int) -> None:
        """Have *role* end by a signal; by SIGTERM it ends in peace."""
        if role in self._open:
            self._open.remove(role)
        code = await asyncio.to_thread(role.stop, number)
        expected = 0 if number == signal.SIGTERM else -number
        if code != expected:
            raise Wrong(f"a process that was to stop ended with {code}:\n{role.log_text()}")

    async def start(self, role: Role) -> None:
        """Start *role* again, and wait until it is well."""
        role.start()
        await self.wait(role)
        if role in self.fleet.gateways:
            self._open.append(role)

    async def begin(self) -> None:
        """Start the fleet."""
        await asyncio.to_thread(self.fleet.start)

    async def wait(self, role: Role) -> None:
        """Wait until *role* is well."""
        deadline = time.monotonic() + PATIENCE_S
        while not await asyncio.to_thread(is_well_at, role.health_port):
            if role.code is not None or time.monotonic() > deadline:
                raise Wrong(f"a process is not well, exit code {role.code}:\n{role.log_text()}")
            await asyncio.sleep(GLANCE_S)

    async def mend(self) -> None:
        """Start again what has ended without a blow: only an engine may, that seemed to hang."""
        for role in self.roles:
            group = "gateway" if role in self.fleet.gateways else "owner"
            if group not in self.struck and role.code is not None:
                if group == "gateway" or role.code != -signal.SIGKILL:
                    raise Wrong(f"a process ended by itself, with {role.code}:\n{role.log_text()}")
                self._figures.ended += 1
                await self.start(role)

    def tracebacks(self) -> list[str]:
        """Give what processes have logged that nobody foresaw."""
        return [role.log_text() for role in self.roles if "Traceback" in role.log_text()]
