"""Who is in an arena, against a model that keeps a list of every tab and counts anew at each question."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from clickgame.core.presence import Crowd

NAMES = tuple("abcdefgh")


@dataclass
class Tab:
    """A tab of the model."""

    player: str
    is_seen: bool = True


class Model:
    """Everybody's tabs, and the players in the order in which they came."""

    def __init__(self) -> None:
        """Start with nobody."""
        self.tabs: list[Tab] = []
        self.came: list[str] = []

    def of(self, player: str) -> list[Tab]:
        """Give the tabs of *player*."""
        return [tab for tab in self.tabs if tab.player == player]

    def sees(self, player: str) -> bool:
        """Tell whether *player* looks at a tab."""
        return any(tab.is_seen for tab in self.of(player))

    def chosen(self, playing: set[str], most: int) -> list[str]:
        """Choose who is shown, by sorting everybody."""
        ranked = sorted(self.came, key=lambda one: 0 if one in playing else 1 if self.sees(one) else 2)
        return [one for one in self.came if one in ranked[:most]]


def act(crowd: Crowd, model: Model, player: str, what: str) -> None:
    """Do *what* with a tab of *player* in both."""
    tabs = model.of(player)
    if what == "join":
        model.tabs.append(Tab(player))
        model.came += [] if tabs else [player]
        crowd.move(player, pages=1, seen=1)
    elif what == "leave" and tabs:
        model.tabs.remove(tabs[0])
        if len(tabs) == 1:
            model.came.remove(player)
        crowd.move(player, pages=-1, seen=-tabs[0].is_seen)
    elif what in {"hide", "show"} and tabs and tabs[-1].is_seen == (what == "hide"):
        tabs[-1].is_seen = what == "show"
        crowd.move(player, pages=0, seen=1 if what == "show" else -1)


@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(["join", "join", "leave", "hide", "show"])), max_size=60
    ),
    st.sets(st.sampled_from(NAMES)),
    st.integers(0, 9),
)
def test_whatever_tabs_do_the_crowd_is_what_counting_them_anew_says(
    acts: list[tuple[str, str]], pressed: set[str], most: int
) -> None:
    crowd, model = Crowd(), Model()
    for player, what in acts:
        act(crowd, model, player, what)
        assert len(crowd) == len(model.came)
        assert [name for name in NAMES if name in crowd] == sorted(model.came)
        assert [crowd.is_seeing(name) for name in NAMES] == [model.sees(name) for name in NAMES]
        playing = crowd.playing(pressed)
        assert playing == {name for name in pressed if model.sees(name)}
        assert crowd.choose(playing, most=most) == model.chosen(playing, most)


def test_tabs_that_come_and_go_in_one_move_keep_the_place() -> None:
    crowd = Crowd()
    crowd.move("ann", pages=1, seen=1)
    crowd.move("bob", pages=1, seen=1)
    crowd.move("ann", pages=0, seen=0)
    assert crowd.choose((), most=2) == ["ann", "bob"]


def test_what_nobody_can_have_counts_as_none() -> None:
    crowd = Crowd()
    crowd.move("ann", pages=-1, seen=-1)
    assert len(crowd) == 0
    crowd.move("bob", pages=1, seen=5)
    crowd.move("bob", pages=0, seen=-1)
    assert not crowd.is_seeing("bob")
    crowd.move("bob", pages=0, seen=-1)
    crowd.move("bob", pages=0, seen=1)
    assert crowd.is_seeing("bob")


def test_who_starts_to_play_changes_places_with_nobody() -> None:
    crowd = Crowd()
    for name in NAMES:
        crowd.move(name, pages=1, seen=1)
    assert crowd.choose((), most=3) == ["a", "b", "c"]
    assert crowd.choose({"h", "b"}, most=3) == ["a", "b", "h"]
    assert crowd.choose(set(NAMES), most=3) == ["a", "b", "c"]


def test_a_choice_looks_no_further_than_it_has_to() -> None:
    """Ten thousand are here; who is shown is found among the first of them."""
    crowd = Crowd()
    for number in range(10_000):
        crowd.move(str(number), pages=1, seen=1)
    asked: list[str] = []
    crowd.is_seeing = lambda player: not asked.append(player)
    assert crowd.choose((), most=24) == [str(number) for number in range(24)]
    assert len(asked) == 24
