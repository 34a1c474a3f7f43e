"""Tell playing from hammering, by when presses can have been made and not by when they arrive.

The promise, with N = `throttle_presses`, W = `throttle_window_s` and P = `pace_per_s` (50, 1 s and 25 a second):

- Hammering is more than N presses within W, as pressed, and more than somebody can have pressed at P a second whose
  messages are up to `LATE_MOST` W late. It holds a player for `hold_s`; a held player gets one press every
  `hold_every_s`, and is held anew each time the hammering comes back. Nothing earned is taken away. Where `hold_s` is 0
  nobody is held: what would hold does not count.
- Whoever presses like a person, at most P a second in all page loads together, is never held and loses nothing,
  whatever the network does: a stall of an open connection (what it kept back is then heard together), an outage of
  `silence_s`, several page loads, a first contact `page_age_claim_s` late, a server that was busy, down or replaced.
- Between two messages of a page load that are heard T apart, at most N / W * T + N presses are credited. So are they
  between any two messages of a player, over all page loads, T being the time from the start of the oldest silence that
  brought any of these presses to the later message.

The silence before a message belongs to it: it is the time since the message before of the same page load, but at most
`silence_s`, and for a page load that is new `page_age_claim_s` and W. Messages that are *heard together* count as one,
and share the silence before the first of them: those of one page load which come within W of the first, if they are
less than `stall_gap_s` apart on the average since then, or if there was silence for more than W and none ends it.
A stall may also let something through and then break off, or come back for more than W, or after a burst: the silence
then goes on, and T with it, and what was kept back comes with the introduction, or with the rest. An introduction, and
a count that is repeated, say that nothing is kept back any more. What no rule sees: a long stall of which a few
messages slip through, and the rest later than W after them and without a pause of W; who presses at P all the time may
be held by that, which is rarer than one in ten thousand made-up schedules of stalls close together. A server that
stops while a stall lets go still knows of its silence (`kept_at`), but of nothing else that came late.

So fresh presses, but for the few of somebody who has rested, are placed in the past first: as many as fit at P a second
into the silence up to its last W, into the time that the player has not used yet (`Score.paced_at`), and into what
other silences have left of it (`history.py`). The rest was made within the last W; nobody knows when, so it counts as
evenly spread since the silence began. Where that is too much, it is play as far as a person can be behind with it: P a
second since any silence of the last 2 W began, and what may have been on its way by then. A hold earns nothing.
Nothing here reads a clock: *now* is passed in, in seconds.
"""

import math
from dataclasses import dataclass, field

from clickgame.core.history import History
from clickgame.core.rules import Rules
from clickgame.core.scores import Page, Score

MARKS_KEPT = 128  # Later ones share one, so that a flood of messages takes bounded memory.
ROOM_MOST = 24  # How many presses may pass before old marks are let go.
FEW = 2  # Presses that a slow player's message brings: they are taken for made just now, which is cheaper.
SHORTEST_S = 0.001  # Presses are not made in less.

LATE_MOST = 1.68  # W: more, and 60 a second were not held within two; less, and stalls in a row would hold people.
AT_ONCE_S = 0.01  # Messages of a page load that come in less were kept back: it sends no two in so short a time.

BURST = 5  # Messages heard together that a network has let go.
BURST_ENDS_S = 0.2  # A pause that tells what comes after a burst from more of it, and from steady hammering.

UNKNOWN = -1  # for Page.before: nobody knows what had been credited when this page load came to be

Mark = tuple[float, int, float]
"""Some presses: heard at (s), how many, made since (s), but within the W before they were heard."""


@dataclass(slots=True)
class Window:
    """The presses of one player in the last two W at least, and how many more are play without a closer look.

    None of them was made more than a W before *began_at* (s).
    """

    history: History
    began_at: float
    marks: list[Mark] = field(default_factory=list[Mark])
    room: int = 0


