"""Who may connect, and who may become a player: so many at once, and so many in a time, from one address.

A school or a village may stand behind one address, so the limits are far above a household's; a stranger with a script
is far above them. What is remembered of an address goes when nothing of it is open and its bucket is full again, and is
bounded anyhow: somebody with a large network of IPv6 has more addresses than there is memory.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from clickgame.contract.errors import AddressMisbehaves, ServerFull, TooManyConnections, TooManyNewcomers
from clickgame.contract.refusals import AddressBanned
from clickgame.gateway.limits.bans import Bans
from clickgame.gateway.limits.rate import RateLimit, address_of
from clickgame.gateway.reflex.channels import NAMESPACE
from clickgame.settings import Settings

ADDRESS = "clickgame.address"
"""Where a connection's environ has the address that it comes from."""

SCOPE = "asgi.scope"
SOCKET_REQUEST = f"GET {NAMESPACE}".encode()
"""How a request for a socket begins, whatever else it says."""

MINUTE_S, HOUR_S = 60.0, 3_600.0
TOLD_PER_S, TOLD_AT_ONCE = 5.0, 50
AT_ONCE = 2  # times as many as may be open: all of them have been cut off and are back, with some to spare

logger = logging.getLogger(__name__)


class Admission:
    """Counts the open connections of one server, in all and by address, and how fast addresses bring more."""

    def __init__(self, settings: Settings, *, room: int, clock: Callable[[], float]) -> None:
        """Start with nobody; the system has *room* for so many connections, and *clock* tells seconds."""
        self._most = min(settings.connections_most, room)
        self._each = settings.connections_each
        self._clock = clock
        self._open: dict[str, int] = {}
        self._connects = RateLimit(
            per_s=settings.connects_per_s,
            burst=AT_ONCE * settings.connections_each,
            addresses_most=settings.connection_addresses,
        )
        self._newcomers = RateLimit(
            per_s=settings.newcomers_per_h / HOUR_S,
            burst=settings.newcomers_per_h,
            addresses_most=settings.connection_addresses,
        )
        self._offences = RateLimit(
            per_s=settings.offences_per_min / MINUTE_S,
            burst=settings.offences_per_min,
            addresses_most=settings.connection_addresses,
        )
        self._tellings = RateLimit(per_s=TOLD_PER_S, burst=TOLD_AT_ONCE, addresses_most=settings.connection_addresses)
        self.bans = Bans(most=settings.connection_addresses, clock=clock)
        self.count = 0

    def enter(self, address: str) -> None:
        """Count one more connection of *address*.

        Raises ServerFull, AddressBanned, AddressMisbehaves or TooManyConnections.
        """
        if self.count >= self._most:
            raise ServerFull
        if address in self.bans:
            raise AddressBanned
        if self.is_shunned(address):
            raise AddressMisbehaves
        if self._open.get(address, 0) >= self._each or self._connects.wait_s(address, now=self._clock()):
            logger.warning("an address has as many connections as one may have; a proxy has to be named as one")
            raise TooManyConnections
        self.count += 1
        self._open[address] = self._open.get(address, 0) + 1

    def leave(self, address: str) -> None:
        """Count one connection less of *address*, which `enter` has let in."""
        self.count -= 1
        self._open[address] -= 1
        if not self._open[address]:
            del self._open[address]

    def begin(self, address: str) -> None:
        """Count one more new player of *address*; raises TooManyNewcomers."""
        if self._newcomers.wait_s(address, now=self._clock()):
            raise TooManyNewcomers

    def offend(self, address: str) -> None:
        """Note that a connection of *address* did what no page does, and was hung up on for it."""
        self._offences.wait_s(address, now=self._clock())

    def is_shunned(self, address: str) -> bool:
        """Tell whether so many connections of *address* did so lately that no more of them are let in for a while."""
        return self._offences.is_empty(address, now=self._clock())

    def turns_away(self, address: str) -> bool:
        """Take note that *address* asks for a socket; tell whether to refuse it before its request is looked at.

        A page from an address that is not let in is told why. Its address has so many such answers, and no more.
        """
        is_out = self.is_shunned(address) or address in self.bans
        return is_out and self._tellings.wait_s(address, now=self._clock()) > 0

    @property
    def remembered(self) -> int:
        """How many addresses something is remembered of, for each of what is counted."""
        return len(self._open) + len(self._connects) + len(self._newcomers) + len(self._offences) + len(self._tellings)


def address_in(environ: Mapping[str, Any] | None) -> str:
    """Give the address that the connection with *environ* comes from."""
    if environ is None:
        return ""
    address = environ.get(ADDRESS)
    return address_of(environ.get(SCOPE, {})) if address is None else str(address)
