"""The signs by which presses of a program are known: one line a sign; watch, pages and tests go over the table.

None of them blocks anybody: each is counted over many presses, and what comes of it is a notice with its reason. The
bounds lie beyond what people do, who are never more even than 4 % of a gap (see tests/fairplay/traces.py for sources),
and `python -m tests.fairplay` says how far. Whoever presses slower than SLOW_PER_S gains nothing by a program, and may
well need one: a pointer that rests, a switch, a tremor's filter. Evenness is not asked there.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from clickgame.core.fairplay.arrivals import ENOUGH
from clickgame.core.fairplay.batches import FINGERS_ALL, Batch

SLOW_PER_S = 3.5
FAST_PER_S = 25.0
SCRIPTED_PER_S = 3.0
EVEN_SHARE, EVEN_MS = 0.016, 1.4
STEADY_SHARE, STEADY_MS = 0.024, 2.2
COARSE_GRAIN_MS = 5.0
FLAT_MIDDLE = (0.44, 0.62)
FLAT_EDGE = 1.28
FLAT_ASIDE = 0.3
INDEPENDENT = 0.25
SECOND_MS = 1000.0


def _is_slow(batch: Batch) -> bool:
    return batch.median > SECOND_MS / SLOW_PER_S


def _is_fast(batch: Batch) -> bool:
    return batch.mean < SECOND_MS / FAST_PER_S


def _is_even(batch: Batch) -> bool:
    if _is_slow(batch) or batch.spread > max(EVEN_SHARE * batch.median, EVEN_MS):
        return False
    # A coarse clock makes gaps even, or uneven, that are not.
    return batch.grain < COARSE_GRAIN_MS and not batch.is_blind


def _is_steady(batch: Batch) -> bool:
    own = max(STEADY_SHARE * batch.median, STEADY_MS)
    rounding = COARSE_GRAIN_MS  # more than any clock's
    if _is_slow(batch) or batch.is_blind or batch.off_line > own + rounding:
        return False
    return batch.off_line <= math.hypot(own, batch.grain / math.sqrt(12))


def _is_flat(batch: Batch) -> bool:
    middle = batch.quantile(0.75) - batch.quantile(0.25)
    most = batch.quantile(0.9) - batch.quantile(0.1)
    nearly_all = batch.quantile(0.97) - batch.quantile(0.03)
    if not most or _is_slow(batch) or not FLAT_MIDDLE[0] <= middle / nearly_all <= FLAT_MIDDLE[1]:
        return False
    if nearly_all / most > FLAT_EDGE or batch.grain > 1 or batch.is_blind:
        return False
    aside = batch.quantile(0.97) + batch.quantile(0.03) - 2 * batch.median
    if abs(aside) > FLAT_ASIDE * nearly_all:
        return False
    # Fingers that take turns are flat, too, but in these each has its place.
    return max(abs(batch.likeness(1)), abs(batch.likeness(2)), batch.likeness(FINGERS_ALL)) < INDEPENDENT


def _is_scripted(batch: Batch) -> bool:
    return not batch.is_trusted and batch.mean < SECOND_MS / SCRIPTED_PER_S


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign by its key, what a player is told who shows it, and what tells whether a batch shows it.

    It is noticed once *enough* more batches have shown it than have not. Where a sign is not seen in one batch alone,
    *shows* says no.
    """

    key: str
    text: str
    shows: Callable[[Batch], bool]
    enough: int = 4


SIGNS = (
    Sign("fast", "More than 25 presses a second, and not only for a moment", _is_fast),
    Sign("even", "Every press as long after the one before, to a few thousandths of a second", _is_even, enough=3),
    Sign("steady", "A beat that nobody holds so exactly", _is_steady, enough=3),
    Sign("flat", "Gaps as if drawn by lot between two bounds", _is_flat, enough=6),
    Sign("repeated", "The same presses, again and again", lambda _: False, enough=2),
    Sign("scripted", "Presses that no mouse, key or screen made", _is_scripted, enough=2),
    Sign("awry", "Times between presses that cannot be: more, or less, went by here", lambda _: False, enough=ENOUGH),
)

BY_KEY = {sign.key: sign for sign in SIGNS}
_PLACES = {sign.key: place for place, sign in enumerate(SIGNS)}
REPEATED, AWRY = _PLACES["repeated"], _PLACES["awry"]
