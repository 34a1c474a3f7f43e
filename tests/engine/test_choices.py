"""Leaving the boards: kept, undoable, apart from what operators decide, and nobody else's business."""

from functools import partial
from pathlib import Path

import pytest

from clickgame.contract.answers import answered
from clickgame.contract.errors import EventMalformed, UnknownPlayer
from clickgame.contract.feed import FeedAsk
from clickgame.contract.moderation import UNRANK
from clickgame.contract.reads import Chosen
from clickgame.engine import choices
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from clickgame.engine.runs import ghosts
from clickgame.engine.tokens import key_of
from tests.engine.life import hear, join, tell
from tests.engine.moderated import do, playing, undo
from tests.fakes import FakeClock

DAY_S = 86_400.0


async def leave(link: LocalLink, player: str, is_off: object = True) -> None:  # noqa: FBT002  # as a page sends it
    """Have a player leave the boards, and wait until that is on record."""
    await answered(partial(link.leave_boards, player, is_off))


def whose(engine: Engine, key: str) -> str:
    """Give the player for whom programs press that have *key*, "" if there is none."""
    player = engine.game.roster.program(key_of(key))
    return player.id if player else ""


def on_board(engine: Engine, board: str = "live") -> list[str]:
    """Give who stands on a board, as it is now."""
    engine.game.settle()
    return [row.player for row in engine.game.rows("classic", board, count=9)]


def test_who_leaves_is_on_no_board_loses_nothing_and_may_come_back(tmp_path: Path) -> None:
    async def story(engine: Engine, _: FakeClock) -> None:
        link, ann, bob = playing(engine)
        assert on_board(engine) == [ann, bob]
        await leave(link, ann)
        assert on_board(engine) == on_board(engine, "best") == on_board(engine, "all") == [bob]
        assert (await link.chosen(ann)) == Chosen(is_off=True, has_key=False)
        outcome = hear(engine, ann, 12)
        assert (outcome.score, outcome.best, outcome.before + outcome.score) == (12, 12, 12)
        assert on_board(engine) == [bob], "a press does not bring anybody back"
        assert (await link.profile(ann)).total == 12
        for _twice in range(2):
            await leave(link, ann, is_off=False)
        assert on_board(engine) == [ann, bob]
        assert (await link.moderation.log()) == [], "no operator has anything to do with it"

    tell(tmp_path, story)


def test_it_outlives_a_restart(tmp_path: Path) -> None:
    async def story(engine: Engine, _: FakeClock) -> None:
        link, ann, _bob = playing(engine)
        await leave(link, ann)

    async def after(engine: Engine, _: FakeClock) -> None:
        (left,) = [player.id for player in engine.game.roster.players.values() if player.is_off]
        assert left not in on_board(engine)
        assert len(on_board(engine)) == 1

    tell(tmp_path, story)
    tell(tmp_path, after)


def test_a_sanction_stays_when_its_player_comes_back(tmp_path: Path) -> None:
    async def story(engine: Engine, _: FakeClock) -> None:
        link, ann, bob = playing(engine)
        deed = await do(link, UNRANK, ann)
        await leave(link, ann)
        await undo(link, deed.number)
        assert on_board(engine) == [bob]
        deed = await do(link, UNRANK, ann)
        await leave(link, ann, is_off=False)
        assert on_board(engine) == [bob]
        await undo(link, deed.number)
        assert on_board(engine) == [ann, bob]

    tell(tmp_path, story)


def test_who_has_left_wins_no_season_and_is_no_ghost_and_no_news(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        link, ann, bob = playing(engine)
        for player in (ann, bob):
            hear(engine, player, 30)
        await leave(link, ann)
        engine.feed.reached(ann, "century")
        engine.feed.reached(bob, "century")
        assert {entry.player for entry in (await link.feed(FeedAsk())).entries} <= {bob}
        clock.move(DAY_S)
        await engine.sweep()
        assert [row.player for season in (await link.seasons("classic", "day")) for row in season.rows] == [bob]
        assert ann not in {ghost.player for ghost in ghosts(engine.game, "classic")}
        assert await link.runs(ann), "one's own runs are there as ever"

    tell(tmp_path, story)


@pytest.mark.parametrize("junk", [None, 1, "true", [], {}, 0.0])
def test_what_is_no_answer_is_refused_and_changes_nothing(tmp_path: Path, junk: object) -> None:
    async def story(engine: Engine, _: FakeClock) -> None:
        link, ann, _bob = playing(engine)
        before = engine.game.state()
        with pytest.raises(EventMalformed):
            await leave(link, ann, junk)
        with pytest.raises(UnknownPlayer):
            await leave(link, "nobody")
        with pytest.raises(UnknownPlayer):
            await link.chosen("nobody")
        assert engine.game.state() == before

    tell(tmp_path, story)


def test_of_a_key_only_the_fingerprint_is_kept_and_the_newest_counts(tmp_path: Path) -> None:
    async def story(engine: Engine, _: FakeClock) -> None:
        ann, bob = join(engine, "ann"), join(engine, "bob")
        choices.change_program(engine, ann, "secret")
        assert "secret" not in str(engine.game.state())
        assert (whose(engine, "secret"), whose(engine, "ann")) == (ann, "")
        choices.change_program(engine, ann, "other")
        choices.change_program(engine, bob, "third")
        assert [whose(engine, key) for key in ("secret", "other", "third", "")] == ["", ann, bob, ""]
        choices.change_program(engine, ann, "")
        assert whose(engine, "other") == ""
        engine.game.forget(bob)
        assert whose(engine, "third") == ""
        assert engine.game.find("ann") is None

    tell(tmp_path, story)
