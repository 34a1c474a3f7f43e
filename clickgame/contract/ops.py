"""What operators see of how a server goes: numbers over time, limits, and what was beyond them.

GameError
├── LimitInvalid           limit_invalid
├── UnknownSpan            unknown_span
└── UnknownVital           unknown_vital
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from clickgame.contract.answers import Then
from clickgame.contract.errors import GameError
from clickgame.contract.jobs import DeadLetter, JobRead

OVER, BACK, SET = "over", "back", "set"

NAME_LONGEST = 40


class UnknownVital(GameError):
    """Nothing that is watched is called that."""

    code = "unknown_vital"
    text = "Nothing that is watched is called that."


class LimitInvalid(GameError):
    """A limit is no number that may be one."""

    code = "limit_invalid"
    text = "A limit is a number from 0 on, 0 being none."


class UnknownSpan(GameError):
    """There are no curves of such a time."""

    code = "unknown_span"
    text = "There are curves of an hour, a day and a month."


class Alarm(NamedTuple):
    """What happened to a limit: when (s, UTC), OVER it, BACK below or SET, of which vital, at what value, by whom."""

    at: float
    what: str
    vital: str
    value: float
    by: str


class GatewayRead(NamedTuple):
    """A gateway in another process: its name, how many players are there, and in how many pages they play."""

    name: str
    players: int
    pages: int


class Operating(Protocol):
    """How an engine goes, for whoever looks after it."""

    async def jobs(self) -> Sequence[JobRead]:
        """Tell of every job."""
        ...

    async def letters(self) -> Sequence[DeadLetter]:
        """List what was given up, the last first."""
        ...

    async def gateways(self) -> Sequence[GatewayRead]:
        """List the gateways in other processes, if there are any."""
        ...

    def again(self, name: object, then: Then[None]) -> None:
        """Run a job now. Refuses with UnknownJob."""
        ...


class Kept(Protocol):
    """Where numbers over time are kept, by ring and step."""

    def put(self, ring: int, step: int, values: Sequence[float], /) -> None:
        """Keep the values of a step. Raises OSError."""
        ...

    def read(self, ring: int, *, until: int) -> Sequence[tuple[float, ...] | None]:
        """Give those of a round, up to the step before *until*."""
        ...


class Noted(Protocol):
    """Where limits and what was beyond them are kept."""

    def read(self) -> dict[str, Any]:
        """Read them. Raises OSError."""
        ...

    def write(self, told: dict[str, Any], /) -> None:
        """Write them. Raises OSError."""
        ...
