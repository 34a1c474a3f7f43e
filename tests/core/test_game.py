"""The game's rules, one claim a test; properties stand in test_game_properties.py."""

import pytest

from clickgame.contract.errors import (
    CountDecreased,
    CountInvalid,
    HandleTaken,
    HandleTooShort,
    UnknownBoard,
    UnknownPage,
    UnknownPlayer,
)
from clickgame.contract.facts import RunEnded
from clickgame.core.game import Game
from clickgame.core.players import Page, Player
from clickgame.core.rules import Rules

T0 = 1_000.0


def game_of(*names: str, rules: Rules | None = None) -> Game:
    """Start a game with a page load "page" for each of the players *names*."""
    game = Game(rules or Rules(), now=T0)
    for name in names:
        game.join(player=name, key=f"key of {name}", handle=f"The {name}", now=T0)
        game.resume(name, page="page", presses=0, acked=0, now=T0)
    return game


def test_presses_count_once_however_often_they_are_told() -> None:
    game = game_of("ann")
    first = game.press("ann", page="page", presses=7, now=T0 + 1)
    again = game.press("ann", page="page", presses=7, now=T0 + 2)
    assert (first.credited, first.score, first.acked) == (7, 7, 7)
    assert (again.credited, again.score, again.acked) == (0, 7, 7)
    assert game.total == 7


def test_an_outcome_tells_what_the_page_needs() -> None:
    game = game_of("ann")
    outcome = game.press("ann", page="page", presses=3, now=T0 + 1)
    assert (outcome.best, outcome.before, outcome.ended, outcome.left_s) == (3, 0, 0, 300.0)
    assert (outcome.held_until, outcome.hold_began) == (0.0, False)


def test_two_tabs_are_one_player() -> None:
    game = game_of("ann")
    game.resume("ann", page="other", presses=0, acked=0, now=T0)
    game.press("ann", page="page", presses=3, now=T0 + 1)
    assert game.press("ann", page="other", presses=4, now=T0 + 1).score == 7


def test_tabs_share_the_throttle() -> None:
    game = game_of("ann")
    game.resume("ann", page="other", presses=0, acked=0, now=T0)
    game.press("ann", page="page", presses=30, now=T0 + 1)
    assert game.press("ann", page="other", presses=30, now=T0 + 1.5).hold_began


def test_hammering_holds_and_what_was_earned_stays() -> None:
    game = game_of("ann")
    game.press("ann", page="page", presses=10, now=T0)
    outcome = game.press("ann", page="page", presses=200, now=T0 + 5)
    assert (outcome.score, outcome.acked, outcome.hold_began) == (60, 200, True)
    assert outcome.held_until == T0 + 65
    assert game.press("ann", page="page", presses=201, now=T0 + 10).credited == 0
    calm = game.press("ann", page="page", presses=202, now=T0 + 66)
    assert (calm.credited, calm.held_until, calm.hold_began) == (1, 0.0, False)


def test_presses_made_while_away_count_up_to_the_rate() -> None:
    game = game_of("ann")
    game.press("ann", page="page", presses=10, now=T0)
    assert game.resume("ann", page="page", presses=510, acked=10, now=T0 + 10).credited == 500
    over = game.resume("ann", page="page", presses=1_000, acked=510, now=T0 + 11)
    assert (over.credited, over.hold_began) == (100, True)


def test_several_tabs_cannot_each_claim_the_time_away() -> None:
    game = game_of("ann")
    game.resume("ann", page="other", presses=0, acked=0, now=T0)
    game.resume("ann", page="page", presses=5_000, acked=0, now=T0 + 100)
    assert game.resume("ann", page="other", presses=5_000, acked=0, now=T0 + 100).credited <= 50


def test_time_away_does_not_free_the_held() -> None:
    game = game_of("ann")
    game.press("ann", page="page", presses=51, now=T0)
    assert game.resume("ann", page="page", presses=400, acked=51, now=T0 + 30).credited == 0


def test_a_run_ends_after_five_minutes_without_a_credited_press() -> None:
    game = game_of("ann", "bob")
    game.press("ann", page="page", presses=9, now=T0)
    game.press("bob", page="page", presses=1, now=T0 + 1)
    assert game.sweep(T0 + 299.9, most=100) == []
    assert game.sweep(T0 + 300, most=100) == [RunEnded("ann", score=9, before=9, best=9)]
    ann = game.player("ann")
    assert (ann.score, ann.best, ann.total, ann.ended) == (0, 9, 9, 9)
    assert game.sweep(T0 + 301, most=100) == [RunEnded("bob", score=1, before=1, best=1)]


