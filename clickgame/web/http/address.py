"""Where a request was sent: its host and port as the visitor's browser names them.

A `Host` header is a stranger's text. Nothing of it is used, or said back, unless all of it can be a host."""

import re

_HOST = re.compile(r"(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::([0-9]{1,5}))?")
_PORTS = {"http": 80, "https": 443}


def port_of(host: str, *, scheme: str) -> int | None:
    """Give the port in a `Host` header, the scheme's own if it names none; None if that is no host."""
    match = _HOST.fullmatch(host)
    if not match or scheme not in _PORTS:
        return None
    port = int(match[1] or _PORTS[scheme])
    return port if 0 < port < 1 << 16 else None


def origin_of(host: str, *, scheme: str) -> str:
    """Give the origin, as in `https://game.example`, that a `Host` header stands for; empty if that is no host."""
    return "" if port_of(host, scheme=scheme) is None else f"{scheme}://{host.lower()}"
