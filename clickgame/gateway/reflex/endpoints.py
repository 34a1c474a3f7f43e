"""Reflex's own addresses, closed: this game is played over the socket, and `/health` says how it is.

By default Reflex answers at /ping and /_health, and where an upload, a codespace or a variable asks for it at /_upload,
/auth-codespace and /_all_routes. Its page knows these addresses, and asks at none of them.
"""

# pyright: reportPrivateUsage=false

from reflex.app import App


def close_endpoints() -> None:
    """Have the apps that are made from now on answer at no address of Reflex's but the socket's."""
    App._add_default_endpoints = App._add_optional_endpoints = _leave_alone  # noqa: SLF001  # Reflex has no setting for it


def _leave_alone(self: App) -> None:
    """Add nothing to *self*, whose method it is."""