def test_a_late_sweep_does_not_lengthen_a_run() -> None:
    game = game_of("ann")
    game.press("ann", page="page", presses=9, now=T0)
    outcome = game.press("ann", page="page", presses=10, now=T0 + 300)
    assert (outcome.score, outcome.before, outcome.best) == (1, 9, 9)


def test_a_repeated_count_tells_that_the_run_is_over() -> None:
    game = game_of("ann")
    game.press("ann", page="page", presses=9, now=T0)
    outcome = game.press("ann", page="page", presses=9, now=T0 + 300)
    assert (outcome.score, outcome.ended, outcome.left_s) == (0, 9, 0.0)


def test_presses_that_do_not_count_do_not_keep_a_run_alive() -> None:
    game = game_of("ann", rules=Rules(hold_s=1_000.0, hold_every_s=1_000.0))
    game.press("ann", page="page", presses=51, now=T0)
    game.press("ann", page="page", presses=60, now=T0 + 200)
    assert [run.player for run in game.sweep(T0 + 300, most=100)] == ["ann"]


@pytest.mark.parametrize("presses", [-1, 2.5, "9", None, True, 10**12])
def test_a_bad_count_changes_nothing(presses: object) -> None:
    game = game_of("ann")
    game.press("ann", page="page", presses=5, now=T0)
    with pytest.raises(CountInvalid):
        game.press("ann", page="page", presses=presses, now=T0 + 1)
    assert game.player("ann").pages == {"page": Page(5, T0)}
    assert game.total == 5


def test_a_count_that_goes_down_changes_nothing() -> None:
    game = game_of("ann")
    game.press("ann", page="page", presses=5, now=T0)
    with pytest.raises(CountDecreased):
        game.press("ann", page="page", presses=4, now=T0 + 1)
    assert game.player("ann").score == 5


@pytest.mark.parametrize("page", ["other", "", 3, None, ["page"]])
def test_a_press_from_a_page_that_was_not_introduced_is_refused(page: object) -> None:
    with pytest.raises(UnknownPage):
        game_of("ann").press("ann", page=page, presses=1, now=T0)


def test_nobody_can_press_for_a_player_who_does_not_exist() -> None:
    game = game_of("ann")
    with pytest.raises(UnknownPlayer):
        game.press("eve", page="page", presses=1, now=T0)
    with pytest.raises(UnknownPlayer):
        game.resume("eve", page="page", presses=1, acked=0, now=T0)


def test_a_player_is_found_by_key_only() -> None:
    game = game_of("ann")
    found = game.find("key of ann")
    assert found is not None
    assert found.id == "ann"
    assert game.find("ann") is None


def test_handles_are_unique_and_free_again_when_given_up() -> None:
    game = game_of("ann", "bob")
    with pytest.raises(HandleTaken):
        game.rename("bob", "THE ANN")
    with pytest.raises(HandleTooShort):
        game.rename("bob", " ")
    assert game.player("bob").handle == "The bob"
    assert game.rename("ann", "the Ann") == "the Ann"
    assert game.rename("ann", "Queen") == "Queen"
    assert game.rename("bob", "The Ann") == "The Ann"
    with pytest.raises(HandleTaken):
        game.join(player="cid", key="k", handle="Queen", now=T0)


def test_guests_are_forgotten_when_old_and_their_handles_free() -> None:
    game = game_of("ann", "bob", rules=Rules(guest_age_s=60.0))
    game.press("ann", page="page", presses=1, now=T0)
    game.greet("bob", now=T0 + 30)
    assert game.sweep(T0 + 89, most=100) == []
    assert "bob" in game.players
    game.sweep(T0 + 90, most=100)
    assert game.players.keys() == {"ann"}
    assert game.find("key of bob") is None
    assert not game.is_taken("The bob")


def test_a_sweep_does_so_much_at_once_and_the_next_one_goes_on() -> None:
    game = game_of("ann", "bob", "cid", "dan", "eve", rules=Rules(guest_age_s=300.0))
    for name in ("ann", "bob", "cid"):
        game.press(name, page="page", presses=1, now=T0)
    assert [run.player for run in game.sweep(T0 + 300, most=2)] == ["ann", "bob"]
    assert game.forgotten == ["dan", "eve"]
    assert [run.player for run in game.sweep(T0 + 300, most=2)] == ["cid"]


