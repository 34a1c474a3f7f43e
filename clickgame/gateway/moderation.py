"""The operators' desk at a gateway: who may ask, and what is asked of the engine."""

import hashlib
import logging
import secrets
from collections.abc import Callable
from functools import partial

from clickgame.contract.answers import answered
from clickgame.contract.calls import Link
from clickgame.contract.moderation import DeedAsk, DeedRead
from clickgame.contract.refusals import NotAnOperator, TooManyTries
from clickgame.gateway.limits.rate import RateLimit

OFF, NEW = "off", "new"
TOKEN_SHORTEST = 16
TOKEN_BYTES = 16
TOKEN_TOLD = "the operator's page is at /operator, and its token until the next start is %s"  # noqa: S105  # words
TRIES_AT_ONCE, TRIES_PER_S = 8, 1 / 60
ADDRESSES_MOST = 10_000

logger = logging.getLogger(__name__)


class Desk:
    """Does what operators ask for, with the engine at the end of *link*.

    `address_of` gives where a connection comes from: whoever owns the sockets sets it.
    """

    address_of: Callable[[str], str]

    def __init__(self, link: Link, *, clock: Callable[[], float]) -> None:
        """Let nobody in by a token before `open_to`; *clock* tells seconds."""
        self.link = link
        self._clock = clock
        self._token = b""
        self._tries = RateLimit(per_s=TRIES_PER_S, burst=TRIES_AT_ONCE, addresses_most=ADDRESSES_MOST)

    # Who may ask

    @property
    def is_open(self) -> bool:
        """Whether a token lets somebody in."""
        return self._token != b""

    def open_to(self, token: str) -> str:
        """Let in whoever has *token*, or for `NEW` one that is made up, and give it; for `OFF`, nobody.

        Raises ValueError for one that could be guessed.
        """
        if token == OFF:
            self._token = b""
            return ""
        chosen = secrets.token_urlsafe(TOKEN_BYTES) if token == NEW else token
        if len(chosen) < TOKEN_SHORTEST:
            raise ValueError(f"it has less than {TOKEN_SHORTEST} characters")
        self._token = _digest(chosen)
        return chosen

    def check(self, sid: str, token: object) -> None:
        """Raise unless *token*, which came on the connection *sid*, is the operator's: NotAnOperator or TooManyTries.

        After some wrong ones from an address the right one is refused, too, for a while: guessing gains nothing.
        """
        address, now = self.address_of(sid), self._clock()
        if self._tries.is_empty(address, now=now):
            raise TooManyTries
        given = token if isinstance(token, str) else ""
        if not self.is_open or not secrets.compare_digest(_digest(given), self._token):
            self._tries.wait_s(address, now=now)
            logger.warning("somebody has tried a token that is not the operator's")
            raise NotAnOperator

    # What is asked

    async def do(self, ask: DeedAsk) -> DeedRead:
        """Do what an operator asks for; see `Moderating.do`."""
        return await answered(partial(self.link.moderation.do, ask))

    async def undo(self, operator: str, number: object) -> DeedRead:
        """Undo a deed; see `Moderating.undo`."""
        return await answered(partial(self.link.moderation.undo, operator, number))

    async def undo_all(self, operator: str, whom: object, what: object = "") -> list[DeedRead]:
        """Undo the sanctions on a player; see `Moderating.undo_all`."""
        return await answered(partial(self.link.moderation.undo_all, operator, whom, what=what))


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode(errors="replace")).digest()
