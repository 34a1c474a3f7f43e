"""What is known of how somebody presses: a hundred bytes or so while a run goes on, whatever is sent.

Pure. A batch costs as much as it is long; nothing here is on the way of a press.
"""

from clickgame.core.fairplay.arrivals import Arrival, Arrivals
from clickgame.core.fairplay.batches import CLEAR_MS, JUDGED_LEAST, Batch
from clickgame.core.fairplay.signs import AWRY, REPEATED, SIGNS

BIN_MS = 10
BINS = 30
"""Gaps are counted in bins of BIN_MS; those beyond the last are counted in the last one."""

BIN_MOST = 255
MEMORY = 14
"""So many gaps in a row are remembered, to be known when they come again."""

REMEMBERED_FOR = 14  # batches, a thousand presses
ALIKE_MOST = 0.3
"""Gaps are remembered only where a person's would seldom be alike: no more often than this, one by one."""

LONGEST_GAP = 255
TOO_COARSE_MS = 8.0


class Watch:
    """The signs that somebody has shown, how many gaps there were of each length, and a few gaps in a row."""

    __slots__ = ("_age", "_arrivals", "_memory", "_shown", "bins")

    def __init__(self) -> None:
        """Start with nothing known."""
        self.bins = bytearray(BINS)
        self._shown = bytearray(len(SIGNS))
        self._memory = b""
        self._age = 0
        self._arrivals = Arrivals()

    def hear(self, batch: Batch, arrival: Arrival) -> None:
        """Take in *batch*, and its *arrival*."""
        self._arrivals.hear(batch.times[-1], arrival)
        self._shown[AWRY] = self._arrivals.misfits
        for gap in batch.gaps:
            place = min(gap // BIN_MS, BINS - 1)
            if self.bins[place] == BIN_MOST:
                self.bins = bytearray(count // 2 for count in self.bins)
            self.bins[place] += 1
        if len(batch.times) < JUDGED_LEAST:
            return
        shown = self._shown
        for place, sign in enumerate(SIGNS):
            if sign.shows(batch):
                shown[place] = min(shown[place] + 1, sign.enough)
            elif shown[place] and place not in (REPEATED, AWRY):
                shown[place] -= 1
        self._look_back(batch)

    @property
    def signs(self) -> tuple[str, ...]:
        """The keys of the signs that were shown often enough, in the table's order."""
        return tuple(sign.key for sign, count in zip(SIGNS, self._shown, strict=True) if count >= sign.enough)

    def _look_back(self, batch: Batch) -> None:
        """Look for the gaps that are remembered, and remember others after a while."""
        self._age += 1
        if not self._memory or self._age > REMEMBERED_FOR:
            self._remember(batch)
        elif _find(self._memory, batch.gaps, since=0):
            self._shown[REPEATED] = min(self._shown[REPEATED] + 1, SIGNS[REPEATED].enough)

    def _remember(self, batch: Batch) -> None:
        gaps = batch.gaps[:MEMORY]
        self._memory, self._age, self._shown[REPEATED] = b"", 0, 0
        is_clear = batch.grain < TOO_COARSE_MS and not batch.is_blind
        if is_clear and batch.alike <= ALIKE_MOST and max(gaps) <= LONGEST_GAP:
            self._memory = bytes(gaps)
            if _find(self._memory, batch.gaps, since=MEMORY):
                self._shown[REPEATED] = 1


def _find(memory: bytes, gaps: list[int], *, since: int) -> bool:
    """Tell whether the *gaps* of *memory* are in a row somewhere in *gaps* from the place *since* on."""
    low, high = memory[0] - CLEAR_MS, memory[0] + CLEAR_MS
    last = len(gaps) - len(memory) + 1
    starts = [at for at in range(since, last) if low <= gaps[at] <= high]
    return any(
        all(abs(gap - known) <= CLEAR_MS for gap, known in zip(gaps[at : at + len(memory)], memory, strict=True))
        for at in starts
    )
