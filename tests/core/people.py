"""People who press, and what their messages go through: a timetable of presses, page loads, a network with troubles.

A page load counts its presses and sends the count every tenth of a second while it is connected. What it sends comes in
order; a stall keeps it back and then lets everything go at once; while the connection is down it is lost, and once the
connection is back the page load introduces itself.
"""

import itertools
import random
from bisect import bisect_right
from dataclasses import dataclass, field

from clickgame.core.game import Game
from clickgame.core.rules import Rules
from clickgame.core.scores import Page, Score
from clickgame.core.state import State

CADENCE_S = 0.1
T0 = 1_700_000_000.0


@dataclass(frozen=True)
class Bout:
    """Some pressing: in which tab, for how long (s), and how many presses a second."""

    tab: int
    seconds: float
    per_s: float


@dataclass(frozen=True)
class Trouble:
    """A stall, or an outage, of one tab: from when (s since the start), and for how long (s)."""

    tab: int
    at: float
    seconds: float


@dataclass(frozen=True)
class Message:
    """A count that is heard *at* (s since the start)."""

    at: float
    tab: int
    presses: int
    age_s: float
    is_resume: bool


@dataclass
class Timetable:
    """What a person does, and what the network and the server do with it."""

    bouts: list[Bout]
    late_s: tuple[float, ...] = (0.0, 0.0, 0.0)
    stalls: list[Trouble] = field(default_factory=list[Trouble])
    outages: list[Trouble] = field(default_factory=list[Trouble])
    stops: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])
    jitter_s: float = 0.05
    release_s: float = 0.3
    seed: int = 0

    def presses(self) -> dict[int, list[float]]:
        """Give the times of all presses by tab; two presses are at least 1 / per_s apart."""
        times: dict[int, list[float]] = {}
        now = 0.0
        for bout in self.bouts:
            made = times.setdefault(bout.tab, [])
            if bout.per_s:
                made.extend(now + (number + 1) / bout.per_s for number in range(int(bout.seconds * bout.per_s)))
            now += bout.seconds
        return times

    def end(self) -> float:
        """Tell when all is over: presses, troubles and first contacts."""
        ends = [sum(bout.seconds for bout in self.bouts), *(at + seconds for at, seconds in self.stops)]
        ends += [trouble.at + trouble.seconds for trouble in (*self.stalls, *self.outages)]
        return max(ends) + max(self.late_s) + 2.0

    def met(self) -> dict[int, float]:
        """Give when each tab is first heard: a while after it was opened, which is a second before its first press."""
        return {tab: max(0.0, min(made, default=0.0) - 1.0) + self.late_s[tab] for tab, made in self.presses().items()}

    def messages(self) -> list[Message]:
        """Give what is heard, in the order in which it is."""
        rng = random.Random(self.seed)
        heard = [message for tab, made in self.presses().items() for message in self._of_tab(tab, made, rng)]
        return sorted(heard, key=lambda message: message.at)

    def _of_tab(self, tab: int, made: list[float], rng: random.Random) -> list[Message]:
        met = self.met()[tab]
        born = met - self.late_s[tab]
        down = self._down(tab)
        stalls = _merged([(stall.at, stall.at + stall.seconds) for stall in self.stalls if stall.tab == tab])
        messages: list[Message] = []
        for (_, back), (until, _) in itertools.pairwise([*down, (self.end() + 1.0, 0.0)]):
            at = back + rng.random() * self.jitter_s
            sent, known = back, bisect_right(made, back)
            if at < until:
                messages.append(Message(at, tab, known, back - born, is_resume=True))
            while at < until and (sent := sent + CADENCE_S) < until:
                count = bisect_right(made, sent)
                if count > known:
                    known = count
                    at = max(at, _let_go(sent + rng.random() * self.jitter_s, sent, stalls, self.release_s))
                    if at < until:
                        messages.append(Message(at, tab, count, 0.0, is_resume=False))
        return messages

    def _down(self, tab: int) -> list[tuple[float, float]]:
        """Give when *tab* is not connected, first contact and a last reconnection included."""
        met, end = self.met()[tab], self.end()
        away = [(trouble.at, trouble.at + trouble.seconds) for trouble in self.outages if trouble.tab == tab]
        away += [(at, at + seconds) for at, seconds in self.stops]
        return _merged(
            [(-1.0, met), *((begin, back) for begin, back in away if begin > met + self.jitter_s), (end, end + 0.5)]
        )


