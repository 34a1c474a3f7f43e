"""Pages of the feed against going through everything, whatever comes, leaves, is hidden or forgotten meanwhile."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from clickgame.contract.errors import GameError
from clickgame.contract.feed import REACTION_KEYS
from clickgame.core.feed import Entry, Feed, Filter

ALL = 10**9
KINDS, ARENAS, PLAYERS = ("best", "streak"), ("", "classic", "moon"), ("ann", "bob", "cid")
FILTERS = [(kind, arena) for kind in ("", *KINDS) for arena in ARENAS]
REACTIONS_KEPT = 2

kinds, arenas, players = st.sampled_from(KINDS), st.sampled_from(ARENAS), st.sampled_from(PLAYERS)
agos = st.integers(-1, 12)


class Pages(RuleBasedStateMachine):
    """A feed, and the same entries in a plain dict."""

    @initialize(kept=st.integers(1, 9))
    def begin(self, kept: int) -> None:
        """Start with nothing."""
        self.kept = kept
        self.feed = Feed(kept=kept, reactions_kept=REACTIONS_KEPT)
        self.all: dict[int, Entry] = {}

    @rule(kind=kinds, arena=arenas, player=players, other=st.sampled_from(("", *PLAYERS)), ago=st.just(-1) | agos)
    def put(self, kind: str, arena: str, player: str, other: str, ago: int) -> None:
        """Take in an entry, mostly a new one."""
        number, newest = max(1, self.feed.newest - ago), max(self.feed.newest, self.feed.newest - ago)
        self.feed.put(Entry(number, 1.0, kind, player, arena, other))
        self.all[number] = Entry(number, 1.0, kind, player, arena, other)
        self.all = {number: entry for number, entry in self.all.items() if number > newest - self.kept}

    @rule(ago=agos, player=players, reaction=st.sampled_from(("", *REACTION_KEYS)))
    def react(self, ago: int, player: str, reaction: str) -> None:
        """Have somebody answer."""
        number = self.feed.newest - ago
        with suppress(GameError):
            self.feed.react(player, number, reaction)
            self.all[number].reactions.pop(player, None)
            if reaction:
                self.all[number].reactions[player] = reaction

    @rule(ago=agos, player=players, is_hidden=st.booleans())
    def hide(self, ago: int, player: str, is_hidden: bool) -> None:  # noqa: FBT001  # hypothesis passes names
        """Have somebody hide something."""
        with suppress(GameError):
            self.feed.hide(player, self.feed.newest - ago, is_hidden=is_hidden)
            self.all[self.feed.newest - ago].is_hidden = is_hidden

    @rule(player=players)
    def forget(self, player: str) -> None:
        """Forget somebody."""
        self.feed.forget(player)
        self.all = {number: each for number, each in self.all.items() if player not in (each.player, each.other)}
        for entry in self.all.values():
            entry.reactions.pop(player, None)

    @invariant()
    def pages_are_what_going_through_everything_gives(self) -> None:
        """From any number on, for anybody."""
        assert self.feed.entries == self.all
        assert all(len(entry.reactions) <= REACTIONS_KEPT for entry in self.all.values())
        for shown in FILTERS:
            for player in ("", PLAYERS[0]):
                for before in (ALL, self.feed.newest - 2):
                    page = self.feed.page(shown, before=before, most=3, player=player)
                    assert [entry.number for entry in page] == self._page(shown, before=before, player=player)[:3]

    def teardown(self) -> None:
        """Nothing is kept of what is not there."""
        if hasattr(self, "feed"):
            for player in PLAYERS:
                self.feed.forget(player)
            assert self.feed.entries == self.feed._numbers == self.feed._of == {}

    def _page(self, shown: Filter, *, before: int, player: str) -> list[int]:
        found = (
            each.number
            for each in self.all.values()
            if each.number < before and shown in each.filters and (not each.is_hidden or each.player == player)
        )
        return sorted(found, reverse=True)


TestPages = Pages.TestCase


@given(st.data(), st.integers(1, 6), st.sampled_from(FILTERS))
def test_a_walk_has_every_entry_once_whatever_comes_meanwhile(
    data: st.DataObject, most: int, shown: tuple[str, str]
) -> None:
    """All that was there when it began, but for what the ring has let go of before the walk came to it."""
    feed = Feed(kept=30, reactions_kept=1)

    def add(most: int) -> None:
        for _ in range(data.draw(st.integers(0, most))):
            feed.put(Entry(feed.newest + 1, 1.0, data.draw(kinds), "ann", data.draw(arenas)))

    add(30)
    due = [entry.number for entry in feed.page(shown, before=ALL, most=99)]
    walked, before = list[int](), feed.newest + 1
    while page := [entry.number for entry in feed.page(shown, before=before, most=most)]:
        walked += page
        before = page[-1]
        add(8)
    assert walked == due[: len(walked)]
    assert not [number for number in due[len(walked) :] if number in feed.entries]
