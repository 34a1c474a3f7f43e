"""Whose word counts about where a connection comes from: uvicorn's rules, for sockets past its middleware."""

from collections.abc import Iterable
from functools import lru_cache

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from clickgame.gateway.limits.rate import network_of


class Proxies:
    """The proxies that are believed, as `FORWARDED_ALLOW_IPS` names them."""

    def __init__(self, trusted: list[str] | str) -> None:
        """Believe those at the addresses *trusted*."""
        self._trusted = ProxyHeadersMiddleware(_nothing, trusted).trusted_hosts

    def address_of(self, peer: str, forwarded: Iterable[str]) -> str:
        """Give the address, or network, of who connects from *peer* with the `X-Forwarded-For` headers *forwarded*."""
        said = ", ".join(forwarded)
        if said and peer in self._trusted:
            peer = self._trusted.get_trusted_client_address(said)[0] or peer
        return network_of(peer)


@lru_cache(maxsize=4)
def proxies(trusted: str) -> Proxies:
    """Give the proxies at the addresses *trusted*, made once."""
    return Proxies(trusted)


async def _nothing(*_: object) -> None:
    """Answer nothing: the middleware is asked for its rules only."""