def _let_go(at: float, sent: float, stalls: list[tuple[float, float]], release_s: float) -> float:
    """Tell when a message gets through that would be heard *at*: a stall may keep back what the one before let go."""
    for begin, end in stalls:
        if begin <= at < end:
            at = end + release_s * max(0.0, (sent - begin) / (end - begin))
    return at


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((begin, end))
    return merged


def restarted(game: Game, *, now: float) -> Game:
    """Give a game as it is after a restart: whatever is kept in memory only is gone."""
    state = State(dict(game.roster.players))
    for score in game.arenas["classic"].scores.values():
        pages = {name: Page(page.count, page.at) for name, page in score.pages.items()}
        saved = Score(
            score.key,
            score=score.score,
            best=score.best,
            total=score.total,
            pressed_at=score.pressed_at,
            reached_at=score.reached_at,
            best_at=score.best_at,
            held_until=score.held_until,
            ended=score.ended,
            paced_at=score.paced_at,
            forgot_at=score.forgot_at,
            pages=pages,
            day=score.day,
            befores=score.befores,
            started_at=score.started_at,
            day_best=score.day_best,
            bests=score.bests,
        )
        state.put_score(saved)
    state.streaks.update(game.roster.streaks)
    state.earned.update(game.roster.earned)
    state.past_days.update(game.roster.past_days)
    state.closed.update((season[:3], season) for season in game.closed.all())
    return Game(game.rules, state, now=now)


def saved(state: State) -> object:
    """Give what is kept of *state* on disk: of a page load, its count and when that was heard."""
    players = {player.id: (player.key, player.handle) for player in state.players.values()}
    scores = {
        key: (
            *(getattr(score, name) for name in Score.__slots__ if name not in {"pages", "told"}),
            {name: Page(page.count, page.at) for name, page in score.pages.items()},
        )
        for of_player in state.scores.values()
        for key, score in of_player.items()
    }
    return players, scores, state.streaks, state.earned, state.past_days, state.closed


def play(timetable: Timetable, rules: Rules | None = None) -> tuple[int, int, int]:
    """Play *timetable* through a game; give the presses made, those credited, and how many holds began."""
    game = Game(rules or Rules(), now=T0)
    game.join(player="ann", key="a", handle="Ann", now=T0)
    stops = sorted(timetable.stops)
    holds = 0
    for message in timetable.messages():
        while stops and sum(stops[0]) <= message.at:
            game = restarted(game, now=T0 + sum(stops.pop(0)))
        outcome = game.hear(
            "ann",
            arena="classic",
            page=f"tab {message.tab}",
            presses=message.presses,
            age_s=message.age_s,
            is_resume=message.is_resume,
            now=T0 + message.at,
        )
        holds += outcome.hold_began
    made = sum(len(times) for times in timetable.presses().values())
    return made, game.total, holds


def game_of(*pages: str, rules: Rules | None = None, age_s: float = 0.0) -> Game:
    """Start a game with one player, whose page loads *pages* have just been loaded and heard."""
    game = Game(rules or Rules(), now=T0)
    game.join(player="ann", key="a", handle="Ann", now=T0)
    for page in pages:
        game.hear("ann", arena="classic", page=page, presses=0, age_s=age_s, is_resume=True, now=T0)
    return game


def tell(game: Game, counts: list[tuple[float, int]], *, page: str = "page", is_resume: bool = False) -> list[int]:
    """Send (when, cumulative count) messages; give how many presses of each are credited."""
    return [
        game.hear(
            "ann", arena="classic", page=page, presses=count, acked=0, age_s=at, is_resume=is_resume, now=T0 + at
        ).credited
        for at, count in counts
    ]


def held_until(game: Game) -> float:
    """Give until when the player is held, in seconds since the start; 0 if not held."""
    until = game.arenas["classic"].scores["ann"].held_until
    return round(until - T0, 6) if until else 0.0