def test_guests_are_bounded_in_number() -> None:
    game = game_of("ann", "bob", rules=Rules(guests_kept=2))
    game.greet("ann", now=T0 + 1)
    game.join(player="cid", key="k", handle="Cid", now=T0 + 2)
    assert game.players.keys() == {"ann", "cid"}


def test_greeting_a_player_who_plays_keeps_the_player() -> None:
    game = game_of("ann")
    game.press("ann", page="page", presses=1, now=T0)
    assert game.greet("ann", now=T0 + 9).seen_at == T0 + 9


def test_a_renamed_guest_who_leaves_frees_only_the_own_handle() -> None:
    """A likeness that two saved players share by accident stays with the one who has it."""
    saved = [Player(id="ann", key="a", handle="Fox", total=1), Player(id="bob", key="b", handle="Fox")]
    game = Game(Rules(guest_age_s=1.0), saved, now=T0)
    game.sweep(T0, most=100)
    assert game.is_taken("Fox") == (game._by_likeness.get("fox") == "ann")
    game.rename("ann", "Queen")
    assert not game.is_taken("Fox")


def test_boards_rank_by_run_and_by_best() -> None:
    game = game_of("ann", "bob", "cid")
    game.press("ann", page="page", presses=9, now=T0)
    game.press("bob", page="page", presses=5, now=T0 + 299)
    game.press("cid", page="page", presses=5, now=T0 + 299.5)
    game.sweep(T0 + 300, most=100)
    game.settle()
    assert [(row.player, row.rank, row.score) for row in game.rows("live", count=10)] == [("bob", 1, 5), ("cid", 2, 5)]
    assert [row.player for row in game.rows("best", count=2)] == ["ann", "bob"]
    assert game.rank("live", "ann") == 0
    with pytest.raises(UnknownBoard):
        game.rows("worst", count=10)
    assert [(row.player, row.rank, row.score) for row in game.rows_of("live", ["cid", "ann"])] == [("cid", 2, 5)]


def test_a_standing_shows_the_neighbours_of_whoever_is_below_the_board() -> None:
    names = [f"p{number}" for number in range(7)]
    game = game_of(*names)
    for presses, name in enumerate(reversed(names), 1):
        game.press(name, page="page", presses=presses, now=T0)
    game.settle()
    assert game.standing("live", "p1", beyond=2) == (2, [])
    standing = game.standing("live", "p4", beyond=2)
    assert standing.rank == 5
    assert [line[0] for line in standing.neighbours] == ["p2", "p3", "p4", "p5", "p6"]
    assert standing.neighbours[2] == ("p4", 5, "The p4", 3)


def test_a_forgotten_guest_is_off_the_boards() -> None:
    game = game_of("ann", rules=Rules(guests_kept=1))
    game._unsettled.add("ann")
    game.join(player="bob", key="b", handle="Bob", now=T0)
    game.settle()
    assert game.rows("live", count=5) == []


def test_a_game_goes_on_from_what_was_saved() -> None:
    game = game_of("ann", "bob")
    game.press("ann", page="page", presses=9, now=T0)
    later = Game(Rules(), game.players.values(), now=T0 + 10)
    later.settle()
    assert later.total == 9
    assert later.rows("live", count=5)[0].player == "ann"
    assert later.resume("ann", page="page", presses=12, acked=9, now=T0 + 11).credited == 3
    assert [run.player for run in later.sweep(T0 + 311, most=100)] == ["ann"]


def test_a_clock_that_was_set_back_does_not_hold_the_future() -> None:
    """Saved times that lie ahead of the clock are pulled back to it."""
    saved = Player(
        id="ann", key="a", handle="Ann", score=5, total=5, best=5, pressed_at=9e9, seen_at=9e9, held_until=9e9
    )
    saved.pages["page"] = Page(5, 9e9)
    game = Game(Rules(), [saved], now=T0)
    assert (saved.pressed_at, saved.seen_at, saved.held_until, saved.pages["page"].at) == (T0, T0, T0 + 60, T0)
    assert game.sweep(T0 + 300, most=100) == [RunEnded("ann", score=5, before=5, best=5)]
