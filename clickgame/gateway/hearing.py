"""The counts of one turn of the loop, heard together: one call to the engine, one journal write, an answer to each."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from functools import partial
from time import perf_counter
from typing import cast

from clickgame.contract.calls import Count, Link
from clickgame.contract.errors import GameError
from clickgame.contract.facts import Outcome
from clickgame.contract.measures import Times
from clickgame.gateway.clients import Client

logger = logging.getLogger(__name__)

Taker = Client | Callable[[Outcome | GameError], None]


class Hearing:
    """Gathers counts, and hands out what they came to in their order.

    A client's presses of one turn are answered once, by *reply*, or by *refuse*, which is given the page, too.
    Whoever else asks is called with the outcome, or with what was refused.
    """

    def __init__(
        self,
        link: Link,
        *,
        reply: Callable[[Client, Outcome], None],
        refuse: Callable[[Client, GameError, object], None],
    ) -> None:
        """Ask at the end of *link*."""
        self.times = Times()
        self._link = link
        self._reply = reply
        self._refuse = refuse
        self._counts: list[Count] = []
        self._takers: list[Taker] = []

    def add(self, count: Count, taker: Taker) -> None:
        """Have *count* heard with the turn that is running."""
        if not self._counts:
            asyncio.get_running_loop().call_soon(self._hear)
        self._counts.append(count)
        self._takers.append(taker)

    def _hear(self) -> None:
        counts, self._counts = self._counts, []
        takers, self._takers = self._takers, []
        self._link.hear(counts, partial(self._answer, takers, counts, perf_counter()))

    def _answer(
        self, takers: Sequence[Taker], counts: Sequence[Count], began: float, outcomes: Sequence[Outcome | GameError]
    ) -> None:
        due: dict[Client, Outcome] = {}
        for taker, count, outcome in zip(takers, counts, outcomes, strict=True):
            if isinstance(taker, Client) and isinstance(outcome, Outcome):
                due[taker] = _newest(due[taker], outcome) if taker in due else outcome
                continue
            try:
                if isinstance(taker, Client):
                    self._refuse(taker, cast("GameError", outcome), count.page)
                else:
                    self._reply_all(due)
                    taker(outcome)
            except Exception:  # one that fails hurts itself alone
                logger.exception("an answer could not be given")
        self._reply_all(due)
        self.times.add(perf_counter() - began, times=len(counts))  # once for all: a press itself is not timed

    def _reply_all(self, due: dict[Client, Outcome]) -> None:
        for client, outcome in due.items():
            try:
                self._reply(client, outcome)
            except Exception:  # the same
                logger.exception("a press could not be answered")
        due.clear()


def _newest(before: Outcome, later: Outcome) -> Outcome:
    """Give *later*, merged with the one *before* if that has something to tell that it has not: mostly it has not."""
    says_it_all = (later.hold_began or not before.hold_began) and (later.credited or not before.credited)
    return later if says_it_all else before.followed_by(later)
