"""The times of some presses in a row, as a page has measured them, and the figures by which they are judged.

Pure. Times and gaps are in whole milliseconds of the page's own clock, which says nothing about the server's.
"""

import math
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from operator import mul

from clickgame.contract.doubts import TimesInvalid

SIZE_LEAST, SIZE_MOST = 2, 128
JUDGED_LEAST = 60
"""Of fewer presses at once, there is too little to judge."""

LATEST_MS = 10**12  # three decades after the page was opened

FINGERS_ALL = 40
"""A multiple of 2, 4, 5, 8 and 10: gaps so far apart were made by the same finger, with however many somebody drums."""

CLEAR_MS = 3
"""Two gaps that differ by no more may be the same one, played again by a machine."""

COARSE_MS = (1000 / 60, 1000 / 120, 8.0, 5.0)
FINE_MS = 1.0
SLOP_MS = 1.0  # that rounding to whole milliseconds leaves
BLIND_MS = 50
"""A clock whose times are all multiples of this, or of a multiple of it, shows nothing of how even presses are."""

MOST_OF = 0.95  # of the gaps have to fit a clock's grain
OTHERS_OF = 0.04
COUNTED_OF = 0.9  # of the gaps tell how even they are: not those where a hand rested, or a machine was busy


def checked(times: object) -> tuple[int, ...]:
    """Give *times* if they can be those of so many presses in their order, else raise TimesInvalid.

    A time below 0 is that of a press which no input device has made, as long after 0.
    """
    if type(times) is not list or not SIZE_LEAST <= len(times) <= SIZE_MOST:  # pyright: ignore[reportUnknownArgumentType]  # whatever a page sends
        raise TimesInvalid
    before = 0
    known: list[int] = []
    for time in times:  # pyright: ignore[reportUnknownVariableType]  # the same
        if type(time) is not int or not before <= abs(time) <= LATEST_MS:  # pyright: ignore[reportUnknownArgumentType]  # the same
            raise TimesInvalid
        known.append(time)
        before = abs(time)
    return tuple(known)


class Batch:
    """Presses at *times*; *is_trusted* tells whether input devices made most of them."""

    def __init__(self, times: Sequence[int]) -> None:
        """Take *times* that were checked."""
        self.is_trusted = sum(time < 0 for time in times) <= len(times) // 2
        self.times = times if min(times) >= 0 else [abs(time) for time in times]
        self.gaps = [after - before for before, after in pairwise(self.times)]

    @cached_property
    def in_order(self) -> list[int]:
        """The gaps, the shortest first."""
        return sorted(self.gaps)

    @cached_property
    def median(self) -> float:
        """The gap (ms) in the middle, never 0."""
        return max(self.in_order[len(self.gaps) // 2], FINE_MS)

    @cached_property
    def mean(self) -> float:
        """The mean gap (ms), never 0."""
        return max((self.times[-1] - self.times[0]) / len(self.gaps), FINE_MS)

    def quantile(self, share: float) -> int:
        """Give the gap (ms) which that *share* of them does not exceed."""
        return self.in_order[int(share * (len(self.gaps) - 1))]

    @cached_property
    def spread(self) -> float:
        """How far (ms) from the median most gaps are, on the average."""
        middle = self.median
        off = sorted([abs(gap - middle) for gap in self.gaps])[: math.ceil(COUNTED_OF * len(self.gaps))]
        return sum(off) / len(off)

    @cached_property
    def off_line(self) -> float:
        """How far (ms, root of the mean square) the times are from those of one even beat."""
        count, first = len(self.times), self.times[0]
        places, times = range(count), [time - first for time in self.times]
        mean_place, mean_time = (count - 1) / 2, sum(times) / count
        along = sum(map(mul, places, times)) - count * mean_place * mean_time
        square = sum(map(mul, times, times)) - count * mean_time**2
        return math.sqrt(max(0.0, square - along**2 / (count * (count**2 - 1) / 12)) / count)

    @cached_property
    def grain(self) -> float:
        """To how many ms the clock seems to round: the coarsest grain that most gaps are multiples of.

        Gaps that are all the same are multiples of much, and tell of no clock; what a clock rounds is not all the same.
        """
        for grain in COARSE_MS:
            half = grain / 2
            fitting = sum(abs((gap + half) % grain - half) <= SLOP_MS for gap in self.gaps)
            if fitting >= MOST_OF * len(self.gaps):
                others = sum(abs(gap - self.median) > half for gap in self.gaps)
                return grain if others >= OTHERS_OF * len(self.gaps) else FINE_MS
        return FINE_MS

    @cached_property
    def is_blind(self) -> bool:
        """Tell whether the clock is too coarse to judge by."""
        return not any(time % BLIND_MS for time in self.times)

    def likeness(self, apart: int) -> float:
        """Give the correlation (-1 to 1) between gaps that are so many *apart*."""
        mean = sum(self.gaps) / len(self.gaps)
        off = [gap - mean for gap in self.gaps]
        square = sum(map(mul, off, off)) * (len(off) - apart) / len(off)
        return sum(map(mul, off, off[apart:])) / square if square else 1.0

    @cached_property
    def alike(self) -> float:
        """Which share of the gaps that one finger made differ by no more than CLEAR_MS."""
        pairs = list(zip(self.gaps, self.gaps[FINGERS_ALL:], strict=False))
        return sum(abs(one - other) <= CLEAR_MS for one, other in pairs) / len(pairs) if pairs else 1.0
