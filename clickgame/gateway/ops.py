"""What the page about how the server goes is told, and who looks at it."""

import asyncio
from collections.abc import Callable

from clickgame.contract.ops import NAME_LONGEST, Operating
from clickgame.gateway.alarms import Alarms
from clickgame.gateway.vitals import LOOK_S, Vitals

SEEN_S = 15.0  # a page asks every few seconds: who has not for so long has gone
LOOKING_MOST = 100


class Ops:
    """The vitals, the limits, the engine, and the operators who look at them."""

    def __init__(self, vitals: Vitals, alarms: Alarms, engine: Operating, *, clock: Callable[[], float]) -> None:
        """Put them together; *clock* tells seconds."""
        self.vitals = vitals
        self.alarms = alarms
        self.engine = engine
        self._clock = clock
        self._looking: dict[str, tuple[str, float]] = {}
        vitals.on_step = alarms.judge

    async def run(self) -> None:
        """Look at the vitals until cancelled."""
        while True:
            self.vitals.look()
            await asyncio.sleep(LOOK_S)

    def look(self, sid: str, name: object) -> list[str]:
        """Note that an operator called *name* looks from the connection *sid*; list all who do, by name."""
        now = self._clock()
        self._looking.pop(sid, None)
        said = " ".join(name.split())[:NAME_LONGEST] if isinstance(name, str) else ""
        self._looking[sid] = said or "somebody", now
        self._looking = {
            each: (who, at) for each, (who, at) in list(self._looking.items())[-LOOKING_MOST:] if now - at < SEEN_S
        }
        return sorted({who for who, _ in self._looking.values()})