class Throttle:
    """Judges the presses of one arena, and keeps a score's `held_until` and `paced_at`."""

    __slots__ = ("_gap_s", "_most_s", "_pace_s", "_presses", "_rules", "_silence_s", "_window_s", "_windows", "holds")

    def __init__(self, rules: Rules) -> None:
        """Take the numbers from *rules*."""
        self.holds = 0
        self._rules = rules
        self._presses = rules.throttle_presses
        self._window_s = rules.throttle_window_s
        self._pace_s = 1 / rules.pace_per_s
        self._silence_s = rules.silence_s
        self._most_s = max(0.0, rules.silence_s - rules.throttle_window_s)
        self._gap_s = rules.stall_gap_s
        self._windows: dict[str, Window] = {}

    def meet(self, page: Page, *, age_s: float, now: float) -> None:
        """Take *page*, which is new, for as old as it says, `claim_s` at most."""
        page.heard_at = now - min(age_s, self._rules.claim_s)
        page.total_then = UNKNOWN

    def forget(self, player: str) -> None:
        """Drop the window of *player*, who has not been heard for long or has changed otherwise."""
        self._windows.pop(player, None)

    def hear(self, score: Score, page: Page, fresh: int, now: float, *, is_resume: bool = False) -> int:
        """Tell how many of *fresh* presses count that *page* brings *now*; whoever counts them does it after this."""
        heard_s = now - page.first_at
        since = page.heard_at
        is_together = heard_s < page.together * self._gap_s
        if page.spare >= 1 and page.lasts and (is_resume or self._broke_off(page, now)):
            page.spare = min(page.spare + (now - since) / self._pace_s, self._most_s / self._pace_s)
            page.first_at = now
            page.together = 1
            since = page.since
        elif heard_s <= self._window_s and (is_together or page.spare):
            page.together += 1
            if page.spare:
                page.spare += (now - since) / self._pace_s
            if is_together or (page.lasts and page.spare >= 1 and heard_s <= self._window_s / 2):
                since = page.since  # If not, it stands for itself; but there may be more to come that is together.
        else:
            page.since = since
            page.before = page.total_then
            page.first_at = now
            page.together = 1
            silent_s = now - since - self._window_s
            page.spare = min(silent_s, self._most_s) / self._pace_s if silent_s > 0 else 0.0
        credited = self._judge(score, page, fresh, since=since, now=now) if fresh else 0
        page.heard_at = now
        page.total_then = score.total + credited
        page.lasts = fresh > 0 and not is_resume
        return credited

    def kept_at(self, page: Page, now: float) -> float:
        """Tell as of when (s) a message of *page* is kept that came *now* out of a silence that may bring more.

        After a stop, which forgets all else, there was silence since then: what a stall keeps back still comes.
        """
        return now - self._window_s - page.spare * self._pace_s if page.lasts else now

    def _broke_off(self, page: Page, now: float) -> bool:
        """Tell whether the network seems to have fallen silent again while it was letting go what it had kept back."""
        silent_s = now - page.heard_at
        if silent_s > self._window_s:
            return True
        is_burst = page.together >= BURST and page.heard_at - page.first_at < page.together * self._gap_s
        return is_burst and silent_s > BURST_ENDS_S

    def _judge(self, score: Score, page: Page, fresh: int, *, since: float, now: float) -> int:
        player = score.key.player
        window = self._windows.get(player)
        if window is None:
            window = self._windows[player] = Window(History(self._rules, total=score.total, now=now), since)
        elif now >= window.history.due_at:
            window.history.go_on(total=score.total, credited_at=score.pressed_at, now=now)
        if (
            page.spare >= 1
            and (since == page.since or page.lasts)
            and (fresh > FEW or not self._is_calm(score, window, now))
            and self._is_late(page, window, fresh, since=since, now=now)
        ):
            credited = self._out_of_silence(score, page, window, fresh=fresh, now=now)
        else:
            credited = self._present(score, page, window, fresh, since=since, now=now)
        if credited and score.paced_at < now:
            paced_at = max(score.paced_at, now - self._silence_s) + credited * self._pace_s
            score.paced_at = paced_at if paced_at < now else now  # noqa: FURB136  # twice as fast, for each press
        return credited

    def _is_late(self, page: Page, window: Window, fresh: int, *, since: float, now: float) -> bool:
        """Tell whether *fresh* presses came out of the silence of *page*, or have to, as they would be too many."""
        if now - page.heard_at < AT_ONCE_S or (since == page.since and now - page.first_at <= self._window_s / 2):
            return True
        return self._behind([*window.marks, (now, fresh, since)], window, now) > 0

    def _is_calm(self, score: Score, window: Window, now: float) -> bool:
        """Tell whether nothing was pressed for so long that a few presses need no place in the past, and forget it."""
        marks = window.marks
        if score.held_until or (marks and now - marks[-1][0] < self._window_s * 2):
            return False
        marks.clear()
        window.room = min(self._presses, ROOM_MOST)
        return True

    def _out_of_silence(self, score: Score, page: Page, window: Window, *, fresh: int, now: float) -> int:
        """Tell how many of *fresh* presses count of which some were made before the last W."""
        past = self._past(score, page, window.history, fresh=fresh, now=now)
        credited = past
        if fresh > past:
            credited += self._present(score, page, window, fresh - past, since=page.since, now=now)
        if past:
            _credit_past(score, page, window.history, credited)
        return credited

    def _past(self, score: Score, page: Page, history: History, *, fresh: int, now: float) -> int:
        """Tell how many of *fresh* presses were made in the silence up to its last W."""
        if page.before != UNKNOWN:
            history.note(page.since, before=page.before, now=now)
        unused = (now - max(score.paced_at, now - self._silence_s)) / self._pace_s
        room = history.room(page.since, total=score.total, now=now)
        past = max(0, int(min(fresh, page.spare, unused, room)))
        page.spare -= past
        return past

    def _present(self, score: Score, page: Page, window: Window, presses: int, *, since: float, now: float) -> int:
        """Tell how many of *presses* count that were made within the last W, and hold the player if need be."""
        marks = window.marks
        if page.together > 1 and marks and marks[-1][2] == since and now - since <= self._window_s:
            presses_together = presses + marks.pop()[1]
            marks.append((now, presses_together, since))
        else:
            marks.append((now, presses, since))
        window.room -= presses
        if window.room >= 0 and not score.held_until:
            return presses
        return self._look_closer(score, window, presses=presses, now=now)

    def _look_closer(self, score: Score, window: Window, *, presses: int, now: float) -> int:
        horizon = now - self._window_s
        marks = window.marks = [mark for mark in window.marks if mark[0] > horizon - self._window_s]
        if len(marks) > MARKS_KEPT:
            (_, one, began), (at, other, since) = marks[-2:]
            marks[-2:] = [(at, one + other, min(began, since))]
        # Taken for made all at once when they were heard, most are play; what is over may still be, spread out.
        over = sum(made for heard_at, made, _ in marks if heard_at > horizon) - self._presses
        window.room = min(-over, ROOM_MOST)
        if now < score.held_until:
            if over > 0:
                self._hold(score, now=now)
            return 1 if now - score.pressed_at >= self._rules.hold_every_s else 0
        score.held_until = 0.0
        if over > 0 and (over := min(self._over(marks), self._behind(marks, window, now))):
            if not self._rules.hold_s:
                return presses - self._leave_out(window, min(over, presses))
            self.holds += 1
            self._hold(score, now=now)
            return max(0, presses - over)
        return presses

    @staticmethod
    def _leave_out(window: Window, over: int) -> int:
        """Let *over* of the newest presses be none, where nobody is held; those that count are as many as may."""
        at, made, since = window.marks.pop()
        if made > over:
            window.marks.append((at, made - over, since))
        return over

    def _hold(self, score: Score, *, now: float) -> None:
        """Hold the player; the time until the hold is over earns nothing."""
        score.held_until = score.paced_at = now + self._rules.hold_s

    def _over(self, marks: list[Mark]) -> int:
        """Tell by how many the newest mark exceeds N within the W where it is most, all marks being evenly spread."""
        window_s = self._window_s
        *others, newest = marks
        fresh_per_s, fresh_s = newest[1] / self._length_s(newest), self._length_s(newest)
        # A W that ends at y holds so many of the others: a number whose rate bends where one of its ends meets theirs.
        # Times are told from when the newest was heard: of large ones, too little is left of a thousandth.
        bends = [(0.0, 0.0)]
        for mark in others:
            end, length_s = mark[0] - newest[0], self._length_s(mark)
            rate = mark[1] / length_s
            bends += ((end - length_s, rate), (end, -rate), (end - length_s + window_s, -rate), (end + window_s, rate))
        bends.sort()
        over = held = rate = 0.0
        y = bends[0][0]
        for bend, change in bends:
            if bend > 0:
                break
            held += rate * (bend - y)
            over = max(over, fresh_per_s * (bend + fresh_s) - max(0.0, self._presses - held))
            y, rate = bend, rate + change
        return math.ceil(over - 0.001)

    def _behind(self, marks: list[Mark], window: Window, now: float) -> int:
        """Tell by how many *marks* exceed what somebody can have pressed whose messages are late."""
        window_s = self._window_s
        most = (now - window.began_at + window_s) / self._pace_s
        since, made, over = now, 0, 0.0
        for mark in reversed(marks):
            heard_at, presses, silent_since = mark
            if heard_at <= now - 2 * window_s:
                break
            # What a longer silence may bring was taken out of it before.
            is_short = heard_at - silent_since < 2 * window_s
            since = min(since, heard_at - self._length_s(mark) if is_short else heard_at)
            made += presses
            over = max(over, made - min(most, (LATE_MOST * window_s + now - since) / self._pace_s))
        return math.ceil(over - 0.001)

    def _length_s(self, mark: Mark) -> float:
        """Tell within which time before it was heard *mark* was made."""
        return min(max(mark[0] - mark[2], SHORTEST_S), self._window_s)


def _credit_past(score: Score, page: Page, history: History, credited: int) -> None:
    """Note that *credited* presses were made before other page loads fell silent, from which more is still to come."""
    history.credit(credited, since=page.since)
    for other in score.pages.values():
        if other.heard_at > page.since:
            other.total_then += credited
        if other.since > page.since and other.before != UNKNOWN:
            other.before += credited
