"""Letting go of what Reflex keeps for a page.

Reflex keeps a tree of states for every page, for an hour by default. Here the states only translate: what a page shows
is the engine's, and goes past the tree. So half a minute after a page has left, its tree goes too.
"""

import asyncio
from collections.abc import Container

from reflex.app import App
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken
from reflex.state import State

GONE_S = 30.0


class Release:
    """Purges the state trees of one app's pages."""

    def __init__(self, app: App, connected: Container[str]) -> None:
        """Keep the trees of the client tokens in *connected*."""
        self._app = app
        self._connected = connected

    def later(self, token: str, after_s: float) -> None:
        """Let go of the tree of *token* after *after_s* seconds, unless its page is back by then."""
        asyncio.get_running_loop().call_later(after_s, self._let_go, token, after_s)

    def _let_go(self, token: str, after_s: float) -> None:
        manager = self._app.state_manager
        if not isinstance(manager, StateManagerMemory) or token in self._connected:
            return
        page = BaseStateToken(ident=token, cls=State)
        lock = manager._states_locks.get(page.lock_key)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # Reflex has no public way
        if lock is not None and lock.locked():
            self.later(token, after_s)
        else:
            manager._purge_token(page)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage, reportUnknownMemberType]  # the same
