"""What watches over a server, put together: its process, what is measured of it, and its health."""

import logging
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from starlette.routing import Route

from clickgame.contract.calls import Link
from clickgame.contract.measures import Read, reader
from clickgame.gateway.alarms import Alarms
from clickgame.gateway.background import running
from clickgame.gateway.ops import Ops
from clickgame.gateway.vitals import SPANS, VITALS, Vitals
from clickgame.launch.process import PROCESS, Process
from clickgame.launch.side_port import side_port
from clickgame.settings import GATEWAY, SINGLE, Settings, SettingsError, variable
from clickgame.web.http.health import Health
from clickgame.web.http.metrics import Metrics
from persistence.notes import Notes
from persistence.rings import Ring, Rings

RINGS, NOTES = "ops.rings", "ops.json"

logger = logging.getLogger(__name__)


class Watch:
    """All that watches over one process of the game, in its *role*."""

    def __init__(
        self, link: Link, reads: Sequence[Read], settings: Settings, *, role: str = SINGLE, heard: Sequence[Read] = ()
    ) -> None:
        """Put it together, with what *reads* measure; nothing runs before `open`.

        What is *heard* of another process is shown here, and measured there.
        """
        self._settings = settings
        self._process = Process()
        self._role = role
        self.health = Health(link, role=role)
        reads = *reads, reader(PROCESS, self._process)
        self.metrics = Metrics(reads, role=role)
        self._vitals, self._alarms = Vitals((*reads, *heard)), Alarms(wall=time.time)
        self.ops = Ops(self._vitals, self._alarms, link.operating, clock=time.monotonic)

    def routes(self) -> Sequence[Route]:
        """Give the routes on the game's own port. Raises SettingsError for a token that could be guessed."""
        try:
            return [*self.health.routes(), *self.metrics.routes(self._settings.metrics_token)]
        except ValueError as problem:
            raise SettingsError(f"{variable('metrics_token')} is not allowed: {problem}.") from None

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[None]:
        """Watch while the block runs, and answer on a port of its own if there is to be one."""
        settings = self._settings
        async with AsyncExitStack() as stack:
            if self._role != GATEWAY:  # which has no folder
                self._keep(stack)
            await stack.enter_async_context(running(self._process.run(), self.ops.run()))
            if settings.metrics_port:
                routes = [*self.health.routes(), self.metrics.route()]
                await stack.enter_async_context(
                    side_port(routes, host=settings.metrics_host, port=settings.metrics_port)
                )
            yield

    def _keep(self, stack: AsyncExitStack) -> None:
        """Keep what /ops shows in two files beside the game's; where that cannot be, say so and go on in memory."""
        folder, said = self._settings.data_dir, list[str]()
        try:
            rings = Rings.open(
                folder / RINGS,
                [Ring(span.step_s, span.steps) for span in SPANS],
                names=[vital.key for vital in VITALS],
            )
            stack.callback(rings.close)
            notes = Notes(folder / NOTES)
            self._vitals.keep_in(rings)
            self._alarms.keep_in(notes)
            said = [*rings.said, *notes.said]
        except OSError as problem:
            said.append(f"what /ops shows is not kept: {problem}")
        for line in said:
            logger.warning("%s", line)
