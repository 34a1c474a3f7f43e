"""A mark and the boards of its arena: who is marked is on none of them, and is as before when that is over."""

import random
from dataclasses import replace

import pytest

from clickgame.contract.errors import EventMalformed
from clickgame.contract.moderation import FAIR_PLAY, MARK, UNDO, UNRANK, DeedAsk
from clickgame.contract.refusals import NothingToUndo, UnknownDeed
from clickgame.core import deeds
from clickgame.core.deeds import Done
from clickgame.core.fairplay.marks import TRIES, Seen
from clickgame.core.game import Game
from clickgame.core.openings import Opening
from clickgame.core.rules import Rules

T0 = 1_000_000.0
SEEN = Seen(("even",), bytes(30), 10)
ANN = "ann", "classic"
LUNCH = "9f3c01ab"


def game_of(*players: str, arena: str = "classic", **rules: int) -> Game:
    """Give a game in which *players* have pressed ten times each."""
    game = Game(Rules(**rules), now=T0)
    for player in players:
        game.join(player=player, key=player, handle=player.title(), now=T0)
        game.hear(player, arena=arena, page="one", presses=10, is_resume=True, age_s=60, now=T0)
    return game


def ranks(game: Game, player: str, arena: str = "classic") -> set[int]:
    """Give the ranks that *player* has on the boards of an arena."""
    game.settle()
    boards = game.arena(arena).boards
    return {boards.rank(board, player) for board in ("live", "top", "today", "week", "all", "best") if board in boards}


def mark(game: Game, player: str, arena: str = "classic") -> Done:
    """Have *player* marked."""
    done = deeds.mark(game, (player, arena), SEEN, now=T0 + 1)
    assert done is not None
    return done


def test_who_is_marked_is_on_no_board_until_that_is_over() -> None:
    game = game_of("ann", "bob")
    before = ranks(game, "bob")
    done = mark(game, "ann")
    assert ranks(game, "ann") == {0}
    assert ranks(game, "bob") == {1}
    assert game.arena("classic").scores["ann"].score == 10
    lifted = deeds.lift(game, done.deed, now=T0 + 2)
    assert ranks(game, "bob") == before
    assert 0 not in ranks(game, "ann")
    assert (lifted.deed.what, lifted.deed.operator, len(lifted.changes)) == (UNDO, FAIR_PLAY, 2)


def test_a_mark_is_a_deed_that_says_what_was_seen() -> None:
    game = game_of("ann")
    deed = mark(game, "ann").deed
    assert (deed.operator, deed.what, deed.whom, deed.why, deed.until) == (FAIR_PLAY, MARK, "ann", "machine", 0.0)
    assert (deed.before, Seen.read(deed.after)) == ("classic", SEEN)
    assert list(game.moderation.of("ann")) == [deed]
    assert deeds.mark(game, ANN, SEEN, now=T0 + 2) is None, "once is enough"


def test_a_game_that_starts_again_has_the_same_marks() -> None:
    game = game_of("ann", "bob")
    mark(game, "ann")
    again = Game(game.rules, game.state(), now=T0 + 2)
    assert ranks(again, "ann") == {0}
    assert again.moderation.marks.keys() == {ANN}


def test_another_game_takes_marks_in_as_they_come_and_go() -> None:
    game, follower = game_of("ann"), game_of("ann")
    done = mark(game, "ann")
    follower.put_moderated(done.deed)
    assert ranks(follower, "ann") == {0}
    for change in deeds.lift(game, done.deed, now=T0 + 2).changes:
        follower.put_moderated(change.record)  # pyright: ignore[reportArgumentType]  # a deed
    assert 0 not in ranks(follower, "ann")


def test_a_mark_of_one_arena_leaves_the_others_alone() -> None:
    game = game_of("ann")
    game.hear("ann", arena="sprint", page="two", presses=10, is_resume=True, age_s=60, now=T0)
    mark(game, "ann", "sprint")
    assert 0 not in ranks(game, "ann")
    assert ranks(game, "ann", "sprint") == {0}


def test_an_operator_undoes_a_mark_and_gives_the_tries_anew() -> None:
    game = game_of("ann")
    done = mark(game, "ann")
    game.fairplay.take_try(ANN)
    deeds.lift(game, done.deed, now=T0 + 2)
    assert game.fairplay.tries_left(ANN) == TRIES - 1, "who follows the beat may not do so without end"
    with pytest.raises(NothingToUndo):
        deeds.undo(game, "kim", done.deed.number, now=T0 + 3)
    again = mark(game, "ann")
    assert len(deeds.undo_all(game, "kim", "ann", now=T0 + 4)) == 1
    assert game.fairplay.tries_left(ANN) == TRIES
    assert game.moderation.deeds[again.deed.number].undone_by
    assert 0 not in ranks(game, "ann")


@pytest.mark.parametrize("name", [FAIR_PLAY, " Fair Play "])
def test_no_operator_is_called_fair_play_and_none_makes_a_mark(name: str) -> None:
    game = game_of("ann")
    number = mark(game, "ann").deed.number
    before = game.state()
    with pytest.raises(EventMalformed):
        deeds.undo(game, name, number, now=T0)
    with pytest.raises(EventMalformed):
        deeds.do(game, DeedAsk(name, UNRANK, "ann", "machine"), now=T0, rng=random.Random(1))
    with pytest.raises(UnknownDeed):
        deeds.do(game, DeedAsk("kim", MARK, "ann", "machine"), now=T0, rng=random.Random(1))
    assert game.state() == before


def test_who_is_off_all_boards_is_not_marked_besides() -> None:
    game = game_of("ann")
    deeds.do(game, DeedAsk("kim", UNRANK, "ann", "machine"), now=T0, rng=random.Random(1))
    assert deeds.mark(game, ANN, SEEN, now=T0) is None


def test_the_oldest_marks_leave_with_what_undid_them_and_their_players_are_on_the_boards() -> None:
    game = game_of("ann", "bob", "eve", marks_kept=2)
    deeds.lift(game, mark(game, "ann").deed, now=T0)
    mark(game, "ann")
    assert len(game.moderation.deeds) == 3
    mark(game, "bob")
    assert [deed.number for deed in game.moderation.of()] == [4, 3]
    mark(game, "eve")
    assert game.moderation.marks.keys() == {("bob", "classic"), ("eve", "classic")}
    assert 0 not in ranks(game, "ann")
    assert ranks(game, "bob") == ranks(game, "eve") == {0}


def test_another_game_takes_in_who_leaves_the_boards_and_who_comes_back() -> None:
    game, follower = game_of("ann"), game_of("ann")
    for is_off, rank in ((True, 0), (False, 1)):
        left = game.leave_boards("ann", is_off=is_off)
        follower.put_player(replace(left))
        assert 0 in ranks(follower, "ann") if is_off else 0 not in ranks(follower, "ann")
        assert ranks(game, "ann") == ranks(follower, "ann") == {rank}
    follower.put_player(replace(game.player("ann"), id="bob", key="bob", handle="Bob", is_off=True))
    assert follower.roster.is_off("bob")


def test_a_mark_goes_with_its_player_and_with_its_arena() -> None:
    game = game_of("ann", "bob")
    game.open_arena(Opening(LUNCH, "sprint", "Lunch", "ann", T0))
    for player, arena in (("ann", "classic"), ("bob", LUNCH)):
        mark(game, player, arena)
    state = game.state()
    for records in (game, state):
        records.forget("ann")
        records.close_arena(LUNCH)
        assert (records.moderation.deeds, records.moderation.marks) == ({}, {})
    assert game.roster.left_out["classic"] == set()
