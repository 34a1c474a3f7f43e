"""An operator's deeds: each does what it says, is refused before it changes anything, and can be undone."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.errors import EventMalformed, GameError, HandleTaken, UnknownArena, UnknownPlayer
from clickgame.contract.moderation import BAN, BLOCK, DAY_S, DEEDS, DISMISS, HIDE, RENAME, RETITLE, UNRANK, DeedAsk
from clickgame.contract.refusals import AlreadyInForce, NothingToUndo, TimeInvalid, UnknownDeed, UnknownReason
from clickgame.core import deeds
from clickgame.core.arenas import kind_of
from clickgame.core.deeds import Done
from clickgame.core.game import Game
from clickgame.core.openings import Opening
from clickgame.core.state import DEED, OPENING, PLAYER
from tests.core.games import T0, game_of, press

LUNCH = "9f3c01ab"


def do(game: Game, what: object, whom: object = "ann", *, now: float = T0, **more: Any) -> Done:
    """Have kim do something for an offensive name, unless *more* says otherwise."""
    ask = DeedAsk(**{"operator": "kim", "what": what, "whom": whom, "why": "name", **more})
    return deeds.do(game, ask, now=now, rng=random.Random(1))


def on_board(game: Game, board: str = "live") -> list[str]:
    """Give who stands on a board, as it is now."""
    game.settle()
    return [row.player for row in game.rows("classic", board, count=9)]


def playing() -> Game:
    """Give a game in which two have pressed, and an arena was opened."""
    game = game_of("ann", "bob")
    press(game, "ann", 9, now=T0 + 1)
    press(game, "bob", 5, now=T0 + 1)
    game.open_arena(Opening(LUNCH, "sprint", "Lunch", "ann", T0))
    return game


def test_who_is_hidden_or_unranked_leaves_every_board_and_comes_back() -> None:
    game = playing()
    for what in (HIDE, UNRANK):
        assert on_board(game) == ["ann", "bob"]
        done = do(game, what)
        assert on_board(game) == on_board(game, "best") == ["bob"]
        press(game, "ann", 12, now=T0 + 2)
        assert on_board(game) == ["bob"], "a press does not bring anybody back"
        deeds.undo(game, "kim", done.deed.number, now=T0 + 3)
        assert on_board(game) == ["ann", "bob"]
    assert game.arena("classic").scores["ann"].score == 12, "nothing was lost"


def test_who_is_unranked_wins_no_season() -> None:
    game = playing()
    do(game, UNRANK)
    game.settle()
    closed = game.turn(game.arena("classic").boards.day + 400)
    assert {row.player for season in closed for row in season.rows} == {"bob"}


def test_a_game_that_starts_again_has_the_same_in_force() -> None:
    game = playing()
    do(game, HIDE)
    do(game, BAN, "bob", for_s=60)
    again = Game(game.rules, game.state(), now=T0 + 2)
    assert on_board(again) == ["bob"]
    assert again.moderation.banned.keys() == {"bob"}
    assert Game(game.rules, game.state(), now=T0 + 60).moderation.banned == {}


def test_another_game_takes_in_deeds_and_reports_as_they_come() -> None:
    game, follower = playing(), playing()
    on_board(follower)
    done = do(game, HIDE)
    report = game.moderation.report(target="bob", of="player", by="ann", why="name", now=T0)
    state = game.state()
    for records in (follower, state):
        for record in (done.deed, report, report):
            records.put_moderated(record)
    assert on_board(follower) == ["bob"]
    assert follower.moderation == game.moderation == state.moderation


def test_a_deed_says_who_did_what_to_whom_and_why() -> None:
    game = playing()
    done = do(game, BAN, operator=" kim ", why="machine", now=T0 + 5)
    deed = done.deed
    assert (deed.number, deed.at, deed.operator, deed.what, deed.whom) == (1, T0 + 5, "kim", BAN, "ann")
    assert (deed.why, deed.until, deed.undone_by) == ("machine", T0 + 5 + DAY_S, 0)
    assert [change.kind for change in done.changes] == [DEED]
    assert do(game, UNRANK).deed.until == 0.0


def test_a_new_name_is_given_and_the_old_one_comes_back() -> None:
    game = playing()
    done = do(game, RENAME)
    handle = game.player("ann").handle
    assert (done.deed.before, done.deed.after) == ("The ann", handle)
    assert handle != "The ann"
    assert [change.kind for change in done.changes] == [DEED, PLAYER]
    undone = deeds.undo(game, "lee", done.deed.number, now=T0 + 9)
    assert game.player("ann").handle == "The ann"
    assert (undone.deed.before, undone.deed.after, undone.deed.operator) == (handle, "The ann", "lee")
    assert game.moderation.deeds[1].undone_by == undone.deed.number


def test_an_old_name_that_is_taken_does_not_come_back() -> None:
    game = playing()
    number = do(game, RENAME).deed.number
    game.rename("bob", "The ann", now=T0)
    with pytest.raises(HandleTaken):
        deeds.undo(game, "kim", number, now=T0)
    assert not game.moderation.deeds[number].undone_by


def test_a_name_that_the_player_has_chosen_since_stays() -> None:
    game = playing()
    number = do(game, RENAME).deed.number
    game.rename("ann", "Queen", now=T0)
    deeds.undo(game, "kim", number, now=T0)
    assert game.player("ann").handle == "Queen"


def test_an_arena_gets_the_name_of_its_kind_and_its_own_back() -> None:
    game = playing()
    done = do(game, RETITLE, LUNCH)
    assert game.places.kind(LUNCH)[1] == kind_of("sprint").title == done.deed.after
    assert [change.kind for change in done.changes] == [DEED, OPENING]
    deeds.undo(game, "kim", done.deed.number, now=T0)
    assert game.places.kind(LUNCH)[1] == "Lunch"
    with pytest.raises(UnknownArena):
        do(game, RETITLE, "classic")
    game.close_arena(LUNCH)
    assert not game.moderation.deeds


def test_reports_on_players_and_arenas_are_dismissed() -> None:
    game = playing()
    for target, of in (("ann", "player"), (LUNCH, "arena")):
        game.moderation.report(target=target, of=of, by="bob", why="name", now=T0)
        do(game, DISMISS, target, now=T0 + 1)
    assert game.moderation.reported(most=9) == []


@pytest.mark.parametrize(
    ("ask", "refusal"),
    [
        ({"what": "erase"}, UnknownDeed),
        ({"what": None}, UnknownDeed),
        ({"what": "undo"}, UnknownDeed),
        ({"whom": "nobody"}, UnknownPlayer),
        ({"whom": 7}, UnknownPlayer),
        ({"whom": LUNCH}, UnknownPlayer),
        ({"what": DISMISS, "whom": "nobody"}, UnknownArena),
        ({"what": DISMISS, "whom": LUNCH, "why": "machine"}, UnknownReason),
        ({"why": "because"}, UnknownReason),
        ({"why": ["name"]}, UnknownReason),
        ({"for_s": "1"}, TimeInvalid),
        ({"for_s": True}, TimeInvalid),
        ({"for_s": float("nan")}, TimeInvalid),
        ({"for_s": float("inf")}, TimeInvalid),
        ({"for_s": 1e12}, TimeInvalid),
        ({"operator": ""}, EventMalformed),
        ({"operator": "x" * 41}, EventMalformed),
        ({"operator": "a\nb"}, EventMalformed),
        ({"operator": None}, EventMalformed),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(ask: dict[str, Any], refusal: type[GameError]) -> None:
    game = playing()
    with pytest.raises(refusal):
        do(game, **{"what": BAN, **ask})
    assert game.state() == playing().state()


def test_a_sanction_is_in_force_once() -> None:
    game = playing()
    do(game, BAN)
    with pytest.raises(AlreadyInForce):
        do(game, BAN)
    do(game, BAN, "bob")
    assert len(game.moderation.deeds) == 2


@pytest.mark.parametrize("number", [None, "1", 7, 1.0, True])
def test_what_was_never_done_is_not_undone(number: object) -> None:
    with pytest.raises(UnknownDeed):
        deeds.undo(playing(), "kim", number, now=T0)


def test_a_deed_is_undone_once_and_undoing_is_not_undone() -> None:
    game = playing()
    block = do(game, BLOCK)
    undone = deeds.undo(game, "kim", block.deed.number, now=T0)
    for number in (block.deed.number, undone.deed.number):
        with pytest.raises(NothingToUndo):
            deeds.undo(game, "kim", number, now=T0)


def test_all_sanctions_on_a_player_are_undone_together() -> None:
    game = playing()
    for what in (BAN, HIDE, RENAME):
        do(game, what)
    assert [done.deed.whom for done in deeds.undo_all(game, "kim", "ann", now=T0, what=BAN)] == ["ann"]
    with pytest.raises(NothingToUndo):
        deeds.undo_all(game, "kim", "ann", now=T0, what=BAN)
    assert len(deeds.undo_all(game, "kim", "ann", now=T0)) == 2
    assert game.moderation.in_force("ann") == []
    assert game.player("ann").handle == "The ann"


def test_all_stay_when_the_name_cannot_come_back() -> None:
    game = playing()
    for what in (BAN, HIDE, RENAME):
        do(game, what)
    game.rename("bob", "The ann", now=T0)
    with pytest.raises(HandleTaken):
        deeds.undo_all(game, "kim", "ann", now=T0)
    assert len(game.moderation.in_force("ann")) == 3


@pytest.mark.parametrize("what", [None, "erase", DISMISS])
def test_only_sanctions_are_undone_by_their_kind(what: object) -> None:
    with pytest.raises(UnknownDeed):
        deeds.undo_all(playing(), "kim", "ann", now=T0, what=what)


KINDS = [kind.key for kind in DEEDS if kind.told]
steps = st.lists(st.tuples(st.sampled_from(["undo", *KINDS]), st.sampled_from(["ann", "bob"])), max_size=12)


@given(steps)
def test_whatever_was_done_undoing_all_of_it_leaves_the_game_as_it_was(story: list[tuple[str, str]]) -> None:
    """But for the log; and a game that starts from the records in between has the same in force."""
    game = playing()
    before, boards = [game.player(name).handle for name in ("ann", "bob")], on_board(game)
    for what, whom in story:
        try:
            if what == "undo":
                deeds.undo_all(game, "kim", whom, now=T0 + 1)
            else:
                do(game, what, whom, now=T0 + 1)
        except (AlreadyInForce, NothingToUndo):
            pass
        again = Game(game.rules, game.state(), now=T0 + 1)
        assert on_board(again) == on_board(game)
        assert again.moderation.in_force(whom) == game.moderation.in_force(whom)
    for whom in ("ann", "bob"):
        if game.moderation.in_force(whom):
            deeds.undo_all(game, "kim", whom, now=T0 + 2)
    assert ([game.player(name).handle for name in ("ann", "bob")], on_board(game)) == (before, boards)
    assert [deed.number for deed in game.moderation.of()] == list(range(len(game.moderation.deeds), 0, -1))
