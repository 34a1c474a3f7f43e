"""How much of a player's time is used: what had been credited at a few moments of the past.

Several page loads of a player may have been silent at once, and come back one after the other, in any order. Each
brings presses out of its own silence, but all of them out of one person's time: from any moment until now, no more than
a person can have pressed. A few moments are enough, each about twice as long ago as the next: silence earns at most
half of what the throttle lets through, so that its promise bears that much doubt.
"""

import math
from dataclasses import dataclass
from operator import attrgetter

from clickgame.core.rules import Rules


@dataclass(slots=True, eq=False)
class Moment:
    """A time *at* (s), and how many presses are credited that were made *before* it.

    It stands for all moments up to *newest* (s) that were let go. A *regular* one comes with time, not with a silence.
    """

    at: float
    before: int
    newest: float
    is_regular: bool


_AT = attrgetter("at")


class History:
    """Some moments of one player's past, the oldest first; kept in memory only."""

    __slots__ = ("_moments", "_rules", "due_at")

    def __init__(self, rules: Rules, *, total: int, now: float) -> None:
        """Start at *now* with *total* presses credited, none of them lately."""
        self._rules = rules
        self.due_at = now + rules.claim_s / 2
        calm_since = max(0.0, now - rules.claim_s)
        self._moments = [_moment(calm_since, total, is_regular=True), _moment(now, total, is_regular=True)]

    def __len__(self) -> int:
        """Count the moments."""
        return len(self._moments)

    def go_on(self, *, total: int, credited_at: float, now: float) -> None:
        """Note that *total* presses are credited, the last at *credited_at*; to be called when `due_at` has come.

        Regular moments are at most `claim_s` apart. So for a page load that is new there is always one which is at
        least `claim_s` ago, and at most twice that.
        """
        claim_s = self._rules.claim_s
        calm_since = max(credited_at, now - claim_s)
        self.due_at = now + claim_s / 2
        self._keep(_moment(calm_since, total, is_regular=True), _moment(now, total, is_regular=True), now=now)

    def note(self, at: float, *, before: int, now: float) -> None:
        """Note that *before* presses were credited at the time *at*, when a silence began."""
        self._keep(_moment(at, before, is_regular=False), now=now)

    def room(self, since: float, *, total: int, now: float) -> float:
        """Tell how many more presses a person may have made since *since*, with *total* credited.

        A window's worth is on top: presses of the last window before a moment may have been heard after it.
        """
        rules = self._rules
        per_s, window_s = rules.pace_per_s, rules.throttle_window_s
        room = math.inf
        for moment in self._moments:
            if moment.at > since:
                break
            room = min(room, per_s * (now - moment.at + window_s) - (total - moment.before))
        return per_s * rules.silence_s if room == math.inf else room

    def credit(self, presses: int, *, since: float) -> None:
        """Note that *presses* are credited now that were made since *since*: later moments do not count them."""
        for moment in self._moments:
            if moment.at > since:
                moment.before += presses

    def _keep(self, *moments: Moment, now: float) -> None:
        """Take in *moments*, and let go of those that an older one can stand for or that are too long ago to matter."""
        rules = self._rules
        window_s = rules.throttle_window_s
        doubt = rules.throttle_presses / window_s / rules.pace_per_s
        kept: list[Moment] = []
        for moment in sorted((*self._moments, *moments), key=_AT):
            is_wanted = moment.is_regular and now - moment.at <= 2 * rules.claim_s
            if is_wanted or not kept or now - kept[-1].at + window_s > doubt * (now - moment.newest):
                kept.append(moment)
            else:
                kept[-1].newest = max(kept[-1].newest, moment.newest)
        while len(kept) > 1 and now - kept[1].at >= rules.silence_s:
            del kept[0]
        self._moments = kept


def _moment(at: float, before: int, *, is_regular: bool) -> Moment:
    return Moment(at, before, at, is_regular)
