"""A board's version rises when it changes, and a full one keeps its lower members for a moment."""

from clickgame.core.game import Game
from clickgame.core.rules import Rules
from clickgame.engine.boards import MEMBERS_S, TOP, BoardView
from clickgame.engine.slots import FRESH_MOST

NOW = 1_000.0


def press(game: Game, player: str, presses: int) -> None:
    """Have *player*, new or not, come to so many presses in all, over time enough for each."""
    if game.find(player) is None:
        game.join(player=player, key=player, handle=f"Player {player}", now=NOW)
    game.hear(player, arena="classic", page="one", presses=presses, age_s=60, is_resume=True, now=NOW)
    game.settle()


def shown(view: BoardView, game: Game, now: float) -> list[str]:
    """Give who is on the board, by slot."""
    board = view.renew(game, online=1, now=now)
    names = [player for player, _ in board.names]
    for slot, player, _ in board.fresh:
        names[slot:] = [player] if slot >= len(names) else [player, *names[slot + 1 :]]
    return [name for name in names if name]


def test_a_version_stands_for_what_is_shown() -> None:
    game, view = Game(Rules(), now=NOW), BoardView("classic", "live", rows_most=10, epoch=7)
    press(game, "ann", 3)
    first = view.renew(game, online=1, now=NOW)
    assert (first.epoch, first.version, first.lines, first.total) == (7, 1, ":3", 3)
    assert view.renew(game, online=1, now=NOW) is first
    assert view.renew(game, online=2, now=NOW).version == 2


def test_the_champions_of_yesterday_and_of_last_week_are_crowned() -> None:
    game, view = Game(Rules(), now=NOW), BoardView("classic", "live", rows_most=10, epoch=7)
    game.turn(18)
    press(game, "ann", 3)
    assert view.renew(game, online=1, now=NOW).crowned == []
    game.turn(19)
    assert view.renew(game, online=1, now=NOW).crowned == ["ann"]
    game.turn(20)
    assert view.renew(game, online=1, now=NOW).crowned == []
    game.turn(25)
    assert view.renew(game, online=1, now=NOW).crowned == ["ann"]


def test_a_full_board_changes_its_lower_members_once_in_a_while() -> None:
    rows = TOP + 2
    game, view = Game(Rules(), now=NOW), BoardView("classic", "live", rows_most=rows, epoch=1)
    for number in range(rows):
        press(game, str(number), 40 - number)
    lowest = str(rows - 1)
    assert lowest in shown(view, game, NOW)
    press(game, "late", 40 - rows + 2)
    assert "late" not in shown(view, game, NOW + 0.1)
    assert "late" in shown(view, game, NOW + MEMBERS_S)
    press(game, "star", 50)
    assert "star" in shown(view, game, NOW + MEMBERS_S + 0.1)


def test_a_crowd_that_presses_in_step_has_all_names_sent_once_in_a_while() -> None:
    """Where all are level and others come first with each round, a full board changes its members rarely."""
    rows = crowd = FRESH_MOST + 1
    game, view = Game(Rules(), now=NOW), BoardView("classic", "live", rows_most=rows, epoch=1)
    early, late = [f"early {number}" for number in range(crowd)], [f"late {number}" for number in range(crowd)]
    for player in early:
        press(game, player, 1)
    names = view.renew(game, online=1, now=NOW).names
    for player in late:
        press(game, player, 2)
    kept = view.renew(game, online=1, now=NOW + MEMBERS_S - 0.1)
    assert (kept.names, kept.fresh) == (names, [])
    for player in early:
        press(game, player, 2)
    assert view.renew(game, online=1, now=NOW + MEMBERS_S - 0.1).lines != kept.lines
    for player in late:
        press(game, player, 3)
    assert set(shown(view, game, NOW + MEMBERS_S)) == set(late)
