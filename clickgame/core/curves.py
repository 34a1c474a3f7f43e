"""How the presses of a run are spread over its time: a few counts, each for an equal part of it.

Pure and synchronous. Times are whole seconds since the run's first press. However long a run lasts, its curve has no
more than POINTS counts: when there would be one too many, parts become twice as long.
"""

from collections.abc import Sequence

POINTS = 32


class Curve:
    """The curve of a run that goes on: *counts* of presses, each of a part that is *step* seconds long."""

    __slots__ = ("counts", "step")

    def __init__(self) -> None:
        """Start without a press."""
        self.counts: list[int] = []
        self.step = 1

    def add(self, presses: int, *, since: int, until: int) -> None:
        """Take in *presses* that were made from *since* to *until* (s), evenly for all that is known."""
        while until >= self.step * POINTS:
            self.counts = [sum(self.counts[at : at + 2]) for at in range(0, len(self.counts), 2)]
            self.step *= 2
        first, last = since // self.step, until // self.step
        counts = self.counts
        if last >= len(counts):
            counts += [0] * (last + 1 - len(counts))
        if first == last:
            counts[last] += presses
            return
        each, more = divmod(presses, last + 1 - first)
        for part in range(first, last + 1):
            counts[part] += each + (part - first < more)

    @property
    def text(self) -> str:
        """The counts as they are kept: decimal, a space between two."""
        return " ".join(map(str, self.counts))


def step_of(seconds: int) -> int:
    """Give how long (s) each part of the curve is of a run whose last press came after *seconds*."""
    step = 1
    while seconds >= step * POINTS:
        step *= 2
    return step


def counts_of(text: str) -> tuple[int, ...]:
    """Read the counts of a curve's *text*. Raises ValueError where it is none."""
    counts = tuple(map(int, text.split(" "))) if text else ()
    if len(counts) > POINTS or min(counts, default=0) < 0:
        raise ValueError("that is no curve")
    return counts


def reached(counts: Sequence[int], score: int) -> list[int]:
    """Give to how many presses a run had come by the end of each part, for a run of *score* presses.

    Where a restart has lost the beginning, presses are missing from *counts*, and the parts that it was in have none.
    They are taken for even: nobody knows better.
    """
    lost = score - sum(counts)
    start = next((part for part, count in enumerate(counts) if count), len(counts))
    so_far, sums = lost, [lost * (part + 1) // start for part in range(start)]
    for count in counts[start:]:
        so_far += count
        sums.append(so_far)
    return sums
