"""What holds for any interleaving of presses, sweeps, comings and goings, handle changes, restarts and time."""

import pickle
from collections import Counter

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from clickgame.contract.errors import CountDecreased, HandleTaken
from clickgame.contract.facts import Outcome
from clickgame.contract.seasons import ClosedSeason
from clickgame.core.achievements import ACHIEVEMENTS
from clickgame.core.arenas import BOARDS_SHOWN
from clickgame.core.boards import BY_KEY, OF_INPUT_KINDS
from clickgame.core.days import DAYS_KEPT, presses_by_day
from clickgame.core.game import Game
from clickgame.core.input_kinds import INPUT_KINDS, InputKind
from clickgame.core.periods import DAY_S, PERIODS, Period, day_of
from clickgame.core.rules import Rules
from clickgame.core.state import CLOSED, DAYS, EARNED, HEARD, PAST_DAYS, PLAYER, SCORE, STREAK, Change, State
from tests.core.followed import follow
from tests.core.games import judged
from tests.core.made_with import MadeWith
from tests.core.people import restarted, saved

NAMES, PAGES = ("ann", "bob", "cid"), ("one", "two")
RULES = Rules(guest_age_s=1e9, glance_age_s=1e9, absent_age_s=1e9, renames_per_h=1_000)
T0 = 12 * DAY_S - 100.0


