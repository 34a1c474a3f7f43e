"""Letting go of what Reflex keeps for a page.

Reflex keeps a tree of states for every page, for an hour by default. Here the states only translate: what a page shows
is the engine's, and goes past the tree. So it goes as soon as nothing needs it: half a minute after a page has left,
and seconds after it has arrived where presses take the short way. Should such a page call a handler after all, Reflex makes
a new tree, hydrates it, and the page finds the seat that it has.
"""

import asyncio
from collections.abc import Callable

from reflex.app import App
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken
from reflex.state import State

ARRIVED_S = 5.0
GONE_S = 30.0


class Release:
    """Purges the state trees of one app's pages."""

    def __init__(self, app: App, is_needed: Callable[[str], bool]) -> None:
        """Ask *is_needed* whether the page with a client token lives by its tree."""
        self._app = app
        self._is_needed = is_needed

    def later(self, token: str, after_s: float) -> None:
        """Let go of the tree of *token* after *after_s* seconds, unless it is needed then."""
        asyncio.get_running_loop().call_later(after_s, self._let_go, token, after_s)

    def _let_go(self, token: str, after_s: float) -> None:
        manager = self._app.state_manager
        if not isinstance(manager, StateManagerMemory) or self._is_needed(token):
            return
        page = BaseStateToken(ident=token, cls=State)
        lock = manager._states_locks.get(page.lock_key)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # Reflex has no public way
        if lock is not None and lock.locked():
            self.later(token, after_s)
        else:
            manager._purge_token(page)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage, reportUnknownMemberType]  # the same
