"""Tell playing from hammering.

More than `throttle_presses` within any `throttle_window_s` hold a player for `hold_s`; a held player gets one press
every `hold_every_s`, and is held anew each time the hammering comes back. Times are in seconds, *now* is passed in.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

from clickgame.core.rules import Rules


@dataclass(slots=True)
class Window:
    """The presses of one player within the last window: (when, how many) and their sum."""

    marks: deque[tuple[float, int]] = field(default_factory=deque[tuple[float, int]])
    count: int = 0


class Verdict(NamedTuple):
    """How many presses count, and until when the player is held (0: not held)."""

    credited: int
    held_until: float


def judge(window: Window, *, presses: int, now: float, held_until: float, pressed_at: float, rules: Rules) -> Verdict:
    """Decide on *presses* that arrive *now*, and note them in *window*.

    *pressed_at* is when a press of this player last counted.
    """
    over = _note(window, presses=presses, now=now, rules=rules)
    if now < held_until:
        credited = 1 if presses and now - pressed_at >= rules.hold_every_s else 0
        return Verdict(credited, now + rules.hold_s if over > 0 else held_until)
    if over > 0:
        return Verdict(max(0, presses - over), now + rules.hold_s)
    return Verdict(presses, 0.0)


def _note(window: Window, *, presses: int, now: float, rules: Rules) -> int:
    """Add *presses* to *window*; give by how many it is over the limit (0 or less: it is not)."""
    marks = window.marks
    horizon = now - rules.throttle_window_s
    while marks and marks[0][0] <= horizon:
        window.count -= marks.popleft()[1]
    if not presses:
        return 0
    window.count += presses
    if len(marks) > rules.throttle_presses:
        # The window is overfull by now: later marks may share one, and memory stays bounded.
        presses += marks.pop()[1]
    marks.append((now, presses))
    return window.count - rules.throttle_presses