class Rounds(RuleBasedStateMachine):
    """A few players with two tabs each, and a model that only adds up; another game follows the journal."""

    @initialize()
    def start(self) -> None:
        """Open the game."""
        self.now = T0
        self.game = Game(RULES, now=self.now)
        self.follower = Game(RULES, now=self.now)
        self.at_rest = State()
        self.told = {(name, page): 0 for name in NAMES for page in PAGES}
        self.credited = dict.fromkeys(NAMES, 0)
        self.highest = dict.fromkeys(NAMES, 0)
        self.made_with = MadeWith()
        self.day = day_of(T0)
        assert self.game.turn(self.day) == self.follower.turn(self.day) == []
        self.reached = set[tuple[str, str]]()
        self.by_day: Counter[tuple[int, str]] = Counter()
        for name in NAMES:
            self.write(Change(PLAYER, self.game.join(player=name, key=name, handle=f"The {name}", now=self.now)))
            for page in PAGES:
                self.hear(name, page, 0, is_resume=True)

    def write(self, change: Change) -> None:
        """Send a copy of *change* to the followers, as a journal does."""
        for records in (self.follower, self.at_rest):
            follow(records, change)

    def hear(self, name: str, page: str, count: int, *, is_resume: bool) -> Outcome:
        """Send a count, write down what is news, and add up."""
        outcome = self.game.hear(
            name, arena="classic", page=page, presses=count, is_resume=is_resume, age_s=1e9 * is_resume, now=self.now
        )
        if outcome.is_news:
            score = self.game.arena("classic").scores[name]
            self.write(Change(SCORE, score) if is_resume else Change(HEARD, score, page))
        self.write_dates()
        for streak in self.game.roster.pressed_on:
            self.write(Change(STREAK, streak))
        self.game.roster.pressed_on.clear()
        for days in self.game.roster.days_over:
            self.write(Change(PAST_DAYS, days))
        self.game.roster.days_over.clear()
        self.by_day[self.day, name] += outcome.credited
        self.write_runs_that_ended()
        assert outcome.acked == count
        assert 0 <= outcome.credited <= count - self.told[name, page]
        self.told[name, page] = outcome.acked
        self.credited[name] += outcome.credited
        self.highest[name] = max(self.highest[name], outcome.score)
        return outcome

    def write_runs_that_ended(self) -> None:
        """Take note of each, however it ended."""
        for run in self.game.runs_ended:
            self.write(Change(HEARD, self.game.arena(run.arena).scores[run.player]))
            self.made_with.end(run)
        self.game.runs_ended.clear()
        self.write_dates()

    def write_dates(self) -> None:
        """Take note of dates that have changed."""
        for score in self.game.rolled:
            self.write(Change(DAYS, score))
        self.game.rolled.clear()

    def write_reached(self) -> None:
        """Take note of what was reached, each once."""
        for earned, achievement in judged(self.game):
            assert (earned.player, achievement.key) not in self.reached
            self.reached.add((earned.player, achievement.key))
            self.write(Change(EARNED, earned))

    @rule(pause=st.one_of(st.floats(0, 2), st.floats(50, 400)))
    def wait(self, pause: float) -> None:
        """Let time pass."""
        self.now += pause

    @rule(days=st.sampled_from((0, 1, 1, 1, 3, 7, 400)), is_set_back=st.booleans(), is_down=st.booleans())
    def let_a_day_begin(self, days: int, *, is_set_back: bool, is_down: bool) -> None:
        """Turn the day, perhaps after a long sleep or a stop, and perhaps by a clock that is set back after it."""
        before, self.day = self.day, self.day + days
        self.now = max(self.now, self.day * DAY_S)
        if is_down:
            self.game = restarted(self.game, now=self.now)
            self.made_with.forget(self.game.arena("classic").scores.values())
        closed = self.game.turn(self.day)
        for season in closed:
            self.write(Change(CLOSED, season))
        self.write_reached()
        told = {(season.period, season.number): self.told_of(season) for season in closed}
        assert told == {
            (period.key, period.number(before)): pressed
            for period in PERIODS
            if period.number(before) != period.number(self.day) and (pressed := self.pressed_in(period, before))
        }
        assert not is_set_back or self.game.turn(self.day - 1) == []

    def pressed_in(self, period: Period, day: int) -> dict[str, int]:
        """Add up who pressed how often in the *period* that *day* belongs to."""
        pressed: Counter[str] = Counter()
        for (other, name), presses in self.by_day.items():
            if presses and period.number(other) == period.number(day):
                pressed[name] += presses
        return dict(pressed)

    @staticmethod
    def told_of(season: ClosedSeason) -> dict[str, int]:
        """Give what a season that is over says of everybody."""
        told = {row.player: row.score for row in season.rows}
        assert (season.players, season.presses) == (len(told), sum(told.values()))
        return told

    @rule(name=st.sampled_from(NAMES), page=st.sampled_from(PAGES), count=st.integers(0, 60))
    def press(self, name: str, page: str, count: int) -> None:
        """Send a newer count."""
        outcome = self.hear(name, page, self.told[name, page] + count, is_resume=False)
        assert outcome.is_news or not count

    @rule(name=st.sampled_from(NAMES), page=st.sampled_from(PAGES), count=st.integers(0, 500))
    def return_after_a_break(self, name: str, page: str, count: int) -> None:
        """Reconnect with what was pressed meanwhile."""
        self.hear(name, page, self.told[name, page] + count, is_resume=True)

    @rule(name=st.sampled_from(NAMES), page=st.sampled_from(PAGES), late=st.integers(1, 40), is_resume=st.booleans())
    def send_an_old_count(self, name: str, page: str, late: int, *, is_resume: bool) -> None:
        """Let an older count come in late: it is refused and changes nothing."""
        old = self.told[name, page] - late
        if old >= 0:
            try:
                self.game.hear(name, arena="classic", page=page, presses=old, is_resume=is_resume, now=self.now)
            except CountDecreased:
                return
            raise AssertionError

    @rule(name=st.sampled_from(NAMES), kind=st.sampled_from(INPUT_KINDS), presses=st.integers(1, 75))
    def tell_what_it_was_made_with(self, name: str, kind: InputKind, presses: int) -> None:
        """Tell it of presses of a run that goes on."""
        self.made_with.tell(self.game.arena("classic").scores[name], kind, presses)

    @rule(name=st.sampled_from(NAMES), is_here=st.booleans())
    def come_or_go(self, name: str, *, is_here: bool) -> None:
        """Open the first tab or close the last."""
        (self.game.arrived if is_here else self.game.departed)(name)

    @rule()
    def sweep(self) -> None:
        """End what is over."""
        self.game.sweep(self.now, most=100)
        self.write_runs_that_ended()

    @rule(name=st.sampled_from(NAMES), handle=st.sampled_from(("Fox", "F0x", "Otter", "OTTER", "The ann")))
    def rename(self, name: str, handle: str) -> None:
        """Try another handle."""
        old = self.game.player(name).handle
        try:
            self.game.rename(name, handle, now=self.now)
        except HandleTaken:
            assert self.game.player(name).handle == old
        self.write(Change(PLAYER, self.game.player(name)))

    @rule()
    def restart(self) -> None:
        """Go on from what was saved."""
        self.game = restarted(self.game, now=self.now)
        self.made_with.forget(self.game.arena("classic").scores.values())
        assert self.game.turn(self.day) == []

    @rule()
    def fail_over(self) -> None:
        """Go on from the game that has followed the journal, and have another one follow."""
        state = pickle.loads(pickle.dumps(self.game.state()))  # noqa: S301  # made a line above
        self.game, self.follower = self.follower, Game(RULES, state, now=self.now)
        self.game.forgo()
        self.made_with.forget(self.game.arena("classic").scores.values())
        assert self.game.turn(self.day) == self.follower.turn(self.day) == []

    @invariant()
    def numbers_add_up(self) -> None:
        """Nothing is lost or doubled: totals are what was credited, best is the highest score there was."""
        scores = self.game.arena("classic").scores
        for name in NAMES:
            score = scores[name]
            assert score.total == self.credited[name]
            assert score.best == self.highest[name]
            assert 0 <= score.score <= score.best <= score.total
            assert (name in self.game.roster.guests) == (score.total == 0)
        assert self.game.total == sum(self.credited.values())

    @invariant()
    def boards_agree_with_sorting(self) -> None:
        """Every board is what sorting all players gives, in the game that follows as well."""
        for game in (self.game, self.follower):
            game.turn(self.day)
            assert game.settle()
        self.follower.forgo()
        self.write_reached()
        for game in (self.game, self.follower):
            for kind in (BY_KEY[key] for key in (*BOARDS_SHOWN, *OF_INPUT_KINDS)):
                order = sorted(
                    (-kind.score(score, self.day), kind.since(score), player)
                    for player, score in self.game.arena("classic").scores.items()
                    if kind.score(score, self.day)
                )
                rows = game.rows("classic", kind.key, count=10)
                assert [(-row.score, row.player) for row in rows] == [(minus, name) for minus, _, name in order]
                assert [row.rank for row in rows] == list(range(1, len(order) + 1))

    @invariant()
    def runs_are_of_what_most_of_them_was_made_with(self) -> None:
        """See who is on the boards of kinds of input, and with what."""
        assert self.game.settle()
        for kind in INPUT_KINDS:
            best = {name: best for name in NAMES if (best := self.made_with.best[name, kind.key])}
            assert {row.player: row.score for row in self.game.rows("classic", f"best-{kind.key}", count=10)} == best

    @invariant()
    def days_and_weeks_add_up(self) -> None:
        """See what was credited in a period on its board."""
        for period, board in zip(PERIODS, ("today", "week"), strict=True):
            assert self.game.settle()
            rows = self.game.rows("classic", board, count=10)
            assert {row.player: row.score for row in rows} == self.pressed_in(period, self.day)

    @invariant()
    def each_day_is_remembered(self) -> None:
        """See what was credited on each day, whatever was restarted in between."""
        roster = self.game.roster
        for name in NAMES:
            scores = [self.game.arena("classic").scores[name]]
            pressed = {day: count for (day, player), count in self.by_day.items() if player == name and count}
            kept = {day: count for day, count in pressed.items() if day > self.day - DAYS_KEPT}
            assert presses_by_day(roster.past_days.get(name), scores, today=self.day) == kept

    @invariant()
    def what_was_reached_is_what_was_done(self) -> None:
        """Best runs, totals and streaks are judged, and nobody has what was not reached."""
        assert self.game.settle()
        self.write_reached()
        for name in NAMES:
            score = self.game.arena("classic").scores[name]
            mine = {key for player, key in self.reached if player == name}
            for each in ACHIEVEMENTS:
                if each.kind == "run":
                    assert (each.key in mine) == (score.best >= each.at)
                if each.kind == "total":
                    assert (each.key in mine) == (score.total >= each.at)

    @invariant()
    def whoever_follows_is_where_the_game_is(self) -> None:
        """Agree in records, totals, guests, keys and handles, and in the runs that will end."""
        assert saved(self.follower.state()) == saved(self.game.state()) == saved(self.at_rest)
        assert self.follower.total == self.game.total
        assert self.follower.roster.guests == self.game.roster.guests
        for name in NAMES:
            found = self.follower.find(name)
            assert found is self.follower.player(name)
            assert self.follower.roster.is_taken(self.game.player(name).handle)
        assert self.follower.arena("classic")._runs == self.game.arena("classic")._runs

    @invariant()
    def handles_are_unique(self) -> None:
        """No two players have handles that are the same without regard to case."""
        taken = [player.handle.casefold() for player in self.game.roster.players.values()]
        assert len(set(taken)) == len(taken)


TestRounds = Rounds.TestCase
TestRounds.settings = settings(max_examples=60, stateful_step_count=40)
