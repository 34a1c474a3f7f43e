"""A game that has followed another one's journal, and is gone on with: as if it had been started from its records."""

from typing import NamedTuple

import pytest

from clickgame.core.game import Game
from clickgame.core.moderation import Deed
from clickgame.core.players import Player
from clickgame.core.roster import SEEN_S, Roster
from clickgame.core.rules import Rules
from clickgame.core.scores import Dates, Page, Score, ScoreKey
from clickgame.core.state import State

T0 = 1_000_000.0
RULES = Rules(guest_age_s=3_600.0, run_s=300.0)


def played(*scores: Score) -> Game:
    """Give a game that has followed how *scores* came to be, each of a player."""
    game = Game(RULES, now=T0)
    for score in scores:
        name = score.key.player
        game.put_player(Player(name, name, f"The {name}", seen_at=T0))
        game.put_score(score)
    return game


def score(name: str, pressed_at: float, **facts: float) -> Score:
    """Give a score of nine presses."""
    pages = {"one": Page(9, pressed_at)}
    return Score(ScoreKey(name), 9, 9, 9, pressed_at, pages=pages, **facts)  # pyright: ignore[reportArgumentType]  # all are times


class Late(NamedTuple):
    """Something that lies five seconds after T0, in one of the records that there are."""

    what: str
    record: Score | Player | Dates


LATE = (
    Late("press", score("ann", T0 + 5)),
    Late("hold", score("ann", T0 - 9, held_until=T0 + 5 + RULES.hold_s)),
    Late("pace", score("ann", T0 - 9, paced_at=T0 + 5 + RULES.hold_s)),
    Late("forgotten page", score("ann", T0 - 9, forgot_at=T0 + 5)),
    Late("page", Score(ScoreKey("ann"), pages={"one": Page(9, T0 + 5)})),
    Late("player", Player("ann", "ann", "Ann", seen_at=T0 + 5)),
    Late("start", Dates(3, (0, 0), started_at=T0 + 5)),
    Late("day", Dates(int(T0 // 86_400) + 1, (0, 0))),
)


def test_it_goes_on_as_it_is_and_nobody_is_gone_through() -> None:
    game = played(score("ann", T0 - 1), score("bob", T0))
    assert game.take_over(T0) is game


@pytest.mark.parametrize("late", LATE, ids=lambda late: late.what)
def test_with_anything_that_lies_after_now_it_is_started_anew(late: Late) -> None:
    game = played(score("ann", T0 - 20))
    match late.record:
        case Score():
            game.put_score(late.record)
        case Player():
            game.put_player(late.record)
        case Dates():
            game.put_days(ScoreKey("ann"), late.record)
    at = T0 + 86_400 - T0 % 86_400 if late.what == "day" else T0 + 5
    assert game.take_over(at) is game
    started = game.take_over(at - 1)
    assert started is not game
    assert started.newest_at == at - 1
    assert started.arena("classic").scores["ann"].pressed_at <= at - 1


def test_a_count_that_is_heard_late_lies_after_now_too() -> None:
    game = played(score("ann", T0 - 20))
    game.put_heard(Score(ScoreKey("ann"), 9, 9, 9, T0 - 20), "one", Page(9, T0 + 5))
    assert game.take_over(T0) is not game


def test_guests_have_as_long_to_come_back_as_after_a_start() -> None:
    game = Game(RULES, now=T0)
    for name, seen_at in (("new", T0 + 5_000.0), ("ann", T0 - 90_000), ("old", T0 + 1_000)):
        game.put_player(Player(name, name, f"The {name}", seen_at=seen_at))
    later = T0 + 5_000
    assert game.take_over(later) is game
    assert game.sweep(later + 599, most=9) == 0
    game.sweep(later + 600, most=9)
    assert game.forgotten == ["ann", "old"]
    assert "new" in game.roster.players


def test_runs_end_in_their_order_however_they_came() -> None:
    game = played(score("ann", T0 - 100), score("bob", T0 - 200), score("cid", T0 - 150)).take_over(T0)
    assert list(game.arena("classic").pressed_since(T0 - 160)) == ["ann", "cid"]


def test_sanctions_end_and_their_players_are_placed_again() -> None:
    game = played(score("ann", T0 - 1))
    game.put_moderated(Deed(1, T0 - 60, "kim", "unrank", "ann", "name", until=T0))
    game.settle()
    assert game.rows("classic", "live", count=5) == []
    game.take_over(T0).settle()
    assert [row.player for row in game.rows("classic", "live", count=5)] == ["ann"]


def test_nobody_is_taken_for_absent_before_they_can_be_back() -> None:
    state, now = State(), T0 + 9_000 * 86_400
    state.put_player(Player("ann", "ann", "Ann", seen_at=T0))
    state.put_score(score("ann", T0))
    game = Game(RULES, state, now=now - 10_000).take_over(now)
    for at in (now + 1, now + RULES.silence_s - 1):
        game.sweep(at, most=9)
    assert game.forgotten == []
    game.sweep(now + RULES.silence_s, most=9)
    assert game.forgotten == ["ann"]


def test_it_is_listed_once_a_minute_who_is_here() -> None:
    """Also whoever is greeted more often; and nobody who is forgotten before anybody takes note."""
    roster = Roster(RULES, [Player(name, name, f"The {name}", seen_at=T0) for name in ("ann", "bob")], now=T0)
    start = T0 - T0 % SEEN_S
    listed = list[list[str]]()
    for second in range(0, 181, 20):
        roster.greet("ann", now=start + SEEN_S + second)
        listed.append(list(roster.seen))
        roster.seen.clear()
    assert listed == [["ann"], [], []] * 3 + [["ann"]]
    roster.arrived("bob")
    roster.departed("bob")
    assert list(roster.seen) == ["bob"]
    roster.forget("bob")
    assert not roster.seen
