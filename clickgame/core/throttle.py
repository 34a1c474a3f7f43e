"""Tell playing from hammering, by when presses can have been made and not by when they arrive.

The promise, with N = `throttle_presses`, W = `throttle_window_s` and P = `pace_per_s` (50, 1 s and 25 a second):

- Hammering is more than N presses in a time of W, as pressed. It holds a player for `hold_s`; a held player gets one
  press every `hold_every_s`, and is held anew each time the hammering comes back. Nothing earned is taken away.
- Who presses like a person, P a second at most in all page loads together, is never held and loses nothing, whatever
  the network does: a stall of an open connection that lets everything go within W, an outage of `silence_s`, several
  page loads, a first contact that comes up to `page_age_claim_s` late, a server that was busy or down.
- Between two messages of a page load that are heard T seconds apart, at most N / W * T + N presses are credited. From
  any message of a player to any later one, of all page loads: the same, T being the time from the start of the oldest
  silence among them to the later message.

The silence before a message belongs to it: the time since the page load's message before, at most `silence_s`; for a
page load that is new, `page_age_claim_s` and W. Messages that are *heard together* count as one: those which come, on
the average since the first of them, within `stall_gap_s` of each other, and not later than W after the first.

So: fresh presses are placed in the past first, as many as the silence up to its last W, the player's unused time
(`Score.paced_at`), and what is used of it since then (`history.py`) have room for at P a second. The rest was made
since the silence began, within the last W, nobody knows when: it is taken for evenly spread.
Nothing here reads a clock: *now* is passed in, in seconds.
"""

from collections import deque
from dataclasses import dataclass, field

from clickgame.core.history import History
from clickgame.core.rules import Rules
from clickgame.core.scores import Page, Score

MARKS_KEPT = 64  # Later ones share one, so that a flood of messages takes bounded memory.
OLDER_KEPT = 16  # Looking for those which are too old costs more each time than a few of them.
SHORTEST_S = 1e-6  # No press takes less.

KNOWN = -1  # for Page.before: the history knows when this silence began
UNKNOWN = -2  # for Page.before: nobody knows what had been credited when this page load came to be

Mark = tuple[float, int, float]
"""Some presses: heard at (s), how many, made since (s)."""


@dataclass(slots=True)
class Window:
    """The presses of one player that were heard within the last W and their sum, those before, and the history."""

    history: History
    marks: deque[Mark] = field(default_factory=deque[Mark])
    count: int = 0
    older: list[Mark] = field(default_factory=list[Mark])


