"""How much one address may ask for: a bucket of tokens for each, in bounded memory.

Who a request comes from is what uvicorn says: the peer's address, or what a proxy that is believed has put into
`X-Forwarded-For`. A household has many addresses of IPv6, so those that share a /64 share a bucket."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from starlette.types import Scope

NETWORK_BITS = 64
ADDRESS_LONGEST = 64  # a proxy may pass on whatever it was sent
ROUNDING_S = 1e-9


class RateLimit:
    """Lets each address make *burst* requests at once, and *per_s* in a second on and on."""

    def __init__(self, *, per_s: float, burst: int, addresses_most: int) -> None:
        """Start with full buckets."""
        self._each_s = 1 / per_s
        self._full_s = burst / per_s
        self._addresses_most = addresses_most
        # When each address will have a full bucket again, who asked last coming last. Nobody else need be remembered.
        self._full_at: dict[str, float] = {}

    def __len__(self) -> int:
        """Count the addresses that are remembered."""
        return len(self._full_at)

    def wait_s(self, address: str, *, now: float) -> float:
        """Take one request of *address*, and give 0, or say how long (s) it has to wait; *now* is in seconds."""
        full_at = max(self._full_at.pop(address, now), now) + self._each_s
        wait_s = full_at - self._full_s - now
        if wait_s > ROUNDING_S:
            self._full_at[address] = full_at - self._each_s
            return wait_s
        self._full_at[address] = full_at
        self._forget(now)
        return 0.0

    def is_empty(self, address: str, *, now: float) -> bool:
        """Tell whether *address* would have to wait, without taking anything of it."""
        return self._full_at.get(address, now) + self._each_s - self._full_s - now > ROUNDING_S

    def _forget(self, now: float) -> None:
        """Forget who has asked longest ago: two whose bucket is full, and whoever is one too many."""
        for address in [address for address, _ in zip(self._full_at, range(2), strict=False)]:
            if self._full_at[address] <= now or len(self._full_at) > self._addresses_most:
                del self._full_at[address]


def address_of(scope: Scope) -> str:
    """Give the address, or for IPv6 the network, that the request of *scope* comes from."""
    client = scope.get("client")
    return network_of(str(client[0])) if client else ""


@lru_cache(maxsize=4_096)
def network_of(host: str) -> str:
    """Give the address *host*, or for IPv6 its network; what is no address stays as it is, up to a length."""
    host = host[:ADDRESS_LONGEST]
    try:
        address: IPv4Address | IPv6Address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv4Address):
        return host
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((int(address), NETWORK_BITS), strict=False))
