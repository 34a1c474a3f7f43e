"""What holds for any interleaving of presses, sweeps, handle changes and time."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from clickgame.contract.errors import CountDecreased, HandleTaken
from clickgame.core.boards import BOARDS
from clickgame.core.game import Game
from clickgame.core.rules import Rules

NAMES: tuple[str, ...] = ("ann", "bob", "cid")
PAGES: tuple[str, ...] = ("one", "two")
RULES = Rules(guest_age_s=1e9)


class Rounds(RuleBasedStateMachine):
    """A few players with two tabs each, and a model that only adds up."""

    @initialize()
    def start(self) -> None:
        """Open the game."""
        self.now = 1_000.0
        self.game = Game(RULES, now=self.now)
        self.told = {(name, page): 0 for name in NAMES for page in PAGES}
        self.credited = dict.fromkeys(NAMES, 0)
        self.highest = dict.fromkeys(NAMES, 0)
        for name in NAMES:
            self.game.join(player=name, key=name, handle=f"The {name}", now=self.now)
            for page in PAGES:
                self.game.resume(name, page=page, presses=0, acked=0, now=self.now)

    @rule(pause=st.one_of(st.floats(0, 2), st.floats(50, 400)))
    def wait(self, pause: float) -> None:
        """Let time pass."""
        self.now += pause

    @rule(name=st.sampled_from(NAMES), page=st.sampled_from(PAGES), count=st.integers(0, 60))
    def press(self, name: str, page: str, count: int) -> None:
        """Send a newer count."""
        before = self.told[name, page]
        outcome = self.game.press(name, page=page, presses=before + count, now=self.now)
        self.told[name, page] = outcome.acked
        self.credited[name] += outcome.credited
        self.highest[name] = max(self.highest[name], outcome.score)
        assert outcome.acked == before + count
        assert 0 <= outcome.credited <= count

    @rule(name=st.sampled_from(NAMES), page=st.sampled_from(PAGES), count=st.integers(0, 500))
    def return_after_a_break(self, name: str, page: str, count: int) -> None:
        """Reconnect with what was pressed meanwhile."""
        known = self.told[name, page]
        outcome = self.game.resume(name, page=page, presses=known + count, acked=known, now=self.now)
        self.told[name, page] = outcome.acked
        self.credited[name] += outcome.credited
        self.highest[name] = max(self.highest[name], outcome.score)

    @rule(name=st.sampled_from(NAMES), page=st.sampled_from(PAGES), late=st.integers(1, 40))
    def send_an_old_count(self, name: str, page: str, late: int) -> None:
        """Let an older count come in late: it is refused and changes nothing."""
        old = self.told[name, page] - late
        if old >= 0:
            try:
                self.game.press(name, page=page, presses=old, now=self.now)
            except CountDecreased:
                return
            raise AssertionError

    @rule()
    def sweep(self) -> None:
        """End what is over."""
        self.game.sweep(self.now, most=100)

    @rule(name=st.sampled_from(NAMES), handle=st.sampled_from(("Fox", "F0x", "Otter", "OTTER", "The ann")))
    def rename(self, name: str, handle: str) -> None:
        """Try another handle."""
        old = self.game.player(name).handle
        try:
            self.game.rename(name, handle)
        except HandleTaken:
            assert self.game.player(name).handle == old

    @rule()
    def restart(self) -> None:
        """Go on from the saved players."""
        self.game = Game(RULES, list(self.game.players.values()), now=self.now)

    @invariant()
    def numbers_add_up(self) -> None:
        """Nothing is lost or doubled: totals are what was credited, best is the highest score there was."""
        players = self.game.players
        for name in NAMES:
            player = players[name]
            assert player.total == self.credited[name]
            assert player.best == self.highest[name]
            assert 0 <= player.score <= player.best <= player.total
        assert self.game.total == sum(self.credited.values())

    @invariant()
    def boards_agree_with_sorting(self) -> None:
        """Every board is what sorting all players gives."""
        self.game.settle()
        for kind in BOARDS:
            order = sorted(
                (-kind.score(player), kind.since(player), player.id)
                for player in self.game.players.values()
                if kind.score(player)
            )
            rows = self.game.rows(kind.key, count=10)
            assert [(-row.score, row.player) for row in rows] == [(minus, name) for minus, _, name in order]
            assert [row.rank for row in rows] == list(range(1, len(order) + 1))

    @invariant()
    def handles_are_unique(self) -> None:
        """No two players have handles that are the same without regard to case."""
        taken = [player.handle.casefold() for player in self.game.players.values()]
        assert len(set(taken)) == len(taken)


TestRounds = Rounds.TestCase
TestRounds.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


@given(st.lists(st.integers(0, 40), max_size=30), st.randoms(use_true_random=False))
def test_counts_in_any_order_credit_exactly_the_newest(counts: list[int], rng: object) -> None:
    """Shuffled, repeated and dropped counts come to the largest that arrived."""
    shuffled = [*counts, *counts]
    getattr(rng, "shuffle")(shuffled)  # noqa: B009  # Hypothesis' random has no public type
    game = Game(Rules(), now=0.0)
    game.join(player="ann", key="a", handle="Ann", now=0.0)
    game.resume("ann", page="one", presses=0, acked=0, now=0.0)
    for step, count in enumerate(shuffled):
        try:
            game.press("ann", page="one", presses=count, now=step * 2.0)
        except CountDecreased:
            continue
    assert game.player("ann").total == max(counts, default=0)