class Throttle:
    """Judges the presses of one arena, and keeps a score's `held_until` and `paced_at`."""

    __slots__ = ("_gap_s", "_pace_s", "_presses", "_rules", "_silence_s", "_window_s")

    def __init__(self, rules: Rules) -> None:
        """Take the numbers from *rules*."""
        self._rules = rules
        self._presses = rules.throttle_presses
        self._window_s = rules.throttle_window_s
        self._pace_s = 1 / rules.pace_per_s
        self._silence_s = rules.silence_s
        self._gap_s = rules.stall_gap_s

    def start(self, score: Score, *, now: float) -> Window:
        """Give an empty window to a player with *score* who has none."""
        return Window(History(self._rules, total=score.total, now=now))

    def meet(self, page: Page, *, age_s: float, now: float) -> None:
        """Take *page*, which is new, for as old as it says, `claim_s` at most."""
        page.heard_at = now - min(age_s, self._rules.claim_s)
        page.total_then = UNKNOWN

    def hear(self, page: Page, *, now: float) -> None:
        """Find the silence to which a message of *page* belongs that comes *now*."""
        heard_s = now - page.first_at
        if heard_s < page.together * self._gap_s and heard_s <= self._window_s:
            page.together += 1
            return
        page.since = page.heard_at
        page.before = page.total_then
        page.first_at = now
        page.together = 1
        silent_s = now - page.heard_at - self._window_s
        page.spare = 0.0 if silent_s <= 0 else min(silent_s, self._silence_s - self._window_s) / self._pace_s

    def judge(self, score: Score, page: Page, window: Window, *, fresh: int, now: float) -> int:
        """Tell how many of *fresh* presses count that *page* brings *now*; whoever counts them does it after this."""
        if now >= window.history.due_at:
            window.history.go_on(total=score.total, credited_at=score.pressed_at, now=now)
        past = self._past(score, page, window.history, fresh=fresh, now=now) if page.spare >= 1 else 0
        credited = past
        if fresh > past:
            credited += self._present(score, page, window, presses=fresh - past, now=now)
        if past:
            _credit_past(score, page, window.history, credited)
        if credited and score.paced_at < now:
            paced_at = max(score.paced_at, now - self._silence_s) + credited * self._pace_s
            score.paced_at = min(paced_at, now)
        return credited

    def _past(self, score: Score, page: Page, history: History, *, fresh: int, now: float) -> int:
        """Tell how many of *fresh* presses were made in the silence up to its last W."""
        if now < score.held_until:
            return 0
        reach = page.first_at - self._rules.claim_s if page.before == UNKNOWN else page.since
        if page.before >= 0:
            history.note(page.since, before=page.before, now=now)
            page.before = KNOWN
        unused = (now - max(score.paced_at, now - self._silence_s)) / self._pace_s
        room = history.room(reach, total=score.total, now=now)
        past = max(0, int(min(fresh, page.spare, unused, room)))
        page.spare -= past
        return past

    def _present(self, score: Score, page: Page, window: Window, *, presses: int, now: float) -> int:
        """Tell how many of *presses* count that were made within the last W, and hold the player if need be."""
        marks = window.marks
        horizon = now - self._window_s
        while marks and marks[0][0] <= horizon:
            mark = marks.popleft()
            window.count -= mark[1]
            window.older.append(mark)
        if len(window.older) > OLDER_KEPT:
            window.older = [mark for mark in window.older if mark[0] > horizon - self._window_s]
        window.count += presses
        began = max(page.since, horizon)
        if len(marks) < MARKS_KEPT:
            marks.append((now, presses, began))
        else:
            _, shared, shared_since = marks.pop()
            marks.append((now, shared + presses, min(shared_since, began)))
        over = window.count - self._presses
        if now < score.held_until:
            if over > 0:
                self._hold(score, now=now)
            return 1 if now - score.pressed_at >= self._rules.hold_every_s else 0
        # Taken for made all at once when they were heard, most are play; only the rest is worth a closer look.
        if over > 0 and (over := self._over(window)):
            self._hold(score, now=now)
            return max(0, presses - over)
        score.held_until = 0.0
        return presses

    def _hold(self, score: Score, *, now: float) -> None:
        """Hold the player; the time until the hold is over earns nothing."""
        score.held_until = score.paced_at = now + self._rules.hold_s

    def _over(self, window: Window) -> int:
        """Tell by how many the newest mark exceeds N within the W where it is most, all marks being evenly spread."""
        window_s = self._window_s
        *others, (heard_at, presses, began) = (*window.older, *window.marks)
        length_s = max(heard_at - began, SHORTEST_S)
        # A W that ends at y holds so many of the others: a number whose rate bends where one of its ends meets theirs.
        bends = [(heard_at, 0.0)]
        for at, made, since in others:
            made_s = max(at - since, SHORTEST_S)
            rate = made / made_s
            bends += ((at - made_s, rate), (at, -rate), (at - made_s + window_s, -rate), (at + window_s, rate))
        bends.sort()
        over = held = rate = 0.0
        y = bends[0][0]
        for bend, change in bends:
            if bend > heard_at:
                break
            held += rate * (bend - y)
            newest = presses * (bend - heard_at + length_s) / length_s
            over = max(over, newest - max(0.0, self._presses - held))
            y, rate = bend, rate + change
        return int(over + SHORTEST_S)


def _credit_past(score: Score, page: Page, history: History, credited: int) -> None:
    """Note that *credited* presses were made before other page loads fell silent, from which more is still to come."""
    history.credit(credited, since=page.since)
    for other in score.pages.values():
        if other.heard_at > page.since and other.total_then >= 0:
            other.total_then += credited
        if other.since > page.since and other.before >= 0:
            other.before += credited
