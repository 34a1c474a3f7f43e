"""How often a connection may ask for what: far less than it may press, and far more than an honest page does.

A press is judged by the throttle, and all messages together by how many there are. What a page asks for besides costs
more and is rare, so each kind has a bucket of its own on each connection. Who asks for more is refused once, with a
code; what comes then is passed over, and who goes on like that is hung up on.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from clickgame.gateway.limits.rate import ROUNDING_S
from clickgame.gateway.reflex.channels import (
    BOARD,
    ERASE,
    EXPORT,
    FRONTEND_FAULT,
    HYDRATE,
    IDENTITY,
    JUDGE,
    LEARN,
    LEAVE,
    LOAD,
    LOOK,
    MEASURE,
    MODERATION,
    NAMESPACE,
    OPS,
    PLAY,
    PRESENCE,
    PRESS,
    PROFILE,
    RENAME,
    RESUME,
    WATCH,
)

# As JSON may be written: a page's has no spaces, and whoever presses without being a page is not to pay for them.
EVENT = re.compile(rf'2{NAMESPACE},\s*\[\s*"event"\s*,\s*{{\s*"name"\s*:\s*"([^"]*)"', re.ASCII)
REPORT = f'2{NAMESPACE},["client_error"'
PASSED_OVER = 2  # times a burst may go on after the refusal


class Verdict(Enum):
    """What becomes of a request."""

    TAKEN, REFUSED, PASSED_OVER, HUNG_UP = range(4)


@dataclass(frozen=True, slots=True)
class Budget:
    """Requests of a kind: *burst* at once, and *per_s* in a second on and on."""

    kind: str
    per_s: float
    burst: int


BUDGETS = (
    RENAMES := Budget("rename", 0.2, 10),
    WATCHES := Budget("watch", 5.0, 60),  # an arrow key that is held goes through the tabs 30 times a second
    ASKS := Budget("moderation", 0.5, 30),
    OPS_ASKS := Budget("ops", 1.0, 30),
    LOOKS := Budget("look", 2.0, 40),
    NAVIGATIONS := Budget("navigation", 4.0, 60),
    RESUMES := Budget("resume", 2.0, 30),
    MEASURES := Budget("measure", 1.0, 20),  # of 75 presses each, and the throttle lets through 50 a second
    REPORTS := Budget("report", 0.2, 10),
    WISHES := Budget("wish", 0.1, 10),  # of privacy: writing out all that is kept takes some milliseconds
    PROGRAMS := Budget("program", 0.5, 20),  # who types and runs, again and again
    TAPES := Budget("tape", 0.5, 10),  # a page asks for one every five seconds
    PACKETS := Budget("packet", 1.0, 20),  # Socket.IO's own
    OTHERS := Budget("other", 5.0, 60),
)

OF_EVENT: Mapping[str, Budget | None] = {
    PLAY.event(PRESS): None,
    IDENTITY.event(RENAME): RENAMES,
    BOARD.event(WATCH): WATCHES,
    PRESENCE.event(LOOK): LOOKS,
    PLAY.event(RESUME): RESUMES,
    PLAY.event(MEASURE): MEASURES,
    **{MODERATION.event(call): ASKS for call in MODERATION.calls},
    **{OPS.event(call): OPS_ASKS for call in OPS.calls},
    IDENTITY.event(ERASE): WISHES,
    IDENTITY.event(EXPORT): WISHES,
    PROFILE.event(LEAVE): WISHES,
    **{LEARN.event(call): PROGRAMS for call in LEARN.calls},
    LEARN.event(JUDGE): TAPES,
    HYDRATE: NAVIGATIONS,
    LOAD: NAVIGATIONS,
    FRONTEND_FAULT: REPORTS,
}
"""The budget of an event by its full name, None if it has none; `OTHERS` is that of all the rest together."""


def budget_of(packet: str) -> Budget | None:
    """Give the budget that the Socket.IO *packet* is taken from, by how it begins: nothing is parsed for it."""
    event = EVENT.match(packet)
    if event:
        return OF_EVENT.get(event[1], OTHERS)
    if packet.startswith(REPORT):
        return REPORTS
    return OTHERS if packet.startswith("2") else PACKETS


class Allowance:
    """What one connection has left of each budget that it has drawn on."""

    __slots__ = ("_accounts",)

    def __init__(self) -> None:
        """Start with full budgets."""
        self._accounts: dict[str, tuple[float, int]] = {}

    def judge(self, message: str | None, *, now: float) -> Verdict:
        """Judge the Engine.IO *message* (None: it was binary) at *now* (s); what is no packet is judged elsewhere."""
        budget = budget_of(message[1:]) if message and message[0] == "4" else None
        return Verdict.TAKEN if budget is None else self.take(budget, now=now)

    def take(self, budget: Budget, *, now: float) -> Verdict:
        """Take one request from *budget*, at *now* (s)."""
        full_at, excess = self._accounts.get(budget.kind, (now, 0))
        if full_at <= now:
            full_at, excess = now, 0
        next_full_at = full_at + 1 / budget.per_s
        if next_full_at - now <= budget.burst / budget.per_s + ROUNDING_S:
            self._accounts[budget.kind] = next_full_at, excess
            return Verdict.TAKEN
        self._accounts[budget.kind] = full_at, excess + 1
        if excess == 0:
            return Verdict.REFUSED
        return Verdict.PASSED_OVER if excess < PASSED_OVER * budget.burst else Verdict.HUNG_UP
