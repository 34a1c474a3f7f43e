"""Records what an arena's throttle hears and lets count, for learners' programs to be held against.

It listens in the throttle's place, and only for as long as somebody wants it: while nobody does, a press costs nothing
more. It knows players; the tape that is made of it has seats. *now* is passed in, in seconds on a UTC time line."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from clickgame.contract.tape import Tape, TapeEvent, TapeRow
from clickgame.core.arena import Arena
from clickgame.core.scores import Page, Score
from clickgame.core.throttle import Throttle

LONGEST_S = 180.0  # of a tape: shorter than the silence that ends a run, so that few runs end on it
ROWS_MOST = 5  # of its board
DIGITS = 3  # of its times: thousandths of a second


class Heard(NamedTuple):
    """Presses of a *player* that were heard *at* a time (s), and how many were *credited*.

    *before* is the score of the run before them. The player *was_held* when they were heard.
    """

    at: float
    player: str
    presses: int
    credited: int
    before: int
    was_held: bool


class Recording(Throttle):
    """Hears the presses of *arena* as its throttle does, keeps at most *kept*, and ends by itself when it is unwanted.

    It is what *throttle* is, with the same windows, so that taking its place changes nothing.
    """

    __slots__ = ("_arena", "_began_at", "_heard", "_throttle", "wanted_until")

    def __init__(self, arena: Arena, *, kept: int, wanted_until: float, now: float) -> None:
        """Begin *now* (s), in place of the throttle of *arena*."""
        for name in Throttle.__slots__:
            setattr(self, name, getattr(arena.throttle, name))
        self.wanted_until = wanted_until
        self._arena, self._throttle = arena, arena.throttle
        self._began_at = now
        self._heard = deque[Heard](maxlen=kept)
        arena.throttle = self

    def hear(self, score: Score, page: Page, fresh: int, now: float, *, is_resume: bool = False) -> int:
        """Tell how many of *fresh* presses count; see `Throttle`."""
        before, was_held = score.score, now < score.held_until
        credited = super().hear(score, page, fresh, now, is_resume=is_resume)
        if now > self.wanted_until:
            self.end()
        elif fresh:
            self._heard.append(Heard(now, score.key.player, fresh, credited, before, was_held))
        return credited

    def end(self) -> None:
        """Let the throttle hear what comes from now on."""
        self._throttle.holds = self.holds
        self._arena.throttle = self._throttle
        self._heard.clear()

    def tape(self, shuffle: Callable[[list[int]], object], *, now: float) -> Tape:
        """Give what was heard up to *now* (s); *shuffle* brings the numbers of seats into an order by chance.

        Who is held when the tape begins, for what is not on it, has no seat before the hold is over.
        """
        heard, scores, rules = self._heard, self._arena.scores, self._arena.rules
        while heard and heard[0].at < now - LONGEST_S:
            heard.popleft()
        is_full = len(heard) == heard.maxlen
        began_at = heard[0].at if is_full else max(self._began_at, now - LONGEST_S)
        bases: dict[str, int] = {}
        for each in heard:
            if each.player in bases:
                bases[each.player] = bases[each.player] if each.before else 0
            elif each.player in scores and not each.was_held:
                bases[each.player] = each.before
        numbers = list(range(1, len(bases) + 1))
        shuffle(numbers)
        seats = dict(zip(bases, numbers, strict=True))
        return Tape(
            list(_events(heard, seats, began_at=began_at)),
            _board(scores, bases, seats, now=now, run_s=rules.run_s),
            len(seats),
            rules.throttle_window_s,
            round(now - began_at, DIGITS),
        )


def _events(heard: Iterable[Heard], seats: Mapping[str, int], *, began_at: float) -> Iterator[TapeEvent]:
    """Give what those who have *seats* were heard with, from the first time on at which they were not held."""
    seated: set[str] = set()
    for at, player, presses, credited, _, was_held in heard:
        if player in seats and (player in seated or not was_held):
            seated.add(player)
            yield TapeEvent(round(at - began_at, DIGITS), seats[player], presses, credited)


def _board(
    scores: Mapping[str, Score], bases: Mapping[str, int], seats: Mapping[str, int], *, now: float, run_s: float
) -> list[TapeRow]:
    """Give who has made most in the run that goes on, since its score was one of *bases*."""
    rows: list[tuple[int, float, int]] = []
    for player, base in bases.items():
        score = scores[player]
        if score.score > base and now - score.pressed_at < run_s:
            rows.append((base - score.score, score.reached_at, seats[player]))
    return [TapeRow(seat, -minus_score) for minus_score, _, seat in sorted(rows)[:ROWS_MOST]]
