"""A game that was followed, and is gone on with, is the one that a start would load from the same folder.

Whatever was played, and however it ended: by the records, the boards, what the next presses come to, and the time.
"""

import asyncio
import random
import secrets
from dataclasses import replace
from pathlib import Path

import pytest

from clickgame.contract.moderation import DeedAsk
from clickgame.core.roster import SEEN_S
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from persistence import codec, files
from tests.engine.life import hear, join
from tests.engine.plays import DAY_S, Plays
from tests.engine.takeovers import Names, Stage, assert_same, kinds_told, number_alike

STORIES = 12
stories_told = set[int]()


def press_everywhere(engine: Engine) -> None:
    """Have a newcomer press in each arena: of what was pressed by who is erased a load knows nothing, not even when."""
    zoe = join(engine, "zoe")
    for arena in engine.game.arenas:
        hear(engine, zoe, 1, is_resume=True, arena=arena)


@pytest.mark.parametrize("seed", range(STORIES))
def test_whatever_was_played_a_followed_game_is_the_loaded_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Half a line at the end, snapshots while it followed, arenas that closed: see `Plays`."""

    async def run() -> None:
        stage, rng = Stage(tmp_path, arena_age_s=2 * DAY_S, page_age_s=3_600.0), random.Random(seed)
        monkeypatch.setattr(secrets, "token_hex", Names(-1))
        owner = await stage.owner()
        for name in ("ann", "bob", "cid", "dot", "eve"):
            join(owner, name)
        await owner.commit.written()
        stage.follow()
        starts = stage.follower.starts
        plays = Plays(owner, stage.clock, rng)
        for _ in range(120):
            await plays.go_on()
            if rng.random() < 0.07:
                stage.follow()  # of who wanted to be no more, nothing older than a snapshot stays
                await owner.save()
            if rng.random() < 0.3:
                stage.follow()
        press_everywhere(owner)
        stage.clock.move(rng.choice((0.1, 90.0, 400.0, DAY_S)))
        follows, loads = await stage.both(owner, rest=rng.choice((b"", b'9a01bb2e [1,99,1.0,[["p"')))
        assert (stage.follower.starts, follows.game) == (starts, stage.follower.records)
        assert (follows.epoch, follows.erased) == (loads.epoch, loads.erased)
        number_alike(follows.game, loads.game)
        assert_same(follows, loads, "at once")
        taken_over_at, answers = stage.clock.now, list[list[str]]()
        for engine in (follows, loads):
            stage.clock.now = taken_over_at
            monkeypatch.setattr(secrets, "token_hex", Names(seed))
            plays = Plays(engine, stage.clock, random.Random(-seed), reacts=False)
            for _ in range(60):
                await plays.go_on()
            answers.append(plays.answers)
        assert answers[0] == answers[1]
        assert_same(follows, loads, "later")
        for engine in (follows, loads):
            await engine.close()

    asyncio.run(run())
    stories_told.add(seed)


def test_the_stories_had_records_of_every_kind() -> None:
    if len(stories_told) < STORIES:
        pytest.skip("it is about all the stories above")
    assert kinds_told == codec.MARKS.keys()


@pytest.mark.parametrize("clock_s", [-3_600.0, -2 * DAY_S])
def test_what_lies_after_the_takeover_is_as_after_a_load(tmp_path: Path, clock_s: float) -> None:
    """The clock was ahead: of a run, a hold, a guest and a day nothing would ever end otherwise."""

    async def run() -> None:
        stage = Stage(tmp_path)
        owner = await stage.owner()
        ann, _ = join(owner, "ann"), join(owner, "guest")
        for arena in owner.game.arenas:
            hear(owner, ann, 500, is_resume=True, arena=arena)
        await owner.commit.written()
        stage.follow()
        stage.clock.move(5.0)
        hear(owner, ann, 501, page="late", is_resume=True)
        stage.clock.move(clock_s)
        follows, loads = await stage.both(owner)
        assert follows.game is not stage.follower.records, "everybody was gone through"
        assert_same(follows, loads, "at once")
        assert follows.game.arenas["classic"].scores[ann].pressed_at == stage.clock.now
        for engine in (follows, loads):
            await engine.close()

    asyncio.run(run())


def test_a_hold_is_no_longer_than_by_the_settings_of_who_takes_over(tmp_path: Path) -> None:
    async def run() -> None:
        stage = Stage(tmp_path)
        owner = await stage.owner()
        ann = join(owner, "ann")
        hear(owner, ann, 0, is_resume=True)
        await owner.commit.written()
        stage.settings = replace(stage.settings, hold_s=10.0)
        stage.follow()
        hear(owner, ann, 9_000)
        stage.clock.move(1.0)
        follows, loads = await stage.both(owner)
        assert_same(follows, loads, "at once")
        assert follows.game.arenas["classic"].scores[ann].held_until == stage.clock.now + 10.0
        for engine in (follows, loads):
            await engine.close()

    asyncio.run(run())


def test_sanctions_that_are_over_are_over_for_who_takes_over(tmp_path: Path) -> None:
    async def run() -> None:
        stage = Stage(tmp_path)
        owner = await stage.owner()
        link, ann = LocalLink(owner), join(owner, "ann")
        hear(owner, ann, 9, is_resume=True)
        link.moderation.do(DeedAsk("kim", "unrank", ann, "name", for_s=60.0), lambda _: None)
        await owner.commit.written()
        stage.follow()
        assert stage.follower.records.rows("classic", "live", count=9) == []
        stage.clock.move(61.0)
        follows, loads = await stage.both(owner)
        assert_same(follows, loads, "at once")
        assert [row.player for row in follows.game.rows("classic", "live", count=9)] == [ann]
        for engine in (follows, loads):
            await engine.close()

    asyncio.run(run())


def test_who_comes_back_without_pressing_is_no_stranger_to_who_follows(tmp_path: Path) -> None:
    """A greeting changes no score; it is on record all the same, so that nobody is forgotten who was here."""

    async def run() -> None:
        stage = Stage(tmp_path)
        owner = await stage.owner()
        guest, gone = join(owner, "guest"), join(owner, "gone")
        await owner.commit.written()
        stage.follow()
        for _ in range(30):
            stage.clock.move(61.0)
            owner.arrive("guest", is_new=False)
            owner.present(joined=[guest])
            owner.present(left=[guest])
            await owner.sweep()
        follows, _ = await stage.both(owner)
        await follows.sweep()
        players = follows.game.roster.players
        assert guest in players
        assert gone not in players
        assert stage.clock.now - players[guest].seen_at <= SEEN_S

    asyncio.run(run())


def test_a_followed_game_of_a_damaged_folder_is_loaded_as_ever(tmp_path: Path) -> None:
    async def run() -> None:
        stage = Stage(tmp_path)
        owner = await stage.owner()
        ann = join(owner, "ann")
        hear(owner, ann, 9, is_resume=True)
        await owner.commit.written()
        stage.follow()
        (stage.folder / files.MARK).write_bytes(b"oops")
        follows, loads = await stage.both(owner)
        assert_same(follows, loads, "at once")
        assert (stage.folder / f"{files.MARK}.damaged").read_bytes() == b"oops"

    asyncio.run(run())
