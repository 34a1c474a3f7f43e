"""Networks that an operator keeps out, at the engine: what one gateway has found, all gateways are given.

Addresses are in memory only: no file holds one. They come back from the gateways when another engine begins.
"""

from collections.abc import Iterable, Sequence
from math import inf

from clickgame.contract.facts import BlocksChanged, NetworkBanned
from clickgame.contract.moderation import BLOCK, UNDO, Block
from clickgame.core.moderation import Deed
from clickgame.engine.engine import Engine

BLOCKS_MOST = 1_000
ADDRESSES_EACH = 100


class Blocks:
    """The addresses that are kept out, by the number of the deed."""

    def __init__(self, engine: Engine) -> None:
        """Know none yet."""
        self._engine = engine
        self._addresses: dict[int, dict[str, None]] = {}

    def done(self, deed: Deed) -> None:
        """Have gateways told, once it is on record, what *deed* asks of them."""
        tell = self._engine.recorder.tell_later
        if deed.what == BLOCK:
            tell(NetworkBanned(deed.whom, deed.number))
        elif deed.what == UNDO and self._drop_over():
            tell(BlocksChanged(len(self._addresses)))

    def share(self, known: Iterable[Block]) -> Sequence[Block]:
        """Take in what a gateway knows, have the others told if that is news, and give all that is in force."""
        self._drop_over()
        is_news = False
        for number, addresses, _ in known:
            if self._left_s(number):
                kept = self._addresses.setdefault(number, {})
                before = len(kept)
                kept.update(dict.fromkeys(addresses))
                while len(kept) > ADDRESSES_EACH:
                    kept.popitem()
                is_news |= len(kept) > before
        while len(self._addresses) > BLOCKS_MOST:
            del self._addresses[min(self._addresses)]
        if is_news:
            self._engine.recorder.tell_later(BlocksChanged(len(self._addresses)))
        return [Block(number, list(kept), self._left_s(number)) for number, kept in self._addresses.items()]

    def _drop_over(self) -> bool:
        """Forget what was undone or is over; tell whether anything was."""
        over = [number for number in self._addresses if not self._left_s(number)]
        for number in over:
            del self._addresses[number]
        return bool(over)

    def _left_s(self, number: int) -> float:
        """Tell for how long (s) the deed of that *number* still keeps a network out, 0 if it does not."""
        deed = self._engine.game.moderation.deeds.get(number)
        if deed is None or deed.what != BLOCK or deed.undone_by:
            return 0.0
        return max(0.0, deed.until - self._engine.now()) if deed.until else inf
