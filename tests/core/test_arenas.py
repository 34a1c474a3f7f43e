"""The table of arenas: each can be built and played, and what one line says holds."""

from dataclasses import replace

import pytest

from clickgame.contract.arenas import ARENA
from clickgame.contract.errors import UnknownArena
from clickgame.core import arenas
from clickgame.core.arenas import ARENAS, ArenaKind, kind_of
from clickgame.core.boards import BY_KEY
from clickgame.core.game import Game
from clickgame.core.places import build
from clickgame.core.roster import Roster
from clickgame.core.rules import Rules
from tests.core.arenas import T0, introduce, press
from tests.core.games import game_of


@pytest.mark.parametrize("kind", ARENAS, ids=lambda kind: kind.key)
def test_each_has_words_boards_and_numbers_that_there_are(kind: ArenaKind) -> None:
    assert kind.title
    assert kind.text.endswith(".")
    assert kind.boards
    assert set(kind.boards) <= set(BY_KEY)
    assert replace(Rules(), **kind.rules)
    assert kind_of(kind.key) is kind


def test_the_first_is_where_one_is_without_an_address() -> None:
    assert ARENAS[0].key == ARENA
    assert len({kind.key for kind in ARENAS}) == len(ARENAS)
    for nothing in ("nowhere", "", None, 7, ["classic"]):
        with pytest.raises(UnknownArena):
            kind_of(nothing)


def test_a_line_is_an_arena(monkeypatch: pytest.MonkeyPatch) -> None:
    """As CONTRIBUTING says: one more line, and it is played, ranked and saved like the others."""
    line = ArenaKind("brief", "Brief", "Five seconds, and it is over.", boards=("best", "live"), length_s=5.0)
    monkeypatch.setattr("clickgame.core.places.ARENAS", (*ARENAS, line))
    monkeypatch.setattr(arenas, "ARENAS", (*ARENAS, line))
    game = game_of("ann")
    game.hear("ann", arena="brief", page="here", presses=0, is_resume=True, now=T0)
    game.hear("ann", arena="brief", page="here", presses=4, now=T0 + 1)
    assert game.hear("ann", arena="brief", page="here", presses=9, now=T0 + 6.5).score == 5
    game.settle()
    (row,) = game.rows("brief", "best", count=9)
    assert (row.player, row.score) == ("ann", 5)
    again = Game(game.rules, game.state(), now=T0 + 7)
    assert again.arenas["brief"].scores["ann"].best == 5


@pytest.mark.parametrize(
    ("key", "per_s", "counts"),
    [("marathon", 12, 10), ("marathon", 8, 8), ("metronome", 4, 1), ("metronome", 1, 1), ("classic", 20, 20)],
)
def test_so_many_presses_a_second_count(key: str, per_s: int, counts: int) -> None:
    """Steadily pressed for two minutes: nobody is held where more are only left out."""
    rules = Rules()
    arena = build(key, kind_of(key), rules, roster=Roster(rules, now=T0), runs_ended=[], rolled=[])
    arena._roster.join(player="ann", key="a", handle="Ann", now=T0)
    introduce(arena)
    outcome = None
    for number in range(1, 120 * per_s + 1):
        outcome = press(arena, "ann", number, now=T0 + number / per_s)
        assert not outcome.hold_began
    assert outcome is not None
    assert outcome.score == pytest.approx(120 * counts, rel=0.02, abs=counts * 3)


def test_flooding_where_nobody_is_held_brings_no_more_than_pressing() -> None:
    rules = Rules()
    arena = build("metronome", kind_of("metronome"), rules, roster=Roster(rules, now=T0), runs_ended=[], rolled=[])
    arena._roster.join(player="ann", key="a", handle="Ann", now=T0)
    introduce(arena)
    presses = 0
    for step in range(1, 300):
        presses += 1 + step % 50
        press(arena, "ann", presses, now=T0 + step / 10)
    assert arena.scores["ann"].total <= 30 + 3
