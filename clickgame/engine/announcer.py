"""Telling the facts that no answer carries to whoever listens."""

import logging
from collections.abc import Callable

from clickgame.contract.facts import Fact

logger = logging.getLogger(__name__)


class Announcer:
    """Those who listen, and a way to tell them all."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._listeners: list[Callable[[Fact], None]] = []

    def listen(self, listener: Callable[[Fact], None]) -> None:
        """Have *listener* called with every fact from now on."""
        self._listeners.append(listener)

    def tell(self, fact: Fact) -> None:
        """Tell *fact* to all."""
        for listener in self._listeners:
            try:
                listener(fact)
            except Exception:  # one that fails hurts itself alone
                logger.exception("a listener failed at %s", fact)
